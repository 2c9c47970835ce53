"""The requests to stop: signals, and those of a process that watches over this one."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from types import FrameType


class StopSignals:
    """SIGINT and SIGTERM: the first shuts the local host down normally, the second at once.

    Until the app is served, they interrupt its import. The handlers remain until the process ends,
    so that a process that hangs at exit can be ended, too.
    """

    def __init__(self, *, watched: bool = False) -> None:
        """Handle the signals from now on.

        Args:
            watched: whether another process watches over this one. Ctrl+C goes to both, and it is
                the other one that decides.
        """
        self._request_stop: Callable[[], object] | None = None
        self._stopping = False
        signal.signal(signal.SIGTERM, self._on_signal)
        # A handler, because child processes would inherit SIG_IGN.
        signal.signal(signal.SIGINT, _ignore if watched else self._on_signal)

    def stop_by(self, request_stop: Callable[[], object]) -> None:
        """Call `request_stop` at the first signal from now on."""
        self._request_stop = request_stop

    def request(self) -> None:
        """Stop normally, as at the first signal; from another thread than the main one."""
        if self._request_stop is not None:
            self._request_stop()
        elif hasattr(signal, "pthread_kill"):
            # To that thread, so that what it waits in is interrupted.
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
        else:
            signal.raise_signal(signal.SIGTERM)

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        if self._stopping:
            os._exit(128 + number)
        if self._request_stop is None:
            raise KeyboardInterrupt
        self._stopping = True
        self._request_stop()


def _ignore(number: int, frame: FrameType | None) -> None:
    """Do nothing."""
