"""The log lines of invocations, which results have."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator

from funcext_core._engine.feed import Feed
from funcext_core._engine.logs import LogHandler


_lock = threading.Lock()
_users = 0
_handler = LogHandler(Feed())


@contextlib.contextmanager
def keeping_logs() -> Iterator[None]:
    """Keep the log lines of invocations for the block, from INFO up, as a worker has them.

    The root logger's level is that of the process: where blocks overlap, the last one sets it back.
    """
    global _users  # noqa: PLW0603 - the process has one root logger
    with _lock:
        if not _users:
            level = logging.getLogger().level
            _handler.attach(min(level, logging.INFO) if level else logging.INFO)
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if not _users:
                _handler.detach()
