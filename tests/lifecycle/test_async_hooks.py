"""Async hooks around async and sync functions: loops, threads, contexts, cancellation."""

from __future__ import annotations

import asyncio
import contextvars
import sys
import threading
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from typing import Any

import pytest

from drivers.apps import write_app
from drivers.classic import ClassicWorker
from drivers.inputs import http_request
from drivers.library import LibraryRuntime
from drivers.loop import WorkerDriver
from drivers.results import Result
from funcext_core import FunctionExit, HookError, Invocation, Outcome, hookimpl
from funcext_core._lifecycle import loop_bridge as bridge
from layered import INVOCATION_ID, Context, Served, run_in, running_loop, serve, set_own_defaults


Loop = asyncio.AbstractEventLoop

since_311 = pytest.mark.skipif(
    sys.version_info < (3, 11), reason="a task can be given a context since Python 3.11"
)


def echo(msg: str) -> str:
    return msg


async def async_echo(msg: str) -> str:
    await asyncio.sleep(0)
    return msg


@pytest.fixture
def loop() -> Iterator[Loop]:
    """Make a loop that runs in a thread of its own, as a worker's does beside its pool."""
    with running_loop() as loop:
        yield loop


class AsyncPre:
    """A plugin of one async `pre_invocation`."""

    def __init__(self, hook: Callable[[Invocation], Any], on_error: str = "log") -> None:
        self.hook = hook
        set_own_defaults(self, on_error=on_error)

    @hookimpl
    async def pre_invocation(self, invocation: Invocation) -> None:
        await self.hook(invocation)


# --- Where hooks run -----------------------------------------------------------------------------


class Threads:
    """A plugin that notes on which thread each of its hooks runs."""

    def __init__(self) -> None:
        self.seen: dict[str, threading.Thread] = {}

    def note(self, name: str) -> None:
        self.seen[name] = threading.current_thread()


class SyncThreads(Threads):
    @hookimpl
    def pre_invocation(self) -> None:
        self.note("pre")

    @hookimpl
    def around_invocation(self) -> Generator[None, Outcome, None]:
        self.note("first")
        yield
        self.note("second")

    @hookimpl
    def post_invocation(self) -> None:
        self.note("post")


class AsyncThreads(Threads):
    @hookimpl
    async def pre_invocation(self) -> None:
        await asyncio.sleep(0)
        self.note("pre")

    @hookimpl
    async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
        await asyncio.sleep(0)
        self.note("first")
        yield
        await asyncio.sleep(0)
        self.note("second")

    @hookimpl
    async def post_invocation(self) -> None:
        await asyncio.sleep(0)
        self.note("post")


HOOKS = ("pre", "first", "second", "post")


class TestWhereHooksRun:
    def test_around_a_sync_function_sync_hooks_on_its_thread_and_async_ones_on_the_loops(
        self, loop: Loop
    ) -> None:
        plugins = (SyncThreads(), AsyncThreads(), SyncThreads())
        assert serve(echo, *plugins, loop=loop)(msg="m") == "m"
        loops = run_in(loop, _this_thread())
        here = threading.current_thread()
        assert [plugin.seen for plugin in plugins] == [
            dict.fromkeys(HOOKS, here),
            dict.fromkeys(HOOKS, loops),
            dict.fromkeys(HOOKS, here),
        ]

    def test_around_an_async_function_all_in_its_own_task(self) -> None:
        tasks: list[object] = []

        class Sync:
            @hookimpl
            def pre_invocation(self) -> None:
                tasks.append(asyncio.current_task())

        class Async:
            @hookimpl
            async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
                tasks.append(asyncio.current_task())
                yield
                tasks.append(asyncio.current_task())

        async def function(msg: str) -> str:
            tasks.append(asyncio.current_task())
            return msg

        serve(function, Sync(), Async())(msg="m")
        assert len(tasks) == 4
        assert len(set(tasks)) == 1

    def test_of_both_kinds_of_one_hook_each_function_gets_its_own(self, loop: Loop) -> None:
        called: list[str] = []

        class Plugin:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                called.append("sync pre")

            @hookimpl(specname="pre_invocation")
            async def async_pre(self, invocation: Invocation) -> None:
                called.append("async pre")

            @hookimpl(specname="around_invocation")
            async def async_around(self) -> AsyncGenerator[None, Outcome]:
                called.append("async around")
                yield

            @hookimpl
            def around_invocation(self) -> Generator[None, Outcome, None]:
                called.append("sync around")
                yield

        serve(echo, Plugin(), loop=loop)(msg="m")
        serve(async_echo, Plugin())(msg="m")
        assert called == ["sync pre", "sync around", "async pre", "async around"]

    def test_an_async_generator_belongs_to_the_loop_which_closes_it_at_its_end(self) -> None:
        ended: list[str] = []
        entered = threading.Event()

        class Plugin:
            @hookimpl
            async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
                helper = self.helper()
                await helper.__anext__()
                entered.set()
                yield

            async def helper(self) -> AsyncGenerator[None, None]:
                try:
                    yield
                finally:
                    await asyncio.sleep(0)
                    ended.append("ended")

        with running_loop() as loop:
            serve(echo, Plugin(), loop=loop)(msg="m")
            assert entered.is_set()
        assert ended == ["ended"]


async def _this_thread() -> threading.Thread:
    return threading.current_thread()


# --- What can keep the loop from running a hook --------------------------------------------------


async def never_run(_: Invocation) -> None:
    pytest.fail("it cannot run")


def served_in(loop: Loop, *plugins: object, function: Callable[[str], object] = echo) -> Served:
    return serve(function, *plugins, loop=loop)


def no_loop() -> Served:
    return serve(echo, AsyncPre(never_run), AsyncPre(never_run, "fail"))


def stopped_loop() -> Served:
    with running_loop() as loop:
        served = served_in(loop, AsyncPre(never_run), AsyncPre(never_run, "fail"))
    # A loop as it is between two runs.
    served.host._core.bridge.loop = asyncio.new_event_loop()
    return served


def closed_loop() -> Served:
    with running_loop() as loop:
        return served_in(loop, AsyncPre(never_run), AsyncPre(never_run, "fail"))


OBSTACLES = [
    (no_loop, "no event loop was running when the app was indexed"),
    (stopped_loop, "the worker's event loop is not running"),
    (closed_loop, "the worker's event loop is closed"),
]


class TestHazards:
    @pytest.mark.parametrize(("make", "why"), OBSTACLES)
    def test_without_a_running_loop_it_is_a_hook_error_at_once(
        self, make: Callable[[], Served], why: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        served = make()
        error = served.error(msg="m")
        if served.host._core.bridge.loop is not None:
            served.host._core.bridge.loop.close()
        assert isinstance(error, HookError), "the second of the two plugins is a guard"
        assert str(error) == f"an async hook around a sync function cannot run: {why}"
        logged = [record for record in caplog.records if record.name == "funcext.plugins.p0"]
        assert [record.exc_info and str(record.exc_info[1]) for record in logged] == [str(error)]

    def test_on_the_loops_own_thread_it_is_a_hook_error_at_once(
        self, loop: Loop, caplog: pytest.LogCaptureFixture
    ) -> None:
        served = served_in(loop, AsyncPre(never_run))

        async def call() -> object:
            return served(msg="m")

        assert run_in(loop, call()) == "m"
        assert "on the event loop's own thread, which it would block" in caplog.text

    def test_a_loop_that_stops_while_a_hook_runs_ends_the_wait_and_the_hook(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(bridge, "CHECK_LOOP_EVERY", 0.01)
        events: list[str] = []
        its_loop = asyncio.new_event_loop()
        thread = threading.Thread(target=its_loop.run_forever)

        async def hang(_: Invocation) -> None:
            its_loop.stop()
            try:
                await asyncio.Event().wait()
            finally:
                events.append("ended")

        thread.start()
        assert served_in(its_loop, AsyncPre(hang))(msg="m") == "m"
        assert "was abandoned: the worker's event loop is not running" in caplog.text
        thread.join()
        assert events == []
        its_loop.run_until_complete(asyncio.sleep(0))
        its_loop.run_until_complete(asyncio.sleep(0))
        assert events == ["ended"], "the loop went on after all"
        its_loop.close()

    def test_a_loop_that_stops_before_a_hook_starts_never_starts_it(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(bridge, "CHECK_LOOP_EVERY", 0.01)
        stopping, asked = threading.Event(), threading.Event()

        def stop() -> None:
            # The hook is asked for while the loop is busy with its last turn.
            stopping.set()
            asked.wait(60)
            its_loop.stop()

        def ask(invocation: Invocation) -> None:
            its_loop.call_soon_threadsafe(stop)
            stopping.wait(60)

        class Plugin:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                ask(invocation)

        started: list[str] = []

        class Late:
            @hookimpl
            async def pre_invocation(self) -> None:
                started.append("no thread waits for it anymore")

        with running_loop() as its_loop:
            served = served_in(its_loop, Plugin(), Late())
            original = its_loop.call_soon_threadsafe

            def call_soon_threadsafe(*args: Any, **options: Any) -> asyncio.Handle:
                handle = original(*args, **options)
                if args[0] is not stop:
                    # It comes after the stop, which the loop has begun, in a turn of its own.
                    asked.set()
                return handle

            monkeypatch.setattr(its_loop, "call_soon_threadsafe", call_soon_threadsafe)
            assert served(msg="m") == "m"
        assert "was abandoned" in caplog.text
        assert started == []

    # Up to Python 3.10 they are three.
    @pytest.mark.parametrize(
        "kind",
        sorted({TimeoutError, FutureTimeoutError, asyncio.TimeoutError}, key=str),
        ids=str,
    )
    def test_a_timeout_that_a_hook_raises_is_its_own(
        self, kind: type[Exception], loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bridge, "CHECK_LOOP_EVERY", 0.001)
        raised = kind("the hook's")

        async def time_out(_: Invocation) -> None:
            raise raised

        assert served_in(loop, AsyncPre(time_out, "fail")).error(msg="m") is raised

    def test_a_long_hook_is_waited_for(self, loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bridge, "CHECK_LOOP_EVERY", 0.001)
        checks = 0
        enough = asyncio.Event()
        obstacle_of = bridge.obstacle_of

        def count(loop: Loop | None) -> str | None:
            nonlocal checks
            checks += 1
            if checks == 10 and loop is not None:
                loop.call_soon_threadsafe(enough.set)
            return obstacle_of(loop)

        monkeypatch.setattr(bridge, "obstacle_of", count)

        async def long(invocation: Invocation) -> None:
            await enough.wait()
            invocation.respond("waited")

        assert served_in(loop, AsyncPre(long))(msg="m") == "waited"

    def test_a_hook_may_use_to_thread_while_the_workers_pool_is_full(self, loop: Loop) -> None:
        async def read(invocation: Invocation) -> None:
            invocation.args["msg"] = await asyncio.to_thread(lambda: "read in a thread")

        served = served_in(loop, AsyncPre(read))
        with ThreadPoolExecutor(1) as pool:
            calls = [pool.submit(served, msg="m") for _ in range(3)]
            assert [call.result(60) for call in calls] == ["read in a thread"] * 3

    @pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt, GeneratorExit])
    def test_no_hook_ends_the_loop(self, kind: type[BaseException], loop: Loop) -> None:
        async def leave(_: Invocation) -> None:
            raise kind

        served = served_in(loop, AsyncPre(leave))
        if kind is KeyboardInterrupt:
            assert isinstance(served.error(msg="m"), KeyboardInterrupt)
        else:
            assert served(msg="m") == "m"
        assert run_in(loop, async_echo("alive")) == "alive"

    def test_a_hook_whose_task_is_cancelled_is_a_hook_error(
        self, loop: Loop, caplog: pytest.LogCaptureFixture
    ) -> None:
        served = served_in(loop, AsyncPre(never_run))

        def cancel(task: asyncio.Task[Any], invocation_id: str) -> None:
            task.cancel()

        served.host._core.bridge.prepare_task = cancel
        assert served(msg="m") == "m"
        assert "raised CancelledError" in caplog.text

    def test_a_task_that_cannot_be_prepared_is_a_hook_error(
        self, loop: Loop, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def fine(_: Invocation) -> None: ...

        def prepare(task: object, invocation_id: str) -> None:
            raise KeyError

        served = served_in(loop, AsyncPre(fine))
        served.host._core.bridge.prepare_task = prepare
        assert served(msg="m") == "m"
        assert "raised KeyError" in caplog.text

    def test_the_task_is_prepared_for_the_invocation(self, loop: Loop) -> None:
        prepared: list[tuple[object, str]] = []
        ran: list[object] = []

        async def note(_: Invocation) -> None:
            ran.append(asyncio.current_task())

        served = served_in(loop, AsyncPre(note))
        served.host._core.bridge.prepare_task = lambda task, given: prepared.append((task, given))
        served(msg="m")
        assert prepared == [(ran[0], INVOCATION_ID)]

    def test_many_threads_cross_over_at_once(self, loop: Loop) -> None:
        barrier = threading.Barrier(8)

        class Plugin:
            @hookimpl
            async def around_invocation(
                self, invocation: Invocation
            ) -> AsyncGenerator[None, Outcome]:
                own = invocation.args["msg"]
                await asyncio.sleep(0)
                outcome = yield
                assert outcome.value == own
                outcome.value = f"{own} of {invocation.id}"

        def function(msg: str) -> str:
            barrier.wait(60)
            return msg

        served = served_in(loop, Plugin(), function=function)
        with ThreadPoolExecutor(8) as pool:
            calls = [pool.submit(served.call, str(number), msg=number) for number in range(8)]
            results = [call.result(60) for call in calls]
        assert results == [f"{number} of {number}" for number in range(8)]


# --- Contexts ------------------------------------------------------------------------------------

VARIABLE: contextvars.ContextVar[str] = contextvars.ContextVar("VARIABLE", default="unset")


class SyncSetter:
    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        invocation.state[self] = VARIABLE.set(VARIABLE.get() + "+")

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        VARIABLE.reset(invocation.state[self])
        outcome.value = f"{outcome.value}, {VARIABLE.get()}"


class AsyncSetter:
    @hookimpl
    async def pre_invocation(self, invocation: Invocation) -> None:
        await asyncio.sleep(0)
        invocation.state[self] = VARIABLE.set(VARIABLE.get() + "+")

    @hookimpl
    async def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        await asyncio.sleep(0)
        VARIABLE.reset(invocation.state[self])
        outcome.value = f"{outcome.value}, {VARIABLE.get()}"


class SyncAroundSetter:
    @hookimpl
    def around_invocation(self) -> Generator[None, Outcome, None]:
        token = VARIABLE.set(VARIABLE.get() + "+")
        outcome = yield
        VARIABLE.reset(token)
        outcome.value = f"{outcome.value}, {VARIABLE.get()}"


class AsyncAroundSetter:
    @hookimpl
    async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
        await asyncio.sleep(0)
        token = VARIABLE.set(VARIABLE.get() + "+")
        outcome = yield
        await asyncio.sleep(0)
        VARIABLE.reset(token)
        outcome.value = f"{outcome.value}, {VARIABLE.get()}"


def look(msg: str) -> str:
    return VARIABLE.get()


async def async_look(msg: str) -> str:
    await asyncio.sleep(0)
    return VARIABLE.get()


SETTERS = [SyncSetter, AsyncSetter, SyncAroundSetter, AsyncAroundSetter]


class TestContexts:
    @pytest.mark.parametrize("setter", SETTERS)
    @pytest.mark.parametrize("function", [look, async_look], ids=["sync", "async"])
    def test_a_token_set_on_the_way_in_is_valid_on_the_way_out(
        self, setter: Callable[[], object], function: Callable[[str], object], loop: Loop
    ) -> None:
        if sys.version_info < (3, 11) and function is look and "Async" in setter.__name__:
            pytest.skip("a task can be given a context since Python 3.11")
        served = serve(function, setter(), setter(), loop=loop if function is look else None)
        assert served(msg="m") == "unset++, unset+, unset"

    @since_311
    @pytest.mark.parametrize("outer", SETTERS)
    @pytest.mark.parametrize("inner", SETTERS)
    def test_sync_and_async_hooks_around_a_sync_function_share_one(
        self, outer: Callable[[], object], inner: Callable[[], object], loop: Loop
    ) -> None:
        assert serve(look, outer(), inner(), loop=loop)(msg="m") == "unset++, unset+, unset"

    @pytest.mark.parametrize("kind", ["sync", "async"])
    def test_what_hooks_and_a_sync_function_set_is_gone_when_it_ends(
        self, kind: str, loop: Loop
    ) -> None:
        class Sync:
            @hookimpl
            def pre_invocation(self) -> None:
                VARIABLE.set(VARIABLE.get() + " by a hook")

        class Async:
            @hookimpl
            async def pre_invocation(self) -> None:
                VARIABLE.set(VARIABLE.get() + " by a hook")

        def function(msg: str) -> str:
            seen = VARIABLE.get()
            VARIABLE.set("by the function")
            return seen

        served = serve(function, Sync() if kind == "sync" else Async(), loop=loop)
        with ThreadPoolExecutor(1) as pool:
            first, second = (pool.submit(served, msg="m").result(60) for _ in range(2))
            left = pool.submit(VARIABLE.get).result(60)
        lost = kind == "async" and sys.version_info < (3, 11)
        assert first == second == ("unset" if lost else "unset by a hook")
        assert left == "unset"

    def test_what_the_worker_set_is_seen_by_all(self, loop: Loop) -> None:
        seen: list[str] = []

        class Plugin:
            @hookimpl
            async def pre_invocation(self) -> None:
                seen.append(VARIABLE.get())

        served = serve(look, Plugin(), loop=loop)

        def invoke() -> object:
            VARIABLE.set("the worker's")
            return served(msg="m")

        assert contextvars.copy_context().run(invoke) == "the worker's"
        assert seen == ["the worker's"]

    @since_311
    def test_what_the_function_sets_is_seen_on_the_way_out(self, loop: Loop) -> None:
        seen: list[str] = []

        class Plugin:
            @hookimpl
            async def post_invocation(self) -> None:
                seen.append(VARIABLE.get())

        def function(msg: str) -> None:
            VARIABLE.set("by the function")

        serve(function, Plugin(), loop=loop)(msg="m")
        assert seen == ["by the function"]

    @pytest.mark.skipif(sys.version_info >= (3, 11), reason="Python 3.10's difference")
    def test_on_310_an_async_hook_around_a_sync_function_sees_a_copy(self, loop: Loop) -> None:
        seen: list[str] = []

        class Sync:
            @hookimpl
            def pre_invocation(self) -> None:
                VARIABLE.set("by a sync hook")

        class Async:
            @hookimpl
            async def pre_invocation(self) -> None:
                seen.append(VARIABLE.get())
                VARIABLE.set("by an async hook")

        assert serve(look, Sync(), Async(), loop=loop)(msg="m") == "by a sync hook"
        assert seen == ["by a sync hook"]

    def test_a_generator_that_yields_twice_is_closed_in_the_context_of_the_invocation(
        self, loop: Loop, caplog: pytest.LogCaptureFixture
    ) -> None:
        class Twice:
            @hookimpl
            def around_invocation(self) -> Generator[None, Outcome, None]:
                token = VARIABLE.set("set")
                try:
                    yield
                    yield
                finally:
                    VARIABLE.reset(token)

        class Async:
            @hookimpl
            async def pre_invocation(self) -> None: ...

        serve(echo, Twice(), Async(), loop=loop)(msg="m")
        assert "around_invocation of plugin 'p0' yielded twice" in caplog.text


class Tracing:
    """A stand-in for OpenTelemetry's context: `attach` returns a token, which `detach` takes.

    As there, a token of another context is an error.
    """

    current: contextvars.ContextVar[tuple[str, ...]] = contextvars.ContextVar("spans", default=())

    def attach(self, span: str) -> contextvars.Token[tuple[str, ...]]:
        return self.current.set((*self.current.get(), span))

    def detach(self, token: contextvars.Token[tuple[str, ...]]) -> None:
        self.current.reset(token)


class TestTracing:
    @pytest.mark.parametrize("function", ["sync", "async"])
    @pytest.mark.parametrize("hooks", ["pre and post", "around"])
    def test_a_span_is_current_in_the_function_and_ended_after_it(
        self, function: str, hooks: str
    ) -> None:
        tracing = Tracing()

        class PreAndPost:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                invocation.state[self] = tracing.attach(invocation.id)

            @hookimpl
            def post_invocation(self, invocation: Invocation) -> None:
                tracing.detach(invocation.state[self])

        class Around:
            @hookimpl
            def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
                token = tracing.attach(invocation.id)
                try:
                    (yield).result()
                finally:
                    tracing.detach(token)

        def of_sync(msg: str) -> tuple[str, ...]:
            return tracing.current.get()

        async def of_async(msg: str) -> tuple[str, ...]:
            await asyncio.sleep(0)
            return tracing.current.get()

        plugin: Callable[[], object] = PreAndPost if hooks == "pre and post" else Around
        served = serve(of_sync if function == "sync" else of_async, plugin(), plugin())
        assert served(msg="m") == (INVOCATION_ID, INVOCATION_ID)
        assert all(hook["errors"] == 0 for hook in served.host.stats()["p0"].values())
        assert tracing.current.get() == ()


# --- Log lines -----------------------------------------------------------------------------------

LOGGING_APP = """
import asyncio, logging
import azure.functions as func
import funcext_core

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app, settings={})
log = logging.getLogger("app")

both_are_here = asyncio.Event()
here = []

@plugins.pre_invocation
async def before(invocation):
    log.warning("before")
    here.append(invocation.id)
    if len(here) == 2:
        both_are_here.set()
    await both_are_here.wait()
    log.warning("waited")
    await asyncio.gather(in_a_task())

async def in_a_task():
    log.warning("in a task")

@plugins.post_invocation
async def after(invocation, outcome):
    log.warning("after")
    raise ValueError("so that funcext logs")

@app.route(route="hello")
def hello(req: func.HttpRequest) -> str:
    log.warning("function")
    return "hello"
"""


@pytest.fixture(params=[ClassicWorker, LibraryRuntime])
def worker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[WorkerDriver]:
    """Start each of the workers with an app whose function is sync and whose hooks are async."""
    if request.param is LibraryRuntime and sys.version_info < (3, 13):
        pytest.skip("the library runtimes need Python 3.13 or later")
    (tmp_path / "app").mkdir()
    driver: WorkerDriver = request.param()
    try:
        driver.load(write_app(tmp_path / "app", {"function_app.py": LOGGING_APP}))
        yield driver
    finally:
        driver.close()


def test_log_lines_of_hooks_carry_the_workers_invocation_id(worker: WorkerDriver) -> None:
    ids = ("first", "second")

    async def both_at_once() -> list[Result]:
        calls = (worker.ainvoke("hello", {"req": http_request()}, identity) for identity in ids)
        return list(await asyncio.gather(*calls))

    assert all(result.ok for result in worker.run(both_at_once()))
    lines = [line for line in worker.logs if line.category in ("app", "funcext.plugins.after")]
    texts = [
        "before",
        "waited",
        "in a task",
        "function",
        "after",
        "hook post_invocation of plugin 'after'",
    ]
    for identity in ids:
        own = [line.text for line in lines if line.invocation_id == identity]
        assert [text[: len(start)] for text, start in zip(own, texts, strict=True)] == texts


# --- Cancellation --------------------------------------------------------------------------------


async def cancelled_while(served: Served, waits: asyncio.Event) -> asyncio.Task[object]:
    """Invoke in a task, cancel it once `waits` is set, and return it when it has ended."""
    task: asyncio.Task[object] = asyncio.ensure_future(served.call(msg="m"))
    await waits.wait()
    task.cancel()
    await asyncio.wait([task])
    return task


class Leaver:
    """A plugin that notes how it is left."""

    def __init__(self) -> None:
        self.left: list[object] = []

    @hookimpl
    async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
        outcome = yield
        await asyncio.sleep(0)
        self.left.append(type(outcome.error))

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        self.left.append(outcome.skipped_by)


class TestCancellation:
    def test_of_the_function_passes_once_every_layer_is_left(self) -> None:
        async def main() -> asyncio.Task[object]:
            waits = asyncio.Event()

            async def function(msg: str) -> None:
                waits.set()
                await asyncio.Event().wait()

            return await cancelled_while(serve(function, leaver), waits)

        leaver = Leaver()
        assert asyncio.run(main()).cancelled()
        assert leaver.left == [asyncio.CancelledError, None]

    def test_of_a_hook_on_the_way_in_keeps_the_function_from_running(self) -> None:
        ran: list[str] = []

        async def function(msg: str) -> None:
            ran.append(msg)

        async def main() -> asyncio.Task[object]:
            waits = asyncio.Event()

            async def wait(_: Invocation) -> None:
                waits.set()
                await asyncio.Event().wait()

            return await cancelled_while(serve(function, leaver, AsyncPre(wait)), waits)

        leaver = Leaver()
        assert asyncio.run(main()).cancelled()
        assert leaver.left == [asyncio.CancelledError, "p1"]
        assert ran == []

    def test_on_the_way_out_replaces_what_the_invocation_would_have_ended_in(self) -> None:
        async def main() -> asyncio.Task[object]:
            waits = asyncio.Event()

            class Waits:
                @hookimpl
                async def post_invocation(self) -> None:
                    waits.set()
                    await asyncio.Event().wait()

            return await cancelled_while(serve(async_echo, leaver, Waits()), waits)

        leaver = Leaver()
        assert asyncio.run(main()).cancelled()
        assert leaver.left == [asyncio.CancelledError, None]

    def test_no_hook_can_clear_it(self) -> None:
        refused: list[str] = []

        class Clears:
            @hookimpl
            def post_invocation(self, outcome: Outcome) -> None:
                try:
                    outcome.error = None
                except HookError as error:
                    refused.append(str(error))
                outcome.value = "instead"

        async def main() -> asyncio.Task[object]:
            waits = asyncio.Event()

            async def function(msg: str) -> None:
                waits.set()
                await asyncio.Event().wait()

            return await cancelled_while(serve(function, Clears()), waits)

        assert asyncio.run(main()).cancelled()
        assert refused == ["no hook can clear or replace a CancelledError"]

    @pytest.mark.parametrize("on_error", ["log", "fail"])
    def test_raised_by_a_hook_of_its_own_accord_it_is_a_hook_error(self, on_error: str) -> None:
        async def other_tasks(_: Invocation) -> None:
            # What awaiting a task that was cancelled raises.
            cancelled: Future[None] = Future()
            cancelled.cancel()
            await asyncio.wrap_future(cancelled)

        served = serve(async_echo, AsyncPre(other_tasks, on_error))
        if sys.version_info < (3, 11):
            # There it cannot be distinguished from a real one.
            assert isinstance(served.error(msg="m"), asyncio.CancelledError)
        elif on_error == "log":
            assert served(msg="m") == "m"
        else:
            error = served.error(msg="m")
            assert isinstance(error, HookError)
            assert isinstance(error.__cause__, asyncio.CancelledError)

    def test_around_a_sync_function_it_is_always_a_hook_error(self, loop: Loop) -> None:
        async def raises(_: Invocation) -> None:
            raise asyncio.CancelledError

        class Sync:
            @hookimpl
            def pre_invocation(self) -> None:
                raise asyncio.CancelledError

        assert serve(echo, Sync(), AsyncPre(raises), loop=loop)(msg="m") == "m"

    @since_311
    @pytest.mark.parametrize("on_timeout", ["a response", "an error", "nothing", "raises"])
    def test_a_hook_may_end_the_cancellation_that_it_began(self, on_timeout: str) -> None:
        class Timeout:
            @hookimpl
            async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
                task = asyncio.current_task()
                assert task is not None
                outcome = yield
                # What `asyncio.timeout` does when its time is over and it is left.
                if hasattr(task, "uncancel"):
                    task.uncancel()
                if on_timeout == "a response":
                    outcome.error = None
                    outcome.value = "too late"
                elif on_timeout == "an error":
                    outcome.error = TimeoutError("too late")
                elif on_timeout == "raises":
                    message = "too late"
                    raise TimeoutError(message)

        async def function(msg: str) -> None:
            task = asyncio.current_task()
            assert task is not None
            task.cancel()
            await asyncio.sleep(0)

        served = serve(function, Timeout())
        if on_timeout == "a response":
            assert served(msg="m") == "too late"
            return
        # No worker answers a cancellation that is no longer one.
        expected = TimeoutError if on_timeout == "an error" else FunctionExit
        assert isinstance(served.error(msg="m"), expected)

    @since_311
    def test_a_timeout_around_the_function_can_be_written_with_asyncio(self) -> None:
        class Timeout:
            @hookimpl
            async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
                outcome = None
                try:
                    async with asyncio.timeout(0):  # type: ignore[attr-defined, unused-ignore] # 3.11
                        outcome = yield
                        outcome.result()
                except TimeoutError as error:
                    assert outcome is not None
                    outcome.error = error

        async def function(msg: str) -> None:
            await asyncio.Event().wait()

        assert isinstance(serve(function, Timeout()).error(msg="m"), TimeoutError)


# --- Coroutines that are closed ------------------------------------------------------------------


class Notes:
    """A plugin of sync hooks that notes how it is left."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    @hookimpl
    def around_invocation(self) -> Generator[None, Outcome, None]:
        outcome = yield
        self.seen.append(f"second {type(outcome.error).__name__}")
        outcome.error = None

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        self.seen.append(f"post {type(outcome.error).__name__}")


class TestClosing:
    """A coroutine that is closed where it waits ends there, as in Python."""

    def test_in_the_function_leaves_every_layer(self) -> None:
        async def function(msg: str) -> None:
            await asyncio.Event().wait()

        notes = Notes()
        self.close(serve(function, notes))
        assert notes.seen == ["second GeneratorExit", "post GeneratorExit"]

    def test_in_a_hook_on_the_way_in_does_not_go_on_to_the_function(self) -> None:
        ran: list[str] = []

        async def function(msg: str) -> None:
            ran.append(msg)

        async def wait(_: Invocation) -> None:
            await asyncio.Event().wait()

        notes = Notes()
        self.close(serve(function, notes, AsyncPre(wait)))
        assert notes.seen == ["second GeneratorExit", "post GeneratorExit"]
        assert ran == []

    def test_in_a_hook_on_the_way_out_leaves_the_others(self) -> None:
        class Waits:
            @hookimpl
            async def post_invocation(self) -> None:
                await asyncio.Event().wait()

        notes = Notes()
        self.close(serve(async_echo, notes, Waits()), steps=2)
        assert notes.seen == ["second GeneratorExit", "post GeneratorExit"]

    def close(self, served: Served, steps: int = 1) -> None:
        """Run the invocation up to where it waits, and close it there."""

        async def begin() -> Any:
            coroutine = served.function(msg="m", context=Context())
            for _ in range(steps):
                coroutine.send(None)
            return coroutine

        asyncio.run(begin()).close()
