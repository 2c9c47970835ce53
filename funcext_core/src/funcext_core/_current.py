"""The invocation that an engine runs, as the code beneath the engine sees it.

An engine, which runs functions outside a worker, sets the variable around each invocation. It is
in a module of its own, below everything, because both sides need it: the layers, which know
nothing of an engine, and the engine, which knows nothing of layers.
"""

from __future__ import annotations

from contextvars import ContextVar


class CurrentInvocation:
    """One invocation in an engine, and what is noted of it while it runs."""

    id: str
    function: str
    """The function's name."""
    skipped_by: str | None
    """The plugin that kept the function from running; None if none did."""

    __slots__ = ("function", "id", "skipped_by")

    def __init__(self, id: str, function: str) -> None:  # noqa: A002 - the worker's own word
        self.id = id
        self.function = function
        self.skipped_by = None


current_invocation: ContextVar[CurrentInvocation | None] = ContextVar(
    "funcext_current_invocation", default=None
)
"""The invocation that this task or thread works for; None outside an engine's invocations."""
