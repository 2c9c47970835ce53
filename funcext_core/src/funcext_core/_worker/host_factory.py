"""Build the core of a plugin host from the app settings, for `install` and `instrument`."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from azure.functions import AppExtensionBase, FuncExtensionBase

from funcext_core._host import HostCore
from funcext_core._plugins import loading
from funcext_core._settings.general import read
from funcext_core._settings.names import DISABLED, PLUGINS
from funcext_core.errors import LoadError

from .generation import current_invocation_id, mark_task


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from funcext_core._plugins.discovery import Installed
    from funcext_core._plugins.own_plugins import OwnPlugin
    from funcext_core._plugins.plugin import Plugin
    from funcext_core._settings.general import Settings
    from funcext_core._settings.plugin_settings import PluginSettings


logger = logging.getLogger("funcext")


def build_core(
    settings: Mapping[str, str] | None,
    require: Iterable[str],
    root: str,
    own: Sequence[OwnPlugin] = (),
) -> HostCore:
    """Return a core with the plugins that the settings enable; `FUNCEXT_DISABLED` leaves it empty.

    Args:
        settings: app settings by name; None for the environment.
        require: names of plugins without which the app must not start.
        root: the app's root.
        own: the plugins that `install` was given.

    Raises:
        LoadError: a plugin cannot be enabled, or a required one is not.
    """
    values = read(settings)
    require = (require,) if isinstance(require, str) else tuple(require)
    loaded = loading.load(values, require, adapt, root, own)
    core = HostCore(
        values,
        skipped=loaded.skipped,
        prepare_task=mark_task,
        current_invocation_id=current_invocation_id,
    )
    for plugin in loaded.plugins:
        core.plugins.add(plugin)
    for plugin in loaded.own:
        core.plugins.add(plugin, "install")
    core.own = tuple(own)
    core.plugins.require(require)
    if values.disabled:
        _warn_disabled(values.values.get(PLUGINS, ""), own)
    return core


def _warn_disabled(selection: str, own: Sequence[OwnPlugin]) -> None:
    """Log that no plugin is enabled, and which ones would be."""
    names = ", ".join(repr(plugin.name) for plugin in own)
    logger.warning(
        "%s is set: no plugin is enabled%s%s",
        DISABLED,
        f"; the selection {selection!r} is ignored" if selection else "",
        f"; install(plugins=[...]) is ignored: {names}" if own else "",
    )


def add_own(core: HostCore, own: Sequence[OwnPlugin]) -> None:
    """Add plugins that `install` was given to a core that exists already.

    Raises:
        LoadError: one cannot be enabled, or the setting enables one of its name.
        FrozenError: the layers are compiled.
    """
    selected = [*(plugin.name for plugin in core.plugins), *core.skipped]
    added = loading.load_own(own, core.settings, adapt, selected).own
    around = list(core.plugins.everywhere(app_hooks=False))
    if any(plugin.declared is not None for plugin in (*around, *added)):
        from funcext_core._plugins.neighbors import check_added  # noqa: PLC0415 - rare

        check_added(around, added, "install(plugins=[...])")
    for plugin in added:
        core.plugins.add(plugin, "install")
    core.own = (*core.own, *own)


def refuse_second_guard(
    core: HostCore,
    settings: Mapping[str, str] | None,
    root: str,
    own: Sequence[OwnPlugin] = (),
) -> None:
    """Refuse a second `install` for an app if it brings a guard: that would not run.

    Args:
        core: the core that the first call built.
        settings: app settings by name; None for the environment.
        root: the app's root.
        own: the plugins that the second call was given.

    Raises:
        LoadError: it brings one.
    """
    values = read(settings)
    if own and not values.disabled:
        _refuse_own_guard(core, values, own)
    if values.values == core.settings.values:
        return
    try:
        brought = loading.load(values, (), adapt, root).plugins
    except LoadError:
        # The first call's settings are the app's: mistakes in these stop nothing.
        return
    for plugin in brought:
        if plugin.guard and not any(_is_same(plugin, existing) for existing in core.plugins):
            message = (
                "install() was called twice for one app, and the settings of the second call "
                f"enable guard {plugin.name!r}, which would not run: call install() once"
            )
            raise LoadError(message)


def _refuse_own_guard(core: HostCore, values: Settings, own: Sequence[OwnPlugin]) -> None:
    from funcext_core._plugins.own_plugins import unbuilt  # noqa: PLC0415 - two mistakes at once

    for plugin in unbuilt(own, values):
        existing = next((known for known in core.plugins if known.name == plugin.name), None)
        same = existing is not None and (
            existing.object is plugin.object or type(existing.object) is plugin.object
        )
        if plugin.guard and not same:
            message = (
                "install() was called twice for one app, and the second call brings guard "
                f"{plugin.name!r}, which would not run: call install() once"
            )
            raise LoadError(message)


def _is_same(plugin: Plugin, existing: Plugin) -> bool:
    """Return whether a plugin guards what an existing one does, with the same options."""
    return (
        existing.guard
        and plugin.name == existing.name
        and type(plugin.object) is type(existing.object)
        and plugin.options == existing.options
        and plugin.scope.functions.patterns == existing.scope.functions.patterns
        and plugin.scope.triggers.patterns == existing.scope.triggers.patterns
    )


def adapt(
    target: Any, found: Installed | OwnPlugin, own: PluginSettings, settings: Settings
) -> Plugin | None:
    """Return the plugin for a worker extension; None if the target is a plugin itself.

    Raises:
        LoadError: it is an extension for one function, which no setting can enable.
    """
    if isinstance(target, FuncExtensionBase):
        message = (
            f"plugin {found.name!r} is a {type(target).__name__}, a worker extension for one "
            "function: put @funcext_core.use(...) directly above that function"
        )
        raise LoadError(message)
    if not (isinstance(target, type) and issubclass(target, AppExtensionBase)):
        return None
    from funcext_core._worker.extensions.as_plugins import adapt_extension  # noqa: PLC0415 - rare

    return adapt_extension(target, found, own, settings)
