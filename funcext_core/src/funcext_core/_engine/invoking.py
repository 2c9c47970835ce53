"""Run a function as a worker does.

Sync functions run on a pool of threads, async functions on the worker's loop. Both get only keyword
arguments.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from typing import cast

import attrs

from funcext_core._hook_call import HookCall
from funcext_core._process import CurrentInvocation, current_invocation

from . import bindings
from .bindings import Output
from .context import Context, Out, invocation_id_on_thread
from .errors import FunctionTimeoutError, LocalHostError
from .indexing import IndexedFunction
from .results import RETURN


NO_DATA = object()
"""The argument for an input that has no data and for which None is not an argument."""


@attrs.define(eq=False)
class Call:
    """A requested invocation: the function and its arguments."""

    function: IndexedFunction
    inputs: Mapping[str, object]
    """The arguments for its input bindings, by name."""
    context: Context
    running: CurrentInvocation
    queued: float
    """When it was requested, by `time.perf_counter`, as all times here."""
    began: float = attrs.field(default=0.0, init=False)
    """When it entered its outermost layer."""
    left: float = attrs.field(default=0.0, init=False)
    """When it left it."""
    hooks: list[HookCall] = attrs.field(factory=list, init=False)
    """The calls of hooks around it so far, if the engine keeps them."""
    is_left_behind: bool = attrs.field(default=False, init=False)
    """Whether its time is over, and its function still has a thread."""
    on_enter: Callable[[Call], object] | None = None
    """Called when it enters its outermost layer, on the thread where it does."""
    is_given_up: Callable[[], bool] = bool
    """Returns whether a cancellation is the engine's own, which stops."""

    def enter(self) -> None:
        """Record that it has its thread, or its turn on the loop."""
        self.began = time.perf_counter()
        if self.on_enter is not None:
            self.on_enter(self)


@attrs.frozen
class Ended:
    """The end of a function's run.

    The error is a value here, because neither a coroutine nor a future can raise a StopIteration.
    """

    value: object = None
    outputs: Mapping[str, Output] = attrs.field(factory=dict)
    error: BaseException | None = None


async def run(call: Call, pool: Executor, seconds: float | None = None) -> Ended:
    """Run a function once, on the loop or on a pool of threads.

    Args:
        call: the invocation.
        pool: the threads of sync functions.
        seconds: the longest time; None means no limit. An async function is cancelled then, and a
            sync one is left on its thread, because nothing can stop it.

    Returns:
        The result. It has whatever the function raised, even an error that would end a worker, and
        the error about a value that no worker could send.

    Raises:
        CancelledError: the task that runs it is being cancelled by the engine.
    """
    function = call.function
    outs = {slot.name: Out() for slot in function.outputs}
    arguments: dict[str, object] = {**call.inputs, **outs}
    if function.takes_context:
        arguments["context"] = call.context
    unfilled = [name for name, argument in call.inputs.items() if argument is NO_DATA]
    if unfilled:
        message = (
            f"The argument {unfilled[0]!r} cannot be provided: only a worker supports the types of "
            "azurefunctions.extensions."
        )
        return Ended(error=LocalHostError(message))
    running: Awaitable[Ended]
    if function.is_async:
        running = _run_async(call, arguments)
    else:
        running = asyncio.get_running_loop().run_in_executor(pool, _run_sync, call, arguments)
    ended = await (running if seconds is None else _limited(call, running, seconds))
    if ended.error is not None:
        return ended
    try:
        return attrs.evolve(ended, outputs=_sent(function, ended.value, outs))
    except Exception as error:  # noqa: BLE001 - converters run the app's code: any may come
        return Ended(error=error)


async def _limited(call: Call, running: Awaitable[Ended], seconds: float) -> Ended:
    task = asyncio.ensure_future(running)
    try:
        await asyncio.wait([task], timeout=seconds)
        if task.done():
            return task.result()
    finally:
        task.cancel()
    call.left = time.perf_counter()
    # One that still waited for a thread has been taken out of the queue.
    call.is_left_behind = bool(call.began) and not call.function.is_async
    end = "its thread goes on with it" if call.is_left_behind else "it was cancelled"
    message = (
        f"The function {call.function.name!r} took longer than the functionTimeout of "
        f"{seconds:g} s in host.json: {end}."
    )
    return Ended(error=FunctionTimeoutError(message))


async def _run_async(call: Call, arguments: Mapping[str, object]) -> Ended:
    token = current_invocation.set(call.running)
    call.enter()
    try:
        # A coroutine function, as `is_async` says: calling it gives something to await.
        return Ended(await cast("Awaitable[object]", call.function.call(**arguments)))
    except asyncio.CancelledError as error:
        if call.is_given_up():
            raise
        return Ended(error=error)
    except BaseException as error:  # noqa: BLE001 - it must not end the loop of all functions
        return Ended(error=error)
    finally:
        call.left = time.perf_counter()
        current_invocation.reset(token)


def _run_sync(call: Call, arguments: Mapping[str, object]) -> Ended:
    """Call a sync function, on a thread of the pool."""
    token = current_invocation.set(call.running)
    call.enter()
    try:
        with invocation_id_on_thread(call.context):
            return Ended(call.function.call(**arguments))
    except BaseException as error:  # noqa: BLE001 - the caller reports it
        return Ended(error=error)
    finally:
        call.left = time.perf_counter()
        call.is_left_behind = False
        current_invocation.reset(token)


def _sent(function: IndexedFunction, value: object, outs: Mapping[str, Out]) -> dict[str, Output]:
    """Return what the function's bindings send, checked as in the workers.

    Raises:
        RuntimeError: it returned a value and has no binding to send it to.
        TypeError: a binding cannot send the value it was given.
    """
    if value is not None and function.returns is None:
        message = (
            f"The function {function.name!r} returned a value of type {type(value).__name__}, "
            "and has no $return binding to send it to."
        )
        raise RuntimeError(message)
    slots = [slot for slot in function.outputs if outs[slot.name].get() is not None]
    sent = {
        slot.name: bindings.encode(
            slot.type, slot.converter, outs[slot.name].get(), slot.annotation
        )
        for slot in slots
    }
    if function.returns is not None:
        slot = function.returns
        if function.streams:
            sent[RETURN] = bindings.encode_streamed(slot.type, value)
        else:
            sent[RETURN] = bindings.encode(slot.type, slot.converter, value, slot.annotation)
    return {name: output for name, output in sent.items() if output.kind != bindings.NOTHING}
