"""A stand-in for the classic worker: how it calls functions, without its package or gRPC.

The worker's package cannot be installed, so this is written from the facts of its behavior. Each
fact that it relies on is a test in `test_classic_stand_in.py`. As in the worker, the SDK converts
the data.

Left out: deferred (SDK type) bindings, shared memory, OpenTelemetry and dependency isolation.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import inspect
import logging
import os
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import ClassVar, TypeVar, cast

import attrs
import azure.functions as func
from azure.functions import meta

from drivers.classic_extensions import (
    SYSTEM_LOGGER,
    await_with_hooks,
    call_with_hooks,
    run_load_hooks,
)
from drivers.classic_registry import (
    BoundTo,
    LoadedFunction,
    Parameter,
    converter,
    examine,
    streaming,
)
from drivers.interface import (
    Call,
    Data,
    Delivery,
    FunctionFolder,
    FunctionView,
    HttpData,
    LoadFailure,
    LoopDriver,
    Result,
    WorkerException,
    function_folders,
    reply_value,
)
from drivers.tasks import RequestTask, new_task, task_invocation


T = TypeVar("T")

_NAMESPACE = "__app__"


@attrs.define(slots=False, eq=False, on_setattr=attrs.setters.frozen)
class TraceContext:
    """The trace context of an invocation; the capitalized names are its older ones."""

    trace_parent: str
    trace_state: str
    attributes: Mapping[str, str]

    @property
    def Traceparent(self) -> str:  # noqa: N802 - the worker's name
        """The trace parent, by its older name."""
        return self.trace_parent

    @property
    def Tracestate(self) -> str:  # noqa: N802 - the worker's name
        """The trace state, by its older name."""
        return self.trace_state

    @property
    def Attributes(self) -> Mapping[str, str]:  # noqa: N802 - the worker's name
        """The attributes, by their older name."""
        return self.attributes


@attrs.define(slots=False, eq=False, on_setattr=attrs.setters.frozen)
class RetryContext:
    """The number of times that the host has tried, and may try, this invocation."""

    retry_count: int = 0
    max_retry_count: int = 0
    rpc_exception: object = None


@attrs.define(slots=False, eq=False, on_setattr=attrs.setters.frozen)
class Context:
    """The worker's invocation context; no subclass of the SDK's, which matters to isinstance."""

    function_name: str
    function_directory: str
    invocation_id: str
    thread_local_storage: threading.local
    trace_context: TraceContext
    retry_context: RetryContext


class Out:
    """The worker's holder of an output binding's value."""

    def __init__(self) -> None:
        self._value: object = None

    def set(self, value: object) -> None:
        """Put *value* into the binding."""
        self._value = value

    def get(self) -> object:
        """Return the value put last, or None."""
        return self._value


class ClassicWorker(LoopDriver):
    """The classic worker of both programming models, up to Python 3.13 and with any SDK."""

    generation: ClassVar[str] = "classic"

    def view(self, name: str) -> FunctionView:
        """Return the worker's data about the function *name*.

        Raises:
            LookupError: no such function is served.
        """
        function = self._function(name)
        return FunctionView(
            name, function.call, function.directory, function.is_async, function.wants_context
        )

    def load_again(self, name: str) -> None:
        """Send the load request for a served function once more, as a host may."""
        self._function(name)
        task = self.run(_settled(self._request(self._load_indexed(name))))
        task.result()

    # Starting and ending

    def _prepare(self, loop: asyncio.AbstractEventLoop) -> None:
        self._functions: dict[str, LoadedFunction] = {}
        self._load_directories: dict[str, str] = {}
        self._local = threading.local()
        self._pool = ThreadPoolExecutor(max_workers=_pool_size())
        self._undo.enter_context(_system_log_level())
        self._undo.enter_context(_worker_modules(self._current_invocation))
        loop.set_task_factory(new_task)

    async def _stop(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._pool.shutdown)

    def _current_invocation(self) -> str | None:
        return task_invocation() or getattr(self._local, "invocation_id", None)

    def _function(self, name: str) -> LoadedFunction:
        if name not in self._functions:
            message = f"no function {name!r} is served; there are {sorted(self._functions)}"
            raise LookupError(message)
        return self._functions[name]

    # Loading

    async def _load(self, directory: Path) -> tuple[str, ...]:
        try:
            self._index(directory)
        except Exception as error:
            raise LoadFailure(str(WorkerException.of(error))) from error
        if not self._functions:
            # The worker found no v2 functions, so the host looks for the v1 model's folders.
            return self._load_folders(directory)
        for name in self._functions:
            await self._load_indexed(name)
        return tuple(self._functions)

    def _index(self, directory: Path) -> None:
        """Answer the metadata request: import the v2 script and examine all of its functions."""
        script = os.environ.get("PYTHON_SCRIPT_FILE_NAME", "function_app.py")
        if not (directory / script).exists():
            return
        functions: dict[str, LoadedFunction] = {}
        for function in _find_app(script).get_functions():
            name, call = str(function.get_function_name()), function.get_user_function()
            # The file of the code object decides the function's directory.
            home = str(Path(inspect.getfile(call)).parent)
            bindings = cast("list[BoundTo]", function.get_bindings())
            functions[name] = examine(name, call, home, bindings)
            self._load_directories[name] = str(directory)
        # If one function does not fit, the host gets none.
        self._functions = functions

    async def _load_indexed(self, name: str) -> None:
        """Answer a load request for a function that is in the registry already."""
        run_load_hooks(name, self._load_directories[name])

    def _load_folders(self, directory: Path) -> tuple[str, ...]:
        failures: dict[str, str] = {}
        namespace = _app_namespace()
        for folder in function_folders(directory):
            try:
                namespace.append(str(directory))
                self._functions[folder.name] = _load_script(folder)
                self._load_directories[folder.name] = str(folder.directory)
                run_load_hooks(folder.name, str(folder.directory))
            except Exception as error:
                failures[folder.name] = str(WorkerException.of(error))
        if failures:
            message = "; ".join(failures.values())
            raise LoadFailure(message, served=self._functions, failures=failures)
        return tuple(self._functions)

    # Invoking

    async def _serve(self, call: Call) -> Result:
        cast("RequestTask[Result]", asyncio.current_task()).belong_to(call.invocation_id)
        function = self._function(call.function)
        try:
            return await self._invoke(function, call)
        except Exception as error:
            return Result(False, exception=WorkerException.of(error))

    async def _invoke(self, function: LoadedFunction, call: Call) -> Result:
        arguments = _decode(function, call)
        streams = _take_stream(function, call, arguments)
        context = self._context(function, call)
        # The worker leaves the loop's own thread marked with the latest invocation.
        self._local.invocation_id = call.invocation_id
        if function.wants_context:
            arguments["context"] = context
        arguments.update({name: Out() for name in function.outputs})
        value = await self._run(function, context, arguments)
        if value is not None and not function.has_return:
            message = f"function {function.name!r} returned a value but has no return binding"
            raise RuntimeError(message)
        outputs = _encode_outputs(function, arguments)
        if streams:
            return Result(True, value, outputs)
        encoded = None if function.returned is None else _encode(function.returned, value)
        return Result(True, encoded, outputs)

    async def _run(
        self, function: LoadedFunction, context: Context, arguments: dict[str, object]
    ) -> object:
        if function.is_async:
            return await await_with_hooks(
                cast("Callable[..., Awaitable[object]]", function.call), context, arguments
            )
        # No context is copied: what a sync function sets stays set on its thread.
        return await asyncio.get_running_loop().run_in_executor(
            self._pool, self._run_on_thread, function, context, arguments
        )

    def _run_on_thread(
        self, function: LoadedFunction, context: Context, arguments: dict[str, object]
    ) -> object:
        context.thread_local_storage.invocation_id = context.invocation_id
        try:
            return call_with_hooks(function.call, context, arguments)
        finally:
            context.thread_local_storage.invocation_id = None

    def _context(self, function: LoadedFunction, call: Call) -> Context:
        return Context(
            function.name,
            function.directory,
            call.invocation_id,
            self._local,
            TraceContext(call.trace_parent, "", {}),
            RetryContext(),
        )


def _pool_size() -> int | None:
    size = os.environ.get("PYTHON_THREADPOOL_THREAD_COUNT")
    return int(size) if size else None


async def _settled(task: asyncio.Task[T]) -> asyncio.Task[T]:
    await asyncio.wait({task})
    return task


@contextlib.contextmanager
def _system_log_level() -> Iterator[None]:
    """Set the worker's own logger to INFO, whatever the root's level is."""
    logger = logging.getLogger(SYSTEM_LOGGER)
    level = logger.level
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(level)


@contextlib.contextmanager
def _worker_modules(current_invocation: Callable[[], str | None]) -> Iterator[None]:
    """Put the worker's package into `sys.modules`, where code looks for it."""
    contents: dict[str, dict[str, object]] = {
        SYSTEM_LOGGER: {},
        f"{SYSTEM_LOGGER}.bindings": {"Context": Context, "Out": Out},
        f"{SYSTEM_LOGGER}.bindings.context": {"Context": Context},
        f"{SYSTEM_LOGGER}.dispatcher": {"get_current_invocation_id": current_invocation},
    }
    modules = {name: ModuleType(name) for name in contents}
    for name, module in modules.items():
        module.__dict__.update(contents[name])
        package, _, attribute = name.rpartition(".")
        if package:
            setattr(modules[package], attribute, module)
    sys.modules.update(modules)
    yield  # `fresh_process` forgets them.


Context.__module__ = f"{SYSTEM_LOGGER}.bindings.context"


@contextlib.contextmanager
def _import_errors_explained() -> Iterator[None]:
    """Append a hint to an ImportError's text, right or wrong, as the worker does."""
    try:
        yield
    except ImportError as error:
        hint = "A module is missing; see whether requirements.txt names it."
        text = f"{str(error).rstrip('.')}. {hint}"
        raise type(error)(text).with_traceback(error.__traceback__) from error


def _find_app(script: str) -> func.FunctionRegister:
    with _import_errors_explained():
        module = importlib.import_module(Path(script).stem)
    values = [getattr(module, name, None) for name in module.__dir__()]
    # Two names of one app count as two.
    apps = [value for value in values if isinstance(value, func.FunctionRegister)]
    if len(apps) != 1:
        message = f"{script} must bind exactly one name to a function app, not {len(apps)}"
        raise ValueError(message)
    return apps[0]


def _app_namespace() -> list[str]:
    """Create the package that v1 scripts are imported in and return its search path."""
    package = ModuleType(_NAMESPACE)
    path: list[str] = []
    package.__path__ = path
    sys.modules[_NAMESPACE] = package
    return path


def _load_script(folder: FunctionFolder) -> LoadedFunction:
    module_name = _module_name(folder)
    with _import_errors_explained():
        module = importlib.import_module(module_name)
    call = getattr(module, folder.entry_point, None)
    if not callable(call):
        message = f"function {folder.name!r}: {module_name} has no {folder.entry_point}()"
        raise RuntimeError(message)  # noqa: TRY004 - the worker's choice
    return examine(folder.name, call, str(folder.directory), folder.bindings)


def _module_name(folder: FunctionFolder) -> str:
    script = folder.script_file.relative_to(folder.directory.parent)
    if script.suffix != ".py":
        message = f"function {folder.name!r}: {folder.script_file.name} is not a Python file"
        raise RuntimeError(message)
    # Under its full name, a package's own file would be loaded twice.
    parts = script.parts[:-1] if script.stem == "__init__" else (*script.parts[:-1], script.stem)
    return ".".join((_NAMESPACE, *parts))


def _decode(function: LoadedFunction, call: Call) -> dict[str, object]:
    metadata = {key: _datum(value) for key, value in call.metadata.items()}
    arguments: dict[str, object] = {}
    for name, sent in call.inputs.items():
        parameter = function.inputs[name]
        found = converter(parameter.binding_type)
        known = metadata if found.has_trigger_support() else {}
        arguments[name] = _decode_one(parameter, sent, cast("dict[str, meta.Datum]", known))
    return arguments


def _decode_one(parameter: Parameter, sent: Delivery, metadata: Mapping[str, meta.Datum]) -> object:
    try:
        return converter(parameter.binding_type).decode(
            _datum(sent.data), trigger_metadata=metadata
        )
    except NotImplementedError:
        message = f"{parameter.binding_type} cannot take data of kind {sent.data.kind!r}"
        raise TypeError(message) from None


def _take_stream(function: LoadedFunction, call: Call, arguments: dict[str, object]) -> bool:
    """Put the web framework's request in place of the SDK's, where the app streams HTTP."""
    framework = streaming()
    name = function.http_parameter
    if framework is None or name is None:
        return False
    request = call.inputs[name].stream
    route_params = getattr(arguments[name], "route_params", {})
    synchronizer = framework.RequestTrackerMeta.get_synchronizer()
    synchronizer.sync_route_params(request, route_params)
    arguments[name] = request
    return True


def _datum(data: Data) -> meta.Datum | None:
    if data.kind is None:
        return None
    if isinstance(data.value, HttpData):
        return meta.Datum(_http_parts(data.value), "http")
    return meta.Datum(data.value, data.kind)


def _http_parts(request: HttpData) -> dict[str, object]:
    return {
        "method": meta.Datum(request.method, "string"),
        "url": meta.Datum(request.url, "string"),
        "headers": _strings(request.headers),
        "query": _strings(request.query),
        "params": _strings(request.route_params),
        "body": _datum(request.body),
    }


def _strings(values: Mapping[str, str]) -> dict[str, meta.Datum]:
    return {name: meta.Datum(value, "string") for name, value in values.items()}


def _encode(parameter: Parameter, value: object) -> object:
    try:
        encoded = converter(parameter.binding_type).encode(value, expected_type=parameter.pytype)
    except NotImplementedError:
        message = f"{parameter.binding_type} cannot send a {type(value).__name__}"
        raise TypeError(message) from None
    return reply_value(encoded)


def _encode_outputs(function: LoadedFunction, arguments: Mapping[str, object]) -> dict[str, object]:
    outputs: dict[str, object] = {}
    for name, parameter in function.outputs.items():
        # A hook may have replaced it; any object with get() is accepted.
        value = cast("Out", arguments[name]).get()
        if value is not None:
            outputs[name] = _encode(parameter, value)
    return outputs
