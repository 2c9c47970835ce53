"""Settings that nothing reads: most are misspelled, and some were meant for a guard."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from funcext_core._foreign import one_line, shortened
from funcext_core._settings.names import GENERAL, PLUGINS, did_you_mean, option_prefix
from funcext_core._settings.plugin_settings import ON_ERROR


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from funcext_core._settings.general import Settings

    from .discovery import Installed


logger = logging.getLogger("funcext")

_REPORTED = 20
"""The most settings that are reported one by one."""
_NAME = 200
"""The most characters of a setting's name that are shown."""


def report_unread(
    settings: Settings, installed: Iterable[Installed], selected: Iterable[str]
) -> None:
    """Log each `FUNCEXT_*` setting that nothing reads.

    It is an error in the log, not a warning, if the app may run without a guard: where the setting
    makes a plugin that is not enabled a guard, or where it is an option of an installed plugin and
    no plugin is enabled. Whether that one is a guard would be known only if it were imported.

    Args:
        settings: the app settings.
        installed: the plugins that could be enabled.
        selected: the names of those that the settings select.
    """
    read = frozenset(map(option_prefix, selected))
    idle = {option_prefix(plugin.name): plugin for plugin in installed}
    unread = {
        name: _guards(name, settings, idle)
        for name in sorted(settings.values)
        if name not in GENERAL and _prefix(name) not in read
    }
    reported = sorted(unread, key=lambda name: not unread[name])[:_REPORTED]
    for name in reported:
        level = logging.ERROR if unread[name] else logging.WARNING
        logger.log(
            level,
            "%s is set, but nothing reads it%s: %s",
            one_line(shortened(name, _NAME)),
            unread[name],
            one_line(_reason(name, read, idle)),
        )
    if len(unread) > len(reported):
        logger.warning(
            "%s more settings that begin with FUNCEXT_ are set, but nothing reads them",
            f"{len(unread) - len(reported):,}",
        )


def _prefix(name: str) -> str | None:
    """Return the prefix of a plugin's settings that a name has, if any."""
    prefix, joint, _ = name.partition("__")
    return prefix + joint if joint else None


def _guards(name: str, settings: Settings, idle: Mapping[str, Installed]) -> str:
    """Return the consequence of a setting that nothing reads for a guard; empty if none."""
    prefix = _prefix(name)
    if prefix is None:
        return ""
    on_error = settings.of_plugin(prefix).get(ON_ERROR, "").strip().lower()
    if name == prefix + ON_ERROR and on_error == "fail":
        return ", so functions are served without this guard"
    if prefix in idle and _may_be_meant(idle[prefix], settings) and on_error != "log":
        return ", so functions are served without the plugin, which may be a guard"
    return ""


def _may_be_meant(plugin: Installed, settings: Settings) -> bool:
    """Return whether an idle plugin would be enabled but for a mistake that is easily made."""
    return not settings.selection or (settings.selection.everything and bool(plugin.lacks))


def _reason(name: str, read: Collection[str], idle: Mapping[str, Installed]) -> str:
    """Return why nothing reads a setting: its plugin is not enabled, or it is misspelled."""
    prefix = _prefix(name)
    if prefix is not None and prefix in idle:
        plugin = idle[prefix]
        wrong = plugin.needs if plugin.lacks else f"is not in {PLUGINS}"
        return f"plugin {plugin.name!r} {wrong}"
    if prefix is not None:
        option = name.removeprefix(prefix)
        return did_you_mean(name, [known + option for known in read] or GENERAL)
    # Perhaps with one underscore in place of two.
    joined = [known + name[len(known) - 1 :] for known in read if name.startswith(known[:-1])]
    return did_you_mean(name, joined or GENERAL)
