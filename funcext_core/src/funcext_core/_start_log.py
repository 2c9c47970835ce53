"""The log of an app's start: its plugins, and those that run around no function."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ._foreign import enumerated
from ._layers.layer import INVOCATION_HOOKS
from ._settings.names import PLUGINS, WORKER_EXTENSIONS, option_prefix


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._model import Function
    from ._plugins.plugin import Plugin

    Covered = Sequence[tuple[Function, tuple[Plugin, ...]]]


logger = logging.getLogger("funcext")

BLOCK = "funcext_block"
"""The attribute of the log record that has its text in lines."""

_SOURCES = {
    "worker": WORKER_EXTENSIONS,
    "setting": PLUGINS,
    "install": "install(plugins=[...])",
    "app": "a decorator of the app",
    "use": "use()",
}
"""By the origin of a plugin, what enables it."""

_LISTED = 10
"""The most functions that are listed for a plugin."""


def log_plugins(plugins: Iterable[tuple[str, Plugin]], functions: Covered) -> None:
    """Log the plugins of an app once, with what enables each and the functions that it is around.

    The record has the same as lines, one for each plugin, for programs that print it: its
    `funcext_block`.

    Args:
        plugins: origin and plugin, outermost first.
        functions: the app's functions, with the plugins that `use` puts around each.
    """
    sentences = [_sentence(origin, plugin, functions) for origin, plugin in plugins]
    count = f"{len(sentences)} plugin{'' if len(sentences) == 1 else 's'}, outermost first:"
    block = "\n  ".join([count, *sentences])
    logger.info("%s %s", count, "; ".join(sentences), extra={BLOCK: block})


def _sentence(origin: str, plugin: Plugin, functions: Covered) -> str:
    names = [
        function.name
        for function, used in functions
        if (plugin in used if origin == "use" else plugin.scope.covers(function))
    ]
    kind = "guard " if plugin.guard else ""
    owner = plugin.distribution or "the app"
    if not any(plugin.hooks(hook) for hook in INVOCATION_HOOKS):
        gives = plugin.provides or plugin.hooks("provide")
        where = "for parameters of functions" if gives else "around no function"
    elif not names:
        where = "around no function"
    elif len(names) == len(functions) > 1:
        where = f"around all {len(names)} functions"
    else:
        where = f"around {enumerated(names, _LISTED)}"
    return f"{kind}{plugin.name!r} of {owner}, by {_SOURCES[origin]}, {where}"


def warn_of_no_function(plugin: Plugin, functions: Sequence[Function]) -> None:
    """Warn about a plugin that is enabled for none of the app's functions."""
    triggers = ", ".join(sorted({function.trigger for function in functions}))
    prefix = option_prefix(plugin.name)
    logger.warning(
        "plugin %r is enabled, but covers no function of this app: its FUNCTIONS are %s, its "
        "TRIGGERS %s, and the app's triggers are %s; correct %sFUNCTIONS or %sTRIGGERS, or "
        "disable the plugin",
        plugin.name,
        ", ".join(plugin.scope.functions.patterns) or "*",
        ", ".join(plugin.scope.triggers.patterns) or "*",
        triggers,
        prefix,
        prefix,
    )
