"""The checks of `funcext check`: one module a subject, each check a function that yields findings.

Most read files alone, so they work for an app that cannot be imported. What only an import shows
comes from a process of its own (`indexing`), which the app may hang or end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from funcext_core._foreign import described

from . import (
    extensions,
    functions,
    hooks,
    host_json,
    importing,
    layout,
    local_settings,
    locking,
    python_version,
    requirements,
    routes,
    selection,
)
from .finding import Finding, warning
from .folder import AppFolder
from .indexing import DEFAULT_SECONDS, Index, index


Check = Callable[[AppFolder], Iterable[Finding]]

SUBJECTS = (
    layout,
    host_json,
    local_settings,
    python_version,
    requirements,
    importing,
    functions,
    routes,
    selection,
    locking,
    extensions,
    hooks,
)

CHECKS: tuple[Check, ...] = tuple(check for subject in SUBJECTS for check in subject.CHECKS)


def check_app(
    directory: Path, *, seconds: float = DEFAULT_SECONDS, index_by: Index | None = None
) -> list[Finding]:
    """Return what is wrong with the app in a folder, errors first.

    Args:
        directory: the app's folder.
        seconds: how long its import may take.
        index_by: indexes the app; by default in a new process.
    """
    by = index_by or partial(index, seconds=seconds)
    app = AppFolder(directory.resolve(), os.environ.copy(), by)
    found = dict.fromkeys(finding for check in CHECKS for finding in _contained(check, app))
    return sorted(found, key=_order)


def _contained(check: Check, app: AppFolder) -> Iterator[Finding]:
    """Run a check; one that fails on some unforeseen file does not keep the others from running."""
    try:
        yield from check(app)
    except Exception as error:  # noqa: BLE001 - a traceback would hide what the others find
        yield warning(
            "check-failed",
            f"the check {check.__module__.rpartition('.')[2]}.{check.__name__} failed: "
            f"{described(error)}",
            "report it to the developers of funcext",
        )


def _order(finding: Finding) -> tuple[bool, str, int, str]:
    return (finding.severity != "error", finding.file or "", finding.line or 0, finding.message)
