"""Timer triggers on their schedules.

As in the Functions host, a function's timer is a singleton: the next run begins when the last one
has ended. One that came due meanwhile begins at once, several that came due are one.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Protocol

import attrs

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.indexing import IndexedFunction

from .schedule import Schedule, ScheduleError, parse_schedule, time_zone


TIMER_TRIGGER = "timerTrigger"

_ON_TIME = timedelta(seconds=1)
_WORTH_SAYING = timedelta(minutes=1)
_LONGEST_NAP = 5.0  # seconds; the clock may be set meanwhile, or the machine may sleep


class Clock(Protocol):
    """The time of day, and a way to wait."""

    def now(self) -> datetime:
        """Return the time, with its zone."""

    async def sleep(self, seconds: float) -> None:
        """Wait for a time."""


class SystemClock:
    """This machine's clock."""

    def now(self) -> datetime:
        """Return the time, in UTC."""
        return datetime.now(timezone.utc)

    async def sleep(self, seconds: float) -> None:
        """Wait for a time."""
        await asyncio.sleep(seconds)


@attrs.frozen
class Timer:
    """A function with a timer trigger, and its schedule."""

    function: IndexedFunction
    schedule: Schedule
    run_on_startup: bool = False
    """Whether it also runs when the app is served."""


def read_timers(
    functions: Iterable[IndexedFunction], environ: Mapping[str, str], now: datetime
) -> Sequence[Timer]:
    """Read the schedules of an app's timer triggers.

    Args:
        functions: the app's functions.
        environ: the app settings.
        now: the time.

    Raises:
        LocalHostError: Azure would refuse a schedule, or it is never due; or the time zone in
            WEBSITE_TIME_ZONE is unknown.
    """
    timed = [function for function in functions if function.trigger_type == TIMER_TRIGGER]
    if not timed:
        return ()
    zone = time_zone(environ)
    timers = []
    for function in timed:
        text = str(function.trigger.get("schedule", ""))
        try:
            schedule = parse_schedule(text, environ, zone)
            schedule.after(now)
        except ScheduleError as error:
            message = f"The schedule {text!r} of function {function.name!r} is not valid: {error}."
            raise LocalHostError(message) from error
        on_startup = function.trigger.get("runOnStartup") is True
        timers.append(Timer(function, schedule, on_startup))
    return timers


class Timers:
    """The timers of an app that is served, on the running loop."""

    def __init__(
        self,
        timers: Iterable[Timer],
        run: Callable[[IndexedFunction, str], Awaitable[object]],
        clock: Clock,
        on_next: Callable[[IndexedFunction, datetime], object],
    ) -> None:
        """Take the timers, without starting them.

        Args:
            timers: the timers.
            run: runs a function with its trigger's data; it may be cancelled while it waits, and
                the run goes on.
            clock: the time.
            on_next: called with a function and its next time after each of its runs, if that is at
                least a minute away.
        """
        self._timers = {timer.function.name: timer for timer in timers}
        self._run_function = run
        self._clock = clock
        self._on_next = on_next
        self._tasks: list[asyncio.Task[None]] = []

    def next_time(self, function: IndexedFunction) -> datetime | None:
        """Return the next time of a function from now on; None without a timer trigger."""
        timer = self._timers.get(function.name)
        return None if timer is None else _after(timer, self._clock.now())

    def start(self) -> None:
        """Run every function when it is due."""
        self._tasks = [asyncio.ensure_future(self._keep(t)) for t in self._timers.values()]

    async def stop(self) -> None:
        """Run no function anymore; runs that have begun go on."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _keep(self, timer: Timer) -> None:
        last: datetime | None = None
        began = self._clock.now()
        if timer.run_on_startup:
            await self._run(timer, last, began, past_due=False)
            last = began
        while (due := _after(timer, began)) is not None:
            if last is not None and due - self._clock.now() >= _WORTH_SAYING:
                self._on_next(timer.function, due)
            past_due = await self._wait_until(due)
            # A clock that is a little slow must not make one time due twice.
            began = max(due, self._clock.now())
            await self._run(timer, last, due, past_due=past_due)
            last = began

    async def _wait_until(self, due: datetime) -> bool:
        """Wait until a time; return whether the machine slept through it."""
        if self._clock.now() >= due:
            return False  # the run before it took that long
        while (left := due - self._clock.now()) > timedelta():
            await self._clock.sleep(min(left.total_seconds(), _LONGEST_NAP))
        return -left > _ON_TIME

    async def _run(
        self, timer: Timer, last: datetime | None, due: datetime, *, past_due: bool
    ) -> None:
        status = {
            "Last": _stamp(last),
            "Next": _stamp(_after(timer, due)),
            "LastUpdated": _stamp(last),
        }
        data = {"IsPastDue": past_due, "ScheduleStatus": status}
        await self._run_function(timer.function, json.dumps(data))


def shown_time(when: datetime) -> str:
    """Return a time for readers."""
    return f"{when:%Y-%m-%d %H:%M:%S} {when.tzname()}"


def _after(timer: Timer, when: datetime) -> datetime | None:
    """Return the next time; None after the last, which is in another age."""
    try:
        return timer.schedule.after(when)
    except ScheduleError:
        return None


def _stamp(when: datetime | None) -> str:
    """Return a time as the Functions host writes it; it has one for never, too."""
    return "0001-01-01T00:00:00+00:00" if when is None else when.isoformat()
