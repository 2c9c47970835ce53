"""The data that the host gets back from a worker: results, log lines, loaded functions."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

import attrs


@attrs.frozen
class HttpReply:
    """An HTTP response as a worker encodes it; cookies are pairs of name and value."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class WorkerException:
    """An exception as a worker reports it: the type's name, its text, and the stack as text."""

    type: str
    text: str
    trace: str = attrs.field(default="", eq=False, repr=False)

    @classmethod
    def of(cls, error: BaseException) -> WorkerException:
        """Describe *error*; if its `__str__` raises, the text says so."""
        try:
            text = str(error)
        except Exception:
            text = "the text of the exception cannot be had"
        trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        return cls(type(error).__name__, text, trace)

    @classmethod
    def parsed(cls, message: str, trace: str = "") -> WorkerException:
        """Describe what *message* reports, where a worker wrote `Type: text`."""
        name, _, text = message.partition(": ")
        return cls(name, text, trace)

    def __str__(self) -> str:
        return f"{self.type}: {self.text}"


@attrs.frozen
class Result:
    """The result of an invocation, as the host sees it.

    `value` is the encoded return value: an `HttpReply`, text, bytes, a number or None, and for an
    app that streams HTTP the framework's response. `no_response` means that the host never gets an
    answer; then `exception` is the one that ended the invocation inside the worker.
    `invocation_id` is the one it ran under.
    """

    ok: bool
    value: object = None
    outputs: Mapping[str, object] = attrs.field(factory=dict)
    exception: WorkerException | None = None
    no_response: bool = False
    worker_died: bool = False
    invocation_id: str = attrs.field(default="", eq=False)


@attrs.frozen
class LogLine:
    """A log record as it arrives at the host.

    `system` lines show neither in the local console nor in the customer's Application Insights.
    """

    category: str
    level: str
    text: str
    system: bool
    invocation_id: str | None


@attrs.frozen
class FunctionView:
    """A worker's data about a function that it loaded; `call` is the callable."""

    name: str
    call: Callable[..., object]
    directory: str
    is_async: bool
    wants_context: bool


class LoadFailure(Exception):
    """An app, or a part of it, did not load.

    Attributes:
        message: the worker's report, `Type: text`.
        served: the functions that are served all the same (v1 loads them one by one).
        failures: each failed v1 function's own message.
        no_response: whether the host gets no answer to the load request at all.
    """

    def __init__(
        self,
        message: str,
        *,
        served: Iterable[str] = (),
        failures: Mapping[str, str] | None = None,
        no_response: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.served = tuple(served)
        self.failures = dict(failures or {})
        self.no_response = no_response


class WorkerDied(Exception):
    """SystemExit or KeyboardInterrupt left a request: the worker's process has ended."""


class Encoded(Protocol):
    """A converted value on its way out, the SDK's and the workers' `Datum`."""

    @property
    def type(self) -> str | None: ...

    @property
    def value(self) -> object: ...


# The types that protobuf takes for each kind of value; it refuses others with a TypeError.
_WIRE_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "json": (str,),
    "bytes": (bytes,),
    "int": (int,),
    "double": (int, float),
}


def wire_value(kind: str | None, value: object) -> object:
    """Return *value* as the protocol carries a value of *kind*.

    Raises:
        TypeError: where protobuf refuses the value's type.
        NotImplementedError: for a kind that no worker can send.
    """
    if kind is None or value is None:
        return None
    if kind in ("dict", "list"):
        return json.dumps(value)
    if kind == "bool":
        return int(bool(value))
    if kind not in _WIRE_TYPES:
        message = f"a value of kind {kind!r} cannot be sent to the host"
        raise NotImplementedError(message)
    if not isinstance(value, _WIRE_TYPES[kind]):
        message = f"{type(value).__name__} cannot be sent to the host as {kind}"
        raise TypeError(message)
    return value


def reply_value(encoded: Encoded) -> object:
    """Return *encoded* as the host gets it: an `HttpReply` for http, otherwise `wire_value`."""
    if encoded.type == "http":
        return _http_reply(encoded.value)
    return wire_value(encoded.type, encoded.value)


def _http_reply(parts: object) -> HttpReply:
    assert isinstance(parts, dict)
    headers = {name: str(header.value) for name, header in parts["headers"].items()}
    body = wire_value("bytes", parts["body"].value)
    assert isinstance(body, bytes)
    cookies = tuple(
        (name, morsel.value) for jar in parts["cookies"] or () for name, morsel in jar.items()
    )
    return HttpReply(int(parts["status_code"].value), headers, body, cookies)
