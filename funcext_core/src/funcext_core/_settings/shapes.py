"""Values of settings that were written in another format: in quotes, with semicolons, as JSON.

Only a mistake imports this module.
"""

from __future__ import annotations

import json


_QUOTES = ('"', "'")
_SHOWN = 200
"""The most characters of a corrected value that are shown."""


def misformatted(text: str, *, several: bool = True) -> str | None:
    """Return what is wrong with the format of a value, and how to write it.

    Args:
        text: the value.
        several: whether the setting takes several values, separated by commas.

    Returns:
        The end of a sentence about the setting; None if the format is a setting's own.
    """
    text = text.strip()
    found = _json(text) or _quoted(text)
    if found is None and several and ";" in text:
        found = "has semicolons", _joined(text.split(";"))
    if found is None:
        return None
    what, right = found
    return f"the value {what}: write {right}" if len(right) <= _SHOWN else f"the value {what}"


def _json(text: str) -> tuple[str, str] | None:
    if text[:1] not in ("[", "{"):
        return None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(content, list):
        return "is a JSON list", _joined([str(value) for value in content])
    return "is a JSON object", "one setting for each of its values"


def _quoted(text: str) -> tuple[str, str] | None:
    first, last = text[:1], text[-1:]
    parts = text.replace(";", ",").split(",")
    if first not in _QUOTES and last not in _QUOTES:
        # In the middle of a list, they may be a part's own.
        if not any(part.strip()[:1] in _QUOTES for part in parts if part.strip()):
            return None
        return "has quotes in it", _joined([_unquoted(part) for part in parts])
    return "has quotes around it", _joined([_unquoted(part) for part in parts])


def _unquoted(text: str) -> str:
    return text.strip().strip("".join(_QUOTES))


def _joined(parts: list[str]) -> str:
    return ", ".join(filter(None, map(str.strip, parts))) or "it without them"
