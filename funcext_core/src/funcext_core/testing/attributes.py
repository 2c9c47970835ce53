"""How invocations use the attributes of a plugin: which they overwrite for each other."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Literal

import attrs

from funcext_core._process import current_invocation

from .growth import stored


@attrs.frozen
class _Use:
    """One use of an attribute in an invocation."""

    attribute: str
    kind: Literal["read", "write"]
    invocation: str
    value: object


class Attributes:
    """Records the uses of an object's attributes in invocations, for a block.

    The object's class has other methods for reading and writing attributes meanwhile. A module, or
    an object whose class cannot be changed, is not watched.
    """

    def __init__(self, watched: object) -> None:
        self._watched = watched
        self._uses: list[_Use] = []

    @contextlib.contextmanager
    def recorded(self) -> Iterator[None]:
        """Record their uses for the block."""
        cls = type(self._watched)
        own = {name: vars(cls)[name] for name in _METHODS if name in vars(cls)}
        if isinstance(self._watched, ModuleType) or not _is_changeable(cls):
            yield
            return
        self._override(cls)
        try:
            yield
        finally:
            for name in _METHODS:
                if name in own:
                    setattr(cls, name, own[name])
                else:
                    delattr(cls, name)

    def overwritten(self) -> list[str]:
        """Return the attributes in which an invocation finds the value that another one left.

        Those alone count that an invocation writes without having read them, and reads later: what
        it reads first, such as a counter, is meant to be shared.
        """
        found: dict[str, None] = {}
        first: dict[tuple[str, str], str] = {}
        written: dict[tuple[str, str], object] = {}
        for use in list(self._uses):
            key = use.attribute, use.invocation
            first.setdefault(key, use.kind)
            if use.kind == "write":
                written[key] = use.value
            elif first[key] == "write" and not _is_same(use.value, written[key]):
                found[use.attribute] = None
        return list(found)

    def _override(self, cls: type) -> None:
        get, set_ = _method(cls, _READ), _method(cls, _WRITE)

        def read(thing: object, name: str) -> object:
            value = get(thing, name)
            if thing is self._watched:
                self._note(name, "read")
            return value

        def write(thing: object, name: str, value: object) -> None:
            set_(thing, name, value)
            if thing is self._watched:
                self._note(name, "write")

        setattr(cls, _READ, read)
        setattr(cls, _WRITE, write)

    def _note(self, name: str, kind: Literal["read", "write"]) -> None:
        invocation = current_invocation.get()
        if invocation is None or name.startswith("__"):
            return
        value = stored(self._watched).get(name, _ABSENT)
        if value is not _ABSENT:
            self._uses.append(_Use(name, kind, invocation.id, value))


_ABSENT = object()
_READ, _WRITE = "__getattribute__", "__setattr__"
_METHODS = (_READ, _WRITE)


def _method(cls: type, name: str) -> Callable[..., object]:
    found: Callable[..., object] = getattr(cls, name)
    return found


def _is_changeable(cls: type) -> bool:
    """Return whether a class takes other methods: one that C code defines does not."""
    return bool(cls.__flags__ & _HEAP_TYPE) and not cls.__flags__ & _IMMUTABLE


_HEAP_TYPE = 1 << 9
_IMMUTABLE = 1 << 8  # since Python 3.10
_PLAIN = (str, bytes, bool, int, float, type(None))


def _is_same(value: object, other: object) -> bool:
    """Return whether two values are one, or are equal as plain values; none of their code runs."""
    if value is other:
        return True
    return type(value) is type(other) and isinstance(value, _PLAIN) and value == other
