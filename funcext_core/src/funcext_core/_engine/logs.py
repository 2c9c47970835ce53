"""Log records on their way to an engine's observers and results."""

from __future__ import annotations

import logging

from funcext_core._process import CurrentInvocation

from . import events
from .feed import Feed, is_delivering
from .results import LogLine
from .started_threads import invocation_here


class LoggedInvocation(CurrentInvocation):
    """An invocation whose log lines are kept."""

    logs: list[LogLine]
    """Its log lines so far."""

    __slots__ = ("logs",)

    def __init__(self, id: str, function: str) -> None:  # noqa: A002 - the worker's own word
        super().__init__(id, function)
        self.logs = []


def lines_of(running: CurrentInvocation) -> tuple[LogLine, ...]:
    """Return the log lines of an invocation; none if they are not kept."""
    return tuple(running.logs) if isinstance(running, LoggedInvocation) else ()


class LogHandler(logging.Handler):
    """Make events of log records, and keep those of an invocation for its result."""

    def __init__(self, feed: Feed) -> None:
        super().__init__()
        self._feed = feed
        self._level_before = logging.NOTSET

    def attach(self, level: int) -> None:
        """Take the records of all ordinary loggers, from a level up.

        The level is set on the root logger, as a worker sets it.
        """
        root = logging.getLogger()
        self._level_before = root.level
        root.addHandler(self)
        root.setLevel(level)

    def detach(self) -> None:
        """Take no more records, and set the root logger's level back."""
        root = logging.getLogger()
        root.removeHandler(self)
        root.setLevel(self._level_before)

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record; an error in it is left to `logging` to report."""
        if is_delivering():
            return
        try:
            line = self._line(record)
        except Exception:  # noqa: BLE001 - a log call must not fail its caller
            self.handleError(record)
            return
        running = invocation_here()
        if isinstance(running, LoggedInvocation):
            running.logs.append(line)
        self._feed.emit(events.Log, line)

    def _line(self, record: logging.LogRecord) -> LogLine:
        running = invocation_here()
        return LogLine(
            logger=record.name,
            level=record.levelno,
            level_name=record.levelname,
            text=self.format(record),
            invocation_id=None if running is None else running.id,
            function=None if running is None else running.function,
        )
