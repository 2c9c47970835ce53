"""Serve an app: from its folder to the end of its web server, or without a socket for tests."""

from __future__ import annotations

import asyncio
import contextlib
import os
import platform
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import attrs

from funcext_core._engine.errors import ScriptError
from funcext_core._engine.feed import Feed
from funcext_core._engine.project import DEFAULT_PORT, Project, read_project
from funcext_core._engine.started_threads import following_threads
from funcext_core.errors import FuncextError

from .application import LocalHost, Location, index_app
from .broken import BrokenApp
from .console import Console
from .handover import Inherited
from .json_lines import JsonLines
from .listening import listen
from .log_levels import LogLevels, read_log_levels
from .log_records import PluginBlock, show_logs
from .misplaced import misplaced
from .options import DEFAULTS, Options
from .progress import Progress
from .signals import StopSignals
from .web_server import WebServer


_MAKES_WAY_WITHIN = 0.5  # seconds in which open requests are answered if another process follows
_INTERRUPTED = 130  # the exit code of a process that Ctrl+C ended
_EVERY_ADDRESS = ("0.0.0.0", "::", "127.0.0.1", "::1", "localhost")  # noqa: S104 - names, no bind


def console_feed(console: Console) -> Feed:
    """Create a feed that prints its events on a console."""
    feed = Feed()
    # Direct: its lines keep their places among those that functions print.
    feed.attach(Progress(console), direct=True, only=Progress.NEEDS)
    return feed


def _json_feed(out: TextIO, levels: LogLevels) -> Feed:
    """Create a feed that writes its events as JSON."""
    feed = Feed()
    feed.attach(JsonLines(out, levels), direct=True)
    return feed


@contextlib.contextmanager
def serving(project: Project, console: Console, options: Options = DEFAULTS) -> Iterator[LocalHost]:
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
        levels = read_log_levels(project.host.log_levels, options.log_level)
        console = attrs.evolve(console, levels=levels)
        feed = console_feed(console)
        starting = index_app(project, console, feed, options=options)
        indexing = asyncio.run_coroutine_threadsafe(starting, loop)
        local_host = indexing.result()
        try:
            with following_threads():
                yield local_host
        finally:
            asyncio.run_coroutine_threadsafe(local_host.stop(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


def run(
    directory: Path,
    *,
    port: int | None,
    address: str,
    options: Options = DEFAULTS,
    inherited: Inherited | None = None,
) -> int:
    """Serve an app until a signal stops it.

    Args:
        directory: the app's folder.
        port: the port to listen on. None means that of local.settings.json, or 7071; 0 means any
            free port.
        address: the address to listen on.
        options: the other options.
        inherited: what the process that watches the app's files has handed over; None if there is
            no such process.

    Returns:
        The process's exit code: 1 if the app could not be served. The reason is printed.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # pipes are read line by line
            stream.reconfigure(line_buffering=True, errors="backslashreplace")
    out = sys.stdout
    if options.json:
        # What functions print, and the local host's own lines, must not be among the events.
        sys.stdout = sys.stderr
    run = _Run(Console(), address, inherited, options, out)
    try:
        with following_threads():
            code = run.serve(directory, port)
    except KeyboardInterrupt:
        run.say("Stopped before the app was loaded.")
        return _INTERRUPTED
    if code == 0:
        run.say("Stopped.")
    return code


class _Run:
    """One run of the local host: from the app's folder to the end of its server."""

    def __init__(
        self,
        console: Console,
        address: str,
        inherited: Inherited | None,
        options: Options,
        out: TextIO,
    ) -> None:
        self._console = console
        self._options = options
        self._out = out
        """The stream for events as JSON."""
        self._address = address
        self._inherited = inherited
        self._signals = StopSignals(watched=inherited is not None)
        self._server: WebServer | None = None
        self._block = PluginBlock()
        self._makes_way = False
        """Whether the app is to be served by another process from now on."""

    def say(self, text: str) -> None:
        """Print a line about the end, unless another process is to follow."""
        if not self._makes_way:
            self._console.line(text)

    def serve(self, directory: Path, port: int | None) -> int:
        """Load and serve an app; return the exit code.

        If it cannot be loaded, the reason is printed. Where an edit was the cause, the reason is
        served until the next edit.
        """
        if self._inherited is not None and not self._take_over(self._inherited):
            return 0
        try:
            self._load_and_serve(directory, port)
        except FuncextError as error:
            return self._fail(error)
        return 0

    def _load_and_serve(self, directory: Path, port: int | None) -> None:
        project = read_project(directory, os.environ)
        wanted = project.port if port is None else port
        with self._listen(DEFAULT_PORT if wanted is None else wanted) as listener:
            for setting in misplaced(project, os.environ):
                self._console.warning(str(setting))
            project.enter(os.environ)
            # As with Core Tools.
            os.environ.setdefault("WEBSITE_HOSTNAME", f"localhost:{listener.getsockname()[1]}")
            feed = self._feed(project)
            asyncio.run(self._index_and_serve(project, listener, feed))

    def _feed(self, project: Project) -> Feed:
        """Return the feed that shows what happens, and show log records by it."""
        levels = read_log_levels(project.host.log_levels, self._options.log_level)
        self._console = attrs.evolve(self._console, levels=levels)
        as_json = self._options.json
        feed = _json_feed(self._out, levels) if as_json else console_feed(self._console)
        show_logs(feed, levels, None if as_json else self._block)
        return feed

    def _fail(self, error: FuncextError) -> int:
        if isinstance(error, ScriptError) and error.__cause__ is not None:
            self._console.app_error(error.__cause__)
        self._console.fatal(str(error))
        if self._inherited is None or not self._inherited.again:
            return 1
        self._console.dim("Every request is answered with this until a file of the app changes.")
        server = self._server_of(BrokenApp(str(error)))
        asyncio.run(server.serve(sockets=[self._inherited.listener]))
        return 0

    def _take_over(self, inherited: Inherited) -> bool:
        """Wait for the turn of this process; return False if the app is not wanted."""
        if not inherited.wait_for_turn():
            return False
        inherited.listen_for_stop(self._stop_watched)
        # A file that is saved twice within a second would be taken for the same.
        sys.dont_write_bytecode = True
        return True

    def _stop_watched(self, makes_way: bool) -> None:
        self._makes_way = makes_way
        if self._server is not None and makes_way:
            self._server.answer_within = _MAKES_WAY_WITHIN
        self._signals.request()

    def _listen(self, port: int) -> contextlib.AbstractContextManager[socket.socket]:
        if self._inherited is None:
            return listen(self._address, port)
        return contextlib.nullcontext(self._inherited.listener)

    async def _index_and_serve(self, project: Project, listener: socket.socket, feed: Feed) -> None:
        """Index the app on this loop, and serve it until a signal arrives."""
        port = listener.getsockname()[1]
        shown = "localhost" if self._address in _EVERY_ADDRESS else self._address
        base_url = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
        _greet(project, self._console)
        location = Location(base_url, self._address)
        local_host = await index_app(project, self._console, feed, location, self._options)
        server = self._server_of(local_host)
        _show(local_host, self._console, self._block)
        local_host.start()
        await server.serve(sockets=[listener])

    def _server_of(self, app: LocalHost | BrokenApp) -> WebServer:
        """Return the server of an app, which stops at the next signal."""
        self._server = WebServer(app, self.say)
        self._signals.stop_by(self._server.request_stop)
        return self._server


def _greet(project: Project, console: Console) -> None:
    python = f"Python {platform.python_version()}"
    console.dim(f"funcext local host on {python}, serving {project.directory}")
    if not project.host.exists:
        console.warning(f"There is no host.json in {project.directory}, but Azure needs one.")
    if project.host.unsupported:
        names = ", ".join(project.host.unsupported)
        console.warning(f"Settings of host.json without effect here: {names}.")


def _show(local_host: LocalHost, console: Console, block: PluginBlock) -> None:
    if not local_host.functions:
        console.warning("The app has no functions.")
    console.functions(local_host.listing())
    console.plugins(block.take())
    for sentence in local_host.routes.unreachable():
        console.warning(sentence)
    other = next((f.name for f in local_host.functions if not f.is_http), None)
    if other is not None:
        url = f"{local_host.location.base_url}/admin/functions/{other}"
        console.dim(
            "To run a function without an HTTP trigger, post its input:\n"
            f'  curl --json \'{{"input": ""}}\' {url}'
        )
    if local_host.keys is not None:
        console.keys(local_host.keys)
    console.dim("Press Ctrl+C to stop.")
    console.line()
