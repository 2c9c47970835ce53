"""A served app: its event loop in a thread of its own, its plugins, its engine."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import logging
import os
import threading
import warnings
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

import attrs
import azure.functions as func

from funcext_core._engine import script
from funcext_core._engine.app import IndexedApp, index_app
from funcext_core._engine.engine import Engine, Request, start_engine
from funcext_core._engine.host_file import read_host_file
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.inputs import Sent
from funcext_core._engine.invoking import Call
from funcext_core._engine.lifespan import lifespan_of
from funcext_core._engine.project import Project, read_project
from funcext_core._engine.results import Result
from funcext_core._engine.route_table import HttpRoutes
from funcext_core._engine.threads import thread_pool
from funcext_core._handle import PluginHost
from funcext_core._plugins.own_plugins import own_plugins
from funcext_core._worker.v1.app import app_at, set_up

from . import process
from .inputs import InvocationContext, request_of
from .installing import install_in_copy, install_in_folder
from .logs import keeping_logs
from .loop import running_loop
from .source import Source, app_of, folder_of, root_of
from .stand_ins import Values, stand_ins
from .streaming import streamed
from .uses import left_to_other_apps


T = TypeVar("T")
P = ParamSpec("P")

logger = logging.getLogger("funcext.testing")

NOT_SERVED = "the app is not served: use the client in a with statement"

ONCE = "this client has served its app already: make a new one for each with statement"

ACTIVITY = "activityTrigger"

_warning_filters = threading.Lock()
"""They belong to the process: one thread at a time changes them, and sets them back."""

GRACE = 10.0
"""Seconds for which the end of a session waits for running invocations."""


class Session:
    """An app while it is served for a test."""

    engine: Engine
    routes: HttpRoutes
    loop: asyncio.AbstractEventLoop
    """The app's loop, which runs in a thread of its own."""
    plugins: PluginHost | None
    """The app's plugins; None if no code of the app called for any (an app of the v1 model)."""
    results: list[Result]
    """The results of all invocations so far, in order of their ends."""
    is_open: bool
    """Whether the app is served."""

    def __init__(
        self,
        source: Source,
        plugins: Sequence[object],
        settings: Mapping[str, str] | None,
        provides: Values | None,
        route_prefix: str | None,
    ) -> None:
        """Take an app; nothing is imported or started yet.

        Raises:
            TypeError: `plugins` is not a list, a setting is not text, or `provides` is not a dict.
            LoadError: an entry of `plugins` cannot be a plugin.
        """
        self._source = source
        self._own = own_plugins(list(plugins) if isinstance(plugins, tuple) else plugins)
        self._settings = process.checked_settings(settings or {})
        self._provides = stand_ins(provides or {})
        self._route_prefix = route_prefix
        self._undo = contextlib.ExitStack()
        self._pool: ThreadPoolExecutor | None = None
        self._was_started = False
        self.plugins = None
        self.results = []
        self.is_open = False

    def start(self) -> None:
        """Import and index the app; return when its `app_start` hooks and its lifespan have begun.

        Raises:
            ScriptError: the app's code raised an exception, which is the `__cause__`.
            LocalHostError: the app cannot be indexed, or the lifespan of its ASGI app failed.
            LoadError: a plugin cannot be enabled.
            RuntimeError: it was started before.
        """
        if self._was_started:
            raise RuntimeError(ONCE)
        self._was_started = True
        folder = folder_of(self._source)
        project = None if folder is None else read_project(folder, self._settings)
        with contextlib.ExitStack() as undo:
            undo.enter_context(keeping_logs())
            undo.enter_context(left_to_other_apps())
            if project is None:
                undo.enter_context(process.with_settings(self._settings))
            else:
                undo.enter_context(process.entered(project, self._settings))
            self.loop = undo.enter_context(running_loop())
            undo.callback(self._stop)
            self.run(self._start(project))
            self._undo = undo.pop_all()
        self.is_open = True

    def stop(self) -> None:
        """Wait for running invocations, run the `app_stop` hooks, and set everything back."""
        self.is_open = False
        self._undo.close()

    def run(self, main: Coroutine[object, object, T]) -> T:
        """Run a coroutine on the app's loop, from another thread."""
        return self._apart(asyncio.run_coroutine_threadsafe, main, self.loop).result()

    def _submit(self, call: Call) -> Future[Result]:
        return self._apart(self.engine.submit, call)

    @staticmethod
    def _apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call without the context variables of the test, which the app's tasks would take over."""
        return contextvars.Context().run(function, *args, **kwargs)

    def host(self) -> PluginHost:
        """Return the app's plugins.

        Raises:
            RuntimeError: the app is not served, or none of its code calls for plugins.
        """
        if self.plugins is None:
            message = (
                "no function of the app has @funcext_core.instrument, so it has no plugins"
                if self.is_open
                else NOT_SERVED
            )
            raise RuntimeError(message)
        return self.plugins

    def functions(self) -> tuple[IndexedFunction, ...]:
        """Return the app's functions.

        Raises:
            RuntimeError: the app is not served.
        """
        self._refuse_closed()
        return self.engine.app.functions

    def find(self, method: str, path: str) -> tuple[IndexedFunction, Mapping[str, str]] | None:
        """Return the function that answers a request, with the values of its route's parameters.

        Raises:
            RuntimeError: the app is not served.
        """
        self._refuse_closed()
        found = self.routes.find(method, path)
        if found is None:
            routes = [f"/{http.route.template}" for http in self.routes.by_name.values()]
            known = ", ".join(routes) or "none"
            logger.warning("No function answers %s %s. The routes: %s.", method, path, known)
        return found

    def request(
        self,
        function: str,
        given: object,
        context: InvocationContext | None,
        metadata: Mapping[str, object] | None,
        inputs: Mapping[str, object] | None,
    ) -> Request:
        """Return the request of an invocation for what a test gives; see `AppClient.invoke`."""
        self._refuse_closed()
        served = self.engine.function(function)
        request = request_of(served, given, context, metadata, inputs)
        if served.streams and isinstance(request.input, Sent):
            return attrs.evolve(request, input=streamed(request.input, self.loop))
        return request

    def _refuse_closed(self) -> None:
        if not self.is_open:
            raise RuntimeError(NOT_SERVED)

    def invoke(self, function: str, request: Request) -> Result:
        """Run an invocation to its end, from a thread other than the app's.

        Raises:
            LookupError: there is no such function.
            ValueError: an input does not fit its binding.
        """
        result = self._submit(self._prepare(function, request)).result()
        self.results.append(result)
        return result

    async def ainvoke(self, function: str, request: Request) -> Result:
        """Run an invocation to its end, from another loop than the app's; see `invoke`."""
        result = await asyncio.wrap_future(self._submit(self._prepare(function, request)))
        self.results.append(result)
        return result

    def _prepare(self, function: str, request: Request) -> Call:
        if self.engine.function(function).trigger_type != ACTIVITY:
            return self.engine.prepare(function, request)
        # The SDK's warning is about its own code: where warnings are errors, no activity would run.
        with _warning_filters, warnings.catch_warnings():
            warnings.filterwarnings("ignore", "azure.functions df_loads was called without")
            return self.engine.prepare(function, request)

    async def _start(self, project: Project | None) -> None:
        self._pool = thread_pool(os.environ, logger.warning)
        root = Path.cwd() if project is None else project.directory
        self.engine = await start_engine(
            root,
            self._pool,
            index=lambda: self._index(project),
            keep_logs=True,
            keep_hooks=True,
        )
        if self.plugins is not None:
            await self.plugins._core.started()  # noqa: SLF001 - the kit is its friend
        prefix = self._route_prefix
        if prefix is None:
            prefix = read_host_file(self.engine.app.directory).route_prefix
        self.routes = HttpRoutes(self.engine.app.functions, prefix.strip("/"))

    def _index(self, project: Project | None) -> IndexedApp:
        """Import the app, add the test's plugins to it, and index it; on its loop."""
        if project is None:
            app = app_of(self._source)
            self.plugins = install_in_copy(app, self._source, self._own, self._settings)
            self.plugins._core.plugins.stand_ins = self._provides  # noqa: SLF001 - as below
            name = type(app).__name__
            return self._indexed(Path(root_of(app)), app, name)
        if not project.script.is_file():
            return self._index_v1(project.directory)
        app = script.import_app(project.script)
        self.plugins = install_in_folder(app, self._own)
        self.plugins._core.plugins.stand_ins = self._provides  # noqa: SLF001 - as below
        return self._indexed(project.directory, app, project.script.name)

    def _index_v1(self, root: Path) -> IndexedApp:
        if self._own or self._provides:
            core = set_up(root, None, (), self._own).core
            core.plugins.stand_ins = self._provides
        indexed = index_app(root)
        app = app_at(root)
        self.plugins = None if app is None else app.handle
        return indexed

    def _indexed(self, root: Path, app: func.FunctionRegister, name: str) -> IndexedApp:
        functions = script.index_app_object(app, name)
        return IndexedApp(root, "v2", functions, lifespan=lifespan_of(app))

    def _stop(self) -> None:
        ended = not hasattr(self, "engine") or self.run(self.engine.stop(GRACE))
        if self.plugins is not None:
            self.plugins._core.stop()  # noqa: SLF001 - the kit is its friend
        if not ended:
            logger.warning("Some invocations did not end within %g seconds.", GRACE)
        elif self._pool is not None:
            self._pool.shutdown()
