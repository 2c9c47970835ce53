"""A driver of the local host, `funcext run`'s, without its sockets.

Its requests are HTTP: those of HTTP functions, and `POST /admin/functions/<name>` for the others,
which are answered before the function ends. The function's result comes from the engine's events.
"""

from __future__ import annotations

import asyncio
import importlib
import io
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode, urlsplit

import httpx

from asgi_client import client_of
from drivers.engine import result_of
from drivers.interface import (
    Call,
    FunctionView,
    HttpData,
    HttpReply,
    LoadFailure,
    LoopDriver,
    Result,
    WorkerException,
)


if TYPE_CHECKING:
    from funcext_core._engine import events, results
    from funcext_core.local import LocalHost


class _Ends:
    """An observer that keeps the results of invocations, in the order of their ends."""

    def __init__(self) -> None:
        self.results: asyncio.Queue[results.Result] = asyncio.Queue()

    def notify(self, event: events.Event, /) -> None:
        result = getattr(event, "result", None)
        if result is not None:
            self.results.put_nowait(result)


class LocalHostDriver(LoopDriver):
    """The local host, which serves the v2 model on any Python.

    It gives invocations its own ids, which are in the `Result`. It makes a trigger's data from one
    string, so an input that is not HTTP is reduced to that string.
    """

    generation: ClassVar[str] = "local"

    def __init__(
        self,
        *,
        settings: Mapping[str, str] | None = None,
        fresh: Iterable[str] = (),
        fired: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare a host; *fired* has the strings that functions are fired with, by name."""
        super().__init__(settings=settings, fresh=fresh)
        self._fired = dict(fired or {})

    def view(self, name: str) -> FunctionView:
        """Return the host's data about the function *name*.

        Raises:
            LookupError: no such function is served.
        """
        function = self._host.engine.function(name)
        return FunctionView(
            name, function.call, function.directory, function.is_async, function.takes_context
        )

    def _prepare(self, loop: asyncio.AbstractEventLoop) -> None:
        self._ends = _Ends()
        self._clients = ThreadPoolExecutor(thread_name_prefix="client")
        self._loaded: LocalHost | None = None
        self._turn = asyncio.Lock()

    @property
    def _host(self) -> LocalHost:
        assert self._loaded is not None, "no app is loaded; call load first"
        return self._loaded

    @property
    def _client(self) -> httpx.Client:
        return client_of(self._host, self._host.engine.loop)

    async def _load(self, directory: Path) -> tuple[str, ...]:
        # `Project.enter` is left out: `fresh_process` sets the process up and restores it.
        local, server = _imported("local"), _imported("local.server")
        console = local.Console(io.StringIO(), io.StringIO())
        feed = server.console_feed(console)
        feed.attach(self._ends, direct=True)
        try:
            project = local.read_project(directory, os.environ)
            self._loaded = await server.index_app(project, console, feed)
        except Exception as error:
            raise LoadFailure(str(WorkerException.of(error))) from error
        return tuple(function.name for function in self._host.functions)

    async def _stop(self) -> None:
        if self._loaded is not None:
            await self._loaded.stop()
        await asyncio.get_running_loop().run_in_executor(None, self._clients.shutdown)

    def _current_invocation(self) -> str | None:
        return None

    async def _serve(self, call: Call) -> Result:
        function = self._host.engine.function(call.function)
        send = self._request_http if function.is_http else self._fire
        # One at a time: the result of an invocation does not name its request.
        async with self._turn:
            loop = asyncio.get_running_loop()
            response = await loop.run_in_executor(self._clients, send, call)
            if function.is_http and self._ends.results.empty():
                message = f"the host answered {response.status_code} and called no function"
                raise RuntimeError(message)
            result = result_of(await self._ends.results.get())
        if result.ok and function.is_http:
            # What a client gets, not what the function returned.
            sent = response.headers.multi_items()
            jars = [SimpleCookie(value) for name, value in sent if name == "set-cookie"]
            cookies = tuple((name, jar[name].value) for jar in jars for name in jar)
            headers = {name: value for name, value in sent if name != "set-cookie"}
            reply = HttpReply(response.status_code, headers, response.content, cookies)
            return Result(True, reply, result.outputs, invocation_id=result.invocation_id)
        return result

    def _request_http(self, call: Call) -> httpx.Response:
        (sent,) = [found.data for found in call.inputs.values() if found.data.kind == "http"]
        assert isinstance(sent.value, HttpData)
        request, body = sent.value, sent.value.body.value
        assert isinstance(body, (bytes, str))
        return self._client.request(
            request.method,
            # In the target itself: the host reads it as it came.
            f"{self._path(call.function, request.url)}?{urlencode(dict(request.query))}",
            headers=dict(request.headers),
            content=body,
        )

    def _path(self, name: str, url: str) -> str:
        """Return the path of a function's route; if that has parameters, the path of *url*."""
        listed = {function: target for function, _, target in self._host.listing()}
        return urlsplit(url if "{" in listed[name] else listed[name]).path

    def _fire(self, call: Call) -> httpx.Response:
        given = {"input": self._fired.get(call.function, "")}
        response = self._client.post(f"/admin/functions/{call.function}", json=given)
        assert response.status_code == 202, response.text
        return response


def _imported(name: str) -> ModuleType:
    """Import a module of the copy of funcext that the app gets, which may be a fresh one."""
    return importlib.import_module(f"funcext_core.{name}")
