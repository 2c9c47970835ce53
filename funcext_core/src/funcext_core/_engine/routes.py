"""Route templates of HTTP triggers, as the Functions host (ASP.NET) reads them.

In `orders/{id:int}/{*rest}`, literals are case-insensitive, a parameter matches one segment, and a
catch-all parameter matches the rest. At the end, `{name?}` and `{name=value}` may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

import attrs

from .errors import LocalHostError
from .route_constraints import Constraint, parse_constraint


_ESCAPED_BRACES = ("{{", "}}")
_ENCODED_SLASH = re.compile("%2f", re.IGNORECASE)


@attrs.frozen
class Parameter:
    """One `{...}` of a template."""

    name: str
    catch_all: bool = False
    """Whether it takes the rest of the path."""
    optional: bool = False
    default: str | None = None
    """The value if the path leaves it out; None if it has no default."""
    constraints: tuple[Constraint, ...] = ()

    @property
    def omittable(self) -> bool:
        """Whether a path may end before it."""
        return self.catch_all or self.optional or self.default is not None

    def accepts(self, value: str) -> bool:
        """Return whether a value from a path meets every constraint."""
        return all(constraint.met_by(value) for constraint in self.constraints)


@attrs.frozen
class Segment:
    """The part between two slashes: a sequence of literals and parameters."""

    parts: tuple[str | Parameter, ...]
    pattern: re.Pattern[str]
    shorter: re.Pattern[str] | None = None
    """The pattern without the last part, an optional parameter, and the period before it."""
    parameters: tuple[Parameter, ...] = attrs.field(init=False)
    """The parameters among the parts."""
    literal: str | None = attrs.field(init=False)
    """The text in lower case if it has no parameter; None otherwise."""
    alone: Parameter | None = attrs.field(init=False)
    """The parameter, if it is the only part; None otherwise."""

    @parameters.default
    def _parameters(self) -> tuple[Parameter, ...]:
        return tuple(part for part in self.parts if isinstance(part, Parameter))

    @literal.default
    def _literal(self) -> str | None:
        return None if self.parameters else "".join(map(str, self.parts)).lower()

    @alone.default
    def _alone(self) -> Parameter | None:
        first = self.parts[0]
        return first if len(self.parts) == 1 and isinstance(first, Parameter) else None

    @property
    def omittable(self) -> bool:
        """Whether a path may end before it."""
        return self.alone is not None and self.alone.omittable

    @property
    def catch_all(self) -> bool:
        """Whether it takes the rest of the path."""
        return self.alone is not None and self.alone.catch_all

    def match(self, text: str) -> dict[str, str] | None:
        """Match one decoded segment of a path; return the parameters' values, or None."""
        if self.literal is not None:
            return {} if text.lower() == self.literal else None
        found = self.pattern.fullmatch(text)
        if found is None and self.shorter is not None and not text.endswith("."):
            found = self.shorter.fullmatch(text)
        if found is None:
            return None
        names = [parameter.name for parameter in self.parameters]
        values = dict(zip(names, found.groups(), strict=False))  # the shorter has one group less
        if all(p.accepts(values[p.name]) for p in self.parameters if values.get(p.name)):
            return values
        return None

    def covers(self, other: Segment) -> bool:
        """Return whether it certainly matches all that another segment matches."""
        if other.omittable and not self.omittable:
            return False
        if other.literal is not None:
            return self.match(other.literal) is not None
        alone, others = self.alone, other.alone
        if alone is None:
            return self.parts == other.parts
        return set(alone.constraints) <= set(() if others is None else others.constraints)


@attrs.frozen
class Route:
    """A parsed template."""

    template: str
    segments: tuple[Segment, ...]

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

    def covers(self, other: Route) -> bool:
        """Return whether it certainly matches every path that another route matches."""
        for index, segment in enumerate(other.segments):
            if index == len(self.segments):
                return False
            own = self.segments[index]
            if own.catch_all:
                return not any(p.constraints for p in own.parameters) or own.covers(segment)
            if segment.catch_all or not own.covers(segment):
                return False
        return all(segment.omittable for segment in self.segments[len(other.segments) :])


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
    return [_decoded(segment) if "%" in segment else segment for segment in segments]


def _decoded(segment: str) -> str:
    return "%2F".join(unquote(part) for part in _ENCODED_SLASH.split(segment))


def parse_route(template: str) -> Route:
    """Parse a route template with its prefix; leading and doubled slashes are ignored.

    Raises:
        LocalHostError: the Functions host would refuse the template, too.
    """
    segments = [_segment(parts, template) for parts in _split(template) if parts]
    names = [p.name.lower() for segment in segments for p in segment.parameters]
    if len(set(names)) < len(names):
        message = f"The route {template!r} has two parameters with the same name."
        raise LocalHostError(message)
    if any(segment.catch_all for segment in segments[:-1]):
        message = f"The route {template!r} has a catch-all parameter that is not at the end."
        raise LocalHostError(message)
    return Route(template=template, segments=tuple(segments))


def _segment(parts: list[str | Parameter], template: str) -> Segment:
    last = parts[-1]
    if len(parts) == 1 or isinstance(last, str) or not last.optional:
        return Segment(tuple(parts), _pattern(parts))
    before = parts[-2]
    if not isinstance(before, str) or not before.endswith("."):
        message = (
            f"The route {template!r} has an optional parameter, {{{last.name}?}}, with something "
            "other than a period before it."
        )
        raise LocalHostError(message)
    shorter = [*parts[:-2], *filter(None, [before.removesuffix(".")])]
    return Segment(tuple(parts), _pattern(parts), _pattern(shorter) if shorter else None)


def _pattern(parts: Sequence[str | Parameter]) -> re.Pattern[str]:
    value = "(.+)" if len(parts) > 1 else "(.*)"
    text = "".join(re.escape(part) if isinstance(part, str) else value for part in parts)
    return re.compile(text, re.IGNORECASE | re.DOTALL)


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
    constraints: list[Constraint] = []
    while (found := _CONSTRAINT.match(rest)) is not None:
        argument, rest = _argument(rest[found.end() :])
        constraints.append(parse_constraint(found.group(1), argument, template))
    if rest not in ("", "?") and not rest.startswith("="):
        message = f"The route {template!r} has an invalid parameter, {{{body}}}."
        raise LocalHostError(message)
    return Parameter(
        name=named.group(2),
        catch_all=bool(named.group(1)),
        optional=rest == "?",
        default=rest[1:] if rest.startswith("=") else None,
        constraints=tuple(constraints),
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
