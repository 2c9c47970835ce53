"""The types that plugin authors see: what is right passes mypy, what is wrong does not."""

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
    """What mypy had to say, and what it should say."""

    found: set[Found]
    expected: set[Found]
    said: str


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """What strict mypy finds in the cases, once their `type: ignore` are taken out."""
    folder = tmp_path_factory.mktemp("typing")
    expected: set[Found] = set()
    for file in sorted(CASES.glob("*.py")):
        lines = file.read_text("utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            for codes in IGNORE.findall(line):
                expected.update(Found(file.name, number, code) for code in codes.split(", "))
        bare = "\n".join(IGNORE.sub("", line) for line in lines)
        (folder / file.name).write_text(bare, "utf-8")
    # One run for all: what takes time is the SDK.
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--config-file=", "--hide-error-context"),
            *(f"--cache-dir={folder / 'cache'}", str(folder)),
        ],
        capture_output=True,
        check=False,
        text=True,
    )
    said = done.stdout
    assert not done.stderr, done.stderr
    errors = [each for line in said.splitlines() if (each := ERROR.match(line))]
    found = {Found(Path(each[1]).name, int(each[2]), each[3]) for each in errors}
    return Checked(found, expected, said)


def test_what_is_right_passes(checked: Checked) -> None:
    assert [each for each in checked.found if each.file == "plugins_ok.py"] == [], checked.said


def test_what_is_wrong_is_found_where_it_stands(checked: Checked) -> None:
    assert len(checked.expected) > 10
    assert checked.found == checked.expected, checked.said


def test_what_is_right_loads_too() -> None:
    names = runpy.run_path(str(CASES / "plugins_ok.py"))
    for cls in names["PLUGINS"]:
        assert implementations(cls(), "x"), cls
    module = ModuleType("plugins_ok")
    vars(module).update(names)
    assert [each.hook for each in implementations(module, "x")] == ["post_load"]
    app: func.FunctionApp = names["make_app"]()
    assert len(app.get_functions()) == 1
