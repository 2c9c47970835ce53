"""The engine indexes apps and invokes their functions; the conformance suite compares it more."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path

import azure.functions as func
import pytest

from drivers.interface import HTTP_BINDINGS, function_json
from engine.running import PATIENCE, Gate, Running, v2
from funcext_core._engine import events
from funcext_core._engine.context import RetryContext, TraceContext
from funcext_core._engine.engine import Request
from funcext_core._engine.errors import LocalHostError, ScriptError
from funcext_core._engine.feed import Feed
from funcext_core._engine.inputs import Sent, http_request
from funcext_core._engine.logs import LogHandler
from funcext_core._engine.results import Result


Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start an engine with an app's files; it ends with the test."""
    with ExitStack() as stack:

        def run(files: dict[str, str], **options: object) -> Running:
            return stack.enter_context(Running(tmp_path, files, **options))  # type: ignore[arg-type] # passed on

        yield run


SENDS = """
@app.route(route="send")
@app.queue_output(arg_name="message", queue_name="q", connection="c")
@app.blob_output(arg_name="unset", path="p", connection="c")
def send(req, message, unset) -> str:
    message.set({"text": '["a", "b"]', "list": ["a", "b"], "bytes": b"a"}[req.params["kind"]])
    return "done"
"""


def requested(**query: str) -> Sent:
    return http_request(method="GET", url="http://localhost/api/x", query=query)


class TestResults:
    """Results of invocations."""

    @pytest.mark.parametrize(
        ("kind", "sent", "parsed"),
        [
            ("text", ("string", '["a", "b"]'), '["a", "b"]'),
            ("list", ("json", '["a", "b"]'), ["a", "b"]),
            ("bytes", ("bytes", b"a"), b"a"),
        ],
    )
    def test_a_list_and_a_string_of_the_same_text_are_two_different_outputs(
        self, start: Start, kind: str, sent: tuple[str, object], parsed: object
    ) -> None:
        result = start(v2(SENDS)).invoke("send", requested(kind=kind))
        assert result.ok
        assert set(result.outputs) == {"message", "$return"}
        output = result.outputs["message"]
        assert (output.binding, output.kind, output.value) == ("queue", *sent)
        assert output.parsed() == parsed
        assert result.outputs["$return"].kind == "http"
        assert result.value == result.response == "done"

    @pytest.mark.parametrize(
        ("returned", "kind", "value"),
        [
            ("{'a': 1}", "json", '{"a": 1}'),
            ("[1]", "json", "[1]"),
            ("'a'", "string", "a"),
            ("bytearray(b'a')", "bytes", b"a"),
            ("True", "int", 1),
            ("1.5", "double", 1.5),
        ],
    )
    def test_a_returned_value_has_the_kind_that_the_workers_send(
        self, start: Start, returned: str, kind: str, value: object
    ) -> None:
        source = f"""
@app.generic_trigger(arg_name="arg", type="somethingTrigger")
def f(arg): return {returned}
"""
        output = start(v2(source)).invoke("f", "x").outputs["$return"]
        assert (output.binding, output.kind, output.value) == ("somethingTrigger", kind, value)
        assert type(output.value) is type(value)

    def test_nothing_is_sent_where_nothing_is_returned(self, start: Start) -> None:
        source = '@app.generic_trigger(arg_name="arg", type="somethingTrigger")\ndef f(arg): ...\n'
        result = start(v2(source)).invoke("f", "x")
        assert (result.ok, result.value, result.outputs) == (True, None, {})

    def test_an_output_of_the_type_http_is_the_response(self, start: Start) -> None:
        source = """
@app.generic_trigger(arg_name="req", type="httpTrigger", route="r")
@app.generic_output_binding(arg_name="answer", type="http")
def f(req, answer: func.Out[func.HttpResponse]): answer.set(func.HttpResponse("hi"))
"""
        response = start(v2(source)).invoke("f", requested()).response
        assert isinstance(response, func.HttpResponse)
        assert response.get_body() == b"hi"

    @pytest.mark.parametrize("prefix", ["", "async "])
    @pytest.mark.parametrize("error", ["ValueError", "StopIteration", "SystemExit"])
    def test_whatever_a_function_raises_is_in_the_result(
        self, start: Start, prefix: str, error: str
    ) -> None:
        source = f"""
@app.timer_trigger(arg_name="t", schedule="0 * * * * *")
{prefix}def f(t): raise {error}("sorry")
"""
        result = start(v2(source)).invoke("f", id="id-1")
        # An async function cannot raise a StopIteration: Python makes a RuntimeError of it.
        expected = "RuntimeError" if prefix and error == "StopIteration" else error
        assert type(result.error).__name__ == expected
        assert (result.id, result.function, result.ok) == ("id-1", "f", False)
        assert (result.value, result.outputs) == (None, {})

    def test_an_unknown_function_is_the_callers_mistake(self, start: Start) -> None:
        running = start(v2(SENDS))
        with pytest.raises(LookupError, match=r"no function 'x'\. The functions are: send\."):
            running.invoke("x")


QUEUE = """
@app.queue_trigger(arg_name="message", queue_name="q", connection="c")
@app.blob_input(arg_name="blob", path="p", connection="c")
def f(message: func.QueueMessage, blob: func.InputStream, context: func.Context) -> None:
    SEEN.append((message, blob and blob.read(), context))

SEEN = []
"""


class TestInputs:
    """Inputs of invocations."""

    def test_metadata_takes_the_place_of_what_is_made_up(self, start: Start) -> None:
        running = start(v2(QUEUE))
        metadata = {"Id": "m1", "DequeueCount": 3}
        assert running.invoke("f", {"a": 1}, metadata=metadata, id="id-1").ok
        ((message, blob, context),) = running.script.SEEN
        assert message.get_body() == b'{"a": 1}'
        assert (message.id, message.dequeue_count) == ("m1", 3)
        assert message.insertion_time.year > 2000
        assert blob is None
        assert context.invocation_id == "id-1"

    def test_other_inputs_may_be_given(self, start: Start) -> None:
        running = start(v2(QUEUE))
        assert running.invoke("f", b"raw", inputs={"blob": b"content"}).ok
        ((message, blob, _),) = running.script.SEEN
        assert (message.get_body(), blob) == (b"raw", b"content")

    def test_an_input_that_does_not_fit_fails_the_invocation(self, start: Start) -> None:
        source = """
@app.cosmos_db_trigger(arg_name="x", connection="c", database_name="d", container_name="n")
def f(x) -> None: ...
"""
        running = start(v2(source))
        for name, inputs in (("text", None), ('{"id": "1"}', {"other": 1})):
            result = running.invoke("f", name, inputs=inputs)
            assert isinstance(result.error, ValueError)
        with pytest.raises(ValueError, match="has no input binding 'other'"):
            running.engine.prepare("f", Request('{"id": "1"}', inputs={"other": 1}))

    def test_trace_and_retry_are_in_the_context(self, start: Start) -> None:
        running = start(v2(QUEUE))
        request = Request("x", trace=TraceContext("00-1-2-01"), retry=RetryContext(2, 5))
        assert running.run(running.engine.run(running.engine.prepare("f", request))).ok
        ((_, _, context),) = running.script.SEEN
        assert context.trace_context.trace_parent == "00-1-2-01"
        assert (context.retry_context.retry_count, context.retry_context.max_retry_count) == (2, 5)

    @pytest.mark.parametrize(
        ("trigger", "item"),
        [
            (
                'service_bus_queue_trigger(arg_name="x", queue_name="q", connection="c",',
                "(m.get_body(), m.sequence_number)",
            ),
            (
                'event_hub_message_trigger(arg_name="x", event_hub_name="h", connection="c",',
                "(m.get_body(), m.sequence_number + 1)",
            ),
            (
                'kafka_trigger(arg_name="x", topic="t", broker_list="b",',
                "(m.get_body(), m.offset + 1)",
            ),
        ],
        ids=["Service Bus", "Event Hubs", "Kafka"],
    )
    @pytest.mark.parametrize(
        ("given", "bodies"),
        [
            (["a", "b", "c"], [b"a", b"b", b"c"]),
            ([b"a", "b"], [b"a", b"b"]),
            ([{"n": 1}], [b'{"n": 1}']),
            ("alone", [b"alone"]),
            ([], []),
        ],
        ids=["texts", "bytes among texts", "JSON", "one", "none"],
    )
    def test_a_list_to_a_trigger_that_takes_a_batch_is_many_events(
        self, start: Start, trigger: str, item: str, given: object, bodies: list[bytes]
    ) -> None:
        source = f"""
@app.{trigger} cardinality="many")
def f(x) -> None: SEEN.extend({item} for m in x)

SEEN = []
"""
        running = start(v2(source))
        result = running.invoke("f", given)
        assert result.error is None
        assert [(body, n) for n, body in enumerate(bodies, start=1)] == running.script.SEEN

    def test_a_list_to_a_trigger_of_one_message_is_one_message(self, start: Start) -> None:
        running = start(v2(QUEUE))
        running.invoke("f", ["a", "b"])
        assert running.script.SEEN[0][0].get_body() == b'["a", "b"]'


class Kept:
    """A direct observer that keeps its events."""

    def __init__(self) -> None:
        self.events: list[events.Event] = []

    def notify(self, event: events.Event, /) -> None:
        self.events.append(event)


WAITS = """
@app.timer_trigger(arg_name="t", schedule="0 * * * * *")
def held(t) -> None: GATE.wait()

@app.timer_trigger(arg_name="t", schedule="0 * * * * *")
def second(t) -> None: ...

@app.timer_trigger(arg_name="t", schedule="0 * * * * *")
async def awaited(t) -> None: logging.getLogger("app").warning("in %s", "awaited")
"""


class TestTiming:
    def test_the_wait_for_a_thread_of_the_pool_is_counted_apart(self, start: Start) -> None:
        kept, feed = Kept(), Feed()
        feed.attach(kept, direct=True)
        running = start(v2(WAITS), threads=1, feed=feed)
        gate = Gate()
        vars(running.script)["GATE"] = gate

        async def both() -> tuple[Result, Result]:
            engine = running.engine
            first = engine.submit(engine.prepare("held", Request(id="1")))
            await _reached(gate)
            waiting = engine.submit(engine.prepare("second", Request(id="2")))
            # An async function needs no thread: it ends while the only one is taken.
            assert (await engine.invoke("awaited", id="3")).ok
            gate.open.set()
            return await _result(first), await _result(waiting)

        first, second = running.run(both())
        queued, started, ended = (
            {
                event.id: event
                for event in kept.events
                if isinstance(event, (events.Queued, events.Started, events.Ended))
                and event.kind == kind
            }
            for kind in ("queued", "started", "ended")
        )
        # What was held held the other's start, too.
        assert second.timing.waited >= ended["3"].at - queued["2"].at > 0
        assert second.timing.total >= second.timing.waited + second.timing.ran
        assert started["2"].number > ended["3"].number
        assert first.timing.ran >= ended["3"].at - started["1"].at > 0

    def test_the_events_of_an_app_are_one_sequence(self, start: Start) -> None:
        kept, feed = Kept(), Feed()
        feed.attach(kept, direct=True)
        running = start(v2(WAITS), feed=feed)
        handler = LogHandler(feed)
        handler.attach(logging.INFO)
        try:
            running.invoke("awaited", id="id-1")
        finally:
            handler.detach()
        running.run(running.engine.stop(grace=PATIENCE))
        seen = [event for event in kept.events if not _is_of_the_plugins(event)]
        assert [event.kind for event in seen] == [
            "host", "functions", "host", "queued", "started", "log", "ended", "host", "host",
        ]  # fmt: skip
        assert [event.state for event in seen if isinstance(event, events.Host)] == [
            "starting", "running", "stopping", "stopped",
        ]  # fmt: skip
        (log,) = [event.line for event in seen if isinstance(event, events.Log)]
        assert (log.text, log.function, log.invocation_id) == ("in awaited", "awaited", "id-1")


def _is_of_the_plugins(event: events.Event) -> bool:
    return isinstance(event, events.Log) and event.line.logger.startswith("funcext")


async def _reached(gate: Gate) -> None:
    await asyncio.to_thread(gate.reached.wait, PATIENCE)


async def _result(future: Future[Result]) -> Result:
    return await asyncio.wrap_future(future)


class TestLogs:
    SOURCE = """
log = logging.getLogger("app")

@app.timer_trigger(arg_name="t", schedule="0 * * * * *")
def f(t) -> None:
    log.info("one")
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("two")

@app.timer_trigger(arg_name="t", schedule="0 * * * * *")
async def g(t) -> None:
    await asyncio.gather(part(1), part(2))

async def part(number):
    log.debug("hidden")
    log.info("part %d", number)
"""

    def test_a_result_has_the_lines_of_its_own_invocation(self, start: Start) -> None:
        running = start(v2(self.SOURCE), keep_logs=True)
        handler = LogHandler(running.engine.feed)
        handler.attach(logging.INFO)
        try:
            logging.getLogger("app").warning("nobody's")
            first, second = running.invoke("f"), running.invoke("g", id="id-2")
        finally:
            handler.detach()
        assert [line.text.splitlines()[0] for line in first.logs] == ["one", "two"]
        assert "ZeroDivisionError" in first.logs[1].text
        assert [line.text for line in second.logs] == ["part 1", "part 2"]
        assert {(line.function, line.invocation_id) for line in second.logs} == {("g", "id-2")}

    def test_none_are_kept_unless_they_are_asked_for(self, start: Start) -> None:
        running = start(v2(self.SOURCE))
        handler = LogHandler(running.engine.feed)
        handler.attach(logging.INFO)
        try:
            assert running.invoke("f").logs == ()
        finally:
            handler.detach()

    def test_the_root_loggers_level_is_set_back(self, start: Start) -> None:
        before = logging.getLogger().level
        handler = LogHandler(Feed())
        handler.attach(logging.DEBUG)
        assert logging.getLogger().level == logging.DEBUG
        handler.detach()
        assert logging.getLogger().level == before


SHARED = """
import azure.functions as func

def hello(req: func.HttpRequest, context: func.Context) -> str:
    return f"hello from {context.function_name}"

async def later(req: func.HttpRequest) -> str:
    return "later"
"""


def folder(**entries: str) -> str:
    return function_json(*HTTP_BINDINGS, **entries)


UPWARD = {"name": "a", "type": "b", "direction": "up"}

LAYERED = """
plugins = funcext_core.install(app)
SEEN = []

@plugins.pre_invocation(functions="*answered")
def answer(invocation):
    invocation.respond()

@plugins.around_invocation(functions="*aborted")
def abort(invocation):
    raise funcext_core.AbortInvocation("not now")
    yield

@plugins.post_invocation
def see(outcome):
    SEEN.append(outcome.skipped_by)
"""

FUNCTION = """
@app.timer_trigger(arg_name="t", schedule="0 * * * * *")
{}def {}(t) -> None: ...
"""


class TestSkipping:
    @pytest.mark.parametrize("prefix", ["", "async "])
    def test_a_result_names_the_plugin_that_kept_the_function_from_running(
        self, start: Start, prefix: str
    ) -> None:
        names = ("answered", "aborted", "runs")
        source = LAYERED + "".join(FUNCTION.format(prefix, name) for name in names)
        running = start(v2(source))
        answered, aborted, runs = (running.invoke(name) for name in names)
        assert [answered.ok, aborted.ok, runs.ok] == [True, False, True]
        assert [result.skipped_by for result in (answered, aborted, runs)] == running.script.SEEN
        assert answered.skipped_by is not None
        assert aborted.skipped_by is not None
        assert runs.skipped_by is None


FOLDERS = {
    "shared/code.py": SHARED,
    "first/function.json": folder(scriptFile="../shared/code.py", entryPoint="hello"),
    "second/function.json": folder(scriptFile="../shared/code.py", entryPoint="later"),
    "third/function.json": folder(),
    "third/__init__.py": "from __app__.shared.code import hello as main\n",
}


class TestTheV1Model:
    def test_every_folder_with_a_function_json_is_a_function(
        self, start: Start, tmp_path: Path
    ) -> None:
        running = start(FOLDERS)
        app = running.engine.app
        assert app.model == "v1"
        assert [(f.name, f.is_async) for f in app.functions] == [
            ("first", False),
            ("second", True),
            ("third", False),
        ]
        assert app.functions[0].directory == str(tmp_path / "first")
        assert running.invoke("first", requested()).value == "hello from first"
        assert running.invoke("second", requested()).value == "later"
        assert running.invoke("third", requested()).value == "hello from third"

    @pytest.mark.parametrize(
        ("files", "said"),
        [
            ({"bad/function.json": "{"}, "cannot be read"),
            ({"bad/function.json": "[]"}, "must hold a JSON object, not list"),
            ({"bad/function.json": '{"bindings": {}}'}, "must be an array"),
            ({"bad/function.json": '{"bindings": [{"name": "a"}]}'}, "has no type"),
            ({"bad/function.json": function_json(UPWARD)}, "has the direction 'up'"),
            ({"bad/function.json": folder()}, "has no function 'main'"),
            ({"bad/function.json": folder(), "bad/__init__.py": "1 / 0"}, "ZeroDivisionError"),
            ({"bad/function.json": folder(), "bad/__init__.py": ""}, "has no function 'main'"),
            ({"bad/function.json": folder(scriptFile="../../x.py")}, "must be a Python file in"),
            ({"bad/function.json": folder(scriptFile="x.js")}, "must be a Python file in"),
            (
                {"bad/function.json": folder(), "bad/__init__.py": "def main(other): ..."},
                "declares 'other'",
            ),
        ],
    )
    def test_a_function_that_cannot_be_loaded_fails_alone(
        self, start: Start, files: dict[str, str], said: str
    ) -> None:
        running = start({**FOLDERS, **files})
        assert [f.name for f in running.engine.app.functions] == ["first", "second", "third"]
        ((name, failure),) = running.engine.app.failures.items()
        assert name == "bad"
        assert said in str(failure)
        with pytest.raises(LookupError) as caught:
            running.invoke("bad", requested())
        assert str(caught.value) == str(failure)

    def test_a_disabled_function_is_left_out(self, start: Start) -> None:
        disabled = json.dumps({**json.loads(folder()), "disabled": True})
        running = start({**FOLDERS, "off/function.json": disabled})
        assert "off" not in {function.name for function in running.engine.app.functions}
        assert running.engine.app.failures == {}


class TestIndexing:
    def test_the_form_of_a_list_that_the_sdk_takes_is_named(self, start: Start) -> None:
        source = """
@app.event_hub_message_trigger("x", event_hub_name="h", connection="c", cardinality="many")
def f(x: list[func.EventHubEvent]) -> None: ...
"""
        with pytest.raises(LocalHostError, match=r"write typing\.List\[.*\], which the SDK needs"):
            start(v2(source))

    def test_a_folder_without_an_app_is_refused(self, start: Start) -> None:
        with pytest.raises(LocalHostError, match=r"neither function_app\.py nor a folder with"):
            start({"host.json": "{}"})

    def test_an_app_that_raises_is_an_error_of_the_script(self, start: Start) -> None:
        with pytest.raises(ScriptError, match="ZeroDivisionError") as caught:
            start(v2("1 / 0"))
        assert isinstance(caught.value.__cause__, ZeroDivisionError)
