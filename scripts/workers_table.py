"""Print docs/workers.md, the page "What works where", from the conformance suite's table of cases.

    python scripts/workers_table.py > docs/workers.md

Needs an environment with funcext-core's dependencies; no test tools.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from conformance.cases import (
    CASES,
    ENDINGS,
    FORMS,
    HTTP,
    QUEUE,
    RAISES,
    RETURNS,
    TIMER,
    TRIGGERS,
    WAYS,
    Case,
    Ending,
    Trigger,
    Way,
    forced,
)
from conformance.shapes import SHAPES


INTRODUCTION = """\
# What works where

The conformance suite runs every case below on every way in. `make tables` writes this page from its
table of cases; do not edit it. The classic worker's package cannot be installed, so the suite has a
stand-in, each fact of which is tested. The library runtimes are the published packages, and every
path that an invocation can take through them is tested. The local host is that of `funcext run`.

"Yes" means that plugins see the same sequence of hooks as elsewhere, with the same function,
invocation id and outcome, and that the caller gets the same result. A number refers to the reason
for a difference that a worker forces.
"""

WAYS_IN = """\
## The ways in

In the v1 model `install()` alone runs no plugin on the library runtime, and logs a warning: put
`@funcext_core.instrument` on each entry point, which works on both workers. The classic worker
calls the plugins of `install()` through its extension interface, with that interface's limits, and
only if `PYTHON_ENABLE_WORKER_EXTENSIONS=1` is set. The only other difference between the models is
when `post_load` runs.

"""

WHAT = """\
## What a plugin can do

Around an HTTP function, one that returns to a queue, and one that returns nothing; sync and async.

"""

AWAITED = """\
## Async hooks

`async def` hooks and async generators, for everything in the table above.

"""

TRIGGERED = """\
## Triggers

Functions that return and functions that raise, sync and async.

"""

WRITTEN = """\
## How functions are written

In both models, functions that return and functions that raise, sync and async:

"""

WRITTEN_V2 = """\
In the v2 model:

"""

Predicate = Callable[[Case], bool]
"""Return whether a case belongs to a row."""


def page() -> str:
    """Return the text of the page."""
    sections = [
        INTRODUCTION,
        WAYS_IN + ways_in(),
        WHAT + by_ways("a plugin can", endings()),
        AWAITED + by_ways("around", kinds()),
        TRIGGERED + by_ways("trigger", triggers()),
        WRITTEN + by_ways("a function that", forms()),
        WRITTEN_V2 + shapes(),
    ]
    return "\n".join(sections)


def ways_in() -> str:
    """Return the table of the ways in."""
    rows = [(_column(way), way.worker, way.model, f"`{way.line}`", way.post_load) for way in WAYS]
    return _table(("column", "worker", "model", "in the app", "`post_load` runs"), rows)


def endings() -> Mapping[str, Predicate]:
    """Return a row for each thing that a plugin can do."""
    return {ending.says: _plain("sync", ending) for ending in ENDINGS}


def kinds() -> Mapping[str, Predicate]:
    """Return a row for sync functions and one for async functions, both with async hooks."""

    def of(*, is_async: bool) -> Predicate:
        # The way an invocation ends matters only in the table of endings.
        awaited = _plain("async", RETURNS)
        return lambda case: awaited(case) and case.function.is_async == is_async

    return {"a sync function": of(is_async=False), "an async function": of(is_async=True)}


def triggers() -> Mapping[str, Predicate]:
    """Return a row for each trigger."""

    def of(trigger: Trigger) -> Predicate:
        return lambda case: _is_simple(case) and case.function.trigger is trigger

    return {trigger.key: of(trigger) for trigger in TRIGGERS}


def forms() -> Mapping[str, Predicate]:
    """Return a row for each way to write a function in both models."""

    def of(form: str) -> Predicate:
        return lambda case: _is_simple(case) and case.function.form == form

    return {says: of(form) for form, says in FORMS.items()}


def by_ways(title: str, rows: Mapping[str, Predicate]) -> str:
    """Return a table with a column for each way in, followed by the reasons for differences."""
    reasons: list[str] = []
    cells = []
    for label, belongs in rows.items():
        cases = [case for case in CASES if belongs(case)]
        differences = [[forced(case, way) for case in cases] for way in WAYS]
        cells.append((label, *(_cell(of_way, reasons) for of_way in differences)))
    return _table((title, *map(_column, WAYS)), cells) + _notes(reasons)


def shapes() -> str:
    """Return the table of the shapes of the v2 model."""
    reasons: list[str] = []
    columns = [way for way in WAYS if way.model == "v2"]
    cells = [
        (
            shape.key,
            *(_cell([shape.not_local if "local" in way.key else ""], reasons) for way in columns),
        )
        for shape in SHAPES
    ]
    return _table(("functions", *map(_column, columns)), cells) + _notes(reasons)


def _column(way: Way) -> str:
    """Return the heading of a way's column."""
    name = f"{way.worker.split()[0]} {way.model}"
    return name if way.model == "v2" else f"{name} `{way.line}`"


def _plain(hooks: str, ending: Ending) -> Predicate:
    return lambda case: (
        (case.function.hooks, case.function.form, case.ending) == (hooks, "plain", ending)
        and case.function.trigger in (HTTP, QUEUE, TIMER)
    )


def _is_simple(case: Case) -> bool:
    return case.function.hooks == "sync" and case.ending in (RETURNS, RAISES)


def _cell(differences: Sequence[str], reasons: list[str]) -> str:
    """Return a cell's text.

    Args:
        differences: the reason for each case's difference, or an empty string.
        reasons: the numbered reasons of the table; new reasons are added.
    """
    found = list(dict.fromkeys(filter(None, differences)))
    if not found:
        return "yes"
    reasons.extend(reason for reason in found if reason not in reasons)
    marks = ", ".join(str(reasons.index(reason) + 1) for reason in found)
    return f"{'no' if all(differences) else 'in part'} ({marks})"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _notes(reasons: Sequence[str]) -> str:
    numbered = [f"{number}. {reason}\n" for number, reason in enumerate(reasons, 1)]
    return "".join(["\n", *numbered] if numbered else [])


if __name__ == "__main__":
    sys.stdout.write(page())
