"""Distributions on disk that declare plugins, for tests of what a setting selects."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import importlib
import itertools
import sys
import tempfile
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from types import ModuleType

from funcext_core._plugins import scanning
from funcext_core._plugins.discovery import GROUP, Installed
from funcext_core.errors import LoadError


_numbers = itertools.count(1)
_fakes: list[str] = []
"""The names of the fake distributions that are installed."""


@contextlib.contextmanager
def fake_distribution(
    name: str,
    *,
    entry_points: Mapping[str, object],
    modules: Mapping[str, str] | None = None,
    version: str = "1.0",
    group: str = GROUP,
) -> Iterator[Path]:
    """Install a distribution for the block; `FUNCEXT_PLUGINS` selects its plugins by name.

    They take the place of really installed plugins with the same names.

    Args:
        name: the distribution's name.
        entry_points: by plugin name, the plugin itself, or the text of an entry point, such as
            ``"my_plugin:Audit"``.
        modules: the source of modules that it has, by name.
        version: its version.
        group: the group of the entry points.

    Yields:
        The folder that it is installed in, which is on `sys.path`.
    """
    holder = f"_funcext_fake_{next(_numbers)}"
    targets: dict[str, str] = {}
    objects = ModuleType(holder)
    for number, (plugin, target) in enumerate(entry_points.items()):
        if not isinstance(target, str):
            setattr(objects, f"plugin_{number}", target)
        targets[plugin] = target if isinstance(target, str) else f"{holder}:plugin_{number}"
    sources = {f"{module}.py": text for module, text in (modules or {}).items()}
    with tempfile.TemporaryDirectory(prefix="funcext-") as folder:
        _write(Path(folder), sources)
        _write(Path(folder), _metadata(name, version, group, targets, sources))
        with _importable(folder, {holder: objects}, [*(modules or {})]), _hiding(entry_points):
            _fakes.append(name)
            try:
                yield Path(folder)
            finally:
                _fakes.remove(name)


@contextlib.contextmanager
def _hiding(names: Container[str]) -> Iterator[None]:
    """Hide really installed plugins with these names for the block."""
    scan = scanning.scan

    def scan_without() -> list[Installed]:
        return [
            found for found in scan() if found.name not in names or found.distribution in _fakes
        ]

    scanning.scan = scan_without
    try:
        yield
    finally:
        scanning.scan = scan


@contextlib.contextmanager
def installed_plugins_forbidden() -> Iterator[None]:
    """Refuse, for the block, every plugin of an installed distribution that is not a fake.

    A test depends on what it says, not on what happens to be installed where it runs.
    """
    load = Installed.load

    def load_fake(self: Installed) -> object:
        if self.distribution not in _fakes:
            message = (
                f"plugin {self.name!r} of {self.distribution} {self.version} is really installed, "
                "and tests with the fixture funcext_client do not depend on that: give the plugin "
                "in plugins=[...], or declare it with fake_distribution()"
            )
            raise LoadError(message, skippable=False)
        return load(self)

    Installed.load = load_fake  # type: ignore[method-assign] # set back below
    try:
        yield
    finally:
        Installed.load = load  # type: ignore[method-assign] # as it was


def _metadata(
    name: str,
    version: str,
    group: str,
    targets: Mapping[str, str],
    sources: Mapping[str, str],
) -> dict[str, str]:
    """Return the files of a distribution's metadata; its RECORD has the digests of all others."""
    folder = f"{name.replace('-', '_')}-{version}.dist-info"
    points = "".join(f"{plugin} = {target}\n" for plugin, target in targets.items())
    files = {
        f"{folder}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{folder}/entry_points.txt": f"[{group}]\n{points}",
    }
    rows = [_row(path, text.encode()) for path, text in {**sources, **files}.items()]
    return {**files, f"{folder}/RECORD": "".join(rows) + f"{folder}/RECORD,,\n"}


def _row(path: str, content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{path},sha256={digest},{len(content)}\n"


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


@contextlib.contextmanager
def _importable(folder: str, holders: Mapping[str, ModuleType], names: list[str]) -> Iterator[None]:
    """Put a folder on the import path for the block, and modules that hold plugins with it."""
    hidden = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    sys.modules.update(holders)
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(folder)
        for name in (*holders, *names):
            sys.modules.pop(name, None)
        sys.modules.update(hidden)
        importlib.invalidate_caches()
