"""Take times by turns: what a machine does beside the benchmark hits every subject alike."""

from __future__ import annotations

import gc
import random
import statistics
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import attrs


Measure = Callable[[], float]
"""Take one time of a subject, in seconds."""


@attrs.frozen
class Effort:
    """How much is measured: more costs time and gives steadier figures."""

    rounds: int
    """How often each subject is timed in this process, by turns."""
    batch: float
    """Seconds that one such time takes."""
    processes: int
    """How often each subject is timed in a process of its own, by turns."""
    invocations: int
    """How many invocations memory is looked at over."""

    @property
    def least(self) -> bool:
        """Whether this only tries out whether everything runs."""
        return self.rounds == 1


FULL = Effort(rounds=60, batch=0.002, processes=25, invocations=1_000_000)
QUICK = Effort(rounds=15, batch=0.001, processes=5, invocations=50_000)
TRIAL = Effort(rounds=1, batch=0.0, processes=1, invocations=200)


@attrs.frozen
class Times:
    """The times of one subject in order of the rounds; in seconds, unless said otherwise."""

    taken: tuple[float, ...]

    @property
    def minimum(self) -> float:
        """The least: what it takes where nothing disturbs it."""
        return min(self.taken)

    @property
    def median(self) -> float:
        """The middle one: what it took on this machine, at this time."""
        return statistics.median(self.taken)

    def and_then(self, other: Times) -> Times:
        """Return these times and the other ones behind them."""
        return Times(self.taken + other.taken)

    def above(self, other: Times) -> Times:
        """Return what this takes beyond the other, round by round."""
        return Times(tuple(a - b for a, b in zip(self.taken, other.taken, strict=True)))


@attrs.frozen
class Ratio:
    """How two subjects compare: by their least times, and the middle one of the rounds' ratios."""

    minimum: float
    median: float

    @classmethod
    def exactly(cls, value: float) -> Ratio:
        """Return what was not timed but counted, or looked at."""
        return cls(value, value)


def interleaved(measures: Mapping[str, Measure], rounds: int) -> dict[str, Times]:
    """Time every subject once in each round, and return all times by subject.

    The order is another one in each round, so that none always comes after the same one. It is the
    same in each run.
    """
    names = list(measures)
    taken: dict[str, list[float]] = {name: [] for name in names}
    order = random.Random(0)  # noqa: S311 - nothing depends on its being hard to guess
    with _without_collections():
        for _ in range(rounds):
            for name in order.sample(names, len(names)):
                taken[name].append(measures[name]())
    return {name: Times(tuple(times)) for name, times in taken.items()}


def paired(
    pairs: Mapping[str, tuple[Measure, Measure]], rounds: int
) -> dict[str, tuple[Times, Times]]:
    """Time two subjects right after each other in each round, and return their times.

    Either comes first in every other round: what comes and goes on the machine hits both.
    """
    taken: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in pairs}
    with _without_collections():
        for turn in range(rounds):
            for name, measures in pairs.items():
                for place in (0, 1) if turn % 2 else (1, 0):
                    taken[name][place].append(measures[place]())
    return {name: (Times(tuple(one)), Times(tuple(two))) for name, (one, two) in taken.items()}


def compare(times: Times, other: Times, baseline: Times | None = None) -> Ratio:
    """Return how many times as long one takes as the other, beyond what the baseline takes.

    A subject that costs nothing beyond the baseline has no ratio to it that would mean anything:
    its cost is taken for a nanosecond.
    """
    if baseline is None:
        least, other_least = times.minimum, other.minimum
        pairs = list(zip(times.taken, other.taken, strict=True))
    else:
        least, other_least = (each.minimum - baseline.minimum for each in (times, other))
        pairs = list(zip(times.above(baseline).taken, other.above(baseline).taken, strict=True))
    nothing = 1e-9
    return Ratio(
        least / max(other_least, nothing),
        statistics.median(one / max(two, nothing) for one, two in pairs),
    )


@contextmanager
def _without_collections() -> Iterator[None]:
    """Keep the garbage collector from running in one subject's time for another's garbage."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
