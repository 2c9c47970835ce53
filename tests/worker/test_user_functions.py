"""The user's code in a `Function`: `callable`, `signature`, `module` and `file`."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from pathlib import Path
from typing import Any

import pytest

from drivers.classic import ClassicWorker
from drivers.interface import HTTP_BINDINGS, function_json, http_request
from drivers.params import CLASSIC, LIBRARY, LOCAL
from funcext_core import Binding, Function
from funcext_core._worker.app_functions import module_of, user_code
from worker.starting import ASGI_APP, ON, EveryApp, Start, Worker


EVERY_WORKER = [CLASSIC, LIBRARY, LOCAL]


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """Return the file that the local host requires."""
    return EveryApp({"host.json": '{"version": "2.0"}'})


HEAD = """\
import functools
import azure.functions as func
import funcext_core
from orders import api

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app)
LOADED = {}

@plugins.post_load(triggers="*")
def look(function):
    LOADED[function.name] = function

@plugins.post_invocation(triggers="*")
def layer(outcome): ...

"""
ORDERS = """\
import functools
import inspect
import azure.functions as func

def create(req: func.HttpRequest, context: func.Context) -> str:
    return "created"

async def acreate(req: func.HttpRequest) -> str:
    return "created"

class Service:
    def create(self, req: func.HttpRequest) -> str:
        return "created"

    def __call__(self, req: func.HttpRequest) -> str:
        return "called"

def wraps(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper

def without_context(function):
    @functools.wraps(function)
    def wrapper(req):
        return function(req, None)
    signature = inspect.signature(function)
    wrapper.__signature__ = signature.replace(parameters=[signature.parameters["req"]])
    return wrapper

service = Service()
part = functools.partial(create)
blueprint = func.Blueprint()

@blueprint.route(route="listed")
def listed(req: func.HttpRequest) -> str:
    return "listed"
"""
FILES = {"orders/__init__.py": "", "orders/api.py": ORDERS}


def load(start: Start, worker: Worker, source: str, name: str = "hello") -> Function:
    start(worker, {**FILES, "function_app.py": HEAD + source})
    function: Function = sys.modules["function_app"].LOADED[name]
    return function


ROUTE = 'app.function_name("hello")(app.route(route="hello")({}))\n'
CASES = {
    "plain": ("api.create", "create", ["req", "context"]),
    "async": ("api.acreate", "acreate", ["req"]),
    "decorated": ("api.wraps(api.wraps(api.create))", "create", ["req", "context"]),
    "a method": ("api.service.create", "service.create", ["req"]),
    "a decorated method": ("api.wraps(api.service.create)", "service.create", ["req"]),
    "a callable object": ("api.wraps(api.service)", "service", ["req"]),
    "a partial": ("api.wraps(api.part)", "create", ["req", "context"]),
    "use": ("funcext_core.use(layers)(api.create)", "create", ["req", "context"]),
}
USED = """\
class Layers:
    @funcext_core.hookimpl
    def post_invocation(self): ...
layers = Layers()
functools.update_wrapper(api.part, api.create)
del api.part.__wrapped__
functools.update_wrapper(api.service, api.Service.__call__)
del api.service.__wrapped__
"""


@pytest.mark.parametrize("worker", EVERY_WORKER)
@pytest.mark.parametrize("case", CASES)
def test_they_are_of_the_innermost_function(
    start: Start, worker: Worker, case: str, tmp_path: Path
) -> None:
    source, name, parameters = CASES[case]
    function = load(start, worker, USED + ROUTE.format(source))
    expected: Any = sys.modules["orders.api"]
    for part in name.split("."):
        expected = getattr(expected, part)
    assert function.callable == expected
    assert (function.module, function.file) == ("orders.api", str(tmp_path / "orders" / "api.py"))
    assert list(function.signature.parameters) == parameters
    assert function.signature is function.signature


@pytest.mark.parametrize("worker", EVERY_WORKER)
def test_the_signature_is_what_the_worker_sees(start: Start, worker: Worker) -> None:
    function = load(start, worker, ROUTE.format("api.without_context(api.create)"))
    assert function.callable is sys.modules["orders.api"].create
    assert list(function.signature.parameters) == ["req"]


@pytest.mark.parametrize("worker", EVERY_WORKER)
def test_a_blueprints_functions_are_those_of_its_file(
    start: Start, worker: Worker, tmp_path: Path
) -> None:
    function = load(start, worker, "app.register_functions(api.blueprint)", "listed")
    assert (function.module, function.file) == ("orders.api", str(tmp_path / "orders" / "api.py"))


@pytest.mark.parametrize("worker", EVERY_WORKER)
@pytest.mark.parametrize("kind", ["AsgiFunctionApp", "WsgiFunctionApp"])
def test_an_app_of_a_web_framework_has_the_sdks_function(
    start: Start, worker: Worker, kind: str, tmp_path: Path
) -> None:
    web = ASGI_APP if kind[0] == "A" else "def web(e, s): ..."
    source = HEAD.replace("app = func.FunctionApp(", f"{web}\n\napp = func.{kind}(app=web, ")
    start(worker, {**FILES, "function_app.py": source})
    function: Function = sys.modules["function_app"].LOADED["http_app_func"]
    assert function.callable is not None
    assert function.module == function.callable.__module__
    assert function.module == "azure.functions.decorators.function_app"
    assert Path(function.file).parent.name == "decorators"
    assert Path(function.directory) == tmp_path


@pytest.mark.skipif(
    importlib.util.find_spec("azure.durable_functions") is None, reason="durable is not installed"
)
@pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
@pytest.mark.parametrize("name", ["orchestrate", "counter", "act", "begin"])
def test_durables_handlers_lead_to_the_apps_function(
    start: Start, worker: Worker, name: str
) -> None:
    source = """
import azure.durable_functions as df
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

app.register_functions(blueprint)
"""
    function = load(start, worker, source, name)
    assert function.callable is not None
    assert (function.callable.__qualname__, function.module) == (name, "function_app")


V1_FILES = {
    "hello/function.json": function_json(*HTTP_BINDINGS),
    "hello/__init__.py": """\
        import functools
        import azure.functions as func
        import funcext_core
        from recording import hook

        def wraps(function):
            @functools.wraps(function)
            def wrapper(*args, **kwargs):
                return function(*args, **kwargs)
            return wrapper

        @wraps
        {decorator}
        @wraps
        def main(req: func.HttpRequest) -> str:
            return "hello"

        {install}
    """,
    "recording.py": """\
        LOADED = {}

        def hook(function):
            LOADED[function.name] = function
    """,
}


class Lazy:
    """An object whose own code fails, as that of a proxy to something that is not there yet."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(name)

    def __call__(self) -> None: ...


def test_an_object_that_fails_to_find_attributes_is_passed_over(tmp_path: Path) -> None:
    lazy = Lazy()
    code = user_code(lazy, str(tmp_path))
    assert (code.callable, code.file, code.directory) == (lazy, __file__, str(tmp_path))
    assert user_code(lazy, str(Path(__file__).parent)).directory == str(Path(__file__).parent)
    assert module_of(lazy) == __name__


class TestV1:
    """The script of a v1 function is named by its `function.json`."""

    def load(
        self, start: Start, worker: Worker, decorator: str, install: str, **settings: str
    ) -> Function:
        script = V1_FILES["hello/__init__.py"].format(decorator=decorator, install=install)
        files = {**V1_FILES, "hello/__init__.py": script}
        running = start(worker, {**PLUGIN, **files}, {"FUNCEXT_PLUGINS": "look", **settings})
        assert running.invoke("hello", {"req": http_request()}).ok
        function: Function = sys.modules["recording"].LOADED["hello"]
        return function

    def check(self, function: Function, root: Path) -> None:
        assert function.callable is not None
        assert function.callable.__qualname__ == "main"
        assert inspect.unwrap(function.callable) is function.callable
        assert function.module == "__app__.hello"
        assert function.file == str(root / "hello" / "__init__.py")
        assert list(function.signature.parameters) == ["req"]

    @pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
    def test_with_instrument(self, start: Start, worker: Worker, tmp_path: Path) -> None:
        self.check(self.load(start, worker, "@funcext_core.instrument", ""), tmp_path)

    def test_driven_by_the_worker(self, start: Start, tmp_path: Path) -> None:
        function = self.load(start, ClassicWorker, "@wraps", "funcext_core.install()", **ON)
        self.check(function, tmp_path)


PLUGIN = {
    "look.py": """\
        from funcext_core import hookimpl

        class Look:
            @hookimpl
            def post_load(self, function):
                from recording import hook
                hook(function)

            @hookimpl
            def post_invocation(self, outcome): ...
    """,
    "plugins-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: plugins\nVersion: 1.0\n",
    "plugins-1.0.dist-info/entry_points.txt": "[funcext]\nlook = look:Look\n",
}


class TestWithoutCode:
    """A record that a test makes, or a v1 function whose script is not imported."""

    def test_the_parameters_are_the_bindings(self) -> None:
        bindings = (
            Binding("req", "httpTrigger", "in"),
            Binding("$return", "http", "out"),
            Binding("doc", "cosmosDB", "in"),
        )
        function = Function("hello", "/app", "httpTrigger", bindings)
        assert list(function.signature.parameters) == ["req", "doc"]
        assert (function.callable, function.module, function.file) == (None, "", "")
        assert dict(function.marks) == {}

    def test_nothing_can_be_changed(self) -> None:
        function = Function("hello", "/app", "httpTrigger")
        for name in ("callable", "module", "file", "marks", "signature"):
            with pytest.raises(AttributeError):
                setattr(function, name, None)
