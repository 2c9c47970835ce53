"""`plugin`, the typed way to declare what class attributes of a plugin declare."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from funcext_core._settings.plugin_settings import as_on_error
from funcext_core.errors import LoadError

from .declared import checked_names
from .fields import names_of_fields
from .own_defaults import DECLARED, ON_ERROR


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from funcext_core._settings.plugin_settings import OnError

    Patterns = str | tuple[str, ...] | list[str]
    Names = tuple[str, ...] | list[str]


PluginClass = TypeVar("PluginClass", bound=type)


def plugin(  # noqa: PLR0913 - one argument for each attribute
    *,
    on_error: OnError | None = None,
    functions: Patterns | None = None,
    triggers: Patterns | None = None,
    before: Names | None = None,
    after: Names | None = None,
    requires: Names | None = None,
    conflicts: Names | None = None,
    warm: Names | None = None,
) -> Callable[[PluginClass], PluginClass]:
    """Declare what a plugin's class attributes declare, checked by type checkers and here.

        @funcext_core.plugin(on_error="fail", triggers=["httpTrigger"])
        @attrs.define
        class Guard: ...

    It sets the attributes that it is given on the class, and does nothing else: subclasses inherit
    them, and the app's settings take precedence. It may be above or below the decorator that
    makes the class an attrs class or a dataclass.

    Args:
        on_error: ``fail`` for a guard, ``log`` for any other plugin.
        functions: globs of the names of functions that it is for.
        triggers: globs of the types of their triggers.
        before: the names of plugins that are to be further in.
        after: the names of plugins that are to be further out.
        requires: the names of plugins without which it must not be enabled.
        conflicts: the names of plugins beside which it must not be enabled.
        warm: the names of modules to import in the background once the app is indexed.

    Returns:
        A decorator that returns the class itself.

    Raises:
        LoadError: from the decorator: a value is not valid, the class has the attribute already,
            or it is not a class.
    """
    given = {
        "on_error": on_error,
        "functions": functions,
        "triggers": triggers,
        "before": before,
        "after": after,
        "requires": requires,
        "conflicts": conflicts,
        "warm": warm,
    }
    values = {attribute: value for attribute, value in given.items() if value is not None}

    def decorate(cls: PluginClass) -> PluginClass:
        if not isinstance(cls, type):
            message = (
                f"plugin() is applied to {_shown(cls)}, which is not a class: put it above a "
                "plugin's class; register a function with a decorator such as "
                "@plugins.pre_invocation"
            )
            raise LoadError(message)
        checked = {
            attribute: _checked(cls.__name__, attribute, value)
            for attribute, value in values.items()
        }
        _refuse_declared(cls, checked)
        for attribute, value in checked.items():
            setattr(cls, attribute, value)
        return cls

    return decorate


def _checked(name: str, attribute: str, value: object) -> object:
    """Return the value for an attribute, which no longer changes."""
    if attribute == ON_ERROR:
        if as_on_error(value) is None:
            message = f"plugin {name!r}: on_error = {value!r}: expected log or fail"
            raise LoadError(message)
        return value
    if attribute in DECLARED:
        return checked_names(name, attribute, value)
    return _checked_patterns(name, attribute, value)


def _checked_patterns(name: str, attribute: str, value: object) -> object:
    patterns = (value,) if isinstance(value, str) else value
    if not isinstance(patterns, (tuple, list, set, frozenset)) or not all(
        isinstance(pattern, str) for pattern in patterns
    ):
        message = f"plugin {name!r}: {attribute} = {value!r} is neither a str nor a list of str"
        raise LoadError(message)
    if not any(pattern.strip(" ,") for pattern in patterns):
        message = f"plugin {name!r}: {attribute} is empty: write patterns, or leave it out"
        raise LoadError(message)
    return value if isinstance(value, str) else tuple(patterns)


def _refuse_declared(cls: type, values: Mapping[str, object]) -> None:
    """Refuse attributes that the class itself has: one of the two would be overlooked."""
    fields = names_of_fields(cls)
    for attribute in values:
        if attribute in vars(cls) or attribute in fields:
            message = (
                f"plugin {cls.__name__!r}: {attribute} is declared twice, by plugin() and in "
                "the class; remove one"
            )
            raise LoadError(message)


def _shown(thing: object) -> str:
    name = getattr(thing, "__qualname__", None)
    kind = type(thing).__name__
    return f"{name!r}, of type {kind}" if isinstance(name, str) else f"an object of type {kind}"
