"""The findings of a battery about a plugin, and the report of them."""

from __future__ import annotations

from collections.abc import Iterable

import attrs


@attrs.frozen
class Finding:
    """One thing that a plugin should not do."""

    subject: str
    """The hook, or another part of the plugin."""
    situation: str
    """Where it was found, such as ``around a sync HTTP function``."""
    problem: str
    """A sentence without its full stop."""
    fix: str = ""
    """The thing to do, without a full stop; empty if the problem says it."""


def report(plugin: str, findings: Iterable[Finding]) -> str:
    """Return the report of a battery: what was found, where, and what to do.

    A problem that was found in several situations is listed once.
    """
    alike: dict[tuple[str, str, str], list[str]] = {}
    for finding in findings:
        situations = alike.setdefault((finding.subject, finding.problem, finding.fix), [])
        if finding.situation not in situations:
            situations.append(finding.situation)
    count = "1 finding" if len(alike) == 1 else f"{len(alike)} findings"
    lines = [f"plugin {plugin!r} does not conform: {count}"]
    for number, ((subject, problem, fix), situations) in enumerate(alike.items(), start=1):
        lines += [
            "",
            f"{number}. {subject}, {_shown(situations)}",
            f"   {problem}",
        ]
        if fix:
            lines.append(f"   fix: {fix}")
    return "\n".join(lines)


def _shown(situations: list[str]) -> str:
    more = len(situations) - 1
    if not more:
        return situations[0]
    return f"{situations[0]}, and in {more} more situation{'s' if more > 1 else ''}"
