"""The gate at which invocations wait for async `app_start` hooks.

The hooks run on the worker's loop, one after the other, each up to its deadline. A function's gate
has those of the plugins that do something around it, and of the guards that it is in the scope of.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING

from funcext_core._foreign import log
from funcext_core._process import Once
from funcext_core.errors import HookError

from . import loop_bridge


if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Sequence
    from typing import Final

    from funcext_core._plugins.plugin import Plugin

logger = logging.getLogger("funcext")


class Start:
    """One plugin's async `app_start`."""

    plugin: Final[Plugin]
    run: Final[Callable[[], Awaitable[BaseException | None]]]
    """Runs the hook; returns what it raised."""
    ended: Final[Future[None]]
    """Done when the hook has ended, or will not run."""
    over: bool
    """Whether it is done; read without a lock, which a forked child may find locked."""
    obstacle: str | None
    """The reason, for messages, why the plugin is not started; None once it is."""

    __slots__ = ("ended", "obstacle", "over", "plugin", "run")

    def __init__(self, plugin: Plugin, run: Callable[[], Awaitable[BaseException | None]]) -> None:
        self.plugin = plugin
        self.run = run
        self.ended = Future()
        self.over = False
        self.obstacle = "its app_start has not ended"

    def end(self) -> None:
        """Let the invocations go on that wait for the hook."""
        if not self.over:
            self.over = True
            self.ended.set_result(None)

    @property
    def holds(self) -> bool:
        """Whether invocations may not go on: the hook runs, or a guard is not started."""
        return not self.over or (self.plugin.guard and self.obstacle is not None)


class Starts:
    """The async `app_start` hooks of an app."""

    def __init__(
        self, starts: Sequence[Start], loop: asyncio.AbstractEventLoop, timeout: float
    ) -> None:
        """Schedule the hooks.

        Args:
            starts: the hooks, in the order in which they run.
            loop: the loop that runs this.
            timeout: the seconds that each hook has.
        """
        self._starts = starts
        self._loop = loop
        self._timeout = timeout
        self._gates: list[Gate] = []
        # Kept: the loop holds tasks weakly.
        self._abandoned: list[asyncio.Future[BaseException | None]] = []
        self._task = loop.create_task(self._run())
        # Not at the end of `_run`, of which a task that is cancelled at once runs nothing.
        self._task.add_done_callback(self._end_all)

    def gate(self, plugins: Collection[Plugin]) -> Gate | None:
        """Return the gate for a function; None if it does not have to wait.

        Args:
            plugins: the plugins that do something around the function, and its guards.
        """
        starts = [start for start in self._starts if start.plugin in plugins]
        if not starts:
            return None
        gate = Gate(starts, self._loop)
        self._gates.append(gate)
        # Only now: a hook that ends meanwhile opens the gates that are listed.
        gate.update()
        return gate

    async def ended(self) -> None:
        """Wait until all hooks have ended, or will not run."""
        await asyncio.wait([self._task])

    async def _run(self) -> None:
        for start in self._starts:
            await self._run_one(start)
            self._end(start)

    async def _run_one(self, start: Start) -> None:
        hook = asyncio.ensure_future(start.run())
        done, _ = await asyncio.wait([hook], timeout=self._timeout)
        if not done:
            # Whether the hook heeds it or not, nobody waits for it.
            hook.cancel()
            self._abandoned.append(hook)
            message = f"app_start did not end within {self._timeout:g} seconds"
            consequence = "it is ended; FUNCEXT_START_TIMEOUT sets the limit"
            start.obstacle = f"its {message}"
            start.plugin.failures.report(
                "app_start", TimeoutError(message), None, consequence=consequence
            )
            return
        error = asyncio.CancelledError() if hook.cancelled() else hook.exception() or hook.result()
        start.obstacle = None
        if error is not None:
            start.obstacle = "its app_start raised; see the log"
            start.plugin.failures.report("app_start", error, None)

    def _end_all(self, _ended: asyncio.Task[None]) -> None:
        for start in self._starts:
            self._end(start)

    def _end(self, start: Start) -> None:
        start.end()
        for gate in self._gates:
            gate.update()


class Gate:
    """The place where one function's invocations wait for the plugins that concern it."""

    closed: bool
    """Whether an invocation has to ask: hooks still run, or a guard is not started."""

    __slots__ = ("_loop", "_once", "_starts", "closed")

    def __init__(self, starts: Sequence[Start], loop: asyncio.AbstractEventLoop) -> None:
        self.closed = True
        self._starts = starts
        self._loop = loop
        self._once = Once()

    def update(self) -> None:
        """Open once all hooks have ended, and each guard is started."""
        self.closed = any(start.holds for start in self._starts)

    @property
    def guards(self) -> list[str]:
        """The names of the guards among the plugins."""
        return [start.plugin.name for start in self._starts if start.plugin.guard]

    async def wait(self) -> None:
        """Wait on the loop.

        Raises:
            HookError: a guard of this function is not started.
        """
        obstacle = None
        for start in self._starts:
            if not start.over and loop_bridge.running_loop() is not self._loop:
                obstacle = loop_bridge.obstacle_of(self._loop)
            if obstacle is not None:
                break
            if not start.over:
                await asyncio.shield(asyncio.wrap_future(start.ended))
        self._let_through(obstacle)

    def wait_in_thread(self) -> None:
        """Wait on a pool thread, for as long as the loop runs.

        Raises:
            HookError: a guard of this function is not started.
        """
        obstacle = None
        for start in self._starts:
            while obstacle is None and not start.over:
                obstacle = loop_bridge.obstacle_of(self._loop)
                if obstacle is None:
                    _wait_a_while(start)
        self._let_through(obstacle)

    def _let_through(self, obstacle: str | None) -> None:
        unstarted = [start for start in self._starts if start.obstacle is not None]
        for start in unstarted:
            if start.plugin.guard:
                reason = start.obstacle if obstacle is None else f"{start.obstacle}: {obstacle}"
                message = f"guard {start.plugin.name!r} is not started: {reason}"
                raise HookError(message)
        if obstacle is not None and self._once.first():
            names = ", ".join(repr(start.plugin.name) for start in unstarted)
            log(
                logger,
                logging.ERROR,
                "invocations no longer wait for the async app_start hooks of %s: %s",
                names,
                obstacle,
            )


def _wait_a_while(start: Start) -> None:
    try:
        start.ended.result(loop_bridge.CHECK_LOOP_EVERY)
    except FutureTimeoutError:
        return
