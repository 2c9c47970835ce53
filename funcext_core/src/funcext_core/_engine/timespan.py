"""Lengths of time as .NET writes them: TimeSpans, such as ``00:05:00``."""

from __future__ import annotations

import re
from datetime import timedelta


class NotATimeSpanError(ValueError):
    """A text that does not have the form of a TimeSpan."""


_TIMESPAN = re.compile(
    r"""\s* (?P<sign>-)?
    (?: (?P<only_days>\d+)
    | (?: (?P<days>\d+) \. )? (?P<hours>\d+) : (?P<minutes>\d+)
      (?: : (?P<seconds>\d+) (?: (?: \. (?P<fraction>\d{1,7})) | :(?P<fourth>\d+) )? )?
    ) \s*""",
    re.VERBOSE | re.ASCII,
)


def parse_timespan(text: str) -> timedelta:
    """Read a .NET TimeSpan, such as ``00:05:00``, ``1.02:00:00`` or ``7`` (days).

    As in .NET, ``24:00:00`` is 24 days, because no day has an hour 24.

    Raises:
        NotATimeSpanError: it is not one.
        ValueError: it is not longer than zero, or has a part that is too large. The message is a
            clause.
    """
    found = _TIMESPAN.fullmatch(text)
    if found is None:
        message = f"{text!r} is not a TimeSpan such as 00:05:00"
        raise NotATimeSpanError(message)
    try:
        length = _length(found)
    except OverflowError:
        message = "it is too long"
        raise ValueError(message) from None
    if found["sign"] or not length:
        message = "a TimeSpan must be longer than zero"
        raise ValueError(message)
    return length


def _length(found: re.Match[str]) -> timedelta:
    if found["only_days"]:
        return timedelta(days=int(found["only_days"]))
    parts = [int(found[name] or 0) for name in ("days", "hours", "minutes", "seconds")]
    fourth = found["fourth"]
    if fourth is not None or (found["days"] is None and parts[1] > _LAST["hours"]):
        # d:hh:mm:ss, and the shorter d:hh:mm
        parts = [*parts[1:], int(fourth or 0)]
    for name, value in zip(_LAST, parts[1:], strict=True):
        if value > _LAST[name]:
            message = f"a TimeSpan has at most {_LAST[name]} {name}, not {value}"
            raise ValueError(message)
    days, hours, minutes, seconds = parts
    fraction = float(f"0.{found['fraction'] or 0}")
    return timedelta(days, seconds + fraction, hours=hours, minutes=minutes)


_LAST = {"hours": 23, "minutes": 59, "seconds": 59}
