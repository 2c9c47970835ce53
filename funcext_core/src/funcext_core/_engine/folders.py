"""An app of the v1 model: its folders with a `function.json`, and the functions in them.

The engine reads the files as the Functions host does, which then describes the functions to a
worker. The plugin system has a reader of its own (`_worker/v1/function_json.py`) for apps that a
worker runs: neither of the two may depend on the other.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import attrs

from funcext_core.errors import FuncextError

from .disabled import is_on
from .errors import LocalHostError, ScriptError, in_short
from .indexing import Binding, IndexedFunction, index_function


FILE = "function.json"

_NAMESPACE = "__app__"
"""The package in which the workers import the scripts of the v1 model."""

_DIRECTIONS = ("in", "out", "inout")


@attrs.frozen
class FunctionFolder:
    """A function as its `function.json` declares it."""

    directory: Path
    script: Path
    """The file with its code; several functions may share one."""
    entry_point: str
    bindings: tuple[Mapping[str, object], ...]
    disabled: bool = False
    retry: Mapping[str, object] | None = None
    """Its retry policy."""

    @property
    def name(self) -> str:
        """The function's name: its folder's."""
        return self.directory.name


def has_folders(app: Path) -> bool:
    """Return whether a folder is an app of the v1 model."""
    return any(app.glob(f"*/{FILE}"))


def files_of(app: Path) -> Iterator[Path]:
    """Yield the `function.json` of each function, in the order of their names."""
    yield from sorted(app.glob(f"*/{FILE}"))


def read_folder(file: Path) -> FunctionFolder:
    """Read a `function.json`, with the worker's defaults.

    Raises:
        LocalHostError: it cannot be read, or declares no function.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        message = f"{file} cannot be read: {error}."
        raise LocalHostError(message) from error
    if not isinstance(content, dict):
        message = f"{file} must hold a JSON object, not {type(content).__name__}."
        raise LocalHostError(message)
    script = file.parent / str(content.get("scriptFile") or "__init__.py")
    return FunctionFolder(
        directory=file.parent,
        # The host sends the script's full path: two functions may share `../shared/main.py`.
        script=Path(os.path.normpath(script)),
        entry_point=str(content.get("entryPoint") or "main"),
        bindings=_bindings(content.get("bindings"), file),
        disabled=_is_disabled(content.get("disabled")),
        retry=_retry(content.get("retry"), file),
    )


def _is_disabled(declared: object) -> bool:
    """Return whether `disabled` is true, or names an app setting that is."""
    if isinstance(declared, str):
        return is_on(os.environ.get(declared))
    return declared is True


def _bindings(declared: object, file: Path) -> tuple[Mapping[str, object], ...]:
    if not isinstance(declared, list) or not all(isinstance(entry, dict) for entry in declared):
        message = f"bindings in {file} must be an array of JSON objects."
        raise LocalHostError(message)
    for entry in declared:
        for key in ("name", "type"):
            if not isinstance(entry.get(key), str):
                message = f"A binding in {file} has no {key}: {json.dumps(entry)}."
                raise LocalHostError(message)
        if _direction(entry) not in _DIRECTIONS:
            message = (
                f"The binding {entry['name']!r} in {file} has the direction "
                f"{entry['direction']!r}: use in or out."
            )
            raise LocalHostError(message)
    return tuple(declared)


def _retry(declared: object, file: Path) -> Mapping[str, object] | None:
    if declared is None or isinstance(declared, dict):
        return declared
    message = f"retry in {file} must be a JSON object, not {declared!r}."
    raise LocalHostError(message)


def _direction(binding: Mapping[str, object]) -> str:
    return str(binding.get("direction", "in")).lower()


def index_folder(folder: FunctionFolder) -> IndexedFunction:
    """Import a function's script and check the function against its bindings, as a worker does.

    Raises:
        ScriptError: the script raised; the exception is the `__cause__`.
        LocalHostError: a worker would refuse to load the function.
        FuncextError: a plugin's error, unchanged.
    """
    return index_function(
        folder.name,
        _entry_point(folder),
        directory=str(folder.directory),
        declares=[_declared(binding) for binding in folder.bindings],
        raw_bindings=folder.bindings,
        retry=folder.retry,
    )


def _declared(binding: Mapping[str, object]) -> Binding:
    return Binding(
        str(binding["name"]), str(binding["type"]), _DIRECTIONS.index(_direction(binding))
    )


def _entry_point(folder: FunctionFolder) -> Callable[..., object]:
    try:
        module = importlib.import_module(_module_name(folder))
    except (FuncextError, KeyboardInterrupt):
        raise
    except BaseException as error:
        message = f"{folder.script} cannot be imported: {in_short(error)}"
        raise ScriptError(message) from error
    found: object = getattr(module, folder.entry_point, None)
    if callable(found):
        return found
    message = (
        f"The function {folder.name!r} cannot be loaded: {folder.script} has no function "
        f"{folder.entry_point!r}."
    )
    raise LocalHostError(message)


def _module_name(folder: FunctionFolder) -> str:
    """Return the name under which the workers import a function's script."""
    app = folder.directory.parent
    if folder.script.suffix != ".py" or app not in folder.script.parents:
        message = (
            f"The function {folder.name!r} cannot be loaded: its scriptFile must be a Python file "
            f"in {app}, not {folder.script}."
        )
        raise LocalHostError(message)
    _make_namespace(app)
    parts = folder.script.relative_to(app).with_suffix("").parts
    return ".".join((_NAMESPACE, *(parts[:-1] if parts[-1] == "__init__" else parts)))


def _make_namespace(app: Path) -> None:
    """Create the workers' package of the app's folders, if it does not exist yet."""
    package = sys.modules.get(_NAMESPACE)
    if package is None:
        spec = importlib.machinery.ModuleSpec(_NAMESPACE, None, is_package=True)
        package = importlib.util.module_from_spec(spec)
        sys.modules[_NAMESPACE] = package
    folders: list[str] = package.__path__  # type: ignore[assignment] # ours, or a worker's: a list
    if str(app) not in folders:
        folders.append(str(app))
