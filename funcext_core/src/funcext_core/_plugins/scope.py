"""The functions that a plugin is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from funcext_core._settings.names import did_you_mean
from funcext_core._settings.patterns import DEFAULT_FUNCTIONS, DEFAULT_TRIGGERS, Globs
from funcext_core._settings.plugin_settings import FUNCTIONS, TRIGGERS


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

    def idle(self, functions: Sequence[Function], *, guard: bool) -> str | None:
        """Return the mistake in a pattern that matches nothing.

        Every pattern that the owner gave is checked. Those of a plugin's class are for any app, and
        are checked only if the plugin is a guard: a function must not lose it by a misspelling.

        Args:
            functions: all functions of the app, at least one.
            guard: whether the plugin is a guard.

        Returns:
            The end of a sentence about the plugin; None if every pattern matches.
        """
        return self._idle_trigger(functions, guard=guard) or self._idle_function(
            functions, guard=guard
        )

    def _idle_trigger(self, functions: Sequence[Function], *, guard: bool) -> str | None:
        triggers = sorted({function.trigger for function in functions})
        patterns = self._checked(TRIGGERS, self.triggers, guard=guard)
        for pattern in self.triggers.idle(triggers):
            # Another app with these settings may have a trigger that this one lacks.
            if pattern in patterns and pattern.lstrip("!") not in _TRIGGERS:
                hint = did_you_mean(pattern.lstrip("!"), triggers)
                return f"its TRIGGERS pattern {pattern!r} matches no trigger of this app: {hint}"
        wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
        if wanted and not any(map(self.triggers.match, triggers)):
            return (
                f"its TRIGGERS {', '.join(wanted)} match no function of this app, whose triggers "
                f"are {', '.join(triggers)}: correct TRIGGERS, or disable the plugin"
            )
        return None

    def _idle_function(self, functions: Sequence[Function], *, guard: bool) -> str | None:
        names = [function.name for function in functions]
        triggered = [
            function.name for function in functions if self.triggers.match(function.trigger)
        ]
        patterns = self._checked(FUNCTIONS, self.functions, guard=guard)
        for pattern in self.functions.idle(triggered):
            if pattern not in patterns:
                continue
            if pattern in self.functions.idle(names):
                hint = did_you_mean(pattern.lstrip("!"), names)
                return f"its FUNCTIONS pattern {pattern!r} matches no function of this app: {hint}"
            if not pattern.startswith("!"):
                return (
                    f"its FUNCTIONS pattern {pattern!r} matches only functions whose trigger its "
                    "TRIGGERS exclude: add their trigger to TRIGGERS"
                )
        return None

    def _checked(self, option: str, globs: Globs, *, guard: bool) -> list[str]:
        """Return the patterns of an option that have to match."""
        if option in self.chosen:
            return list(globs.given)
        return [pattern for pattern in globs.given if guard and not pattern.startswith("!")]


EVERYTHING = Scope(Globs(()), Globs(()))
"""The scope of a plugin of `use`: its one function is chosen by hand."""
