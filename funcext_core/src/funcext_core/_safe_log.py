"""Logging where nothing may raise: inside an invocation, and while the process ends."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

from ._exceptions import qualified_name, traceback_of


if TYPE_CHECKING:
    from types import TracebackType

    ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


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
