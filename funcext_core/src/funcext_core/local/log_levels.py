"""The lines that are shown, by level: `logging.logLevel` of host.json, or `--log-level`."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import attrs

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.host_file import LOG_LEVELS


_DEFAULT = "default"


@attrs.frozen
class LogLevels:
    """The least levels of lines, by category.

    A function's own lines have the category ``Function.<name>.User``, and the local host's lines
    about it ``Function.<name>``. The longest name at the beginning of a category counts.
    """

    levels: Mapping[str, int] = attrs.field(factory=dict)
    """By category, in lower case."""

    def allows(self, level: int, category: str) -> bool:
        """Return whether to show a line of a level."""
        return level >= self._least(category.lower())

    def lowest(self) -> int:
        """Return the lowest level that any category shows."""
        return min((*self.levels.values(), self._least(_DEFAULT)))

    def _least(self, category: str) -> int:
        names = (name for name in self.levels if category.startswith(name))
        longest = max(names, key=len, default=_DEFAULT)
        return self.levels.get(longest, logging.INFO)


def read_log_levels(host: Mapping[str, int], option: str | None) -> LogLevels:
    """Return the levels of lines.

    Args:
        host: the levels in host.json, by category.
        option: the value of `--log-level`, which replaces all of them; None if it is not given.

    Raises:
        LocalHostError: the option is not the name of a level.
    """
    if option is None:
        return LogLevels({category.lower(): level for category, level in host.items()})
    level = LOG_LEVELS.get(option.lower())
    if level is None:
        names = "trace, debug, information, warning, error, critical or none"
        message = f"--log-level is {option!r}: use {names}."
        raise LocalHostError(message)
    return LogLevels({_DEFAULT: level})


def category_of(function: str | None, *, own: bool = True) -> str:
    """Return the category of a line.

    Args:
        function: the name of the function that it is about; None if it is about none.
        own: whether the function wrote it, and not the local host.
    """
    if function is None:
        return _DEFAULT
    return f"Function.{function}.User" if own else f"Function.{function}"
