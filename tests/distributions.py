"""Distributions that declare plugins, written to disk and put on `sys.path`."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import attrs
import pytest


@attrs.define
class Distributions:
    """Installs distributions that declare plugins, each in its own folder on `sys.path`."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    count: int = 0
    modules: list[str] = attrs.field(factory=list)

    def add(self, name: str, plugins: Mapping[str, object], version: str = "1.0") -> None:
        """Install a distribution whose entry points lead to these very objects."""
        module = f"plugins_of_{name.replace('-', '_')}_{self.count}"
        self.monkeypatch.setitem(sys.modules, module, ModuleType(module))
        for index, plugin in enumerate(plugins.values()):
            setattr(sys.modules[module], f"plugin_{index}", plugin)
        self.write(
            name,
            {plugin: f"{module}:plugin_{index}" for index, plugin in enumerate(plugins)},
            version=version,
        )

    def write(
        self,
        name: str,
        entry_points: Mapping[str, str],
        modules: Mapping[str, str] | None = None,
        version: str = "1.0",
    ) -> Path:
        """Install a distribution with these entry points and the source of these modules."""
        lines = [f"{plugin} = {target}" for plugin, target in entry_points.items()]
        return self.write_files(
            {
                f"{name.replace('-', '_')}-{version}.dist-info/METADATA": (
                    f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
                ),
                f"{name.replace('-', '_')}-{version}.dist-info/entry_points.txt": "\n".join(
                    ["[funcext]", *lines, ""]
                ),
                **{f"{module}.py": source for module, source in (modules or {}).items()},
            }
        )

    def write_files(self, files: Mapping[str, str]) -> Path:
        """Write files to a new folder, put it first on `sys.path`, and return it."""
        self.count += 1
        folder = self.folder / f"site-{self.count}"
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        self.modules += [Path(name).stem for name in files if name.endswith(".py")]
        self.monkeypatch.syspath_prepend(folder)
        return folder

    def forget_modules(self) -> None:
        """Unload the modules written by this object, so that no later test finds them."""
        for module in self.modules:
            sys.modules.pop(module, None)
        importlib.invalidate_caches()
