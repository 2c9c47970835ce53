"""JSON files that people write by hand: comments allowed, mistakes located."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from funcext_core._engine.errors import LocalHostError


# A string, or a comment; strings come first, so that "http://" in one is not taken for a comment.
_STRING_OR_COMMENT = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)


def read_object(path: Path) -> Mapping[str, object]:
    """Read the JSON object in a file; comments count as blanks, as they do for Core Tools.

    Returns:
        The object; an empty mapping where there is no such file.

    Raises:
        LocalHostError: the file cannot be read, or is not valid. The message names the file, and
            the line and column of a mistake in the JSON.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read: {error}."
        raise LocalHostError(message) from error
    try:
        content = json.loads(_STRING_OR_COMMENT.sub(_blank, text))
    except json.JSONDecodeError as error:
        message = (
            f"{path} is not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        )
        raise LocalHostError(message) from error
    if not isinstance(content, dict):
        message = f"{path} must hold a JSON object, not {type(content).__name__}."
        raise LocalHostError(message)
    return content


def _blank(match: re.Match[str]) -> str:
    """Leave a string as it is, and put blanks for a comment so that positions stay right."""
    found = match.group()
    return found if found.startswith('"') else re.sub(r"[^\n]", " ", found)
