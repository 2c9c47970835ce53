"""The worker's Context, which describes an invocation to its function, and its parts.

As in the workers, the classes are not the SDK's: `isinstance(context, azure.functions.Context)` is
False.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Iterator, Mapping

import attrs


# One per process, as in the workers: each thread sees the id of the invocation that it runs.
_thread_local_storage = threading.local()


@attrs.frozen
class TraceContext:
    """The W3C trace context of an invocation, under the workers' old and new names."""

    trace_parent: str
    trace_state: str = ""
    attributes: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def Traceparent(self) -> str:  # noqa: N802 - the workers' name
        """The trace parent, by its deprecated name."""
        return self.trace_parent

    @property
    def Tracestate(self) -> str:  # noqa: N802 - the workers' name
        """The trace state, by its deprecated name."""
        return self.trace_state

    @property
    def Attributes(self) -> Mapping[str, str]:  # noqa: N802 - the workers' name
        """The attributes, by their deprecated name."""
        return self.attributes


def trace_context(headers: Mapping[str, str]) -> TraceContext:
    """Continue the trace in a request's headers, whose names are in lower case, or begin one."""
    parent = headers.get("traceparent")
    if parent is None:
        fresh = secrets.token_hex(24)
        parent = f"00-{fresh[:32]}-{fresh[32:]}-01"
    return TraceContext(parent, headers.get("tracestate", ""))


@attrs.frozen
class RpcException:
    """The error of the run before a retry, as the Functions host sends it back."""

    message: str
    source: str = ""
    stack_trace: str = ""


@attrs.frozen
class RetryContext:
    """The retries of an invocation."""

    retry_count: int = 0
    max_retry_count: int = 0
    rpc_exception: RpcException | None = None


# Extensions set attributes of their own on a context, so it has no slots and is not frozen.
@attrs.define(slots=False)
class Context:
    """An invocation's context, with the attributes of the workers' own class."""

    invocation_id: str
    function_name: str
    function_directory: str
    trace_context: TraceContext
    retry_context: RetryContext = attrs.field(factory=RetryContext)
    thread_local_storage: threading.local = attrs.field(default=_thread_local_storage, repr=False)


class Out:
    """The argument for an output binding's parameter."""

    def __init__(self) -> None:
        self.__value: object = None

    def set(self, val: object) -> None:
        """Set the value to send."""
        self.__value = val

    def get(self) -> object:
        """Return the value that was set, or None."""
        return self.__value


@contextlib.contextmanager
def invocation_id_on_thread(context: Context) -> Iterator[None]:
    """Set the invocation id in the thread's storage for the block, as workers do for sync code."""
    context.thread_local_storage.invocation_id = context.invocation_id
    try:
        yield
    finally:
        context.thread_local_storage.invocation_id = None
