"""The functions around which a battery runs a plugin: every kind that an app may have."""

from __future__ import annotations

import importlib.util
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs
import azure.functions as func

from funcext_core._engine.inputs import Message
from funcext_core._settings.scope import Globs

from .inputs import (
    Input,
    activity,
    blob,
    cosmos_documents,
    entity,
    event_grid_event,
    event_hub_event,
    http_request,
    kafka_event,
    mcp_context,
    mysql_changes,
    orchestration,
    queue_message,
    service_bus_message,
    sql_changes,
    timer,
    warm_up,
)


FAILURE = "the function of the battery fails"
HTTP_TRIGGER = "httpTrigger"


@attrs.frozen
class Situation:
    """A function, and an input for it."""

    function: str
    """The function's name."""
    text: str
    """The place of the plugin, such as ``around a sync HTTP function that returns a str``."""
    trigger: str
    """The type of the function's trigger."""
    parameter: str
    """The parameter that takes the trigger's data."""
    given: Input | Sequence[Input]
    usual: str = ""
    """The function that differs in the parameter's name alone; empty if there is none."""
    streams: bool = False
    """Whether it takes the request of a web framework."""

    @property
    def is_http(self) -> bool:
        """Whether a request triggers the function."""
        return self.trigger == HTTP_TRIGGER


@attrs.frozen
class _Kind:
    """A trigger, and the input for it."""

    text: str
    trigger: str
    given: Input | Sequence[Input]
    more: Mapping[str, str] = attrs.field(factory=dict)
    """The other parts of its declaration."""

    def declare(self, app: func.FunctionApp, name: str, function: Callable[..., object]) -> None:
        """Add a function with this trigger to an app.

        Args:
            app: the app.
            name: the parameter that takes the trigger's data.
            function: the function.
        """
        if self.trigger == HTTP_TRIGGER:
            app.route(trigger_arg_name=name)(function)
        else:
            app.generic_trigger(name, self.trigger, data_type=None, **self.more)(function)


_MANY = {"cardinality": "many"}
_HTTP = _Kind("HTTP function", HTTP_TRIGGER, http_request())
_QUEUE = _Kind("queue function", "queueTrigger", queue_message("order"), {"queue_name": "q"})
_OTHERS = (
    _Kind("timer function", "timerTrigger", timer(), {"schedule": "0 0 * * * *"}),
    _Kind(
        "Service Bus function", "serviceBusTrigger", service_bus_message("one"), {"queue_name": "q"}
    ),
    _Kind(
        "Service Bus function that takes a batch",
        "serviceBusTrigger",
        [service_bus_message("one"), service_bus_message("two")],
        {"queue_name": "q", **_MANY},
    ),
    _Kind("Event Hubs function", "eventHubTrigger", event_hub_event("one")),
    _Kind(
        "Event Hubs function that takes a batch",
        "eventHubTrigger",
        [event_hub_event("one"), event_hub_event("two")],
        _MANY,
    ),
    _Kind("Kafka function", "kafkaTrigger", kafka_event("event"), {"topic": "t"}),
    _Kind("Event Grid function", "eventGridTrigger", event_grid_event({"a": 1})),
    _Kind("blob function", "blobTrigger", blob(b"content"), {"path": "c/{name}"}),
    _Kind("Cosmos DB function", "cosmosDBTrigger", cosmos_documents({"id": "1"})),
    _Kind("SQL function", "sqlTrigger", sql_changes({"Operation": 0, "Item": {"id": 1}})),
    _Kind("MySQL function", "mysqlTrigger", mysql_changes({"Operation": 0, "Item": {"id": 1}})),
    _Kind("MCP tool", "mcpToolTrigger", mcp_context("tool", {"a": 1})),
    _Kind("MCP prompt", "mcpPromptTrigger", mcp_context("prompt", {"a": 1})),
    _Kind("MCP resource", "mcpResourceTrigger", mcp_context("resource")),
    _Kind("warmup function", "warmupTrigger", warm_up()),
    _Kind("activity", "activityTrigger", activity("order")),
    _Kind("orchestrator", "orchestrationTrigger", orchestration("orchestrator")),
    _Kind("entity", "entityTrigger", entity("counter", "add", 1)),
)


_Result = Callable[[], object]


def _fail() -> object:
    raise RuntimeError(FAILURE)


def _response() -> object:
    return func.HttpResponse("body", status_code=201, headers={"X-Battery": "1"})


_RESULTS: tuple[tuple[_Kind, str, str, _Result], ...] = (
    (_HTTP, "req", " that returns a str", lambda: "body"),
    (_HTTP, "incoming", " whose parameter is called 'incoming'", lambda: "body"),
    (_HTTP, "req", " that returns an HttpResponse", _response),
    (_HTTP, "req", " that returns None", lambda: None),
    (_HTTP, "req", " that raises", _fail),
    (_QUEUE, "msg", "", lambda: None),
    (_QUEUE, "order", " whose parameter is called 'order'", lambda: None),
    (_QUEUE, "msg", " that raises", _fail),
    *((kind, "data", "", lambda: None) for kind in _OTHERS),
)
"""A trigger, the name of its parameter, the rest of the text, and the function's result. One that
differs from the one before it in the parameter's name alone follows it."""

_RENAMED = ("incoming", "order")


def app_of_situations(triggers: Globs) -> tuple[func.FunctionApp, list[Situation]]:
    """Return an app with a sync and an async function for each situation, and the situations.

    Args:
        triggers: the triggers that the plugin covers; there are functions for these alone.
    """
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    situations: list[Situation] = []
    for is_async in (False, True):
        for kind, parameter, rest, result in _covered(triggers):
            word = "async" if is_async else "sync"
            name = f"{word}_function_{len(situations)}"
            function = _function(name, parameter, result, is_async=is_async)
            kind.declare(app, parameter, function)
            text = f"around a{'n' * is_async} {word} {kind.text}{rest}"
            usual = situations[-1].function if parameter in _RENAMED else ""
            found = Situation(name, text, kind.trigger, parameter, kind.given, usual)
            situations.append(found)
    return app, situations


def _covered(triggers: Globs) -> Iterator[tuple[_Kind, str, str, _Result]]:
    """Yield the rows of the table that a plugin covers, and one for each other trigger it names."""
    known = set()
    for row in _RESULTS:
        known.add(row[0].trigger.lower())
        if triggers.match(row[0].trigger):
            yield row
    for name in triggers.given:
        if name.isalnum() and name not in known:
            given = Input("", (name,), Message("data", {}))
            yield _Kind(f"function with a {name}", name, given), "data", "", lambda: None


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
    return [Situation("streaming", text, HTTP_TRIGGER, "req", http_request(), streams=True)]
