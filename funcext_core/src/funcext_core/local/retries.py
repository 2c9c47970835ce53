"""Functions that run again after a failure, as their retry policies say."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import attrs

from funcext_core._engine.context import RetryContext, RpcException
from funcext_core._engine.engine import Engine, Request
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.invoking import Call
from funcext_core._engine.results import Result
from funcext_core._engine.retry import obeys_retry

from .timers import Clock


async def run_with_retries(
    engine: Engine,
    call: Call,
    request: Request,
    *,
    clock: Clock,
    on_retry: Callable[[IndexedFunction, str], object],
) -> Result:
    """Run a prepared invocation, and again as long as it fails and its policy allows.

    Args:
        engine: the engine.
        call: the first invocation.
        request: its inputs, which each retry gets again.
        clock: waits between two runs.
        on_retry: called before the wait, with the function and a clause about the retry.

    Returns:
        The result of the last run.
    """
    function = call.function
    policy = function.retry if obeys_retry(function.trigger_type) else None
    retries = 0
    while True:
        result = await engine.run(call)
        delay = None if policy is None else policy.delay(retries)
        if result.error is None or policy is None or delay is None:
            return result
        retries += 1
        most = "" if policy.most < 0 else f" of {policy.most}"
        on_retry(function, f"retry {retries}{most} in {delay:g} s")
        await clock.sleep(delay)
        context = RetryContext(retries, policy.most, _rpc_exception(result.error))
        call = engine.prepare(function.name, attrs.evolve(request, retry=context))


def _rpc_exception(error: BaseException) -> RpcException:
    trace = "".join(traceback.format_tb(error.__traceback__))
    return RpcException(message=f"{type(error).__name__}: {error}", stack_trace=trace)
