"""An app's own code: its root, and the function below the decorators and patchers around it."""

from __future__ import annotations

import inspect
import os
from functools import lru_cache, partial
from types import CodeType, FunctionType, MethodType
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator


SCRIPT_ROOT = "AzureWebJobsScriptRoot"
"""The setting with which the Functions host, and its tools, name the root."""

_HOST_JSON = "host.json"

_INSTALLED = frozenset({"site-packages", "dist-packages", ".python_packages"})
"""Folders of installed packages, which may be inside the app's root."""

_LINKS = ("__wrapped__", "orchestrator_function", "entity_function")
"""The attributes of a wrapper that lead to the function inside: that of `functools.wraps`, and
those that durable sets on its handlers."""


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


def directory_of(function: object, root: str) -> str:
    """Return the folder of the innermost function that the app wrote; the app's root if none is.

    Args:
        function: the user function, as the SDK has it.
        root: the app's root.
    """
    file = None
    for layer in _inward(function, root):
        file = _file_in_app(layer, root) or file
    return root if file is None else os.path.dirname(file)


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
    code = getattr(layer, "__code__", None)
    if not isinstance(code, CodeType):
        return None
    return code.co_filename if _is_in_app(code.co_filename, root) else None


@lru_cache(maxsize=256)
def _is_in_app(file: str, root: str) -> bool:
    """Return whether a file belongs to the app. Many functions share one, and links are slow."""
    for path, folder in ((file, root), (os.path.realpath(file), os.path.realpath(root))):
        inside = os.path.join(folder, "")
        if path.startswith(inside):
            return _INSTALLED.isdisjoint(path[len(inside) :].split(os.path.sep))
    return False
