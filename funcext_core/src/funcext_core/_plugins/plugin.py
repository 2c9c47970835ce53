"""A plugin as a host has it: the object, its hooks, and what was decided about it."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from funcext_core._layers.layer import INVOCATION_HOOKS, Layer
from funcext_core._settings.general import is_unresolved, unresolved
from funcext_core._settings.names import option_prefix
from funcext_core.errors import LoadError

from .failures import Failures
from .implementations import HookImpl, implementations
from .scope import DEFAULT_FUNCTIONS, DEFAULT_TRIGGERS, Globs, Scope


if TYPE_CHECKING:
    from collections.abc import Mapping


ON_ERROR = ("log", "fail")


class Plugin:
    """One plugin of a host."""

    def __init__(
        self,
        name: str,
        plugin: Any,
        implementations: tuple[HookImpl, ...],
        *,
        guard: bool = False,
        scope: Scope | None = None,
        distribution: str | None = None,
        options: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.object = plugin
        """The instance or module that has the hooks."""
        self.implementations = implementations
        self.guard = guard
        self.scope = Scope() if scope is None else scope
        self.distribution = distribution
        """The distribution and its version; None for what the app itself registers."""
        self.options: Mapping[str, str] = options or {}
        """Its options as reports show them: secrets are masked."""
        self.failures = Failures(name)
        hooks = tuple(each for each in implementations if each.hook in INVOCATION_HOOKS)
        self.layer = Layer(name, guard, hooks, self.failures) if hooks else None
        """What it does round functions; None if it has no invocation hook."""

    def __repr__(self) -> str:
        return f"<Plugin {self.name!r} of {self.distribution or 'the app'}>"

    def hooks(self, name: str) -> list[HookImpl]:
        """Return its implementations of a hook: none, one, or one of each kind."""
        return [each for each in self.implementations if each.hook == name]


def make_plugin(
    plugin: Any,
    name: str,
    values: Mapping[str, str],
    *,
    distribution: str | None = None,
    options: Mapping[str, str] | None = None,
    found: tuple[HookImpl, ...] | None = None,
) -> Plugin:
    """Return the record of a plugin that is built already.

    Args:
        plugin: the instance or module.
        name: the name under which it is enabled.
        values: its settings by option name; `FUNCTIONS`, `TRIGGERS` and `ON_ERROR` are read.
        distribution: where it comes from.
        options: what reports are to show of its options.
        found: its hooks; by default those that it marks.

    Raises:
        LoadError: a mistake in a hook, or in what decides on scope and guard.
    """
    return Plugin(
        name=name,
        plugin=plugin,
        implementations=implementations(plugin, name) if found is None else found,
        guard=is_guard(plugin, name, values, inline=found is not None),
        scope=_scope(plugin, name, values, inline=found is not None),
        distribution=distribution,
        options=options or {},
    )


def is_guard(plugin: object, name: str, values: Mapping[str, str], *, inline: bool = False) -> bool:
    """Tell whether the plugin's hook errors fail the invocation.

    Args:
        plugin: the plugin's class, instance or module, for its own default.
        name: its name.
        values: its settings by option name.
        inline: whether they are no settings, but stand in the app itself.

    Raises:
        LoadError: `ON_ERROR`, or the attribute `on_error`, is neither ``log`` nor ``fail``.
    """
    setting = _setting(name, values, "ON_ERROR")
    if setting:
        given, where = setting.lower(), f"{_source(name, 'ON_ERROR', inline=inline)}={setting}"
    else:
        own = _own_default(plugin, name, "on_error")
        given, where = "log" if own is None else own, f"plugin {name!r}: on_error = {own!r}"
    if given not in ON_ERROR:
        message = f"{where}: expected {' or '.join(ON_ERROR)}"
        raise LoadError(message)
    return bool(given == "fail")


def _source(name: str, option: str, *, inline: bool) -> str:
    return f"plugin {name!r}: {option.lower()}" if inline else option_prefix(name) + option


def _setting(name: str, values: Mapping[str, str], option: str) -> str:
    value = values.get(option, "").strip()
    if is_unresolved(value):
        raise LoadError(unresolved(option_prefix(name) + option))
    return value


def _scope(plugin: object, name: str, values: Mapping[str, str], *, inline: bool) -> Scope:
    def globs(option: str, default: Globs) -> Globs:
        if option not in values:
            return _own_globs(plugin, name, option, default)
        source = _source(name, option, inline=inline)
        return _globs(_setting(name, values, option), source, default)

    return Scope(
        functions=globs("FUNCTIONS", DEFAULT_FUNCTIONS),
        triggers=globs("TRIGGERS", DEFAULT_TRIGGERS),
        chosen=frozenset({"FUNCTIONS", "TRIGGERS"} & values.keys()),
    )


def _globs(text: str, source: str, default: Globs) -> Globs:
    globs = Globs.parse(text, default)
    if not globs.given:
        message = f"{source} is empty: give patterns with commas between, or remove it"
        raise LoadError(message)
    return globs


def _own_globs(plugin: object, name: str, option: str, default: Globs) -> Globs:
    own = _own_default(plugin, name, option.lower())
    if own is None:
        return default
    if isinstance(own, str) or (
        isinstance(own, Iterable) and all(isinstance(each, str) for each in own)
    ):
        return Globs.parse(own, default)
    message = f"plugin {name!r}: {option.lower()} = {own!r} is neither a str nor a list of them"
    raise LoadError(message)


def _own_default(plugin: object, name: str, attribute: str) -> Any:
    """Return a plugin's attribute without running a property or other descriptor of it.

    What cannot be read that way is refused, lest a guard's `on_error` be passed over.
    """
    found = inspect.getattr_static(plugin, attribute, None)
    if hasattr(type(found), "__get__"):
        message = (
            f"plugin {name!r}: {attribute!r} is a {type(found).__name__}; the name is reserved for "
            "a plain class attribute, a ClassVar where the class is attrs'"
        )
        raise LoadError(message)
    return found
