"""Functions with timer triggers run on their schedules, by a clock that never sleeps."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

import attrs
import pytest

from funcext_core._engine.indexing import IndexedFunction
from funcext_core.local import LocalHostError
from funcext_core.local.timers import Timers, read_timers


NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)


def function(schedule: str, *, on_startup: bool = False) -> IndexedFunction:
    """Return a function `tick` with a timer trigger."""
    trigger: dict[str, object] = {"name": "t", "type": "timerTrigger", "schedule": schedule}
    if on_startup:
        trigger |= {"runOnStartup": True}
    return IndexedFunction(
        name="tick",
        call=print,
        directory="",
        is_async=False,
        takes_context=False,
        trigger=trigger,
        inputs=(),
        outputs=(),
        returns=None,
        raw_bindings=(trigger,),
    )


@attrs.define
class Clock:
    """A clock on which whoever waits has waited; at its end, nobody wakes up anymore."""

    end: datetime
    time: datetime = NOON
    ended: asyncio.Event = attrs.field(factory=asyncio.Event)
    slept: Callable[[], timedelta] = timedelta
    """The time that the machine sleeps on after the end of a wait."""

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        assert 0 < seconds <= 5
        await asyncio.sleep(0)
        self.time += timedelta(seconds=seconds) + self.slept()
        if self.time >= self.end:
            self.ended.set()
            await asyncio.Event().wait()


@attrs.define
class Seen:
    """The runs of a function: when, and with which data."""

    at: list[str] = attrs.field(factory=list)
    data: list[dict[str, object]] = attrs.field(factory=list)
    next: list[str] = attrs.field(factory=list)


def run(
    schedule: str,
    *,
    minutes: float,
    lasting: Sequence[float] = (),
    slept: Callable[[], timedelta] = timedelta,
    on_startup: bool = False,
) -> Seen:
    """Run a timer from noon on, and return its runs.

    Args:
        schedule: its schedule.
        minutes: how long.
        lasting: the seconds that its runs take, in order; the others take none.
        slept: how much longer than asked the machine sleeps.
        on_startup: whether it runs on startup.
    """
    seen = Seen()
    lengths = iter(lasting)

    async def main() -> None:
        clock = Clock(NOON + timedelta(minutes=minutes), slept=slept)

        async def record(_: IndexedFunction, given: str) -> None:
            seen.at.append(f"{clock.time:%H:%M:%S}")
            seen.data.append(json.loads(given))
            clock.time += timedelta(seconds=next(lengths, 0))
            await asyncio.sleep(0)

        def announced(_: IndexedFunction, when: datetime) -> None:
            seen.next.append(f"{when:%H:%M:%S}")

        read = read_timers([function(schedule, on_startup=on_startup)], {}, clock.now())
        timers = Timers(read, record, clock, announced)
        timers.start()
        await asyncio.wait_for(clock.ended.wait(), 20)
        await timers.stop()

    asyncio.run(main())
    return seen


def past_due(seen: Seen) -> list[object]:
    return [data["IsPastDue"] for data in seen.data]


def test_a_function_runs_at_each_of_its_times() -> None:
    seen = run("0 */5 * * * *", minutes=16)
    assert seen.at == ["12:05:00", "12:10:00", "12:15:00"]
    assert seen.next == ["12:10:00", "12:15:00", "12:20:00"]
    assert past_due(seen) == [False, False, False]
    assert seen.data[1]["ScheduleStatus"] == {
        "Last": "2026-01-01T12:05:00+00:00",
        "Next": "2026-01-01T12:15:00+00:00",
        "LastUpdated": "2026-01-01T12:05:00+00:00",
    }


def test_before_the_first_run_there_was_none() -> None:
    status = run("0 */5 * * * *", minutes=6).data[0]["ScheduleStatus"]
    assert isinstance(status, dict)
    assert status["Last"] == "0001-01-01T00:00:00+00:00"


def test_times_that_come_every_few_seconds_are_not_announced() -> None:
    seen = run("*/20 * * * * *", minutes=1.1)
    assert seen.at == ["12:00:20", "12:00:40", "12:01:00"]
    assert seen.next == []


def test_run_on_startup_is_one_run_more() -> None:
    seen = run("0 */5 * * * *", minutes=6, on_startup=True)
    assert seen.at == ["12:00:00", "12:05:00"]
    assert past_due(seen) == [False, False]


def test_a_run_that_is_still_going_is_not_overlapped() -> None:
    # The run at 12:01 takes until 12:04:30. The times until then are one run, as in Azure.
    seen = run("0 * * * * *", minutes=6.5, lasting=[210])
    assert seen.at == ["12:01:00", "12:04:30", "12:05:00", "12:06:00"]
    assert past_due(seen) == [False] * 4


def test_a_machine_that_slept_runs_a_function_past_due() -> None:
    lengths = iter([timedelta(), timedelta(minutes=20)])
    seen = run("0 */5 * * * *", minutes=26, slept=lambda: next(lengths, timedelta()))
    assert seen.at == ["12:20:10", "12:25:00"]
    assert past_due(seen) == [True, False]


def test_a_clock_that_is_late_by_a_moment_is_on_time() -> None:
    seen = run("0 */5 * * * *", minutes=6, slept=lambda: timedelta(milliseconds=15))
    assert past_due(seen) == [False]


def test_an_interval_begins_anew_with_each_run() -> None:
    assert run("00:02:00", minutes=7, lasting=[30]).at == ["12:02:00", "12:04:00", "12:06:00"]


def test_stopping_leaves_a_run_that_has_begun() -> None:
    ended: list[bool] = []

    async def main() -> None:
        begun, end = asyncio.Event(), asyncio.Event()

        async def invocation() -> None:
            await end.wait()
            ended.append(True)

        async def start(_: IndexedFunction, __: str) -> None:
            begun.set()
            await asyncio.wait([task])

        task = asyncio.ensure_future(invocation())
        clock = Clock(NOON + timedelta(hours=2))
        timers = Timers(read_timers([function("1:00")], {}, NOON), start, clock, print)
        timers.start()
        await begun.wait()
        await timers.stop()
        end.set()
        await task

    asyncio.run(main())
    assert ended == [True]


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ("0 0 0 30 2 *", "it is never due."),
        (
            "0 0 0 * * 7",
            "the day of the week is '7': use a number from 0 to 6 or a name such as Mon.",
        ),
        ("%WHEN%", "there is no app setting 'WHEN'."),
    ],
    ids=["never due", "invalid", "no setting"],
)
def test_a_bad_schedule_is_one_sentence(schedule: str, expected: str) -> None:
    with pytest.raises(LocalHostError) as caught:
        read_timers([function(schedule)], {}, NOON)
    assert str(caught.value) == (
        f"The schedule {schedule!r} of function 'tick' is not valid: {expected}"
    )


def test_the_time_zone_of_an_app_without_timers_is_not_read() -> None:
    assert read_timers([], {"WEBSITE_TIME_ZONE": "Nowhere"}, NOON) == ()
    with pytest.raises(LocalHostError, match="WEBSITE_TIME_ZONE"):
        read_timers([function("0 * * * * *")], {"WEBSITE_TIME_ZONE": "Nowhere"}, NOON)
