"""The growth of the cost with plugins, with an app's functions, with installed distributions."""

from __future__ import annotations

import functools
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
SDK = "the SDK's own, with the decorators that declare it"
_SDK_ALONE = "without funcext"
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
class Indexed:
    """An app whose indexing is timed."""

    plugins: int
    decorators: int = 0
    """The number of decorators with `functools.wraps` around each function."""


AT_INDEX = {
    "0 plugins": Indexed(0),
    "1 plugin": Indexed(1),
    "5 plugins": Indexed(5),
    "1 plugin, 3 decorators around each function": Indexed(1, decorators=3),
}
"""The apps of many functions that are indexed, by name."""
LINEAR = "linear"


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
            f"{number} {name}": partial(_index, number, app, lock)
            for number in numbers
            for name, app in {_SDK_ALONE: None, **AT_INDEX}.items()
        }
        measures |= {f"{number} {SDK}": partial(_declare, number) for number in numbers}
        times = interleaved(measures, effort.processes)
    for number in numbers:
        lines.setdefault(SDK, {})[number] = _for_each(number, times[f"{number} {SDK}"])
        sdk = Times((times[f"{number} {_SDK_ALONE}"].minimum,) * effort.processes)
        for name in AT_INDEX:
            above = times[f"{number} {name}"].above(sdk)
            lines.setdefault(name, {})[number] = _for_each(number, above)
    title = "Cost of a function when the app is indexed; funcext's is above the SDK's own"
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


def _for_each(number: int, times: Times) -> Times:
    """Return the time for each of a number of functions."""
    return Times(tuple(seconds / number for seconds in times.taken))


def _index(number: int, indexed: Indexed | None, lock: Path) -> float:
    """Return the seconds until an app returns its functions; None is an app without funcext."""
    app = func.FunctionApp()
    if indexed is not None:
        host = funcext_core.install(app, settings={"FUNCEXT_LOCK": str(lock)})
        for index in range(indexed.plugins):
            host._core.plugins.add(make_plugin(Noop(), f"plugin{index}"))
    for index in range(number):
        function = _function(f"function{index}")
        for _ in range(0 if indexed is None else indexed.decorators):
            function = _decorated(function)
        app.route()(function)
    began = time.perf_counter()
    functions = app.get_functions()
    taken = time.perf_counter() - began
    assert len(functions) == number  # noqa: S101 - only an app that was indexed can be measured
    return taken


def _declare(number: int) -> float:
    """Return the seconds that the SDK takes to declare functions, and to return them."""
    functions = [_function(f"function{index}") for index in range(number)]
    began = time.perf_counter()
    app = func.FunctionApp()
    for function in functions:
        app.route()(function)
    app.get_functions()
    return time.perf_counter() - began


def _function(name: str) -> Callable[..., Any]:
    def function(req: func.HttpRequest) -> str:
        return req.method or ""

    function.__name__ = name
    return function


def _decorated(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return wrapper


def _index_figures(growth: Growth) -> dict[str, Ratio]:
    """Return the cost per function, relative to the SDK's, and how it grows with their number."""
    most, before, *_ = (*sorted(growth.lines[SDK], reverse=True), 1)
    sdk = growth.lines[SDK][most]
    figures = {}
    for name in AT_INDEX:
        line = growth.lines[name]
        figures[f"{SECTION} index {name}"] = _relative(line[most], sdk)
        figures[f"{SECTION} index {name}, {LINEAR}"] = _relative(line[most], line[before])
    return figures


def _relative(times: Times, other: Times) -> Ratio:
    return Ratio(times.minimum / max(other.minimum, 1e-9), times.median / max(other.median, 1e-9))


def _table(growth: Growth) -> Table:
    numbers = list(next(iter(growth.lines.values())))
    rows = tuple(
        (name, *(growth.shown(times.minimum) for times in line.values()))
        for name, line in growth.lines.items()
    )
    header = (growth.number, *(f"{number:,}" for number in numbers))
    return Table(growth.title, header, rows, "The least time.")
