"""The web server: uvicorn, on a loop and with signal handlers that are not its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from typing import cast

import uvicorn

from .application import LocalHost
from .broken import BrokenApp
from .connections import Connection, IdleConnections, allow_many


ANSWERED_WITHIN = 5.0
"""Seconds in which open requests are answered at a stop."""

_ABANDONED_WITHIN = 1  # seconds in which those that are left are told so
_TICKS_PER_SECOND = 10  # uvicorn's


class WebServer(uvicorn.Server):
    """uvicorn's server on a loop, and with signal handlers, that are not its own."""

    answer_within: float
    """Seconds in which open requests are answered at a stop."""

    def __init__(self, app: LocalHost | BrokenApp, say: Callable[[str], object]) -> None:
        super().__init__(_config(app))
        self.answer_within = ANSWERED_WITHIN
        self._app = app
        self._say = say
        self._idle = IdleConnections(allow_many())

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to `StopSignals`."""
        yield

    def request_stop(self) -> None:
        """Answer the open requests, and then end `serve`."""
        # The server looks several times a second.
        self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        """Close the connections that are idle for too long, once a second."""
        if counter % _TICKS_PER_SECOND == 0:
            # Those of WebSockets have no cycle, but there are none.
            connections = cast("set[Connection]", self.server_state.connections)
            for connection in self._idle.overdue(connections, time.monotonic()):
                connection.transport.abort()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer the open requests, and let the other invocations end."""
        self._say("\nStopping ...")
        ends_at = time.monotonic() + self.answer_within
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._wait_tasks_to_complete(), self.answer_within)
        await self._app.stop(max(0.0, ends_at - time.monotonic()))
        await self._abandon()

    async def _abandon(self) -> None:
        """Answer 503 to the requests that are still open."""
        tasks = set(self.server_state.tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=_ABANDONED_WITHIN)


def _config(app: LocalHost | BrokenApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        # The engine begins and ends the lifespan of an ASGI app.
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
    )
