"""The invocations in flight, for which a process waits before its plugins stop."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final

    Run = Callable[..., Any]


class InFlight:
    """The invocations that have begun and not ended."""

    entered: Final[list[int]]
    """The number that have begun, in a list: `cells[0] += 1` is one step for other threads."""
    left: Final[list[int]]
    """The number that have ended, in a list."""

    __slots__ = ("entered", "left")

    def __init__(self) -> None:
        self.entered = [0]
        self.left = [0]

    @property
    def number(self) -> int:
        """The number of invocations in flight."""
        # In this order: an invocation that ends in between counts as in flight.
        left = self.left[0]
        return self.entered[0] - left

    def counting(self, run: Run, *, is_async: bool) -> Run:
        """Return a function that counts its invocations.

        Args:
            run: takes the arguments by name.
            is_async: whether it is an ``async def``.
        """
        entered, left = self.entered, self.left

        def count(**kwargs: object) -> object:
            entered[0] += 1
            try:
                return run(**kwargs)
            finally:
                left[0] += 1

        async def count_async(**kwargs: object) -> object:
            entered[0] += 1
            try:
                return await run(**kwargs)
            finally:
                left[0] += 1

        return count_async if is_async else count
