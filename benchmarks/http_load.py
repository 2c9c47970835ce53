"""A client that asks a server on loopback as fast as it answers, over connections that stay open.

It reads as little of a response as it can: the server is what is measured.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from time import perf_counter

import attrs


CONNECTIONS = 16

_HEAD_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"^HTTP/1\.0|\r\nconnection: *close", re.IGNORECASE)


@attrs.frozen
class Load:
    """The answers to a number of requests."""

    seconds: float
    """The time that all of them took."""
    latencies: tuple[float, ...]
    """The seconds until each answer, sorted."""

    @property
    def per_request(self) -> float:
        """The seconds for one request: the whole time by their number."""
        return self.seconds / len(self.latencies)

    @property
    def p99(self) -> float:
        """The seconds within which 99 of 100 answers came."""
        return self.latencies[(len(self.latencies) - 1) * 99 // 100]


def ask(port: int, path: str, requests: int, expected: bytes) -> Load:
    """Make requests over `CONNECTIONS` connections.

    Args:
        port: the server's port.
        path: the path, with its query.
        requests: the number of requests.
        expected: the body of every answer.

    Raises:
        RuntimeError: an answer is another one.
        OSError: the server cannot be reached.
    """
    return asyncio.run(_ask(port, path, requests, expected))


async def _ask(port: int, path: str, requests: int, expected: bytes) -> Load:
    text = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept: */*\r\n\r\n".encode()
    job = _Job(text, iter(range(requests)), expected)
    began = perf_counter()
    await asyncio.gather(*(_keep_asking(job, port) for _ in range(CONNECTIONS)))
    return Load(perf_counter() - began, tuple(sorted(job.latencies)))


@attrs.frozen
class _Job:
    """The requests that all connections share."""

    request: bytes
    turns: Iterator[int]
    """One for each request."""
    expected: bytes
    latencies: list[float] = attrs.field(factory=list)

    def next(self) -> bool:
        """Take the next turn; return False if there is none."""
        return next(self.turns, None) is not None


async def _keep_asking(job: _Job, port: int) -> None:
    """Make requests until there are no more turns, over one connection after another."""
    loop = asyncio.get_running_loop()
    again = job.next()
    while again:
        _, connection = await loop.create_connection(
            lambda: _Connection(job, loop.create_future()), "127.0.0.1", port
        )
        try:
            again = await connection.ended
        finally:
            connection.close()


class _Connection(asyncio.Protocol):
    """A request, its answer, and the next request, as long as the server keeps the connection."""

    def __init__(self, job: _Job, ended: asyncio.Future[bool]) -> None:
        self.ended = ended
        """Set when the connection is of no more use, to whether there is another turn."""
        self._job = job
        self._received = b""
        self._asked = 0.0
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Make the first request."""
        assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101 - for type checkers
        self._transport = transport
        self._ask(transport)

    def data_received(self, data: bytes) -> None:
        """Make the next request when the answer is complete."""
        self._received += data
        head, separator, body = self._received.partition(_HEAD_END)
        length = _LENGTH.search(head)
        if not separator or length is None or len(body) < int(length.group(1)):
            return
        self._job.latencies.append(perf_counter() - self._asked)
        self._received = b""
        if body != self._job.expected:
            self._fail(f"an answer was {head[:40]!r} with {body[:40]!r}")
        elif not self._job.next():
            self.ended.set_result(False)
        elif _CLOSES.search(head):
            self.ended.set_result(True)
        elif self._transport is not None:
            self._ask(self._transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Fail if an answer is missing."""
        self._fail(f"the connection was closed before the answer ({exc})")

    def close(self) -> None:
        """Close it."""
        if self._transport is not None:
            self._transport.close()

    def _ask(self, transport: asyncio.WriteTransport) -> None:
        self._asked = perf_counter()
        transport.write(self._job.request)

    def _fail(self, reason: str) -> None:
        if not self.ended.done():
            self.ended.set_exception(RuntimeError(reason))
