"""From the app settings to the plugins that they enable."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from funcext_core._foreign import one_line
from funcext_core._settings.names import (
    DISABLED,
    GENERAL,
    ON_LOAD_ERROR,
    PLUGINS,
    did_you_mean,
    option_prefix,
)
from funcext_core._settings.plugin_settings import (
    PluginSettings,
    on_error_setting,
    read_plugin_settings,
)
from funcext_core.errors import LoadError

from . import discovery
from .discovery import Installed, Unusable
from .fields import fields_of
from .lock import find_lock, read_lock, verify
from .own_defaults import check_class, may_set_on_error
from .plugin import Plugin, is_guard, make_plugin


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Final

    from funcext_core._settings.general import Selection, Settings

    from .own_plugins import OwnPlugin


logger = logging.getLogger("funcext")


class LoadedPlugins:
    """The plugins that the settings enabled, and those that were skipped."""

    plugins: Final[Sequence[Plugin]]
    """In layer order."""
    own: Final[Sequence[Plugin]]
    """The app's own, which `install` was given, in that order; inside the others."""
    skipped: Final[Mapping[str, str]]
    """The plugins that `FUNCEXT_ON_LOAD_ERROR=skip` left out, with the reason."""

    __slots__ = ("own", "plugins", "skipped")

    def __init__(
        self, plugins: Sequence[Plugin], own: Sequence[Plugin], skipped: Mapping[str, str]
    ) -> None:
        self.plugins = plugins
        self.own = own
        self.skipped = skipped


Adapt = Callable[[Any, "Installed | OwnPlugin", PluginSettings, "Settings"], "Plugin | None"]
"""Make a plugin of an object if it is of a kind that only a worker knows."""


def load(
    settings: Settings,
    require: Iterable[str] = (),
    adapt: Adapt = lambda *_: None,
    root: str | None = None,
    own: Sequence[OwnPlugin] = (),
) -> LoadedPlugins:
    """Import and build the plugins that the settings select, in layer order, and the app's own.

    Args:
        settings: the app settings.
        require: names of plugins without which the app must not start.
        adapt: makes plugins of worker extensions.
        root: the app's root, where its lock may be; None to go without one.
        own: the plugins that `install` was given.

    Raises:
        LoadError: a plugin cannot be enabled, or a required one is not.
    """
    required = (require,) if isinstance(require, str) else tuple(require)
    if settings.disabled:
        for name in required:
            _refuse_missing(name, f"{DISABLED} is set; remove it")
        return load_own(own, settings, adapt, ())
    lock = None if root is None else find_lock(settings.lock, root)
    installed = _scanned() if lock is None else read_lock(lock)
    if not settings.selection:
        _log_installed(installed)
    if lock is None:
        _warn_about_star(settings, installed)
    plugins: list[Plugin] = []
    skipped: dict[str, str] = {}
    starred = discovery.expanded(settings.selection, installed)
    # Before any is imported, and before the setting's is found to be not installed.
    _refuse_selected(own, [*(named.name for named in settings.selection.named), *starred])
    for found in discovery.select(settings.selection, installed):
        enabled = enable(found, settings, adapt, starred=found.name in starred)
        if isinstance(enabled, Plugin):
            plugins.append(enabled)
        else:
            skipped[found.name] = enabled
    built = load_own(own, settings, adapt, ())
    loaded = LoadedPlugins(plugins, built.own, {**skipped, **built.skipped})
    if starred or any(plugin.declared is not None for plugin in (*plugins, *built.own)):
        loaded = _arranged(loaded, starred, installed, settings)
    enabled_names = {plugin.name for plugin in (*loaded.plugins, *loaded.own)}
    for name in required:
        if name not in enabled_names:
            why = loaded.skipped.get(name) or _why_missing(name, settings.selection, installed)
            _refuse_missing(name, why)
    _report_unread(settings, installed, [*enabled_names, *loaded.skipped])
    return loaded


def _refuse_selected(own: Sequence[OwnPlugin], names: Sequence[str]) -> None:
    if own:
        from .own_plugins import refuse_selected  # noqa: PLC0415 - few apps have any

        refuse_selected(own, names)


def load_own(
    own: Sequence[OwnPlugin], settings: Settings, adapt: Adapt, selected: Sequence[str]
) -> LoadedPlugins:
    """Build the plugins that `install` was given; if `FUNCEXT_DISABLED` is set, only note them.

    Args:
        own: the plugins.
        settings: the app settings.
        adapt: makes plugins of worker extensions.
        selected: the names of plugins that are enabled already.

    Raises:
        LoadError: one cannot be enabled, or its name is taken.
    """
    if not own:
        return LoadedPlugins((), (), {})
    if settings.disabled:
        from .own_plugins import unbuilt  # noqa: PLC0415 - few apps have any

        return LoadedPlugins((), list(unbuilt(own, settings)), {})
    _refuse_selected(own, selected)
    plugins: list[Plugin] = []
    skipped: dict[str, str] = {}
    for plugin in own:
        enabled = enable(plugin, settings, adapt, starred=False)
        if isinstance(enabled, Plugin):
            plugins.append(enabled)
        else:
            skipped[plugin.name] = enabled
    return LoadedPlugins((), plugins, skipped)


def _report_unread(
    settings: Settings, installed: Sequence[Installed], selected: Sequence[str]
) -> None:
    read = sum(len(settings.of_plugin(prefix)) for prefix in set(map(option_prefix, selected)))
    if read + len(settings.values.keys() & set(GENERAL)) < len(settings.values):
        from .unread import report_unread  # noqa: PLC0415 - only a mistake pays for it

        report_unread(settings, installed, selected)


def enable(
    found: Installed | OwnPlugin | Unusable, settings: Settings, adapt: Adapt, *, starred: bool
) -> Plugin | str:
    """Return the plugin, or the reason why the app starts without it.

    Args:
        found: a plugin that is selected, or that `install` was given.
        settings: the app settings.
        adapt: makes plugins of worker extensions.
        starred: whether it comes from `*`.

    Raises:
        LoadError: the plugin cannot be enabled, and the app must not start without it.
    """
    own: PluginSettings | None = None
    target: Any = None
    try:
        if isinstance(found, Unusable):
            raise LoadError(found.reason)  # noqa: TRY301 - handled like the others
        if isinstance(found, Installed) and found.digest:
            _verify(found)
        target = found.load()
        own = read_plugin_settings(found.name, settings.of_plugin(option_prefix(found.name)))
        plugin = adapt(target, found, own, settings) or _make(target, found, own)
        if starred:
            _place(plugin)
    except LoadError as error:
        may_skip = settings.skip_load_errors and error.skippable
        if not may_skip or _may_be_guard(target, found.name, own, settings):
            raise
        logger.error(  # noqa: TRY400 - the sentence is the whole report; a traceback would bury it
            "%s (%s=skip: the app goes on without it)", error, ON_LOAD_ERROR
        )
        return str(error)
    return plugin


def _verify(found: Installed) -> None:
    doubt = verify(found)
    if doubt is not None:
        logger.warning("%s", one_line(doubt))


def _make(target: Any, found: Installed | OwnPlugin, settings: PluginSettings) -> Plugin:
    distribution = found.release
    if isinstance(target, type):
        check_class(target, found.name)
        instance, shown = _built(target, found.name, settings.options)
        return make_plugin(instance, found.name, settings, distribution=distribution, options=shown)
    if isinstance(found, Installed) and (inspect.isroutine(target) or isinstance(target, partial)):
        message = (
            f"plugin {found.name!r} of {distribution}: {found.entry_point!r} names a "
            f"{type(target).__name__}; it must name a class, an instance or a module"
        )
        raise LoadError(message)
    if settings.options:
        from .options import refuse_unknown  # noqa: PLC0415 - only a mistake pays for it

        refuse_unknown(found.name, settings.options, {})
    return make_plugin(target, found.name, settings, distribution=distribution)


def _built(cls: type, name: str, values: Mapping[str, str]) -> tuple[Any, dict[str, str]]:
    """Return a plugin that is built from its settings, and its options as reports show them."""
    if not values and not fields_of(cls):
        try:
            return cls(), {}
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            from .options import build_error  # noqa: PLC0415 - only a failure pays for it

            raise build_error(name, error) from error
    from .options import build, options_of  # noqa: PLC0415 - not for a plugin without options

    declared = options_of(cls, name)
    instance = build(cls, name, values, declared)
    return instance, {option.name: option.shown(instance, values) for option in declared}


def _scanned() -> list[Installed]:
    from .scanning import scan  # noqa: PLC0415 - not with a lock

    return scan()


def _may_be_guard(
    target: object, name: str, own: PluginSettings | None, settings: Settings
) -> bool:
    """Return whether skipping the plugin could leave a function unguarded.

    One that could not even be read counts as a guard, unless its setting says otherwise. So does a
    class that could not be built, if its instances might set `on_error`.
    """
    try:
        if own is None:
            own = PluginSettings(
                on_error=on_error_setting(name, settings.of_plugin(option_prefix(name)))
            )
        if target is None:
            return own.on_error != "log"
        return is_guard(target, name, own) or (
            own.on_error is None and isinstance(target, type) and may_set_on_error(target)
        )
    except LoadError:
        return True


def _arranged(
    loaded: LoadedPlugins,
    starred: Collection[str],
    installed: Sequence[Installed],
    settings: Settings,
) -> LoadedPlugins:
    """Return the plugins in order, without those that cannot be enabled beside the others."""
    from .candidates import Candidates  # noqa: PLC0415 - few apps need it
    from .neighbors import arrange  # noqa: PLC0415 - few apps need it

    candidates = Candidates(
        loaded.plugins,
        loaded.own,
        loaded.skipped,
        starred=starred,
        ranks={plugin.name: _place(plugin) for plugin in loaded.plugins if plugin.name in starred},
        installed=installed,
        settings=settings,
    )
    arrange(candidates)
    return LoadedPlugins(candidates.plugins, candidates.own, candidates.skipped)


def _place(plugin: Plugin) -> int:
    """Return -1 for the outermost place and 1 for the innermost, as the markers ask.

    Markers mean call order: on the way in the outermost layer is first, on the way out last.
    """
    asked = {}
    for hook in plugin.implementations:
        first, last = ("trylast", "tryfirst")
        if hook.hook in ("pre_invocation", "around_invocation"):
            first, last = last, first
        elif hook.hook != "post_invocation":
            continue
        if hook.options.get(first):
            asked[-1] = hook.attribute
        if hook.options.get(last):
            asked[1] = hook.attribute
    if len(asked) > 1:
        message = (
            f"plugin {plugin.name!r}: the markers of {asked[-1]!r} ask for the outermost layer, "
            f"those of {asked[1]!r} for the innermost; remove one, or write the plugin's name "
            f"out in {PLUGINS}"
        )
        raise LoadError(message)
    return next(iter(asked), 0)


def _why_missing(name: str, selection: Selection, installed: Iterable[Installed]) -> str:
    if any(name == selected.name for selected in selection.excluded):
        return f"{PLUGINS} excludes it"
    for plugin in installed:
        if plugin.name == name and plugin.lacks:
            return f"it {plugin.needs}"
    if selection.everything:
        return "it is not installed"
    return f"name it in {PLUGINS}"


def _refuse_missing(name: str, why: str) -> NoReturn:
    message = f"the app requires plugin {name!r}, which is not enabled: {why}"
    raise LoadError(message)


def _log_installed(installed: Sequence[Installed]) -> None:
    if installed:
        listed = discovery.listed(installed)
        logger.info("%s is not set: no installed plugin is enabled. Installed: %s", PLUGINS, listed)


def _warn_about_star(settings: Settings, installed: Sequence[Installed]) -> None:
    """Warn about a `*` without a lock, and about exclusions from it that match nothing."""
    if not settings.selection.everything:
        return
    logger.warning("%s has a '*', which enables every installed plugin: name the plugins", PLUGINS)
    lacking = discovery.lacking(settings.selection, installed)
    if lacking:
        names = ", ".join(f"{plugin.name} ({plugin.command})" for plugin in lacking)
        message = "%s has a '*', which is without plugins that lack packages: %s"
        logger.info(message, PLUGINS, names)
    for excluded in discovery.idle_exclusions(settings.selection, installed):
        logger.warning(
            "%s excludes %r, which is not installed; %s",
            PLUGINS,
            excluded,
            did_you_mean(excluded, {plugin.name for plugin in installed}),
        )
