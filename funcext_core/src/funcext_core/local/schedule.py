"""Schedules of timer triggers, as Azure reads them: NCRONTAB expressions and TimeSpans.

NCRONTAB has six fields, seconds first, or five without seconds. It has a grammar of its own: days
of the week end at 6, names may be shortened, a range may be written backward. So the expression is
read here, and croniter, which has another grammar, gets nothing but numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo

import attrs

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.timespan import NotATimeSpanError, parse_timespan


TIME_ZONE_SETTING = "WEBSITE_TIME_ZONE"


class ScheduleError(ValueError):
    """A schedule that Azure would refuse, or that is never due. The message is a clause."""


class Schedule(Protocol):
    """The times at which a function is due."""

    def after(self, when: datetime) -> datetime:
        """Return the first time after another, in the schedule's time zone.

        Raises:
            ScheduleError: there is none.
        """


def parse_schedule(text: str, environ: Mapping[str, str], zone: tzinfo) -> Schedule:
    """Read a schedule.

    Args:
        text: an NCRONTAB expression, or a TimeSpan such as ``00:05:00``; ``%NAME%`` stands for an
            app setting.
        environ: the app settings.
        zone: the time zone of an NCRONTAB expression.

    Raises:
        ScheduleError: Azure would refuse it, too.
    """
    resolved = _with_settings(text, environ)
    fields = resolved.split()
    if len(fields) in (5, 6):
        return _parse_cron(fields, zone)
    return _Interval(_interval(resolved), zone)


def time_zone(environ: Mapping[str, str]) -> tzinfo:
    """Return the time zone that WEBSITE_TIME_ZONE names; UTC by default, as in Azure.

    Raises:
        LocalHostError: there is no such zone.
    """
    name = environ.get(TIME_ZONE_SETTING, "").strip()
    if not name:
        return timezone.utc
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError) as error:
        message = (
            f"{TIME_ZONE_SETTING} is {name!r}, which is not a time zone here: use a name such as "
            "Europe/Berlin, and on a machine without time zones, `pip install tzdata`."
        )
        raise LocalHostError(message) from error


_SETTING = re.compile("%([^%]*)%")


def _with_settings(text: str, environ: Mapping[str, str]) -> str:
    """Replace each ``%NAME%`` by the app setting of that name."""

    def value_of(found: re.Match[str]) -> str:
        name = found.group(1)
        for setting, value in environ.items():
            if setting.lower() == name.lower():
                return value
        message = f"there is no app setting {name!r}"
        raise ScheduleError(message)

    resolved = _SETTING.sub(value_of, text)
    if "%" in _SETTING.sub("", text):
        message = "it has a single '%': write an app setting as %NAME%"
        raise ScheduleError(message)
    return resolved


# -- TimeSpans ------------------------------------------------------------------------------------


def _interval(text: str) -> timedelta:
    try:
        return parse_timespan(text)
    except NotATimeSpanError:
        message = (
            "use an NCRONTAB expression of six fields, seconds first (`0 */5 * * * *`), or a "
            "TimeSpan (`00:05:00`)"
        )
        raise ScheduleError(message) from None
    except ValueError as error:
        raise ScheduleError(str(error)) from None


@attrs.frozen
class _Interval:
    """A TimeSpan: due again when that long has passed."""

    length: timedelta
    zone: tzinfo

    def after(self, when: datetime) -> datetime:
        """Return the time one interval later."""
        try:
            return (when.astimezone(timezone.utc) + self.length).astimezone(self.zone)
        except OverflowError:
            message = "it is never due"
            raise ScheduleError(message) from None


# -- NCRONTAB -------------------------------------------------------------------------------------


@attrs.frozen
class _Field:
    """The values that a field of an expression takes."""

    name: str
    first: int
    last: int
    names: tuple[str, ...] = ()
    """The names of its values, in order."""

    def values(self, text: str) -> set[int]:
        """Return the values that a field's text selects.

        Raises:
            ScheduleError: it is not valid.
        """
        return {value for part in text.split(",") for value in self._values(part)}

    def _values(self, part: str) -> range:
        span, slash, step = part.partition("/")
        if slash and not step.isdecimal():
            message = f"{self.name} has the step {step!r} in {part!r}, which is not a number"
            raise ScheduleError(message)
        low, dash, high = span.partition("-")
        if span == "*":
            begin, end = self.first, self.last
        elif dash:
            begin, end = sorted((self._value(low, part), self._value(high, part)))
        else:
            begin = self._value(span, part)
            end = self.last if slash else begin
        return range(begin, end + 1, max(1, int(step or 1)))

    def _value(self, text: str, part: str) -> int:
        if text.isascii() and text.isdecimal():
            if self.first <= int(text) <= self.last:
                return int(text)
        elif text:
            for value, name in enumerate(self.names, self.first):
                if name.startswith(text.lower()):
                    return value
        shown = repr(text) if text == part else f"{text!r} in {part!r}"
        names = f" or a name such as {self.names[1][:3].capitalize()}" if self.names else ""
        message = f"{self.name} is {shown}: use a number from {self.first} to {self.last}{names}"
        raise ScheduleError(message)


_MONTHS = "january february march april may june july august september october november december"
_FIELDS = (
    _Field("the second", 0, 59),
    _Field("the minute", 0, 59),
    _Field("the hour", 0, 23),
    _Field("the day", 1, 31),
    _Field("the month", 1, 12, tuple(_MONTHS.split())),
    _Field(
        "the day of the week",
        0,
        6,
        ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"),
    ),
)


def _parse_cron(texts: Sequence[str], zone: tzinfo) -> _Cron:
    fields = texts if len(texts) == len(_FIELDS) else ["0", *texts]
    values = [field.values(text) for field, text in zip(_FIELDS, fields, strict=True)]
    numbers = (_numbers(field, found) for field, found in zip(_FIELDS, values, strict=True))
    # As in Azure: a run of values in the second, the minute or the hour makes it an interval.
    repeats = any(value + 1 in found for found in values[:3] for value in found)
    return _Cron(" ".join(numbers), zone, repeats=repeats)


def _numbers(field: _Field, values: set[int]) -> str:
    if len(values) == field.last - field.first + 1:
        return "*"
    return ",".join(map(str, sorted(values)))


@attrs.frozen
class _Cron:
    """An NCRONTAB expression, in a time zone."""

    expression: str
    """In numbers alone."""
    zone: tzinfo
    repeats: bool
    """Whether it names an interval (every half hour), and not points in time (half past one).

    When clocks are set back, an hour comes twice. An interval goes on through both, and a point in
    time is due in the first only.
    """

    def after(self, when: datetime) -> datetime:
        """Return the next time; a day must fit both the day and the day of the week."""
        local = when.astimezone(self.zone)
        wall = local.replace(tzinfo=None)
        while True:
            wall = self._next(wall)
            found = wall.replace(tzinfo=self.zone).astimezone(timezone.utc)
            if found > when:
                break
        is_skipped = found.astimezone(self.zone).replace(tzinfo=None) != wall
        if self.repeats and not is_skipped:
            return self._next(local)
        # A time that is skipped when clocks are set forward comes as much later as they are set.
        return found.astimezone(self.zone)

    def _next(self, when: datetime) -> datetime:
        # Only apps with timers need it.
        from croniter import CroniterBadDateError, croniter  # noqa: PLC0415 - see above

        schedule = croniter(self.expression, when, day_or=False, second_at_beginning=True)
        try:
            found: datetime = schedule.get_next(datetime)
        except CroniterBadDateError:
            message = "it is never due"
            raise ScheduleError(message) from None
        return found
