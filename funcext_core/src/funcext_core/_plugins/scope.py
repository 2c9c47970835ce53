"""Which functions a plugin has a layer round."""

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
"""The triggers of the host's and its extensions' documentation."""


class Scope:
    """The functions that a plugin is for."""

    functions: Final[Globs]
    triggers: Final[Globs]
    chosen: Final[frozenset[str]]
    """Which of FUNCTIONS and TRIGGERS the app's owner gave, who knows the app's functions."""

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
        """Tell whether the plugin has a layer round the function."""
        return self.functions.match(function.name) and self.triggers.match(function.trigger)

    def idle(self, functions: Sequence[Function]) -> str | None:
        """Return what is wrong with a pattern that the owner gave and that matches nothing.

        Args:
            functions: all functions of the app.

        Returns:
            The rest of a sentence about the plugin; None if each pattern matches.
        """
        triggers = sorted({each.trigger for each in functions})
        for pattern in self.triggers.idle(triggers) if "TRIGGERS" in self.chosen else ():
            if pattern.lstrip("!") in _TRIGGERS:
                # Rightly spelt: another app with these settings may well have it.
                continue
            mend = did_you_mean(pattern.lstrip("!"), triggers)
            return f"its TRIGGERS pattern {pattern!r} matches no trigger of this app: {mend}"
        names = [each.name for each in functions]
        reached = [each.name for each in functions if self.triggers.match(each.trigger)]
        for pattern in self.functions.idle(reached) if "FUNCTIONS" in self.chosen else ():
            if pattern in self.functions.idle(names):
                mend = did_you_mean(pattern.lstrip("!"), names)
                return f"its FUNCTIONS pattern {pattern!r} matches no function of this app: {mend}"
            if not pattern.startswith("!"):
                return (
                    f"its FUNCTIONS pattern {pattern!r} matches only functions whose trigger its "
                    "TRIGGERS leave out: name their trigger there, too"
                )
        return None


EVERYTHING = Scope(Globs(()), Globs(()))
"""What `use` asks for: the one function is chosen by hand."""
