"""The function between a user's function and its layers: it fills the parameters.

It runs the user's function as if in a `with` statement over its providers. Its code is generated
per plan, in the order in which it runs, and cached by its text; `source_of(plan)` returns it. What
is out of the ordinary goes to the methods of `Opening`.
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


if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator, Iterator
    from contextvars import Context
    from types import TracebackType

    from funcext_core._layers.protocols import LoopBridge
    from funcext_core._lifecycle.in_flight import Run
    from funcext_core._model import Function
    from funcext_core._plugins.provided import Provider

    from .plan import Plan, Source


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
    make = maker(source_of(plan, laps=laps))
    providers = [step.provider.function for step in plan.steps]
    run: Run = make(Opening(plan, bridge), call, function, *plan.app_values, *providers)
    return run


class Opening:
    """The rules of a plan, off the hot path."""

    def __init__(
        self, plan: Plan, bridge: LoopBridge | None = None, *, in_stack: bool = True
    ) -> None:
        """Take the plan.

        Args:
            plan: the plan.
            bridge: what runs async providers from a pool thread.
            in_stack: whether a compiled stack calls the function, to which it tells that the user's
                function did not run; otherwise an error of the opening leaves it as it is.
        """
        self.bridge = bridge
        self._plan = plan
        self._in_stack = in_stack
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
        return NotOpened(error, provider.plugin) if self._in_stack else error

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


# --- From a plan to its source -------------------------------------------------------------------


def source_of(plan: Plan, *, laps: bool = False) -> str:
    """Return the generated source of a plan: a factory, `make`, of its function, `run`."""
    return "\n".join(_lines(plan, laps=laps)) + "\n"


def _lines(plan: Plan, *, laps: bool) -> Iterator[str]:
    values = [f"app{index}" for index in range(len(plan.app_values))]
    providers = [f"provider{index}" for index in range(len(plan.steps))]
    asynchronous = "async " if plan.function.is_async else ""
    first = [*["invocation"] * plan.takes_invocation, *["lap"] * laps]
    takes = f"{', '.join(first)}, /, " if first else ""
    yield f"def make({', '.join(['opening', 'call', 'function', *values, *providers])}):"
    yield "    bridge = opening.bridge"
    yield "    closed, aclosed = opening.closed, opening.aclosed"
    yield f"    {asynchronous}def run({takes}**kwargs):"
    yield from _indented(_body(plan, laps=laps), 2)
    yield "    return run"


def _indented(lines: Iterator[str], levels: int) -> Iterator[str]:
    return ("    " * levels + line for line in lines)


def _body(plan: Plan, *, laps: bool) -> Iterator[str]:
    wait = "await " if plan.function.is_async else ""
    for index in range(len(plan.app_values)):
        yield from _app_value(plan, index)
    for name, source in plan.fills:
        if source.kind != "step":
            yield f"if {name!r} not in kwargs:"
            yield f"    kwargs[{name!r}] = {_expression(plan, source)}"
    if not plan.steps:
        yield from _timed(f"return {wait}call(**kwargs)", laps=laps)
        return
    yield from _asks(plan)
    if plan.bridged:
        yield "scope = copy_context()"
        yield "enter = scope.run"
    generators = [f"generator{index}" for index in _generating(plan)]
    yield " = ".join([*generators, "error", "step", "None"])
    yield "try:"
    for index in range(len(plan.steps)):
        yield from _indented(_step(plan, index), 1)
    yield "    step = None"
    call = "enter(call, **kwargs)" if plan.bridged else f"{wait}call(**kwargs)"
    yield from _indented(_timed(f"value = {call}", laps=laps), 1)
    yield "except BaseException as caught:"
    yield "    error = opening.caught(caught, step)"
    for index in reversed(_generating(plan)):
        yield f"if generator{index} is not None:"
        yield f"    error = {_close(plan, index)}"
    if plan.bridged:
        yield "keep_changes(scope)"
    yield "if error is None:"
    yield "    return value"
    yield "try:"
    yield "    raise opening.raised(error, step)"
    yield "finally:"
    # This frame is in the error's traceback: without this, each failure would leave a cycle.
    yield f"    del {', '.join(['error', *generators])}"


def _timed(call: str, *, laps: bool) -> Iterator[str]:
    """Yield the lines of the call, and of the time that it takes if that is read."""
    if not laps:
        yield call
        return
    yield "began = clock()"
    yield "try:"
    yield f"    {call}"
    yield "finally:"
    yield "    lap[0] = clock() - began"


def _app_value(plan: Plan, index: int) -> Iterator[str]:
    """Yield the lines that get an app-scoped value, unless the caller passes what it is for."""
    wait = "await app{0}.open()" if plan.function.is_async else "app{0}.open_in_thread()"
    yield f"if {_asked(_fills_with_app(plan, index))}:"
    yield f"    value{index} = app{index}.value"
    yield f"    if value{index} is UNOPENED:"
    yield "        try:"
    yield f"            value{index} = {wait.format(index)}"
    yield "        except BaseException as caught:"
    yield f"            raise opening.app_value_failed({index}, caught)"


def _asked(names: list[str]) -> str:
    return " or ".join(f"{name!r} not in kwargs" for name in names)


def _asks(plan: Plan) -> Iterator[str]:
    """Yield the lines that find out which steps are needed, before any parameter is filled."""
    for index in range(len(plan.steps)):
        yield f"asked{index} = {_asked(_fills_with_step(plan, index))}"
    names = {
        source.value
        for step in plan.steps
        for _, source in step.arguments
        if source.kind == "value"
    }
    if "args" in names:
        filled_names = tuple(name for name, _ in plan.fills)
        yield f"args = {{k: v for k, v in kwargs.items() if k not in {filled_names!r}}}"


def _step(plan: Plan, index: int) -> Iterator[str]:
    yield f"if asked{index}:"
    yield f"    step = {index}"
    yield from _indented(_opened(plan, index), 1)
    for name, source in plan.fills:
        if source.kind == "step" and source.index == index:
            yield f"    if {name!r} not in kwargs:"
            yield f"        kwargs[{name!r}] = made{index}"


def _opened(plan: Plan, index: int) -> Iterator[str]:
    """Yield the lines that open one provider's value, as `made0`."""
    step = plan.steps[index]
    provider = step.provider
    passed = [f"{name}={_expression(plan, source)}" for name, source in step.arguments]
    call = f"provider{index}({', '.join(passed)})"
    if not provider.generates:
        yield f"made{index} = {_call(plan, provider, index, passed, call)}"
        return
    if provider.is_async and plan.bridged:
        call = f"bridge.generator(scope, invocation.id, {call}, opening.cannot_cut, {index})"
        advance = "next(resumed)"
    elif provider.is_async:
        advance = "await resumed.__anext__()"
    else:
        advance = "enter(next, resumed)" if plan.bridged else "next(resumed)"
    yield f"resumed = {call}"
    yield f"made{index} = {advance}"
    yield f"generator{index} = resumed"


def _call(plan: Plan, provider: Provider, index: int, passed: list[str], call: str) -> str:
    """Return the call of a provider that is not a generator."""
    if not plan.bridged:
        return f"await {call}" if provider.is_async else call
    function = ", ".join([f"provider{index}", *passed])
    if provider.is_async:
        return f"bridge.run(scope, invocation.id, partial({function}))"
    return f"enter({function})"


def _close(plan: Plan, index: int) -> str:
    arguments = f"generator{index}, error, {index}"
    is_async = plan.steps[index].provider.is_async
    if plan.bridged:
        return f"closed({arguments})" if is_async else f"enter(closed, {arguments})"
    return f"await aclosed({arguments})" if is_async else f"closed({arguments})"


def _generating(plan: Plan) -> list[int]:
    return [index for index, step in enumerate(plan.steps) if step.provider.generates]


def _expression(plan: Plan, source: Source) -> str:
    """Return the expression of a value that a parameter or a provider's argument gets."""
    if source.kind == "app":
        return f"value{source.index}"
    if source.kind == "step":
        return f"made{source.index}"
    trigger = f"kwargs.get({plan.function.trigger_name!r})"
    is_http = plan.function.trigger.lower() == "httptrigger"
    return {
        "invocation": "invocation",
        "function": "function",
        "invocation_id": "invocation.id",
        "context": "invocation.context",
        "args": "args",
        "request": trigger if is_http else "None",
        "trigger_value": trigger,
        "attempt": "invocation.attempt",
    }[source.value]


def _fills_with_step(plan: Plan, index: int) -> list[str]:
    """Return the parameters for which a step is needed."""
    return [name for name, source in plan.fills if index in _steps_for(plan, source)]


def _steps_for(plan: Plan, source: Source) -> set[int]:
    if source.kind != "step":
        return set()
    needed = {source.index}
    for _, used in plan.steps[source.index].arguments:
        needed |= _steps_for(plan, used)
    return needed


def _fills_with_app(plan: Plan, index: int) -> list[str]:
    """Return the parameters for which an app-scoped value is needed."""

    def needs(source: Source) -> bool:
        if source.kind == "app":
            return source.index == index
        return source.kind == "step" and any(
            needs(used) for _, used in plan.steps[source.index].arguments
        )

    return [name for name, source in plan.fills if needs(source)]
