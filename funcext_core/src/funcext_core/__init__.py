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
from ._install import install, report_silence_at_end
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
    from funcext_core._plugins.plugin_decorator import plugin
    from funcext_core._plugins.secrecy import Secret, secret
    from funcext_core._worker.v1.instrument import instrument

    from ._mark import mark
    from ._provides import Named, Parameter, provides
    from ._response import ResponseView
    from ._use import use
    from ._version import __version__


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
    "Named",
    "Outcome",
    "Parameter",
    "Plugin",
    "PluginHost",
    "ResponseView",
    "Secret",
    "__version__",
    "hookimpl",
    "install",
    "instrument",
    "mark",
    "plugin",
    "provides",
    "secret",
    "use",
]


_LATER = {
    "__version__": "funcext_core._version",
    "Named": "funcext_core._provides",
    "Parameter": "funcext_core._provides",
    "ResponseView": "funcext_core._response",
    "Secret": "funcext_core._plugins.secrecy",
    "instrument": "funcext_core._worker.v1.instrument",
    "mark": "funcext_core._mark",
    "plugin": "funcext_core._plugins.plugin_decorator",
    "provides": "funcext_core._provides",
    "secret": "funcext_core._plugins.secrecy",
    "use": "funcext_core._use",
}
"""By name, the modules of what only some apps need: others should start fast."""


report_silence_at_end()

if not TYPE_CHECKING:  # with it, type checkers would take any name for an attribute

    def __getattr__(name: str) -> object:
        """Import what only some apps need when it is first asked for."""
        if name in _LATER:
            import importlib  # noqa: PLC0415 - see above

            return getattr(importlib.import_module(_LATER[name]), name)
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
