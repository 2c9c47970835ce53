"""What a host reports of itself, as plain data: for operators, and for what prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._layers.layer import INVOCATION_HOOKS
from ._layers.rules import cell


if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._layers.rules import Stack
    from ._plugins.plugin import Plugin


def describe_plugin(plugin: Plugin, origin: str) -> dict[str, Any]:
    """Return what there is to know of a plugin; its secrets are masked.

    Args:
        plugin: the plugin.
        origin: what enabled it: ``setting``, ``app``, ``use``, or ``worker`` for its extensions.
    """
    hooks: dict[str, list[str]] = {}
    for each in plugin.implementations:
        hooks.setdefault(each.hook, []).append("async" if each.is_async else "sync")
    return {
        "name": plugin.name,
        "origin": origin,
        "distribution": plugin.distribution,
        "on_error": "fail" if plugin.guard else "log",
        "functions": list(plugin.scope.functions.patterns),
        "triggers": list(plugin.scope.triggers.patterns),
        "options": dict(plugin.options),
        "hooks": hooks,
    }


def describe_function(stack: Stack) -> dict[str, Any]:
    """Return a function's layers, outermost first."""
    return {
        "name": stack.function.name,
        "trigger": stack.function.trigger,
        "is_async": stack.function.is_async,
        "layers": [layer.plugin for layer in stack.layers],
    }


def statistics(
    plugins: Iterable[Plugin], stacks: Iterable[Stack], *, timed: bool
) -> dict[str, dict[str, dict[str, Any]]]:
    """Return calls, errors and seconds of each plugin's hooks; seconds are None if not timed."""
    totals: dict[str, dict[str, dict[str, Any]]] = {}
    for plugin in plugins:
        hooks = totals.setdefault(plugin.name, {})
        for each in plugin.implementations:
            hooks.setdefault(
                each.hook, {"calls": 0, "errors": 0, "seconds": 0.0 if timed else None}
            )
        for hook, count in plugin.failures.by_hook().items():
            hooks[hook]["errors"] += count
    for stack in stacks:
        _add_stack(totals, stack, timed=timed)
    return totals


def _add_stack(totals: dict[str, dict[str, dict[str, Any]]], stack: Stack, *, timed: bool) -> None:
    reached = stack.entered[0]
    for index, layer in enumerate(stack.layers):
        in_layer = reached
        for hook in INVOCATION_HOOKS:
            # What stopped at this layer's pre did not reach its around, but its post.
            calls = in_layer if hook == "post_invocation" else reached
            reached -= stack.cuts[cell(index, hook)]
            if hook in totals.get(layer.plugin, {}):
                total = totals[layer.plugin][hook]
                total["calls"] += calls
                if timed:
                    total["seconds"] += stack.spent[cell(index, hook)]
