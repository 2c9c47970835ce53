"""The HTTP functions of an app as an ASGI application, streams included.

It runs on the engine's own loop.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping, Sequence
from contextvars import ContextVar
from importlib import import_module
from typing import Protocol, TypedDict, cast
from urllib.parse import quote, urlsplit

import attrs

from funcext_core._engine import http
from funcext_core._engine.context import trace_context
from funcext_core._engine.engine import Engine, Request
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.inputs import Sent
from funcext_core._engine.results import Result
from funcext_core._engine.route_table import HttpRoutes


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
    server: tuple[str, int | None] | None


Message = MutableMapping[str, object]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_URL_SAFE = "%/:?#[]@!$&'()*+,;=~"
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_STATUSES = range(200, 600)
_WITHOUT_BODY = (204, 205, 304)
_respond: ContextVar[Callable[[object], Awaitable[object]]] = ContextVar("respond")
"""Answers the framework's request that the running task serves."""


class Disconnect(Exception):
    """The client went away before its request was read."""


@attrs.define
class Exchange:
    """A request to a function, and its answer."""

    method: str
    path: str
    """The path as sent, in ASCII."""
    query: str
    """The query as sent, in ASCII, without the question mark."""
    function: IndexedFunction | None = None
    """The function that answers; None if none does."""
    route_params: Mapping[str, str] = attrs.field(factory=dict)
    """The values of its route's parameters."""
    result: Result | None = None
    """The result of the invocation; None if it did not take place or was abandoned."""
    status: int = 0
    """The status of the answer; 0 until there is one."""
    problem: str = ""
    """A sentence about what is wrong with the request or with the function's response."""


class UnsendableError(ValueError):
    """A function's response that no server can send; the message says why."""


class HttpFunctions:
    """The HTTP functions of an engine's app."""

    def __init__(self, engine: Engine, routes: HttpRoutes) -> None:
        self._engine = engine
        self._routes = routes
        self._streaming: App | None = None

    def exchange(self, scope: Scope) -> Exchange:
        """Return a request as it came, with the function that is to answer it."""
        path, query = raw_target(scope)
        method = str(scope["method"])
        exchange = Exchange(method, path, query)
        found = self._routes.find(method, path)
        if found is not None:
            exchange.function, exchange.route_params = found
        return exchange

    async def answer(self, exchange: Exchange, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the function of an exchange, and send its response.

        The answer is 404 if there is no function, 500 if the function fails or cannot take the
        request, and 503 if the engine stops meanwhile. A client that goes away gets none.
        """
        watched = _Watched(exchange, send)
        try:
            if exchange.function is None:
                await send_reply(watched, http.Reply(404))
            elif exchange.function.streams:
                await self._stream(exchange, scope, receive, watched)
            else:
                await self._reply(exchange, scope, receive, watched)
        except Disconnect:
            pass
        except asyncio.CancelledError:
            if _is_being_cancelled() or watched.started:
                raise
            await send_reply(watched, http.Reply(503))

    async def _reply(self, exchange: Exchange, scope: Scope, receive: Receive, send: Send) -> None:
        sent = _sent(exchange, scope, await read_body(receive))
        result = await self._run(exchange, scope, sent)
        if result is None or result.error is not None:
            await send_reply(send, http.Reply(500))
            return
        try:
            reply = checked(http.reply_to(result.response), exchange.method)
        except UnsendableError as error:
            exchange.problem = str(error)
            reply = http.Reply(500)
        await send_reply(send, reply)

    async def _stream(self, exchange: Exchange, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the framework's own request to the function, and let it send the response."""

        async def respond(request: object) -> object:
            sent = attrs.evolve(_sent(exchange, scope, b""), stream=request)
            result = await self._run(exchange, scope, sent)
            if result is None or result.error is not None:
                return _framework_error()
            return result.response

        if self._streaming is None:
            self._streaming = _framework_app()
        token = _respond.set(respond)
        try:
            await self._streaming(scope, receive, send)
        finally:
            _respond.reset(token)

    async def _run(self, exchange: Exchange, scope: Scope, sent: Sent) -> Result | None:
        """Run the function; return None, and say why, if it cannot take the request."""
        assert exchange.function is not None  # noqa: S101 - for type checkers
        request = Request(sent, trace=trace_context(dict(_headers(scope))))
        try:
            call = self._engine.prepare(exchange.function.name, request)
        except ValueError as error:
            exchange.problem = str(error)
            return None
        exchange.result = await self._engine.run(call)
        return exchange.result


class _Watched:
    """The client's `send`, which notes the status of the answer."""

    def __init__(self, exchange: Exchange, send: Send) -> None:
        self._exchange = exchange
        self._send = send

    @property
    def started(self) -> bool:
        """Whether the answer has begun."""
        return bool(self._exchange.status)

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._exchange.status = cast("int", message["status"])
        await self._send(message)


def raw_target(scope: Scope) -> tuple[str, str]:
    """Return a request's path and query as sent, in ASCII."""
    raw = scope.get("raw_path") or quote(scope["path"]).encode()
    path = quote(raw, safe=_URL_SAFE)
    query = quote(scope["query_string"], safe=_URL_SAFE)
    if not path.startswith("/"):
        # The absolute form, which clients use to talk to proxies.
        path = urlsplit(path).path or "/"
    return path.partition("?")[0], query


def _headers(scope: Scope) -> Iterable[tuple[str, str]]:
    for name, value in scope["headers"]:
        yield name.decode("latin-1").lower(), value.decode("latin-1")


def _sent(exchange: Exchange, scope: Scope, body: bytes) -> Sent:
    headers = list(_headers(scope))
    host = next((value for name, value in headers if name == "host"), None)
    return http.request_data(
        method=exchange.method,
        base_url=f"{scope['scheme']}://{host or _server(scope)}",
        path=exchange.path,
        query=exchange.query,
        headers=headers,
        route_params=exchange.route_params,
        body=body,
    )


def _server(scope: Scope) -> str:
    host, port = scope.get("server") or ("localhost", None)
    return host if port is None else f"{host}:{port}"


async def read_body(receive: Receive) -> bytes:
    """Return a request's body.

    Raises:
        Disconnect: the client went away.
    """
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Disconnect
        parts.append(cast("bytes", message.get("body", b"")))
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)


async def send_reply(send: Send, reply: http.Reply) -> None:
    """Send a reply, with its length."""
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in reply.headers]
    if reply.status not in _WITHOUT_BODY and not any(
        name == b"content-length" for name, _ in headers
    ):
        headers.append((b"content-length", str(len(reply.body)).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


def checked(reply: http.Reply, method: str) -> http.Reply:
    """Return a reply as it can be sent.

    Only the answer to HEAD may declare the length of a body that it leaves out.

    Raises:
        UnsendableError: its status or one of its headers cannot be sent.
    """
    if reply.status not in _STATUSES:
        message = f"the response has the status {reply.status}: use one from 200 to 599"
        raise UnsendableError(message)
    for name, value in reply.headers:
        _check_header(name, value)
    if reply.status in _WITHOUT_BODY:
        return attrs.evolve(reply, headers=_without_length(reply.headers), body=b"")
    if reply.body or method != "HEAD":
        return attrs.evolve(reply, headers=_without_length(reply.headers))
    return reply


def _check_header(name: str, value: str) -> None:
    if not _NAME.fullmatch(name):
        message = f"the response has a header {name!r}, which is not a valid name"
        raise UnsendableError(message)
    if _CONTROL.search(value):
        message = f"the response's header {name} has a control character: {value!r}"
        raise UnsendableError(message)
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        message = (
            f"the response's header {name} has characters outside of Latin-1: {value!r}; encode "
            "them, as urllib.parse.quote does"
        )
        raise UnsendableError(message) from None


def _without_length(headers: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() != "content-length"]


def _is_being_cancelled() -> bool:
    """Return whether this task is cancelled, and not only the invocation that it waited for."""
    if sys.version_info < (3, 11):
        return False
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


# -- functions that take a web framework's request ------------------------------------------------


class _ExtensionApp(Protocol):
    """`WebApp` of an SDK extension such as azurefunctions-extensions-http-fastapi."""

    def route(self, func: Callable[..., object]) -> object:
        """Send every request to a function."""

    def get_app(self) -> App:
        """Return the ASGI application."""


def _framework_app() -> App:
    """Return the extension's own application, as the worker has it.

    It makes the framework's request, and a response of whatever the function returns.
    """
    base = import_module("azurefunctions.extensions.base")
    module = import_module(base.ModuleTrackerMeta.get_module())
    web_app: _ExtensionApp = module.WebApp()

    async def respond(request: object) -> object:
        return await _respond.get()(request)

    # The framework finds by the type that the argument is the request.
    respond.__annotations__ = {"request": base.RequestTrackerMeta.get_request_type()}
    web_app.route(respond)
    return web_app.get_app()


def _framework_error() -> object:
    base = import_module("azurefunctions.extensions.base")
    response = cast("Callable[..., object]", base.ResponseTrackerMeta.get_standard_response_type())
    return response(status_code=500)
