"""A plugin: the object, its hooks, and what was decided about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from funcext_core._settings.patterns import DEFAULT_FUNCTIONS, DEFAULT_TRIGGERS, Globs
from funcext_core._settings.plugin_settings import (
    FUNCTIONS,
    NO_SETTINGS,
    TRIGGERS,
    PluginSettings,
    as_on_error,
)
from funcext_core.errors import LoadError

from .failures import Failures
from .implementations import HookImpl, implementations
from .own_defaults import ON_ERROR, own_default, refuse_misspelled
from .scope import Scope


if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final


class Plugin:
    """One enabled plugin."""

    name: Final[str]
    """The name under which it is enabled: its entry point's."""
    object: Final[Any]
    """The instance or module that has the hooks."""
    implementations: Final[tuple[HookImpl, ...]]
    """Its hooks, in order of definition."""
    guard: Final[bool]
    """Whether its hook errors fail the invocation."""
    scope: Final[Scope]
    """The functions that it is for."""
    distribution: Final[str | None]
    """The distribution and its version; None for what the app itself registers."""
    options: Final[Mapping[str, str]]
    """Its options as reports show them, with secrets masked."""
    failures: Final[Failures]
    """Its hook errors in this process."""

    __slots__ = (
        "distribution",
        "failures",
        "guard",
        "implementations",
        "name",
        "object",
        "options",
        "scope",
    )

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
        self.implementations = implementations
        self.guard = guard
        self.scope = Scope() if scope is None else scope
        self.distribution = distribution
        self.options = options or {}
        self.failures = Failures(name)

    def __repr__(self) -> str:
        return f"<Plugin {self.name!r} of {self.distribution or 'the app'}>"

    def hooks(self, name: str) -> list[HookImpl]:
        """Return its implementations of a hook: none, one, or one of each kind."""
        return [hook for hook in self.implementations if hook.hook == name]


def make_plugin(
    plugin: Any,
    name: str,
    settings: PluginSettings = NO_SETTINGS,
    *,
    distribution: str | None = None,
    options: Mapping[str, str] | None = None,
    hooks: tuple[HookImpl, ...] | None = None,
    scope: Scope | None = None,
) -> Plugin:
    """Return the record of a plugin that has been built.

    Args:
        plugin: the instance or module.
        name: the name under which it is enabled.
        settings: its settings; the plugin's own class attributes decide what they leave open.
        distribution: the distribution that it comes from, and its version.
        options: its options as reports show them.
        hooks: its hooks; by default those that it marks.
        scope: the functions that it is for, in place of its settings and attributes.

    Raises:
        LoadError: there is a mistake in a hook, or in a setting or attribute for scope or guard.
    """
    refuse_misspelled(plugin, name)
    guard = is_guard(plugin, name, settings)
    return Plugin(
        name=name,
        plugin=plugin,
        implementations=implementations(plugin, name) if hooks is None else hooks,
        guard=guard,
        scope=_scope(plugin, name, settings) if scope is None else scope,
        distribution=distribution,
        options=options,
    )


def is_guard(plugin: object, name: str, settings: PluginSettings) -> bool:
    """Return whether the plugin's hook errors fail the invocation.

    Args:
        plugin: the plugin's class, instance or module, for its own default.
        name: its name.
        settings: its settings, which take precedence.

    Raises:
        LoadError: the attribute `on_error` is neither ``log`` nor ``fail``, or not a plain one.
    """
    # It is looked for even where the setting decides: elsewhere it is a mistake.
    own = own_default(plugin, name, ON_ERROR)
    if settings.on_error is not None:
        return settings.on_error == "fail"
    on_error = "log" if own is None else as_on_error(own)
    if on_error is None:
        message = f"plugin {name!r}: on_error = {own!r}: expected log or fail"
        raise LoadError(message)
    return on_error == "fail"


def _scope(plugin: object, name: str, settings: PluginSettings) -> Scope:
    chosen = {FUNCTIONS: settings.functions, TRIGGERS: settings.triggers}
    return Scope(
        functions=settings.functions or _own_globs(plugin, name, "functions", DEFAULT_FUNCTIONS),
        triggers=settings.triggers or _own_globs(plugin, name, "triggers", DEFAULT_TRIGGERS),
        chosen=frozenset(option for option, globs in chosen.items() if globs is not None),
    )


def _own_globs(plugin: object, name: str, attribute: str, default: Globs) -> Globs:
    own = own_default(plugin, name, attribute)
    if own is None:
        return default
    if isinstance(own, str) or (
        isinstance(own, Iterable) and all(isinstance(pattern, str) for pattern in own)
    ):
        return Globs.parse(own, default)
    message = f"plugin {name!r}: {attribute} = {own!r} is neither a str nor a list of str"
    raise LoadError(message)
