"""The parts of the life cycle that generated code calls: types alone, since it is above the layers.

Nothing imports this module when it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol


if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from contextvars import Context


class LoopBridge(Protocol):
    """Run parts of async hooks on the worker's loop while the calling thread waits."""

    def run(
        self,
        context: Context,
        invocation_id: str,
        call: Callable[..., Awaitable[Any]],
        *arguments: object,
    ) -> object:
        """Call on the loop, in `context`, and return the awaited result."""

    def generator(
        self,
        context: Context,
        invocation_id: str,
        generator: AsyncGenerator[object, object],
        cannot_cut: Callable[[int], None],
        index: int,
    ) -> object:
        """Return the generator for the function's thread: `next`, `send` and `close` wait."""


class StartGate(Protocol):
    """Keep a function's invocations waiting until the plugins that concern it have started."""

    @property
    def closed(self) -> bool:
        """Whether an invocation has to wait, or to ask whether it may go on."""

    async def wait(self) -> None:
        """Wait on the loop."""

    def wait_in_thread(self) -> None:
        """Wait on a pool thread."""
