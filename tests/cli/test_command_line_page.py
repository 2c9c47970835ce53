"""The page on the command line: its commands print what it shows."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.app_folders import write_app
from funcext_core.cli import main
from project import markdown
from repository import ROOT


PAGE = ROOT / "docs" / "command-line.md"
SESSIONS = markdown.blocks(PAGE, "console")


@pytest.mark.parametrize("session", SESSIONS, ids=[text.splitlines()[0] for text in SESSIONS])
def test_a_command_prints_what_the_page_shows(
    session: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = markdown.block(PAGE, "python", "# shop/function_app.py")
    values = markdown.block(PAGE, "json", "FUNCEXT_PLUGINS")
    write_app(tmp_path / "shop", script, files={"local.settings.json": values})
    monkeypatch.chdir(tmp_path)
    command, shown = session.split("\n", 1)
    program, *words = shlex.split(command.removeprefix("$ "))
    assert program == "funcext"
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0
    printed = "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())
    # Other plugins may be installed, and are shown below the rest.
    rest, more, _ = shown.partition("...\n")
    assert printed.startswith(rest) if more else printed == shown


def test_every_command_is_on_the_page() -> None:
    text = PAGE.read_text("utf-8")
    missing = [name for name in main.commands if f"funcext {name}" not in text]
    assert missing == []
