"""`app_stop`: how it runs at the end of a process, what it waits for, and what children inherit.

Much of it is tested in real processes. They and the tests wait for each other's lines on pipes.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from funcext_core import hookimpl
from funcext_core._lifecycle import stopping
from funcext_core._lifecycle.in_flight import InFlight
from funcext_core._lifecycle.stopping import StopHook, Stopper
from layered import Context, Served, run_in, running_loop, serve


Loop = asyncio.AbstractEventLoop


@pytest.fixture
def loop() -> Iterator[Loop]:
    """An event loop that runs in a thread of its own, as a worker's does beside its pool."""
    with running_loop() as loop:
        yield loop


def echo(msg: str) -> str:
    return msg


async def async_echo(msg: str) -> str:
    return msg


# --- The end of a process ------------------------------------------------------------------------

PROCESS = """
import asyncio, logging, os, signal, sys, threading
import azure.functions as func
import funcext_core
from funcext_core._lifecycle import stopping

logging.basicConfig(stream=sys.stdout, format="%(message)s", level=logging.WARNING)

def say(*words):
    # Not print(), which a signal's handler must not call where the signal came within print().
    os.write(sys.stdout.fileno(), (" ".join(map(str, words)) + "\\n").encode())

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app, settings={})

@app.route(route="hello")
def hello(req: func.HttpRequest) -> str:
    return "hello"

async def forever(stop=None):
    app.get_functions()
    say("ready")
    # Python may miss a signal that comes just before it begins to wait, until the wait ends.
    while stop is None or not stop.is_set():
        await asyncio.sleep(0.01)

async def at_once():
    app.get_functions()
    say("ready")

def previous(number, frame):
    say("previous handler")
    sys.exit(7)

"""

HOOKS = """
@plugins.app_stop
def outer(app):
    say("outer", len(app.functions))

@plugins.app_stop
async def inner():
    await asyncio.sleep(0)
    say("inner")
"""

HANGS = """
stopping.DEADLINE = 0.05

@plugins.app_stop
def outer():
    say("outer")

@plugins.app_stop
def hangs():
    say("hangs")
    threading.Event().wait()

@plugins.app_stop
async def hangs_on_the_loop():
    say("hangs on the loop")
    await asyncio.Event().wait()
"""

RAISES = """
@plugins.app_stop
def outer():
    say("outer")

@plugins.app_stop
def raises():
    sys.exit("by a hook")

@plugins.app_stop
async def raises_too():
    raise ValueError("by a hook")
"""


def ended(script: str, tmp_path: Path, *signals: int, hooks: str = HOOKS) -> tuple[int, list[str]]:
    """Run a process; send it each signal once it is ready; return its exit code and its lines."""
    file = tmp_path / "process.py"
    file.write_text(PROCESS + hooks + textwrap.dedent(script), "utf-8")
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line.rstrip())
            if line == "ready\n":
                for number in signals:
                    process.send_signal(number)
        process.wait(60)
    return process.returncode, lines[lines.index("ready") + 1 :]


WITH_LOOP = "asyncio.run(forever())"
WITH_HANDLER = f"signal.signal(signal.SIGTERM, previous)\n{WITH_LOOP}"
# The handler says so and returns: the process goes on, until the loop has nothing more to do.
GOES_ON = """
    stop = threading.Event()

    def previous(number, frame):
        say("previous handler")
        stop.set()

    signal.signal(signal.SIGTERM, previous)
    asyncio.run(forever(stop))
    say("end")
"""
IGNORES = """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)

    async def main():
        app.get_functions()
        # Until this signal, which the test sends after the one that is ignored.
        received = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, received.set)
        say("ready")
        await received.wait()

    asyncio.run(main())
    say("end")
"""
NOT_RUN = "app_stop of plugin 'inner' is async and was not run: the event loop has ended"
EXIT_3 = "asyncio.run(at_once())\nsys.exit(3)"
UNCAUGHT = """
    asyncio.run(at_once())
    sys.stderr = open("/dev/null", "w")
    raise ValueError
"""
OFF_THE_MAIN_THREAD = """
    thread = threading.Thread(target=lambda: asyncio.run(at_once()))
    thread.start()
    thread.join()
    {then}
"""
NO_LOOP = """
    app.get_functions()
    say("ready")
    while True:
        threading.Event().wait(0.01)
"""

TERM = (signal.SIGTERM,)

ENDS: dict[str, tuple[str, tuple[int, ...], int, list[str]]] = {
    # The process's script, the signals it gets, its exit code, the lines it prints at its end.
    "SIGTERM": (WITH_LOOP, TERM, -signal.SIGTERM, ["inner", "outer 1"]),
    "SIGTERM twice": (WITH_LOOP, TERM * 2, -signal.SIGTERM, ["inner", "outer 1"]),
    "SIGTERM, a handler": (WITH_HANDLER, TERM, 7, ["inner", "outer 1", "previous handler"]),
    "SIGTERM, a handler that goes on": (
        GOES_ON,
        TERM,
        0,
        ["inner", "outer 1", "previous handler", "end"],
    ),
    "SIGTERM, ignored": (
        IGNORES,
        (signal.SIGTERM, signal.SIGUSR1),
        0,
        ["end", NOT_RUN, "outer 1"],
    ),
    "SIGTERM, no loop": (NO_LOOP, TERM, -signal.SIGTERM, [NOT_RUN, "outer 1"]),
    "end": ("asyncio.run(at_once())", (), 0, [NOT_RUN, "outer 1"]),
    "sys.exit": (EXIT_3, (), 3, [NOT_RUN, "outer 1"]),
    "an error": (UNCAUGHT, (), 1, [NOT_RUN, "outer 1"]),
    "off the main thread, end": (
        OFF_THE_MAIN_THREAD.format(then="say('end')"),
        (),
        0,
        ["end", NOT_RUN, "outer 1"],
    ),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to end a process by")
class TestAppStop:
    @pytest.mark.parametrize("how", ENDS)
    def test_runs_innermost_first_and_the_process_ends_as_without_it(
        self, how: str, tmp_path: Path
    ) -> None:
        script, signals, code, said = ENDS[how]
        assert ended(script, tmp_path, *signals) == (code, said)
        unhooked = [word for word in said if word in ("previous handler", "end")]
        assert ended(script, tmp_path, *signals, hooks="") == (code, unhooked)

    def test_off_the_main_thread_a_signal_ends_the_process_as_ever(self, tmp_path: Path) -> None:
        script = """
            def index():
                async def main():
                    app.get_functions()
                asyncio.run(main())
            thread = threading.Thread(target=index)
            thread.start()
            thread.join()
            say("ready")
            threading.Event().wait()
        """
        assert ended(script, tmp_path, *TERM) == (-signal.SIGTERM, [])

    def test_a_hook_that_hangs_is_abandoned_at_its_deadline(self, tmp_path: Path) -> None:
        code, said = ended(WITH_LOOP, tmp_path, *TERM, hooks=HANGS)
        assert code == -signal.SIGTERM
        abandoned = "app_stop of plugin {!r} did not end within 0.05 seconds; it is abandoned"
        assert said == [
            "hangs on the loop",
            abandoned.format("hangs_on_the_loop"),
            "hangs",
            abandoned.format("hangs"),
            "outer",
        ]

    def test_a_hook_that_hangs_at_the_end_does_not_keep_the_process(self, tmp_path: Path) -> None:
        code, said = ended("asyncio.run(at_once())", tmp_path, hooks=HANGS)
        assert code == 0
        assert said[-2:] == [
            "app_stop of plugin 'hangs' did not end within 0.05 seconds; it is abandoned",
            "outer",
        ]

    @pytest.mark.parametrize("how", ["SIGTERM", "end"])
    def test_a_hook_that_raises_is_logged_and_changes_nothing(
        self, how: str, tmp_path: Path
    ) -> None:
        script, signals, code, _ = ENDS[how]
        got, said = ended(script, tmp_path, *signals, hooks=RAISES)
        assert got == code
        assert said[-1] == "outer"
        assert "hook app_stop of plugin 'raises' raised SystemExit" in said
        assert ("hook app_stop of plugin 'raises_too' raised ValueError" in said) == (
            how == "SIGTERM"
        )


GUARDED = """
class Plugin:
    def __init__(self, name):
        self.name = name
    @funcext_core.hookimpl
    def app_stop(self):
        say("stop", self.name)

class Starting(Plugin):
    @funcext_core.hookimpl
    def app_start(self):
        say("start", self.name)

class StartingOnTheLoop(Plugin):
    @funcext_core.hookimpl
    async def app_start(self):
        say("start", self.name)

class Guard(Plugin):
    on_error = "fail"
    @funcext_core.hookimpl
    def {hook}(self):
        raise PermissionError

@app.route(route="guarded")
@funcext_core.use(Starting("outer"), StartingOnTheLoop("loop"), Guard("guard"), Starting("inner"))
def guarded(req: func.HttpRequest) -> str:
    return "guarded"

async def refused():
    say("ready")
    try:
        app.get_functions()
    except funcext_core.LoadError:
        # So that what was scheduled has run.
        await asyncio.sleep(0.01)
        say("refused")
"""


def events(said: list[str]) -> list[str]:
    """Return the lines that are not the log's."""
    return [line for line in said if line.startswith(("start ", "stop ", "refused"))]


class TestAppStopOfAStartThatAGuardStopped:
    """A plugin that was started is stopped; one that was never reached is not."""

    def test_by_its_app_start(self, tmp_path: Path) -> None:
        hooks = GUARDED.format(hook="app_start")
        code, said = ended("asyncio.run(refused())", tmp_path, hooks=hooks)
        assert (code, events(said)) == (
            0,
            ["start outer", "refused", "stop guard", "stop outer"],
        )

    def test_by_its_post_load(self, tmp_path: Path) -> None:
        hooks = GUARDED.format(hook="post_load")
        code, said = ended("asyncio.run(refused())", tmp_path, hooks=hooks)
        assert (code, events(said)) == (
            0,
            [
                *("start outer", "start inner", "start loop", "refused"),
                *("stop inner", "stop guard", "stop loop", "stop outer"),
            ],
        )


class TestAValueThatAppStopReturns:
    @pytest.mark.parametrize("how", ["SIGTERM", "end"])
    @pytest.mark.parametrize("kind", ["def", "async def"])
    def test_is_a_hook_error_and_the_others_run(self, how: str, kind: str, tmp_path: Path) -> None:
        hooks = f"""
@plugins.app_stop
def outer():
    say("outer")

@plugins.app_stop
{kind} returning():
    return False
"""
        script, signals, code, _ = ENDS[how]
        got, said = ended(script, tmp_path, *signals, hooks=hooks)
        assert (got, said[-1]) == (code, "outer")
        reported = any("app_stop of plugin 'returning' returned a value" in line for line in said)
        # At exit the loop has ended, and the async hook with it.
        assert reported is (how == "SIGTERM" or kind == "def")


# --- Invocations in flight -----------------------------------------------------------------------


class ManualClock(stopping.Clock):
    """A clock that goes on when somebody waits by it; something may happen meanwhile."""

    def __init__(self, events: Mapping[float, Callable[[], None]] | None = None) -> None:
        self.time = 0.0
        self.events = dict(events or {})

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        for at in [at for at in self.events if at <= self.time]:
            self.events.pop(at)()


class TestWaitingForInvocations:
    @pytest.fixture
    def in_flight(self) -> InFlight:
        return InFlight()

    def stopped_at(
        self, in_flight: InFlight, clock: ManualClock, timeout: float = 10
    ) -> list[float]:
        """Stop; return when each of two hooks ran."""
        times: list[float] = []
        hooks = [StopHook(name, lambda: times.append(clock.time), False) for name in ("a", "b")]
        stopper = Stopper(hooks, None, in_flight, timeout, clock)
        stopper.start_threads()
        stopper.stop()
        return times

    def begin(self, in_flight: InFlight) -> None:
        in_flight.entered[0] += 1

    def end(self, in_flight: InFlight) -> None:
        in_flight.left[0] += 1

    def test_is_not_done_where_there_were_none(self, in_flight: InFlight) -> None:
        assert self.stopped_at(in_flight, ManualClock()) == [0, 0]

    def test_that_have_ended_lets_their_answers_leave(self, in_flight: InFlight) -> None:
        self.begin(in_flight)
        self.end(in_flight)
        assert self.stopped_at(in_flight, ManualClock()) == [0.5, 0.5]

    def test_ends_with_the_last_of_them(self, in_flight: InFlight) -> None:
        def begin_another() -> None:
            self.begin(in_flight)
            self.end(in_flight)

        self.begin(in_flight)
        clock = ManualClock({2: begin_another, 3: lambda: self.end(in_flight)})
        first, _ = self.stopped_at(in_flight, clock)
        assert first == pytest.approx(3.5, abs=0.02)

    @pytest.mark.parametrize(
        ("timeout", "ran_at"), [(10, 10.5), (0, 0.5), (1, 1.5), (60, 20.5)], ids=str
    )
    def test_ends_at_the_timeout_and_says_so(
        self,
        timeout: float,
        ran_at: float,
        in_flight: InFlight,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        self.begin(in_flight)
        self.begin(in_flight)
        first, _ = self.stopped_at(in_flight, ManualClock(), timeout)
        assert first == pytest.approx(ran_at, abs=0.02)
        (message,) = caplog.messages
        assert message == (
            f"2 invocations have not ended within {min(timeout, 20)} seconds "
            "(FUNCEXT_STOP_TIMEOUT): the plugins stop nevertheless"
        )

    def test_and_the_hooks_share_one_budget(
        self, in_flight: InFlight, caplog: pytest.LogCaptureFixture
    ) -> None:
        ran: list[str] = []
        clock = ManualClock()
        released = threading.Event()

        def slow() -> None:
            ran.append("slow")
            clock.sleep(14)

        def hangs() -> None:
            ran.append("hangs")
            released.wait(60)

        hooks = [StopHook("slow", slow, False), StopHook("hangs", hangs, False)]
        stopper = Stopper(hooks, None, in_flight, 10, clock)
        self.begin(in_flight)
        stopper.start_threads()
        stopper.stop()
        released.set()
        assert ran[0] == "slow"
        assert "app_stop of plugin 'hangs' did not end within 0.49" in caplog.messages[-1]

    @pytest.mark.parametrize("error", [OSError, SystemExit])
    def test_goes_on_where_a_log_handler_raises(
        self, error: type[BaseException], in_flight: InFlight
    ) -> None:
        class Broken(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                raise error

        handler = Broken()
        logging.getLogger("funcext").addHandler(handler)
        self.begin(in_flight)
        assert len(self.stopped_at(in_flight, ManualClock())) == 2


class StopsAround:
    @hookimpl
    def app_stop(self) -> None: ...

    @hookimpl
    def pre_invocation(self) -> None: ...


class StopsAroundBoth(StopsAround):
    @hookimpl
    def post_invocation(self) -> None: ...


class Stops:
    @hookimpl
    def app_stop(self) -> None: ...


class AsyncStops:
    @hookimpl
    async def app_stop(self) -> None: ...

    @hookimpl
    async def pre_invocation(self) -> None: ...


class Refuses(StopsAround):
    on_error = "fail"

    @hookimpl
    def pre_invocation(self) -> None:
        raise ValueError


def number_in_flight(served: Served) -> int | None:
    in_flight = served.host._core._in_flight
    return None if in_flight is None else in_flight.number


@pytest.fixture
def _not_armed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the process of the tests as it is."""
    monkeypatch.setattr(Stopper, "arm", lambda _: None)


@pytest.mark.usefixtures("_not_armed")
class TestCounting:
    PLUGINS: ClassVar[list[type]] = [Stops, StopsAround, StopsAroundBoth, AsyncStops]

    @pytest.mark.parametrize("plugin", PLUGINS)
    @pytest.mark.parametrize("error", [None, ValueError(), KeyboardInterrupt()])
    def test_a_sync_function(
        self, plugin: Callable[[], object], error: BaseException | None, loop: Loop
    ) -> None:
        numbers: list[int | None] = []

        def function(msg: str) -> str:
            numbers.append(number_in_flight(served))
            if error is not None:
                raise error
            return msg

        served = serve(function, plugin(), loop=loop)
        args = {} if plugin is Stops else {"context": Context()}
        for _ in range(2):
            with contextlib.suppress(ValueError, KeyboardInterrupt):
                served.function(msg="m", **args)
        assert numbers == [1, 1]
        assert number_in_flight(served) == 0

    @pytest.mark.parametrize("plugin", PLUGINS)
    @pytest.mark.parametrize("how", ["returns", "raises", "is cancelled", "is closed"])
    def test_an_async_function(self, plugin: Callable[[], object], how: str) -> None:
        numbers: list[int | None] = []

        async def function(msg: str) -> str:
            numbers.append(number_in_flight(served))
            if how == "raises":
                raise ValueError
            if how != "returns":
                waits.set()
                await asyncio.Event().wait()
            return msg

        async def main() -> None:
            args = {} if plugin is Stops else {"context": Context()}
            invocation = served.function(msg="m", **args)
            if how == "is closed":
                invocation.send(None)
                invocation.close()
                return
            task = asyncio.ensure_future(invocation)
            if how == "is cancelled":
                await waits.wait()
                task.cancel()
            await asyncio.wait([task])
            task.cancelled() or task.exception()

        waits = asyncio.Event()
        served = serve(function, plugin())
        asyncio.run(main())
        assert numbers == [1]
        assert number_in_flight(served) == 0

    def test_one_that_a_layer_refuses(self) -> None:
        served = serve(echo, Refuses())
        assert isinstance(served.error(msg="m"), ValueError)
        assert number_in_flight(served) == 0

    def test_one_that_waits_for_an_async_app_start(self, loop: Loop) -> None:
        started = asyncio.Event()

        class Starts(StopsAround):
            @hookimpl
            async def app_start(self) -> None:
                await started.wait()

        served = serve(async_echo, Starts(), loop=loop)

        async def main() -> object:
            invocation = asyncio.ensure_future(served.call(msg="m"))
            await asyncio.sleep(0)
            assert number_in_flight(served) == 1
            started.set()
            return await invocation

        assert run_in(loop, main()) == "m"
        assert number_in_flight(served) == 0

    def test_nothing_where_nothing_stops(self) -> None:
        class Plain:
            @hookimpl
            def pre_invocation(self) -> None: ...

        assert number_in_flight(serve(echo, Plain())) is None

    def test_only_functions_that_a_plugin_with_the_hook_covers(self) -> None:
        class OfOthers(Stops):
            functions = "others"

        assert not hasattr(serve(echo, OfOthers()).function, "__wrapped__")
        assert hasattr(serve(echo, Stops()).function, "__wrapped__")

    def test_a_function_that_cannot_be_wrapped_is_served_uncounted(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        class Odd:
            __name__ = "odd"

            def __call__(self, msg: str) -> str:
                return msg

        assert serve(Odd(), Stops()).function(msg="m") == "m"
        assert [record for record in caplog.records if record.name == "funcext"] == []


IN_FLIGHT = """
    import os, time

    waiting = threading.Event()
    sleep = stopping.Clock.sleep
    def begin_to_wait(clock, seconds):
        waiting.set()
        sleep(clock, seconds)
    stopping.Clock.sleep = begin_to_wait

    def run():
        say("ready")
        # Until the signal has come; where nothing stops, it ends the process here.
        assert waiting.wait(60)
        say("function ends")

    @app.route(route="sync_one")
    def sync_one(req: func.HttpRequest) -> str:
        run()
        return "sync"

    @app.route(route="async_one")
    async def async_one(req: func.HttpRequest) -> str:
        await asyncio.to_thread(run)
        return "async"

    @app.route(route="signals")
    def signals(req: func.HttpRequest) -> str:
        say("ready")
        os.kill(os.getpid(), signal.SIGTERM)
        say("function ends")
        return "signals"

    async def tick():
        # See `forever`.
        while True:
            await asyncio.sleep(0.01)

    async def main():
        ticking = asyncio.ensure_future(tick())
        functions = app.get_functions()
        served = {each.get_function_name(): each.get_user_function() for each in functions}
        function = served[%r]
        if asyncio.iscoroutinefunction(function):
            value = await function(req=None%s)
        else:
            value = await asyncio.to_thread(function, req=None%s)
        # A worker takes a few turns of its loop to send an answer.
        for _ in range(5):
            await asyncio.sleep(0.01)
        say("answered", value)
        await ticking

    asyncio.run(main())
"""
LAYER = """
@plugins.pre_invocation
def layer(): ...
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to end a process by")
class TestInvocationsInFlight:
    @pytest.mark.parametrize("function", ["sync_one", "async_one", "signals"])
    @pytest.mark.parametrize("layer", ["", LAYER], ids=["without layers", "with a layer"])
    def test_end_and_are_answered_before_the_hooks_run(
        self, function: str, layer: str, tmp_path: Path
    ) -> None:
        context = ", context=None" if layer else ""
        script = IN_FLIGHT % (function, context, context)
        signals = () if function == "signals" else TERM
        code, lines = ended(script, tmp_path, *signals, hooks=HOOKS + layer)
        assert code == -signal.SIGTERM
        name = function.removesuffix("_one")
        assert lines == ["function ends", f"answered {name}", "inner", "outer 4"]


# --- Child processes -----------------------------------------------------------------------------

CHILDREN = """
    import multiprocessing, os, subprocess

    def exits():
        sys.exit(3)

    def gets_sigterm():
        os.kill(os.getpid(), signal.SIGTERM)
        threading.Event().wait(60)

    def reports_handler():
        handler = signal.getsignal(signal.SIGTERM)
        os._exit(10 + [signal.SIG_DFL, previous].index(handler))

    def waits(started):
        started.set()
        threading.Event().wait(60)

    def square(number):
        return number * number

    def fork(run):
        pid = os.fork()
        if pid == 0:
            # Out of the function, and of its layers.
            run()
        _, status = os.waitpid(pid, 0)
        return os.waitstatus_to_exitcode(status)

    def killed_at_once():
        # The signal is there before the child has run anything.
        pid = os.fork()
        if pid == 0:
            threading.Event().wait(60)
            os._exit(9)
        os.kill(pid, signal.SIGTERM)
        _, status = os.waitpid(pid, 0)
        return os.waitstatus_to_exitcode(status)

    def process(context, **options):
        child = context.Process(**options)
        child.start()
        return child

    def exit_code(child):
        child.join(60)
        return child.exitcode

    def terminated(context, daemon):
        started = context.Event()
        child = process(context, target=waits, args=(started,), daemon=daemon)
        assert started.wait(60)
        child.terminate()
        return exit_code(child)

    def pooled(context):
        # Leaving the block terminates the pool's processes.
        with context.Pool(2) as pool:
            return pool.map(square, [1, 2, 3])

    def program(**options):
        with subprocess.Popen(
            [sys.executable, "-c", "print(1, flush=True); input()"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, **options
        ) as child:
            child.stdout.readline()
            child.terminate()
            return child.wait(60)

    @app.route(route="exits")
    def forks_and_exits(req: func.HttpRequest) -> str:
        return str(fork(exits))

    @app.route(route="forks")
    def forks(req: func.HttpRequest) -> str:
        return f"{fork(gets_sigterm)} {fork(reports_handler)}"

    @app.route(route="kills")
    def forks_and_kills(req: func.HttpRequest) -> str:
        codes = {killed_at_once() for _ in range(5)}
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
        return f"{codes} {signal.SIGTERM in blocked}"

    @app.route(route="processes")
    def processes(req: func.HttpRequest) -> str:
        context = multiprocessing.get_context(METHOD)
        return str([
            exit_code(process(context, target=exits)),
            terminated(context, daemon=False),
            terminated(context, daemon=True),
            pooled(context),
        ])

    @app.route(route="programs")
    def programs(req: func.HttpRequest) -> str:
        return f"{program()} {program(preexec_fn=int)} {program(start_new_session=True)}"

    async def indexed():
        say("ready")
        functions = app.get_functions()
        by_name = {each.get_function_name(): each.get_user_function() for each in functions}
        function = by_name[FUNCTION]
        if "context" in inspect.signature(function).parameters:
            return functools.partial(function, req=None, context=None)
        return functools.partial(function, req=None)

    async def in_loop():
        function = await indexed()
        say(await asyncio.to_thread(function) if WHERE == "thread" else function())

    if __name__ == "__main__":
        if WHERE == "main":
            say(asyncio.run(indexed())())
        else:
            asyncio.run(in_loop())
"""
BOTH_HOOKS = HOOKS + LAYER
METHODS = ["fork", "spawn", "forkserver"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork, and no signals")
class TestChildProcesses:
    """Child processes behave as without funcext: nothing that they inherit is their own."""

    def lines(
        self, hooks: str, tmp_path: Path, function: str, where: str = "thread", method: str = ""
    ) -> list[str]:
        """Return what the process prints, without what its own hooks print at its end."""
        head = (
            "import functools, inspect\n"
            f"FUNCTION, WHERE, METHOD = {function!r}, {where!r}, {method!r}\n"
        )
        code, lines = ended(head + textwrap.dedent(CHILDREN), tmp_path, hooks=hooks)
        assert code == 0
        if not hooks:
            return lines
        *lines, last, outer = lines
        assert [last, outer] == [NOT_RUN, "outer 6"], "once, of the process itself"
        return lines

    @pytest.mark.parametrize("where", ["main", "loop", "thread"])
    @pytest.mark.parametrize("hooks", [HOOKS, BOTH_HOOKS], ids=["bare", "layer"])
    def test_a_forked_child_has_the_handler_of_before(
        self, hooks: str, where: str, tmp_path: Path
    ) -> None:
        assert self.lines(hooks, tmp_path, "forks", where) == [f"{-signal.SIGTERM} 10"]
        assert self.lines("", tmp_path, "forks", where) == [f"{-signal.SIGTERM} 10"]

    @pytest.mark.parametrize("hooks", [HOOKS, BOTH_HOOKS], ids=["bare", "layer"])
    def test_a_forked_child_has_the_apps_own_handler(self, hooks: str, tmp_path: Path) -> None:
        own = "signal.signal(signal.SIGTERM, previous)\n"
        lines = self.lines(own + hooks, tmp_path, "forks", "main")
        assert lines == ["previous handler", "7 11"]

    @pytest.mark.parametrize("where", ["main", "thread"])
    def test_a_forked_child_ends_by_a_signal_that_comes_at_once(
        self, where: str, tmp_path: Path
    ) -> None:
        lines = self.lines(HOOKS, tmp_path, "forks_and_kills", where)
        assert lines == [f"{{{-signal.SIGTERM}}} False"]

    @pytest.mark.parametrize("hooks", ["", HOOKS, BOTH_HOOKS], ids=["none", "bare", "layer"])
    def test_a_forked_child_ends_by_sys_exit(self, hooks: str, tmp_path: Path) -> None:
        assert self.lines(hooks, tmp_path, "forks_and_exits", "main") == ["3"]

    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("hooks", ["", HOOKS, BOTH_HOOKS], ids=["none", "bare", "layer"])
    def test_of_multiprocessing_exit_and_are_terminated(
        self, hooks: str, method: str, tmp_path: Path
    ) -> None:
        lines = self.lines(hooks, tmp_path, "processes", "main", method)
        assert lines == [f"[3, {-signal.SIGTERM}, {-signal.SIGTERM}, [1, 4, 9]]"]

    @pytest.mark.parametrize("hooks", ["", HOOKS], ids=["none", "hooks"])
    def test_of_subprocess_are_terminated(self, hooks: str, tmp_path: Path) -> None:
        lines = self.lines(hooks, tmp_path, "programs")
        assert lines == [" ".join([str(-signal.SIGTERM)] * 3)]
