"""An app's folder as the checks see it: its files, its settings, and what indexing it showed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

import attrs

from funcext_core._engine.app import DEFAULT_SCRIPT
from funcext_core._engine.folders import has_folders
from funcext_core._engine.host_file import DEFAULT_ROUTE_PREFIX
from funcext_core._engine.project import SCRIPT_SETTING
from funcext_core._settings.names import PREFIX

from .finding import Place
from .json_file import JsonFile
from .report import Job, Report
from .requirements_file import Requirements, read_requirements
from .sources import Source, Sources


def can_be_set(name: str) -> bool:
    """Return whether a variable of the environment can have a name."""
    return bool(name) and "=" not in name and "\0" not in name


@attrs.define(eq=False, slots=False)
class AppFolder:
    """An app's folder. Whatever is wrong with a file, the others can be read."""

    directory: Path
    environ: Mapping[str, str] = attrs.field(repr=False)  # may hold secrets
    """The environment of the command."""
    index: Callable[[Job], Report] = attrs.field(repr=False)
    """Indexes the app elsewhere."""
    python: tuple[int, int] = attrs.field(
        factory=lambda: (sys.version_info[0], sys.version_info[1])
    )
    """The version of Python that the app is to run on."""

    @cached_property
    def host(self) -> JsonFile:
        """The host.json."""
        return JsonFile.read(self.directory / "host.json")

    @cached_property
    def local(self) -> JsonFile:
        """The local.settings.json."""
        return JsonFile.read(self.directory / "local.settings.json")

    @cached_property
    def values(self) -> Mapping[str, object]:
        """The `Values` of local.settings.json, of whatever type each is."""
        return self.local.section("Values")

    @cached_property
    def local_settings(self) -> dict[str, str]:
        """The `Values` that become settings."""
        return {
            name: value if isinstance(value, str) else str(value).lower()
            for name, value in self.values.items()
            if isinstance(value, (str, bool, int, float)) and can_be_set(name)
        }

    @cached_property
    def settings(self) -> Mapping[str, str]:
        """The app settings; as with Core Tools, a variable of the shell overrides the file."""
        return {**self.local_settings, **self.environ}

    @cached_property
    def own_settings(self) -> Mapping[str, str]:
        """The settings that concern funcext, by their names in upper case."""
        return {
            name.upper(): value
            for name, value in self.settings.items()
            if name.upper().startswith(PREFIX)
        }

    @property
    def script_name(self) -> str:
        """The name of the file that defines an app of the v2 model."""
        return self.settings.get(SCRIPT_SETTING) or DEFAULT_SCRIPT

    @property
    def script(self) -> Path:
        """The file that defines an app of the v2 model."""
        return self.directory / self.script_name

    @cached_property
    def has_script(self) -> bool:
        """Whether the file that defines an app of the v2 model is there."""
        return self.script.is_file()

    @cached_property
    def has_folders(self) -> bool:
        """Whether there are folders with a function.json, as in the v1 model."""
        return has_folders(self.directory)

    @cached_property
    def sources(self) -> Sources:
        """The Python files that belong to the app."""
        return Sources(self.directory)

    @cached_property
    def reachable(self) -> tuple[Source, ...]:
        """The Python files that the app imports, those that it begins with among them."""
        if self.has_script:
            return self.sources.reachable([self.script])
        return self.sources.reachable(sorted(self.directory.glob("*/*.py")))

    @cached_property
    def requirements(self) -> Requirements | None:
        """The requirements.txt, with the files that it includes; None if there is none."""
        path = self.directory / "requirements.txt"
        return read_requirements(path, self.directory, self.python) if path.is_file() else None

    @cached_property
    def route_prefix(self) -> str:
        """The first segments of every route, which host.json may set."""
        prefix = self.host.section("extensions", "http").get("routePrefix")
        return prefix.strip("/") if isinstance(prefix, str) else DEFAULT_ROUTE_PREFIX

    @cached_property
    def report(self) -> Report | None:
        """The result of indexing the app; None if there is no app."""
        if not (self.has_script or self.has_folders):
            return None
        return self.index(
            {
                "directory": str(self.directory),
                "script": self.script_name if self.has_script else "",
                "settings": self.local_settings,
                "route_prefix": self.route_prefix,
            }
        )

    @property
    def indexed(self) -> Report | None:
        """The result of indexing, if that came to its end."""
        report = self.report
        return report if report is not None and report["ended"] == "indexed" else None

    def relative(self, text: str) -> str:
        """Return a text with the app's folder taken out of the paths in it."""
        return text.replace(f"{self.directory}{os.sep}", "")

    def place(self, file: str | Path, line: int | None = None) -> Place:
        """Return a place as findings have it; of a function's first line, that of its ``def``."""
        if not file:
            return Place()
        path = Path(file)
        source = self.sources.get(path)
        if line and source is not None:
            line = source.definition_line(line)
        name = os.path.relpath(path, self.directory) if path.is_absolute() else str(path)
        if name.startswith(".."):
            name = str(path)
        return Place(Path(name).as_posix(), line or None)
