"""A driver of the engine that runs apps outside a worker, under the local host and the test kit.

It takes the same inputs as the workers' drivers, datum by datum, and gives their results.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, ClassVar

import azure.functions as func
from azure.functions.meta import Datum

from drivers.inputs import Data, HttpData
from drivers.interface import (
    Call,
    FunctionView,
    LoadFailure,
    LoopDriver,
    Result,
    WorkerException,
    reply_value,
    wire_value,
)


if TYPE_CHECKING:
    from funcext_core._engine.bindings import Output
    from funcext_core._engine.engine import Engine
    from funcext_core._engine.results import Result as EngineResult


class EngineDriver(LoopDriver):
    """The engine, which serves both models on any Python."""

    generation: ClassVar[str] = "engine"

    def view(self, name: str) -> FunctionView:
        """Return the engine's data about the function *name*.

        Raises:
            LookupError: no such function is served.
        """
        function = self.engine.function(name)
        return FunctionView(
            name, function.call, function.directory, function.is_async, function.takes_context
        )

    @property
    def engine(self) -> Engine:
        """The engine of the app that is loaded."""
        assert self._engine is not None, "no app is loaded; call load first"
        return self._engine

    def _prepare(self, loop: asyncio.AbstractEventLoop) -> None:
        self._engine: Engine | None = None

    async def _load(self, directory: Path) -> tuple[str, ...]:
        pool = ThreadPoolExecutor(thread_name_prefix="function")
        try:
            self._engine = await _imported("engine").start_engine(directory, pool)
        except Exception as error:
            raise LoadFailure(str(WorkerException.of(error))) from error
        names = tuple(function.name for function in self.engine.app.functions)
        failures = {
            name: str(WorkerException.of(error)) for name, error in self.engine.app.failures.items()
        }
        if failures:
            raise LoadFailure("; ".join(failures.values()), served=names, failures=failures)
        return names

    async def _stop(self) -> None:
        if self._engine is not None:
            await self._engine.stop(grace=0)

    def _current_invocation(self) -> str | None:
        running = importlib.import_module("funcext_core._process").current_invocation.get()
        return None if running is None else str(running.id)

    async def _serve(self, call: Call) -> Result:
        inputs, context = _imported("inputs"), _imported("context")
        sent = {
            name: inputs.Sent(_datum(given.data), stream=given.stream)
            for name, given in call.inputs.items()
        }
        trigger = self.engine.function(call.function).trigger_slot.name
        result = await self.engine.invoke(
            call.function,
            sent[trigger],
            metadata={name: _datum(data) for name, data in call.metadata.items()},
            id=call.invocation_id,
            inputs={name: given for name, given in sent.items() if name != trigger},
            trace=context.TraceContext(call.trace_parent),
        )
        return result_of(result)


def _imported(name: str) -> ModuleType:
    """Import a module of the copy of funcext that the app gets, which may be a fresh one."""
    return importlib.import_module(f"funcext_core._engine.{name}")


def _datum(data: Data) -> Datum:
    value = data.value
    if isinstance(value, HttpData):
        parts = {
            "method": Datum(value.method, "string"),
            "url": Datum(value.url, "string"),
            "headers": _texts(value.headers),
            "query": _texts(value.query),
            "params": _texts(value.route_params),
            "body": _datum(value.body),
        }
        return Datum(parts, "http")
    if data.kind in ("collection_string", "collection_bytes"):
        kind = data.kind.removeprefix("collection_")
        return Datum(SimpleNamespace(**{kind: list(getattr(value, kind))}), data.kind)
    return Datum(value, data.kind)


def _texts(values: Mapping[str, str]) -> dict[str, Datum]:
    return {name: Datum(value, "string") for name, value in values.items()}


def result_of(result: EngineResult) -> Result:
    """Return an engine's result as the host would see it of a worker."""
    if result.error is not None:
        exception = WorkerException.of(result.error)
        return Result(False, exception=exception, invocation_id=result.id)
    outputs = {name: _received(output) for name, output in result.outputs.items()}
    return Result(True, outputs.pop("$return", None), outputs, invocation_id=result.id)


def _received(output: Output) -> object:
    """Return an output as the host gets it; a response through the SDK's own converter."""
    if output.kind != "http":
        return wire_value(output.kind, output.value)
    if not isinstance(output.value, (str, func.HttpResponse)):
        return output.value  # a web framework's, which bypasses the host
    converter = func.get_binding_registry().get("http")  # type: ignore[no-untyped-call] # the SDK's lack
    return reply_value(converter.encode(output.value, expected_type=None))
