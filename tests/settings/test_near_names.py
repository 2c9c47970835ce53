"""Suggestions: a name that is near is suggested; otherwise the list is all there is."""

from __future__ import annotations

import pytest

from funcext_core._settings.names import did_you_mean, is_near


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("tmer", "timer"),
        ("gaurd", "guard"),
        ("guards", "guard"),
        ("Timer", "timer"),
        ("tim", "timer"),
        ("timer_plugin", "timer"),
        ("retry", "retries"),
        ("note.py:*", "notes.py"),
        ("orders.py", "shop/orders.py"),
    ],
)
def test_two_letters_or_a_beginning_are_near(wrong: str, right: str) -> None:
    assert is_near(wrong, right)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("billing", "timer"),
        ("auth", "audit"),
        ("ti", "timer"),
        ("ab", "cd"),
        ("a", "b"),
        ("other", "hello"),
        ("log_level", "lock"),
        ("", "timer"),
    ],
)
def test_anything_else_is_not(wrong: str, right: str) -> None:
    assert not is_near(wrong, right)


def test_a_near_name_is_suggested_before_the_others() -> None:
    assert did_you_mean("tmer", ["audit", "timer", "guard"]) == (
        "did you mean 'timer'? (others: audit, guard)"
    )


def test_without_one_there_is_the_list_alone() -> None:
    assert did_you_mean("billing", ["timer", "guard"]).startswith("known names: ")
    assert did_you_mean("billing", []) == "there is none to choose from"


def test_a_name_of_a_megabyte_takes_no_time() -> None:
    names = [f"plugin_{number}" for number in range(1000)]
    assert did_you_mean("x" * 2**20, names).startswith("known names: ")
