"""The events of an engine: one sequence, in which every event has its number and its time.

Times are seconds of the monotonic clock that `time.perf_counter` reads; the `Host` event of the
start also has the time of day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal, Protocol

import attrs

from funcext_core._hook_call import HookCall
from funcext_core.errors import FuncextError

from .indexing import IndexedFunction
from .results import LogLine, Result


@attrs.frozen
class Event:
    """The parts that every event has."""

    kind: ClassVar[str]
    """The event's name in the sequence."""
    number: int
    """Its place in the sequence, counted from 1."""
    at: float
    """When it happened."""


@attrs.frozen
class Host(Event):
    """The engine begins to index, serves, or stops."""

    kind: ClassVar[str] = "host"
    state: Literal["starting", "running", "stopping", "stopped"]
    directory: Path
    """The app's folder."""
    clock: datetime
    """The time of day, with its zone."""


@attrs.frozen
class Functions(Event):
    """The app is indexed."""

    kind: ClassVar[str] = "functions"
    functions: Sequence[IndexedFunction]
    failures: Mapping[str, FuncextError]
    """The errors of functions that are not served, by name."""


@attrs.frozen
class Queued(Event):
    """An invocation was requested."""

    kind: ClassVar[str] = "queued"
    id: str
    function: str


@attrs.frozen
class Started(Event):
    """An invocation got its thread, or its turn on the loop, and enters its outermost layer."""

    kind: ClassVar[str] = "started"
    id: str
    function: str
    waited: float
    """Seconds since it was queued."""


@attrs.frozen
class Span(Event):
    """A hook was called around an invocation.

    Only observers that were attached before the app was indexed see them: the app's layers are
    compiled then, and they report the calls of hooks only if somebody wants to see them.
    """

    kind: ClassVar[str] = "span"
    id: str
    function: str
    call: HookCall


@attrs.frozen
class Log(Event):
    """A record was written to `logging`."""

    kind: ClassVar[str] = "log"
    line: LogLine


@attrs.frozen
class Ended(Event):
    """An invocation has a result."""

    kind: ClassVar[str] = "ended"
    id: str
    function: str
    result: Result


class Observer(Protocol):
    """Receives the events of an engine."""

    def notify(self, event: Event, /) -> None:
        """Receive an event."""
