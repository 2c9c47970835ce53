"""JSON to the types of parameters: classes, lists, and what is in them.

A type becomes a function once, when the app is indexed; a type that has none is found then.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, NoReturn

from .scalars import Convert, Misfit, misfit, scalar


_SEQUENCES: dict[object, Callable[[list[Any]], object]] = {
    list: list,
    Sequence: list,
    set: set,
    frozenset: frozenset,
    AbstractSet: frozenset,
    tuple: tuple,
}
_UNIONS = (typing.Union, types.UnionType)


class UnsupportedType(Exception):
    """A type is none that values are converted to. The message names it."""


def converter(kind: Any, *, text: bool, known: dict[object, Convert] | None = None) -> Convert:
    """Return the function that converts values to a type.

    Args:
        kind: the type.
        text: whether values come as text, as in a query, and not from JSON.
        known: the classes that have one already.

    Raises:
        UnsupportedType: there is none.
    """
    kind, known = _bare(kind), {} if known is None else known
    origin, members = typing.get_origin(kind) or kind, typing.get_args(kind)
    found = scalar(kind, text=text)
    if found is not None:
        return found
    within = partial(converter, text=text, known=known)
    if origin in _UNIONS:
        return _union([within(member) for member in members])
    if origin in _SEQUENCES and (origin is not tuple or members[1:] == (...,)):
        return _sequence(_SEQUENCES[origin], within(members[0] if members else str), text=text)
    return _of_json(kind, within, known) if not text or kind is types.NoneType else _refuse(kind)


def _of_json(kind: Any, within: Callable[[Any], Convert], known: dict[object, Convert]) -> Convert:
    """Return the conversion to a type that no text becomes."""
    if kind is types.NoneType:
        return _none
    if kind in (Any, object):
        return _anything
    if (typing.get_origin(kind) or kind) in (dict, Mapping):
        return _mapping(within((*typing.get_args(kind), Any, Any)[1]))
    return _of_class(kind, within, known) if isinstance(kind, type) else _refuse(kind)


def _refuse(kind: object) -> NoReturn:
    message = f"{kind!r} is not a type that values are converted to"
    raise UnsupportedType(message)


def _bare(kind: Any) -> Any:
    """Return a type without `Annotated`, `NotRequired` and the names that stand for it."""
    for attribute in ("__supertype__", "__value__"):  # of NewType, of the statement `type`
        kind = getattr(kind, attribute, kind)
    wrapper = typing.get_origin(kind)
    if wrapper is typing.Annotated or getattr(wrapper, "_name", "") in ("NotRequired", "Required"):
        return _bare(typing.get_args(kind)[0])
    return kind


def _anything(value: object, _path: str) -> object:
    return value


def _none(value: object, path: str) -> None:
    if value is not None:
        misfit(path, "null")


def _union(members: Sequence[Convert]) -> Convert:
    def convert(value: object, path: str) -> object:
        problems = []
        for member in members:
            try:
                return member(value, path)
            except Misfit as error:
                problems.append(error)
        # The one that is furthest in: that member was nearest.
        raise max(problems, key=lambda problem: len(problem.path))

    return convert


def _sequence(make: Callable[[list[Any]], object], item: Convert, *, text: bool) -> Convert:
    def convert(value: Any, path: str) -> object:
        if text and isinstance(value, str):
            value = value.split(",") if value else []
        if not isinstance(value, list):
            misfit(path, "a list")
        return make([item(part, f"{path}[{index}]") for index, part in enumerate(value)])

    return convert


def _mapping(item: Convert) -> Convert:
    def convert(value: object, path: str) -> object:
        if not isinstance(value, dict):
            misfit(path, "an object")
        return {name: item(part, _joined(path, name)) for name, part in value.items()}

    return convert


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _of_class(
    kind: type, within: Callable[[Any], Convert], known: dict[object, Convert]
) -> Convert:
    if kind not in known:

        def convert(value: object, path: str) -> object:
            return itself(value, path)

        # Before its fields are known: it may be the type of one of them.
        known[kind] = convert
        validate = getattr(kind, "model_validate", None)
        itself = _model(validate) if callable(validate) else _object(kind, within)
    return known[kind]


def _model(validate: Callable[[object], object]) -> Convert:
    """Return the conversion to a pydantic model."""

    def convert(value: object, path: str) -> object:
        try:
            return validate(value)
        except ValueError as error:
            errors: Any = getattr(error, "errors", list)()
            for name in errors[0]["loc"] if errors else ():
                path = f"{path}[{name}]" if isinstance(name, int) else _joined(path, name)
            raise Misfit(path, f"does not fit: {errors[0]['msg'] if errors else error}") from error

    return convert


def _object(kind: type, within: Callable[[Any], Convert]) -> Convert:
    """Return the conversion to an attrs class, a dataclass or a TypedDict."""
    try:
        hints = typing.get_type_hints(kind, include_extras=True)
    except Exception as error:
        message = f"the annotations of {kind.__qualname__} cannot be evaluated ({error})"
        raise UnsupportedType(message) from error
    fields = [
        (name, within(hints.get(attribute, Any)), required)
        for name, attribute, required in _fields(kind)
    ]

    def convert(value: object, path: str) -> object:
        if not isinstance(value, dict):
            misfit(path, "an object")
        arguments = {}
        for name, field, required in fields:
            if name in value:
                arguments[name] = field(value[name], _joined(path, name))
            elif required:
                raise Misfit(_joined(path, name), "is missing")
        try:
            return kind(**arguments)
        except (TypeError, ValueError) as error:
            # A validator of the class; those of attrs put the field after their text.
            raise Misfit(path, f"does not fit: {error.args[0] if error.args else error}") from error

    return convert


def _fields(kind: Any) -> Iterator[tuple[str, str, bool]]:
    """Yield each field's name in JSON, its attribute, and whether it is required."""
    if hasattr(kind, "__attrs_attrs__"):
        import attrs  # noqa: PLC0415 - the app has imported it, or has no such class

        for field in attrs.fields(kind):
            if field.init:
                yield field.alias or field.name, field.name, field.default is attrs.NOTHING
    elif dataclasses.is_dataclass(kind):
        missing = dataclasses.MISSING
        for part in dataclasses.fields(kind):
            if part.init:
                has_default = part.default is not missing or part.default_factory is not missing
                yield part.name, part.name, not has_default
    elif hasattr(kind, "__required_keys__"):  # a TypedDict, of typing or of typing_extensions
        for name in kind.__annotations__:
            yield name, name, name in kind.__required_keys__
    else:
        _refuse(kind)
