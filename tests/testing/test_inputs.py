"""The builders: each trigger's argument has what the test chose, and made-up data for the rest."""

from __future__ import annotations

import typing
from collections.abc import Callable, Sequence

import azure.functions as func
import pytest

from funcext_core.testing import (
    AppClient,
    Input,
    blob,
    cosmos_documents,
    event_grid_event,
    event_hub_event,
    http_request,
    kafka_event,
    mcp_context,
    mysql_changes,
    queue_message,
    service_bus_message,
    sql_changes,
    timer,
    warm_up,
)


Declare = Callable[[func.FunctionApp], Callable[..., object]]


def argument(declare: Declare, given: object) -> object:
    """Return the argument that a function with a trigger gets for an input."""
    seen = []

    def f(arg: object) -> None:
        seen.append(arg)

    async def answer(arg: object) -> str:
        f(arg)
        return ""

    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    f.__annotations__.clear()
    answer.__annotations__.clear()
    declare(app)(answer if "http" in getattr(given, "builder", "") else f)
    with AppClient(app) as client:
        client.invoke(client.functions[0], given).raise_for_error()
    (got,) = seen
    return got


def facts(value: object, names: str) -> list[object]:
    """Return the attributes of an argument with these names; methods are called."""
    found = [getattr(value, name) for name in names.split()]
    return [one() if callable(one) else one for one in found]


SERVICE_BUS: Declare = lambda app: app.service_bus_queue_trigger("arg", "c", "q")  # noqa: E731 - a table's entry
EVENT_HUB: Declare = lambda app: app.event_hub_message_trigger("arg", "c", "h")  # noqa: E731 - as above
EVENT_HUBS: Declare = lambda app: app.event_hub_message_trigger("arg", "c", "h", cardinality="many")  # noqa: E731 - as above


@pytest.mark.parametrize(
    ("declare", "given", "names", "expected"),
    [
        (
            lambda app: app.queue_trigger("arg", "q", "c"),
            queue_message("hi", id="1", dequeue_count=3, pop_receipt="p"),
            "get_body id dequeue_count pop_receipt",
            [b"hi", "1", 3, "p"],
        ),
        (
            SERVICE_BUS,
            service_bus_message(
                {"a": 1},
                message_id="1",
                delivery_count=2,
                correlation_id="c",
                session_id="s",
                subject="t",
                content_type="application/json",
            ),
            "get_body message_id delivery_count correlation_id session_id subject content_type",
            [b'{"a": 1}', "1", 2, "c", "s", "t", "application/json"],
        ),
        (
            EVENT_HUB,
            event_hub_event("hi", sequence_number=7, offset="8", partition_key="p"),
            "get_body sequence_number offset partition_key",
            [b"hi", 7, "8", "p"],
        ),
        (
            lambda app: app.kafka_trigger("arg", "topic", "brokers"),
            kafka_event("hi", key="k", topic="t", partition=2, offset=3),
            "get_body key topic partition offset",
            [b"hi", "k", "t", 2, 3],
        ),
        (
            lambda app: app.event_grid_trigger("arg"),
            event_grid_event({"a": 1}, id="1", subject="s", event_type="t", topic="u"),
            "get_json id subject event_type topic",
            [{"a": 1}, "1", "s", "t", "u"],
        ),
        (
            lambda app: app.blob_trigger("arg", "container/{name}", "c"),
            blob("hi", name="container/a.txt", uri="https://x/a.txt"),
            "read name uri length",
            [b"hi", "container/a.txt", "https://x/a.txt", 2],
        ),
        (
            lambda app: app.timer_trigger("arg", "0 * * * * *"),
            timer(past_due=True),
            "past_due",
            [True],
        ),
        (
            lambda app: app.route(trigger_arg_name="arg"),
            http_request(
                "POST",
                "/api/f?a=1",
                headers={"X-B": "2"},
                route_params={"c": "3"},
                json={"d": 4},
            ),
            "method url get_json route_params",
            ["POST", "http://localhost/api/f?a=1", {"d": 4}, {"c": "3"}],
        ),
    ],
)  # fmt: skip
def test_an_argument_has_what_the_test_chose(
    declare: Declare, given: Input, names: str, expected: list[object]
) -> None:
    assert facts(argument(declare, given), names) == expected


def test_documents_and_rows() -> None:
    documents = argument(
        lambda app: app.cosmos_db_trigger("arg", "c", "db", "items"),
        cosmos_documents({"id": "1"}, {"id": "2"}),
    )
    assert isinstance(documents, func.DocumentList)
    assert [document["id"] for document in documents] == ["1", "2"]
    change = {"Operation": 0, "Item": {"id": 1}}
    rows = argument(lambda app: app.sql_trigger("arg", "t", "c"), sql_changes(change))
    assert "Item" in str(rows)
    changed = argument(
        lambda app: app.generic_trigger("arg", "mysqlTrigger", table_name="t"),
        mysql_changes(change),
    )
    assert isinstance(changed, Sequence)
    # Early releases of the SDK pass the text on.
    assert "Item" in (changed if isinstance(changed, str) else dict(changed[0]))


def test_a_batch_is_a_list() -> None:
    events = argument(EVENT_HUBS, [event_hub_event("a"), event_hub_event("b")])
    assert isinstance(events, list)
    assert [event.get_body() for event in events] == [b"a", b"b"]


def test_one_event_for_a_batch_is_a_batch_of_one() -> None:
    events = argument(EVENT_HUBS, event_hub_event("a", sequence_number=9))
    assert isinstance(events, list)
    assert [event.get_body() for event in events] == [b"a"]


def test_each_message_of_a_batch_has_its_own_properties() -> None:
    messages = argument(
        lambda app: app.service_bus_queue_trigger("arg", "c", "q", cardinality="many"),
        [service_bus_message("a", message_id="1"), service_bus_message("b", delivery_count=2)],
    )
    assert isinstance(messages, list)
    assert messages[0].message_id == "1"
    assert [message.delivery_count for message in messages] == [1, 2]


def test_application_properties_are_those_of_a_message() -> None:
    given = service_bus_message("a", application_properties={"x": 1})
    message = argument(SERVICE_BUS, given)
    assert isinstance(message, func.ServiceBusMessage)
    assert message.application_properties == message.user_properties == {"x": 1}


def test_what_is_left_out_is_made_up() -> None:
    message = argument(lambda app: app.queue_trigger("arg", "q", "c"), queue_message())
    assert isinstance(message, func.QueueMessage)
    assert message.dequeue_count == 1
    assert message.id
    assert message.insertion_time is not None


def test_plain_values_are_inputs_too() -> None:
    message = argument(lambda app: app.queue_trigger("arg", "q", "c"), {"a": 1})
    assert isinstance(message, func.QueueMessage)
    assert message.get_json() == {"a": 1}


def test_metadata_replaces_that_of_the_input() -> None:
    seen = []

    def f(msg: func.QueueMessage) -> None:
        seen.append(msg.dequeue_count)

    with AppClient(f) as client:
        client.invoke("f", queue_message("a", dequeue_count=2), metadata={"DequeueCount": 5})
    assert seen == [5]


def test_an_mcp_tool_gets_its_arguments() -> None:
    app = func.FunctionApp()
    if not hasattr(app, "mcp_tool"):
        pytest.skip("this release of the SDK has no MCP tools")

    @app.mcp_tool()  # type: ignore[untyped-decorator] # the SDK's own lack
    def add(a: int, b: int) -> str:
        """Add."""
        return str(a + b)

    with AppClient(app) as client:
        result = client.invoke("add", mcp_context("add", {"a": 1, "b": 2})).raise_for_error()
    assert "3" in str(result.value)


def test_a_warmup_trigger_is_invoked() -> None:
    argument(lambda app: app.warm_up_trigger("arg"), warm_up())


def http(req: func.HttpRequest) -> str:
    return ""


def queue(msg: func.QueueMessage) -> None: ...
def bus(msg: func.ServiceBusMessage) -> None: ...
def hub(event: func.EventHubEvent) -> None: ...
def hubs(events: typing.List[func.EventHubEvent]) -> None: ...  # noqa: UP006 - the SDK takes no other form
def kafka(event: func.KafkaEvent) -> None: ...
def grid(event: func.EventGridEvent) -> None: ...
def blobs(stream: func.InputStream) -> None: ...
def cosmos(documents: func.DocumentList) -> None: ...
def clock(timer: func.TimerRequest) -> None: ...
def bare(req):  # type: ignore[no-untyped-def] # apps may leave the type out
    return ""


@pytest.mark.parametrize(
    ("function", "given"),
    [
        (http, http_request()),
        (queue, queue_message()),
        (bus, service_bus_message()),
        (hub, event_hub_event()),
        (hubs, [event_hub_event(), event_hub_event()]),
        (kafka, kafka_event()),
        (grid, event_grid_event()),
        (blobs, blob()),
        (cosmos, cosmos_documents()),
        (clock, timer()),
        (bare, http_request()),
    ],
)
def test_a_function_without_decorators_has_the_trigger_of_its_parameter(
    function: Callable[..., object], given: object
) -> None:
    with AppClient(function) as client:
        client.invoke(function.__name__, given).raise_for_error()
