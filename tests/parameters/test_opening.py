"""The function runs as if in a `with` statement over its providers, inside all layers."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import sys
import threading
import weakref
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextvars import ContextVar
from itertools import cycle
from typing import Any

import pytest

from funcext_core import HookError, Invocation, Outcome, hookimpl, provides
from funcext_core._parameters import opening
from layered import (
    BARE,
    HTTP,
    INVOCATION_ID,
    run_in,
    running_loop,
    serve,
    set_own_defaults,
    stepped,
)


Loop = asyncio.AbstractEventLoop
Plugin = Callable[["Record"], Any]


class Value:
    """The type that the providers of these tests provide."""


class Boom(Exception):
    """The error of hooks, providers and functions of these tests."""


class Record(list[str]):
    """The steps in their order; one of them may have to raise."""

    fail_at: str = ""

    def step(self, name: str) -> None:
        self.append(name)
        if name == self.fail_at:
            raise Boom(name)


class SyncGenerator:
    def __init__(self, record: Record) -> None:
        self.record = record

    @provides
    def value(self) -> Iterator[Value]:
        self.record.step("open")
        try:
            yield Value()
        except BaseException as error:
            self.record.append(f"saw {error}")
            self.record.step("close")
            raise
        self.record.step("close")


class AsyncGenerator:
    def __init__(self, record: Record) -> None:
        self.record = record

    @provides
    async def value(self) -> AsyncIterator[Value]:
        await asyncio.sleep(0)
        self.record.step("open")
        try:
            yield Value()
        except BaseException as error:
            await asyncio.sleep(0)
            self.record.append(f"saw {error}")
            self.record.step("close")
            raise
        await asyncio.sleep(0)
        self.record.step("close")


class Plain:
    def __init__(self, record: Record) -> None:
        self.record = record

    @provides
    def value(self) -> Value:
        self.record.step("open")
        return Value()


class AsyncPlain:
    def __init__(self, record: Record) -> None:
        self.record = record

    @provides
    async def value(self) -> Value:
        await asyncio.sleep(0)
        self.record.step("open")
        return Value()


class Layer:
    """A plugin with all hooks around invocations."""

    def __init__(self, record: Record, on_error: str = "log") -> None:
        self.record = record
        self.outcome: Outcome | None = None
        set_own_defaults(self, on_error=on_error)

    @hookimpl
    def pre_invocation(self) -> None:
        self.record.append("pre")

    @hookimpl
    def around_invocation(self) -> Generator[None, Outcome, None]:
        self.record.append("in")
        self.outcome = yield
        self.record.append("out")

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        self.record.append("post")


KINDS = ("bytearray", "list[bytearray]")
GENERATORS = [SyncGenerator, AsyncGenerator]
PLAIN = [Plain, AsyncPlain]
GUARD = pytest.mark.parametrize("on_error", ["log", "fail"])


@pytest.fixture
def loop() -> Iterator[Loop]:
    """Make a loop that runs in a thread of its own, as a worker's does beside its pool."""
    with running_loop() as loop:
        yield loop


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture(params=["sync", "async"])
def function(request: pytest.FixtureRequest, record: Record) -> Callable[..., Any]:
    """Return a function that asks for a value, of both kinds."""

    def run(msg: str, value: Value) -> str:
        assert isinstance(value, Value)
        record.step("function")
        return msg

    async def run_async(msg: str, value: Value) -> str:
        await asyncio.sleep(0)
        return run(msg, value)

    return run if request.param == "sync" else run_async


@pytest.mark.parametrize("plugin", GENERATORS)
class TestAGenerator:
    @GUARD
    def test_is_opened_inside_all_layers_and_closed_before_the_first_is_left(
        self, plugin: Plugin, function: Any, record: Record, loop: Loop, on_error: str
    ) -> None:
        served = serve(function, Layer(record, on_error), plugin(record), loop=loop)

        assert served(msg="hello") == "hello"
        assert record == ["pre", "in", "open", "function", "close", "out", "post"]

    def test_needs_no_layer(
        self, plugin: Plugin, function: Any, record: Record, loop: Loop
    ) -> None:
        served = serve(function, plugin(record), loop=loop)

        assert served(msg="hello") == "hello"
        assert record == ["open", "function", "close"]

    @GUARD
    def test_sees_the_functions_error(
        self, plugin: Plugin, function: Any, record: Record, loop: Loop, on_error: str
    ) -> None:
        layer = Layer(record, on_error)
        served = serve(function, layer, plugin(record), loop=loop)
        record.fail_at = "function"

        error = served.error(msg="hello")

        assert str(error) == "function"
        assert record[2:] == ["open", "function", "saw function", "close", "out", "post"]
        assert layer.outcome is not None
        assert (layer.outcome.error, layer.outcome.skipped) == (error, False)

    @GUARD
    def test_that_cannot_be_opened_skips_the_function(
        self, plugin: Plugin, function: Any, record: Record, loop: Loop, on_error: str
    ) -> None:
        layer = Layer(record, on_error)
        served = serve(function, layer, plugin(record), loop=loop)
        record.fail_at = "open"

        error = served.error(msg="hello")

        assert str(error) == "open"
        assert record == ["pre", "in", "open", "out", "post"]
        assert layer.outcome is not None
        assert layer.outcome.error is error
        assert (layer.outcome.skipped, layer.outcome.skipped_by) == (True, "p1")
        assert layer.outcome.elapsed == 0.0

    @GUARD
    def test_that_fails_in_its_tear_down_fails_the_function(
        self, plugin: Plugin, function: Any, record: Record, loop: Loop, on_error: str
    ) -> None:
        layer = Layer(record, on_error)
        served = serve(function, layer, plugin(record), loop=loop)
        record.fail_at = "close"

        assert str(served.error(msg="hello")) == "close"
        assert record == ["pre", "in", "open", "function", "close", "out", "post"]
        assert layer.outcome is not None
        assert (str(layer.outcome.error), layer.outcome.skipped) == ("close", False)

    def test_without_a_layer_raises_the_same(
        self, plugin: Plugin, function: Any, record: Record, loop: Loop
    ) -> None:
        served = serve(function, plugin(record), loop=loop)

        for place in ("open", "function", "close"):
            record.fail_at = place
            error = served.error(msg="hello")
            assert (type(error), str(error)) == (Boom, place)

    def test_leaves_no_cycle(
        self, plugin: Plugin, function: Any, record: Record, loop: Loop
    ) -> None:
        served = serve(function, plugin(record), loop=loop)

        async def fail() -> weakref.ref[Boom]:
            try:
                # Not by `served.error`: a task keeps what it returns.
                await served.call(msg="hello")
            except Boom as error:
                return weakref.ref(error)
            raise AssertionError

        def fail_in_thread() -> weakref.ref[Boom]:
            try:
                served.call(msg="hello")
            except Boom as error:
                return weakref.ref(error)
            raise AssertionError

        gc.collect()
        gc.disable()
        try:
            for place in ("open", "function", "close"):
                record.fail_at = place
                is_async = asyncio.iscoroutinefunction(function)
                left = asyncio.run(fail()) if is_async else fail_in_thread()
                for _ in range(3):
                    # The loop's own thread lets go of what it has answered.
                    run_in(loop, asyncio.sleep(0))
                assert left() is None, place
        finally:
            gc.enable()


@pytest.mark.parametrize("plugin", PLAIN)
class TestAPlainProvider:
    def test_is_called_in_each_invocation(
        self, plugin: Plugin, function: Any, record: Record, loop: Loop
    ) -> None:
        served = serve(function, Layer(record), plugin(record), loop=loop)

        assert [served(msg="1"), served(msg="2")] == ["1", "2"]
        assert record.count("open") == 2

    def test_that_raises_skips_the_function(
        self, plugin: Plugin, function: Any, record: Record, loop: Loop
    ) -> None:
        layer = Layer(record)
        served = serve(function, layer, plugin(record), loop=loop)
        record.fail_at = "open"

        assert str(served.error(msg="hello")) == "open"
        assert layer.outcome is not None
        assert layer.outcome.skipped_by == "p1"
        assert "function" not in record


@pytest.mark.parametrize("layers", [(), (Layer(Record()),)], ids=["alone", "in a layer"])
class TestTheFunctionsError:
    def test_is_not_cleared_by_a_provider_that_swallows_it(
        self, layers: tuple[object, ...]
    ) -> None:
        class Swallowing:
            @provides
            def value(self) -> Iterator[Value]:
                with contextlib.suppress(Boom):
                    yield Value()

        def fail(msg: str, value: Value) -> None:
            raise Boom(msg)

        error = serve(fail, *layers, Swallowing()).error(msg="hello")

        assert (type(error), str(error)) == (Boom, "hello")

    def test_has_the_functions_own_traceback(
        self, layers: tuple[object, ...], record: Record
    ) -> None:
        def fail(msg: str, value: Value) -> None:
            raise Boom(msg)

        error = serve(fail, *layers, SyncGenerator(record)).error(msg="hello")

        names = []
        traceback = error.__traceback__
        while traceback is not None:
            names.append(traceback.tb_frame.f_code.co_name)
            traceback = traceback.tb_next
        assert names[-1] == "fail"
        assert "value" not in names
        assert len(names) == len(set(names)) or names.count("run") <= 2

    def test_may_be_replaced_by_a_tear_down(self, layers: tuple[object, ...]) -> None:
        class Translating:
            @provides
            def value(self) -> Iterator[Value]:
                try:
                    yield Value()
                except Boom as error:
                    raise LookupError from error

        def fail(msg: str, value: Value) -> None:
            raise Boom(msg)

        error = serve(fail, *layers, Translating()).error(msg="hello")

        assert isinstance(error, LookupError)
        assert isinstance(error.__cause__, Boom)

    @pytest.mark.parametrize("kind", [StopIteration, StopAsyncIteration])
    def test_may_be_a_stop_iteration(
        self, layers: tuple[object, ...], kind: type[Exception], record: Record
    ) -> None:
        outcomes: list[Outcome] = []

        class Watch:
            @hookimpl
            def post_invocation(self, outcome: Outcome) -> None:
                outcomes.append(outcome)

        def fail(msg: str, value: Value) -> None:
            raise kind(msg)

        serve(fail, *layers, Watch(), SyncGenerator(record)).error(msg="hello")

        assert isinstance(outcomes[0].error, kind)

    def test_is_the_exit_that_a_worker_answers(
        self, layers: tuple[object, ...], record: Record
    ) -> None:
        def leave(msg: str, value: Value) -> None:
            raise SystemExit(msg)

        error = serve(leave, *layers, SyncGenerator(record)).error(msg="hello")

        assert type(error).__name__ == "FunctionExit"
        assert record == ["open", "saw hello", "close"]


class HostileError(Exception):
    """Fails whatever is asked of it, or set."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def with_traceback(self, tb: object) -> "HostileError":  # noqa: UP037 - not defined yet
        raise AssertionError

    @property
    def __class__(self) -> Any:
        raise AssertionError

    @__class__.setter
    def __class__(self, value: object) -> None: ...

    def __str__(self) -> str:
        raise AssertionError

    __repr__ = __str__


class TestAHostileError:
    @pytest.mark.parametrize("layers", [(), (Layer(Record()),)], ids=["alone", "in a layer"])
    @pytest.mark.parametrize("place", ["open", "function", "close"])
    def test_leaves_as_it_is(self, layers: tuple[object, ...], place: str) -> None:
        def step(name: str) -> None:
            if name == place:
                raise HostileError

        class Steps:
            @provides
            def value(self) -> Iterator[Value]:
                step("open")
                yield Value()
                step("close")

        def function(msg: str, value: Value) -> None:
            step("function")

        error = serve(function, *layers, Steps(), trigger=BARE).error(msg="hello")

        assert type(error) is HostileError


class TestAMistake:
    @pytest.mark.parametrize("name", ["sync", "async"])
    def test_in_the_number_of_yields_fails_the_function(self, name: str, loop: Loop) -> None:
        class Yields:
            def __init__(self, number: int) -> None:
                self.number = number

            @provides
            def value(self) -> Iterator[Value]:
                for _ in range(self.number):
                    yield Value()

        class AsyncYields:
            def __init__(self, number: int) -> None:
                self.number = number

            @provides
            async def value(self) -> AsyncIterator[Value]:
                for _ in range(self.number):
                    yield Value()

        def function(msg: str, value: Value) -> str:
            return msg

        plugin = Yields if name == "sync" else AsyncYields
        never = serve(function, plugin(0), loop=loop).error(msg="hello")
        twice = serve(function, plugin(2), loop=loop).error(msg="hello")

        assert isinstance(never, HookError)
        assert str(never) == "provider 'value' of plugin 'p0' ended without its yield"
        assert isinstance(twice, HookError)
        assert str(twice) == "provider 'value' of plugin 'p0' yielded twice"


class TestAStopIteration:
    @pytest.mark.parametrize("kind", ["sync", "async"])
    @pytest.mark.parametrize("place", ["open", "close"])
    @pytest.mark.parametrize("error", [StopIteration, StopAsyncIteration])
    def test_that_a_provider_raises_is_an_error(
        self, kind: str, place: str, error: type[Exception], function: Any, loop: Loop
    ) -> None:
        def step(name: str) -> None:
            if name == place:
                raise error(name)

        class Stops:
            @provides
            def value(self) -> Iterator[Value]:
                step("open")
                yield Value()
                step("close")

        class AsyncStops:
            @provides
            async def value(self) -> AsyncIterator[Value]:
                step("open")
                yield Value()
                step("close")

        served = serve(function, Stops() if kind == "sync" else AsyncStops(), loop=loop)
        failed = served.error(msg="hello")

        # Python makes a RuntimeError of it where the generator would seem to have ended.
        cause = failed if isinstance(failed, error) else failed.__cause__
        assert type(cause) is error
        assert str(cause) == place
        assert "without its yield" not in str(failed)


class Chain:
    """Providers that ask for one another."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @provides
    def outer(self) -> Iterator[bytearray]:
        self.record.step("open outer")
        try:
            yield bytearray(b"outer")
        except Boom as error:
            self.record.append(f"outer saw {error}")
            raise
        self.record.append("close outer")

    @provides
    async def inner(self, outer: bytearray) -> AsyncIterator[Value]:
        self.record.step("open inner")
        try:
            yield Value()
        except Boom as error:
            self.record.append(f"inner saw {error}")
            raise
        self.record.append("close inner")


class TestProvidersThatAskForOthers:
    def test_are_opened_after_those_and_closed_before_them(
        self, record: Record, loop: Loop
    ) -> None:
        def function(msg: str, value: Value, raw: bytearray) -> str:
            return f"{msg} {raw.decode()}"

        served = serve(function, Chain(record), loop=loop)

        assert served(msg="hello") == "hello outer"
        assert record == ["open outer", "open inner", "close inner", "close outer"]

    def test_fail_like_nested_with_statements(self, record: Record, loop: Loop) -> None:
        def function(msg: str, value: Value) -> str:
            record.step("function")
            return msg

        served = serve(function, Chain(record), loop=loop)

        record.fail_at = "function"
        assert str(served.error(msg="hello")) == "function"
        assert record[2:] == ["function", "inner saw function", "outer saw function"]
        record.clear()
        record.fail_at = "open inner"
        assert str(served.error(msg="hello")) == "open inner"
        assert record == ["open outer", "open inner", "outer saw open inner"]

    def test_share_one_value_in_an_invocation(self) -> None:
        class Shared:
            @provides
            def one(self) -> Value:
                return Value()

            @provides
            def left(self, one: Value) -> list[Value]:
                return [one]

            @provides
            def right(self, one: Value) -> tuple[Value]:
                return (one,)

        def function(
            msg: object, left: list[Value], right: tuple[Value], value: Value
        ) -> list[Value]:
            return [*left, *right, value]

        served = serve(function, Shared())
        first, second = served(msg=1), served(msg=1)

        assert len({*map(id, first)}) == 1
        assert first[0] is not second[0]


class PlainValues:
    @provides
    def facts(  # noqa: PLR0913, PLR0917 - all that there are
        self,
        function: Any,
        invocation_id: str,
        context: Any,
        args: dict[str, Any],
        request: Any,
        trigger_value: Any,
        attempt: int,
        invocation: Invocation,
    ) -> dict[str, Any]:
        return dict(locals())


class TestWhatProvidersName:
    def test_are_plain_values_of_the_invocation(self) -> None:
        def function(msg: str, facts: dict[str, Any]) -> dict[str, Any]:
            return facts

        facts = serve(function, PlainValues())(msg="hello")

        assert facts["function"].name == "function"
        assert facts["invocation_id"] == facts["context"].invocation_id == INVOCATION_ID
        assert facts["args"] == {"msg": "hello"}
        assert (facts["request"], facts["trigger_value"]) == (None, "hello")
        assert facts["attempt"] == 1
        assert isinstance(facts["invocation"], Invocation)
        assert facts["invocation"].function is facts["function"]

    def test_have_the_changes_of_the_layers(self) -> None:
        class Change:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                invocation.args["msg"] = "changed"
                invocation.state["key"] = "kept"

        def function(msg: str, facts: dict[str, Any], call: Invocation) -> Any:
            return msg, facts["trigger_value"], call.state["key"], facts["invocation"] is call

        served = serve(function, Change(), PlainValues())

        assert served(msg="hello") == ("changed", "changed", "kept", True)

    def test_are_the_request_of_an_http_function(self) -> None:
        async def function(req: Any, facts: dict[str, Any]) -> str:
            return str(facts["request"] is req is facts["trigger_value"])

        assert serve(function, PlainValues(), trigger=HTTP)(req=object()) == "True"

    def test_change_nothing_for_the_function(self) -> None:
        class Greedy:
            @provides
            def value(self, args: dict[str, Any]) -> Value:
                args.clear()
                return Value()

        def function(msg: str, value: Value) -> str:
            return msg

        assert serve(function, Greedy())(msg="hello") == "hello"


class TestAnInvocationThatALayerAnswers:
    def test_opens_nothing(self, record: Record) -> None:
        class Answer:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                invocation.respond("answer")

        def function(msg: str, value: Value) -> str:
            return msg

        served = serve(function, Answer(), SyncGenerator(record))

        assert served(msg="hello") == "answer"
        assert record == []


class TestArgumentsThatAreGiven:
    def test_are_not_asked_for(self, record: Record, function: Any, loop: Loop) -> None:
        served = serve(function, SyncGenerator(record), loop=loop)

        assert served(msg="hello", value=Value()) == "hello"
        assert record == ["function"]

    def test_leave_what_only_they_would_need_unopened(self) -> None:
        opened: list[str] = []

        class Two:
            @provides
            def raw(self) -> bytearray:
                opened.append("raw")
                return bytearray()

            @provides
            def value(self, raw: bytearray) -> Value:
                opened.append("value")
                return Value()

            @provides
            def text(self, raw: bytearray) -> str:
                opened.append("text")
                return "text"

        def function(msg: str, value: Value, text: str) -> str:
            return text

        served = serve(function, Two())

        assert served(msg="hello", value=Value()) == "text"
        assert opened == ["raw", "text"]
        assert served(msg="hello", value=Value(), text="mine") == "mine"
        assert opened == ["raw", "text"]


class Starting:
    """A plugin that can provide a value when its `app_start` has ended."""

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.started = False

    @hookimpl
    async def app_start(self) -> None:
        await asyncio.to_thread(self.may_go_on.wait, 60)
        self.started = True

    @provides
    def value(self) -> Value:
        assert self.started
        return Value()


class StartingForTheApp(Starting):
    @provides(scope="app")
    def raw(self) -> bytearray:
        assert self.started
        return bytearray()

    @provides(scope="app")
    def value(self, raw: bytearray) -> Value:  # type: ignore[override] # it asks for another
        return Value()


class TestAnAppStart:
    @pytest.mark.parametrize("kind", [Starting, StartingForTheApp])
    @pytest.mark.parametrize("layered", [False, True])
    def test_of_the_plugin_is_waited_for(
        self, kind: type[Starting], layered: bool, function: Any, record: Record, loop: Loop
    ) -> None:
        plugin = kind()
        served = serve(function, *[Layer(record)] * layered, plugin, loop=loop)

        async def invoke() -> object:
            is_async = asyncio.iscoroutinefunction(function)
            task: asyncio.Future[object] = asyncio.ensure_future(
                served.call(msg="hello")
                if is_async
                else asyncio.to_thread(served.call, msg="hello")
            )
            for _ in range(10):
                await asyncio.sleep(0)
            plugin.may_go_on.set()
            return await task

        assert run_in(loop, invoke()) == "hello"


class OfBothScopes:
    """Values of both scopes, the one made from the other."""

    @provides(scope="app")
    def raw(self) -> bytearray:
        return bytearray(b"raw")

    @provides
    def value(self, raw: bytearray) -> list[bytearray]:
        return [raw]


class TestTheNamesOfParameters:
    @pytest.mark.parametrize("layers", [(), (Layer(Record()),)], ids=["alone", "in a layer"])
    @pytest.mark.parametrize("default", [False, True])
    def test_do_not_clash_with_the_generated_codes_own(
        self, layers: tuple[object, ...], default: bool
    ) -> None:
        names = {"call", "error", "kwargs", "lap", "made0", "opening", "run", "self", "value0"}
        names |= {"_" + name for name in names}
        listed = ", ".join(f"{name}: {kind}" for name, kind in zip(sorted(names), cycle(KINDS)))
        module: dict[str, Any] = {}
        text = f"def function(msg: str, {listed}{', more: int = 1' * default}):\n"
        exec(f"{text}    return [{', '.join(names)}]", module)  # noqa: S102 - our own text

        values = serve(module["function"], *layers, OfBothScopes())(msg="hello")

        assert (
            len({id(value if isinstance(value, bytearray) else value[0]) for value in values}) == 1
        )
        assert len({id(value) for value in values}) == 2


class TestDefaults:
    def test_are_kept_where_nobody_provides(self, record: Record) -> None:
        def function(msg: str, value: Value, other: complex = 1j) -> str:
            return f"{msg} {other}"

        assert serve(function, SyncGenerator(record))(msg="hello") == "hello 1j"

    def test_of_providers_are_kept_too(self) -> None:
        class Optional:
            @provides
            def value(self, other: complex = 1j) -> list[complex]:
                return [other]

        def function(msg: str, value: list[complex]) -> str:
            return f"{msg} {value}"

        assert serve(function, Optional())(msg="hello") == "hello [1j]"


variable: ContextVar[str] = ContextVar("variable", default="unset")


class TestContextVariables:
    @pytest.mark.parametrize("kind", ["sync", "async"])
    def test_reach_the_function_and_do_not_leak(self, kind: str, loop: Loop) -> None:
        class Sets:
            @provides
            def value(self) -> Iterator[Value]:
                token = variable.set("set")
                yield Value()
                variable.reset(token)

        class AsyncSets:
            @provides
            async def value(self) -> AsyncIterator[Value]:
                variable.set("set")
                yield Value()

        def function(msg: str, value: Value) -> str:
            return variable.get()

        plugin = Sets() if kind == "sync" else AsyncSets()
        served = serve(function, plugin, loop=loop)
        if kind == "sync" or sys.version_info >= (3, 11):
            assert served(msg="hello") == "set"
        assert variable.get() == "unset"

    def test_of_the_function_reach_the_layers(self, record: Record, loop: Loop) -> None:
        seen = []

        class Post:
            @hookimpl
            def post_invocation(self) -> None:
                seen.append(variable.get())

        def function(msg: str, value: Value) -> None:
            variable.set("by the function")

        served = serve(function, Post(), AsyncGenerator(record), trigger=BARE, loop=loop)
        served(msg="hello")

        assert seen == ["by the function"]
        assert variable.get() == "unset"


class TestConcurrency:
    def test_of_a_thousand_async_invocations(self) -> None:
        class Own:
            @provides
            async def value(self, trigger_value: int) -> AsyncIterator[list[int]]:
                await asyncio.sleep(0)
                mine = [trigger_value]
                yield mine
                assert mine == [trigger_value]

        async def function(msg: int, value: list[int]) -> int:
            await asyncio.sleep(0)
            assert value == [msg]
            return msg

        served = serve(function, Own())

        async def main() -> list[Any]:
            return await asyncio.gather(*(served.call(msg=number) for number in range(1000)))

        assert asyncio.run(main()) == list(range(1000))

    def test_of_64_threads(self, loop: Loop) -> None:
        class Own:
            @provides
            async def value(self, trigger_value: int) -> AsyncIterator[list[int]]:
                await asyncio.sleep(0)
                yield [trigger_value]

        def function(msg: int, value: list[int]) -> None:
            assert value == [msg]
            seen.append(msg)

        seen: list[int] = []
        served = serve(function, Own(), trigger=BARE, loop=loop)
        threads = [threading.Thread(target=served, kwargs={"msg": number}) for number in range(64)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(seen) == list(range(64))


class TestCancellation:
    @pytest.mark.parametrize("place", ["open", "function", "close"])
    def test_passes_through_the_providers(self, place: str) -> None:
        events: list[str] = []
        # Of no loop until it is waited for.
        reached = asyncio.Event()

        async def pause(name: str) -> None:
            if name == place:
                reached.set()
                await asyncio.sleep(3600)

        class Waiting:
            @provides
            async def first(self) -> AsyncIterator[bytearray]:
                try:
                    yield bytearray()
                except asyncio.CancelledError:
                    events.append("first saw it")
                    raise

            @provides
            async def second(self, first: bytearray) -> AsyncIterator[Value]:
                await pause("open")
                try:
                    yield Value()
                finally:
                    await pause("close")

        async def function(msg: str, value: Value) -> None:
            await pause("function")

        served = serve(function, Waiting(), trigger=BARE)

        async def main() -> None:
            task = asyncio.ensure_future(served.call(msg="hello"))
            await reached.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert task.cancelled()

        asyncio.run(main())

        assert events == ["first saw it"]


class TestTheTimeInTheFunction:
    @pytest.mark.parametrize("plugin", [*GENERATORS, *PLAIN])
    def test_is_without_its_providers(
        self,
        plugin: Plugin,
        function: Any,
        record: Record,
        loop: Loop,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        times: list[float] = []

        class Timer:
            @hookimpl
            def post_invocation(self, elapsed: float) -> None:
                times.append(elapsed)

        ticks = iter((100.0, 1000.0))
        # Not of the code that is kept for others.
        monkeypatch.setattr(opening, "maker", opening.maker.__wrapped__)
        monkeypatch.setattr(opening, "perf_counter", lambda: next(ticks))
        served = serve(function, Timer(), plugin(record), loop=loop)

        assert served(msg="hello") == "hello"
        assert times == [900.0]


class RetryTwice:
    @hookimpl(repeats=True)
    def around_invocation(self) -> Generator[None, Outcome, None]:
        for _ in range(2):
            if (yield).error is None:
                return
        yield


class TestRepeats:
    def test_open_anew_for_each_attempt(self, record: Record, function: Any, loop: Loop) -> None:
        attempts: list[int] = []

        class Numbered:
            @provides
            def value(self, attempt: int) -> Iterator[Value]:
                attempts.append(attempt)
                if attempt > 1:
                    record.fail_at = ""
                yield from SyncGenerator(record).value()

        served = serve(function, RetryTwice(), Numbered(), loop=loop)
        record.fail_at = "function"

        assert served(msg="hello") == "hello"
        assert attempts == [1, 2]
        assert record == [
            *("open", "function", "saw function", "close"),
            *("open", "function", "close"),
        ]

    @pytest.mark.parametrize("plugin", [*GENERATORS, *PLAIN])
    def test_open_anew_what_could_not_be_opened(
        self, plugin: Plugin, record: Record, function: Any, loop: Loop
    ) -> None:
        skipped: list[str | None] = []

        class Watch:
            @hookimpl
            def post_invocation(self, outcome: Outcome) -> None:
                skipped.append(outcome.skipped_by)
                record.fail_at = ""

        record.fail_at = "open"
        served = serve(function, RetryTwice(), Watch(), plugin(record), loop=loop)

        assert served(msg="hello") == "hello"
        assert skipped == ["p2", None]
        assert record[:3] == ["open", "open", "function"]

    def test_close_what_an_attempt_opened_when_it_is_cancelled_at_any_await(self) -> None:
        class Waiting:
            def __init__(self) -> None:
                self.opened = self.closed = 0

            @provides
            async def value(self) -> AsyncIterator[Value]:
                await asyncio.sleep(0)
                self.opened += 1
                try:
                    yield Value()
                except Boom:
                    await asyncio.sleep(0)
                    raise
                finally:
                    self.closed += 1

        async def fail(msg: str, value: Value) -> None:
            await asyncio.sleep(0)
            raise Boom

        loop, cancelled_in = asyncio.new_event_loop(), set()
        for number in range(1, 60):
            plugin = Waiting()
            served = serve(fail, RetryTwice(), plugin, trigger=BARE)
            task = loop.create_task(served.call(msg="hello"))
            stepped(task, number)
            if task.done():
                break
            opened = plugin.opened
            task.cancel()
            stepped(task, 60)
            assert task.cancelled(), number
            assert plugin.opened == plugin.closed == opened, number
            cancelled_in.add(opened)
        loop.close()

        assert cancelled_in == {0, 1, 2, 3}
        assert isinstance(task.exception(), Boom)
