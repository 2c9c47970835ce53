"""The onion: which hooks run, in which order, and what an invocation ends in.

`Expected` is a second, slow implementation of the design's rules, by plain recursion. What funcext
compiles is compared with it: for each single thing that a hook or the function can do, at each
place of three layers, and for random mixtures of them. A table written by hand keeps the second
implementation honest, and both are compared with the table in `_layers/rules.py`, row by row.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funcext_core import (
    AbortInvocation,
    FunctionExit,
    HookError,
    Invocation,
    Outcome,
    hookimpl,
)
from funcext_core._layers.rules import RULES
from funcext_core._plugins import scanning
from layered import Served, running_loop, serve


class CustomBaseError(BaseException):
    """A BaseException that is nobody's own."""


# --- What a hook or the function does ------------------------------------------------------------

ERRORS: dict[str, type[BaseException]] = {
    "ValueError": ValueError,
    "SystemExit": SystemExit,
    "GeneratorExit": GeneratorExit,
    "KeyboardInterrupt": KeyboardInterrupt,
    "CustomBaseError": CustomBaseError,
    "CancelledError": asyncio.CancelledError,
}
RAISE = tuple(f"raise {name}" for name in ERRORS)

# On the way in: pre, and around up to its yield.
IN = (
    "pass",
    "set arg",
    "set arg and raise",
    "set arg and interrupt",
    "respond",
    "respond and raise",
    "respond and abort",
    "abort",
    "return a value",
    "set arg and return a value",
    "respond and return a value",
    *RAISE,
)
FIRST_ONLY = ("return", "respond and return", "yield a value", "respond and yield a value")
# On the way out: around from its yield on, and post.
OUT = (
    "pass",
    "set value",
    "set error",
    "clear",
    "clear and set value",
    "set value and raise",
    "set error and raise",
    "clear and raise",
    "set value and abort",
    "set value and interrupt",
    "return a value",
    "set value and return a value",
    "raise because of it",
    "set value and raise because of it",
    "set error and raise because of it",
    "clear and raise because of it",
    "set error, result",
    "result",
    "result, set error",
    "respond",
    "abort",
    *RAISE,
)
SECOND_ONLY = ("set value and yield", "yield")
REFUSED = {
    "respond": "HookError",
    "abort": "AbortInvocation",
    "set value and abort": "AbortInvocation",
    "return a value": "HookError",
    "set value and return a value": "HookError",
    "yield": "HookError",
    "set value and yield": "HookError",
}
"""The deeds on the way out that are mistakes in themselves, and the errors that they lead to."""
AGAIN = ("pass", "set value", "set error", "clear", "raise ValueError", "raise SystemExit")
AGAIN_WITH_ARGS = (*AGAIN, "set arg")
"""The deeds of a layer that repeats, before it yields again."""
CHANGES_ERROR = frozenset(does for does in OUT if "error" in does or "clear" in does)
FUNCTION = ("return", *RAISE)
FAIL_ONCE = "raise ValueError once"
CANCELLED = "be cancelled"
"""Only for what is async, of an async function: a real `task.cancel()`, met at an await."""


Names = Literal["objects", "values", "observer"]
"""The arguments that a layer's hooks name: invocation and outcome; plain values, with ``args``
among them; or those of an observer."""


@attrs.frozen
class LayerDoes:
    """The deeds of one layer's hooks. None: it has no such hook."""

    pre: str | None = "pass"
    first: str | None = "pass"
    """around up to its yield; None if the layer has no around."""
    second: str = "pass"
    post: str | None = "pass"
    guard: bool = False
    is_async: bool = False
    """Whether its hooks are."""
    names: Names = "objects"
    again: tuple[str, ...] = ()
    """The deeds of around before it yields again, each time; empty if its layer does not repeat."""


# What hooks can do that name no more than this.
WITHOUT_INVOCATION = tuple(does for does in IN if "respond" not in does)
WITHOUT_ARGS = tuple(does for does in WITHOUT_INVOCATION if "set arg" not in does)
WITHOUT_OUTCOME = ("pass", "return a value", "raise because of it", "abort", *RAISE)
HOOK_DEEDS: dict[Names, dict[str, tuple[str, ...]]] = {
    "objects": {
        "pre": IN,
        "first": (*IN, *FIRST_ONLY),
        "second": (*OUT, *SECOND_ONLY),
        "post": OUT,
    },
    "values": {
        "pre": WITHOUT_INVOCATION,
        "first": (*WITHOUT_INVOCATION, "return", "yield a value"),
        "second": (*(does for does in OUT if does != "respond"), *SECOND_ONLY),
        "post": WITHOUT_OUTCOME,
    },
    "observer": {
        "pre": WITHOUT_ARGS,
        "first": (*WITHOUT_ARGS, "return", "yield a value"),
        "second": (*(does for does in OUT if does != "respond"), *SECOND_ONLY),
        "post": WITHOUT_OUTCOME,
    },
}


@attrs.frozen
class Scenario:
    """The deeds of all layers and of the function in one invocation."""

    layers: tuple[LayerDoes, ...]
    function: str = "return"
    is_async: bool = False
    """Whether the function is."""


# --- The model -----------------------------------------------------------------------------------

Event = tuple[object, ...]
UNSEEN = "what the hook did not name"


@attrs.frozen
class Ending:
    """The end of an invocation: a value, or an error."""

    value: object = None
    error: str | None = None
    """The error's type and label."""
    passes: bool = False
    """Whether no hook may clear it."""
    skipped_by: str | None = None


@attrs.define
class Expected:
    """The design's rules for one invocation, read as plainly as they are written there."""

    scenario: Scenario
    events: list[Event] = attrs.field(factory=list)
    hook_errors: Counter[str] = attrs.field(factory=Counter)
    """By plugin."""
    arg: object = "original"
    cancelled: bool = False
    calls: int = 0

    def run(self) -> Ending:
        """Return how the invocation ends; `events` then has what happened, in order."""
        ending = self.layer(0)
        if ending.error is None or ending.passes or ending.error.split()[0] not in UNANSWERED:
            return ending
        # No hook's is left: a guard's is wrapped where it is raised.
        return attrs.evolve(ending, error=f"FunctionExit for {ending.error}")

    def layer(self, index: int) -> Ending:
        if index == len(self.scenario.layers):
            return self.call()
        does, resumed = self.scenario.layers[index], False
        ending = None if does.pre is None else self.way_in(index, "pre", does.pre)
        if ending is None and does.first is not None:
            ending = self.way_in(index, "first", does.first)
            resumed = does.first in ("pass", "set arg", "respond") or "yield" in does.first
        answered, at_yield = ending is not None, self.arg
        if ending is None:
            ending = self.layer(index + 1)
        if does.again:
            self.arg = at_yield
        if resumed:
            ending = self.resumed(index, ending, answered=answered)
        if does.post is not None:
            ending = self.way_out(index, "post", does.post, ending)
        return ending

    def resumed(self, index: int, ending: Ending, *, answered: bool) -> Ending:
        """Return what around made of how the invocation ended, which it may have repeated."""
        does = self.scenario.layers[index]
        for deed in does.again:
            self.note_way_out(index, "again", ending)
            if deed in RAISE or deed == CANCELLED or (ending.passes and deed in CHANGES_ERROR):
                return self.judged(index, "again", deed, ending)
            if deed == "set arg":
                self.arg = f"arg of again{index}"
            if answered or deed == "yield a value" or self.is_ending(ending):
                return self.judged(index, "again", "yield", ending)
            at_yield = self.arg
            ending = self.layer(index + 1)
            self.arg = at_yield
        return self.way_out(index, "second", does.second, ending)

    def is_ending(self, ending: Ending) -> bool:
        """Return whether nothing may run again."""
        if ending.passes or (self.cancelled and sys.version_info >= (3, 11)):
            return True
        # Python 3.10 does not say whether a cancellation was taken back.
        cancelled = (ending.error or "").startswith("CancelledError")
        return cancelled and self.scenario.is_async and sys.version_info < (3, 11)

    def way_in(self, index: int, hook: str, does: str) -> Ending | None:
        """Return what a hook on the way in made the invocation end in, None if it goes on."""
        self.events.append((f"{hook}{index}", self.seen_arg(index)))
        plugin, where = f"p{index}", f"{hook}{index}"
        if hook == "first" and self.scenario.layers[index].is_async:
            # An async generator cannot return a value.
            does = does.replace("return a value", "return")
        if does == "pass":
            return None
        if does == "set arg":
            self.arg = f"arg of {where}"
            return None
        if does in ("respond", "respond and return"):
            return Ending(f"response of {where}", skipped_by=plugin)
        if does in ("abort", "respond and abort"):
            return Ending(error=f"AbortInvocation {where}", skipped_by=plugin)
        # Everything else is a hook error: around has to yield, and no hook to return a value.
        mistake = "return" in does or "yield" in does
        error = self.hook_error(index, where, does, "HookError" if mistake else None)
        return attrs.evolve(error, skipped_by=plugin) if error is not None else None

    def seen_arg(self, index: int) -> object:
        """Return the argument, if the layer's hooks see it."""
        return UNSEEN if self.scenario.layers[index].names == "observer" else self.arg

    def call(self) -> Ending:
        does = self.scenario.function
        self.calls += 1
        self.events.append(("call", self.arg))
        if does == FAIL_ONCE:
            does = "raise ValueError" if self.calls == 1 else "return"
        if does == "return":
            return Ending("value of call")
        if does == CANCELLED:
            self.cancelled = True
            return Ending(error="CancelledError ", passes=True)
        kind = does.removeprefix("raise ")
        return Ending(error=f"{kind} call", passes=self.passes(kind))

    def way_out(self, index: int, hook: str, does: str, ending: Ending) -> Ending:
        """Return what a hook on the way out made of how the invocation ended."""
        self.note_way_out(index, hook, ending)
        return self.judged(index, hook, does, ending)

    def note_way_out(self, index: int, hook: str, ending: Ending) -> None:
        where, layer = f"{hook}{index}", self.scenario.layers[index]
        skipped_by = ending.skipped_by
        if hook == "post" and layer.names != "objects":
            skipped_by = UNSEEN
        self.events.append((where, ending.error or ending.value, skipped_by, self.seen_arg(index)))

    def judged(self, index: int, hook: str, does: str, ending: Ending) -> Ending:
        """Return how the invocation ends after a hook on the way out."""
        where, layer = f"{hook}{index}", self.scenario.layers[index]
        if hook == "second" and layer.is_async:
            # An async generator cannot return a value.
            does = {"return a value": "pass", "set value and return a value": "set value"}.get(
                does, does
            )
        changed = changed_by(does, where, ending)
        if changed is not None:
            failed = changed.error not in (None, ending.error) and "set value" not in does
            return attrs.evolve(changed, value=None) if layer.guard and failed else changed
        refused = REFUSED.get(does)
        if ending.passes and does in CHANGES_ERROR:
            refused = "HookError"
        error = self.hook_error(index, where, does, refused)
        if error is None:
            return ending
        ending = attrs.evolve(ending, value=None)
        if ending.passes and not error.passes:
            return ending
        if ending.error is not None and ending.error.startswith("KeyboardInterrupt"):
            return ending
        return attrs.evolve(error, value=ending.value, skipped_by=ending.skipped_by)

    def hook_error(
        self, index: int, where: str, does: str, refused: str | None = None
    ) -> Ending | None:
        """Return what a hook error makes the invocation end in: nothing, but for guards."""
        if does == CANCELLED:
            self.cancelled = True
            return Ending(error="CancelledError ", passes=True)
        kind = refused or kind_of(does)
        if self.passes(kind):
            return Ending(error=f"{kind} {where}", passes=True)
        self.hook_errors[f"p{index}"] += 1
        if not self.scenario.layers[index].guard:
            return None
        if kind == "HookError":
            return Ending(error="HookError")
        if kind in ("ValueError", "AbortInvocation"):
            return Ending(error=f"{kind} {where}")
        return Ending(error=f"HookError for {kind} {where}")

    def passes(self, kind: str) -> bool:
        if kind == "KeyboardInterrupt":
            return True
        real = self.cancelled or sys.version_info < (3, 11)
        return kind == "CancelledError" and self.scenario.is_async and real


UNANSWERED = {name for name, kind in ERRORS.items() if not issubclass(kind, Exception)}
"""The errors that neither worker answers."""


def kind_of(does: str) -> str:
    """Return the type of the error that a hook raises on purpose."""
    if "interrupt" in does:
        return "KeyboardInterrupt"
    return does.removeprefix("raise ") if does in RAISE else "ValueError"


def changed_by(does: str, where: str, ending: Ending) -> Ending | None:
    """Return the ending after a hook that keeps the rules, None if it raises or breaks one."""
    if does in ("pass", "result") or (does == "result, set error" and ending.error is None):
        return ending
    if does.endswith("raise because of it"):
        return raised_because(does, where, ending)
    if does == "set value":
        return attrs.evolve(ending, value=f"value of {where}")
    changes: dict[str, dict[str, str | None]] = {
        "set error": {"error": f"ValueError set by {where}"},
        "result, set error": {"error": f"ValueError set by {where}"},
        "set error, result": {"error": f"ValueError set by {where}"},
        "clear": {"error": None},
        "clear and set value": {"error": None, "value": f"value of {where}"},
    }
    if ending.passes or does not in changes:
        return None
    changed: Any = changes[does]
    return attrs.evolve(ending, **changed)


def raised_because(does: str, where: str, ending: Ending) -> Ending | None:
    """Return the ending after a hook that raises because of the error, if there is one."""
    if ending.passes or (ending.error is None and "set error" not in does):
        return None
    replaced = attrs.evolve(ending, error=f"ValueError {where}")
    return attrs.evolve(replaced, value=f"value of {where}") if "set value" in does else replaced


def described(error: BaseException) -> str:
    """Describe an error as `Expected` does."""
    if isinstance(error, (HookError, FunctionExit)):
        name = type(error).__name__
        return f"{name} for {described(error.__cause__)}" if error.__cause__ else name
    return f"{type(error).__name__} {error}"


# --- Plugins and a function that do it -----------------------------------------------------------


@attrs.define
class Recorder:
    """The events of an invocation, in their order."""

    events: list[Event] = attrs.field(factory=list)

    def on_way_in(self, where: str, seen: Seen) -> None:
        self.events.append((where, seen.arg))

    def on_way_out(self, where: str, seen: Seen) -> None:
        result = seen.value if seen.error is None else described(seen.error)
        self.events.append((where, result, seen.skipped_by, seen.arg))


@attrs.define
class Seen:
    """The values that a hook was passed."""

    invocation: Invocation | None = None
    outcome: Outcome | None = None
    args: Any = None
    value: object = None
    error: BaseException | None = None
    skipped_by: str | None = UNSEEN

    def __attrs_post_init__(self) -> None:
        if self.outcome is not None:
            self.value, self.error = self.outcome.value, self.outcome.error
            self.skipped_by = self.outcome.skipped_by
            assert self.outcome.skipped == (self.skipped_by is not None)

    @property
    def arg(self) -> object:
        """The function's argument, as it now is."""
        args = self.args if self.invocation is None else self.invocation.args
        return UNSEEN if args is None else args["msg"]

    def set_arg(self, value: str) -> None:
        args = self.args if self.invocation is None else self.invocation.args
        args["msg"] = value


def act_on_way_in(does: str, where: str, seen: Seen) -> Any:
    if "set arg" in does:
        seen.set_arg(f"arg of {where}")
    if "respond" in does:
        assert seen.invocation is not None
        seen.invocation.respond(f"response of {where}")
    raise_on_purpose(does, where)
    return VALUE if "a value" in does else None


def act_on_way_out(does: str, where: str, seen: Seen) -> Any:
    if seen.outcome is not None:
        change(does, where, seen.outcome)
    if does == "respond":
        assert seen.invocation is not None
        seen.invocation.respond("too late")
    if does.endswith("because of it"):
        now = None if seen.outcome is None else seen.outcome.error
        raise ValueError(where) from (now or seen.error)
    raise_on_purpose(does, where)
    return VALUE if "a value" in does else None


def change(does: str, where: str, outcome: Outcome) -> None:
    """Change the outcome."""
    if does.startswith("set error"):
        outcome.error = ValueError(f"set by {where}")
    if "result" in does:
        try:
            outcome.result()
        except BaseException:
            if does.endswith("result"):
                raise
            outcome.error = ValueError(f"set by {where}")
    if "clear" in does:
        outcome.error = None
    if "set value" in does:
        outcome.value = f"value of {where}"


VALUE = "a value that a hook returns"


def raise_on_purpose(does: str, where: str) -> None:
    if "abort" in does:
        raise AbortInvocation(where)
    if "raise" in does or "interrupt" in does:
        raise ERRORS[kind_of(does)](where)


ARGUMENTS: dict[Names, tuple[str, str]] = {
    "objects": ("invocation", "invocation, outcome"),
    "values": ("args", "value, error, args"),
    "observer": ("function", "error, value"),
}
"""The arguments of hooks on the way in, and of post."""

# The hooks of one layer. A hook's arguments count, so they are text; `await_` is removed for sync
# hooks, and so is what only one of the kinds can do.
PRE = """
@hookimpl
async def pre_invocation(self, {arguments}):
    seen = Seen({seen})
    recorder.on_way_in("pre{index}", seen)
    await meet(does.pre)
    return act_on_way_in(does.pre, "pre{index}", seen)
"""
AROUND = """
@hookimpl(repeats=bool(does.again))
async def around_invocation(self, {arguments}):
    seen = Seen({seen})
    recorder.on_way_in("first{index}", seen)
    await meet(does.first)
    value = act_on_way_in(does.first, "first{index}", seen)
    if "return" in does.first:
        return {value}
    outcome = yield value
    for deed in does.again:
        seen = Seen(outcome=outcome, {seen})
        recorder.on_way_out("again{index}", seen)
        await meet(deed)
        if deed == "set arg":
            seen.set_arg("arg of again{index}")
        act_on_way_out(deed, "again{index}", seen)
        outcome = yield VALUE if deed == "yield a value" else None
    seen = Seen(outcome=outcome, {seen})
    recorder.on_way_out("second{index}", seen)
    await meet(does.second)
    value = act_on_way_out(does.second, "second{index}", seen)
    if "yield" in does.second:
        yield
    {return_value}
"""
POST = """
@hookimpl
async def post_invocation(self, {arguments}):
    seen = Seen({seen})
    recorder.on_way_out("post{index}", seen)
    await meet(does.post)
    return act_on_way_out(does.post, "post{index}", seen)
"""


def plugin_of(index: int, does: LayerDoes, recorder: Recorder) -> object:
    """Return a plugin whose hooks do what the layer does."""
    on_way_in, on_way_out = ARGUMENTS[does.names]
    hooks = [
        (PRE, does.pre, on_way_in),
        (AROUND, does.first, on_way_in),
        (POST, does.post, on_way_out),
    ]
    names: dict[str, Any] = {
        **globals(),
        "hookimpl": hookimpl,
        "does": does,
        "recorder": recorder,
    }
    members: dict[str, Any] = {"on_error": "fail" if does.guard else "log"}
    for text, deed, arguments in hooks:
        if deed is not None:
            exec(source_of_hook(text, index, arguments, does), names, members)  # noqa: S102 - ours
    return type("Plugin", (), members)()


def source_of_hook(text: str, index: int, arguments: str, does: LayerDoes) -> str:
    """Return the source of a hook that takes these arguments."""
    shown = (name for name in arguments.split(", ") if name != "function")
    source = text.format(
        index=index,
        arguments=arguments,
        seen=", ".join(f"{name}={name}" for name in shown),
        # An async generator cannot return a value.
        value="" if does.is_async else "value",
        return_value="" if does.is_async else "return value",
    )
    return source if does.is_async else re.sub(r"async | *await .*\n", "", source)


async def meet(does: str | None) -> None:
    """Await something, where a task may be cancelled."""
    if does == CANCELLED:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
    await asyncio.sleep(0)


def function_of(scenario: Scenario, recorder: Recorder) -> Callable[[str], Any]:
    calls = 0

    def act(msg: str) -> str:
        nonlocal calls
        calls += 1
        recorder.events.append(("call", msg))
        if scenario.function == FAIL_ONCE and calls == 1:
            where = "call"
            raise ValueError(where)
        if scenario.function in RAISE:
            where = "call"
            raise ERRORS[scenario.function.removeprefix("raise ")](where)
        return "value of call"

    async def async_function(msg: str) -> str:
        if scenario.function != CANCELLED:
            await meet(None)
            return act(msg)
        recorder.events.append(("call", msg))
        await meet(CANCELLED)
        raise AssertionError

    def sync_function(msg: str) -> str:
        return act(msg)

    return async_function if scenario.is_async else sync_function


@attrs.frozen
class Played:
    """The course of an invocation, in funcext or by the model."""

    events: list[Event]
    value: object
    error: str | None
    hook_errors: Counter[str]
    """By plugin, none of them 0."""


def played(scenario: Scenario, loop: asyncio.AbstractEventLoop, *, bridged: bool) -> Played:
    """Run the scenario in funcext."""
    recorder = Recorder()
    plugins = [plugin_of(index, does, recorder) for index, does in enumerate(scenario.layers)]
    served = serve(function_of(scenario, recorder), *plugins, loop=loop if bridged else None)
    try:
        value = (
            loop.run_until_complete(kept(served))
            if scenario.is_async
            else served.call(msg="original")
        )
    except BaseException as caught:
        value = caught
    errors = hook_errors(served)
    if isinstance(value, BaseException):
        return Played(recorder.events, None, described(value), errors)
    return Played(recorder.events, value, None, errors)


async def kept(served: Served) -> object:
    """Return what an invocation raises, for out of its task it could end the loop."""
    try:
        return await served.call(msg="original")
    except BaseException as error:
        return error


def hook_errors(served: Served) -> Counter[str]:
    counts = Counter[str]()
    for plugin, hooks in served.host.stats().items():
        counts[plugin] += sum(hook["errors"] for hook in hooks.values())
    return +counts


def predicted(scenario: Scenario) -> Played:
    """Return the course that the model predicts."""
    model = Expected(scenario)
    ending = model.run()
    value = ending.value if ending.error is None else None
    return Played(model.events, value, ending.error, model.hook_errors)


def check(scenario: Scenario, loop: asyncio.AbstractEventLoop, *, bridged: bool = False) -> None:
    """Compare what funcext does with what the design says.

    Args:
        scenario: what everyone does.
        loop: where async functions run; or, if `bridged`, a loop that runs in another thread, on
            which the async hooks of sync functions run.
        bridged: see `loop`.
    """
    happened = played(scenario, loop, bridged=bridged)
    assert happened == predicted(scenario)
    if not any(does.again for does in scenario.layers):
        left_as_entered([str(event[0]) for event in happened.events], scenario)


def left_as_entered(events: list[str], scenario: Scenario) -> None:
    """Check what holds whatever anyone does: every entered layer is left, once, in reverse."""
    entered = []
    for index, does in enumerate(scenario.layers):
        # A layer with nothing on the way in cannot be seen to be entered.
        if does.post is not None and {f"pre{index}", f"first{index}"} & set(events):
            entered.append(f"post{index}")
    assert [event for event in events if event in entered] == entered[::-1]


# --- Each single thing ---------------------------------------------------------------------------

PLAIN = LayerDoes()
PLACES = ("pre", "first", "second", "post")


def single_deeds(*, is_async: bool, names: Names = "objects") -> Iterator[Scenario]:
    """Yield what can be done at each place, with all others doing nothing of note."""
    cancelled = (CANCELLED,) if is_async else ()
    others = attrs.evolve(PLAIN, is_async=is_async, names=names)
    for index, place, guard in itertools.product(range(3), PLACES, (False, True)):
        for deed in (*HOOK_DEEDS[names][place], *cancelled):
            layers = [others, others, others]
            layers[index] = attrs.evolve(others, **{place: deed}, guard=guard)
            for function in ("return", "raise ValueError"):
                yield Scenario(tuple(layers), function, is_async)
    plain = (others,) * 3
    for function in (*FUNCTION, *cancelled):
        yield Scenario(plain, function, is_async)
        for deed in HOOK_DEEDS[names]["post"]:
            layers = [*plain]
            layers[1] = attrs.evolve(plain[1], post=deed)
            yield Scenario(tuple(layers), function, is_async)


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave out what takes most of the time of thousands of apps, and is not tested here.

    That is the search for installed plugins, none of which is selected, and rendering tracebacks.
    """
    monkeypatch.setattr(scanning, "scan", lambda: ())
    logger = logging.getLogger("funcext.plugins")
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(logging.NOTSET)


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Make the loop in which async functions run."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


@pytest.fixture(scope="module")
def workers_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Make a loop that runs in another thread, as a worker's does beside its pool."""
    with running_loop() as loop:
        yield loop


Loop = asyncio.AbstractEventLoop


class TestEverySingleDeed:
    @pytest.mark.parametrize("place", [*PLACES, "function"])
    @pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
    @pytest.mark.parametrize("names", HOOK_DEEDS)
    def test_the_sequence_and_the_result_are_the_designs(
        self, names: Names, is_async: bool, place: str, loop: Loop
    ) -> None:
        scenarios = [
            scenario
            for scenario in single_deeds(is_async=is_async, names=names)
            if deed_at(scenario) == place
        ]
        assert len(scenarios) >= len(FUNCTION)
        for scenario in scenarios:
            check(scenario, loop)

    def test_sync_hooks_around_an_async_function_follow_the_same_rules(self, loop: Loop) -> None:
        for scenario in single_deeds(is_async=False):
            check(attrs.evolve(scenario, is_async=True), loop)

    def test_async_hooks_around_a_sync_function_follow_the_same_rules(
        self, workers_loop: Loop
    ) -> None:
        for scenario in single_deeds(is_async=False):
            # At the middle layer: crossing threads takes its time.
            if deed_at(scenario) == "function" or scenario.layers[1] != PLAIN:
                layers = tuple(attrs.evolve(does, is_async=True) for does in scenario.layers)
                check(attrs.evolve(scenario, layers=layers), workers_loop, bridged=True)


def deed_at(scenario: Scenario) -> str:
    """Return the place at which something of note is done."""
    for does in scenario.layers:
        for place in PLACES:
            if getattr(does, place) != "pass":
                return place
    return "function"


# --- Mixtures ------------------------------------------------------------------------------------


def layers_of(*, is_async: st.SearchStrategy[bool], cancels: bool) -> st.SearchStrategy[LayerDoes]:
    """Return layers that name any of the arguments."""
    return st.one_of(*(layers_naming(names, is_async, cancels=cancels) for names in HOOK_DEEDS))


def layers_naming(
    names: Names, is_async: st.SearchStrategy[bool], *, cancels: bool
) -> st.SearchStrategy[LayerDoes]:
    cancelled = (CANCELLED,) if cancels else ()

    def hook(place: str) -> st.SearchStrategy[str]:
        return st.just("pass") | st.sampled_from((*HOOK_DEEDS[names][place], *cancelled))

    layers = st.builds(
        LayerDoes,
        pre=st.none() | hook("pre"),
        first=st.none() | hook("first"),
        second=hook("second"),
        post=st.none() | hook("post"),
        guard=st.booleans(),
        is_async=is_async,
        names=st.just(names),
    )
    return layers.filter(lambda does: not (does.pre is does.first is does.post is None))


def observers_of(*, is_async: bool) -> st.SearchStrategy[LayerDoes]:
    """Return layers without around: a stack of them makes no outcome."""
    layers = layers_naming("observer", st.just(is_async), cancels=is_async)
    without = layers.map(lambda does: attrs.evolve(does, first=None))
    return without.filter(lambda does: not (does.pre is does.post is None))


def scenarios_of(
    layers: st.SearchStrategy[LayerDoes], *functions: str, is_async: bool
) -> st.SearchStrategy[Scenario]:
    return st.builds(
        Scenario,
        layers=st.lists(layers, min_size=1, max_size=5).map(tuple),
        function=st.just("return") | st.sampled_from(functions),
        is_async=st.just(is_async),
    )


def repeating(
    layers: st.SearchStrategy[LayerDoes], *, cancels: bool = False
) -> st.SearchStrategy[LayerDoes]:
    """Return layers, most of which repeat what is inside them."""
    cancelled = (CANCELLED,) if cancels else ()

    def repeat(does: LayerDoes) -> st.SearchStrategy[LayerDoes]:
        if does.first is None or does.second in SECOND_ONLY:
            return st.just(does)
        deeds = AGAIN if does.names == "observer" else AGAIN_WITH_ARGS
        if does.is_async:
            deeds = (*deeds, *cancelled)
        deed = st.just("pass") | st.sampled_from((*deeds, "yield a value"))
        again = st.lists(deed, max_size=2).map(tuple)
        return again.map(lambda again: attrs.evolve(does, again=again))

    return layers.flatmap(repeat)


def repeated_scenarios(
    layers: st.SearchStrategy[LayerDoes], *functions: str, is_async: bool
) -> st.SearchStrategy[Scenario]:
    return st.builds(
        Scenario,
        layers=st.lists(repeating(layers, cancels=is_async), min_size=1, max_size=4).map(tuple),
        function=st.sampled_from(("return", FAIL_ONCE, "raise ValueError", *functions)),
        is_async=st.just(is_async),
    )


SYNC = scenarios_of(layers_of(is_async=st.just(False), cancels=False), *FUNCTION, is_async=False)
ASYNC = scenarios_of(
    st.one_of(
        layers_of(is_async=st.just(True), cancels=True),
        layers_of(is_async=st.just(False), cancels=False),
    ),
    *FUNCTION,
    CANCELLED,
    is_async=True,
)
BRIDGED = scenarios_of(layers_of(is_async=st.booleans(), cancels=False), *FUNCTION, is_async=False)

OBSERVED = scenarios_of(observers_of(is_async=False), *FUNCTION, is_async=False) | scenarios_of(
    observers_of(is_async=False) | observers_of(is_async=True), *FUNCTION, is_async=True
)

REPEATED = repeated_scenarios(
    layers_of(is_async=st.just(False), cancels=False), *FUNCTION, is_async=False
)
ASYNC_REPEATED = repeated_scenarios(
    st.one_of(
        layers_of(is_async=st.just(True), cancels=True),
        layers_of(is_async=st.just(False), cancels=False),
    ),
    *FUNCTION,
    CANCELLED,
    is_async=True,
)
BRIDGED_REPEATED = repeated_scenarios(
    layers_of(is_async=st.booleans(), cancels=False), *FUNCTION, is_async=False
)

thorough = settings(max_examples=200, deadline=None)


class TestMixtures:
    @thorough
    @given(scenario=SYNC)
    def test_around_a_sync_function(self, scenario: Scenario, loop: Loop) -> None:
        check(scenario, loop)

    @thorough
    @given(scenario=ASYNC)
    def test_around_an_async_function(self, scenario: Scenario, loop: Loop) -> None:
        check(scenario, loop)

    @thorough
    @given(scenario=OBSERVED)
    def test_of_observers_alone(self, scenario: Scenario, loop: Loop) -> None:
        check(scenario, loop)

    @thorough
    @given(scenario=REPEATED)
    def test_that_repeat_around_a_sync_function(self, scenario: Scenario, loop: Loop) -> None:
        check(scenario, loop)

    @thorough
    @given(scenario=ASYNC_REPEATED)
    def test_that_repeat_around_an_async_function(self, scenario: Scenario, loop: Loop) -> None:
        check(scenario, loop)

    @settings(thorough, max_examples=100)
    @given(scenario=BRIDGED_REPEATED)
    def test_that_repeat_on_the_loop_around_a_sync_function(
        self, scenario: Scenario, workers_loop: Loop
    ) -> None:
        check(scenario, workers_loop, bridged=True)

    @settings(thorough, max_examples=100)
    @given(scenario=BRIDGED)
    def test_of_sync_and_async_hooks_around_a_sync_function(
        self, scenario: Scenario, workers_loop: Loop
    ) -> None:
        check(scenario, workers_loop, bridged=True)


# --- By hand -------------------------------------------------------------------------------------

WAY_IN = "pre0 first0 pre1 first1 pre2 first2"
WAY_OUT = "second2 post2 second1 post1 second0 post0"
BY_HAND = [
    # Who does what, the hooks in the order in which they run, what the worker gets.
    ({}, f"{WAY_IN} call {WAY_OUT}", "value of call"),
    ({"call": "raise ValueError"}, f"{WAY_IN} call {WAY_OUT}", "ValueError call"),
    ({"pre0": "respond"}, "pre0 post0", "response of pre0"),
    (
        {"first1": "respond"},
        "pre0 first0 pre1 first1 second1 post1 second0 post0",
        "response of first1",
    ),
    (
        {"first1": "respond and return"},
        "pre0 first0 pre1 first1 post1 second0 post0",
        "response of first1",
    ),
    ({"pre1": "abort"}, "pre0 first0 pre1 post1 second0 post0", "AbortInvocation pre1"),
    (
        {"first2": "abort"},
        f"{WAY_IN} post2 second1 post1 second0 post0",
        "AbortInvocation first2",
    ),
    ({"pre1": "abort", "post0": "clear and set value"}, None, "value of post0"),
    ({"pre1": "raise ValueError"}, f"{WAY_IN} call {WAY_OUT}", "value of call"),
    (
        {"first1": "raise SystemExit"},
        f"{WAY_IN} call second2 post2 post1 second0 post0",
        "value of call",
    ),
    (
        {"pre1": "raise ValueError", "guard": 1},
        "pre0 first0 pre1 post1 second0 post0",
        "ValueError pre1",
    ),
    (
        {"pre1": "raise SystemExit", "guard": 1},
        "pre0 first0 pre1 post1 second0 post0",
        "HookError for SystemExit pre1",
    ),
    (
        {"post2": "raise ValueError", "guard": 2, "second0": "clear and set value"},
        f"{WAY_IN} call {WAY_OUT}",
        "value of second0",
    ),
    ({"pre1": "raise KeyboardInterrupt", "post0": "clear"}, None, "KeyboardInterrupt pre1"),
    ({"post1": "set value and raise"}, f"{WAY_IN} call {WAY_OUT}", "value of call"),
    ({"post1": "set value", "second0": "set value and yield"}, None, "value of post1"),
    (
        {"call": "raise SystemExit"},
        f"{WAY_IN} call {WAY_OUT}",
        "FunctionExit for SystemExit call",
    ),
    ({"pre1": "return a value"}, f"{WAY_IN} call {WAY_OUT}", "value of call"),
    ({"pre1": "return a value", "guard": 1}, "pre0 first0 pre1 post1 second0 post0", "HookError"),
    ({"pre1": "respond and return a value"}, f"{WAY_IN} call {WAY_OUT}", "value of call"),
    (
        {"first1": "yield a value", "guard": 1},
        "pre0 first0 pre1 first1 second1 post1 second0 post0",
        "HookError",
    ),
    ({"post1": "return a value", "guard": 1}, f"{WAY_IN} call {WAY_OUT}", "HookError"),
    ({"post1": "raise ValueError", "guard": 1, "post0": "clear"}, None, None),
    ({"post1": "set error", "guard": 1, "post0": "clear"}, None, None),
    ({"post1": "set error", "post0": "clear"}, None, "value of call"),
    ({"call": "raise ValueError", "second1": "raise because of it"}, None, "ValueError second1"),
    ({"second1": "raise because of it"}, None, "value of call"),
    ({"call": "raise SystemExit", "post2": "clear and set value"}, None, "value of post2"),
]


class TestByHand:
    @pytest.mark.parametrize(("deeds", "sequence", "result"), BY_HAND)
    @pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
    def test_the_rules_are_read_right(
        self,
        deeds: dict[str, Any],
        sequence: str | None,
        result: str | None,
        is_async: bool,
        loop: Loop,
    ) -> None:
        layers = []
        for index in range(3):
            own = {place: deeds.get(f"{place}{index}", "pass") for place in PLACES}
            guard = deeds.get("guard") == index
            layers.append(LayerDoes(**own, guard=guard, is_async=is_async))
        scenario = Scenario(tuple(layers), deeds.get("call", "return"), is_async)
        happened = played(scenario, loop, bridged=False)
        assert (happened.error or happened.value) == result
        if sequence is not None:
            assert " ".join(str(event[0]) for event in happened.events) == sequence
        check(scenario, loop)


# --- Row by row ----------------------------------------------------------------------------------


@attrs.frozen
class Witness:
    """A hook that shows a row of the rules: it changes something, then does what the row says."""

    does: str
    leaves_with: str = ""
    """The type of its own error, if one leaves it."""
    function: str = "return"


WITNESSES = {
    ("in", "returned"): Witness("set arg"),
    ("in", "answered"): Witness("respond"),
    ("in", "aborted"): Witness("respond and abort", "AbortInvocation"),
    ("in", "interrupted"): Witness("set arg and interrupt", "KeyboardInterrupt"),
    ("in", "failed"): Witness("set arg and raise", "ValueError"),
    ("out", "returned"): Witness("set value"),
    ("out", "re-raised"): Witness("set error, result"),
    ("out", "replaced"): Witness(
        "set value and raise because of it", "ValueError", function="raise ValueError"
    ),
    ("out", "aborted"): Witness("set value and abort", "AbortInvocation"),
    ("out", "interrupted"): Witness("set value and interrupt", "KeyboardInterrupt"),
    ("out", "failed"): Witness("set value and raise", "ValueError"),
}
HOOKS = {"in": ("pre", "first"), "out": ("second", "post")}


def row_in(happened: Played, where: str, witness: Witness, *, way: str) -> tuple[str, str, str]:
    """Return the row that an invocation shows, whose middle layer has the witness.

    The layer outside it tries to clear whatever error it finds.
    """
    names = [str(event[0]) for event in happened.events]
    seen_outside = happened.events[names.index("second0")][1:]
    changes = {
        f"{what} {where}" for what in ("arg of", "response of", "value of", "ValueError set by")
    }
    kept = not changes.isdisjoint((*seen_outside, happened.value))
    further = "left" if names[-2:] == ["second0", "post0"] else "not left"
    if way == "in":
        further = "entered" if "pre2" in names else "skipped"
    fate = []
    if happened.hook_errors["p1"]:
        fate.append("logged")
    if f"{witness.leaves_with} {where}" in seen_outside:
        fate.append("fails" if happened.error is None else "passes")
    return ", ".join(fate) or "none", "kept" if kept else "undone", further


class TestTheTable:
    def test_has_a_row_for_everything_that_a_hook_can_do(self) -> None:
        assert set(RULES) == {(*row, guard) for row in WITNESSES for guard in (False, True)}

    @pytest.mark.parametrize(("key", "row"), RULES.items(), ids=[str(key) for key in RULES])
    @pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
    def test_says_what_funcext_and_the_model_do(
        self, key: tuple[str, str, bool], row: tuple[str, ...], is_async: bool, loop: Loop
    ) -> None:
        way, deed, guard = key
        witness = WITNESSES[way, deed]
        outside = LayerDoes(second="clear", is_async=is_async)
        inside = LayerDoes(is_async=is_async)
        for hook in HOOKS[way]:
            changes: dict[str, Any] = {hook: witness.does, "guard": guard}
            middle = attrs.evolve(inside, **changes)
            scenario = Scenario((outside, middle, inside), witness.function, is_async)
            for happened in (played(scenario, loop, bridged=False), predicted(scenario)):
                assert row_in(happened, f"{hook}1", witness, way=way) == row
