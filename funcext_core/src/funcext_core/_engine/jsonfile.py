"""JSON files that people write by hand, with comments; errors say where they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from .errors import LocalHostError


# A string or a comment. Strings come first, so that "http://" in a string does not match a comment.
_STRING_OR_COMMENT = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)


def read_object(path: Path) -> Mapping[str, object]:
    """Read the JSON object in a file, ignoring comments as Core Tools does.

    Returns:
        The object; an empty mapping if the file does not exist.

    Raises:
        LocalHostError: the file cannot be read or is not valid. The message names the file, and the
            line and column of a mistake in the JSON.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read: {error}."
        raise LocalHostError(message) from error
    try:
        content = json.loads(without_comments(text))
    except json.JSONDecodeError as error:
        message = (
            f"{path} is not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        )
        raise LocalHostError(message) from error
    if not isinstance(content, dict):
        message = (
            f"{path} must contain a JSON object, not a value of type {type(content).__name__}."
        )
        raise LocalHostError(message)
    return content


def without_comments(text: str) -> str:
    """Return the text of a JSON file with blanks in place of its comments."""
    return _STRING_OR_COMMENT.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    """Return a string unchanged, and a comment as blanks so that positions stay correct."""
    found = match.group()
    return found if found.startswith('"') else re.sub(r"[^\n]", " ", found)
