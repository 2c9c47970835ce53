"""App-level worker extensions that an entry point names: they are enabled like any plugin."""

from __future__ import annotations

import difflib
import inspect
import typing
from typing import TYPE_CHECKING, Any

from funcext_core._plugins.options import refuse_unknown
from funcext_core._plugins.plugin import Plugin
from funcext_core._settings.conversion import convert
from funcext_core._settings.names import PLUGINS, WORKER_EXTENSIONS, option_prefix
from funcext_core._settings.plugin_settings import ON_ERROR, PluginSettings
from funcext_core._settings.scope import EVERYTHING, FUNCTIONS, TRIGGERS
from funcext_core.errors import LoadError
from funcext_core.hooks import PROJECT_NAME

from .outermost_layer import extensions_enabled


if TYPE_CHECKING:
    from collections.abc import Mapping
    from inspect import Parameter

    from azure.functions import AppExtensionBase

    from funcext_core._plugins.discovery import Installed
    from funcext_core._plugins.own_plugins import OwnPlugin
    from funcext_core._settings.general import Settings


_MISSPELLED = 0.85
"""The similarity from which an unknown option is taken for a misspelling of a named one."""


def adapt_extension(
    target: type[AppExtensionBase],
    found: Installed | OwnPlugin,
    own: PluginSettings,
    settings: Settings,
) -> Plugin:
    """Configure an extension class that was enabled as a plugin.

    Importing the class registered it with the SDK. It runs with every other registered extension;
    on the classic worker the worker itself runs it. `configure()` is called here with the options
    from the settings, which replace those of an earlier call in the app's own code.

    Args:
        target: the class.
        found: the entry point, or the entry of `install(plugins=[...])`.
        own: the plugin's settings. Its options go to `configure()`, converted to the types of its
            signature; options that only `**kwargs` takes are passed as text.
        settings: the app settings.

    Raises:
        LoadError: the worker's setting is off, an option is unknown, missing or does not convert,
            `configure()` raised, or the class has the hooks of a plugin, too.
    """
    if not extensions_enabled(settings):
        where = "install(plugins=[...])" if found.release is None else PLUGINS
        message = (
            f"{where}: {found.name!r} is a worker extension, and {WORKER_EXTENSIONS} is not "
            f"on: set {WORKER_EXTENSIONS}=1 to run it"
        )
        raise LoadError(message)
    _refuse_hooks(target, found.name)
    _refuse_scope(found.name, own)
    _refuse_guard(target, found.name)
    arguments = _arguments(target, found.name, own.options)
    _configure(target, found.name, arguments)
    # An extension cannot declare which of its texts are secrets.
    shown = {
        name.upper(): "********" if isinstance(value, str) else repr(value)
        for name, value in arguments.items()
    }
    return Plugin(
        found.name, target, (), scope=EVERYTHING, distribution=found.release, options=shown
    )


def _refuse_hooks(target: type, name: str) -> None:
    """Refuse a class that is also a plugin, whose hooks would be called twice or not at all."""
    for cls in target.__mro__:
        for attribute, raw in vars(cls).items():
            if hasattr(getattr(raw, "__func__", raw), f"{PROJECT_NAME}_impl"):
                message = (
                    f"plugin {name!r}: {attribute!r} is marked with @hookimpl in a worker "
                    "extension, which has the worker's hooks: move it to a separate class"
                )
                raise LoadError(message)


def _refuse_scope(name: str, own: PluginSettings) -> None:
    given = {FUNCTIONS: own.functions, TRIGGERS: own.triggers, ON_ERROR: own.on_error}
    for option, value in given.items():
        if value is not None:
            message = (
                f"{option_prefix(name)}{option}: {name!r} is a worker extension, which runs around "
                "every function and cannot be a guard: remove the setting"
            )
            raise LoadError(message)


def _refuse_guard(target: type, name: str) -> None:
    """Refuse an extension that declares itself a guard, which it cannot be."""
    if inspect.getattr_static(target, "on_error", None) == "fail":
        message = (
            f"plugin {name!r}: on_error is 'fail', but it is a worker extension, which cannot be a "
            "guard: remove on_error"
        )
        raise LoadError(message)


def _arguments(
    target: type[AppExtensionBase], name: str, values: Mapping[str, str]
) -> dict[str, Any]:
    # mypy: the SDK's configure has no types.
    configure: Any = target.configure
    parameters = inspect.signature(configure).parameters.values()
    named = {
        parameter.name.upper(): parameter
        for parameter in parameters
        if parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
    }
    open_ended = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters)
    suspects = _misspelled(values, named) if open_ended else values
    refuse_unknown(name, suspects, named)
    _refuse_missing(name, values, named)
    hints = _hints(configure)
    return {
        named[option].name if option in named else option.lower(): _converted(
            option_prefix(name) + option, text, _annotation(named.get(option), hints)
        )
        for option, text in values.items()
    }


def _misspelled(values: Mapping[str, str], named: Mapping[str, Parameter]) -> dict[str, str]:
    """Return the options whose names are close to a named one, where any keyword is accepted."""
    return {
        option: text
        for option, text in values.items()
        if option not in named and difflib.get_close_matches(option, named, cutoff=_MISSPELLED)
    }


def _refuse_missing(name: str, values: Mapping[str, str], named: Mapping[str, Parameter]) -> None:
    for option, parameter in named.items():
        if parameter.default is parameter.empty and option not in values:
            setting = option_prefix(name) + option
            message = f"plugin {name!r} needs {setting}, which is not set: set it"
            raise LoadError(message)


def _hints(configure: Any) -> dict[str, Any]:
    try:
        return typing.get_type_hints(configure)
    except Exception:  # noqa: BLE001 - evaluating an annotation may raise anything
        # For example for a name imported under TYPE_CHECKING. The defaults have types as well.
        return {}


def _annotation(parameter: Parameter | None, hints: Mapping[str, Any]) -> Any:
    if parameter is None:
        return str
    if parameter.name in hints:
        return hints[parameter.name]
    if parameter.default is parameter.empty or parameter.default is None:
        return str
    return type(parameter.default)


def _converted(setting: str, text: str, annotation: Any) -> Any:
    try:
        return convert(text, annotation)
    except ValueError as error:
        message = f"{setting}={text}: {error}"
        raise LoadError(message) from None


def _configure(target: type[AppExtensionBase], name: str, arguments: Mapping[str, Any]) -> None:
    configure: Any = target.configure
    try:
        configure(**arguments)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        message = f"plugin {name!r}: configure() raised {type(error).__name__}: {error}"
        raise LoadError(message) from error
