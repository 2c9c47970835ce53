"""Trigger data made up from one string, for `POST /admin/functions/<name>`.

Each builder returns what the Functions host would send for its trigger: the data and its metadata.
The SDK's converters create the function's argument from them.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import attrs
from azure.functions.meta import Datum

from . import bindings
from .bindings import document, number, text
from .indexing import IndexedFunction


Sent = tuple[Datum, Mapping[str, Datum]]

_LIFETIME = timedelta(days=7)  # the default for messages in a queue


@attrs.frozen
class _Fired:
    """The sources of a trigger's data: its declaration, a string, the time."""

    trigger: Mapping[str, object]
    given: str
    now: datetime

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
        return str(self.trigger.get("cardinality", "")).lower() == "many"

    @property
    def batch(self) -> Datum:
        """The string as the only message of a batch."""
        return Datum(SimpleNamespace(string=[self.given]), "collection_string")


def trigger_argument(function: IndexedFunction, given: str) -> object:
    """Create the argument for a trigger other than HTTP from a string.

    Args:
        function: the function to fire.
        given: the text of a message, for example, or the JSON that the trigger takes.

    Raises:
        ValueError: the string does not fit the trigger.
    """
    slot = function.trigger_slot
    if slot.converter == bindings.GENERIC:
        return given.encode() if slot.annotation is bytes else given
    build = _BUILDERS.get(slot.type)
    if build is not None:
        fired = _Fired(function.trigger, given, datetime.now(timezone.utc))
        return bindings.decode(slot.type, *build(fired))
    return _by_trial(slot.type, given)


def _by_trial(binding_type: str, given: str) -> object:
    """Offer a string, then a JSON document, to a converter without a builder."""
    for datum in (text(given), Datum(given, "json")):
        try:
            return bindings.decode(binding_type, datum, {})
        except ValueError:
            continue
    return given


def _stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _parsed(given: str) -> object:
    """Return the JSON document in a string, or the string itself."""
    try:
        return json.loads(given)
    except ValueError:
        return given


def _timer(fired: _Fired) -> Sent:
    """Build a timer that is due; a JSON object overrides its parts, such as `IsPastDue`."""
    status = {"Last": fired.stamp, "Next": fired.stamp, "LastUpdated": fired.stamp}
    info = {"IsPastDue": False, "ScheduleStatus": status, "Schedule": {"AdjustForDST": True}}
    changes = _parsed(fired.given)
    return document({**info, **changes} if isinstance(changes, dict) else info), {}


def _queue(fired: _Fired) -> Sent:
    return text(fired.given), {
        "Id": text(str(uuid.uuid4())),
        "DequeueCount": number(1),
        "InsertionTime": text(fired.stamp),
        "ExpirationTime": text(fired.expiry),
        "NextVisibleTime": text(fired.stamp),
        "PopReceipt": text(uuid.uuid4().hex),
    }


def _service_bus(fired: _Fired) -> Sent:
    properties: dict[str, object] = {
        "MessageId": uuid.uuid4().hex,
        "DeliveryCount": 1,
        "SequenceNumber": 1,
        "EnqueuedTimeUtc": fired.stamp,
        "ExpiresAtUtc": fired.expiry,
        "LockToken": str(uuid.uuid4()),
        "ApplicationProperties": {},
        "UserProperties": {},
    }
    if fired.is_batch:
        arrays = {f"{name}Array": document([value]) for name, value in properties.items()}
        return fired.batch, arrays
    return text(fired.given), {name: _property(value) for name, value in properties.items()}


def _property(value: object) -> Datum:
    if isinstance(value, str):
        return text(value)
    return number(value) if isinstance(value, int) else document(value)


def _event_hub(fired: _Fired) -> Sent:
    system = {
        "EnqueuedTimeUtc": fired.stamp,
        "SequenceNumber": 0,
        "Offset": "0",
        "PartitionKey": "0",
    }
    if fired.is_batch:
        return fired.batch, {"SystemPropertiesArray": document([system])}
    metadata = {name: _property(value) for name, value in system.items()}
    return text(fired.given), {**metadata, "SystemProperties": document(system)}


def _kafka(fired: _Fired) -> Sent:
    topic = str(fired.trigger.get("topic", ""))
    if fired.is_batch:
        return fired.batch, {
            "TimestampArray": document([fired.stamp]),
            "KeyArray": document([None]),
            "PartitionArray": document([0]),
            "OffsetArray": Datum(SimpleNamespace(sint64=[0]), "collection_sint64"),
            "TopicArray": Datum(SimpleNamespace(string=[topic]), "collection_string"),
            "HeadersArray": document([[]]),
        }
    return text(fired.given), {
        "Timestamp": text(fired.stamp),
        "Partition": number(0),
        "Offset": number(0),
        "Topic": text(topic),
        "Headers": document([]),
    }


def _event_grid(fired: _Fired) -> Sent:
    """Send a whole event, in either schema, unchanged, and anything else as an event's data."""
    event = _parsed(fired.given)
    if isinstance(event, dict) and ("eventType" in event or "specversion" in event):
        return document(event), {}
    return document(
        {
            "id": str(uuid.uuid4()),
            "topic": "local",
            "subject": "local",
            "eventType": "local",
            "eventTime": fired.stamp,
            "data": event,
            "dataVersion": "1.0",
        }
    ), {}


def _blob(fired: _Fired) -> Sent:
    """Use the string as the blob's content, because there is no storage to read it from."""
    path = str(fired.trigger.get("path", ""))
    content = fired.given.encode()
    return Datum(content, "bytes"), {
        "BlobTrigger": text(path),
        "Uri": text(f"http://127.0.0.1:10000/devstoreaccount1/{path}"),  # as the emulator's
        "Properties": document({"Length": len(content), "LastModified": fired.stamp}),
        "Metadata": document({}),
    }


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
    return document(rows), {}


def _json(fired: _Fired) -> Sent:
    return Datum(fired.given, "json"), {}


_BUILDERS: Mapping[str, Callable[[_Fired], Sent]] = {
    "blobTrigger": _blob,
    "cosmosDBTrigger": _documents,
    "entityTrigger": _json,
    "eventGridTrigger": _event_grid,
    "eventHubTrigger": _event_hub,
    "kafkaTrigger": _kafka,
    "mysqlTrigger": _documents,
    "orchestrationTrigger": _json,
    "queueTrigger": _queue,
    "serviceBusTrigger": _service_bus,
    "timerTrigger": _timer,
}
