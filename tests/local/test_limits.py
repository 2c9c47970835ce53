"""Limits of the local host: the size of bodies, connections without requests, the time to stop."""

from __future__ import annotations

import asyncio
import contextlib
import select
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from asgi_client import PATIENCE
from funcext_core.local.web_server import WebServer
from local.apps import Serve, Served


ECHO = """
@app.route()
def echo(req): return func.HttpResponse(req.get_body())
"""


class TestBodies:
    @pytest.fixture
    def limited(self, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Served:
        monkeypatch.setenv("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "10")
        return serve(ECHO)

    @pytest.mark.parametrize(("size", "status"), [(0, 200), (10, 200), (11, 413), (1000, 413)])
    @pytest.mark.parametrize("declared", [True, False], ids=["declared", "chunked"])
    def test_a_body_above_the_limit_is_refused(
        self, limited: Served, size: int, status: int, declared: bool
    ) -> None:
        body = b"x" * size
        answer = limited.client.post("/api/echo", content=body if declared else iter([body]))
        assert answer.status_code == status
        assert answer.content == (body if status == 200 else b"")
        reason = "the body of the request is larger than 10 bytes"
        assert (reason in limited.printed.getvalue()) is (status == 413)

    @pytest.mark.parametrize("value", ["many", "-1", "", "1e3"])
    def test_a_limit_that_is_no_number_is_ignored(
        self, serve: Serve, monkeypatch: pytest.MonkeyPatch, value: str
    ) -> None:
        monkeypatch.setenv("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", value)
        served = serve(ECHO)
        assert served.client.post("/api/echo", content=b"body").text == "body"
        assert f"SIZE_LIMIT is ignored: {value!r} is not" in served.printed.getvalue()


class OnSocket:
    """The server of an app, on a port of this machine."""

    def __init__(self, served: Served) -> None:
        self.lines: list[str] = []
        self.server = WebServer(served.host, self.lines.append)
        self._loop = served.host.engine.loop
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        serving = self.server.serve(sockets=[self._listener])
        ending = asyncio.run_coroutine_threadsafe(serving, self._loop)
        try:
            yield
        finally:
            self.server.request_stop()
            ending.result(PATIENCE)


def test_the_excess_of_idle_connections_is_closed(serve: Serve) -> None:
    on_socket = OnSocket(serve(ECHO))
    on_socket.server._idle.at_most = 2
    with on_socket.running(), contextlib.ExitStack() as stack:
        silent = [stack.enter_context(on_socket.connect()) for _ in range(5)]
        while len(silent) > 2:
            for connection in select.select(silent, [], [], PATIENCE)[0]:
                # Closed without an answer, or reset.
                with contextlib.suppress(ConnectionResetError):
                    assert connection.recv(1) == b""
                silent.remove(connection)
        for connection in silent:
            connection.sendall(b"GET /api/echo HTTP/1.1\r\nHost: x\r\n\r\n")
            assert connection.recv(12) == b"HTTP/1.1 200"


def test_a_connection_that_sends_half_a_request_is_closed_in_time(serve: Serve) -> None:
    on_socket = OnSocket(serve(ECHO))
    on_socket.server._idle.seconds = 0
    with on_socket.running(), on_socket.connect() as connection:
        connection.sendall(b"GET /api/echo HTTP/1.1\r\nHost: ")
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(1) == b""


class TestStop:
    APP = """
    entered = threading.Event()

    @app.route()
    async def waits(req):
        entered.set()
        await asyncio.Event().wait()
    """

    def test_a_request_that_does_not_end_is_answered_503(self, serve: Serve) -> None:
        served = serve(self.APP)
        on_socket = OnSocket(served)
        on_socket.server.answer_within = 0
        with ThreadPoolExecutor(1) as pool:
            with on_socket.running():
                url = f"http://127.0.0.1:{on_socket.port}/api/waits"
                asked = pool.submit(httpx.get, url, timeout=PATIENCE)
                assert served.module.entered.wait(PATIENCE)
            assert asked.result(PATIENCE).status_code == 503
        assert on_socket.lines == ["\nStopping ..."]
