"""A driver of the published library runtimes, in this process and without gRPC.

`azure-functions-runtime` serves the v2 model, `azure-functions-runtime-v1` the v1 model, both on
Python 3.13 and later. Plain objects replace protobuf's between them and the host. Each load
imports the runtime again, so that it starts without module-level state.
"""

from __future__ import annotations

import asyncio
import functools
import importlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import ClassVar, Literal, NamedTuple, Protocol, cast

from drivers.interface import (
    Binding,
    Call,
    Data,
    Encoded,
    FunctionFolder,
    FunctionView,
    HttpData,
    HttpReply,
    LoadFailure,
    LoopDriver,
    Result,
    WorkerException,
    function_folders,
    reply_value,
    wire_value,
)
from drivers.tasks import RequestTask, new_task, task_invocation


Way = Literal["handle_event", "native", "native_sync"]
"""An entrance to the runtime: with protobuf objects, without them, or without them and blocking."""

WAYS: tuple[Way, ...] = ("handle_event", "native", "native_sync")


# --- Plain objects in place of the protobuf messages --------------------------------------------


class Message(SimpleNamespace):
    """Any message: its fields are the arguments that it was created with."""


class TypedData:
    """One value of one kind, checked as protobuf checks it."""

    def __init__(self, **field: object) -> None:
        kind, value = next(iter(field.items()), (None, None))
        self._kind: str | None = kind
        self._value = value if kind in _COMPOUND else wire_value(kind, value)

    @classmethod
    def incoming(cls, data: Data) -> TypedData:
        """Return *data* as the host sends it."""
        if data.kind is None:
            return cls()
        if isinstance(data.value, HttpData):
            return cls(http=_incoming_http(data.value))
        return cls(**{data.kind: data.value})

    def WhichOneof(self, group: str) -> str | None:  # noqa: N802 - protobuf's name
        """Return the kind of the value, or None if there is no value."""
        assert group == "data"
        return self._kind

    def __getattr__(self, kind: str) -> object:
        if kind == self.__dict__.get("_kind"):
            return self._value
        raise AttributeError(kind)

    def reply(self) -> object:
        """Return this value as the host gets it."""
        if self._kind == "http":
            return _outgoing_http(cast("Message", self._value))
        return self._value


_COMPOUND = frozenset({"http", "collection_string", "collection_bytes"})


class ParameterBinding(Message):
    """A parameter's name and its data."""

    def WhichOneof(self, group: str) -> str:  # noqa: N802 - protobuf's name
        """Return how the data comes: never through shared memory."""
        assert group == "rpc_data"
        return "data"


class StatusResult(Message):
    """Whether a request succeeded."""

    Failure = 0
    Success = 1


class BindingInfo(Message):
    """A binding, with the directions' and data types' numbers."""

    out = 1
    inout = 2
    undefined = 0


class RpcHttpCookie(Message):
    """A cookie of a response."""

    SameSite = SimpleNamespace(**{"None": 0, "Lax": 1, "Strict": 2, "ExplicitNone": 3})


_PLAIN_MESSAGES = (
    "FunctionLoadResponse",
    "FunctionMetadataResponse",
    "InvocationResponse",
    "NullableBool",
    "NullableDouble",
    "NullableString",
    "NullableTimestamp",
    "RpcException",
    "RpcFunctionMetadata",
    "RpcHttp",
    "RpcRetryOptions",
    "Timestamp",
    "WorkerInitResponse",
    "WorkerMetadata",
)
PROTOS = SimpleNamespace(
    **dict.fromkeys(_PLAIN_MESSAGES, Message),
    BindingInfo=BindingInfo,
    ParameterBinding=ParameterBinding,
    RpcHttpCookie=RpcHttpCookie,
    StatusResult=StatusResult,
    TypedData=TypedData,
)
"""The stand-in for the protocol's module."""


def _incoming_http(request: HttpData) -> Message:
    return Message(
        method=request.method,
        url=request.url,
        headers=request.headers,
        query=request.query,
        params=request.route_params,
        body=TypedData.incoming(request.body),
    )


def _outgoing_http(reply: Message) -> HttpReply:
    headers = {name: str(wire_value("string", value)) for name, value in reply.headers.items()}
    cookies = tuple((cookie.name, cookie.value) for cookie in reply.cookies or ())
    return HttpReply(int(reply.status_code), headers, reply.body.reply() or b"", cookies)


def _request(**content: object) -> Message:
    properties = {"host": "127.0.0.1", "protos": PROTOS}
    return Message(request=Message(**content), properties=properties)


# --- The driver ---------------------------------------------------------------------------------


class _FunctionInfo(Protocol):
    """The part of a registered function that is read here."""

    func: Callable[..., object]
    directory: str
    is_async: bool
    requires_context: bool


class _NativeAnswer(NamedTuple):
    """The result of the runtimes' native entry points, in their order."""

    ok: bool
    value: Encoded | None
    outputs: list[tuple[str, Encoded]]
    exception: str | None
    trace: str | None


class LibraryRuntime(LoopDriver):
    """The library runtime of the model that the app is written in.

    Every invocation takes one *way* in. `native_sync` is for sync functions; an async function
    goes through `native`, as the runtime tells its caller. An app that streams HTTP always goes
    through `handle_event`, the only one that can.
    """

    generation: ClassVar[str] = "library"

    def __init__(
        self,
        *,
        way: Way = "handle_event",
        settings: Mapping[str, str] | None = None,
        fresh: Iterable[str] = (),
    ) -> None:
        """Prepare a worker whose invocations go in by *way*; the rest is as in `LoopDriver`."""
        super().__init__(settings=settings, fresh=fresh)
        self._way = way
        self._runtime: ModuleType | None = None

    @property
    def way(self) -> Way:
        """The way in that invocations take."""
        return self._way

    @property
    def runtime(self) -> ModuleType:
        """The runtime's package, as it was imported for the app that is loaded."""
        if self._runtime is None:
            message = "no app is loaded; call load first"
            raise RuntimeError(message)
        return self._runtime

    def view(self, name: str) -> FunctionView:
        """Return the runtime's data about the function *name*.

        Raises:
            LookupError: no such function is served.
        """
        info = self._info(name)
        return FunctionView(name, info.func, info.directory, info.is_async, info.requires_context)

    # Starting and ending

    def _prepare(self, loop: asyncio.AbstractEventLoop) -> None:
        self._ids: dict[str, str] = {}
        self._runtime = None
        self._callers = ThreadPoolExecutor(thread_name_prefix="host")
        loop.set_task_factory(new_task)

    async def _stop(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._callers.shutdown)
        if self._runtime is not None:
            await loop.run_in_executor(None, self._runtime.stop_threadpool_executor)
            self._runtime = None

    def _current_invocation(self) -> str | None:
        # The host's side of the process marks the requests that it sends as protobuf objects.
        marked = task_invocation()
        if marked is not None or self._runtime is None:
            return marked
        return cast("str | None", self._runtime.invocation_id_cv.get())

    def _module(self, name: str) -> ModuleType:
        return importlib.import_module(f"{self.runtime.__name__}.{name}")

    def _info(self, name: str) -> _FunctionInfo:
        if name not in self._ids:
            message = f"no function {name!r} is served; there are {sorted(self._ids)}"
            raise LookupError(message)
        registry = self._module("handle_event")._functions
        return cast("_FunctionInfo", registry.get_function(self._ids[name]))

    # Loading

    async def _load(self, directory: Path) -> tuple[str, ...]:
        script = os.environ.get("PYTHON_SCRIPT_FILE_NAME", "function_app.py")
        indexes = (directory / script).exists()
        package = "azure_functions_runtime" if indexes else "azure_functions_runtime_v1"
        self._runtime = importlib.import_module(package)
        self._runtime.start_threadpool_executor()
        # A streamed request is handed to the runtime directly, so no server has to listen for it.
        vars(self._module("handle_event"))["initialize_http_server"] = _no_http_server
        start = Message(capabilities={}, function_app_directory=str(directory))
        answer = await self._runtime.worker_init_request(_request(worker_init_request=start))
        if answer.result.status != StatusResult.Success:
            raise LoadFailure(answer.result.exception.message)
        return await (self._load_indexed() if indexes else self._load_folders(directory))

    async def _load_indexed(self) -> tuple[str, ...]:
        answer = await self.runtime.functions_metadata_request(_request())
        for function in answer.function_metadata_results or ():
            self._ids[function.name] = function.function_id
            load = Message(function_id=function.function_id, metadata=function)
            await self.runtime.function_load_request(_request(function_load_request=load))
        return tuple(self._ids)

    async def _load_folders(self, directory: Path) -> tuple[str, ...]:
        failures: dict[str, str] = {}
        for folder in function_folders(directory):
            load = Message(function_id=folder.name, metadata=_metadata(folder))
            request = _request(function_load_request=load)
            answer = await self.runtime.function_load_request(request)
            if answer.result.status == StatusResult.Success:
                self._ids[folder.name] = folder.name
            else:
                failures[folder.name] = answer.result.exception.message
        if failures:
            message = "; ".join(failures.values())
            raise LoadFailure(message, served=self._ids, failures=failures)
        return tuple(self._ids)

    # Invoking

    async def _serve(self, call: Call) -> Result:
        info = self._info(call.function)
        streams = any(sent.stream is not None for sent in call.inputs.values())
        if self._way == "handle_event" or streams:
            return await self._serve_with_protos(call)
        if self._way == "native_sync" and not info.is_async:
            return await self._serve_blocking(call)
        arguments, options = self._native_request(call)
        enter = self._module("native_invocation").invocation_request_native
        return _native_result(_NativeAnswer(*await enter(*arguments, **options)))

    async def _serve_with_protos(self, call: Call) -> Result:
        cast("RequestTask[Result]", asyncio.current_task()).belong_to(call.invocation_id)
        self._offer_stream(call)
        invocation = Message(
            invocation_id=call.invocation_id,
            function_id=self._ids[call.function],
            input_data=[
                ParameterBinding(name=name, data=TypedData.incoming(sent.data))
                for name, sent in call.inputs.items()
            ],
            trigger_metadata={k: TypedData.incoming(v) for k, v in call.metadata.items()},
            trace_context=Message(trace_parent=call.trace_parent, trace_state="", attributes={}),
            retry_context=Message(retry_count=0, max_retry_count=0, exception=None),
        )
        answer = await self.runtime.invocation_request(_request(invocation_request=invocation))
        if answer.result.status != StatusResult.Success:
            failure = answer.result.exception
            exception = WorkerException.parsed(failure.message, failure.stack_trace)
            return Result(False, exception=exception)
        outputs = {output.name: _reply(output.data) for output in answer.output_data}
        return Result(True, self._stream_response(call) or _reply(answer.return_value), outputs)

    def _offer_stream(self, call: Call) -> None:
        """Pass the web framework's request to the runtime; it bypasses the host."""
        for sent in call.inputs.values():
            if sent.stream is not None:
                coordinator = self._module("http_v2").http_coordinator
                coordinator.set_http_request(call.invocation_id, sent.stream)

    def _stream_response(self, call: Call) -> object:
        if not any(sent.stream is not None for sent in call.inputs.values()):
            return None
        coordinator = self._module("http_v2").http_coordinator
        return coordinator._context_references[call.invocation_id].http_response

    async def _serve_blocking(self, call: Call) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._callers, self._serve_on_thread, call)

    def _serve_on_thread(self, call: Call) -> Result:
        arguments, options = self._native_request(call)
        enter = self._module("native_invocation").run_invocation_sync
        try:
            handled, *answer = enter(*arguments, **options)
        except BaseException as error:
            # It reaches the caller, which is not Python code: the host's answer is not known.
            return Result(False, exception=WorkerException.of(error), no_response=True)
        assert handled
        return _native_result(_NativeAnswer(*answer))

    def _native_request(self, call: Call) -> tuple[tuple[object, ...], dict[str, object]]:
        datum = functools.partial(_datum, self._module("bindings.datumdef"))
        inputs = [(name, datum(sent.data)) for name, sent in call.inputs.items()]
        metadata = {key: datum(value) for key, value in call.metadata.items()}
        arguments = (call.invocation_id, self._ids[call.function], inputs, metadata)
        return arguments, {"trace_parent": call.trace_parent}


def _no_http_server(host: str) -> str:
    return f"http://{host}:1"


def _metadata(folder: FunctionFolder) -> Message:
    return Message(
        name=folder.name,
        directory=str(folder.directory),
        script_file=str(folder.script_file),
        entry_point=folder.entry_point,
        bindings={binding.name: _binding_info(binding) for binding in folder.bindings},
    )


def _binding_info(binding: Binding) -> BindingInfo:
    return BindingInfo(type=binding.type, direction=binding.direction, data_type=binding.data_type)


def _reply(data: TypedData | None) -> object:
    return None if data is None else data.reply()


def _datum(definitions: ModuleType, data: Data) -> object:
    """Return *data* as the runtime's own `Datum`, or None for no value."""
    if data.kind is None:
        return None
    # A field of protobuf's becomes a Datum by the runtime's own conversion.
    return definitions.Datum.from_typed_data(TypedData.incoming(data))


def _native_result(answer: _NativeAnswer) -> Result:
    if not answer.ok:
        return Result(
            False, exception=_native_exception(answer.exception or "", answer.trace or "")
        )
    outputs = {name: reply_value(value) for name, value in answer.outputs}
    return Result(True, None if answer.value is None else reply_value(answer.value), outputs)


def _native_exception(representation: str, trace: str) -> WorkerException:
    """Separate type and text, which the native entry points report as repr and stack."""
    name = representation.partition("(")[0]
    # The last line of the stack that starts with the type's name starts its text.
    starts = [*re.finditer(rf"^(?:[\w.<>]+\.)?{re.escape(name)}(?:: |$)", trace, re.MULTILINE)]
    text = trace[starts[-1].end() :].removesuffix("\n") if starts else representation
    return WorkerException(name, text, trace)
