"""A `use` in an app that never calls `install`: nothing runs it, and the log says so."""

from __future__ import annotations

from typing import ClassVar

import pytest

from drivers.interface import HTTP_BINDINGS, LoopDriver, function_json
from drivers.params import CLASSIC, LIBRARY, LOCAL
from worker.starting import Start, Worker


BOTH = [CLASSIC, LIBRARY]

GUARD = """\
import azure.functions as func
import funcext_core

class Guard:
    on_error = "fail"
    @funcext_core.hookimpl
    def pre_invocation(self):
        raise PermissionError

"""
APP = "app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)\n"
USED = "@funcext_core.use(Guard())\ndef hello(req: func.HttpRequest) -> str:\n    return 'hello'\n"
MAIN = USED.replace("hello(", "main(")


def errors(worker: LoopDriver) -> list[str]:
    # asyncio reports tasks of loops that other tests have ended, whenever they are collected.
    return [
        line.text
        for line in worker.logs
        if line.level == "ERROR" and not line.category.startswith("asyncio")
    ]


class TestV2:
    FILES: ClassVar[dict[str, str]] = {
        "function_app.py": GUARD + APP + "@app.route(route='hello')\n" + USED
    }

    @pytest.mark.parametrize("worker", [*BOTH, LOCAL])
    def test_without_install_it_is_an_error_in_the_log(self, start: Start, worker: Worker) -> None:
        (error,) = errors(start(worker, self.FILES))
        assert error == (
            "use() of 'guard' above 'hello' has no effect: in function_app.py, call "
            "funcext_core.install(app); in the v1 model, put @funcext_core.instrument on the "
            "entry point"
        )

    @pytest.mark.parametrize("worker", [*BOTH, LOCAL])
    @pytest.mark.parametrize("place", ["before", "after"])
    def test_with_install_it_is_not(self, start: Start, worker: Worker, place: str) -> None:
        install = "funcext_core.install(app)\n"
        app = APP + install if place == "before" else APP
        source = GUARD + app + "@app.route(route='hello')\n" + USED
        source += install if place == "after" else ""
        assert errors(start(worker, {"function_app.py": source})) == []


class TestV1:
    @pytest.mark.parametrize("worker", BOTH)
    @pytest.mark.parametrize("other", ["", "@funcext_core.instrument\n"])
    def test_without_instrument_it_is_an_error_in_the_log(
        self, start: Start, worker: Worker, other: str
    ) -> None:
        files = {
            "another/__init__.py": GUARD + other + "def main(req): ...\n",
            "another/function.json": function_json(*HTTP_BINDINGS),
            "hello/__init__.py": GUARD + MAIN,
            "hello/function.json": function_json(*HTTP_BINDINGS),
        }
        (error,) = errors(start(worker, files))
        assert error.startswith("use() of 'guard' above 'main' has no effect: in function_app.py")

    @pytest.mark.parametrize("worker", BOTH)
    @pytest.mark.parametrize("place", ["above", "below"])
    def test_with_instrument_it_is_not(self, start: Start, worker: Worker, place: str) -> None:
        instrumented = (
            "@funcext_core.instrument\n" + MAIN
            if place == "above"
            else MAIN.replace("def ", "@funcext_core.instrument\ndef ")
        )
        files = {
            "hello/__init__.py": GUARD + instrumented,
            "hello/function.json": function_json(*HTTP_BINDINGS),
        }
        assert errors(start(worker, files)) == []

    @pytest.mark.parametrize("worker", BOTH)
    @pytest.mark.parametrize("place", ["above", "below"])
    def test_disabled_the_log_names_the_guard_and_the_function(
        self, start: Start, worker: Worker, place: str
    ) -> None:
        instrumented = (
            "@funcext_core.instrument\n" + MAIN
            if place == "above"
            else MAIN.replace("def ", "@funcext_core.instrument\ndef ")
        )
        files = {
            "hello/__init__.py": GUARD + instrumented,
            "hello/function.json": function_json(*HTTP_BINDINGS),
        }
        assert errors(start(worker, files, {"FUNCEXT_DISABLED": "1"})) == [
            "FUNCEXT_DISABLED is set: functions are served without their guards: 'guard' of hello"
        ]
