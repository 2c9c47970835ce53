"""Retry policies: how often the Functions host runs a failed function again, and how long after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import attrs

from .errors import LocalHostError
from .timespan import parse_timespan


_FIXED, _EXPONENTIAL = "fixeddelay", "exponentialbackoff"
_TRIGGERS = ("timerTrigger", "eventHubTrigger", "kafkaTrigger", "cosmosDBTrigger")
"""The triggers for which the Functions host obeys a policy."""


@attrs.frozen
class RetryPolicy:
    """A function's retry policy."""

    most: int
    """The number of retries; -1 means no limit."""
    first: timedelta
    """The time before the first retry."""
    longest: timedelta
    """The longest time before a retry: each is twice the one before it, up to this one."""

    def delay(self, retries: int) -> float | None:
        """Return the seconds before the next retry; None if there is none.

        Args:
            retries: the number of retries so far.
        """
        if 0 <= self.most <= retries:
            return None
        # Far below the largest float, and far above any delay.
        doubled = self.first.total_seconds() * 2.0 ** min(retries, 64)
        return min(doubled, self.longest.total_seconds())


def obeys_retry(trigger_type: str) -> bool:
    """Return whether the Functions host obeys the retry policy of functions with a trigger."""
    return trigger_type in _TRIGGERS


def read_retry(owner: str, declared: Mapping[str, object] | None) -> RetryPolicy | None:
    """Read a retry policy: the decorator's setting, or `retry` in function.json or host.json.

    Args:
        owner: what has the policy, for errors, such as ``function 'tick'``.
        declared: the policy; None and an empty one mean that there is none.

    Raises:
        LocalHostError: the Functions host would refuse it, too.
    """
    if not declared:
        return None
    # The decorator writes max_retry_count and fixed_delay, function.json has camel case.
    values = {_plain(name): str(value) for name, value in declared.items() if value is not None}
    strategy = _plain(values.get("strategy", ""))
    try:
        most = int(values.get("maxretrycount", ""))
    except ValueError:
        most = -2
    if most < -1:
        given = values.get("maxretrycount")
        raise _invalid(owner, f"the number of retries is {given!r}: use -1 or more")
    if strategy == _FIXED:
        delay = _time(owner, values, "delayinterval", "delay interval")
        return RetryPolicy(most, delay, delay)
    if strategy == _EXPONENTIAL:
        first = _time(owner, values, "minimuminterval", "minimum interval")
        return RetryPolicy(most, first, _time(owner, values, "maximuminterval", "maximum interval"))
    given = values.get("strategy")
    raise _invalid(owner, f"the strategy is {given!r}: use fixed_delay or exponential_backoff")


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _time(owner: str, values: Mapping[str, str], name: str, shown: str) -> timedelta:
    given = values.get(name)
    try:
        return parse_timespan(given or "")
    except ValueError:
        problem = f"the {shown} is {given!r}: use a TimeSpan such as 00:00:05"
        raise _invalid(owner, problem) from None


def _invalid(owner: str, problem: str) -> LocalHostError:
    return LocalHostError(f"The retry policy of {owner} is not valid: {problem}.")
