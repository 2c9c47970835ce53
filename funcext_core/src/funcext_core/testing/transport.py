"""httpx transports that hand requests to an app without a socket."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

import httpx

from funcext_core._engine import http
from funcext_core._engine.context import trace_context
from funcext_core._engine.engine import Request
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.inputs import Sent
from funcext_core._engine.results import Result

from .session import Session
from .streaming import Exchange, pull_async, pull_sync


logger = logging.getLogger("funcext.testing")

RESULT = "funcext.result"
"""The extension of an `httpx.Response` that has the invocation's `Result`."""

_WITHOUT_BODY = (204, 304)


class Transport(httpx.BaseTransport):
    """Answers the requests of a sync client."""

    def __init__(self, session: Session, *, raise_errors: bool) -> None:
        self._session = session
        self._raise_errors = raise_errors

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        found = _find(self._session, request)
        if found is None:
            return httpx.Response(404)
        function, route_params = found
        exchange = None
        if function.streams:
            exchange = Exchange(self._session.loop, request, pull_sync(request))
        body = b"" if exchange else request.read()
        asked = _asked(request, route_params, body, exchange)
        try:
            result = self._session.invoke(function.name, asked)
        except ValueError as error:
            return _unfit(function, error, raise_errors=self._raise_errors)
        if exchange is None or not result.ok:
            return _response(request, result, raise_errors=self._raise_errors)
        head = self._session.run(exchange.start(result.response))
        return httpx.Response(**head, stream=exchange, extensions={RESULT: result})


class AsyncTransport(httpx.AsyncBaseTransport):
    """Answers the requests of an async client, whose loop is not the app's."""

    def __init__(self, session: Session, *, raise_errors: bool) -> None:
        self._session = session
        self._raise_errors = raise_errors

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        found = _find(self._session, request)
        if found is None:
            return httpx.Response(404)
        function, route_params = found
        exchange = None
        if function.streams:
            exchange = Exchange(self._session.loop, request, pull_async(request))
        body = b"" if exchange else await request.aread()
        asked = _asked(request, route_params, body, exchange)
        try:
            result = await self._session.ainvoke(function.name, asked)
        except ValueError as error:
            return _unfit(function, error, raise_errors=self._raise_errors)
        if exchange is None or not result.ok:
            return _response(request, result, raise_errors=self._raise_errors)
        starting = exchange.start(result.response)
        head = await asyncio.wrap_future(
            asyncio.run_coroutine_threadsafe(starting, self._session.loop)
        )
        return httpx.Response(**head, stream=exchange, extensions={RESULT: result})


def _find(
    session: Session, request: httpx.Request
) -> tuple[IndexedFunction, Mapping[str, str]] | None:
    """Return the function that answers a request, with the values of its route's parameters."""
    path, _ = _target(request)
    return session.find(request.method, path)


def _target(request: httpx.Request) -> tuple[str, str]:
    """Return a request's path and query as sent."""
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    return path, query


def _asked(
    request: httpx.Request,
    route_params: Mapping[str, str],
    body: bytes,
    exchange: Exchange | None,
) -> Request:
    path, query = _target(request)
    headers = [(name.lower(), value) for name, value in request.headers.multi_items()]
    sent = http.request_data(
        method=request.method,
        base_url=f"{request.url.scheme}://{request.headers['host']}",
        path=path,
        query=query,
        headers=headers,
        route_params=route_params,
        body=body,
    )
    if exchange is not None:
        sent = Sent(sent.data, stream=exchange.request)
    return Request(sent, trace=trace_context(dict(headers)))


def _unfit(function: IndexedFunction, error: ValueError, *, raise_errors: bool) -> httpx.Response:
    """Return the response to a request that cannot fill a function's parameter."""
    if raise_errors:
        raise error
    logger.error("%s: %s", function.name, error)
    return httpx.Response(500)


def _response(request: httpx.Request, result: Result, *, raise_errors: bool) -> httpx.Response:
    extensions = {RESULT: result}
    if result.error is not None:
        if raise_errors:
            raise result.error
        logger.error("The function %r failed: 500.", result.function, exc_info=result.error)
        return httpx.Response(500, extensions=extensions)
    reply = http.reply_to(result.response)
    has_body = request.method != "HEAD" and reply.status not in _WITHOUT_BODY
    return httpx.Response(
        reply.status,
        headers=list(reply.headers),
        stream=httpx.ByteStream(reply.body if has_body else b""),
        extensions=extensions,
    )
