"""The data of input bindings, as the host sends it to a function."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import attrs


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
    """The input of one binding: its data and, for a trigger, its metadata.

    `stream` is the web framework's own request, for apps that stream HTTP through
    `azurefunctions-extensions-http-fastapi`; such a request bypasses the host.
    """

    data: Data
    metadata: Mapping[str, Data] = attrs.field(factory=dict)
    stream: object = None


def delivery(value: object) -> Delivery:
    """Take *value* as a binding's input and return it as a `Delivery`.

    A `Delivery` or `Data` is kept; str, bytes and None are sent as such, a dict or list as JSON.

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
