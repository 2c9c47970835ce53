"""Add worker extensions to a plugin host where no worker runs them; report those that never run."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from funcext_core._plugins.plugin import Plugin, make_plugin
from funcext_core._settings.general import worker_flag
from funcext_core._settings.names import WORKER_EXTENSIONS
from funcext_core._settings.scope import EVERYTHING
from funcext_core._worker.generation import worker_generation

from .runner import (
    NAME,
    FunctionExtension,
    RegisteredExtensions,
    app_extensions,
    doubles,
    function_extensions,
    is_of_azure,
    is_registered_for,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from azure.functions import FuncExtensionBase

    from funcext_core._host import HostCore
    from funcext_core._model import Function
    from funcext_core._settings.general import Settings


logger = logging.getLogger("funcext")


def worker_runs_extensions() -> bool:
    """Return whether this process's worker runs the registered extensions itself.

    Only the classic one does. It reads the environment, not the `settings=` of `install`.
    """
    return worker_generation() == "classic" and worker_flag(os.environ.get(WORKER_EXTENSIONS))


def extensions_enabled(settings: Settings) -> bool:
    """Return whether registered extensions run, be it by the worker or by funcext."""
    if worker_generation() == "classic":
        return worker_runs_extensions()
    return settings.worker_extensions


def attach_extensions(
    core: HostCore,
    directory: str | None,
    functions: Sequence[Function],
    used: Iterable[Plugin],
) -> None:
    """Add the registered extensions to the plugin host as its outermost layer.

    The classic worker runs extensions itself, so nothing is added there. If the worker's setting
    is off, no extension runs on any worker, and a warning is logged.

    Args:
        core: the plugin host, before it starts.
        directory: the directory that post-load hooks get: the app's root in the v2 model; None,
            in v1, for each function's own folder.
        functions: the app's functions; empty if they are not known.
        used: the plugins that `use` puts around any of them.
    """
    by_hand = _extensions_of(used)
    function_names = [function.name for function in functions]
    _warn_of_unbound(by_hand, function_names)
    names = _names(by_hand, function_names)
    if not names:
        return
    if not extensions_enabled(core.settings):
        if idle := _names(by_hand, function_names, of_azure=False):
            logger.warning(
                "worker extensions are registered but do not run: %s. Set %s=1 to run them",
                ", ".join(idle),
                WORKER_EXTENSIONS,
            )
        return
    on_classic = worker_runs_extensions()
    _warn_of_doubles(on_classic=on_classic)
    if not on_classic:
        _add(core, directory, by_hand)
        logger.info("worker extensions run around all functions: %s", ", ".join(names))


def without_extensions_of_worker(
    core: HostCore, name: str, used: tuple[Plugin, ...]
) -> tuple[Plugin, ...]:
    """Return a function's `use` without the extensions that the classic worker runs itself.

    The remaining ones are not run a second time as registered extensions.
    """
    if worker_runs_extensions():
        return tuple(
            plugin
            for plugin in used
            if not any(is_registered_for(found, name) for found in _extensions_of((plugin,)))
        )
    for plugin in core.plugins:
        if isinstance(plugin.object, RegisteredExtensions):
            for extension in _extensions_of(used):
                plugin.object.ignore(extension)
    return used


def _add(core: HostCore, directory: str | None, by_hand: Iterable[FuncExtensionBase]) -> None:
    registered = RegisteredExtensions(directory)
    for extension in by_hand:
        registered.ignore(extension)
    core.plugins.add(make_plugin(registered, NAME, scope=EVERYTHING), "worker")


def _extensions_of(plugins: Iterable[Plugin]) -> list[FuncExtensionBase]:
    """Return the extensions that were passed to `use`."""
    return [
        plugin.object.extension
        for plugin in plugins
        if isinstance(plugin.object, FunctionExtension)
    ]


def _names(
    by_hand: Sequence[FuncExtensionBase], functions: Sequence[str], *, of_azure: bool = True
) -> list[str]:
    """Return the names of the extensions that are registered for the app or its functions."""
    bound = {name.lower() for name in functions}
    names = app_extensions(of_azure=of_azure) + [
        type(extension).__name__
        for name, extensions in function_extensions().items()
        if name.lower() in bound or not functions
        for extension in extensions
        if not any(extension is other for other in by_hand)
        if of_azure or not is_of_azure(type(extension))
    ]
    return list(dict.fromkeys(names))


def _warn_of_unbound(by_hand: Sequence[FuncExtensionBase], functions: Sequence[str]) -> None:
    if not functions:
        return
    names = {name.lower() for name in functions}
    for name, extensions in function_extensions().items():
        for extension in extensions:
            used = any(extension is other for other in by_hand)
            if name.lower() not in names and not used and not is_of_azure(type(extension)):
                kind = type(extension).__name__
                logger.warning(
                    "%s never runs: it registered for %r, which is not a function of this app; put "
                    "@funcext_core.use(%s(__file__)) directly above the function it is for",
                    kind,
                    name,
                    kind,
                )


def _warn_of_doubles(*, on_classic: bool) -> None:
    for kind, modules in doubles().items():
        logger.warning(
            "worker extension %s is registered %d times, because its module was imported as %s: "
            "%s; import it by one name",
            kind,
            len(modules),
            ", ".join(modules),
            "the worker runs each" if on_classic else "only the first runs",
        )


def registered_names() -> list[str]:
    """Return the names of all registered extensions that have a hook, without Azure's own."""
    return _names((), (), of_azure=False)
