"""The plugins that an app itself gives to `install`."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from funcext_core._settings.names import PLUGINS, check_plugin_name, option_prefix
from funcext_core._settings.plugin_settings import (
    NO_SETTINGS,
    PluginSettings,
    read_plugin_settings,
)
from funcext_core._settings.scope import EVERYTHING
from funcext_core.errors import LoadError

from .plugin import Plugin, is_guard, name_in_code, scope_of


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Final

    from funcext_core._settings.general import Settings


ARGUMENT = "install(plugins=[...])"
"""How messages refer to the list."""
_PAIR = 'write ("name", plugin)'
_RENAME = 'give one another name, as in plugins=[("other", ...)]'


class OwnPlugin:
    """A plugin that the app gives to `install`. Its options are not read yet."""

    name: Final[str]
    """The name that the app gives it, or that of its class or module."""
    digest: Final = ""
    """No lock has it: it is part of the app."""
    release: Final = None
    """No distribution has it."""

    __slots__ = ("_target", "name")

    def __init__(self, name: str, target: object) -> None:
        self.name = name
        self._target = target

    def load(self) -> Any:
        """Return the class, instance or module."""
        return self._target


def own_plugins(given: object) -> list[OwnPlugin]:
    """Return the plugins in the argument of `install`.

    Args:
        given: a list or tuple of classes, instances and modules; one to which the app gives a name
            is in a pair, after it.

    Raises:
        TypeError: it is not a list.
        LoadError: an entry cannot be a plugin, its name is not valid, or two have one name.
    """
    if not isinstance(given, (list, tuple)):
        message = (
            f"install() takes a list of plugins, not a {type(given).__name__}: write "
            "plugins=[...] with the objects themselves"
        )
        raise TypeError(message)
    plugins = [_own_plugin(entry) for entry in given]
    names: dict[str, str] = {}
    for plugin in plugins:
        prefix = option_prefix(plugin.name)
        if prefix in names:
            message = f"{ARGUMENT}: {_shared(plugin.name, names[prefix])}: {_RENAME}"
            raise LoadError(message)
        names[prefix] = plugin.name
    return plugins


def refuse_selected(plugins: Iterable[OwnPlugin], selected: Iterable[str]) -> None:
    """Refuse plugins of the app whose names, or prefixes of settings, other plugins have.

    Args:
        plugins: the plugins that `install` was given.
        selected: the names of the plugins that the setting selects.

    Raises:
        LoadError: there is one.
    """
    names = {option_prefix(name): name for name in selected}
    for plugin in plugins:
        other = names.get(option_prefix(plugin.name))
        if other is not None:
            message = (
                f"{ARGUMENT}: {_shared(plugin.name, other)}, of which {PLUGINS} selects one: "
                f"remove it there, or {_RENAME}"
            )
            raise LoadError(message)


def unbuilt(plugins: Iterable[OwnPlugin], settings: Settings) -> Iterator[Plugin]:
    """Yield records of plugins that do not run: without hooks, and of classes, not of instances.

    They say which are guards, and of which functions. Nothing raises: where a mistake leaves that
    open, the plugin counts as a guard of all functions.
    """
    for plugin in plugins:
        target, name = plugin.load(), plugin.name
        own = NO_SETTINGS
        try:
            own = _read_settings(name, settings)
            guard, scope = is_guard(target, name, own), scope_of(target, name, own)
        except LoadError:
            guard, scope = own.on_error != "log", EVERYTHING
        yield Plugin(name, target, (), guard=guard, scope=scope)


def _read_settings(name: str, settings: Settings) -> PluginSettings:
    return read_plugin_settings(name, settings.of_plugin(option_prefix(name)))


def _own_plugin(entry: object) -> OwnPlugin:
    name, target = None, entry
    if isinstance(entry, (tuple, list)):
        if len(entry) != 2 or not isinstance(entry[0], str):  # noqa: PLR2004 - a pair
            kind = type(entry).__name__
            message = f"{ARGUMENT}: a {kind} must be a pair of a name and a plugin: {_PAIR}"
            raise LoadError(message)
        name, target = entry
    _refuse_no_plugin(target)
    if name is None:
        name = name_in_code(target)
    check_plugin_name(name, ARGUMENT)
    return OwnPlugin(name, target)


def _refuse_no_plugin(target: object) -> None:
    """Refuse what is not a class, an instance or a module with hooks."""
    fix = None
    if isinstance(target, str):
        fix = f"name an installed plugin in {PLUGINS}, or give the object"
    elif inspect.isroutine(target) or isinstance(target, partial):
        fix = "register a function with a decorator such as @plugins.pre_invocation"
    elif target is None or isinstance(target, (bool, int, float, bytes, list, tuple, set, Mapping)):
        fix = "give a class, an instance or a module with hooks"
    if fix is not None:
        shown = repr(target) if isinstance(target, str) or target is None else _kind(target)
        message = f"{ARGUMENT}: {shown} is not a plugin: {fix}"
        raise LoadError(message)


def _kind(thing: object) -> str:
    return f"an object of type {type(thing).__name__}"


def _shared(name: str, other: str) -> str:
    if name == other:
        return f"two plugins are named {name!r}"
    return f"plugins {other!r} and {name!r} share the settings prefix {option_prefix(name)}"
