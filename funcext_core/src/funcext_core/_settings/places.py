"""Patterns that name a function's file or module before it: `orders.py:get_*`, `shop.orders:*`."""

from __future__ import annotations

import os.path
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from .names import did_you_mean


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from funcext_core._model import Function


_NAMESPACE = "__app__."
"""The package in which both workers import the scripts of the v1 model."""


def covers(patterns: Sequence[str], function: Function) -> bool:
    """Return whether patterns cover a function; those that begin with `!` exclude."""
    wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
    unwanted = [pattern[1:] for pattern in patterns if pattern.startswith("!")]
    return not any(matches(pattern, function) for pattern in unwanted) and (
        not wanted or any(matches(pattern, function) for pattern in wanted)
    )


def matches(pattern: str, function: Function) -> bool:
    """Return whether a lower-case pattern, with or without a place, matches a function."""
    place, colon, name = pattern.rpartition(":")
    return fnmatchcase(function.name.lower(), name.strip()) and (
        not colon or _is_at(place.strip(), function)
    )


def hint(pattern: str, functions: Sequence[Function]) -> str:
    """Return the end of a sentence about a pattern that matches no function.

    Args:
        pattern: the pattern, with or without a place, in lower case.
        functions: the app's functions, at least one.
    """
    place, colon, name = (part.strip() for part in pattern.rpartition(":"))
    if not colon:
        if any(_is_at(name, function) for function in functions if _is_file(name)):
            return f"to name a file, write '{name}:*'"
        return did_you_mean(name, [function.name for function in functions])
    if not (place and name):
        return f"write '{place}:*'" if place else f"write {name!r}"
    found = [function.name for function in functions if _is_at(place, function)]
    if found:
        return did_you_mean(name, found)
    if _is_file(place):
        return f"none is in such a file; {did_you_mean(place, _files(functions))}"
    modules = {_module(function) for function in functions}
    return f"none is in such a module; {did_you_mean(place, modules - {''})}"


def _is_file(place: str) -> bool:
    """Return whether a place is a file; otherwise it is a module."""
    return place.endswith(".py") or "/" in place or "\\" in place


def _is_at(place: str, function: Function) -> bool:
    if not _is_file(place):
        return fnmatchcase(_module(function).lower(), place)
    # A pattern has whole names at the end of a path, with or without the folders above.
    path, end = _with_slashes(function.file.lower()), _with_slashes(place).removeprefix("./")
    return fnmatchcase(path, end) or fnmatchcase(path, f"*/{end}")


def _with_slashes(path: str) -> str:
    return path.replace("\\", "/")


def _module(function: Function) -> str:
    return function.module.removeprefix(_NAMESPACE)


def _files(functions: Iterable[Function]) -> set[str]:
    """Return the files of functions, without the folders that all have in common."""
    files = {function.file for function in functions} - {""}
    try:
        common = os.path.commonpath([os.path.dirname(file) for file in files])
    except ValueError:
        # There is none, or they are on several drives.
        return files
    return {_with_slashes(os.path.relpath(file, common)) for file in files}
