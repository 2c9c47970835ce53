"""The spans of invocations, by OpenTelemetry's conventions for FaaS and HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from opentelemetry import context, propagate, trace
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator


if TYPE_CHECKING:
    from funcext_core import Function, Invocation, Outcome


_TRIGGERS = {
    "httptrigger": "http",
    "timertrigger": "timer",
    "queuetrigger": "pubsub",
    "servicebustrigger": "pubsub",
    "eventhubtrigger": "pubsub",
    "eventgridtrigger": "pubsub",
    "kafkatrigger": "pubsub",
    "blobtrigger": "datasource",
    "cosmosdbtrigger": "datasource",
    "sqltrigger": "datasource",
}
_W3C = TraceContextTextMapPropagator()
_SERVER_ERROR = 500


def span_of(tracer: trace.Tracer, invocation: Invocation) -> AbstractContextManager[trace.Span]:
    """Return the span of an invocation, which is the current one in the block."""
    return tracer.start_as_current_span(
        invocation.function.name,
        context=_parent_of(invocation),
        kind=trace.SpanKind.SERVER,
        attributes=_attributes_of(invocation),
        links=[*_links_of(invocation.trigger_value)],
        record_exception=False,
        set_status_on_exception=False,
    )


@contextmanager
def in_trace(invocation: Invocation) -> Iterator[None]:
    """Run the block in the trace of the invocation's caller, without a span of its own."""
    token = context.attach(_parent_of(invocation))
    try:
        yield
    finally:
        context.detach(token)


def end(span: trace.Span, function: Function, outcome: Outcome) -> None:
    """Let a span end as its invocation did."""
    error = outcome.error
    if error is not None:
        span.record_exception(error)
        span.set_attribute("error.type", f"{type(error).__module__}.{type(error).__qualname__}")
        span.set_status(trace.StatusCode.ERROR, str(error))
        return
    response = outcome.response if function.returns == "http" else None
    if response is not None:
        span.set_attribute("http.response.status_code", response.status)
        if response.status >= _SERVER_ERROR:
            span.set_attribute("error.type", str(response.status))
            span.set_status(trace.StatusCode.ERROR)


def _parent_of(invocation: Invocation) -> context.Context:
    """Return the caller's context, as the worker has it, or as the request has it."""
    trace_context = invocation.context.trace_context
    parent = getattr(trace_context, "trace_parent", None)
    if parent:
        state = getattr(trace_context, "trace_state", None)
        return _W3C.extract({"traceparent": parent, "tracestate": state or ""})
    request = invocation.request
    return propagate.extract({} if request is None else {**request.headers})


def _attributes_of(invocation: Invocation) -> dict[str, str | bool]:
    function, request = invocation.function, invocation.request
    attributes: dict[str, str | bool] = {
        "faas.trigger": _TRIGGERS.get(function.trigger.lower(), "other"),
        "faas.invoked_name": function.name,
        "faas.invocation_id": invocation.id,
        "faas.coldstart": invocation.cold,
    }
    if request is not None:
        url = urlsplit(str(request.url))
        attributes["http.request.method"] = request.method
        attributes["url.scheme"] = url.scheme
        attributes["url.path"] = url.path
        attributes["server.address"] = url.hostname or ""
        attributes["user_agent.original"] = request.headers.get("user-agent") or ""
    return {name: value for name, value in attributes.items() if value != ""}


def _links_of(batch: object) -> Iterator[trace.Link]:
    """Yield a link to each span that sent a message of a batch."""
    for properties in _properties_of(batch if isinstance(batch, list) else []):
        parent = properties.get("traceparent") or properties.get("Diagnostic-Id")
        sender = trace.get_current_span(_W3C.extract({"traceparent": str(parent)}))
        if sender.get_span_context().is_valid:
            yield trace.Link(sender.get_span_context())


def _properties_of(batch: list[Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the properties that the senders gave to the messages of a batch."""
    for message in batch:
        yield getattr(message, "application_properties", None) or {}  # of Service Bus
    # All events of a batch have the metadata of all.
    metadata = getattr(batch[0], "metadata", None) if batch else None
    listed = metadata.get("PropertiesArray") if isinstance(metadata, Mapping) else None
    for properties in json.loads(listed) if isinstance(listed, str) else listed or ():
        if isinstance(properties, Mapping):
            yield properties
