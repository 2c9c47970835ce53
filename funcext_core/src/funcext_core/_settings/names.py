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
TRACE = "FUNCEXT_TRACE"
START_TIMEOUT = "FUNCEXT_START_TIMEOUT"
STOP_TIMEOUT = "FUNCEXT_STOP_TIMEOUT"
WORKER_EXTENSIONS = "PYTHON_ENABLE_WORKER_EXTENSIONS"

GENERAL = (PLUGINS, ON_LOAD_ERROR, DISABLED, LOCK, STATS, TRACE, START_TIMEOUT, STOP_TIMEOUT)
"""The settings of funcext itself; a plugin's own are ``FUNCEXT_<NAME>__<OPTION>``."""

_DASHES = str.maketrans("_.", "--")
_COMPARED = 40
"""The most names that are compared letter by letter with a misspelled one."""
_LETTERS = 200
"""The most letters of a name that are compared: one of a megabyte would take minutes."""
_SHOWN = 15
"""The most names that a suggestion lists."""
_DIFFERENT = 2
"""The most letters in which a name that is suggested differs."""
_PREFIX = 3
"""The fewest letters of a beginning by which a name is suggested."""


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

    If none of the valid names is near, only the list is shown: ``known names: x, y, z``.

    Args:
        wrong: the name.
        right: the valid names.
        prefix: a common prefix, which is not compared; the nearest name is shown with it.
    """
    names = by_nearness(wrong, right)
    if not names:
        return "there is none to choose from"
    nearest = next((name for name in names[:_COMPARED] if is_near(wrong, name)), None)
    if nearest is None:
        return f"known names: {enumerated(names, _SHOWN)}"
    names.remove(nearest)
    alternatives = f" (others: {enumerated(names, _SHOWN)})" if names else ""
    return f"did you mean {prefix + nearest!r}?{alternatives}"


def is_near(wrong: str, right: str) -> bool:
    """Return whether a name is likely to be what was meant by a wrong one.

    It differs in at most two letters, or one of the two is the beginning of the other. Of a path,
    the last part is enough; a pattern such as `get_*` is compared with the beginning.
    """
    wrong, right = wrong[:_LETTERS].casefold(), right[:_LETTERS].casefold()
    if "/" not in wrong:
        right = right.rpartition("/")[2]
    if wrong.endswith("*"):
        wrong = wrong.rstrip("*")
        right = right[: len(wrong)]
    shorter = min(len(wrong), len(right))
    if shorter >= _PREFIX and (wrong.startswith(right) or _begins(right, wrong)):
        return True
    # Of a name with two letters, every other one differs in two.
    allowed = min(_DIFFERENT, shorter - 1)
    return abs(len(wrong) - len(right)) <= allowed and _edits(wrong, right) <= allowed


def _begins(name: str, beginning: str) -> bool:
    """Return whether a name has the beginning; in a long one, a letter may be wrong."""
    if len(beginning) <= _PREFIX:
        return name.startswith(beginning)
    return _edits(beginning, name[: len(beginning)]) <= 1 or (
        _edits(beginning, name[: len(beginning) + 1]) <= 1
    )


def _edits(one: str, other: str) -> int:
    """Return how many letters were added, left out, changed, or swapped with their neighbor."""
    before: list[int] = []
    row: list[int] = [*range(len(other) + 1)]
    for i, letter in enumerate(one, start=1):
        earlier, before = before, row
        row = [i]
        for j, wanted in enumerate(other, start=1):
            same = letter == wanted
            cost = min(row[-1] + 1, before[j] + 1, before[j - 1] + (not same))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted
            row.append(min(cost, earlier[j - 2] + 1) if swapped else cost)
    return row[-1]
