"""The growth of memory over very many invocations, some of which fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

from . import ROOT
from .memory_worker import MARKS, RESIDENT, STATM, TRACED
from .report import Result, Table
from .timing import Effort, Ratio, Times


SECTION = "memory"
CASES = {
    f"{kind}, garbage collector {collector}": (kind, collector)
    for kind, collector in product(("sync", "async"), ("off", "on"))
}
"""The rows: a kind of function, and whether the garbage collector runs during the invocations."""
UNITS = {RESIDENT: ("MiB", 2**20), TRACED: ("KiB", 2**10)}

Found = Mapping[tuple[str, str], Mapping[str, Any]]
"""The output of each process, by row and meter."""


def run(effort: Effort) -> Result:
    """Invoke a function of each kind, with the collector off and on, in separate processes."""
    meters = (RESIDENT, TRACED) if STATM.exists() else (TRACED,)
    # Nothing is timed, so the processes may run at the same time.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        started = {
            (case, meter): pool.submit(_measured, *arguments, meter, effort.invocations)
            for meter in reversed(meters)  # the slowest first
            for case, arguments in CASES.items()
        }
        found = {key: future.result() for key, future in started.items()}
    ratios = {
        f"{SECTION} {case}, {meter} {UNITS[meter][0]}": Ratio.exactly(
            _growth(meter, figures["bytes"])
        )
        for (case, meter), figures in found.items()
    }
    cycles = sum(figures["cycles"] for figures in found.values())
    ratios[f"{SECTION} in cycles"] = Ratio.exactly(cycles)
    return Result(
        SECTION,
        tables=(_table(found, meters, effort.invocations),),
        ratios=ratios,
        times={
            f"{SECTION} {case}, {meter}: bytes": Times(tuple(figures["bytes"]))
            for (case, meter), figures in found.items()
        },
        missing="" if RESIDENT in meters else f"resident memory needs {STATM}",
    )


def _measured(kind: str, collector: str, meter: str, count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.memory_worker"]
    done = subprocess.run(  # noqa: S603 - our own words
        [*command, kind, collector, meter, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _growth(meter: str, taken: Sequence[int]) -> float:
    """Return the difference between the last and the first figure, in the meter's unit."""
    return (taken[-1] - taken[0]) / UNITS[meter][1]


def _table(found: Found, meters: Sequence[str], count: int) -> Table:
    header = [f"{meter} at {mark:.0%}" for meter in meters for mark in MARKS]
    rows = [
        (
            case,
            *(_sized(meter, size) for meter in meters for size in found[case, meter]["bytes"]),
            str(sum(found[case, meter]["cycles"] for meter in meters)),
        )
        for case in CASES
    ]
    return Table(
        f"Memory over {count:,} invocations, a tenth of which fail",
        ("function", *header, "objects in cycles"),
        tuple(rows),
        "After a tenth, half and all of the invocations. Resident is the memory of the process, as "
        "reported by the system. Traced is the peak of allocated memory since the previous mark, "
        "beyond that of the loaded app, as reported by `tracemalloc` in another process. Objects "
        "in cycles are those that the garbage collector freed, during the invocations or "
        "afterward.",
    )


def _sized(meter: str, size: int) -> str:
    unit, factor = UNITS[meter]
    return f"{size / factor:,.2f} {unit}"
