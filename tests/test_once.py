"""Counting and saying a thing once: from many threads, and from a finalizer in between."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from funcext_core._process import Once, Tally


class TestTally:
    def test_counts_by_key(self) -> None:
        tally = Tally()
        assert [tally.add("a"), tally.add("b"), tally.add("a")] == [1, 1, 2]
        assert tally.totals() == {"a": 2, "b": 1}

    def test_no_count_is_lost_between_threads(self) -> None:
        tally = Tally()
        start = Barrier(4)

        def count() -> list[int]:
            start.wait(60)
            return [tally.add("a") for _ in range(1000)]

        with ThreadPoolExecutor(4) as pool:
            counts = [future.result(60) for future in [pool.submit(count) for _ in range(4)]]
        assert sorted(count for numbers in counts for count in numbers) == list(range(1, 4001))
        assert tally.totals() == {"a": 4000}

    def test_a_key_that_counts_while_it_is_looked_up_does_not_wait_for_itself(self) -> None:
        tally = Tally()

        class Reentrant:
            def __hash__(self) -> int:
                tally.add("inner")
                return 1

        tally.add(Reentrant())
        assert tally.totals()["inner"] == 1

    def test_a_finalizer_may_count(self) -> None:
        tally = Tally()
        finalized = 0

        class Cycle:
            def __init__(self) -> None:
                self.me = self

            def __del__(self) -> None:
                nonlocal finalized
                finalized += 1
                tally.add("finalizer")

        thresholds = gc.get_threshold()
        gc.set_threshold(1)
        try:
            for _ in range(2000):
                Cycle()
                tally.add("body")
        finally:
            gc.set_threshold(*thresholds)
        gc.collect()
        assert tally.totals() == {"body": 2000, "finalizer": finalized}
        assert finalized == 2000


class TestOnce:
    def test_is_first_once_for_each_thing(self) -> None:
        once = Once()
        things = [("a",), ("a",), ("a", "b"), (), ()]
        assert [once.first(*thing) for thing in things] == [True, False, True, True, False]

    def test_of_many_threads_one_is_first(self) -> None:
        once = Once()
        start = Barrier(8)

        def first() -> bool:
            start.wait(60)
            return once.first("thing")

        with ThreadPoolExecutor(8) as pool:
            firsts = [future.result(60) for future in [pool.submit(first) for _ in range(8)]]
        assert firsts.count(True) == 1
