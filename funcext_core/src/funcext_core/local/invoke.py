"""Run a function as a worker does.

Sync functions run on a pool of threads, async ones on the worker's loop, all of them with
keyword arguments alone.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Awaitable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import cast

import attrs

from funcext_core._engine import bindings
from funcext_core._engine.context import (
    Context,
    Out,
    TraceContext,
    invocation_id_of,
    invocation_id_on_thread,
    log_lines_name,
)
from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.indexing import IndexedFunction

from .console import Console


THREADS_SETTING = "PYTHON_THREADPOOL_THREAD_COUNT"

_Ended = tuple[object, BaseException | None]


@attrs.frozen
class Result:
    """How an invocation ended."""

    value: object = None
    """The value returned, in the form that its binding would send; None if it failed."""
    outputs: Mapping[str, object] = attrs.field(factory=dict)
    """The values that were set on output parameters, by name, in the same form."""
    error: BaseException | None = None
    """The error that it failed with."""


def thread_pool(environ: Mapping[str, str], console: Console) -> ThreadPoolExecutor:
    """Make the pool for sync functions, as large as PYTHON_THREADPOOL_THREAD_COUNT says.

    Where it is unset, Python's default holds, as in the workers. A value that is not a number from
    1 up is reported and ignored, as they do.
    """
    wanted = environ.get(THREADS_SETTING)
    size: int | None = None
    if wanted is not None:
        if wanted.strip().isdecimal() and int(wanted) > 0:
            size = int(wanted)
        else:
            console.warning(
                f"{THREADS_SETTING} is {wanted!r} and must be a number from 1 up: ignored."
            )
    return ThreadPoolExecutor(max_workers=size, thread_name_prefix="function")


@attrs.define
class Invoker:
    """Runs functions on the loop that calls it, and on a pool."""

    pool: Executor
    console: Console
    stopping: bool = False

    async def run(
        self, function: IndexedFunction, inputs: Mapping[str, object], trace: TraceContext
    ) -> Result:
        """Run a function once.

        Args:
            function: the function.
            inputs: the arguments of its input bindings, by name.
            trace: the trace that the invocation is a part of.

        Returns:
            The result; whatever the function raised is in it, even what would end a worker.
        """
        context = Context(
            invocation_id=str(uuid.uuid4()),
            function_name=function.name,
            function_directory=function.directory,
            trace_context=trace,
        )
        self.console.executing(function.name, context.invocation_id)
        started = time.perf_counter()
        result = await self._run(function, inputs, context)
        seconds = time.perf_counter() - started
        self.console.executed(function.name, context.invocation_id, seconds, result.error)
        self._explain(result.error)
        self._show_outputs(function, result)
        return result

    async def _run(
        self, function: IndexedFunction, inputs: Mapping[str, object], context: Context
    ) -> Result:
        outs = {slot.name: Out() for slot in function.outputs}
        arguments: dict[str, object] = {**inputs, **outs}
        if function.takes_context:
            arguments["context"] = context
        unfilled = next((slot for slot in function.inputs if slot.is_extension_type), None)
        if unfilled is not None:
            message = (
                f"The local host cannot make an argument for {unfilled.name!r}: "
                f"it has no support for the types of azurefunctions.extensions."
            )
            return Result(error=LocalHostError(message))
        if function.is_async:
            value, error = await self._call_async(function, arguments, context)
        else:
            loop = asyncio.get_running_loop()
            value, error = await loop.run_in_executor(
                self.pool, _call_sync, function, arguments, context
            )
        if error is not None:
            return Result(error=error)
        try:
            return _sent(function, value, outs)
        except Exception as error:  # noqa: BLE001 - converters run the app's code: any may come
            return Result(error=error)

    async def _call_async(
        self, function: IndexedFunction, arguments: Mapping[str, object], context: Context
    ) -> _Ended:
        try:
            with log_lines_name(function.name), invocation_id_of(context):
                # A coroutine function, as `is_async` says: calling it gives something to await.
                return await cast("Awaitable[object]", function.call(**arguments)), None
        except asyncio.CancelledError as error:
            if self.stopping:
                raise
            return None, error
        except BaseException as error:  # noqa: BLE001 - it must not end the loop of all functions
            return None, error

    def _explain(self, error: BaseException | None) -> None:
        """Warn of an error with which the workers would do worse than fail the invocation."""
        if error is not None and not isinstance(error, Exception):
            self.console.warning(
                f"{type(error).__name__} is not an Exception: in Azure this invocation would never "
                "be answered, and SystemExit or KeyboardInterrupt would end the worker."
            )

    def _show_outputs(self, function: IndexedFunction, result: Result) -> None:
        """Print the values that other services would get: the local host sends them nowhere."""
        sent = {slot.name: slot.type for slot in function.outputs}
        if function.returns is not None:
            sent["$return"] = function.returns.type
        for name, binding_type in sent.items():
            value = result.value if name == "$return" else result.outputs.get(name)
            if value is not None and binding_type != bindings.HTTP:
                self.console.dim(f"  {name} ({binding_type}) <- {_short(value)}")


def _call_sync(
    function: IndexedFunction, arguments: Mapping[str, object], context: Context
) -> _Ended:
    """Call a sync function on the thread of a pool.

    What it raises is returned: a future cannot carry every exception (not StopIteration).
    """
    try:
        with (
            log_lines_name(function.name),
            invocation_id_on_thread(context),
            invocation_id_of(context),
        ):
            return function.call(**arguments), None
    except BaseException as error:  # noqa: BLE001 - the caller reports it
        return None, error


def _sent(function: IndexedFunction, value: object, outs: Mapping[str, Out]) -> Result:
    """Check that the bindings can send what the function returned and set, as the workers do.

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
    outputs = {
        slot.name: bindings.encode(slot.converter, outs[slot.name].get(), slot.annotation)
        for slot in function.outputs
        if outs[slot.name].get() is not None
    }
    if function.returns is not None:
        value = bindings.encode(function.returns.converter, value, function.returns.annotation)
    return Result(value=value, outputs=outputs)


def _short(value: object) -> str:
    longest = 200
    shown = repr(value)
    return shown if len(shown) <= longest else shown[:longest] + "..."
