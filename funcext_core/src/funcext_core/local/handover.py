"""The things that the process watching an app's files hands over to the one that serves the app.

The listening socket: it stays open while one process follows another, so that no connection is
refused. And a socket to speak to it, in single bytes.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Sequence

import attrs


GO = b"g"
"""Load the app, and serve it: the process before has ended."""
STOP = b"s"
"""Stop normally."""
MAKE_WAY = b"m"
"""Stop soon: another process is to follow."""

OPTION = "--inherited"
"""The option of `funcext run` that says what was handed over; nobody types it."""


@attrs.frozen
class Inherited:
    """The sockets that this process was handed over."""

    listener: socket.socket
    again: bool
    """Whether another process has served the app before."""
    _control: socket.socket

    @classmethod
    def from_text(cls, text: str) -> Inherited:
        """Take over what the option's value names."""
        listener, control, again = map(int, text.split(","))
        inherited = cls(socket.socket(fileno=listener), bool(again), socket.socket(fileno=control))
        # The app's own child processes must not keep the port.
        inherited.listener.set_inheritable(False)
        inherited._control.set_inheritable(False)
        return inherited

    def wait_for_turn(self) -> bool:
        """Wait until the process before has ended; return False if the app is not wanted."""
        return self._control.recv(1) == GO

    def listen_for_stop(self, on_stop: Callable[[bool], object]) -> None:
        """Call `on_stop` when the process is to stop; with True if another one follows.

        It is called on a thread of its own, also when the watching process has ended.
        """

        def read() -> None:
            on_stop(self._control.recv(1) == MAKE_WAY)

        threading.Thread(target=read, name="watched", daemon=True).start()


class ServingProcess:
    """A process that serves an app on a socket of this one."""

    def __init__(self, command: Sequence[str], listener: socket.socket, *, again: bool) -> None:
        """Start it, from the main thread. It loads the app after `GO`.

        Args:
            command: the command that serves the app.
            listener: the socket; it must be inheritable.
            again: whether another process has served the app before.
        """
        self._control, theirs = socket.socketpair()
        with theirs:
            theirs.set_inheritable(True)
            handed = f"{listener.fileno()},{theirs.fileno()},{again:d}"
            # Ctrl+C goes to all processes of a terminal; until this one handles it, it ignores it.
            before = signal.signal(signal.SIGINT, signal.SIG_IGN)
            try:
                self.process = subprocess.Popen([*command, OPTION, handed], close_fds=False)  # noqa: S603 - our own command
            finally:
                signal.signal(signal.SIGINT, before)

    def tell(self, what: bytes) -> None:
        """Tell it one of the words above; nothing happens if it has ended."""
        try:
            self._control.sendall(what)
        except OSError:
            self._control.close()

    def ends_within(self, seconds: float) -> bool:
        """Wait until it has ended; after that time kill it, and return False."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return False
        finally:
            self._control.close()
        return True

    def kill(self) -> int:
        """End it at once; return its exit code."""
        self.process.kill()
        return self.process.wait()
