"""`funcext plugins`: what runs, what does not, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import attrs
import pytest
from click.testing import CliRunner, Result

from cli.app_folders import APP, HEAD, HELLO, INSTALL, TICK, write_app
from distributions import Distributions
from funcext_core import Invocation, Outcome, Secret, hookimpl
from funcext_core.cli import main


@attrs.define
class Gate:
    """A guard."""

    on_error = "fail"

    token: Annotated[str, Secret] = "xyzzy"
    limit: int = 10

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None: ...


class Watch:
    triggers = "timerTrigger"

    @hookimpl
    async def post_invocation(self, outcome: Outcome) -> None: ...


EXTENSION = """
class Counting(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args={}, *args, **kwargs): ...
"""


@pytest.fixture(autouse=True)
def _installed(distributions: Distributions) -> None:
    distributions.add("my-gate", {"gate": Gate, "watch": Watch}, version="2.1")


def plugins(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["plugins", str(folder), *options])


def report(folder: Path, code: int = 0) -> Any:
    """Return the report on an app as JSON, after checking the exit code."""
    done = plugins(folder, "--json")
    assert done.exit_code == code, done.output
    return json.loads(done.stdout)


GATE = {"FUNCEXT_PLUGINS": "gate,watch", "FUNCEXT_GATE__LIMIT": "7", "FUNCEXT_GATE__TOKEN": "plugh"}


class TestAnApp:
    def test_has_its_plugins_in_layer_order(self, tmp_path: Path) -> None:
        folder = write_app(tmp_path / "app", APP + TICK, GATE)
        content = report(folder)
        assert content["app"] == str(folder)
        assert content["problem"] is None
        assert content["missing"] == {}
        gate, watch = content["plugins"]
        assert gate == {
            "name": "gate",
            "distribution": "my-gate 2.1",
            "origin": "setting",
            "guard": True,
            "functions": [],
            "triggers": [],
            "around": ["hello", "tick"],
            "hooks": [
                {
                    "name": "pre_invocation",
                    "kind": "sync",
                    "may": ["observes", "reads arguments", "changes arguments", "answers"],
                    "provides": None,
                }
            ],
            "options": [
                {
                    "name": "TOKEN",
                    "setting": "FUNCEXT_GATE__TOKEN",
                    "value": "********",
                    "origin": "setting",
                    "place": "local.settings.json",
                },
                {
                    "name": "LIMIT",
                    "setting": "FUNCEXT_GATE__LIMIT",
                    "value": "7",
                    "origin": "setting",
                    "place": "local.settings.json",
                },
            ],
        }
        assert (watch["around"], watch["triggers"]) == (["tick"], ["timertrigger"])
        assert [hook["kind"] for hook in watch["hooks"]] == ["async"]

    def test_in_words_shows_no_secret(self, tmp_path: Path) -> None:
        done = plugins(write_app(tmp_path / "app", APP + TICK, GATE))
        assert done.exit_code == 0
        assert "2 plugins, outermost first" in done.output
        rows = [line.split() for line in done.output.splitlines()]
        assert ["1", "gate", "my-gate", "2.1", "guard", "FUNCEXT_PLUGINS", "hello,", "tick"] in rows
        assert ["2", "watch", "my-gate", "2.1", "FUNCEXT_PLUGINS", "tick"] in rows
        assert ["FUNCEXT_GATE__TOKEN", "********", "setting,", "local.settings.json"] in rows
        assert "plugh" not in done.output
        assert "\x1b" not in done.output

    def test_has_the_options_that_its_code_gives(self, tmp_path: Path) -> None:
        files = {
            "gates.py": "import attrs, funcext_core\n\n@attrs.define\nclass Own:\n"
            "    limit: int = 1\n\n    @funcext_core.hookimpl\n"
            "    def post_invocation(self, value): ...\n"
        }
        script = HEAD + "from gates import Own\n"
        script += "plugins = funcext_core.install(app, plugins=[Own(limit=5)])\n" + HELLO
        (plugin,) = report(write_app(tmp_path / "app", script, {}, files))["plugins"]
        assert (plugin["name"], plugin["origin"], plugin["distribution"]) == (
            "own",
            "install",
            None,
        )
        assert plugin["options"] == [
            {
                "name": "LIMIT",
                "setting": "FUNCEXT_OWN__LIMIT",
                "value": "5",
                "origin": "code",
                "place": None,
            }
        ]

    def test_has_the_options_of_settings_in_its_code(self, tmp_path: Path) -> None:
        given = '{"FUNCEXT_PLUGINS": "gate", "FUNCEXT_GATE__LIMIT": "3"}'
        script = HEAD + f"funcext_core.install(app, settings={given})\n" + HELLO
        (plugin,) = report(write_app(tmp_path / "app", script))["plugins"]
        token, limit = plugin["options"]
        assert (token["origin"], token["place"]) == ("default", None)
        assert (limit["value"], limit["origin"], limit["place"]) == ("3", "setting", "code")

    def test_lists_what_is_installed_and_not_enabled(self, tmp_path: Path) -> None:
        content = report(write_app(tmp_path / "app", values={"FUNCEXT_PLUGINS": "gate"}))
        assert {
            "name": "watch",
            "distribution": "my-gate",
            "version": "2.1",
            "needs": None,
        } in content["installed"]
        done = plugins(write_app(tmp_path / "app", values={"FUNCEXT_PLUGINS": "gate"}))
        assert "Installed, not enabled" in done.output

    def test_without_a_selection_is_fine(self, tmp_path: Path) -> None:
        content = report(write_app(tmp_path / "app"))
        assert (content["plugins"], content["problem"]) == ([], None)
        assert "No plugin is enabled" in plugins(tmp_path / "app").output


class TestAPluginThatCannotBeEnabled:
    @pytest.mark.parametrize(
        ("values", "name", "reason"),
        [
            ({"FUNCEXT_PLUGINS": "gate,nobodys"}, "nobodys", "is not installed: pip install"),
            (
                {"FUNCEXT_PLUGINS": "watch,gate", "FUNCEXT_GATE__LIMIT": "many"},
                "gate",
                "FUNCEXT_GATE__LIMIT=many: expected a whole number",
            ),
        ],
        ids=["not installed", "option"],
    )
    def test_is_named_with_the_reason(
        self, values: dict[str, str], name: str, reason: str, tmp_path: Path
    ) -> None:
        folder = write_app(tmp_path / "app", values=values)
        content = report(folder, 1)
        missing = content["missing"]
        assert isinstance(missing, dict)
        assert list(missing) == [name]
        assert reason in missing[name]
        # The others are shown all the same.
        assert len(content["plugins"]) == 1
        done = plugins(folder)
        assert done.exit_code == 1
        assert "Selected, and cannot be enabled" in done.output

    def test_that_is_skipped_is_named_too(self, tmp_path: Path) -> None:
        values = {
            "FUNCEXT_PLUGINS": "watch,nobodys",
            "FUNCEXT_ON_LOAD_ERROR": "skip",
            "FUNCEXT_NOBODYS__ON_ERROR": "log",
        }
        content = report(write_app(tmp_path / "app", values=values), 1)
        assert list(content["missing"]) == ["nobodys"]


class TestSilence:
    @pytest.mark.parametrize(
        ("script", "problem"),
        [
            (HEAD + HELLO, "no plugin runs: funcext_core.install() was never called: add"),
            ("1 / 0\n", "function_app.py cannot be imported: ZeroDivisionError"),
            ("", "There is no function_app.py in"),
        ],
        ids=["no install", "raises", "no script"],
    )
    def test_is_a_problem(self, script: str, problem: str, tmp_path: Path) -> None:
        folder = write_app(tmp_path / "app", script, {"FUNCEXT_PLUGINS": "gate"})
        content = report(folder, 1)
        assert str(content["problem"]).startswith(problem)
        done = plugins(folder)
        assert done.exit_code == 1
        assert f"Error: {problem}" in done.stderr
        assert "Traceback" not in done.output

    @pytest.mark.parametrize(
        ("values", "runs", "why"),
        [
            ({}, False, "never runs: set PYTHON_ENABLE_WORKER_EXTENSIONS=1"),
            ({"PYTHON_ENABLE_WORKER_EXTENSIONS": "1"}, True, "runs, as the outermost layer"),
        ],
        ids=["off", "on"],
    )
    def test_of_a_worker_extension(
        self, values: dict[str, str], runs: bool, why: str, tmp_path: Path
    ) -> None:
        script = HEAD + EXTENSION + INSTALL + HELLO
        content = report(write_app(tmp_path / "app", script, values))
        assert content["extensions"] == [{"name": "Counting", "runs": runs, "why": why}]


def test_a_setting_without_effect_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_app(tmp_path / "app", values=GATE, files={".env": "FUNCEXT_TRACE=1\n"})
    monkeypatch.setenv("FUNCEXT_PLUGINS", "")
    shadow, misplaced, *others = report(folder)["warnings"]
    assert shadow.startswith("FUNCEXT_PLUGINS is set but empty in this shell")
    assert misplaced.startswith("FUNCEXT_TRACE is in .env, where nothing reads it")
    assert len(others) == 2  # The options of the guard, which nothing reads.


class TestOutsideAnApp:
    def test_the_environment_selects(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FUNCEXT_PLUGINS", "gate,nobodys")
        content = report(tmp_path)
        assert content["app"] is None
        assert [plugin["name"] for plugin in content["plugins"]] == ["gate"]
        assert list(content["missing"]) == ["nobodys"]

    def test_a_setting_that_is_not_valid_is_one_sentence(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FUNCEXT_PLUGINS", '["gate"]')
        done = plugins(tmp_path)
        assert done.exit_code == 1
        assert done.stderr == (
            'Error: FUNCEXT_PLUGINS=["gate"]: the value is a JSON list: write gate\n'
        )


class TestTheTable:
    def test_has_no_color_in_a_pipe_or_with_no_color(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = write_app(tmp_path / "app", APP + TICK, GATE)
        assert "\x1b" not in plugins(folder).output
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert "\x1b[1m" in plugins(folder).output
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b" not in plugins(folder).output

    @pytest.mark.parametrize("width", [40, 80, 200])
    def test_fits_the_terminal(
        self, width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("funcext_core.cli.output.width", lambda: width)
        done = plugins(write_app(tmp_path / "app", APP + TICK, GATE))
        rows = [line for line in done.stdout.splitlines() if "To enable one" not in line]
        assert max(map(len, rows)) <= width
