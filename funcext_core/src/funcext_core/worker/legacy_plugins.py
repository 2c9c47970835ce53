"""An app-level worker extension that an entry point names, enabled like any plugin."""

from __future__ import annotations

import inspect
import typing
from typing import TYPE_CHECKING, Any

from azure.functions import AppExtensionBase

from funcext_core.errors import LoadError
from funcext_core.names import option_prefix
from funcext_core.options import SCOPE_OPTIONS, convert, refuse_unknown
from funcext_core.plugin import Plugin
from funcext_core.scope import EVERYTHING
from funcext_core.settings import PLUGINS, WORKER_EXTENSIONS, is_unresolved, unresolved


if TYPE_CHECKING:
    from collections.abc import Mapping

    from funcext_core.discovery import Installed
    from funcext_core.settings import Settings


def adapt_extension(
    target: Any, found: Installed, values: Mapping[str, str], settings: Settings
) -> Plugin | None:
    """Configure an extension class that was enabled as a plugin; None for anything else.

    Importing it has registered it with the SDK: it runs with all that are registered, on the
    classic worker by the worker itself.

    Args:
        target: what the entry point names.
        found: the entry point.
        values: the plugin's settings by option name; they go to `configure()`, converted as its
            signature says.
        settings: the app settings.

    Raises:
        LoadError: the worker's setting is off, an option is unknown or does not convert, or
            `configure()` raised.
    """
    if not (isinstance(target, type) and issubclass(target, AppExtensionBase)):
        return None
    if not settings.worker_extensions:
        message = (
            f"{PLUGINS}: {found.name!r} is a worker extension, and {WORKER_EXTENSIONS} is not "
            f"set: set {WORKER_EXTENSIONS}=1 to run it"
        )
        raise LoadError(message)
    _refuse_scope(found.name, values)
    arguments = _arguments(target, found.name, values)
    if arguments:
        _configure(target, found.name, arguments)
    plugin = Plugin(found.name, target, (), scope=EVERYTHING)
    plugin.distribution = f"{found.distribution} {found.version}"
    plugin.options = {name: repr(value) for name, value in arguments.items()}
    return plugin


def _refuse_scope(name: str, values: Mapping[str, str]) -> None:
    for option in SCOPE_OPTIONS:
        if option in values:
            message = (
                f"{option_prefix(name)}{option}: {name!r} is a worker extension, which runs round "
                "every function and cannot be a guard: remove the setting"
            )
            raise LoadError(message)


def _arguments(
    target: type[AppExtensionBase], name: str, values: Mapping[str, str]
) -> dict[str, Any]:
    # mypy: the SDK's configure is without types.
    configure: Any = target.configure
    parameters = inspect.signature(configure).parameters
    named = {
        each.name.upper(): each
        for each in parameters.values()
        if each.kind in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY)
    }
    open_ended = any(each.kind is each.VAR_KEYWORD for each in parameters.values())
    if named or not open_ended:
        refuse_unknown(name, values, named)
    hints = typing.get_type_hints(configure)
    arguments = {}
    for option, text in values.items():
        parameter = named.get(option)
        key = parameter.name if parameter is not None else option.lower()
        annotation = hints.get(key, str)
        if key not in hints and parameter is not None and parameter.default is not parameter.empty:
            annotation = type(parameter.default)
        arguments[key] = _converted(option_prefix(name) + option, text, annotation)
    return arguments


def _converted(setting: str, text: str, annotation: Any) -> Any:
    if is_unresolved(text):
        raise LoadError(unresolved(setting))
    try:
        return convert(text, str if annotation is type(None) else annotation)
    except ValueError as error:
        message = f"{setting}={text}: {error}"
        raise LoadError(message) from None


def _configure(target: type[AppExtensionBase], name: str, arguments: Mapping[str, Any]) -> None:
    configure: Any = target.configure
    try:
        configure(**arguments)
    except Exception as error:
        message = (
            f"plugin {name!r}: configure() raised {type(error).__name__}: "
            f"{' '.join(str(error).split())}"
        )
        raise LoadError(message) from error
