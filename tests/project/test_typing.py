"""The types that plugin authors see: mypy accepts correct code and reports mistakes."""

from __future__ import annotations

import itertools
import random
import re
import runpy
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import azure.functions as func
import pytest

from funcext_core import hooks
from funcext_core._plugins.implementations import implementations
from repository import ROOT


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


EVERY_SUBSET = """\
from collections.abc import Callable, Generator, Mapping
from typing import Any
from azure.functions import Context, HttpRequest
from funcext_core._provides import Parameter
from funcext_core import App, Function, Invocation, Outcome, hookimpl
"""
RETURNED = {
    "around_invocation": ("Generator[None, Outcome, None]", "yield"),
    "provide": ("Callable[[], int] | None", "return None"),
}


def every_subset() -> str:
    """Return a module with methods and functions that take subsets of each hook's arguments.

    They are all subsets of up to two arguments, and some larger ones, each in one of its orders.
    """
    order = random.Random("any order")  # noqa: S311 - no secret
    source = [EVERY_SUBSET]
    for hook in hooks.ARGUMENTS:
        returned, body = RETURNED.get(hook, ("None", "pass"))
        for number, arguments in enumerate(subsets(hook)):
            of_method = ["self"] if number % 2 else []
            parameters = ", ".join(of_method + order.sample(arguments, len(arguments)))
            hook_source = f"@hookimpl\ndef {hook}({parameters}) -> {returned}:\n    {body}\n"
            in_class = f"class C{hook}{number}:\n{textwrap.indent(hook_source, '    ')}"
            in_function = f"def f{hook}{number}() -> None:\n{textwrap.indent(hook_source, '    ')}"
            source.append(in_class if of_method else in_function)
    return "\n".join(source)


def subsets(hook: str) -> Iterator[list[str]]:
    """Yield subsets of a hook's arguments, each as in a signature."""
    rows = [row for row in hooks.ARGUMENT_TABLE if hook in row[2]]
    arguments = [f"{name}: {kind}" for name, kind, *_ in rows]
    for size in range(len(arguments) + 1):
        found = map(list, itertools.combinations(arguments, size))
        yield from found if size <= 2 else itertools.islice(found, 0, None, 61)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The errors that strict mypy finds in the cases without their `type: ignore` comments."""
    folder = tmp_path_factory.mktemp("typing")
    expected: set[Found] = set()
    # Those in `page` are the modules on docs/testing.md.
    for file in sorted(CASES.rglob("*.py")):
        lines = file.read_text("utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            for codes in IGNORE.findall(line):
                expected.update(Found(file.name, number, code) for code in codes.split(", "))
        bare = "\n".join(IGNORE.sub("", line) for line in lines)
        (folder / file.name).write_text(bare, "utf-8")
    (folder / "every_subset.py").write_text(every_subset(), "utf-8")
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
    wrong = [error for error in checked.found if not error.file.endswith("_wrong.py")]

    assert wrong == [], checked.output


def test_mistakes_are_reported_on_their_lines(checked: Checked) -> None:
    assert len(checked.expected) > 10
    assert checked.found == checked.expected, checked.output


def test_correct_code_loads() -> None:
    names = runpy.run_path(str(CASES / "plugins_ok.py"))
    untyped = runpy.run_path(str(CASES / "plugins_untyped.py"))
    for cls in names["PLUGINS"] + untyped["PLUGINS"]:
        assert implementations(cls(), "x"), cls
    module = ModuleType("plugins_ok")
    vars(module).update(names)
    assert [found.hook for found in implementations(module, "x")] == ["post_load"]
    app: func.FunctionApp = names["make_app"]()
    assert len(app.get_functions()) == 1


def test_the_types_of_hooks_are_what_their_generator_prints() -> None:
    printed = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "hook_types.py")],
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    written = ROOT / "funcext_core" / "src" / "funcext_core" / "_hook_types.pyi"

    assert written.read_text(encoding="utf-8") == printed, "make signatures writes it again"
