"""Context variables across the two calls that the classic worker makes around a function.

It calls hooks and function in one context, that of the pool thread: a variable that a hook sets
would still be set for the thread's next invocation. So the hooks of each invocation run in a
context of their own; the variables that they set are shown to the function, and reset after it.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from contextvars import copy_context
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Callable
    from contextvars import Context, ContextVar, Token
    from typing import Final

    Shown = list[tuple[ContextVar[Any], Token[Any]]]


_MISSING = object()
_left_behind = threading.local()


class HookScope:
    """The context of one invocation's hooks."""

    context: Final[Context]

    __slots__ = ("_shown", "context")

    def __init__(self) -> None:
        self.context = copy_context()
        self._shown: Shown = []

    def run(self, call: Callable[..., Any], *arguments: object) -> Any:
        """Call a hook in the context."""
        return self.context.run(call, *arguments)

    def show(self, *, on_thread: bool) -> None:
        """Show the function the variables that the hooks before it have set.

        Args:
            on_thread: whether it runs on a pool thread, whose context outlives the invocation.
        """
        for variable, value in self.context.items():
            if variable.get(_MISSING) is not value:
                self._shown.append((variable, variable.set(value)))
        if on_thread:
            _left_behind.shown = self._shown

    def hide(self) -> None:
        """Reset those variables, and show the hooks after the function the ones that it has set."""
        changed = [
            (variable, value)
            for variable, value in copy_context().items()
            if self.context.get(variable, _MISSING) is not value
        ]
        for variable, value in changed:
            self.context.run(variable.set, value)
        _reset(self._shown)


def clear_thread() -> None:
    """Reset the variables of an invocation that failed on this thread: it got no second call."""
    _reset(getattr(_left_behind, "shown", []))


def _reset(shown: Shown) -> None:
    while shown:
        variable, token = shown.pop()
        # The thread may have been given another context meanwhile.
        with suppress(ValueError, RuntimeError):
            variable.reset(token)
