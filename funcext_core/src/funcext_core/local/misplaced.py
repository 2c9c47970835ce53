"""App settings where nothing reads them: beside `Values`, in host.json, in `.env`, in the shadow.

The Functions host reads the `Values` of local.settings.json, and a variable of the shell overrides
them, even one that is empty.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.jsonfile import read_object
from funcext_core._engine.project import Project
from funcext_core._settings.names import PREFIX, WORKER_EXTENSIONS


_LOCAL_SETTINGS = "local.settings.json"
_HOST_FILE = "host.json"
_ENV_FILE = ".env"
_VALUES = "Values"


@attrs.frozen
class Misplaced:
    """A setting that has no effect where it is written."""

    name: str
    file: str
    """The name of its file; empty for a variable of the shell."""
    line: int | None
    """The line in it, from 1; None if it could not be found."""
    problem: str
    """The sentence that says what is wrong, without its period."""
    fix: str

    def __str__(self) -> str:
        return f"{self.problem}: {self.fix}."


def misplaced(project: Project, environ: Mapping[str, str]) -> Iterator[Misplaced]:
    """Yield the settings of an app that have no effect where they are written.

    Args:
        project: the app's folder.
        environ: the environment without the settings of the project.
    """
    yield from _shadowed(project, environ)
    yield from misplaced_in(project.directory, environ)


def _shadowed(project: Project, environ: Mapping[str, str]) -> Iterator[Misplaced]:
    for name, value in project.settings.items():
        if value and environ.get(name) == "":
            yield Misplaced(
                name,
                "",
                None,
                f"{name} is set but empty in this shell, which overrides its value in "
                f"{_LOCAL_SETTINGS}",
                f"unset it (unset {name})",
            )


def misplaced_in(directory: Path, environ: Mapping[str, str]) -> Iterator[Misplaced]:
    """Yield the settings of funcext in an app's files that no worker reads.

    Files that cannot be read are left out: other errors are about them.
    """
    for file in (_LOCAL_SETTINGS, _HOST_FILE):
        path = directory / file
        with contextlib.suppress(LocalHostError, OSError):
            for name, place in _names_in(read_object(path), ()):
                if file == _LOCAL_SETTINGS and place == (_VALUES,):
                    continue
                line = _line_of(path, f'"{name}"')
                yield _misplaced(name, file, line, _where(file, place))
    yield from _in_env_file(directory / _ENV_FILE, environ)


def _where(file: str, place: tuple[str, ...]) -> str:
    if file != _LOCAL_SETTINGS:
        return f"in {file}"
    return f'in "{place[-1]}" in {file}' if place else f'beside "{_VALUES}" in {file}'


def _misplaced(name: str, file: str, line: int | None, where: str) -> Misplaced:
    return Misplaced(
        name,
        file,
        line,
        f"{name} is {where}, where nothing reads it",
        f'move it into "{_VALUES}" of {_LOCAL_SETTINGS}, and in Azure into the app settings',
    )


def _names_in(
    content: Mapping[str, object], place: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the names of funcext's settings in a JSON object, with the keys that lead to each."""
    for name, value in content.items():
        if _is_own(name):
            yield name, place
        elif isinstance(value, dict):
            yield from _names_in(value, (*place, name))


def _in_env_file(path: Path, environ: Mapping[str, str]) -> Iterator[Misplaced]:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for number, line in enumerate(lines, start=1):
        name, equals, _ = line.strip().removeprefix("export ").partition("=")
        name = name.strip()
        # A shell, or a tool, may have loaded the file.
        if equals and _is_own(name) and name not in environ:
            yield _misplaced(name, path.name, number, f"in {path.name}")


def _line_of(path: Path, text: str) -> int | None:
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if text in line), None)


def _is_own(name: str) -> bool:
    return name.upper().startswith((PREFIX, WORKER_EXTENSIONS))
