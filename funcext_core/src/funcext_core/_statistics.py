"""The figures of the plugins' hooks: calls, errors and seconds."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypedDict

from ._layers.layer import INVOCATION_HOOKS
from ._layers.rules import cell
from ._settings.names import STATS


if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._layers.rules import Stack
    from ._plugins.plugin import Plugin


logger = logging.getLogger("funcext")

_TEXTS = 2
"""The columns of the table that are text; the others are figures."""


class HookStats(TypedDict):
    """The figures of one hook of one plugin, summed over all functions."""

    calls: int
    errors: int
    seconds: float | None
    """Seconds in the hook; None unless `FUNCEXT_STATS` is set."""


def statistics(
    plugins: Iterable[Plugin], stacks: Iterable[Stack], *, timed: bool
) -> dict[str, dict[str, HookStats]]:
    """Return calls, errors and seconds of each plugin's hooks.

    Args:
        plugins: the plugins, outermost first.
        stacks: the layers around each function.
        timed: whether the seconds are counted.
    """
    seconds = 0.0 if timed else None
    totals: dict[str, dict[str, HookStats]] = {}
    for plugin in plugins:
        hooks = totals.setdefault(plugin.name, {})
        for hook in plugin.implementations:
            hooks.setdefault(hook.hook, {"calls": 0, "errors": 0, "seconds": seconds})
        for name, count in plugin.failures.by_hook().items():
            hooks[name]["errors"] += count
    for stack in stacks:
        _add_stack(totals, stack)
    return totals


def log_statistics(plugins: Iterable[Plugin], stacks: Iterable[Stack]) -> None:
    """Log a table of calls, errors and milliseconds by plugin and hook."""
    rows = [("plugin", "hook", "calls", "errors", "ms", "ms a call")]
    for plugin, hooks in statistics(plugins, stacks, timed=True).items():
        for hook, stats in hooks.items():
            calls, total = stats["calls"], 1000 * (stats["seconds"] or 0.0)
            average = f"{total / calls:.3f}" if calls else "-"
            figures = (f"{calls:,}", f"{stats['errors']:,}", f"{total:.1f}", average)
            rows.append((plugin, hook, *figures))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            text.ljust(width) if place < _TEXTS else text.rjust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    logger.info("%s: the hooks of this process\n%s", STATS, "\n".join(lines))


def _add_stack(totals: dict[str, dict[str, HookStats]], stack: Stack) -> None:
    reached = stack.entered[0]
    for index, layer in enumerate(stack.layers):
        in_layer = reached
        for hook in INVOCATION_HOOKS:
            # An invocation that stopped in this layer's pre skips its around and runs its post.
            calls = in_layer if hook == "post_invocation" else reached
            reached -= stack.cuts[cell(index, hook)]
            if hook == "around_invocation":
                reached += stack.repeats[index]
            stats = totals.get(layer.plugin, {}).get(hook)
            if stats is not None:
                stats["calls"] += calls
                if stats["seconds"] is not None:
                    stats["seconds"] += stack.spent[cell(index, hook)]
