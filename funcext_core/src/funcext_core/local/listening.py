"""The socket on which the local host listens."""

from __future__ import annotations

import errno
import socket
import sys

from funcext_core._engine.errors import LocalHostError


_BACKLOG = 2048  # connections that may wait to be accepted


def listen(address: str, port: int) -> socket.socket:
    """Listen on a port; 0 means any free port.

    Raises:
        LocalHostError: the port is in use, or the address is not one of this machine's.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # With the protocol, asyncio turns off delays of small writes; see `TCP_NODELAY`.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # on Windows, it would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        message = (
            f"Port {port} is unavailable. Close the process using that port, "
            "or specify another port using --port [-p]."
            if error.errno == errno.EADDRINUSE
            else f"Cannot listen on port {port} of {address}: {error.strerror or error}."
        )
        raise LocalHostError(message) from error
    return listener
