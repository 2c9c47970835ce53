"""The kit for tests of plugins and apps: serve an app without a worker, and see every hook.

Install the extra `testing`. An app imports nothing of this.

.. versionadded:: 0.1.0
"""

from __future__ import annotations


try:
    import httpx as _httpx  # noqa: F401 - the clients are built on it
except ModuleNotFoundError as error:
    message = "funcext_core.testing needs more packages: pip install 'funcext-core[testing]'"
    raise ModuleNotFoundError(message) from error

from funcext_core._engine.bindings import Output
from funcext_core._engine.errors import LocalHostError, ScriptError
from funcext_core._engine.results import LogLine, Result
from funcext_core._hook_call import HookCall

from .client import AppClient, AsyncAppClient
from .conformance import assert_plugin_conforms
from .distributions import fake_distribution
from .fixtures import ClientFactory
from .inputs import (
    Input,
    InvocationContext,
    activity,
    blob,
    context,
    cosmos_documents,
    durable_client,
    entity,
    event_grid_event,
    event_hub_event,
    http_request,
    kafka_event,
    mcp_context,
    mysql_changes,
    orchestration,
    queue_message,
    service_bus_message,
    sql_changes,
    timer,
    warm_up,
)
from .recorder import Recorded, Recorder


__all__ = [
    "AppClient",
    "AsyncAppClient",
    "ClientFactory",
    "HookCall",
    "Input",
    "InvocationContext",
    "LocalHostError",
    "LogLine",
    "Output",
    "Recorded",
    "Recorder",
    "Result",
    "ScriptError",
    "activity",
    "assert_plugin_conforms",
    "blob",
    "context",
    "cosmos_documents",
    "durable_client",
    "entity",
    "event_grid_event",
    "event_hub_event",
    "fake_distribution",
    "http_request",
    "kafka_event",
    "mcp_context",
    "mysql_changes",
    "orchestration",
    "queue_message",
    "service_bus_message",
    "sql_changes",
    "timer",
    "warm_up",
]
