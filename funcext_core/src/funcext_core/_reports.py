"""The reports of a plugin host, as plain data: for operators, and for tools that print them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from ._settings.names import did_you_mean


if TYPE_CHECKING:
    from ._host import HostCore
    from ._layers.rules import Stack
    from ._plugins.plugin import Plugin


class _Declaring(TypedDict, total=False):
    declared: dict[str, list[str]]
    """The names that it declares, by attribute: ``before``, ``requires``, ``warm``, and so on.
    Absent if there are none."""


class PluginDescription(_Declaring):
    """One plugin."""

    name: str
    origin: str
    """The origin: ``setting``, ``install`` for the plugins given to it, ``app`` for the app's own
    hooks, ``use``, or ``worker`` for worker extensions."""
    distribution: str | None
    """The distribution and its version; None for plugins that the app itself registers."""
    on_error: str
    """``fail`` for a guard, ``log`` for any other plugin."""
    functions: list[str]
    """The patterns of FUNCTIONS."""
    triggers: list[str]
    """The patterns of TRIGGERS."""
    options: dict[str, str]
    """The options, with secrets masked."""
    hooks: dict[str, list[str]]
    """The kinds of implementation, ``sync`` or ``async``, by hook."""


class FunctionDescription(TypedDict):
    """One function that has layers."""

    name: str
    trigger: str
    is_async: bool
    layers: list[str]
    """The plugins' names, outermost first."""


class HostDescription(TypedDict):
    """A plugin host."""

    disabled: bool
    frozen: bool
    plugins: list[PluginDescription]
    """In layer order."""
    skipped: dict[str, str]
    """By plugin, why `FUNCEXT_ON_LOAD_ERROR=skip` left it out."""
    functions: list[FunctionDescription]


def describe(core: HostCore) -> HostDescription:
    """Return a host's plugins in layer order, and the functions' layers."""
    return {
        "disabled": core.settings.disabled,
        "frozen": core.plugins.frozen,
        "plugins": [
            _describe_plugin(plugin, origin) for origin, plugin in core.plugins.with_origins()
        ],
        "skipped": dict(core.skipped),
        "functions": [_describe_function(stack) for stack in core.stacks],
    }


def _describe_plugin(plugin: Plugin, origin: str) -> PluginDescription:
    hooks: dict[str, list[str]] = {}
    for hook in plugin.implementations:
        hooks.setdefault(hook.hook, []).append("async" if hook.is_async else "sync")
    description: PluginDescription = {
        "name": plugin.name,
        "origin": origin,
        "distribution": plugin.distribution,
        "on_error": "fail" if plugin.guard else "log",
        "functions": list(plugin.scope.functions.patterns),
        "triggers": list(plugin.scope.triggers.patterns),
        "options": dict(plugin.options),
        "hooks": hooks,
    }
    if plugin.declared is not None:
        description["declared"] = plugin.declared.facts
    return description


def _describe_function(stack: Stack) -> FunctionDescription:
    return {
        "name": stack.function.name,
        "trigger": stack.function.trigger,
        "is_async": stack.function.is_async,
        "layers": [layer.plugin for layer in stack.layers],
    }


def source_of(core: HostCore, name: str) -> str:
    """Return the source of the code around a function.

    Raises:
        KeyError: the app has no function of that name with layers.
    """
    if name in core.code:
        return core.code[name].source()
    hint = did_you_mean(name, core.code) if core.code else "so far no function of the app has any"
    message = f"no layers were compiled for a function {name!r}: {hint}"
    raise KeyError(message)
