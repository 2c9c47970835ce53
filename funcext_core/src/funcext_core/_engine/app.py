"""Index an app's folder, whichever model it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import attrs

from funcext_core.errors import FuncextError

from .errors import LocalHostError
from .folders import files_of, has_folders, index_folder, read_folder
from .indexing import IndexedFunction
from .lifespan import Lifespan, lifespan_of
from .script import import_app, index_app_object


DEFAULT_SCRIPT = "function_app.py"


@attrs.frozen
class IndexedApp:
    """An app as a worker holds it after indexing."""

    directory: Path
    model: Literal["v1", "v2"]
    functions: tuple[IndexedFunction, ...]
    failures: Mapping[str, FuncextError] = attrs.field(factory=dict)
    """The functions that cannot be served, by name. In the v1 model, workers load each alone."""
    lifespan: Lifespan | None = None
    """The lifespan of the ASGI app that it serves; None if it serves none."""


def index_app(directory: Path, script: Path | None = None) -> IndexedApp:
    """Import and index the app in a folder.

    The process must be prepared for the app: its settings in the environment, its folder on the
    import path. Call this on the thread of the worker's loop, with the loop running.

    Args:
        directory: the app's folder.
        script: the file that defines an app of the v2 model; by default `function_app.py`, and
            without that file an app of the v1 model.

    Raises:
        ScriptError: the app's code raised an exception, which is the `__cause__`.
        LocalHostError: the app cannot be indexed.
        FuncextError: a plugin's error, unchanged.
    """
    script = script or directory / DEFAULT_SCRIPT
    if script.is_file():
        app = import_app(script)
        functions = index_app_object(app, script.name)
        return IndexedApp(directory, "v2", functions, lifespan=lifespan_of(app))
    if has_folders(directory):
        return _index_folders(directory)
    message = (
        f"There is no app in {directory}: neither {script.name} nor a folder with a function.json."
    )
    raise LocalHostError(message)


def _index_folders(directory: Path) -> IndexedApp:
    functions: list[IndexedFunction] = []
    failures: dict[str, FuncextError] = {}
    for file in files_of(directory):
        try:
            folder = read_folder(file)
            if not folder.disabled:
                functions.append(index_folder(folder))
        except FuncextError as error:
            failures[file.parent.name] = error
    return IndexedApp(directory, "v1", tuple(functions), failures)
