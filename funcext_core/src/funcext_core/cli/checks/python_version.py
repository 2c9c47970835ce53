"""The version of Python, and the SDK that belongs to it."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterator, Mapping
from datetime import date

from .finding import Finding, error, warning
from .folder import AppFolder


_SUPPORTED_UNTIL: Mapping[tuple[int, int], date] = {
    (3, 10): date(2026, 10, 31),
    (3, 11): date(2027, 10, 31),
    (3, 12): date(2028, 10, 31),
    (3, 13): date(2029, 10, 31),
    (3, 14): date(2030, 10, 31),
}
"""The last day on which Azure Functions supports a version."""

_LIBRARY_RUNTIME = (3, 13)
"""The first version of Python whose worker takes version 2 of the SDK, and nothing else."""
_SDK = "azure-functions"
_CLAUSE = re.compile(r"(===|==|~=|!=|<=|>=|<|>)\s*(\d+)((?:\.\d+)*)")


def support(app: AppFolder) -> Iterator[Finding]:
    """Find a version of Python that Azure Functions does not, or no longer, support."""
    yield from support_on(app.python, date.today())  # noqa: DTZ011 - a day more or less is the same


def support_on(python: tuple[int, int], today: date) -> Iterator[Finding]:
    """Find a version of Python without support on a day.

    Args:
        python: the version.
        today: the day.
    """
    shown, newest = "{}.{}".format(*python), "{}.{}".format(*max(_SUPPORTED_UNTIL))
    until = _SUPPORTED_UNTIL.get(python)
    if python > max(_SUPPORTED_UNTIL):
        yield warning(
            "python-version",
            f"this is Python {shown}, and the newest that Azure Functions offers is {newest}",
            f"use Python {newest}, or make sure that your plan has {shown}",
        )
    elif until is None or today > until:
        ended = "" if until is None else f" on {until.isoformat()}"
        yield warning(
            "python-version",
            f"the support of Azure Functions for Python {shown} has ended{ended}",
            f"move the app to a later version, such as {newest}",
        )


def sdk(app: AppFolder) -> Iterator[Finding]:
    """Find an SDK that is not for this version of Python."""
    wanted = 2 if app.python >= _LIBRARY_RUNTIME else 1
    shown = "{}.{}".format(*app.python)
    required = None if app.requirements is None else app.requirements.find(_SDK)
    if required is not None and not allows(required.versions, wanted):
        yield error(
            "sdk-version",
            f"'{_SDK}{required.versions}' is not for Python {shown}, whose worker needs version "
            f"{wanted} of it",
            f"write '{_SDK}>={wanted},<{wanted + 1}', or use Python "
            f"{'3.12 or earlier' if wanted == 2 else '3.13 or later'}",  # noqa: PLR2004 - as above
            required.at,
        )
        return
    installed = _installed()
    if installed is not None and installed != wanted:
        yield error(
            "sdk-version",
            f"version {installed} of '{_SDK}' is installed, and the worker of Python {shown} needs "
            f"version {wanted}",
            f"install it: pip install '{_SDK}>={wanted},<{wanted + 1}'",
        )


def _installed() -> int | None:
    """Return the installed SDK's major version."""
    try:
        version = importlib.metadata.version(_SDK)
    except importlib.metadata.PackageNotFoundError:
        return None
    major = version.partition(".")[0]
    return int(major) if major.isdigit() else None


def allows(versions: str, major: int) -> bool:
    """Return whether version specifiers allow some release of a major version.

    Args:
        versions: the specifiers, such as ``>=1.2,<2``.
        major: the major version.
    """
    return all(
        _allows(op, int(first), rest, major) for op, first, rest in _CLAUSE.findall(versions)
    )


def _allows(op: str, first: int, rest: str, major: int) -> bool:
    if op in ("==", "===", "~="):
        return first == major
    if op == "<":
        return first > major or (first == major and any(map(int, filter(None, rest.split(".")))))
    if op == "<=":
        return first >= major
    if op in (">", ">="):
        return first <= major
    return True


CHECKS = (support, sdk)
