"""Arguments are the price list: nothing is made or read that no hook names."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import azure.functions as func
import pytest

import funcext_core
from funcext_core import AbortInvocation, Function, Invocation, Outcome, _model
from layered import HTTP, INVOCATION_ID, Context, Served, serve


Hook = TypeVar("Hook")


def hookimpl(hook: Hook, /) -> Hook:
    """Mark a hook, without the types, which do not know the plain values yet."""
    mark: Any = funcext_core.hookimpl
    marked: Hook = mark(hook)
    return marked


def hello(msg: str) -> str:
    return f"hello {msg}"


async def async_hello(msg: str) -> str:
    return f"hello {msg}"


both_kinds = pytest.mark.parametrize("function", [hello, async_hello], ids=["sync", "async"])


class Observer:
    """A plugin that sees how an invocation ended, and nothing else."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, bool]] = []

    @hookimpl
    def post_invocation(
        self, function: Function, error: BaseException | None, elapsed: float
    ) -> None:
        self.seen.append((function.name, type(error).__name__, elapsed > 0))


class OnTheWayIn:
    @hookimpl
    def pre_invocation(self, function: Function) -> None: ...


class Reading:
    @hookimpl
    def pre_invocation(self, request: func.HttpRequest | None, trigger_value: object) -> None: ...


class Args:
    @hookimpl
    def pre_invocation(self, args: dict[str, Any]) -> None: ...


class Id:
    @hookimpl
    def post_invocation(self, invocation_id: str) -> None: ...


class Whole:
    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None: ...


class Around:
    @hookimpl
    def around_invocation(self) -> Iterator[None]:
        yield


# For each plugin, what the code around the function makes and reads.
PRICES: list[tuple[object, set[str]]] = [
    (Observer(), {"clock"}),
    (OnTheWayIn(), set()),
    (Reading(), set()),
    (Args(), {"dict"}),
    (Id(), {"id"}),
    (Whole(), {"Invocation", "Outcome", "clock"}),
    (Around(), {"Outcome", "clock"}),
]


class ReadContext(Context):
    """A context that notes what is read of it, as the library runtime's has properties."""

    def __init__(self) -> None:
        self.read: list[str] = []

    @property
    def invocation_id(self) -> str:  # type: ignore[override] # the classic worker's is a property
        self.read.append("id")
        return INVOCATION_ID


def price(served: Served, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Run an invocation, and return what the code around the function made and read."""
    names, context = served.names, ReadContext()

    def noting(name: str) -> None:
        original = names[name]

        def note(*arguments: Any, **keywords: Any) -> Any:
            kind = arguments[0].__name__ if name == "new" else name
            context.read.append(kind)
            return original(*arguments, **keywords)

        monkeypatch.setitem(names, name, note)

    monkeypatch.setitem(names, "dict", dict)
    for name in ("new", "clock", "dict"):
        noting(name)
    called = served.function(msg="world", context=context)
    assert (asyncio.run(called) if asyncio.iscoroutine(called) else called) == "hello world"
    return set(context.read)


@both_kinds
@pytest.mark.parametrize(
    ("plugin", "prices"), PRICES, ids=[type(plugin).__name__ for plugin, _ in PRICES]
)
def test_only_what_is_named_is_made_and_read(
    function: Callable[[str], Any],
    plugin: object,
    prices: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert price(serve(function, plugin), monkeypatch) == prices
    assert price(serve(function, plugin, plugin), monkeypatch) == prices


@both_kinds
@pytest.mark.parametrize("trigger", ["output", HTTP])
def test_the_dict_of_arguments_is_made_when_a_hook_asks_for_it(
    function: Callable[[str], Any], trigger: str
) -> None:
    has_args: list[bool] = []

    class Reading:
        @hookimpl
        def pre_invocation(self, invocation: Invocation) -> None:
            _ = invocation.request, invocation.trigger_value, invocation.function
            has_args.append(invocation._args is not None)

        @hookimpl
        def post_invocation(self, invocation: Invocation) -> None:
            has_args.append(invocation._args is not None)
            assert invocation.args == {"msg": "world"}
            has_args.append(invocation._args is not None)

    serve(function, Reading())(msg="world")

    assert has_args == [False, False, True]


def test_a_stack_that_no_hook_can_cut_asks_for_no_depth() -> None:
    assert "depth" not in serve(hello, Observer(), Id(), Whole()).host.source_of("hello")
    assert "depth" in serve(hello, OnTheWayIn(), Observer()).host.source_of("hello")


@both_kinds
def test_hook_errors_are_reported_in_full_without_the_objects(
    function: Callable[[str], Any], caplog: pytest.LogCaptureFixture
) -> None:
    class Failing:
        @hookimpl
        def pre_invocation(self) -> None:
            raise ValueError

        @hookimpl
        def around_invocation(self) -> Iterator[None]:
            yield
            raise ValueError

        @hookimpl
        def post_invocation(self) -> None:
            raise ValueError

    served = serve(function, Failing())
    assert served(msg="world") == "hello world"
    lines = [record.getMessage() for record in caplog.records if "p0" in record.name]
    assert len(lines) == 3
    assert all(INVOCATION_ID in line for line in lines)


@both_kinds
def test_a_hook_without_the_objects_ends_the_invocation_by_raising(
    function: Callable[[str], Any],
) -> None:
    class Aborting:
        @hookimpl
        def pre_invocation(self, trigger_value: str) -> None:
            raise AbortInvocation(trigger_value)

    observer, inner = Observer(), Observer()
    error = serve(function, observer, Aborting(), inner).error(msg="world")
    assert isinstance(error, AbortInvocation)
    assert observer.seen == [(function.__name__, "AbortInvocation", False)]
    assert inner.seen == []


@both_kinds
def test_an_observers_own_error_changes_nothing_for_the_others(
    function: Callable[[str], Any],
) -> None:
    class Failing:
        @hookimpl
        def post_invocation(self, elapsed: float) -> None:
            raise ValueError

    outer, inner = Observer(), Observer()
    assert serve(function, outer, Failing(), inner)(msg="world") == "hello world"
    assert outer.seen == inner.seen == [(function.__name__, "NoneType", True)]


@both_kinds
def test_a_guard_that_observes_fails_the_invocation(function: Callable[[str], Any]) -> None:
    class Guard:
        on_error = "fail"

        @hookimpl
        def post_invocation(self, value: str) -> None:
            raise ValueError(value)

    seen: list[object] = []

    class Outer:
        @hookimpl
        def post_invocation(self, value: object, error: BaseException | None) -> None:
            seen.extend((value, error))

    error = serve(function, Outer(), Guard()).error(msg="world")
    assert isinstance(error, ValueError)
    assert seen == [None, error]


class TestArgs:
    @both_kinds
    @pytest.mark.parametrize("with_objects", [False, True])
    def test_are_read_only_in_post(
        self, function: Callable[[str], Any], with_objects: bool
    ) -> None:
        seen: list[Mapping[str, object]] = []

        class Changing:
            @hookimpl
            def pre_invocation(self, args: dict[str, object]) -> None:
                args["msg"] = "moon"

        class Post:
            @hookimpl
            def post_invocation(self, args: Mapping[str, object]) -> None:
                seen.append(args)
                with pytest.raises(TypeError):
                    args["msg"] = "lost"  # type: ignore[index] # that is the point

        plugins = [Changing(), Post(), *[Whole()] * with_objects]
        assert serve(function, *plugins)(msg="world") == "hello moon"
        assert seen == [{"msg": "moon"}]

    @both_kinds
    @pytest.mark.parametrize("with_objects", [False, True])
    @pytest.mark.parametrize("deed", ["raise", "delete", "add"])
    def test_follow_the_same_rules_without_the_objects(
        self, function: Callable[[str], Any], with_objects: bool, deed: str
    ) -> None:
        class Replacing:
            @hookimpl
            def pre_invocation(self, args: dict[str, object]) -> None:
                args["msg"] = "moon"

        class Acting:
            @hookimpl
            def around_invocation(self, args: dict[str, object]) -> Iterator[None]:
                if deed == "add":
                    args["more"] = 1
                else:
                    args["msg"] = "lost"
                if deed == "delete":
                    del args["msg"]
                if deed == "raise":
                    raise ValueError
                yield

        seen: list[object] = []

        class Last:
            @hookimpl
            def pre_invocation(self, trigger_value: object) -> None:
                seen.append(trigger_value)

        plugins = [Replacing(), Acting(), Last(), *[Whole()] * with_objects]
        assert serve(function, *plugins)(msg="world") == "hello moon"
        assert seen == ["moon"]


NAMES = ("context_", "call", "invocation", "outcome", "value", "error", "run", "entry", "stack")


class TestParameters:
    @pytest.mark.parametrize("name", [*NAMES, "arg1", "arg0", "kwargs", "function", "new", "args"])
    @pytest.mark.parametrize("define", ["def", "async def"])
    def test_may_have_any_name(self, name: str, define: str) -> None:
        members: dict[str, Any] = {}
        exec(f"{define} hello({name}, arg0_=1):\n    return {name}", members)  # noqa: S102 - ours
        exec(f"{define} strict({name}):\n    return {name}", members)  # noqa: S102 - ours
        for which in ("hello", "strict"):
            app = func.FunctionApp()
            plugins = funcext_core.install(app, settings={}, plugins=[Whole(), Around(), Args()])
            app.queue_output(arg_name="$return", queue_name="out", connection="c")(
                app.queue_trigger(arg_name=name, queue_name="in", connection="c")(members[which])
            )
            function = app.get_functions()[0].get_user_function()
            called = function(**{name: "moon"}, context=Context())
            assert (asyncio.run(called) if asyncio.iscoroutine(called) else called) == "moon"
            assert plugins.stats()["args"]["pre_invocation"] == {
                "calls": 1,
                "errors": 0,
                "seconds": None,
            }

    def test_share_code_with_those_of_other_names(self) -> None:
        def one(msg: str) -> str:
            return msg

        def other(message: str) -> str:
            return message

        served = [serve(one, Whole())]
        app = func.FunctionApp()
        funcext_core.install(app, settings={}, plugins=[Whole()])
        app.queue_output(arg_name="$return", queue_name="out", connection="c")(
            app.queue_trigger(arg_name="message", queue_name="in", connection="c")(other)
        )
        function = app.get_functions()[0].get_user_function()
        assert function(message="moon", context=Context()) == "moon"
        assert served[0](msg="moon") == "moon"
        assert served[0].names is Served(served[0].host, function).names

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({}, r"hello\(\) missing 1 required positional argument: 'msg'"),
            ({"msg": "m", "more": 1}, r"hello\(\) got an unexpected keyword argument 'more'"),
        ],
    )
    def test_that_are_missing_or_unknown_are_named_by_python(
        self, arguments: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(TypeError, match=message):
            serve(hello, Whole()).call(**arguments)

    def test_with_a_default_may_be_left_out(self) -> None:
        def greet(msg: str, greeting: str = "hello") -> str:
            return f"{greeting} {msg}"

        served = serve(greet, Whole(), Args())
        assert served(msg="world") == "hello world"
        assert served(msg="world", greeting="bye") == "bye world"


class TestCold:
    @pytest.fixture(autouse=True)
    def _new_process(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        before = list(_model.unclaimed)
        _model.unclaimed[:] = [True]
        yield
        _model.unclaimed[:] = before

    @both_kinds
    def test_is_the_first_invocation_of_the_process(self, function: Callable[[str], Any]) -> None:
        seen: list[bool] = []

        class Cold:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                seen.append(invocation.cold)

        for served in (serve(function, Cold()), serve(function, Cold())):
            served(msg="world")
            served(msg="world")
        assert seen == [True, False, False, False]

    def test_is_claimed_by_an_invocation_that_nobody_sees(self) -> None:
        seen: list[bool] = []

        class Cold:
            @hookimpl
            def post_invocation(self, invocation: Invocation) -> None:
                seen.append(invocation.cold)

        serve(hello, Observer())(msg="world")
        serve(hello, Cold())(msg="world")
        assert seen == [False]

    def test_is_true_once_whoever_asks(self) -> None:
        assert [_model.claim_cold() for _ in range(3)] == [True, False, False]


class TestAttempt:
    @both_kinds
    def test_is_one(self, function: Callable[[str], Any]) -> None:
        seen: list[int] = []

        class Counting:
            @hookimpl
            def pre_invocation(self, attempt: int, invocation: Invocation) -> None:
                seen.extend((attempt, invocation.attempt))

            @hookimpl
            def post_invocation(self, attempt: int, outcome: Outcome) -> None:
                seen.extend((attempt, outcome.attempt))

        serve(function, Counting())(msg="world")
        assert seen == [1, 1, 1, 1]


class TestSourceOf:
    def test_is_the_code_around_the_function(self) -> None:
        source = serve(hello, Observer()).host.source_of("hello")
        assert "value = call(msg=msg)" in source
        assert "post0(function, error, elapsed)" in source
        assert not re.search(r"\binvocation\b|Outcome|\barg0\b", source)
        compile(source, "<source>", "exec")

    def test_keeps_a_placeholder_where_the_code_has_the_name_itself(self) -> None:
        def act(error: str) -> str:
            return error

        app = func.FunctionApp()
        plugins = funcext_core.install(app, settings={}, plugins=[Observer()])
        app.queue_trigger(arg_name="error", queue_name="in", connection="c")(act)
        app.get_functions()
        assert "call(arg0=arg0)" in plugins.source_of("act")

    @pytest.mark.parametrize(
        ("name", "hint"),
        [("helo", "did you mean 'hello'?"), ("other", "known names: hello")],
    )
    def test_a_name_without_layers_is_an_error(self, name: str, hint: str) -> None:
        host = serve(hello, Observer()).host
        with pytest.raises(KeyError) as caught:
            host.source_of(name)
        assert caught.value.args == (f"no layers were compiled for a function {name!r}: {hint}",)

    def test_before_the_app_is_indexed_there_is_none(self) -> None:
        host = funcext_core.install(func.FunctionApp(), settings={})
        with pytest.raises(KeyError, match="so far no function of the app has any"):
            host.source_of("hello")
