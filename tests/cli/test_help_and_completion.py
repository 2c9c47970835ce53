"""The help of every command, completion, colors, and `python -m funcext_core`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cli.app_folders import APP, write_app
from funcext_core.cli import main


WITHOUT_JSON = {"completion", "run", "new"}
"""The commands that report nothing."""


def commands() -> list[str]:
    return sorted(main.commands)


def words() -> Iterator[str]:
    """Yield the words of each command: those of a group's commands, not of the group."""
    for name in commands():
        command = main.commands[name]
        if isinstance(command, click.Group):
            yield from (f"{name} {inner}" for inner in command.commands)
        else:
            yield name


@pytest.mark.parametrize("command", [*words()])
def test_a_command_has_examples_in_its_help(command: str) -> None:
    done = CliRunner().invoke(main, [*command.split(), "--help"], terminal_width=80)
    assert done.exit_code == 0
    if command != "run":
        assert max(map(len, done.output.splitlines())) <= 80
        assert "Example" in done.output
        assert f"  funcext {command}" in done.output or command == "doctor"


@pytest.mark.parametrize("name", sorted(set(commands()) - WITHOUT_JSON))
def test_a_command_that_reports_has_json(name: str) -> None:
    assert any("--json" in parameter.opts for parameter in main.commands[name].params)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_one_that_its_shell_takes(shell: str) -> None:
    done = CliRunner().invoke(main, ["completion", shell])
    assert done.exit_code == 0
    assert f"_FUNCEXT_COMPLETE={shell}_complete" in done.output
    program = shutil.which(shell)
    if program is not None:
        checked = subprocess.run([program, "-n"], input=done.output, text=True, check=False)
        assert checked.returncode == 0


def test_another_shell_is_one_sentence() -> None:
    done = CliRunner().invoke(main, ["completion", "tcsh"])
    assert done.exit_code == 2
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish'" in done.stderr


def test_in_a_pipe_there_is_json_alone_whatever_the_app_prints(tmp_path: Path) -> None:
    script = "import os, sys\nprint('A')\nprint('B', file=sys.__stdout__)\nos.system('echo C')\n"
    folder = write_app(tmp_path / "app", script + APP)
    done = subprocess.run(
        [sys.executable, "-m", "funcext_core", "plugins", str(folder), "--json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["app"] == str(folder)
    assert sorted(done.stderr.split()) == ["A", "B", "C"]


@pytest.mark.parametrize("name", ["plugins", "explain", "settings", "lock"])
def test_a_folder_that_is_not_there_is_one_sentence(name: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [name, str(tmp_path / "nowhere")])
    assert done.exit_code == 2
    assert "does not exist" in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize("name", ["plugins", "settings", "lock"])
def test_settings_that_cannot_be_read_are_one_sentence(name: str, tmp_path: Path) -> None:
    folder = write_app(tmp_path / "app", files={"local.settings.json": json.dumps({"Values": 1})})
    done = CliRunner().invoke(main, [name, str(folder)])
    assert done.exit_code == 1
    assert "Values in" in done.output
    assert isinstance(done.exception, SystemExit)
