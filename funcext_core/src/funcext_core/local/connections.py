"""Limits for connections: how many may be open, and how long one may send no request."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

import attrs


REQUEST_WITHIN = 30.0
"""Seconds within which a connection must send the whole head of a request."""

WANTED = 8192
"""Connections that the local host would like to be able to have open."""

_OTHER_FILES = 256
"""Files and sockets that the app and Python themselves may have open."""


class Connection(Protocol):
    """A connection, as uvicorn's protocols describe it."""

    @property
    def cycle(self) -> Cycle | None:
        """The current or the last request and its response; None before the first one."""

    @property
    def transport(self) -> asyncio.Transport:
        """The connection itself."""


class Cycle(Protocol):
    """A request and its response."""

    @property
    def response_complete(self) -> bool:
        """Whether the response is sent."""


C = TypeVar("C", bound=Connection)


def allow_many() -> int:
    """Let this process have many connections open; return how many it may have.

    The soft limit of open files is often 1024, far below the hard limit.
    """
    try:
        resource = importlib.import_module("resource")
    except ModuleNotFoundError:  # Windows, which has no such limit
        return WANTED
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    wanted = WANTED + _OTHER_FILES
    if soft != unlimited and soft < wanted:
        soft = wanted if hard == unlimited else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return WANTED if soft == unlimited else max(1, min(WANTED, soft - _OTHER_FILES))


@attrs.define(eq=False)
class IdleConnections:
    """The connections on which no request is being served, and since when.

    A connection that has sent half a request is idle, too. It must send the other half in time.
    """

    at_most: int
    """The number of connections that may be idle."""
    seconds: float = REQUEST_WITHIN
    """The longest time that one may be idle."""
    _since: dict[int, tuple[Cycle | None, float]] = attrs.field(factory=dict, init=False)
    """By the connection's id, the last request and when it was first seen to have ended."""

    def overdue(self, connections: Iterable[C], now: float) -> Iterator[C]:
        """Yield the connections to close: those that are idle too long, and the excess.

        Args:
            connections: all open connections.
            now: the time, by any clock that goes forward.
        """
        before, self._since = self._since, {}
        idle: list[tuple[float, int, C]] = []
        for connection in connections:
            cycle = connection.cycle
            if cycle is not None and not cycle.response_complete:
                continue
            last, since = before.get(id(connection), (cycle, now))
            if last is not cycle:
                since = now
            self._since[id(connection)] = cycle, since
            idle.append((since, len(idle), connection))
        idle.sort(key=lambda entry: entry[:2])
        excess = max(0, len(idle) - self.at_most)
        for index, (since, _, connection) in enumerate(idle):
            if index < excess or now - since >= self.seconds:
                yield connection
