"""Reading exceptions, which are other people's objects.

A class may compute its own name, refuse an attribute, or raise in `__str__`. Nothing here relies on
an exception's own attributes, and nothing raises.
"""

from __future__ import annotations

import builtins
import sys
from typing import TYPE_CHECKING

from . import _text


if TYPE_CHECKING:
    from types import TracebackType

    Kinds = type[BaseException] | tuple[type[BaseException], ...]


_TYPE = type.__dict__
_ERROR = BaseException.__dict__


def type_name(thing: object) -> str:
    """Return the name of the object's type, whatever its metaclass answers."""
    name: str = _TYPE["__name__"].__get__(type(thing))
    return name


def qualified_name(error: BaseException) -> str:
    """Return the name of the exception's type with its module, as tracebacks show it."""
    kind = type(error)
    try:
        module = _TYPE["__module__"].__get__(kind)
    except AttributeError:
        module = None
    name: str = _TYPE["__qualname__"].__get__(kind)
    # Whatever a class body assigned to `__module__` is there.
    return f"{module}.{name}" if type(module) is str else name


def one_line(error: BaseException) -> str:
    """Return the exception's text in one line; empty if it has none, or fails to give it."""
    try:
        # A new object: the text may be of a subclass.
        return _text.one_line("".join(str(error)))
    except BaseException:  # noqa: BLE001 - it is the exception's own code that raised
        return ""


def described(error: BaseException) -> str:
    """Return the exception's type and text, whatever its own `__str__` does."""
    return f"{type_name(error)}: {text_of(error)}"


def text_of(thing: object) -> str:
    """Return `str(thing)`, or a stand-in if its own `__str__` raises or returns something else."""
    try:
        return str(thing)
    except BaseException:  # noqa: BLE001 - it is the object's own code that raised
        return "(its text cannot be read)"


def traceback_of(error: BaseException) -> TracebackType | None:
    """Return the exception's traceback."""
    traceback: TracebackType | None = _ERROR["__traceback__"].__get__(error)
    return traceback


def is_a(error: object, kinds: Kinds) -> bool:
    """Return whether an `except` clause for these types catches it, whatever its `__class__` is."""
    return issubclass(type(error), kinds)


def with_traceback(error: BaseException, traceback: TracebackType | None) -> BaseException:
    """Give the exception a traceback, and return it."""
    return BaseException.with_traceback(error, traceback)


def cause_of(error: BaseException) -> BaseException | None:
    """Return the exception that this one was raised from."""
    cause: BaseException | None = _ERROR["__cause__"].__get__(error)
    return cause


def context_of(error: BaseException) -> BaseException | None:
    """Return the exception that was being handled when this one was raised."""
    context: BaseException | None = _ERROR["__context__"].__get__(error)
    return context


def set_context(error: BaseException, context: BaseException) -> None:
    """Set the exception that was being handled when this one was raised."""
    _ERROR["__context__"].__set__(error, context)


def leads_to(error: BaseException, other: BaseException, *, by_context: bool = False) -> bool:
    """Return whether an exception reaches another by its causes and group members, at any depth.

    Args:
        error: where to begin.
        other: the exception to find; an exception does not lead to itself.
        by_context: whether to follow `__context__`, too.
    """
    seen = {id(error)}
    pending = _linked(error, by_context=by_context)
    while pending:
        link = pending.pop()
        if link is other:
            return True
        if id(link) not in seen:
            seen.add(id(link))
            pending += _linked(link, by_context=by_context)
    return False


def _linked(error: BaseException, *, by_context: bool) -> list[BaseException]:
    """Return the exceptions that one names as its cause, its members or its context."""
    found = [_ERROR["__cause__"].__get__(error), *members_of(error)]
    if by_context:
        found.append(context_of(error))
    return [link for link in found if link is not None]


def members_of(error: BaseException) -> tuple[BaseException, ...]:
    """Return the members of an exception group; nothing for any other exception.

    On Python 3.10 groups come from the package `exceptiongroup`, as with anyio.
    """
    group = getattr(builtins, "BaseExceptionGroup", None) or getattr(
        sys.modules.get("exceptiongroup"), "BaseExceptionGroup", None
    )
    if group is None or not is_a(error, group):
        return ()
    members: tuple[BaseException, ...] = group.__dict__["exceptions"].__get__(error)
    return members
