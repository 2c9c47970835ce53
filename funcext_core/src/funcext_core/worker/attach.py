"""Put worker extensions into a host, where no worker runs them; say which never run, and why."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from funcext_core.plugin import Plugin, make_plugin
from funcext_core.scope import EVERYTHING
from funcext_core.settings import WORKER_EXTENSIONS

from .extensions import (
    NAME,
    FunctionExtension,
    RegisteredExtensions,
    app_extensions,
    function_extensions,
    is_registered_for,
)
from .generation import worker_generation


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from funcext_core.host import PluginHost


logger = logging.getLogger("funcext")


def attach_extensions(
    host: PluginHost,
    directory: str | None,
    used: Iterable[tuple[Plugin, ...]],
    functions: Sequence[str],
) -> None:
    """Add the registered extensions to the host as its outermost layer.

    On the classic worker they are left to it, which runs them itself. Where its setting is off,
    none runs on any worker, and the log says so.

    Args:
        host: the host, before it starts.
        directory: what post-load hooks are told: the app's root in the v2 model, in v1 None, for
            each function's own folder.
        used: for each function the plugins that `use` puts round it.
        functions: the names of the app's functions; empty where they are not known.
    """
    by_hand = [
        plugin.object.extension
        for plugins in used
        for plugin in plugins
        if isinstance(plugin.object, FunctionExtension)
    ]
    _warn_of_unbound(by_hand, functions)
    bound = {name.lower() for name in functions}
    names = app_extensions() + [
        type(each).__name__
        for name, extensions in function_extensions().items()
        if name.lower() in bound or not functions
        for each in extensions
    ]
    if not names:
        return
    if not host.settings.worker_extensions:
        logger.warning(
            "worker extensions are registered that do not run: %s. Set %s=1 to run them",
            ", ".join(names),
            WORKER_EXTENSIONS,
        )
    elif worker_generation() != "classic":
        registered = RegisteredExtensions(directory)
        registered.ignored.extend(by_hand)
        plugin = make_plugin(registered, NAME, {})
        plugin.scope = EVERYTHING
        host.add_outermost(plugin)


def without_native(host: PluginHost, name: str, used: tuple[Plugin, ...]) -> tuple[Plugin, ...]:
    """Return a function's `use` without the extensions that the classic worker runs itself."""
    if worker_generation() != "classic" or not host.settings.worker_extensions:
        return used
    return tuple(
        plugin
        for plugin in used
        if not isinstance(plugin.object, FunctionExtension)
        or not is_registered_for(plugin.object.extension, name)
    )


def _warn_of_unbound(by_hand: Sequence[object], functions: Sequence[str]) -> None:
    if not functions:
        return
    names = {name.lower() for name in functions}
    for name, extensions in function_extensions().items():
        for extension in extensions:
            if name.lower() not in names and not any(extension is each for each in by_hand):
                kind = type(extension).__name__
                logger.warning(
                    "%s never runs: it registered for %r, which is no function of this app; put "
                    "@funcext_core.use(%s(__file__)) directly above the function it is for",
                    kind,
                    name,
                    kind,
                )
