"""The results of the benchmarks, as tables for a terminal, as Markdown and as JSON."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import attrs

from .timing import Ratio, Times


@attrs.frozen
class Table:
    """A table; every cell is text."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@attrs.frozen
class Result:
    """The result of one section."""

    section: str
    tables: tuple[Table, ...] = ()
    ratios: Mapping[str, Ratio] = attrs.field(factory=dict)
    """The figures that have bounds, by key."""
    times: Mapping[str, Times] = attrs.field(factory=dict)
    """The measured times, by key."""
    missing: str = ""
    """The reason why the section, or a part of it, was not measured."""


PACKAGES = (
    "azure-functions",
    "azure-functions-runtime",
    "attrs",
    "pluggy",
    "importlib-metadata",
    "stevedore",
    "aws-lambda-powertools",
    "ddtrace",
    "dishka",
    "fastapi",
    "flask",
    "functions-framework",
    "uvicorn",
    "stamina",
    "tenacity",
)


def environment() -> dict[str, str]:
    """Return the environment of the figures: the interpreter, the machine, the packages."""
    found = {"Python": platform.python_version(), "machine": _machine()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}"


def microseconds(seconds: float) -> str:
    """Return a duration as ``1.23 µs``."""
    return f"{seconds * 1e6:.2f} µs"


def milliseconds(seconds: float) -> str:
    """Return a duration as ``1.2 ms``."""
    return f"{seconds * 1e3:.1f} ms"


def ratio(value: Ratio) -> str:
    """Return a ratio as ``0.31 (0.33)``: of the least times, and the median over the rounds."""
    return f"{_short(value.minimum)} ({_short(value.median)})"


def _short(value: float) -> str:
    return f"{value:.2f}" if abs(value) < _NO_FRACTION else f"{value:.0f}"


_NO_FRACTION = 100


def as_markdown(tables: Iterable[Table]) -> str:
    """Return the tables as Markdown, each with its title and note."""
    return "\n\n".join(map(_markdown, tables)) + "\n"


def _markdown(table: Table) -> str:
    widths = [max(map(len, column)) for column in zip(table.header, *table.rows, strict=True)]
    lines = [_line(table.header, widths), _line(["-" * width for width in widths], widths)]
    lines += [_line(row, widths) for row in table.rows]
    parts = [f"### {table.title}", "\n".join(lines), table.note]
    return "\n\n".join(part for part in parts if part)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def as_json(results: Iterable[Result]) -> str:
    """Return all results as JSON, with their environment."""
    content = {
        "environment": environment(),
        "sections": [_plain(result) for result in results],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _plain(result: Result) -> dict[str, Any]:
    return {
        "section": result.section,
        "missing": result.missing,
        "ratios": {key: attrs.asdict(value) for key, value in result.ratios.items()},
        "times": {
            key: {"minimum": times.minimum, "median": times.median, "taken": times.taken}
            for key, times in result.times.items()
        },
        "tables": [attrs.asdict(table) for table in result.tables],
    }


def print_tables(tables: Iterable[Table]) -> None:
    """Show the tables in a terminal."""
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.table import Table as RichTable  # noqa: PLC0415 - as above

    # Without a terminal, use a width that does not fold the tables.
    console = Console(width=None if sys.stdout.isatty() else 160)
    for table in tables:
        shown = RichTable(title=table.title, caption=table.note or None, title_justify="left")
        for index, name in enumerate(table.header):
            shown.add_column(name, justify="right" if index else "left")
        for row in table.rows:
            shown.add_row(*row)
        console.print(shown)
        console.print()


def insert(page: Path, parts: Mapping[str, str]) -> list[str]:
    """Write Markdown between a page's markers, ``<!-- begin NAME -->`` and ``<!-- end NAME -->``.

    Returns:
        The names without markers in the page.
    """
    text, missing = page.read_text("utf-8"), []
    for name, markdown in parts.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        before, _, rest = text.partition(begin)
        _, found, after = rest.partition(end)
        if found:
            text = f"{before}{begin}\n\n{markdown.strip()}\n\n{end}{after}"
        else:
            missing.append(name)
    page.write_text(text, "utf-8")
    return missing
