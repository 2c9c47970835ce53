"""Texts, exceptions and log handlers of other people's code. Nothing here raises.

A text may have any character and any length. The class of an exception may compute its own name,
refuse an attribute, or raise in `__str__`: nothing here relies on an exception's own attributes. A
log handler may raise whatever it likes.
"""

from __future__ import annotations

import builtins
import contextlib
import logging
import sys
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
    Kinds = type[BaseException] | tuple[type[BaseException], ...]


LIMIT = 1200
"""The most characters of a message: a value of a megabyte must not bury the fix."""

_TYPE = type.__dict__
_ERROR = BaseException.__dict__


# -- texts ---------------------------------------------------------------------------------------


def one_line(text: str) -> str:
    """Return the text on one line, with control characters escaped and all white space single.

    Characters that change how a terminal or a log viewer shows the others, such as escape
    sequences and bidirectional overrides, are shown as Python escapes them.
    """
    return escaped(" ".join(text.split()))


def escaped(text: str) -> str:
    """Return the text with its control characters escaped, white space other than ' ' included."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def shortened(text: str, limit: int = LIMIT) -> str:
    """Return the text with its middle left out if it is longer than the limit."""
    if len(text) <= limit:
        return text
    # The beginning names the setting or the plugin, the end has the fix.
    head = limit * 2 // 3
    return f"{text[:head]} … {text[head + 3 - limit :]}"


def enumerated(names: Sequence[str], limit: int) -> str:
    """Return the names separated by commas; beyond the limit only their number is shown."""
    rest = len(names) - limit
    return ", ".join(names[:limit]) + (f" and {rest:,} more" if rest > 0 else "")


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


# -- exceptions ----------------------------------------------------------------------------------


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


def line_of(error: BaseException) -> str:
    """Return the exception's text in one line; empty if it has none, or fails to give it."""
    try:
        # A new object: the text may be of a subclass.
        return one_line("".join(str(error)))
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


# -- logs ----------------------------------------------------------------------------------------


class UnprintableError(Exception):
    """Replaces an exception that cannot be printed in a log; its text names that one's type."""


def log(
    logger: logging.Logger,
    level: int,
    message: str,
    *arguments: object,
    error: BaseException | None = None,
) -> None:
    """Log, whatever the app's log handlers raise: even a `SystemExit` ends here.

    Args:
        logger: the logger.
        level: the level, such as `logging.ERROR`.
        message: the message, with a placeholder for each argument.
        arguments: the arguments.
        error: the exception whose traceback follows, if any.
    """
    with contextlib.suppress(BaseException):
        if logger.isEnabledFor(level):
            exc_info = None if error is None else _exc_info(error)
            logger.log(level, message, *arguments, exc_info=exc_info, stacklevel=2)


def _exc_info(error: BaseException) -> ExcInfo:
    """Return what a log call takes to print the traceback, also of an exception that is falsy.

    Where Python cannot print the exception, one of ours stands in for it, with its traceback.
    """
    from traceback import format_exception  # noqa: PLC0415 - only a failure pays for it

    found = (type(error), error, traceback_of(error))
    try:
        format_exception(*found)
    except BaseException:  # noqa: BLE001 - it is the exception's own code that raised
        return (UnprintableError, UnprintableError(qualified_name(error)), found[2])
    return found
