"""The errors that funcext raises, all derived from one base.

None derives from `ImportError`: the workers add text about missing packages to that one,
which would mislead here.
"""

from __future__ import annotations


class FuncextError(Exception):
    """The base of every error that funcext raises on purpose."""


class LoadError(FuncextError):
    """A plugin cannot be enabled. The message is a single line.

    It is raised by `install`, or by the app's first `get_functions` where only the app's functions
    can show the cause (a guard's `FUNCTIONS` pattern that matches nothing, say).
    """

    def __init__(self, message: str) -> None:
        # What it quotes, a setting or the text of another error, may have lines of its own.
        super().__init__(" ".join(message.split()))


class FrozenError(FuncextError):
    """A plugin host was changed after its layers were compiled."""


class HookError(FuncextError):
    """A hook broke the rules: it responded too late, say, or with a value that cannot be returned.

    It also carries a guard's `BaseException` out of the function: the worker answers an
    invocation only if what ends it is an `Exception`. The original is its `__cause__`.
    """


class FunctionExit(FuncextError):
    """A function ended in a `BaseException` that is not an `Exception`, such as a `SystemExit`.

    It stands in for that error, which is its ``__cause__``: the workers leave such an invocation
    unanswered, or end. It is raised only around a function that has layers.
    """


class AbortInvocation(FuncextError):
    """A hook failed the invocation on purpose, in `pre_invocation` or `around_invocation`.

    The function does not run, the layers entered so far are left, and the worker reports the
    invocation as failed, so that a queue message is retried, for example.
    """
