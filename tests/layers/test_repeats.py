"""Calling again: what a layer with `repeats=True` may do, and what becomes of it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import itertools
import sys
import weakref
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from contextvars import ContextVar
from typing import Any

import azure.functions as func
import pytest

import funcext_core
from funcext_core import AbortInvocation, HookError, Invocation, LoadError, Outcome, hookimpl
from funcext_core._plugins.plugin import make_plugin
from funcext_core._process import CurrentInvocation, current_invocation
from layered import BARE, Context, Served, running_loop, serve, set_own_defaults, stepped


if sys.version_info >= (3, 11):
    from asyncio import timeout
else:
    from async_timeout import timeout


class Flaky:
    """A function that fails a number of times, in both kinds."""

    def __init__(self, failures: int, error: type[BaseException] = ValueError) -> None:
        self.failures = failures
        self.error = error
        self.calls: list[object] = []

    def act(self, msg: object) -> str:
        self.calls.append(msg)
        if len(self.calls) <= self.failures:
            raise self.error
        return f"hello {msg}"

    def function(self, *, is_async: bool) -> Callable[[str], Any]:
        def hello(msg: str) -> str:
            return self.act(msg)

        async def async_hello(msg: str) -> str:
            await asyncio.sleep(0)
            return self.act(msg)

        return async_hello if is_async else hello


class Retry:
    """Call again as long as the function fails, and the attempts last."""

    def __init__(self, attempts: int = 3) -> None:
        self.attempts = attempts

    @hookimpl(repeats=True)
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        for _ in range(self.attempts):
            outcome = yield
            if outcome.error is None:
                return


class AsyncRetry(Retry):
    @hookimpl(repeats=True)
    async def around_invocation(  # type: ignore[override] # the other kind
        self, invocation: Invocation
    ) -> AsyncGenerator[None, Outcome]:
        for _ in range(self.attempts):
            outcome = yield
            if outcome.error is None:
                return
            await asyncio.sleep(0)


KINDS = [(Retry, False), (Retry, True), (AsyncRetry, True)]
kinds = pytest.mark.parametrize(
    ("retry", "is_async"), KINDS, ids=["sync", "sync around async", "async"]
)


@kinds
class TestARetry:
    def test_runs_the_function_until_it_succeeds(self, retry: type[Retry], is_async: bool) -> None:
        flaky = Flaky(2)
        assert serve(flaky.function(is_async=is_async), retry())(msg="m") == "hello m"
        assert flaky.calls == ["m", "m", "m"]

    def test_ends_in_the_last_error(self, retry: type[Retry], is_async: bool) -> None:
        flaky = Flaky(9)
        error = serve(flaky.function(is_async=is_async), retry()).error(msg="m")
        assert isinstance(error, ValueError)
        assert len(flaky.calls) == 3

    def test_inside_another_multiplies(self, retry: type[Retry], is_async: bool) -> None:
        flaky = Flaky(9)
        served = serve(flaky.function(is_async=is_async), retry(2), retry(3))
        assert isinstance(served.error(msg="m"), ValueError)
        assert len(flaky.calls) == 6
        assert served.host.stats()["p0"]["around_invocation"]["calls"] == 1
        assert served.host.stats()["p1"]["around_invocation"]["calls"] == 2

    def test_of_ten_layers_compiles(self, retry: type[Retry], is_async: bool) -> None:
        flaky = Flaky(1)
        served = serve(flaky.function(is_async=is_async), *[retry(2) for _ in range(10)])
        assert served(msg="m") == "hello m"
        assert len(flaky.calls) == 2


def test_an_async_generator_repeats_a_sync_function() -> None:
    flaky = Flaky(2)
    with running_loop() as loop:
        served = serve(flaky.function(is_async=False), AsyncRetry(), loop=loop)
        assert served(msg="m") == "hello m"
    assert len(flaky.calls) == 3


class Recording:
    """A layer that notes what its hooks see, and sets the argument on the way in."""

    def __init__(self, set_to: str | None = None) -> None:
        self.set_to = set_to
        self.seen: list[object] = []
        self.attempts: list[tuple[int, ...]] = []

    @hookimpl
    def pre_invocation(self, invocation: Invocation, attempt: int) -> None:
        self.seen.append(invocation.args["msg"])
        self.attempts.append((attempt, invocation.attempt))
        if self.set_to is not None:
            invocation.args["msg"] = self.set_to

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome, attempt: int) -> None:
        self.attempts.append((attempt, invocation.attempt, outcome.attempt))


class Between:
    """Call again once, and do something between the two yields."""

    def __init__(self, act: Callable[[Invocation, Outcome], object], on_error: str = "log") -> None:
        self.act = act
        self.seen: list[object] = []
        self.closed = False
        set_own_defaults(self, on_error=on_error)

    @hookimpl(repeats=True)
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        try:
            outcome = yield
            self.seen.append(invocation.args["msg"])
            self.act(invocation, outcome)
            outcome = yield
            self.seen.append(invocation.args["msg"])
        finally:
            self.closed = True


def nothing(invocation: Invocation, outcome: Outcome) -> None: ...


def set_msg(invocation: Invocation, outcome: Outcome) -> None:
    invocation.args["msg"] = "between"


def add_msg(invocation: Invocation, outcome: Outcome) -> None:
    invocation.args["more"] = "between"


def delete_msg(invocation: Invocation, outcome: Outcome) -> None:
    del invocation.args["msg"]


both_kinds = pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])


@both_kinds
class TestArguments:
    def test_are_found_as_they_were_at_the_yield(self, is_async: bool) -> None:
        flaky, between, inner = Flaky(9), Between(nothing), Recording("inner")
        served = serve(flaky.function(is_async=is_async), Recording("outer"), between, inner)
        served.error(msg="m")
        assert between.seen == ["outer", "outer"]
        assert inner.seen == ["outer", "outer"]
        assert flaky.calls == ["inner", "inner"]

    @pytest.mark.parametrize(
        ("act", "second"), [(set_msg, "between"), (add_msg, "outer"), (delete_msg, "outer")]
    )
    @pytest.mark.parametrize("used", [False, True])
    def test_are_changed_for_the_next_attempt_by_the_layer(
        self, act: Callable[..., None], second: str, used: bool, is_async: bool
    ) -> None:
        flaky, inner = Flaky(9), Recording()
        outer = Recording("outer" if used else None)
        second = second if used or second == "between" else "m"
        served = serve(flaky.function(is_async=is_async), outer, Between(act), inner)
        assert isinstance(served.error(msg="m"), ValueError)
        assert flaky.calls == ["outer" if used else "m", second]
        assert inner.seen == flaky.calls

    def test_of_functions_that_take_any_follow_the_same_rules(self, is_async: bool) -> None:
        calls: list[dict[str, object]] = []

        def hello(msg: str = "default", **more: object) -> str:
            calls.append({"msg": msg, **more})
            return "hello"

        async def async_hello(msg: str = "default", **more: object) -> str:
            return hello(msg, **more)

        function = async_hello if is_async else hello
        serve(function, Between(add_msg), Recording("inner"))(msg="m")
        assert calls == [{"msg": "inner"}, {"msg": "inner", "more": "between"}]


@both_kinds
class TestTheOutcome:
    @pytest.mark.parametrize("deed", ["value", "error", "clear"])
    def test_is_a_new_one_for_each_attempt(self, deed: str, is_async: bool) -> None:
        def change(_: Invocation, outcome: Outcome) -> None:
            if deed == "value":
                outcome.value = "changed"
            else:
                outcome.error = KeyError() if deed == "error" else None

        flaky = Flaky(1)
        served = serve(flaky.function(is_async=is_async), Between(change))
        assert served(msg="m") == "hello m"

    def test_has_the_number_of_its_attempt(self, is_async: bool) -> None:
        outer, inner = Recording(), Recording()
        flaky = Flaky(2)
        serve(flaky.function(is_async=is_async), outer, Retry(), inner)(msg="m")
        assert inner.attempts == [(1, 1), (1, 1, 1), (2, 2), (2, 2, 2), (3, 3), (3, 3, 3)]
        assert outer.attempts == [(1, 1), (3, 3, 3)]

    def test_counts_the_attempts_of_the_whole_invocation(self, is_async: bool) -> None:
        inner = Recording()
        served = serve(Flaky(9).function(is_async=is_async), Retry(2), Retry(2), inner)
        served.error(msg="m")
        assert [attempt[0] for attempt in inner.attempts] == [1, 1, 2, 2, 3, 3, 4, 4]

    def test_has_the_time_of_the_last_run(
        self, is_async: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[float] = []

        class Timing:
            @hookimpl
            def post_invocation(self, outcome: Outcome) -> None:
                seen.append(outcome.elapsed)

        served = serve(Flaky(1).function(is_async=is_async), Timing(), Retry(), Timing())
        times = iter([0.0, 1.0, 10.0, 15.0])
        monkeypatch.setitem(served.names, "clock", lambda: next(times))
        served(msg="m")
        assert seen == [1.0, 5.0, 5.0]

    def test_says_who_skipped_the_last_run(self, is_async: bool) -> None:
        class AnswersOnce:
            answered = False

            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                if not self.answered:
                    self.answered = True
                    invocation.respond("answer")

        seen: list[str | None] = []

        class Skips:
            @hookimpl(repeats=True)
            def around_invocation(self) -> Generator[None, Outcome, None]:
                for _ in range(2):
                    outcome = yield
                    running = current_invocation.get()
                    assert running is not None
                    seen.extend((outcome.skipped_by, running.skipped_by))

        function = Flaky(0).function(is_async=is_async)
        served = serve(function, Skips(), AnswersOnce())
        token = current_invocation.set(CurrentInvocation("id", "hello"))
        try:
            assert served(msg="m") == "hello m"
        finally:
            current_invocation.reset(token)
        assert seen == ["p1", "p1", None, None]


class TestStateStays:
    @both_kinds
    def test_across_attempts(self, is_async: bool) -> None:
        class Counting:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                invocation.state["runs"] = invocation.state.get("runs", 0) + 1

        seen: list[object] = []

        class Reading:
            @hookimpl
            def post_invocation(self, invocation: Invocation) -> None:
                seen.append(invocation.state["runs"])

        function = Flaky(2).function(is_async=is_async)
        serve(function, Reading(), Retry(), Counting())(msg="m")
        assert seen == [3]


variable: ContextVar[int] = ContextVar("variable", default=0)


class TestContextVariablesStay:
    @pytest.mark.parametrize(
        ("retry", "is_async"),
        [*KINDS, (AsyncRetry, False)],
        ids=["sync", "sync around async", "async", "async around sync"],
    )
    def test_across_attempts_and_not_beyond(self, retry: type[Retry], is_async: bool) -> None:
        seen = []

        def act(msg: str) -> str:
            seen.append(variable.get())
            variable.set(variable.get() + 1)
            if len(seen) < 3:
                raise ValueError
            return "hello"

        async def async_act(msg: str) -> str:
            return act(msg)

        with running_loop() as loop:
            served = serve(async_act if is_async else act, retry(), loop=loop)
            assert served(msg="m") == "hello"
        assert seen == [0, 1, 2]
        assert variable.get() == 0


class Naive:
    """Call again whatever happened, without an end."""

    def __init__(self, on_error: str = "log") -> None:
        self.closed = 0
        set_own_defaults(self, on_error=on_error)

    @hookimpl(repeats=True)
    def around_invocation(self) -> Generator[None, Outcome, None]:
        try:
            while (yield).error is not None:
                pass
        finally:
            self.closed += 1


class AsyncNaive:
    """As `Naive`, and wait before each attempt."""

    def __init__(self) -> None:
        self.closed = 0

    @hookimpl(repeats=True)
    async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
        try:
            for _ in itertools.count():
                if (yield).error is None:
                    return
                await asyncio.sleep(0)
        finally:
            self.closed += 1


class AsyncLayer:
    """A layer whose hooks wait, and that notes whether it was left."""

    def __init__(self) -> None:
        self.entered = 0
        self.left = 0

    @hookimpl
    async def pre_invocation(self) -> None:
        await asyncio.sleep(0)

    @hookimpl
    async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
        await asyncio.sleep(0)
        self.entered += 1
        try:
            yield
            await asyncio.sleep(0)
        finally:
            self.left += 1

    @hookimpl
    async def post_invocation(self) -> None:
        await asyncio.sleep(0)


def errors_of(served: Served, plugin: str = "p0") -> int:
    return served.host.stats()[plugin]["around_invocation"]["errors"]


class TestAnotherYieldIsAHookError:
    @both_kinds
    @pytest.mark.parametrize("guard", [False, True])
    def test_where_the_layer_itself_answered(self, is_async: bool, guard: bool) -> None:
        class Answering(Between):
            @hookimpl(repeats=True)
            def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
                invocation.respond("answer")
                yield from super().around_invocation(invocation)

        flaky = Flaky(0)
        plugin = Answering(nothing, "fail" if guard else "log")
        served = serve(flaky.function(is_async=is_async), plugin)
        if guard:
            message = "yielded again after it had answered the invocation itself"
            assert message in str(served.error(msg="m"))
        else:
            assert served(msg="m") == "answer"
        assert flaky.calls == []
        assert errors_of(served) == 1
        assert plugin.closed

    @both_kinds
    @pytest.mark.parametrize("deed", ["respond", "refuse"])
    @pytest.mark.parametrize("guard", [False, True])
    def test_where_it_answers_between_two_yields(
        self, deed: str, is_async: bool, guard: bool
    ) -> None:
        def answer(invocation: Invocation, _: Outcome) -> None:
            if deed == "respond":
                invocation.respond("too late")
            else:
                invocation.refuse(401)

        flaky = Flaky(0)
        plugin = Between(answer, "fail" if guard else "log")
        served = serve(flaky.function(is_async=is_async), plugin)
        if guard:
            assert isinstance(served.error(msg="m"), (HookError, AbortInvocation))
        else:
            assert served(msg="m") == "hello m"
        assert flaky.calls == ["m"]
        assert errors_of(served) == 1
        assert plugin.closed

    @both_kinds
    def test_where_it_yields_a_value(self, is_async: bool) -> None:
        class Yielding:
            on_error = "fail"

            @hookimpl(repeats=True)
            def around_invocation(self) -> Generator[Any, Outcome, None]:
                yield
                yield "again"

        served = serve(Flaky(0).function(is_async=is_async), Yielding())
        assert "yielded a value" in str(served.error(msg="m"))

    def test_without_the_mark(self) -> None:
        class Unmarked:
            on_error = "fail"

            @hookimpl
            def around_invocation(self) -> Generator[None, Outcome, None]:
                yield
                yield

        error = serve(Flaky(0).function(is_async=False), Unmarked()).error(msg="m")
        assert str(error) == "around_invocation of plugin 'p0' yielded twice"

    def test_where_a_keyboard_interrupt_is_under_way(self) -> None:
        flaky, naive = Flaky(9, KeyboardInterrupt), Naive()
        served = serve(flaky.function(is_async=False), naive)
        assert isinstance(served.error(msg="m"), KeyboardInterrupt)
        assert len(flaky.calls) == naive.closed == errors_of(served) == 1

    def test_where_the_coroutine_is_being_closed(self) -> None:
        calls = []

        async def hello(msg: str) -> None:
            calls.append(msg)
            await Never()

        plugin = Naive()
        called = serve(hello, plugin, trigger=BARE).call(msg="m")
        called.send(None)
        called.close()
        assert calls == ["m"]
        assert plugin.closed == 1


class Never:
    """Something to wait for without an event loop."""

    def __await__(self) -> Generator[None, None, None]:
        yield


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


class TestACancellation:
    """A retry written naively swallows none."""

    @pytest.mark.parametrize("naive", [Naive, AsyncNaive])
    def test_at_any_await_of_a_retry_ends_the_invocation(
        self, naive: type[Naive | AsyncNaive], loop: asyncio.AbstractEventLoop
    ) -> None:
        cancelled_in = set()
        for steps in range(1, 60):
            flaky, plugin, layers = Flaky(3), naive(), [AsyncLayer(), AsyncLayer()]
            served = serve(flaky.function(is_async=True), layers[0], plugin, layers[1])
            task = loop.create_task(served.call(msg="m"))
            stepped(task, steps)
            if task.done():
                break
            task.cancel()
            calls = len(flaky.calls)
            stepped(task, 60)
            assert task.cancelled(), steps
            assert len(flaky.calls) == calls, steps
            assert all(layer.entered == layer.left for layer in layers), steps
            assert plugin.closed == (layers[0].entered and plugin.closed), steps
            cancelled_in.add(calls)
        assert cancelled_in == {0, 1, 2, 3, 4}
        assert task.result() == "hello m"

    @pytest.mark.skipif(
        sys.version_info < (3, 11), reason="a task says since 3.11 that it is being cancelled"
    )
    def test_that_the_retry_swallows_itself_goes_on(self, loop: asyncio.AbstractEventLoop) -> None:
        waiting = loop.create_future()

        class Swallowing:
            @hookimpl(repeats=True)
            async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
                while (yield).error is not None:
                    waiting.set_result(None)
                    with contextlib.suppress(asyncio.CancelledError):
                        await asyncio.get_running_loop().create_future()

        flaky = Flaky(9)
        served = serve(flaky.function(is_async=True), Swallowing())
        task = loop.create_task(served.call(msg="m"))
        loop.run_until_complete(waiting)
        task.cancel()
        stepped(task, 10)
        assert task.cancelled()
        assert len(flaky.calls) == errors_of(served) == 1

    def test_that_the_function_made_up_is_repeated_unless_python_cannot_know(self) -> None:
        flaky = Flaky(1, asyncio.CancelledError)
        served = serve(flaky.function(is_async=True), Naive())
        if sys.version_info >= (3, 11):
            assert served(msg="m") == "hello m"
        else:
            assert isinstance(served.error(msg="m"), asyncio.CancelledError)
            assert len(flaky.calls) == 1

    def test_that_a_sync_function_made_up_is_repeated(self) -> None:
        flaky = Flaky(1, asyncio.CancelledError)
        assert serve(flaky.function(is_async=False), Naive())(msg="m") == "hello m"


class TestATimeLimit:
    @pytest.mark.parametrize("naive", [Naive, AsyncNaive])
    def test_outside_of_a_retry_holds(
        self, naive: type[Naive | AsyncNaive], loop: asyncio.AbstractEventLoop
    ) -> None:
        calls = []

        async def hello(msg: str) -> str:
            calls.append(msg)
            await asyncio.get_running_loop().create_future()
            raise AssertionError

        class Limit:
            @hookimpl
            async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
                async with timeout(0):
                    (yield).result()

        served = serve(hello, Limit(), naive())
        with pytest.raises(asyncio.TimeoutError):
            loop.run_until_complete(served.call(msg="m"))
        assert calls == ["m"]

    @pytest.mark.parametrize("naive", [Naive, AsyncNaive])
    def test_inside_of_a_retry_limits_each_attempt(
        self, naive: type[Naive | AsyncNaive], loop: asyncio.AbstractEventLoop
    ) -> None:
        calls = []

        async def hello(msg: str) -> str:
            calls.append(msg)
            if len(calls) < 3:
                await asyncio.get_running_loop().create_future()
            return "in time"

        class Limit:
            @hookimpl
            async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
                async with timeout(0):
                    (yield).result()

        served = serve(hello, naive(), Limit())
        assert loop.run_until_complete(served.call(msg="m")) == "in time"
        assert len(calls) == 3


class TestTheMark:
    @pytest.mark.parametrize("hook", ["pre_invocation", "post_invocation", "app_start"])
    def test_on_another_hook_is_a_load_error(self, hook: str) -> None:
        mark: Any = hookimpl(repeats=True)
        plugin = type("Plugin", (), {hook: mark(lambda _: None)})()
        with pytest.raises(LoadError) as caught:
            make_plugin(plugin, "wrong")
        assert str(caught.value) == (
            f"plugin 'wrong': {hook!r} is a {hook} marked with repeats=True, which only "
            "around_invocation may have; remove the mark"
        )

    def test_may_be_given_with_others(self) -> None:
        class Plugin:
            @hookimpl(specname="around_invocation", tryfirst=True, repeats=True)
            def again(self) -> Generator[None, Outcome, None]:
                yield

        (hook,) = make_plugin(Plugin(), "p").implementations
        assert (hook.hook, hook.repeats) == ("around_invocation", True)
        assert hook.options["tryfirst"]

    def test_of_an_apps_own_hook_is_an_argument_of_the_decorator(self) -> None:
        app = func.FunctionApp()
        plugins = funcext_core.install(app, settings={})

        @plugins.around_invocation(repeats=True)
        def retry() -> Generator[None, Outcome, None]:
            while (yield).error is not None:
                pass

        flaky = Flaky(2)
        hello = flaky.function(is_async=False)
        app.queue_output(arg_name="$return", queue_name="out", connection="c")(
            app.queue_trigger(arg_name="msg", queue_name="in", connection="c")(hello)
        )
        served = app.get_functions()[0].get_user_function()
        assert served(msg="m", context=Context()) == "hello m"
        assert len(flaky.calls) == 3


@both_kinds
def test_a_guard_further_in_is_asked_for_each_attempt(is_async: bool) -> None:
    asked: list[int] = []

    class Guard:
        on_error = "fail"

        @hookimpl
        def pre_invocation(self, attempt: int) -> None:
            asked.append(attempt)
            if attempt == 2:
                message = "enough"
                raise AbortInvocation(message)

    flaky = Flaky(9)
    error = serve(flaky.function(is_async=is_async), Retry(2), Guard()).error(msg="m")
    assert isinstance(error, AbortInvocation)
    assert asked == [1, 2]
    assert len(flaky.calls) == 1


@both_kinds
def test_hooks_are_counted_and_timed_for_each_attempt(is_async: bool) -> None:
    function = Flaky(2).function(is_async=is_async)
    served = serve(function, Recording(), Retry(), Recording(), settings={"FUNCEXT_STATS": "1"})
    served(msg="m")
    stats = served.host.stats()
    calls = {plugin: [hook["calls"] for hook in hooks.values()] for plugin, hooks in stats.items()}
    assert calls == {"p0": [1, 1], "p1": [1], "p2": [3, 3]}
    assert all(hook["seconds"] for hooks in stats.values() for hook in hooks.values())


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_failed_attempts_leave_nothing_for_the_collector(is_async: bool) -> None:
    class Argument:
        """Something to see the end of."""

    def fail(msg: str) -> str:
        raise ValueError

    async def async_fail(msg: str) -> str:
        raise ValueError

    class Returning:
        @hookimpl(repeats=True)
        def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
            invocation.state["outcome"] = yield
            outcome = yield
            invocation.state["last"] = outcome
            outcome.result()

    served = serve(async_fail if is_async else fail, Returning(), Retry(2), Recording())

    def invoke() -> weakref.ref[Argument]:
        argument: Any = Argument()
        with contextlib.suppress(ValueError):
            called = served.call(msg=argument)
            if is_async:
                called.send(None)
        return weakref.ref(argument)

    served_recording = served.host["p2"]
    invoke()
    served_recording.seen.clear()
    gc.collect()
    gc.disable()
    try:
        left = invoke()
        served_recording.seen.clear()
        assert left() is None
        assert gc.collect() == 0
    finally:
        gc.enable()
