"""Async hooks around sync functions: from the function's thread to the worker's loop and back."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING, Any

import attrs

from funcext_core._exceptions import traceback_of
from funcext_core._process import is_forked
from funcext_core.errors import HookError


if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextvars import Context


CHECK_LOOP_EVERY = 1.0
"""Seconds after which a waiting thread checks whether the loop is still running."""


@attrs.define(eq=False)
class LoopBridge:
    """Run parts of async hooks on the worker's loop while the calling thread waits.

    The loop is the one that runs while the app is indexed: both workers index inside it.
    """

    loop: asyncio.AbstractEventLoop | None = None
    prepare_task: Callable[[asyncio.Task[Any], str], None] | None = None
    """Prepares a new task for the worker, given the invocation's id: the classic worker assigns log
    lines to an invocation by an attribute of the task."""

    def capture(self) -> None:
        """Take the running loop as the worker's; indexing again, in another loop, replaces it."""
        self.loop = running_loop() or self.loop

    def run(
        self,
        context: Context,
        invocation_id: str,
        call: Callable[..., Awaitable[Any]],
        *arguments: object,
    ) -> Any:
        """Call on the loop, as a task in `context`, and return the awaited result.

        On Python 3.10 a task cannot be given a context: it gets a copy of this one.

        Raises:
            HookError: immediately, if the loop cannot run it: waiting would never end.
        """
        obstacle = obstacle_of(self.loop)
        if obstacle is not None or self.loop is None:
            message = f"an async hook around a sync function cannot run: {obstacle}"
            raise HookError(message)
        crossing = _Crossing(self.loop, context, call, arguments)
        try:
            self.loop.call_soon_threadsafe(self._start, crossing, invocation_id)
        except RuntimeError as closed:
            message = f"an async hook around a sync function cannot run: {closed}"
            raise HookError(message) from closed
        value, error = crossing.wait()
        if error is None:
            return value
        try:
            raise error
        finally:
            # The error's traceback holds this frame: without this, they would form a cycle.
            del error, crossing

    def _start(self, crossing: _Crossing, invocation_id: str) -> None:
        try:
            task = crossing.start()
            if self.prepare_task is not None:
                crossing.context.run(self.prepare_task, task, invocation_id)
        except BaseException as error:
            # The waiting thread is the only one that can handle it.
            crossing.answer((None, error))
            if not isinstance(error, Exception):
                raise


@attrs.define(eq=False)
class _Crossing:
    """One call from a thread to the loop and back."""

    loop: asyncio.AbstractEventLoop
    context: Context
    call: Callable[..., Awaitable[Any]]
    arguments: tuple[object, ...]
    _task: asyncio.Task[Any] | None = attrs.field(default=None, init=False)
    _answer: Future[tuple[Any, BaseException | None]] = attrs.field(factory=Future, init=False)

    def wait(self) -> tuple[Any, BaseException | None]:
        """Return the result; block the calling thread until it is there.

        Raises:
            HookError: the loop ended in the meantime.
        """
        while True:
            try:
                return self._answer.result(CHECK_LOOP_EVERY)
            except FutureTimeoutError:
                obstacle = obstacle_of(self.loop)
            if obstacle is not None and self._abandon():
                message = f"an async hook around a sync function was abandoned: {obstacle}"
                raise HookError(message)

    def start(self) -> asyncio.Task[Any]:
        """Start the call, on the loop, and return its task.

        If no thread waits for it anymore, `_abandon` has scheduled its cancellation: it is
        cancelled before its first step.
        """
        step = _step(self.call, self.arguments)
        if sys.version_info >= (3, 11):
            task = self.loop.create_task(step, context=self.context)
        else:
            task = self.context.run(self.loop.create_task, step)
        # Kept: the loop holds tasks weakly.
        self._task = task
        task.add_done_callback(self._ended)
        return task

    def answer(self, result: tuple[Any, BaseException | None]) -> None:
        """Pass the result to the thread, if it is still waiting."""
        if self._answer.set_running_or_notify_cancel():
            self._answer.set_result(result)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        # A task that is cancelled before its first step has no result.
        self.answer((None, asyncio.CancelledError()) if task.cancelled() else task.result())

    def _abandon(self) -> bool:
        """Cancel the hook, in case the loop ever continues; return False if it has answered."""
        if not self._answer.cancel():
            return False
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._cancel)
        return True

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()


def running_loop() -> asyncio.AbstractEventLoop | None:
    """Return the loop that runs in this thread, if any."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def obstacle_of(loop: asyncio.AbstractEventLoop | None) -> str | None:
    """Return why this thread cannot wait for the worker's loop; None if it can."""
    if loop is None:
        return "no event loop was running when the app was indexed"
    if is_forked():
        return "this process is a forked child, in which the worker's event loop does not run"
    if loop.is_closed():
        return "the worker's event loop is closed"
    if not loop.is_running():
        return "the worker's event loop is not running"
    if running_loop() is loop:
        return "the function was called on the event loop's own thread, which it would block"
    return None


async def _step(
    call: Callable[..., Awaitable[Any]], arguments: tuple[object, ...]
) -> tuple[Any, BaseException | None]:
    """Return the call's value, or what it raised.

    A `SystemExit` or `KeyboardInterrupt` that leaves a task would end the loop, and the worker.
    """
    try:
        return await call(*arguments), None
    except BaseException as error:  # noqa: BLE001 - raised again in the waiting thread
        # Without this frame, by `BaseException`: a class may have a method of its own.
        traceback = traceback_of(error)
        return None, BaseException.with_traceback(error, traceback and traceback.tb_next)
