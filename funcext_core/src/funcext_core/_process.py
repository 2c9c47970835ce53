"""The process that serves the app, and its forked children.

What a process inherits is not its own: in a child, funcext's signal handlers and exit hooks do
nothing, no exception is converted, and nothing waits for the parent's event loop.
"""

from __future__ import annotations

import os


_own = os.getpid()


def serve_here() -> None:
    """Take this process, from now on, for the one that serves the app."""
    global _own  # noqa: PLW0603 - a process has one
    _own = os.getpid()


def is_forked() -> bool:
    """Return whether this is a forked child of the process that serves the app."""
    return os.getpid() != _own
