"""CONTRIBUTING.md: its table leads everywhere, and to what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from project.markdown import rows
from repository import ROOT


PAGE = ROOT / "CONTRIBUTING.md"
PACKAGE = ROOT / "funcext_core" / "src" / "funcext_core"
TESTS = ROOT / "tests"

TABLE = rows(PAGE, "| to change | read | tests in |")


def named(cell: str) -> list[str]:
    """Return the paths in a cell."""
    return re.findall(r"`([\w./-]+)`", cell)


def is_in(path: str, *folders: Path) -> bool:
    return any((folder / path).exists() for folder in folders)


def inside(folder: Path) -> set[str]:
    """Return what is in a folder: modules, and folders of modules."""
    return {
        path.name
        for path in folder.iterdir()
        if path.suffix == ".py" or (path.is_dir() and any(path.rglob("*.py")))
    }


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_a_row_of_the_table_names_what_is_there(row: list[str]) -> None:
    _, read, tests = row
    assert named(read)
    assert named(tests)
    assert [path for path in named(read) if not is_in(path, PACKAGE, ROOT)] == []
    assert [path for path in named(tests) if not is_in(path, TESTS)] == []


def test_the_table_names_every_wing() -> None:
    read = {path.split("/")[0] for _, cell, _ in TABLE for path in named(cell)}
    assert inside(PACKAGE) - {"__init__.py"} - read == set()


def test_the_page_names_every_folder_of_tests() -> None:
    named_in_page = {path.split("/")[0] for path in named(PAGE.read_text("utf-8"))}
    folders = {name for name in inside(TESTS) if not name.endswith(".py")}
    assert folders - named_in_page == set()
