"""The local host as an ASGI application: the functions of one app, and its admin endpoints."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import attrs

from funcext_core._engine.app import IndexedApp
from funcext_core._engine.disabled import is_disabled
from funcext_core._engine.engine import Engine, start_engine
from funcext_core._engine.engine import Request as EngineRequest
from funcext_core._engine.feed import Feed
from funcext_core._engine.host_file import HostFile
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.inputs import http_request
from funcext_core._engine.project import DEFAULT_PORT, Project
from funcext_core._engine.route_table import HttpRoutes
from funcext_core._engine.routes import path_segments
from funcext_core._engine.threads import thread_pool
from funcext_core._worker.silence import report_silence

from . import admin, admin_access
from .answers import Answered
from .asgi import (
    BODY_LIMIT,
    BadRequestError,
    Disconnect,
    Receive,
    Scope,
    Send,
    TooLargeError,
    body_limit,
    headers_of,
    origin_of,
    read_body,
    read_target,
    send_reply,
)
from .console import Console
from .http_functions import Exchange, HttpFunctions
from .http_rules import http_rules
from .keys import Keys
from .options import DEFAULTS, Options, chosen_functions
from .runs import Runs
from .timers import Clock, SystemClock, Timers, read_timers, shown_time


_LARGEST_INPUT = BODY_LIMIT
"""The size of the largest input with which a function can be fired, in bytes."""
_GRACE = 5.0  # seconds to wait for running invocations at a stop


@attrs.frozen
class Location:
    """The place at which a local host is reached."""

    base_url: str = f"http://localhost:{DEFAULT_PORT}"
    """The URL before the first slash of a path."""
    address: str = ""
    """The value of `--address`: the admin endpoints answer at it, too."""


class LocalHost:
    """The functions of one app as an ASGI application, which runs on the engine's loop."""

    engine: Engine
    """The engine that runs the functions."""
    name: str
    """The name of the app's folder."""
    location: Location
    started: float
    """When serving began, by the monotonic clock."""
    functions: Sequence[IndexedFunction]
    """The functions that it serves: all but those that app settings disable."""
    routes: HttpRoutes
    """The HTTP functions, and which of them answers a request."""
    keys: Keys | None
    """The keys that functions with an auth level need; None if they need none."""
    timers: Timers
    """Runs the functions with timer triggers, from `start` on."""

    def __init__(
        self,
        project: Project,
        engine: Engine,
        console: Console,
        location: Location | None = None,
        *,
        functions: Iterable[IndexedFunction] = (),
        options: Options = DEFAULTS,
        clock: Clock | None = None,
    ) -> None:
        self.engine = engine
        self.name = project.directory.name
        self.location = location or Location()
        self.started = time.monotonic()
        self.functions = tuple(functions)
        self.keys = Keys.of_process(os.environ) if options.enable_auth else None
        self.routes = HttpRoutes(self.functions, project.host.route_prefix)
        self._http = HttpFunctions(engine, self.routes, body_limit(os.environ, console.warning))
        self._rules = http_rules(self._http, project, options, self.keys)
        self._console = console
        clock = clock or SystemClock()
        self._runs = Runs(engine, console, clock, project.host.retry)
        timers = read_timers(self.functions, os.environ, clock.now())
        self.timers = Timers(timers, self._runs.run, clock, self._show_next)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        began = time.perf_counter()
        try:
            exchange = Exchange(*read_target(scope))
        except BadRequestError as error:
            self._console.warning(f"A request was answered 400: {error}.")
            await send_reply(send, admin.text_reply(f"{error}\n", 400))
            return
        path = path_segments(exchange.path)
        if path and path[0].lower() == admin.PREFIX:
            await self._administer(exchange, path[1:], scope, receive, send)
            return
        self._http.route(exchange)
        if exchange.function is None and not path and exchange.method in ("GET", "HEAD"):
            await send_reply(send, admin.text_reply(self._front_page()))
            return
        await self._rules.answer(exchange, scope, receive, send)
        self._report(exchange, time.perf_counter() - began)

    def url_of(self, function: IndexedFunction) -> str:
        """Return an HTTP function's URL, with its route as a template."""
        template = self.routes.by_name[function.name].route.template
        return f"{self.location.base_url}/{template}"

    def listing(self) -> Iterator[tuple[str, str, str]]:
        """Yield each HTTP function's name, methods and URL, then the others' names and triggers."""
        for served in self.routes.by_name.values():
            methods = f"[{','.join(served.methods)}]" if served.methods else ""
            yield served.name, methods, self.url_of(served.function)
        for function in self.functions:
            if not function.is_http:
                due = self.timers.next_time(function)
                when = "" if due is None else f", next {shown_time(due)}"
                yield function.name, "", f"{function.trigger_type}{when}"

    def fire(
        self,
        function: IndexedFunction,
        given: object,
        metadata: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        """Start a function, without waiting for it; see `admin.ServedApp`.

        Raises:
            ValueError: the input does not fit the trigger.
        """
        sent = given
        if function.is_http:
            is_text = isinstance(given, str)
            sent = http_request(
                method="POST",
                url=self.url_of(function),
                headers={} if is_text else {"content-type": "application/json"},
                body=(str(given) if is_text else json.dumps(given)).encode(),
            )
        self._runs.start(function, EngineRequest(sent, metadata))

    def _show_next(self, function: IndexedFunction, due: datetime) -> None:
        self._console.dim(f"{function.name} is due next at {shown_time(due)}")

    def start(self) -> None:
        """Start the timers, on the running loop."""
        self.timers.start()

    async def stop(self, grace: float = _GRACE) -> None:
        """Wait at most `grace` seconds for running invocations, then abandon the rest."""
        await self.timers.stop()
        await self._runs.stop()
        if not await self.engine.stop(grace):
            self._console.warning("Some invocations are still running: press Ctrl+C to end them.")

    async def _administer(
        self,
        exchange: Exchange,
        path: Sequence[str],
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        refusal = admin_access.refusal(
            exchange.method, dict(headers_of(scope)), origin_of(scope), self.location.address
        )
        if refusal is not None:
            reason = refusal.body.decode().strip()
            self._console.warning(f"{exchange.method} {exchange.path} was refused: {reason}")
            await send_reply(send, refusal)
            return
        if self.keys is not None and not self.keys.allows_admin(
            dict(headers_of(scope)), exchange.query
        ):
            await send_reply(send, admin.text_reply("Pass the key _master.\n", 401))
            return
        try:
            body = await read_body(receive, _LARGEST_INPUT)
        except Disconnect:
            return
        except TooLargeError:
            await send_reply(send, admin.text_reply("The body is too large.\n", 413))
            return
        await send_reply(send, admin.respond(self, exchange.method, path, body))

    def _report(self, exchange: Exchange, seconds: float) -> None:
        function, result = exchange.function, exchange.result
        if function is not None and exchange.problem:
            self._console.warning(f"{function.name}: {exchange.problem}")
        self.engine.feed.emit(
            Answered,
            exchange.method,
            exchange.path,
            exchange.status,
            seconds,
            "" if function is None else function.name,
            exchange.answered_by if result is None else result.skipped_by,
        )

    def _front_page(self) -> str:
        lines = [f"{self.name} is served by funcext run.", ""]
        lines += ["  ".join(word for word in words if word) for words in self.listing()]
        return "\n".join(lines) + "\n"


async def index_app(
    project: Project,
    console: Console,
    feed: Feed,
    location: Location | None = None,
    options: Options = DEFAULTS,
    clock: Clock | None = None,
) -> LocalHost:
    """Import and index an app on the running loop, which becomes its worker's loop.

    Args:
        project: the app's folder. The process must be the app's already (`Project.enter`).
        console: where to print what its author should know.
        feed: gives the engine's events to observers.
        location: the place at which it is reached; by default the default port of localhost.
        options: the options of the command.
        clock: the time for timers; by default this machine's.

    Raises:
        ScriptError: the app's code raised.
        LocalHostError: the app cannot be indexed, or a route or a schedule cannot be read.
        FuncextError: a plugin's error.
    """
    pool = thread_pool(os.environ, console.warning)
    engine = await start_engine(project.directory, pool, feed, script=project.script)
    # An app that does not import funcext_core has nobody else to say it.
    report_silence()
    engine.seconds = _longest_time(project.host)
    _report_failures(engine.app, console)
    chosen = chosen_functions(engine.app.functions, options.functions, project.host.functions)
    functions = tuple(_enabled(chosen, console))
    local_host = LocalHost(
        project,
        engine,
        console,
        location,
        functions=functions,
        options=options,
        clock=clock,
    )
    for function in local_host.functions:
        for slot in function.inputs:
            if slot.name != function.trigger["name"] and not slot.is_extension_type:
                console.warning(
                    f"{function.name}: the input {slot.name!r} ({slot.type}) will be None, "
                    "because the local host does not read from services."
                )
    return local_host


def _longest_time(host: HostFile) -> float | None:
    """Return the longest time of an invocation, in seconds; None means no limit."""
    # As in the Functions host, a function that is being debugged may take its time.
    if host.function_timeout is None or "pydevd" in sys.modules:
        return None
    return host.function_timeout.total_seconds()


def _enabled(functions: Iterable[IndexedFunction], console: Console) -> Iterator[IndexedFunction]:
    """Yield the functions that no app setting disables; print the names of the others."""
    for function in functions:
        if is_disabled(function.name, os.environ):
            console.dim(f"{function.name} is disabled by AzureWebJobs.{function.name}.Disabled.")
        else:
            yield function


def _report_failures(app: IndexedApp, console: Console) -> None:
    """Print why functions are not served: in the v1 model, the others are.

    Raises:
        FuncextError: no function is left.
    """
    # Once each: a plugin that cannot be enabled fails every function.
    reasons = {str(error): error for error in app.failures.values()}
    if reasons and not app.functions:
        raise next(iter(reasons.values()))
    for reason in reasons:
        console.warning(reason)
