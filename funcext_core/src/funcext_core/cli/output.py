"""The output of the commands: tables and texts for people, JSON for programs.

On a terminal, tables fit its width. In a pipe there is one line for each row, however long, and no
color; `NO_COLOR` turns colors off, too.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from funcext_core._foreign import escaped, one_line


if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


_STDOUT, _STDERR = 1, 2
_UNLIMITED = 10_000
"""The width where lines are not broken."""
_GAP = 3
"""The characters between two columns."""
_MOST_KEPT = 0.7
"""The largest share of the width for columns whose texts are not broken."""


@contextlib.contextmanager
def foreign_output() -> Iterator[None]:
    """Send what other people's code prints in the block to the error stream.

    That of programs that it starts, and of libraries that are not written in Python, too.
    """
    with contextlib.redirect_stdout(sys.stderr), _redirected(_STDOUT, _STDERR):
        yield


@contextlib.contextmanager
def _redirected(source: int, target: int) -> Iterator[None]:
    """Redirect one file descriptor to another for the block; leave one that is closed."""
    try:
        saved = os.dup(source)
    except OSError:
        yield
        return
    try:
        _flush()
        os.dup2(target, source)
        try:
            yield
        finally:
            _flush()
            os.dup2(saved, source)
    finally:
        os.close(saved)


def _flush() -> None:
    for stream in (sys.stdout, sys.__stdout__):
        if stream is not None:
            stream.flush()


def json_option(function: click.decorators.FC) -> click.decorators.FC:
    """Add ``--json`` to a command, as its argument `as_json`."""
    option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
    return option(function)


def print_json(content: object) -> None:
    """Print JSON, as UTF-8 text that any terminal can show."""
    click.echo(json.dumps(content, indent=2))


def width() -> int:
    """Return the width of the terminal; unlimited where the output is not one."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _UNLIMITED


def console() -> Console:
    """Return the console for the standard output."""
    from rich.console import Console

    # Names and values are other people's: nothing in them is markup.
    return Console(
        file=sys.stdout,
        width=width(),
        color_system=None if os.environ.get("NO_COLOR") else "auto",
        markup=False,
        highlight=False,
        emoji=False,
    )


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, keep: int = 1) -> Table:
    """Return a table.

    Args:
        columns: their titles.
        rows: the texts of the cells.
        keep: the number of columns, from the left, whose texts are not broken if there is room.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1))
    kept = sum(max(len(row[place]) for row in (columns, *rows)) + _GAP for place in range(keep))
    for place, heading in enumerate(columns):
        whole = place < keep and kept <= _MOST_KEPT * width()
        grid.add_column(heading, overflow="fold", no_wrap=whole)
    for row in rows:
        grid.add_row(*(Text(escaped(cell)) for cell in row))
    return grid


def escaped_lines(lines: Iterable[str]) -> str:
    """Return texts, each on a line of its own, without control characters."""
    return "\n".join(map(one_line, lines))


def title(text: str) -> None:
    """Print the title of a part of a report."""
    console().print(one_line(text), style="bold")


def warn(text: str) -> None:
    """Print a warning on the error stream."""
    click.echo(f"warning: {one_line(text)}", err=True)
