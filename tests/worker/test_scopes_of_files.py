"""A plugin's scope can name the file or the module of the functions that it is for."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from drivers.interface import HTTP_BINDINGS, LoadFailure, function_json, http_request
from drivers.params import CLASSIC, LIBRARY, LOCAL
from worker.starting import EveryApp, Start, Worker


PLUGINS = """\
from funcext_core import hookimpl
SEEN = []
class Recorder:
    @hookimpl
    def pre_invocation(self, function):
        SEEN.append(function.name)
class Admin(Recorder):
    functions = ("admin.py:*", "shop.orders:delete_*")
    on_error = "fail"
"""


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """The plugins, and the file that the local host requires."""
    return EveryApp(
        {
            "host.json": '{"version": "2.0"}',
            "recording.py": PLUGINS,
            "plugins-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: x\nVersion: 1.0\n",
            "plugins-1.0.dist-info/entry_points.txt": (
                "[funcext]\nrecorder = recording:Recorder\nadmin = recording:Admin\n"
            ),
        },
        {"FUNCEXT_PLUGINS": "recorder"},
    )


BLUEPRINT = """\
import functools
import azure.functions as func

blueprint = func.Blueprint()

def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper

"""
ROUTE = """\
@{owner}.route(route="{name}")
{decorator}
def {name}(req: func.HttpRequest) -> str:
    return "{name}"

"""


def route(name: str, owner: str = "blueprint", decorator: str = "") -> str:
    return ROUTE.format(name=name, owner=owner, decorator=decorator).replace("\n\ndef", "\ndef")


V2 = {
    "shop/__init__.py": "",
    "shop/orders.py": BLUEPRINT + route("get_order") + route("delete_order", decorator="@logged"),
    "admin.py": BLUEPRINT.replace("def logged", "def unused") + route("erase"),
    "function_app.py": """\
import azure.functions as func
import funcext_core
import admin
from shop import orders

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app)
app.register_functions(orders.blueprint)
app.register_functions(admin.blueprint)

"""
    + route("hello", "app", "@orders.logged"),
}


def reached(running: Any, *names: str) -> list[str]:
    """Return the functions around which a plugin ran, of those that are called."""
    seen: list[str] = sys.modules["recording"].SEEN
    seen.clear()
    for name in names:
        assert running.invoke(name, {"req": http_request()}).ok
    return list(seen)


CASES = [
    ({"FUNCEXT_RECORDER__FUNCTIONS": "orders.py:*"}, ["get_order", "delete_order"]),
    ({"FUNCEXT_RECORDER__FUNCTIONS": "Shop/Orders.py:get_*"}, ["get_order"]),
    ({"FUNCEXT_RECORDER__FUNCTIONS": "shop.orders:*"}, ["get_order", "delete_order"]),
    ({"FUNCEXT_RECORDER__FUNCTIONS": "!orders.py:*"}, ["erase", "hello"]),
    ({"FUNCEXT_RECORDER__FUNCTIONS": "function_app.py:*"}, ["hello"]),
    ({"FUNCEXT_PLUGINS": "admin"}, ["delete_order", "erase"]),
]


@pytest.mark.parametrize("worker", [CLASSIC, LIBRARY, LOCAL])
@pytest.mark.parametrize(("settings", "names"), CASES)
def test_it_covers_the_functions_there(
    start: Start, worker: Worker, settings: dict[str, str], names: list[str]
) -> None:
    running = start(worker, V2, settings)
    assert reached(running, "get_order", "delete_order", "erase", "hello") == names


@pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
def test_a_guard_whose_file_is_not_there_keeps_the_app_from_loading(
    start: Start, worker: Worker
) -> None:
    without = {
        **V2,
        "function_app.py": V2["function_app.py"]
        .replace("import admin\n", "")
        .replace("app.register_functions(admin.blueprint)\n", ""),
    }
    with pytest.raises(
        LoadFailure, match=r"'admin' *: its FUNCTIONS pattern 'admin.py:\*' matches"
    ):
        start(worker, without, {"FUNCEXT_PLUGINS": "admin"})


SHARED = """\
import azure.functions as func
import funcext_core

@funcext_core.instrument
def get(req: func.HttpRequest) -> str:
    return "get"

@funcext_core.instrument
def delete(req: func.HttpRequest) -> str:
    return "delete"
"""
V1 = {
    "shared/orders.py": SHARED,
    "hello/__init__.py": SHARED.replace("def get", "def main"),
    "hello/function.json": function_json(*HTTP_BINDINGS),
    "get_order/function.json": function_json(
        *HTTP_BINDINGS, scriptFile="../shared/orders.py", entryPoint="get"
    ),
    "delete_order/function.json": function_json(
        *HTTP_BINDINGS, scriptFile="../shared/orders.py", entryPoint="delete"
    ),
}


@pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
@pytest.mark.parametrize(
    ("patterns", "names"),
    [
        ("orders.py:*", ["get_order", "delete_order"]),
        ("shared/orders.py:get_*", ["get_order"]),
        ("hello/__init__.py:*", ["hello"]),
        ("shared.orders:delete_*", ["delete_order"]),
        ("!orders.py:*", ["hello"]),
    ],
)
def test_it_covers_the_functions_of_a_script(
    start: Start, worker: Worker, patterns: str, names: list[str]
) -> None:
    running = start(worker, V1, {"FUNCEXT_RECORDER__FUNCTIONS": patterns})
    assert reached(running, "get_order", "delete_order", "hello") == names
