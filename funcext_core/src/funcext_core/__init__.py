"""funcext: the plugin system for Azure Functions in Python.

App owners need `install`. Plugin authors need `hookimpl` and the classes of the hooks' arguments.
`funcext_core.hooks` declares and describes the hooks.

.. versionadded:: 0.1.0
    A name that is newer says so in its own docstring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from funcext_core._plugins.plugin import Plugin

from ._handle import PluginHost
from ._hookimpl import hookimpl
from ._install import install
from ._model import App, Binding, Function, Invocation, Outcome
from .errors import (
    AbortInvocation,
    FrozenError,
    FuncextError,
    FunctionExit,
    HookError,
    LoadError,
)


if TYPE_CHECKING:
    from funcext_core._plugins.secrecy import Secret, secret
    from funcext_core._worker.v1.instrument import instrument

    from ._mark import mark
    from ._use import use


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
    "Secret",
    "hookimpl",
    "install",
    "instrument",
    "mark",
    "secret",
    "use",
]


if not TYPE_CHECKING:  # with it, type checkers would take any name for an attribute

    def __getattr__(name: str) -> object:
        """Import what only some apps need when it is first asked for: others should start fast."""
        if name == "use":
            from ._use import use  # noqa: PLC0415 - see above

            return use
        if name == "mark":
            from ._mark import mark  # noqa: PLC0415 - see above

            return mark
        if name == "instrument":
            from funcext_core._worker.v1.instrument import instrument  # noqa: PLC0415 - v1 alone

            return instrument
        if name in ("Secret", "secret"):
            from funcext_core._plugins import secrecy  # noqa: PLC0415 - few plugins have secrets

            return getattr(secrecy, name)
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
