"""The tasks of a worker's loop: each knows the invocation that its log lines belong to.

Both generations mark the task of a request, and hand the mark on, in the same way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Generator
from typing import TypeVar


T = TypeVar("T")

_INVOCATION_ID = "__azure_function_invocation_id__"


class RequestTask(asyncio.Task[T]):
    """A task that hands its invocation id on to the tasks it starts, for their log lines."""

    def __init__(
        self,
        handler: Generator[object, None, T] | Coroutine[object, object, T],
        **options: object,
    ) -> None:
        super().__init__(handler, **options)  # type: ignore[arg-type] # asyncio's own options
        invocation_id = task_invocation()
        if invocation_id is not None:
            self.belong_to(invocation_id)

    def belong_to(self, invocation_id: str) -> None:
        """Make this the task of the invocation *invocation_id*."""
        setattr(self, _INVOCATION_ID, invocation_id)


def task_invocation() -> str | None:
    """Return the invocation that the running task belongs to."""
    try:
        task = asyncio.current_task()
    except RuntimeError:  # No loop runs in this thread.
        return None
    return getattr(task, _INVOCATION_ID, None)


def new_task(
    loop: asyncio.AbstractEventLoop,
    handler: Generator[object, None, T] | Coroutine[object, object, T],
    **options: object,
) -> RequestTask[T]:
    """Make a task, as a loop's task factory."""
    return RequestTask(handler, loop=loop, **options)
