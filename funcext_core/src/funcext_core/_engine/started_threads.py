"""Threads that functions start, so that log lines of such a thread carry the function's name.

A thread begins with no context variables, so it does not know the invocation that started it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from funcext_core._process import CurrentInvocation, current_invocation


_P = ParamSpec("_P")
_T = TypeVar("_T")

_started_by: WeakKeyDictionary[threading.Thread, CurrentInvocation] = WeakKeyDictionary()
_POOL_THREADS = "concurrent.futures.thread"


def invocation_here() -> CurrentInvocation | None:
    """Return the invocation that runs here, or that started this thread; None if there is none."""
    return current_invocation.get() or _started_by.get(threading.current_thread())


@contextlib.contextmanager
def following_threads() -> Iterator[None]:
    """Remember, for the block, the invocations that start threads or submit work to pools."""
    start, submit = threading.Thread.start, ThreadPoolExecutor.submit

    def following_start(thread: threading.Thread) -> None:
        running = invocation_here()
        if running is not None and not _belongs_to_a_pool(thread):
            _started_by[thread] = running
        start(thread)

    def following_submit(
        pool: ThreadPoolExecutor, call: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> Future[_T]:
        running = invocation_here()
        if running is None:
            return submit(pool, call, *args, **kwargs)
        return submit(pool, _call_for, running, call, *args, **kwargs)

    _replace(following_start, following_submit)
    try:
        yield
    finally:
        _replace(start, submit)


def _replace(start: object, submit: object) -> None:
    setattr(threading.Thread, "start", start)  # noqa: B010 - mypy refuses to assign to a method
    setattr(ThreadPoolExecutor, "submit", submit)  # noqa: B010 - mypy refuses to assign to a method


def _belongs_to_a_pool(thread: threading.Thread) -> bool:
    """Return whether a thread does work for anybody: that work has its own invocation."""
    return getattr(getattr(thread, "_target", None), "__module__", None) == _POOL_THREADS


def _call_for(
    running: CurrentInvocation, call: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs
) -> _T:
    token = current_invocation.set(running)
    try:
        return call(*args, **kwargs)
    finally:
        current_invocation.reset(token)
