"""Secrets: how a plugin's class declares them, and what keeps them out of its repr."""

from __future__ import annotations

import re
import typing
from functools import wraps
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

from funcext_core._foreign import text_of
from funcext_core._settings.conversion import unaliased
from funcext_core.errors import LoadError

from .fields import MARK, MASK, fields_of, resolved


if TYPE_CHECKING:
    from collections.abc import Callable

    from .fields import Field


_MASKED = "masked_fields"
"""The attribute of a repr that `hide_secrets` made: the names of the secrets."""
_REQUIRED: Any = object()
"""The default of an option that has none."""


class Secret:
    """Mark a field of an attrs class or a dataclass as a secret: ``token: Annotated[str, Secret]``.

    No report, log or error of funcext shows its value, nor does the repr of the plugin once it is
    loaded. ``field(repr=False)`` keeps it out of the repr from the start.
    """

    __slots__ = ()


def secret(*, default: Any = _REQUIRED, **field: Any) -> Any:
    """Declare an option of an attrs class that holds a secret: it is never shown.

    No repr, report, log or error has its value. `Secret` does the same for a field of any kind.

    Args:
        default: the option's default; without one the option is required.
        field: further arguments of `attrs.field`; `repr` is always False.

    Raises:
        TypeError: `repr` is among them.
    """
    if "repr" in field:
        message = "secret() takes no repr: a secret is never shown"
        raise TypeError(message)
    import attr  # noqa: PLC0415 - its older name: half a millisecond less than the newer one

    if default is not _REQUIRED:
        field["default"] = default
    metadata = {**field.pop("metadata", {}), MARK: True}
    return attr.field(repr=False, metadata=metadata, **field)


def is_secret(field: Field, cls: type, plugin: str) -> bool:
    """Return whether a field is declared as a secret.

    A field whose type cannot be resolved counts as one if a setting can fill it nevertheless,
    because it has a converter.

    Args:
        field: the field.
        cls: its class.
        plugin: the plugin's name, for errors.

    Raises:
        LoadError: it is declared as a secret in a way that has no effect.
    """
    if MARK in field.metadata:
        return True
    try:
        annotation = resolved(field, cls)
    except ValueError as error:
        reason = str(error)
    else:
        if _is_bare(annotation):
            message = (
                f"plugin {plugin!r}: the type of {field.name!r} is Secret itself: write "
                "Annotated[str, Secret], with the type of the value"
            )
            raise LoadError(message)
        return _has_mark(annotation)
    if re.search(r"\bSecret\b", str(field.type)):
        message = (
            f"plugin {plugin!r}: {field.name!r} is a secret, but {reason}: import what it names "
            "outside of TYPE_CHECKING"
        )
        raise LoadError(message)
    return field.converter is not None


def _is_bare(annotation: object) -> bool:
    """Return whether `Secret` is where the type of a value should be."""
    if typing.get_origin(annotation) is typing.Annotated:
        return _is_bare(typing.get_args(annotation)[0])
    return annotation is Secret or any(map(_is_bare, typing.get_args(annotation)))


def _has_mark(annotation: object) -> bool:
    """Return whether `Secret` is anywhere in a type."""
    if annotation is Secret or type(annotation) is Secret:
        return True
    return any(map(_has_mark, typing.get_args(unaliased(annotation))))


def hide_secrets(cls: type, plugin: str) -> None:
    """Keep secrets out of the repr of a plugin's class.

    The repr that attrs or dataclasses has generated, or the author written, sees a mask in place
    of each secret. Tools that print the fields by themselves, such as `pprint` and rich, heed the
    fields' own `repr`, which is turned off.

    Args:
        cls: the class.
        plugin: the plugin's name, for errors.

    Raises:
        LoadError: a field is declared as a secret in a way that has no effect, or the class does
            not let its repr be replaced.
    """
    names = frozenset(field.name for field in fields_of(cls) if is_secret(field, cls, plugin))
    if not names:
        return
    try:
        # Also where the repr masks them already: it may be that of a base class.
        _turn_off(cls, names)
        if not names <= getattr(cls.__repr__, _MASKED, frozenset()):
            _mask(cls, names)
    except (AttributeError, TypeError) as error:
        message = (
            f"plugin {plugin!r}: the repr of {cls.__name__} may show {min(names)!r}, a secret, and "
            f"cannot be replaced ({text_of(error)}): use a metaclass that allows it"
        )
        raise LoadError(message) from None


def _turn_off(cls: Any, hidden: frozenset[str]) -> None:
    """Turn off the `repr` of fields, for tools that look at it."""
    for base in cls.__mro__:
        if "__attrs_attrs__" in vars(base):
            attributes = base.__attrs_attrs__
            cls.__attrs_attrs__ = type(attributes)(
                attribute.evolve(repr=False) if attribute.name in hidden else attribute
                for attribute in attributes
            )
            return
        if "__dataclass_fields__" in vars(base):
            for name in hidden:
                base.__dataclass_fields__[name].repr = False
            return


def _mask(cls: type, names: frozenset[str]) -> None:
    """Make the repr of a class see a stand-in for the plugin."""
    original: Callable[[object], str] = cls.__repr__  # type: ignore[assignment] # not bound
    if original is object.__repr__:
        return

    @wraps(original)
    @recursive_repr("...")
    def __repr__(self: object) -> str:  # noqa: N807 - its name in a traceback
        try:
            return original(_StandIn(self, names))
        except Exception:  # noqa: BLE001 - what it shows of a stand-in cannot be foreseen
            return f"<{type(self).__qualname__}>"

    setattr(__repr__, _MASKED, names)
    cls.__repr__ = __repr__  # type: ignore[method-assign, assignment] # of the class


class _Mask:
    """A value in place of a secret."""

    __slots__ = ()

    def __repr__(self) -> str:
        return MASK


class _StandIn:
    """A plugin as its repr sees it: each secret is masked."""

    __slots__ = ("_names", "_plugin")

    def __init__(self, plugin: object, names: frozenset[str]) -> None:
        object.__setattr__(self, "_plugin", plugin)
        object.__setattr__(self, "_names", names)

    def __getattribute__(self, name: str) -> Any:
        plugin = object.__getattribute__(self, "_plugin")
        names = object.__getattribute__(self, "_names")
        if name in names:
            return _Mask()
        value = getattr(plugin, name)
        if name == "__dict__":
            return {key: _Mask() if key in names else item for key, item in value.items()}
        return value
