"""App-scoped values: opened once, outside every invocation, and torn down when the app stops."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from typing import Any

import azure.functions as func
import pytest

import funcext_core
from funcext_core import HookError, Outcome, hookimpl, provides
from layered import BARE, index_in, run_in, running_loop, serve, set_own_defaults


Loop = asyncio.AbstractEventLoop


class Pool: ...


@pytest.fixture
def loop() -> Iterator[Loop]:
    """Make a loop that runs in a thread of its own, as a worker's does beside its pool."""
    with running_loop() as loop:
        yield loop


class Sync:
    """A sync provider, whose opening waits until it may go on."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.began = threading.Event()
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.closed = threading.Event()
        self.failures = 0

    @provides(scope="app")
    def pool(self) -> Iterator[Pool]:
        self.opened.append(threading.current_thread().name)
        self.began.set()
        assert self.may_go_on.wait(60)
        self.fail()
        yield Pool()
        self.closed.set()

    def fail(self) -> None:
        if self.failures:
            self.failures -= 1
            message = "not yet"
            raise ConnectionError(message)


class Async(Sync):
    """An async provider, whose opening waits until it may go on."""

    @provides(scope="app")
    async def pool(self) -> AsyncIterator[Pool]:  # type: ignore[override] # of the other kind
        self.opened.append(threading.current_thread().name)
        self.began.set()
        assert await asyncio.to_thread(self.may_go_on.wait, 60)
        self.fail()
        yield Pool()
        self.closed.set()


class Plain(Sync):
    """A sync provider that is not a generator."""

    @provides(scope="app")
    def pool(self) -> Pool:  # type: ignore[override] # of the other kind
        self.opened.append(threading.current_thread().name)
        self.fail()
        return Pool()


class AsyncPlain(Sync):
    """An async provider that is not a generator."""

    @provides(scope="app")
    async def pool(self) -> Pool:  # type: ignore[override] # of the other kind
        await asyncio.sleep(0)
        self.opened.append(threading.current_thread().name)
        self.fail()
        return Pool()


def function(msg: object, pool: Pool) -> Pool:
    return pool


async def async_function(msg: object, pool: Pool) -> Pool:
    await asyncio.sleep(0)
    return pool


PROVIDERS = pytest.mark.parametrize("kind", [Sync, Async, Plain, AsyncPlain])
WAITING = pytest.mark.parametrize("kind", [Sync, Async])
FUNCTIONS = pytest.mark.parametrize("called", [function, async_function], ids=["sync", "async"])


def invoke(loop: Loop, served: Any) -> Any:
    """Invoke the function as a worker does: an async one on the loop."""
    called = served.function(msg="hello")
    return run_in(loop, called) if asyncio.iscoroutine(called) else called


@PROVIDERS
@FUNCTIONS
class TestAValue:
    def test_is_opened_once(self, kind: type[Sync], called: Any, loop: Loop) -> None:
        plugin = kind()
        served = serve(called, plugin, loop=loop)

        assert plugin.opened == []
        values = {id(invoke(loop, served)) for _ in range(3)}

        assert len(values) == len(plugin.opened) == 1

    def test_is_shared_by_functions(self, kind: type[Sync], called: Any, loop: Loop) -> None:
        app, plugin = func.FunctionApp(), kind()
        funcext_core.install(app, plugins=[plugin], settings={})
        for name in ("one", "two"):

            def declare(name: str) -> None:
                declared: Any = app.queue_trigger(
                    arg_name="msg", queue_name="in", connection="Storage"
                )
                app.function_name(name)(declared(called))

            declare(name)
        one, two = (function.get_user_function() for function in index_in(loop, app))

        def ask(asking: Any) -> Any:
            value = asking(msg="hello")
            return run_in(loop, value) if asyncio.iscoroutine(value) else value

        assert ask(one) is ask(two)
        assert len(plugin.opened) == 1

    def test_that_cannot_be_opened_fails_those_who_wait_and_is_tried_again(
        self, kind: type[Sync], called: Any, loop: Loop
    ) -> None:
        outcomes: list[Outcome] = []

        class Watch:
            @hookimpl
            def post_invocation(self, outcome: Outcome) -> None:
                outcomes.append(outcome)

        plugin = kind()
        plugin.failures = 2
        served = serve(called, Watch(), plugin, loop=loop)

        for _ in range(2):
            with pytest.raises(ConnectionError, match="not yet"):
                invoke_with_context(loop, served)
        assert isinstance(invoke_with_context(loop, served), Pool)
        assert len(plugin.opened) == 3
        assert [(outcome.skipped, outcome.skipped_by) for outcome in outcomes] == [
            (True, "p1"),
            (True, "p1"),
            (False, None),
        ]

    def test_without_a_layer_raises_the_same(
        self, kind: type[Sync], called: Any, loop: Loop
    ) -> None:
        plugin = kind()
        plugin.failures = 1
        served = serve(called, plugin, loop=loop)

        with pytest.raises(ConnectionError, match="not yet"):
            invoke(loop, served)
        assert isinstance(invoke(loop, served), Pool)


def invoke_with_context(loop: Loop, served: Any) -> Any:
    called = served.call(msg="hello")
    return run_in(loop, called) if asyncio.iscoroutine(called) else called


@WAITING
class TestWaiting:
    def test_64_threads_get_one_value(self, kind: type[Sync], loop: Loop) -> None:
        plugin = kind()
        plugin.may_go_on.clear()
        served = serve(function, plugin, loop=loop)
        values: list[object] = []
        threads = [
            threading.Thread(target=lambda: values.append(served.function(msg=1)))
            for _ in range(64)
        ]
        for thread in threads:
            thread.start()
        assert plugin.began.wait(60)
        plugin.may_go_on.set()
        for thread in threads:
            thread.join()

        assert len(values) == 64
        assert len({*map(id, values)}) == len(plugin.opened) == 1

    def test_a_thousand_tasks_get_one_value(self, kind: type[Sync], loop: Loop) -> None:
        plugin = kind()
        plugin.may_go_on.clear()
        served = serve(async_function, plugin, loop=loop)

        async def main() -> list[Any]:
            calls = [asyncio.ensure_future(served.function(msg=1)) for _ in range(1000)]
            for _ in range(3):
                await asyncio.sleep(0)
            # The loop goes on while the value is opened.
            plugin.may_go_on.set()
            return await asyncio.gather(*calls)

        values = run_in(loop, main())

        assert len({*map(id, values)}) == len(plugin.opened) == 1

    def test_a_cancelled_first_waiter_does_not_end_the_opening(
        self, kind: type[Sync], loop: Loop
    ) -> None:
        plugin = kind()
        plugin.may_go_on.clear()
        served = serve(async_function, plugin, loop=loop)

        async def main() -> Any:
            first = asyncio.ensure_future(served.function(msg=1))
            second = asyncio.ensure_future(served.function(msg=1))
            assert await asyncio.to_thread(plugin.began.wait, 60)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            plugin.may_go_on.set()
            return await second

        assert isinstance(run_in(loop, main()), Pool)
        assert len(plugin.opened) == 1

    def test_the_failure_is_everyones_who_waited(self, kind: type[Sync], loop: Loop) -> None:
        plugin = kind()
        plugin.may_go_on.clear()
        plugin.failures = 1
        served = serve(async_function, plugin, loop=loop)

        async def main() -> list[Any]:
            calls = [asyncio.ensure_future(served.function(msg=1)) for _ in range(10)]
            for _ in range(3):
                await asyncio.sleep(0)
            plugin.may_go_on.set()
            return await asyncio.gather(*calls, return_exceptions=True)

        errors = run_in(loop, main())

        assert {type(error) for error in errors} == {ConnectionError}
        assert len(plugin.opened) == 1
        assert isinstance(run_in(loop, served.function(msg=1)), Pool)

    def test_a_function_that_is_called_on_the_loops_thread_does_not_block_it(
        self, kind: type[Sync], loop: Loop
    ) -> None:
        plugin = kind()
        plugin.may_go_on.clear()
        served = serve(function, plugin, loop=loop)

        async def main() -> None:
            served.function(msg=1)

        with pytest.raises(HookError, match="was called on an event loop's own thread"):
            run_in(loop, main())
        plugin.may_go_on.set()
        assert isinstance(served.function(msg=1), Pool)


variable: ContextVar[str] = ContextVar("variable", default="unset")


class TestTheContext:
    @pytest.mark.parametrize("kind", ["sync", "async"])
    @FUNCTIONS
    def test_is_not_that_of_an_invocation(self, kind: str, called: Any, loop: Loop) -> None:
        seen: list[str] = []

        class Hook:
            @hookimpl
            def pre_invocation(self) -> None:
                variable.set("of the invocation")

        class SyncProvider(Hook):
            @provides(scope="app")
            def pool(self) -> Pool:
                seen.append(variable.get())
                variable.set("of the provider")
                return Pool()

        class AsyncProvider(Hook):
            @provides(scope="app")
            async def pool(self) -> Pool:
                seen.append(variable.get())
                variable.set("of the provider")
                return Pool()

        plugin = SyncProvider() if kind == "sync" else AsyncProvider()
        served = serve(called, plugin, loop=loop)

        invoke_with_context(loop, served)

        assert seen == ["unset"]

    def test_of_an_async_provider_is_one_task(self, loop: Loop) -> None:
        tasks: list[object] = []

        class OneTask:
            @provides(scope="app")
            async def pool(self) -> AsyncIterator[Pool]:
                tasks.append(asyncio.current_task())
                variable.set("of the provider")
                yield Pool()
                tasks.extend((asyncio.current_task(), variable.get()))

        served = serve(async_function, OneTask(), loop=loop)
        invoke(loop, served)
        served.host._core.stop()

        assert tasks[0] is tasks[1]
        assert tasks[2] == "of the provider"


class Exits:
    """A provider whose opening ends in what no worker answers."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    @provides(scope="app")
    def pool(self) -> Iterator[Pool]:
        raise self.error
        yield


class AsyncExits(Exits):
    @provides(scope="app")
    async def pool(self) -> AsyncIterator[Pool]:  # type: ignore[override] # of the other kind
        raise self.error
        yield


class TestAnOpeningThatNoWorkerAnswers:
    @pytest.mark.parametrize("kind", [Exits, AsyncExits])
    @pytest.mark.parametrize(
        "error", [SystemExit("2"), KeyboardInterrupt(), asyncio.CancelledError()], ids=repr
    )
    @FUNCTIONS
    def test_fails_with_a_hook_error(
        self, kind: type[Exits], error: BaseException, called: Any, loop: Loop
    ) -> None:
        served = serve(called, kind(error), loop=loop)

        with pytest.raises(HookError) as failed:
            invoke(loop, served)

        assert str(failed.value).startswith(
            f"provider 'pool' of plugin 'p0' raised {type(error).__name__}"
        )
        assert failed.value.__cause__ is error

    @pytest.mark.parametrize("called", [function, async_function])
    def test_without_its_yield_fails_too(self, called: Any, loop: Loop) -> None:
        class NoYield:
            @provides(scope="app")
            async def pool(self) -> AsyncIterator[Pool]:
                return
                yield

        served = serve(called, NoYield(), loop=loop)

        with pytest.raises(HookError, match="'pool' of plugin 'p0' ended without its yield"):
            invoke(loop, served)


class Closing:
    """A provider that fails in one of its places."""

    def __init__(self, place: str) -> None:
        self.place = place

    def fail(self, place: str) -> None:
        if place == self.place:
            raise ConnectionError(place)

    @provides(scope="app")
    def pool(self) -> Iterator[Pool]:
        self.fail("open")
        yield Pool()
        self.fail("close")


class AsyncClosing(Closing):
    @provides(scope="app")
    async def pool(self) -> AsyncIterator[Pool]:  # type: ignore[override] # of the other kind
        self.fail("open")
        yield Pool()
        self.fail("close")


class TestDependencies:
    @FUNCTIONS
    def test_are_opened_before_and_closed_after(self, called: Any, loop: Loop) -> None:
        events: list[str] = []

        class Url:
            @provides(scope="app")
            def url(self) -> Iterator[bytes]:
                events.append("open url")
                yield b"url"
                events.append("close url")

            @hookimpl
            def app_stop(self) -> None:
                events.append("app_stop of url")

        class Database:
            @provides(scope="app")
            async def pool(self, url: bytes) -> AsyncIterator[Pool]:
                events.append(f"open pool of {url.decode()}")
                yield Pool()
                events.append("close pool")

            @hookimpl
            async def app_stop(self) -> None:
                events.append("app_stop of pool")

        for plugins in ([Url(), Database()], [Database(), Url()]):
            served = serve(called, *plugins, loop=loop)
            invoke(loop, served)
            served.host._core.stop()

        assert events[:6] == [
            "open url",
            "open pool of url",
            "app_stop of pool",
            "close pool",
            "app_stop of url",
            "close url",
        ]
        # The plugin further in stops first, but what it provides is in use.
        assert events[6:] == [
            "open url",
            "open pool of url",
            "app_stop of url",
            "app_stop of pool",
            "close pool",
            "close url",
        ]

    def test_without_a_tear_down_keep_what_they_use_open_until_their_plugin_stops(
        self, loop: Loop
    ) -> None:
        events: list[str] = []

        class Url:
            @provides(scope="app")
            def url(self) -> Iterator[bytes]:
                yield b"url"
                events.append("close url")

        class Database:
            @provides(scope="app")
            def pool(self, url: bytes) -> Pool:
                return Pool()

            @hookimpl
            def app_stop(self) -> None:
                events.append("app_stop of pool")

        for plugins in ([Url(), Database()], [Database(), Url()]):
            served = serve(function, *plugins, loop=loop)
            invoke(loop, served)
            served.host._core.stop()

        assert events == ["app_stop of pool", "close url"] * 2


class TestErrors:
    """Of the function, which an app-scoped value outlives, and of its opening and tear-down."""

    @PROVIDERS
    @FUNCTIONS
    @pytest.mark.parametrize("guard", [False, True], ids=["", "guard"])
    def test_of_the_function_do_not_reach_the_provider(
        self, kind: type[Sync], called: Any, guard: bool, loop: Loop
    ) -> None:
        plugin = kind()
        set_own_defaults(plugin, on_error="fail" if guard else "log")
        pools: list[object] = []

        def fail(msg: object, pool: Pool) -> None:
            pools.append(pool)
            raise LookupError(msg)

        async def async_fail(msg: object, pool: Pool) -> None:
            fail(msg, pool)

        served = serve(fail if called is function else async_fail, plugin, trigger=BARE, loop=loop)

        for _ in range(2):
            with pytest.raises(LookupError, match="hello"):
                invoke(loop, served)
        assert len({*map(id, pools)}) == len(plugin.opened) == 1

    @pytest.mark.parametrize("kind", [Closing, AsyncClosing])
    @FUNCTIONS
    @pytest.mark.parametrize("guard", [False, True], ids=["", "guard"])
    @pytest.mark.parametrize("place", ["open", "close"])
    def test_of_a_provider_are_the_functions_or_logged(
        self,
        kind: type[Closing],
        called: Any,
        guard: bool,
        place: str,
        loop: Loop,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        plugin = kind(place)
        set_own_defaults(plugin, on_error="fail" if guard else "log")
        served = serve(called, plugin, loop=loop)

        if place == "open":
            with pytest.raises(ConnectionError, match="open"):
                invoke(loop, served)
        else:
            assert isinstance(invoke(loop, served), Pool)
        served.host._core.stop()

        logged = "the tear-down of provider 'pool' of plugin 'p0' raised ConnectionError"
        assert (logged in caplog.text) == (place == "close")

    @pytest.mark.parametrize("kind", [Exits, AsyncExits])
    @FUNCTIONS
    @pytest.mark.parametrize("asks", [Pool, str], ids=["", "of what it needs"])
    def test_of_an_opening_leave_nothing_for_the_collector(
        self, kind: type[Exits], called: Any, asks: type, loop: Loop
    ) -> None:
        plugin = kind(SystemExit(2))
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(called.__annotations__, "pool", asks)
            served = serve(called, plugin, Needs(), loop=loop)

        gc.collect()
        gc.disable()
        try:
            left = failure_of(loop, served)
            plugin.error = SystemExit(2)
            for _ in range(3):
                # The loop, and the threads of the openings, let go of what they have answered.
                run_in(loop, asyncio.to_thread(join_openings))
            assert left() is None
        finally:
            gc.enable()


class Needs:
    """Providers that need the pool."""

    @provides(scope="app")
    def raw(self, pool: Pool) -> bytes:
        return b""

    @provides(scope="app")
    async def text(self, raw: bytes) -> str:
        return ""


def failure_of(loop: Loop, served: Any) -> weakref.ref[HookError]:
    """Return what an invocation raises, as long as somebody else keeps it."""
    try:
        invoke(loop, served)
    except HookError as error:
        return weakref.ref(error)
    raise AssertionError


def join_openings() -> None:
    for thread in threading.enumerate():
        if "_open_sync" in thread.name:
            thread.join()


class TestTheStop:
    @WAITING
    def test_tears_down_once(self, kind: type[Sync], loop: Loop) -> None:
        events: list[str] = []

        class Closing(kind):  # type: ignore[misc,valid-type] # a variable
            @hookimpl
            def app_stop(self) -> None:
                events.append("app_stop")

        served = serve(async_function, Closing(), loop=loop)
        invoke(loop, served)
        served.host._core.stop()
        served.host._core.stop()

        assert events == ["app_stop"]
        with pytest.raises(HookError, match="'pool' of plugin 'p0' is closed: the app stops"):
            invoke(loop, served)

    @WAITING
    @FUNCTIONS
    def test_tears_down_what_is_still_being_opened(
        self, kind: type[Sync], called: Any, loop: Loop
    ) -> None:
        plugin = kind()
        plugin.may_go_on.clear()
        served = serve(called, plugin, loop=loop)
        with ThreadPoolExecutor(1) as pool:
            invoked = pool.submit(invoke, loop, served)
            assert plugin.began.wait(60)
            served.host._core.stop()
            plugin.may_go_on.set()
            with pytest.raises(HookError, match="'pool' of plugin 'p0' is closed: the app stops"):
                invoked.result(60)
        assert plugin.closed.wait(60)

    def test_tears_nothing_down_that_was_not_opened(self, loop: Loop) -> None:
        plugin = Sync()
        served = serve(function, plugin, loop=loop)
        served.host._core.stop()

        assert plugin.opened == []

    @pytest.mark.parametrize("kind", ["sync", "async"])
    def test_logs_a_tear_down_that_raises(
        self, kind: str, loop: Loop, caplog: pytest.LogCaptureFixture
    ) -> None:
        class Raises:
            @provides(scope="app")
            def pool(self) -> Iterator[Pool]:
                yield Pool()
                message = "too late"
                raise SystemExit(message)

        class AsyncRaises:
            @provides(scope="app")
            async def pool(self) -> AsyncIterator[Pool]:
                yield Pool()
                message = "too late"
                raise SystemExit(message)

        served = serve(function, Raises() if kind == "sync" else AsyncRaises(), loop=loop)
        invoke(loop, served)
        served.host._core.stop()

        assert "the tear-down of provider 'pool' of plugin 'p0' raised SystemExit" in caplog.text

    @pytest.mark.parametrize("kind", ["sync", "async"])
    def test_logs_a_second_yield(
        self, kind: str, loop: Loop, caplog: pytest.LogCaptureFixture
    ) -> None:
        class Twice:
            @provides(scope="app")
            def pool(self) -> Iterator[Pool]:
                yield Pool()
                yield Pool()

        class AsyncTwice:
            @provides(scope="app")
            async def pool(self) -> AsyncIterator[Pool]:
                yield Pool()
                yield Pool()

        served = serve(function, Twice() if kind == "sync" else AsyncTwice(), loop=loop)
        invoke(loop, served)
        served.host._core.stop()

        assert "provider 'pool' of plugin 'p0' yielded twice" in caplog.text

    def test_waits_for_the_invocations_in_flight(self, loop: Loop) -> None:
        entered, may_end = threading.Event(), threading.Event()

        def slow(msg: object, pool: Pool) -> None:
            entered.set()
            assert may_end.wait(60)

        served = serve(slow, Sync(), trigger=BARE, loop=loop)
        in_flight = served.host._core._in_flight
        assert in_flight is not None
        thread = threading.Thread(target=lambda: served.function(msg=1))
        thread.start()
        assert entered.wait(60)
        assert in_flight.number == 1
        may_end.set()
        thread.join()
        assert in_flight.number == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
class TestAForkedChild:
    def in_child(self, served: Any) -> str:
        """Return what an invocation in a forked child returns, or raises, as text."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                signal.alarm(60)
                answer = type(served.function(msg="hello")).__name__
            except Exception as error:
                answer = f"{type(error).__name__}: {error}"
            finally:
                os.write(writing, answer.encode())
                os._exit(0)
        os.close(writing)
        os.waitpid(child, 0)
        with os.fdopen(reading, encoding="utf-8") as answered:
            return answered.read()

    @pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
    def test_does_not_wait_for_what_a_thread_of_its_parent_opens(
        self, is_async: bool, loop: Loop
    ) -> None:
        parent, began, may_go_on = os.getpid(), threading.Event(), threading.Event()

        def wait() -> None:
            if os.getpid() == parent:
                began.set()
                assert may_go_on.wait(60)

        class Waiting:
            @provides(scope="app")
            def pool(self) -> Pool:
                wait()
                return Pool()

        class AsyncWaiting:
            @provides(scope="app")
            async def pool(self) -> Pool:
                await asyncio.to_thread(wait)
                return Pool()

        served = serve(function, AsyncWaiting() if is_async else Waiting(), loop=loop)
        with ThreadPoolExecutor(1) as pool:
            invoked = pool.submit(served.function, msg="hello")
            assert began.wait(60)
            answer = self.in_child(served)
            may_go_on.set()
            assert isinstance(invoked.result(60), Pool)

        # The parent's loop does not run there.
        assert answer.startswith(
            "HookError: provider 'pool' of plugin 'p0' cannot be waited for: this process is a "
            "forked child"
            if is_async
            else "Pool"
        )


class TestAValueThatEndsByItself:
    def test_is_opened_again(self, loop: Loop, caplog: pytest.LogCaptureFixture) -> None:
        tasks: list[Any] = []

        class Fragile:
            @provides(scope="app")
            async def pool(self) -> AsyncIterator[Pool]:
                tasks.append(asyncio.current_task())
                yield Pool()

        served = serve(async_function, Fragile(), loop=loop)
        first = invoke(loop, served)

        async def end() -> None:
            tasks[0].cancel()
            await asyncio.wait(tasks)

        run_in(loop, end())

        assert invoke(loop, served) is not first
        assert len(tasks) == 2

    def test_with_its_loop_is_opened_again_on_another(self) -> None:
        plugin = Async()
        served = serve(async_function, plugin)

        first = asyncio.run(served.function(msg=1))
        second = asyncio.run(served.function(msg=2))

        assert first is not second
        assert len(plugin.opened) == 2


PROCESS = """
import asyncio, os, signal, sys
from collections.abc import AsyncIterator, Iterator
import azure.functions as func
import funcext_core
from funcext_core import provides
from funcext_core._lifecycle import stopping

stopping.ANSWERS_LEAVE_IN = 0.0

def say(*words):
    os.write(1, (" ".join(words) + "\\n").encode())

class Pool: ...
class Client: ...

class Database:
    @provides(scope="app")
    async def pool(self) -> AsyncIterator[Pool]:
        say("open pool")
        yield Pool()
        say("close pool")

    @provides(scope="app")
    def client(self) -> Iterator[Client]:
        say("open client")
        yield Client()
        say("close client")

app = func.FunctionApp()
plugins = funcext_core.install(app, plugins=[Database()], settings={})

@plugins.app_stop
def stop():
    say("app_stop")

@app.route(route="hello")
async def hello(req: func.HttpRequest, pool: Pool, client: Client) -> str:
    return "hello"

async def main(term):
    served = app.get_functions()[0].get_user_function()
    say(await served(req=None))
    if term:
        os.kill(os.getpid(), signal.SIGTERM)
        while True:
            await asyncio.sleep(0.01)

asyncio.run(main(sys.argv[1] == "term"))
say("the loop has ended")
"""


class TestTheEndOfAProcess:
    def run(self, how: str) -> tuple[int, list[str]]:
        ended = subprocess.run(
            [sys.executable, "-c", PROCESS, how], capture_output=True, text=True, check=False
        )
        return ended.returncode, ended.stdout.splitlines()

    @pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM")
    def test_by_a_signal_tears_down_on_the_loop(self) -> None:
        code, lines = self.run("term")

        assert code < 0
        assert lines == [
            *("open pool", "open client", "hello"),
            *("app_stop", "close client", "close pool"),
        ]

    def test_after_the_loop_tears_down_what_is_sync(self) -> None:
        code, lines = self.run("end")

        assert code == 0
        # The loop ended first, and with it the task of the async provider.
        assert lines == [
            *("open pool", "open client", "hello"),
            *("the loop has ended", "app_stop", "close client"),
        ]
