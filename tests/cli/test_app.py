"""An app as the commands see it: indexed, not started, and the process as before."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.app_folders import APP, HEAD, HELLO, INSTALL, TICK, write_app
from distributions import Distributions
from funcext_core import LoadError, hookimpl
from funcext_core._engine.errors import LocalHostError, ScriptError
from funcext_core.cli.app import AppSettings, indexed, is_root


class Observer:
    """A plugin that notes its hooks."""

    def __init__(self, calls: list[str]) -> None:
        self.calls = calls

    @hookimpl
    def app_start(self, app: object) -> None:
        self.calls.append("app_start")

    @hookimpl
    def app_stop(self, app: object) -> None:
        self.calls.append("app_stop")

    @hookimpl
    def post_load(self, function: object) -> None:
        self.calls.append("post_load")

    @hookimpl
    def pre_invocation(self, invocation: object) -> None:
        self.calls.append("pre_invocation")


@pytest.fixture
def calls(distributions: Distributions) -> list[str]:
    """The calls of the hooks of the installed plugin `observer`."""
    calls: list[str] = []
    distributions.add("observing", {"observer": Observer(calls)})
    return calls


def test_an_app_is_indexed_with_its_plugins_and_not_started(
    tmp_path: Path, calls: list[str]
) -> None:
    folder = write_app(tmp_path / "app", APP + TICK, {"FUNCEXT_PLUGINS": "observer"})
    with indexed(folder) as app:
        assert app.error is None
        assert app.model == "v2"
        assert [function.name for function in app.functions] == ["hello", "tick"]
        assert app.plugins is not None
        assert [plugin.name for plugin in app.plugins] == ["observer"]
        assert [layer["layers"] for layer in app.plugins.describe()["functions"]] == [
            ["observer"],
            ["observer"],
        ]
    assert calls == ["post_load", "post_load"]


def test_the_process_is_as_before(
    tmp_path: Path, calls: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    script = "import os\nimport beside\nprint('printed', os.getcwd())\n" + APP
    files = {"beside.py": "import os\nKEY = os.environ['KEY']\n"}
    folder = write_app(tmp_path / "app", script, {"FUNCEXT_PLUGINS": "observer", "KEY": "7"}, files)
    before = set(sys.modules), list(sys.path), dict(os.environ), Path.cwd()
    logger = logging.getLogger("funcext")
    state = logger.level, logger.propagate, list(logger.handlers)
    for _ in range(2):
        with indexed(folder) as app:
            assert app.error is None
            assert sys.modules["beside"].KEY == "7"
        assert set(sys.modules) - before[0] <= {name for name in sys.modules if "funcext" in name}
    assert (list(sys.path), dict(os.environ), Path.cwd()) == before[1:]
    assert (logger.level, logger.propagate, list(logger.handlers)) == state
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err == f"printed {folder}\n" * 2


def test_what_is_logged_is_kept(tmp_path: Path) -> None:
    folder = write_app(tmp_path / "app", values={"FUNCEXT_PLUGNS": "timer"})
    with indexed(folder) as app:
        texts = [record.getMessage() for record in app.records if record.levelno > logging.INFO]
    assert len(texts) == 1
    assert texts[0].startswith("FUNCEXT_PLUGNS is set, but nothing reads it")


@pytest.mark.parametrize(
    ("script", "kind", "text"),
    [
        ("1 / 0\n", ScriptError, "function_app.py cannot be imported: ZeroDivisionError"),
        ("raise SystemExit(3)\n", ScriptError, "function_app.py cannot be imported: SystemExit"),
        ("x = 1\n", LocalHostError, "function_app.py defines no function app"),
        (HEAD + "other = func.FunctionApp()\n", LocalHostError, "more than one top-level name"),
        ("", LocalHostError, "There is no function_app.py in"),
    ],
    ids=["raises", "exits", "no app", "two apps", "no script"],
)
def test_what_keeps_it_from_being_indexed_is_its_error(
    tmp_path: Path, script: str, kind: type[Exception], text: str
) -> None:
    with indexed(write_app(tmp_path / "app", script)) as app:
        assert type(app.error) is kind
        assert text in str(app.error)
        assert app.functions == ()


def test_a_load_error_of_a_plugin_is_its_error(tmp_path: Path) -> None:
    with indexed(write_app(tmp_path / "app", values={"FUNCEXT_PLUGINS": "nowhere"})) as app:
        assert isinstance(app.error, LoadError)
        assert app.plugins is None


def test_an_error_at_indexing_leaves_the_app_object(tmp_path: Path, calls: list[str]) -> None:
    script = HEAD + INSTALL + HELLO + HELLO
    with indexed(write_app(tmp_path / "app", script, {"FUNCEXT_PLUGINS": "observer"})) as app:
        assert "hello" in str(app.error)
        assert app.sdk_app is not None
        assert app.plugins is not None
        assert [plugin.name for plugin in app.plugins] == ["observer"]


def test_an_app_without_install_has_no_plugins(tmp_path: Path) -> None:
    with indexed(write_app(tmp_path / "app", HEAD + HELLO)) as app:
        assert app.error is None
        assert app.plugins is None


def test_an_app_of_the_v1_model(tmp_path: Path, calls: list[str]) -> None:
    binding = {"name": "req", "type": "httpTrigger", "direction": "in"}
    files = {
        "hello/function.json": json.dumps({"bindings": [binding]}),
        "hello/__init__.py": (
            "import funcext_core\n\n@funcext_core.instrument\ndef main(req): return 'Hello'\n"
        ),
    }
    folder = write_app(tmp_path / "app", "", {"FUNCEXT_PLUGINS": "observer"}, files)
    with indexed(folder) as app:
        assert app.model == "v1"
        assert app.error is None
        assert [function.name for function in app.functions] == ["hello"]
        assert app.plugins is not None
        assert [plugin.name for plugin in app.plugins] == ["observer"]


def test_the_environment_overrides_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUNCEXT_PLUGINS", "")
    monkeypatch.setenv("KEY", "of the shell")
    values = {"FUNCEXT_PLUGINS": "nowhere", "KEY": "of the file", "Other": "x"}
    with indexed(write_app(tmp_path / "app", values=values)) as app:
        assert app.error is None
        assert os.environ["KEY"] == "of the shell"
        assert app.settings.values["FUNCEXT_PLUGINS"] == ""
        assert app.settings.origin("funcext_plugins") == "environment"
        assert app.settings.origin("OTHER") == "local.settings.json"
        assert app.settings.origin("FUNCEXT_LOCK") is None
    assert os.environ["KEY"] == "of the shell"


def test_a_repr_shows_no_setting() -> None:
    assert "secret" not in repr(AppSettings({"KEY": "secret"}, {"KEY": "secret"}))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (write_app, True),
        (lambda folder: write_app(folder, "", files={"host.json": "{}"}), True),
        (lambda folder: folder.mkdir(), False),
    ],
    ids=["an app", "host.json alone", "empty"],
)
def test_a_folder_is_the_root_of_an_app(
    tmp_path: Path, make: Callable[[Path], object], expected: bool
) -> None:
    make(tmp_path / "app")
    assert is_root(tmp_path / "app") is expected
