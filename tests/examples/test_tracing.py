"""tracing: a span for each invocation, in the trace of its caller, at a receiver of OTLP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import List  # noqa: UP035 - the SDK does not know `list`

import azure.functions as func
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.util._once import Once

from drivers.classic import ClassicWorker
from drivers.interface import WorkerDriver, http_request
from drivers.library import LibraryRuntime
from drivers.params import CLASSIC, LIBRARY, needs_library_runtime
from examples.otlp_receiver import Receiver, otlp_receiver
from funcext_core.testing import (
    AppClient,
    assert_plugin_conforms,
    context,
    event_hub_event,
    queue_message,
    service_bus_message,
    timer,
)
from funcext_examples.tracing import Tracing


TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A receiver at the address that the exporter uses."""
    with otlp_receiver() as receiver:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url)
        yield receiver


@pytest.fixture(autouse=True)
def _no_provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin without a tracer provider, which a process can set but once."""
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", None)
    monkeypatch.setattr(trace, "_TRACER_PROVIDER_SET_ONCE", Once())
    yield
    provider = trace._TRACER_PROVIDER
    if isinstance(provider, TracerProvider):
        provider.shutdown()


def hello(incoming: func.HttpRequest) -> str:
    return trace.format_trace_id(trace.get_current_span().get_span_context().trace_id)


async def hello_async(req: func.HttpRequest) -> str:
    return trace.format_trace_id(trace.get_current_span().get_span_context().trace_id)


@pytest.mark.parametrize("function", [hello, hello_async])
def test_a_request_gives_a_server_span_in_its_callers_trace(
    receiver: Receiver, function: Callable[..., object]
) -> None:
    with AppClient(function, plugins=[Tracing()]) as client:
        headers = {"traceparent": PARENT, "user-agent": "test"}
        response = client.get(f"/api/{function.__name__}?secret=1", headers=headers)
        assert response.text == TRACE
        invocation_id = client.results[-1].id
    (span,) = receiver.spans
    assert (span.name, span.trace_id, span.is_server) == (function.__name__, TRACE, True)
    assert (span.parent_id, span.is_error) == ("b7ad6b7169203331", False)
    cold = span.attributes.pop("faas.coldstart")
    assert isinstance(cold, bool)
    assert span.attributes == {
        "faas.trigger": "http",
        "faas.invoked_name": function.__name__,
        "faas.invocation_id": invocation_id,
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "url.scheme": "http",
        "url.path": f"/api/{function.__name__}",
        "server.address": "localhost",
        "user_agent.original": "test",
    }


def broken(req: func.HttpRequest) -> str:
    raise LookupError(req.url)


def unavailable(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(status_code=503)


def missing(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(status_code=404)


@pytest.mark.parametrize(
    ("function", "error", "status", "events"),
    [
        (broken, "builtins.LookupError", None, ("exception",)),
        (unavailable, "503", 503, ()),
        (missing, None, 404, ()),
    ],
)
def test_errors_are_marked(
    receiver: Receiver,
    function: Callable[..., object],
    error: str | None,
    status: int | None,
    events: tuple[str, ...],
) -> None:
    with AppClient(function, plugins=[Tracing()]) as client:
        client.get(f"/api/{function.__name__}")
    (span,) = receiver.spans
    assert span.is_error == (error is not None)
    assert span.attributes.get("error.type") == error
    assert span.attributes.get("http.response.status_code") == status
    assert span.events == events


def test_other_triggers(receiver: Receiver) -> None:
    def on_message(msg: func.QueueMessage) -> None: ...

    def on_tick(tick: func.TimerRequest) -> None: ...

    for function, given, kind in (
        (on_message, queue_message("x"), "pubsub"),
        (on_tick, timer(), "timer"),
    ):
        with AppClient(function, plugins=[Tracing()]) as client:
            client.invoke(function.__name__, given, context=context(trace_parent=PARENT))
        span = receiver.spans[-1]
        assert (span.name, span.trace_id) == (function.__name__, TRACE)
        assert span.attributes["faas.trigger"] == kind
        assert "url.path" not in span.attributes


def test_a_batch_links_to_the_senders_of_its_messages(receiver: Receiver) -> None:
    ids = ["00f067aa0ba902b7", "00f067aa0ba902b8"]
    parents = [f"00-{TRACE}-{sender}-01" for sender in ids]
    app = func.FunctionApp()

    @app.service_bus_queue_trigger(
        arg_name="batch", queue_name="q", connection="c", cardinality="many"
    )
    def on_messages(batch: List[func.ServiceBusMessage]) -> None: ...  # noqa: UP006 - the SDK's

    sent = [
        service_bus_message("a", application_properties={"Diagnostic-Id": parents[0]}),
        service_bus_message("b", application_properties={"traceparent": parents[1]}),
        service_bus_message("c", application_properties={"traceparent": "nonsense"}),
        service_bus_message("d"),
    ]
    with AppClient(app, plugins=[Tracing()]) as client:
        client.invoke("on_messages", sent).raise_for_error()
    (span,) = receiver.spans
    assert span.links == tuple(ids)


def test_a_batch_of_events_links_to_their_senders(receiver: Receiver) -> None:
    app = func.FunctionApp()

    @app.event_hub_message_trigger(
        arg_name="batch", event_hub_name="h", connection="c", cardinality="many"
    )
    def on_events(batch: List[func.EventHubEvent]) -> None: ...  # noqa: UP006 - the SDK's

    properties = [{"Diagnostic-Id": PARENT}, {}]
    metadata = {"SystemPropertiesArray": [{}, {}], "PropertiesArray": properties}
    with AppClient(app, plugins=[Tracing()]) as client:
        sent = [event_hub_event("a"), event_hub_event("b")]
        client.invoke("on_events", sent, metadata=metadata).raise_for_error()
    (span,) = receiver.spans
    assert span.links == ("b7ad6b7169203331",)


def test_the_resource_is_what_the_platform_and_the_variables_say(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEBSITE_SITE_NAME", "shop")
    monkeypatch.setenv("REGION_NAME", "West Europe")
    monkeypatch.setenv("OTEL_SERVICE_NAME", "orders")
    with AppClient(hello, plugins=[Tracing()]) as client:
        client.get("/api/hello")
    resource = receiver.spans[0].resource
    assert resource["service.name"] == "orders"
    assert resource["faas.name"] == "shop"
    assert resource["cloud.region"] == "West Europe"
    assert resource["cloud.platform"] == "azure_functions"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OTEL_TRACES_EXPORTER", "none"),
        ("OTEL_SDK_DISABLED", "true"),
        ("OTEL_TRACES_SAMPLER", "always_off"),
    ],
)
def test_the_variables_of_opentelemetry_are_followed(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with AppClient(hello, plugins=[Tracing()]) as client:
        assert client.get("/api/hello").status_code == 200
    assert receiver.spans == []


def test_the_apps_own_provider_is_used(receiver: Receiver) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    with AppClient(hello, plugins=[Tracing()]) as client:
        client.get("/api/hello")
    assert [span.name for span in exporter.get_finished_spans()] == ["hello"]
    assert receiver.spans == []


def test_it_is_quiet_where_the_worker_has_its_own_telemetry(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_ENABLE_OPENTELEMETRY", "true")
    with AppClient(hello, plugins=[Tracing()]) as client:
        assert client.get("/api/hello", headers={"traceparent": PARENT}).text == TRACE
    assert receiver.spans == []
    with AppClient(hello, plugins=[Tracing(always=True)]) as client:
        client.get("/api/hello", headers={"traceparent": PARENT})
    assert [span.name for span in receiver.spans] == ["hello"]


# -- both workers --------------------------------------------------------------------------------

APP = """
import asyncio
import azure.functions as func
import funcext_core
from funcext_examples.tracing import Tracing
from opentelemetry import trace

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app, plugins=[Tracing])
tracer = trace.get_tracer("app")

@app.route(route="sync", trigger_arg_name="incoming")
def sync(incoming: func.HttpRequest) -> str:
    with tracer.start_as_current_span("work"):
        return "done"

@app.route(route="asynchronous")
async def asynchronous(req: func.HttpRequest) -> str:
    await asyncio.sleep(0)
    with tracer.start_as_current_span("work"):
        await asyncio.sleep(0)
    return "done"

@app.route(route="broken")
def broken(req: func.HttpRequest) -> str:
    raise LookupError("no")
"""
NUMBER = 200
FRESH = ("funcext_core", "funcext_examples")


def parent_of(number: int) -> tuple[str, str]:
    return f"{number + 1:032x}", f"{number + 1000:016x}"


def invoke_all(driver: WorkerDriver) -> None:
    """Invoke the sync and the async function, many times at once, each in a trace of its own."""

    async def one(number: int) -> None:
        name, parameter = (("sync", "incoming"), ("asynchronous", "req"))[number % 2]
        trace_id, span_id = parent_of(number)
        sent = {parameter: http_request()}
        result = await driver.ainvoke(name, sent, trace_parent=f"00-{trace_id}-{span_id}-01")
        assert result.ok, result.exception

    async def everyone() -> None:
        await asyncio.gather(*(one(number) for number in range(NUMBER)))

    driver.run(everyone())


@pytest.mark.parametrize("make", [CLASSIC, LIBRARY])
def test_concurrent_invocations_have_their_own_parents_on_both_workers(
    receiver: Receiver, tmp_path: Path, make: type[ClassicWorker | LibraryRuntime]
) -> None:
    tmp_path.joinpath("function_app.py").write_text(APP, "utf-8")
    driver = make(fresh=FRESH)
    try:
        driver.load(tmp_path)
        invoke_all(driver)
        assert not driver.invoke("broken", {"req": http_request()}, trace_parent=PARENT).ok
    finally:
        driver.close()
    provider = trace.get_tracer_provider()
    assert isinstance(provider, TracerProvider)
    provider.force_flush()
    servers = {span.trace_id: span for span in receiver.spans if span.is_server}
    works = {span.trace_id: span for span in receiver.named("work")}
    assert (len(servers), len(works)) == (NUMBER + 1, NUMBER)
    for number in range(NUMBER):
        trace_id, span_id = parent_of(number)
        assert servers[trace_id].parent_id == span_id
        assert servers[trace_id].name == ("sync", "asynchronous")[number % 2]
        assert works[trace_id].parent_id == servers[trace_id].span_id
    assert (servers[TRACE].is_error, servers[TRACE].events) == (True, ("exception",))


@needs_library_runtime
def test_a_sync_function_is_in_the_trace_where_the_worker_loses_it(
    receiver: Receiver, tmp_path: Path
) -> None:
    tmp_path.joinpath("function_app.py").write_text(APP, "utf-8")
    provider = TracerProvider()
    exporter = InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    driver = LibraryRuntime(settings={"PYTHON_ENABLE_OPENTELEMETRY": "1"}, fresh=FRESH)
    try:
        driver.load(tmp_path)
        for name, parameter in (("sync", "incoming"), ("asynchronous", "req")):
            driver.invoke(name, {parameter: http_request()}, trace_parent=PARENT)
    finally:
        driver.close()
    spans = exporter.get_finished_spans()
    assert [(span.name, trace.format_trace_id(span.context.trace_id)) for span in spans] == [
        ("work", TRACE)
    ] * 2


def test_it_conforms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "none")
    assert_plugin_conforms(Tracing)
