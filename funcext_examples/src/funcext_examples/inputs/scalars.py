"""Texts, and the scalars of JSON, to plain types of Python."""

from __future__ import annotations

import datetime as dt
import enum
import re
import typing
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NoReturn
from uuid import UUID


Convert = Callable[[Any, str], Any]
"""Takes a value and the path to it; raises `Misfit` if the value does not fit."""

_WHOLE = re.compile(r"[+-]?\d{1,30}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,300}(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
_BOOLS = {"true": True, "1": True, "false": False, "0": False}


class Misfit(ValueError):
    """A value does not fit its type."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem


def misfit(path: str, expected: str) -> NoReturn:
    """Refuse a value.

    Args:
        path: where it is.
        expected: the kind of value that would fit.
    """
    raise Misfit(path, f"must be {expected}")


def _whole(value: object) -> int:
    return int(_matching(_WHOLE, value))


def _number(value: object) -> float:
    return float(_matching(_NUMBER, value))


def _decimal(value: object) -> Decimal:
    return Decimal(_matching(_NUMBER, value))


def _matching(pattern: re.Pattern[str], value: object) -> str:
    text = str(value)
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _moment(value: str) -> dt.datetime:
    # Python 3.10 does not know the Z.
    return dt.datetime.fromisoformat(re.sub("[zZ]$", "+00:00", value))


_SCALARS: dict[object, tuple[str, Callable[[Any], object], tuple[type, ...]]] = {
    str: ("text", str, (str,)),
    int: ("a whole number", _whole, (int,)),
    float: ("a number", _number, (int, float)),
    bool: ("true or false", lambda value: _BOOLS[str(value).lower()], (bool,)),
    Decimal: ("a number", _decimal, (str, int, float)),
    UUID: ("a UUID", UUID, (str,)),
    dt.datetime: ("a date and time, such as 2026-01-31T12:00:00Z", _moment, (str,)),
    dt.date: ("a date, such as 2026-01-31", dt.date.fromisoformat, (str,)),
    dt.time: ("a time, such as 12:00:00", dt.time.fromisoformat, (str,)),
}
"""By type: the expectation, the conversion, and the types that it takes from JSON."""


def scalar(kind: object, *, text: bool) -> Convert | None:
    """Return the conversion to a scalar type; None if it is not one.

    Args:
        kind: the type: a plain one, an enum or a `Literal`.
        text: whether values come as text, as in a query, and not from JSON.
    """
    if typing.get_origin(kind) is typing.Literal:
        return _one_of([(option, option) for option in typing.get_args(kind)], text=text)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return _one_of([(member.value, member) for member in kind], text=text)
    if kind not in _SCALARS:
        return None
    expected, parse, json_types = _SCALARS[kind]
    taken = (str,) if text else json_types

    def convert(value: object, path: str) -> object:
        try:
            # Not by `isinstance`: True is an int, too.
            if type(value) in taken:
                return parse(value)
        except (ValueError, LookupError, ArithmeticError):
            pass
        misfit(path, expected)

    return convert


def _one_of(options: list[tuple[object, object]], *, text: bool) -> Convert:
    """Return the conversion to one of some values, each with the value that stands for it."""
    expected = "one of " + ", ".join(str(wire) for wire, _ in options)

    def convert(value: object, path: str) -> object:
        for wire, result in options:
            if value == (str(wire) if text else wire) and (text or type(value) is type(wire)):
                return result
        misfit(path, expected)

    return convert
