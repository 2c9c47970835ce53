"""Convert the text of a setting to a value of an option's type."""

from __future__ import annotations

import enum
import sys
import types
import typing
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from .duration import parse_duration
from .general import FALSE, TRUE


if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


_SEQUENCES: dict[Any, Callable[[Any], Any]] = {
    list: list,
    tuple: tuple,
    set: set,
    frozenset: frozenset,
    Sequence: tuple,
    AbstractSet: frozenset,
}


def convert(text: str, annotation: Any) -> Any:
    """Convert a setting's text to an option's type.

    Args:
        text: the setting's value.
        annotation: bool, int, float, str, an Enum, timedelta, Path, a Literal, an optional of
            one of these, or a list, tuple, set or frozenset of them (separated by commas).

    Raises:
        ValueError: the text does not convert. The message says what was expected.
    """
    annotation = unaliased(annotation)
    if annotation in (str, Any, object):
        return text
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return convert(text, typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return _convert_union(text, typing.get_args(annotation))
    if origin is typing.Literal:
        return _convert_literal(text, typing.get_args(annotation))
    if (origin or annotation) in _SEQUENCES:
        return _convert_sequence(text, annotation)
    return _convert_plain(text.strip(), annotation)


def unaliased(annotation: Any) -> Any:
    """Return the type that a ``type`` statement of Python 3.12 names; any other type itself."""
    return annotation.__value__ if isinstance(annotation, _ALIAS) else annotation


_ALIAS: Any = getattr(typing, "TypeAliasType", ())


def takes_several(annotation: Any) -> bool:
    """Return whether an option of this type takes several values, separated by commas."""
    annotation = unaliased(annotation)
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return takes_several(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return any(map(takes_several, typing.get_args(annotation)))
    return (origin or annotation) in _SEQUENCES


def _convert_plain(text: str, annotation: Any) -> Any:
    if annotation is bool:
        return _convert_bool(text)
    if annotation in (int, float):
        return _convert_number(text, annotation)
    if annotation is timedelta:
        return parse_duration(text)
    if _is_path(annotation):
        return _convert_path(text)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return _convert_enum(text, annotation)
    message = f"the option's type {annotation!r} cannot be given in an app setting"
    raise ValueError(message)


def _convert_bool(text: str) -> bool:
    if text.lower() in TRUE:
        return True
    if text.lower() in FALSE:
        return False
    message = "expected true or false (1, 0, yes, no, on, off)"
    raise ValueError(message)


def _convert_number(text: str, kind: type[int | float]) -> float:
    try:
        return kind(text)
    except ValueError:
        example = "a whole number, such as 10" if kind is int else "a number, such as 0.5"
        message = f"expected {example}"
    raise ValueError(message)


def _is_path(annotation: Any) -> bool:
    """Return whether it is `pathlib.Path`; if it is, pathlib has been imported by others."""
    pathlib = sys.modules.get("pathlib")
    return pathlib is not None and annotation is pathlib.Path


def _convert_path(text: str) -> Path:
    if not text:
        message = "expected a path; '.' is the current folder"
        raise ValueError(message)
    from pathlib import Path  # noqa: PLC0415 - it takes milliseconds; few options need it

    return Path(text)


def _convert_enum(text: str, kind: type[enum.Enum]) -> Any:
    by_name = list(kind.__members__.items())
    by_value = [(str(member.value), member) for member in kind]
    return _choose(text, [*by_name, *by_value], (name.lower() for name in kind.__members__))


def _convert_literal(text: str, allowed: tuple[Any, ...]) -> Any:
    choices = [(str(value), value) for value in allowed]
    return _choose(text.strip(), choices, (shown for shown, _ in choices))


def _choose(text: str, choices: Sequence[tuple[str, Any]], shown: Iterable[str]) -> Any:
    """Return the named value. Case matters only if several names differ by nothing else."""
    exact = [value for name, value in choices if name == text]
    folded = [value for name, value in choices if name.lower() == text.lower()]
    for value in exact + folded:
        return value
    message = f"expected one of {', '.join(shown)}"
    raise ValueError(message)


def _convert_union(text: str, members: tuple[Any, ...]) -> Any:
    if type(None) in members and text.strip().lower() in ("", "none"):
        return None
    reasons = []
    # str accepts any text, so it is tried last.
    for member in sorted(members, key=lambda member: member is str):
        if member is type(None):
            continue
        try:
            return convert(text, member)
        except ValueError as error:
            reasons.append(str(error))
    raise ValueError(", or ".join(dict.fromkeys(reasons)))


def _convert_sequence(text: str, annotation: Any) -> Any:
    make = _SEQUENCES[typing.get_origin(annotation) or annotation]
    members = [member for member in typing.get_args(annotation) if member is not Ellipsis] or [str]
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if make is tuple and len(members) > 1:
        if len(parts) != len(members):
            message = f"expected {len(members)} values separated by commas, found {len(parts)}"
            raise ValueError(message)
        return tuple(map(convert, parts, members))
    return make(convert(part, members[0]) for part in parts)
