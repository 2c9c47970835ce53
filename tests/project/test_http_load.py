"""The benchmarks' HTTP client: it counts answers, whatever a server does with its connections."""

from __future__ import annotations

import contextlib
import socketserver
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from repository import ROOT


sys.path.append(str(ROOT))  # `benchmarks` belongs to the repository, and is not installed.

from benchmarks.http_load import Load, ask


class Handler(BaseHTTPRequestHandler):
    """Answers with hello, in two pieces."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hel")
        self.wfile.flush()
        self.wfile.write(b"lo")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True


@contextlib.contextmanager
def serving(protocol: str) -> Iterator[int]:
    """Serve on a free port."""

    class Own(Handler):
        protocol_version = protocol

    with Server(("127.0.0.1", 0), Own) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("protocol", ["HTTP/1.0", "HTTP/1.1"])
def test_every_request_has_its_answer(protocol: str) -> None:
    with serving(protocol) as port:
        load = ask(port, "/", 100, b"hello")
    assert len(load.latencies) == 100
    assert load.latencies == tuple(sorted(load.latencies))
    assert 0 < load.latencies[0] <= load.p99 <= load.latencies[-1] <= load.seconds


def test_another_answer_is_an_error() -> None:
    with serving("HTTP/1.1") as port, pytest.raises(RuntimeError, match="an answer was"):
        ask(port, "/", 10, b"other")


def test_the_figures_of_a_load() -> None:
    load = Load(2.0, tuple(index / 1000 for index in range(200)))
    assert load.per_request == 0.01
    assert load.p99 == 0.197
