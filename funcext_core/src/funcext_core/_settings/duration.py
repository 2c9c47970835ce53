"""A duration in an app setting: `250ms`, `5s`, `10m`, `1h`, `1d`."""

from __future__ import annotations

import re
from datetime import timedelta


_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_duration(text: str) -> timedelta:
    """Parse a number with a unit.

    Raises:
        ValueError: with what was expected.
    """
    found = re.fullmatch(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>ms|s|m|h|d)", text.lower())
    if found is None:
        message = "expected a duration, such as 250ms, 5s, 10m, 1h or 1d"
        raise ValueError(message)
    try:
        return timedelta(seconds=float(found["number"]) * _UNITS[found["unit"]])
    except OverflowError:
        message = f"expected a duration of at most {timedelta.max.days:,} days"
    raise ValueError(message)
