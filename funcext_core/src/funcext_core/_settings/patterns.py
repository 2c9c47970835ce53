"""Patterns for names of functions and triggers: globs, case-insensitive, `!` excludes."""

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
    """Patterns, case-insensitive; one that begins with `!` excludes."""

    given: Final[tuple[str, ...]]
    """The patterns that were written."""
    implied: Final[tuple[str, ...]]
    """The patterns that hold in addition."""

    __slots__ = ("given", "implied")

    def __init__(self, given: tuple[str, ...], implied: tuple[str, ...] = ()) -> None:
        self.given = given
        self.implied = implied

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


DEFAULT_FUNCTIONS = Globs(("!builtin__*",))
"""All functions, but those that durable 2 puts into every app."""
DEFAULT_TRIGGERS = Globs(("!orchestrationtrigger", "!entitytrigger"))
"""All triggers, but those whose functions durable runs again on every replay."""
