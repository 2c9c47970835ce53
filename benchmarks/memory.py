"""Whether memory stays flat over very many invocations, some of which fail."""

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
"""The rows: a kind of function, and whether the garbage collector runs meanwhile."""
UNITS = {RESIDENT: ("MiB", 2**20), TRACED: ("KiB", 2**10)}

Found = Mapping[tuple[str, str], Mapping[str, Any]]
"""What each process printed, by row and by what it looked at."""


def run(effort: Effort) -> Result:
    """Invoke a function of each kind, with the collector off and on, in processes of their own."""
    meters = (RESIDENT, TRACED) if STATM.exists() else (TRACED,)
    # Nothing is timed here, so that they may disturb each other.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        started = {
            (case, meter): pool.submit(_looked, *arguments, meter, effort.invocations)
            for meter in reversed(meters)  # what takes longest first
            for case, arguments in CASES.items()
        }
        found = {key: each.result() for key, each in started.items()}
    ratios = {
        f"{SECTION} {case}, {meter} {UNITS[meter][0]}": Ratio.exactly(_growth(meter, each["bytes"]))
        for (case, meter), each in found.items()
    }
    cycles = sum(each["cycles"] for each in found.values())
    ratios[f"{SECTION} in cycles"] = Ratio.exactly(cycles)
    return Result(
        SECTION,
        tables=(_table(found, meters, effort.invocations),),
        ratios=ratios,
        times={
            f"{SECTION} {case}, {meter}: bytes": Times(tuple(each["bytes"]))
            for (case, meter), each in found.items()
        },
        missing="" if RESIDENT in meters else f"what a process has is read from {STATM}",
    )


def _looked(kind: str, collector: str, meter: str, count: int) -> dict[str, Any]:
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
    """Return by how much the last figure is above the first, in the meter's unit."""
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
        "After a tenth, a half and all of the invocations. Resident is what the process has, read "
        "from the system. Traced is the most that was allocated at once since the mark before, "
        "beyond what the app had when it was loaded, by `tracemalloc` in another process. Objects "
        "in cycles are those that the garbage collector freed, during the invocations or after.",
    )


def _sized(meter: str, size: int) -> str:
    unit, factor = UNITS[meter]
    return f"{size / factor:,.2f} {unit}"
