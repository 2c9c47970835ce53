"""Triggers, each with its input and the argument that a function gets from it."""

from __future__ import annotations

import attrs

from drivers.inputs import (
    activity,
    blob,
    cosmos_documents,
    event_hub_event,
    event_hub_events,
    mcp_tool,
    queue_message,
    service_bus_message,
    timer,
)


@attrs.frozen
class TriggerExample:
    """A trigger with its input and the argument that a function gets from it.

    `source` is a v2 function `f` whose trigger is `arg`; it appends what it sees to SEEN. It needs
    `app`, `func`, `typing` and SEEN from its script.
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
