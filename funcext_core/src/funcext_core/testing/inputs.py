"""Inputs of triggers, as the Functions host sends them, and contexts of invocations.

What a test leaves out is made up, as for a real message.
"""

from __future__ import annotations

import json as _json
from collections.abc import Mapping, Sequence

import attrs
from azure.functions.meta import Datum

from funcext_core._engine.bindings import document, text
from funcext_core._engine.context import RetryContext, TraceContext
from funcext_core._engine.engine import Request
from funcext_core._engine.http import request_data
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.inputs import Message, Sent
from funcext_core._engine.trigger_data import takes_batch


@attrs.frozen
class Input:
    """The input of a trigger. The builders of this module make it."""

    builder: str
    """The builder's name."""
    triggers: tuple[str, ...]
    """The types of the triggers that take it; none means all."""
    given: Sent | Message


@attrs.frozen
class InvocationContext:
    """The parts of an invocation's context that a test chooses. `context` makes it."""

    id: str
    trace: TraceContext | None
    retry: RetryContext


def context(
    *,
    id: str = "",  # noqa: A002 - the worker's own word
    trace_parent: str = "",
    trace_state: str = "",
    retry_count: int = 0,
    max_retry_count: int = 0,
) -> InvocationContext:
    """Build the context of an invocation.

    Args:
        id: the invocation's id; if empty, a new one.
        trace_parent: the W3C trace parent of the trace that it is a part of; if empty, a new one.
        trace_state: the W3C trace state.
        retry_count: the number of retries so far.
        max_retry_count: the number of retries at most.
    """
    trace = TraceContext(trace_parent, trace_state) if trace_parent else None
    return InvocationContext(id, trace, RetryContext(retry_count, max_retry_count))


def http_request(
    method: str = "GET",
    url: str = "/",
    *,
    headers: Mapping[str, str] | None = None,
    route_params: Mapping[str, str] | None = None,
    body: str | bytes = b"",
    json: object = None,
) -> Input:
    """Build the input of an HTTP function. A client's `get` and `post` find the function by route.

    Args:
        method: the method.
        url: the URL, with the query.
        headers: the headers.
        route_params: the values of the route's parameters.
        body: the body.
        json: an object that is sent as a JSON body, in place of `body`.
    """
    path, _, query = url.partition("?")
    sent_headers = dict(headers or {})
    if json is not None:
        body = _json.dumps(json)
        sent_headers.setdefault("content-type", "application/json")
    sent = request_data(
        method=method,
        base_url="" if "://" in path else "http://localhost",
        path=path,
        query=query,
        headers=sent_headers.items(),
        route_params=route_params or {},
        body=body.encode() if isinstance(body, str) else body,
    )
    return Input("http_request", ("httpTrigger",), sent)


def with_token(request: Input, token: str) -> Input:
    """Return an HTTP request with a token in its query and in a header, each named `token`.

    Raises:
        TypeError: it is not made by a builder.
        ValueError: it is the input of another trigger.
    """
    if not isinstance(request, Input):
        message = f"the request must be made with http_request(), and is {request!r}"
        raise TypeError(message)
    if not isinstance(request.given, Sent) or request.builder != "http_request":
        message = f"the request must be made with http_request(), not with {request.builder}()"
        raise ValueError(message)
    parts = dict(request.given.data.value)
    for name in ("query", "headers"):
        parts[name] = {**parts[name], "token": text(token)}
    return attrs.evolve(request, given=Sent(Datum(parts, request.given.data.type)))


def queue_message(
    body: object = "",
    *,
    id: str | None = None,  # noqa: A002 - the property's name
    dequeue_count: int | None = None,
    pop_receipt: str | None = None,
) -> Input:
    """Build a message of a storage queue; a body that is neither text nor bytes is sent as JSON."""
    properties = {"Id": id, "DequeueCount": dequeue_count, "PopReceipt": pop_receipt}
    return _message("queue_message", "queueTrigger", body, properties)


def service_bus_message(  # noqa: PLR0913 - the properties that a message has
    body: object = "",
    *,
    message_id: str | None = None,
    delivery_count: int | None = None,
    correlation_id: str | None = None,
    session_id: str | None = None,
    subject: str | None = None,
    content_type: str | None = None,
    application_properties: Mapping[str, object] | None = None,
) -> Input:
    """Build a message of a Service Bus queue or topic; for a batch, give a list of them."""
    properties = {
        "MessageId": message_id,
        "DeliveryCount": delivery_count,
        "CorrelationId": correlation_id,
        "SessionId": session_id,
        "Subject": subject,
        "ContentType": content_type,
        "ApplicationProperties": application_properties,
        "UserProperties": application_properties,
    }
    return _message("service_bus_message", "serviceBusTrigger", body, properties)


def event_hub_event(
    body: object = "",
    *,
    sequence_number: int | None = None,
    offset: str | None = None,
    partition_key: str | None = None,
) -> Input:
    """Build an event of an event hub; for a batch, give a list of them."""
    properties = {
        "SequenceNumber": sequence_number,
        "Offset": offset,
        "PartitionKey": partition_key,
    }
    return _message("event_hub_event", "eventHubTrigger", body, properties)


def kafka_event(
    body: object = "",
    *,
    key: str | None = None,
    topic: str | None = None,
    partition: int | None = None,
    offset: int | None = None,
) -> Input:
    """Build an event of a Kafka topic; for a batch, give a list of them."""
    properties = {"Key": key, "Topic": topic, "Partition": partition, "Offset": offset}
    return _message("kafka_event", "kafkaTrigger", body, properties)


def event_grid_event(
    data: object = None,
    *,
    id: str = "event-1",  # noqa: A002 - the property's name
    topic: str = "topic",
    subject: str = "subject",
    event_type: str = "event",
    event_time: str = "2024-01-01T00:00:00Z",
    data_version: str = "1.0",
) -> Input:
    """Build an event of Event Grid, in its own schema."""
    event = {
        "id": id,
        "topic": topic,
        "subject": subject,
        "eventType": event_type,
        "eventTime": event_time,
        "data": data,
        "dataVersion": data_version,
    }
    return Input("event_grid_event", ("eventGridTrigger",), Sent(document(event)))


def blob(content: str | bytes = b"", *, name: str | None = None, uri: str | None = None) -> Input:
    """Build the content of a blob, with its name and URI.

    Args:
        content: the content.
        name: the container and the blob's name; by default the trigger's path.
        uri: the blob's URI.
    """
    body = content.encode() if isinstance(content, str) else content
    return _message("blob", "blobTrigger", body, {"BlobTrigger": name, "Uri": uri})


def cosmos_documents(*documents: Mapping[str, object]) -> Input:
    """Build the documents that changed in a container of Cosmos DB."""
    return _rows("cosmos_documents", "cosmosDBTrigger", documents)


def sql_changes(*changes: Mapping[str, object]) -> Input:
    """Build changes of rows in a table; each has ``Operation`` and ``Item``."""
    return _rows("sql_changes", "sqlTrigger", changes)


def mysql_changes(*changes: Mapping[str, object]) -> Input:
    """Build changes of rows in a table of MySQL; each has ``Operation`` and ``Item``."""
    return _rows("mysql_changes", "mysqlTrigger", changes)


def timer(*, past_due: bool = False) -> Input:
    """Build the input of a timer that is due."""
    moment = "2024-01-01T00:00:00+00:00"
    status = {"Last": moment, "Next": moment, "LastUpdated": moment}
    info = {"Schedule": {"AdjustForDST": True}, "ScheduleStatus": status, "IsPastDue": past_due}
    return Input("timer", ("timerTrigger",), Sent(document(info)))


def warm_up() -> Input:
    """Build the input of a warmup trigger."""
    return Input("warm_up", ("warmupTrigger",), Sent(document({})))


def mcp_context(
    name: str, arguments: Mapping[str, object] | None = None, *, session_id: str = "session-1"
) -> Input:
    """Build the call of an MCP tool or prompt, or the read of a resource: the context it gets.

    Args:
        name: the name of the tool, prompt or resource.
        arguments: its arguments.
        session_id: the id of the MCP session.
    """
    call = {"name": name, "arguments": dict(arguments or {}), "sessionid": session_id}
    return Input("mcp_context", _MCP, Sent(text(_json.dumps(call))))


_MCP = ("mcpToolTrigger", "mcpPromptTrigger", "mcpResourceTrigger")


def activity(value: object = None) -> Input:
    """Build the input of a durable activity: the value that an orchestrator passes on."""
    return Input("activity", ("activityTrigger",), Sent(text(_json.dumps(value))))


def orchestration(
    name: str,
    value: object = None,
    *,
    instance_id: str = "instance-1",
    replayed: Sequence[Mapping[str, object]] = (),
) -> Input:
    """Build the input of a durable orchestrator: a new instance, or one that replays a history.

    Args:
        name: the orchestrator's name.
        value: its input.
        instance_id: the instance's id.
        replayed: events of the history, after those with which an orchestrator is started.
    """
    serialized = _json.dumps(value)
    moment = "2024-01-01T00:00:00.000000Z"
    first = {"EventId": -1, "IsPlayed": bool(replayed), "Timestamp": moment}
    started = {**first, "EventType": 0, "Name": name, "Input": serialized, "Version": ""}
    body = {
        "history": [{**first, "EventType": 12}, started, *map(dict, replayed)],
        "input": serialized,
        "instanceId": instance_id,
        "isReplaying": bool(replayed),
        "parentInstanceId": None,
        "upperSchemaVersion": 2,
    }
    return Input("orchestration", ("orchestrationTrigger",), Sent(text(_json.dumps(body))))


def entity(
    name: str, operation: str, value: object = None, *, key: str = "key-1", state: object = None
) -> Input:
    """Build the input of a durable entity: one operation, and the state that it begins with.

    Args:
        name: the entity's name.
        operation: the operation's name.
        value: the operation's input.
        key: the entity's key.
        state: its state; None for an entity that does not exist yet.
    """
    # The durable extension sends an operation's input as JSON within JSON.
    argument = _json.dumps(None if value is None else _json.dumps(value))
    body = {
        "self": {"name": name, "key": key},
        "exists": state is not None,
        "state": None if state is None else _json.dumps(state),
        "batch": [{"name": operation, "isSignal": False, "input": argument}],
    }
    return Input("entity", ("entityTrigger",), Sent(text(_json.dumps(body))))


def durable_client(task_hub: str = "TestHub") -> Datum:
    """Build the data of a durable client binding, for the argument `inputs` of an invocation.

    Its addresses lead nowhere: a test replaces what the function does with the client.
    """
    base = "http://127.0.0.1:1/runtime/webhooks/durabletask"
    body = {
        "taskHubName": task_hub,
        "creationUrls": {"createNewInstancePostUri": f"{base}/orchestrators/{{functionName}}"},
        "managementUrls": {"id": "INSTANCEID", "statusQueryGetUri": f"{base}/INSTANCEID"},
        "baseUrl": base,
        "requiredQueryStringParameters": "code=none",
        "rpcBaseUrl": "http://127.0.0.1:1/durabletask/",
    }
    return text(_json.dumps(body))


def request_of(
    function: IndexedFunction,
    given: object,
    invocation: InvocationContext | None = None,
    metadata: Mapping[str, object] | None = None,
    inputs: Mapping[str, object] | None = None,
) -> Request:
    """Return the request of an invocation for what a test gives.

    Raises:
        ValueError: the input is one of another trigger, or a batch for a function that takes none.
    """
    chosen = context() if invocation is None else invocation
    return Request(
        _unwrapped(function, given),
        metadata or {},
        chosen.id,
        inputs or {},
        chosen.trace,
        chosen.retry,
    )


def _unwrapped(function: IndexedFunction, given: object) -> object:
    if isinstance(given, Input):
        if given.triggers and function.trigger_type not in given.triggers:
            message = (
                f"{given.builder}() builds the input of a {given.triggers[0]}, and the function "
                f"{function.name!r} has a {function.trigger_type}"
            )
            raise ValueError(message)
        return given.given
    if isinstance(given, (list, tuple)) and any(isinstance(one, Input) for one in given):
        if not takes_batch(function.trigger):
            message = (
                f"the function {function.name!r} takes one input, not a list of {len(given)}: "
                "the cardinality of its trigger is not many"
            )
            raise ValueError(message)
        return [_unwrapped(function, one) for one in given]
    return given


def _message(builder: str, trigger: str, body: object, properties: Mapping[str, object]) -> Input:
    chosen = {name: value for name, value in properties.items() if value is not None}
    return Input(builder, (trigger,), Message(body, chosen))


def _rows(builder: str, trigger: str, rows: Sequence[Mapping[str, object]]) -> Input:
    return Input(builder, (trigger,), Sent(document(list(map(dict, rows)))))
