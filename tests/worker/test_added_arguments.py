"""Arguments that hooks and worker extensions add reach a function whose code takes ``**kwargs``."""

from __future__ import annotations

import json

import pytest

from drivers.classic import ClassicWorker
from drivers.interface import HttpReply, http_request
from drivers.params import CLASSIC, LIBRARY, LOCAL
from worker.starting import ON, EveryApp, Start, Worker


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """Return the file that the local host requires, and the setting for worker extensions."""
    return EveryApp({"host.json": '{"version": "2.0"}'}, ON)


EVERY_WORKER = [CLASSIC, LIBRARY, LOCAL]

HEAD = """\
import functools, inspect, json
import azure.functions as func
import funcext_core

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app)

def answer(arguments):
    return func.HttpResponse(json.dumps(sorted(arguments)))

def strict(function):
    @functools.wraps(function)
    def wrapper(req):
        return function(req=req)
    return wrapper

def wrapped(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return answer(kwargs)
    return wrapper

def awrapped(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        return answer(kwargs)
    return wrapper

"""

TAKES_ANY = {
    "wrapped": "@wrapped\ndef hello(req: func.HttpRequest) -> func.HttpResponse: ...",
    "wrapped, async": (
        "@awrapped\nasync def hello(req: func.HttpRequest) -> func.HttpResponse: ..."
    ),
    "with a signature of its own": """\
def given(req: func.HttpRequest) -> func.HttpResponse: ...

def hello(**kwargs):
    return answer(kwargs)

hello.__signature__ = inspect.signature(given)
hello.__annotations__ = dict(given.__annotations__)
app.route(route="hello")(hello)
""",
    "a method": """\
class Service:
    @wrapped
    def hello(self, req: func.HttpRequest) -> func.HttpResponse: ...

app.route(route="hello")(Service().hello)
""",
}
TAKES_NONE = {
    "plain": (
        "def hello(req: func.HttpRequest) -> func.HttpResponse:\n    return answer({'req': req})"
    ),
    "async": (
        "async def hello(req: func.HttpRequest) -> func.HttpResponse:\n"
        "    return answer({'req': req})"
    ),
    # What is called does not take it, whatever it calls in turn.
    "around one that does": "@strict\n@wrapped\ndef hello(req: func.HttpRequest) -> str: ...",
}

PRE = """\
@plugins.pre_invocation
def add(invocation):
    invocation.args["extra"] = invocation.id
"""
AROUND = """\
@plugins.around_invocation
def add(invocation):
    invocation.args["extra"] = invocation.id
    yield
"""
ASYNC_PRE = PRE.replace("def add", "async def add")
ASYNC_AROUND = AROUND.replace("def add", "async def add")
EXTENSION = """\
class Adding(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        func_args["extra"] = context.invocation_id
"""
# Only a function with layers has a wrapper; the classic worker adds the argument itself.
EXTENSION_AND_LAYER = EXTENSION + "@plugins.post_invocation\ndef look(outcome): ...\n"

HOOKS = {
    "pre": PRE,
    "around": AROUND,
    "async pre": ASYNC_PRE,
    "async around": ASYNC_AROUND,
    "extension": EXTENSION,
    "extension and layer": EXTENSION_AND_LAYER,
}


def called_with(start: Start, worker: Worker, source: str) -> list[str]:
    """Return the names of the arguments that the function was called with."""
    result = start(worker, {"function_app.py": source}).invoke("hello", {"req": http_request()})
    assert isinstance(result.value, HttpReply), result
    names: list[str] = json.loads(result.value.body)
    return names


def route(function: str) -> str:
    return function if "app.route" in function else f'@app.route(route="hello")\n{function}'


@pytest.mark.parametrize("worker", EVERY_WORKER)
@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("function", TAKES_ANY)
def test_a_function_whose_code_takes_any_keyword_gets_it(
    start: Start, worker: Worker, hook: str, function: str
) -> None:
    source = HEAD + HOOKS[hook] + route(TAKES_ANY[function])
    assert called_with(start, worker, source) == ["extra", "req"]


@pytest.mark.parametrize("worker", EVERY_WORKER)
@pytest.mark.parametrize("hook", ["pre", "around", "async pre", "async around"])
@pytest.mark.parametrize("function", TAKES_NONE)
def test_any_other_function_does_not(
    start: Start, worker: Worker, hook: str, function: str
) -> None:
    source = HEAD + HOOKS[hook] + route(TAKES_NONE[function])
    assert called_with(start, worker, source) == ["req"]


@pytest.mark.parametrize("worker", EVERY_WORKER)
def test_a_deleted_argument_is_restored_there_too(start: Start, worker: Worker) -> None:
    swap = PRE.replace('["extra"] = invocation.id', '["other"] = invocation.args.pop("req")')
    source = HEAD + swap + route(TAKES_ANY["wrapped"])
    assert called_with(start, worker, source) == ["other", "req"]


def test_the_classic_worker_alone_passes_it_too(start: Start) -> None:
    source = (HEAD + EXTENSION + route(TAKES_ANY["wrapped"])).replace(
        "plugins = funcext_core.install(app)", ""
    )
    assert called_with(start, ClassicWorker, source) == ["extra", "req"]
