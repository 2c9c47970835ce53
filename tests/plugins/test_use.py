"""`use`: layers for one function, requested directly above it."""

from __future__ import annotations

import asyncio
import functools
import gc
import inspect
import logging
import subprocess
import sys
import types
import weakref
from collections.abc import Callable, Generator
from types import SimpleNamespace
from typing import Any, ClassVar

import attrs
import azure.functions as func
import pytest

from funcext_core import Invocation, Outcome, PluginHost, hookimpl, install, use
from funcext_core._plugins.use_registry import claim, unclaimed


LoadErrorText = Callable[..., str]

CONTEXT = SimpleNamespace(invocation_id="42", function_name="hello")


@attrs.define
class Tag:
    """A layer that puts its text around a function's result."""

    text: str

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        outcome = yield
        outcome.value = f"{self.text}({outcome.value})"


@attrs.define
class Guard(Tag):
    """The same as a guard."""

    on_error: ClassVar[str] = "fail"


@pytest.fixture
def app() -> func.FunctionApp:
    return func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)


@pytest.fixture
def plugins(app: func.FunctionApp) -> PluginHost:
    return install(app, settings={})


def results(app: func.FunctionRegister) -> dict[str, str]:
    """Call every function of the app, and return the results by name."""
    found = {}
    for function in app.get_functions():
        called = function.get_user_function()
        arguments = {"context": CONTEXT} if "context" in signature_of(called) else {}
        result = called(req=None, **arguments)
        found[str(function.get_function_name())] = (
            asyncio.run(result) if inspect.iscoroutine(result) else result
        )
    return found


def signature_of(function: Callable[..., Any]) -> list[str]:
    return list(inspect.signature(function).parameters)


def wraps(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(*args: object, **kwargs: object) -> Any:
        return f"wrapped({function(*args, **kwargs)})"

    return inner


def bare(function: Callable[..., Any]) -> Callable[..., Any]:
    def inner(req: func.HttpRequest) -> Any:
        return f"bare({function(req)})"

    return inner


def hello(req: func.HttpRequest) -> str:
    """Say hello; each test works on a copy."""
    return "hello"


def fresh(name: str = "hello") -> types.FunctionType:
    """Return a function that no other test has."""
    return types.FunctionType(hello.__code__, globals(), name)


class TestOneFunction:
    def test_has_the_layer_and_no_other(self, app: func.FunctionApp, plugins: PluginHost) -> None:
        app.route()(use(Tag("a"))(fresh("one")))
        app.route()(fresh("two"))
        assert results(app) == {"one": "a(hello)", "two": "hello"}

    def test_is_returned_unchanged(self) -> None:
        function = fresh()
        before = dict(vars(function))
        assert use(Tag("a"))(function) is function
        assert vars(function) == before

    def test_needs_nothing_in_the_setting_and_no_scope(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        def orchestrate(context: object) -> str:
            return "orchestrated"

        app.generic_trigger(arg_name="context", type="orchestrationTrigger")(
            use(Tag("a"))(orchestrate)
        )
        (function,) = app.get_functions()
        assert function.get_user_function()(context=None) == "a(orchestrated)"

    def test_may_be_async(self, app: func.FunctionApp, plugins: PluginHost) -> None:
        @app.route(route="x")
        @use(Tag("a"))
        async def one(req: func.HttpRequest) -> str:
            await asyncio.sleep(0)
            return "one"

        assert results(app) == {"one": "a(one)"}

    def test_is_reported(self, app: func.FunctionApp, plugins: PluginHost) -> None:
        app.route()(use(Tag("a"))(fresh()))
        results(app)
        described = plugins.describe()
        assert [(plugin["name"], plugin["origin"]) for plugin in described["plugins"]] == [
            ("tag", "use")
        ]
        assert described["functions"][0]["layers"] == ["tag"]
        assert plugins.stats()["tag"]["around_invocation"]["calls"] == 1

    def test_may_be_registered_twice(self, app: func.FunctionApp, plugins: PluginHost) -> None:
        function = use(Tag("a"))(fresh())
        app.function_name("one")(app.route(route="one")(function))
        app.function_name("two")(app.route(route="two")(function))
        assert results(app) == {"one": "a(hello)", "two": "a(hello)"}


class TestOrder:
    def test_first_argument_is_outermost(self, app: func.FunctionApp, plugins: PluginHost) -> None:
        app.route()(use(Tag("a"), Tag("b"))(fresh()))
        assert results(app) == {"hello": "a(b(hello))"}

    def test_decorator_further_up_is_further_out(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        @app.route(route="x")
        @use(Tag("a"), Tag("b"))
        @use(Tag("c"))
        def one(req: func.HttpRequest) -> str:
            return "one"

        assert results(app) == {"one": "a(b(c(one)))"}

    def test_is_inside_the_hooks_of_the_app(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        plugins.around_invocation(_outermost)
        app.route()(use(Tag("a"))(fresh()))
        assert results(app) == {"hello": "outermost(a(hello))"}

    def test_asking_again_gives_the_same(self, app: func.FunctionApp, plugins: PluginHost) -> None:
        app.route()(use(Tag("a"))(fresh()))
        assert results(app) == results(app) == {"hello": "a(hello)"}
        assert len(plugins) == 1


def _outermost(invocation: Invocation) -> Generator[None, Outcome, None]:
    outcome = yield
    outcome.value = f"outermost({outcome.value})"


class Greeter:
    def __init__(self, greeting: str) -> None:
        self.greeting = greeting

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1

    def greet(self, req: func.HttpRequest) -> str:
        return self.greeting


class TestBoundMethods:
    def test_of_one_instance_alone_have_the_layer(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        # They are equal, and so are their bound methods.
        one, two = Greeter("one"), Greeter("two")
        app.function_name("one")(app.route(route="one")(use(Tag("a"))(one.greet)))
        app.function_name("two")(app.route(route="two")(two.greet))
        assert results(app) == {"one": "a(one)", "two": "two"}

    def test_may_be_another_object_each_time(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        greeter = Greeter("one")
        use(Tag("a"))(greeter.greet)
        app.route()(greeter.greet)
        assert results(app) == {"greet": "a(one)"}

    def test_may_be_decorated_in_their_class(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        class Local:
            @use(Tag("inner"))
            def greet(self, req: func.HttpRequest) -> str:
                return "local"

        app.route()(use(Tag("outer"))(Local().greet))
        assert results(app) == {"greet": "outer(inner(local))"}
        assert unclaimed([]) == []

    def test_are_found_through_decorators_in_their_class(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        class Local:
            @wraps
            @use(Tag("a"))
            def greet(self, req: func.HttpRequest) -> str:
                return "local"

        app.route()(Local().greet)
        assert results(app) == {"greet": "a(wrapped(local))"}


class TestDecoratorsBetween:
    def test_with_wraps_keep_the_layer(self, app: func.FunctionApp, plugins: PluginHost) -> None:
        app.route()(wraps(use(Tag("a"))(fresh())))
        assert results(app) == {"hello": "a(wrapped(hello))"}

    def test_below_use_are_inside(self, app: func.FunctionApp, plugins: PluginHost) -> None:
        app.route()(use(Tag("a"))(wraps(fresh())))
        assert results(app) == {"hello": "a(wrapped(hello))"}

    def test_on_both_sides_keep_the_order(self, app: func.FunctionApp, plugins: PluginHost) -> None:
        app.route()(use(Tag("a"))(wraps(use(Tag("b"))(fresh()))))
        assert results(app) == {"hello": "a(b(wrapped(hello)))"}

    def test_leak_the_layer_to_no_other_function_made_from_it(
        self, app: func.FunctionApp, plugins: PluginHost, caplog: pytest.LogCaptureFixture
    ) -> None:
        function = use(Tag("a"))(fresh())
        app.function_name("one")(app.route(route="one")(wraps(function)))
        app.function_name("two")(app.route(route="two")(wraps(function)))
        assert results(app) == {"one": "wrapped(hello)", "two": "wrapped(hello)"}
        assert "use() of 'tag' above 'hello' has no effect" in caplog.text

    def test_leave_the_function_itself_its_layer(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        function = use(Tag("a"))(fresh())
        app.function_name("one")(app.route(route="one")(function))
        app.function_name("two")(app.route(route="two")(bare(function)))
        assert results(app) == {"one": "a(hello)", "two": "bare(hello)"}

    def test_that_wrap_each_other_end(self) -> None:
        one, two = fresh("one"), fresh("two")
        vars(one)["__wrapped__"], vars(two)["__wrapped__"] = two, one
        use(Tag("a"))(two)
        ((plugin,),) = claim([one]).plugins
        assert plugin.name == "tag"


class TestUnclaimed:
    def test_is_a_warning(
        self, app: func.FunctionApp, plugins: PluginHost, caplog: pytest.LogCaptureFixture
    ) -> None:
        app.route()(bare(use(Tag("a"), Tag("b"))(fresh())))
        assert results(app) == {"inner": "bare(hello)"}
        (record,) = caplog.records
        assert (record.name, record.levelno) == ("funcext", logging.WARNING)
        assert record.getMessage() == (
            "use() of 'tag', 'tag' above 'hello' has no effect: the app has no such function; is "
            "there a decorator without functools.wraps above use()?"
        )

    def test_is_an_error_for_a_guard_each_time(
        self, app: func.FunctionApp, plugins: PluginHost, load_error: LoadErrorText
    ) -> None:
        function = use(Tag("a"), Guard("b"))(fresh())
        app.route()(bare(function))
        for _ in range(2):
            assert load_error(app.get_functions).startswith(
                "use() of 'guard' above 'hello' has no effect on 'inner', which calls it: put "
            )

    def test_ends_with_the_function(self) -> None:
        function = use(Tag("a"))(fresh())
        gone = weakref.ref(function)
        assert [use.name for use in unclaimed([])] == ["hello"]
        del function
        gc.collect()
        assert gone() is None
        assert unclaimed([]) == []


LATE = """
import sys
import azure.functions as func
import funcext_core

def hello(req): return "hello"

first, second = func.FunctionApp(), func.FunctionApp()
for app in (first, second):
    funcext_core.install(app, settings={"FUNCEXT_PLUGINS": ""})
print("funcext_core._plugins.use_registry" in sys.modules)

class Shout:
    @funcext_core.hookimpl
    def post_invocation(self, outcome):
        outcome.value = outcome.value.upper()

second.route(route="hello")(funcext_core.use(Shout())(hello))
first.get_functions()
(function,) = second.get_functions()
print(function.get_user_function()(req=None, context=None))
"""


def test_an_app_that_was_installed_before_anything_used_use_gets_its_own_uses() -> None:
    run = subprocess.run([sys.executable, "-c", LATE], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "HELLO"]
    assert "use()" not in run.stderr


def bare_in_a_dict(function: Callable[..., Any]) -> Callable[..., Any]:
    held = {"function": function}

    def inner(req: func.HttpRequest) -> Any:
        return held["function"](req)

    return inner


def bare_by_default(function: Callable[..., Any]) -> Callable[..., Any]:
    def inner(req: func.HttpRequest, function: Callable[..., Any] = function) -> Any:
        return function(req)

    vars(inner)["__signature__"] = inspect.signature(lambda req: None)
    return inner


def bare_through_a_method(function: Callable[..., Any]) -> Callable[..., Any]:
    call = BareDecorator(function).__call__

    def inner(req: func.HttpRequest) -> Any:
        return call(req)

    return inner


class BareDecorator:
    """A decorator that is an object, and keeps nothing of its function's name."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    def __call__(self, req: func.HttpRequest) -> Any:
        return self.function(req)


class SlottedDecorator(BareDecorator):
    """The same with slots."""

    __slots__ = ("kept",)

    def __init__(self, function: Callable[..., Any]) -> None:
        self.kept = function

    def __call__(self, req: func.HttpRequest) -> Any:
        return self.kept(req)


def bare_twice(function: Callable[..., Any]) -> Callable[..., Any]:
    return bare(SlottedDecorator(functools.partial(BareDecorator(function))))


def bare_in_an_attribute(function: Callable[..., Any]) -> Callable[..., Any]:
    holder = SimpleNamespace(kept=[function])

    def inner(req: func.HttpRequest) -> Any:
        return holder.kept[0](req)

    return inner


def bare_in_a_set(function: Callable[..., Any]) -> Callable[..., Any]:
    kept = frozenset({function})

    def inner(req: func.HttpRequest) -> list[Any]:
        return [function(req) for function in kept]

    return inner


BARE = [
    bare,
    bare_in_a_dict,
    bare_by_default,
    bare_through_a_method,
    bare_twice,
    bare_in_an_attribute,
    bare_in_a_set,
]
_kept: list[Callable[..., Any]] = []


def bare_by_global_name(function: Callable[..., Any]) -> Callable[..., Any]:
    """A decorator whose function cannot be seen to call the other."""
    _kept.append(function)

    def inner(req: func.HttpRequest) -> Any:
        return _kept[-1](req)

    return inner


class TestLostGuards:
    """No function is served without the guard that `use` puts around it."""

    @pytest.fixture(params=["alone", "another installed", "another indexed", "another has it"])
    def beside_another(self, request: pytest.FixtureRequest) -> Callable[[Any], None]:
        """Another app in the process; the returned function may give it a function, too."""
        another = func.FunctionApp()
        if request.param != "alone":
            install(another, settings={})
        if request.param == "another indexed":
            another.get_functions()

        def share(function: Any) -> None:
            if request.param == "another has it":
                another.route()(function)

        return share

    @pytest.mark.parametrize("decorator", BARE)
    def test_are_found_through_decorators_without_wraps(
        self,
        beside_another: Callable[[Any], None],
        load_error: LoadErrorText,
        decorator: Callable[..., Any],
    ) -> None:
        function = use(Guard("a"))(fresh())
        beside_another(function)
        app = func.FunctionApp()
        app.route()(decorator(function))
        install(app, settings={})
        for _ in range(2):
            assert load_error(app.get_functions) == (
                "use() of 'guard' above 'hello' has no effect on 'inner', which calls it: put "
                "functools.wraps on the decorator between them, or use() of the same object above "
                "'inner', too"
            )

    def test_are_found_where_no_function_is_seen_to_call_them(
        self, beside_another: Callable[[Any], None], load_error: LoadErrorText
    ) -> None:
        function = use(Guard("a"))(fresh())
        app = func.FunctionApp()
        install(app, settings={})
        app.route()(bare_by_global_name(function))
        for _ in range(2):
            assert "has no effect: the app has no such function" in load_error(app.get_functions)

    @pytest.mark.parametrize("decorator", BARE)
    def test_are_found_if_another_function_of_the_app_has_the_guard(
        self, app: func.FunctionApp, plugins: PluginHost, load_error: LoadErrorText, decorator: Any
    ) -> None:
        function = use(Guard("a"))(fresh())
        app.function_name("one")(app.route(route="one")(function))
        app.function_name("two")(app.route(route="two")(decorator(function)))
        assert "has no effect on 'inner', which calls it" in load_error(app.get_functions)

    def test_are_found_in_a_function_that_has_another_guard(
        self, app: func.FunctionApp, plugins: PluginHost, load_error: LoadErrorText
    ) -> None:
        class Other(Guard):
            """A guard of another name."""

        app.route()(use(Other("b"))(bare(use(Tag("t"), Guard("a"))(fresh()))))
        assert "use() of 'guard' above 'hello' has no effect" in load_error(app.get_functions)

    def test_are_found_in_a_function_that_has_another_guard_of_the_same_class(
        self, app: func.FunctionApp, plugins: PluginHost, load_error: LoadErrorText
    ) -> None:
        app.route()(use(Guard("reader"))(bare(use(Guard("admin"))(fresh()))))
        assert "use() of 'guard' above 'hello' has no effect" in load_error(app.get_functions)

    def test_a_lazy_object_in_a_closure_is_not_asked_what_it_is(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        class Lazy:
            __module__ = None  # type: ignore[assignment] # as a class body may say

            @property
            def __class__(self) -> Any:
                message = "nobody may ask"
                raise RuntimeError(message)

            @__class__.setter
            def __class__(self, value: object) -> None: ...

            def __call__(self) -> str:
                return "hello"

        lazy = Lazy()

        def hello(req: func.HttpRequest) -> str:
            return lazy()

        app.route()(use(Guard("a"))(hello))
        assert results(app) == {"hello": "a(hello)"}

    def test_are_not_lost_where_the_caller_has_the_guard_too(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        guard = Guard("a")
        app.route()(use(guard)(bare(use(guard)(fresh()))))
        assert results(app) == {"inner": "a(bare(hello))"}

    @pytest.mark.parametrize("names", ["own b", "own b c", "b c", "b c d"])
    @pytest.mark.parametrize("is_async", [False, True])
    def test_are_around_every_function_made_with_wraps(
        self, app: func.FunctionApp, plugins: PluginHost, names: str, is_async: bool
    ) -> None:
        async def base(req: func.HttpRequest) -> str:
            return "hello"

        function = use(Guard("a"))(base if is_async else fresh())
        for name in names.split():
            made_of_it = function if name == "own" else keeps_name(function)
            app.function_name(name)(app.route(route=name)(made_of_it))
        assert results(app) == dict.fromkeys(names.split(), "a(hello)")

    def test_of_a_bound_method_are_around_every_function_made_with_wraps(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        greeter = Greeter("hello")
        use(Guard("a"))(greeter.greet)
        for name in ("one", "two"):
            app.function_name(name)(app.route(route=name)(keeps_name(greeter.greet)))
        assert results(app) == {"one": "a(hello)", "two": "a(hello)"}

    def test_are_not_expected_of_a_direct_call_by_global_name(
        self, app: func.FunctionApp, plugins: PluginHost
    ) -> None:
        function = use(Guard("a"))(fresh("one"))
        app.route()(function)
        app.route()(bare_by_global_name(function))
        assert results(app) == {"one": "a(hello)", "inner": "hello"}

    def test_of_an_app_that_is_never_indexed_are_that_apps(self) -> None:
        never = func.FunctionApp()
        blueprint = func.Blueprint()  # type: ignore[no-untyped-call] # the SDK's
        install(never, settings={})
        never.route()(use(Guard("a"))(fresh("one")))
        blueprint.route()(wraps(use(Guard("a"))(fresh("two"))))
        never.register_functions(blueprint)
        app = func.FunctionApp()
        install(app, settings={})
        app.route()(use(Guard("b"))(fresh("three")))
        assert results(app) == {"three": "b(hello)"}

    def test_of_one_app_are_reported_by_no_other(self, load_error: LoadErrorText) -> None:
        function = use(Guard("a"))(fresh())
        first, second = func.FunctionApp(), func.FunctionApp()
        for app in (first, second):
            install(app, settings={})
        first.route()(bare_by_global_name(function))
        assert "has no effect" in load_error(first.get_functions)
        assert second.get_functions() == []


def keeps_name(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(req: func.HttpRequest) -> Any:
        return function(req)

    @functools.wraps(function)
    async def async_inner(req: func.HttpRequest) -> Any:
        return await function(req)

    return async_inner if inspect.iscoroutinefunction(function) else inner


class TestMistakes:
    def test_no_plugin(self, load_error: LoadErrorText) -> None:
        assert load_error(use) == "use() takes at least one plugin, such as use(Timer())"

    def test_class_in_place_of_an_instance(self, load_error: LoadErrorText) -> None:
        assert load_error(use, Tag) == ("use() takes an instance, not a class: write use(Tag(...))")

    @pytest.mark.parametrize("plugin", [print, "timer", None, 3], ids=repr)
    def test_a_plugin_without_a_hook(self, load_error: LoadErrorText, plugin: object) -> None:
        assert "has no hook" in load_error(use, plugin)

    def test_above_the_trigger(self, app: func.FunctionApp, load_error: LoadErrorText) -> None:
        builder = app.route()(fresh())
        assert load_error(use(Tag("a")), builder) == (
            "use() is applied to a FunctionBuilder: put it directly above the function, below the "
            "decorators that declare its trigger and bindings"
        )

    @pytest.mark.parametrize(
        "above",
        [functools.partial(hello), Greeter, staticmethod(hello), len],
        ids=["partial", "class", "staticmethod", "builtin"],
    )
    def test_above_anything_but_a_function(self, load_error: LoadErrorText, above: Any) -> None:
        message = load_error(use(Tag("a")), above)
        assert message.startswith(f"use() is applied to a {type(above).__name__}: put it directly")


class TestNames:
    @pytest.mark.parametrize(
        ("cls", "name"),
        [("AuditLog", "audit_log"), ("Tag2", "tag2"), ("_Private", "private"), ("Ü", "plugin")],
    )
    def test_come_from_the_class(self, app: func.FunctionApp, cls: str, name: str) -> None:
        plugins = install(app, settings={})
        subclass: Any = type(cls, (Tag,), {})
        app.route()(use(subclass("a"))(fresh()))
        app.get_functions()
        assert [plugin.name for plugin in plugins] == [name]

    def test_come_from_the_module(self, app: func.FunctionApp) -> None:
        plugins = install(app, settings={})
        module = types.ModuleType("my_plugins.audit_log")
        vars(module)["around_invocation"] = hookimpl(specname="around_invocation")(_outermost)
        app.route()(use(module)(fresh()))
        assert results(app) == {"hello": "outermost(hello)"}
        assert [plugin.name for plugin in plugins] == ["audit_log"]


class TestTwoAppsInOneProcess:
    """As in the tests of a plugin."""

    def test_a_use_of_the_second_is_not_lost_in_the_first(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        first, second = func.FunctionApp(), func.FunctionApp()
        install(first, settings={})
        install(second, settings={})
        calls: list[str] = []

        class Guard:
            on_error = "fail"

            @hookimpl
            def pre_invocation(self) -> None:
                calls.append("guard")

        @second.route(route="hello")
        @use(Guard())
        def hello(req: str) -> str:
            return req

        assert first.get_functions() == []
        (function,) = second.get_functions()
        assert function.get_user_function()(req="x") == "x"
        assert calls == ["guard"]
        assert "use()" not in caplog.text

    def test_one_function_in_both_has_the_layers_of_each_once(self) -> None:
        calls: list[str] = []

        class Layer:
            @hookimpl
            def pre_invocation(self) -> None:
                calls.append("layer")

        def hello(req: str) -> str:
            return req

        for _ in range(2):
            app = func.FunctionApp()
            install(app, settings={})
            app.route(route="hello")(use(Layer())(hello))
            (function,) = app.get_functions()
            calls.clear()
            function.get_user_function()(req="x")
            assert calls == ["layer"]
