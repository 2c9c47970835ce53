"""Text from outside, such as settings, metadata and errors, made fit for one line of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Sequence


LIMIT = 1200
"""The most characters of a message: a value of a megabyte must not bury the fix."""


def one_line(text: str) -> str:
    """Return the text on one line, with control characters escaped and all white space single.

    Characters that change how a terminal or a log viewer shows the others, such as escape
    sequences and bidirectional overrides, are shown as Python escapes them.
    """
    return escaped(" ".join(text.split()))


def escaped(text: str) -> str:
    """Return the text with its control characters escaped, white space other than ' ' included."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def shortened(text: str, limit: int = LIMIT) -> str:
    """Return the text with its middle left out if it is longer than the limit."""
    if len(text) <= limit:
        return text
    # The beginning names the setting or the plugin, the end has the fix.
    head = limit * 2 // 3
    return f"{text[:head]} … {text[head + 3 - limit :]}"


def enumerated(names: Sequence[str], limit: int) -> str:
    """Return the names separated by commas; beyond the limit only their number is shown."""
    rest = len(names) - limit
    return ", ".join(names[:limit]) + (f" and {rest:,} more" if rest > 0 else "")


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
