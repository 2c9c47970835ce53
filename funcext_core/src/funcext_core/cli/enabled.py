"""The plugins of an app as the commands show them: those that run, and those that cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from funcext_core._plugins.capabilities import OF_WORKER_EXTENSION, of_hook, of_provider
from funcext_core._plugins.discovery import Installed, Unusable, select
from funcext_core._plugins.loading import enable
from funcext_core._plugins.lock import find_lock, read_lock
from funcext_core._plugins.options import options_of
from funcext_core._plugins.plugin import Plugin
from funcext_core._plugins.scanning import scan
from funcext_core._settings.general import Settings
from funcext_core._settings.names import option_prefix
from funcext_core._settings.scope import DEFAULT_FUNCTIONS, DEFAULT_TRIGGERS
from funcext_core._worker.extensions.runner import RegisteredExtensions
from funcext_core._worker.host_factory import adapt
from funcext_core.errors import LoadError

from .app import App, AppSettings


DEFAULT, SETTING, CODE = "default", "setting", "code"
"""The origins of an option's value."""


@attrs.frozen
class Hook:
    """A hook of a plugin, or a function that provides a value."""

    name: str
    kind: str
    """``sync`` or ``async``."""
    may: tuple[str, ...]
    """Its capabilities, the least first."""
    provides: str | None = None
    """The type that it provides; None for a hook."""


@attrs.frozen
class OptionValue:
    """An option of a plugin."""

    name: str
    setting: str
    value: str
    """The value as Python shows it; that of a secret is masked."""
    origin: str
    """``default``, ``setting`` or ``code``."""
    place: str | None = None
    """Where its setting is set: ``environment``, ``local.settings.json`` or ``code``."""


@attrs.frozen
class Enabled:
    """A plugin that runs, or would run."""

    name: str
    distribution: str | None
    """The distribution and its version; None for what the app itself registers."""
    origin: str
    """``setting``, ``install``, ``app``, ``use`` or ``worker``."""
    guard: bool
    functions: tuple[str, ...]
    """The patterns of FUNCTIONS; empty for all functions."""
    triggers: tuple[str, ...]
    """The patterns of TRIGGERS; empty for all triggers."""
    around: tuple[str, ...] | None
    """The functions of the app that it covers; None if they are not known."""
    hooks: tuple[Hook, ...]
    options: tuple[OptionValue, ...]


@attrs.frozen
class Selection:
    """The plugins that the settings of an app select, and those that are installed."""

    enabled: tuple[Enabled, ...]
    """In layer order, the outermost first."""
    missing: Mapping[str, str]
    """By name, why a plugin that is named cannot be enabled."""
    installed: tuple[Installed, ...]
    """The plugins that are installed, or in the app's lock, and not enabled."""


def selection_of(app: App) -> Selection:
    """Return what an app's settings select.

    If the app has plugins, they are those; otherwise each selected plugin is loaded by itself.

    Raises:
        LoadError: a general setting is not valid, or the lock cannot be read.
    """
    settings = app.settings.parsed()
    installed = _installed(app, settings)
    if app.plugins is not None:
        core = app.plugins._core  # noqa: SLF001 - the commands are its friends
        enabled = [
            enabled_of(origin, plugin, app) for origin, plugin in core.plugins.with_origins()
        ]
        missing = dict(core.skipped)
    else:
        enabled, missing = [], {}
        for name, found in _loaded(settings, installed):
            if isinstance(found, Plugin):
                enabled.append(enabled_of("setting", found, app))
            else:
                missing[name] = found
    names = {plugin.name for plugin in enabled if plugin.origin == "setting"}
    idle = [plugin for plugin in installed if plugin.name not in {*names, *missing}]
    return Selection(tuple(enabled), missing, tuple(idle))


def _installed(app: App, settings: Settings) -> Sequence[Installed]:
    lock = find_lock(settings.lock, str(app.directory)) if app.project is not None else None
    return scan() if lock is None else read_lock(lock)


def _loaded(
    settings: Settings, installed: Sequence[Installed]
) -> Iterator[tuple[str, Plugin | str]]:
    """Yield the selected plugins in order; in place of one that cannot be enabled, the reason."""
    if settings.disabled:
        return
    for found in select(settings.selection, installed):
        if isinstance(found, Unusable):
            yield found.name, found.reason
            continue
        try:
            yield found.name, enable(found, settings, adapt, starred=False)
        except LoadError as error:
            yield found.name, str(error)


def enabled_of(origin: str, plugin: Plugin, app: App) -> Enabled:
    """Return a plugin as the commands show it.

    Args:
        origin: its origin, as the registry has it.
        plugin: the plugin.
        app: the app.
    """
    functions, triggers = plugin.scope.functions.patterns, plugin.scope.triggers.patterns
    return Enabled(
        name=plugin.name,
        distribution=plugin.distribution,
        origin=origin,
        guard=plugin.guard,
        functions=() if functions == DEFAULT_FUNCTIONS.patterns else functions,
        triggers=() if triggers == DEFAULT_TRIGGERS.patterns else triggers,
        around=_around(plugin, origin, app),
        hooks=hooks_of(plugin),
        options=_options(plugin, app),
    )


def hooks_of(plugin: Plugin) -> tuple[Hook, ...]:
    """Return a plugin's hooks and providers, in order of definition."""
    extension = isinstance(plugin.object, RegisteredExtensions)
    hooks = [
        Hook(
            hook.hook,
            "async" if hook.is_async else "sync",
            OF_WORKER_EXTENSION if extension else of_hook(hook),
        )
        for hook in plugin.implementations
    ]
    providers = [
        Hook(
            provider.name,
            "async" if provider.is_async else "sync",
            of_provider(provider),
            getattr(provider.type, "__name__", None) or str(provider.type),
        )
        for provider in plugin.provides
    ]
    return (*hooks, *providers)


def _around(plugin: Plugin, origin: str, app: App) -> tuple[str, ...] | None:
    if app.plugins is None or app.error is not None:
        return None
    return tuple(
        function.function.name
        for function in app.hosted
        if (
            any(plugin is used for used in function.used)
            if origin == "use"
            else plugin.scope.covers(function.function)
        )
    )


def _options(plugin: Plugin, app: App) -> tuple[OptionValue, ...]:
    """Return the options of a plugin; none of one that cannot say which it has."""
    prefix = option_prefix(plugin.name)
    if plugin.options:
        values = _values(app)
        return tuple(
            _option(name, prefix + name, value, app.settings, is_set=prefix + name in values)
            for name, value in plugin.options.items()
        )
    try:
        declared = options_of(type(plugin.object), plugin.name)
    except LoadError:
        return ()
    return tuple(
        OptionValue(option.name, option.setting, option.shown(plugin.object, {}), CODE)
        for option in declared
    )


def _values(app: App) -> Mapping[str, str]:
    """Return the settings that the plugins were built from, which `install` may have been given."""
    if app.plugins is not None:
        return app.plugins._core.settings.values  # noqa: SLF001 - the commands are its friends
    return app.settings.parsed().values


def _option(
    name: str, setting: str, value: str, settings: AppSettings, *, is_set: bool
) -> OptionValue:
    if not is_set:
        return OptionValue(name, setting, value, DEFAULT)
    return OptionValue(name, setting, value, SETTING, settings.origin(setting) or CODE)
