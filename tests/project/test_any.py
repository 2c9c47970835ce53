"""The uses of `Any` in funcext-core: no more than the tables below allow, and these only shrink.

An `Any` that a protocol, a type variable or `object` could replace hides mistakes from a type
checker. Some are needed in the adapters, where the SDK or a worker passes untyped objects.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from repository import ROOT


SOURCES = ROOT / "funcext_core" / "src" / "funcext_core"

ADAPTERS = {
    # The wrapper has the arguments and results of functions with any signature.
    "_worker/wrapper.py": 27,
    "_worker/v1/entry_point.py": 14,
    # The SDK's functions and bindings are untyped, and differ between its releases.
    "_worker/v2.py": 10,
    "_worker/v1/function_json.py": 2,
    "_worker/return_values.py": 1,
    # Objects of the workers' own classes.
    "_worker/v1/worker_driven.py": 13,
    "_worker/v1/hook_context.py": 4,
    "_worker/v1/app.py": 2,
    "_worker/generation.py": 1,
    "_worker/host_factory.py": 1,
    # Worker extensions take and return anything.
    "_worker/extensions/as_plugins.py": 10,
    "_worker/extensions/runner.py": 4,
    # Hooks may name the arguments of functions with any signature.
    "hooks.py": 6,
}
"""The files at the edge of the SDK, the workers and the app, each with its limit."""

ELSEWHERE = 134
"""The limit for all other files together."""

WITHOUT = ("_engine", "cli", "local", "testing", "errors.py")
"""The wings and modules that need no `Any`."""


def count(source: str) -> int:
    """Return the number of uses of `Any` in the source, without imports."""
    return sum(
        (isinstance(node, ast.Name) and node.id == "Any")
        or (isinstance(node, ast.Attribute) and node.attr == "Any")
        for node in ast.walk(ast.parse(source))
    )


def counts() -> dict[str, int]:
    """Return the number of uses of `Any` in each module of funcext-core."""
    return {
        path.relative_to(SOURCES).as_posix(): count(path.read_text("utf-8"))
        for path in sorted(SOURCES.rglob("*.py"))
    }


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from typing import Any", 0),
        ("def f(x: Any) -> dict[str, Any]: ...", 2),
        ("x: typing.Any", 1),
        ("x: object = any(y)", 0),
    ],
)
def test_what_counts(source: str, expected: int) -> None:
    assert count(source) == expected


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_an_adapter_stays_within_its_limit(adapter: str) -> None:
    assert 0 < count(Path(SOURCES, adapter).read_text("utf-8")) <= ADAPTERS[adapter]


def test_the_other_files_stay_within_their_limit() -> None:
    found = {path: number for path, number in counts().items() if path not in ADAPTERS and number}

    assert sum(found.values()) <= ELSEWHERE, found


def test_some_wings_need_none() -> None:
    found = {path: number for path, number in counts().items() if path.startswith(WITHOUT)}

    assert len(found) > len(WITHOUT)
    assert {path: number for path, number in found.items() if number} == {}
