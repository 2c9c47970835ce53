"""Mistakes in tests of a plugin, each on a line that both type checkers mark."""

from __future__ import annotations

import azure.functions as func

from funcext_core.testing import (
    AppClient,
    assert_plugin_conforms,
    context,
    fake_distribution,
    http_request,
    queue_message,
)


def hello(req: func.HttpRequest) -> str:
    return "Hello!"


AppClient(42)  # type: ignore[arg-type]
AppClient(hello, plugins=7)  # type: ignore[arg-type]
AppClient(hello, settings={"A": 1})  # type: ignore[dict-item]
AppClient(hello, plugin=[])  # type: ignore[call-arg]
AppClient(hello).invoke("hello", context="id-1")  # type: ignore[arg-type]
queue_message("hi", dequeue_count="3")  # type: ignore[arg-type]
context(trace_parent=None)  # type: ignore[arg-type]
http_request(headers=[("a", "b")])  # type: ignore[arg-type]
fake_distribution("shop")  # type: ignore[call-arg]
assert_plugin_conforms(object(), request="GET /")  # type: ignore[arg-type]
