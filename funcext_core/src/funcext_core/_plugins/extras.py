"""The packages that an extra of a distribution requires, and those that are not installed.

A plugin with the name of one of its distribution's extras needs what the extra requires. Import it
only for such a plugin, and only to scan.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator

from funcext_core._settings.names import canonical_distribution


Requirements = Callable[[str], "Iterable[str] | None"]
"""The requirements of a distribution, by its name, as its metadata has them; None if it is not
installed."""

_REQUIREMENT = re.compile(r"\s*([\w.-]+)\s*(?:\[([^]]*)])?[^;]*(?:;(.*))?", re.ASCII | re.DOTALL)
_CLAUSE = re.compile(r"""[\s(]*(\w+)\s*(==|!=|<=|>=|<|>)\s*["']([^"']*)["'][\s)]*""", re.ASCII)


def missing(requirements: Requirements, distribution: str, extra: str) -> list[str]:
    """Return the distributions that an extra requires and that are not installed, by name.

    The extras that these require of others count, too: those of ``PyJWT[crypto]``.

    Args:
        requirements: what is installed.
        distribution: the name of the distribution that has the extra.
        extra: the extra's name.
    """
    found: dict[str, None] = {}
    pending = [(distribution, extra)]
    seen = set(pending)
    while pending:
        owner, wanted = pending.pop()
        for name, extras in _required(requirements(owner) or (), wanted):
            if requirements(name) is None:
                found.setdefault(name)
            further = {(name, other) for other in extras} - seen
            seen |= further
            pending += sorted(further)
    return sorted(found)


def _required(requirements: Iterable[str], extra: str) -> Iterator[tuple[str, list[str]]]:
    """Yield name and extras of what an extra requires on this Python."""
    for requirement in requirements:
        match = _REQUIREMENT.match(requirement)
        if match is not None and _is_of(match[3] or "", extra):
            yield match[1], [canonical_distribution(name) for name in _names(match[2] or "")]


def _names(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, text.split(",")))


def _is_of(marker: str, extra: str) -> bool:
    """Return whether a requirement with this marker is one of the extra, on this Python.

    A marker that this cannot read says no: the plugin's import has the last word.
    """
    clauses = [_CLAUSE.fullmatch(clause) for clause in re.split(r"\band\b", marker)]
    of_extra = False
    for clause in clauses:
        if clause is None:
            return False
        variable, operator, value = clause.groups()
        if variable == "extra":
            of_extra = operator == "==" and canonical_distribution(value) == extra
        elif not _holds(variable, operator, value):
            return False
    return of_extra


def _holds(variable: str, operator: str, value: str) -> bool:
    if variable == "python_version" and value.replace(".", "").isdigit():
        here = sys.version_info[:2]
        version = tuple(map(int, value.split(".")))
        return _compare(operator, (here > version) - (here < version))
    here_text = {"sys_platform": sys.platform, "os_name": os.name}.get(variable)
    return (operator == "==" and here_text == value) or (
        operator == "!=" and here_text not in (None, value)
    )


def _compare(operator: str, sign: int) -> bool:
    """Return whether a comparison holds, by the sign of the difference."""
    return (
        sign
        in {"==": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}[operator]
    )
