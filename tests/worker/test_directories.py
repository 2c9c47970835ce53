"""`Function.directory` is the folder of the innermost function that the app itself wrote."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from drivers.params import CLASSIC, LIBRARY, LOCAL
from worker.starting import ASGI_APP, EveryApp, Start, Worker


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """Return the file that the local host requires."""
    return EveryApp({"host.json": '{"version": "2.0"}'})


EVERY_WORKER = [CLASSIC, LIBRARY, LOCAL]

# A library that lies in the app's folder, as Azure's build puts it there.
LIBRARY_FILE = ".python_packages/lib/site-packages/a_library.py"
A_LIBRARY = """\
import asyncio, functools

def wraps(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper

def awraps(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        return await function(*args, **kwargs)
    return wrapper

def hides(function):
    def hello(req):
        return function(req)
    return hello

def patch(app):
    # As an APM does it, after the decorators have run.
    original = app.get_functions
    def get_functions():
        functions = original()
        for function in functions:
            function._func = wraps(function._func)
        return functions
    app.get_functions = get_functions

def hello(req):
    return "from the library"
"""

HEAD = """\
import functools, os, sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".python_packages/lib/site-packages"))
import azure.functions as func
import a_library
import funcext_core
from orders import handlers
from shared import decorators

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
LOADED = {}
"""
INSTALL = """\
plugins = funcext_core.install(app)

@plugins.post_load
def look(function):
    LOADED[function.name] = function.directory

@plugins.post_invocation
def layer(outcome): ...

"""
FILES = {
    LIBRARY_FILE: A_LIBRARY,
    "orders/__init__.py": "",
    "orders/handlers.py": """\
        import azure.functions as func

        def hello(req: func.HttpRequest) -> str:
            return "hello"

        async def ahello(req: func.HttpRequest) -> str:
            return "hello"

        class Service:
            def hello(self, req: func.HttpRequest) -> str:
                return "hello"
    """,
    "shared/__init__.py": "",
    "shared/decorators.py": """\
        import functools

        def wraps(function):
            @functools.wraps(function)
            def wrapper(*args, **kwargs):
                return function(*args, **kwargs)
            return wrapper
    """,
}

ROUTE = 'app.function_name("hello")(app.route(route="hello")({}))\n'
CASES = {
    "plain": ("handlers.hello", "orders"),
    "async": ("handlers.ahello", "orders"),
    "a method": ("handlers.Service().hello", "orders"),
    "a library's decorator": ("a_library.wraps(handlers.hello)", "orders"),
    "a library's, async": ("a_library.awraps(handlers.ahello)", "orders"),
    "a library's around a method": ("a_library.wraps(handlers.Service().hello)", "orders"),
    "a library's without functools.wraps": ("a_library.hides(handlers.hello)", "orders"),
    "the app's decorator": ("decorators.wraps(handlers.hello)", "orders"),
    "a library's around the app's": (
        "a_library.wraps(decorators.wraps(a_library.wraps(handlers.hello)))",
        "orders",
    ),
    "the app's around a library's function": ("decorators.wraps(a_library.hello)", "shared"),
    "a library's function": ("a_library.hello", ""),
    "a library's function, decorated": ("a_library.wraps(a_library.hello)", ""),
}


def directory(start: Start, worker: Worker, source: str, name: str = "hello") -> Path:
    start(worker, {**FILES, "function_app.py": source})
    return Path(sys.modules["function_app"].LOADED[name])


@pytest.mark.parametrize("worker", EVERY_WORKER)
@pytest.mark.parametrize("case", CASES)
def test_the_innermost_function_of_the_app_decides(
    start: Start, worker: Worker, case: str, tmp_path: Path
) -> None:
    call, folder = CASES[case]
    assert directory(start, worker, HEAD + INSTALL + ROUTE.format(call)) == tmp_path / folder


@pytest.mark.parametrize("worker", EVERY_WORKER)
@pytest.mark.parametrize("patched", ["before install", "after install"])
def test_a_patchers_wrapper_does_not_change_it(
    start: Start, worker: Worker, patched: str, tmp_path: Path
) -> None:
    patch = "a_library.patch(app)\n"
    lines = [patch, INSTALL] if patched == "before install" else [INSTALL, patch]
    source = HEAD + "".join(lines) + ROUTE.format("handlers.hello")
    assert directory(start, worker, source) == tmp_path / "orders"


@pytest.mark.parametrize("worker", EVERY_WORKER)
@pytest.mark.parametrize("kind", ["AsgiFunctionApp", "WsgiFunctionApp"])
def test_an_app_of_a_web_framework_has_the_apps_root(
    start: Start, worker: Worker, kind: str, tmp_path: Path
) -> None:
    web = ASGI_APP if kind[0] == "A" else "def web(e, s): ..."
    source = (HEAD + INSTALL).replace(
        "app = func.FunctionApp(", f"{web}\n\napp = func.{kind}(app=web, "
    )
    assert directory(start, worker, source, "http_app_func") == tmp_path


@pytest.mark.skipif(
    importlib.util.find_spec("azure.durable_functions") is None, reason="durable is not installed"
)
@pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
@pytest.mark.parametrize("name", ["orchestrate", "counter", "act", "begin"])
def test_durables_handlers_do_not_change_it(
    start: Start, worker: Worker, name: str, tmp_path: Path
) -> None:
    durable = """
import azure.durable_functions as df
from orders import durable
app.register_functions(durable.blueprint)
"""
    functions = """
import azure.durable_functions as df
import azure.functions as func
blueprint = df.Blueprint()

@blueprint.orchestration_trigger(context_name="context")
def orchestrate(context):
    yield

@blueprint.entity_trigger(context_name="context")
def counter(context): ...

@blueprint.activity_trigger(input_name="number")
def act(number: int): ...

@blueprint.route(route="begin")
@blueprint.durable_client_input(client_name="client")
async def begin(req: func.HttpRequest, client) -> str: ...
"""
    every_trigger = INSTALL.replace("@plugins.post_load", '@plugins.post_load(triggers="*")')
    files = {**FILES, "orders/durable.py": functions}
    start(worker, {**files, "function_app.py": HEAD + every_trigger + durable})
    assert Path(sys.modules["function_app"].LOADED[name]) == tmp_path / "orders"
