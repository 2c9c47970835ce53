"""The sizes of the containers that can be reached from a plugin: they show what it keeps."""

from __future__ import annotations

import collections
import contextlib
import dis
import logging
import threading
import types
import weakref
from collections.abc import Iterable, Iterator

from funcext_core._plugins.implementations import own_attributes


_CONTAINERS = (dict, list, set, collections.deque)
_PASSED_OVER = (
    type,
    types.ModuleType,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    weakref.ref,
    threading.Thread,
    logging.Logger,  # it leads to every handler of the process
    logging.Handler,  # of the process, too: what it keeps is not the plugin's
)


def sizes(plugin: object) -> dict[str, int]:
    """Return the number of entries in all containers below a plugin.

    They are counted by its attribute, or by the variable of its module that a method uses.
    """
    found = {**_variables(plugin), **stored(plugin), **_of_classes(plugin)}
    return {name: _entries(value) for name, value in found.items() if not name.startswith("__")}


def shared_contents(plugin: object) -> dict[str, tuple[int, ...]]:
    """Return the identities of what is shared by all objects of a plugin's class, by name.

    It is the value of each attribute of the class, with what is in it, and of each variable of the
    module that a method assigns.
    """
    of_classes = (item for cls in _classes(plugin) for item in vars(cls).items())
    assigned = (item for function in _functions(plugin) for item in _assigned_by(function))
    return {
        name: (id(value), *(id(item) for item in _items(value)))
        for name, value in (*assigned, *of_classes)
        if not name.startswith("__")
    }


def stored(thing: object) -> dict[str, object]:
    """Return the attributes that are kept in an object itself, without running any of its code."""
    found = dict(own_attributes(thing))
    for cls in type(thing).__mro__[:-1]:
        for name, value in vars(cls).items():
            if isinstance(value, types.MemberDescriptorType):
                # It has no value yet otherwise.
                with contextlib.suppress(AttributeError):
                    found[name] = value.__get__(thing, cls)  # a slot
    return found


def _classes(plugin: object) -> tuple[type, ...]:
    return () if isinstance(plugin, types.ModuleType) else type(plugin).__mro__[:-1]


def _of_classes(plugin: object) -> dict[str, object]:
    """Return the containers that are attributes of a plugin's classes."""
    return {
        name: value
        for cls in _classes(plugin)
        for name, value in vars(cls).items()
        if isinstance(value, _CONTAINERS)
    }


def _variables(plugin: object) -> dict[str, object]:
    """Return the containers in variables outside a plugin that its methods use."""
    return {name: value for function in _functions(plugin) for name, value in _used_by(function)}


def _functions(plugin: object) -> Iterator[types.FunctionType]:
    """Yield the functions in a plugin's classes, or in its module."""
    for holder in _classes(plugin) or (plugin,):
        for value in vars(holder).values():
            function = getattr(value, "__func__", value)  # of a static or class method
            if isinstance(function, types.FunctionType):
                yield function


def _assigned_by(function: types.FunctionType) -> Iterator[tuple[str, object]]:
    """Yield the variables of its module that a function assigns, with their values."""
    for instruction in dis.get_instructions(function):
        if instruction.opname == "STORE_GLOBAL":
            name = str(instruction.argval)
            yield name, function.__globals__.get(name)


def _used_by(function: types.FunctionType) -> Iterator[tuple[str, object]]:
    for name in function.__code__.co_names:
        if isinstance(function.__globals__.get(name), _CONTAINERS):
            yield name, function.__globals__[name]
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        # It is empty otherwise.
        with contextlib.suppress(ValueError):
            if isinstance(cell.cell_contents, _CONTAINERS):
                yield name, cell.cell_contents


def _entries(root: object) -> int:
    seen: set[int] = set()
    waiting, count = [root], 0
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, _PASSED_OVER) or _is_bounded(thing):
            continue
        seen.add(id(thing))
        items = list(_items(thing))
        count += len(items)
        waiting += items
        waiting += [value for name, value in stored(thing).items() if not name.startswith("__")]
    return count


def _is_bounded(thing: object) -> bool:
    return isinstance(thing, collections.deque) and thing.maxlen is not None


def _items(thing: object) -> Iterable[object]:
    if isinstance(thing, dict):
        return list(thing.values())
    if isinstance(thing, (list, tuple, set, frozenset, collections.deque)):
        return list(thing)
    return ()
