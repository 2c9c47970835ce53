"""The growth of the cost with plugins, with an app's functions, with installed distributions."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import azure.functions as func

import funcext_core
from funcext_core._plugins.lock_writer import write_lock
from funcext_core._plugins.plugin import make_plugin

from . import cold_start, hot_path
from .noop import Noop
from .report import Result, Table, microseconds, milliseconds
from .timing import Effort, Measure, Ratio, Times, interleaved


SECTION = "growth"
PLUGINS = (1, 2, 5, 10, 20, 50)
FUNCTIONS = (1, 10, 100, 1000)
DISTRIBUTIONS = (10, 50, 200, 500, 1000)
AT_INDEX = (0, 1, 5)
"""The numbers of plugins with which apps of many functions are indexed."""
SDK = "the SDK alone"
PER_CALL = (
    hot_path.FUNCEXT,
    hot_path.LOOP,
    hot_path.PLUGGY,
    hot_path.CLASSIC,
    hot_path.STEVEDORE,
)
PER_START = (
    cold_start.LOCKED,
    cold_start.SCANNED,
    cold_start.PLUGGY,
    cold_start.STEVEDORE_WARM,
)


@attrs.frozen
class Growth:
    """A cost as a function of a number: the lines of one plot."""

    name: str
    title: str
    number: str
    """The name of the number."""
    cost: str
    """The unit of the cost."""
    lines: Mapping[str, Mapping[int, Times]]
    """For each line, the times at each number, in seconds."""
    shown: Callable[[float], str]
    logarithmic: bool = True
    """Whether the numbers are too far apart for a linear scale."""


def run(effort: Effort) -> tuple[Result, tuple[Growth, ...]]:
    """Measure the growth with plugins, with functions and with distributions.

    Returns:
        The result, and the same figures for plots.
    """
    growths = (
        over_plugins(PLUGINS[:2] if effort.least else PLUGINS, effort),
        over_functions(FUNCTIONS[:2] if effort.least else FUNCTIONS, effort),
        over_distributions(DISTRIBUTIONS[:1] if effort.least else DISTRIBUTIONS, effort),
    )
    times = {
        f"{SECTION} {growth.name} {line} {number}": times
        for growth in growths
        for line, by_number in growth.lines.items()
        for number, times in by_number.items()
    }
    result = Result(
        SECTION,
        tables=tuple(map(_table, growths)),
        ratios=_index_figures(growths[1]),
        times=times,
    )
    return result, growths


def over_plugins(numbers: Sequence[int], effort: Effort) -> Growth:
    """Measure an invocation of a sync function with more and more plugins."""
    lines: dict[str, dict[int, Times]] = {}
    for number in numbers:
        plugins = [Noop() for _ in range(number)]
        times = hot_path.measured("sync", plugins, effort, (hot_path.BARE, *PER_CALL))
        bare = times.pop(hot_path.BARE)
        baseline = Times((bare.minimum,) * effort.rounds)
        for name, taken in times.items():
            lines.setdefault(name, {})[number] = taken.above(baseline)
    title = "Cost of an invocation above the bare call"
    return Growth("plugins", title, "plugins", "µs", lines, microseconds, logarithmic=False)


def over_functions(numbers: Sequence[int], effort: Effort) -> Growth:
    """Measure indexing, per function and beyond the SDK's own, for more and more functions."""
    lines: dict[str, dict[int, Times]] = {}
    with tempfile.TemporaryDirectory() as folder:
        # An empty lock, so that other installed plugins do not matter.
        lock = Path(folder, "funcext.lock")
        write_lock(lock, [])
        measures: dict[str, Measure] = {
            f"{number} {name}": partial(_index, number, count, lock)
            for number in numbers
            for name, count in ((SDK, None), *((_plugins(count), count) for count in AT_INDEX))
        }
        times = interleaved(measures, effort.processes)
    for number in numbers:
        sdk = Times((times[f"{number} {SDK}"].minimum,) * effort.processes)
        for name in map(_plugins, AT_INDEX):
            above = times[f"{number} {name}"].above(sdk).taken
            per_function = tuple(seconds / number for seconds in above)
            lines.setdefault(name, {})[number] = Times(per_function)
    title = "Cost of a function when the app is indexed, above the SDK's own"
    return Growth("functions", title, "functions", "µs", lines, microseconds)


def over_distributions(numbers: Sequence[int], effort: Effort) -> Growth:
    """Measure a cold start with more and more installed distributions."""
    subjects = (cold_start.PLAIN, *PER_START)
    with tempfile.TemporaryDirectory() as folder:
        starters = {
            number: cold_start.make_starters(Path(folder, str(number)), number, subjects)
            for number in numbers
        }
        cases, _ = cold_start.starts(starters, max(1, effort.processes // 2))
    lines: dict[str, dict[int, Times]] = {}
    for number, times in cases.items():
        for name, taken in times.items():
            lines.setdefault(name, {})[number] = taken
    title = "A cold start with one plugin, beyond `import azure.functions`"
    return Growth("distributions", title, "distributions", "ms", lines, milliseconds)


def _plugins(count: int) -> str:
    return f"{count} plugin{'' if count == 1 else 's'}"


def _index(number: int, plugins: int | None, lock: Path) -> float:
    """Return the seconds until an app returns its functions; None plugins means no funcext."""
    app = func.FunctionApp()
    if plugins is not None:
        host = funcext_core.install(app, settings={"FUNCEXT_LOCK": str(lock)})
        for index in range(plugins):
            host._core.plugins.add(make_plugin(Noop(), f"plugin{index}"))
    for index in range(number):
        app.route()(_function(f"function{index}"))
    began = time.perf_counter()
    functions = app.get_functions()
    taken = time.perf_counter() - began
    assert len(functions) == number  # noqa: S101 - only an app that was indexed can be measured
    return taken


def _function(name: str) -> Callable[..., Any]:
    def function(req: func.HttpRequest) -> str:
        return req.method or ""

    function.__name__ = name
    return function


def _index_figures(growth: Growth) -> dict[str, Ratio]:
    """Return the cost per function in microseconds, and how it grows with their number."""
    most, before, *_ = (*sorted(growth.lines[_plugins(1)], reverse=True), 1)
    figures = {}
    for count in AT_INDEX:
        line = growth.lines[_plugins(count)]
        last = line[most]
        figures[f"{SECTION} index {count} µs"] = Ratio(last.minimum * 1e6, last.median * 1e6)
        figures[f"{SECTION} index {count} linear"] = Ratio(
            last.minimum / max(line[before].minimum, 1e-9),
            last.median / max(line[before].median, 1e-9),
        )
    return figures


def _table(growth: Growth) -> Table:
    numbers = list(next(iter(growth.lines.values())))
    rows = tuple(
        (name, *(growth.shown(times.minimum) for times in line.values()))
        for name, line in growth.lines.items()
    )
    header = (growth.number, *(f"{number:,}" for number in numbers))
    return Table(growth.title, header, rows, "The least time.")
