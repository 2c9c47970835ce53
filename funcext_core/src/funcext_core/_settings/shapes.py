"""Values of settings that were written in another format: in quotes, with semicolons, as JSON.

Only a mistake imports this module.
"""

from __future__ import annotations

import json


_QUOTES = ('"', "'", "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}")
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
    found = _json(text) or _quoted(text) or (_separated(text) if several else None)
    if found is None:
        return None
    what, right = found
    if len(right) > _SHOWN:
        return f"the value {what}"
    return f"the value {what}: " + (f"write {right}" if right else "leave it empty")


def _json(text: str) -> tuple[str, str] | None:
    if text[:1] not in ("[", "{"):
        return None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    if isinstance(content, dict):
        return "is a JSON object", "one setting for each of its values"
    if isinstance(content, list):
        return "is a JSON list", _joined([str(value) for value in content])
    if text.startswith("[") and text.endswith("]"):
        return "is in brackets", _joined(list(map(_unquoted, text[1:-1].split(","))))
    return None


def _quoted(text: str) -> tuple[str, str] | None:
    parts = [part for part in text.replace(";", ",").split(",") if part.strip()]
    right = _joined(list(map(_unquoted, parts)))
    if text.startswith(_QUOTES) or text.endswith(_QUOTES):
        return "has quotes around it", right
    # In the middle of a list, they may be a part's own.
    if any(part.strip().startswith(_QUOTES) for part in parts):
        return "has quotes in it", right
    return None


def _separated(text: str) -> tuple[str, str] | None:
    if ";" in text:
        return "has semicolons", _joined(text.split(";"))
    parts = text.split()
    if len(parts) > 1 and "," not in text:
        return "has spaces and no commas", _joined(parts)
    return None


def _unquoted(text: str) -> str:
    return text.strip().strip("".join(_QUOTES))


def _joined(parts: list[str]) -> str:
    return ", ".join(filter(None, map(str.strip, parts)))
