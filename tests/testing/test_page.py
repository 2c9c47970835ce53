"""The page about testing: its test file passes and is short, and it names everything public."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import funcext_core.testing
from project import markdown
from repository import ROOT
from testing.test_pytest_plugin import run_pytest


PAGE = ROOT / "docs" / "testing.md"
TUTORIAL = ROOT / "docs" / "write-a-plugin.md"


def test_every_public_name_is_on_the_page() -> None:
    text = re.sub(r"^```.*?^```$", "", PAGE.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    words = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`\n]+`", text))))
    assert set(funcext_core.testing.__all__) - words == set()


def test_the_test_file_passes(tmp_path: Path) -> None:
    modules = markdown.modules(PAGE)
    tmp_path.joinpath("shop.py").write_text(modules["shop"], "utf-8")
    ran = run_pytest(tmp_path, modules["test_shop"])
    assert ran.returncode == 0, ran.stdout
    assert "3 passed" in ran.stdout


def test_the_test_file_of_the_tutorial_passes(tmp_path: Path) -> None:
    modules = markdown.modules(TUTORIAL)
    tmp_path.joinpath("stopwatch_options.py").write_text(modules["stopwatch_options"], "utf-8")
    ran = run_pytest(tmp_path, modules["test_stopwatch"])
    assert ran.returncode == 0, ran.stdout
    assert "2 passed" in ran.stdout


@pytest.mark.parametrize(("module", "file"), [("shop", "shop.py"), ("test_shop", "shop_tests.py")])
def test_both_type_checkers_read_the_modules_as_they_are_on_the_page(
    module: str, file: str
) -> None:
    checked = ROOT / "tests" / "project" / "typing" / "page" / file
    assert checked.read_text("utf-8") == markdown.modules(PAGE)[module]


def test_the_test_file_has_fewer_than_fifteen_lines_of_code() -> None:
    lines = markdown.modules(PAGE)["test_shop"].splitlines()
    code = [line for line in lines if line.strip() and not line.startswith("#")]
    assert len(code) < 15
