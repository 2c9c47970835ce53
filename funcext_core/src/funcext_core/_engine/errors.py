"""What keeps the local host from starting."""

from __future__ import annotations

from funcext_core.errors import FuncextError


class LocalHostError(FuncextError):
    """Say in one sentence why the local host cannot serve an app."""


class ScriptError(LocalHostError):
    """Say that the app's own code failed while it was imported or indexed.

    The `__cause__` is what it raised: its traceback is the app author's to read.
    """
