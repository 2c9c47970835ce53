"""`funcext check`: what is wrong with an app, and the fix."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import json_option


if TYPE_CHECKING:
    from .checks.finding import Finding


_COLORS = {"error": "red", "warning": "yellow"}
_INDENT = 9
"""The width of the first column."""


@click.command()
@click.argument(
    "app_dir",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="[APP_DIR]",
)
@json_option
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(min=0.1),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="How long the import of the app may take.",
)
def check(app_dir: Path, seconds: float, *, as_json: bool) -> None:
    """Find what is wrong with the app in APP_DIR, by default the current folder.

    The files of the app are read, and it is imported and indexed as by Azure's worker, in a process
    of its own. Each finding is one line: what is wrong, where, and the fix.

    An error keeps the app, a plugin that somebody named, or a worker extension from running, here
    or once deployed; the exit code is then 1. Anything else is a warning.

    \b
    Examples:
      funcext check
      funcext check shop --json
    """  # noqa: D301 - \b keeps click from rewrapping the lines below it
    from .checks import check_app
    from .output import print_json

    findings = check_app(app_dir, seconds=seconds)
    if as_json:
        print_json({"findings": [finding.facts for finding in findings]})
    else:
        _print(findings, app_dir)
    if any(finding.severity == "error" for finding in findings):
        raise SystemExit(1)


def _print(findings: Sequence[Finding], app_dir: Path) -> None:
    color = False if "NO_COLOR" in os.environ else None  # None: if it is a terminal
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for finding in findings:
        severity = click.style(finding.severity.ljust(_INDENT), fg=_COLORS[finding.severity])
        click.echo(severity + wrapped(_sentence(finding), width), color=color)
    click.echo(_summary(findings, app_dir))


def _sentence(finding: Finding) -> str:
    place = f"{finding.place}: " if finding.place else ""
    return f"{place}{finding.message}: {finding.fix} [{finding.code}]"


def wrapped(text: str, width: int) -> str:
    """Return text below the second column of a terminal; in one line if it goes anywhere else."""
    if width < 4 * _INDENT:
        return text
    lines = textwrap.wrap(text, width - _INDENT, break_long_words=False, break_on_hyphens=False)
    return f"\n{' ' * _INDENT}".join(lines)


def _summary(findings: Sequence[Finding], app_dir: Path) -> str:
    if not findings:
        return f"{app_dir}: nothing to report"
    errors = sum(finding.severity == "error" for finding in findings)
    counts = ((errors, "error"), (len(findings) - errors, "warning"))
    return ", ".join(
        f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count
    )
