"""Warnings about an order that the app's owner wrote, and that plugins ask to be another."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from funcext_core._foreign import enumerated, one_line
from funcext_core._settings.names import PLUGINS

from . import order


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .candidates import Candidates
    from .declared import Declared
    from .order import Wish
    from .plugin import Plugin


logger = logging.getLogger("funcext")

_LISTED = 10
"""The most wishes that a message lists."""


def declarations(plugins: Iterable[Plugin]) -> dict[str, Declared]:
    """Return what plugins declare, by name, without those that declare nothing."""
    return {plugin.name: plugin.declared for plugin in plugins if plugin.declared is not None}


def is_extension(plugin: Plugin) -> bool:
    """Return whether it is a worker extension: it has no hooks, and is outside every plugin."""
    return not plugin.implementations


def listed(wished: Sequence[Wish]) -> str:
    """Return wishes as a message has them; of many, the first few."""
    return enumerated(list(map(str, wished)), _LISTED)


def warn_of_setting(candidates: Candidates) -> None:
    """Warn once about an order that does not follow what the plugins declare."""
    _warn_of_extensions(candidates.plugins)
    names = [plugin.name for plugin in candidates.plugins if not is_extension(plugin)]
    wished = order.wishes(names, declarations(candidates.plugins))
    ignored = order.ignored(names, wished)
    if not ignored:
        return
    circle = order.circle(names, wished)
    if circle:
        fix = f"no order does what all of them ask: {listed(circle)}"
    else:
        fix = f"to do as they ask, write {PLUGINS}={_line(candidates, wished)}"
    logger.warning(
        "%s", one_line(f"{PLUGINS}: plugin {listed(ignored)}; the order written holds; {fix}")
    )


def _line(candidates: Candidates, wished: Sequence[Wish]) -> str:
    """Return a selection of the same plugins whose order follows what they declare."""
    selection = candidates.settings.selection
    names = [plugin.name for plugin in candidates.plugins]
    written = {selected.name: str(selected) for selected in selection.named}
    names = _with_skipped(names, [selected.name for selected in selection.named])
    if not selection.everything:
        return ", ".join(written[name] for name in order.stable(names, wished))
    entries = order.entries(
        names,
        [selected.name for selected in selection.before],
        candidates.starred,
        candidates.ranks,
        wished,
    )
    exclusions = [f"!{excluded}" for excluded in selection.excluded]
    spelled = [written.get(name) or _spelled(name, candidates) for name in entries]
    return ", ".join(spelled + exclusions)


def _with_skipped(names: Sequence[str], written: Sequence[str]) -> list[str]:
    """Return the names and those that are written out but left out, each where it is written."""
    found = list(names)
    for place, name in enumerate(written):
        if name not in found:
            following = [found.index(other) for other in written[place:] if other in found]
            found.insert(min(following, default=len(found)), name)
    return found


def _spelled(name: str, candidates: Candidates) -> str:
    """Return how to write out a name that came from `*`."""
    found = [plugin for plugin in candidates.installed if plugin.name == name]
    if len(found) < 2 or name == "*":  # noqa: PLR2004 - two distributions may have it
        return name
    excluded = candidates.settings.selection.excluded
    (kept, *_) = (
        plugin
        for plugin in found
        if not any(selected.means(name, plugin.distribution) for selected in excluded)
    )
    return f"{kept.distribution}:{name}"


def _warn_of_extensions(plugins: Sequence[Plugin]) -> None:
    """Warn once about plugins that ask to be outside a worker extension."""
    extensions = {plugin.name for plugin in plugins if is_extension(plugin)}
    if extensions:
        names = [plugin.name for plugin in plugins]
        wished = order.wishes(names, declarations(plugins))
        ignored = [wish for wish in wished if wish.inner in extensions]
        if ignored:
            logger.warning(
                "%s: plugin %s; worker extensions are outside every plugin",
                PLUGINS,
                one_line(listed(ignored)),
            )


def warn_of_code(outside: Sequence[Plugin], plugins: Sequence[Plugin], where: str) -> None:
    """Warn once about plugins that the app's own code puts in another order than they declare.

    Args:
        outside: the plugins outside them.
        plugins: the plugins, outermost first.
        where: the place in the code.
    """
    everything = [plugin for plugin in (*outside, *plugins) if not is_extension(plugin)]
    names = [plugin.name for plugin in everything]
    inside = {plugin.name for plugin in plugins}
    wished = [
        wish
        for wish in order.wishes(names, declarations(everything))
        if wish.outer in inside or wish.inner in inside
    ]
    ignored = order.ignored(names, wished)
    if not ignored:
        return
    fix = "the order written holds"
    if all(wish.outer in inside and wish.inner in inside for wish in ignored):
        own = [plugin.name for plugin in plugins]
        if not order.circle(own, wished):
            better = ", ".join(order.stable(own, wished))
            fix += f"; to do as they ask, write them in the order {better}"
    else:
        fix = f"plugins in code are inside those of {PLUGINS}, whatever they declare"
    logger.warning("%s", one_line(f"{where}: plugin {listed(ignored)}; {fix}"))
