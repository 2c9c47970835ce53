"""Mistakes in a plugin are found when it loads; one line names the plugin, hook and fix."""

from __future__ import annotations

import contextlib
import functools
import types
from collections.abc import AsyncGenerator, Callable, Generator
from typing import Any, ClassVar, TypeVar, overload

import attrs
import azure.functions as func
import pluggy
import pytest

from distributions import Distributions
from funcext_core import App, Function, Invocation, Outcome, PluginHost, hookimpl, install, use
from funcext_core._plugins.implementations import implementations


LoadErrorText = Callable[..., str]

Hook = TypeVar("Hook")


@overload
def mark(hook: Hook, /) -> Hook: ...
@overload
def mark(*, specname: str = ..., **options: bool) -> Callable[[Hook], Hook]: ...
def mark(*args: Any, **options: Any) -> Any:
    """Mark a hook, without the types by which `hookimpl` refuses mistakes."""
    return hookimpl(*args, **options)


class UnknownHook:
    @mark
    def pre_invokation(self, invocation: Invocation) -> None: ...


class UnknownSpecname:
    @mark(specname="app_begin")
    def begin(self) -> None: ...


class UnknownArgument:
    @mark
    def post_invocation(self, invocation: Invocation, outcom: Outcome) -> None: ...


class ArgumentOfAnotherHook:
    @mark
    def pre_invocation(self, invocation: Invocation, outcome: Outcome) -> None: ...


class OutcomeInAround:
    @mark
    def around_invocation(self, outcome: Outcome) -> Generator[None, Outcome, None]:
        yield


class ErrorInAround:
    @mark
    async def around_invocation(self, error: BaseException | None) -> AsyncGenerator[None, Outcome]:
        yield


class ElapsedInAsyncPre:
    @mark
    async def pre_invocation(self, elapsed: float) -> None: ...


class AppInPost:
    @mark
    def post_invocation(self, error: BaseException | None, app: App) -> None: ...


class FunctionInStart:
    @mark
    def app_start(self, function: Function) -> None: ...


class MisspelledPlainValue:
    @mark
    def pre_invocation(self, trigger: object) -> None: ...


class DefaultedPlainValue:
    @mark
    def post_invocation(self, error: BaseException | None, elapsed: float = 0.0) -> None: ...


class KeywordOnlyPlainValue:
    @mark
    def post_invocation(self, *, error: BaseException | None) -> None: ...


class DefaultedArgument:
    @mark
    def pre_invocation(self, invocation: Invocation | None = None) -> None: ...


class KeywordOnlyArgument:
    @mark
    def pre_invocation(self, *, invocation: Invocation) -> None: ...


class AnyKeywords:
    @mark
    def pre_invocation(self, **kw: object) -> None: ...


class AnyArguments:
    @mark
    def pre_invocation(self, *args: object) -> None: ...


class NewStyleWrapper:
    @mark(wrapper=True)
    def pre_invocation(self) -> Generator[None, None, None]:
        yield


class OldStyleWrapper:
    @mark(hookwrapper=True)
    def around_invocation(self) -> Generator[None, None, None]:
        yield


class TwoOfOneKind:
    @mark
    def pre_invocation(self) -> None: ...

    @mark(specname="pre_invocation")
    def before(self) -> None: ...


class TwoOfOneAsyncKind:
    @mark(specname="post_invocation")
    async def one(self) -> None: ...

    @mark(specname="post_invocation")
    async def two(self) -> None: ...


class Unmarked:
    @mark
    def pre_invocation(self) -> None: ...

    def post_invocation(self) -> None: ...


class UnmarkedOverride(TwoOfOneKind):
    def before(self) -> None: ...

    def pre_invocation(self) -> None: ...


class UnmarkedPartial:
    app_start = functools.partial(print, "started")

    @mark
    def pre_invocation(self) -> None: ...


class UnmarkedProperty:
    @property
    def pre_invocation(self) -> Callable[[], None]:
        raise AssertionError


class MarkedProperty:
    @property
    @mark
    def pre_invocation(self) -> None:
        raise AssertionError


class MarkedCachedProperty:
    @functools.cached_property
    @mark
    def pre_invocation(self) -> None:
        raise AssertionError


class MarkedCache:
    @functools.lru_cache  # noqa: B019 - the mistake under test
    @mark
    def pre_invocation(self) -> None: ...


class AroundWithoutYield:
    @mark
    def around_invocation(self, invocation: Invocation) -> None: ...


class AroundReturningContextManager:
    @mark
    @contextlib.contextmanager
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        yield


class AsyncAroundWithoutYield:
    @mark
    async def around_invocation(self, invocation: Invocation) -> None: ...


class YieldInPre:
    @mark
    def pre_invocation(self) -> Generator[None, None, None]:
        yield


class YieldInAsyncStop:
    @mark
    async def app_stop(self) -> AsyncGenerator[None, None]:
        yield


class AsyncPostLoad:
    @mark
    async def post_load(self, function: Function) -> None: ...


def hides_async(hook: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(hook)
    def inner(*args: object) -> Any:
        return hook(*args)

    return inner


class HiddenAsync:
    @mark
    @hides_async
    async def pre_invocation(self) -> None: ...


class WithoutSelf:
    @mark
    def pre_invocation(invocation) -> None: ...  # noqa: N805 - the mistake under test


class WithoutSelfButAPlainValue:
    @mark
    def post_invocation(error, elapsed: float) -> None: ...  # noqa: N805 - the mistake under test


class WithoutSelfButAnArgumentOfAnotherHook:
    @mark
    def pre_invocation(outcome) -> None: ...  # noqa: N805 - the mistake under test


class WithoutAnyArgument:
    @mark
    def pre_invocation() -> None: ...  # type: ignore[misc] # noqa: N805, RUF100 - the mistake under test


class ClassMethodWithoutCls:
    @classmethod
    @mark
    def pre_invocation(invocation) -> None: ...  # noqa: N804 - the mistake under test


class NoHook:
    def hello(self) -> None: ...


MISTAKES: dict[type, str] = {
    UnknownHook: (
        "'pre_invokation' is not a funcext hook; did you mean 'pre_invocation'? (others: "
        "post_invocation, around_invocation, provide, post_load, app_stop, app_start)"
    ),
    UnknownSpecname: "'begin' is not a funcext hook; known names: app_stop, app_start, ",
    UnknownArgument: (
        "'post_invocation' takes an argument 'outcom' that post_invocation does not have; did you "
        "mean 'outcome'? (others: "
    ),
    ArgumentOfAnotherHook: (
        "'pre_invocation' takes an argument 'outcome' that pre_invocation does not have: only "
        "post_invocation has it; remove it"
    ),
    OutcomeInAround: (
        "'around_invocation' takes an argument 'outcome' that around_invocation does not have: "
        "only post_invocation has it; write 'outcome = yield'"
    ),
    ErrorInAround: (
        "'around_invocation' takes an argument 'error' that around_invocation does not have: only "
        "post_invocation has it; write 'outcome = yield', and 'outcome.error' has it"
    ),
    ElapsedInAsyncPre: (
        "'pre_invocation' takes an argument 'elapsed' that pre_invocation does not have: only "
        "post_invocation has it; remove it"
    ),
    AppInPost: (
        "'post_invocation' takes an argument 'app' that post_invocation does not have: only "
        "app_start and app_stop have it; remove it"
    ),
    FunctionInStart: (
        "'app_start' takes an argument 'function' that app_start does not have: only post_load, "
        "pre_invocation, around_invocation, post_invocation and provide have it; remove it"
    ),
    MisspelledPlainValue: (
        "'pre_invocation' takes an argument 'trigger' that pre_invocation does not have; did you "
        "mean 'trigger_value'? (others: "
    ),
    DefaultedPlainValue: (
        "'post_invocation' has a default for its argument 'elapsed', which pluggy would then never "
        "pass; remove the default"
    ),
    KeywordOnlyPlainValue: (
        "'post_invocation' takes 'error' as keyword-only, which pluggy would never pass; remove "
        "the '*' before it"
    ),
    DefaultedArgument: (
        "'pre_invocation' has a default for its argument 'invocation', which pluggy would then "
        "never pass; remove the default"
    ),
    KeywordOnlyArgument: (
        "'pre_invocation' takes 'invocation' as keyword-only, which pluggy would never pass; "
        "remove the '*' before it"
    ),
    AnyKeywords: (
        "'pre_invocation' takes '**kw', which hooks never receive; name the arguments that it "
        "uses: invocation"
    ),
    AnyArguments: (
        "'pre_invocation' takes '*args', which hooks never receive; name the arguments that it "
        "uses: invocation"
    ),
    NewStyleWrapper: (
        "'pre_invocation' is marked as a pluggy wrapper; use around_invocation instead"
    ),
    OldStyleWrapper: (
        "'around_invocation' is marked as a pluggy wrapper; use around_invocation instead"
    ),
    TwoOfOneKind: (
        "'before' is a second sync implementation of pre_invocation, beside 'pre_invocation'; "
        "keep one of each kind"
    ),
    TwoOfOneAsyncKind: (
        "'two' is a second async implementation of post_invocation, beside 'one'; keep one of "
        "each kind"
    ),
    Unmarked: "'post_invocation' is named like a hook but not marked; put @hookimpl above it",
    UnmarkedOverride: (
        "'pre_invocation' is named like a hook but not marked; put @hookimpl above it"
    ),
    UnmarkedPartial: (
        "'app_start' is named like a hook but is a partial; make it a method marked with "
        "@hookimpl, or rename it"
    ),
    UnmarkedProperty: (
        "'pre_invocation' is named like a hook but is a property; make it a method marked with "
        "@hookimpl, or rename it"
    ),
    MarkedProperty: (
        "'pre_invocation' is a property marked with @hookimpl; mark a function or a method instead"
    ),
    MarkedCachedProperty: (
        "'pre_invocation' is a cached_property marked with @hookimpl; mark a function or a method "
        "instead"
    ),
    MarkedCache: (
        "'pre_invocation' is a _lru_cache_wrapper marked with @hookimpl; mark a function or a "
        "method instead"
    ),
    AroundWithoutYield: (
        "'around_invocation' is not a generator; it must yield once, where the function runs"
    ),
    AroundReturningContextManager: (
        "'around_invocation' is a generator below a decorator that makes a plain def of it; put "
        "nothing but @hookimpl above it"
    ),
    AsyncAroundWithoutYield: (
        "'around_invocation' is not a generator; it must yield once, where the function runs"
    ),
    YieldInPre: "'pre_invocation' has a yield; only around_invocation may be a generator",
    YieldInAsyncStop: "'app_stop' has a yield; only around_invocation may be a generator",
    AsyncPostLoad: ("'post_load' is async; post_load runs while the app is indexed: make it a def"),
    HiddenAsync: (
        "'pre_invocation' is an async def below a decorator that makes a plain def of it; put "
        "nothing but @hookimpl above it"
    ),
    WithoutSelf: ("'pre_invocation' is a method whose first argument is not the plugin; add self"),
    WithoutSelfButAPlainValue: (
        "'post_invocation' is a method whose first argument is not the plugin; add self"
    ),
    WithoutSelfButAnArgumentOfAnotherHook: (
        "'pre_invocation' is a method whose first argument is not the plugin; add self"
    ),
    WithoutAnyArgument: (
        "'pre_invocation' is a method whose first argument is not the plugin; add self"
    ),
    ClassMethodWithoutCls: (
        "'pre_invocation' is a method whose first argument is not the plugin; add self"
    ),
}


def load(text: str, **settings: str) -> PluginHost:
    return install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": text, **settings})


@pytest.mark.parametrize("cls", MISTAKES, ids=lambda cls: cls.__name__)
class TestMistakes:
    def test_stop_the_app(
        self, distributions: Distributions, load_error: LoadErrorText, cls: type
    ) -> None:
        distributions.add("my-plugins", {"my-plugin": cls})
        message = load_error(load, "my-plugin")
        assert message.startswith(f"plugin 'my-plugin': {MISTAKES[cls]}")

    def test_are_the_same_in_an_instance(
        self, distributions: Distributions, load_error: LoadErrorText, cls: type
    ) -> None:
        distributions.add("my-plugins", {"my-plugin": cls()})
        message = load_error(load, "my-plugin")
        assert message.startswith(f"plugin 'my-plugin': {MISTAKES[cls]}")

    def test_are_found_by_use(self, load_error: LoadErrorText, cls: type) -> None:
        assert MISTAKES[cls] in load_error(use, cls())

    def test_can_be_skipped_with_the_same_text(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture, cls: type
    ) -> None:
        distributions.add("my-plugins", {"my-plugin": cls})
        plugins = load("my-plugin", FUNCEXT_ON_LOAD_ERROR="skip")
        assert list(plugins) == []
        assert MISTAKES[cls] in caplog.text
        assert MISTAKES[cls] in plugins.describe()["skipped"]["my-plugin"]


class TestMistakesInModules:
    def module(self, **attributes: object) -> types.ModuleType:
        module = types.ModuleType("my_module")
        vars(module).update(attributes)
        return module

    def test_are_found_in_functions(self, load_error: LoadErrorText) -> None:
        @mark
        def pre_invocation(invocaton: Invocation) -> None: ...

        message = load_error(implementations, self.module(pre_invocation=pre_invocation), "x")
        assert "; did you mean 'invocation'? (" in message

    def test_are_not_found_in_other_objects(self) -> None:
        @mark
        def pre_invocation(invocation: Invocation) -> None: ...

        module = self.module(pre_invocation=pre_invocation, app_start=1, post_load=int)
        assert [hook.hook for hook in implementations(module, "x")] == ["pre_invocation"]


class TestOptions:
    def test_that_are_missing_are_found_where_the_class_is_given(
        self, distributions: Distributions, load_error: LoadErrorText
    ) -> None:
        @attrs.define
        class Sender:
            url: str

            @mark
            def post_invocation(self) -> None: ...

        distributions.add("my-plugins", {"sender": Sender})
        message = load_error(load, "sender")
        assert message == "plugin 'sender' needs FUNCEXT_SENDER__URL, which is not set: set it"

    def test_that_are_missing_are_found_by_use(self, load_error: LoadErrorText) -> None:
        message = load_error(use, UnknownHook)
        assert message == "use() takes an instance, not a class: write use(UnknownHook(...))"

    @pytest.mark.parametrize("name", ["app_start", "post_load"])
    def test_may_be_named_like_a_hook(self, name: str) -> None:
        hook = {"pre_invocation": TwoOfOneKind.pre_invocation}
        cls = attrs.make_class("Named", {name: attrs.field(default=False)}, class_body=hook)
        assert len(implementations(cls(), "x")) == 1


class TestReservedAttributes:
    @pytest.mark.parametrize(
        ("attribute", "value", "complaint"),
        [
            ("on_error", "raise", "on_error = 'raise': expected log or fail"),
            ("on_error", "", "on_error = '': expected log or fail"),
            ("on_error", True, "on_error = True: expected log or fail"),
            ("functions", 3, "functions = 3 is neither a str nor a list of str"),
            ("triggers", [1], "triggers = [1] is neither a str nor a list of str"),
            (
                "on_error",
                property(lambda _: "fail"),
                "'on_error' is a property; make it a plain class",
            ),
            ("functions", lambda _: "*", "'functions' is a function; make it a plain class"),
        ],
        ids=lambda value: value if isinstance(value, str) else type(value).__name__,
    )
    def test_are_plain_values(
        self,
        distributions: Distributions,
        load_error: LoadErrorText,
        attribute: str,
        value: object,
        complaint: str,
    ) -> None:
        members = {attribute: value, "pre_invocation": TwoOfOneKind.pre_invocation}
        distributions.add("my-plugins", {"x": type("Odd", (), members)})
        assert load_error(load, "x").startswith(f"plugin 'x': {complaint}")

    def test_that_are_attrs_fields_are_refused(self, load_error: LoadErrorText) -> None:
        @attrs.define
        class Guard:
            on_error: str = "fail"

            @mark
            def pre_invocation(self) -> None: ...

        assert load_error(use, Guard()) == (
            "plugin 'guard': 'on_error' is a field; make it a plain class attribute "
            "(in an attrs class, a ClassVar)"
        )

    def test_are_the_plugins_own_default(self, distributions: Distributions) -> None:
        @attrs.define
        class Guard:
            on_error: ClassVar[str] = "fail"
            functions: ClassVar[list[str]] = ["Admin*"]
            triggers: ClassVar[str] = "httpTrigger, queueTrigger"

            @mark
            def pre_invocation(self) -> None: ...

        distributions.add("my-plugins", {"guard": Guard})
        (own,) = load("guard").describe()["plugins"]
        assert own["on_error"] == "fail"
        assert own["functions"] == ["admin*"]
        assert own["triggers"] == ["httptrigger", "queuetrigger"]
        (given,) = load(
            "guard", FUNCEXT_GUARD__ON_ERROR="Log", FUNCEXT_GUARD__FUNCTIONS="a, b"
        ).describe()["plugins"]
        assert given["on_error"] == "log"
        assert given["functions"] == ["a", "b"]

    @pytest.mark.parametrize(
        ("option", "value", "complaint"),
        [
            ("ON_ERROR", "raise", "FUNCEXT_X__ON_ERROR=raise: expected log or fail"),
            (
                "FUNCTIONS",
                " , ",
                "FUNCEXT_X__FUNCTIONS is empty: write patterns separated by commas",
            ),
            ("TRIGGERS", "", "FUNCEXT_X__TRIGGERS is empty: write patterns separated by commas"),
        ],
    )
    def test_are_checked_in_settings_too(
        self,
        distributions: Distributions,
        load_error: LoadErrorText,
        option: str,
        value: str,
        complaint: str,
    ) -> None:
        cls = type("Plain", (), {"pre_invocation": TwoOfOneKind.pre_invocation})
        distributions.add("my-plugins", {"x": cls})
        assert load_error(load, "x", **{f"FUNCEXT_X__{option}": value}).startswith(complaint)


class TestCorrectPlugins:
    def test_any_subset_of_the_arguments_in_any_order(self) -> None:
        class Subsets:
            @mark
            def app_start(self) -> None: ...

            @mark
            def post_load(self, function: Function) -> None: ...

            @mark
            def post_invocation(self, outcome: Outcome, invocation: Invocation) -> None: ...

        found = {hook.hook: hook.arguments for hook in implementations(Subsets(), "x")}
        assert found == {
            "app_start": (),
            "post_load": ("function",),
            "post_invocation": ("outcome", "invocation"),
        }

    def test_both_kinds_of_one_hook(self) -> None:
        class Both:
            @mark
            def pre_invocation(self) -> None: ...

            @mark(specname="pre_invocation")
            async def pre_invocation_async(self) -> None: ...

            @mark
            def around_invocation(self) -> Generator[None, Outcome, None]:
                yield

            @mark(specname="around_invocation")
            async def around_invocation_async(self) -> AsyncGenerator[None, Outcome]:
                yield

        kinds = [(hook.hook, hook.is_async) for hook in implementations(Both(), "x")]
        assert kinds == [
            ("pre_invocation", False),
            ("pre_invocation", True),
            ("around_invocation", False),
            ("around_invocation", True),
        ]

    @pytest.mark.parametrize("outer", [staticmethod, classmethod])
    @pytest.mark.parametrize("marked_outside", [True, False])
    def test_static_and_class_methods(self, outer: Any, marked_outside: bool) -> None:
        def plain(invocation: Invocation) -> object:
            return invocation

        def bound(cls: type, invocation: Invocation) -> object:
            return invocation

        function = plain if outer is staticmethod else bound
        hook = mark(outer(function)) if marked_outside else outer(mark(function))
        (found,) = implementations(type("Plugin", (), {"pre_invocation": hook})(), "x")
        assert found.arguments == ("invocation",)
        assert found.function("it") == "it"

    def test_hook_kept_on_the_instance(self) -> None:
        class Plugin:
            def __init__(self) -> None:
                @mark
                def pre_invocation(invocation: Invocation) -> object:
                    return invocation

                self.pre_invocation = pre_invocation

        (found,) = implementations(Plugin(), "x")
        assert found.function("it") == "it"

    def test_inherited_hook_and_one_that_is_removed(self) -> None:
        class Base:
            @mark
            def pre_invocation(self) -> str:
                return "base"

            @mark
            def post_invocation(self) -> None: ...

        class Derived(Base):
            post_invocation = None  # type: ignore[assignment] # the mistake under test

        (found,) = implementations(Derived(), "x")
        assert found.function() == "base"

    def test_hook_of_a_later_release_that_is_optional(self) -> None:
        class Modern:
            @mark(optionalhook=True)
            def hook_of_the_future(self, whatever: object) -> None: ...

        assert implementations(Modern(), "x") == ()

    def test_decorator_that_keeps_the_kind(self) -> None:
        class Decorated:
            @mark
            @hides_async
            def pre_invocation(self, invocation: Invocation) -> object:
                return invocation

        (found,) = implementations(Decorated(), "x")
        assert found.function("it") == "it"

    def test_marker_of_another_project(self) -> None:
        other = pluggy.HookimplMarker("other")

        class Both:
            @mark
            def pre_invocation(self) -> None: ...

            @other
            def configure(self, config: object) -> None: ...

        assert [hook.hook for hook in implementations(Both(), "x")] == ["pre_invocation"]


class Touchy:
    """A plugin that fails if anything but its hook runs."""

    __slots__ = ("__dict__",)
    __hash__ = None  # type: ignore[assignment] # as Python sets it beside __eq__

    def __eq__(self, other: object) -> bool:
        raise AssertionError

    def __bool__(self) -> bool:
        raise AssertionError

    def __len__(self) -> int:
        raise AssertionError

    def __getattr__(self, name: str) -> object:
        raise AssertionError(name)

    @property
    def client(self) -> object:
        raise AssertionError

    @functools.cached_property
    def connection(self) -> object:
        raise AssertionError

    @mark
    def pre_invocation(self, invocation: Invocation) -> None:
        invocation.state["touched"] = True


class Slotted:
    """A plugin without a `__dict__`."""

    __slots__ = ()

    def __getattr__(self, name: str) -> object:
        raise AssertionError(name)

    @mark
    def pre_invocation(self, invocation: Invocation) -> None: ...


class TestLookup:
    @pytest.mark.parametrize("cls", [Touchy, Slotted])
    @pytest.mark.parametrize("as_class", [True, False])
    def test_runs_no_property_and_needs_no_equality(
        self, distributions: Distributions, cls: type, as_class: bool
    ) -> None:
        # Two of them: code that compares plugins would compare these.
        distributions.add("my-plugins", {"one": cls if as_class else cls()})
        distributions.add("more-plugins", {"two": cls if as_class else cls()})
        app = func.FunctionApp()
        plugins = install(app, settings={"FUNCEXT_PLUGINS": "one, two"})

        @app.route()
        @use(cls())
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        (function,) = app.get_functions()
        plugins.describe()
        plugins.stats()
        assert [plugin.name for plugin in plugins] == ["one", "two", cls.__name__.lower()]
        assert type(plugins["two"]) is cls
        assert function.get_user_function()(req=None, context=_context()) == "hello"

    def test_keeps_equal_plugins_apart(self, distributions: Distributions) -> None:
        @attrs.define
        class Equal:
            calls: ClassVar[int] = 0

            @mark
            def app_start(self, app: App) -> None:
                Equal.calls += 1

        distributions.add("my-plugins", {"one": Equal, "two": Equal})
        app = func.FunctionApp()
        plugins = install(app, settings={"FUNCEXT_PLUGINS": "one, two"})
        app.get_functions()
        assert plugins["one"] == plugins["two"]
        assert plugins["one"] is not plugins["two"]
        assert Equal.calls == 2

    def test_takes_one_instance_under_two_names(self, distributions: Distributions) -> None:
        shared = Touchy()
        distributions.add("my-plugins", {"one": shared, "two": shared})
        assert len(load("one, two")) == 2


def _context() -> object:
    return types.SimpleNamespace(invocation_id="1", function_name="hello")


def marked(hook: str, **options: bool) -> Any:
    """Return a plugin class with one hook and these options of the marker."""

    def plain(self: object) -> None: ...

    def generator(self: object) -> Generator[None, Outcome, None]:
        yield

    marker: Any = hookimpl
    function = generator if hook == "around_invocation" else plain
    return type("Plugin", (), {hook: marker(**options)(function)})


class TestMarkers:
    OUTER = (
        marked("pre_invocation", tryfirst=True),
        marked("around_invocation", tryfirst=True),
        marked("post_invocation", trylast=True),
    )
    INNER = (
        marked("pre_invocation", trylast=True),
        marked("around_invocation", trylast=True),
        marked("post_invocation", tryfirst=True),
    )
    NEITHER = (
        marked("pre_invocation"),
        marked("app_start", tryfirst=True),
        marked("post_load", trylast=True),
    )

    @pytest.mark.parametrize("inner", INNER, ids=["pre", "around", "post"])
    @pytest.mark.parametrize("outer", OUTER, ids=["pre", "around", "post"])
    def test_order_the_plugins_of_the_star(
        self, distributions: Distributions, outer: type, inner: type
    ) -> None:
        middle = {f"m{index}": plugin for index, plugin in enumerate(self.NEITHER)}
        distributions.add("x", {"a-inner": inner, **middle, "z-outer": outer})
        plugins = load("*, !timer")
        assert [plugin.name for plugin in plugins] == ["z-outer", "m0", "m1", "m2", "a-inner"]

    def test_order_by_name_those_that_ask_for_the_same(self, distributions: Distributions) -> None:
        one, two, three = self.OUTER
        distributions.add("x", {"c": one, "b": marked("pre_invocation"), "a": two, "z": three})
        assert [plugin.name for plugin in load("*, !timer")] == ["a", "c", "z", "b"]

    def test_do_not_order_names_that_are_written_out(self, distributions: Distributions) -> None:
        distributions.add("x", {"inner": self.INNER[0], "outer": self.OUTER[0]})
        assert [plugin.name for plugin in load("inner, outer")] == ["inner", "outer"]
        assert [plugin.name for plugin in load("inner, *, !timer")] == ["inner", "outer"]
        assert [plugin.name for plugin in load("*, outer, !timer")] == ["inner", "outer"]

    def contradiction(self) -> type:
        class Torn:
            @mark(tryfirst=True)
            def pre_invocation(self) -> None: ...

            @mark(tryfirst=True)
            def post_invocation(self) -> None: ...

        return Torn

    def test_that_contradict_are_refused(
        self, distributions: Distributions, load_error: LoadErrorText
    ) -> None:
        distributions.add("x", {"torn": self.contradiction()})
        assert load_error(load, "*, !timer") == (
            "plugin 'torn': the markers of 'pre_invocation' ask for the outermost layer, those of "
            "'post_invocation' for the innermost; remove one, or write the plugin's name out in "
            "FUNCEXT_PLUGINS"
        )

    def test_that_contradict_do_not_matter_if_the_name_is_written_out(
        self, distributions: Distributions
    ) -> None:
        distributions.add("x", {"torn": self.contradiction()})
        assert len(load("torn")) == 1

    def test_that_contradict_can_be_skipped(self, distributions: Distributions) -> None:
        distributions.add("x", {"torn": self.contradiction(), "fine": self.NEITHER[0]})
        plugins = load("*, !timer", FUNCEXT_ON_LOAD_ERROR="skip")
        assert [plugin.name for plugin in plugins] == ["fine"]
