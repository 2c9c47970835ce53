"""The types that plugin authors see: mypy accepts correct code and reports mistakes."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import azure.functions as func
import pytest

from funcext_core._plugins.implementations import implementations


CASES = Path(__file__).parent / "typing"
IGNORE = re.compile(r"  # type: ignore\[([a-z-, ]+)\]$")
ERROR = re.compile(r"(.+\.py):(\d+): error: .*\[([a-z-]+)\]$")


class Found(NamedTuple):
    """An error at one line of a file."""

    file: str
    line: int
    code: str


class Checked(NamedTuple):
    """The errors that mypy found, and those that it should find."""

    found: set[Found]
    expected: set[Found]
    output: str


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The errors that strict mypy finds in the cases without their `type: ignore` comments."""
    folder = tmp_path_factory.mktemp("typing")
    expected: set[Found] = set()
    for file in sorted(CASES.glob("*.py")):
        lines = file.read_text("utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            for codes in IGNORE.findall(line):
                expected.update(Found(file.name, number, code) for code in codes.split(", "))
        bare = "\n".join(IGNORE.sub("", line) for line in lines)
        (folder / file.name).write_text(bare, "utf-8")
    # One run for all cases, because checking the SDK takes most of the time.
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--config-file=", "--hide-error-context"),
            *(f"--cache-dir={folder / 'cache'}", str(folder)),
        ],
        capture_output=True,
        check=False,
        text=True,
    )
    assert not done.stderr, done.stderr
    errors = [error for line in done.stdout.splitlines() if (error := ERROR.match(line))]
    found = {Found(Path(error[1]).name, int(error[2]), error[3]) for error in errors}
    return Checked(found, expected, done.stdout)


def test_correct_code_passes(checked: Checked) -> None:
    assert [error for error in checked.found if error.file == "plugins_ok.py"] == [], checked.output


def test_mistakes_are_reported_on_their_lines(checked: Checked) -> None:
    assert len(checked.expected) > 10
    assert checked.found == checked.expected, checked.output


def test_correct_code_loads() -> None:
    names = runpy.run_path(str(CASES / "plugins_ok.py"))
    for cls in names["PLUGINS"]:
        assert implementations(cls(), "x"), cls
    module = ModuleType("plugins_ok")
    vars(module).update(names)
    assert [found.hook for found in implementations(module, "x")] == ["post_load"]
    app: func.FunctionApp = names["make_app"]()
    assert len(app.get_functions()) == 1
