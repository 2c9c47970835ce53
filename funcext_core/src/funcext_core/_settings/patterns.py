"""Patterns for the names of functions and triggers: case-insensitive globs; `!` excludes."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase, translate
from functools import lru_cache
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final


class Globs:
    """Case-insensitive patterns; one that begins with `!` excludes."""

    given: Final[tuple[str, ...]]
    """The patterns as written."""
    implied: Final[tuple[str, ...]]
    """The patterns that apply in addition."""

    __slots__ = ("given", "implied")

    def __init__(self, given: tuple[str, ...], implied: tuple[str, ...] = ()) -> None:
        self.given = given
        self.implied = implied

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

    def idle(self, names: Iterable[str]) -> list[str]:
        """Return the patterns as written that match none of the names."""
        folded = [name.lower() for name in names]
        return [
            pattern
            for pattern in self.given
            if not any(fnmatchcase(name, pattern.removeprefix("!")) for name in folded)
        ]


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
