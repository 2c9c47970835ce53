"""The process that serves the app: what its threads, its tasks and its forked children see of it.

Nothing that a process inherits is its own: in a child, funcext's signal handlers and exit hooks do
nothing, no exception is converted, and nothing waits for the parent's event loop or threads.

Counting, and saying a thing once, waits for no lock. A finalizer may count in the middle of another
count on its own thread, and a forked child finds no lock that a thread of its parent held: both
would wait forever. The locks that remain are renewed in a child.

An engine, which runs functions outside a worker, sets the current invocation. It is kept below
everything, because both sides need it: the layers, which know nothing of an engine, and the engine,
which knows nothing of layers.
"""

from __future__ import annotations

import operator
import os
import sys
import threading
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet


if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Hashable, Iterator
    from types import TracebackType

    from ._hook_call import HookCall


_own = os.getpid()


# -- forked children -----------------------------------------------------------------------------


def serve_here() -> None:
    """Take this process, from now on, for the one that serves the app."""
    global _own  # noqa: PLW0603 - a process has one
    _own = os.getpid()


def is_forked() -> bool:
    """Return whether this is a forked child of the process that serves the app."""
    return os.getpid() != _own


class ProcessLock:
    """A re-entrant lock that a forked child finds free if another thread of its parent held it.

    That thread does not exist in the child, and would never release it.
    """

    __slots__ = ("__weakref__", "_lock")

    def __init__(self) -> None:
        self._lock = threading.RLock()
        _locks.add(self)

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._lock.release()

    def renew(self) -> None:
        """Make it free, in a child; the thread that forked keeps it if it holds it."""
        if self._lock.acquire(blocking=False):
            self._lock.release()
        else:
            self._lock = threading.RLock()


_locks: WeakSet[ProcessLock] = WeakSet()


def _renew_locks() -> None:
    for lock in list(_locks):
        lock.renew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_locks)


# -- counting ------------------------------------------------------------------------------------


class Tally:
    """Counts by key."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        # The numbers that are left for each key. Taking one is a single step for other threads, as
        # `setdefault` is; `length_hint` returns how many are left.
        self._numbers: dict[Hashable, Iterator[int]] = {}

    def add(self, key: Hashable) -> int:
        """Count once more for the key, and return how often that was."""
        return next(self._numbers.setdefault(key, iter(range(1, sys.maxsize))))

    def totals(self) -> dict[Hashable, int]:
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
        self._said = Tally()

    def first(self, *thing: Hashable) -> bool:
        """Return whether this is the first time for the thing; True for one thread alone."""
        return self._said.add(thing) == 1


# -- the invocation ------------------------------------------------------------------------------


class CurrentInvocation:
    """One invocation in an engine, and what is noted of it while it runs."""

    id: str
    function: str
    """The function's name."""
    skipped_by: str | None
    """The plugin that kept the function from running; None if none did."""
    on_hook: Callable[[HookCall], object] | None
    """Receives the calls of hooks, on the thread of each; None if nobody wants them."""

    __slots__ = ("function", "id", "on_hook", "skipped_by")

    def __init__(self, id: str, function: str) -> None:  # noqa: A002 - the worker's own word
        self.id = id
        self.function = function
        self.skipped_by = None
        self.on_hook = None


current_invocation: ContextVar[CurrentInvocation | None] = ContextVar(
    "funcext_current_invocation", default=None
)
"""The invocation that this task or thread works for; None outside an engine's invocations."""

hook_calls_wanted_by: WeakSet[object] = WeakSet()
"""Those who want to see the hooks of invocations. Layers that are compiled while anybody does give
each call of a hook to `CurrentInvocation.on_hook`; others cost nothing."""

only_indexes: ContextVar[bool] = ContextVar("funcext_only_indexes", default=False)
"""Whether apps are indexed to look at them: their plugins are loaded, and not started."""

# -- the end of a loop ---------------------------------------------------------------------------


class EndsWithLoop(Protocol):
    """Something that has to stop while its event loop still runs."""

    loop: asyncio.AbstractEventLoop | None

    def stop_here(self) -> None:
        """Stop it, from a thread other than the loop's; once."""


ending_with_loop: WeakSet[EndsWithLoop] = WeakSet()
"""All that an engine stops when its loop is about to end. Workers do not say that theirs is."""


def end_with_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Stop all that ends with a loop, from another thread."""
    for ending in list(ending_with_loop):
        if ending.loop is loop:
            ending.stop_here()
