"""Time subjects alternately, so that other work on the machine affects all of them equally."""

from __future__ import annotations

import gc
import random
import statistics
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import attrs


Measure = Callable[[], float]
"""Time a subject once, in seconds."""


@attrs.frozen
class Effort:
    """The amount of measuring; more of it takes longer and gives steadier figures."""

    rounds: int
    """The number of times that each subject is timed in this process."""
    batch: float
    """The seconds that one measurement takes."""
    processes: int
    """The number of times that each subject is timed in its own process."""
    invocations: int
    """The number of invocations over which memory is measured."""

    @property
    def least(self) -> bool:
        """Whether this only checks that everything runs."""
        return self.rounds == 1


FULL = Effort(rounds=60, batch=0.002, processes=25, invocations=1_000_000)
QUICK = Effort(rounds=15, batch=0.001, processes=5, invocations=50_000)
TRIAL = Effort(rounds=1, batch=0.0, processes=1, invocations=200)


@attrs.frozen
class Times:
    """The times of one subject, in order of the rounds; in seconds, unless noted otherwise."""

    taken: tuple[float, ...]

    @property
    def minimum(self) -> float:
        """The least time: that of an undisturbed round."""
        return min(self.taken)

    @property
    def median(self) -> float:
        """The median time: that of a typical round."""
        return statistics.median(self.taken)

    def and_then(self, other: Times) -> Times:
        """Return these times, followed by the other ones."""
        return Times(self.taken + other.taken)

    def above(self, other: Times) -> Times:
        """Return the differences to the other times, round by round."""
        return Times(tuple(a - b for a, b in zip(self.taken, other.taken, strict=True)))


@attrs.frozen
class Ratio:
    """The ratio of two subjects' times: of the least times, and the median over the rounds."""

    minimum: float
    median: float

    @classmethod
    def exactly(cls, value: float) -> Ratio:
        """Return a figure that was counted, not timed."""
        return cls(value, value)


def interleaved(measures: Mapping[str, Measure], rounds: int) -> dict[str, Times]:
    """Time every subject once per round, and return all times by subject.

    The order differs from round to round, so that no subject always follows the same one. It is the
    same in each run.
    """
    names = list(measures)
    taken: dict[str, list[float]] = {name: [] for name in names}
    order = random.Random(0)  # noqa: S311 - the order is not a secret
    with _without_collections():
        for _ in range(rounds):
            for name in order.sample(names, len(names)):
                taken[name].append(measures[name]())
    return {name: Times(tuple(times)) for name, times in taken.items()}


def paired(
    pairs: Mapping[str, tuple[Measure, Measure]], rounds: int
) -> dict[str, tuple[Times, Times]]:
    """Time the two subjects of each pair right after each other, and return their times.

    They take turns at being first, so that other work on the machine affects both.
    """
    taken: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in pairs}
    with _without_collections():
        for turn in range(rounds):
            for name, measures in pairs.items():
                for index in (0, 1) if turn % 2 else (1, 0):
                    taken[name][index].append(measures[index]())
    return {name: (Times(tuple(one)), Times(tuple(two))) for name, (one, two) in taken.items()}


def compare(times: Times, other: Times, baseline: Times | None = None) -> Ratio:
    """Return the ratio of one subject's times to the other's, both without the baseline.

    A ratio to a subject that costs nothing beyond the baseline has no meaning, so its cost counts
    as one nanosecond.
    """
    if baseline is None:
        least, other_least = times.minimum, other.minimum
        pairs = list(zip(times.taken, other.taken, strict=True))
    else:
        least = times.minimum - baseline.minimum
        other_least = other.minimum - baseline.minimum
        pairs = list(zip(times.above(baseline).taken, other.above(baseline).taken, strict=True))
    nothing = 1e-9
    return Ratio(
        least / max(other_least, nothing),
        statistics.median(one / max(two, nothing) for one, two in pairs),
    )


@contextmanager
def _without_collections() -> Iterator[None]:
    """Keep the garbage collector from collecting one subject's garbage in another's time."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
