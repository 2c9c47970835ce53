"""The functions that a plugin is for: patterns for names of functions and triggers."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase, translate
from functools import lru_cache
from typing import TYPE_CHECKING

from .names import did_you_mean


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Final

    from funcext_core._model import Function


FUNCTIONS = "FUNCTIONS"
TRIGGERS = "TRIGGERS"


class Globs:
    """Case-insensitive patterns; one that begins with `!` excludes."""

    given: Final[tuple[str, ...]]
    """The patterns as written."""
    implied: Final[tuple[str, ...]]
    """The patterns that apply in addition."""
    placed: Final[bool]
    """Whether one names a file or module, too; see `places`."""

    __slots__ = ("given", "implied", "placed")

    def __init__(self, given: tuple[str, ...], implied: tuple[str, ...] = ()) -> None:
        self.given = given
        self.implied = implied
        self.placed = ":" in "".join(given)

    @classmethod
    def parse(cls, given: str | Iterable[str], default: Globs) -> Globs:
        """Parse patterns from text that separates them by commas, or one by one.

        Args:
            given: the patterns. If all of them exclude, they exclude from the default.
            default: the patterns that apply if none is given.
        """
        parts = given.split(",") if isinstance(given, str) else given
        patterns = tuple(_pattern(part.strip().lower()) for part in parts if part.strip())
        exclude_only = all(pattern.startswith("!") for pattern in patterns)
        return cls(patterns, default.patterns if exclude_only else ())

    @property
    def patterns(self) -> tuple[str, ...]:
        """All patterns that apply."""
        return self.given + self.implied

    def match(self, name: str) -> bool:
        """Return whether the name matches; if all patterns exclude, every other name matches."""
        wanted, unwanted = _matchers(self.given, self.implied)
        folded = name.lower()
        if unwanted is not None and unwanted(folded):
            return False
        return wanted is None or wanted(folded)

    def match_function(self, function: Function) -> bool:
        """Return whether a function matches, by its name and by the place of its code."""
        if not self.placed:
            return self.match(function.name)
        from .places import covers  # noqa: PLC0415 - few scopes name a file

        return covers(self.patterns, function)

    def idle(self, names: Iterable[str]) -> list[str]:
        """Return the patterns as written that match none of the names."""
        folded = [name.lower() for name in names]
        return [
            pattern
            for pattern in self.given
            if not any(fnmatchcase(name, pattern.removeprefix("!")) for name in folded)
        ]


def _finds(pattern: str, functions: Iterable[Function]) -> bool:
    """Return whether a pattern, without its `!`, matches one of the functions."""
    pattern = pattern.removeprefix("!")
    if ":" not in pattern:
        return any(fnmatchcase(function.name.lower(), pattern) for function in functions)
    from .places import matches  # noqa: PLC0415 - few scopes name a file

    return any(matches(pattern, function) for function in functions)


_Match = Callable[[str], bool]
_SPECIAL = frozenset("*?[")


@lru_cache(maxsize=256)
def _matchers(
    given: tuple[str, ...], implied: tuple[str, ...]
) -> tuple[_Match | None, _Match | None]:
    """Return the matchers of wanted and of unwanted names; None stands for no pattern."""
    patterns = given + implied
    return (
        _any_of([pattern for pattern in patterns if not pattern.startswith("!")]),
        _any_of([pattern[1:] for pattern in patterns if pattern.startswith("!")]),
    )


def _any_of(patterns: list[str]) -> _Match | None:
    """Return a function that matches names against the patterns; None if there are none.

    Most patterns are a name or the beginning of one. Compiling a regular expression for those
    would take longer at a cold start than everything else that is done with them.
    """
    if not patterns:
        return None
    names = frozenset(pattern for pattern in patterns if _SPECIAL.isdisjoint(pattern))
    starts = {
        pattern
        for pattern in patterns
        if pattern.endswith("*") and _SPECIAL.isdisjoint(pattern[:-1])
    }
    others = [pattern for pattern in patterns if pattern not in names and pattern not in starts]
    matches = re.compile("|".join(map(translate, others))).match if others else None
    beginnings = tuple(pattern[:-1] for pattern in starts)

    def match(name: str) -> bool:
        if name in names or name.startswith(beginnings):
            return True
        return matches is not None and matches(name) is not None

    return match


def _pattern(text: str) -> str:
    return f"!{text[1:].strip()}" if text.startswith("!") else text


DEFAULT_FUNCTIONS = Globs(("!builtin__*",))
"""All functions except those that durable 2 adds to every app."""
DEFAULT_TRIGGERS = Globs(("!orchestrationtrigger", "!entitytrigger"))
"""All triggers except those whose functions durable runs again on every replay."""


# -- a scope -------------------------------------------------------------------------------------


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
        return self.functions.match_function(function) and self.triggers.match(function.trigger)

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
        triggered = [function for function in functions if self.triggers.match(function.trigger)]
        for pattern in self._checked(FUNCTIONS, self.functions, guard=guard):
            if _finds(pattern, triggered):
                continue
            if not _finds(pattern, functions):
                from .places import hint  # noqa: PLC0415 - only a mistake pays for it

                fix = hint(pattern.lstrip("!"), functions)
                return f"its FUNCTIONS pattern {pattern!r} matches no function of this app: {fix}"
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
