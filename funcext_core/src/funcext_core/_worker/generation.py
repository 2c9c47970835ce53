"""The worker that runs this process, and what only one of the workers needs or has."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from azure.functions import ExtensionMeta


if TYPE_CHECKING:
    import asyncio

    from funcext_core._model import Worker


_INVOCATION_ID = "__azure_function_invocation_id__"


def worker_generation() -> Worker:
    """Return ``classic``, ``library`` or, outside a worker, ``local``.

    The classic worker (Python up to 3.12) is loaded as `azure_functions_worker`; the library
    runtime (3.13 and later) as `azure_functions_runtime` or, for the v1 model,
    `azure_functions_runtime_v1`.
    """
    if "azure_functions_worker" in sys.modules:
        return "classic"
    if "azure_functions_runtime" in sys.modules or "azure_functions_runtime_v1" in sys.modules:
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
