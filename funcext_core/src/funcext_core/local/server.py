"""Serve an app: the socket, the signals, and the web server on the worker's loop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import platform
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import cast

import uvicorn

from funcext_core._engine.errors import LocalHostError, ScriptError
from funcext_core._engine.feed import Feed
from funcext_core._engine.logs import LogHandler
from funcext_core._engine.project import DEFAULT_PORT, Project, read_project
from funcext_core.errors import FuncextError

from .application import LocalHost, Location, index_app
from .connections import Connection, IdleConnections, allow_many
from .console import Console
from .progress import Progress


_ANSWERED_WITHIN = 5  # seconds in which open requests are answered at a stop
_ABANDONED_WITHIN = 1  # seconds in which those that are left are told so
_TICKS_PER_SECOND = 10  # uvicorn's
_BACKLOG = 2048  # connections that may wait to be accepted
_SIGNAL_SEEN_WITHIN = 0.5  # seconds
_INTERRUPTED = 130  # the exit code of a process that Ctrl+C ended
_EVERY_ADDRESS = ("0.0.0.0", "::", "127.0.0.1", "::1", "localhost")  # noqa: S104 - names, no bind
_DEBUG_SETTING = "PYTHON_ENABLE_DEBUG_LOGGING"


def console_feed(console: Console) -> Feed:
    """Create a feed that prints its events on a console."""
    feed = Feed()
    # Direct: its lines keep their places among those that functions print.
    feed.attach(Progress(console), direct=True, only=Progress.NEEDS)
    return feed


@contextlib.contextmanager
def serving(project: Project, console: Console) -> Iterator[LocalHost]:
    """Serve an app for the block, without a socket, with the worker's loop on its own thread.

    For tests and tools: call the local host as an ASGI application, on its engine's loop.

    Raises:
        ScriptError: the app's code raised.
        LocalHostError: the app cannot be indexed, or a route cannot be read.
        FuncextError: a plugin's error.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="worker", daemon=True)
    thread.start()
    try:
        feed = console_feed(console)
        indexing = asyncio.run_coroutine_threadsafe(index_app(project, console, feed), loop)
        local_host = indexing.result()
        try:
            yield local_host
        finally:
            asyncio.run_coroutine_threadsafe(local_host.stop(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


def run(directory: Path, *, port: int | None, address: str) -> int:
    """Serve an app until a signal stops it.

    Args:
        directory: the app's folder.
        port: the port to listen on. None means that of local.settings.json, or 7071; 0 means any
            free port.
        address: the address to listen on.

    Returns:
        The process's exit code: 1 if the app could not be served. The reason is printed.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # pipes are read line by line
            stream.reconfigure(line_buffering=True, errors="backslashreplace")
    console = Console()
    stop = _StopSignals()
    try:
        project = read_project(directory, os.environ)
        wanted = project.port if port is None else port
        with listen(address, DEFAULT_PORT if wanted is None else wanted) as listener:
            project.enter(os.environ)
            feed = console_feed(console)
            _show_logs(feed)
            asyncio.run(_serve(project, listener, address, console, feed, stop))
    except ScriptError as error:
        if error.__cause__ is not None:
            console.app_error(error.__cause__)
        console.fatal(str(error))
        return 1
    except FuncextError as error:
        console.fatal(str(error))
        return 1
    except KeyboardInterrupt:
        console.line("Stopped before the app was loaded.")
        return _INTERRUPTED
    console.line("Stopped.")
    return 0


def _show_logs(feed: Feed) -> None:
    """Show the records of all ordinary loggers to the end of the process."""
    debug = _is_true(os.environ.get(_DEBUG_SETTING))
    LogHandler(feed).attach(logging.DEBUG if debug else logging.INFO)
    # Its lines about requests, and about starting and stopping, would repeat ours.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)


def _is_true(value: str | None) -> bool:
    return value is not None and value.lower() in ("1", "true", "t", "yes", "y")


class _StopSignals:
    """SIGINT and SIGTERM: the first shuts the local host down normally, the second at once.

    Until the app is served, they interrupt its import. The handlers remain until the process ends,
    so that a process that hangs at exit can be ended, too.
    """

    def __init__(self) -> None:
        self._request_stop: Callable[[], object] | None = None
        self._stopping = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)

    def stop_by(self, request_stop: Callable[[], object]) -> None:
        """Call `request_stop` at the first signal from now on."""
        self._request_stop = request_stop

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        if self._stopping:
            os._exit(128 + number)
        if self._request_stop is None:
            raise KeyboardInterrupt
        self._stopping = True
        self._request_stop()


def listen(address: str, port: int) -> socket.socket:
    """Listen on a port; 0 means any free port.

    Raises:
        LocalHostError: the port is in use, or the address is not one of this machine's.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # With the protocol, asyncio turns off delays of small writes; see `TCP_NODELAY`.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # on Windows, it would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        message = (
            f"Port {port} is unavailable. Close the process using that port, "
            "or specify another port using --port [-p]."
            if error.errno == errno.EADDRINUSE
            else f"Cannot listen on port {port} of {address}: {error.strerror or error}."
        )
        raise LocalHostError(message) from error
    return listener


async def _serve(
    project: Project,
    listener: socket.socket,
    address: str,
    console: Console,
    feed: Feed,
    signals: _StopSignals,
) -> None:
    """Index the app on this loop, and serve it until a signal arrives."""
    port = listener.getsockname()[1]
    shown = "localhost" if address in _EVERY_ADDRESS else address
    base_url = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
    _greet(project, console)
    local_host = await index_app(project, console, feed, Location(base_url, address))
    server = _Server(local_host, console)
    signals.stop_by(server.request_stop)
    _show(local_host, console)
    local_host.start()
    await server.serve(sockets=[listener])


class _Server(uvicorn.Server):
    """uvicorn's server on a loop, and with signal handlers, that are not its own."""

    def __init__(self, local_host: LocalHost, console: Console) -> None:
        super().__init__(_config(local_host))
        self._local_host = local_host
        self._console = console
        self._idle = IdleConnections(allow_many())

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to `_StopSignals`."""
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
        self._console.line()
        self._console.line("Stopping ...")
        ends_at = time.monotonic() + _ANSWERED_WITHIN
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._wait_tasks_to_complete(), _ANSWERED_WITHIN)
        await self._local_host.stop(max(0.0, ends_at - time.monotonic()))
        await self._abandon()

    async def _abandon(self) -> None:
        """Answer 503 to the requests that are still open."""
        tasks = set(self.server_state.tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=_ABANDONED_WITHIN)


def _config(app: LocalHost) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        # The engine begins and ends the lifespan of an ASGI app.
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
    )


def _greet(project: Project, console: Console) -> None:
    python = f"Python {platform.python_version()}"
    console.dim(f"funcext local host on {python}, serving {project.directory}")
    if not project.has_host_file:
        console.warning(f"There is no host.json in {project.directory}, but Azure needs one.")


def _show(local_host: LocalHost, console: Console) -> None:
    if not local_host.functions:
        console.warning("The app has no functions.")
    console.functions(local_host.listing())
    for sentence in local_host.routes.unreachable():
        console.warning(sentence)
    other = next((f.name for f in local_host.functions if not f.is_http), None)
    if other is not None:
        url = f"{local_host.location.base_url}/admin/functions/{other}"
        console.dim(
            "To run a function without an HTTP trigger, post its input:\n"
            f'  curl --json \'{{"input": ""}}\' {url}'
        )
    console.dim("Press Ctrl+C to stop.")
    console.line()
