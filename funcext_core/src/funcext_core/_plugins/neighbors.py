"""Plugins beside each other: obey what they declare, or say why it cannot be obeyed.

`order` has the rules of their order. Here it is decided which of them are enabled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from funcext_core._settings.names import PLUGINS
from funcext_core.errors import LoadError

from . import order
from .declared import is_one_of
from .order_warnings import declarations, is_extension, listed, warn_of_code, warn_of_setting


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .candidates import Candidates
    from .plugin import Plugin

    _Fault = tuple[list[Plugin], str]
    """Plugins of which one can be left out, the last one first; and why."""


def arrange(candidates: Candidates) -> None:
    """Put the plugins in order; leave out what cannot be enabled beside the others.

    Raises:
        LoadError: there is such a plugin, and it is a guard or `FUNCEXT_ON_LOAD_ERROR` does not
            say to skip it.
    """
    while (fault := next(_faults(candidates), None)) is not None:
        concerned, message = fault
        error = LoadError(message)
        optional = [plugin for plugin in concerned if not plugin.guard]
        if not (optional and candidates.settings.skip_load_errors):
            raise error
        candidates.leave_out(optional[-1], str(error))
    _expand_star(candidates)
    warn_of_setting(candidates)
    warn_of_code(candidates.plugins, candidates.own, "install(plugins=[...])")


def check_added(around: Sequence[Plugin], added: Sequence[Plugin], where: str) -> None:
    """Check plugins that the app's code adds to those that are arranged.

    Args:
        around: the app's plugins so far, outermost first.
        added: the plugins inside these, outermost first.
        where: the place in the code, for messages.

    Raises:
        LoadError: one requires a plugin that is not there, or conflicts with one that is.
    """
    plugins = [*around, *added]
    for plugin in added:
        for required in _missing(plugin, plugins):
            message = (
                f"{where}: plugin {plugin.name!r} requires {required!r}, which is not around it: "
                f"name it in {PLUGINS}, or put it before {plugin.name!r}"
            )
            raise LoadError(message)
    for plugin in plugins:
        for other in plugins:
            if (plugin in added or other in added) and _conflicts(plugin, other):
                message = (
                    f"{where}: plugin {plugin.name!r} conflicts with {other.name!r}; remove one of "
                    "them"
                )
                raise LoadError(message)
    warn_of_code(around, added, where)


def requiring(name: str, plugins: Iterable[Plugin]) -> str | None:
    """Return the name of a plugin that requires another one; None if none does."""
    for plugin in plugins:
        if plugin.declared is not None and is_one_of(name, plugin.declared.requires):
            return plugin.name
    return None


def _faults(candidates: Candidates) -> Iterator[_Fault]:
    """Yield why plugins cannot be enabled beside the others."""
    for plugin in candidates.all:
        for required in _missing(plugin, candidates.all):
            why = _why_missing(required, candidates)
            message = f"plugin {plugin.name!r} requires {required!r}, which is not enabled: {why}"
            yield [plugin], message
        for other in candidates.all:
            if _conflicts(plugin, other):
                fixes = (_removal(named.name, candidates) for named in (plugin, other))
                message = f"plugin {plugin.name!r} conflicts with {other.name!r}, and both are "
                yield [other, plugin], f"{message}enabled: {' or '.join(fixes)}"
    yield from _circles(candidates)


def _circles(candidates: Candidates) -> Iterator[_Fault]:
    starred = {
        plugin.name: plugin for plugin in candidates.plugins if _is_starred(plugin, candidates)
    }
    circle = order.circle(starred, order.wishes(starred, declarations(starred.values())))
    if circle:
        message = (
            f"{PLUGINS}: the plugins that '*' stands for cannot be put in order: plugin "
            f"{listed(circle)}; write their names out, in the order that you need"
        )
        yield [starred[name] for name in sorted(wish.outer for wish in circle)], message


def _missing(plugin: Plugin, plugins: Iterable[Plugin]) -> list[str]:
    """Return the plugins that one requires and that are not among the others."""
    if plugin.declared is None:
        return []
    names = tuple(other.name for other in plugins)
    return [name for name in plugin.declared.requires if not is_one_of(name, names)]


def _conflicts(plugin: Plugin, other: Plugin) -> bool:
    return plugin.declared is not None and is_one_of(other.name, plugin.declared.conflicts)


def _why_missing(name: str, candidates: Candidates) -> str:
    """Return why a required plugin is missing, and the fix."""
    for skipped, reason in candidates.skipped.items():
        if is_one_of(name, (skipped,)):
            return reason
    found = [plugin for plugin in candidates.installed if is_one_of(name, (plugin.name,))]
    if not found:
        if any(plugin.digest for plugin in candidates.installed):
            return "it is not in the app's lock: install it, and run 'funcext lock' again"
        return "it is not installed: pip install its package, and add that to requirements.txt"
    excluded = candidates.settings.selection.excluded
    for selected in excluded:
        if any(selected.means(plugin.name, plugin.distribution) for plugin in found):
            return f"remove '!{selected}' from {PLUGINS}"
    return f"add {found[0].name!r} to {PLUGINS}"


def _removal(name: str, candidates: Candidates) -> str:
    if name in candidates.starred:
        return f"add '!{name}' to {PLUGINS}"
    if any(plugin.name == name for plugin in candidates.own):
        return f"remove {name!r} from install(plugins=[...])"
    return f"remove {name!r} from {PLUGINS}"


def _is_starred(plugin: Plugin, candidates: Candidates) -> bool:
    return plugin.name in candidates.starred and not is_extension(plugin)


def _expand_star(candidates: Candidates) -> None:
    """Put the plugins that `*` stands for in order, in the places that they have together."""
    by_name = {
        plugin.name: plugin for plugin in candidates.plugins if plugin.name in candidates.starred
    }
    wished = order.wishes(
        [name for name, plugin in by_name.items() if not is_extension(plugin)],
        declarations(by_name.values()),
    )
    expanded = iter(order.expanded(by_name, candidates.ranks, wished))
    candidates.plugins = [
        by_name[next(expanded)] if plugin.name in by_name else plugin
        for plugin in candidates.plugins
    ]
