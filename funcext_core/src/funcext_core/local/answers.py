"""The local host's own events, in the sequence of its engine's."""

from __future__ import annotations

from typing import ClassVar

import attrs

from funcext_core._engine.events import Event


@attrs.frozen
class Answered(Event):
    """A request was answered."""

    kind: ClassVar[str] = "answered"
    method: str
    path: str
    """The path as sent: decoded, it could contain terminal commands."""
    status: int
    """The status; 0 for a client that went away before its answer."""
    seconds: float
    function: str = ""
    """The function's name; empty if none answers."""
    answered_by: str | None = None
    """The plugin, or rule, that answered in place of the function; None if the function ran."""


@attrs.frozen
class Ran(Event):
    """An invocation ended that no request waits for."""

    kind: ClassVar[str] = "ran"
    function: str
    seconds: float
    error: BaseException | None = None
    answered_by: str | None = None
    """The plugin that answered in place of the function; None if the function ran."""
