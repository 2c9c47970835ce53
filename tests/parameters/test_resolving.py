"""Who provides what a function asks for, and the load errors where that cannot be decided."""

from __future__ import annotations

import asyncio
import functools
import sys
import types
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Generic, NamedTuple, Optional, TypeVar

import azure.functions as func
import pytest

import funcext_core
from funcext_core import (
    Function,
    Invocation,
    LoadError,
    Named,
    Parameter,
    hookimpl,
    provides,
    use,
)
from layered import serve, set_own_defaults


if TYPE_CHECKING:
    from decimal import Decimal


T = TypeVar("T")


def mark(hook: T) -> T:
    """Mark a hook, without the types by which `hookimpl` refuses mistakes."""
    marker: Any = hookimpl
    marked: T = marker(hook)
    return marked


class Pool:
    def __init__(self, name: str = "pool") -> None:
        self.name = name


class Order: ...


class User: ...


class Repo(Generic[T]):
    def __init__(self, name: str) -> None:
        self.name = name


class Pools:
    @provides
    def pool(self) -> Pool:
        return Pool()


class Repos:
    @provides
    def orders(self) -> Repo[Order]:
        return Repo("orders")

    @provides
    def users(self) -> Repo[User]:
        return Repo("users")


class Replicas:
    @provides
    def main(self) -> Pool:
        return Pool("main")

    @provides
    def replica(self) -> Pool:
        return Pool("replica")


def load_error(function: Callable[..., Any], *plugins: object) -> str:
    with pytest.raises(LoadError) as refused:
        serve(function, *plugins)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def invoke(app: func.FunctionApp, **args: object) -> Any:
    function = app.get_functions()[0].get_user_function()
    return function(**args)


class TestTypes:
    @pytest.mark.parametrize(
        "annotation",
        [
            Pool,
            "Pool",
            Optional[Pool],  # noqa: UP045 - the form of older code
            "Pool | None",
            Annotated[Pool, "anything"],
            Annotated["Pool | None", "anything"],
            "Annotated[Pool, Named('pool')]",
        ],
        ids=str,
    )
    def test_match_without_none_and_annotated(self, annotation: object) -> None:
        def function(msg: str, db: Any) -> str:
            assert isinstance(db, Pool)
            return db.name

        function.__annotations__["db"] = annotation

        assert serve(function, Pools())(msg="hello") == "pool"

    def test_match_by_equality_where_they_are_generic(self) -> None:
        def function(msg: str, users: Repo[User], orders: Repo[Order]) -> str:
            return f"{users.name} {orders.name}"

        assert serve(function, Repos())(msg="hello") == "users orders"

    def test_do_not_match_a_subclass(self) -> None:
        class Special(Pool): ...

        def function(msg: str, db: Special) -> str:
            return msg

        function.__annotations__["db"] = Special

        assert load_error(function, Pools()) == (
            "function 'function' asks for parameter 'db' of type "
            "TestTypes.test_do_not_match_a_subclass.<locals>.Special, which no plugin provides: "
            "there is Pool ('pool' of plugin 'p0')"
        )

    def test_are_evaluated_alone(self) -> None:
        def function(msg: Missing, db: Pool) -> str:  # type: ignore[name-defined] # noqa: F821 - see the test's name
            return db.name

        # The worker evaluates them all; it is not asked here.
        assert serve(function, Pools())(msg="hello") == "pool"

    def test_that_cannot_be_evaluated_are_load_errors(self) -> None:
        def function(msg: str, amount: Decimal) -> str:
            return msg

        message = load_error(function, Pools())

        assert message.startswith(
            "function 'function' asks for parameter 'amount': its annotation Decimal cannot be "
            "evaluated in module 'parameters.test_resolving' (NameError: name 'Decimal' is not "
            "defined"
        )
        assert message.endswith("import or define its names there, outside 'if TYPE_CHECKING:'")

    def test_of_a_decorated_function_are_evaluated_in_its_module(self) -> None:
        module = types.ModuleType("elsewhere")
        source = (
            "from __future__ import annotations\n"
            "class Thing: ...\n"
            "def function(msg: str, thing: Thing): return type(thing).__name__\n"
            "def thing() -> Thing: return Thing()\n"
        )
        exec(source, vars(module))  # noqa: S102 - a module of its own

        @functools.wraps(module.function)
        def decorated(*args: Any, **kwargs: Any) -> Any:
            return module.function(*args, **kwargs)

        vars(module)["thing"] = provides(vars(module)["thing"])

        assert serve(decorated, module)(msg="hello") == "Thing"

    def test_that_are_missing_are_load_errors(self) -> None:
        def function(msg: str, db) -> str:  # type: ignore[no-untyped-def] # as an author may write it
            return msg

        assert load_error(function, Pools()).startswith(
            "function 'function' asks for parameter 'db' without an annotation, which no plugin"
        )


class TestSeveralProviders:
    def test_are_told_apart_by_the_parameters_name(self) -> None:
        def function(msg: str, replica: Pool, main: Pool) -> str:
            return f"{replica.name} {main.name}"

        assert serve(function, Replicas())(msg="hello") == "replica main"

    def test_are_told_apart_by_named(self) -> None:
        def function(msg: str, db: Annotated[Pool, Named("replica")]) -> str:
            return db.name

        assert serve(function, Replicas())(msg="hello") == "replica"

    def test_are_a_load_error_otherwise(self) -> None:
        def function(msg: str, db: Pool) -> str:
            return msg

        assert load_error(function, Replicas()) == (
            "function 'function' asks for parameter 'db' of type Pool, which several provide: "
            "Pool ('main' of plugin 'p0'), Pool ('replica' of plugin 'p0'); name the parameter "
            "like one of them, or write Annotated[Pool, Named('main')]"
        )

    def test_a_name_that_there_is_not_is_a_load_error(self) -> None:
        def function(msg: str, db: Annotated[Pool, Named("other")]) -> str:
            return msg

        message = load_error(function, Replicas())

        assert "Named('other')" in message or 'Named("other")' in message
        assert "there is Pool ('main' of plugin 'p0'), Pool ('replica' of plugin 'p0')" in message

    def test_of_the_nearest_group_win(self) -> None:
        class Other:
            def __init__(self, name: str) -> None:
                self.name = name

            @provides
            def other(self) -> Pool:
                return Pool(self.name)

        def app_with(*, own: bool, used: bool) -> str:
            app = func.FunctionApp()
            plugins = funcext_core.install(app, plugins=[Other("plugins=")], settings={})
            if own:

                @plugins.provides
                def mine() -> Pool:
                    return Pool("app")

            def function(req: func.HttpRequest, pool: Pool) -> str:
                return pool.name

            app.route(route="x")(use(Other("use"))(function) if used else function)
            return str(invoke(app, req=None))

        assert app_with(own=False, used=False) == "plugins="
        assert app_with(own=True, used=False) == "app"
        assert app_with(own=True, used=True) == "use"


class TestTheHookProvide:
    def test_is_asked_once_for_what_nobody_provides(self) -> None:
        asked: list[Parameter] = []

        class Hook:
            def __init__(self, answer: str | None) -> None:
                self.answer = answer

            @mark
            def provide(
                self, function: Function, parameter: Parameter
            ) -> Callable[..., str] | None:
                assert function.name == "function"
                asked.append(parameter)
                answer = self.answer
                return None if answer is None else lambda trigger_value: answer + trigger_value

        def function(msg: str, db: Pool, text: Annotated[str, 1], more: str = "more") -> str:
            return text

        served = serve(function, Hook(None), Hook("first "), Hook("second "), Pools())

        assert [served(msg="a"), served(msg="b")] == ["first a", "first b"]
        names = [parameter.name for parameter in asked]
        assert names == ["text", "text", "more", "more"]
        assert (asked[0].type, asked[0].metadata, asked[0].required) == (str, (1,), True)
        assert asked[3].required is False

    @pytest.mark.parametrize("kind", ["async", "generator", "partial", "instance", "class"])
    def test_may_return_any_callable(self, kind: str) -> None:
        class Text:
            def __init__(self, trigger_value: str) -> None:
                self.text = trigger_value

        class Gives:
            def __call__(self, trigger_value: str) -> str:
                return trigger_value

        def generate(trigger_value: str) -> Iterator[str]:
            yield trigger_value

        async def give(trigger_value: str) -> str:
            await asyncio.sleep(0)
            return trigger_value

        def give_twice(number: int, trigger_value: str) -> str:
            return trigger_value

        callables: dict[str, Callable[..., Any]] = {
            "async": give,
            "generator": generate,
            "partial": functools.partial(give_twice, 2),
            "instance": Gives(),
            "class": Text,
        }

        class Hook:
            @mark
            def provide(self, parameter: Parameter) -> Callable[..., Any]:
                return callables[kind]

        async def function(msg: str, text: complex) -> str:
            return str(getattr(text, "text", text))

        assert serve(function, Hook())(msg="hello") == "hello"

    def test_that_raises_provides_nothing(self, caplog: pytest.LogCaptureFixture) -> None:
        class Broken:
            @mark
            def provide(self, parameter: Parameter) -> None:
                msg = "no"
                raise LookupError(msg)

        def function(msg: str, text: str) -> str:
            return msg

        assert "which no plugin provides" in load_error(function, Broken())
        assert "hook provide of plugin 'p0' raised LookupError" in caplog.text
        guard = Broken()
        set_own_defaults(guard, on_error="fail")
        assert load_error(function, guard) == "provide of guard 'p0' raised LookupError: no"

    def test_that_returns_a_value_provides_nothing(self, caplog: pytest.LogCaptureFixture) -> None:
        class Wrong:
            @hookimpl
            def pre_invocation(self) -> None: ...

            @mark
            def provide(self, parameter: Parameter) -> Any:
                return 42

        def function(msg: str, text: str = "default") -> str:
            return text

        assert serve(function, Wrong())(msg="hello") == "default"
        assert "returned int for parameter 'text': return a callable" in caplog.text


class TestInvocation:
    def test_can_be_asked_for_where_nobody_provides_anything(self) -> None:
        class Guard:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                invocation.state["key"] = "kept"

        def function(msg: str, call: Invocation) -> str:
            return f"{call.id} {call.state['key']}"

        assert serve(function, Guard())(msg="hello") == "4d1c9c1e-invocation kept"

    def test_is_the_layers_own_for_async_functions(self) -> None:
        seen = []

        class Guard:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                seen.append(invocation)

        async def function(msg: str, call: "Invocation | None") -> bool:  # noqa: UP037 - text
            return call is seen[0]

        assert serve(function, Guard())(msg="hello") is True


class Circle:
    @provides
    def left(self, right: bytes) -> str:
        return ""

    @provides
    def right(self, left: str) -> bytes:
        return b""


class AppCircle:
    @provides(scope="app")
    def left(self, right: bytes) -> str:
        return ""

    @provides(scope="app")
    def right(self, left: str) -> bytes:
        return b""


class Captive:
    @provides(scope="app")
    def left(self, right: bytes) -> str:
        return ""

    @provides
    def right(self) -> bytes:
        return b""


class CaptiveValue:
    @provides(scope="app")
    def left(self, request: Any) -> str:
        return ""


class CaptiveInvocation:
    @provides(scope="app")
    def left(self, call: Invocation) -> str:
        return ""


class NeedsMore:
    @provides
    def left(self, missing: Pool) -> str:
        return ""


def asks(msg: str, text: str) -> str:
    return text


class TestLoadErrors:
    @pytest.mark.parametrize(
        ("plugin", "message"),
        [
            (
                Circle(),
                (
                    "provider 'right' of plugin 'p0', which function 'asks' needs, asks for "
                    "parameter 'left' of type str: that closes a circle of providers, 'left' of "
                    "plugin 'p0' -> 'right' of plugin 'p0' -> 'left' of plugin 'p0'; let one of "
                    "them do without the other"
                ),
            ),
            (
                AppCircle(),
                (
                    "provider 'right' of plugin 'p0', which function 'asks' needs, asks for "
                    "parameter 'left' of type str: that closes a circle of providers, 'left' of "
                    "plugin 'p0' -> 'right' of plugin 'p0' -> 'left' of plugin 'p0'; let one of "
                    "them do without the other"
                ),
            ),
            (
                Captive(),
                (
                    "provider 'left' of plugin 'p0', which function 'asks' needs, has the scope "
                    "'app' and asks for parameter 'right' of type bytes, which 'right' of plugin "
                    "'p0' provides for each invocation: it would keep that one forever; let it do "
                    "without, or give it the scope 'invocation'"
                ),
            ),
            (
                CaptiveValue(),
                (
                    "provider 'left' of plugin 'p0', which function 'asks' needs, has the scope "
                    "'app' and asks for 'request', which is of one invocation: it would keep that "
                    "one forever; let it do without, or give it the scope 'invocation'"
                ),
            ),
            (
                CaptiveInvocation(),
                (
                    "provider 'left' of plugin 'p0', which function 'asks' needs, has the scope "
                    "'app' and asks for 'call', which is of one invocation: it would keep that "
                    "one forever; let it do without, or give it the scope 'invocation'"
                ),
            ),
            (
                NeedsMore(),
                (
                    "provider 'left' of plugin 'p0', which function 'asks' needs, asks for "
                    "parameter 'missing' of type Pool, which no plugin provides: there is str "
                    "('left' of plugin 'p0')"
                ),
            ),
        ],
        ids=lambda value: type(value).__name__ if not isinstance(value, str) else "",
    )
    def test_name_what_asks_and_what_there_is(self, plugin: object, message: str) -> None:
        assert load_error(asks, plugin) == message

    def test_are_raised_again_at_the_next_call(self) -> None:
        app = func.FunctionApp()
        funcext_core.install(app, plugins=[Pools()], settings={})
        app.queue_trigger(arg_name="msg", queue_name="in", connection="Storage")(asks)

        for _ in range(2):
            with pytest.raises(LoadError, match="asks for parameter 'text' of type str"):
                app.get_functions()

    def test_name_the_decorator_that_cannot_take_the_keyword(self) -> None:
        @functools.wraps(asks)
        def narrow(msg: str) -> str:
            return asks(msg, "")

        message = load_error(narrow, Circle.__new__(NeedsNothing))

        assert message.startswith(
            "function 'asks' asks for parameter 'text' of type str, which the code of 'narrow' ("
        )
        assert message.endswith("cannot take as a keyword: let it take **kwargs and pass them on")

    def test_name_the_decorator_that_is_an_object_of_a_class(self) -> None:
        class Narrow:
            def __init__(self, function: Callable[..., Any]) -> None:
                functools.update_wrapper(self, function)
                self.function = function

            def __call__(self, msg: str) -> Any:
                return self.function(msg)

        message = load_error(plainly(Narrow(asks)), NeedsNothing())

        assert "of type str, which the code of '__call__' (" in message

    def test_name_a_plugin_whose_scope_has_not_the_function(self) -> None:
        plugin = NeedsNothing()
        set_own_defaults(plugin, functions="other")

        assert load_error(asks, plugin).endswith(
            "which no plugin provides: str ('text' of plugin 'p0') is not for this function; see "
            "its FUNCTIONS and TRIGGERS"
        )


class NeedsNothing:
    @provides
    def text(self) -> str:
        return "text"


class NoAnnotation:
    @provides
    def value(self):  # type: ignore[no-untyped-def] # as an author may write it
        return 1


class NoneAnnotation:
    @provides
    def value(self) -> None: ...


class GeneratorOfPool:
    @provides
    def value(self) -> Pool:  # type: ignore[misc] # see the class's name
        yield Pool()


class AsyncGeneratorOfPool:
    @provides
    async def value(self) -> Pool:  # type: ignore[misc] # see the class's name
        yield Pool()


class UnknownName:
    @provides
    def value(self) -> Decimal: ...  # type: ignore[empty-body] # see the class's name


class AsksWithoutType:
    @provides
    def value(self, thing) -> Pool:  # type: ignore[no-untyped-def] # as an author may write it
        return Pool()


class AsksByPosition:
    @provides
    def value(self, pool: Pool, /) -> str:
        return ""


def plainly(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def plain(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return plain


class HiddenGenerator:
    @provides
    @plainly
    def value(self) -> Iterator[Pool]:
        yield Pool()


class TestMistakesInAProvider:
    @pytest.mark.parametrize(
        ("plugin", "message"),
        [
            (
                NoAnnotation(),
                " has no return annotation: write the type that it provides, such as -> Pool",
            ),
            (
                NoneAnnotation(),
                (
                    " has the return annotation None, by which no function can ask for its value: "
                    "write the type that it provides, such as -> Pool"
                ),
            ),
            (
                GeneratorOfPool(),
                (
                    " is a generator with the return annotation Pool: write -> Iterator[T], where "
                    "T is the type that it provides"
                ),
            ),
            (
                AsyncGeneratorOfPool(),
                (
                    " is a generator with the return annotation Pool: write -> AsyncIterator[T], "
                    "where T is the type that it provides"
                ),
            ),
            (
                UnknownName(),
                ": its return annotation Decimal cannot be evaluated in module",
            ),
            (
                AsksWithoutType(),
                (
                    " asks for parameter 'thing' without a type: annotate it, or name one of "
                    "function, invocation_id, context, args, request, trigger_value, attempt"
                ),
            ),
            (AsksByPosition(), " takes 'pool' by position only: remove the '/'"),
            (
                HiddenGenerator(),
                (
                    " is a generator below a decorator that makes a plain def of it; put nothing "
                    "but @provides above it"
                ),
            ),
        ],
        ids=lambda value: type(value).__name__ if not isinstance(value, str) else "",
    )
    def test_is_a_load_error(self, plugin: object, message: str) -> None:
        app = func.FunctionApp()

        with pytest.raises(LoadError) as refused:
            funcext_core.install(app, plugins=[plugin], settings={})

        assert f": provider 'value'{message}" in str(refused.value)

    def test_is_found_by_the_decorators(self) -> None:
        with pytest.raises(LoadError, match="the scope is 'invocation' or 'app'"):
            provides(scope="request")  # type: ignore[call-overload] # see the test's name
        with pytest.raises(LoadError, match="provides is applied to a property"):
            provides(property(lambda self: self))  # type: ignore[call-overload] # see the test's name
        plugins = funcext_core.install(func.FunctionApp(), settings={})
        with pytest.raises(LoadError, match="the scope is 'invocation' or 'app'"):
            plugins.provides(scope="once")  # type: ignore[call-overload] # see the test's name
        with pytest.raises(TypeError, match="takes functions, triggers and on_error"):
            plugins.provides(trigger="x")  # type: ignore[call-overload] # see the test's name


class TestWhereProvidersAre:
    def test_in_a_module(self) -> None:
        module = types.ModuleType("module")

        def pool() -> Pool:
            return Pool("of a module")

        vars(module)["pool"] = provides(pool)

        def function(msg: str, pool: Pool) -> str:
            return pool.name

        assert serve(function, module)(msg="hello") == "of a module"

    def test_static_class_and_inherited_methods(self) -> None:
        class Base:
            @provides
            def text(self) -> str:
                return "inherited"

        class Derived(Base):
            @provides
            @staticmethod
            def raw() -> bytes:
                return b"static"

            @classmethod
            @provides
            def name(cls) -> bytearray:
                return bytearray(cls.__name__, "ascii")

        def function(msg: str, text: str, raw: bytes, name: bytearray) -> str:
            return f"{text} {raw.decode()} {name.decode()}"

        assert serve(function, Derived())(msg="hello") == "inherited static Derived"

    def test_in_the_app_for_some_functions(self) -> None:
        app = func.FunctionApp()
        plugins = funcext_core.install(app, settings={})

        @plugins.provides(functions="one", scope="app")
        def pool() -> Pool:
            return Pool("one")

        @plugins.provides(functions="two")
        async def pool_two() -> AsyncIterator[Pool]:
            yield Pool("two")

        @app.route(route="one")
        async def one(req: func.HttpRequest, db: Pool) -> str:
            return db.name

        @app.route(route="two")
        async def two(req: func.HttpRequest, db: Pool) -> str:
            return db.name

        served = [function.get_user_function() for function in app.get_functions()]
        answers = [
            asyncio.run(served[0](req=None)),
            asyncio.run(served[1](req=None)),
        ]

        assert answers == ["one", "two"]


class TestWhereNobodyProvidesAnything:
    def test_parameters_are_left_to_the_worker(self) -> None:
        class Hook:
            @hookimpl
            def pre_invocation(self) -> None: ...

        served = serve(asks, Hook())

        assert served(msg="hello", text="from the worker") == "from the worker"
        assert "text" in served.function.__annotations__

    def test_nothing_of_the_wing_is_imported(self) -> None:
        import subprocess

        source = (
            "import sys, azure.functions as func, funcext_core\n"
            "app = func.FunctionApp()\n"
            "class Hook:\n"
            "    @funcext_core.hookimpl\n"
            "    def pre_invocation(self, invocation): ...\n"
            "funcext_core.install(app, plugins=[Hook()], settings={})\n"
            "@app.route(route='x')\n"
            "def f(req: func.HttpRequest) -> str: return ''\n"
            "app.get_functions()[0].get_user_function()(req=None, context=None)\n"
            "names = ('_parameters', '_annotations', '_provides', 'provided')\n"
            "print([name for name in sys.modules if name.startswith('funcext_core') and "
            "any(part in name.split('.') for part in names)])\n"
        )
        printed = subprocess.run(
            [sys.executable, "-c", source], capture_output=True, text=True, check=True
        ).stdout

        assert printed.strip() == "[]"


class TestAFunctionThatAsksForNothing:
    def test_without_layers_is_handed_over_untouched(self) -> None:
        def function(msg: str) -> str:
            return msg

        assert serve(function, Pools(), Repos()).function is function

    def test_with_layers_runs_the_code_that_it_runs_without_providers(self) -> None:
        class Hook:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None: ...

        def function(msg: str) -> str:
            return msg

        alone, beside = serve(function, Hook()), serve(function, Hook(), Pools())

        assert alone.host.source_of("function") == beside.host.source_of("function")


class SettlementClient(NamedTuple):
    """In the place of the extension's client."""


class TestWhatTheWorkerFills:
    def test_by_type_is_left_to_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        base = types.ModuleType("azurefunctions.extensions.base")
        client = type("GrpcClientType", (), {})
        base.grpcClientType = types.SimpleNamespace(GrpcClientType=client)  # type: ignore[attr-defined] # a stand-in
        monkeypatch.setitem(sys.modules, base.__name__, base)
        kind = type("ServiceBusMessageActions", (client,), {})

        def function(msg: str, actions: Any, pool: Pool) -> str:
            return f"{actions} {pool.name}"

        function.__annotations__["actions"] = kind
        served = serve(function, Pools())

        assert set(served.function.__annotations__) >= {"msg", "actions"}
        assert "pool" not in served.function.__annotations__
        assert served(msg="hello", actions="actions") == "actions pool"

    def test_a_context_is_left_to_it(self) -> None:
        def function(msg: str, context: func.Context, pool: Pool) -> str:
            return f"{context.invocation_id} {pool.name}"

        assert serve(function, Pools())(msg="hello") == "4d1c9c1e-invocation pool"


class TestFunctionsThatAreGivenNothing:
    def test_mcp_tools_are_refused_where_it_can_be_seen(self) -> None:
        app = func.FunctionApp()
        if not hasattr(app, "mcp_tool_trigger"):
            pytest.skip("this SDK has no MCP tools")
        funcext_core.install(app, plugins=[Pools()], settings={})

        @app.mcp_tool_trigger(arg_name="context", tool_name="t", description="d")
        def tool(context: str, pool: Pool) -> str:
            return context

        with pytest.raises(LoadError) as refused:
            app.get_functions()

        assert str(refused.value) == (
            "function 'tool' asks for parameter 'pool' of type Pool, but it is an MCP tool, whose "
            "parameters are those that its clients see: plugins give it nothing; remove the "
            "parameter"
        )

    def test_parameters_of_mcp_tools_are_refused_if_a_plugin_provides_their_type(self) -> None:
        app = func.FunctionApp()
        if not hasattr(app, "mcp_tool"):
            pytest.skip("this SDK has no MCP tools")
        funcext_core.install(app, plugins=[Pools()], settings={})

        @app.mcp_tool()  # type: ignore[untyped-decorator] # the SDK has no types for it
        def tool(city: str, pool: Pool) -> str:
            return city

        with pytest.raises(LoadError, match="asks for parameter 'pool' of type Pool, but it is an"):
            app.get_functions()

    def test_durable_orchestrators_and_entities_are_refused(self) -> None:
        df = pytest.importorskip("azure.durable_functions")
        for declare in ("orchestration_trigger", "entity_trigger"):
            app = df.DFApp()
            funcext_core.install(app, plugins=[Pools()], settings={})

            def handler(context: Any, pool: Pool) -> Any:
                yield

            getattr(app, declare)(context_name="context")(handler)

            with pytest.raises(LoadError, match="asks for parameter 'pool' of type Pool, but it"):
                app.get_functions()

    def test_durable_activities_and_clients_are_given_what_they_ask_for(self) -> None:
        df = pytest.importorskip("azure.durable_functions")
        app = df.DFApp()
        funcext_core.install(app, plugins=[Pools()], settings={})

        def activity(name: str, pool: Pool) -> str:
            return f"{name} {pool.name}"

        app.activity_trigger(input_name="name")(activity)

        assert invoke(app, name="hello") == "hello pool"


class TestWithoutPlugins:
    """`FUNCEXT_DISABLED`, and `FUNCEXT_ON_LOAD_ERROR=skip`."""

    def app(self, settings: dict[str, str], *plugins: object) -> dict[str, Any]:
        app = func.FunctionApp()
        funcext_core.install(app, plugins=plugins, settings=settings)

        @app.function_name("asks")
        @app.queue_trigger(arg_name="msg", queue_name="in", connection="Storage")
        def asking(msg: str, pool: Pool) -> None: ...

        @app.function_name("may_ask")
        @app.queue_trigger(arg_name="msg", queue_name="in", connection="Storage")
        def may_ask(msg: str, pool: Pool | None = None) -> str:
            return f"{msg} {pool}"

        @app.function_name("asks_nothing")
        @app.queue_trigger(arg_name="msg", queue_name="in", connection="Storage")
        async def asks_nothing(msg: str) -> str:
            return msg

        first, second = app.get_functions(), app.get_functions()
        assert [*map(id, first)] == [*map(id, second)] or settings == {}
        return {
            str(function.get_function_name()): function.get_user_function() for function in first
        }

    @pytest.mark.parametrize(
        ("settings", "why"),
        [
            (
                {"FUNCEXT_DISABLED": "1"},
                (
                    "function 'asks' asks for parameter 'pool', which nothing fills while "
                    "FUNCEXT_DISABLED is set: remove FUNCEXT_DISABLED, or give the parameter a "
                    "default"
                ),
            ),
            (
                {"FUNCEXT_ON_LOAD_ERROR": "skip"},
                (
                    "function 'asks' asks for parameter 'pool' of type Pool, which no plugin "
                    "provides: there is str ('text' of plugin 'needs_nothing')"
                ),
            ),
        ],
        ids=["disabled", "skip"],
    )
    def test_a_function_whose_parameter_nobody_fills_always_fails(
        self, settings: dict[str, str], why: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        served = self.app(settings, NeedsNothing())

        for _ in range(2):
            with pytest.raises(LoadError) as failed:
                served["asks"](msg="hello")
            assert str(failed.value) == why
        assert why in caplog.text
        assert served["may_ask"](msg="hello") == "hello None"
        assert asyncio.run(served["asks_nothing"](msg="hello")) == "hello"
        for function in served.values():
            assert "pool" not in function.__annotations__
