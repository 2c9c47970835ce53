"""Reading exceptions, which are other people's objects.

A class may compute its own name, refuse an attribute, or raise in `__str__`. Nothing here relies on
an exception's own attributes, and nothing raises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from types import TracebackType


_TYPE = type.__dict__
_ERROR = BaseException.__dict__


def type_name(error: BaseException) -> str:
    """Return the name of the exception's type, whatever its metaclass answers."""
    name: str = _TYPE["__name__"].__get__(type(error))
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
        # Unbound: the text may be of a subclass.
        return " ".join(str.split(str(error)))
    except BaseException:  # noqa: BLE001 - it is the exception's own code that raised
        return ""


def traceback_of(error: BaseException) -> TracebackType | None:
    """Return the exception's traceback."""
    traceback: TracebackType | None = _ERROR["__traceback__"].__get__(error)
    return traceback
