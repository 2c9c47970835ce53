"""The plugins of the conformance suite: layers that record what they see, and one that acts.

The file is part of the suite's app: a distribution beside it names its classes in entry points.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncGenerator, Generator
from typing import ClassVar

import attrs
import azure.functions as func

from funcext_core import AbortInvocation, App, Function, Invocation, Outcome, hookimpl


@attrs.define
class Stage:
    """The test's instructions for the next invocation, and a record of it."""

    hook: str = ""
    act: str = ""
    guard: bool = False
    fails: bool = False
    returns: str = "none"
    events: list[str] = attrs.field(factory=list)
    invocations: set[tuple[str, str, str, bool]] = attrs.field(factory=set)

    def note(self, event: str, invocation: Invocation | None = None) -> None:
        """Record an event, and the invocation as the hook sees it."""
        self.events.append(event)
        if invocation is not None:
            function = invocation.function
            seen = (invocation.id, function.name, function.trigger, function.is_async)
            self.invocations.add(seen)

    def value(self, text: str) -> object:
        """Return a text in the form in which the running function returns it."""
        if self.returns == "none":
            return None
        return func.HttpResponse(text) if self.returns == "http" else text


STAGE = Stage()
_NUMBERS = itertools.count()
STARTED: list[tuple[str, str, str]] = []
LOADED: list[tuple[str, str, str, bool, str]] = []


def prepare(hook: str, act: str, returns: str, *, guard: bool, fails: bool) -> Stage:
    """Set the stage for one invocation."""
    global STAGE  # noqa: PLW0603 - the process is one app's, and invokes one function at a time
    STAGE = Stage(hook, act, guard, fails, returns)
    return STAGE


def called(arg: object) -> object:
    """Run the body of every function of the app."""
    text = "changed" if arg == "changed" else "value"
    STAGE.note(f"call {text}")
    if STAGE.fails:
        message = "the function failed"
        raise RuntimeError(message)
    return STAGE.value(text)


def seen(outcome: Outcome) -> str:
    """Describe an outcome: the text of its value, or the name of its error."""
    text = _text(outcome.value) if outcome.error is None else type(outcome.error).__name__
    return f"{text}, skipped" if outcome.skipped else text


def _text(value: object) -> str:
    return value.get_body().decode() if isinstance(value, func.HttpResponse) else str(value)


def _act_before(invocation: Invocation, hook: str, *, guard: bool) -> None:
    if (STAGE.hook, STAGE.guard) != (hook, guard):
        return
    if STAGE.act == "change":
        invocation.args["arg"] = "changed"
    elif STAGE.act == "respond":
        invocation.respond(STAGE.value("answer"))
    elif STAGE.act == "abort":
        message = "the layer aborts"
        raise AbortInvocation(message)
    elif STAGE.act == "raise":
        _raise()


def _act_after(outcome: Outcome, hook: str, *, guard: bool) -> None:
    if (STAGE.hook, STAGE.guard) != (hook, guard):
        return
    if STAGE.act == "replace":
        outcome.value = STAGE.value("replaced")
    elif STAGE.act == "clear":
        outcome.value = STAGE.value("replaced")
        outcome.error = None
    elif STAGE.act == "fail":
        outcome.error = ValueError("the layer fails it")
    elif STAGE.act == "raise":
        _raise()


def _raise() -> None:
    # A new type each time: not every error of a type that was reported before is logged.
    content = {"__module__": f"{__name__}.{next(_NUMBERS)}"}
    failure: type[Exception] = type("LookupError", (LookupError,), content)
    message = "the hook failed"
    raise failure(message)


class _Loads:
    """The hooks that are always sync."""

    who: ClassVar[str]

    @hookimpl
    def app_start(self, app: App) -> None:
        STARTED.append((self.who, app.worker, app.model))

    @hookimpl
    def post_load(self, function: Function) -> None:
        bindings = json.dumps(sorted(function.bindings))
        LOADED.append((self.who, function.name, function.trigger, function.is_async, bindings))


class _Watch(_Loads):
    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        STAGE.note(f"{self.who} pre", invocation)

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        STAGE.note(f"{self.who} around", invocation)
        outcome = yield
        STAGE.note(f"{self.who} around: {seen(outcome)}", invocation)

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        STAGE.note(f"{self.who} post: {seen(outcome)}", invocation)


class _WatchAsync(_Loads):
    @hookimpl
    async def pre_invocation(self, invocation: Invocation) -> None:
        STAGE.note(f"{self.who} pre", invocation)

    @hookimpl
    async def around_invocation(self, invocation: Invocation) -> AsyncGenerator[None, Outcome]:
        STAGE.note(f"{self.who} around", invocation)
        outcome = yield
        STAGE.note(f"{self.who} around: {seen(outcome)}", invocation)

    @hookimpl
    async def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        STAGE.note(f"{self.who} post: {seen(outcome)}", invocation)


class _Act:
    is_guard: ClassVar[bool] = False

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        _act_before(invocation, "pre", guard=self.is_guard)

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        _act_before(invocation, "around", guard=self.is_guard)
        outcome = yield
        _act_after(outcome, "after" if STAGE.act == "raise" else "around", guard=self.is_guard)

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        _act_after(outcome, "post", guard=self.is_guard)


class _ActAsync:
    is_guard: ClassVar[bool] = False

    @hookimpl
    async def pre_invocation(self, invocation: Invocation) -> None:
        _act_before(invocation, "pre", guard=self.is_guard)

    @hookimpl
    async def around_invocation(self, invocation: Invocation) -> AsyncGenerator[None, Outcome]:
        _act_before(invocation, "around", guard=self.is_guard)
        outcome = yield
        _act_after(outcome, "after" if STAGE.act == "raise" else "around", guard=self.is_guard)

    @hookimpl
    async def post_invocation(self, outcome: Outcome) -> None:
        _act_after(outcome, "post", guard=self.is_guard)


class Outer(_Watch):
    """The outermost layer."""

    who = "outer"


class Inner(_Watch):
    """The innermost layer."""

    who = "inner"


class Actor(_Act):
    """The layer between them."""


class Guard(_Act):
    """The layer between them, as a guard."""

    is_guard = True
    on_error = "fail"


class OuterAsync(_WatchAsync):
    """The outermost layer, its hooks async."""

    who = "outer"


class InnerAsync(_WatchAsync):
    """The innermost layer, its hooks async."""

    who = "inner"


class ActorAsync(_ActAsync):
    """The layer between them, its hooks async."""


class GuardAsync(_ActAsync):
    """The layer between them, as a guard, its hooks async."""

    is_guard = True
    on_error = "fail"
