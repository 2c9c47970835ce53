"""The process that serves the app, and its forked children.

Nothing that a process inherits is its own: in a child, funcext's signal handlers and exit hooks do
nothing, no exception is converted, and nothing waits for the parent's event loop or threads.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING
from weakref import WeakSet


if TYPE_CHECKING:
    from types import TracebackType


_own = os.getpid()


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
