"""The log on each worker: of the start, of silence, of answers, of each call of a hook."""

from __future__ import annotations

import re

import pytest

from drivers.classic import ClassicWorker
from drivers.interface import HTTP_BINDINGS, LoopDriver, function_json, http_request
from drivers.params import CLASSIC, LIBRARY, LOCAL
from worker.starting import ON, EveryApp, Start, Worker


WORKERS = [CLASSIC, LIBRARY, LOCAL]
V1_WORKERS = [CLASSIC, LIBRARY]

PLUGINS = """\
from funcext_core import hookimpl

class Gate:
    @hookimpl
    def pre_invocation(self, invocation):
        invocation.respond("answered")

class Watch:
    @hookimpl
    def post_invocation(self, value): ...

class Changes:
    @hookimpl
    def around_invocation(self, args):
        outcome = yield
        outcome.value = "changed"
"""
APP = """\
import azure.functions as func
import funcext_core
from talking import Changes, Gate, Watch

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
{install}

@app.route(route="hello")
def hello(req: func.HttpRequest) -> str:
    return "hello"
"""
V1 = """\
import azure.functions as func
import funcext_core
from talking import Changes, Gate, Watch

{install}

def main(req: func.HttpRequest) -> str:
    return "hello"
"""


CALL = "around_invocation of plugin 'changes',"
AROUND = "around function 'hello', invocation ID"


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    return EveryApp({"talking.py": PLUGINS})


def v2(install: str) -> dict[str, str]:
    return {"function_app.py": APP.format(install=install)}


def v1(install: str, decorator: str = "") -> dict[str, str]:
    script = V1.format(install=install).replace("def main", f"{decorator}\ndef main")
    return {"hello/function.json": function_json(*HTTP_BINDINGS), "hello/__init__.py": script}


def lines(worker: LoopDriver, category: str, level: str = "INFO") -> list[str]:
    """Return the lines that were logged on a logger."""
    return [line.text for line in worker.logs if (line.category, line.level) == (category, level)]


def shown(worker: LoopDriver, category: str) -> list[str]:
    """Return what is logged on a logger when the function is called, without times and ids."""
    result = worker.invoke("hello", {"req": http_request()})
    return [
        re.sub(r"\d+\.\d+ ms$", "N ms", line).replace(result.invocation_id, "ID")
        for line in lines(worker, category)
    ]


class TestAnAppOfTheV2Model:
    @pytest.mark.parametrize("worker", WORKERS)
    def test_says_what_runs_what_answers_and_what_hooks_do(
        self, start: Start, worker: Worker
    ) -> None:
        files = v2("funcext_core.install(app, plugins=[Changes(), Gate()])")
        running = start(worker, files, {"FUNCEXT_TRACE": "1"})
        assert shown(running, "funcext.plugins.changes") == [
            f"{CALL} going in, {AROUND}: changed nothing, N ms",
            f"{CALL} going out, {AROUND}: changed value, N ms",
        ]
        assert [line for line in lines(running, "funcext") if "outermost" in line] == [
            (
                "2 plugins, outermost first: 'changes' of the app, by install(plugins=[...]), "
                "around hello; 'gate' of the app, by install(plugins=[...]), around hello"
            )
        ]
        traced, answered = lines(running, "funcext.plugins.gate")
        assert ": answered, " in traced
        assert answered.startswith("plugin 'gate' answered function 'hello', which did not run, ")

    @pytest.mark.parametrize("worker", WORKERS)
    def test_that_never_calls_install_says_so_once(self, start: Start, worker: Worker) -> None:
        running = start(worker, v2(""), {"FUNCEXT_PLUGINS": "gate"})
        running.invoke("hello", {"req": http_request()})
        assert lines(running, "funcext", "WARNING") == [
            (
                "FUNCEXT_PLUGINS=gate, but no plugin runs: funcext_core.install() was never "
                "called: add funcext_core.install(app) to function_app.py, right after the app is "
                "made"
            )
        ]


class TestAnAppOfTheV1Model:
    @pytest.mark.parametrize("worker", V1_WORKERS)
    def test_says_what_runs_and_what_hooks_do(self, start: Start, worker: Worker) -> None:
        files = v1("funcext_core.install(plugins=[Changes()])", "@funcext_core.instrument")
        running = start(worker, files, {"FUNCEXT_TRACE": "1"})
        assert shown(running, "funcext.plugins.changes") == [
            f"{CALL} going in, {AROUND}: changed nothing, N ms",
            f"{CALL} going out, {AROUND}: changed value, N ms",
        ]
        (line,) = [line for line in lines(running, "funcext") if "outermost" in line]
        assert line.endswith("'changes' of the app, by install(plugins=[...]), around hello")

    def test_says_what_hooks_do_that_the_classic_worker_drives(self, start: Start) -> None:
        files = v1("funcext_core.install(plugins=[Changes()])")
        running = start(ClassicWorker, files, {"FUNCEXT_TRACE": "1", **ON})
        way_in, way_out, *_ = shown(running, "funcext.plugins.changes")
        assert way_in == f"{CALL} going in, {AROUND}: changed nothing, N ms"
        assert way_out.startswith(f"{CALL} going out, {AROUND}: ")

    @pytest.mark.parametrize("worker", V1_WORKERS)
    def test_without_a_way_in_says_so(self, start: Start, worker: Worker) -> None:
        running = start(worker, v1(""), {"FUNCEXT_PLUGINS": "gate"})
        running.invoke("hello", {"req": http_request()})
        assert lines(running, "funcext", "WARNING") == [
            (
                "FUNCEXT_PLUGINS=gate, but no plugin runs: no script of the app calls "
                "funcext_core: put @funcext_core.instrument directly above the entry point of "
                "each function"
            )
        ]
