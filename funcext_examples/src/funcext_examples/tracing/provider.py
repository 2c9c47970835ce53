"""The tracer provider: the app's, or one that exports with OTLP over HTTP."""

from __future__ import annotations

import os

from opentelemetry import trace
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import (
    BatchSpanProcessor,
    ConsoleSpanExporter,
    SimpleSpanProcessor,
)


FLUSH_LIMIT = 4000
"""The milliseconds that the last export may take: a hook has five seconds when the app stops."""

_FROM_PLATFORM = {
    "service.name": "WEBSITE_SITE_NAME",
    "faas.name": "WEBSITE_SITE_NAME",
    "faas.instance": "WEBSITE_INSTANCE_ID",
    "cloud.region": "REGION_NAME",
}
"""Attributes of the resource, by the variables in which Azure has them."""


def tracer() -> trace.Tracer:
    """Return the tracer of the plugin. A provider is set if the app has none."""
    if isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
        trace.set_tracer_provider(_provider())
    return trace.get_tracer("funcext_examples.tracing")


def flush() -> None:
    """Export the spans that the provider still has."""
    force_flush = getattr(trace.get_tracer_provider(), "force_flush", None)
    if force_flush is not None:
        force_flush(FLUSH_LIMIT)


def _provider() -> TracerProvider:
    provider = TracerProvider(resource=_resource())
    for name in os.environ.get("OTEL_TRACES_EXPORTER", "otlp").split(","):
        if name.strip() == "otlp":
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415 - only where it is used
                OTLPSpanExporter,
            )

            provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        elif name.strip() == "console":
            provider.add_span_processor(SimpleSpanProcessor(ConsoleSpanExporter()))
    return provider


def _resource() -> Resource:
    """Return the description of this process; what `OTEL_*` variables say takes precedence."""
    said = OTELResourceDetector().detect().attributes
    known = {name: os.environ.get(variable) for name, variable in _FROM_PLATFORM.items()}
    attributes = {name: value for name, value in known.items() if value and name not in said}
    if attributes:
        attributes |= {"cloud.provider": "azure", "cloud.platform": "azure_functions"}
    return Resource.create(attributes)
