"""Values in another format: in quotes, with semicolons, in JSON. Each is named, with the fix."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from funcext_core._plugins.lock import find_lock
from funcext_core._settings.general import read
from funcext_core._settings.plugin_settings import read_plugin_settings
from funcext_core._settings.shapes import misformatted


LoadErrorText = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"timer"', "has quotes around it: write timer"),
        ("'timer', guard", "has quotes around it: write timer, guard"),
        ("timer, 'guard', audit", "has quotes in it: write timer, guard, audit"),
        ("“timer”", "has quotes around it: write timer"),
        ('"timer', "has quotes around it: write timer"),
        ('""', "has quotes around it: leave it empty"),
        ("timer;guard", "has semicolons: write timer, guard"),
        ('"timer";"guard"', "has quotes around it: write timer, guard"),
        ("timer guard", "has spaces and no commas: write timer, guard"),
        ("timer\nguard", "has spaces and no commas: write timer, guard"),
        ('["timer", "guard"]', "is a JSON list: write timer, guard"),
        ("[timer, guard]", "is in brackets: write timer, guard"),
        ("[]", "is a JSON list: leave it empty"),
        ('{"timer": 1}', "is a JSON object: write one setting for each of its values"),
        ("timer;" * 100, "has semicolons"),
    ],
    ids=str,
)
def test_a_value_in_another_format_is_recognized(text: str, said: str) -> None:
    assert misformatted(text) == f"the value {said}"


@pytest.mark.parametrize(
    "text",
    ["timer", "timer, guard", "", "*, !audit", "get_[ab]*", "[" * 5000, "a, b c"],
)
def test_other_values_are_not(text: str) -> None:
    assert misformatted(text) is None


@pytest.mark.parametrize("text", ["a;b", "a b"])
def test_a_single_value_may_have_semicolons_and_spaces(text: str) -> None:
    assert misformatted(text, several=False) is None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "PLUGINS",
            '"timer"',
            'FUNCEXT_PLUGINS="timer": the value has quotes around it: write timer',
        ),
        ("PLUGINS", "a;b", "FUNCEXT_PLUGINS=a;b: the value has semicolons: write a, b"),
        ("STATS", '"1"', 'FUNCEXT_STATS="1": the value has quotes around it: write 1'),
        (
            "ON_LOAD_ERROR",
            "'skip'",
            "FUNCEXT_ON_LOAD_ERROR='skip': the value has quotes around it: write skip",
        ),
        (
            "START_TIMEOUT",
            '"5s"',
            'FUNCEXT_START_TIMEOUT="5s": the value has quotes around it: write 5s',
        ),
    ],
    ids=["quotes", "semicolons", "flag", "choice", "duration"],
)
def test_a_general_setting_says_so(
    name: str, value: str, said: str, load_error: LoadErrorText
) -> None:
    assert load_error(read, {f"FUNCEXT_{name}": value}) == said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "FUNCTIONS",
            '["a", "b"]',
            'FUNCEXT_X__FUNCTIONS=["a", "b"]: the value is a JSON list: write a, b',
        ),
        ("TRIGGERS", "a;b", "FUNCEXT_X__TRIGGERS=a;b: the value has semicolons: write a, b"),
        (
            "ON_ERROR",
            '"fail"',
            'FUNCEXT_X__ON_ERROR="fail": the value has quotes around it: write fail',
        ),
    ],
    ids=["functions", "triggers", "on_error"],
)
def test_a_plugins_setting_says_so(
    name: str, value: str, said: str, load_error: LoadErrorText
) -> None:
    assert load_error(read_plugin_settings, "x", {name: value}) == said


def test_patterns_with_brackets_are_patterns() -> None:
    settings = read_plugin_settings("x", {"FUNCTIONS": "get_[ab]*, !health"})
    assert settings.functions is not None
    assert settings.functions.given == ("get_[ab]*", "!health")


def test_the_path_of_a_lock_says_so(load_error: LoadErrorText) -> None:
    assert load_error(find_lock, '"my.lock"', "nowhere") == (
        'FUNCEXT_LOCK="my.lock": the value has quotes around it: write my.lock'
    )
