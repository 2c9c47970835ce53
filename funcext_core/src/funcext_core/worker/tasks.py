"""Tasks that belong to an invocation, as the classic worker knows them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    import asyncio


_INVOCATION_ID = "__azure_function_invocation_id__"


def mark_task(task: asyncio.Task[Any], invocation_id: str) -> None:
    """Have the classic worker send the task's log lines to the host as the invocation's.

    It finds the id as an attribute of the running task, and hands it on from task to task; a task
    that is started from a pool thread has none to inherit. The library runtime uses a context
    variable instead, which comes with the task's context.
    """
    # The worker's own kind of task has room for attributes, asyncio's has not.
    with contextlib.suppress(AttributeError):
        setattr(task, _INVOCATION_ID, invocation_id)
