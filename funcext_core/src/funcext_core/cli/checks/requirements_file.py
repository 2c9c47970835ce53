"""requirements.txt, as far as pip's format can be read without pip."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import attrs

from funcext_core._settings.names import canonical_distribution

from .finding import Place, shown
from .markers import holds


_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_VERSION = r"(?:===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]+"
_REQUIREMENT = re.compile(
    rf"(?P<name>{_NAME})\s*(?:\[(?P<extras>[^\]]*)\])?\s*"
    rf"(?:@\s*(?P<url>\S+)|\(?(?P<versions>{_VERSION}(?:\s*,\s*{_VERSION})*\s*,?)?\)?)\s*"
    r"(?:;\s*(?P<marker>.+))?"
)
_INCLUDE = re.compile(r"(?:-r|--requirement)(?:\s+|=)?(?P<file>\S.*)")
_EDITABLE = re.compile(r"(?:-e|--editable)(?:\s+|=)(?P<target>\S.*)")
_OPTIONS_AFTER = re.compile(r"\s--(?:hash|config-settings|global-option|install-option)[=\s].*$")
_EGG = re.compile(r"[#&]egg=(?P<name>[A-Za-z0-9._-]+)")
_ARCHIVES = (".whl", ".tar.gz", ".zip")
_DEEPEST = 10


@attrs.frozen
class Requirement:
    """A line that names a distribution."""

    name: str
    """As written."""
    extras: frozenset[str]
    versions: str
    """The version specifiers, such as ``>=1.2,<2``."""
    applies: bool
    """Whether its marker holds here."""
    at: Place

    @property
    def key(self) -> str:
        """The name as the packaging standards compare it."""
        return canonical_distribution(self.name)


@attrs.define
class Requirements:
    """A requirements.txt with all that it includes."""

    entries: list[Requirement] = attrs.field(factory=list)
    unreadable: list[tuple[str, Place]] = attrs.field(factory=list)
    """The lines that pip would refuse."""
    absent: list[tuple[str, Place]] = attrs.field(factory=list)
    """The included files that do not exist."""
    complete: bool = True
    """Whether all names are known; the project at some path or URL may have any."""

    def find(self, distribution: str) -> Requirement | None:
        """Return the line that requires a distribution here; None if there is none."""
        key = canonical_distribution(distribution)
        return next((entry for entry in self.entries if entry.key == key and entry.applies), None)


def read_requirements(path: Path, directory: Path, python: tuple[int, int]) -> Requirements:
    """Read a file and those that it includes.

    Args:
        path: the file.
        directory: the app's folder, for places.
        python: the version of Python that markers are compared with.
    """
    requirements = Requirements()
    _read(path, _Reader(requirements, directory, python), 0)
    return requirements


@attrs.frozen
class _Reader:
    requirements: Requirements
    directory: Path
    python: tuple[int, int]


def _read(path: Path, reader: _Reader, depth: int) -> None:
    try:
        text = _decoded(path.read_bytes())
    except OSError:
        reader.requirements.complete = False
        return
    for number, line in _lines(text):
        place = Place(shown(path, reader.directory), number)
        include = _INCLUDE.fullmatch(line)
        if include is not None:
            _include(path.parent / include["file"].strip("\"'"), place, reader, depth)
        else:
            _take(line, place, reader)


def _decoded(content: bytes) -> str:
    """Return a file's text: like pip, in UTF-16 if it begins so, as a PowerShell writes it."""
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if is_utf16 else "utf-8-sig", errors="replace")


def _include(path: Path, place: Place, reader: _Reader, depth: int) -> None:
    if not path.is_file():
        reader.requirements.absent.append((str(path.name), place))
    elif depth < _DEEPEST:
        _read(path, reader, depth + 1)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield numbered lines without comments; a line that a backslash continues is one."""
    pending, start = "", 0
    for number, raw in enumerate(text.splitlines(), start=1):
        start = start or number
        pending += raw
        if raw.endswith("\\"):
            pending = pending[:-1] + " "
            continue
        line = re.sub(r"(?:^|\s+)#.*$", "", pending).strip()
        if line:
            yield start, line
        pending, start = "", 0


def _take(line: str, place: Place, reader: _Reader) -> None:
    editable = _EDITABLE.fullmatch(line)
    if editable is not None:
        _take_target(editable["target"], place, reader)
        return
    if line.startswith("-"):
        return
    line = _OPTIONS_AFTER.sub("", line).strip()
    found = _REQUIREMENT.fullmatch(line)
    if found is not None and not found["name"].lower().endswith(_ARCHIVES):
        marker = found["marker"]
        reader.requirements.entries.append(
            Requirement(
                name=found["name"],
                extras=_extras(found["extras"]),
                versions=found["versions"] or "",
                applies=marker is None or holds(marker, reader.python),
                at=place,
            )
        )
    elif _is_target(line):
        _take_target(line, place, reader)
    else:
        reader.requirements.unreadable.append((line, place))


def _is_target(line: str) -> bool:
    """Return whether a line is a path or a URL."""
    target = line.partition(";")[0].strip().lower()
    return target.startswith(".") or "/" in target or "\\" in target or target.endswith(_ARCHIVES)


def _extras(text: str | None) -> frozenset[str]:
    return frozenset(part.strip().lower() for part in (text or "").split(",") if part.strip())


def _take_target(target: str, place: Place, reader: _Reader) -> None:
    """Take a path or a URL, whose project may say its name in the path."""
    target, _, marker = target.partition(" ;")
    extras = re.search(r"\[([^\]]*)\]$", target.strip())
    name = _name_of(target.strip())
    if name is None:
        reader.requirements.complete = False
        return
    applies = not marker or holds(marker.strip(), reader.python)
    given = _extras(None if extras is None else extras[1])
    reader.requirements.entries.append(Requirement(name, given, "", applies, place))
    if not target.split("[")[0].endswith(".whl") and "egg=" not in target:
        # The folder's name is a guess.
        reader.requirements.complete = False


def _name_of(target: str) -> str | None:
    egg = _EGG.search(target)
    if egg is not None:
        return egg["name"]
    path = unquote(urlsplit(target.split("[", maxsplit=1)[0]).path).replace("\\", "/").rstrip("/")
    last = path.rpartition("/")[2]
    if last.endswith(".whl"):
        return last.partition("-")[0]
    name = re.sub(r"(?:-\d.*)?(?:\.tar\.gz|\.zip)$|\.git(?:@.*)?$", "", last)
    return name if re.fullmatch(_NAME, name) else None
