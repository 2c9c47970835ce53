"""The sizes of the containers that can be reached from a plugin: they show what it keeps."""

from __future__ import annotations

import collections
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
)


def sizes(plugin: object) -> dict[str, int]:
    """Return, by attribute of a plugin, the number of entries in all containers below it."""
    return {name: _entries(value) for name, value in _attributes(plugin)}


def shared_contents(plugin: object) -> dict[str, tuple[int, ...]]:
    """Return the identities of what is in each container that is an attribute of its class."""
    return {
        name: tuple(id(item) for item in _items(value))
        for cls in _classes(plugin)
        for name, value in vars(cls).items()
        if isinstance(value, _CONTAINERS) and not name.startswith("__")
    }


def _attributes(plugin: object) -> Iterator[tuple[str, object]]:
    for name, value in own_attributes(plugin).items():
        if not name.startswith("__"):
            yield name, value
    for cls in _classes(plugin):
        for name, value in vars(cls).items():
            if isinstance(value, types.MemberDescriptorType):
                yield name, getattr(plugin, name, None)  # a slot
            elif isinstance(value, _CONTAINERS) and not name.startswith("__"):
                yield name, value


def _classes(plugin: object) -> tuple[type, ...]:
    return () if isinstance(plugin, types.ModuleType) else type(plugin).__mro__[:-1]


def _entries(root: object) -> int:
    seen: set[int] = set()
    waiting, count = [root], 0
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, _PASSED_OVER):
            continue
        seen.add(id(thing))
        items = list(_items(thing))
        count += len(items)
        waiting += items
        waiting += [value for name, value in _inside(thing) if not name.startswith("__")]
    return count


def _items(thing: object) -> Iterable[object]:
    if isinstance(thing, dict):
        return list(thing.values())
    if isinstance(thing, (list, tuple, set, frozenset, collections.deque)):
        return list(thing)
    return ()


def _inside(thing: object) -> Iterator[tuple[str, object]]:
    """Yield the attributes of an object, without running any of its code."""
    yield from own_attributes(thing).items()
    for cls in type(thing).__mro__[:-1]:
        for name, value in vars(cls).items():
            if isinstance(value, types.MemberDescriptorType):
                try:
                    yield name, value.__get__(thing, cls)
                except AttributeError:  # it is not set
                    continue
