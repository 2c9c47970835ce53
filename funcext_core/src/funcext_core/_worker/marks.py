"""The data that `mark` left on functions, by the functions' identity.

Nothing is written on the function: `functools.wraps` would copy it to other functions. A function
of an app has the marks of all functions that it is made from: of those that its wrappers name. A
marked function that it calls in another way is hidden from it, and the mark is lost.
"""

from __future__ import annotations

import inspect
import weakref
from types import FunctionType, MappingProxyType, MethodType
from typing import TYPE_CHECKING, NamedTuple

from funcext_core._plugins.decorated import held_by, is_instance
from funcext_core._process import ProcessLock

from .app_functions import along_links


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Final


class Marks(NamedTuple):
    """The marks on the functions of an app."""

    by_function: list[Mapping[str, object]]
    """The data on each function, by name."""
    repeated: list[str]
    """Sentences about functions on which a name is marked twice."""
    lost: list[str]
    """Sentences about marks that are on none of the functions that call the marked one."""


class _Note:
    """The data of one `mark`."""

    name: Final[str]
    """The function's name, or its class, for reports."""
    data: Final[Mapping[str, object]]

    __slots__ = ("_owner", "data", "name")

    def __init__(self, name: str, owner: object, data: Mapping[str, object]) -> None:
        self.name = name
        self.data = data
        self._owner = None if owner is None else _reference(owner)

    def is_of(self, owner: object) -> bool:
        """Return whether it is on the method of this object; None for a function itself."""
        if self._owner is None:
            return owner is None
        return owner is not None and self._owner() is owner

    @property
    def is_live(self) -> bool:
        """Whether the object of a bound method still exists."""
        return self._owner is None or self._owner() is not None


class _Marked(NamedTuple):
    """A function, or another callable, with the marks on it."""

    function: Callable[[], object]
    """Returns it: it is not kept alive."""
    notes: list[_Note]


# By identity: a callable object may have an equality of its own, or no hash. An entry is gone
# before its object's identity can become another's.
_marked: dict[int, _Marked] = {}
_lock = ProcessLock()


def remember(function: object, data: Mapping[str, object]) -> bool:
    """Keep the data of a function, or of the one in an SDK's builder; return False if it is none.

    Args:
        function: a function, bound method, partial or callable object.
        data: the data, by name.
    """
    function = _built(function)
    if is_instance(function, staticmethod) or is_instance(function, classmethod):
        function = function.__func__
    if not callable(function) or is_instance(function, type):
        return False
    anchor, owner = _anchor(function)
    with _lock:
        marked = _marked.get(id(anchor))
        if marked is None:
            key = id(anchor)
            marked = _Marked(_reference(anchor, lambda _: _marked.pop(key, None)), [])
            _marked[key] = marked
        # Methods of short-lived objects must not pile up on their function.
        kept = [note for note in marked.notes if note.is_live]
        marked.notes[:] = [*kept, _Note(_name(anchor), owner, data)]
    return True


def read(functions: Sequence[tuple[str, object]]) -> Marks:
    """Return the marks on the functions of an app.

    Args:
        functions: each with its name in the app.
    """
    found = Marks([], [], [])
    for name, function in functions:
        merged: dict[str, object] = {}
        for note in _notes(along_links(function)):
            found.repeated.extend(
                f"function {name!r} is marked with {key!r} twice: remove one"
                for key in note.data.keys() & merged.keys()
            )
            merged.update(note.data)
        found.by_function.append(MappingProxyType(merged))
        found.lost.extend(_lost_by(name, function, merged))
    return found


def _notes(functions: Iterable[object]) -> Iterator[_Note]:
    """Yield the marks on these functions, once each."""
    seen = set()
    for function in functions:
        anchor, owner = _anchor(function)
        with _lock:
            marked = _marked.get(id(anchor))
            notes = [] if marked is None or marked.function() is not anchor else [*marked.notes]
        for note in notes:
            if note.is_of(owner) and id(note) not in seen:
                seen.add(id(note))
                yield note


def _lost_by(name: str, function: object, merged: Mapping[str, object]) -> Iterator[str]:
    """Yield a sentence for each function that an app's function calls without all of its marks."""
    for note in _notes(held_by(function)):
        # What the caller has by the same name may differ: it was written for the caller.
        lost = note.data.keys() - merged.keys()
        if lost:
            yield (
                f"mark() of {', '.join(map(repr, sorted(lost)))} on {note.name!r} has no effect on "
                f"function {name!r}, which calls it: put functools.wraps on the decorator between "
                f"them, or a mark on {name!r}, too"
            )


def _anchor(function: object) -> tuple[object, object]:
    """Return what a callable's marks are kept by, and for a bound method the object it is of.

    The bound methods of one object and function are different objects.
    """
    if is_instance(function, MethodType):
        return function.__func__, function.__self__
    return function, None


def _built(function: object) -> object:
    """Return the user function in one of the SDK's builders; other objects as they are."""
    module = inspect.getattr_static(type(function), "__module__", None)
    held = inspect.getattr_static(function, "_function", None)
    if held is None or not (isinstance(module, str) and module.startswith("azure.functions.")):
        return function
    get_user_function = getattr(held, "get_user_function", None)
    return function if get_user_function is None else get_user_function()


def _name(function: object) -> str:
    """Return a name for reports, without running code of the object's class."""
    if is_instance(function, FunctionType):
        return function.__qualname__
    return type(function).__qualname__


def _reference(
    thing: object, forget: Callable[[weakref.ref[object]], object] | None = None
) -> Callable[[], object]:
    """Return what returns the thing; None once it is gone."""
    try:
        return weakref.ref(thing, forget)
    except TypeError:
        # Its class has slots, and none for this: it is kept.
        return lambda: thing
