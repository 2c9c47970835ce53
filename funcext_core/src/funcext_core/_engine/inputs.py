"""The data that the Functions host sends to a function, with the metadata of a trigger."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import attrs
from azure.functions.meta import Datum

from . import bindings
from .bindings import document, number, text


@attrs.frozen
class Sent:
    """The exact data that the Functions host sends for one binding."""

    data: Datum
    metadata: Mapping[str, Datum] = attrs.field(factory=dict)
    """The trigger's metadata, such as the id of a message."""
    stream: object = None
    """The web framework's own request, for a function that streams HTTP: it bypasses the host."""


@attrs.frozen
class Message:
    """A message or event with properties of its own; the others are made up."""

    body: object = ""
    """Text, bytes, or an object that is sent as JSON."""
    properties: Mapping[str, object] = attrs.field(factory=dict)
    """Its properties, by the names that the trigger's metadata has for them, such as
    ``DequeueCount``."""


def http_request(
    *,
    method: str,
    url: str,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    route_params: Mapping[str, str] | None = None,
    body: bytes = b"",
) -> Sent:
    """Return the data that the Functions host sends for a request."""
    parts = {
        "method": text(method),
        "url": text(url),
        "headers": _texts(headers or {}),
        "query": _texts(query or {}),
        "params": _texts(route_params or {}),
        "body": Datum(body, "bytes"),
    }
    return Sent(Datum(parts, bindings.HTTP))


def _texts(values: Mapping[str, str]) -> dict[str, Datum]:
    return {name: text(value) for name, value in values.items()}


def streamed_request(sent: Sent) -> object:
    """Return the web framework's request with the route's parameters in it, as the workers do."""
    base = sys.modules.get("azurefunctions.extensions.base")
    params = {name: param.value for name, param in sent.data.value["params"].items()}
    if base is not None:
        base.RequestTrackerMeta.get_synchronizer().sync_route_params(sent.stream, params)
    return sent.stream


def datum(value: object) -> Datum:
    """Wrap a value as the Functions host sends it: as JSON if it is not text, bytes or a number."""
    if isinstance(value, Datum):
        return value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bytes):
        return Datum(value, "bytes")
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value)
    return Datum(None, None) if value is None else document(value)
