"""What every worker driver has in common: input data, results, a fresh process, an event loop.

A driver stands for one worker process. Its event loop lives on the thread that calls it, as a
worker's lives on the main thread, and runs while `load`, `invoke` or `run` do.
"""

from __future__ import annotations

import abc
import asyncio
import contextlib
import contextvars
import importlib
import json
import logging
import os
import sys
import textwrap
import traceback
import uuid
import warnings
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import ClassVar, Protocol, TypeVar

import attrs
import azure.functions as func
from azure.functions import meta


T = TypeVar("T")

# How long an invocation may take before the test fails instead of hanging. Nothing waits for it.
PATIENCE = 60.0


# --- What the host sends ------------------------------------------------------------------------


@attrs.frozen
class Data:
    """One value as it travels from the host: the name of its kind and the value.

    `kind` is a field of the protocol's TypedData: string, json, bytes, http, collection_string,
    collection_bytes, or None for no value at all.
    """

    kind: str | None
    value: object


@attrs.frozen
class HttpData:
    """An HTTP request as the host sends it: what a `Data` of kind http holds."""

    method: str
    url: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    route_params: Mapping[str, str]
    body: Data


@attrs.frozen
class StringCollection:
    """Several strings in one value: what a `Data` of kind collection_string holds."""

    string: Sequence[str]


@attrs.frozen
class BytesCollection:
    """Several byte strings in one value: what a `Data` of kind collection_bytes holds."""

    bytes: Sequence[bytes]


@attrs.frozen
class Delivery:
    """Input of one binding: its data, and for a trigger the metadata beside it.

    `stream` is the web framework's own request, for apps that stream HTTP through
    `azurefunctions-extensions-http-fastapi`; such a request reaches a worker past the host.
    """

    data: Data
    metadata: Mapping[str, Data] = attrs.field(factory=dict)
    stream: object = None


def delivery(value: object) -> Delivery:
    """Take *value* as a binding's input and return it as a `Delivery`.

    A `Delivery` or `Data` stays what it is, str is a string, bytes are bytes, None is no value,
    and a dict or list travels as JSON.

    Raises:
        TypeError: for anything else.
    """
    if isinstance(value, Delivery):
        return value
    if isinstance(value, Data):
        return Delivery(value)
    if isinstance(value, str):
        return Delivery(Data("string", value))
    if isinstance(value, bytes):
        return Delivery(Data("bytes", value))
    if isinstance(value, (dict, list)):
        return Delivery(Data("json", json.dumps(value)))
    if value is None:
        return Delivery(Data(None, None))
    message = f"{value!r} cannot be sent to a function; wrap it in Data or Delivery"
    raise TypeError(message)


def http_request(
    body: str | bytes = b"",
    *,
    method: str = "GET",
    url: str = "http://localhost:7071/api/function",
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    route_params: Mapping[str, str] | None = None,
    stream: object = None,
) -> Delivery:
    """Build the input of an httpTrigger; *stream* is for apps that stream HTTP."""
    content = Data("string", body) if isinstance(body, str) else Data("bytes", body)
    request = HttpData(method, url, headers or {}, query or {}, route_params or {}, content)
    return Delivery(Data("http", request), stream=stream)


def timer(*, past_due: bool = False) -> Delivery:
    """Build the input of a timerTrigger."""
    moment = "2024-01-01T00:00:00+00:00"
    status = {"Last": moment, "Next": moment, "LastUpdated": moment}
    info = {"Schedule": {"AdjustForDST": True}, "ScheduleStatus": status, "IsPastDue": past_due}
    return delivery(info)


def queue_message(body: str = "", *, id: str = "message-1", dequeue_count: int = 1) -> Delivery:
    """Build the input of a queueTrigger."""
    moment = Data("json", '"2024-01-01T00:00:00+00:00"')
    metadata = {
        "Id": Data("string", id),
        "DequeueCount": Data("json", str(dequeue_count)),
        "ExpirationTime": moment,
        "InsertionTime": moment,
        "NextVisibleTime": moment,
        "PopReceipt": Data("string", "receipt"),
    }
    return Delivery(Data("string", body), metadata)


def service_bus_message(body: str = "", *, message_id: str = "message-1") -> Delivery:
    """Build the input of a serviceBusTrigger that takes one message."""
    metadata = {
        "MessageId": Data("string", message_id),
        "DeliveryCount": Data("json", "1"),
        "EnqueuedTimeUtc": Data("json", '"2024-01-01T00:00:00Z"'),
        "UserProperties": Data("json", "{}"),
    }
    return Delivery(Data("string", body), metadata)


def event_hub_event(body: str = "", *, sequence_number: int = 1) -> Delivery:
    """Build the input of an eventHubTrigger of cardinality one."""
    metadata = {
        "SequenceNumber": Data("json", str(sequence_number)),
        "Offset": Data("string", "0"),
        "EnqueuedTimeUtc": Data("json", '"2024-01-01T00:00:00Z"'),
        "SystemProperties": Data("json", "{}"),
    }
    return Delivery(Data("string", body), metadata)


def event_hub_events(bodies: Sequence[str]) -> Delivery:
    """Build the input of an eventHubTrigger of cardinality many."""
    properties = [{"SequenceNumber": number} for number, _ in enumerate(bodies)]
    metadata = {"SystemPropertiesArray": Data("json", json.dumps(properties))}
    return Delivery(Data("collection_string", StringCollection(bodies)), metadata)


def blob(content: bytes = b"", *, name: str = "container/blob.txt") -> Delivery:
    """Build the input of a blobTrigger."""
    metadata = {
        "BlobTrigger": Data("string", name),
        "Uri": Data("json", json.dumps(f"http://localhost/{name}")),
        "Properties": Data("json", json.dumps({"Length": len(content)})),
        "Metadata": Data("json", "{}"),
    }
    return Delivery(Data("bytes", content), metadata)


def cosmos_documents(*documents: Mapping[str, object]) -> Delivery:
    """Build the input of a cosmosDBTrigger: the documents that changed."""
    return delivery([dict(document) for document in documents])


def activity(value: object = None) -> Delivery:
    """Build the input of a durable activity: *value* as the orchestrator passed it on."""
    return Delivery(Data("string", json.dumps(value)))


def orchestration(
    name: str,
    input: object = None,
    *,
    instance_id: str = "instance-1",
    replayed: Sequence[Mapping[str, object]] = (),
) -> Delivery:
    """Build the input of a durable orchestrator: a new instance, or one that replays a history.

    *replayed* are history events that follow the first two (orchestrator and execution started).
    """
    serialized = json.dumps(input)
    moment = "2024-01-01T00:00:00.000000Z"
    first = {"EventId": -1, "IsPlayed": bool(replayed), "Timestamp": moment}
    started = {**first, "EventType": 0, "Name": name, "Input": serialized, "Version": ""}
    history = [{**first, "EventType": 12}, started, *(dict(event) for event in replayed)]
    body = {
        "history": history,
        "input": serialized,
        "instanceId": instance_id,
        "isReplaying": bool(replayed),
        "parentInstanceId": None,
        "upperSchemaVersion": 2,
    }
    return Delivery(Data("string", json.dumps(body)))


def entity(
    name: str,
    operation: str,
    input: object = None,
    *,
    key: str = "key-1",
    state: object = None,
) -> Delivery:
    """Build the input of a durable entity: one operation, and the state it starts from."""
    # The durable extension sends an operation's input as JSON within JSON.
    argument = json.dumps(None if input is None else json.dumps(input))
    call = {"name": operation, "isSignal": False, "input": argument}
    body = {
        "self": {"name": name, "key": key},
        "exists": state is not None,
        "state": None if state is None else json.dumps(state),
        "batch": [call],
    }
    return Delivery(Data("string", json.dumps(body)))


def durable_client(task_hub: str = "TestHub") -> Delivery:
    """Build the input of a durableClient binding; its addresses lead nowhere."""
    base = "http://127.0.0.1:1/runtime/webhooks/durabletask"
    body = {
        "taskHubName": task_hub,
        "creationUrls": {"createNewInstancePostUri": f"{base}/orchestrators/{{functionName}}"},
        "managementUrls": {"id": "INSTANCEID", "statusQueryGetUri": f"{base}/INSTANCEID"},
        "baseUrl": base,
        "requiredQueryStringParameters": "code=none",
        "rpcBaseUrl": "http://127.0.0.1:1/durabletask/",
    }
    return Delivery(Data("string", json.dumps(body)))


def mcp_tool(name: str, arguments: Mapping[str, object] | None = None) -> Delivery:
    """Build the input of an mcpToolTrigger: a tool's call with its arguments."""
    body = {"name": name, "arguments": dict(arguments or {}), "sessionid": "session-1"}
    return Delivery(Data("string", json.dumps(body)))


# --- What the host gets back --------------------------------------------------------------------


@attrs.frozen
class HttpReply:
    """An HTTP response as a worker encodes it; cookies are pairs of name and value."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class WorkerException:
    """An exception as a worker reports it: the type's name, its text, and the stack as text."""

    type: str
    text: str
    trace: str = attrs.field(default="", eq=False, repr=False)

    @classmethod
    def of(cls, error: BaseException) -> WorkerException:
        """Describe *error*; one whose text cannot be had gets a text that says so."""
        try:
            text = str(error)
        except Exception:
            text = "the text of the exception cannot be had"
        trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        return cls(type(error).__name__, text, trace)

    @classmethod
    def parsed(cls, message: str, trace: str = "") -> WorkerException:
        """Describe what *message* reports, where a worker wrote `Type: text`."""
        name, _, text = message.partition(": ")
        return cls(name, text, trace)

    def __str__(self) -> str:
        return f"{self.type}: {self.text}"


@attrs.frozen
class Result:
    """What became of an invocation, seen from the host.

    `value` is the return value as it is encoded: an `HttpReply`, text, bytes, a number or None,
    and for an app that streams HTTP the framework's response. `no_response` says that the host
    hears nothing, ever; `exception` then is what ended the invocation inside the worker.
    """

    ok: bool
    value: object = None
    outputs: Mapping[str, object] = attrs.field(factory=dict)
    exception: WorkerException | None = None
    no_response: bool = False
    worker_died: bool = False


@attrs.frozen
class LogLine:
    """A log record as it arrives at the host.

    `system` lines show neither in the local console nor in the customer's Application Insights.
    """

    category: str
    level: str
    text: str
    system: bool
    invocation_id: str | None


@attrs.frozen
class FunctionView:
    """What a worker found out about a function while loading it."""

    name: str
    directory: str
    is_async: bool
    wants_context: bool


class LoadFailure(Exception):
    """An app, or a part of it, did not load.

    Attributes:
        message: what the worker reports, `Type: text`.
        served: the functions that are served all the same (v1 loads them one by one).
        failures: each failed v1 function's own message.
        no_response: whether the host gets no answer to the load request at all.
    """

    def __init__(
        self,
        message: str,
        *,
        served: Iterable[str] = (),
        failures: Mapping[str, str] | None = None,
        no_response: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.served = tuple(served)
        self.failures = dict(failures or {})
        self.no_response = no_response


class WorkerDied(Exception):
    """SystemExit or KeyboardInterrupt left a request: the worker's process has ended."""


class Encoded(Protocol):
    """A converted value on its way out, the SDK's and the workers' `Datum`."""

    @property
    def type(self) -> str | None: ...

    @property
    def value(self) -> object: ...


# The types that protobuf takes for each kind of value; it refuses others with a TypeError.
_WIRE_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "json": (str,),
    "bytes": (bytes,),
    "int": (int,),
    "double": (int, float),
}


def wire_value(kind: str | None, value: object) -> object:
    """Return *value* as the protocol carries a value of *kind*.

    Raises:
        TypeError: where protobuf refuses the value's type.
        NotImplementedError: for a kind that no worker can send.
    """
    if kind is None or value is None:
        return None
    if kind in ("dict", "list"):
        return json.dumps(value)
    if kind == "bool":
        return int(bool(value))
    if kind not in _WIRE_TYPES:
        message = f"a value of kind {kind!r} cannot be sent to the host"
        raise NotImplementedError(message)
    if not isinstance(value, _WIRE_TYPES[kind]):
        message = f"{type(value).__name__} cannot be sent to the host as {kind}"
        raise TypeError(message)
    return value


def reply_value(encoded: Encoded) -> object:
    """Return what the host gets for *encoded*: an `HttpReply` for http, else `wire_value`."""
    if encoded.type == "http":
        return _http_reply(encoded.value)
    return wire_value(encoded.type, encoded.value)


def _http_reply(parts: object) -> HttpReply:
    assert isinstance(parts, dict)
    headers = {name: str(header.value) for name, header in parts["headers"].items()}
    body = wire_value("bytes", parts["body"].value)
    assert isinstance(body, bytes)
    cookies = tuple(
        (name, morsel.value) for jar in parts["cookies"] or () for name, morsel in jar.items()
    )
    return HttpReply(int(parts["status_code"].value), headers, body, cookies)


# --- The v1 model's function.json, which the host reads -----------------------------------------


@attrs.frozen
class Binding:
    """One binding of a v1 function; direction is 0 in, 1 out, 2 inout, as in the protocol."""

    name: str
    type: str
    direction: int
    data_type: int


@attrs.frozen
class FunctionFolder:
    """A v1 function as the host describes it to a worker, from its `function.json`."""

    name: str
    directory: Path
    script_file: Path
    entry_point: str
    bindings: tuple[Binding, ...]


_DIRECTIONS = {"in": 0, "out": 1, "inout": 2}
_DATA_TYPES = {"": 0, "string": 1, "binary": 2, "stream": 3}


def function_folders(app: Path) -> list[FunctionFolder]:
    """Return the v1 functions under *app*, by name: each folder with a `function.json`."""
    return [_function_folder(file) for file in sorted(app.glob("*/function.json"))]


def _function_folder(file: Path) -> FunctionFolder:
    description = json.loads(file.read_text("utf-8"))
    # The host sends the script's full path: two functions may share `../shared/main.py`.
    script = os.path.normpath(file.parent / description.get("scriptFile", "__init__.py"))
    bindings = tuple(_binding(entry) for entry in description.get("bindings", ()))
    entry_point = description.get("entryPoint", "main")
    return FunctionFolder(file.parent.name, file.parent, Path(script), entry_point, bindings)


def _binding(entry: Mapping[str, str]) -> Binding:
    direction = _DIRECTIONS[entry.get("direction", "in").lower()]
    data_type = _DATA_TYPES[entry.get("dataType", "").lower()]
    return Binding(entry["name"], entry["type"], direction, data_type)


def write_app(directory: Path, files: Mapping[str, str]) -> Path:
    """Write *files*, path in the app to indented source, and return the app's *directory*."""
    for name, source in files.items():
        file = directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(source), "utf-8")
    return directory


def function_json(*bindings: Mapping[str, str], **entries: str) -> str:
    """Return the text of a `function.json`; *entries* are `scriptFile` and `entryPoint`."""
    return json.dumps({**entries, "bindings": bindings})


HTTP_BINDINGS: tuple[Mapping[str, str], Mapping[str, str]] = (
    {"type": "httpTrigger", "direction": "in", "name": "req"},
    {"type": "http", "direction": "out", "name": "$return"},
)
"""What most v1 functions of the tests are bound to."""


@attrs.frozen
class TriggerExample:
    """A trigger with what is sent to it and what a function then sees.

    `source` is a v2 function `f` whose trigger is `arg`; it appends what it sees to SEEN. It needs
    `app`, `func`, `typing` and SEEN from the script that it stands in.
    """

    name: str
    source: str
    sent: object
    seen: object

    def __str__(self) -> str:
        return self.name


TRIGGER_EXAMPLES = (
    TriggerExample(
        "timer",
        '@app.timer_trigger(arg_name="arg", schedule="0 * * * * *")\n'
        "def f(arg: func.TimerRequest): SEEN.append(arg.past_due)",
        timer(past_due=True),
        True,
    ),
    TriggerExample(
        "queue",
        '@app.queue_trigger(arg_name="arg", queue_name="q", connection="c")\n'
        "def f(arg: func.QueueMessage): "
        "SEEN.append((arg.get_body(), arg.id, arg.dequeue_count, arg.insertion_time.year))",
        queue_message("body", id="1", dequeue_count=3),
        (b"body", "1", 3, 2024),
    ),
    TriggerExample(
        "service bus",
        '@app.service_bus_queue_trigger(arg_name="arg", queue_name="q", connection="c")\n'
        "def f(arg: func.ServiceBusMessage): SEEN.append((arg.get_body(), arg.message_id))",
        service_bus_message("body", message_id="1"),
        (b"body", "1"),
    ),
    TriggerExample(
        "event hub, many",
        '@app.event_hub_message_trigger(arg_name="arg", event_hub_name="h", connection="c",'
        ' cardinality="many")\n'
        "def f(arg: typing.List[func.EventHubEvent]): "
        "SEEN.append([event.get_body() for event in arg])",
        event_hub_events(["a", "b"]),
        [b"a", b"b"],
    ),
    TriggerExample(
        "event hub",
        '@app.event_hub_message_trigger(arg_name="arg", event_hub_name="h", connection="c")\n'
        "def f(arg: func.EventHubEvent): SEEN.append((arg.get_body(), arg.sequence_number))",
        event_hub_event("body", sequence_number=7),
        (b"body", 7),
    ),
    TriggerExample(
        "blob",
        '@app.blob_trigger(arg_name="arg", path="c/b", connection="c")\n'
        "def f(arg: func.InputStream): SEEN.append((arg.name, arg.length, arg.read()))",
        blob(b"content", name="c/b"),
        ("c/b", 7, b"content"),
    ),
    TriggerExample(
        "cosmos",
        '@app.cosmos_db_trigger(arg_name="arg", container_name="c", database_name="d",'
        ' connection="c")\n'
        "def f(arg: func.DocumentList): SEEN.append([document['id'] for document in arg])",
        cosmos_documents({"id": "1"}, {"id": "2"}),
        ["1", "2"],
    ),
    TriggerExample(
        "activity",
        '@app.generic_trigger(arg_name="arg", type="activityTrigger")\n'
        "def f(arg): SEEN.append(arg)",
        activity({"a": [1]}),
        {"a": [1]},
    ),
    TriggerExample(
        "MCP tool",
        '@app.generic_trigger(arg_name="arg", type="mcpToolTrigger")\n'
        "def f(arg: str): SEEN.append(__import__('json').loads(arg)['arguments'])",
        mcp_tool("tool", {"a": 1}),
        {"a": 1},
    ),
    TriggerExample(
        "generic",
        '@app.generic_trigger(arg_name="arg", type="somethingTrigger")\n'
        "def f(arg: bytes): SEEN.append(arg)",
        b"data",
        b"data",
    ),
)
"""One example of each trigger but HTTP and the durable ones that need their own package."""


# --- A fresh process ----------------------------------------------------------------------------

# What a worker process imports anew, whatever this process has imported already: the v1 model's
# namespace, the workers themselves (their presence is how code tells them apart), and packages
# that keep what an app registered in their modules or in the SDK.
FRESH_PACKAGES = (
    "__app__",
    "azure_functions_worker",
    "azure_functions_runtime",
    "azure_functions_runtime_v1",
    "azurefunctions",
    "azure.durable_functions",
)


@contextlib.contextmanager
def fresh_process(
    app: Path, settings: Mapping[str, str], fresh: Iterable[str] = ()
) -> Iterator[None]:
    """Give this process what a new worker process of *app* has, and take it away again.

    *settings* become environment variables beside `AzureWebJobsScriptRoot`, the app is on
    `sys.path`, nothing is registered in the SDK's extension and converter registries, and modules
    of the app, of `FRESH_PACKAGES`, of *fresh* and of registered extensions are not imported yet.
    """
    registered = _extension_modules()
    with contextlib.ExitStack() as undo:
        undo.enter_context(_environment({"AzureWebJobsScriptRoot": str(app), **settings}))
        undo.enter_context(_import_path(app))
        undo.enter_context(_sdk_registries())
        undo.enter_context(_modules(app, (*FRESH_PACKAGES, *fresh), registered))
        yield


@contextlib.contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _import_path(app: Path) -> Iterator[None]:
    path, bytecode = list(sys.path), sys.dont_write_bytecode
    sys.path.insert(0, str(app))
    # A script that a test rewrites within a second would be served from its stale bytecode.
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path[:], sys.dont_write_bytecode = path, bytecode


@contextlib.contextmanager
def _modules(app: Path, fresh: tuple[str, ...], registered: set[str]) -> Iterator[None]:
    # An extension registers when it is imported, so its module has to be imported anew as well.
    hidden = _unload({*_named(fresh), *registered})
    before = set(sys.modules)
    try:
        yield
    finally:
        _unload({*_named(fresh), *_extension_modules(), *_inside(app, set(sys.modules) - before)})
        _restore(hidden)


def _named(packages: tuple[str, ...]) -> set[str]:
    """Return the imported modules that are one of *packages* or inside one."""
    inside = tuple(f"{package}." for package in packages)
    return {name for name in sys.modules if name in packages or name.startswith(inside)}


def _inside(app: Path, names: set[str]) -> set[str]:
    """Return those of *names* whose files are in *app*."""
    return {name for name in names if any(app in file.parents for file in _files(name))}


def _files(name: str) -> list[Path]:
    content = getattr(sys.modules[name], "__dict__", {})
    # A package without __init__.py has no file, only the folders that it is made of.
    folders = [Path(folder) / "__init__.py" for folder in content.get("__path__") or ()]
    file = content.get("__file__")
    return [Path(file), *folders] if file else folders


def _extension_modules() -> set[str]:
    """Return the modules of the worker extensions that are registered in the SDK now."""
    groups: list[Iterable[Iterable[object]]] = [*func.ExtensionMeta._func_exts.values()]
    groups.append(func.ExtensionMeta._app_exts or ())
    hooks = (hook for group in groups for stage in group for hook in stage)
    return {_owner(getattr(hook, "ext_impl")).__module__ for hook in hooks}  # noqa: B009 - untyped


def _owner(hook: Callable[..., object]) -> object:
    bound_to: object = getattr(hook, "__self__", hook)
    return bound_to


def _unload(names: set[str]) -> dict[str, ModuleType]:
    """Forget *names*, also as attributes of their packages, and return the modules."""
    taken = {name: sys.modules[name] for name in names & set(sys.modules)}
    for name, module in taken.items():
        package, _, attribute = name.rpartition(".")
        holder = sys.modules.get(package)
        if holder is not None and holder.__dict__.get(attribute) is module:
            delattr(holder, attribute)
    for name in taken:
        del sys.modules[name]
    return taken


def _restore(modules: Mapping[str, ModuleType]) -> None:
    sys.modules.update(modules)
    for name, module in modules.items():
        package, _, attribute = name.rpartition(".")
        if package in sys.modules:
            setattr(sys.modules[package], attribute, module)


@contextlib.contextmanager
def _sdk_registries() -> Iterator[None]:
    registry = func.ExtensionMeta
    extensions = registry._func_exts, registry._app_exts, registry._info
    registry._func_exts, registry._app_exts, registry._info = {}, None, {}
    bindings = meta._ConverterMeta._bindings
    converters = dict(bindings)
    try:
        yield
    finally:
        registry._func_exts, registry._app_exts, registry._info = extensions
        bindings.clear()
        bindings.update(converters)


# --- The drivers --------------------------------------------------------------------------------


class WorkerDriver(Protocol):
    """What the tests ask of a worker, of either generation."""

    generation: ClassVar[str]

    @property
    def logs(self) -> Sequence[LogLine]:
        """The log lines that reached the host since the app was loaded."""

    def load(self, directory: Path) -> tuple[str, ...]:
        """Start a worker for the app in *directory* and return the names of its functions.

        Raises:
            LoadFailure: the app, or a v1 function of it, did not load.
            WorkerDied: loading it ended the process.
        """

    def view(self, name: str) -> FunctionView:
        """Return what the worker knows of the function *name*."""

    def invoke(
        self,
        name: str,
        inputs: Mapping[str, object],
        invocation_id: str | None = None,
        trigger_metadata: Mapping[str, Data] | None = None,
        *,
        trace_parent: str = "",
    ) -> Result:
        """Invoke the function *name* and return what the host sees of it.

        *inputs* has one value for each input binding, as `delivery` takes it.
        """

    async def ainvoke(
        self,
        name: str,
        inputs: Mapping[str, object],
        invocation_id: str | None = None,
        trigger_metadata: Mapping[str, Data] | None = None,
        *,
        trace_parent: str = "",
    ) -> Result:
        """Invoke as `invoke` does, from a coroutine that `run` runs; any number at a time."""

    def run(self, main: Awaitable[T]) -> T:
        """Run *main* on the worker's loop and return its result.

        Raises:
            WorkerDied: an invocation ended the process meanwhile.
        """

    def close(self) -> None:
        """End the worker; what it did to this process is undone."""


@attrs.frozen
class Call:
    """One invocation request."""

    function: str
    invocation_id: str
    inputs: Mapping[str, Delivery]
    metadata: Mapping[str, Data]
    trace_parent: str


class HostLog(logging.Handler):
    """Takes what a worker would send to the host as log lines."""

    def __init__(self, invocation_id: Callable[[], str | None]) -> None:
        super().__init__()
        self.lines: list[LogLine] = []
        self._invocation_id = invocation_id

    def emit(self, record: logging.LogRecord) -> None:
        system = record.name.startswith(("azure_functions_worker", "azure.functions"))
        text = self.format(record)
        invocation_id = self._invocation_id()
        line = LogLine(record.name, record.levelname, text, system, invocation_id)
        self.lines.append(line)


class LoopDriver(abc.ABC):
    """A `WorkerDriver` with an event loop of its own; a generation fills in loading and serving."""

    generation: ClassVar[str]

    def __init__(
        self, *, settings: Mapping[str, str] | None = None, fresh: Iterable[str] = ()
    ) -> None:
        """Prepare a worker with *settings* as its app settings.

        *fresh* names packages that each load imports anew, with all of their state.
        """
        self._settings = dict(settings or {})
        self._fresh = tuple(fresh)
        self._undo = contextlib.ExitStack()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._requests: set[asyncio.Task[object]] = set()
        self._log = HostLog(self._current_invocation)
        self._dead = False

    @property
    def logs(self) -> Sequence[LogLine]:
        """The log lines that reached the host since the app was loaded."""
        return self._log.lines

    def load(self, directory: Path) -> tuple[str, ...]:
        """Start a new worker for the app in *directory*; see `WorkerDriver.load`.

        The worker of an earlier load is closed first. After a `LoadFailure` the functions that
        it names as served can be invoked.
        """
        self.close()
        self._start(directory)
        return self.run(self._answer_load(directory))

    async def _answer_load(self, directory: Path) -> tuple[str, ...]:
        task = self._request(self._load(directory))
        await asyncio.wait({task})
        error = None if task.cancelled() else task.exception()
        if task.cancelled() or not isinstance(error, (Exception, type(None))):
            message = f"no answer to the load request: {error!r}"
            raise LoadFailure(message, no_response=True)
        return task.result()

    def invoke(
        self,
        name: str,
        inputs: Mapping[str, object],
        invocation_id: str | None = None,
        trigger_metadata: Mapping[str, Data] | None = None,
        *,
        trace_parent: str = "",
    ) -> Result:
        """Invoke one function and return what the host sees; see `WorkerDriver.invoke`."""
        self._living_loop()
        call = self.ainvoke(
            name, inputs, invocation_id, trigger_metadata, trace_parent=trace_parent
        )
        try:
            return self.run(call)
        except WorkerDied as died:
            cause = died.__cause__
            exception = None if cause is None else WorkerException.of(cause)
            return Result(False, exception=exception, no_response=True, worker_died=True)

    async def ainvoke(
        self,
        name: str,
        inputs: Mapping[str, object],
        invocation_id: str | None = None,
        trigger_metadata: Mapping[str, Data] | None = None,
        *,
        trace_parent: str = "",
    ) -> Result:
        """Invoke one function from a coroutine that `run` runs."""
        self.view(name)  # An unknown name is the test's mistake, not an outcome.
        deliveries = {parameter: delivery(value) for parameter, value in inputs.items()}
        metadata = {
            key: value for sent in deliveries.values() for key, value in sent.metadata.items()
        }
        metadata.update(trigger_metadata or {})
        call = Call(name, invocation_id or str(uuid.uuid4()), deliveries, metadata, trace_parent)
        task = self._request(self._serve(call))
        await asyncio.wait({task}, timeout=PATIENCE)
        return _outcome(task, name)

    def run(self, main: Awaitable[T]) -> T:
        """Run *main* on the worker's loop; see `WorkerDriver.run`."""
        loop = self._living_loop()
        running = asyncio.ensure_future(main, loop=loop)
        try:
            with _sdk_notices_ignored():
                return loop.run_until_complete(running)
        except (SystemExit, KeyboardInterrupt) as error:
            # Ctrl-C at the terminal ends the test run; one that a request raised ends the worker.
            if not any(_ended_by(task, error) for task in self._requests):
                raise
            running.cancel()
            self._dead = True
            message = f"{error!r} left a request and ended the worker"
            raise WorkerDied(message) from error

    def close(self) -> None:
        """End the worker and undo what it did to this process; a closed one stays closed."""
        loop, self._loop = self._loop, None
        if loop is None:
            return
        try:
            loop.run_until_complete(self._finish())
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            loop.close()
            self._requests.clear()
            self._undo.close()

    def _start(self, directory: Path) -> None:
        self._undo.enter_context(fresh_process(directory, self._settings, self._fresh))
        self._dead = False
        self._loop = asyncio.new_event_loop()
        self._prepare(self._loop)
        self._log.lines = []
        self._undo.enter_context(_host_logging(self._log))

    def _living_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            message = "no app is loaded; call load first"
            raise RuntimeError(message)
        if self._dead:
            message = "the worker has died; load the app again"
            raise WorkerDied(message)
        return self._loop

    def _request(self, handler: Coroutine[object, object, T]) -> asyncio.Task[T]:
        """Handle a request in a task of its own, whose context is empty.

        Requests come to a worker from its connection's thread, so a task inherits nothing from
        the one before it.
        """
        loop = self._living_loop()
        task = contextvars.Context().run(loop.create_task, handler)
        self._requests.add(task)
        return task

    async def _finish(self) -> None:
        # The pool ends while the loop runs: a thread of it may be waiting for the loop.
        await self._stop()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    @abc.abstractmethod
    def view(self, name: str) -> FunctionView:
        """Return what the worker knows of the function *name*."""

    @abc.abstractmethod
    def _prepare(self, loop: asyncio.AbstractEventLoop) -> None: ...

    @abc.abstractmethod
    async def _load(self, directory: Path) -> tuple[str, ...]: ...

    @abc.abstractmethod
    async def _serve(self, call: Call) -> Result: ...

    @abc.abstractmethod
    async def _stop(self) -> None: ...

    @abc.abstractmethod
    def _current_invocation(self) -> str | None: ...


@contextlib.contextmanager
def _sdk_notices_ignored() -> Iterator[None]:
    """Let the SDK's own deprecation notices pass, where the tests make errors of warnings."""
    with warnings.catch_warnings():
        # Converting an activity's input gives one, and would fail the invocation.
        modules = r"azure\.(functions|durable_functions)"
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=modules)
        yield


@contextlib.contextmanager
def _host_logging(handler: logging.Handler) -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    verbose = os.environ.get("PYTHON_ENABLE_DEBUG_LOGGING", "").lower() in ("1", "true")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def _ended_by(task: asyncio.Task[object], error: BaseException) -> bool:
    return task.done() and not task.cancelled() and task.exception() is error


def _outcome(task: asyncio.Task[Result], name: str) -> Result:
    if not task.done():
        message = f"the invocation of {name!r} did not end within {PATIENCE} s"
        raise TimeoutError(message)
    if task.cancelled():
        exception = WorkerException("CancelledError", "")
        return Result(False, exception=exception, no_response=True)
    error = task.exception()
    if error is None:
        return task.result()
    return Result(False, exception=WorkerException.of(error), no_response=True)
