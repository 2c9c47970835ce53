"""The state of the process while an app is tested: settings, import path, modules.

A worker process has one app. A test process has many, one after the other: what a client sets for
its app is set back when the client closes.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import azure.functions as func

from funcext_core._engine.project import Project
from funcext_core._settings.names import PREFIX, WORKER_EXTENSIONS
from funcext_core._worker import v2
from funcext_core._worker.v1 import app as v1_app


_NAMESPACE = "__app__"
"""The package in which the workers import the scripts of the v1 model."""

_STREAMING = "azurefunctions"
"""The packages that turn on HTTP streaming for the app that imports them."""

_folder_in_use = threading.Lock()


def checked_settings(settings: Mapping[str, str]) -> dict[str, str]:
    """Return app settings that a test gives.

    Raises:
        TypeError: one of them is not text.
    """
    for name, value in settings.items():
        if not isinstance(value, str):
            message = f"settings: {name} is {value!r}, and app settings are text: write '{value}'"
            raise TypeError(message)
    return dict(settings)


@contextlib.contextmanager
def with_settings(settings: Mapping[str, str]) -> Iterator[None]:
    """Have app settings in the environment for the block, as functions read them."""
    with _environment(settings, hidden=()):
        yield


@contextlib.contextmanager
def entered(project: Project, settings: Mapping[str, str]) -> Iterator[None]:
    """Make this process that of the app in a folder, for the block.

    It has the app's settings (those of local.settings.json, and over them those of the test), its
    folder on the import path and as the current directory. funcext's own settings in the shell
    that runs the tests are hidden. The app's modules are imported for this block alone, except
    those that the test imported before: their types have to be the same for both.

    Raises:
        RuntimeError: another client serves the app of a folder.
    """
    if not _folder_in_use.acquire(blocking=False):
        message = (
            f"{project.directory} cannot be served while another client serves the app of a "
            "folder: the process has one current directory; close that client first"
        )
        raise RuntimeError(message)
    try:
        with contextlib.ExitStack() as undo:
            own = {**project.settings, **settings}
            hidden = [name for name in os.environ if _is_own(name)]
            undo.enter_context(_environment(own, hidden))
            undo.enter_context(_path())
            undo.enter_context(_modules(project))
            undo.enter_context(_registrations())
            project.enter(os.environ)
            importlib.invalidate_caches()
            yield
    finally:
        _folder_in_use.release()


def _is_own(name: str) -> bool:
    return name.upper().startswith((PREFIX, WORKER_EXTENSIONS))


@contextlib.contextmanager
def _environment(added: Mapping[str, str], hidden: Iterable[str]) -> Iterator[None]:
    before = dict(os.environ)
    for name in hidden:
        del os.environ[name]
    os.environ.update(added)
    changed = {*hidden, *added, *_SET_BY_ENTER}
    try:
        yield
    finally:
        for name in changed:
            os.environ.pop(name, None)
            if name in before:
                os.environ[name] = before[name]


_SET_BY_ENTER = ("AzureWebJobsScriptRoot", "AZURE_FUNCTIONS_ENVIRONMENT")


@contextlib.contextmanager
def _path() -> Iterator[None]:
    path, folder, bytecode = list(sys.path), Path.cwd(), sys.dont_write_bytecode
    # A script that a test rewrites within a second would be served from its stale bytecode.
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.path[:], sys.dont_write_bytecode = path, bytecode
        os.chdir(folder)


@contextlib.contextmanager
def _modules(project: Project) -> Iterator[None]:
    """Forget the modules that the app imports in the block."""
    script = project.script.stem
    hidden = {
        name: sys.modules.pop(name)
        for name in list(sys.modules)
        if name == script or name.partition(".")[0] == _NAMESPACE
    }
    before = set(sys.modules)
    try:
        yield
    finally:
        for name in sys.modules.keys() - before:
            if _is_of_app(name, sys.modules[name], project):
                del sys.modules[name]
        sys.modules.update(hidden)


def _is_of_app(name: str, module: ModuleType, project: Project) -> bool:
    if name.partition(".")[0] in (_NAMESPACE, _STREAMING, project.script.stem):
        return True
    file = getattr(module, "__file__", None)
    if not isinstance(file, str):
        return False
    path = Path(file)
    # A virtual environment may be in the app's folder.
    return project.directory in path.parents and "site-packages" not in path.parts


@contextlib.contextmanager
def _registrations() -> Iterator[None]:
    """Forget what the app registers with the SDK's classes, and with ours."""
    registry = func.ExtensionMeta
    extensions = {name: _copied(getattr(registry, name)) for name in _REGISTRIES}
    installed = set(v2._installed)  # noqa: SLF001 - the kit is its friend
    v2._installed.clear()  # noqa: SLF001 - as above
    apps = dict(v1_app._apps)  # noqa: SLF001 - as above
    try:
        yield
    finally:
        for name, value in extensions.items():
            setattr(registry, name, value)
        v2._installed.clear()  # noqa: SLF001 - as above
        v2._installed.update(installed)  # noqa: SLF001 - as above
        v1_app._apps.clear()  # noqa: SLF001 - as above
        v1_app._apps.update(apps)  # noqa: SLF001 - as above


_REGISTRIES = ("_func_exts", "_app_exts", "_info")


def _copied(registered: object) -> object:
    """Return a copy of dicts, lists and named tuples, with the very objects in them."""
    if isinstance(registered, dict):
        return {key: _copied(value) for key, value in registered.items()}
    if isinstance(registered, tuple):
        return tuple.__new__(type(registered), map(_copied, registered))
    return list(registered) if isinstance(registered, list) else registered
