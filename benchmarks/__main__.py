"""The command: `python -m benchmarks --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from . import (
    ROOT,
    bounds,
    cold_start,
    growth,
    hot_path,
    in_place,
    local_host,
    memory,
    parameters,
    plots,
    plugins,
    repeats,
)
from .report import Result, Table, as_json, as_markdown, environment, insert, print_tables
from .timing import FULL, QUICK, Effort


PAGE = ROOT / "docs" / "performance.md"
ONE_RESULT: dict[str, Callable[[Effort], Result]] = {
    hot_path.SECTION: hot_path.run,
    parameters.SECTION: parameters.run,
    repeats.SECTION: repeats.run,
    plugins.SECTION: plugins.run,
    in_place.SECTION: in_place.run,
    local_host.SECTION: local_host.run,
    cold_start.SECTION: cold_start.run,
    memory.SECTION: memory.run,
}
# The sections by their names on the command line, which have no spaces.
SECTIONS = {section.replace(" ", "-"): section for section in bounds.SECTIONS}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and on request compare with the bounds; return the exit status."""
    options = _options(arguments)
    effort = QUICK if options.quick else FULL
    results = []
    for name in options.sections or SECTIONS:
        _log(f"measuring: {SECTIONS[name]}")
        results.append(_measured(SECTIONS[name], effort, draw=not options.no_plots))
    checked, missed = bounds.check(results, bounds.BOUNDS)
    tables = [_environment(), *(table for result in results for table in result.tables), checked]
    if options.json:
        print(as_json(results), end="")
    elif options.markdown:
        print(as_markdown(tables), end="")
    else:
        print_tables(tables)
    if options.page:
        _write_page(results, checked)
    for result in results:
        if result.missing:
            _log(f"{result.section}: {result.missing}")
    if not options.check:
        return 0
    for bound in missed:
        _log(f"missed: {bound.what}")
    return 1 if missed else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure the cost of funcext and of its alternatives.",
    )
    parser.add_argument(
        "sections",
        nargs="*",
        choices=[*SECTIONS, []],  # argparse checks an empty list against the choices, too
        metavar="section",
        help=f"the sections to measure: {', '.join(SECTIONS)}; default: all",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="print Markdown")
    form.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a bound is missed")
    parser.add_argument("--quick", action="store_true", help="measure less, with noisier figures")
    parser.add_argument("--no-plots", action="store_true", help="do not draw the plots again")
    parser.add_argument(
        "--page",
        action="store_true",
        help=f"also write the tables to {PAGE.relative_to(ROOT)}",
    )
    return parser.parse_args(arguments)


def _measured(section: str, effort: Effort, *, draw: bool) -> Result:
    if section != growth.SECTION:
        return ONE_RESULT[section](effort)
    result, growths = growth.run(effort)
    if draw and find_spec("matplotlib") is None:
        _log("no plots: matplotlib is not installed")
    elif draw:
        for measured_growth in growths:
            _log(f"drawn: {plots.draw(measured_growth).relative_to(ROOT)}")
    return result


def _environment() -> Table:
    return Table("Measured with", ("", ""), tuple(environment().items()))


def _write_page(results: Sequence[Result], checked: Table, page: Path = PAGE) -> None:
    parts = {result.section: as_markdown(result.tables) for result in results}
    parts["bounds"] = as_markdown([checked])
    parts["environment"] = as_markdown([_environment()])
    for name in insert(page, parts):
        _log(f"{page.name} has no markers for {name!r}")


def _log(text: str) -> None:
    """Print progress to standard error, so that standard output has only the results."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
