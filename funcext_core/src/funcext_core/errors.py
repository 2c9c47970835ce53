"""The errors that funcext raises, all derived from one base class.

None derives from `ImportError`, because the workers add misleading text about missing packages to
that.

.. versionadded:: 0.1.0
    An error that is newer says so in its own docstring.
"""

from __future__ import annotations

from ._foreign import one_line, shortened


class FuncextError(Exception):
    """The base of every error that funcext raises on purpose."""


class LoadError(FuncextError):
    """A plugin cannot be enabled. The message is a single line.

    `install` raises it, or the app's first `get_functions` if the cause depends on the app's
    functions, as for a guard's `FUNCTIONS` pattern that matches nothing.
    """

    def __init__(self, message: str, *, skippable: bool = True) -> None:
        # It may quote a setting, metadata or another error, of any length and with any character.
        super().__init__(shortened(one_line(message)))
        self.skippable = skippable
        """Whether `FUNCEXT_ON_LOAD_ERROR=skip` may start the app without the plugin."""


class FrozenError(FuncextError):
    """A plugin host was changed after its layers were compiled."""


class HookError(FuncextError):
    """A hook broke a rule: for example, it responded too late, or with an invalid value.

    It also replaces a guard's `BaseException`, which is then its `__cause__`, because the workers
    answer an invocation only if its error is an `Exception`.
    """


class FunctionExit(FuncextError):
    """A function ended in a `BaseException` that is not an `Exception`, such as a `SystemExit`.

    It replaces that error, which is its ``__cause__``, because the workers leave such an invocation
    unanswered, or end. It is raised only around a function with layers. Before Python 3.13, it also
    replaces a `StopIteration` of a sync function.
    """


class AbortInvocation(FuncextError):
    """A hook failed the invocation on purpose, in `pre_invocation` or `around_invocation`.

    The function does not run, the layers entered so far are left, and the worker reports a failure.
    A queue message, for example, is then retried.
    """
