"""Requests and responses of functions that stream HTTP, in both directions.

Such a function takes the request of a web framework and returns a response of it, which is an ASGI
app. They bypass the Functions host.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, MutableMapping
from typing import Protocol, TypedDict, cast

import httpx

from funcext_core._engine.inputs import Sent


Message = MutableMapping[str, object]
Pull = Callable[[], Awaitable[bytes | None]]
"""Returns the next part of a request's body, on the app's loop; None at its end."""


class _AsgiApp(Protocol):
    def __call__(
        self,
        scope: Mapping[str, object],
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> Awaitable[None]: ...


class Head(TypedDict):
    """The beginning of a response."""

    status_code: int
    headers: list[tuple[bytes, bytes]]


def pull_sync(request: httpx.Request) -> Pull:
    """Return what pulls the body out of a sync client's request."""
    parts = iter(cast("httpx.SyncByteStream", request.stream))

    async def pull() -> bytes | None:
        return await asyncio.to_thread(next, parts, None)

    return pull


def pull_async(request: httpx.Request) -> Pull:
    """Return what pulls the body out of an async client's request, whose loop runs this."""
    parts = aiter(cast("httpx.AsyncByteStream", request.stream))
    loop = asyncio.get_running_loop()

    async def following() -> bytes | None:
        return await anext(parts, None)

    async def pull() -> bytes | None:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(following(), loop))

    return pull


def streamed(sent: Sent, loop: asyncio.AbstractEventLoop) -> Sent:
    """Return data of a request with the web framework's request, whose body comes in one part."""
    parts = sent.data.value
    headers = {name: header.value for name, header in parts["headers"].items()}
    method, url, body = (parts[name].value for name in ("method", "url", "body"))
    request = httpx.Request(method, url, headers=headers, content=body)
    return Sent(sent.data, sent.metadata, Exchange(loop, request, pull_sync(request)).request)


class Exchange(httpx.SyncByteStream, httpx.AsyncByteStream):
    """One request and its response; iterating over it gives the parts of the response's body.

    A part is sent when the one before it was taken: a response without an end does not run ahead.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, request: httpx.Request, pull: Pull) -> None:
        self._loop = loop
        self._pull = pull
        self._body_ended = False
        self._gone = asyncio.Event()
        self._parts: asyncio.Queue[bytes | BaseException | None] = asyncio.Queue(maxsize=1)
        self._head: asyncio.Future[Head] = loop.create_future()
        self._task: asyncio.Task[None] | None = None
        self._scope = _scope(request)
        self.request = _request_type()(self._scope, self._receive)
        """The web framework's request."""

    async def start(self, response: object) -> Head:
        """Begin to send a response; on the app's loop."""
        self._task = asyncio.ensure_future(self._send_all(_asgi(response)))
        return await self._head

    def __iter__(self) -> Iterator[bytes]:
        while True:
            part = asyncio.run_coroutine_threadsafe(self._parts.get(), self._loop).result()
            if part is None:
                return
            yield _whole(part)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            taken = asyncio.run_coroutine_threadsafe(self._parts.get(), self._loop)
            part = await asyncio.wrap_future(taken)
            if part is None:
                return
            yield _whole(part)

    def close(self) -> None:
        """Disconnect."""
        asyncio.run_coroutine_threadsafe(self._disconnect(), self._loop).result()

    async def aclose(self) -> None:
        """Disconnect."""
        gone = asyncio.run_coroutine_threadsafe(self._disconnect(), self._loop)
        await asyncio.wrap_future(gone)

    async def _receive(self) -> Message:
        part = None if self._body_ended else await self._pull()
        if part is not None:
            return {"type": "http.request", "body": part, "more_body": True}
        if not self._body_ended:
            self._body_ended = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = cast("list[tuple[bytes, bytes]]", message.get("headers", []))
            status = cast("int", message["status"])
            self._head.set_result({"status_code": status, "headers": list(headers)})
        elif self._gone.is_set():
            message_text = "the client has disconnected"
            raise OSError(message_text)
        elif message["type"] == "http.response.body" and message.get("body"):
            await self._parts.put(cast("bytes", message["body"]))

    async def _send_all(self, response: _AsgiApp) -> None:
        try:
            await response(self._scope, self._receive, self._send)
        except Exception as error:  # noqa: BLE001 - the app's code; the client gets it
            if not self._head.done():
                self._head.set_exception(error)
            await self._parts.put(error)
        else:
            await self._parts.put(None)

    async def _disconnect(self) -> None:
        self._gone.set()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])


def _whole(part: bytes | BaseException) -> bytes:
    if isinstance(part, BaseException):
        message = f"the response ended before its body was complete: {part!r}"
        raise httpx.RemoteProtocolError(message) from part
    return part


def _scope(request: httpx.Request) -> dict[str, object]:
    url = request.url
    path, _, query = url.raw_path.partition(b"?")
    return {
        "type": "http",
        # From 2.4 on, a response does not wait for the end of the request beside its own body: that
        # would take parts of the request away from the function.
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": url.scheme,
        "path": url.path,
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (url.host, url.port or (443 if url.scheme == "https" else 80)),
        "client": ("127.0.0.1", 0),
        "path_params": {},
        "state": {},
    }


def _request_type() -> Callable[..., object]:
    """Return the request class of the web framework that the app streams with."""
    base = sys.modules["azurefunctions.extensions.base"]
    found: Callable[..., object] = base.RequestTrackerMeta.get_request_type()
    return found


def _asgi(response: object) -> _AsgiApp:
    """Return a response, or what the framework makes of another value, as FastAPI does."""
    if callable(response):
        return cast("_AsgiApp", response)
    from fastapi.encoders import jsonable_encoder  # noqa: PLC0415 - only apps that stream have it
    from fastapi.responses import JSONResponse  # noqa: PLC0415 - as above

    return cast("_AsgiApp", JSONResponse(jsonable_encoder(response)))
