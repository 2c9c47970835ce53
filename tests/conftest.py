"""What the tests share: a clean environment, and distributions that declare plugins."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import attrs
import pytest

from funcext_core import LoadError


PLUGIN_SETTINGS = ("FUNCEXT_", "PYTHON_ENABLE_WORKER_EXTENSIONS")
OWN_SETTINGS = frozenset({"WHEELS_UNDER_TEST"})
"""What the test suite itself reads."""


@pytest.fixture(scope="session", autouse=True)
def _no_app_settings() -> Iterator[None]:
    """What the shell that runs the tests sets for funcext reaches none of them."""
    with pytest.MonkeyPatch.context() as environment:
        for name in list(os.environ):
            if name.upper().startswith(PLUGIN_SETTINGS) and name not in OWN_SETTINGS:
                environment.delenv(name)
        yield


@pytest.fixture(autouse=True)
def _loggers_as_before() -> Iterator[None]:
    """No test leaves the level, handlers or propagation of one of our loggers changed."""
    loggers = [
        logging.getLogger(name)
        for name in ["funcext", *logging.root.manager.loggerDict]
        if name.partition(".")[0] == "funcext"
    ]
    before = [(each, each.level, list(each.handlers), each.propagate) for each in loggers]
    yield
    for logger, level, handlers, propagate in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers
        logger.propagate = propagate


@pytest.fixture(autouse=True)
def _no_leftover_uses() -> Iterator[None]:
    """What one test asks for with `use` is not missed by the app of the next."""
    yield
    # By its name: in the package, `use` is the function.
    sys.modules["funcext_core._plugins.use_registry"]._uses.clear()
    sys.modules["funcext_core._plugins.use_registry"]._expected.clear()


@pytest.fixture(autouse=True)
def _no_leftover_streaming() -> Iterator[None]:
    """An app that a test streamed from does not make the next test's app one that streams."""
    yield
    for name in list(sys.modules):
        if name.partition(".")[0] == "azurefunctions":
            del sys.modules[name]


@attrs.define
class Distributions:
    """Installs distributions that declare plugins, each in a folder of its own on `sys.path`."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    count: int = 0
    modules: list[str] = attrs.field(factory=list)

    def add(self, name: str, plugins: Mapping[str, object], version: str = "1.0") -> None:
        """Install a distribution whose entry points name these very objects."""
        module = f"plugins_of_{name.replace('-', '_')}_{self.count}"
        self.monkeypatch.setitem(sys.modules, module, ModuleType(module))
        for index, plugin in enumerate(plugins.values()):
            setattr(sys.modules[module], f"plugin_{index}", plugin)
        self.write(
            name,
            {each: f"{module}:plugin_{index}" for index, each in enumerate(plugins)},
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
        """Put files into a new folder that stands first on `sys.path`, and return it."""
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
        """Have no later test find a module that was written here."""
        for module in self.modules:
            sys.modules.pop(module, None)
        importlib.invalidate_caches()


@pytest.fixture
def distributions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Distributions]:
    """What installs distributions with plugins, for one test."""
    made = Distributions(tmp_path, monkeypatch)
    yield made
    made.forget_modules()


@pytest.fixture
def load_error() -> Callable[..., str]:
    """What calls something and returns the text of its load error, which is one line."""

    def call(function: Callable[..., object], *args: object, **kwargs: object) -> str:
        with pytest.raises(LoadError) as caught:
            function(*args, **kwargs)
        text = str(caught.value)
        assert text.splitlines() == [text]
        assert text == text.strip()
        return text

    return call
