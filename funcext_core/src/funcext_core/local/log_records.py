"""Log records as the local host shows them."""

from __future__ import annotations

import logging
import os

from funcext_core._engine.feed import Feed
from funcext_core._engine.logs import LogHandler
from funcext_core._start_log import BLOCK

from .log_levels import LogLevels


_DEBUG_SETTING = "PYTHON_ENABLE_DEBUG_LOGGING"


class PluginBlock(logging.Filter):
    """Keeps back the record about the app's plugins, until the app's functions are listed."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._was_taken = False

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether to show a record now."""
        block = getattr(record, BLOCK, None)
        if self._was_taken or not isinstance(block, str):
            return True
        self._text = block
        return False

    def take(self) -> str:
        """Return the lines about plugins, which may be none, and keep back no others."""
        self._was_taken = True
        return self._text


class _Blocks(logging.Formatter):
    """Prints a record in lines if it has them."""

    def format(self, record: logging.LogRecord) -> str:
        block = getattr(record, BLOCK, None)
        return block if isinstance(block, str) else super().format(record)


def show_logs(feed: Feed, levels: LogLevels, block: PluginBlock | None = None) -> None:
    """Make events of the records of all ordinary loggers, to the end of the process.

    Args:
        feed: gives the events to observers.
        levels: the levels of the records.
        block: keeps back the record about the app's plugins; None for nothing to do so.
    """
    handler = LogHandler(feed)
    handler.setFormatter(_Blocks())
    if block is not None:
        handler.addFilter(block)
    debug = _is_true(os.environ.get(_DEBUG_SETTING))
    handler.attach(logging.DEBUG if debug else levels.lowest())
    # Its lines about requests, and about starting and stopping, would repeat ours.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").addFilter(_is_about_requests)


def _is_about_requests(record: logging.LogRecord) -> bool:
    """Return False for the server's advice to install libraries for WebSockets."""
    return not str(record.msg).startswith("No supported WebSocket library")


def _is_true(value: str | None) -> bool:
    return value is not None and value.lower() in ("1", "true", "t", "yes", "y")
