"""The calls of hooks, as an engine's observers and results have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from engine.running import Running, v2
from funcext_core._engine import events
from funcext_core._engine.feed import Feed
from funcext_core._engine.results import Result
from funcext_core._hook_call import HookCall
from funcext_core._process import hook_calls_wanted_by


Start = Callable[..., Running]
Facts = tuple[str, str, str, tuple[str, ...], str | None]

FUNCTIONS = """
plugins = funcext_core.install(app)

@app.queue_output(arg_name="$return", queue_name="out", connection="c")
@app.queue_trigger(arg_name="msg", queue_name="q", connection="c")
def f(msg: str) -> str:
    return msg.upper()

@app.queue_output(arg_name="$return", queue_name="out", connection="c")
@app.queue_trigger(arg_name="msg", queue_name="q", connection="c")
async def g(msg: str) -> str:
    return msg.upper()
"""

ONION = """
@plugins.pre_invocation
{a}def pre(invocation):
    invocation.args["msg"] = "hello"

@plugins.around_invocation
{a}def around(invocation):
    outcome = yield
    outcome.value += "!"

@plugins.post_invocation
{a}def post(outcome):
    outcome.error = ValueError(outcome.value)
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start an engine that keeps the calls of hooks, with the source of an app's hooks."""
    with ExitStack() as stack:

        def run(source: str, **options: object) -> Running:
            files = v2(FUNCTIONS + source)
            options = {"keep_hooks": True, **options}
            return stack.enter_context(Running(tmp_path, files, **options))  # type: ignore[arg-type] # passed on

        yield run
    assert len(hook_calls_wanted_by) == 0


def facts_of(call: HookCall) -> Facts:
    error = None if call.error is None else type(call.error).__name__
    return call.plugin, call.hook.removesuffix("_invocation"), call.way, call.changed, error


def calls(result: Result) -> list[Facts]:
    return [facts_of(call) for call in result.hooks]


@pytest.mark.parametrize("function", ["f", "g"])
@pytest.mark.parametrize("a", ["", "async "])
def test_a_result_has_the_calls_in_their_order_with_what_each_changed(
    start: Start, function: str, a: str
) -> None:
    result = start(ONION.format(a=a)).invoke(function, "x")
    assert repr(result.error) == "ValueError('HELLO!')"
    assert calls(result) == [
        ("pre", "pre", "in", ("args",), None),
        ("around", "around", "in", (), None),
        ("around", "around", "out", ("value",), None),
        ("post", "post", "out", ("error",), None),
    ]
    assert all(call.seconds >= 0 for call in result.hooks)
    begins = [call.began for call in result.hooks]
    assert begins == sorted(begins)


CHANGES_NOTHING = """
@plugins.pre_invocation
def pre(): ...
@plugins.around_invocation
def around(invocation):
    (yield).result()
@plugins.post_invocation
def post(outcome): ...
"""


def test_hooks_that_change_nothing_say_so(start: Start) -> None:
    result = start(CHANGES_NOTHING).invoke("f", "x")
    assert result.value == "X"
    assert [call.changed for call in result.hooks] == [()] * 4
    assert [call.error for call in result.hooks] == [None] * 4


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("invocation.respond('no')", (("answered",), None)),
        ("invocation.refuse(401)", ((), "Refusal")),
        ("raise funcext_core.AbortInvocation('no')", ((), "AbortInvocation")),
        ("raise ValueError('no')", ((), "ValueError")),
        ("return 1", ((), None)),
        ("raise StopIteration", ((), "StopIteration")),
    ],
)
def test_a_hook_that_answers_or_raises_says_so(
    start: Start, body: str, expected: tuple[tuple[str, ...], str | None]
) -> None:
    source = f"@plugins.pre_invocation\ndef pre(invocation):\n    {body}\n"
    (call,) = start(source).invoke("f", "x").hooks
    assert facts_of(call) == ("pre", "pre", "in", *expected)


ANSWERS = """
@app.route(route="h")
def h(req) -> str:
    return "never"
@plugins.pre_invocation
def pre(invocation):
    invocation.refuse(401)
"""


def test_refusing_an_http_function_is_an_answer_and_no_error(start: Start) -> None:
    (call,) = start(ANSWERS).invoke("h").hooks
    assert facts_of(call) == ("pre", "pre", "in", ("answered",), None)


@pytest.mark.parametrize("a", ["", "async "])
@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("yield; yield", "yielded twice"),
        ("return; yield", "ended without its yield"),
        ("yield 1", "yielded"),
    ],
)
def test_a_mistake_in_a_generator_is_found_all_the_same(
    start: Start, caplog: pytest.LogCaptureFixture, body: str, text: str, a: str
) -> None:
    source = f"@plugins.around_invocation\n{a}def around(invocation):\n    {body}\n"
    result = start(source).invoke("g", "x")
    assert result.value == "X"
    assert text in caplog.text


def test_an_observer_gets_a_span_for_each_call(start: Start) -> None:
    class Kept:
        def __init__(self) -> None:
            self.events: list[events.Event] = []

        def notify(self, event: events.Event, /) -> None:
            self.events.append(event)

    feed, kept = Feed(), Kept()
    feed.attach(kept, direct=True)
    running = start(ONION.format(a=""), feed=feed, keep_hooks=False)
    result = running.invoke("f", "x", id="id-1")
    spans = [event for event in kept.events if isinstance(event, events.Span)]
    assert result.hooks == ()
    assert {(span.id, span.function) for span in spans} == {("id-1", "f")}
    assert [span.call.hook.removesuffix("_invocation") for span in spans] == [
        "pre", "around", "around", "post",
    ]  # fmt: skip


def test_an_engine_that_nobody_watches_changes_no_hook(start: Start) -> None:
    running = start(ONION.format(a=""), keep_hooks=False)
    host = running.script.plugins
    (layer, *_) = host._core.stacks[0].layers
    (hook,) = layer.implementations
    assert hook.function.__module__ == "function_app"
    assert running.invoke("f", "x").hooks == ()
