"""The functions that a plugin is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from funcext_core._settings.names import did_you_mean
from funcext_core._settings.patterns import DEFAULT_FUNCTIONS, DEFAULT_TRIGGERS, Globs


if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

    from funcext_core._model import Function


_TRIGGERS = frozenset(
    f"{kind}trigger"
    for kind in (
        *("activity", "assistantskill", "blob", "cosmosdb", "daprbinding", "daprserviceinvocation"),
        *("daprtopic", "entity", "eventgrid", "eventhub", "http", "kafka", "mcpprompt"),
        *("mcpresource", "mcptool", "mysql", "orchestration", "queue", "rabbitmq", "redislist"),
        *("redispubsub", "redisstream", "servicebus", "signalr", "sql", "timer", "warmup"),
    )
)
"""The triggers that Azure Functions and its extensions document."""


class Scope:
    """The functions that a plugin is for."""

    functions: Final[Globs]
    triggers: Final[Globs]
    chosen: Final[frozenset[str]]
    """The ones of FUNCTIONS and TRIGGERS that the app's owner gave, who knows the functions."""

    __slots__ = ("chosen", "functions", "triggers")

    def __init__(
        self,
        functions: Globs = DEFAULT_FUNCTIONS,
        triggers: Globs = DEFAULT_TRIGGERS,
        chosen: frozenset[str] = frozenset(),
    ) -> None:
        self.functions = functions
        self.triggers = triggers
        self.chosen = chosen

    def covers(self, function: Function) -> bool:
        """Return whether the plugin is for the function."""
        return self.functions.match(function.name) and self.triggers.match(function.trigger)

    def idle(self, functions: Sequence[Function]) -> str | None:
        """Return the mistake in a pattern that the owner gave and that matches nothing.

        Args:
            functions: all functions of the app.

        Returns:
            The end of a sentence about the plugin; None if every pattern matches.
        """
        triggers = sorted({function.trigger for function in functions})
        for pattern in self.triggers.idle(triggers) if "TRIGGERS" in self.chosen else ():
            if pattern.lstrip("!") in _TRIGGERS:
                # It is a trigger, and another app with these settings may have it.
                continue
            hint = did_you_mean(pattern.lstrip("!"), triggers)
            return f"its TRIGGERS pattern {pattern!r} matches no trigger of this app: {hint}"
        names = [function.name for function in functions]
        triggered = [
            function.name for function in functions if self.triggers.match(function.trigger)
        ]
        for pattern in self.functions.idle(triggered) if "FUNCTIONS" in self.chosen else ():
            if pattern in self.functions.idle(names):
                hint = did_you_mean(pattern.lstrip("!"), names)
                return f"its FUNCTIONS pattern {pattern!r} matches no function of this app: {hint}"
            if not pattern.startswith("!"):
                return (
                    f"its FUNCTIONS pattern {pattern!r} matches only functions whose trigger its "
                    "TRIGGERS exclude: add their trigger to TRIGGERS"
                )
        return None


EVERYTHING = Scope(Globs(()), Globs(()))
"""The scope of a plugin of `use`: its one function is chosen by hand."""
