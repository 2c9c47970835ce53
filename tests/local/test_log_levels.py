"""The levels of lines: of host.json, by category, or of the option."""

from __future__ import annotations

import logging

import pytest

from funcext_core.local import LocalHostError
from funcext_core.local.log_levels import LogLevels, category_of, read_log_levels


HOST = {
    "default": logging.WARNING,
    "Function": logging.INFO,
    "function.hello.User": logging.DEBUG,
}


@pytest.mark.parametrize(
    ("function", "own", "least"),
    [
        (None, True, logging.WARNING),
        ("other", True, logging.INFO),
        ("hello", False, logging.INFO),
        ("hello", True, logging.DEBUG),
        ("Hello", True, logging.DEBUG),
    ],
)
def test_the_longest_name_that_a_category_begins_with_counts(
    function: str | None, own: bool, least: int
) -> None:
    levels = read_log_levels(HOST, None)
    category = category_of(function, own=own)
    assert levels.allows(least, category)
    assert not levels.allows(least - 1, category)
    assert levels.lowest() == logging.DEBUG


def test_the_default_is_information() -> None:
    assert LogLevels().allows(logging.INFO, "default")
    assert not LogLevels().allows(logging.DEBUG, category_of("hello"))
    assert LogLevels().lowest() == logging.INFO
    assert read_log_levels({"Function": logging.ERROR}, None).lowest() == logging.INFO


@pytest.mark.parametrize(
    ("option", "least"),
    [("Debug", logging.DEBUG), ("ERROR", logging.ERROR), ("info", logging.INFO)],
)
def test_the_option_replaces_all_of_them(option: str, least: int) -> None:
    levels = read_log_levels(HOST, option)
    assert levels.lowest() == least
    assert levels.allows(least, category_of("hello"))
    assert not levels.allows(least - 1, category_of("hello"))


def test_none_shows_nothing() -> None:
    assert not read_log_levels({}, "none").allows(logging.CRITICAL, "default")


def test_another_word_is_one_sentence() -> None:
    with pytest.raises(LocalHostError, match=r"^--log-level is 'loud': use trace, debug, "):
        read_log_levels({}, "loud")
