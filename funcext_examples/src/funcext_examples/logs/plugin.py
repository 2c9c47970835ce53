"""`Logs`, the plugin."""

from __future__ import annotations

import logging
import sys
from collections.abc import Generator
from typing import Any, Literal

import attrs

import funcext_core
from funcext_core import App, Invocation, Outcome, hookimpl

from .fields import Patches, Running, current
from .lines import JsonLines, TextLines


logger = logging.getLogger("funcext.plugins.logs")


@funcext_core.plugin(
    after=("tracing",),
    before=("headers", "guard", "idempotency", "inputs", "resilience", "metrics", "timer"),
)
@attrs.define
class Logs:
    """Say in every log record of an invocation which one it belongs to.

    A record has the invocation's id, the function, its trigger, a correlation id and the fields
    that the code adds with `bind`, whatever thread, task or executor it comes from. One line sums
    up the invocation.
    """

    format: Literal["json", "text"] = "text"
    """The form of log lines."""
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """The level from which records are logged."""
    _patches: Patches = attrs.field(factory=Patches, init=False, repr=False)
    _before: list[tuple[logging.Handler, logging.Formatter | None]] = attrs.field(
        factory=list, init=False, repr=False
    )
    _level_before: int = attrs.field(default=logging.WARNING, init=False, repr=False)
    _added: logging.Handler | None = attrs.field(default=None, init=False, repr=False)

    @hookimpl
    def app_start(self, app: App) -> None:  # noqa: ARG002 - the hook's
        """Give the handlers of the root logger their form; the worker has attached its own."""
        self._patches.apply()
        root = logging.getLogger()
        self._level_before = root.level
        root.setLevel(self.level)
        if not root.handlers:
            self._added = logging.StreamHandler()
            root.addHandler(self._added)
        lines = JsonLines() if self.format == "json" else TextLines()
        for handler in root.handlers:
            # As text, what the app has chosen for a handler of its own stays.
            if self.format == "json" or handler.formatter is None:
                self._before.append((handler, handler.formatter))
                handler.setFormatter(lines)
        _configure_structlog()

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        """Let records belong to the invocation, and sum it up in one line."""
        running = Running(invocation)
        token = current.set(running)
        try:
            outcome = yield
            _sum_up(invocation, outcome)
        finally:
            current.reset(token)

    @hookimpl
    def app_stop(self, app: App) -> None:  # noqa: ARG002 - the hook's
        """Leave logging as it was."""
        self._patches.undo()
        root = logging.getLogger()
        root.setLevel(self._level_before)
        while self._before:
            handler, formatter = self._before.pop()
            handler.setFormatter(formatter)
        if self._added is not None:
            root.removeHandler(self._added)


def _sum_up(invocation: Invocation, outcome: Outcome) -> None:
    result = "succeeded"
    fields: dict[str, object] = {"elapsed_ms": round(outcome.elapsed * 1000, 3)}
    if outcome.error is not None:
        result = "failed"
        fields["error"] = type(outcome.error).__qualname__
    elif outcome.skipped:
        result = f"was answered by plugin {outcome.skipped_by}"
    logger.info("%s %s", invocation.function.name, result, extra=fields)


def _configure_structlog() -> None:
    """Make structlog log through `logging`, unless the app has configured it."""
    structlog: Any = sys.modules.get("structlog")
    if structlog is not None and not structlog.is_configured():
        structlog.configure(
            processors=[
                structlog.stdlib.filter_by_level,
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.render_to_log_kwargs,
            ],
            logger_factory=structlog.stdlib.LoggerFactory(),
            wrapper_class=structlog.stdlib.BoundLogger,
        )
