"""The cost of a retry: a layer that repeats, and the libraries that retry a decorated function."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial, wraps
from importlib.util import find_spec
from itertools import cycle
from typing import Any
from unittest import mock

import attrs
import azure.functions as func

import funcext_core
from funcext_core import Outcome, hookimpl

from .hot_path import BARE, FUNCEXT, KINDS, Subject, cost_above, timers
from .noop import CONTEXT, REQUEST, hello, hello_async
from .report import Result, Table, ratio
from .timing import Effort, Ratio, Times, compare, interleaved


SECTION = "repeats"
SUCCESS = "succeeds at once"
RETRIED = "succeeds when retried"
PATHS = (SUCCESS, RETRIED)

DECORATOR = "hand-written decorator"
TENACITY = "tenacity"
STAMINA = "stamina"
RIVALS = (DECORATOR, TENACITY, STAMINA)
PACKAGES = {TENACITY: "tenacity", STAMINA: "stamina"}

# What every subject does: it tries again after this error, so often, and waits so long.
RETRIES_ON = ConnectionError
ATTEMPTS = 3
FIRST_DELAY = 0.1
JITTER = 1.0
LONGEST = 5.0


def delay_after(attempt: int) -> float:
    """Return the seconds to wait after an attempt, from 1: the rule of all subjects."""
    jitter = random.uniform(0, JITTER)  # noqa: S311 - the wait is not a secret
    return min(LONGEST, FIRST_DELAY * 2.0 ** (attempt - 1) + jitter)


class Retry:
    """A plugin that calls a function again, as the page on calling again shows it."""

    @hookimpl(repeats=True)
    def around_invocation(self) -> Generator[None, Outcome, None]:
        """Retry a sync function."""
        for attempt in range(1, ATTEMPTS):
            outcome = yield
            if not isinstance(outcome.error, RETRIES_ON):
                return
            time.sleep(delay_after(attempt))
        yield

    @hookimpl(specname="around_invocation", repeats=True)
    async def around_async(self) -> AsyncGenerator[None, Outcome]:
        """Retry an async function."""
        for attempt in range(1, ATTEMPTS):
            outcome = yield
            if not isinstance(outcome.error, RETRIES_ON):
                return
            await asyncio.sleep(delay_after(attempt))
        yield


@attrs.frozen
class Case:
    """The kind of the function, and how it ends."""

    kind: str
    path: str

    @property
    def name(self) -> str:
        """The name in keys."""
        return f"{self.kind} {self.path}"

    @property
    def is_async(self) -> bool:
        """Whether the function is async."""
        return self.kind == "async"

    def function(self) -> Callable[..., Any]:
        """Return a function for one subject: it either succeeds or fails at every other call."""
        if self.path == SUCCESS:
            return hello_async if self.is_async else hello
        return _failing_async() if self.is_async else _failing()


CASES = tuple(Case(kind, path) for path in PATHS for kind in KINDS)


def run(effort: Effort) -> Result:
    """Measure a retry of sync and async functions that need none, or one."""
    times = {}
    for case in CASES:
        with without_waiting(), timers(case.kind, subjects(case), effort) as measures:
            times[case.name] = interleaved(measures, effort.rounds)
    ratios = {
        f"{SECTION} {case} / {rival}": compare(taken[FUNCEXT], taken[rival], taken[BARE])
        for case, taken in times.items()
        for rival in RIVALS
        if rival in taken
    }
    missing = [package for package in PACKAGES.values() if find_spec(package) is None]
    return Result(
        SECTION,
        tables=(_table(times, ratios),),
        ratios=ratios,
        times={
            f"{SECTION} {case} {name}": taken
            for case, by_name in times.items()
            for name, taken in by_name.items()
        },
        missing=f"not installed: {', '.join(missing)}" if missing else "",
    )


def subjects(case: Case) -> dict[str, Subject]:
    """Return a function of the case with each way of retrying it that is installed."""
    arguments: dict[str, object] = {"req": REQUEST}
    found = {
        BARE: Subject(_bare(case), arguments),
        FUNCEXT: Subject(_served(case.function()), {**arguments, "context": CONTEXT}),
        DECORATOR: Subject(_decorated(case), arguments),
    }
    for name, decorate in ((TENACITY, _by_tenacity), (STAMINA, _by_stamina)):
        if find_spec(PACKAGES[name]) is not None:
            found[name] = Subject(decorate()(case.function()), arguments)
    return found


@contextmanager
def without_waiting() -> Iterator[None]:
    """Let every subject's wait end at once: all of them call these two functions in the end.

    stamina does not log its retries, because no other subject does.
    """
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(time, "sleep", _no_sleep))
        stack.enter_context(mock.patch.object(asyncio, "sleep", _no_async_sleep))
        if find_spec(PACKAGES[STAMINA]) is not None:
            from stamina import instrumentation  # noqa: PLC0415 - may be absent

            instrumentation.set_on_retry_hooks(())
            stack.callback(instrumentation.set_on_retry_hooks, None)
        yield


def _no_sleep(_seconds: float) -> None: ...


async def _no_async_sleep(_seconds: float) -> None: ...


# -- the function ---------------------------------------------------------------------------------


def _failing() -> Callable[..., Any]:
    fails = partial(next, cycle((True, False)))

    def function(req: object) -> object:
        if fails():
            raise RETRIES_ON
        return req

    return function


def _failing_async() -> Callable[..., Any]:
    fails = partial(next, cycle((True, False)))

    async def function(req: object) -> object:
        if fails():
            raise RETRIES_ON
        return req

    return function


def _bare(case: Case) -> Callable[..., Any]:
    """Return the calls that every subject makes: one, or one that fails and another."""
    function = case.function()
    if case.path == SUCCESS:
        return function

    def twice(req: object) -> object:
        try:
            return function(req=req)
        except RETRIES_ON:
            return function(req=req)

    async def twice_async(req: object) -> object:
        try:
            return await function(req=req)
        except RETRIES_ON:
            return await function(req=req)

    return twice_async if case.is_async else twice


# -- the retries ----------------------------------------------------------------------------------


def _served(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function as the worker gets it, with the plugin."""
    app = func.FunctionApp()
    funcext_core.install(app, settings={}, plugins=[Retry()])
    app.route(route="hello")(function)
    (built,) = app.get_functions()
    user_function: Callable[..., Any] = built.get_user_function()
    return user_function


def _decorated(case: Case) -> Callable[..., Any]:
    """Return the function with a loop around it, as one writes it without a library."""
    function = case.function()

    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        for attempt in range(1, ATTEMPTS):
            try:
                return function(*args, **kwargs)
            except RETRIES_ON:
                time.sleep(delay_after(attempt))
        return function(*args, **kwargs)

    @wraps(function)
    async def async_wrapper(*args: Any, **kwargs: Any) -> Any:
        for attempt in range(1, ATTEMPTS):
            try:
                return await function(*args, **kwargs)
            except RETRIES_ON:
                await asyncio.sleep(delay_after(attempt))
        return await function(*args, **kwargs)

    return async_wrapper if case.is_async else wrapper


def _by_tenacity() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    import tenacity  # noqa: PLC0415 - may be absent

    decorate: Callable[[Callable[..., Any]], Callable[..., Any]] = tenacity.retry(
        retry=tenacity.retry_if_exception_type(RETRIES_ON),
        stop=tenacity.stop_after_attempt(ATTEMPTS),
        wait=tenacity.wait_exponential_jitter(multiplier=FIRST_DELAY, max=LONGEST, jitter=JITTER),
        reraise=True,
    )
    return decorate


def _by_stamina() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    import stamina  # noqa: PLC0415 - may be absent

    decorate: Callable[[Callable[..., Any]], Callable[..., Any]] = stamina.retry(
        on=RETRIES_ON,
        attempts=ATTEMPTS,
        timeout=None,
        wait_initial=FIRST_DELAY,
        wait_max=LONGEST,
        wait_jitter=JITTER,
    )
    return decorate


# -- the table ------------------------------------------------------------------------------------


def _table(times: dict[str, dict[str, Times]], ratios: dict[str, Ratio]) -> Table:
    rows = [(FUNCEXT, *(cost_above(taken, FUNCEXT) for taken in times.values()))]
    rows += [
        (rival, *(_compared(case, taken, rival, ratios) for case, taken in times.items()))
        for rival in RIVALS
        if any(rival in taken for taken in times.values())
    ]
    return Table(
        "A retry: cost of an invocation above the bare calls",
        ("the function is retried by", *(f"{case.kind}, {case.path}" for case in CASES)),
        tuple(rows),
        "The least time, followed by funcext's time relative to it: of the least times, and in "
        "parentheses the median over the rounds. Below 1, funcext is faster.",
    )


def _compared(case: str, times: dict[str, Times], rival: str, ratios: dict[str, Ratio]) -> str:
    return f"{cost_above(times, rival)}: {ratio(ratios[f'{SECTION} {case} / {rival}'])}"
