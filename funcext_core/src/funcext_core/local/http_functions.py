"""The HTTP functions of an app: requests to them, and their responses, streams included.

They run on the engine's own loop.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import cast

import attrs

from funcext_core._engine import http
from funcext_core._engine.context import trace_context
from funcext_core._engine.engine import Engine, Request
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.inputs import Sent
from funcext_core._engine.results import Result
from funcext_core._engine.route_table import HttpRoutes

from . import framework
from .asgi import (
    WITHOUT_BODY,
    App,
    Disconnect,
    Message,
    Receive,
    Scope,
    Send,
    TooLargeError,
    headers_of,
    origin_of,
    read_body,
    refuse_length,
    send_reply,
)


_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_STATUSES = range(200, 600)


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
    answered_by: str | None = None
    """The name of what answered in place of the function, if it is not a plugin."""
    problem: str = ""
    """A sentence about what is wrong with the request or with the function's response."""


class UnsendableError(ValueError):
    """A function's response that no server can send; the message says why."""


class HttpFunctions:
    """The HTTP functions of an engine's app."""

    def __init__(self, engine: Engine, routes: HttpRoutes, largest_body: int) -> None:
        """Take an engine.

        Args:
            engine: it runs the functions.
            routes: its HTTP functions.
            largest_body: the size of the largest body that a request may have, in bytes.
        """
        self._engine = engine
        self._routes = routes
        self._largest_body = largest_body
        self._streaming: App | None = None

    def route(self, exchange: Exchange) -> None:
        """Find the function that is to answer a request, and the values of its route."""
        found = self._routes.find(exchange.method, exchange.path)
        if found is not None:
            exchange.function, exchange.route_params = found

    async def answer(self, exchange: Exchange, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the function of an exchange, and send its response.

        The answer is 404 if there is no function, 413 if the body is too large, 500 if the function
        fails or cannot take the request, and 503 if the engine stops meanwhile. A client that goes
        away gets none.
        """
        watched = _Watched(exchange, send)
        try:
            if exchange.function is None:
                await send_reply(watched, http.Reply(404))
                return
            refuse_length(scope, self._largest_body)
            if exchange.function.streams:
                await self._stream(exchange, scope, receive, watched)
            else:
                await self._reply(exchange, scope, receive, watched)
        except Disconnect:
            pass
        except TooLargeError as error:
            exchange.problem = str(error)
            await send_reply(watched, http.Reply(413))
        except asyncio.CancelledError:
            # The engine or the server stops: this task ends in any case.
            if not watched.started:
                await send_reply(watched, http.Reply(503))

    async def _reply(self, exchange: Exchange, scope: Scope, receive: Receive, send: Send) -> None:
        sent = _sent(exchange, scope, await read_body(receive, self._largest_body))
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
                return framework.framework_error()
            return result.response

        if self._streaming is None:
            self._streaming = framework.framework_app()
        token = framework.answer.set(respond)
        try:
            await self._streaming(scope, receive, send)
        finally:
            framework.answer.reset(token)

    async def _run(self, exchange: Exchange, scope: Scope, sent: Sent) -> Result | None:
        """Run the function; return None, and say why, if it cannot take the request."""
        assert exchange.function is not None  # noqa: S101 - for type checkers
        request = Request(sent, trace=trace_context(dict(headers_of(scope))))
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


def _sent(exchange: Exchange, scope: Scope, body: bytes) -> Sent:
    headers = list(headers_of(scope))
    return http.request_data(
        method=exchange.method,
        base_url=origin_of(scope),
        path=exchange.path,
        query=exchange.query,
        headers=headers,
        route_params=exchange.route_params,
        body=body,
    )


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
    if reply.status in WITHOUT_BODY:
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
