"""Requests and responses as ASGI has them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import TypedDict, cast
from urllib.parse import quote

from funcext_core._engine.http import Reply

from . import hosts


class _Scope(TypedDict):
    type: str
    method: str
    scheme: str
    path: str
    query_string: bytes
    headers: Iterable[tuple[bytes, bytes]]


class Scope(_Scope, total=False):
    """A request, as an ASGI server describes it."""

    raw_path: bytes
    http_version: str
    server: tuple[str, int | None] | None


Message = MutableMapping[str, object]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

BODY_LIMIT_SETTING = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"
"""The Functions host's own setting for the size of the largest body, in bytes."""
BODY_LIMIT = 104_857_600
"""Its default."""

_URL_SAFE = "%/:?#[]@!$&'()*+,;=~"
_ORIGIN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://([^/?]*)")
_METHOD = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
WITHOUT_BODY = (204, 205, 304)
"""The statuses of responses that have no body."""


class Disconnect(Exception):
    """The client went away before its request was read."""


class BadRequestError(ValueError):
    """A request that is not valid HTTP; the message says why."""


class TooLargeError(ValueError):
    """A request whose body is larger than the limit; the message says so."""


def read_target(scope: Scope) -> tuple[str, str, str]:
    """Return a request's method, and its path and query as sent, in ASCII.

    Raises:
        BadRequestError: it is not valid HTTP.
    """
    method = str(scope["method"])
    if not _METHOD.fullmatch(method):
        message = f"{method!a} is not a valid method"
        raise BadRequestError(message)
    named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    if not named and scope.get("http_version") == "1.1":
        message = "there is no Host header"
        raise BadRequestError(message)
    if len(named) > 1 or not all(host == "" or hosts.is_valid(host) for host in named):
        message = f"the Host header {', '.join(named)!a} is not valid"
        raise BadRequestError(message)
    return method, *_raw_target(scope)


def _raw_target(scope: Scope) -> tuple[str, str]:
    """Return a request's path and query as sent, in ASCII.

    Raises:
        BadRequestError: the target is neither a path nor a URL.
    """
    raw = scope.get("raw_path") or quote(scope["path"]).encode()
    path = quote(raw, safe=_URL_SAFE)
    if not path.startswith("/"):
        # The absolute form, which clients use to talk to proxies.
        origin = _ORIGIN.match(path)
        if origin is None or not hosts.is_valid(origin[1]):
            message = f"the target {path!a} is neither a path nor a URL"
            raise BadRequestError(message)
        path = path[origin.end() :] or "/"
    return path.partition("?")[0], quote(scope["query_string"], safe=_URL_SAFE)


def headers_of(scope: Scope) -> Iterable[tuple[str, str]]:
    """Yield a request's headers, with names in lower case."""
    for name, value in scope["headers"]:
        yield name.decode("latin-1").lower(), value.decode("latin-1")


def origin_of(scope: Scope) -> str:
    """Return the scheme and the host, with its port, that a request was sent to."""
    host = next((value for name, value in headers_of(scope) if name == "host"), None)
    return f"{scope['scheme']}://{host or _server(scope)}"


def _server(scope: Scope) -> str:
    host, port = scope.get("server") or ("localhost", None)
    return host if port is None else f"{host}:{port}"


def body_limit(environ: Mapping[str, str], warn: Callable[[str], object]) -> int:
    """Return the size of the largest body that a request may have, in bytes.

    A setting that is not a number is reported, to `warn`, and ignored.
    """
    wanted = environ.get(BODY_LIMIT_SETTING, str(BODY_LIMIT))
    if wanted.strip().isdecimal():
        return int(wanted)
    warn(f"{BODY_LIMIT_SETTING} is ignored: {wanted!r} is not a number of bytes.")
    return BODY_LIMIT


def refuse_length(scope: Scope, largest: int) -> None:
    """Raise an error if a request declares a body that is too large.

    Raises:
        TooLargeError: it does.
    """
    for name, value in headers_of(scope):
        # The server has checked that it is a number.
        if name == "content-length" and int(value) > largest:
            raise _too_large(largest)


async def read_body(receive: Receive, largest: int) -> bytes:
    """Return a request's body.

    Raises:
        Disconnect: the client went away.
        TooLargeError: the body is larger than `largest`, in bytes.
    """
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Disconnect
        part = cast("bytes", message.get("body", b""))
        parts.append(part)
        size += len(part)
        if size > largest:
            raise _too_large(largest)
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)


def _too_large(largest: int) -> TooLargeError:
    return TooLargeError(
        f"the body of the request is larger than {largest} bytes; the app setting "
        f"{BODY_LIMIT_SETTING} changes the limit"
    )


async def send_reply(send: Send, reply: Reply) -> None:
    """Send a reply, with its length."""
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in reply.headers]
    if reply.status not in WITHOUT_BODY and not any(
        name == b"content-length" for name, _ in headers
    ):
        headers.append((b"content-length", str(len(reply.body)).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
