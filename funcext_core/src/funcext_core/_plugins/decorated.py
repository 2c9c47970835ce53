"""The functions that a decorated function calls."""

from __future__ import annotations

import gc
import inspect
from collections import deque
from functools import partial
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, TypeVar


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeGuard

Kind = TypeVar("Kind")

_CONTAINERS = (dict, list, tuple, set, frozenset, deque)


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

    They may be in containers, and in the attributes of objects that the decorator made. Functions
    that it calls by their global names are not among them: such a call is not guarded.
    """
    # An object that is not callable is seen twice: by itself, and as an attribute of another one.
    seen: dict[tuple[int, bool], object] = {}
    pending = [(function, False)]
    while pending:
        held, inside = pending.pop()
        key = id(held), inside and not callable(held)
        if key in seen:
            continue
        seen[key] = held
        if is_instance(held, _CONTAINERS):
            pending.extend((part, inside) for part in gc.get_referents(held))
        elif callable(held):
            yield held
            pending.extend((part, False) for part in _parts(held))
        elif not (inside or is_instance(held, ModuleType) or _is_of_sdk(held)):
            # Its attributes, and not theirs: an object of the app may lead to everything in it.
            pending.extend((part, True) for part in gc.get_referents(held))


def _parts(held: object) -> Iterable[object]:
    """Return the objects in which a decorated function may be kept by another callable."""
    if is_instance(held, FunctionType):
        cells = [referent for cell in held.__closure__ or () for referent in gc.get_referents(cell)]
        defaults = [*(held.__defaults__ or ()), *(held.__kwdefaults__ or {}).values()]
        return [*cells, *defaults, *vars(held).values()]
    if is_instance(held, (MethodType, partial)) or not (
        is_instance(held, type) or _is_of_sdk(held)
    ):
        # Without running code of the object's class, as reading its attributes might.
        return gc.get_referents(held)
    return ()


def _is_of_sdk(held: object) -> bool:
    """Return whether it is an object of the SDK, such as a builder, which holds other functions."""
    module = inspect.getattr_static(type(held), "__module__", None)
    return isinstance(module, str) and module.startswith("azure.")
