"""Code that stands in another function's first line: the table that says so is written by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType
from typing import Any

import pytest

from funcext_core._layers.code_location import placed, standing_for


# Among these are codes of whatever length an entry of the table ends at, in every Python.
LENGTHS = range(300)


def like() -> None:
    """A function with a line of its own."""


def written(statements: int) -> CodeType:
    """Return code with as many statements, in as many lines."""
    text = "def f(x):\n" + "    x + 1\n" * statements + "    return x\n"
    names: dict[str, Any] = {}
    exec(text, names)  # noqa: S102 - our own text
    code: CodeType = names["f"].__code__
    return code


@pytest.mark.parametrize("statements", LENGTHS)
def test_every_instruction_stands_in_the_first_line(statements: int) -> None:
    code = placed(written(statements), like.__code__)
    first = like.__code__.co_firstlineno
    ranges = list(code.co_lines())
    assert {line for _, _, line in ranges} == {first}
    # They join up, from the first byte to the last.
    assert ranges[0][0] == 0
    assert [end for _, end, _ in ranges[:-1]] == [start for start, _, _ in ranges[1:]]
    assert ranges[-1][1] == len(code.co_code)


if sys.version_info >= (3, 11):
    # Before, code had no columns.

    @pytest.mark.parametrize("statements", LENGTHS)
    def test_no_instruction_stands_in_a_column(statements: int) -> None:
        code = placed(written(statements), like.__code__)
        first = like.__code__.co_firstlineno
        positions = list(code.co_positions())
        assert positions == [(first, first, None, None)] * (len(code.co_code) // 2)


def test_the_lengths_are_those_at_which_entries_end() -> None:
    lengths = {len(written(statements).co_code) for statements in LENGTHS}
    # 3.10 has up to 254 bytes in an entry, later ones up to 8 instructions of 2 bytes.
    size = 254 if sys.version_info < (3, 11) else 16
    assert {length % size for length in lengths} >= {0, 2, size - 2}


def test_what_stands_in_keeps_what_it_encloses_and_nothing_else() -> None:
    def enclosing(value: int) -> Callable[..., int]:
        def inner(more: int = 0) -> int:
            return value + more

        return inner

    function = standing_for(like, enclosing(41))
    assert function(1) == 42
    assert function.__name__ == "like"
    assert function.__annotations__ == {}
    assert function.__code__.co_filename == like.__code__.co_filename


def test_only_what_has_code_can_be_stood_in_for() -> None:
    with pytest.raises(TypeError, match="which has no code of its own"):
        standing_for(print, like)
