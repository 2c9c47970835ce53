"""Trigger data made up from a value, such as the string in `POST /admin/functions/<name>`.

Each builder returns what the Functions host would send for its trigger: the data and its metadata.
The SDK's converters create the function's argument from them.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import attrs
from azure.functions.meta import Datum

from . import bindings
from .bindings import document, number, text
from .indexing import IndexedFunction
from .inputs import Message, Sent, http_request


_Given = str | bytes

_LIFETIME = timedelta(days=7)  # the default for messages in a queue


@attrs.frozen
class _Fired:
    """The sources of a trigger's data: its declaration, the messages, the time."""

    function: IndexedFunction
    messages: tuple[_Given, ...]
    """One message, unless it is a batch."""
    properties: tuple[Mapping[str, object], ...]
    """The properties that each message has of its own."""
    now: datetime

    @property
    def trigger(self) -> Mapping[str, object]:
        """The trigger's declaration."""
        return self.function.trigger

    @property
    def given(self) -> _Given:
        """The one message."""
        return self.messages[0]

    @property
    def stamp(self) -> str:
        """The time as the Functions host writes it."""
        return _stamp(self.now)

    @property
    def expiry(self) -> str:
        """The time at which a message sent now expires."""
        return _stamp(self.now + _LIFETIME)

    @property
    def is_batch(self) -> bool:
        """Whether the function takes several messages at once."""
        return takes_batch(self.trigger)

    @property
    def numbers(self) -> range:
        """The messages' places, counted from 0."""
        return range(len(self.messages))

    def own(self, place: int) -> Mapping[str, object]:
        """Return the properties that the message at a place has of its own."""
        return self.properties[place] if place < len(self.properties) else {}

    @property
    def batch(self) -> Datum:
        """All messages in one value."""
        if any(isinstance(message, bytes) for message in self.messages):
            values = [_as_bytes(message) for message in self.messages]
            return Datum(SimpleNamespace(bytes=values), "collection_bytes")
        return Datum(SimpleNamespace(string=list(self.messages)), "collection_string")


def takes_batch(trigger: Mapping[str, object]) -> bool:
    """Return whether a trigger gives its function several messages at once."""
    return str(trigger.get("cardinality", "")).lower() == "many"


def trigger_data(function: IndexedFunction, given: object) -> Sent:
    """Make up the data that the Functions host would send for a trigger.

    Args:
        function: the function to fire.
        given: a message's text or bytes, or an object that is sent as JSON; a `Message` has
            properties of its own, too. None is an empty text. A list is many messages where the
            trigger takes a batch.

    Raises:
        ValueError: the value does not fit the trigger.
    """
    is_list = takes_batch(function.trigger) and isinstance(given, (list, tuple))
    many = given if is_list and isinstance(given, (list, tuple)) else [given]
    messages = [one if isinstance(one, Message) else Message(one) for one in many]
    sent = _built(function, messages, is_list=is_list)
    if takes_batch(function.trigger):
        return sent
    (message,) = messages
    own = {name: _property(value) for name, value in message.properties.items()}
    return attrs.evolve(sent, metadata={**sent.metadata, **own})


def _built(function: IndexedFunction, messages: Sequence[Message], *, is_list: bool) -> Sent:
    slot = function.trigger_slot
    given = [message.body for message in messages] if is_list else messages[0].body
    if slot.converter == bindings.GENERIC:
        value = _message(given)
        return Sent(_datum(_as_bytes(value) if slot.annotation is bytes else value))
    build = _BUILDERS.get(slot.type)
    if build is None:
        return Sent(_by_trial(slot.type, _message(given)))
    bodies = tuple(_message(message.body) for message in messages)
    properties = tuple(message.properties for message in messages)
    return build(_Fired(function, bodies, properties, datetime.now(timezone.utc)))


def _message(given: object) -> _Given:
    """Return a message's body: text and bytes as they are, anything else as JSON."""
    if isinstance(given, (str, bytes)):
        return given
    if given is None:
        return ""
    try:
        return json.dumps(given)
    except TypeError as error:
        message = f"{given!r} is neither text nor bytes, and cannot be sent as JSON ({error})"
        raise ValueError(message) from error


def _as_bytes(given: _Given) -> bytes:
    return given.encode() if isinstance(given, str) else given


def _datum(given: _Given) -> Datum:
    return Datum(given, "bytes") if isinstance(given, bytes) else text(given)


def _by_trial(binding_type: str, given: _Given) -> Datum:
    """Offer a message, then a JSON document, to a converter without a builder."""
    first = _datum(given)
    for datum in (first, Datum(given, "json")):
        try:
            bindings.decode(binding_type, datum, {})
        except ValueError:
            continue
        return datum
    return first


def _stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _parsed(given: _Given) -> object:
    """Read a JSON document, or take the string itself for one."""
    try:
        return json.loads(given)
    except ValueError:
        return given


def _timer(fired: _Fired) -> Sent:
    """Build a timer that is due; a JSON object overrides its parts, such as `IsPastDue`."""
    status = {"Last": fired.stamp, "Next": fired.stamp, "LastUpdated": fired.stamp}
    info = {"IsPastDue": False, "ScheduleStatus": status, "Schedule": {"AdjustForDST": True}}
    changes = _parsed(fired.given)
    return Sent(document({**info, **changes} if isinstance(changes, dict) else info))


def _queue(fired: _Fired) -> Sent:
    metadata = {
        "Id": text(str(uuid.uuid4())),
        "DequeueCount": number(1),
        "InsertionTime": text(fired.stamp),
        "ExpirationTime": text(fired.expiry),
        "NextVisibleTime": text(fired.stamp),
        "PopReceipt": text(uuid.uuid4().hex),
    }
    return Sent(_datum(fired.given), metadata)


def _service_bus(fired: _Fired) -> Sent:
    messages = [_service_bus_properties(fired, number) for number in fired.numbers]
    if not fired.is_batch:
        metadata = {name: _property(value) for name, value in messages[0].items()}
        return Sent(_datum(fired.given), metadata)
    names = messages[0] if messages else _service_bus_properties(fired, 0)
    arrays = {
        f"{name}Array": document([message.get(name) for message in messages]) for name in names
    }
    return Sent(fired.batch, arrays)


def _service_bus_properties(fired: _Fired, place: int) -> dict[str, object]:
    return {
        "MessageId": uuid.uuid4().hex,
        "DeliveryCount": 1,
        "SequenceNumber": place + 1,
        "EnqueuedTimeUtc": fired.stamp,
        "ExpiresAtUtc": fired.expiry,
        "LockToken": str(uuid.uuid4()),
        "ApplicationProperties": {},
        "UserProperties": {},
        **fired.own(place),
    }


def _property(value: object) -> Datum:
    if isinstance(value, str):
        return text(value)
    return number(value) if isinstance(value, int) else document(value)


def _event_hub(fired: _Fired) -> Sent:
    events = [
        {
            "EnqueuedTimeUtc": fired.stamp,
            "SequenceNumber": place,
            "Offset": str(place),
            "PartitionKey": "0",
            **fired.own(place),
        }
        for place in fired.numbers
    ]
    if fired.is_batch:
        return Sent(fired.batch, {"SystemPropertiesArray": document(events)})
    metadata = {name: _property(value) for name, value in events[0].items()}
    metadata["SystemProperties"] = document(events[0])
    return Sent(_datum(fired.given), metadata)


def _kafka(fired: _Fired) -> Sent:
    topic = str(fired.trigger.get("topic", ""))
    if not fired.is_batch:
        metadata = {
            "Timestamp": text(fired.stamp),
            "Partition": number(0),
            "Offset": number(0),
            "Topic": text(topic),
            "Headers": document([]),
        }
        return Sent(_datum(fired.given), metadata)

    def column(name: str, default: object = None) -> list[object]:
        return [fired.own(place).get(name, default) for place in fired.numbers]

    offsets = [fired.own(place).get("Offset", place) for place in fired.numbers]
    arrays = {
        "TimestampArray": document(column("Timestamp", fired.stamp)),
        "KeyArray": document(column("Key")),
        "PartitionArray": document(column("Partition", 0)),
        "OffsetArray": Datum(SimpleNamespace(sint64=offsets), "collection_sint64"),
        "TopicArray": Datum(SimpleNamespace(string=column("Topic", topic)), "collection_string"),
        "HeadersArray": document(column("Headers", [])),
    }
    return Sent(fired.batch, arrays)


def _event_grid(fired: _Fired) -> Sent:
    """Send a whole event, in either schema, unchanged, and anything else as an event's data."""
    event = _parsed(fired.given)
    if isinstance(event, dict) and ("eventType" in event or "specversion" in event):
        return Sent(document(event))
    envelope = {
        "id": str(uuid.uuid4()),
        "topic": "local",
        "subject": "local",
        "eventType": "local",
        "eventTime": fired.stamp,
        "data": event,
        "dataVersion": "1.0",
    }
    return Sent(document(envelope))


def _blob(fired: _Fired) -> Sent:
    """Use the string as the blob's content, because there is no storage to read it from."""
    path = str(fired.trigger.get("path", ""))
    content = _as_bytes(fired.given)
    metadata = {
        "BlobTrigger": text(path),
        "Uri": text(f"http://127.0.0.1:10000/devstoreaccount1/{path}"),  # as the emulator's
        "Properties": document({"Length": len(content), "LastModified": fired.stamp}),
        "Metadata": document({}),
    }
    return Sent(Datum(content, "bytes"), metadata)


def _documents(fired: _Fired) -> Sent:
    """Use a JSON object, or an array of them, as the changed documents or rows."""
    try:
        found = json.loads(fired.given)
    except ValueError as error:
        message = f"a {fired.trigger['type']} takes a JSON object or an array of them ({error})"
        raise ValueError(message) from error
    rows = found if isinstance(found, list) else [found]
    if not all(isinstance(row, dict) for row in rows):
        message = f"a {fired.trigger['type']} takes a JSON object or an array of them"
        raise ValueError(message)
    return Sent(document(rows))


def _http(fired: _Fired) -> Sent:
    """Use the value as the body of a request."""
    route = str(fired.trigger.get("route") or fired.function.name)
    url = f"http://localhost/api/{route}"
    return http_request(method="POST", url=url, body=_as_bytes(fired.given))


def _json(fired: _Fired) -> Sent:
    return Sent(Datum(_as_text(fired.given), "json"))


def _as_text(given: _Given) -> str:
    return given.decode() if isinstance(given, bytes) else given


_BUILDERS: Mapping[str, Callable[[_Fired], Sent]] = {
    "blobTrigger": _blob,
    "cosmosDBTrigger": _documents,
    "entityTrigger": _json,
    "eventGridTrigger": _event_grid,
    "eventHubTrigger": _event_hub,
    "httpTrigger": _http,
    "kafkaTrigger": _kafka,
    "mysqlTrigger": _documents,
    "orchestrationTrigger": _json,
    "queueTrigger": _queue,
    "serviceBusTrigger": _service_bus,
    "timerTrigger": _timer,
}
