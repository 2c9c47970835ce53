"""`use`: layers around one function, requested directly above it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from azure.functions import FuncExtensionBase

from funcext_core._plugins import use_registry
from funcext_core._plugins.plugin import Plugin, make_plugin, name_in_code
from funcext_core._settings.scope import EVERYTHING

from ._process import Once
from ._worker import v2
from ._worker.generation import at_end_of_script
from .errors import LoadError


logger = logging.getLogger("funcext")

_reported = Once()

Function = TypeVar("Function", bound="Callable[..., Any]")


def use(*plugins: object) -> Callable[[Function], Function]:
    """Add layers to one function alone; they need nothing in `FUNCEXT_PLUGINS`.

        @app.route(route="hello")
        @use(Timer(append_to_http_response=True))
        def hello(req): ...

    Args:
        plugins: instances or modules with hooks, or instances of `FuncExtensionBase` subclasses;
            the first is the outermost. Their layers are inside those of the app's plugins.

    Returns:
        A decorator that returns the function, or bound method, itself.

    Raises:
        LoadError: no plugin is given, a class is given in place of an instance, or a hook has a
            mistake; from the decorator, what it is applied to is not a function.
    """
    if not plugins:
        message = "use() takes at least one plugin, such as use(Timer())"
        raise LoadError(message)
    used = tuple(_used(plugin) for plugin in plugins)

    def decorate(function: Function) -> Function:
        if not use_registry.remember(function, used):
            message = (
                f"use() is applied to a {type(function).__name__}: put it directly above the "
                "function, below the decorators that declare its trigger and bindings"
            )
            raise LoadError(message)
        at_end_of_script(_report_ineffective)
        return function

    return decorate


def _report_ineffective() -> None:
    """Log uses for which the script that has ended brings no `install` and no `instrument`."""
    if v2.is_installed():
        return
    v1 = sys.modules.get("funcext_core._worker.v1.app")
    ineffective = use_registry.pending() if v1 is None else v1.ineffective_uses()
    for use in ineffective:
        if _reported.first(use.name):
            logger.error(
                "use() of %s above %r has no effect: in function_app.py, call "
                "funcext_core.install(app); in the v1 model, put @funcext_core.instrument on the "
                "entry point",
                ", ".join(repr(plugin.name) for plugin in use.plugins),
                use.name,
            )


def _used(plugin: object) -> Plugin:
    if isinstance(plugin, type):
        message = f"use() takes an instance, not a class: write use({plugin.__name__}(...))"
        raise LoadError(message)
    if isinstance(plugin, FuncExtensionBase):
        from funcext_core._worker.extensions.runner import (  # noqa: PLC0415 - few apps have one
            FunctionExtension,
            warn_without_hooks,
        )

        warn_without_hooks(plugin)
        return make_plugin(FunctionExtension(plugin), name_in_code(plugin), scope=EVERYTHING)
    return make_plugin(plugin, name_in_code(plugin), scope=EVERYTHING)
