"""Text from outside reaches a log or an error on one line, readable and of bounded length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funcext_core import LoadError
from funcext_core._foreign import LIMIT, described, enumerated, escaped, one_line, shortened


class TestOneLine:
    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("plain text", "plain text"),
            ("  two \n\t lines\r\n", "two lines"),
            ("a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g\xa0h", "a b c d e f g h"),
            ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
            ("nul \x00, delete \x7f", r"nul \x00, delete \x7f"),
            ("left \u202e right \u2066", r"left \u202e right \u2066"),
            ("zero\u200bwidth \ufeff", r"zero\u200bwidth \ufeff"),
            ("half \ud800", r"half \ud800"),
            ("naïve ☃ 日本", "naïve ☃ 日本"),
            (r"C:\new", r"C:\new"),
        ],
    )
    def test_has_no_control_character(self, text: str, line: str) -> None:
        assert one_line(text) == line

    @given(st.text())
    def test_is_printable_and_stays_as_it_is(self, text: str) -> None:
        line = one_line(text)
        assert line.isprintable()
        assert one_line(line) == line

    @given(st.text())
    def test_escaped_text_keeps_its_spaces(self, text: str) -> None:
        assert escaped(text).isprintable()
        assert escaped(text).count(" ") == text.count(" ")


@given(st.text(), st.integers(min_value=10, max_value=50))
def test_shortened_text_keeps_its_ends(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= max(limit, 10)
    if len(text) <= limit:
        assert short == text
    else:
        first, _, last = short.partition(" … ")
        assert text.startswith(first)
        assert text.endswith(last)


@pytest.mark.parametrize(
    ("count", "listed"),
    [(0, ""), (1, "p0"), (3, "p0, p1, p2"), (4, "p0, p1, p2 and 1 more")],
)
def test_a_long_list_shows_its_beginning(count: int, listed: str) -> None:
    assert enumerated([f"p{number}" for number in range(count)], 3) == listed


class _Mute(Exception):
    def __str__(self) -> str:
        raise SystemExit


class _OddlyNamed(type):
    @property
    def __name__(cls) -> str:  # type: ignore[override] # the oddity under test
        raise AttributeError


class _Odd(Exception, metaclass=_OddlyNamed):
    pass


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("why"), "ValueError: why"),
        (_Mute(), "_Mute: (its text cannot be read)"),
        (_Odd("why"), "_Odd: why"),
    ],
    ids=["plain", "mute", "oddly-named"],
)
def test_an_error_is_described_whatever_its_class_does(error: Exception, text: str) -> None:
    assert described(error) == text


class TestLoadErrors:
    def test_have_one_printable_line(self) -> None:
        assert str(LoadError("FUNCEXT_PLUGINS=a\n\x1b[2J\u202e: wrong")) == (
            r"FUNCEXT_PLUGINS=a \x1b[2J\u202e: wrong"
        )

    def test_are_short_whatever_they_quote(self) -> None:
        text = str(LoadError(f"FUNCEXT_X__LEVEL={'a' * 1_000_000}: expected a whole number"))
        assert len(text) <= LIMIT
        assert text.startswith("FUNCEXT_X__LEVEL=aaa")
        assert text.endswith("aaa: expected a whole number")
