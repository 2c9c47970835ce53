"""funcext: the plugin system for Azure Functions in Python.

An app's owner needs `install`; a plugin's author needs `hookimpl` and the classes that hooks are
handed. The hooks themselves are declared, and described, in `funcext_core.hooks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from funcext_core._plugins.options import secret
from funcext_core._plugins.plugin import Plugin

from ._handle import PluginHost
from ._hookimpl import hookimpl
from ._install import install
from ._model import App, Binding, Function, Invocation, Outcome
from ._use import use
from .errors import (
    AbortInvocation,
    FrozenError,
    FuncextError,
    FunctionExit,
    HookError,
    LoadError,
)


if TYPE_CHECKING:
    from funcext_core._worker.v1.instrument import instrument


__all__ = [
    "AbortInvocation",
    "App",
    "Binding",
    "FrozenError",
    "FuncextError",
    "Function",
    "FunctionExit",
    "HookError",
    "Invocation",
    "LoadError",
    "Outcome",
    "Plugin",
    "PluginHost",
    "hookimpl",
    "install",
    "instrument",
    "secret",
    "use",
]


if not TYPE_CHECKING:  # with it, type checkers would take any name for an attribute

    def __getattr__(name: str) -> object:
        """Import what only apps of the v1 model need: a cold start counts."""
        if name == "instrument":
            from funcext_core._worker.v1.instrument import instrument  # noqa: PLC0415 - see above

            return instrument
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
