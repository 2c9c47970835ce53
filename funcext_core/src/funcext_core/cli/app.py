"""A function app as the commands see it: its settings, and what indexing it shows.

The app is imported and indexed in this process, as a worker would do it: its folder is on the
import path, its settings are in the environment. Nothing is started: no `app_start` runs, no module
is warmed, no function is invoked. Afterward the process is as it was.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import azure.functions as func

from funcext_core import PluginHost, _process
from funcext_core._engine.app import DEFAULT_SCRIPT, index_app
from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.project import (
    SCRIPT_SETTING,
    Project,
    local_settings,
    read_project,
)
from funcext_core._engine.script import import_app, index_app_object
from funcext_core._host import HostedFunction
from funcext_core._settings.general import Settings, read
from funcext_core._settings.names import PREFIX, WORKER_EXTENSIONS
from funcext_core._worker.v1.app import V1App, app_at
from funcext_core._worker.v1.entry_point import EntryPoint
from funcext_core._worker.v2 import installed_in
from funcext_core.errors import FuncextError

from .output import foreign_output


ENVIRONMENT = "environment"
LOCAL_SETTINGS = "local.settings.json"

_HOST_FILE = "host.json"
_LOGGER = "funcext"


@attrs.frozen
class AppSettings:
    """The app settings as the app sees them, and where each is set."""

    local: Mapping[str, str] = attrs.field(factory=dict, repr=False)  # may hold secrets
    """The `Values` of local.settings.json."""
    environ: Mapping[str, str] = attrs.field(factory=os.environ.copy, repr=False)
    """The environment of the command."""

    @property
    def values(self) -> dict[str, str]:
        """The settings by name; as with Core Tools, the environment overrides the file."""
        return {**self.local, **self.environ}

    def origin(self, name: str) -> str | None:
        """Return where a setting is set, whatever the case of its name; None if it is not."""
        wanted = name.upper()
        for origin, values in ((ENVIRONMENT, self.environ), (LOCAL_SETTINGS, self.local)):
            if any(given.upper() == wanted for given in values):
                return origin
        return None

    def value(self, name: str) -> str | None:
        """Return the value of a setting, whatever the case of its name; None if it is not set."""
        wanted = name.upper()
        for values in (self.environ, self.local):
            for given, value in values.items():
                if given.upper() == wanted:
                    return value
        return None

    def parsed(self) -> Settings:
        """Return the settings as typed values.

        Raises:
            LoadError: one is not valid.
        """
        return read(self.values)


@attrs.frozen(eq=False)
class App:
    """An app after it was indexed, or what kept it from that."""

    directory: Path
    settings: AppSettings
    project: Project | None = None
    """The folder's files; None if they cannot be read."""
    sdk_app: func.FunctionRegister | None = None
    """The SDK's app object of function_app.py; None in the v1 model, or if there is none."""
    plugins: PluginHost | None = None
    """The app's plugins; None if `install` was not called for it."""
    functions: tuple[IndexedFunction, ...] = ()
    hosted: tuple[HostedFunction, ...] = ()
    """The functions that plugins reach, with what `use` puts around each."""
    failures: Mapping[str, FuncextError] = attrs.field(factory=dict)
    """The functions of the v1 model that cannot be served, by name."""
    error: FuncextError | None = None
    """The reason why it cannot be indexed. Of a `ScriptError`, the `__cause__` is what the app's
    code raised. A `LoadError` is that of a plugin."""
    records: tuple[logging.LogRecord, ...] = ()
    """The records on the logger `funcext`, and on those below it, from INFO up."""

    @property
    def model(self) -> str:
        """``v1`` or ``v2``."""
        project = self.project
        return "v2" if project is None or project.script.is_file() else "v1"


def is_root(directory: Path) -> bool:
    """Return whether a folder is that of a function app: it has a host.json, or the script."""
    script = os.environ.get(SCRIPT_SETTING) or DEFAULT_SCRIPT
    return any((directory / name).is_file() for name in (_HOST_FILE, script))


def settings_of(directory: Path) -> AppSettings:
    """Return the settings of the app in a folder, or those of the environment alone.

    Raises:
        LocalHostError: local.settings.json cannot be read, or has an invalid value.
    """
    return AppSettings(local_settings(directory))


@contextlib.contextmanager
def indexed(directory: Path) -> Iterator[App]:
    """Index the app in a folder; inside the block, this process is that app's.

    What the app prints meanwhile goes to the error stream. Nothing that is wrong with the app
    raises: it is the `error` of the object.
    """
    directory = directory.resolve()
    try:
        project = read_project(directory, os.environ)
    except LocalHostError as error:
        yield App(directory, AppSettings(), error=error)
        return
    from funcext_core.testing.process import entered

    settings = AppSettings(project.settings)
    # As in `Project.enter`, what the shell has overrides the file.
    shell = {
        name: value
        for name, value in os.environ.items()
        if name in project.settings or _is_own(name)
    }
    with entered(project, shell), _only_indexing(), _records() as records:
        with foreign_output():
            app = asyncio.run(_index(App(directory, settings, project)))
        try:
            yield attrs.evolve(app, records=tuple(records))
        finally:
            if app.plugins is not None:
                app.plugins._core.stop()  # noqa: SLF001 - the commands are its friends


def _is_own(name: str) -> bool:
    return name.upper().startswith((PREFIX, WORKER_EXTENSIONS))


async def _index(app: App) -> App:
    """Import and index an app on the running loop, which it takes for its worker's."""
    project = app.project
    if project is None or not project.script.is_file():
        return _index_folders(app)
    try:
        app = attrs.evolve(app, sdk_app=(sdk_app := import_app(project.script)))
        app = attrs.evolve(app, plugins=installed_in(sdk_app))
        app = attrs.evolve(app, functions=index_app_object(sdk_app, project.script.name))
        return app if app.plugins is None else attrs.evolve(app, hosted=_hosted(app.plugins))
    except FuncextError as error:
        return attrs.evolve(app, error=error)


def _hosted(plugins: PluginHost) -> tuple[HostedFunction, ...]:
    return tuple(plugins._core.functions)  # noqa: SLF001 - the commands are its friends


def _index_folders(app: App) -> App:
    """Import the scripts of an app of the v1 model, and do what its first invocation would do."""
    try:
        found = index_app(app.directory)
        app = attrs.evolve(app, functions=found.functions, failures=found.failures)
        v1_app = app_at(app.directory)
        if v1_app is None:
            return app
        app = attrs.evolve(app, plugins=v1_app.handle)
        if not v1_app.core.settings.disabled:
            v1_app.start()
        return attrs.evolve(app, hosted=tuple(instrumented(v1_app)))
    except FuncextError as error:
        return attrs.evolve(app, error=error)


def instrumented(app: V1App) -> Iterator[HostedFunction]:
    """Compile the layers of the functions with `instrument`, and yield the functions.

    Raises:
        LoadError: a guard is lost.
    """
    for folder in app.folders:
        for entry_point in app.entry_points:
            if isinstance(entry_point, EntryPoint) and entry_point.serves(folder):
                entry_point.compile(folder)
                model = folder.model(is_async=entry_point.is_async)
                yield HostedFunction(model, entry_point.used(), entry_point.function)
                break


@contextlib.contextmanager
def _only_indexing() -> Iterator[None]:
    """Have plugins loaded and layers compiled for the block, and nothing started."""
    token = _process.only_indexes.set(True)
    try:
        yield
    finally:
        _process.only_indexes.reset(token)


class _Keeper(logging.Handler):
    """Keeps log records."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def _records() -> Iterator[list[logging.LogRecord]]:
    """Keep what funcext logs in the block, in place of printing it."""
    logger, keeper = logging.getLogger(_LOGGER), _Keeper()
    before = logger.level, logger.propagate
    logger.addHandler(keeper)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield keeper.records
    finally:
        logger.removeHandler(keeper)
        logger.setLevel(before[0])
        logger.propagate = before[1]
