"""Copies of app objects: an app at module level serves many tests.

The functions themselves are not copied: they are the app's code. Everything that the SDK changes
when an app is indexed or served is.
"""

from __future__ import annotations

import copy
import types
from collections.abc import Callable, Mapping
from typing import TypeVar

import azure.functions as func
from azure.functions.decorators.function_app import FunctionBuilder

from funcext_core._engine.lifespan import mark_as_started
from funcext_core._worker.v2 import installed_in


App = TypeVar("App", bound=func.FunctionRegister)


def copy_of(app: App) -> App:
    """Return a copy of an app as it was before `install` and before anything asked for functions.

    The SDK has no public way to its parts. An ASGI app gets a middleware of its own, which keeps
    the state of the app's lifespan.
    """
    duplicate = copy.copy(app)
    replaced: dict[int, object] = {id(app): duplicate}
    if isinstance(app, func.AsgiFunctionApp):
        middleware = func.AsgiMiddleware(app.middleware._app)  # type: ignore[no-untyped-call] # noqa: SLF001 - the SDK's own lack
        duplicate.middleware = middleware  # type: ignore[attr-defined] # an `AsgiFunctionApp`
        mark_as_started(duplicate, started=False)
        replaced[id(app.middleware)] = middleware
    duplicate._function_builders = [  # noqa: SLF001 - see above
        copy_of_builder(builder, replaced)
        for builder in app._function_builders  # noqa: SLF001 - see above
    ]
    duplicate.functions_bindings = None
    if installed_in(app) is not None:
        del duplicate.__dict__["get_functions"]
    return duplicate


def copy_of_builder(
    builder: FunctionBuilder, replaced: Mapping[int, object] | None = None
) -> FunctionBuilder:
    """Return a copy of the SDK's record of a function, with bindings of its own.

    Args:
        builder: the record.
        replaced: by identity, objects in the closure of the function and what replaces them.
    """
    duplicate = copy.copy(builder)
    function = copy.copy(builder._function)  # noqa: SLF001 - the SDK has no public way
    # Together, because the trigger is one of the bindings.
    parts = function._trigger, function._bindings, function._settings  # noqa: SLF001 - as above
    function._trigger, function._bindings, function._settings = copy.deepcopy(parts)  # noqa: SLF001 - as above
    function._func = _rebound(function._func, replaced or {})  # noqa: SLF001 - as above
    duplicate._function = function  # noqa: SLF001 - as above
    return duplicate


def _rebound(
    function: Callable[..., object], replaced: Mapping[int, object]
) -> Callable[..., object]:
    """Return a function with other objects in its closure; itself if none is replaced."""
    cells = function.__closure__ if isinstance(function, types.FunctionType) else None
    if not isinstance(function, types.FunctionType) or not cells:
        return function
    rebound = tuple(_other_cell(cell, replaced) for cell in cells)
    if rebound == cells:
        return function
    other = types.FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, rebound
    )
    other.__dict__.update(function.__dict__)
    other.__kwdefaults__ = function.__kwdefaults__
    other.__annotations__ = dict(function.__annotations__)
    other.__qualname__, other.__module__ = function.__qualname__, function.__module__
    return other


def _other_cell(cell: types.CellType, replaced: Mapping[int, object]) -> types.CellType:
    try:
        found = replaced.get(id(cell.cell_contents), cell)
    except ValueError:  # it is empty
        return cell
    return cell if found is cell else types.CellType(found)
