"""What invocations wait for: the `app_start` hooks that are async."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import TYPE_CHECKING

import attrs

from .errors import HookError


if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from .layers import Stack


@attrs.define(eq=False)
class Gate:
    """Keep layered invocations waiting until the async `app_start` hooks have ended."""

    closed: bool = attrs.field(default=False, init=False)
    """Whether an invocation has to ask: hooks still run, or a guard's has failed."""
    _done: Future[None] = attrs.field(factory=Future, init=False, repr=False)
    _failed: dict[str, str] = attrs.field(factory=dict, init=False)
    _task: asyncio.Task[None] | None = attrs.field(default=None, init=False, repr=False)

    def close(
        self,
        loop: asyncio.AbstractEventLoop,
        starts: Sequence[Callable[[], Awaitable[str | None]]],
    ) -> None:
        """Schedule the hooks on the worker's loop, one after the other, and close until then.

        Args:
            loop: the loop that runs this.
            starts: what runs one hook each. It raises nothing, and returns the name of a guard
                that failed.
        """
        self.closed = True
        # Kept: the loop holds tasks weakly.
        self._task = loop.create_task(self._run(starts))

    async def wait(self, stack: Stack) -> None:
        """Wait on the loop.

        Raises:
            HookError: a guard of this function failed to start.
        """
        await asyncio.shield(asyncio.wrap_future(self._done))
        self._refuse_unguarded(stack)

    def wait_in_thread(self, stack: Stack) -> None:
        """Wait on a pool thread.

        Raises:
            HookError: a guard of this function failed to start; or this is the loop's own thread,
                on which waiting would never end.
        """
        if not self._done.done() and _in_loop():
            message = (
                f"function {stack.function.name!r} was called on the event loop's own thread, "
                "while async app_start hooks still run there"
            )
            raise HookError(message)
        self._done.result()
        self._refuse_unguarded(stack)

    def _refuse_unguarded(self, stack: Stack) -> None:
        for layer in stack.layers:
            if layer.guard and layer.plugin in self._failed:
                message = f"guard {layer.plugin!r} failed to start: {self._failed[layer.plugin]}"
                raise HookError(message)

    async def _run(self, starts: Sequence[Callable[[], Awaitable[str | None]]]) -> None:
        try:
            for start in starts:
                failed = await start()
                if failed is not None:
                    self._failed[failed] = "its app_start raised; see the log"
        finally:
            self.closed = bool(self._failed)
            self._done.set_result(None)


def _in_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
