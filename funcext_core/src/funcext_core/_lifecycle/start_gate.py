"""The gate at which invocations wait for async `app_start` hooks."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING

import attrs

from funcext_core._once import Once
from funcext_core.errors import HookError

from . import loop_bridge


if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from funcext_core._layers.rules import Stack

    Start = tuple[str, Callable[[], Awaitable[str | None]]]

logger = logging.getLogger("funcext")


@attrs.define(eq=False)
class Gate:
    """Keep layered invocations waiting until the async `app_start` hooks have ended."""

    closed: bool = attrs.field(default=False, init=False)
    """Whether an invocation has to ask: hooks still run, or one did not end as it should."""
    _loop: asyncio.AbstractEventLoop | None = attrs.field(default=None, init=False)
    _done: Future[None] = attrs.field(factory=Future, init=False, repr=False)
    _unstarted: list[tuple[str, str]] = attrs.field(factory=list, init=False)
    """The plugins that are not started, and why."""
    _task: asyncio.Task[None] | None = attrs.field(default=None, init=False, repr=False)
    _once: Once = attrs.field(factory=Once, init=False, repr=False)

    def close(
        self,
        loop: asyncio.AbstractEventLoop,
        starts: Sequence[Start],
    ) -> None:
        """Schedule the hooks on the worker's loop, one after the other, and close until then.

        Args:
            loop: the loop that runs this.
            starts: a plugin's name, and what runs its hook: it returns the name if the plugin is
                a guard and its hook raised.
        """
        self.closed = True
        self._loop = loop
        self._unstarted = _waiting(starts)
        # Kept: the loop holds tasks weakly.
        self._task = loop.create_task(self._run(starts))
        # Not at the end of `_run`, of which a task that is cancelled at once runs nothing.
        self._task.add_done_callback(self._open)

    async def wait(self, stack: Stack) -> None:
        """Wait on the loop.

        Raises:
            HookError: a guard of this function is not started.
        """
        obstacle = None
        if not self._done.done() and loop_bridge.running_loop() is not self._loop:
            obstacle = loop_bridge.obstacle_of(self._loop)
        if obstacle is None:
            await asyncio.shield(asyncio.wrap_future(self._done))
        self._let_through(stack, obstacle)

    def wait_in_thread(self, stack: Stack) -> None:
        """Wait on a pool thread, for as long as the loop runs.

        Raises:
            HookError: a guard of this function is not started.
        """
        obstacle = None
        while obstacle is None and not self._done.done():
            obstacle = loop_bridge.obstacle_of(self._loop)
            if obstacle is None:
                self._wait_a_while()
        self._let_through(stack, obstacle)

    def _wait_a_while(self) -> None:
        try:
            self._done.result(loop_bridge.CHECK_LOOP_EVERY)
        except FutureTimeoutError:
            return

    def _let_through(self, stack: Stack, obstacle: str | None) -> None:
        guards = {layer.plugin for layer in stack.layers if layer.guard}
        for name, why in self._unstarted:
            if name in guards:
                reason = why if obstacle is None else f"{why}: {obstacle}"
                message = f"guard {name!r} is not started: {reason}"
                raise HookError(message)
        if obstacle is not None and self._once.first():
            logger.error(
                "invocations no longer wait for the async app_start hooks of %s: %s",
                ", ".join(repr(name) for name, _ in self._unstarted),
                obstacle,
            )

    async def _run(self, starts: Sequence[Start]) -> None:
        failed = []
        for index, (name, start) in enumerate(starts, 1):
            if await start() is not None:
                failed.append((name, "its app_start raised; see the log"))
            self._unstarted = failed + _waiting(starts[index:])

    def _open(self, _ended: asyncio.Task[None]) -> None:
        self.closed = bool(self._unstarted)
        self._done.set_result(None)


def _waiting(starts: Sequence[Start]) -> list[tuple[str, str]]:
    return [(name, "its app_start has not ended") for name, _ in starts]
