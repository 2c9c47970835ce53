"""tracing: an OpenTelemetry span for each invocation, in the trace of its caller.

`Tracing` is the plugin; an app enables it with ``FUNCEXT_PLUGINS=tracing``.
"""

from __future__ import annotations

from .plugin import Tracing


__all__ = ["Tracing"]
