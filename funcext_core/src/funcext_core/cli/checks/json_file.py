"""A JSON file of an app, which people write by hand: comments, a byte order mark, mistakes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.jsonfile import read_object, without_comments

from .finding import Place


@attrs.frozen
class JsonFile:
    """A JSON file, as far as it can be read."""

    name: str
    exists: bool
    text: str = attrs.field(default="", repr=False)  # may hold secrets
    content: Mapping[str, object] = attrs.field(factory=dict, repr=False)
    """The object in it; empty if it cannot be read."""
    problem: str = ""
    """The reason why it cannot be read; empty if it can."""
    line: int | None = None
    """The line of the mistake in it."""
    twice: tuple[str, ...] = ()
    """The keys that one object has twice."""

    @classmethod
    def read(cls, path: Path) -> JsonFile:
        """Read a file; whatever is wrong with it, nothing is raised."""
        if not path.exists():
            return cls(path.name, exists=False)
        try:
            text = path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
            content = read_object(path)
            return cls(path.name, exists=True, text=text, content=content, twice=_twice(text))
        except RecursionError:
            return cls(path.name, exists=True, problem="is nested too deeply")
        except (OSError, LocalHostError) as error:
            cause = error.__cause__
            found = cause if isinstance(cause, json.JSONDecodeError) else None
            return cls(
                path.name,
                exists=True,
                text=text if path.is_file() else "",
                problem=_problem(error, path)
                if found is None
                else f"is not valid JSON: {found.msg}",
                line=None if found is None else found.lineno,
            )

    def section(self, *names: str) -> Mapping[str, object]:
        """Return the object at a path of keys; an empty one if it is not there."""
        section: object = self.content
        for name in names:
            section = section.get(name) if isinstance(section, dict) else None
        return section if isinstance(section, dict) else {}

    def at(self, key: str) -> Place:
        """Return the place of the first mention of a key."""
        return Place(self.name, self.line_of(key))

    def line_of(self, key: str) -> int | None:
        """Return the line of the first mention of a key; None if it cannot be found."""
        before, found, _ = self.text.partition(json.dumps(key))
        return before.count("\n") + 1 if found else None

    def paths(self) -> Iterator[tuple[tuple[str, ...], object]]:
        """Yield every path of keys in the file, with its value."""
        yield from _keys((), self.content)


def _keys(path: tuple[str, ...], value: object) -> Iterator[tuple[tuple[str, ...], object]]:
    pairs: list[tuple[str, object]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = [(str(index), item) for index, item in enumerate(value)]
    for key, item in pairs:
        yield (*path, key), item
        yield from _keys((*path, key), item)


def _twice(text: str) -> tuple[str, ...]:
    """Return the keys that an object in a JSON text has twice."""
    found: list[str] = []

    def collect(pairs: list[tuple[str, object]]) -> None:
        names = [name for name, _ in pairs]
        found.extend(name for name in dict.fromkeys(names) if names.count(name) > 1)

    json.loads(without_comments(text), object_pairs_hook=collect)
    return tuple(found)


def _problem(error: Exception, path: Path) -> str:
    """Return an error's text without the path, which the finding has anyway."""
    text = str(error).removeprefix(f"{path} ").rstrip(".")
    return text if isinstance(error, LocalHostError) else f"cannot be read: {text}"
