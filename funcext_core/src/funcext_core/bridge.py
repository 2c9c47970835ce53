"""Async hooks round sync functions: from the function's thread to the worker's loop and back."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING, Any, cast

import attrs

from .errors import HookError


if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextvars import Context


_CHECK_LOOP_EVERY = 1.0
"""Seconds after which a waiting thread looks whether the loop still runs."""


@attrs.define(eq=False)
class LoopBridge:
    """Run awaitables on the worker's loop while the calling thread waits.

    The loop is the one that runs while the app is indexed: both workers index inside it.
    """

    loop: asyncio.AbstractEventLoop | None = None
    prepare_task: Callable[[asyncio.Task[Any]], None] | None = None
    """What a worker needs done to a new task: the classic one finds an invocation's log lines by
    an attribute of the task."""

    def capture(self) -> None:
        """Take the running loop as the worker's; a later index, in another loop, replaces it."""
        self.loop = _running_loop() or self.loop

    def run(self, awaitable: Awaitable[Any], context: Context) -> Any:
        """Run the awaitable as a task in `context` and return its result.

        On Python 3.10 a task cannot be given a context: it sees a copy of this one.

        Raises:
            HookError: at once, when the loop cannot run it; waiting would never end.
        """
        obstacle = self._obstacle()
        if obstacle is not None:
            close = getattr(awaitable, "close", None)
            if close is not None:
                close()
            message = f"an async hook round a sync function cannot run: {obstacle}"
            raise HookError(message)
        done: Future[Any] = Future()
        loop = cast("asyncio.AbstractEventLoop", self.loop)
        loop.call_soon_threadsafe(self._start, loop, awaitable, context, done)
        try:
            return self._wait(done)
        finally:
            # The future is in the traceback of the error that it holds.
            del done

    def _wait(self, done: Future[Any]) -> Any:
        while True:
            try:
                return done.result(_CHECK_LOOP_EVERY)
            except FutureTimeoutError:
                # Since 3.11 that is the TimeoutError which a hook may raise as well.
                if done.done():
                    return done.result()
                obstacle = self._obstacle()
            if obstacle is not None:
                message = f"an async hook round a sync function was abandoned: {obstacle}"
                raise HookError(message)

    def _obstacle(self) -> str | None:
        if self.loop is None:
            return "no event loop was running when the app was indexed"
        if self.loop.is_closed():
            return "the worker's event loop is closed"
        if not self.loop.is_running():
            return "the worker's event loop is not running"
        if _running_loop() is self.loop:
            return "the function was called on the event loop's own thread, which it would block"
        return None

    def _start(
        self,
        loop: asyncio.AbstractEventLoop,
        awaitable: Awaitable[Any],
        context: Context,
        done: Future[Any],
    ) -> None:
        step = _step(awaitable)
        if sys.version_info >= (3, 11):
            task = loop.create_task(step, context=context)
        else:
            task = context.run(loop.create_task, step)
        if self.prepare_task is not None:
            context.run(self.prepare_task, task)
        task.add_done_callback(lambda ended: _hand_over(ended, done))


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


async def _step(awaitable: Awaitable[Any]) -> Any:
    return await awaitable


def _hand_over(task: asyncio.Task[Any], done: Future[Any]) -> None:
    if task.cancelled():
        done.set_exception(asyncio.CancelledError())
        return
    error = task.exception()
    if error is not None:
        done.set_exception(error)
    else:
        done.set_result(task.result())
