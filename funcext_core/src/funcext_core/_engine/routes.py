"""Route templates of HTTP triggers, as the Functions host (ASP.NET) reads them.

In `orders/{id:int}/{*rest}`, literals are case-insensitive, a parameter matches one segment, and a
catch-all parameter matches the rest. At the end, `{name?}` and `{name=value}` may be left out.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from urllib.parse import unquote

import attrs

from .errors import LocalHostError


Test = Callable[[str], bool]

_INT32 = 2**31
_INT64 = 2**63
_ESCAPED_BRACES = ("{{", "}}")
# Ranks of a template's segment, the most specific first; more specific routes are tried first.
_LITERAL, _CONSTRAINED, _FREE, _CATCH_ALL = range(4)


@attrs.frozen
class Parameter:
    """One `{...}` of a template."""

    name: str
    catch_all: bool = False
    """Whether it takes the rest of the path."""
    optional: bool = False
    default: str | None = None
    """The value if the path leaves it out; None if it has no default."""
    tests: tuple[Test, ...] = ()
    """Its constraints: each test returns whether a value meets one."""

    @property
    def omittable(self) -> bool:
        """Whether a path may end before it."""
        return self.catch_all or self.optional or self.default is not None

    def accepts(self, value: str) -> bool:
        """Return whether a value from a path meets every constraint."""
        return all(test(value) for test in self.tests)


@attrs.frozen
class Segment:
    """The part between two slashes: a sequence of literals and parameters."""

    parts: tuple[str | Parameter, ...]
    pattern: re.Pattern[str]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters among the parts."""
        return tuple(part for part in self.parts if isinstance(part, Parameter))

    @property
    def alone(self) -> Parameter | None:
        """The parameter, if it is the only part; None otherwise."""
        first = self.parts[0]
        return first if len(self.parts) == 1 and isinstance(first, Parameter) else None

    @property
    def rank(self) -> int:
        """The segment's rank; a smaller one is more specific."""
        alone = self.alone
        if alone is None:
            return _CONSTRAINED if self.parameters else _LITERAL
        if alone.catch_all:
            return _CATCH_ALL
        return _CONSTRAINED if alone.tests else _FREE

    def match(self, text: str) -> dict[str, str] | None:
        """Match one decoded segment of a path; return the parameters' values, or None."""
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        values = dict(zip((p.name for p in self.parameters), found.groups(), strict=True))
        if all(p.accepts(values[p.name]) for p in self.parameters if values[p.name]):
            return values
        return None


@attrs.frozen
class Route:
    """A parsed template."""

    template: str
    segments: tuple[Segment, ...]

    @property
    def rank(self) -> tuple[int, ...]:
        """A sort key: the more specific of two templates that match a path comes first."""
        return tuple(segment.rank for segment in self.segments)

    def match(self, path: Sequence[str]) -> dict[str, str] | None:
        """Match a path's decoded segments.

        Returns:
            The values of the parameters that the path has; None if it does not match.
        """
        values: dict[str, str] = {}
        for index, segment in enumerate(self.segments):
            alone = segment.alone
            if alone is not None and alone.omittable and index >= len(path):
                values.update(_present(alone, ""))
            elif alone is not None and alone.catch_all:
                rest = "/".join(path[index:])
                if not alone.accepts(rest):
                    return None
                return {**values, **_present(alone, rest)}
            elif index >= len(path) or (found := segment.match(path[index])) is None:
                return None
            else:
                values.update({name: value for name, value in found.items() if value})
        return values if len(path) <= len(self.segments) else None


def _present(parameter: Parameter, value: str) -> dict[str, str]:
    """Return a parameter's value or default by name; nothing if it has neither, as in Azure."""
    chosen = value or parameter.default
    return {parameter.name: chosen} if chosen else {}


def path_segments(raw_path: str) -> list[str]:
    """Split the path of a request as sent, and decode each segment.

    An encoded slash remains encoded, as in the Functions host. One slash at the end is ignored.
    """
    segments = raw_path.split("/")[1:]
    if segments and not segments[-1]:
        segments.pop()
    return [
        "%2F".join(unquote(part) for part in re.split("%2f", segment, flags=re.IGNORECASE))
        for segment in segments
    ]


def parse_route(template: str) -> Route:
    """Parse a route template with its prefix; leading and doubled slashes are ignored.

    Raises:
        LocalHostError: the Functions host would refuse the template, too.
    """
    segments = [_segment(parts) for parts in _split(template) if parts]
    names = [p.name.lower() for segment in segments for p in segment.parameters]
    if len(set(names)) < len(names):
        message = f"The route {template!r} has two parameters with the same name."
        raise LocalHostError(message)
    early = [segment for segment in segments[:-1] if segment.rank == _CATCH_ALL]
    if early:
        message = f"The route {template!r} has a catch-all parameter that is not at the end."
        raise LocalHostError(message)
    return Route(template=template, segments=tuple(segments))


def _segment(parts: list[str | Parameter]) -> Segment:
    pattern = "".join(
        re.escape(part) if isinstance(part, str) else ("(.*)" if part.omittable else "(.+)")
        for part in parts
    )
    return Segment(tuple(parts), re.compile(pattern, re.IGNORECASE | re.DOTALL))


def _split(template: str) -> list[list[str | Parameter]]:
    """Split a template into segments, and each into its literals and parameters."""
    segments: list[list[str | Parameter]] = [[]]
    at = 0
    while at < len(template):
        char = template[at]
        if template[at : at + 2] in _ESCAPED_BRACES:
            _append_literal(segments[-1], char)
            at += 2
        elif char == "{":
            body, at = _braced(template, at + 1)
            segments[-1].append(_parameter(body, template))
        elif char == "/":
            segments.append([])
            at += 1
        else:
            _append_literal(segments[-1], char)
            at += 1
    return segments


def _append_literal(parts: list[str | Parameter], char: str) -> None:
    if parts and isinstance(parts[-1], str):
        parts[-1] += char
    else:
        parts.append(char)


def _braced(template: str, at: int) -> tuple[str, int]:
    """Read the text between braces; return it, and the index after the closing brace."""
    body = ""
    while at < len(template):
        if template[at : at + 2] in _ESCAPED_BRACES:
            body += template[at]
            at += 2
        elif template[at] == "}":
            return body, at + 1
        else:
            body += template[at]
            at += 1
    message = f"The route {template!r} has an unclosed brace."
    raise LocalHostError(message)


_NAME = re.compile(r"(\*{0,2})([^*:=?{}/\s]+)")
_CONSTRAINT = re.compile(r":([A-Za-z]+)")


def _parameter(body: str, template: str) -> Parameter:
    named = _NAME.match(body)
    if named is None:
        message = f"The route {template!r} has a parameter without a name, {{{body}}}."
        raise LocalHostError(message)
    rest = body[named.end() :]
    tests: list[Test] = []
    while (found := _CONSTRAINT.match(rest)) is not None:
        argument, rest = _argument(rest[found.end() :])
        tests.append(_constraint(found.group(1), argument, template))
    if rest not in ("", "?") and not rest.startswith("="):
        message = f"The route {template!r} has an invalid parameter, {{{body}}}."
        raise LocalHostError(message)
    return Parameter(
        name=named.group(2),
        catch_all=bool(named.group(1)),
        optional=rest == "?",
        default=rest[1:] if rest.startswith("=") else None,
        tests=tuple(tests),
    )


def _argument(rest: str) -> tuple[str | None, str]:
    """Read a constraint's argument in parentheses, if there is one, and what follows it."""
    if not rest.startswith("("):
        return None, rest
    depth = 0
    for at, char in enumerate(rest):
        if at and rest[at - 1] == "\\":
            continue
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth == 0:
            return rest[1:at], rest[at + 1 :]
    return rest[1:], ""


def _constraint(name: str, argument: str | None, template: str) -> Test:
    plain = _PLAIN.get(name.lower())
    if plain is not None and argument is None:
        return plain
    build = _WITH_ARGUMENT.get(name.lower())
    try:
        if build is not None and argument is not None:
            return build(argument)
    except (ValueError, re.error) as error:
        message = f"The route {template!r} has an invalid constraint, {name}: {error}."
        raise LocalHostError(message) from error
    known = ", ".join(sorted({*_PLAIN, *_WITH_ARGUMENT}))
    written = name if argument is None else f"{name}({argument})"
    message = f"The route {template!r} has an unknown constraint, {written}: use one of {known}."
    raise LocalHostError(message)


def _parses(parse: Callable[[str], object]) -> Test:
    def test(value: str) -> bool:
        try:
            parse(value)
        except ValueError:
            return False
        return True

    return test


def _integer(limit: int) -> Test:
    def test(value: str) -> bool:
        return re.fullmatch(r"[+-]?[0-9]+", value) is not None and -limit <= int(value) < limit

    return test


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


_PLAIN: Mapping[str, Test] = {
    "alpha": lambda value: re.fullmatch("[A-Za-z]*", value) is not None,
    "bool": lambda value: value.lower() in ("true", "false"),
    "datetime": _parses(datetime.fromisoformat),
    "decimal": _parses(float),
    "double": _parses(float),
    "float": _parses(float),
    "guid": _parses(uuid.UUID),
    "int": _integer(_INT32),
    "long": _integer(_INT64),
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
