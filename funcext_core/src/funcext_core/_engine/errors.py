"""The errors that keep the local host from starting."""

from __future__ import annotations

from funcext_core.errors import FuncextError


class LocalHostError(FuncextError):
    """The local host cannot serve an app. The message is one sentence."""


class ScriptError(LocalHostError):
    """The app's own code failed while it was imported or indexed.

    The `__cause__` is the original exception, with the traceback for the app's author.
    """


class FunctionTimeoutError(LocalHostError):
    """An invocation took longer than `functionTimeout` in host.json."""


def in_short(error: BaseException) -> str:
    """Return an exception's type and message, on one line."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
