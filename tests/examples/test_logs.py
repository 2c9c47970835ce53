"""logs: every log record of an invocation says which one it belongs to."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import azure.functions as func
import pytest
import structlog

from drivers.classic import ClassicWorker
from drivers.interface import http_request
from drivers.library import LibraryRuntime
from drivers.params import CLASSIC, LIBRARY
from funcext_core import Invocation, hookimpl
from funcext_core import testing as kit
from funcext_core.testing import (
    AppClient,
    AsyncAppClient,
    assert_plugin_conforms,
    context,
)
from funcext_examples.logs import Logs, add_fields, bind
from funcext_examples.logs.lines import TextLines


TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"
log = logging.getLogger("shop")


@pytest.fixture(autouse=True)
def _structlog_as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def lines_of(function: Callable[..., object], **options: str) -> list[str]:
    """Return the log lines of an invocation."""
    with AppClient(function, plugins=[Logs(**options)]) as client:  # type: ignore[arg-type] # checked by the plugin's test of options
        client.get(f"/api/{function.__name__}", headers={"traceparent": PARENT})
        return [line.text for line in client.results[-1].logs]


def in_the_function(emit: Callable[[], None]) -> None:
    emit()


def in_a_thread(emit: Callable[[], None]) -> None:
    thread = threading.Thread(target=emit)
    thread.start()
    thread.join()


def in_a_thread_of_a_thread(emit: Callable[[], None]) -> None:
    in_a_thread(lambda: in_a_thread(emit))


def in_a_timer(emit: Callable[[], None]) -> None:
    timer = threading.Timer(0, emit)
    timer.start()
    timer.join()


def in_an_executor(emit: Callable[[], None]) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(emit).result()


def in_an_executors_map(emit: Callable[[], None]) -> None:
    with ThreadPoolExecutor(1) as pool:
        list(pool.map(lambda _: emit(), range(1)))


def in_a_subclass_of_thread(emit: Callable[[], None]) -> None:
    class Worker(threading.Thread):
        def run(self) -> None:
            emit()

    worker = Worker()
    worker.start()
    worker.join()


PLACES = [
    in_the_function,
    in_a_thread,
    in_a_thread_of_a_thread,
    in_a_timer,
    in_an_executor,
    in_an_executors_map,
    in_a_subclass_of_thread,
]


@pytest.mark.parametrize("place", PLACES)
def test_a_record_has_the_fields_wherever_it_comes_from(
    place: Callable[[Callable[[], None]], None], caplog: pytest.LogCaptureFixture
) -> None:
    def order(req: func.HttpRequest) -> str:
        bind(order=42)
        place(lambda: log.info("in stock"))
        return "ordered"

    with AppClient(order, plugins=[Logs()]) as client:
        client.get("/api/order", headers={"traceparent": PARENT})
        invocation_id = client.results[-1].id
    (record,) = (record for record in caplog.records if record.name == "shop")
    fields = vars(record)
    assert fields["invocation_id"] == invocation_id
    assert (fields["function"], fields["trigger"]) == ("order", "httpTrigger")
    assert (fields["correlation_id"], fields["order"]) == (TRACE, 42)


@pytest.mark.parametrize("way", ["task", "to_thread", "run_in_executor"])
def test_a_record_of_an_async_function_has_the_fields(
    way: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def later() -> None:
        log.info("in stock")

    async def order(req: func.HttpRequest) -> str:
        bind(order=42)
        if way == "task":
            await asyncio.create_task(later())
        elif way == "to_thread":
            await asyncio.to_thread(log.info, "in stock")
        else:
            await asyncio.get_running_loop().run_in_executor(None, log.info, "in stock")
        return "ordered"

    with AppClient(order, plugins=[Logs()]) as client:
        client.get("/api/order")
        invocation_id = client.results[-1].id
    (record,) = (record for record in caplog.records if record.name == "shop")
    assert vars(record)["invocation_id"] == invocation_id
    assert vars(record)["order"] == 42


def test_concurrent_invocations_have_their_own_fields(caplog: pytest.LogCaptureFixture) -> None:
    async def order(req: func.HttpRequest) -> str:
        bind(order=req.params["id"])
        await asyncio.sleep(0)
        await asyncio.to_thread(log.info, "%s", req.params["id"])
        return "ordered"

    async def main() -> None:
        async with AsyncAppClient(order, plugins=[Logs()]) as client:
            await asyncio.gather(*(client.get(f"/api/order?id={id_}") for id_ in range(50)))

    asyncio.run(main())
    records = [record for record in caplog.records if record.name == "shop"]
    assert sorted(int(record.getMessage()) for record in records) == list(range(50))
    assert [vars(record)["order"] for record in records] == [r.getMessage() for r in records]
    assert len({vars(record)["invocation_id"] for record in records}) == 50


def shop(req: func.HttpRequest) -> str:
    bind(order=42, note="two words")
    log.info("in stock: %d", 5, extra={"shelf": "b\n7"})
    return "ordered"


def test_json_lines() -> None:
    first, last = map(json.loads, lines_of(shop, format="json"))
    assert first.pop("time").endswith("+00:00")
    invocation_id = first.pop("invocation_id")
    assert first == {
        "level": "INFO",
        "logger": "shop",
        "message": "in stock: 5",
        "shelf": "b\n7",
        "function": "shop",
        "trigger": "httpTrigger",
        "correlation_id": TRACE,
        "order": 42,
        "note": "two words",
    }
    assert (last["logger"], last["message"]) == ("funcext.plugins.logs", "shop succeeded")
    assert (last["invocation_id"], last["order"]) == (invocation_id, 42)
    assert last["elapsed_ms"] >= 0


def test_text_lines() -> None:
    first, last = lines_of(shop)
    start, _, end = first.partition(" invocation_id=")
    assert start == 'in stock: 5 shelf="b\\n7"'
    assert end.partition(" ")[2] == (
        f'function=shop trigger=httpTrigger correlation_id={TRACE} order=42 note="two words"'
    )
    assert last.startswith("shop succeeded elapsed_ms=")


def broken(req: func.HttpRequest) -> str:
    try:
        return str(req.params["no\nsuch thing"])
    except KeyError:
        log.exception("failed")
        raise


def test_an_exception_is_in_the_line() -> None:
    first, last, *_ = map(json.loads, lines_of(broken, format="json")[:2])
    assert "KeyError: 'no\\nsuch thing'" in first["exception"]
    assert (last["message"], last["error"]) == ("broken failed", "KeyError")


def test_what_funcext_adds_to_its_own_records_is_not_shown() -> None:
    record = logging.makeLogRecord({"msg": "hello", "funcext_block": "a\nb", "order": 1})
    assert TextLines().format(record) == "hello order=1"


def test_what_cannot_be_json_is_text_and_names_of_the_line_are_kept() -> None:
    def odd(req: func.HttpRequest) -> str:
        bind(level="mine", message="mine", thing=object)
        log.info("hello")
        return ""

    first, *_ = map(json.loads, lines_of(odd, format="json"))
    assert (first["level"], first["message"]) == ("INFO", "hello")
    assert first["thing"] == "<class 'object'>"


def test_extra_may_have_the_names_of_the_fields(caplog: pytest.LogCaptureFixture) -> None:
    def order(req: func.HttpRequest) -> str:
        bind(order=1)
        log.info("hello", extra={"order": 2, "function": "mine"})
        return ""

    lines_of(order)
    (record,) = (record for record in caplog.records if record.name == "shop")
    assert (vars(record)["order"], vars(record)["function"]) == (2, "mine")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"traceparent": PARENT, "x-correlation-id": "mine"}, TRACE),
        ({"x-correlation-id": "mine"}, "mine"),
        ({"x-request-id": "mine"}, "mine"),
        ({"x-request-id": "x" * 500}, None),
        ({"x-request-id": "a\nb"}, None),
        ({}, None),
    ],
    ids=range(6),
)
def test_the_correlation_id(
    headers: dict[str, str], expected: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    with AppClient(shop, plugins=[Logs()]) as client:
        parent = headers.pop("traceparent", "")
        given = context(trace_parent=parent or "nothing")
        client.invoke("shop", kit.http_request(headers=headers), context=given)
        expected = expected or client.results[-1].id
    assert {vars(r)["correlation_id"] for r in caplog.records if r.name == "shop"} == {expected}


def test_the_level_and_everything_else_is_set_back() -> None:
    root = logging.getLogger()
    before = (
        root.level,
        [(handler, handler.formatter) for handler in root.handlers],
        threading.Thread.start,
        ThreadPoolExecutor.submit,
        logging.Logger.makeRecord,
    )

    def quiet(req: func.HttpRequest) -> str:
        log.info("info")
        log.warning("warning")
        return ""

    assert [line.partition(" ")[0] for line in lines_of(quiet, level="WARNING")] == ["warning"]
    assert before == (
        root.level,
        [(handler, handler.formatter) for handler in root.handlers],
        threading.Thread.start,
        ThreadPoolExecutor.submit,
        logging.Logger.makeRecord,
    )


def test_a_handlers_own_form_of_text_stays() -> None:
    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(self.format(record))

    kept: list[str] = []
    handler = Keeping()
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logging.getLogger().addHandler(handler)
    try:
        lines_of(shop)
    finally:
        logging.getLogger().removeHandler(handler)
    assert "INFO in stock: 5" in kept


def test_outside_an_invocation_bind_does_nothing() -> None:
    bind(order=1)
    event = {"event": "hello"}
    assert add_fields(None, "info", event) == event


def with_structlog(req: func.HttpRequest) -> str:
    bind(order=42)
    structlog.get_logger("shop").info("in stock", shelf=7)
    return "ordered"


def test_structlog_logs_each_event_once_with_the_fields(capsys: pytest.CaptureFixture[str]) -> None:
    first, last = map(json.loads, lines_of(with_structlog, format="json"))
    assert (first["message"], first["shelf"], first["order"]) == ("in stock", 7, 42)
    assert last["message"] == "with_structlog succeeded"
    assert "in stock" not in capsys.readouterr().out


def test_structlog_that_the_app_configures_has_the_processor() -> None:
    events: list[Mapping[str, object]] = []

    def keep(_logger: object, _method: str, event: Mapping[str, object]) -> str:
        events.append(event)
        raise structlog.DropEvent

    structlog.configure(processors=[add_fields, keep])
    lines_of(with_structlog)
    (event,) = events
    assert (event["event"], event["order"], event["function"]) == ("in stock", 42, "with_structlog")


def test_a_function_that_a_plugin_answers() -> None:
    class Closed:
        @hookimpl
        def pre_invocation(self, invocation: Invocation) -> None:
            invocation.refuse(503)

    with AppClient(shop, plugins=[Logs(), Closed()]) as client:
        client.get("/api/shop")
        texts = [line.text for line in client.results[-1].logs]
    assert texts[-1].startswith("shop was answered by plugin closed ")


# -- both workers: the host has the invocation of a line from a thread, too -----------------------

APP = """
import logging
import threading
import azure.functions as func
import funcext_core
from funcext_examples.logs import Logs, bind

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app, plugins=[Logs(format="json")])

def emit():
    logging.getLogger("shop").info("from a thread")

@app.route(route="order", trigger_arg_name="incoming")
def order(incoming: func.HttpRequest) -> str:
    bind(order=42)
    thread = threading.Thread(target=emit)
    thread.start()
    thread.join()
    return "ordered"

@app.route(route="order_async")
async def order_async(req: func.HttpRequest) -> str:
    bind(order=42)
    thread = threading.Thread(target=emit)
    thread.start()
    thread.join()
    return "ordered"
"""


@pytest.mark.parametrize("make", [CLASSIC, LIBRARY])
def test_on_both_workers(tmp_path: Path, make: type[ClassicWorker | LibraryRuntime]) -> None:
    tmp_path.joinpath("function_app.py").write_text(APP, "utf-8")
    driver = make(fresh=("funcext_core", "funcext_examples"))
    try:
        driver.load(tmp_path)
        for name, parameter in (("order", "incoming"), ("order_async", "req")):
            result = driver.invoke(name, {parameter: http_request()}, f"id-{name}")
            assert result.ok, result.exception
        lines = [line for line in driver.logs if line.category == "shop"]
        texts = [json.loads(line.text) for line in lines]
    finally:
        driver.close()
    assert [text["invocation_id"] for text in texts] == ["id-order", "id-order_async"]
    assert [line.invocation_id for line in lines] == ["id-order", "id-order_async"]
    assert {text["order"] for text in texts} == {42}


def test_it_conforms() -> None:
    assert_plugin_conforms(Logs)
