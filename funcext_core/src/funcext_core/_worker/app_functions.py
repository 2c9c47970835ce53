"""An app's own code: its root, and the function below the decorators and patchers around it."""

from __future__ import annotations

import inspect
import os
from functools import lru_cache, partial
from types import CodeType, FunctionType, MethodType
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


SCRIPT_ROOT = "AzureWebJobsScriptRoot"
"""The setting with which the Functions host, and its tools, name the root."""

_HOST_JSON = "host.json"

_INSTALLED = frozenset({"site-packages", "dist-packages", ".python_packages"})
"""Folders of installed packages, which may be inside the app's root."""

_LINKS = ("__wrapped__", "orchestrator_function", "entity_function")
"""The attributes of a wrapper that lead to the function inside: that of `functools.wraps`, and
those that durable sets on its handlers."""


class UserCode:
    """The code of a user function, below the decorators around it."""

    callable: Callable[..., object]
    """The innermost function that the app wrote; where it wrote none, the innermost one."""
    file: str
    """The file with its code; empty where it has none."""
    directory: str
    """The folder of its file; the app's root where the app wrote none."""

    __slots__ = ("callable", "directory", "file")

    def __init__(self, callable: Callable[..., object], file: str, directory: str) -> None:  # noqa: A002 - as in `Function`
        self.callable = callable
        self.file = file
        self.directory = directory


def app_root(script: str) -> str:
    """Return the app's root.

    Args:
        script: the file that calls funcext. It may be in a package of the app, or in one that makes
            apps for others.

    Returns:
        The folder that the setting names; otherwise the nearest one with a host.json, from the
        script's own folder upward; otherwise the script's own.
    """
    named = os.environ.get(SCRIPT_ROOT)
    if named:
        return named
    own = folder = os.path.dirname(script)
    while not os.path.isfile(os.path.join(folder, _HOST_JSON)):
        parent = os.path.dirname(folder)
        if parent == folder:
            return own
        folder = parent
    return folder


def user_code(function: Callable[..., object], root: str) -> UserCode:
    """Return the innermost function that the app wrote, and where it is.

    Args:
        function: the user function, as the SDK has it.
        root: the app's root.
    """
    found, file = function, None
    for layer in _inward(function, root):
        path = _file_in_app(layer, root)
        if path is not None and callable(layer) and not _is_method_of(found, layer):
            found, file = layer, path
    if file is not None:
        return UserCode(found, file, os.path.dirname(file))
    for layer in along_links(function):
        if callable(layer) and not _is_method_of(found, layer):
            found = layer
    code = _code_of(found)
    return UserCode(found, "" if code is None else code.co_filename, root)


def module_of(function: object) -> str:
    """Return the name of a function's module; that of its class for a callable object."""
    name = _attribute(function, "__module__")
    return name if isinstance(name, str) else ""


def along_links(function: object) -> Iterator[object]:
    """Yield a function and those inside it that wrappers name, from the outside inward."""
    seen: list[object] = []
    pending = [function]
    while pending:
        layer = pending.pop(0)
        if not any(layer is other for other in seen):
            seen.append(layer)
            yield layer
            pending = [*_linked(layer), *pending]


def _is_method_of(method: object, function: object) -> bool:
    """Return whether a bound method is the function's: it says more than the function."""
    return isinstance(method, MethodType) and method.__func__ is function


def _inward(function: object, root: str) -> Iterator[object]:
    """Yield the function and those inside it, each after the ones that lead to it."""
    seen: list[object] = []
    pending = [function]
    while pending:
        layer = pending.pop(0)
        if any(layer is other for other in seen):
            continue
        seen.append(layer)
        yield layer
        pending = [*_linked(layer), *pending]
        if not pending and _file_in_app(layer, root) is None:
            # A wrapper of a library that does not say what it wraps.
            pending = list(_enclosed(layer))


def _linked(layer: object) -> list[object]:
    """Return the functions inside that a wrapper names."""
    if isinstance(layer, MethodType):
        return [layer.__func__]
    if isinstance(layer, partial):
        return [layer.func]
    if isinstance(layer, FunctionType):
        # As `getattr_static` would find them, in a hundredth of its time.
        found = [layer.__dict__.get(link) for link in _LINKS]
    else:
        found = [inspect.getattr_static(layer, link, None) for link in _LINKS]
    return [inner for inner in found if inner is not None]


def _enclosed(layer: object) -> Iterator[object]:
    """Yield the functions that a wrapper's code refers to from its closure."""
    closure = layer.__closure__ if isinstance(layer, FunctionType) else None
    for cell in closure or ():
        try:
            content = cell.cell_contents
        except ValueError:
            # It is empty.
            continue
        if isinstance(content, (FunctionType, MethodType, partial)):
            yield content


def _file_in_app(layer: object, root: str) -> str | None:
    """Return the file of a function that is the app's own; None for any other."""
    code = _code_of(layer)
    if code is None or not _is_in_app(code.co_filename, root):
        return None
    return code.co_filename


def _code_of(layer: object) -> CodeType | None:
    """Return a function's code, or that of a callable object's class; None if there is none."""
    code = _attribute(layer, "__code__")
    if not isinstance(code, CodeType):
        code = getattr(inspect.getattr_static(type(layer), "__call__", None), "__code__", None)
    return code if isinstance(code, CodeType) else None


def _attribute(thing: object, name: str) -> object:
    """Return an attribute; None also where the object's own code fails to find it."""
    try:
        return getattr(thing, name, None)
    except Exception:  # noqa: BLE001 - an object of any class may be wrapped
        return None


@lru_cache(maxsize=256)
def _is_in_app(file: str, root: str) -> bool:
    """Return whether a file belongs to the app. Many functions share one, and links are slow."""
    for path, folder in ((file, root), (os.path.realpath(file), os.path.realpath(root))):
        inside = os.path.join(folder, "")
        if path.startswith(inside):
            return _INSTALLED.isdisjoint(path[len(inside) :].split(os.path.sep))
    return False
