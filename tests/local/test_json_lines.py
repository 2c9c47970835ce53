"""`--json`: every event as a line of JSON."""

from __future__ import annotations

import io
import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

from funcext_core._engine import events
from funcext_core._engine.feed import Feed
from funcext_core._engine.results import LogLine, Result
from funcext_core._hook_call import HookCall
from funcext_core.local.answers import Answered, Ran
from funcext_core.local.json_lines import JsonLines
from funcext_core.local.log_levels import LogLevels


def lines(*emitted: tuple[object, ...], levels: LogLevels | None = None) -> list[dict[str, Any]]:
    """Emit events, and return the objects that are written."""
    out = io.StringIO()
    feed = Feed()
    feed.attach(JsonLines(out, levels or LogLevels()), direct=True)
    for kind, *fields in emitted:
        assert isinstance(kind, type)
        assert issubclass(kind, events.Event)
        feed.emit(kind, *fields)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_event_is_a_line_with_its_number_and_time() -> None:
    error = ValueError("sorry")
    failed = Result("1", "f", error=error, skipped_by="guard")
    found = lines(
        (events.Host, "running", Path("/app"), datetime.now().astimezone()),
        (events.Functions, (), {"broken": ValueError("no")}),
        (events.Queued, "1", "f"),
        (events.Started, "1", "f", 0.0015),
        (events.Span, "1", "f", HookCall("guard", "pre_invocation", "in", 0.0, 0.001, ("args",))),
        (events.Log, LogLine("my", logging.INFO, "INFO", "hi", "1", "f")),
        (events.Ended, "1", "f", failed),
        (Answered, "GET", "/api/f", 500, 0.0123, "f", "guard"),
        (Ran, "tick", 0.5, None, None),
    )
    assert [line["event"] for line in found] == [
        "host",
        "functions",
        "queued",
        "started",
        "span",
        "log",
        "ended",
        "answered",
        "ran",
    ]
    assert [line["number"] for line in found] == list(range(1, 10))
    assert all(datetime.fromisoformat(line["time"]).tzinfo is not None for line in found)
    for line in found:
        del line["event"], line["number"], line["time"]
    host, functions, queued, started, span, log, ended, answered, ran = found
    assert host == {"state": "running", "directory": str(Path("/app"))}
    assert functions == {"functions": [], "failures": {"broken": "no"}}
    assert queued == {"id": "1", "function": "f"}
    assert started == {"id": "1", "function": "f", "waited": 1.5}
    assert (span["plugin"], span["hook"], span["duration"], span["changed"], span["error"]) == (
        "guard",
        "pre_invocation",
        1.0,
        ["args"],
        None,
    )
    assert log == {"id": "1", "function": "f", "logger": "my", "level": "INFO", "text": "hi"}
    assert (ended["ok"], ended["answered_by"]) == (False, "guard")
    assert ended["error"] == {
        "type": "ValueError",
        "message": "sorry",
        "traceback": "ValueError: sorry\n",
    }
    assert answered == {
        "method": "GET",
        "path": "/api/f",
        "status": 500,
        "duration": 12.3,
        "function": "f",
        "answered_by": "guard",
    }
    assert ran == {"function": "tick", "ok": True, "duration": 500.0, "answered_by": None}


def test_log_lines_have_levels() -> None:
    log = (events.Log, LogLine("my", logging.INFO, "INFO", "hi", None, None))
    assert lines(log, levels=LogLevels({"default": logging.ERROR})) == []


def test_text_of_several_lines_stays_on_one() -> None:
    (found,) = lines((events.Log, LogLine("my", logging.INFO, "INFO", "a\nb\u2028", None, None)))
    assert found["text"] == "a\nb\u2028"
