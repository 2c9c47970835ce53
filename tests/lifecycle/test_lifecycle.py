"""`app_start` and `post_load`: when they run, what waits for them, how they fail."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import azure.functions as func
import pytest

import funcext_core
from funcext_core import App, Function, HookError, LoadError, PluginHost, hookimpl
from funcext_core._lifecycle import loop_bridge as bridge
from layered import index_in, run_in, running_loop, serve, set_own_defaults


Loop = asyncio.AbstractEventLoop


@pytest.fixture
def loop() -> Iterator[Loop]:
    """Make a loop that runs in a thread of its own, as a worker's does beside its pool."""
    with running_loop() as loop:
        yield loop


@pytest.fixture
def app() -> func.FunctionApp:
    """Make an app with a sync and an async function."""
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

    @app.route(route="one")
    def one(req: func.HttpRequest) -> str:
        return "one"

    @app.route(route="two")
    async def two(req: func.HttpRequest) -> str:
        return "two"

    return app


@pytest.fixture
def host(app: func.FunctionApp) -> PluginHost:
    """Install funcext in the app, with no plugin selected."""
    return funcext_core.install(app, settings={})


def functions_of(indexed: list[Any]) -> dict[str, Callable[..., Any]]:
    return {function.get_function_name(): function.get_user_function() for function in indexed}


# --- app_start -----------------------------------------------------------------------------------


class TestSyncAppStart:
    def test_runs_when_the_app_is_indexed_in_layer_order_with_the_app(
        self, app: func.FunctionApp, host: PluginHost
    ) -> None:
        seen: list[object] = []

        @host.app_start
        def first(app: App) -> None:
            seen.append(app)

        @host.app_start
        def second() -> None:
            seen.append("second")

        assert seen == []
        app.get_functions()
        app.get_functions()
        (handed, *others) = seen
        assert isinstance(handed, App)
        assert (handed.directory, handed.model) == (str(Path(__file__).parent), "v2")
        assert handed.raw is app
        assert [function.name for function in handed.functions] == ["one", "two"]
        assert others == ["second"]

    def test_that_raises_is_logged_and_the_app_is_served(
        self, app: func.FunctionApp, host: PluginHost, caplog: pytest.LogCaptureFixture
    ) -> None:
        @host.app_start
        def broken() -> None:
            raise SystemExit

        assert len(app.get_functions()) == 2
        (record,) = [record for record in caplog.records if record.name == "funcext.plugins.broken"]
        assert record.getMessage() == "hook app_start of plugin 'broken' raised SystemExit"

    @pytest.mark.parametrize(
        ("error", "raised"),
        [(ValueError("no\nkey"), "ValueError: no key"), (KeyError(), "KeyError")],
        ids=["with a text", "without one"],
    )
    def test_of_a_guard_that_raises_stops_the_app_however_often_it_is_asked(
        self, app: func.FunctionApp, host: PluginHost, error: Exception, raised: str
    ) -> None:
        @host.app_start(on_error="fail")
        def guard() -> None:
            raise error

        for _ in range(2):
            with pytest.raises(LoadError) as caught:
                app.get_functions()
            assert str(caught.value) == f"app_start of guard 'guard' raised {raised}"


async def forgotten() -> None: ...


class TestAValueThatALifecycleHookReturns:
    """It is a hook error, also where it is a coroutine that nobody would await."""

    @pytest.mark.parametrize("value", [False, forgotten])
    @pytest.mark.parametrize("hook", ["app_start", "post_load"])
    def test_of_a_guard_stops_the_app(
        self, app: func.FunctionApp, host: PluginHost, hook: str, value: Any
    ) -> None:
        def guard() -> Any:
            return value() if callable(value) else value

        getattr(host, hook)(on_error="fail")(guard)
        with pytest.raises(LoadError, match=f"{hook} of plugin 'guard' returned a value"):
            app.get_functions()

    @pytest.mark.parametrize("hook", ["app_start", "post_load"])
    def test_of_any_other_plugin_is_logged(
        self, app: func.FunctionApp, host: PluginHost, hook: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        def broken() -> Any:
            return forgotten()

        getattr(host, hook)(broken)
        assert len(app.get_functions()) == 2
        assert (
            "returned a value (coroutine), which has no effect: await it in an async def hook"
            in (caplog.text)
        )

    def test_of_an_async_app_start_of_a_guard_keeps_its_functions_from_being_served(self) -> None:
        async def start() -> Any:
            return False

        error = asyncio.run(_error_after(start))
        assert str(error) == "guard 'start' is not started: its app_start raised; see the log"


async def _error_after(start: Any) -> BaseException:
    """Return what an invocation raises in an app whose guard has this `app_start`."""
    app = func.FunctionApp()
    host = funcext_core.install(app, settings={})
    host.app_start(on_error="fail")(start)

    @app.route()
    async def hello(req: func.HttpRequest) -> str:
        return "hello"

    (function,) = app.get_functions()
    with pytest.raises(HookError) as caught:
        await function.get_user_function()(req=None)
    return caught.value


class Starting:
    """A plugin with an async `app_start` that ends when the test says so."""

    def __init__(self, on_error: str = "log", error: BaseException | None = None) -> None:
        set_own_defaults(self, on_error=on_error)
        self.error = error
        self.events: list[str] = []
        self.end = asyncio.Event()

    @hookimpl
    async def app_start(self) -> None:
        self.events.append("starting")
        await self.end.wait()
        self.events.append("started")
        if self.error is not None:
            raise self.error

    @hookimpl
    def pre_invocation(self) -> None:
        self.events.append("invoked")


async def async_echo(msg: str) -> str:
    return msg


def echo(msg: str) -> str:
    return msg


async def some_turns() -> None:
    """Let everything that can make progress do so."""
    for _ in range(20):
        await asyncio.sleep(0)


class TestAsyncAppStart:
    def test_an_async_functions_invocations_wait_for_it_the_loop_does_not(self) -> None:
        async def main() -> None:
            plugin = Starting()
            served = serve(async_echo, plugin)
            invocation = asyncio.ensure_future(served.call(msg="m"))
            await some_turns()
            assert plugin.events == ["starting"]
            assert not invocation.done()
            plugin.end.set()
            assert await invocation == "m"
            assert await served.call(msg="n") == "n"
            assert plugin.events == ["starting", "started", "invoked", "invoked"]

        asyncio.run(main())

    def test_a_sync_functions_invocations_wait_for_it_in_their_threads(
        self, loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plugin = Starting()
        served = serve(echo, plugin, loop=loop)
        waits = 0
        obstacle_of = bridge.obstacle_of

        def count(loop: Loop | None) -> str | None:
            nonlocal waits
            waits += 1
            if waits == 3 and loop is not None:
                # The thread has checked twice, and goes on waiting.
                assert plugin.events == ["starting"]
                loop.call_soon_threadsafe(plugin.end.set)
            return obstacle_of(loop)

        monkeypatch.setattr(bridge, "CHECK_LOOP_EVERY", 0.001)
        monkeypatch.setattr(bridge, "obstacle_of", count)
        assert served(msg="m") == "m"
        assert plugin.events == ["starting", "started", "invoked"]

    def test_one_runs_after_the_other_in_layer_order(self) -> None:
        async def main() -> None:
            first, second = Starting(), Starting()
            served = serve(async_echo, first, second)
            invocation = asyncio.ensure_future(served.call(msg="m"))
            second.end.set()
            await some_turns()
            assert (first.events, second.events) == (["starting"], [])
            first.end.set()
            await invocation
            assert second.events == ["starting", "started", "invoked"]

        asyncio.run(main())

    def test_cancelling_an_invocation_that_waits_leaves_the_start_alone(self) -> None:
        async def main() -> None:
            plugin = Starting()
            served = serve(async_echo, plugin)
            invocation = asyncio.ensure_future(served.call(msg="m"))
            await some_turns()
            invocation.cancel()
            await asyncio.wait([invocation])
            assert invocation.cancelled()
            plugin.end.set()
            assert await served.call(msg="n") == "n"
            assert plugin.events == ["starting", "started", "invoked"]

        asyncio.run(main())

    @pytest.mark.parametrize("error", [ValueError(), SystemExit()], ids=["Exception", "exit"])
    def test_that_raises_is_logged_and_invocations_go_on(
        self, error: BaseException, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def main() -> None:
            plugin = Starting(error=error)
            served = serve(async_echo, plugin)
            plugin.end.set()
            assert await served.call(msg="m") == "m"

        asyncio.run(main())
        assert f"hook app_start of plugin 'p0' raised {type(error).__name__}" in caplog.text

    @pytest.mark.parametrize("function", [echo, async_echo], ids=["sync", "async"])
    def test_of_a_guard_that_raises_fails_every_invocation_that_it_guards(
        self, function: Callable[[str], object], loop: Loop
    ) -> None:
        plugin = Starting("fail", ValueError())
        served = serve(function, plugin, loop=loop)
        loop.call_soon_threadsafe(plugin.end.set)
        for _ in range(2):
            error = outcome_of(served.function, loop, msg="m")
            assert isinstance(error, HookError)
            assert str(error) == "guard 'p0' is not started: its app_start raised; see the log"
        assert plugin.events == ["starting", "started"], "no layer was entered"

    def test_of_a_guard_that_raises_leaves_other_functions_alone(
        self, app: func.FunctionApp, host: PluginHost, loop: Loop
    ) -> None:
        @host.pre_invocation
        def everywhere() -> None: ...

        class OnlyOne(Starting):
            functions = "one"

        plugin = OnlyOne("fail", ValueError())
        plugin.end.set()
        host._core.plugins.add(funcext_core._plugins.plugin.make_plugin(plugin, "guard"))
        served = functions_of(index_in(loop, app))
        assert isinstance(outcome_of(served["one"], loop, req="r"), HookError)
        assert outcome_of(served["two"], loop, req="r") == "two"

    def test_of_both_kinds_runs_the_one_that_can_run(
        self, app: func.FunctionApp, host: PluginHost
    ) -> None:
        ran: list[str] = []

        class Both:
            @hookimpl(specname="app_start")
            async def on_the_loop(self) -> None:
                ran.append("async")

            @hookimpl
            def app_start(self) -> None:
                ran.append("sync")

            @hookimpl
            def pre_invocation(self) -> None: ...

        async def main() -> None:
            served = serve(async_echo, Both())
            await served.call(msg="m")

        asyncio.run(main())
        serve(echo, Both())
        assert ran == ["async", "sync"]

    @pytest.mark.parametrize("on_error", ["log", "fail"])
    def test_without_a_loop_is_a_hook_error(
        self, on_error: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        if on_error == "fail":
            with pytest.raises(LoadError, match="app_start is async, and no event loop runs"):
                serve(echo, Starting(on_error))
            return
        assert serve(echo, Starting())(msg="m") == "m"
        assert "app_start is async, and no event loop runs" in caplog.text


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


class TestStartThatNeverEnds:
    """The loop for the hook has ended, is not running, or is blocked by the invocation."""

    def cut_off(self, on_error: str, function: Callable[[str], object] = echo) -> Any:
        """Return a function whose app was indexed in a loop that ended while plugins started."""

        async def index() -> object:
            served = serve(function, Starting(on_error))
            await some_turns()
            return served

        return asyncio.run(index())

    @pytest.mark.parametrize("function", [echo, async_echo], ids=["sync", "async"])
    def test_fails_what_a_guard_should_guard(self, function: Callable[[str], object]) -> None:
        error = self.cut_off("fail", function).error(msg="m")
        assert isinstance(error, HookError)
        assert str(error) == "guard 'p0' is not started: its app_start has not ended"

    @pytest.mark.parametrize("function", [echo, async_echo], ids=["sync", "async"])
    def test_is_no_reason_to_wait_for_other_plugins(
        self, function: Callable[[str], object]
    ) -> None:
        assert self.cut_off("log", function)(msg="m") == "m"

    @pytest.mark.parametrize("on_error", ["log", "fail"])
    def test_on_the_loops_own_thread(
        self, on_error: str, loop: Loop, caplog: pytest.LogCaptureFixture
    ) -> None:
        plugin = Starting(on_error)
        served = serve(echo, plugin, loop=loop)

        async def call() -> list[object]:
            return [served.call(msg="m"), served.call(msg="m")]

        if on_error == "fail":
            with pytest.raises(HookError, match="is not started: its app_start has not ended: the"):
                run_in(loop, call())
        else:
            assert run_in(loop, call()) == ["m", "m"]
            logged = [message for message in caplog.messages if "no longer wait" in message]
            assert len(logged) == 1, "logged once"
            assert "'p0'" in logged[0]

    @pytest.mark.parametrize("on_error", ["log", "fail"])
    def test_in_a_loop_that_stopped(self, on_error: str) -> None:
        stopped = asyncio.new_event_loop()

        async def index() -> Any:
            return serve(echo, Starting(on_error))

        served = stopped.run_until_complete(index())
        try:
            if on_error == "fail":
                assert "the worker's event loop is not running" in str(served.error(msg="m"))
            else:
                assert served(msg="m") == "m"
        finally:
            left = asyncio.all_tasks(stopped)
            for task in left:
                task.cancel()
            stopped.run_until_complete(asyncio.wait(left))
            stopped.close()


# --- post_load -----------------------------------------------------------------------------------


class TestPostLoad:
    def test_runs_once_for_each_function_after_app_start(
        self, app: func.FunctionApp, host: PluginHost
    ) -> None:
        seen: list[object] = []

        @host.post_load
        def load(function: Function) -> None:
            seen.append((function.name, function.trigger, function.is_async, function.directory))

        @host.app_start
        def start() -> None:
            seen.append("start")

        app.get_functions()
        app.get_functions()
        here = str(Path(__file__).parent)
        assert seen == [
            "start",
            ("one", "httpTrigger", False, here),
            ("two", "httpTrigger", True, here),
        ]

    def test_runs_only_for_the_functions_of_its_scope(
        self, app: func.FunctionApp, host: PluginHost
    ) -> None:
        seen: list[str] = []

        @host.post_load(functions="t*")
        def load(function: Function) -> None:
            seen.append(function.name)

        app.get_functions()
        assert seen == ["two"]

    def test_sees_the_bindings(self, app: func.FunctionApp, host: PluginHost) -> None:
        seen: list[tuple[tuple[str, str, str], ...]] = []

        @host.post_load(functions="one")
        def load(function: Function) -> None:
            seen.append(tuple((name, kind, way) for name, kind, way in function.bindings))

        app.get_functions()
        assert [sorted(bindings) for bindings in seen] == [
            [("$return", "http", "out"), ("req", "httpTrigger", "in")]
        ]

    def test_that_raises_is_logged_and_the_function_is_served(
        self, app: func.FunctionApp, host: PluginHost, caplog: pytest.LogCaptureFixture
    ) -> None:
        @host.post_load
        def broken() -> None:
            raise ValueError

        assert set(functions_of(app.get_functions())) == {"one", "two"}
        assert "hook post_load of plugin 'broken' raised ValueError around function 'one'" in (
            caplog.text
        )

    def test_of_a_guard_that_raises_stops_the_app(
        self, app: func.FunctionApp, host: PluginHost
    ) -> None:
        @host.post_load(on_error="fail")
        def guard() -> None:
            raise ValueError

        with pytest.raises(LoadError, match="post_load of guard 'guard' raised ValueError"):
            app.get_functions()
