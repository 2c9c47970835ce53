"""Print docs/workers.md: what works where, from the conformance suite's own table of cases.

    python scripts/workers_table.py > docs/workers.md

Needs an environment with funcext-core's dependencies; no test tool.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs


sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from conformance.conformance_cases import (  # noqa: E402 - its folder is no package's
    CASES,
    ENDINGS,
    FORMS,
    HTTP,
    QUEUE,
    TIMER,
    TRIGGERS,
    WAYS,
    Case,
    Ending,
    Function,
    Way,
    forced,
    post_load,
)
from conformance.conformance_shapes import SHAPES  # noqa: E402


INTRODUCTION = """\
# What works where

The conformance suite runs every case below through every way in, and this page is written from its table of
cases by `make docs`: do not edit it. The classic worker, whose package cannot be installed, is a stand-in there
that is tested fact by fact; the library runtimes are the published packages, each invocation taking every path
that they have; the local host is that of `funcext run`.

In every cell with “yes” plugins see the same sequence of hooks, with the same function, invocation id and outcome,
and the caller gets the same result. A number leads to the reason why a worker forces a difference.
"""

WAYS_IN = """\
## The ways in

In the v1 model `install()` alone runs no plugin on the library runtime, and says so: put
`@funcext_core.instrument` on each entry point, which works on both workers. The classic worker calls plugins by
`install()` through its extension interface, with that interface's limits, and only where
`PYTHON_ENABLE_WORKER_EXTENSIONS=1` is set.
"""


@attrs.define
class Notes:
    """The reasons below a table, numbered as they come."""

    reasons: list[str] = attrs.field(factory=list)

    def cell(self, reasons: Iterable[str]) -> str:
        """Return what a cell says for the reasons, one by case, why something differs."""
        each = list(reasons)
        differ = list(dict.fromkeys(filter(None, each)))
        if not differ:
            return "yes"
        marks = ", ".join(str(self._number(reason)) for reason in differ)
        return f"{'no' if all(each) else 'in part'} ({marks})"

    def lines(self) -> Iterator[str]:
        """Yield the list of reasons."""
        if self.reasons:
            yield ""
            yield from (f"{number}. {text}" for number, text in enumerate(self.reasons, 1))

    def _number(self, reason: str) -> int:
        if reason not in self.reasons:
            self.reasons.append(reason)
        return self.reasons.index(reason) + 1


def page() -> str:
    """Return the text of the page."""
    parts = [
        [INTRODUCTION],
        [WAYS_IN, *ways_table()],
        ["## What a plugin can do", "", "Round an HTTP function, a queue's and a timer's, sync and async:", ""],
        by_ways("A plugin can", endings(), lambda ending, way: reasons_for(ending, way, "sync")),
        ["## Async hooks", "", "The same with `async def` hooks and async generators:", ""],
        by_ways("Round", kinds(), reasons_for_async),
        ["## Triggers", "", "Functions that return and functions that raise, sync and async:", ""],
        by_ways("Trigger", {each.key: each for each in TRIGGERS}, _reasons_for(trigger_of)),
        ["## How a function is written", "", "In both models, sync and async:", ""],
        by_ways("A function that is written", forms(), _reasons_for(form_of)),
        ["", "In the v2 model:", ""],
        shapes_table(),
    ]
    return "\n".join("\n".join(part) for part in parts) + "\n"
