"""Async hooks around sync functions: from the function's thread to the worker's loop and back."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from funcext_core._foreign import traceback_of
from funcext_core._process import is_forked
from funcext_core.errors import HookError


if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator
    from contextvars import Context
    from typing import Final

    Result = tuple[object, BaseException | None]
    PrepareTask = Callable[[asyncio.Task[Any], str], None]


Value = TypeVar("Value")


CHECK_LOOP_EVERY = 1.0
"""Seconds after which a waiting thread checks whether the loop is still running."""


class LoopBridge:
    """Run parts of async hooks on the worker's loop while the calling thread waits.

    The loop is the one that runs while the app is indexed: both workers index inside it.
    """

    loop: asyncio.AbstractEventLoop | None
    prepare_task: PrepareTask | None
    """Prepares a new task for the worker, given the invocation's id: the classic worker assigns log
    lines to an invocation by an attribute of the task."""

    __slots__ = ("loop", "prepare_task")

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop | None = None,
        prepare_task: PrepareTask | None = None,
    ) -> None:
        self.loop = loop
        self.prepare_task = prepare_task

    def capture(self) -> None:
        """Take the running loop as the worker's; indexing again, in another loop, replaces it."""
        self.loop = running_loop() or self.loop

    def run(
        self,
        context: Context,
        invocation_id: str,
        call: Callable[..., Awaitable[object]],
        *arguments: object,
    ) -> object:
        """Call on the loop, as a task in `context`, and return the awaited result.

        On Python 3.10 a task cannot be given a context: it gets a copy of this one.

        Raises:
            HookError: immediately, if the loop cannot run it: waiting would never end.
        """
        crossing = Crossing(self.usable_loop(), context, call, arguments, _start_step)
        return self.cross(crossing, self.start, crossing, invocation_id)

    def generator(
        self,
        context: Context,
        invocation_id: str,
        generator: AsyncGenerator[object, object],
        cannot_cut: Callable[[int], None],
        index: int,
    ) -> BridgedGenerator:
        """Return an async generator whose halves run in one task on the loop; see `run`.

        Args:
            context: the invocation's context.
            invocation_id: the invocation's id.
            generator: the async generator.
            cannot_cut: called with `index` where its task is cancelled while the function runs.
            index: see `cannot_cut`.
        """
        return BridgedGenerator(self, context, invocation_id, generator, cannot_cut, index)

    def usable_loop(self) -> asyncio.AbstractEventLoop:
        """Return the loop.

        Raises:
            HookError: it cannot run anything for this thread.
        """
        obstacle = obstacle_of(self.loop)
        if obstacle is not None or self.loop is None:
            message = f"an async hook around a sync function cannot run: {obstacle}"
            raise HookError(message)
        return self.loop

    def cross(
        self, crossing: Crossing, callback: Callable[..., None], *arguments: object
    ) -> object:
        """Schedule a callback on the loop, and return the result of the crossing."""
        try:
            crossing.loop.call_soon_threadsafe(callback, *arguments)
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
            del error, crossing, arguments

    def start(self, crossing: Crossing, invocation_id: str) -> None:
        """Start the task of a crossing, on the loop."""
        try:
            task = crossing.start()
            if self.prepare_task is not None:
                crossing.context.run(self.prepare_task, task, invocation_id)
        except BaseException as error:
            # The waiting thread is the only one that can handle it.
            crossing.answer((None, error))
            if not isinstance(error, Exception):
                raise


class Crossing:
    """One call from a thread to the loop and back."""

    loop: Final[asyncio.AbstractEventLoop]
    context: Final[Context]
    call: Final[Callable[..., Awaitable[object]]]
    arguments: Final[tuple[object, ...]]
    make_task: Final[Callable[[Crossing], asyncio.Task[Result] | asyncio.Task[None]]]
    """Returns a new task, on the loop, that makes the call."""
    task: asyncio.Task[Result] | asyncio.Task[None] | None
    """The task that makes the call."""

    __slots__ = ("_answer", "arguments", "call", "context", "loop", "make_task", "task")

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        context: Context,
        call: Callable[..., Awaitable[object]],
        arguments: tuple[object, ...],
        make_task: Callable[[Crossing], asyncio.Task[Result] | asyncio.Task[None]],
    ) -> None:
        self.loop = loop
        self.context = context
        self.call = call
        self.arguments = arguments
        self.make_task = make_task
        self.task = None
        self._answer: Future[Result] = Future()

    def wait(self) -> Result:
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

    def start(self) -> asyncio.Task[Result] | asyncio.Task[None]:
        """Start the call, on the loop, and return its task.

        If no thread waits for it anymore, `_abandon` has scheduled its cancellation: it is
        cancelled before its first step.
        """
        task = self.make_task(self)
        # Kept: the loop holds tasks weakly.
        self.task = task
        task.add_done_callback(self._ended)
        return task

    def answer(self, result: Result) -> None:
        """Pass the result to the thread, if it is still waiting."""
        if self._answer.set_running_or_notify_cancel():
            self._answer.set_result(result)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        if not self._answer.done():
            # A task that is cancelled before its first step has no result.
            self.answer((None, asyncio.CancelledError()) if task.cancelled() else task.result())

    def abandoned(self) -> bool:
        """Return whether no thread waits for the result anymore."""
        return self._answer.cancelled()

    def _abandon(self) -> bool:
        """Cancel the hook, in case the loop ever continues; return False if it has answered."""
        if not self._answer.cancel():
            return False
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._cancel)
        return True

    def _cancel(self) -> None:
        if self.task is not None:
            self.task.cancel()


class BridgedGenerator:
    """An async generator as the function's thread sees it: `next`, `send` and `close` wait for it.

    Like the async generator itself, they raise `StopAsyncIteration` where it has ended. Both halves
    run in one task, so a hook can hold a time limit, a cancel scope or a task group across the call
    of the function.
    """

    __slots__ = (
        "_asked",
        "_begun",
        "_bridge",
        "_cannot_cut",
        "_context",
        "_generator",
        "_index",
        "_invocation_id",
        "_waiter",
    )

    def __init__(
        self,
        bridge: LoopBridge,
        context: Context,
        invocation_id: str,
        generator: AsyncGenerator[object, object],
        cannot_cut: Callable[[int], None],
        index: int,
    ) -> None:
        self._bridge = bridge
        self._context = context
        self._invocation_id = invocation_id
        self._generator = generator
        self._cannot_cut = cannot_cut
        self._index = index
        self._begun = False
        # What the thread asked for, until the task takes it up; where the task waits for it.
        self._asked: Crossing | None = None
        self._waiter: asyncio.Future[None] | None = None

    def __next__(self) -> object:
        """Run the first half."""
        return self._ask(self._generator.__anext__)

    def send(self, outcome: object) -> object:
        """Run the second half."""
        return self._ask(self._generator.asend, outcome)

    def throw(self, error: BaseException) -> object:
        """Run the second half with an error."""
        try:
            return self._ask(self._generator.athrow, error)
        finally:
            # The error's traceback may hold this frame: see `LoopBridge.cross`.
            del error

    def close(self) -> object:
        """Close the generator, and wait until it has ended."""
        return self._ask(self._generator.aclose)

    def abandon(self) -> None:
        """Close the generator without waiting: no thread will ask for its second half."""
        loop = self._bridge.loop
        if loop is not None and not loop.is_closed():
            crossing = self._crossing(loop, self._generator.aclose)
            loop.call_soon_threadsafe(self._take, crossing)

    # -- in the function's thread ---------------------------------------------------------------

    def _ask(self, call: Callable[..., Awaitable[object]], *arguments: object) -> object:
        """Return the result of a call that the task makes."""
        loop = self._bridge.usable_loop()
        crossing = self._crossing(loop, call, *arguments)
        try:
            if self._begun:
                return self._bridge.cross(crossing, self._take, crossing)
            self._begun = True
            return self._bridge.cross(crossing, self._bridge.start, crossing, self._invocation_id)
        finally:
            # An error's traceback holds this frame, and the crossing the error.
            del crossing, arguments

    def _crossing(
        self,
        loop: asyncio.AbstractEventLoop,
        call: Callable[..., Awaitable[object]],
        *arguments: object,
    ) -> Crossing:
        return Crossing(loop, self._context, call, arguments, self._run_task)

    # -- on the loop ----------------------------------------------------------------------------

    def _run_task(self, crossing: Crossing) -> asyncio.Task[None]:
        # Not in the invocation's own context, which the function's thread enters meanwhile.
        return crossing.context.copy().run(crossing.loop.create_task, self._live(crossing))

    async def _live(self, crossing: Crossing) -> None:
        """Make the calls that the thread asks for, until the generator has ended."""
        task = asyncio.current_task()
        try:
            while not crossing.abandoned():
                crossing.task = task
                closes = crossing.call == self._generator.aclose
                result = await _InContext(self._context, step(crossing.call, crossing.arguments))
                crossing.answer(result)
                ended = closes or result[1] is not None
                del result
                if ended:
                    return
                if not crossing.abandoned():
                    crossing = await self._next(crossing.loop)
        finally:
            # The frames of an error's traceback lead to this one, and the crossing to the error.
            del crossing
        await _InContext(self._context, step(self._generator.aclose, ()))

    async def _next(self, loop: asyncio.AbstractEventLoop) -> Crossing:
        """Wait until the thread asks for more.

        A cancellation has no effect: the function cannot be interrupted, and the thread will ask.
        """
        while self._asked is None:
            self._waiter = loop.create_future()
            try:
                await self._waiter
            except asyncio.CancelledError:
                if self._asked is None:
                    self._cannot_cut(self._index)
        crossing, self._asked = self._asked, None
        return crossing

    def _take(self, crossing: Crossing) -> None:
        self._asked = crossing
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class _InContext(Generic[Value]):
    """An awaitable that runs a coroutine with each of its steps in a context."""

    __slots__ = ("_context", "_coroutine")

    def __init__(self, context: Context, coroutine: Coroutine[object, object, Value]) -> None:
        self._context = context
        self._coroutine = coroutine

    def __await__(self) -> Generator[object, object, Value]:
        run, coroutine = self._context.run, self._coroutine
        try:
            waits_for = run(coroutine.send, None)
            while True:
                try:
                    sent = yield waits_for
                except BaseException as error:  # noqa: BLE001 - it is the coroutine's to handle
                    waits_for = run(coroutine.throw, error)
                else:
                    waits_for = run(coroutine.send, sent)
        except StopIteration as ended:
            # Not kept in a local: the frames of an error's traceback lead to this one.
            return cast("Value", ended.value)


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


def _start_step(crossing: Crossing) -> asyncio.Task[Result]:
    call = step(crossing.call, crossing.arguments)
    if sys.version_info >= (3, 11):
        return crossing.loop.create_task(call, context=crossing.context)
    return crossing.context.run(crossing.loop.create_task, call)


async def step(call: Callable[..., Awaitable[object]], arguments: tuple[object, ...]) -> Result:
    """Return the call's value, or what it raised.

    A `SystemExit` or `KeyboardInterrupt` that leaves a task would end the loop, and the worker.
    """
    try:
        return await call(*arguments), None
    except BaseException as error:  # noqa: BLE001 - raised again in the waiting thread
        # Without this frame, by `BaseException`: a class may have a method of its own.
        traceback = traceback_of(error)
        return None, BaseException.with_traceback(error, traceback and traceback.tb_next)
    finally:
        # The frames of an error's traceback lead to this one, which an error may be passed to.
        del arguments
