"""Plugins that are selected, and extensions that are registered, in an app that runs none."""

from __future__ import annotations

import asyncio
import importlib
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from funcext_core import _install
from funcext_core._engine.project import read_project
from funcext_core._process import Once
from funcext_core._worker import silence, v2
from funcext_core.testing.process import entered


HEAD = "import azure.functions as func\nimport funcext_core\n\n"
HELLO = '\n@app.route(route="hello")\ndef hello(req): return "Hello"\n'
APP = HEAD + "app = func.FunctionApp()\n"
EXTENSION = """
class Counting(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args={}, *args, **kwargs): ...
"""
OF_AZURE = EXTENSION + "\nCounting.__module__ = 'azure.durable_functions.x'\n"
NO_INSTALL = (
    "funcext_core.install() was never called: add funcext_core.install(app) to function_app.py, "
    "right after the app is made"
)


@pytest.fixture(autouse=True)
def _says_all_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silence, "_reported", Once())
    monkeypatch.setattr(v2, "_installed", set())


@pytest.fixture
def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The warnings on `funcext` so far."""

    class Warnings(list[str]):
        def __iter__(self) -> Iterator[str]:
            return iter(
                record.getMessage() for record in caplog.records if record.levelname == "WARNING"
            )

    caplog.set_level(logging.INFO, "funcext")
    return Warnings()


def serve(
    folder: Path,
    script: str,
    files: dict[str, str] | None = None,
    *,
    report: bool = False,
    **values: str,
) -> None:
    """Import an app as a worker does, and ask it for its functions in the same step."""
    for name, text in {"function_app.py": script, "host.json": "{}", **(files or {})}.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text, "utf-8")

    async def index() -> None:
        # What an import of funcext_core does first in a process.
        _install.report_silence_at_end()
        module = importlib.import_module("function_app")
        apps = [value for value in vars(module).values() if hasattr(value, "get_functions")]
        apps[0].get_functions()
        await asyncio.sleep(0)
        if report:
            silence.report_silence()

    with entered(read_project(folder, {}), values):
        asyncio.run(index())


class TestAnAppOfTheV2Model:
    def test_with_install_says_nothing(self, tmp_path: Path, warnings: list[str]) -> None:
        script = APP + "funcext_core.install(app)\n" + HELLO
        serve(tmp_path, script, FUNCEXT_PLUGINS="timer")
        assert list(warnings) == []

    def test_without_install(self, tmp_path: Path, warnings: list[str]) -> None:
        serve(tmp_path, APP + HELLO, FUNCEXT_PLUGINS="timer")
        assert list(warnings) == [f"FUNCEXT_PLUGINS=timer, but no plugin runs: {NO_INSTALL}"]

    def test_that_is_another_than_that_of_install(
        self, tmp_path: Path, warnings: list[str]
    ) -> None:
        files = {
            "other.py": HEAD + "def make():\n"
            "    app = func.FunctionApp()\n    funcext_core.install(app)\n    return app\n"
        }
        script = HEAD + "import other\nother.make()\napp = func.FunctionApp()\n" + HELLO
        serve(tmp_path, script, files, FUNCEXT_PLUGINS="timer")
        assert list(warnings) == [
            (
                "FUNCEXT_PLUGINS=timer, but no plugin runs: funcext_core.install() was called for "
                "another app object than the one in function_app.py: call it with the app that has "
                "the functions"
            )
        ]

    def test_that_a_factory_in_a_package_makes(self, tmp_path: Path, warnings: list[str]) -> None:
        files = {
            "shop/__init__.py": HEAD + "def make():\n"
            "    app = func.FunctionApp()\n    funcext_core.install(app)\n    return app\n"
        }
        serve(tmp_path, "import shop\napp = shop.make()\n" + HELLO, files, FUNCEXT_PLUGINS="timer")
        assert list(warnings) == []

    @pytest.mark.parametrize(
        "values", [{}, {"FUNCEXT_PLUGINS": " "}, {"FUNCEXT_PLUGINS": "x", "FUNCEXT_DISABLED": "1"}]
    )
    def test_that_selects_nothing(
        self, values: dict[str, str], tmp_path: Path, warnings: list[str]
    ) -> None:
        serve(tmp_path, APP + HELLO, None, report=False, **values)
        assert list(warnings) == []

    def test_with_an_extension_that_never_runs(self, tmp_path: Path, warnings: list[str]) -> None:
        serve(tmp_path, APP + EXTENSION + HELLO, PYTHON_ENABLE_WORKER_EXTENSIONS="1")
        where = "on this Python's worker" if sys.version_info >= (3, 13) else "here"
        assert list(warnings) == [
            f"worker extensions never run {where} (Counting), because {NO_INSTALL}"
        ]

    def test_with_an_extension_that_no_setting_enables(
        self, tmp_path: Path, warnings: list[str]
    ) -> None:
        # As the local host does, whatever the settings are.
        serve(tmp_path, APP + EXTENSION + HELLO, report=True)
        assert len(list(warnings)) == 1
        fix = "set PYTHON_ENABLE_WORKER_EXTENSIONS=1, and add funcext_core.install(app)"
        assert fix in next(iter(warnings))

    def test_with_an_extension_of_azures(self, tmp_path: Path, warnings: list[str]) -> None:
        serve(tmp_path, APP + OF_AZURE + HELLO, PYTHON_ENABLE_WORKER_EXTENSIONS="1")
        assert list(warnings) == []


def test_the_v1_model_without_instrument(
    tmp_path: Path, warnings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AzureWebJobsScriptRoot", str(tmp_path))
    monkeypatch.setenv("FUNCEXT_PLUGINS", "timer")
    monkeypatch.delitem(sys.modules, "funcext_core._worker.v1.app", raising=False)
    (tmp_path / "hello").mkdir()
    (tmp_path / "hello" / "function.json").write_text(json.dumps({"bindings": []}))
    (tmp_path / "hello" / "__init__.py").write_text("def main(req): ...\n")
    silence.report_silence()
    assert list(warnings) == [
        (
            "FUNCEXT_PLUGINS=timer, but no plugin runs: no script of the app calls funcext_core: "
            "put @funcext_core.instrument directly above the entry point of each function"
        )
    ]
    (tmp_path / "hello" / "__init__.py").write_text(
        "from funcext_core import instrument\n@instrument\ndef main(req): ...\n"
    )
    monkeypatch.setattr(silence, "_reported", Once())
    silence.report_silence()
    assert len(list(warnings)) == 1


def test_install_without_an_app_has_warned_already(tmp_path: Path, warnings: list[str]) -> None:
    serve(tmp_path, APP + "funcext_core.install()\n" + HELLO, FUNCEXT_PLUGINS="timer", report=True)
    (warning,) = list(warnings)
    assert warning.endswith("in function_app.py, write funcext_core.install(app)")
