"""Public names say since when they exist, in a form that tools and readers know."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

import funcext_core
from funcext_core import errors, hooks, testing


MODULES = (funcext_core, hooks, errors, testing)
DIRECTIVE = re.compile(r"^ *(\.\. *version\w*.*)$", re.MULTILINE)
VALID = re.compile(r"\.\. version(?:added:: \d+\.\d+\.\d+|changed:: \d+\.\d+\.\d+ \S.*)")


def directives(docstring: str) -> list[str]:
    """Return the lines of a docstring that name a version."""
    return DIRECTIVE.findall(docstring)


def documented() -> Iterator[tuple[str, str]]:
    """Yield the public names, and the public members of classes, with their docstrings."""
    for module in MODULES:
        for name in public_names(module):
            public = getattr(module, name)
            yield f"{module.__name__}.{name}", inspect.getdoc(public) or ""
            for member, value in vars(public).items() if inspect.isclass(public) else ():
                if not member.startswith("_"):
                    yield f"{module.__name__}.{name}.{member}", inspect.getdoc(value) or ""


def public_names(module: ModuleType) -> list[str]:
    """Return the names of a public module: its `__all__`, its hooks, or its errors."""
    if module is hooks:
        return list(hooks.ARGUMENTS)
    if module is errors:
        return [name for name, value in vars(errors).items() if inspect.isclass(value)]
    return list(module.__all__)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_public_module_says_since_when_its_names_exist(module: ModuleType) -> None:
    assert directives(module.__doc__ or "") == [".. versionadded:: 0.1.0"]


def test_a_version_of_a_public_name_is_in_a_known_form() -> None:
    names = dict(documented())
    invalid = {
        name: found
        for name, docstring in names.items()
        if (found := [line for line in directives(docstring) if not VALID.fullmatch(line)])
    }

    assert names.keys() >= {"funcext_core.use", "funcext_core.PluginHost.unregister"}
    assert invalid == {}


@pytest.mark.parametrize(
    ("line", "valid"),
    [
        (".. versionadded:: 0.2.0", True),
        (".. versionchanged:: 0.2.0 Takes `attempt`, too.", True),
        (".. versionadded:: 0.2", False),
        (".. versionadded: 0.2.0", False),
        (".. versionchanged:: 0.2.0", False),
        ("..versionadded:: 0.2.0", False),
    ],
)
def test_a_valid_form(line: str, valid: bool) -> None:
    (found,) = directives(f"Run it.\n\n    {line}\n")

    assert bool(VALID.fullmatch(found)) is valid
