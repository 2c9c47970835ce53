"""The constraints of route parameters, such as `int` in `{id:int}`, as ASP.NET reads them.

A value that .NET would parse is accepted: white space around a number, say, or a comma between
thousands. Dates are accepted in ISO 8601 and in the forms that .NET's invariant culture writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

import attrs

from .errors import LocalHostError


Test = Callable[[str], bool]
"""Returns whether a value meets a constraint."""

_INT32 = 2**31
_INT64 = 2**63
_GUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%m-%d-%Y", "%d %B %Y", "%B %d, %Y", "%B %d %Y")
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", " %I:%M%p")
_FORMATS = tuple(date + time for date in _DATES for time in _TIMES)


@attrs.frozen
class Constraint:
    """A constraint; two that are written alike are equal."""

    text: str
    """The constraint as it is written, such as ``min(3)``."""
    _test: Test = attrs.field(eq=False, repr=False)

    def met_by(self, value: str) -> bool:
        """Return whether a value from a path meets it."""
        return self._test(value)


def parse_constraint(name: str, argument: str | None, template: str) -> Constraint:
    """Return a constraint of a route.

    Args:
        name: its name; case does not matter.
        argument: the text in parentheses; None without parentheses.
        template: the route, for messages.

    Raises:
        LocalHostError: the Functions host would refuse it, too.
    """
    written = name if argument is None else f"{name}({argument})"
    plain = _PLAIN.get(name.lower())
    if plain is not None and argument is None:
        return Constraint(written.lower(), plain)
    build = _WITH_ARGUMENT.get(name.lower())
    try:
        if build is not None and argument is not None:
            return Constraint(f"{name.lower()}({argument})", build(argument))
    except (ValueError, re.error) as error:
        reason = error if isinstance(error, re.error) else _SHAPES[name.lower()]
        message = f"The route {template!r} has an invalid constraint, {written}: {reason}."
        raise LocalHostError(message) from error
    known = ", ".join(sorted({*_PLAIN, *_WITH_ARGUMENT}))
    message = f"The route {template!r} has an unknown constraint, {written}: use one of {known}."
    raise LocalHostError(message)


def _matches(pattern: str) -> Test:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda value: compiled.fullmatch(value.strip()) is not None


def _integer(limit: int) -> Test:
    def test(value: str) -> bool:
        text = value.strip()
        # Python converts no text with thousands of digits.
        return re.fullmatch(r"[+-]?0*[0-9]{1,19}", text) is not None and -limit <= int(text) < limit

    return test


def _is_datetime(value: str) -> bool:
    text = value.strip()
    # Python 3.10 reads no Z.
    if _parses(datetime.fromisoformat, re.sub("[zZ]$", "+00:00", text)):
        return True
    return any(_parses(partial(_strptime, form), text) for form in _FORMATS)


def _strptime(form: str, text: str) -> datetime:
    return datetime.strptime(text, form)  # noqa: DTZ007 - only whether it is a date matters


def _parses(parse: Callable[[str], object], value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


def _is_file(value: str) -> bool:
    """Return whether the last segment is a file's name: it has a period, not at its end."""
    name = value.rpartition("/")[2]
    return "." in name and not name.endswith(".")


def _between(low: int | None, high: int | None) -> Test:
    is_integer = _integer(_INT64)

    def test(value: str) -> bool:
        if not is_integer(value):
            return False
        return (low is None or low <= int(value)) and (high is None or int(value) <= high)

    return test


def _of_length(low: int, high: int | None) -> Test:
    return lambda value: low <= len(value) and (high is None or len(value) <= high)


def _length(argument: str) -> Test:
    low, _, high = argument.partition(",")
    return _of_length(int(low), int(high or low))


def _range(argument: str) -> Test:
    low, _, high = argument.partition(",")
    return _between(int(low), int(high))


def _regex(argument: str) -> Test:
    pattern = re.compile(argument, re.IGNORECASE)
    return lambda value: pattern.search(value) is not None


_FLOATING = _matches(r"[+-]?([0-9][0-9,]*\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?|nan|-?infinity")

_PLAIN: Mapping[str, Test] = {
    "alpha": lambda value: re.fullmatch("[A-Za-z]*", value) is not None,
    "bool": _matches("true|false"),
    "datetime": _is_datetime,
    "decimal": _matches(r"[+-]?([0-9][0-9,]*\.?[0-9]*|\.[0-9]+)[+-]?"),
    "double": _FLOATING,
    "file": _is_file,
    "float": _FLOATING,
    "guid": _matches(rf"[0-9a-f]{{32}}|{_GUID}|\{{{_GUID}\}}|\({_GUID}\)"),
    "int": _integer(_INT32),
    "long": _integer(_INT64),
    "nonfile": lambda value: not _is_file(value),
    "required": bool,
}

_WITH_ARGUMENT: Mapping[str, Callable[[str], Test]] = {
    "length": _length,
    "max": lambda argument: _between(None, int(argument)),
    "maxlength": lambda argument: _of_length(0, int(argument)),
    "min": lambda argument: _between(int(argument), None),
    "minlength": lambda argument: _of_length(int(argument), None),
    "range": _range,
    "regex": _regex,
}

_SHAPES: Mapping[str, str] = {
    **dict.fromkeys(("max", "maxlength", "min", "minlength"), "write one number"),
    "length": "write one number, or two with a comma",
    "range": "write two numbers with a comma",
}
"""How to write the arguments of constraints with numbers."""
