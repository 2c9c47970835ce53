"""The worker that runs this process, and what only one of the workers needs or has."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from azure.functions import ExtensionMeta

from funcext_core._process import current_invocation


if TYPE_CHECKING:
    from collections.abc import Callable

    from funcext_core._model import Worker


_CLASSIC_WORKER = "azure_functions_worker"
_LIBRARY_RUNTIMES = ("azure_functions_runtime", "azure_functions_runtime_v1")
_INVOCATION_ID = "__azure_function_invocation_id__"
_THREAD_LOCAL = "_invocation_id_local"


def worker_generation() -> Worker:
    """Return ``classic``, ``library`` or, outside a worker, ``local``.

    The classic worker (Python up to 3.12) is loaded as `azure_functions_worker`; the library
    runtime (3.13 and later) as `azure_functions_runtime` or, for the v1 model,
    `azure_functions_runtime_v1`.
    """
    if _CLASSIC_WORKER in sys.modules:
        return "classic"
    if any(name in sys.modules for name in _LIBRARY_RUNTIMES):
        return "library"
    return "local"


def any_registered() -> bool:
    """Return whether a worker extension is registered with the SDK."""
    return bool(ExtensionMeta.get_registered_extensions_json() != "{}")


def mark_task(task: asyncio.Task[Any], invocation_id: str) -> None:
    """Make the classic worker send the task's log lines to the host as the invocation's.

    The worker reads the id from an attribute of the running task. A task inherits it from the task
    that starts it; one that is started from a pool thread has nothing to inherit. The library
    runtime uses a context variable instead, which comes with the task's context.
    """
    # The worker's own task class takes attributes; asyncio's does not.
    with suppress(AttributeError):
        setattr(task, _INVOCATION_ID, invocation_id)


def current_invocation_id() -> str | None:
    """Return the worker's id of the invocation that runs in this task or thread; None outside one.

    Each worker has it in several places, of which one is set, depending on how the invocation came
    in: the running task, a context variable of the library runtime (in its thread, too), and the
    thread's local storage.
    """
    return next(filter(None, (find() for find in _FINDERS)), None)


def _id_of_task() -> str | None:
    """Return the id that both workers' dispatchers put on the task of a request."""
    try:
        task = asyncio.current_task()
    except RuntimeError:
        # No loop runs in this thread.
        return None
    return _as_id(getattr(task, _INVOCATION_ID, None))


def _id_of_library_runtime() -> str | None:
    """Return the id that the library runtime has for sync functions and its native way in."""
    for name in _LIBRARY_RUNTIMES:
        variable = getattr(sys.modules.get(name), "invocation_id_cv", None)
        if isinstance(variable, ContextVar) and (found := _as_id(variable.get(None))):
            return found
    return None


def _id_of_classic_worker() -> str | None:
    """Return the id that the classic worker's dispatcher has for a pool thread."""
    dispatcher = sys.modules.get(f"{_CLASSIC_WORKER}.dispatcher")
    find = getattr(dispatcher, "get_current_invocation_id", None)
    return _as_id(find()) if callable(find) else None


def _id_of_loops_thread() -> str | None:
    """Return the id that the library runtime leaves on the loop's thread before a function.

    Nothing else runs on the thread between that and the function's first line.
    """
    for name in _LIBRARY_RUNTIMES:
        context = sys.modules.get(f"{name}.bindings.context")
        if found := _as_id(getattr(getattr(context, _THREAD_LOCAL, None), "invocation_id", None)):
            return found
    return None


def _id_of_engine() -> str | None:
    running = current_invocation.get()
    return None if running is None else running.id


def _as_id(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


_FINDERS = (
    _id_of_engine,
    _id_of_task,
    _id_of_library_runtime,
    _id_of_classic_worker,
    _id_of_loops_thread,
)


def at_end_of_script(call: Callable[[], object]) -> bool:
    """Call when the script that is being imported has ended: workers import one per loop step.

    Returns:
        False if no event loop runs: then the end cannot be seen, and nothing is called.
    """
    # Where no loop runs, asyncio is not imported to find that out.
    asyncio = sys.modules.get("asyncio")
    try:
        loop = None if asyncio is None else asyncio.get_running_loop()
    except RuntimeError:
        return False
    if loop is None:
        return False
    loop.call_soon(call)
    return True
