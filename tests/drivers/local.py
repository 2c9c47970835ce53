"""A driver of the local host, `funcext run`'s, without its sockets.

Its requests are HTTP: those of HTTP functions, and `POST /admin/functions/<name>` for the others,
which are answered before the function ends. The function's result is read from the host's output.
"""

from __future__ import annotations

import ast
import asyncio
import importlib
import io
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

import attrs
from werkzeug.test import Client, TestResponse

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
from funcext_core._worker import generation
from funcext_core.errors import FuncextError
from funcext_core.local import Console, LocalHost, LocalHostError, ScriptError, read_project
from funcext_core.local.server import index_app


_OUTPUT = "  $return ("


@attrs.frozen
class _Ended:
    """An invocation whose end the host has printed."""

    invocation_id: str
    error: BaseException | None


@attrs.frozen
class _Watched(Console):
    """A console that records the host's output about invocations."""

    out: io.StringIO = attrs.field(factory=io.StringIO)
    err: io.StringIO = attrs.field(factory=io.StringIO)
    ended: asyncio.Queue[_Ended] = attrs.field(factory=asyncio.Queue)
    sent: list[object] = attrs.field(factory=list)

    def executed(
        self, function: str, invocation_id: str, seconds: float, error: BaseException | None
    ) -> None:
        super().executed(function, invocation_id, seconds, error)
        self.ended.put_nowait(_Ended(invocation_id, error))

    def dim(self, text: str) -> None:
        super().dim(text)
        if text.startswith(_OUTPUT):
            self.sent.append(ast.literal_eval(text.partition("<- ")[2]))


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
        for function in self._host.functions:
            if function.name == name:
                return FunctionView(
                    name,
                    function.call,
                    function.directory,
                    function.is_async,
                    function.takes_context,
                )
        message = f"no function {name!r} is served"
        raise LookupError(message)

    def _prepare(self, loop: asyncio.AbstractEventLoop) -> None:
        self._console = _Watched()
        self._clients = ThreadPoolExecutor(thread_name_prefix="client")
        self._loaded: LocalHost | None = None
        self._turn = asyncio.Lock()

    @property
    def _host(self) -> LocalHost:
        assert self._loaded is not None, "no app is loaded; call load first"
        return self._loaded

    async def _load(self, directory: Path) -> tuple[str, ...]:
        # `Project.enter` is left out: `fresh_process` sets the process up and restores it.
        _share_invocation_id()
        try:
            self._loaded = await index_app(read_project(directory, os.environ), self._console)
        except (FuncextError, ScriptError, LocalHostError) as error:
            raise LoadFailure(str(WorkerException.of(error))) from error
        return tuple(function.name for function in self._loaded.functions)

    async def _stop(self) -> None:
        if self._loaded is not None:
            await self._loaded.stop()
        await asyncio.get_running_loop().run_in_executor(None, self._clients.shutdown)

    def _current_invocation(self) -> str | None:
        return None

    async def _serve(self, call: Call) -> Result:
        functions = {function.name: function for function in self._host.functions}
        function = functions[call.function]
        send = self._request_http if function.is_http else self._fire
        # One at a time: the output of an invocation does not name its request.
        async with self._turn:
            self._console.sent.clear()
            loop = asyncio.get_running_loop()
            response = await loop.run_in_executor(self._clients, send, call)
            if function.is_http and self._console.ended.empty():
                message = f"the host answered {response.status} and called no function"
                raise RuntimeError(message)
            ended = await self._console.ended.get()
        if ended.error is not None:
            exception = WorkerException.of(ended.error)
            return Result(False, exception=exception, invocation_id=ended.invocation_id)
        value: object = next(iter(self._console.sent), None)
        if function.is_http:
            value = HttpReply(response.status_code, dict(response.headers), response.data)
        return Result(True, value, invocation_id=ended.invocation_id)

    def _request_http(self, call: Call) -> TestResponse:
        (sent,) = [found.data for found in call.inputs.values() if found.data.kind == "http"]
        assert isinstance(sent.value, HttpData)
        request = sent.value
        return Client(self._host).open(
            # In the target itself: the host reads it as it came.
            f"{self._path(call.function, request.url)}?{urlencode(dict(request.query))}",
            method=request.method,
            headers=dict(request.headers),
            data=request.body.value,
        )

    def _path(self, name: str, url: str) -> str:
        """Return the path of a function's route; if that has parameters, the path of *url*."""
        listed = {function: target for function, _, target in self._host.listing()}
        return urlsplit(url if "{" in listed[name] else listed[name]).path

    def _fire(self, call: Call) -> TestResponse:
        given = {"input": self._fired.get(call.function, "")}
        response = Client(self._host).post(f"/admin/functions/{call.function}", json=given)
        assert response.status_code == 202, response.text
        return response


def _share_invocation_id() -> None:
    """Make the app's copy of funcext, if it is another one, use the host's variable."""
    apps_copy = importlib.import_module(generation.__name__)
    vars(apps_copy)["local_invocation_id"] = generation.local_invocation_id
