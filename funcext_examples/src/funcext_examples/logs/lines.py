"""Log records as lines: JSON, or text with the fields after it."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timezone


_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def _fields_of(record: logging.LogRecord) -> dict[str, object]:
    """Return what a record has beside what every record has; not what funcext's own have."""
    return {
        name: value
        for name, value in vars(record).items()
        if name not in _STANDARD and not name.startswith("funcext_")
    }


class JsonLines(logging.Formatter):
    """One JSON object for each record, in one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        content = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            content["exception"] = self.formatException(record.exc_info)
        if record.stack_info:
            content["stack"] = self.formatStack(record.stack_info)
        return json.dumps({**content, **_fields_of(record), **content}, default=str)


class TextLines(logging.Formatter):
    """The message, then the fields."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Return the line, which a traceback may follow."""
        fields = [f"{name}={_shown(value)}" for name, value in _fields_of(record).items()]
        return " ".join([super().formatMessage(record), *fields])


def _shown(value: object) -> str:
    """Return a value as a word: nothing in it looks like another field, or another line."""
    text = str(value)
    return text if text.isprintable() and " " not in text else json.dumps(text)
