"""The functions that a decorated function calls."""

from __future__ import annotations

import gc
import inspect
from functools import partial
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, TypeVar


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeGuard

Kind = TypeVar("Kind")


def is_instance(thing: object, kinds: type[Kind] | tuple[type[Kind], ...]) -> TypeGuard[Kind]:
    """Return `isinstance(thing, kinds)`; False where the thing fails to say what it is.

    A closure may hold a lazy proxy, which looks for its object when it is asked.
    """
    try:
        return isinstance(thing, kinds)
    except Exception:  # noqa: BLE001 - it is the object's own code that raised
        return False


def wrapped_by(function: object) -> Iterator[object]:
    """Yield the functions from which `functools.wraps` made one, the nearest first."""
    seen = {id(function)}
    while True:
        if is_instance(function, MethodType):
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
    if is_instance(held, FunctionType):
        cells = [referent for cell in held.__closure__ or () for referent in gc.get_referents(cell)]
        defaults = [*(held.__defaults__ or ()), *(held.__kwdefaults__ or {}).values()]
        return [*cells, *defaults, *vars(held).values()]
    is_container = is_instance(held, (MethodType, partial, dict, list, tuple))
    if is_container or (callable(held) and not is_instance(held, type) and not _is_of_sdk(held)):
        # Without running code of the object's class, as reading its attributes might.
        return gc.get_referents(held)
    return ()


def _is_of_sdk(held: object) -> bool:
    """Return whether it is an object of the SDK, such as a builder, which holds other functions."""
    module = inspect.getattr_static(type(held), "__module__", None)
    return isinstance(module, str) and module.startswith("azure.")
