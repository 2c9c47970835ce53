"""The functions around which a battery runs a plugin: every kind that an app may have."""

from __future__ import annotations

import importlib.util
import types
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import azure.functions as func

from .inputs import (
    Input,
    blob,
    cosmos_documents,
    event_grid_event,
    event_hub_event,
    http_request,
    kafka_event,
    mcp_context,
    orchestration,
    queue_message,
    service_bus_message,
    timer,
    warm_up,
)


FAILURE = "the function of the battery fails"


@attrs.frozen
class Situation:
    """A function, and an input for it."""

    function: str
    """The function's name."""
    text: str
    """The place of the plugin, such as ``around a sync HTTP function that returns a str``."""
    parameter: str
    """The parameter that takes the trigger's data."""
    given: Input | Sequence[Input]

    @property
    def is_http(self) -> bool:
        """Whether a request triggers the function."""
        return isinstance(self.given, Input) and "httpTrigger" in self.given.triggers


_Declare = Callable[[func.FunctionApp, str], Callable[..., object]]


@attrs.frozen
class _Kind:
    """A trigger, and the input for it."""

    text: str
    declare: _Declare
    given: Input | Sequence[Input]


_HTTP = _Kind("HTTP function", lambda app, name: app.route(trigger_arg_name=name), http_request())
_QUEUE = _Kind(
    "queue function",
    lambda app, name: app.queue_trigger(name, queue_name="q", connection="c"),
    queue_message("order"),
)
_OTHERS = (
    _Kind(
        "timer function",
        lambda app, name: app.timer_trigger(name, schedule="0 0 * * * *"),
        timer(),
    ),
    _Kind(
        "Service Bus function",
        lambda app, name: app.service_bus_queue_trigger(name, connection="c", queue_name="q"),
        service_bus_message("order"),
    ),
    _Kind(
        "Service Bus function that takes a batch",
        lambda app, name: app.service_bus_queue_trigger(
            name, connection="c", queue_name="q", cardinality="many"
        ),
        [service_bus_message("one"), service_bus_message("two")],
    ),
    _Kind(
        "Event Hubs function",
        lambda app, name: app.event_hub_message_trigger(name, connection="c", event_hub_name="h"),
        event_hub_event("event"),
    ),
    _Kind(
        "Event Hubs function that takes a batch",
        lambda app, name: app.event_hub_message_trigger(
            name, connection="c", event_hub_name="h", cardinality="many"
        ),
        [event_hub_event("one"), event_hub_event("two")],
    ),
    _Kind(
        "Kafka function",
        lambda app, name: app.kafka_trigger(name, topic="t", broker_list="b"),
        kafka_event("event"),
    ),
    _Kind(
        "Event Grid function",
        lambda app, name: app.event_grid_trigger(name),
        event_grid_event({"a": 1}),
    ),
    _Kind(
        "blob function",
        lambda app, name: app.blob_trigger(name, path="c/{name}", connection="c"),
        blob(b"content"),
    ),
    _Kind(
        "Cosmos DB function",
        lambda app, name: app.cosmos_db_trigger(
            name, connection="c", database_name="d", container_name="i"
        ),
        cosmos_documents({"id": "1"}),
    ),
    _Kind(
        "MCP tool",
        lambda app, name: app.generic_trigger(name, type="mcpToolTrigger"),
        mcp_context("tool", {"a": 1}),
    ),
    _Kind("warmup function", lambda app, name: app.warm_up_trigger(name), warm_up()),
    _Kind(
        "orchestrator",
        lambda app, name: app.generic_trigger(name, type="orchestrationTrigger"),
        orchestration("orchestrator"),
    ),
)


_Result = Callable[[], object]


def _fail() -> object:
    raise RuntimeError(FAILURE)


def _response() -> object:
    return func.HttpResponse("body", status_code=201, headers={"X-Battery": "1"})


_RESULTS: tuple[tuple[_Kind, str, str, _Result], ...] = (
    (_HTTP, "req", " that returns a str", lambda: "body"),
    (_HTTP, "req", " that returns an HttpResponse", _response),
    (_HTTP, "incoming", " whose parameter is called 'incoming'", lambda: "body"),
    (_HTTP, "req", " that raises", _fail),
    (_QUEUE, "msg", "", lambda: None),
    (_QUEUE, "order", " whose parameter is called 'order'", lambda: None),
    (_QUEUE, "msg", " that raises", _fail),
    *((kind, "data", "", lambda: None) for kind in _OTHERS),
)
"""A trigger, the name of its parameter, the rest of the text, and the function's result."""


def app_of_situations() -> tuple[func.FunctionApp, list[Situation]]:
    """Return an app with a sync and an async function for each situation, and the situations."""
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    situations: list[Situation] = []
    for is_async in (False, True):
        for kind, parameter, rest, result in _RESULTS:
            word = "async" if is_async else "sync"
            name = f"{word}_function_{len(situations)}"
            function = _function(name, parameter, result, is_async=is_async)
            kind.declare(app, parameter)(function)
            text = f"around a{'n' * is_async} {word} {kind.text}{rest}"
            situations.append(Situation(name, text, parameter, kind.given))
    return app, situations


def _function(
    name: str, parameter: str, result: _Result, *, is_async: bool
) -> Callable[..., object]:
    """Return a function whose only parameter has the name."""

    def function(_data):  # type: ignore[no-untyped-def] # each trigger gives another type
        return result()

    async def async_function(_data):  # type: ignore[no-untyped-def] # as above
        return result()

    found = async_function if is_async else function
    code = found.__code__.replace(co_varnames=(parameter,), co_name=name)
    return types.FunctionType(code, found.__globals__, name, None, found.__closure__)


_STREAMING = """\
import azure.functions as func
from azurefunctions.extensions.http.fastapi import Request, StreamingResponse

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

@app.route(route="streaming")
async def streaming(req: Request) -> StreamingResponse:
    async def parts():
        yield b"one"
        yield b"two"
    return StreamingResponse(parts())
"""


def streaming_app(folder: Path) -> list[Situation]:
    """Write an app that streams HTTP to a folder; return its situations, none if it cannot run.

    It needs `azurefunctions-extensions-http-fastapi`, which few tests have installed.
    """
    try:
        found = importlib.util.find_spec("azurefunctions.extensions.http.fastapi")
    except ModuleNotFoundError:
        found = None
    if found is None:
        return []
    folder.joinpath("function_app.py").write_text(_STREAMING, "utf-8")
    text = "around an async HTTP function that streams its response"
    return [Situation("streaming", text, "req", http_request())]
