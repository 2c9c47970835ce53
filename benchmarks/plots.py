"""Plots of the growth, as PNG files."""

from __future__ import annotations

from pathlib import Path

from . import ROOT
from .growth import Growth


FOLDER = ROOT / "benchmarks" / "plots"
UNITS = {"µs": 1e6, "ms": 1e3}


def draw(growth: Growth, folder: Path = FOLDER) -> Path:
    """Draw a cost as a function of a number, a line for each subject; return the file's path.

    The line is the least time. The band above it extends to the median.
    """
    # The figure's own canvas needs no window, and shares no state with `pyplot`.
    from matplotlib.figure import Figure  # noqa: PLC0415 - only this needs it, and it is slow

    figure = Figure(figsize=(8, 4.5), layout="constrained")
    axes = figure.add_subplot()
    unit = UNITS[growth.cost]
    for name, line in growth.lines.items():
        numbers = list(line)
        least = [times.minimum * unit for times in line.values()]
        middle = [times.median * unit for times in line.values()]
        axes.plot(numbers, least, marker="o", markersize=4, label=name)
        axes.fill_between(numbers, least, middle, alpha=0.15)
    axes.set_xscale("log" if growth.logarithmic else "linear")
    numbers = list(next(iter(growth.lines.values())))
    axes.set_xticks(numbers, labels=[f"{number:,}" for number in numbers])
    axes.minorticks_off()
    axes.set_ylim(bottom=0)
    axes.set_xlabel(growth.number)
    axes.set_ylabel(growth.cost)
    axes.set_title(growth.title.replace("`", ""))
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{growth.name}.png"
    # Without the library's version, the same figures give the same file.
    figure.savefig(path, dpi=110, metadata={"Software": None})
    return path
