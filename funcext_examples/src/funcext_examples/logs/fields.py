"""The fields of the invocation that runs, and their way into log records, threads and executors."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from funcext_core import Invocation


_RUNTIMES = ("azure_functions_runtime", "azure_functions_runtime_v1")


class Running:
    """An invocation that runs."""

    def __init__(self, invocation: Invocation) -> None:
        self.fields: dict[str, object] = {
            "invocation_id": invocation.id,
            "function": invocation.function.name,
            "trigger": invocation.function.trigger,
            "correlation_id": _correlation_id(invocation),
        }
        self.id = invocation.id
        # By these the workers find the invocation of a log line: the classic one by the thread's
        # storage, the library runtimes by a context variable.
        self.worker_local = getattr(invocation.context, "thread_local_storage", threading.local())
        runtimes = [sys.modules.get(name) for name in _RUNTIMES]
        variables = [getattr(runtime, "invocation_id_cv", None) for runtime in runtimes]
        self.worker_variables = [item for item in variables if isinstance(item, ContextVar)]


current: ContextVar[Running | None] = ContextVar("funcext_examples_logs", default=None)

_HEADERS = ("x-correlation-id", "x-request-id")
_LONGEST_ID = 128


def bind(**fields: object) -> None:
    """Add fields to all further log records of the invocation that runs, from whatever thread.

    Outside an invocation, as in a function that a test calls by hand, it does nothing.
    """
    running = current.get()
    if running is not None:
        running.fields.update(fields)


def add_fields(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Add the fields to an event of structlog: a processor, for apps that configure it."""
    running = current.get()
    return event if running is None else {**running.fields, **event}


def _correlation_id(invocation: Invocation) -> str:
    """Return the id of the trace; without one, that of the request's headers, or the invocation's.

    A trace parent is a version, the trace's id, the id of a span, and flags (W3C Trace Context).
    """
    parent = getattr(invocation.context.trace_context, "trace_parent", None) or ""
    if parent.count("-") >= 3:  # noqa: PLR2004 - see above
        return str(parent).split("-")[1]
    headers = {} if invocation.request is None else invocation.request.headers
    given = next(filter(None, map(headers.get, _HEADERS)), "")
    return given if given.isprintable() and 0 < len(given) <= _LONGEST_ID else invocation.id


class Patches:
    """The changes to the standard library while the app runs: to records, threads, executors.

    Each wrapper does what the original does, outside invocations without any addition.
    """

    def __init__(self) -> None:
        self._originals: list[tuple[type, str, Any]] = []

    def apply(self) -> None:
        """Have records, and what threads and executors run, belong to the present invocation."""
        self._replace(logging.Logger, "makeRecord", _making_record)
        self._replace(threading.Thread, "start", _starting)
        self._replace(ThreadPoolExecutor, "submit", _submitting)

    def undo(self) -> None:
        """Put back what was there."""
        while self._originals:
            setattr(*self._originals.pop())

    def _replace(self, owner: type, name: str, wrap: Callable[[Any], Any]) -> None:
        original = getattr(owner, name)
        self._originals.append((owner, name, original))
        setattr(owner, name, wrap(original))


def _making_record(original: Any) -> Any:
    def makeRecord(*args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: N802 - the original's
        record: logging.LogRecord = original(*args, **kwargs)
        running = current.get()
        if running is not None:
            # Not with a record factory: `extra` may not have a name that the factory gave.
            record.__dict__.update({**running.fields, **record.__dict__})
        return record

    return makeRecord


def _starting(original: Any) -> Any:
    def start(self: threading.Thread) -> None:
        if current.get() is not None:
            vars(self)["run"] = _in_this_context(self.run)
        original(self)

    return start


def _submitting(original: Any) -> Any:
    def submit(self: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        call = function if current.get() is None else _in_this_context(function)
        return original(self, call, *args, **kwargs)

    return submit


def _in_this_context(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, to be called in another thread as if in this invocation."""
    context, running = copy_context(), current.get()

    def call(*args: Any, **kwargs: Any) -> Any:
        if running is None:
            return context.run(function, *args, **kwargs)
        for variable in running.worker_variables:
            context.run(variable.set, running.id)
        local = running.worker_local
        before = getattr(local, "invocation_id", None)
        local.invocation_id = running.id
        try:
            return context.run(function, *args, **kwargs)
        finally:
            local.invocation_id = before

    return call
