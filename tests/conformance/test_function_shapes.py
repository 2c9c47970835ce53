"""Functions of every shape behave with layers as they do without, on every worker."""

from __future__ import annotations

import asyncio
import gc
import importlib.metadata
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from types import ModuleType

import attrs
import azure.functions as func
import pytest

from conformance.shapes import APP, HEAD, PLAIN, SHAPES, Call, Shape
from drivers.classic import ClassicWorker
from drivers.engine import EngineDriver
from drivers.interface import HttpReply, LoadFailure, LoopDriver, Result, http_request, write_app
from drivers.library import WAYS, LibraryRuntime, Way
from drivers.local import LocalHostDriver


FRESH = ("funcext_core",)
WITHOUT = {"FUNCEXT_DISABLED": "1"}

Make = Callable[..., LoopDriver]
"""Return a worker, given its settings and the strings that the local host fires functions with."""


def library(way: Way) -> Make:
    def make(settings: Mapping[str, str], fired: Mapping[str, str]) -> LoopDriver:
        return LibraryRuntime(way=way, settings=settings, fresh=FRESH)

    return make


def classic(settings: Mapping[str, str], fired: Mapping[str, str]) -> LoopDriver:
    return ClassicWorker(settings=settings, fresh=FRESH)


def local(settings: Mapping[str, str], fired: Mapping[str, str]) -> LoopDriver:
    return LocalHostDriver(settings=settings, fresh=FRESH, fired=fired)


def engine(settings: Mapping[str, str], fired: Mapping[str, str]) -> LoopDriver:
    return EngineDriver(settings=settings, fresh=FRESH)


MAKERS: dict[str, Make] = {
    "classic": classic,
    **{f"library {way}": library(way) for way in WAYS},
    "local": local,
    "engine": engine,
}


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest) -> Make:
    """A factory of workers, one test run for each kind."""
    name: str = request.param
    if name.startswith("library") and sys.version_info < (3, 13):
        pytest.skip("the library runtimes need Python 3.13 or later")
    return MAKERS[name]


@attrs.frozen
class Workers:
    """Starts workers for one test, one after the other."""

    make: Make
    folder: Path
    started: list[LoopDriver] = attrs.field(factory=list)
    source: list[str] = attrs.field(factory=list)

    def serve(
        self,
        source: str,
        *,
        settings: Mapping[str, str] | None = None,
        fired: Mapping[str, str] | None = None,
        head: str = "",
    ) -> LoopDriver:
        """Close the previous app's worker and serve an app."""
        self.close()
        files = {"function_app.py": head + HEAD + source, "host.json": '{"version": "2.0"}'}
        worker = self.make(settings or {}, fired or {})
        self.started.append(worker)
        self.source.append(source)
        worker.load(write_app(self.folder, files))
        return worker

    def close(self) -> None:
        """Close the worker."""
        while self.started:
            self.started.pop().close()
            if "AsgiFunctionApp" in self.source.pop():
                # It runs an event loop of its own when it is deleted. It is part of a reference
                # cycle, so without this that would happen at any time.
                gc.collect()


@pytest.fixture
def workers(make: Make, tmp_path: Path) -> Iterator[Workers]:
    """A starter of workers of one kind."""
    workers = Workers(make, tmp_path)
    yield workers
    workers.close()


def script() -> ModuleType:
    """Return the script of the app that is served."""
    return sys.modules["function_app"]


CONTEXT_ATTRIBUTES = (
    "function_directory",
    "trace_context.trace_parent",
    "trace_context.trace_state",
    "trace_context.attributes",
    "trace_context.Traceparent",
    "trace_context.Tracestate",
    "trace_context.Attributes",
    "retry_context.retry_count",
    "retry_context.max_retry_count",
    "thread_local_storage",
)
"""Every worker's context has these, and so has a stand-in."""


def text_of(result: Result) -> str:
    """Return the caller's result as text."""
    if result.exception is not None:
        assert not result.no_response
        return str(result.exception)
    if isinstance(result.value, HttpReply):
        return result.value.body.decode()
    iterator = getattr(result.value, "body_iterator", None)
    if iterator is not None:
        return asyncio.run(joined(iterator))
    body = getattr(result.value, "body", result.value)
    text = body.decode() if isinstance(body, bytes) else str(body)
    # An entity's result has the time and duration of its run.
    return re.sub(r'("startTime"|"duration"): \d+', r"\1: #", text)


async def joined(parts: object) -> str:
    return "".join([part async for part in parts])  # type: ignore[attr-defined] # Starlette's


def inputs_of(call: Call) -> Mapping[str, object]:
    if not call.streamed:
        return call.sent
    request = importlib.import_module("starlette.requests").Request
    route = {"name": "Ann"}
    streamed = request({"type": "http", "headers": [], "path_params": {}})
    return {"req": http_request(route_params=route, stream=streamed)}


def calls_of(shape: Shape) -> list[Call]:
    """Return the calls that the installed packages can take."""
    if not any(call.durable_1 for call in shape.calls):
        return list(shape.calls)
    is_1 = importlib.metadata.version("azure-functions-durable").startswith("1.")
    return [call for call in shape.calls if is_1 or not call.durable_1]


def needs(shape: Shape) -> None:
    for module in shape.requires:
        try:
            found = importlib.util.find_spec(module)
        except ModuleNotFoundError:
            found = None
        if found is None:
            pytest.skip(f"{module} is not installed")


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_shape_is_served_with_layers_as_it_is_without(
    workers: Workers, make: Make, shape: Shape
) -> None:
    needs(shape)
    calls = calls_of(shape)
    fired = {call.function: call.fired for call in calls}
    worker = workers.serve(shape.source, settings=WITHOUT, fired=fired, head=shape.head)
    without = [worker.invoke(call.function, inputs_of(call)) for call in calls]
    if make is local and shape.not_local:
        # The reason is in the documentation, and holds without layers, too.
        assert not any(result.ok for result in without)
        return
    texts = [text_of(result) for result in without]
    views = described(worker)
    assert script().SEEN == []

    worker = workers.serve(shape.source, fired=fired, head=shape.head)
    results = [worker.invoke(call.function, inputs_of(call)) for call in calls]
    assert [text_of(result) for result in results] == texts
    assert [result.outputs for result in results] == [result.outputs for result in without]
    assert described(worker) == views
    for call, result, text, event in zip(calls, results, texts, script().SEEN, strict=True):
        assert call.text in text
        assert result.ok != call.fails
        assert event == [call.function, result.invocation_id, call.outcome]
    for call, result, context in zip(calls, results, script().CONTEXTS, strict=True):
        assert context.function_name == call.function
        assert context.invocation_id == result.invocation_id
        for attribute in CONTEXT_ATTRIBUTES:
            attrgetter(attribute)(context)


def described(worker: LoopDriver) -> list[tuple[object, ...]]:
    """Return the worker's and the host's data about an app's functions."""
    script().app.functions_bindings = None
    functions = script().app.get_functions()
    views = [worker.view(str(function.get_function_name())) for function in functions]
    return [
        (
            view.name,
            view.directory,
            view.is_async,
            json.dumps(function.get_dict_repr(), default=str),
        )
        for view, function in zip(views, functions, strict=True)
    ]


# --- Other tools around the app, repeated installs, functions that cannot be wrapped -------------


each_worker = pytest.mark.parametrize("make", ["classic", "library native", "local"], indirect=True)
"""One path per worker: what is decided at loading does not depend on an invocation's path."""

GREET = """
@app.route(route="greet")
def greet(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

@app.route(route="agreet")
async def agreet(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")
"""
NAMES = ("greet", "agreet")

# The patches of an APM tool: `get_functions` of the class, and each function's user function.
PATCH = """
PATCHED = []

def patch():
    original = func.FunctionApp.get_functions

    @functools.wraps(original)
    def get_functions(self):
        functions = original(self)
        for each in functions:
            each._func = traced(each.get_function_name(), each.get_user_function())
        return functions

    func.FunctionApp.get_functions = get_functions

def traced(name, function):
    if asyncio.iscoroutinefunction(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            PATCHED.append((name, len(SEEN)))
            return await function(*args, **kwargs)
    else:
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            PATCHED.append((name, len(SEEN)))
            return function(*args, **kwargs)
    return wrapper
"""


def greeting(worker: LoopDriver, name: str) -> str:
    return text_of(worker.invoke(name, {"req": http_request()}))


@pytest.fixture
def sdk_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo an app's patches of the SDK."""
    monkeypatch.setattr(func.FunctionApp, "get_functions", func.FunctionApp.get_functions)


@each_worker
@pytest.mark.usefixtures("sdk_as_before")
@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"{PATCH}\npatch()\n{APP}{GREET}", id="before install"),
        pytest.param(f"{APP}{GREET}{PATCH}\npatch()\n", id="after install"),
    ],
)
def test_layers_are_around_the_wrappers_that_an_apm_adds(workers: Workers, source: str) -> None:
    worker = workers.serve(source)
    for name in NAMES:
        assert greeting(worker, name) == "hello"
    # Each wrapper was entered after its layer, and once.
    assert script().PATCHED == [("greet", 1), ("agreet", 2)]
    assert [event[::2] for event in script().SEEN] == [[name, "HttpResponse"] for name in NAMES]


@each_worker
def test_a_second_install_warns_and_runs_nothing_twice(workers: Workers) -> None:
    worker = workers.serve(f"{APP}\nassert funcext_core.install(app) is not None\n{GREET}")
    for name in NAMES:
        assert greeting(worker, name) == "hello"
    assert [event[0] for event in script().SEEN] == list(NAMES)
    warnings = [
        line for line in worker.logs if (line.category, line.level) == ("funcext", "WARNING")
    ]
    assert len([line for line in warnings if "install() was called twice" in line.text]) == 1


@each_worker
@pytest.mark.parametrize("line", ["app.get_functions()", "FIRST = app.get_functions()"])
def test_a_second_get_functions_returns_the_same_functions(workers: Workers, line: str) -> None:
    worker = workers.serve(f"{APP}{GREET}\n{line}\n")
    for name in NAMES:
        assert greeting(worker, name) == "hello"
    assert [event[0] for event in script().SEEN] == list(NAMES)
    for first in getattr(script(), "FIRST", ()):
        assert worker.view(str(first.get_function_name())).call is first.get_user_function()


COPYING = """
import copy

def copying(get_functions):
    def get_copies():
        # Each is freed before the next call, whose copies may get their ids.
        return [copy.copy(function) for function in get_functions()]
    return get_copies

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
app.get_functions = copying(app.get_functions)
watch(funcext_core.install(app))
"""


@each_worker
def test_a_tool_that_returns_copies_gets_no_functions_mixed_up(workers: Workers) -> None:
    functions = "".join(GREET.replace("greet", name) for name in ("one", "two", "three", "four"))
    workers.serve(f"{COPYING}{functions}")
    app = script().app
    first = [function.get_function_name() for function in app.get_functions()]
    for _ in range(20):
        again = app.get_functions()
        assert [function.get_function_name() for function in again] == first
        for function in again:
            user_function = function.get_user_function()
            assert user_function.__wrapped__.__name__ == function.get_function_name()


STREAMING = next(shape for shape in SHAPES if "streaming" in shape.key)


ANSWERS = {
    "pre": "pre_invocation(on_error='fail')\ndef act(invocation):\n    invocation.respond({})",
    "around": (
        "around_invocation(on_error='fail')\ndef act(invocation):\n"
        "    invocation.respond({})\n    yield"
    ),
    "async pre": (
        "pre_invocation(on_error='fail')\nasync def act(invocation):\n    invocation.respond({})"
    ),
    "post": "post_invocation(on_error='fail')\ndef act(outcome):\n    outcome.value = {}",
    "after around": (
        "around_invocation(on_error='fail')\ndef act(invocation):\n    (yield).value = {}"
    ),
}


def answered(workers: Workers, shape: Shape, hook: str, answer: str) -> Result:
    """Return the result of a function whose guard answers in one of its hooks."""
    needs(shape)
    guard = f"plugins = watch(funcext_core.install(app))\n\n@plugins.{ANSWERS[hook]}\n"
    source = shape.source.replace("watch(funcext_core.install(app))", guard.replace("{}", answer))
    return workers.serve(source).invoke(shape.calls[0].function, inputs_of(shape.calls[0]))


@pytest.mark.parametrize("make", ["classic", "library handle_event"], indirect=True)
@pytest.mark.parametrize("hook", ANSWERS)
@pytest.mark.parametrize(
    ("answer", "status", "content_type", "body"),
    [
        ("JSONResponse({'no': 1}, 401)", 401, "application/json", b'{"no":1}'),
        (
            "func.HttpResponse('né', status_code=401)",
            401,
            "text/plain; charset=utf-8",
            "né".encode(),
        ),
        (
            "func.HttpResponse('né', mimetype='text/html', charset='latin-1')",
            200,
            "text/html; charset=latin-1",
            "né".encode("latin-1"),
        ),
        (
            "func.HttpResponse(b'{}', status_code=403, mimetype='application/json')",
            403,
            "application/json",
            b"{}",
        ),
        (
            "func.HttpResponse('no', headers={'Content-Type': 'a/b', 'Content-Length': '9'})",
            200,
            "a/b",
            b"no",
        ),
        ("func.HttpResponse(status_code=204)", 204, "text/plain; charset=utf-8", b""),
        ("'né'", 200, "text/plain; charset=utf-8", "né".encode()),
    ],
)
def test_an_answer_in_an_app_that_streams_becomes_a_response_of_its_framework(
    workers: Workers, hook: str, answer: str, status: int, content_type: str, body: bytes
) -> None:
    result = answered(workers, STREAMING, hook, answer)
    response = result.value
    assert result.ok, text_of(result)
    assert isinstance(response, importlib.import_module("starlette.responses").Response)
    assert (response.status_code, response.body) == (status, body)
    assert response.headers.getlist("content-type") == [content_type]
    lengths = [] if status == 204 else [str(len(body))]
    assert response.headers.getlist("content-length") == lengths


REFUSE = "invocation.refuse(401, 'no', {'X-One': '1'})"


@pytest.mark.parametrize("make", ["classic", "library handle_event"], indirect=True)
@pytest.mark.parametrize("hook", ["pre", "around", "async pre"])
def test_refuse_answers_in_both_kinds_of_app(workers: Workers, hook: str) -> None:
    streamed = answered(workers, STREAMING, hook, REFUSE).value
    assert isinstance(streamed, importlib.import_module("starlette.responses").Response)
    assert (streamed.status_code, streamed.body, streamed.headers["x-one"]) == (401, b"no", "1")
    plain = answered(workers, PLAIN[0], hook, REFUSE).value
    assert isinstance(plain, HttpReply)
    assert (plain.status, plain.body) == (401, b"no")


@pytest.mark.parametrize("make", ["classic", "library handle_event"], indirect=True)
def test_each_cookie_of_an_answer_becomes_a_header(workers: Workers) -> None:
    answer = "cookies()"
    head = """
def cookies():
    response = func.HttpResponse("no", headers={"Set-Cookie": "a=1; Path=/", "X-One": "1"})
    response.headers.add("Set-Cookie", "b=2")
    return response
"""
    shape = attrs.evolve(STREAMING, source=head + STREAMING.source)
    response = answered(workers, shape, "pre", answer).value
    headers = getattr(response, "headers", None)
    assert headers is not None
    assert headers.getlist("set-cookie") == ["a=1; Path=/", "b=2"]
    assert headers["x-one"] == "1"


@pytest.mark.parametrize("make", ["classic", "library handle_event"], indirect=True)
@pytest.mark.parametrize("hook", ANSWERS)
@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("None", "not NoneType"),
        ("func.HttpResponse('no', headers={'X-Name': 'Łódź'})", "'X-Name' cannot be sent"),
    ],
)
def test_an_answer_that_the_framework_does_not_take_is_a_hook_error(
    workers: Workers, hook: str, answer: str, text: str
) -> None:
    result = answered(workers, STREAMING, hook, answer)
    assert not result.ok
    assert text in text_of(result)


@pytest.mark.parametrize("hook", ANSWERS)
def test_an_answer_in_any_other_app_stays_the_sdks_response(workers: Workers, hook: str) -> None:
    answer = "func.HttpResponse('no', status_code=401)"
    result = answered(workers, PLAIN[0], hook, answer)
    assert isinstance(result.value, HttpReply)
    assert (result.value.status, result.value.body) == (401, b"no")


UNWRAPPABLE = """
import funcext_core._worker.v2 as way_in

def wrap(function, *args, **kwargs):
    raise TypeError("it has no code of its own")

way_in.wrap = wrap
"""


@each_worker
def test_functions_that_cannot_be_wrapped_are_served_without_layers(workers: Workers) -> None:
    worker = workers.serve(f"{UNWRAPPABLE}{APP}{GREET}")
    for name in NAMES:
        assert greeting(worker, name) == "hello"
        assert worker.view(name).call is getattr(script(), name)._function.get_user_function()
    assert script().SEEN == []


@each_worker
def test_functions_with_a_guard_that_cannot_be_wrapped_always_fail(workers: Workers) -> None:
    app = APP.replace("watch(funcext_core.install(app))", "plugins = funcext_core.install(app)")
    guard = """
@plugins.pre_invocation(functions="*guarded", on_error="fail")
def guard(invocation): ...
"""
    guarded = GREET.replace("greet", "guarded")
    worker = workers.serve(f"{UNWRAPPABLE}{app}{guard}{GREET}{guarded}")
    for name in NAMES:
        assert greeting(worker, name) == "hello"
    for name in ("guarded", "aguarded"):
        text = greeting(worker, name)
        assert text.startswith(f"HookError: function '{name}' cannot be wrapped (TypeError: ")
        assert text.endswith("it would be served without its guard 'guard'")


@each_worker
@pytest.mark.parametrize(
    "annotation", ["func.HttpRequest | None", "'Missing'"], ids=["union", "unresolved"]
)
def test_a_function_that_no_worker_loads_fails_as_it_does_without_funcext(
    workers: Workers, annotation: str
) -> None:
    bad = f"""
@app.route(route="bad")
def bad(req: {annotation}) -> func.HttpResponse: ...
"""
    messages = []
    for settings in (WITHOUT, {}):
        with pytest.raises(LoadFailure) as caught:
            workers.serve(APP + bad, settings=settings)
        messages.append(caught.value.message.replace("=<class 'azure.functions.Context'>", ""))
    assert messages[0] == messages[1]


@each_worker
def test_a_parameter_that_nothing_fills_fails_its_function_alone_when_funcext_is_disabled(
    workers: Workers,
) -> None:
    bad = """
@app.route(route="bad")
def bad(req: func.HttpRequest, other: int) -> func.HttpResponse: ...
"""
    with pytest.raises(LoadFailure):
        workers.serve(APP + bad, settings={})
    worker = workers.serve(APP + bad + GREET, settings=WITHOUT)
    assert greeting(worker, "greet") == "hello"
    assert "'other'" in greeting(worker, "bad")


def test_functions_that_durable_replays_have_no_layer_by_default(workers: Workers) -> None:
    shape = next(shape for shape in SHAPES if "orchestrator" in shape.key)
    needs(shape)
    source = shape.source.replace("install(app))", "install(app), triggers=None)")
    worker = workers.serve(source, fired={call.function: call.fired for call in shape.calls})
    for name in ("orchestrate", "counter"):
        assert worker.view(name).call is getattr(script(), name)._function.get_user_function()
    for call in calls_of(shape):
        assert worker.invoke(call.function, call.sent).ok
    assert [event[0] for event in script().SEEN] == ["act"]
