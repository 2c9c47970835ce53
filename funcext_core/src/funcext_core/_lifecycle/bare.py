"""A function without layers whose invocations nevertheless have to wait, or are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from funcext_core._layers.protocols import StartGate

    from .in_flight import Run


def gated(gate: StartGate | None, call: Run, *, is_async: bool) -> Run:
    """Return a function that waits at the gate, if there is one, and calls the user's function.

    Args:
        gate: the gate.
        call: the user's function.
        is_async: whether it is an ``async def``.
    """

    def run(**kwargs: object) -> object:
        if gate is not None and gate.closed:
            gate.wait_in_thread()
        return call(**kwargs)

    async def run_async(**kwargs: object) -> object:
        if gate is not None and gate.closed:
            await gate.wait()
        return await call(**kwargs)

    return run_async if is_async else run
