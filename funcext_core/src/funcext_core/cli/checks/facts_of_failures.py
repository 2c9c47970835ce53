"""Facts about an exception that ended the import or the indexing of an app."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from funcext_core._engine.errors import ScriptError
from funcext_core._foreign import cause_of, text_of, traceback_of, type_name
from funcext_core.errors import FuncextError, LoadError

from .report import Raised


_NOT_OF_THE_APP = frozenset({"site-packages", "dist-packages", ".python_packages"})


def raised(error: BaseException, directory: Path) -> Raised:
    """Return the facts about an exception.

    Args:
        error: the error of the engine, or whatever else was raised.
        directory: the app's folder.
    """
    cause = cause_of(error) if isinstance(error, ScriptError) else None
    origin = error if cause is None else cause
    file, line = _place(origin, directory)
    return {
        "kind": _kind(error),
        "type": type_name(origin),
        "text": text_of(origin),
        "module": _missing_module(origin),
        "environment": _is_of_environment(origin),
        "file": file,
        "line": line,
    }


def _kind(error: BaseException) -> str:
    if isinstance(error, LoadError):
        return "load"
    if isinstance(error, ScriptError) or not isinstance(error, FuncextError):
        return "script"
    return "app"


def _missing_module(error: BaseException) -> str:
    name = error.name if isinstance(error, ModuleNotFoundError) else None
    return name if isinstance(name, str) else ""


def _place(error: BaseException, directory: Path) -> tuple[str, int]:
    """Return the place of a mistake in the syntax, or the innermost line of the app."""
    if isinstance(error, SyntaxError) and error.filename:
        return str(error.filename), error.lineno or 1
    lines = [
        (frame.tb_frame.f_code.co_filename, frame.tb_lineno)
        for frame in _frames(error)
        if is_of_app(frame.tb_frame.f_code.co_filename, directory)
    ]
    return lines[-1] if lines else ("", 0)


def _frames(error: BaseException) -> Iterator[TracebackType]:
    traceback = traceback_of(error)
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


def is_of_app(file: str, directory: Path) -> bool:
    """Return whether a file is the app's own, not one of an installed package."""
    path = Path(file)
    return directory in path.parents and _NOT_OF_THE_APP.isdisjoint(path.parts)


def _is_of_environment(error: BaseException) -> bool:
    """Return whether it was `os.environ` that lacks a key."""
    if not isinstance(error, KeyError):
        return False
    lookup = type(os.environ).__getitem__.__code__
    return any(frame.tb_frame.f_code is lookup for frame in _frames(error))
