"""Declarations of a plugin: about other plugins, and about the modules that it will need.

The class attributes `before`, `after`, `requires`, `conflicts` and `warm`, or a module's global
variables of these names. They are looked up statically, as the plugin's own defaults are.
"""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import TYPE_CHECKING

from funcext_core._settings.names import check_plugin_name, is_plugin_name, option_prefix
from funcext_core.errors import LoadError

from .fields import fields_of, own_annotations
from .implementations import own_attributes
from .own_defaults import DECLARED


if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final


_WARM = "warm"
_EXCLUSIVE = (("before", "after"), ("requires", "conflicts"))
"""The pairs of attributes that must not have a name in common."""


class Declared:
    """The declarations of one plugin."""

    before: Final[tuple[str, ...]]
    """The plugins that are to be further in."""
    after: Final[tuple[str, ...]]
    """The plugins that are to be further out."""
    requires: Final[tuple[str, ...]]
    """The plugins without which it must not be enabled."""
    conflicts: Final[tuple[str, ...]]
    """The plugins beside which it must not be enabled."""
    warm: Final[tuple[str, ...]]
    """The modules that are imported in the background once the app is indexed."""

    __slots__ = DECLARED

    def __init__(
        self,
        before: tuple[str, ...] = (),
        after: tuple[str, ...] = (),
        requires: tuple[str, ...] = (),
        conflicts: tuple[str, ...] = (),
        warm: tuple[str, ...] = (),
    ) -> None:
        self.before = before
        self.after = after
        self.requires = requires
        self.conflicts = conflicts
        self.warm = warm

    @property
    def facts(self) -> dict[str, list[str]]:
        """The names by attribute, for reports."""
        found = {attribute: list(getattr(self, attribute)) for attribute in DECLARED}
        return {attribute: names for attribute, names in found.items() if names}


def declared_by(plugin: object, name: str) -> Declared:
    """Return what a plugin declares.

    Args:
        plugin: its instance or module.
        name: its name.

    Raises:
        LoadError: an attribute is not a tuple or list of names, has the plugin's own name or
            contradicts another, or is where it would be overlooked.
    """
    found = {attribute: _names(plugin, name, attribute) for attribute in DECLARED}
    for one, other in _EXCLUSIVE:
        for named in found[one]:
            if is_one_of(named, found[other]):
                message = f"plugin {name!r}: {one} and {other} both have {named!r}; remove one"
                raise LoadError(message)
    return Declared(**found)


def is_one_of(name: str, names: Iterable[str]) -> bool:
    """Return whether names have that of a plugin; `-`, `_` and `.` are the same in them.

    Two plugins whose names differ in nothing else cannot both be selected.
    """
    return option_prefix(name) in map(option_prefix, names)


def _names(plugin: object, name: str, attribute: str) -> tuple[str, ...]:
    """Return the names that an attribute has."""
    holder = plugin if isinstance(plugin, (type, ModuleType)) else type(plugin)
    defaults = _defaults_of_fields(holder)
    if attribute in defaults:
        # It is an option, which may be called so.
        _refuse_lookalike(name, attribute, defaults[attribute], "a field")
        return ()
    if plugin is not holder:
        _refuse_lookalike(
            name, attribute, own_attributes(plugin).get(attribute), "set on the instance"
        )
    value = inspect.getattr_static(holder, attribute, None)
    if value is None and isinstance(holder, type):
        _refuse_annotation(name, attribute, holder)
    if value is None or _is_something_else(value):
        return ()
    return checked_names(name, attribute, value)


def _is_something_else(value: object) -> bool:
    """Return whether it is a method, a property, a class or a module of that name."""
    return isinstance(value, ModuleType) or callable(value) or hasattr(type(value), "__get__")


def _defaults_of_fields(holder: object) -> dict[str, object]:
    """Return the defaults of the fields of an attrs class or a dataclass."""
    fields = fields_of(holder) if isinstance(holder, type) else []
    return {field.name: field.default for field in fields}


def _refuse_lookalike(name: str, attribute: str, value: object, where: str) -> None:
    """Refuse what looks like a declaration where it would be overlooked."""
    valid = _is_module_name if attribute == _WARM else is_plugin_name
    if (
        isinstance(value, (tuple, list, set, frozenset))
        and value
        and all(isinstance(item, str) and valid(item) for item in value)
    ):
        message = (
            f"plugin {name!r}: {attribute!r} is {where}; make it a plain class attribute (in an "
            "attrs class or a dataclass, a ClassVar), or give what is something else another name"
        )
        raise LoadError(message)


def _refuse_annotation(name: str, attribute: str, cls: type) -> None:
    """Refuse a colon in place of the `=`; an annotation that is a type declares nothing."""
    for base in cls.__mro__[:-1]:
        found = own_annotations(base).get(attribute)
        text = found if isinstance(found, str) else ""
        if isinstance(found, (tuple, list)) or text.startswith(("(", "[")):
            message = (
                f"plugin {name!r}: {attribute!r} is annotated without a value; write "
                f"{attribute} = {text or repr(found)}"
            )
            raise LoadError(message)


def checked_names(name: str, attribute: str, value: object) -> tuple[str, ...]:
    """Return the names in an attribute's value.

    Args:
        name: the plugin's name, for errors.
        attribute: one of `DECLARED`.
        value: its value.

    Raises:
        LoadError: it is not a tuple or list of names.
    """
    if isinstance(value, str):
        parts = tuple(part.strip() for part in value.split(",") if part.strip())
        message = (
            f"plugin {name!r}: {attribute} = {value!r} is a str: write the tuple {attribute} = "
            f"{parts!r}"
        )
        raise LoadError(message)
    if not isinstance(value, (tuple, list, set, frozenset)):
        message = (
            f"plugin {name!r}: {attribute} = {value!r} is not a tuple of names: write it "
            f"as in {_example(attribute)}"
        )
        raise LoadError(message)
    items = value if isinstance(value, (tuple, list)) else sorted(value, key=repr)
    for item in items:
        _check(name, attribute, item)
    return tuple(dict.fromkeys(items))


def _check(name: str, attribute: str, item: object) -> None:
    if not isinstance(item, str):
        message = (
            f"plugin {name!r}: {attribute} has {item!r}, which is not a name: write it as in "
            f"{_example(attribute)}"
        )
        raise LoadError(message)
    if attribute == _WARM:
        if not _is_module_name(item):
            message = (
                f"plugin {name!r}: {attribute} has {item!r}, which is not the name of a module: "
                f"write its full name, as in {_example(attribute)}"
            )
            raise LoadError(message)
        return
    check_plugin_name(item, f"plugin {name!r}: {attribute}")
    if is_one_of(item, (name,)):
        message = f"plugin {name!r}: {attribute} has {item!r}, the plugin itself; remove it"
        raise LoadError(message)


def _is_module_name(text: str) -> bool:
    return all(part.isidentifier() for part in text.split("."))


def _example(attribute: str) -> str:
    named = "opentelemetry.sdk.trace" if attribute == _WARM else "timer"
    return f"{attribute} = ({named!r},)"
