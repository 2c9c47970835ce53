"""Patterns of functions and triggers match as the standard library's `fnmatch` does."""

from __future__ import annotations

from fnmatch import fnmatchcase

from hypothesis import given
from hypothesis import strategies as st

from funcext_core._settings.scope import Globs


NAMES = st.text("ab*?[]!.", max_size=6)
PATTERNS = st.lists(st.text("ab*?[].", min_size=1, max_size=5), min_size=1, max_size=4)


@given(NAMES, PATTERNS)
def test_a_name_matches_if_one_pattern_does(name: str, patterns: list[str]) -> None:
    expected = any(fnmatchcase(name, pattern) for pattern in patterns)
    assert Globs(tuple(patterns)).match(name) is expected


@given(NAMES, PATTERNS)
def test_a_name_does_not_match_if_an_exclusion_does(name: str, patterns: list[str]) -> None:
    excluded = any(fnmatchcase(name, pattern) for pattern in patterns)
    assert Globs(tuple(f"!{pattern}" for pattern in patterns)).match(name) is not excluded


@given(NAMES, PATTERNS, PATTERNS)
def test_an_exclusion_wins(name: str, wanted: list[str], unwanted: list[str]) -> None:
    expected = any(fnmatchcase(name, pattern) for pattern in wanted) and not any(
        fnmatchcase(name, pattern) for pattern in unwanted
    )
    globs = Globs((*wanted, *(f"!{pattern}" for pattern in unwanted)))
    assert globs.match(name) is expected
