"""The command: `python -m benchmarks --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from . import ROOT, bounds, cold_start, growth, hot_path, in_place, memory, plots
from .report import Result, Table, as_json, as_markdown, environment, insert, print_tables
from .timing import FULL, QUICK, Effort


PAGE = ROOT / "docs" / "performance.md"
ONE_RESULT: dict[str, Callable[[Effort], Result]] = {
    hot_path.SECTION: hot_path.run,
    in_place.SECTION: in_place.run,
    cold_start.SECTION: cold_start.run,
    memory.SECTION: memory.run,
}
# By the words of the command line: no blanks in them.
SECTIONS = {section.replace(" ", "-"): section for section in bounds.SECTIONS}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show, and compare with the bounds where asked; return the exit status."""
    options = _options(arguments)
    effort = QUICK if options.quick else FULL
    results = []
    for name in options.sections or SECTIONS:
        _tell(f"measuring: {SECTIONS[name]}")
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
            _tell(f"{result.section}: {result.missing}")
    if not options.check:
        return 0
    for bound in missed:
        _tell(f"missed: {bound.what}")
    return 1 if missed else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure what funcext costs, and what one would use instead of it.",
    )
    parser.add_argument(
        "sections",
        nargs="*",
        choices=[*SECTIONS, []],  # argparse holds none at all against these, too
        metavar="section",
        help=f"what to measure: {', '.join(SECTIONS)}; by default all",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="print Markdown")
    form.add_argument("--json", action="store_true", help="print everything, as JSON")
    parser.add_argument("--check", action="store_true", help="exit 1 where a bound is missed")
    parser.add_argument("--quick", action="store_true", help="measure less, and less steadily")
    parser.add_argument("--no-plots", action="store_true", help="leave the plots as they are")
    parser.add_argument(
        "--page",
        action="store_true",
        help=f"also write the tables into {PAGE.relative_to(ROOT)}",
    )
    return parser.parse_args(arguments)


def _measured(section: str, effort: Effort, *, draw: bool) -> Result:
    if section != growth.SECTION:
        return ONE_RESULT[section](effort)
    result, growths = growth.run(effort)
    if draw and find_spec("matplotlib") is None:
        _tell("no plots: matplotlib is not installed")
    elif draw:
        for each in growths:
            _tell(f"drawn: {plots.draw(each).relative_to(ROOT)}")
    return result


def _environment() -> Table:
    return Table("Measured with", ("", ""), tuple(environment().items()))


def _write_page(results: Sequence[Result], checked: Table, page: Path = PAGE) -> None:
    parts = {result.section: as_markdown(result.tables) for result in results}
    parts["bounds"] = as_markdown([checked])
    parts["environment"] = as_markdown([_environment()])
    for name in insert(page, parts):
        _tell(f"{page.name} has no markers for {name!r}")


def _tell(text: str) -> None:
    """Say what goes on, past what is printed to be read or kept."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
