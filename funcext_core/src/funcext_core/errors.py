"""The errors that funcext raises, all derived from one base.

None derives from `ImportError`: the workers add text about missing packages to that one,
which would mislead here.
"""

from __future__ import annotations


class FuncextError(Exception):
    """Be the base of every error that funcext raises on purpose."""


class LoadError(FuncextError):
    """Say why a plugin cannot be enabled; the text is one sentence on one line.

    Raised by `install`, or by the app's first `get_functions` for what only the app's functions
    can show (a guard's `FUNCTIONS` pattern that matches nothing, say).
    """

    def __init__(self, message: str) -> None:
        # What it quotes, a setting or the text of another error, may have lines of its own.
        super().__init__(" ".join(message.split()))


class FrozenError(FuncextError):
    """Refuse a change to a host whose layers are compiled already."""


class HookError(FuncextError):
    """Report a hook that broke the rules: a late `respond`, a value that cannot be returned.

    It also carries a guard's `BaseException` out of the function: the worker answers an
    invocation only if what ends it is an `Exception`. The original is its `__cause__`.
    """


class AbortInvocation(FuncextError):
    """Fail the invocation on purpose: raise it in `pre_invocation` or `around_invocation`.

    The function does not run, the layers entered so far are left, and the worker reports the
    invocation as failed, so that a queue message is retried, for example.
    """
