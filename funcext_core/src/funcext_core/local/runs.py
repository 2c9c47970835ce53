"""Invocations that no request waits for: those of timers, and those that the admin endpoints start.

They run again after a failure, as the retry policies of their functions say.
"""

from __future__ import annotations

import asyncio
import traceback

import attrs

from funcext_core._engine.context import RetryContext, RpcException
from funcext_core._engine.engine import Engine, Request
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.invoking import Call
from funcext_core._engine.results import Result
from funcext_core._engine.retry import RetryPolicy, obeys_retry

from .answers import Ran
from .console import Console
from .timers import Clock


class Runs:
    """The invocations of one engine that no request waits for."""

    def __init__(
        self, engine: Engine, console: Console, clock: Clock, retry: RetryPolicy | None = None
    ) -> None:
        """Take an engine.

        Args:
            engine: the engine.
            console: where to print that a function runs again.
            clock: waits for a retry.
            retry: the retry policy of functions that have none of their own.
        """
        self._engine = engine
        self._retry = retry
        self._console = console
        self._clock = clock
        # Kept until they end: the loop holds tasks weakly.
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting: set[asyncio.Future[None]] = set()
        """The waits for retries."""

    def start(self, function: IndexedFunction, request: Request) -> asyncio.Task[None]:
        """Start a function, on the engine's loop.

        Returns:
            The task, which raises nothing. It ends after the last retry.

        Raises:
            ValueError: an input does not fit its binding.
        """
        call = self._engine.prepare(function.name, request)
        task = asyncio.ensure_future(self._run(call, request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def run(self, function: IndexedFunction, given: str) -> None:
        """Run a function with its trigger's data; it goes on when the caller is cancelled."""
        await asyncio.wait([self.start(function, Request(given))])

    async def stop(self) -> None:
        """Let no function run again; runs that have begun go on."""
        for wait in self._waiting:
            wait.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)

    async def _run(self, call: Call, request: Request) -> None:
        """Run a prepared invocation, and again as long as it fails and its policy allows."""
        function = call.function
        policy = (function.retry or self._retry) if obeys_retry(function.trigger_type) else None
        retries = 0
        while True:
            result = await self._engine.run(call)
            self._engine.feed.emit(
                Ran, function.name, result.timing.total, result.error, result.skipped_by
            )
            delay = None if policy is None else policy.delay(retries)
            if result.error is None or policy is None or delay is None:
                return
            retries += 1
            most = "" if policy.most < 0 else f" of {policy.most}"
            self._console.dim(f"{function.name} runs again in {delay:g} s: retry {retries}{most}")
            if not await self._wait(delay):
                return
            call = self._engine.prepare(
                function.name, _retried(request, retries, policy.most, result)
            )

    async def _wait(self, seconds: float) -> bool:
        """Wait for a time; return False if it was cut short."""
        wait = asyncio.ensure_future(self._clock.sleep(seconds))
        self._waiting.add(wait)
        try:
            await asyncio.wait([wait])
        finally:
            wait.cancel()
            self._waiting.discard(wait)
        return not wait.cancelled()


def _retried(request: Request, retries: int, most: int, result: Result) -> Request:
    error = result.error
    trace = "" if error is None else "".join(traceback.format_tb(error.__traceback__))
    last = RpcException(f"{type(error).__name__}: {error}", stack_trace=trace)
    return attrs.evolve(request, retry=RetryContext(retries, most, last))
