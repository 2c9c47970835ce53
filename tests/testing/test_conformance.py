"""The battery: good plugins pass it, and each bad one fails it with the sentence that helps."""

from __future__ import annotations

import collections
import logging
import threading
import time
from collections.abc import AsyncGenerator, Generator, Iterator
from types import ModuleType
from typing import Annotated, Any

import attrs
import azure.functions as func
import pytest

import funcext_core
from funcext_core import (
    AbortInvocation,
    App,
    Invocation,
    Outcome,
    Secret,
    hookimpl,
    provides,
)
from funcext_core.testing import Recorder, assert_plugin_conforms, http_request
from funcext_timer import Timer
from testing.apps import Guard, Shout


ALLOWED = http_request(headers={"authorization": "Bearer secret"})


class RefusesAll:
    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        invocation.refuse(403)


class Aborts:
    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        message = "never"
        raise AbortInvocation(message)


class AsyncSpans:
    def __init__(self) -> None:
        self.open = 0

    @hookimpl
    async def app_start(self, app: App) -> None:
        self.open = 0

    @hookimpl
    async def around_invocation(self, invocation: Invocation) -> Any:
        self.open += 1
        try:
            (yield).result()
        finally:
            self.open -= 1


class OneAtATime:
    """Turns away what overlaps, as a limit may."""

    def __init__(self) -> None:
        self.lock = threading.Lock()

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        if not self.lock.acquire(blocking=False):
            invocation.refuse(429)
        try:
            yield
        finally:
            self.lock.release()


class Once:
    """Processes each message once, and remembers the last few."""

    triggers = ("queueTrigger",)

    def __init__(self) -> None:
        self.seen: dict[str, None] = {}

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        message = invocation.trigger_value
        assert isinstance(message, func.QueueMessage)
        if message.id in self.seen:
            invocation.respond()
        self.seen[str(message.id)] = None
        if len(self.seen) > 4:
            del self.seen[next(iter(self.seen))]


class LastThousand:
    """Keeps something of an invocation for as long as many others."""

    triggers = ("queueTrigger",)

    def __init__(self) -> None:
        self.seen: dict[str, list[str]] = {}
        self.times: collections.deque[object] = collections.deque(maxlen=5000)
        self.log = logging.getLogger("last-thousand")

    @hookimpl
    def pre_invocation(self, invocation_id: str) -> None:
        self.seen[invocation_id] = ["queue"]
        self.times.append([invocation_id])
        self.log.warning("seen %s", invocation_id)
        if len(self.seen) > 1000:
            del self.seen[next(iter(self.seen))]


class QueueGuard:
    on_error = "fail"
    triggers = ("queueTrigger",)

    @hookimpl
    def pre_invocation(self, trigger_value: func.QueueMessage) -> None:
        trigger_value.get_body().decode()


class DaprMessages:
    """For a trigger that the battery does not know."""

    triggers = "daprTopicTrigger"

    @hookimpl
    def pre_invocation(self, trigger_value: str) -> None:
        trigger_value.upper()


class TriesAgain:
    @hookimpl(repeats=True)
    def around_invocation(self) -> Generator[None, Outcome, None]:
        outcome = yield
        if outcome.error is not None:
            yield


class Connection:
    pass


class BothKinds:
    """Hooks of both kinds, and a value that it provides."""

    @provides
    def connection(self) -> Iterator[Connection]:
        yield Connection()

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        invocation.state[self] = "sync"

    @hookimpl(specname="pre_invocation")
    async def pre_async(self, invocation: Invocation) -> None:
        invocation.state[self] = "async"

    @hookimpl
    def post_invocation(self, invocation: Invocation, value: object, elapsed: float) -> None:
        assert invocation.state[self] in {"sync", "async"}


class Extension(func.AppExtensionBase):
    """A worker extension."""

    @classmethod
    def init(cls) -> None: ...


class StrictGuard:
    """A guard that fails what it does not like."""

    on_error = "fail"

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        message = "not allowed"
        raise PermissionError(message)


@attrs.define
class Signed:
    key: str = funcext_core.secret()
    limit: int = 3

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None: ...


@pytest.mark.parametrize(
    "plugin",
    [
        Timer,
        Shout,
        Shout(),
        Recorder,
        RefusesAll,
        Aborts,
        AsyncSpans,
        OneAtATime,
        Once,
        LastThousand,
        QueueGuard,
        DaprMessages,
        TriesAgain,
        BothKinds,
        Extension,
        StrictGuard,
        Signed,
    ],
    ids=lambda plugin: getattr(plugin, "__name__", "instance"),
)
def test_a_good_plugin_conforms(plugin: object) -> None:
    if plugin is Recorder:
        with pytest.raises(AssertionError, match="a leak: 'hooks'"):
            assert_plugin_conforms(plugin)  # it is made to keep everything
        return
    assert_plugin_conforms(plugin)


def test_a_guard_conforms_with_a_request_that_it_lets_pass() -> None:
    assert_plugin_conforms(Guard, request=ALLOWED)


def test_options_are_given_as_in_settings() -> None:
    assert_plugin_conforms(Timer, options={"append_to_http_response": True})


def test_a_module_is_a_plugin() -> None:
    module = ModuleType("plain")
    vars(module)["post_invocation"] = Shout().post_invocation.__func__  # type: ignore[attr-defined] # a function
    with pytest.raises(AssertionError, match="does not conform"):
        assert_plugin_conforms(module)


# -- bad plugins -----------------------------------------------------------------------------------


class Raises:
    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            message = "cannot count errors"
            raise ValueError(message)


class TakesReq:
    triggers = ("httpTrigger",)

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        invocation.state["path"] = invocation.args["req"].url


class GuardTakesReq(TakesReq):
    on_error = "fail"


class GetsReq:
    """Lets everybody in where the parameter has another name."""

    on_error = "fail"
    triggers = ("httpTrigger",)

    @hookimpl
    def pre_invocation(self, invocation: Invocation, args: dict[str, Any]) -> None:
        request = args.get("req")
        if request is not None and "token" not in request.params:
            invocation.refuse(401)


class NeedsAHeader:
    """Its KeyError is about another dict."""

    triggers = ("httpTrigger",)

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        assert invocation.request is not None
        invocation.state["user"] = invocation.request.headers["user"]


class AssumesHttp:
    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        invocation.state["path"] = invocation.request.url  # type: ignore[union-attr] # the mistake


class GuardWithTwoMistakes:
    """Not even a guard does these on purpose."""

    on_error = "fail"

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        found = invocation.request.headers  # type: ignore[union-attr] # the mistake
        return None if found else func.HttpResponse("no")  # type: ignore[return-value] # as above


class AssumesTheSdksRequest:
    triggers = ("httpTrigger",)

    @hookimpl
    def pre_invocation(self, request: func.HttpRequest | None) -> None:
        assert request is not None
        request.get_body()


class AssumesText:
    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        outcome.value += "!"  # type: ignore[operator] # the mistake


class Returns:
    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        return func.HttpResponse(status_code=401)  # type: ignore[return-value] # the mistake


class ReturnsOnTheWayOut:
    @hookimpl
    async def post_invocation(self, outcome: Outcome) -> None:
        return outcome.value  # type: ignore[return-value] # the mistake


class YieldsTwice:
    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        yield
        yield


class Leaks:
    """The tutorial's timer: an entry for every invocation, taken out only by the next hook."""

    def __init__(self) -> None:
        self.began: dict[str, float] = {}

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        self.began[invocation.id] = 0.0

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        if outcome.error is None:
            del self.began[invocation.id]


class KeepsInvocations:
    """In a place that cannot be seen from the plugin."""

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        keep(invocation)


KEPT: list[Invocation] = []
keep = KEPT.append


class SharedList:
    seen: list[str] = []  # noqa: RUF012 - the mistake

    @hookimpl
    def post_invocation(self, invocation: Invocation) -> None:
        self.seen.append(invocation.function.name)


class SharedState:
    """Keeps the data of an invocation in the plugin."""

    triggers = ("httpTrigger",)

    def __init__(self) -> None:
        self.number: str | None = None

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        assert invocation.request is not None
        self.number = invocation.request.params.get("token")

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        if isinstance(outcome.value, func.HttpResponse):
            outcome.value = func.HttpResponse(self.number)


class BeganInThePlugin:
    """The time of one invocation, until the next one begins."""

    def __init__(self) -> None:
        self.began = 0.0

    @hookimpl
    def pre_invocation(self) -> None:
        self.began = time.perf_counter()

    @hookimpl
    def post_invocation(self) -> None:
        logging.getLogger("began").info("%f", time.perf_counter() - self.began)


@attrs.define
class BodyInASlot:
    triggers = ("queueTrigger",)
    body: str = ""

    @hookimpl
    async def around_invocation(
        self, trigger_value: func.QueueMessage
    ) -> AsyncGenerator[None, Outcome]:
        self.body = trigger_value.get_body().decode()
        yield
        logging.getLogger("body").info("%s", self.body)


class CountsInTheClass:
    count = 0

    @hookimpl
    def post_invocation(self) -> None:
        global LATEST  # noqa: PLW0603 - the mistake
        LATEST = object()
        type(self).count += 1


LATEST = object()


STARTED: dict[str, float] = {}


class KeepsInTheModule:
    @hookimpl
    def pre_invocation(self, invocation_id: str) -> None:
        STARTED[invocation_id] = 0.0


class OneOfTheBattery:
    triggers = ("dapr*",)

    @hookimpl
    def pre_invocation(self) -> None: ...


class MixedUpStack:
    """Takes the data of the invocation that came last."""

    triggers = ("httpTrigger",)

    def __init__(self) -> None:
        self.names: list[str | None] = []

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        assert invocation.request is not None
        self.names.append(invocation.request.params.get("token"))
        outcome = yield
        name = self.names.pop()
        if isinstance(outcome.value, func.HttpResponse):
            outcome.value = func.HttpResponse(name)


class StartFails:
    @hookimpl
    async def app_start(self, app: App) -> None:
        message = "no pool"
        raise OSError(message)


class StopFails:
    @hookimpl
    def app_stop(self, app: App) -> None:
        message = "no pool"
        raise OSError(message)


@attrs.define
class OddOption:
    clock: logging.Logger | complex = 0j

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None: ...


@attrs.define
class LogsSecret:
    key: Annotated[str, Secret]

    @hookimpl
    def app_start(self, app: App) -> None:
        logging.getLogger("x").warning("connecting with %s", self.key)


class Misspelled:
    @hookimpl
    def pre_invocatoin(self, invocation: Invocation) -> None: ...


@pytest.mark.parametrize(
    ("plugin", "sentences"),
    [
        (
            Raises,
            [
                "1. hook post_invocation, around a sync HTTP function that raises, and in 3 more",
                "it raised ValueError: cannot count errors",
                "fix: handle it in the hook; to fail the invocation, raise AbortInvocation, or be",
            ],
        ),
        (
            TakesReq,
            [
                "hook pre_invocation, around a sync HTTP function whose parameter is called 'inc",
                "it raised KeyError: 'req', where the parameter has another name",
                "fix: use invocation.request, or invocation.trigger_value",
            ],
        ),
        (GuardTakesReq, ["KeyError: 'req', where the", "fix: use invocation.request"]),
        (
            GetsReq,
            [
                "its hooks, around a sync HTTP function whose parameter is called 'incoming'",
                "it behaves differently where the parameter has another name",
                "fix: use invocation.request",
            ],
        ),
        (NeedsAHeader, ["it raised KeyError: 'user'\n   fix: handle it in the hook"]),
        (
            AssumesHttp,
            [
                "around a sync queue function",
                "'NoneType' object has no attribute 'url'",
                "fix: invocation.request is None there: test for it, or set triggers =",
            ],
        ),
        (
            GuardWithTwoMistakes,
            [
                "1. hook pre_invocation, around a sync HTTP function that returns a str, and in",
                "pre_invocation of plugin 'guard_with_two_mistakes' returned a value",
                "2. hook pre_invocation, around a sync queue function, and in",
                "'NoneType' object has no attribute 'headers'\n   fix: invocation.request is None",
            ],
        ),
        (
            AssumesTheSdksRequest,
            [
                "1 finding",
                "around an async HTTP function that streams its response",
                "fix: use what the web framework's request has, too",
            ],
        ),
        (AssumesText, ["fix: test for the type of the value: functions return None and all"]),
        (
            Returns,
            [
                "pre_invocation of plugin 'returns' returned a value (HttpResponse), which has no",
                "fix: answer with invocation.respond(), or raise AbortInvocation",
            ],
        ),
        (
            ReturnsOnTheWayOut,
            ["returned a value (str)", "fix: set outcome.value or outcome.error instead"],
        ),
        (YieldsTwice, ["yielded twice"]),
        (
            Leaks,
            [
                "what it keeps, around a sync HTTP function that raises",
                "a leak: 'began' has grown by 8 entries in 8 runs",
                "fix: keep data of an invocation in invocation.state",
            ],
        ),
        (
            KeepsInvocations,
            ["a leak: invocations that have ended are still referred to", "fix: keep the values"],
        ),
        (
            SharedList,
            [
                "shared mutable state: 'seen' of its class or module changes",
                "fix: make it a field of the instance",
            ],
        ),
        (
            SharedState,
            [
                "overlapping invocations, around a sync HTTP function, and in 1 more situation",
                "shared mutable state: an invocation overwrites 'number' of another that overlaps",
                "fix: keep data of an invocation in invocation.state, not in the plugin",
            ],
        ),
        (
            BeganInThePlugin,
            [
                "overlapping invocations, around a sync HTTP function, and in 3 more situations",
                "shared mutable state: an invocation overwrites 'began' of another that overlaps",
                "fix: keep data of an invocation in invocation.state, not in the plugin",
            ],
        ),
        (BodyInASlot, ["around a sync queue function, and in 1 more", "overwrites 'body' of"]),
        (
            MixedUpStack,
            ["shared mutable state: an invocation gets data of another that overlaps it"],
        ),
        (
            CountsInTheClass,
            [
                "shared mutable state: 'count' of its class or module changes",
                "shared mutable state: 'LATEST' of its class or module changes",
            ],
        ),
        (KeepsInTheModule, ["a leak: 'STARTED' has grown by 8 entries in 8 runs"]),
        (OneOfTheBattery, ["no function of the battery has a trigger that matches ('dapr*',)"]),
        (StartFails, ["hook app_start, when the app starts", "it raised OSError: no pool"]),
        (StopFails, ["hook app_stop, when the app stops", "it raised OSError: no pool"]),
        (OddOption, ["option clock", "fix: give it a type that a setting can be converted to"]),
        (LogsSecret, ["the value of a secret option is shown in the log", "fix: declare"]),
        (Misspelled, ["loading it", "'pre_invocatoin' is not a funcext hook"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_bad_plugin_fails_with_the_right_sentence(plugin: type, sentences: list[str]) -> None:
    KEPT.clear()
    with pytest.raises(AssertionError) as failed:
        assert_plugin_conforms(plugin)
    KEPT.clear()
    text = str(failed.value)
    assert text.startswith("plugin '")
    assert [sentence for sentence in sentences if sentence not in text] == [], text


def test_the_request_has_to_be_one() -> None:
    with pytest.raises(ValueError, match=r"made with http_request\(\), not with queue_message"):
        assert_plugin_conforms(Shout, request=funcext_core.testing.queue_message())
    with pytest.raises(TypeError, match=r"made with http_request\(\), and is 'GET /'"):
        assert_plugin_conforms(Shout, request="GET /")  # type: ignore[arg-type] # the mistake


def test_what_is_no_plugin_is_refused() -> None:
    with pytest.raises(AssertionError, match="is not a plugin"):
        assert_plugin_conforms("timer")


def test_a_secret_has_to_be_one_that_can_be_searched_for() -> None:
    with pytest.raises(ValueError, match="give one of at least 6 characters"):
        assert_plugin_conforms(Signed, options={"key": "k"})
