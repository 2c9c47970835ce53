"""`mark`: data on a function, which plugins read in `function.marks`."""

from __future__ import annotations

import asyncio
import functools
import gc
import logging
import sys
import types
import weakref
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import azure.functions as func
import pytest

from drivers.classic import ClassicWorker
from drivers.interface import HTTP_BINDINGS, function_json, http_request
from drivers.params import CLASSIC, LIBRARY
from funcext_core import Function, Invocation, LoadError, hookimpl, install, mark, use
from funcext_core._worker import marks as registry
from worker.starting import ON, Start, Worker


class Reader:
    """Note the marks of each function."""

    def __init__(self) -> None:
        self.marks: dict[str, Mapping[str, object]] = {}

    @hookimpl
    def post_load(self, function: Function) -> None:
        self.marks[function.name] = function.marks


class Guard:
    """A plugin that must not fail."""

    on_error: ClassVar[str] = "fail"

    @hookimpl
    def pre_invocation(self) -> None: ...


def make_hello() -> Callable[..., str]:
    """Return a function that no other test has."""

    def hello(req: func.HttpRequest) -> str:
        return "hello"

    return hello


def wraps(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(*args: object, **kwargs: object) -> Any:
        return function(*args, **kwargs)

    return inner


def bare(function: Callable[..., Any]) -> Callable[..., Any]:
    def inner(req: func.HttpRequest) -> Any:
        return function(req)

    return inner


class Hiding:
    """A decorator that is a class, and does not say what it wraps."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    def __call__(self, req: func.HttpRequest) -> object:
        return self.function(req)


class Keeping:
    """A decorator that is a method, and does not say what it wraps."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.kept = [function]

    def run(self, req: func.HttpRequest) -> object:
        return self.kept[0](req)


def bare_in_an_attribute(function: Callable[..., Any]) -> Callable[..., Any]:
    holder = types.SimpleNamespace(kept=function)

    def inner(req: func.HttpRequest) -> Any:
        return holder.kept(req)

    return inner


def bare_in_a_set(function: Callable[..., Any]) -> Callable[..., Any]:
    kept = {function}

    def inner(req: func.HttpRequest) -> list[Any]:
        return [function(req) for function in kept]

    return inner


def new_app() -> func.FunctionApp:
    return func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)


def index(app: func.FunctionApp, *plugins: object, **settings: str) -> dict[str, dict[str, object]]:
    """Return the marks of each function, by the function's name."""
    reader = Reader()
    host = install(app, plugins=[reader, *plugins], settings=settings)
    app.get_functions()
    assert (len(host) > 0) == ("FUNCEXT_DISABLED" not in settings)
    return {name: dict(marks) for name, marks in reader.marks.items()}


def marks_of(function: object, *plugins: object) -> dict[str, object]:
    """Return the marks of a function that is registered with an app."""
    app = new_app()
    app.function_name("hello")(app.route(route="hello")(function))
    return index(app, *plugins)["hello"]


class TestAnywhere:
    """It may stand at any place among the decorators, and returns what it is applied to."""

    @pytest.mark.parametrize(
        "decorators",
        [
            [mark(a=1)],
            [wraps, mark(a=1)],
            [mark(a=1), wraps],
            [wraps, mark(a=1), wraps, wraps],
            [mark(a=1), use(Reader())],
            [use(Reader()), mark(a=1)],
        ],
        ids=["alone", "below", "above", "between", "above use", "below use"],
    )
    def test_among_decorators(self, decorators: list[Callable[..., Any]]) -> None:
        function = make_hello()
        for decorator in reversed(decorators):
            function = decorator(function)
        assert marks_of(function) == {"a": 1}

    def test_above_those_of_the_sdk(self) -> None:
        app = new_app()
        built = app.route(route="hello")(mark(a=1)(make_hello()))
        assert mark(b=2)(built) is built
        assert mark(c=3)(app.function_name("hello")(built)) is built
        assert index(app) == {"hello": {"a": 1, "b": 2, "c": 3}}

    def test_in_a_blueprint(self) -> None:
        blueprint = func.Blueprint()  # type: ignore[no-untyped-call] # the SDK's own lack
        app = new_app()
        mark(b=2)(blueprint.route(route="hello")(mark(a=1)(make_hello())))
        app.register_functions(blueprint)
        assert index(app) == {"hello": {"a": 1, "b": 2}}

    def test_async(self) -> None:
        @mark(a=1)
        async def hello(req: func.HttpRequest) -> str:
            await asyncio.sleep(0)
            return "hello"

        assert marks_of(hello) == {"a": 1}

    def test_nothing_is_changed(self) -> None:
        function = make_hello()
        before = dict(vars(function))
        assert mark(a=1)(function) is function
        assert vars(function) == before

    def test_values_are_kept_as_they_are(self) -> None:
        roles = ["admin"]
        assert marks_of(mark(roles=roles, self=None)(make_hello()))["roles"] is roles

    def test_they_are_read_only(self) -> None:
        reader, app = Reader(), new_app()
        app.route(route="x")(mark(a=1)(make_hello()))
        install(app, plugins=[reader], settings={})
        app.get_functions()
        with pytest.raises(TypeError):
            reader.marks["hello"]["a"] = 2  # type: ignore[index] # what the type checker says, too


class Equal:
    """A callable object that equals all others, and has no hash."""

    __slots__ = ("__weakref__", "text")
    __hash__: ClassVar[None] = None  # type: ignore[assignment] # as for many classes with __eq__

    def __init__(self, text: str) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return True

    def __call__(self, req: func.HttpRequest) -> str:
        return self.text


class Slotted(Equal):
    """One to which no weak reference can be made."""

    __slots__ = ()


class Service:
    @mark(everyone=True)
    def hello(self, req: func.HttpRequest) -> str:
        return "hello"

    @staticmethod
    def static(req: func.HttpRequest) -> str:
        return "hello"

    marked_static = mark(a=1)(staticmethod(make_hello()))
    marked_class = mark(a=1)(classmethod(lambda cls, req: "hello"))


def around(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function, as the SDK needs it, around a callable of any kind."""

    def hello(req: func.HttpRequest) -> Any:
        return function(req)

    hello.__wrapped__ = function  # type: ignore[attr-defined] # as functools.wraps does it
    return hello


class TestKinds:
    """Functions of every kind can be marked."""

    def test_a_bound_method_alone(self) -> None:
        one, two = Service(), Service()
        marked = mark(a=1)(one.hello)
        assert marks_of(marked) == {"a": 1, "everyone": True}
        assert marks_of(one.hello) == {"a": 1, "everyone": True}
        assert marks_of(two.hello) == {"everyone": True}
        assert marks_of(wraps(one.hello)) == {"a": 1, "everyone": True}

    def test_an_object_that_is_gone_leaves_its_marks_to_no_other(self) -> None:
        mark(a=1)(Service().hello)
        gc.collect()
        for _ in range(50):
            assert marks_of(Service().hello) == {"everyone": True}
            mark(a=1)(Service().hello)
        assert len(registry._marked[id(Service.hello)].notes) < 5

    def test_a_partial(self) -> None:
        inner = mark(a=1)(make_hello())
        part = mark(b=2)(functools.partial(inner))
        assert marks_of(around(part)) == {"a": 1, "b": 2}
        assert marks_of(around(functools.partial(inner))) == {"a": 1}

    @pytest.mark.parametrize("kind", [Equal, Slotted])
    def test_a_callable_object(self, kind: type[Equal]) -> None:
        marked, other = mark(a=1)(kind("one")), kind("two")
        assert marks_of(around(marked)) == {"a": 1}
        assert marks_of(around(other)) == {}

    def test_a_static_or_class_method(self) -> None:
        assert marks_of(Service.marked_static) == {"a": 1}
        assert marks_of(Service().marked_class) == {"a": 1}
        assert marks_of(Service.static) == {}

    @pytest.mark.parametrize("wrong", [None, "hello", 42, Service, object()])
    def test_anything_else_is_refused(self, wrong: object) -> None:
        with pytest.raises(LoadError, match=r"^mark\(\) of 'a' is applied to a \w+: put it"):
            mark(a=1)(wrong)

    def test_without_data_it_is_refused(self) -> None:
        with pytest.raises(LoadError, match="takes data by name"):
            mark()
        with pytest.raises(LoadError, match="takes data by name"):
            mark(make_hello())  # type: ignore[arg-type] # the mistake


class TestSeveral:
    def test_they_add_up(self) -> None:
        function = mark(a=1, b=2)(wraps(mark(c=3)(mark(d=4)(make_hello()))))
        assert marks_of(function) == {"a": 1, "b": 2, "c": 3, "d": 4}

    @pytest.mark.parametrize(
        "function",
        [
            lambda: mark(a=1)(mark(a=1)(make_hello())),
            lambda: mark(a=1)(wraps(mark(a=2, b=1)(make_hello()))),
        ],
        ids=["on one function", "through functools.wraps"],
    )
    def test_a_name_marked_twice_is_a_load_error(
        self, function: Callable[[], Callable[..., Any]]
    ) -> None:
        text = r"^function 'hello' is marked with 'a' twice: remove one$"
        app = new_app()
        app.function_name("hello")(app.route(route="x")(function()))
        install(app, settings={})
        for _ in range(2):
            with pytest.raises(LoadError, match=text):
                app.get_functions()

    def test_a_function_registered_twice_has_them_twice(self) -> None:
        app, function = new_app(), mark(a=1)(make_hello())
        app.function_name("one")(app.route(route="one")(function))
        app.function_name("two")(app.route(route="two")(wraps(function)))
        app.function_name("three")(app.route(route="three")(make_hello()))
        assert index(app) == {"one": {"a": 1}, "two": {"a": 1}, "three": {}}


class TestLost:
    """A decorator without `functools.wraps` hides a mark."""

    TEXT = (
        "mark() of 'a', 'b' on 'make_hello.<locals>.hello' has no effect on function 'hello', "
        "which calls it: put functools.wraps on the decorator between them, or a mark on 'hello', "
        "too"
    )
    HIDING: ClassVar[dict[str, Callable[..., Any]]] = {
        "a closure": bare,
        "an object": lambda function: bare(Hiding(function)),
        "a partial": lambda function: bare(functools.partial(function)),
        "a method": lambda function: bare(Hiding(function).__call__),
        "two decorators": lambda function: wraps(bare(bare(function))),
        "an attribute": bare_in_an_attribute,
        "a method of an object": lambda function: Keeping(function).run,
        "a set": bare_in_a_set,
    }

    @pytest.mark.parametrize("hiding", HIDING)
    def test_is_a_warning(self, caplog: pytest.LogCaptureFixture, hiding: str) -> None:
        function = self.HIDING[hiding](mark(b=2, a=1)(make_hello()))
        with caplog.at_level(logging.WARNING, logger="funcext"):
            assert marks_of(function) == {}
        assert caplog.messages == [self.TEXT]

    @pytest.mark.parametrize("hiding", HIDING)
    def test_in_an_app_with_a_guard_is_a_load_error(self, hiding: str) -> None:
        function = self.HIDING[hiding](mark(b=2, a=1)(make_hello()))
        with pytest.raises(LoadError) as raised:
            marks_of(function, Guard())
        assert str(raised.value) == self.TEXT

    def test_a_guard_of_use_counts(self) -> None:
        function = use(Guard())(bare(mark(b=2, a=1)(make_hello())))
        with pytest.raises(LoadError, match="has no effect on function 'hello'"):
            marks_of(function)

    def test_not_where_the_caller_has_the_same_names(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        function = mark(a=1, b=3)(bare(mark(b=2, a=1)(make_hello())))
        assert marks_of(function, Guard()) == {"a": 1, "b": 3}
        assert caplog.messages == []

    def test_not_by_what_an_object_of_the_app_leads_to(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        services = types.SimpleNamespace(router=Keeping(mark(a=1)(make_hello())))

        def hello(req: func.HttpRequest) -> str:
            return str(services)

        assert marks_of(hello, Guard()) == {}
        assert caplog.messages == []

    def test_marks_of_no_apps_functions_cause_nothing(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        unused = mark(a=1)(mark(a=2)(make_hello()))
        assert marks_of(make_hello(), Guard()) == {}
        assert unused is not None
        assert caplog.messages == []


class TestIdentity:
    def test_the_registry_keeps_no_function_alive(self) -> None:
        gc.collect()
        before = len(registry._marked)
        functions = [mark(a=1)(make_hello()), mark(a=1)(Equal("x"))]
        functions.append(mark(a=1)(functools.partial(make_hello())))
        assert len(registry._marked) == before + 3
        references = [weakref.ref(function) for function in functions]
        functions.clear()
        gc.collect()
        assert [reference() for reference in references] == [None, None, None]
        assert len(registry._marked) == before

    def test_no_other_function_gets_the_marks_of_one_that_is_gone(self) -> None:
        for _ in range(50):
            mark(a=1)(make_hello())
            assert marks_of(make_hello()) == {}

    def test_two_apps_read_their_own(self) -> None:
        one, two = mark(a=1)(make_hello()), mark(b=2)(make_hello())
        assert (marks_of(one), marks_of(two), marks_of(one)) == ({"a": 1}, {"b": 2}, {"a": 1})


class TestDisabled:
    @pytest.mark.parametrize(
        "function",
        [
            lambda: mark(a=1)(mark(a=1)(make_hello())),
            lambda: use(Guard())(bare(mark(a=1)(make_hello()))),
        ],
        ids=["marked twice", "lost"],
    )
    def test_nothing_stops_the_app(self, function: Callable[[], Callable[..., Any]]) -> None:
        app, marked = new_app(), function()
        app.route(route="x")(marked)
        assert index(app, FUNCEXT_DISABLED="1") == {}
        assert app.get_functions()[0].get_user_function() is marked


class Roles:
    """Refuse who has none of the roles with which a function is marked."""

    on_error: ClassVar[str] = "fail"

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        roles = invocation.function.marks.get("roles", ())
        request = invocation.request
        assert request is not None
        if roles and request.params.get("role") not in roles:
            invocation.refuse(403)


def test_a_role_check() -> None:
    app = new_app()
    app.route(route="open")(make_hello())
    app.function_name("closed")(
        mark(roles=["admin"])(app.route(route="closed")(wraps(make_hello())))
    )
    install(app, plugins=[Roles()], settings={})
    functions = {function.get_function_name(): function for function in app.get_functions()}

    def call(name: str, **params: str) -> object:
        request = func.HttpRequest("GET", "/", params=params, body=b"")
        answer: object = functions[name].get_user_function()(req=request)
        return answer.status_code if isinstance(answer, func.HttpResponse) else answer

    assert call("hello") == "hello"
    assert call("closed") == 403
    assert call("closed", role="reader") == 403
    assert call("closed", role="admin") == "hello"


SCRIPT = """\
import functools
import azure.functions as func
import funcext_core
from funcext_core import mark
from recording import MARKS

def wraps(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper

def bare(function):
    def main(req: func.HttpRequest, context: func.Context):
        return function(req=req, context=context)
    return main

{decorators}
def main(req: func.HttpRequest, context: func.Context) -> str:
    return str(dict(MARKS[0]))

{install}
"""
PLUGIN = {
    "recording.py": """\
        from funcext_core import hookimpl

        MARKS = []

        class Reader:
            @hookimpl
            def pre_invocation(self, invocation):
                MARKS.append(invocation.function.marks)

        class Guard(Reader):
            on_error = "fail"
    """,
    "plugins-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: plugins\nVersion: 1.0\n",
    "plugins-1.0.dist-info/entry_points.txt": (
        "[funcext]\nreader = recording:Reader\nguard = recording:Guard\n"
    ),
    "hello/function.json": function_json(*HTTP_BINDINGS),
}
V1_PLACES = {
    "above": "@mark(a=1)\n@funcext_core.instrument",
    "below": "@funcext_core.instrument\n@mark(a=1)",
    "above a decorator": "@mark(a=1)\n@wraps\n@funcext_core.instrument",
    "around": "@mark(a=1)\n@wraps\n@funcext_core.instrument\n@wraps\n@mark(b=2)",
}


class TestV1:
    @pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
    @pytest.mark.parametrize("place", V1_PLACES)
    def test_around_instrument(self, start: Start, worker: Worker, place: str) -> None:
        script = SCRIPT.format(decorators=V1_PLACES[place], install="")
        running = start(
            worker, {**PLUGIN, "hello/__init__.py": script}, {"FUNCEXT_PLUGINS": "reader"}
        )
        result = running.invoke("hello", {"req": http_request()})
        expected = {"a": 1, "b": 2} if place == "around" else {"a": 1}
        assert result.ok
        assert list(sys.modules["recording"].MARKS) == [expected]

    @pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
    def test_disabled(self, start: Start, worker: Worker) -> None:
        decorators = "@bare\n@mark(a=1)\n@funcext_core.instrument\n@mark(a=2)"
        script = SCRIPT.format(decorators=decorators, install="MARKS.append({})")
        files = {**PLUGIN, "hello/__init__.py": script}
        settings = {"FUNCEXT_PLUGINS": "guard", "FUNCEXT_DISABLED": "1"}
        running = start(worker, files, settings)
        assert running.invoke("hello", {"req": http_request()}).ok

    def test_driven_by_the_worker(self, start: Start) -> None:
        script = SCRIPT.format(decorators="@mark(a=1)", install="funcext_core.install()")
        settings = {"FUNCEXT_PLUGINS": "reader", **ON}
        running = start(ClassicWorker, {**PLUGIN, "hello/__init__.py": script}, settings)
        assert running.invoke("hello", {"req": http_request()}).ok
        assert sys.modules["recording"].MARKS == [{"a": 1}]

    MISTAKES: ClassVar[dict[str, tuple[str, str]]] = {
        "twice": ("@mark(a=1)\n@funcext_core.instrument\n@mark(a=2)", "marked with 'a' twice"),
        "hidden": ("@bare\n@mark(a=1)\n@funcext_core.instrument", "has no effect on function"),
    }

    @pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
    @pytest.mark.parametrize("mistake", MISTAKES)
    def test_a_mistake_fails_each_call_of_a_guarded_function(
        self, start: Start, worker: Worker, mistake: str
    ) -> None:
        decorators, text = self.MISTAKES[mistake]
        script = SCRIPT.format(decorators=decorators, install="")
        files = {**PLUGIN, "hello/__init__.py": script}
        running = start(worker, files, {"FUNCEXT_PLUGINS": "guard"})
        for _ in range(2):
            failed = running.invoke("hello", {"req": http_request()})
            assert not failed.ok
            assert text in str(failed.exception)
