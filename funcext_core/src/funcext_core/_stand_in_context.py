"""The context of an invocation that got none from its worker.

A binding may take the name ``context`` (MCP tools, resources and prompts, durable's orchestrators
and entities), and a call by hand may leave the context out.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from uuid import uuid4


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from ._model import Function


_thread_local_storage = threading.local()
"""One for the process, as in the workers."""


class StandInTraceContext:
    """A trace context without a trace. The capitalized names are the workers' deprecated ones."""

    trace_parent: Final[str]
    trace_state: Final[str]
    attributes: Final[dict[str, str]]
    Traceparent: Final[str]
    Tracestate: Final[str]
    Attributes: Final[dict[str, str]]

    def __init__(self) -> None:
        self.trace_parent = self.Traceparent = ""
        self.trace_state = self.Tracestate = ""
        self.attributes = self.Attributes = {}


class StandInRetryContext:
    """A retry context of an invocation whose retries are not known."""

    retry_count: Final[int]
    max_retry_count: Final[int]
    exception: Final[object]
    rpc_exception: Final[object]

    def __init__(self) -> None:
        self.retry_count = self.max_retry_count = 0
        self.exception = self.rpc_exception = None


# No __slots__: worker extensions set attributes of their own on a context.
class StandInContext:
    """A context with the attributes of the workers' own class."""

    invocation_id: Final[str]
    function_name: Final[str]
    function_directory: Final[str]
    trace_context: Final[StandInTraceContext]
    retry_context: Final[StandInRetryContext]
    thread_local_storage: Final[threading.local]

    def __init__(self, invocation_id: str, function_name: str, function_directory: str) -> None:
        self.invocation_id = invocation_id
        self.function_name = function_name
        self.function_directory = function_directory
        self.trace_context = StandInTraceContext()
        self.retry_context = StandInRetryContext()
        self.thread_local_storage = _thread_local_storage


def stand_in_for(
    function: Function, current_invocation_id: Callable[[], str | None] | None
) -> StandInContext:
    """Return the context for an invocation that is about to run in this thread or task.

    Args:
        function: the function that is invoked.
        current_invocation_id: returns the worker's invocation id; None if no worker runs the
            function, so that the invocation gets a new id.
    """
    known = None if current_invocation_id is None else current_invocation_id()
    return StandInContext(known or str(uuid4()), function.name, function.directory)
