"""`funcext lock` with capabilities, `--selected`, `--accept` and `--json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.app_folders import write_app
from distributions import Distributions
from funcext_core._plugins.lock import read_lock
from funcext_core.cli import main


OBSERVER = """\
from funcext_core import hookimpl

class Plugin:
    @hookimpl
    def post_invocation(self, value): ...
"""
ANSWERER = OBSERVER.replace("post_invocation(self, value)", "pre_invocation(self, invocation)")


def install(distributions: Distributions, name: str, source: str, version: str = "1.0") -> Path:
    """Install a distribution with one plugin of its name, and with a RECORD."""
    metadata = f"{name}-{version}.dist-info"
    return distributions.write_files(
        {
            f"{name}_plugin.py": source,
            f"{metadata}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            f"{metadata}/entry_points.txt": f"[funcext]\n{name} = {name}_plugin:Plugin\n",
            f"{metadata}/RECORD": f"{name}_plugin.py,sha256={hash(source)},1\n",
        }
    )


@pytest.fixture
def app(tmp_path: Path, distributions: Distributions) -> Path:
    """The folder of an app; two plugins are installed."""
    install(distributions, "audit", OBSERVER)
    install(distributions, "gate", ANSWERER)
    return write_app(tmp_path / "app", values={"FUNCEXT_PLUGINS": "audit"})


def lock(*words: object) -> Result:
    return CliRunner().invoke(main, ["lock", *map(str, words)])


def capabilities(app: Path) -> dict[str, tuple[str, ...] | None]:
    """Return what the lock grants the plugins of this test."""
    return {
        plugin.name: plugin.capabilities
        for plugin in read_lock(app / "funcext.lock")
        if plugin.name in ("audit", "gate")
    }


def test_a_lock_has_what_each_plugin_may_do(app: Path) -> None:
    done = lock(app)
    assert done.exit_code == 0
    assert capabilities(app) == {
        "audit": ("observes",),
        "gate": ("observes", "reads arguments", "changes arguments", "answers"),
    }
    assert "  audit  (audit 1.0)  may: observes\n" in done.stdout
    assert lock(app, "--check").exit_code == 0


def test_only_what_is_selected_is_locked_if_asked(app: Path) -> None:
    assert lock(app, "--selected").exit_code == 0
    assert [plugin.name for plugin in read_lock(app / "funcext.lock")] == ["audit"]
    assert lock(app, "--selected", "--check").exit_code == 0
    assert lock(app, "--check").exit_code == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "FUNCEXT_PLUGINS selects nothing"),
        ({"FUNCEXT_PLUGINS": "nobodys"}, "plugin 'nobodys' is not installed"),
    ],
    ids=["nothing", "not installed"],
)
def test_a_selection_that_cannot_be_locked_is_one_sentence(
    values: dict[str, str], said: str, tmp_path: Path, app: Path
) -> None:
    done = lock(write_app(tmp_path / "other", values=values), "--selected")
    assert done.exit_code == 1
    assert said in done.stderr
    assert "Traceback" not in done.output


class TestAnUpdateThatMayDoMore:
    @pytest.fixture
    def updated(self, app: Path, distributions: Distributions) -> Path:
        """The app with its lock, and a release of audit that answers."""
        assert lock(app).exit_code == 0
        install(distributions, "audit", ANSWERER, "2.0")
        return app

    SENTENCE = (
        "plugin 'audit' of audit 2.0 may do what the lock does not grant: reads arguments, "
        "changes arguments, answers\n"
    )

    def test_is_not_locked_without_accept(self, updated: Path) -> None:
        before = (updated / "funcext.lock").read_text("utf-8")
        done = lock(updated)
        assert done.exit_code == 1
        assert self.SENTENCE in done.stderr
        assert "accept it with 'funcext lock --accept'" in done.stderr
        assert (updated / "funcext.lock").read_text("utf-8") == before

    def test_fails_the_check(self, updated: Path) -> None:
        done = lock(updated, "--check")
        assert done.exit_code == 1
        assert self.SENTENCE in done.output
        assert "write it again with 'funcext lock --accept'" in done.output

    def test_is_locked_with_accept(self, updated: Path) -> None:
        assert lock(updated, "--accept").exit_code == 0
        assert capabilities(updated)["audit"] == capabilities(updated)["gate"]
        assert lock(updated, "--check").exit_code == 0

    def test_that_may_do_less_needs_no_accept(
        self, updated: Path, distributions: Distributions
    ) -> None:
        assert lock(updated, "--accept").exit_code == 0
        install(distributions, "gate", OBSERVER, "2.0")
        assert lock(updated).exit_code == 0
        assert capabilities(updated)["gate"] == ("observes",)


def test_a_new_plugin_needs_no_accept(app: Path, distributions: Distributions) -> None:
    assert lock(app).exit_code == 0
    install(distributions, "third", ANSWERER)
    assert lock(app).exit_code == 0


def test_what_cannot_be_imported_is_locked_without_capabilities(
    app: Path, distributions: Distributions
) -> None:
    install(distributions, "audit", "import nothing_of_the_kind\n", "3.0")
    done = lock(app)
    assert done.exit_code == 0
    assert "warning: plugin 'audit' of audit 3.0 cannot be imported" in done.stderr
    assert "it is locked without what it may do" in done.stderr
    assert capabilities(app)["audit"] is None
    assert "may: unknown" in done.stdout


def test_json_is_for_programs(app: Path) -> None:
    done = lock(app, "--json")
    content = json.loads(done.stdout)
    assert content["file"] == str(app / "funcext.lock")
    rows = {plugin["name"]: plugin for plugin in content["plugins"]}
    assert rows["audit"]["capabilities"] == ["observes"]
    assert json.loads(lock(app, "--check", "--json").stdout) == content


class TestAFolder:
    def test_that_is_no_app_is_refused(self, tmp_path: Path, app: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        done = lock(tmp_path / "elsewhere")
        assert done.exit_code == 1
        assert done.stderr == (
            f"Error: {tmp_path / 'elsewhere'} has neither host.json nor function_app.py, so it is "
            "not the folder of an app: give that folder, or with --file the path of the lock\n"
        )
        assert list((tmp_path / "elsewhere").iterdir()) == []

    def test_that_is_no_app_is_taken_with_file(self, tmp_path: Path, app: Path) -> None:
        assert lock(tmp_path, "--file", tmp_path / "my.lock").exit_code == 0
        assert (tmp_path / "my.lock").exists()

    def test_has_its_lock_where_its_settings_say(self, tmp_path: Path, app: Path) -> None:
        folder = write_app(tmp_path / "other", values={"FUNCEXT_LOCK": "prod.lock"})
        assert lock(folder).exit_code == 0
        assert (folder / "prod.lock").exists()

    def test_whose_settings_cannot_be_read_is_one_sentence(self, tmp_path: Path, app: Path) -> None:
        folder = write_app(tmp_path / "other", files={"local.settings.json": "{"})
        done = lock(folder)
        assert done.exit_code == 1
        assert "local.settings.json is not valid JSON" in done.stderr
        assert "Traceback" not in done.output


@pytest.mark.parametrize("words", [["--deep"], ["--check", "--accept"]])
def test_options_that_do_not_go_together_are_refused(words: list[str], app: Path) -> None:
    assert lock(app, *words).exit_code == 2
