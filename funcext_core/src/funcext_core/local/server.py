"""The local host itself: an app's functions as a WSGI callable, and a server for it."""

from __future__ import annotations

import asyncio
import concurrent.futures
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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import attrs
from werkzeug.exceptions import HTTPException
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import ClosingIterator

from funcext_core._engine.context import trace_context
from funcext_core._engine.engine import Busy, Engine, start_engine
from funcext_core._engine.engine import Request as EngineRequest
from funcext_core._engine.errors import LocalHostError, ScriptError
from funcext_core._engine.feed import Feed
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.logs import LogHandler
from funcext_core._engine.project import DEFAULT_PORT, Project, read_project
from funcext_core._engine.route_table import HttpRoutes
from funcext_core._engine.routes import path_segments
from funcext_core._engine.threads import thread_pool
from funcext_core.errors import FuncextError

from . import admin, http
from .console import Console
from .progress import Progress


if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_GRACE = 5.0  # seconds to wait for running invocations at a stop
_WRITE_GRACE = 1.0  # seconds to wait after that for responses to be written
_SIGNAL_SEEN_WITHIN = 0.5  # seconds
_INTERRUPTED = 130  # the exit code of a process that Ctrl+C ended
_EVERY_ADDRESS = ("0.0.0.0", "::", "127.0.0.1", "::1", "localhost")  # noqa: S104 - names, no bind
_DEBUG_SETTING = "PYTHON_ENABLE_DEBUG_LOGGING"


class LocalHost:
    """The functions of one app as a WSGI application.

    Requests may arrive on any thread; the functions run on the worker's loop and on its pool.
    """

    engine: Engine
    """The engine that runs the functions."""
    name: str
    """The name of the app's folder."""
    base_url: str
    """The URL before the first slash of a path."""
    started: float
    """When serving began, by the monotonic clock."""
    routes: HttpRoutes
    """The HTTP functions, and which of them answers a request."""

    def __init__(
        self,
        project: Project,
        engine: Engine,
        console: Console,
        base_url: str = f"http://localhost:{DEFAULT_PORT}",
    ) -> None:
        self.engine = engine
        self.name = project.directory.name
        self.base_url = base_url
        self.started = time.monotonic()
        self.routes = HttpRoutes(self.functions, project.route_prefix)
        self._console = console

    @property
    def functions(self) -> Sequence[IndexedFunction]:
        """The app's functions."""
        return self.engine.app.functions

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        return self._respond(Request(environ))(environ, start_response)

    def url_of(self, function: IndexedFunction) -> str:
        """Return an HTTP function's URL, with its route as a template."""
        template = self.routes.by_name[function.name].route.template
        return f"{self.base_url}/{template}"

    def listing(self) -> Iterator[tuple[str, str, str]]:
        """Yield each HTTP function's name, methods and URL, then the others' names and triggers."""
        for served in self.routes.by_name.values():
            methods = f"[{','.join(served.methods)}]" if served.methods else ""
            yield served.function.name, methods, self.url_of(served.function)
        for function in self.functions:
            if not function.is_http:
                yield function.name, "", function.trigger_type

    def fire(self, function: IndexedFunction, given: str) -> None:
        """Start a function with a string, without waiting for it.

        Raises:
            ValueError: the string does not fit the trigger.
        """
        sent = http.fired_data(self.url_of(function), given) if function.is_http else given
        self.engine.submit(self.engine.prepare(function.name, EngineRequest(sent)))

    async def stop(self, grace: float = _GRACE) -> None:
        """Wait at most `grace` seconds for running invocations, then abandon the rest."""
        if not await self.engine.stop(grace):
            self._console.warning("Some invocations are still running: press Ctrl+C to end them.")

    def _respond(self, request: Request) -> Response:
        raw_path, _ = http.raw_target(request)
        path = path_segments(raw_path)
        if path and path[0].lower() == admin.PREFIX:
            return admin.respond(self, request, path[1:])
        # As in Azure, a route with other methods does not match: 404, never 405.
        found = self.routes.find(request.method, raw_path)
        if found is not None:
            return self._answer(*found, request)
        if not path and request.method in ("GET", "HEAD"):
            return self._front_page()
        # The path as sent: decoded, it could contain terminal commands.
        self._console.dim(f"No function answers {request.method} {raw_path}")
        return Response(status=404)

    def _answer(
        self, function: IndexedFunction, route_params: Mapping[str, str], request: Request
    ) -> Response:
        try:
            sent = http.request_data(request, route_params)
            trace = trace_context({name.lower(): value for name, value in request.headers})
            call = self.engine.prepare(function.name, EngineRequest(sent, trace=trace))
        except HTTPException as error:  # the client disconnected, or sent an invalid length
            return Response(status=error.code)
        except ValueError as error:  # a request cannot fill the parameter; Azure fails, too
            self._console.warning(f"{function.name}: {error}")
            return Response(status=500)
        try:
            result = self.engine.submit(call).result()
        except concurrent.futures.CancelledError:
            return Response(status=503)
        if result.error is not None:
            return Response(status=500)
        return http.response_to(result.response)

    def _front_page(self) -> Response:
        lines = [f"{self.name} is served by funcext run.", ""]
        lines += ["  ".join(word for word in words if word) for words in self.listing()]
        return Response("\n".join(lines) + "\n", mimetype="text/plain")


def console_feed(console: Console) -> Feed:
    """Create a feed that prints its events on a console."""
    feed = Feed()
    # Direct: its lines keep their places among those that functions print.
    feed.attach(Progress(console), direct=True)
    return feed


async def index_app(
    project: Project, console: Console, feed: Feed, base_url: str = ""
) -> LocalHost:
    """Import and index an app on the running loop, which becomes its worker's loop.

    Args:
        project: the app's folder. The process must be the app's already (`Project.enter`).
        console: where to print what its author should know.
        feed: gives the engine's events to observers.
        base_url: the URL before the first slash of a path; by default that of the default port.

    Raises:
        ScriptError: the app's code raised.
        LocalHostError: the app cannot be indexed, or a route cannot be read.
        FuncextError: a plugin's error.
    """
    pool = thread_pool(os.environ, console.warning)
    engine = await start_engine(project.directory, pool, feed, script=project.script)
    try:
        local_host = LocalHost(project, engine, console, *filter(None, [base_url]))
    except BaseException:
        await engine.stop(grace=0)
        raise
    for function in local_host.functions:
        for slot in function.inputs:
            if slot.name != function.trigger["name"] and not slot.is_extension_type:
                console.warning(
                    f"{function.name}: the input {slot.name!r} ({slot.type}) will be None, "
                    "because the local host does not read from services."
                )
    return local_host


@contextlib.contextmanager
def serving(project: Project, console: Console) -> Iterator[LocalHost]:
    """Serve an app for the block, without a socket, with the worker's loop on its own thread.

    For tests and tools: call the local host as a WSGI application.

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
    # Its line for each request would repeat ours.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)


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
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # on Windows, it would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(128)
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
    local_host = await index_app(project, console, feed, base_url)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    signals.stop_by(lambda: loop.call_soon_threadsafe(stopping.set))
    responses = Busy()
    server = _server(_Tracked(local_host, responses), address, listener)
    threading.Thread(target=server.serve_forever, args=(0.1,), name="http", daemon=True).start()
    _show(local_host, console)
    # Wake up regularly: Python does not act on a signal that comes just before the loop waits.
    while not stopping.is_set():
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(stopping.wait(), _SIGNAL_SEEN_WITHIN)
    console.line()
    console.line("Stopping ...")
    await asyncio.to_thread(server.shutdown)
    await local_host.stop()
    await asyncio.to_thread(responses.wait_until_idle, _WRITE_GRACE)


@attrs.frozen
class _Tracked:
    """A WSGI application that counts responses until they are written."""

    app: LocalHost
    responses: Busy

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.responses.enter()
        try:
            # The server closes the iterator, whatever happened to the connection.
            return ClosingIterator(self.app(environ, start_response), self.responses.leave)
        except BaseException:
            self.responses.leave()
            raise


def _server(app: _Tracked, address: str, listener: socket.socket) -> BaseWSGIServer:
    """Create a server that answers each request on its own thread."""
    return make_server(
        address,
        listener.getsockname()[1],
        app,
        threaded=True,
        request_handler=_Handler,
        fd=listener.fileno(),
    )


class _Handler(WSGIRequestHandler):
    """Werkzeug's handler without its line for each request; the local host prints its own."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Print nothing."""


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
        console.dim(
            "To run a function without an HTTP trigger, post its input:\n"
            f'  curl {local_host.base_url}/admin/functions/{other} -d \'{{"input": ""}}\''
        )
    console.dim("Press Ctrl+C to stop.")
    console.line()
