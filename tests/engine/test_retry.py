"""Retry policies are read as declared, and say when a failed function runs again."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.retry import RetryPolicy, obeys_retry, read_retry


def policy(declared: Mapping[str, object]) -> RetryPolicy:
    found = read_retry("function 'tick'", declared)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (
            {"strategy": "fixed_delay", "max_retry_count": "3", "delay_interval": "00:00:02"},
            [2, 2, 2, None],
        ),
        (
            {"strategy": "fixedDelay", "maxRetryCount": 1, "delayInterval": "00:01:00"},
            [60, None],
        ),
        (
            {
                "strategy": "exponential_backoff",
                "max_retry_count": "5",
                "minimum_interval": "00:00:01",
                "maximum_interval": "00:00:06",
            },
            [1, 2, 4, 6, 6, None],
        ),
        ({"strategy": "fixed_delay", "max_retry_count": "0", "delay_interval": "1:0"}, [None]),
    ],
    ids=["decorator", "function.json", "exponential", "none"],
)
def test_delays_until_there_are_no_more(
    declared: Mapping[str, object], expected: list[float | None]
) -> None:
    found = policy(declared)
    assert [found.delay(retries) for retries in range(len(expected))] == expected


def test_minus_one_is_forever() -> None:
    declared = {
        "strategy": "exponentialBackoff",
        "maxRetryCount": -1,
        "minimumInterval": "00:00:01",
        "maximumInterval": "1.00:00:00",
    }
    assert policy(declared).delay(10**6) == 24 * 60 * 60


@pytest.mark.parametrize("declared", [None, {}])
def test_a_function_may_have_none(declared: Mapping[str, object] | None) -> None:
    assert read_retry("function 'tick'", declared) is None


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ({"strategy": "x", "max_retry_count": "1"}, "the strategy is 'x': use fixed_delay or"),
        ({"strategy": "fixed_delay"}, "the number of retries is None: use -1 or more"),
        ({"strategy": "fixed_delay", "max_retry_count": "-2"}, "the number of retries is '-2'"),
        ({"strategy": "fixed_delay", "max_retry_count": "1"}, "the delay interval is None"),
        (
            {"strategy": "fixed_delay", "max_retry_count": "1", "delay_interval": "5s"},
            "the delay interval is '5s': use a TimeSpan such as 00:00:05",
        ),
        (
            {
                "strategy": "exponential_backoff",
                "max_retry_count": "1",
                "minimum_interval": "00:00:05",
            },
            "the maximum interval is None",
        ),
    ],
    ids=["strategy", "no number", "negative", "no delay", "not a TimeSpan", "no maximum"],
)
def test_a_mistake_is_one_sentence(declared: Mapping[str, object], expected: str) -> None:
    with pytest.raises(LocalHostError) as caught:
        read_retry("function 'tick'", declared)
    assert str(caught.value).startswith("The retry policy of function 'tick' is not valid: ")
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        ("timerTrigger", True),
        ("cosmosDBTrigger", True),
        ("queueTrigger", False),
        ("httpTrigger", False),
    ],
)
def test_some_triggers_have_retries_of_their_own(trigger: str, expected: bool) -> None:
    assert obeys_retry(trigger) is expected
