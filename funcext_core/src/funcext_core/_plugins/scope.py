"""Which functions a plugin has a layer round."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase, translate
from functools import lru_cache
from typing import TYPE_CHECKING

from funcext_core._settings.names import did_you_mean


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from funcext_core._model import Function


class Globs:
    """Patterns, case-insensitive; one that begins with `!` excludes."""

    __slots__ = ("given", "implied")

    def __init__(self, given: tuple[str, ...], implied: tuple[str, ...] = ()) -> None:
        self.given = given
        """The patterns that were asked for."""
        self.implied = implied
        """Those that hold besides."""

    @classmethod
    def parse(cls, given: str | Iterable[str], default: Globs) -> Globs:
        """Read patterns from text with commas, or one by one.

        Args:
            given: the patterns. Where all exclude, they exclude from what is the default.
            default: the patterns that hold where none is given.
        """
        parts = given.split(",") if isinstance(given, str) else given
        patterns = tuple(_pattern(part.strip().lower()) for part in parts if part.strip())
        exclude_only = all(each.startswith("!") for each in patterns)
        return cls(patterns, default.patterns if exclude_only else ())

    @property
    def patterns(self) -> tuple[str, ...]:
        """All that hold."""
        return self.given + self.implied

    def match(self, name: str) -> bool:
        """Tell whether the name is meant. Where all patterns exclude, the others are meant."""
        wanted, unwanted = _matchers(self.given, self.implied)
        folded = name.lower()
        if unwanted is not None and unwanted(folded):
            return False
        return wanted is None or wanted(folded)

    def idle(self, names: Iterable[str]) -> list[str]:
        """Return the patterns that were given and match none of the names."""
        folded = [name.lower() for name in names]
        return [
            each
            for each in self.given
            if not any(fnmatchcase(name, each.removeprefix("!")) for name in folded)
        ]


_Match = Callable[[str], bool]
_SPECIAL = frozenset("*?[")


@lru_cache(maxsize=256)
def _matchers(
    given: tuple[str, ...], implied: tuple[str, ...]
) -> tuple[_Match | None, _Match | None]:
    """Return what matches the wanted names, and the unwanted; None where there is no pattern."""
    patterns = given + implied
    return (
        _any_of([each for each in patterns if not each.startswith("!")]),
        _any_of([each[1:] for each in patterns if each.startswith("!")]),
    )


def _any_of(patterns: list[str]) -> _Match | None:
    """Return what tells whether a name matches one of the patterns; None if there are none.

    Most patterns are a name or the beginning of one. A regular expression for these, too, would
    take longer to compile than all else that is done with them at a cold start.
    """
    if not patterns:
        return None
    names = frozenset(each for each in patterns if _SPECIAL.isdisjoint(each))
    starts = {each for each in patterns if each.endswith("*") and _SPECIAL.isdisjoint(each[:-1])}
    others = [each for each in patterns if each not in names and each not in starts]
    matches = re.compile("|".join(map(translate, others))).match if others else None
    beginnings = tuple(each[:-1] for each in starts)

    def match(name: str) -> bool:
        if name in names or name.startswith(beginnings):
            return True
        return matches is not None and matches(name) is not None

    return match


def _pattern(text: str) -> str:
    return f"!{text[1:].strip()}" if text.startswith("!") else text


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

DEFAULT_FUNCTIONS = Globs(("!builtin__*",))
"""All functions, but those that durable 2 puts into every app."""
DEFAULT_TRIGGERS = Globs(("!orchestrationtrigger", "!entitytrigger"))
"""All triggers, but those whose functions durable runs again on every replay."""


class Scope:
    """The functions that a plugin is for."""

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
        """Which of FUNCTIONS and TRIGGERS the app's owner gave, who knows the app's functions."""

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
