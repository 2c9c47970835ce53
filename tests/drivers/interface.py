"""The names that tests need in addition to the drivers themselves."""

from __future__ import annotations

from drivers.apps import (
    HTTP_BINDINGS,
    Binding,
    FunctionFolder,
    function_folders,
    function_json,
    write_app,
)
from drivers.examples import (
    TRIGGER_EXAMPLES,
    TriggerExample,
)
from drivers.inputs import (
    Data,
    Delivery,
    HttpData,
    activity,
    blob,
    cosmos_documents,
    delivery,
    durable_client,
    entity,
    event_hub_event,
    event_hub_events,
    http_request,
    mcp_tool,
    orchestration,
    queue_message,
    service_bus_message,
    timer,
)
from drivers.loop import (
    PATIENCE,
    Call,
    LoopDriver,
    WorkerDriver,
)
from drivers.process import (
    FRESH_PACKAGES,
    fresh_process,
)
from drivers.results import (
    Encoded,
    FunctionView,
    HttpReply,
    LoadFailure,
    LogLine,
    Result,
    WorkerDied,
    WorkerException,
    reply_value,
    wire_value,
)


__all__ = [
    "FRESH_PACKAGES",
    "HTTP_BINDINGS",
    "PATIENCE",
    "TRIGGER_EXAMPLES",
    "Binding",
    "Call",
    "Data",
    "Delivery",
    "Encoded",
    "FunctionFolder",
    "FunctionView",
    "HttpData",
    "HttpReply",
    "LoadFailure",
    "LogLine",
    "LoopDriver",
    "Result",
    "TriggerExample",
    "WorkerDied",
    "WorkerDriver",
    "WorkerException",
    "activity",
    "blob",
    "cosmos_documents",
    "delivery",
    "durable_client",
    "entity",
    "event_hub_event",
    "event_hub_events",
    "fresh_process",
    "function_folders",
    "function_json",
    "http_request",
    "mcp_tool",
    "orchestration",
    "queue_message",
    "reply_value",
    "service_bus_message",
    "timer",
    "wire_value",
    "write_app",
]
