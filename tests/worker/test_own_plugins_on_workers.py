"""Plugins that an app gives to `install`, on both workers and in both models."""

from __future__ import annotations

import sys

import pytest

from drivers.interface import (
    HTTP_BINDINGS,
    LoadFailure,
    LoopDriver,
    function_json,
    http_request,
)
from drivers.params import CLASSIC, LIBRARY
from worker.starting import ON, EveryApp, Start, Worker


HOOKS = """\
from funcext_core import hookimpl

SEEN = []

class Note:
    @hookimpl
    def app_start(self, app):
        SEEN.append(("start", app.model))
    @hookimpl
    def pre_invocation(self, invocation):
        SEEN.append(("pre", invocation.function.name))
"""
LEGACY = """\
import azure.functions as func
from noting import SEEN

class Legacy(func.AppExtensionBase):
    @classmethod
    def init(cls):
        pass
    @classmethod
    def configure(cls, limit: int = 1):
        SEEN.append(("configured", limit))
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args={}, *args, **kwargs):
        SEEN.append(("extension", context.function_name))
"""
V2 = """\
import azure.functions as func
import funcext_core, legacy, noting
app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app, plugins=[noting.Note(), legacy.Legacy])

@app.route(route="hello")
def hello(req: func.HttpRequest) -> str:
    return "hello"
"""
V1 = """\
import azure.functions as func
import funcext_core, noting
"""
INSTALL = "plugins = funcext_core.install(plugins=[noting.Note])\n"
MAIN = """
def main(req: func.HttpRequest) -> str:
    return "hello"
"""
SOURCES = {
    "before": f"{V1}{INSTALL}\n@funcext_core.instrument{MAIN}",
    "after": f"{V1}\n@funcext_core.instrument{MAIN}\n{INSTALL}",
    "driven": f"{V1}{INSTALL}{MAIN}",
}
"""By name, scripts that install a plugin of the app; only the classic worker drives plugins."""


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """The modules of the app's own plugins."""
    return EveryApp({"noting.py": HOOKS, "legacy.py": LEGACY})


def called(worker: LoopDriver) -> list[tuple[str, object]]:
    """Invoke the function; return what was noted."""
    result = worker.invoke("hello", {"req": http_request()})
    assert result.exception is None, result.exception
    seen: list[tuple[str, object]] = sys.modules["noting"].SEEN
    return seen


class TestOnWorkers:
    @pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
    def test_worker_extensions_run_outermost(self, start: Start, worker: Worker) -> None:
        settings = {**ON, "FUNCEXT_LEGACY__LIMIT": "7"}
        running = start(worker, {"function_app.py": V2}, settings)
        seen = called(running)
        assert seen[0] == ("configured", 7)
        assert ("extension", "hello") in seen
        assert seen[-1] == ("pre", "hello")

    @pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
    def test_worker_extensions_need_the_workers_setting(self, start: Start, worker: Worker) -> None:
        with pytest.raises(LoadFailure, match=r"install\(plugins=\[...\]\): 'legacy' is a worker"):
            start(worker, {"function_app.py": V2})

    @pytest.mark.parametrize(
        ("worker", "source"),
        [
            pytest.param(*worker.values, source, id=f"{worker.id}-{name}", marks=worker.marks)
            for name, source in SOURCES.items()
            for worker in ([CLASSIC] if name == "driven" else [CLASSIC, LIBRARY])
        ],
    )
    def test_in_the_v1_model(self, start: Start, worker: Worker, source: str) -> None:
        files = {
            "hello/__init__.py": source,
            "hello/function.json": function_json(*HTTP_BINDINGS),
        }
        running = start(worker, files, ON)
        assert called(running) == [("start", "v1"), ("pre", "hello")]

    @pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
    def test_what_one_requires_is_looked_for_after_an_instrument_too(
        self, start: Start, worker: Worker
    ) -> None:
        needy = "noting.Note.requires = ('base',)\n"
        files = {
            "hello/__init__.py": f"{V1}{needy}\n@funcext_core.instrument{MAIN}\n{INSTALL}",
            "hello/function.json": function_json(*HTTP_BINDINGS),
        }
        with pytest.raises(LoadFailure, match="'note' requires"):
            start(worker, files, ON)

    @pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
    def test_worker_extensions_are_no_guards(self, start: Start, worker: Worker) -> None:
        guard = V2.replace("app = func", "legacy.Legacy.on_error = 'fail'\napp = func")
        with pytest.raises(LoadFailure, match="it is a worker extension, which cannot be a guard"):
            start(worker, {"function_app.py": guard}, ON)

    @pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
    def test_guards_without_instrument_stop_an_app_of_the_v1_model(
        self, start: Start, worker: Worker
    ) -> None:
        files = {
            "hello/__init__.py": V1 + INSTALL + MAIN,
            "hello/function.json": function_json(*HTTP_BINDINGS),
        }
        with pytest.raises(LoadFailure, match="'note'"):
            start(worker, files, {**ON, "FUNCEXT_NOTE__ON_ERROR": "fail"})
