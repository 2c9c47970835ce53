"""The functions that a decorated function calls."""

from __future__ import annotations

import gc
import inspect
from functools import partial
from types import FunctionType, MethodType
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def wrapped_by(function: object) -> Iterator[object]:
    """Yield the functions from which `functools.wraps` made one, the nearest first."""
    seen = {id(function)}
    while True:
        if isinstance(function, MethodType):
            function = function.__func__
        function = inspect.getattr_static(function, "__wrapped__", None)
        if function is None or id(function) in seen:
            return
        seen.add(id(function))
        yield function


def held_by(function: object) -> Iterator[object]:
    """Yield the callables that a function can call through its closure: those it decorates.

    Functions that it calls by their global names are not among them: such a call is not guarded.
    """
    seen: dict[int, object] = {}
    pending = [function]
    while pending:
        held = pending.pop()
        if id(held) not in seen:
            seen[id(held)] = held
            if callable(held):
                yield held
            pending.extend(_parts(held))


def _parts(held: object) -> Iterable[object]:
    """Return the objects in which a decorated function may be kept."""
    if isinstance(held, FunctionType):
        cells = [referent for cell in held.__closure__ or () for referent in gc.get_referents(cell)]
        defaults = [*(held.__defaults__ or ()), *(held.__kwdefaults__ or {}).values()]
        return [*cells, *defaults, *vars(held).values()]
    is_container = isinstance(held, (MethodType, partial, dict, list, tuple))
    if is_container or (callable(held) and not isinstance(held, type) and not _is_of_sdk(held)):
        # Without running code of the object's class, as reading its attributes might.
        return gc.get_referents(held)
    return ()


def _is_of_sdk(held: object) -> bool:
    """Return whether it is an object of the SDK, such as a builder, which holds other functions."""
    return type(held).__module__.startswith("azure.")
