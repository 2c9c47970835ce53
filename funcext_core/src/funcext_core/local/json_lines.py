"""Events as JSON, one object a line, for programs that read the local host's output."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timezone
from functools import singledispatch
from typing import TextIO

import attrs

from funcext_core._engine import events
from funcext_core._engine.results import LogLine

from .answers import Answered, Ran
from .console import app_traceback
from .log_levels import LogLevels, category_of


@attrs.frozen
class JsonLines:
    """An observer that writes every event as a line.

    A line has ``event``, ``number`` and ``time`` (UTC), and what its kind of event has. Times that
    pass are in milliseconds.
    """

    out: TextIO
    levels: LogLevels = attrs.field(factory=LogLevels)
    """The log lines that are written; other events are written whatever the levels."""

    def notify(self, event: events.Event, /) -> None:
        """Write an event."""
        if isinstance(event, events.Log) and not self._shows(event.line):
            return
        line = {
            "event": event.kind,
            "number": event.number,
            "time": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
            **_fields(event),
        }
        # In one write, so that lines of several threads do not run together.
        self.out.write(json.dumps(line) + "\n")
        self.out.flush()

    def _shows(self, line: LogLine) -> bool:
        return self.levels.allows(line.level, category_of(line.function))


@singledispatch
def _fields(event: events.Event) -> Mapping[str, object]:
    """Return an event's own fields."""
    del event
    return {}


@_fields.register
def _host(event: events.Host) -> Mapping[str, object]:
    return {"state": event.state, "directory": str(event.directory)}


@_fields.register
def _functions(event: events.Functions) -> Mapping[str, object]:
    return {
        "functions": [
            {"name": function.name, "trigger": function.trigger, "is_async": function.is_async}
            for function in event.functions
        ],
        "failures": {name: str(error) for name, error in event.failures.items()},
    }


@_fields.register
def _queued(event: events.Queued) -> Mapping[str, object]:
    return {"id": event.id, "function": event.function}


@_fields.register
def _started(event: events.Started) -> Mapping[str, object]:
    return {"id": event.id, "function": event.function, "waited": _milliseconds(event.waited)}


@_fields.register
def _span(event: events.Span) -> Mapping[str, object]:
    call = event.call
    return {
        "id": event.id,
        "function": event.function,
        "plugin": call.plugin,
        "hook": call.hook,
        "way": call.way,
        "duration": _milliseconds(call.seconds),
        "changed": list(call.changed),
        "error": _error(call.error),
    }


@_fields.register
def _log(event: events.Log) -> Mapping[str, object]:
    line = event.line
    return {
        "id": line.invocation_id,
        "function": line.function,
        "logger": line.logger,
        "level": line.level_name,
        "text": line.text,
    }


@_fields.register
def _ended(event: events.Ended) -> Mapping[str, object]:
    result = event.result
    return {
        "id": event.id,
        "function": event.function,
        "ok": result.ok,
        "error": _error(result.error),
        "answered_by": result.skipped_by,
        "waited": _milliseconds(result.timing.waited),
        "ran": _milliseconds(result.timing.ran),
        "total": _milliseconds(result.timing.total),
    }


@_fields.register
def _answered(event: Answered) -> Mapping[str, object]:
    return {
        "method": event.method,
        "path": event.path,
        "status": event.status,
        "duration": _milliseconds(event.seconds),
        "function": event.function or None,
        "answered_by": event.answered_by,
    }


@_fields.register
def _ran(event: Ran) -> Mapping[str, object]:
    return {
        "function": event.function,
        "ok": event.error is None,
        "duration": _milliseconds(event.seconds),
        "answered_by": event.answered_by,
    }


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)


def _error(error: BaseException | None) -> Mapping[str, object] | None:
    if error is None:
        return None
    return {
        "type": type(error).__name__,
        "message": str(error),
        "traceback": app_traceback(error),
    }
