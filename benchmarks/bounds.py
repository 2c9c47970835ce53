"""The limits that must hold in every run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from . import (
    cold_start,
    growth,
    hot_path,
    in_place,
    local_host,
    memory,
    parameters,
    plugins,
    repeats,
)
from .memory_worker import RESIDENT, TRACED
from .report import Result, Table
from .timing import Ratio


@attrs.frozen
class Bound:
    """A limit for one figure."""

    what: str
    """A description for readers."""
    key: str
    """The key of the ratio that it limits."""
    limit: float
    at_least: bool = False
    """Whether the limit is a minimum; by default, it is a maximum."""
    by_median: bool = False
    """Whether the median counts; by default, the ratio of the least times."""

    @property
    def section(self) -> str:
        """The section that measures the figure."""
        return next(section for section in SECTIONS if self.key.startswith(section))

    def figure(self, ratio: Ratio) -> float:
        """Return the figure that is compared with the limit."""
        return ratio.median if self.by_median else ratio.minimum

    def holds(self, ratio: Ratio) -> bool:
        """Return whether the figure is within the limit."""
        figure = self.figure(ratio)
        return figure >= self.limit if self.at_least else figure <= self.limit


SECTIONS = (
    hot_path.SECTION,
    parameters.SECTION,
    repeats.SECTION,
    plugins.SECTION,
    in_place.SECTION,
    local_host.SECTION,
    cold_start.SECTION,
    growth.SECTION,
    memory.SECTION,
)


def _hot_path() -> Iterable[Bound]:
    yield Bound("no plugin: the worker gets the original function", f"{hot_path.SECTION} 0", 0)
    limits = {
        hot_path.PLUGGY: {1: 0.33, 5: 0.27, 20: 0.25},
        hot_path.CLASSIC: {1: 0.15},
        hot_path.LOOP: {1: 0.68, 5: 0.78, 20: 0.88},
    }
    for rival, by_count in limits.items():
        for count, limit in by_count.items():
            for kind in hot_path.KINDS:
                what = f"{kind}, {_plugins(count)}, against {rival}"
                yield Bound(what, f"{hot_path.SECTION} {kind} {count} / {rival}", limit)


def _post_hooks_alone() -> Iterable[Bound]:
    limits = {
        hot_path.READERS: {1: 0.70, 5: 0.80, 20: 0.95},
        hot_path.OBSERVERS: {1: 0.33, 5: 0.38, 20: 0.45},
    }
    for name, by_count in limits.items():
        for count, limit in by_count.items():
            for kind in hot_path.KINDS:
                what = f"{kind}, {_plugins(count)}: {name}, against {hot_path.POST_LOOP}"
                key = f"{hot_path.SECTION} {kind} {count} {name} / {hot_path.POST_LOOP}"
                yield Bound(what, key, limit)
    name, rival = hot_path.NOOP_OBSERVER, hot_path.POWERTOOLS
    key = f"{hot_path.SECTION} sync 1 {name} / {rival}"
    yield Bound(f"sync, 1 plugin: {name}, against {rival}", key, 1.5)


def _parameters() -> Iterable[Bound]:
    for case in parameters.CASES:
        for rival in parameters.RIVALS:
            of_other_kind = parameters.POWERTOOLS if case.is_async else parameters.FASTAPI
            if rival == of_other_kind:
                continue
            yield Bound(
                f"a parameter, {case.kind} function, value of the {case.scope}, against {rival}",
                f"{parameters.SECTION} {case.name} / {rival}",
                1.3 if rival == parameters.DECORATOR else 1,
            )


def _repeats() -> Iterable[Bound]:
    limits = {repeats.SUCCESS: 0.4, repeats.RETRIED: 0.5}
    for case in repeats.CASES:
        for rival in repeats.PACKAGES:
            yield Bound(
                f"a retry, {case.kind} function that {case.path}, against {rival}",
                f"{repeats.SECTION} {case.name} / {rival}",
                limits[case.path],
            )


def _plugins(count: int) -> str:
    return f"{count} plugin{'' if count == 1 else 's'}"


def _indexing() -> Iterable[Bound]:
    # The SDK's own cost is that of the decorators and of `get_functions`.
    limits = dict(zip(growth.AT_INDEX, (0.1, 1.1, 1.3, 1.2), strict=True))
    for name, limit in limits.items():
        key = f"{growth.SECTION} index {name}"
        yield Bound(f"indexing a function, {name}, against the SDK's own cost", key, limit)
    for name in limits:
        yield Bound(
            f"indexing a function, {name}: one of 1,000 against one of 100",
            f"{growth.SECTION} index {name}, {growth.LINEAR}",
            1.25,
        )


def _memory() -> Iterable[Bound]:
    # Resident memory grows by whole arenas of Python's allocator, 1 MiB each, and a new arena may
    # begin at any time. A leak of two bytes in each of a million invocations would exceed that.
    # Traced memory is exact: 64 KiB are 73 bytes in every thousandth invocation, which leaves room
    # for log lines of different lengths.
    for case in memory.CASES:
        yield Bound(
            f"{case}, 10% to 100% of the invocations: growth of resident memory, MiB",
            f"{memory.SECTION} {case}, {RESIDENT} MiB",
            1,
        )
        yield Bound(
            f"{case}, 10% to 100% of the invocations: growth of allocated memory, KiB",
            f"{memory.SECTION} {case}, {TRACED} KiB",
            64,
        )
    yield Bound(
        "objects that only the garbage collector could free", f"{memory.SECTION} in cycles", 0
    )


BOUNDS = (
    *_hot_path(),
    *_post_hooks_alone(),
    *_parameters(),
    *_repeats(),
    Bound(
        "published runtime, async, 1 plugin: invocations per second, relative to no plugin",
        f"{in_place.SECTION} async 1",
        0.92,
        at_least=True,
        by_median=True,
    ),
    Bound(
        "local host, async: requests per second, relative to FastAPI on uvicorn",
        f"{local_host.SECTION} async / {local_host.FASTAPI}",
        0.8,
        at_least=True,
    ),
    Bound(
        "local host, sync: requests per second, relative to flask run",
        f"{local_host.SECTION} sync / {local_host.FLASK}",
        1,
        at_least=True,
    ),
    Bound(
        "cold start with lock, 200 distributions, against import azure.functions",
        f"{cold_start.SECTION} 200 {cold_start.LOCKED}",
        0.18,
    ),
    Bound(
        "share of funcext's own modules in it",
        f"{cold_start.SECTION} own modules",
        0.10,
    ),
    # The plugin causes the extra time: it imports attrs, and builds its class.
    Bound(
        "cold start with lock, 200 distributions, plugin with options",
        f"{cold_start.SECTION} 200 {cold_start.OPTIONS}",
        0.26,
    ),
    # A bound of our own: the start does not wait for the modules, however many there are.
    Bound(
        "cold start with lock, 200 distributions, plugin that names modules in warm",
        f"{cold_start.SECTION} 200 {cold_start.WARMING}",
        0.20,
    ),
    Bound(
        "cold start without lock, 200 distributions, against import azure.functions",
        f"{cold_start.SECTION} 200 {cold_start.SCANNED}",
        0.45,
    ),
    Bound(
        "data files opened by a cold start with lock and 1 plugin: 2 per plugin, plus 1",
        f"{cold_start.SECTION} files opened",
        3,
    ),
    *_indexing(),
    *_memory(),
)


def check(results: Iterable[Result], bounds: Iterable[Bound]) -> tuple[Table, list[Bound]]:
    """Compare the results with the bounds of their sections.

    Returns:
        A table of all these bounds, and those that do not hold. A bound that could not be measured,
        because this Python or a package is missing, does not hold.
    """
    results = list(results)
    ratios: Mapping[str, Ratio] = {
        key: ratio for result in results for key, ratio in result.ratios.items()
    }
    sections = {result.section for result in results}
    missed: list[Bound] = []
    rows = []
    for bound in bounds:
        if bound.section not in sections:
            continue
        ratio = ratios.get(bound.key)
        holds = ratio is not None and bound.holds(ratio)
        if not holds:
            missed.append(bound)
        figure = "not measured" if ratio is None else f"{bound.figure(ratio):.3g}"
        limit = f"{'at least' if bound.at_least else 'at most'} {bound.limit:g}"
        rows.append((bound.what, limit, figure, "holds" if holds else "missed"))
    return Table("Bounds", ("what", "bound", "measured", ""), tuple(rows)), missed
