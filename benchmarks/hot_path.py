"""The cost of an invocation beyond the bare call to the function."""

from __future__ import annotations

import asyncio
import logging
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import repeat
from pathlib import Path
from typing import Any

import attrs
import azure.functions as func

import funcext_core
from drivers.classic_extensions import SETTING
from drivers.process import fresh_process
from funcext_core._plugins.plugin import make_plugin
from funcext_timer import Timer

from . import by_hand, rivals
from .noop import CONTEXT, REQUEST, Noop, NoopObserver, Observer, Reader, hello, hello_async
from .report import Result, Table, microseconds, ratio
from .timing import Effort, Measure, Ratio, Times, compare, interleaved


SECTION = "hot path"
COUNTS = (1, 5, 20)
KINDS = ("sync", "async")

BARE = "bare call"
FUNCEXT = "funcext"
LOOP = "hand-written loop"
DECORATORS = "hand-written decorators"
PLUGGY = "pluggy's relay"
CLASSIC = "classic worker's manager"
POWERTOOLS = "aws_lambda_powertools"
STEVEDORE = "stevedore map"

POST_LOOP = "hand-written loop of post hooks"
READERS = "funcext, `invocation` and `outcome`"
OBSERVERS = "funcext, `function`, `error`, `elapsed`"
NOOP_OBSERVER = "funcext, an observer that does nothing"

RIVALS = (LOOP, DECORATORS, PLUGGY, CLASSIC, POWERTOOLS, STEVEDORE)
TIMER = "timer"


@attrs.frozen
class Subject:
    """A wrapped function, and its arguments."""

    call: Callable[..., Any]
    keywords: dict[str, object]
    positional: tuple[object, ...] = ()


def run(effort: Effort) -> Result:
    """Measure every subject with 1, 5 and 20 plugins that do nothing, and with the timer.

    Plugins with a post hook alone are compared with a loop that has only those.
    """
    cases: dict[str, dict[str, Times]] = {}
    after: dict[str, dict[str, Times]] = {}
    missing = [
        name
        for name, module in ((POWERTOOLS, "aws_lambda_powertools"), (STEVEDORE, "stevedore"))
        if find_spec(module) is None
    ]
    with _quiet_logs():
        for kind in KINDS:
            for count in COUNTS:
                plugins = [Noop() for _ in range(count)]
                cases[f"{kind} {count}"] = measured(kind, plugins, effort)
            cases[f"{kind} {TIMER}"] = measured(kind, [Timer()], effort)
            for count in COUNTS:
                after[f"{kind} {count}"] = measured_after(kind, count, effort)
    ratios = {f"{SECTION} 0": Ratio.exactly(sum(map(_cost_of_nothing, KINDS)))}
    for case, times in cases.items():
        for rival in RIVALS:
            if rival in times:
                key = f"{SECTION} {case} / {rival}"
                ratios[key] = compare(times[FUNCEXT], times[rival], times[BARE])
    ratios |= _ratios_after(after)
    return Result(
        SECTION,
        tables=(
            *(_table(kind, cases, ratios) for kind in KINDS),
            *(_table_after(kind, after, ratios) for kind in KINDS),
        ),
        ratios=ratios,
        times={
            f"{SECTION} {case} {name}": times
            for found in (cases, after)
            for case, by_name in found.items()
            for name, times in by_name.items()
        },
        missing=f"not installed: {', '.join(missing)}" if missing else "",
    )


def measured(
    kind: str, plugins: Sequence[Any], effort: Effort, only: Sequence[str] = ()
) -> dict[str, Times]:
    """Return the times per call of every subject, by the subject's name.

    Args:
        kind: ``sync`` or ``async``.
        plugins: plugins with one pre and one post hook.
        effort: the amount of measuring.
        only: the subjects' names; by default all installed subjects.
    """
    subjects = {
        name: subject
        for name, subject in _subjects(kind, plugins).items()
        if not only or name in only
    }
    with _classic_extensions(len(plugins)), timers(kind, subjects, effort) as measures:
        return interleaved(measures, effort.rounds)


def measured_after(kind: str, count: int, effort: Effort) -> dict[str, Times]:
    """Return the times per call around a function with post hooks alone, by the subject's name.

    Args:
        kind: ``sync`` or ``async``.
        count: the number of plugins.
        effort: the amount of measuring.
    """
    subjects = _subjects_after(kind, count)
    with timers(kind, subjects, effort) as measures:
        return interleaved(measures, effort.rounds)


def served(kind: str, plugins: Sequence[object]) -> Callable[..., Any]:
    """Return an app's only function as the worker gets it, with the plugins enabled."""
    app = func.FunctionApp()
    host = funcext_core.install(app, settings={})
    for index, plugin in enumerate(plugins):
        host._core.plugins.add(make_plugin(plugin, f"plugin{index}"))
    app.route(route="hello")(hello if kind == "sync" else hello_async)
    (function,) = app.get_functions()
    user_function: Callable[..., Any] = function.get_user_function()
    return user_function


def _cost_of_nothing(kind: str) -> int:
    """Return 0 if an app without plugins gives the worker the original function object."""
    return int(served(kind, ()) is not (hello if kind == "sync" else hello_async))


def _subjects(kind: str, plugins: Sequence[Any]) -> dict[str, Subject]:
    arguments: dict[str, object] = {"req": REQUEST}
    injected = {**arguments, "context": CONTEXT}
    is_async = kind == "async"
    function: Callable[..., Any] = hello_async if is_async else hello
    loop = by_hand.async_loop if is_async else by_hand.loop
    decorated = by_hand.async_decorated if is_async else by_hand.decorated
    relayed = rivals.async_relayed if is_async else rivals.relayed
    classic = rivals.by_classic_manager_async if is_async else rivals.by_classic_manager
    found = {
        BARE: Subject(function, arguments),
        FUNCEXT: Subject(served(kind, plugins), injected),
        LOOP: Subject(loop(function, plugins), injected),
        PLUGGY: Subject(relayed(function, *rivals.pluggy_relays(plugins)), injected),
        CLASSIC: Subject(classic(function), arguments),
    }
    if isinstance(plugins[0], Noop):
        # Hooks that do nothing accept any arguments, so these subjects can pass their own.
        found[DECORATORS] = Subject(decorated(function, plugins), arguments)
        if not is_async and find_spec("aws_lambda_powertools"):
            handler = rivals.by_powertools(rivals.handler, plugins)
            found[POWERTOOLS] = Subject(handler, {}, (REQUEST, CONTEXT))
    else:
        del found[CLASSIC]
    if find_spec("stevedore"):
        found[STEVEDORE] = Subject(relayed(function, *rivals.stevedore_maps(plugins)), injected)
    return found


def _subjects_after(kind: str, count: int) -> dict[str, Subject]:
    arguments: dict[str, object] = {"req": REQUEST}
    injected = {**arguments, "context": CONTEXT}
    readers = [Reader() for _ in range(count)]
    is_async = kind == "async"
    function: Callable[..., Any] = hello_async if is_async else hello
    loop = by_hand.async_post_loop if is_async else by_hand.post_loop
    found = {
        BARE: Subject(function, arguments),
        READERS: Subject(served(kind, readers), injected),
        OBSERVERS: Subject(served(kind, [Observer() for _ in readers]), injected),
        POST_LOOP: Subject(loop(function, readers), injected),
    }
    if count == 1 and not is_async and find_spec("aws_lambda_powertools"):
        found[NOOP_OBSERVER] = Subject(served(kind, [NoopObserver()]), injected)
        handler = rivals.by_powertools(rivals.handler, [Noop()])
        found[POWERTOOLS] = Subject(handler, {}, (REQUEST, CONTEXT))
    return found


# -- taking times ---------------------------------------------------------------------------------


@contextmanager
def timers(kind: str, subjects: dict[str, Subject], effort: Effort) -> Iterator[dict[str, Measure]]:
    """Provide a measure for each subject that times one batch; async in one task of one loop."""
    if kind == "sync":
        yield {name: _timer(partial(_batch, subject), effort) for name, subject in subjects.items()}
        return
    loop = asyncio.new_event_loop()

    def batch(subject: Subject, count: int) -> float:
        return loop.run_until_complete(_async_batch(subject, count))

    try:
        yield {name: _timer(partial(batch, subject), effort) for name, subject in subjects.items()}
    finally:
        loop.close()


def _timer(batch: Callable[[int], float], effort: Effort) -> Measure:
    """Return a measure of one call: the mean over as many calls as fill the batch's time.

    Of three batches the shortest counts: other work on the machine may have interrupted one.
    """
    count = 1
    while min(batch(count) for _ in range(3)) < effort.batch:
        count *= 2
    return lambda: batch(count) / count


def _batch(subject: Subject, count: int) -> float:
    call, keywords, positional = subject.call, subject.keywords, subject.positional
    began = time.perf_counter()
    for _ in repeat(None, count):
        call(*positional, **keywords)
    return time.perf_counter() - began


async def _async_batch(subject: Subject, count: int) -> float:
    call: Callable[..., Awaitable[object]] = subject.call
    keywords, positional = subject.keywords, subject.positional
    began = time.perf_counter()
    for _ in repeat(None, count):
        await call(*positional, **keywords)
    return time.perf_counter() - began


@contextmanager
def _classic_extensions(count: int) -> Iterator[None]:
    """Register and enable this number of extensions for the classic worker's manager."""
    with tempfile.TemporaryDirectory() as folder, fresh_process(Path(folder), {SETTING: "1"}):
        rivals.register_extensions(count)
        yield


@contextmanager
def _quiet_logs() -> Iterator[None]:
    """Disable the timer's log level, as an app can, and drop all log lines."""
    logger = logging.getLogger("funcext")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)


# -- the tables -----------------------------------------------------------------------------------


def _table(kind: str, cases: dict[str, dict[str, Times]], ratios: dict[str, Ratio]) -> Table:
    columns = [case for case in cases if case.startswith(kind)]
    header = tuple(_heading(case.split()[1]) for case in columns)
    rows = [(FUNCEXT, *(cost_above(cases[case], FUNCEXT) for case in columns))]
    rows += [
        (rival, *(_compared(case, cases[case], rival, ratios) for case in columns))
        for rival in RIVALS
        if any(rival in cases[case] for case in columns)
    ]
    return Table(
        f"Hot path, {kind} function: cost of an invocation above the bare call",
        ("around the function", *header),
        tuple(rows),
        "The least time, followed by funcext's time relative to it: of the least times, and in "
        "parentheses the median over the rounds. Below 1, funcext is faster.",
    )


def _ratios_after(after: dict[str, dict[str, Times]]) -> dict[str, Ratio]:
    """Return what funcext's subjects with post hooks alone cost, relative to their rival."""
    return {
        f"{SECTION} {case} {name} / {rival}": compare(times[name], times[rival], times[BARE])
        for case, times in after.items()
        for name, rival in (
            (READERS, POST_LOOP),
            (OBSERVERS, POST_LOOP),
            (NOOP_OBSERVER, POWERTOOLS),
        )
        if rival in times
    }


def _table_after(kind: str, after: dict[str, dict[str, Times]], ratios: dict[str, Ratio]) -> Table:
    columns = [f"{kind} {count}" for count in COUNTS]
    rivals_of = {READERS: POST_LOOP, OBSERVERS: POST_LOOP, NOOP_OBSERVER: POWERTOOLS}
    rows = [
        (
            name,
            *(_against(case, after[case], name, rivals_of.get(name), ratios) for case in columns),
        )
        for name in (POST_LOOP, READERS, OBSERVERS, POWERTOOLS, NOOP_OBSERVER)
        if any(name in after[case] for case in columns)
    ]
    return Table(
        f"Hot path, {kind} function, post hooks alone: cost of an invocation above the bare call",
        ("after the function", *(_heading(str(count)) for count in COUNTS)),
        tuple(rows),
        "The least time. A row of funcext's is followed by its ratio to the row of the rival above "
        "it: of the least times, and in parentheses the median over the rounds.",
    )


def _against(
    case: str, times: dict[str, Times], name: str, rival: str | None, ratios: dict[str, Ratio]
) -> str:
    if name not in times:
        return "-"
    cost = cost_above(times, name)
    return (
        cost if rival is None else f"{cost}: {ratio(ratios[f'{SECTION} {case} {name} / {rival}'])}"
    )


def _heading(case: str) -> str:
    if case == TIMER:
        return "timer, logs off"
    return f"{case} plugin{'' if case == '1' else 's'}"


def cost_above(times: dict[str, Times], name: str) -> str:
    """Return what a subject costs above the bare call."""
    return microseconds(times[name].minimum - times[BARE].minimum)


def _compared(case: str, times: dict[str, Times], rival: str, ratios: dict[str, Ratio]) -> str:
    if rival not in times:
        return "-"
    return f"{cost_above(times, rival)}: {ratio(ratios[f'{SECTION} {case} / {rival}'])}"
