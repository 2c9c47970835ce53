"""`Tracing`, the plugin."""

from __future__ import annotations

import os
import threading
from collections.abc import Generator
from typing import TYPE_CHECKING

import attrs

import funcext_core
from funcext_core import App, Invocation, Outcome, hookimpl


if TYPE_CHECKING:
    from opentelemetry.trace import Tracer


WORKER_TELEMETRY = ("PYTHON_ENABLE_OPENTELEMETRY", "PYTHON_APPLICATIONINSIGHTS_ENABLE_TELEMETRY")
"""The settings of the workers' own telemetry, where the host makes the span of an invocation."""


def _worker_has_telemetry() -> bool:
    values = [os.environ.get(name, "").lower() for name in WORKER_TELEMETRY]
    return not {"1", "true", "t", "yes", "y"}.isdisjoint(values)


@funcext_core.plugin(
    before=("logs", "headers", "guard", "idempotency", "inputs", "resilience", "metrics", "timer"),
    warm=(
        "opentelemetry.sdk.trace.export",
        "opentelemetry.exporter.otlp.proto.http.trace_exporter",
        "requests",  # which the exporter imports when it is made
        "funcext_examples.tracing.provider",
        "funcext_examples.tracing.spans",
    ),
)
@attrs.define
class Tracing:
    """Make an OpenTelemetry server span of each invocation, with its caller's span as the parent.

    Where the app has no tracer provider, one is set that exports with OTLP over HTTP; the variables
    ``OTEL_*`` configure it. Where the worker's own telemetry is on, the host makes these spans. The
    plugin then makes none, and only puts the function in the trace, which the worker of Python 3.13
    does for async functions alone.
    """

    always: bool = False
    """Whether to make spans even where the worker's own telemetry is on."""
    _quiet: bool = attrs.field(init=False)
    _tracer: Tracer | None = attrs.field(default=None, init=False, repr=False)
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Read the settings of the worker."""
        self._quiet = _worker_has_telemetry() and not self.always

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        """Run the function in a span, and let the span end as the function did."""
        # It takes long to import: see `warm`.
        from . import spans  # noqa: PLC0415 - see above

        if self._quiet:
            with spans.in_trace(invocation):
                yield
            return
        with spans.span_of(self._tracer or self._ready(), invocation) as span:
            spans.end(span, invocation.function, (yield))

    @hookimpl
    def app_stop(self, app: App) -> None:  # noqa: ARG002 - a hook may name it
        """Export the spans that have not been exported yet."""
        if self._tracer is not None:
            from .provider import flush  # noqa: PLC0415 - imported already

            flush()

    def _ready(self) -> Tracer:
        from .provider import tracer  # noqa: PLC0415 - see `warm`

        with self._lock:
            self._tracer = self._tracer or tracer()
            return self._tracer
