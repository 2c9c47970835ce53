"""The table of what can go wrong: each row names a test that exists."""

from __future__ import annotations

import ast
import re

import pytest

from repository import ROOT


HOOKS = (ROOT / "docs" / "hooks.md").read_text("utf-8")
HEADING = "## What can go wrong, and what then happens"
SECTION = HOOKS.partition(HEADING)[2].partition("\n## ")[0]
ROWS = [line for line in SECTION.splitlines() if line.startswith("| ")][1:]


def test_there_are_rows() -> None:
    assert len(ROWS) >= 12


@pytest.mark.parametrize("row", ROWS)
def test_a_row_names_a_test_that_exists(row: str) -> None:
    (cell,) = re.findall(r"\| ([^|]*) \|$", row)
    named = re.findall(r"`(tests/[^:`]+\.py)::(\w+)`", cell)
    assert named, "the last column has the path of a test"
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        definitions = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        names = [node.name for node in ast.walk(tree) if isinstance(node, definitions)]
        assert name in names
        assert name.lower().startswith("test")
