"""Run a function as a worker does.

Sync functions run on a pool of threads, async functions on the worker's loop. Both get only keyword
arguments.
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
    """The result of an invocation."""

    value: object = None
    """The returned value, in the form that its binding would send; None after an error."""
    outputs: Mapping[str, object] = attrs.field(factory=dict)
    """The values set on output parameters, by name, in the same form."""
    error: BaseException | None = None
    """The error, if the invocation failed."""


def thread_pool(environ: Mapping[str, str], console: Console) -> ThreadPoolExecutor:
    """Create the pool for sync functions, with PYTHON_THREADPOOL_THREAD_COUNT threads.

    The default is Python's, as in the workers. As there, a value that is not a number of at least 1
    is reported and ignored.
    """
    wanted = environ.get(THREADS_SETTING)
    size: int | None = None
    if wanted is not None:
        if wanted.strip().isdecimal() and int(wanted) > 0:
            size = int(wanted)
        else:
            console.warning(
                f"{THREADS_SETTING} is ignored: {wanted!r} is not a number of at least 1."
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
            inputs: the arguments for its input bindings, by name.
            trace: the trace that the invocation belongs to.

        Returns:
            The result. It has whatever the function raised, even an error that would end a worker.
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
                f"The local host cannot provide the argument {unfilled.name!r}: "
                f"it does not support the types of azurefunctions.extensions."
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
                # `is_async` says that this is a coroutine function, so its result can be awaited.
                return await cast("Awaitable[object]", function.call(**arguments)), None
        except asyncio.CancelledError as error:
            if self.stopping:
                raise
            return None, error
        except BaseException as error:  # noqa: BLE001 - it must not end the loop of all functions
            return None, error

    def _explain(self, error: BaseException | None) -> None:
        """Warn about an error that would do more harm in a worker than fail the invocation."""
        if error is not None and not isinstance(error, Exception):
            self.console.warning(
                f"{type(error).__name__} is not an Exception: in Azure, this invocation would "
                "never be answered, and SystemExit or KeyboardInterrupt would end the worker."
            )

    def _show_outputs(self, function: IndexedFunction, result: Result) -> None:
        """Print the values that other services would get; the local host does not send them."""
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
    """Call a sync function on a pool thread.

    Its exception is returned, because a future cannot carry every exception (not StopIteration).
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
    """Check that the bindings can send the function's values, as the workers do.

    Raises:
        RuntimeError: the function returned a value without a binding that could send it.
        TypeError: a binding cannot send its value.
    """
    if value is not None and function.returns is None:
        message = (
            f"The function {function.name!r} returned a value of type {type(value).__name__}, "
            "but it has no $return binding that could send it."
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
