"""`app_start`: its deadline, which invocations wait for it, and guards that fail in it."""

from __future__ import annotations

import asyncio
import inspect
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import azure.functions as func
import pytest

import funcext_core
from drivers.apps import HTTP_BINDINGS, function_json, write_app
from drivers.inputs import http_request
from drivers.loop import LoopDriver
from drivers.params import CLASSIC, LIBRARY
from drivers.process import FRESH_PACKAGES
from funcext_core import HookError, Invocation, LoadError, PluginHost, hookimpl
from funcext_core._plugins.plugin import make_plugin
from layered import index_in, run_in, running_loop, serve, set_own_defaults


Loop = asyncio.AbstractEventLoop

SOON = {"FUNCEXT_START_TIMEOUT": "10ms"}


@pytest.fixture
def loop() -> Iterator[Loop]:
    """An event loop that runs in a thread of its own, as a worker's does beside its pool."""
    with running_loop() as loop:
        yield loop


def echo(msg: str) -> str:
    return msg


async def async_echo(msg: str) -> str:
    return msg


FUNCTIONS = pytest.mark.parametrize("function", [echo, async_echo], ids=["sync", "async"])


def outcome_of(function: Callable[..., Any], loop: Loop, **args: object) -> object:
    """Invoke on the worker's loop, or on a thread of its pool; return the value or the error."""

    async def invoke() -> object:
        if inspect.iscoroutinefunction(function):
            return await function(**args)
        return await asyncio.to_thread(function, **args)

    try:
        return run_in(loop, invoke())
    except Exception as error:
        return error


class Hangs:
    """A plugin whose async `app_start` never ends."""

    def __init__(self, on_error: str = "log") -> None:
        set_own_defaults(self, on_error=on_error)
        self.cancelled = threading.Event()

    @hookimpl
    async def app_start(self) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            self.cancelled.set()


class HangsAround(Hangs):
    @hookimpl
    def pre_invocation(self) -> None: ...


class Stubborn(Hangs):
    """One that goes on after it was cancelled."""

    @hookimpl
    async def app_start(self) -> None:
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if self.cancelled.is_set():
                    raise
                self.cancelled.set()

    @hookimpl
    def pre_invocation(self) -> None: ...


class TestDeadlineOfAnAsyncHook:
    @FUNCTIONS
    @pytest.mark.parametrize("plugin", [HangsAround, Stubborn])
    def test_ends_it_and_counts_as_its_failure(
        self,
        function: Callable[[str], object],
        plugin: type[Hangs],
        loop: Loop,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        hangs = plugin()
        served = serve(function, hangs, settings=SOON, loop=loop)
        assert outcome_of(served.function, loop, msg="m") == "m"
        assert hangs.cancelled.wait(60)
        assert served.host.stats()["p0"]["app_start"]["errors"] == 1
        assert (
            "hook app_start of plugin 'p0' raised TimeoutError; it is ended; "
            "FUNCEXT_START_TIMEOUT sets the limit"
        ) in caplog.messages

    @FUNCTIONS
    @pytest.mark.parametrize("plugin", [Hangs, HangsAround, Stubborn])
    def test_of_a_guard_fails_every_invocation_of_its_functions(
        self, function: Callable[[str], object], plugin: type[Hangs], loop: Loop
    ) -> None:
        served = serve(function, plugin("fail"), settings=SOON, loop=loop)
        for _ in range(2):
            error = outcome_of(served.function, loop, msg="m")
            assert isinstance(error, HookError)
            assert str(error) == (
                "guard 'p0' is not started: its app_start did not end within 0.01 seconds"
            )

    def test_starts_the_next_hook(self, loop: Loop) -> None:
        started = threading.Event()

        class Next:
            @hookimpl
            async def app_start(self) -> None:
                started.set()

            @hookimpl
            def pre_invocation(self) -> None: ...

        served = serve(echo, Stubborn(), Next(), settings=SOON, loop=loop)
        assert outcome_of(served.function, loop, msg="m") == "m"
        assert started.is_set(), "the function waited for it"

    def test_is_no_concern_of_a_hook_that_ends_in_time(
        self, loop: Loop, caplog: pytest.LogCaptureFixture
    ) -> None:
        class Quick:
            @hookimpl
            async def app_start(self) -> None:
                await asyncio.sleep(0)

            @hookimpl
            def pre_invocation(self) -> None: ...

        served = serve(echo, Quick(), loop=loop)
        assert outcome_of(served.function, loop, msg="m") == "m"
        assert served.host.stats()["p0"]["app_start"]["errors"] == 0
        assert "app_start" not in caplog.text


class TestDeadlineOfASyncHook:
    def test_names_it_in_the_log_while_it_runs(self) -> None:
        named = threading.Event()
        messages: list[str] = []

        class Handler(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                messages.append(record.getMessage())
                named.set()

        class Late:
            @hookimpl
            def app_start(self) -> None:
                assert named.wait(60)

        logger, handler = logging.getLogger("funcext"), Handler(logging.ERROR)
        logger.addHandler(handler)
        served = serve(echo, Late(), settings=SOON)
        logger.removeHandler(handler)
        assert served.function(msg="m") == "m"
        (message,) = messages
        assert message == (
            "app_start of plugin 'p0' has not ended after 0.01 seconds (FUNCEXT_START_TIMEOUT): it "
            "is sync, nothing can end it, and the app does not load until it ends"
        )

    @pytest.mark.parametrize("error", [None, ValueError()], ids=["ends", "raises"])
    def test_leaves_no_thread_behind(self, error: Exception | None) -> None:
        threads: list[threading.Thread] = []

        class Quick:
            @hookimpl
            def app_start(self) -> None:
                threads.extend(set(threading.enumerate()) - before)
                if error is not None:
                    raise error

        before = set(threading.enumerate())
        serve(echo, Quick())
        (watchdog,) = threads
        assert watchdog.daemon
        watchdog.join(60)
        assert not watchdog.is_alive()

    def test_a_thread_that_cannot_be_started_is_done_without(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        started: list[str] = []

        class Quick:
            @hookimpl
            def app_start(self) -> None:
                started.append("started")

        def refuse(_: threading.Thread) -> None:
            message = "can't start new thread"
            raise RuntimeError(message)

        monkeypatch.setattr(threading.Thread, "start", refuse)
        serve(echo, Quick())
        assert started == ["started"]


# --- Which invocations wait ----------------------------------------------------------------------


@pytest.fixture
def app() -> func.FunctionApp:
    """An app of two sync and two async functions."""
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

    @app.route(route="a")
    def a(req: func.HttpRequest) -> str:
        return "a"

    @app.route(route="b")
    def b(req: func.HttpRequest) -> str:
        return "b"

    @app.route(route="async_a")
    async def async_a(req: func.HttpRequest) -> str:
        return "async_a"

    @app.route(route="async_b")
    async def async_b(req: func.HttpRequest) -> str:
        return "async_b"

    return app


@pytest.fixture
def host(app: func.FunctionApp) -> PluginHost:
    """Install funcext in the app, with no plugin selected."""
    return funcext_core.install(app, settings={})


def index(app: func.FunctionApp, loop: Loop) -> dict[str, Callable[..., Any]]:
    """Return the user functions that the worker gets."""
    functions = index_in(loop, app)
    return {function.get_function_name(): function.get_user_function() for function in functions}


class Waits:
    """A plugin whose async `app_start` ends when the test says so, or raises."""

    def __init__(
        self, name: str, functions: str, on_error: str = "log", error: BaseException | None = None
    ) -> None:
        self.name = name
        set_own_defaults(self, functions=functions, on_error=on_error)
        self.error = error
        self.end = asyncio.Event()
        self.started = False

    @hookimpl
    async def app_start(self) -> None:
        await self.end.wait()
        if self.error is not None:
            raise self.error
        self.started = True


class WaitsAround(Waits):
    @hookimpl
    def pre_invocation(self) -> None: ...


def add(host: PluginHost, *plugins: Waits) -> None:
    for plugin in plugins:
        host._core.plugins.add(make_plugin(plugin, plugin.name))


NAMES = pytest.mark.parametrize(
    ("name", "other_name"), [("a", "b"), ("async_a", "async_b")], ids=["sync", "async"]
)
WITH_A_LAYER = pytest.mark.parametrize("layer", [False, True], ids=["alone", "beside a layer"])


class TestWhichInvocationsWait:
    @NAMES
    def test_those_of_functions_that_the_plugin_has_a_layer_around(
        self, name: str, other_name: str, app: func.FunctionApp, host: PluginHost, loop: Loop
    ) -> None:
        everywhere, of_a = Waits("everywhere", "*"), WaitsAround("of_a", "*a")
        add(host, everywhere, of_a)

        @host.pre_invocation(functions="*b")
        def of_b() -> None: ...

        served = index(app, loop)
        assert outcome_of(served[other_name], loop, req="r") == other_name
        assert not everywhere.started
        loop.call_soon_threadsafe(everywhere.end.set)
        loop.call_soon_threadsafe(of_a.end.set)
        assert outcome_of(served[name], loop, req="r") == name
        assert of_a.started
        assert everywhere.started, "one runs after the other"

    def test_a_function_that_no_plugin_concerns_is_handed_over_as_it_is(
        self, app: func.FunctionApp, host: PluginHost, loop: Loop
    ) -> None:
        add(host, Waits("everywhere", "*"), Waits("guard", "a", "fail"))
        served = index(app, loop)
        wrapped = [name for name, function in served.items() if hasattr(function, "__wrapped__")]
        assert wrapped == ["a"]

    @NAMES
    @WITH_A_LAYER
    def test_those_that_a_guard_covers_also_where_it_has_no_layer(
        self,
        name: str,
        other_name: str,
        layer: bool,
        app: func.FunctionApp,
        host: PluginHost,
        loop: Loop,
    ) -> None:
        guard = Waits("guard", "*a", "fail")
        add(host, guard)
        invoked: list[str] = []

        if layer:

            @host.pre_invocation
            def spy(invocation: Invocation) -> None:
                invoked.append(invocation.function.name)

        served = index(app, loop)
        assert outcome_of(served[other_name], loop, req="r") == other_name
        assert not guard.started
        loop.call_soon_threadsafe(guard.end.set)
        assert outcome_of(served[name], loop, req="r") == name
        assert guard.started
        assert invoked == ([other_name, name] if layer else [])

    @NAMES
    @WITH_A_LAYER
    @pytest.mark.parametrize("error", [ValueError(), SystemExit(), asyncio.CancelledError()])
    def test_fail_where_the_guard_does(
        self,
        name: str,
        other_name: str,
        layer: bool,
        error: BaseException,
        app: func.FunctionApp,
        host: PluginHost,
        loop: Loop,
    ) -> None:
        guard = Waits("guard", "*a", "fail", error)
        guard.end.set()
        add(host, guard)
        if layer:

            @host.pre_invocation
            def spy() -> None: ...

        served = index(app, loop)
        for _ in range(2):
            failure = outcome_of(served[name], loop, req="r")
            assert isinstance(failure, HookError)
            assert str(failure) == (
                "guard 'guard' is not started: its app_start raised; see the log"
            )
        assert outcome_of(served[other_name], loop, req="r") == other_name
        assert host.stats()["guard"]["app_start"]["errors"] == 1

    def test_of_a_function_that_cannot_be_wrapped_the_guard_is_missed(self, loop: Loop) -> None:
        class Odd:
            __name__ = "odd"

            def __call__(self, req: func.HttpRequest) -> str:
                return "unguarded"

        app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
        host = funcext_core.install(app, settings={})

        @host.app_start(on_error="fail")
        async def guard() -> None: ...

        app.route(route="odd")(Odd())
        with pytest.raises(LoadError, match="would be served without its guard 'guard'"):
            index(app, loop)


# --- In workers ----------------------------------------------------------------------------------

GUARD = """\
import asyncio
import azure.functions as func
import funcext_core
from funcext_core import hookimpl

class Guard:
    on_error = "fail"
    @hookimpl
    {async_}def app_start(self):
        raise PermissionError("no license")
"""
DIST = {
    "guards-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: guards\nVersion: 1.0\n",
    "guards-1.0.dist-info/entry_points.txt": "[funcext]\nlicense = start_guard:Guard\n",
}
V1_FUNCTION = """\
import azure.functions as func
import funcext_core

@funcext_core.instrument
{async_}def main(req: func.HttpRequest) -> str:
    return "unguarded"
"""


class TestAGuardThatFailsToStartInAWorker:
    """With `app_start` alone, without a layer: no function of its scope is served."""

    @pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
    @pytest.mark.parametrize("hook", ["sync", "async"])
    @pytest.mark.parametrize("function", ["sync", "async"])
    def test_v1(
        self, worker: Callable[..., LoopDriver], hook: str, function: str, tmp_path: Path
    ) -> None:
        files = {
            **DIST,
            "start_guard.py": GUARD.format(async_="async " if hook == "async" else ""),
            "hello/__init__.py": V1_FUNCTION.format(async_="async " if function == "async" else ""),
            "hello/function.json": function_json(*HTTP_BINDINGS),
        }
        driver = worker(settings={"FUNCEXT_PLUGINS": "license"}, fresh=FRESH_PACKAGES)
        try:
            driver.load(write_app(tmp_path, files))
            results = [driver.invoke("hello", {"req": http_request()}) for _ in range(2)]
        finally:
            driver.close()
        expected = (
            "app_start of guard 'license' raised PermissionError: no license"
            if hook == "sync"
            else "guard 'license' is not started: its app_start raised; see the log"
        )
        for result in results:
            assert expected in str(result.exception)
