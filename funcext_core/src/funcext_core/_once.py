"""Counting, and saying a thing once, from any thread.

Nothing here waits for a lock. A finalizer may count in the middle of another count on its own
thread, and a forked child finds no lock that a thread of its parent held: both would wait forever.
"""

from __future__ import annotations

import operator
import sys
from typing import TYPE_CHECKING, Generic, TypeVar


if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator


Key = TypeVar("Key", bound="Hashable")


class Tally(Generic[Key]):
    """Counts by key."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        # The numbers that are left for each key. Taking one is a single step for other threads, as
        # `setdefault` is; `length_hint` returns how many are left.
        self._numbers: dict[Key, Iterator[int]] = {}

    def add(self, key: Key) -> int:
        """Count once more for the key, and return how often that was."""
        return next(self._numbers.setdefault(key, iter(range(1, sys.maxsize))))

    def totals(self) -> dict[Key, int]:
        """Return the counts by key."""
        # A copy: other threads go on counting.
        return {
            key: sys.maxsize - 1 - operator.length_hint(left)
            for key, left in self._numbers.copy().items()
        }


class Once:
    """The things that were said already."""

    __slots__ = ("_said",)

    def __init__(self) -> None:
        self._said: Tally[tuple[Hashable, ...]] = Tally()

    def first(self, *thing: Hashable) -> bool:
        """Return whether this is the first time for the thing; True for one thread alone."""
        return self._said.add(thing) == 1
