"""A thread that names a sync `app_start` in the log when it is late: nothing can end it."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from funcext_core._foreign import log


if TYPE_CHECKING:
    from collections.abc import Iterator


logger = logging.getLogger("funcext")


@contextmanager
def watched(plugin: str, timeout: float) -> Iterator[None]:
    """Run the block; log if it takes longer than `timeout` seconds."""
    timer = threading.Timer(min(timeout, threading.TIMEOUT_MAX), _warn, (plugin, timeout))
    timer.daemon = True
    # A process that cannot start another thread goes on unwatched.
    with suppress(RuntimeError):
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _warn(plugin: str, timeout: float) -> None:
    log(
        logger,
        logging.ERROR,
        "app_start of plugin %r has not ended after %g seconds (FUNCEXT_START_TIMEOUT): it is "
        "sync, nothing can end it, and the app does not load until it ends",
        plugin,
        timeout,
    )
