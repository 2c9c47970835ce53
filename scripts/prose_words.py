"""The list of words: `prose_words.ini`, read into records.

The list is an INI file because Python 3.10 has no TOML parser. The comment at its top describes
what a section holds.
"""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


LIST = Path(__file__).with_suffix(".ini")
WORD = "word "
"""The prefix of a section that defines a word of the glossary."""

TEXT = "text"
NAMES = "names"
DOCSTRINGS = "docstrings"
PLACES = (TEXT, NAMES, DOCSTRINGS)

_EDGES = {
    TEXT: ("", r"(?!\w)"),
    NAMES: (r"\A", r"\Z"),
    DOCSTRINGS: (r"\A\s*", r"(?!\w)"),
}
_REACH = 80
"""The characters before a phrase that may give it another meaning."""
_KEYS = frozenset({"pattern", "unless", "write", "fix", "in", "sample", "fine"})


class ListError(Exception):
    """The list has a mistake. The message names the section."""


class Turn(NamedTuple):
    """A turn of phrase that the texts do not use."""

    name: str
    """How the list and the allowances call it."""
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    """What gives the phrase another meaning, right before it."""
    advice: str
    """A template for `re.Match.expand`: what to do instead."""
    place: str
    """One of `PLACES`."""
    samples: tuple[str, ...]
    """Texts that the pattern finds."""
    fine: tuple[str, ...]
    """Texts that the pattern does not find, though they look similar."""

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the places where a text, in lower case, has the turn in the sense that is meant."""
        for match in self.pattern.finditer(text):
            before = text[max(0, match.start() - _REACH) : match.start()]
            if _is_word_start(before, match[0]) and not (
                self.unless and self.unless.search(before)
            ):
                yield match

    def advise(self, match: re.Match[str]) -> str:
        """Return what to write instead of a match."""
        return match.expand(self.advice)


class Word(NamedTuple):
    """A word of the glossary."""

    name: str
    meaning: str
    """Markdown, on one line."""


def read_turns(path: Path = LIST) -> list[Turn]:
    """Return the turns, in the order of the list.

    Raises:
        ListError: a section lacks something, or has a key that nothing reads.
    """
    sections = _read(path)
    return [_turn(name, sections[name]) for name in sections.sections() if _is_turn(name)]


def read_words(path: Path = LIST) -> list[Word]:
    """Return the words of the glossary, sorted by name.

    Raises:
        ListError: a word has no meaning.
    """
    sections = _read(path)
    words = [
        Word(name.removeprefix(WORD), " ".join(_required(name, sections[name], "means").split()))
        for name in sections.sections()
        if not _is_turn(name)
    ]
    return sorted(words, key=lambda word: word.name.lower())


def _is_word_start(before: str, found: str) -> bool:
    # Not a part of the pattern: one that begins with a letter is found many times faster.
    return not (before and found[0].isalnum() and (before[-1].isalnum() or before[-1] in "_-"))


def _is_turn(section: str) -> bool:
    return not section.startswith(WORD)


def _read(path: Path) -> configparser.ConfigParser:
    sections = configparser.ConfigParser(interpolation=None)
    sections.read_string(path.read_text(encoding="utf-8"), source=path.name)
    return sections


def _turn(name: str, section: configparser.SectionProxy) -> Turn:
    if unknown := set(section) - _KEYS:
        message = f"[{name}] has the unknown key {min(unknown)!r}"
        raise ListError(message)
    place = section.get("in", TEXT)
    if place not in PLACES:
        message = f"[{name}] has in = {place}: use {', '.join(PLACES)}"
        raise ListError(message)
    samples = tuple(_required(name, section, "sample").splitlines())
    return Turn(
        name=name,
        pattern=_pattern(
            name, section.get("pattern") or re.escape(name.lower()).replace("\\ ", " "), place
        ),
        unless=_unless(section.get("unless")),
        advice=_advice(name, section),
        place=place,
        samples=samples,
        fine=tuple(section.get("fine", "").splitlines()),
    )


def _advice(name: str, section: configparser.SectionProxy) -> str:
    if "fix" in section:
        return section["fix"]
    return f"write '{_required(name, section, 'write')}'"


def _required(name: str, section: configparser.SectionProxy, key: str) -> str:
    value = section.get(key, "").strip()
    if not value:
        message = f"[{name}] has no {key}"
        raise ListError(message)
    return value


def _unless(words: str | None) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{words})\s+\Z") if words else None


def _pattern(name: str, text: str, place: str) -> re.Pattern[str]:
    begin, end = _EDGES[place]
    try:
        return re.compile(f"{begin}(?:{_spaced(text)}){end}")
    except re.error as error:
        message = f"[{name}] has a pattern that is not a regular expression: {error}"
        raise ListError(message) from error


def _spaced(pattern: str) -> str:
    """Return a pattern whose spaces match any white space: a phrase may go over a line's end."""
    return re.sub(" +", r"\\s+", re.sub(" (?=[*+?])", r"\\s", pattern))
