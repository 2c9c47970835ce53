"""Names of plugins and of their app settings, and suggestions for misspelled names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from funcext_core._foreign import enumerated
from funcext_core.errors import LoadError


if TYPE_CHECKING:
    from collections.abc import Iterable


PREFIX = "FUNCEXT_"
PLUGINS = "FUNCEXT_PLUGINS"
ON_LOAD_ERROR = "FUNCEXT_ON_LOAD_ERROR"
DISABLED = "FUNCEXT_DISABLED"
LOCK = "FUNCEXT_LOCK"
STATS = "FUNCEXT_STATS"
START_TIMEOUT = "FUNCEXT_START_TIMEOUT"
STOP_TIMEOUT = "FUNCEXT_STOP_TIMEOUT"
WORKER_EXTENSIONS = "PYTHON_ENABLE_WORKER_EXTENSIONS"

GENERAL = (PLUGINS, ON_LOAD_ERROR, DISABLED, LOCK, STATS, START_TIMEOUT, STOP_TIMEOUT)
"""The settings of funcext itself; a plugin's own are ``FUNCEXT_<NAME>__<OPTION>``."""

_DASHES = str.maketrans("_.", "--")
_COMPARED = 40
"""The most names that are compared letter by letter with a misspelled one."""
_LETTERS = 200
"""The most letters of a name that are compared: one of a megabyte would take minutes."""
_SHOWN = 15
"""The most names that a suggestion lists."""


def is_plugin_name(name: str) -> bool:
    """Return whether the name is valid: `[a-z][a-z0-9]*` in parts joined by one `-`, `_` or `.`."""
    # Not a regular expression: each cold start would compile it.
    lower = name.isascii() and name == name.lower()
    parts = name.translate(_DASHES).split("-")
    return lower and name[:1].isalpha() and all(part.isalnum() for part in parts)


def check_plugin_name(name: str, source: str) -> None:
    """Refuse a name that is not valid for a plugin.

    Raises:
        LoadError: the name is not valid. The message begins with `source`, where it was found.
    """
    if not is_plugin_name(name):
        nearest = f"did you mean {name.lower()!r}? Use" if is_plugin_name(name.lower()) else "use"
        message = (
            f"{source}: {name!r} is not a valid plugin name: {nearest} lower-case letters and "
            "digits, starting with a letter, in parts joined by one '-', '_' or '.'"
        )
        raise LoadError(message)


def option_prefix(plugin: str) -> str:
    """Return the prefix of the plugin's settings: ``FUNCEXT_MY_PLUGIN__`` for ``my-plugin``."""
    return f"{PREFIX}{plugin.translate(_DASHES).replace('-', '_').upper()}__"


def canonical_distribution(name: str) -> str:
    """Return a distribution's name as the packaging standards compare it (PEP 503)."""
    return single_dashed(name).lower()


def single_dashed(name: str) -> str:
    """Return the name with one `-` for each run of `-`, `_` and `.`."""
    dashed = name.translate(_DASHES)
    while "--" in dashed:
        dashed = dashed.replace("--", "-")
    return dashed


def by_nearness(wrong: str, right: Iterable[str]) -> list[str]:
    """Return the valid names, those most similar to the wrong one first.

    A wrong name is often an abbreviation, so it is also compared with beginnings and ends.
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - only a mistake pays for it

    wrong = wrong[:_LETTERS].casefold()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wrong)
    length = len(wrong) + 1

    def similarity(part: str) -> float:
        matcher.set_seq1(part)
        return matcher.ratio()

    def distance(name: str) -> tuple[float, float, str]:
        whole = name[:_LETTERS].casefold()
        best = max(map(similarity, (whole, whole[:length], whole[-length:])))
        return (-best, -similarity(whole), name)

    names = sorted(right, key=lambda name: _letters_apart(wrong, name))
    return sorted(names[:_COMPARED], key=distance) + names[_COMPARED:]


def _letters_apart(one: str, other: str) -> int:
    """Return the number of different letters that only one of the names has."""
    return len(set(one).symmetric_difference(other[:_LETTERS].casefold()))


def did_you_mean(wrong: str, right: Iterable[str], prefix: str = "") -> str:
    """Return ``did you mean 'x'? (others: y, z)``, a suggestion for a misspelled name.

    Args:
        wrong: the name.
        right: the valid names.
        prefix: a common prefix, which is not compared; the nearest name is shown with it.
    """
    nearest, *others = by_nearness(wrong, right) or [""]
    if not nearest:
        return "there is none to choose from"
    alternatives = f" (others: {enumerated(others, _SHOWN)})" if others else ""
    return f"did you mean {prefix + nearest!r}?{alternatives}"
