"""Print docs/glossary.md, from the words of `prose_words.ini`.

    python scripts/prose_glossary.py > docs/glossary.md

Needs the standard library alone.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence

import prose_words
from prose_words import Word


INTRODUCTION = """\
# Glossary

The words of funcext, each with its one meaning. `make glossary` writes this page from
`scripts/prose_words.ini`: edit that file, not this one.
"""


def page(words: Sequence[Word]) -> str:
    """Return the whole page."""
    return "\n".join([INTRODUCTION, *map(_entry, words)])


def _entry(word: Word) -> str:
    text = textwrap.fill(word.meaning, 100, break_long_words=False, break_on_hyphens=False)
    return f"## {word.name}\n\n{text}\n"


if __name__ == "__main__":
    sys.stdout.write(page(prose_words.read_words()))
