"""A process that invokes one function very often, and reports its memory.

Run as ``python -m benchmarks.memory_worker KIND COLLECTOR METER COUNT``. KIND is the kind of
function, ``sync`` or ``async``. COLLECTOR is ``on`` or ``off``, the state of the garbage collector
during the invocations. METER is ``resident`` for the memory of the process, or ``traced`` for the
memory that `tracemalloc` sees. They exclude each other, because `tracemalloc` itself needs memory.
The process prints JSON: the bytes after a tenth, half and all of the invocations, and the number of
objects that only the garbage collector could free.

The function has three plugins around it that keep state, one of which sometimes raises. The
function fails in a tenth of the invocations. Each invocation has its own request, id and context.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import sys
import tracemalloc
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace
from typing import Any

import azure.functions as func

import funcext_core
from funcext_core import Invocation, Outcome, PluginHost, hookimpl
from funcext_core._plugins.plugin import make_plugin


MARKS = (0.1, 0.5, 1.0)
"""The fractions of the invocations after which memory is measured."""
FAILS_EVERY = 10

RESIDENT = "resident"
TRACED = "traced"
STATM = Path("/proc/self/statm")
"""The file in which Linux reports the memory pages of a process."""

Invoke = Callable[[int, int], None]
"""Invoke the function with every number of a range, given its start and end."""


def look(kind: str, collector: str, meter: str, count: int) -> dict[str, Any]:
    """Invoke a function of this kind `count` times, and return the figures to print."""
    plugins: tuple[Any, ...] = (Tally(), Falter(), Span())
    host, function = served(kind, plugins)
    # One loop for all invocations: with the loop, anything that it kept would be freed.
    with _logs_written(), closing(asyncio.new_event_loop()) as loop:
        invoke = in_tasks(function, loop) if kind == "async" else by_calls(function)
        found = measured(invoke, count, meter, collect=collector == "on")
    _verify(host, plugins, count)
    return found


def served(kind: str, plugins: Sequence[object]) -> tuple[PluginHost, Callable[..., Any]]:
    """Return an app's plugins, and its only function as the worker gets it."""
    app = func.FunctionApp()
    host = funcext_core.install(app, settings={})
    for plugin in plugins:
        host._core.plugins.add(make_plugin(plugin, type(plugin).__name__.lower()))
    app.route(route="work")(work_async if kind == "async" else work)
    (function,) = app.get_functions()
    return host, function.get_user_function()


def measured(invoke: Invoke, count: int, meter: str, *, collect: bool) -> dict[str, Any]:
    """Return the bytes at each mark, and the number of objects in cycles.

    Args:
        invoke: invokes the function.
        count: the number of invocations.
        meter: `RESIDENT`, or `TRACED` for the peak since the previous mark.
        collect: whether the garbage collector runs during the invocations.
    """
    gc.collect()
    freed = _freed()
    if not collect:
        gc.disable()
    if meter == TRACED:
        tracemalloc.start()
    taken = []
    try:
        for begin, end in pairwise((0, *(round(count * mark) for mark in MARKS))):
            invoke(begin, end)
            taken.append(_traced() if meter == TRACED else _resident())
    finally:
        tracemalloc.stop()
        gc.enable()
    gc.collect()
    return {"bytes": taken, "cycles": _freed() - freed}


def _resident() -> int:
    return int(STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _traced() -> int:
    """Return the peak since the last call, so that one early peak cannot hide growth."""
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    return peak


def _freed() -> int:
    """Return the number of objects that the garbage collector has freed so far."""
    return sum(generation["collected"] for generation in gc.get_stats())


# -- the function, and what invokes it -------------------------------------------------------------


class Refused(Exception):
    """The error of the function."""


def work(req: int) -> str:
    """Answer, or fail for every tenth number."""
    if req % FAILS_EVERY == 0:
        raise Refused(req)
    return f"done: {req}"


async def work_async(req: int) -> str:
    """Answer or fail as `work` does, as an async function."""
    return work(req)


def by_calls(function: Callable[..., Any]) -> Invoke:
    """Return a callable that invokes a sync function."""

    def invoke(begin: int, end: int) -> None:
        for number in range(begin, end):
            try:
                function(req=number, context=_context(number))
            except Refused:
                # Any other error ends this process and the measurement.
                continue

    return invoke


def in_tasks(function: Callable[..., Awaitable[Any]], loop: asyncio.AbstractEventLoop) -> Invoke:
    """Return a callable that invokes an async function, each time in its own task."""

    async def call(number: int) -> None:
        await function(req=number, context=_context(number))

    async def invoke(begin: int, end: int) -> None:
        create_task = loop.create_task
        for number in range(begin, end):
            try:
                await create_task(call(number))
            except Refused:
                continue

    return lambda begin, end: loop.run_until_complete(invoke(begin, end))


def _context(number: int) -> SimpleNamespace:
    return SimpleNamespace(
        function_name="work", function_directory="", invocation_id=f"00000000-{number:012}"
    )


@contextmanager
def _logs_written() -> Iterator[None]:
    """Format log lines, with tracebacks, and write them to the null device."""
    logger = logging.getLogger("funcext")
    propagate = logger.propagate
    with Path(os.devnull).open("w", encoding="utf-8") as null_device:
        handler = logging.StreamHandler(null_device)
        logger.addHandler(handler)
        logger.propagate = False
        try:
            yield
        finally:
            logger.propagate = propagate
            logger.removeHandler(handler)


# -- the plugins -----------------------------------------------------------------------------------


# Each plugin has hooks of both kinds, and a function gets those of its own kind.
class Tally:
    """Count running invocations, how they ended, and how long they took."""

    def __init__(self) -> None:
        self.under_way: set[str] = set()
        self.ended: Counter[str] = Counter()
        self.seconds = 0.0

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        """Record the invocation and its start."""
        self.under_way.add(invocation.id)
        invocation.state["began"] = perf_counter()

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        """Record how the invocation ended."""
        self.under_way.remove(invocation.id)
        self.ended[type(outcome.error).__name__] += 1
        self.seconds += perf_counter() - invocation.state["began"]

    @hookimpl(specname="pre_invocation")
    async def pre_async(self, invocation: Invocation) -> None:
        """Do the same, awaited."""
        self.pre_invocation(invocation)

    @hookimpl(specname="post_invocation")
    async def post_async(self, invocation: Invocation, outcome: Outcome) -> None:
        """Do the same, awaited."""
        self.post_invocation(invocation, outcome)


class Span:
    """Keep a `with` block open across the function, and pass the function's error through it."""

    def __init__(self) -> None:
        self.open = 0
        self.failed = 0

    @contextmanager
    def span(self, invocation: Invocation) -> Iterator[None]:
        """Count open and failed spans."""
        self.open += 1
        invocation.state[self] = invocation.args["req"]
        try:
            yield
        except Refused:
            self.failed += 1
            raise
        finally:
            self.open -= 1

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        """Raise the function's error within the block."""
        with self.span(invocation):
            (yield).result()

    @hookimpl(specname="around_invocation")
    async def around_async(self, invocation: Invocation) -> AsyncGenerator[None, Outcome]:
        """Do the same, across one iteration of the loop."""
        with self.span(invocation):
            await asyncio.sleep(0)
            (yield).result()


class Falter:
    """Sometimes raise, in every hook, whether the function failed or not."""

    # Primes, so that they sometimes coincide with each other and with the function's failures.
    EVERY = {"pre": 97, "before": 101, "after": 103, "post": 107}  # noqa: RUF012 - a constant

    def __init__(self) -> None:
        self.steps: Counter[str] = Counter()
        self.raised = 0

    def step(self, name: str) -> None:
        """Count the step, and raise if its number says so."""
        self.steps[name] += 1
        if self.steps[name] % self.EVERY[name] == 0:
            self.raised += 1
            message = f"{name}, the {self.steps[name]}th time"
            raise LookupError(message)

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        """Change an argument, then sometimes raise, which must undo the change."""
        invocation.args["other"] = self
        self.step("pre")
        del invocation.args["other"]

    @hookimpl
    def around_invocation(self) -> Generator[None, Outcome, None]:
        """Sometimes raise, before or after the function."""
        self.step("before")
        yield
        self.step("after")

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:  # noqa: ARG002 - held by the frame
        """Sometimes raise, in a frame that holds the outcome."""
        self.step("post")

    @hookimpl(specname="pre_invocation")
    async def pre_async(self, invocation: Invocation) -> None:
        """Do the same, awaited."""
        self.pre_invocation(invocation)

    @hookimpl(specname="around_invocation")
    async def around_async(self) -> AsyncGenerator[None, Outcome]:
        """Do the same, awaited."""
        self.step("before")
        yield
        self.step("after")

    @hookimpl(specname="post_invocation")
    async def post_async(self, outcome: Outcome) -> None:
        """Do the same, awaited."""
        self.post_invocation(outcome)


def _verify(host: PluginHost, plugins: tuple[Tally, Falter, Span], count: int) -> None:
    """Raise if the invocations did not end as expected, because then the figures mean nothing."""
    tally, falter, span = plugins
    refused = len(range(0, count, FAILS_EVERY))
    errors = {
        name: sum(hook["errors"] for hook in hooks.values()) for name, hooks in host.stats().items()
    }
    ended = (tally.ended[Refused.__name__], tally.ended.total(), len(tally.under_way), span.open)
    found = (*ended, errors)
    expected = (refused, count, 0, 0, {"tally": 0, "falter": falter.raised, "span": 0})
    if found != expected or span.failed != refused:
        message = f"the invocations did not end as expected: {found}, not {expected}"
        raise RuntimeError(message)


if __name__ == "__main__":
    _kind, _collector, _meter, _count = sys.argv[1:]
    print(json.dumps(look(_kind, _collector, _meter, int(_count))))
