"""The conformance suite's table: what a plugin does, around which function, on which way in.

`test_conformance.py` runs every case on every way in, and `scripts/workers_table.py` writes
`docs/workers.md` from the same table. The differences that a worker forces, and their reasons, are
in `Ending.on_bridge`, `expected` and `Way.post_load`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import attrs

from drivers import inputs
from drivers.inputs import Delivery


# --- The ways in --------------------------------------------------------------------------------


@attrs.frozen
class Way:
    """One way for plugins into an app, as a column of the documentation."""

    key: str
    worker: str
    model: str
    line: str
    """The call or decorator that the app's owner writes."""
    post_load: str
    """The time when `post_load` runs: the one difference between the models."""
    paths: tuple[str, ...] = ("",)
    """The paths that an invocation can take into this worker; all are tested."""

    @property
    def is_lazy(self) -> bool:
        """Whether a function's layers are compiled at its first call."""
        return self.post_load == _AT_FIRST_CALL

    @property
    def is_bridge(self) -> bool:
        """Whether the way is the classic worker's extension interface, with its limits."""
        return self.key == "classic v1 install"

    def __str__(self) -> str:
        return self.key


_LIBRARY_PATHS = ("handle_event", "native", "native_sync")

_AT_INDEX = "when the app is indexed"
_AT_FIRST_CALL = "at the function's first call, when its layers are compiled"

WAYS = (
    Way("classic v2", "classic worker", "v2", "install(app)", _AT_INDEX),
    Way("library v2", "library runtime", "v2", "install(app)", _AT_INDEX, _LIBRARY_PATHS),
    Way("local v2", "local host", "v2", "install(app)", _AT_INDEX),
    Way("classic v1 instrument", "classic worker", "v1", "@instrument", _AT_FIRST_CALL),
    Way(
        "library v1 instrument",
        "library runtime",
        "v1",
        "@instrument",
        _AT_FIRST_CALL,
        _LIBRARY_PATHS,
    ),
    Way(
        "classic v1 install",
        "classic worker",
        "v1",
        "install()",
        "when the worker loads the function",
    ),
)

ENGINE_WAYS = (
    Way("engine v2", "engine", "v2", "install(app)", _AT_INDEX),
    Way("engine v1 instrument", "engine", "v1", "@instrument", _AT_FIRST_CALL),
)
"""Ways without a column in the documentation, which has the local host that runs on the engine."""


# --- What plugins do ----------------------------------------------------------------------------


NEVER_LEFT = "never left"
"""The layer is entered, and none of its hooks is called after the function."""


@attrs.frozen
class Sight:
    """The result of an invocation as three parties see it: a returned text, or an error's name."""

    inner: str | None
    """For the layer inside the one that acts; None if it is not entered."""
    outer: str | None
    """For the layer outside the one that acts; None if no layer is entered at all."""
    caller: str
    """For the host."""


_VALUE = Sight("value", "value", "value")
_ERROR = Sight("RuntimeError", "RuntimeError", "RuntimeError")
_UNSEEN_ERROR = Sight(NEVER_LEFT, NEVER_LEFT, "RuntimeError")

_NO_ERRORS = "The worker calls no hook after a function that raised."
_NO_ANSWER = "The worker calls the function whatever its hooks do."
_IN_PLACE = "Only an HttpResponse can be changed, in place: the worker keeps the object it has."
_NO_FAILURE = "A hook cannot fail an invocation there."
_NO_GUARD = "A guard cannot protect a function there: naming one is a load error."
_NO_AWAIT = (
    "The worker calls hooks on its loop and awaits none: around an async function no async hook is "
    "called."
)


@attrs.frozen
class Ending:
    """The end of an invocation, given what the function and the layer that acts do."""

    key: str
    says: str
    """The text for the documentation: "a plugin can ..."."""
    act: tuple[str, str]
    """The hook in which the layer acts, and its act."""
    sight: Sight
    fails: bool = False
    """Whether the function raises."""
    guard: bool = False
    """Whether the layer that acts is a guard."""
    logged: str | None = None
    """The hook whose error is logged."""
    on_bridge: Sight | None = None
    """The sight that the classic worker's extension interface forces, if it differs."""
    reason: str = ""
    """The reason for that difference."""
    in_place: bool = False
    """Whether an `HttpResponse` makes no difference, since it can be changed in place."""

    @property
    def own(self) -> str:
        """The result of the function alone, as the caller sees it."""
        return "RuntimeError" if self.fails else "value"

    def __str__(self) -> str:
        return self.key


_NOTHING = ("", "")
_ANSWER = Sight(None, "answer, skipped", "answer")
_ABORT = Sight(None, "AbortInvocation, skipped", "AbortInvocation")
_REPLACED = Sight("value", "replaced", "replaced")
_REFUSED = Sight(None, "LookupError, skipped", "LookupError")
_FAILED_LATE = Sight("value", "LookupError", "LookupError")

ENDINGS = (
    Ending("returns", "see a call and its value", _NOTHING, _VALUE),
    Ending(
        "raises",
        "see the function's error",
        _NOTHING,
        _ERROR,
        fails=True,
        on_bridge=_UNSEEN_ERROR,
        reason=_NO_ERRORS,
    ),
    Ending(
        "argument changed",
        "change an argument",
        ("pre", "change"),
        Sight("changed", "changed", "changed"),
    ),
    *(
        Ending(
            f"answered in {hook}",
            f"answer in the function's place, in `{hook}_invocation`",
            (hook, "respond"),
            _ANSWER,
            on_bridge=_VALUE,
            reason=_NO_ANSWER,
        )
        for hook in ("pre", "around")
    ),
    *(
        Ending(
            f"aborted in {hook}",
            f"abort, in `{hook}_invocation`",
            (hook, "abort"),
            _ABORT,
            on_bridge=_VALUE,
            reason=_NO_ANSWER,
        )
        for hook in ("pre", "around")
    ),
    *(
        Ending(
            f"value replaced in {hook}",
            f"replace the value, in `{hook}_invocation`",
            (hook, "replace"),
            _REPLACED,
            on_bridge=_VALUE,
            reason=_IN_PLACE,
            in_place=True,
        )
        for hook in ("around", "post")
    ),
    Ending(
        "value made an error",
        "make a value an error",
        ("post", "fail"),
        Sight("value", "ValueError", "ValueError"),
        on_bridge=_VALUE,
        reason=_NO_FAILURE,
    ),
    Ending(
        "error replaced",
        "replace the error",
        ("post", "fail"),
        Sight("RuntimeError", "ValueError", "ValueError"),
        fails=True,
        on_bridge=_UNSEEN_ERROR,
        reason=_NO_ERRORS,
    ),
    *(
        Ending(
            f"error cleared in {hook}",
            f"clear the error, in `{hook}_invocation`",
            (hook, "clear"),
            Sight("RuntimeError", "replaced", "replaced"),
            fails=True,
            on_bridge=_UNSEEN_ERROR,
            reason=_NO_ERRORS,
        )
        for hook in ("around", "post")
    ),
    Ending(
        "pre raises",
        "raise in `pre_invocation`: the function's result is not changed",
        ("pre", "raise"),
        _VALUE,
        logged="pre_invocation",
    ),
    Ending(
        "around raises early",
        "raise in `around_invocation` before the yield: no change",
        ("around", "raise"),
        _VALUE,
        logged="around_invocation",
    ),
    Ending(
        "around raises late",
        "raise in `around_invocation` after the yield: no change",
        ("after", "raise"),
        _VALUE,
        logged="around_invocation",
    ),
    Ending(
        "post raises",
        "raise in `post_invocation`: no change",
        ("post", "raise"),
        _VALUE,
        logged="post_invocation",
    ),
    Ending(
        "guard's pre raises",
        "fail the invocation as a guard that raises before the function",
        ("pre", "raise"),
        _REFUSED,
        guard=True,
        logged="pre_invocation",
        reason=_NO_GUARD,
    ),
    Ending(
        "guard's around raises",
        "the same, in `around_invocation`",
        ("around", "raise"),
        _REFUSED,
        guard=True,
        logged="around_invocation",
        reason=_NO_GUARD,
    ),
    Ending(
        "guard's post raises",
        "fail the invocation as a guard that raises after the function",
        ("post", "raise"),
        _FAILED_LATE,
        guard=True,
        logged="post_invocation",
        reason=_NO_GUARD,
    ),
)

RETURNS, RAISES = ENDINGS[:2]


# --- What triggers functions --------------------------------------------------------------------


@attrs.frozen(eq=False)
class Trigger:
    """A trigger, declared in both models, and the input that is sent to it."""

    key: str
    decorators: tuple[str, ...]
    """The decorators in the v2 model; the parameter is `arg` and the function `{name}`."""
    annotation: str
    bindings: tuple[Mapping[str, str], ...]
    """The bindings in the v1 model, as in `function.json`."""
    sent: Delivery
    fired: str = ""
    """The string from which the local host makes the same input."""
    returns: Literal["none", "http", "text", "json"] = "none"
    """The form in which a result travels; `none` if the function cannot return one."""

    @property
    def type(self) -> str:
        """The binding type, such as `timerTrigger`."""
        return self.bindings[0]["type"]

    def __str__(self) -> str:
        return self.key


def _trigger(type: str, **more: str) -> dict[str, str]:
    return {"type": type, "direction": "in", "name": "arg", **more}


_QUEUE = {"queueName": "q", "connection": "c"}
_TO_QUEUE = {"type": "queue", "direction": "out", "name": "$return", **_QUEUE}

HTTP = Trigger(
    "HTTP",
    ('@app.route(route="{name}", trigger_arg_name="arg")',),
    "func.HttpRequest",
    (_trigger("httpTrigger"), {"type": "http", "direction": "out", "name": "$return"}),
    inputs.http_request("body"),
    returns="http",
)
QUEUE = Trigger(
    "queue, returns to a queue",
    (
        '@app.queue_trigger(arg_name="arg", queue_name="q", connection="c")',
        '@app.queue_output(arg_name="$return", queue_name="q", connection="c")',
    ),
    "func.QueueMessage",
    (_trigger("queueTrigger", **_QUEUE), _TO_QUEUE),
    inputs.queue_message("body"),
    "body",
    returns="text",
)
TIMER = Trigger(
    "timer",
    ('@app.timer_trigger(arg_name="arg", schedule="0 * * * * *")',),
    "func.TimerRequest",
    (_trigger("timerTrigger", schedule="0 * * * * *"),),
    inputs.timer(),
)
TRIGGERS = (
    HTTP,
    QUEUE,
    TIMER,
    Trigger(
        "Service Bus",
        ('@app.service_bus_queue_trigger(arg_name="arg", queue_name="q", connection="c")',),
        "func.ServiceBusMessage",
        (_trigger("serviceBusTrigger", **_QUEUE),),
        inputs.service_bus_message("body"),
        "body",
    ),
    Trigger(
        "Event Hubs",
        ('@app.event_hub_message_trigger(arg_name="arg", event_hub_name="h", connection="c")',),
        "func.EventHubEvent",
        (_trigger("eventHubTrigger", eventHubName="h", connection="c"),),
        inputs.event_hub_event("body"),
        "body",
    ),
    Trigger(
        "Event Hubs, many",
        (
            """@app.event_hub_message_trigger(
                arg_name="arg", event_hub_name="h", connection="c", cardinality="many"
            )""",
        ),
        "typing.List[func.EventHubEvent]",
        (_trigger("eventHubTrigger", eventHubName="h", connection="c", cardinality="many"),),
        inputs.event_hub_events(["one", "two"]),
        "one",
    ),
    Trigger(
        "blob",
        ('@app.blob_trigger(arg_name="arg", path="c/b", connection="c")',),
        "func.InputStream",
        (_trigger("blobTrigger", path="c/b", connection="c"),),
        inputs.blob(b"content"),
        "content",
    ),
    Trigger(
        "Cosmos DB",
        (
            """@app.cosmos_db_trigger(
                arg_name="arg", container_name="c", database_name="d", connection="c"
            )""",
        ),
        "func.DocumentList",
        (_trigger("cosmosDBTrigger", containerName="c", databaseName="d", connection="c"),),
        inputs.cosmos_documents({"id": "1"}),
        '{"id": "1"}',
    ),
    Trigger(
        "durable activity",
        ('@app.generic_trigger(arg_name="arg", type="activityTrigger")',),
        "",
        (_trigger("activityTrigger"),),
        inputs.activity({"a": 1}),
        '{"a": 1}',
        returns="json",
    ),
    Trigger(
        "MCP tool",
        ('@app.generic_trigger(arg_name="arg", type="mcpToolTrigger")',),
        "str",
        (_trigger("mcpToolTrigger"),),
        inputs.mcp_tool("tool", {"a": 1}),
        "{}",
        returns="text",
    ),
    Trigger(
        "any other (generic)",
        ('@app.generic_trigger(arg_name="arg", type="somethingTrigger")',),
        "bytes",
        (_trigger("somethingTrigger"),),
        inputs.delivery(b"data"),
        "data",
        returns="text",
    ),
)


# --- The functions ------------------------------------------------------------------------------


FORMS: Mapping[str, str] = {
    "plain": "has only its trigger",
    "context": "declares `context`",
    "out": "has an `Out` binding",
    "quoted": "has annotations that are strings",
    "decorated": "is decorated with `functools.wraps`",
}
"""Forms of functions in both models; `test_function_shapes.py` has those of the v2 model alone."""


@attrs.frozen
class Function:
    """One function of the suite's app, in both models."""

    trigger: Trigger
    is_async: bool
    form: str = "plain"
    hooks: Literal["sync", "async"] = "sync"
    """The kind of the hooks around it."""

    @property
    def name(self) -> str:
        """The name; the suffix `_awaited` selects async hooks."""
        kind = "async" if self.is_async else "sync"
        words = "".join(char if char.isalnum() else "_" for char in self.trigger.key.lower())
        return f"{words}_{kind}_{self.form}" + ("_awaited" if self.hooks == "async" else "")


@attrs.frozen
class Case:
    """One invocation of the suite."""

    function: Function
    ending: Ending

    def __str__(self) -> str:
        return f"{self.function.name}-{self.ending}"


def _cases() -> Iterator[Case]:
    for is_async in (False, True):
        for ending in ENDINGS:
            for trigger in (HTTP, QUEUE, TIMER):
                yield Case(Function(trigger, is_async), ending)
                yield Case(Function(trigger, is_async, hooks="async"), ending)
        for ending in (RETURNS, RAISES):
            for trigger in TRIGGERS[3:]:
                yield Case(Function(trigger, is_async), ending)
            for form in list(FORMS)[1:]:
                yield Case(Function(HTTP, is_async, form), ending)


CASES = tuple(_cases())
FUNCTIONS = tuple(dict.fromkeys(case.function for case in CASES))


# --- What a worker forces -----------------------------------------------------------------------


@attrs.frozen
class Expected:
    """The expected result of a case on one way in, with the `reason` for a forced difference."""

    sight: Sight
    logged: str | None = None
    """The hook whose error is logged."""
    reason: str = ""


def expected(case: Case, way: Way) -> Expected | None:
    """Return the expected result of a case; None if the app of that way cannot have the case."""
    function, ending = case.function, case.ending
    if not way.is_bridge:
        return Expected(ending.sight, ending.logged)
    if ending.guard:
        return None
    if function.is_async and function.hooks == "async":
        return Expected(Sight(None, None, ending.own), reason=_NO_AWAIT)
    # A function that can only return None has no value that could not be replaced.
    in_place = ending.in_place and function.trigger.returns in ("http", "none")
    if ending.on_bridge is None or in_place:
        return Expected(ending.sight, ending.logged)
    return Expected(ending.on_bridge, ending.logged, ending.reason)


def forced(case: Case, way: Way) -> str:
    """Return the reason why a case differs from other ways in; empty if it does not."""
    found = expected(case, way)
    return case.ending.reason if found is None else found.reason
