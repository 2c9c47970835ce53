"""The local host on a socket: connections, bodies of any size, streams, and hostile input."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import json
import re
import socket
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse

import attrs
import httpx
import pytest

from funcext_core.local.connections import allow_many
from local.processes import PATIENCE, Process, starting


APP = """
import asyncio, hashlib
import azure.functions as func
from azurefunctions.extensions.http.fastapi import Request, Response, StreamingResponse

app = func.FunctionApp()
received = []
told = asyncio.Event()

@app.route(route="hello/{name?}")
async def hello(req: func.HttpRequest) -> str:
    return f"hello {req.route_params.get('name')}"

@app.route(route="mark/{number}")
def mark(req: func.HttpRequest) -> str:
    print("mark", req.route_params["number"])
    return "marked"

@app.route()
def echo(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(req.get_body(), mimetype="application/octet-stream")

@app.route()
async def digest(req: Request) -> Response:
    size, hashed = 0, hashlib.sha256()
    async for part in req.stream():
        size += len(part)
        hashed.update(part)
    return Response(f"{size} {hashed.hexdigest()}")

@app.route()
async def watched(req: Request) -> Response:
    received.clear()
    async for part in req.stream():
        if part:
            received.append(part.decode())
    return Response("".join(received))

@app.route(route="so-far")
async def so_far(req: func.HttpRequest) -> str:
    return " ".join(received)

@app.route(route="zeros/{size}")
async def zeros(req: Request) -> StreamingResponse:
    async def parts():
        for _ in range(int(req.path_params["size"]) // 65536):
            yield bytes(65536)
    return StreamingResponse(parts())

@app.route()
async def halves(req: Request) -> StreamingResponse:
    async def parts():
        yield "first "
        await told.wait()
        yield "second"
    return StreamingResponse(parts())

@app.route()
async def tell(req: func.HttpRequest) -> str:
    told.set()
    return "told"
"""


@attrs.define
class Server:
    """The local host's process, and the port it listens on."""

    process: Process
    port: int
    _numbers: Iterator[int] = attrs.field(factory=itertools.count)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE)

    def status_of(self, request: bytes) -> int:
        """Send bytes on a connection of their own, and return the status of the answer."""
        with self.connect() as connection:
            connection.sendall(request)
            with HTTPResponse(connection) as answer:
                answer.begin()
                return answer.status

    def printed(self) -> str:
        """Return all lines that the host has printed since the last call."""
        number = next(self._numbers)
        since = len(self.process.lines)
        assert httpx.get(f"{self.url}/api/mark/{number}").text == "marked"
        self.process.until(rf"^mark {number}$")
        return "\n".join(self.process.lines[since:])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running local host that all tests of the module share."""
    folder = tmp_path_factory.mktemp("app")
    (folder / "function_app.py").write_text(APP, encoding="utf-8")
    (folder / "host.json").write_text(json.dumps({"version": "2.0"}), encoding="utf-8")
    with starting(seconds=300) as start:
        process = start(folder, "--port", 0)
        port = int(process.until(r"hello: http://localhost:(\d+)/").group(1))
        process.until("Press Ctrl")
        yield Server(process, port)


def request(line: str, *headers: str, body: bytes = b"") -> bytes:
    """Return a request as bytes."""
    return "\r\n".join([line, *headers, "", ""]).encode("latin-1") + body


HOST = "Host: localhost"
CLOSE = "Connection: close"


class TestConnections:
    def test_one_connection_serves_many_requests(self, server: Server) -> None:
        with httpx.Client(base_url=server.url) as client:
            for name in ("Ada", "Grace"):
                answer = client.get(f"/api/hello/{name}")
                assert answer.text == f"hello {name}"
                assert "connection" not in answer.headers
            stream = answer.extensions["network_stream"]
            assert stream.get_extra_info("socket").getpeername()[1] == server.port

    def test_requests_may_be_sent_ahead(self, server: Server) -> None:
        sent = (
            request("GET /api/hello/one HTTP/1.1", HOST)
            + request("POST /api/echo HTTP/1.1", HOST, "Content-Length: 3", body=b"two")
            + request("GET /api/hello/three HTTP/1.1", HOST, CLOSE)
        )
        with server.connect() as connection:
            connection.sendall(sent)
            got = b"".join(iter(lambda: connection.recv(65536), b""))
        assert re.findall(rb"\r\n\r\n(hello \w+?(?=HTTP|$)|two)", got) == [
            *(b"hello one", b"two", b"hello three")
        ]

    def test_a_client_that_goes_away_harms_nobody(self, server: Server) -> None:
        server.printed()
        with server.connect() as connection:
            connection.sendall(request("POST /api/echo HTTP/1.1", HOST, "Content-Length: 9"))
        with server.connect() as connection:
            connection.sendall(request("GET /api/zeros/6553600 HTTP/1.1", HOST))
            connection.recv(1000)
        assert "Traceback" not in server.printed()

    @pytest.mark.skipif(sys.version_info[:2] != (3, 13), reason="a matter of load: one Python")
    def test_two_thousand_at_once_are_all_answered(self, server: Server) -> None:
        async def ask(number: int, all_open: asyncio.Event, opened: list[int]) -> str:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            opened.append(number)
            if len(opened) == 2000:
                all_open.set()
            await all_open.wait()
            writer.write(request(f"GET /api/hello/{number} HTTP/1.1", HOST, CLOSE))
            answer = await reader.read()
            writer.close()
            return answer.decode()

        async def ask_all() -> list[str]:
            all_open, opened = asyncio.Event(), list[int]()
            asking = [ask(number, all_open, opened) for number in range(2000)]
            return await asyncio.wait_for(asyncio.gather(*asking), PATIENCE)

        allow_many()
        answers = asyncio.run(ask_all())
        assert [answer.partition("\r\n")[0] for answer in answers] == ["HTTP/1.1 200 OK"] * 2000
        assert [answer.rpartition("\r\n")[2] for answer in answers] == [
            f"hello {number}" for number in range(2000)
        ]


MEGABYTE = 1 << 20
LARGE = [
    20 * MEGABYTE,
    pytest.param(
        100 * MEGABYTE,
        marks=pytest.mark.skipif(sys.version_info[:2] != (3, 13), reason="slow: one Python"),
    ),
]


class TestBodies:
    @pytest.mark.parametrize("size", LARGE)
    def test_a_large_one_arrives_and_returns(self, server: Server, size: int) -> None:
        body = hashlib.sha256(b"").digest() * (size // 32)
        answer = httpx.post(f"{server.url}/api/echo", content=body, timeout=PATIENCE)
        assert answer.status_code == 200
        assert answer.content == body

    @pytest.mark.parametrize("size", LARGE)
    def test_a_large_one_streams_in(self, server: Server, size: int) -> None:
        parts = [bytes([number]) * MEGABYTE for number in range(size // MEGABYTE)]
        answer = httpx.post(f"{server.url}/api/digest", content=iter(parts), timeout=PATIENCE)
        assert answer.text == f"{size} {hashlib.sha256(b''.join(parts)).hexdigest()}"

    @pytest.mark.parametrize("size", LARGE)
    def test_a_large_one_streams_out(self, server: Server, size: int) -> None:
        answer = httpx.get(f"{server.url}/api/zeros/{size}", timeout=PATIENCE)
        assert len(answer.content) == size

    def test_a_function_gets_each_part_as_it_arrives(self, server: Server) -> None:
        go_on = threading.Event()

        def parts() -> Iterator[bytes]:
            yield b"one"
            assert go_on.wait(PATIENCE)
            yield b"two"

        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(httpx.post, f"{server.url}/api/watched", content=parts())
            while httpx.get(f"{server.url}/api/so-far").text != "one":
                assert not answer.done()
            go_on.set()
            assert answer.result(PATIENCE).text == "onetwo"

    def test_a_client_gets_each_part_as_it_is_sent(self, server: Server) -> None:
        with httpx.stream("GET", f"{server.url}/api/halves", timeout=PATIENCE) as answer:
            parts = answer.iter_text()
            assert next(parts) == "first "
            assert httpx.get(f"{server.url}/api/tell").text == "told"
            assert "".join(parts) == "second"


HOSTILE = {
    "no http": (b"\x00\x01\x02\r\n\r\n", 400),
    "tls": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
    "http 2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "no version": (b"GET /\r\n\r\n", 400),
    "no host": (request("GET /api/hello HTTP/1.1"), 400),
    "two hosts": (request("GET /api/hello HTTP/1.1", "Host: a", "Host: b"), 400),
    "a path as host": (request("GET /api/hello HTTP/1.1", "Host: evil/../x"), 400),
    "half an address as host": (request("GET /api/hello HTTP/1.1", "Host: [::1"), 400),
    "letters as port": (request("GET /api/hello HTTP/1.1", "Host: localhost:http"), 400),
    "escape in host": (request("GET /api/hello HTTP/1.1", "Host: \x1b[2J"), 400),
    "escape in method": (request("G\x1b[2J /api/hello HTTP/1.1", HOST), 400),
    "escape in path": (request("GET /api/\x1b[2J HTTP/1.1", HOST), 400),
    "encoded escape in path": (request("GET /api/%1b[2J%0aX HTTP/1.1", HOST), 404),
    "invalid utf-8 in path": (request("GET /api/%ff%fe%00/%zz/% HTTP/1.1", HOST), 404),
    "bytes in path": (b"GET /api/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "dots": (request("GET /../../etc/passwd HTTP/1.1", HOST), 404),
    "encoded dots": (request("GET /api/%2e%2e/%2e%2e/etc/passwd HTTP/1.1", HOST), 404),
    "slashes": (request("GET //api//hello HTTP/1.1", HOST), 404),
    "deep path": (request(f"GET {'/a' * 10_000} HTTP/1.1", HOST), 404),
    "long line": (request(f"GET /{'a' * 200_000} HTTP/1.1", HOST), 400),
    "many headers": (request("GET /api/x HTTP/1.1", HOST, *["X: y"] * 40_000), 400),
    "zero in header": (request("GET /api/hello HTTP/1.1", HOST, "X: a\0b"), 400),
    "space in header name": (request("GET /api/hello HTTP/1.1", HOST, "X Y: a"), 400),
    "asterisk": (request("OPTIONS * HTTP/1.1", HOST), 400),
    "connect": (request("CONNECT evil.example:443 HTTP/1.1", HOST), 400),
    "no path": (request("GET hello HTTP/1.1", HOST), 400),
    "invalid url": (request("GET http://[::1/api/hello HTTP/1.1", HOST), 400),
    "query in url": (request("GET http://localhost?/api/hello HTTP/1.1", HOST), 200),
    "length in letters": (request("POST /api/echo HTTP/1.1", HOST, "Content-Length: x"), 400),
    "negative length": (request("POST /api/echo HTTP/1.1", HOST, "Content-Length: -1"), 400),
    "two lengths": (
        request("POST /api/echo HTTP/1.1", HOST, "Content-Length: 1", "Content-Length: 2"),
        400,
    ),
    "huge length": (request("POST /api/echo HTTP/1.1", HOST, f"Content-Length: {10**18}"), 413),
    "huge length of a stream": (
        request("POST /api/digest HTTP/1.1", HOST, f"Content-Length: {10**18}"),
        413,
    ),
    "invalid chunk": (
        request("POST /api/echo HTTP/1.1", HOST, "Transfer-Encoding: chunked", body=b"zz\r\n"),
        400,
    ),
    "invalid chunk of a stream": (
        request("POST /api/digest HTTP/1.1", HOST, "Transfer-Encoding: chunked", body=b"zz\r\n"),
        400,
    ),
    "unknown method": (request("FROB /nowhere HTTP/1.1", HOST), 404),
    "websocket": (
        request("GET /api/x HTTP/1.1", HOST, "Connection: Upgrade", "Upgrade: websocket"),
        404,
    ),
    "zero in admin": (request("GET /admin/functions/%00 HTTP/1.1", HOST), 404),
    "dots in admin": (request("GET /admin/../api/hello HTTP/1.1", HOST), 404),
    "deep json": (
        request(
            "POST /admin/functions/mark HTTP/1.1",
            HOST,
            "Content-Type: application/json",
            "Content-Length: 200000",
            body=b"[" * 200_000,
        ),
        400,
    ),
    "long number": (
        request(
            "POST /admin/functions/mark HTTP/1.1",
            HOST,
            "Content-Type: application/json",
            "Content-Length: 10000",
            body=b"9" * 10_000,
        ),
        400,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_refused_without_a_traceback(server: Server, name: str) -> None:
    server.printed()
    sent, status = HOSTILE[name]
    assert server.status_of(sent) == status
    printed = server.printed()
    assert "Traceback" not in printed
    assert "\x1b" not in printed
