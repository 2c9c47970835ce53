"""An HTTP client, without a socket, for an ASGI application on the loop of another thread."""

from __future__ import annotations

import asyncio
from typing import Any

import attrs
import httpx

from funcext_core.local.asgi import App, Message, Scope


PATIENCE = 20  # seconds until a request that hangs fails


def client_of(app: App, loop: asyncio.AbstractEventLoop) -> httpx.Client:
    """Return a client of an application."""
    return httpx.Client(transport=_Transport(app, loop), base_url="http://localhost")


@attrs.define(slots=False)
class _Transport(httpx.BaseTransport):
    app: App
    loop: asyncio.AbstractEventLoop

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        answering = asyncio.run_coroutine_threadsafe(_answer(self.app, request), self.loop)
        return answering.result(PATIENCE)


async def _answer(app: App, request: httpx.Request) -> httpx.Response:
    raw_path, _, query = request.url.raw_path.partition(b"?")
    scope: Scope = {
        "type": "http",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": raw_path,
        "query_string": query,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (request.url.host, request.url.port),
    }
    body: Message = {"type": "http.request", "body": request.content}
    received = iter([body])
    ended = asyncio.Event()
    sent: list[Any] = []

    async def receive() -> Message:
        for message in received:
            return message
        # The client waits for the response.
        await ended.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start, *parts = sent
    # A server sends no body in answer to HEAD.
    content = b"" if request.method == "HEAD" else b"".join(part["body"] for part in parts)
    stream = httpx.ByteStream(content)
    return httpx.Response(start["status"], headers=start["headers"], stream=stream)
