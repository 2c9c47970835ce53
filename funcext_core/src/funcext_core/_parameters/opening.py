"""The function between a user's function and its layers: it fills the parameters.

It runs the user's function as if in a `with` statement over its providers. Its code is generated
per plan (`source`), and cached by its text. What is out of the ordinary goes to the methods of
`Opening`.
"""

from __future__ import annotations

import functools
import linecache
import logging
from contextvars import copy_context
from time import perf_counter
from typing import TYPE_CHECKING, Any
from zlib import crc32

from funcext_core._foreign import is_a, log, text_of, traceback_of, with_traceback
from funcext_core._layers.rules import NotOpened
from funcext_core._plugins.plugin import plugin_logger
from funcext_core._process import Once
from funcext_core.errors import HookError

from .app_scope import UNOPENED
from .source import in_stack


if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator
    from contextvars import Context
    from types import TracebackType

    from funcext_core._layers.protocols import LoopBridge
    from funcext_core._layers.rules import Stack
    from funcext_core._lifecycle.in_flight import Run
    from funcext_core._model import Function
    from funcext_core._plugins.provided import Provider

    from .plan import Plan


def filled(
    plan: Plan, function: Function, call: Run, bridge: LoopBridge | None, *, laps: bool = False
) -> Run:
    """Return a function that fills the parameters of the user's function, and calls it.

    A compiled stack calls it, with the invocation first if the plan says so, a list for the time in
    the function if it is read, and the arguments by name. What is passed for a parameter is used as
    it is.

    Args:
        plan: how the parameters are filled.
        function: the record of the function, for providers that name it.
        call: the user's function.
        bridge: what runs async providers from a pool thread, needed around a sync function.
        laps: whether the time in the function is read.
    """
    make = maker(in_stack(plan, laps=laps))
    providers = [step.provider.function for step in plan.steps]
    run: Run = make(Opening(plan, bridge), call, function, *plan.app_values, *providers)
    return run


class Opening:
    """The rules of a plan, off the hot path."""

    def __init__(
        self, plan: Plan, bridge: LoopBridge | None = None, *, alone: Stack | None = None
    ) -> None:
        """Take the plan.

        Args:
            plan: the plan.
            bridge: what runs async providers from a pool thread.
            alone: a stack without layers, by whose rules an invocation ends if the worker calls the
                function; None if a compiled stack calls it, which catches `NotOpened`.
        """
        self.bridge = bridge
        self._plan = plan
        self._alone = alone
        self._once = Once()

    def app_value_failed(self, index: int, error: BaseException) -> BaseException:
        """Return what to raise where an app-scoped value could not be opened."""
        traceback = traceback_of(error)
        error = with_traceback(error, traceback and traceback.tb_next)
        return self._not_opened(error, self._plan.app_values[index].provider)

    def caught(self, error: BaseException, step: int | None) -> BaseException:
        """Return what ended the opening, or the function, without the generated code's frame.

        Args:
            error: the exception.
            step: the provider that was being opened; None if the function was called.
        """
        traceback = traceback_of(error)
        error = with_traceback(error, traceback and traceback.tb_next)
        if step is None:
            return error
        provider = self._plan.steps[step].provider
        if not provider.has_ended(error):
            return error
        return HookError(f"provider {provider} ended without its yield")

    def raised(self, error: BaseException, step: int | None) -> BaseException:
        """Return what to raise, after the tear-downs; see `caught` for the arguments."""
        if self._alone is not None:
            return self._alone.ended_in(error)
        return error if step is None else self._not_opened(error, self._plan.steps[step].provider)

    def cannot_cut(self, step: int) -> None:
        """Report once for each provider that it cannot end a sync function, as a time limit would.

        Args:
            step: the place of the provider whose task was cancelled while the function ran.
        """
        provider = self._plan.steps[step].provider
        if self._once.first(step):
            log(
                plugin_logger(provider.plugin),
                logging.WARNING,
                "provider %s was cancelled, by a time limit perhaps, while function %r ran: that "
                "has no effect on a sync function; make it async (reported once)",
                provider,
                self._plan.function.name,
            )

    def _not_opened(self, error: BaseException, provider: Provider) -> BaseException:
        return NotOpened(error, provider.plugin) if self._alone is None else error

    def closed(
        self, generator: Generator[object, object, object], error: BaseException | None, step: int
    ) -> BaseException | None:
        """Resume a sync generator; return what the function ends in.

        Args:
            generator: the generator, or an async one on the other side of the loop bridge.
            error: what the function has ended in so far.
            step: the place of its provider.
        """
        traceback = None if error is None else traceback_of(error)
        try:
            if error is None:
                generator.send(None)
            else:
                generator.throw(error)
        except BaseException as raised:  # noqa: BLE001 - the function's error from now on
            return self._after(raised, error, traceback, step)
        try:
            generator.close()
        except BaseException as raised:  # noqa: BLE001 - the function's error from now on
            return self._after(raised, error, traceback, step)
        return self._yielded_twice(step, error)

    async def aclosed(
        self, generator: AsyncGenerator[object, object], error: BaseException | None, step: int
    ) -> BaseException | None:
        """Resume an async generator of an async function; see `closed`."""
        traceback = None if error is None else traceback_of(error)
        try:
            if error is None:
                await generator.asend(None)
            else:
                await generator.athrow(error)
        except BaseException as raised:  # noqa: BLE001 - the function's error from now on
            return self._after(raised, error, traceback, step)
        try:
            await generator.aclose()
        except BaseException as raised:  # noqa: BLE001 - the function's error from now on
            return self._after(raised, error, traceback, step)
        return self._yielded_twice(step, error)

    def _after(
        self,
        raised: BaseException,
        error: BaseException | None,
        traceback: TracebackType | None,
        step: int,
    ) -> BaseException | None:
        """Return what the function ends in after a generator was resumed and raised."""
        if raised is error or _stands_for(raised, error):
            # It let the error pass: the traceback is the function's own.
            return with_traceback(error, traceback) if error is not None else None
        if self._plan.steps[step].provider.has_ended(raised):
            # It has ended. Swallowing the error clears nothing.
            return error if error is None else with_traceback(error, traceback)
        raised_at = traceback_of(raised)
        return with_traceback(raised, raised_at and raised_at.tb_next)

    def _yielded_twice(self, step: int, error: BaseException | None) -> BaseException:
        failure = HookError(f"provider {self._plan.steps[step].provider} yielded twice")
        failure.__context__ = error
        return failure


def keep_changes(scope: Context) -> None:
    """Set the context variables that were set in a copy of the running context."""
    for variable, value in scope.items():
        if variable.get(UNOPENED) is not value:
            variable.set(value)


def _stands_for(error: BaseException, original: BaseException | None) -> bool:
    """Return whether it is what a generator makes of a `StopIteration` that leaves it (PEP 479)."""
    return (
        type(error) is RuntimeError
        and original is not None
        and is_a(original, (StopIteration, StopAsyncIteration))
        and error.__cause__ is original
        and text_of(error).endswith(("raised StopIteration", "raised StopAsyncIteration"))
    )


@functools.lru_cache(maxsize=256)
def maker(source: str) -> Callable[..., Run]:
    """Return the factory that a source defines."""
    filename = f"<funcext parameters {crc32(source.encode()):08x}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    namespace: dict[str, Any] = {
        "UNOPENED": UNOPENED,
        "clock": perf_counter,
        "keep_changes": keep_changes,
        "copy_context": copy_context,
        "partial": functools.partial,
    }
    exec(compile(source, filename, "exec"), namespace)  # noqa: S102 - the text is our own
    make: Callable[..., Run] = namespace["make"]
    return make
