"""funcext-timer: the plugin, its changes to responses, and the worker extension."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import weakref
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest import mock

import attrs
import azure.functions as func
import pytest
from azure.functions.http import HttpResponseConverter
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drivers.classic_extensions import await_with_hooks, call_with_hooks
from funcext_core import Binding, Function, Invocation, Outcome
from funcext_timer import Timer, log
from funcext_timer.number import milliseconds, seconds
from funcext_timer.response import (
    UnsuitableBodyError,
    elapsed_suffix,
    response_with_server_timing,
    response_with_suffix,
    text_with_suffix,
)


if TYPE_CHECKING:
    from collections.abc import Iterator

    from azure.functions.extension.app_extension_hooks import AppExtensionHooks

ELAPSED = 0.0015
SUFFIX = " (TimeElapsed: 0.001500 sec)"
LOGGER = "funcext.plugins.timer"

HTTP_TRIGGER = Binding("req", "httpTrigger", "in")
HTTP_RETURN = Binding("$return", "http", "out")


def http_function(name: str = "hello", *, returns: Binding = HTTP_RETURN) -> Function:
    return Function(name, "site", "httpTrigger", (HTTP_TRIGGER, returns))


def http_request(method: str = "GET") -> func.HttpRequest:
    return func.HttpRequest(method, "http://localhost/api/hello", body=b"")


def invocation_of(
    function: Function, request: object = None, invocation_id: str = "1"
) -> Invocation:
    args = {"req": http_request() if request is None else request}
    context: Any = SimpleNamespace()  # the timer does not read it
    return Invocation(function, invocation_id, context, args)


def result_of(timer: Timer, value: Any, function: Function | None = None, **kwargs: Any) -> Any:
    """Leave the timer's layer with `value`, and return the outcome's value."""
    outcome = Outcome(value, elapsed=ELAPSED)
    timer.post_invocation(invocation_of(function or http_function(), **kwargs), outcome)
    return outcome.value


@pytest.fixture(autouse=True)
def _log_everything(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, LOGGER)


class TestLogLines:
    @pytest.mark.parametrize(
        "outcome",
        [
            Outcome("a value", elapsed=ELAPSED),
            Outcome(error=RuntimeError("no"), elapsed=ELAPSED),
        ],
        ids=["returned", "raised"],
    )
    def test_an_invocation_is_logged_at_info_whatever_its_outcome(
        self, outcome: Outcome, caplog: pytest.LogCaptureFixture
    ) -> None:
        timer, invocation = Timer(), invocation_of(http_function())
        timer.pre_invocation(invocation)
        timer.post_invocation(invocation, outcome)
        assert caplog.record_tuples == [
            (LOGGER, logging.INFO, "Recording start time of hello"),
            (LOGGER, logging.INFO, "Time taken to execute hello is 0.001500 sec"),
        ]

    def test_a_function_that_did_not_run_took_no_time(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        outcome = Outcome("cached", skipped=True, skipped_by="cache")
        Timer().post_invocation(invocation_of(http_function()), outcome)
        assert caplog.messages == ["Time taken to execute hello is 0.000000 sec"]

    def test_nothing_is_formatted_if_info_is_off(
        self, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(log, "seconds", mock.Mock(side_effect=AssertionError))
        caplog.set_level(logging.WARNING, LOGGER)
        timer, invocation = Timer(), invocation_of(http_function())
        timer.pre_invocation(invocation)
        timer.post_invocation(invocation, Outcome(elapsed=ELAPSED))
        assert caplog.messages == []

    @pytest.mark.parametrize(
        ("elapsed", "in_seconds", "in_milliseconds"),
        [
            (0.0, "0.000000", "0.000"),
            (0.00000004, "0.000000", "0.000"),
            (0.0000016, "0.000002", "0.002"),
            (1.5, "1.500000", "1500.000"),
            (86400.25, "86400.250000", "86400250.000"),
            (1e17, "100000000000000000.000000", "100000000000000000000.000"),
        ],
    )
    def test_numbers_are_plain_decimals(
        self, elapsed: float, in_seconds: str, in_milliseconds: str
    ) -> None:
        assert (seconds(elapsed), milliseconds(elapsed)) == (in_seconds, in_milliseconds)


class TestWhatThePluginTouches:
    def test_without_options_a_response_is_the_same_object(self) -> None:
        response = func.HttpResponse("hello")
        assert result_of(Timer(), response) is response

    def test_a_response_gets_the_suffix_in_a_new_response(self) -> None:
        response = func.HttpResponse("hello")
        marked = result_of(Timer(append_to_http_response=True), response)
        assert marked.get_body() == f"hello{SUFFIX}".encode()
        assert response.get_body() == b"hello"

    def test_both_options_work_together(self) -> None:
        timer = Timer(append_to_http_response=True, server_timing=True)
        marked = result_of(timer, func.HttpResponse("hello"))
        assert marked.get_body() == f"hello{SUFFIX}".encode()
        assert marked.headers["Server-Timing"] == "total;dur=1.500"

    def test_a_str_gets_the_suffix_and_stays_a_str(self) -> None:
        assert result_of(Timer(append_to_http_response=True), "hello") == f"hello{SUFFIX}"

    def test_a_str_becomes_a_response_if_a_header_is_added(self) -> None:
        marked = result_of(Timer(server_timing=True), "grüezi")
        assert isinstance(marked, func.HttpResponse)
        assert (marked.status_code, marked.mimetype, marked.charset) == (200, "text/plain", "utf-8")
        assert marked.get_body() == "grüezi".encode()
        assert dict(marked.headers) == {"Server-Timing": "total;dur=1.500"}

    @pytest.mark.parametrize(
        ("value", "function"),
        [
            ("message", http_function(returns=Binding("$return", "queue", "out"))),
            (
                "message",
                Function("relay", "site", "queueTrigger", (Binding("$return", "queue", "out"),)),
            ),
            (None, Function("tick", "site", "timerTrigger")),
            (b"bytes", http_function()),
            ({"a": 1}, http_function()),
            (SimpleNamespace(body_iterator=iter([b"chunk"])), http_function()),
        ],
        ids=["http to queue", "queue", "none", "bytes", "dict", "streaming response"],
    )
    def test_other_results_are_left_unchanged(self, value: object, function: Function) -> None:
        timer = Timer(append_to_http_response=True, server_timing=True)
        assert result_of(timer, value, function) is value

    def test_a_str_stays_a_str_if_the_request_is_streamed(self) -> None:
        """With HTTP streaming, the worker accepts FastAPI's responses and str, not the SDK's."""
        marked = result_of(
            Timer(server_timing=True), "hello", request=SimpleNamespace(method="GET")
        )
        assert marked == "hello"

    def test_the_answer_to_head_has_no_body_to_append_to(self) -> None:
        response = func.HttpResponse(headers={"Content-Length": "5"})
        timer = Timer(append_to_http_response=True)
        assert result_of(timer, response, request=http_request("HEAD")) is response

    def test_a_value_with_an_error_is_left_unchanged(self) -> None:
        outcome = Outcome("stale", RuntimeError("no"), elapsed=ELAPSED)
        Timer(append_to_http_response=True).post_invocation(invocation_of(http_function()), outcome)
        assert outcome.value == "stale"

    def test_nothing_of_an_invocation_is_kept(self) -> None:
        timer = Timer(append_to_http_response=True)
        before = attrs.asdict(timer)
        for number in range(3):
            invocation = invocation_of(http_function(), invocation_id=str(number))
            timer.pre_invocation(invocation)
            timer.post_invocation(invocation, Outcome(error=RuntimeError("no")))
            assert invocation.state == {}
        assert attrs.asdict(timer) == before


REFUSED = {
    "picture": (
        func.HttpResponse(b"\x89PNG", mimetype="image/png"),
        "its content type is image/png",
    ),
    "JSON type": (
        func.HttpResponse("{}", mimetype="application/json"),
        "its content type is application/json",
    ),
    "XML type": (
        func.HttpResponse("<a/>", mimetype="application/xml"),
        "its content type is application/xml",
    ),
    "multipart": (
        func.HttpResponse("--x--", mimetype="multipart/form-data; boundary=x"),
        "its content type is multipart/form-data",
    ),
    "CSV": (func.HttpResponse("a,b", mimetype="text/csv"), "its content type is text/csv"),
    "script": (
        func.HttpResponse("f()", mimetype="text/javascript"),
        "its content type is text/javascript",
    ),
    "header over mimetype": (
        func.HttpResponse("{}", headers={"Content-Type": "Application/JSON; charset=utf-8"}),
        "its content type is application/json",
    ),
    "compressed": (
        func.HttpResponse(b"\x1f\x8b", headers={"Content-Encoding": "gzip"}),
        "its content type is text/plain, in the content encoding gzip",
    ),
    "part": (
        func.HttpResponse("lo wor", status_code=206),
        "it is one part of a larger body of content type text/plain",
    ),
    "picture as text": (
        func.HttpResponse(b"\x89PNG\r\n\x1a\n"),
        "its content type is text/plain, but it is not text in utf-8",
    ),
    "unknown charset": (
        func.HttpResponse(b"hello", charset="no-such"),
        "its content type is text/plain, but it is not text in no-such",
    ),
    "no text charset": (
        func.HttpResponse(b"hello", charset="base64"),
        "its content type is text/plain, but it is not text in base64",
    ),
    "JSON as text": (
        func.HttpResponse(' {"name": "Zoë"}\n', charset="latin-1"),
        "its content type is text/plain, but it is JSON",
    ),
    "deep JSON": (
        func.HttpResponse("[" * 100_000 + "]" * 100_000),
        "its content type is text/plain, but it is JSON",
    ),
    "XML as text": (
        func.HttpResponse('<?xml version="1.0"?><a/>', mimetype="text/html"),
        "its content type is text/html, but it is XML",
    ),
}


class TestBodiesLeftAlone:
    @pytest.mark.parametrize(
        ("response", "reason"),
        REFUSED.values(),
        ids=REFUSED,
    )
    def test_a_body_that_text_would_corrupt_is_refused(
        self, response: func.HttpResponse, reason: str
    ) -> None:
        with pytest.raises(UnsuitableBodyError) as caught:
            response_with_suffix(response, ELAPSED)
        assert str(caught.value) == reason

    @pytest.mark.parametrize("text", ['{"a": 1}', "[1, 2]", "  []\n", '<?xml version="1.0"?><a/>'])
    def test_a_str_of_data_is_refused(self, text: str) -> None:
        with pytest.raises(UnsuitableBodyError, match="its content type is text/plain, but"):
            text_with_suffix(text, ELAPSED)

    @pytest.mark.parametrize("text", ["", "{hello}", "[see below]", "42", '"quoted"', "{", "[}"])
    def test_text_that_only_looks_like_data_is_text(self, text: str) -> None:
        assert text_with_suffix(text, ELAPSED) == text + SUFFIX

    @pytest.mark.parametrize("status", [100, 204, 205, 304])
    def test_a_status_without_a_body_gets_none(self, status: int) -> None:
        response = func.HttpResponse(status_code=status)
        assert response_with_suffix(response, ELAPSED) is response

    def test_the_log_says_so_once_per_function(self, caplog: pytest.LogCaptureFixture) -> None:
        timer = Timer(append_to_http_response=True)
        response = func.HttpResponse("{}", mimetype="application/json")
        for name in ("one", "two", "one", "two", "one"):
            assert result_of(timer, response, http_function(name)) is response
        logged = [message for message in caplog.messages if message.startswith("No elapsed")]
        assert logged == [
            f"No elapsed time is appended to a response of {name}, because text would corrupt it: "
            "its content type is application/json (logged once per function)"
            for name in ("one", "two")
        ]


CHARSETS = [
    *("ascii", "utf-8", "utf-8-sig", "utf-7", "utf-16", "utf-16-be", "utf-32"),
    *("latin-1", "cp1252", "koi8-r", "cp037", "cp864"),
    *("shift_jis", "euc_kr", "gb18030", "big5", "iso2022_jp", "hz"),
]


class TestTheNewResponse:
    def test_it_keeps_status_headers_mimetype_and_charset(self) -> None:
        response = func.HttpResponse(
            "žluť", status_code=418, mimetype="text/html", charset="iso-8859-2"
        )
        response.headers.add("Set-Cookie", "a=1")
        response.headers.add("X-Trace", "7")
        response.headers.add("Set-Cookie", "b=2")
        marked = response_with_suffix(response, ELAPSED)
        assert marked.get_body() == f"žluť{SUFFIX}".encode("iso-8859-2")
        assert (marked.status_code, marked.mimetype, marked.charset) == (
            418,
            "text/html",
            "iso-8859-2",
        )
        assert list(marked.headers.items()) == [
            ("Set-Cookie", "a=1"),
            ("X-Trace", "7"),
            ("Set-Cookie", "b=2"),
        ]
        assert marked.headers is not response.headers

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ({"content-length": "5", "X": "y"}, {"X": "y"}),
            ({"Content-MD5": "XUFAKrxLKna5cZ2REBfFkg=="}, {}),
            ({"Digest": "sha-256=x", "Content-Digest": "sha-256=:x:"}, {}),
            ({"Repr-Digest": "sha-256=:x:"}, {}),
            ({"ETag": '"abc"'}, {"ETag": 'W/"abc"'}),
            ({"ETag": 'W/"abc"'}, {"ETag": 'W/"abc"'}),
            ({"Content-Encoding": "identity"}, {"Content-Encoding": "identity"}),
        ],
        ids=["length", "MD5", "digests", "representation", "strong", "weak", "identity"],
    )
    def test_headers_that_are_no_longer_correct_are_dropped(
        self, before: dict[str, str], after: dict[str, str]
    ) -> None:
        response = func.HttpResponse("hello", headers=before)
        assert dict(response_with_suffix(response, ELAPSED).headers) == after
        assert dict(response.headers) == before

    @pytest.mark.parametrize(
        "response",
        [
            func.HttpResponse("hé", charset="utf-16"),
            func.HttpResponse(
                "hé".encode("utf-16"), headers={"Content-Type": 'text/plain; charset="UTF-16"'}
            ),
            # As composed by AsgiMiddleware and WsgiMiddleware.
            func.HttpResponse("hé".encode("utf-16"), mimetype="text/plain; Charset=utf-16"),
        ],
        ids=["charset", "header", "mimetype"],
    )
    def test_the_suffix_is_in_the_charset_of_the_response(
        self, response: func.HttpResponse
    ) -> None:
        body = response_with_suffix(response, ELAPSED).get_body()
        assert body.decode("utf-16") == f"hé{SUFFIX}"

    @settings(deadline=None, derandomize=True, database=None)
    @given(text=st.text(), charset=st.sampled_from(CHARSETS))
    def test_any_text_in_any_charset_is_followed_by_the_suffix(
        self, text: str, charset: str
    ) -> None:
        body = text.encode(charset, "ignore")
        old = body.decode(charset)
        assume(old.strip()[:1] not in {"{", "["})
        assume(not old.strip().startswith("<?xml"))
        response = func.HttpResponse(body, charset=charset)
        new = response_with_suffix(response, ELAPSED).get_body().decode(charset)
        assert new == old + elapsed_suffix(ELAPSED)


class TestServerTiming:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ([], "total;dur=1.500"),
            (["db;dur=53"], "db;dur=53, total;dur=1.500"),
            (["db;dur=53, app;dur=47", "cache"], "db;dur=53, app;dur=47, cache, total;dur=1.500"),
        ],
        ids=["none", "one", "two"],
    )
    def test_earlier_values_are_kept_and_pass_the_converter(
        self, before: list[str], after: str
    ) -> None:
        """The SDK's converter keeps only the last of several headers with the same name."""
        response = func.HttpResponse(b"\x89PNG", mimetype="image/png", status_code=201)
        for value in before:
            response.headers.add("server-timing", value)
        marked = response_with_server_timing(response, ELAPSED)
        sent = HttpResponseConverter.encode(marked, expected_type=None).value
        headers = {name.lower(): datum.value for name, datum in sent["headers"].items()}
        assert headers == {"content-type": "image/png", "server-timing": after}
        assert sent["body"].value == b"\x89PNG"
        assert sent["status_code"].value == "201"

    def test_a_response_that_the_app_keeps_is_not_changed(self) -> None:
        kept = func.HttpResponse("hello", headers={"Content-Length": "5"})
        for _ in range(2):
            marked = response_with_server_timing(kept, ELAPSED)
            assert dict(marked.headers) == {
                "Content-Length": "5",
                "Server-Timing": "total;dur=1.500",
            }


@pytest.fixture
def fresh_import(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Import funcext_timer again in a test, and undo what that registers with the SDK."""
    monkeypatch.setattr(func.ExtensionMeta, "_app_exts", None)
    monkeypatch.setattr(func.ExtensionMeta, "_info", {})
    with mock.patch.dict(sys.modules):
        for name in [name for name in sys.modules if name.split(".")[0] == "funcext_timer"]:
            del sys.modules[name]
        yield


def registered() -> AppExtensionHooks:
    hooks = func.ExtensionMeta.get_application_hooks()
    assert hooks is not None
    return hooks


def run(result: object, request: func.HttpRequest | None = None) -> object:
    """Run a function that returns `result` as the classic worker does, between its extensions."""
    arguments: dict[str, object] = {"req": request or http_request()}
    return call_with_hooks(lambda req: result, context_of("1"), arguments)


def fail(invocation_id: str) -> None:
    """Run a function that raises; then the worker calls no post hook."""

    def function() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        call_with_hooks(function, context_of(invocation_id), {})


def context_of(invocation_id: str, name: str = "hello") -> SimpleNamespace:
    return SimpleNamespace(invocation_id=invocation_id, function_name=name)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, timer_extension: Any) -> None:
    """Advance the extension's clock by 1.5 ms at each reading."""
    ticks = iter(range(10_000))
    module = sys.modules[timer_extension.__module__]
    monkeypatch.setattr(module, "perf_counter", lambda: next(ticks) * ELAPSED)


@pytest.fixture
def timer_extension(fresh_import: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("PYTHON_ENABLE_WORKER_EXTENSIONS", "1")
    from funcext_timer import TimerExtension

    return TimerExtension


@pytest.mark.usefixtures("fresh_import")
class TestRegistration:
    def test_the_plugin_does_not_register_the_extension(self) -> None:
        import funcext_timer

        assert funcext_timer.Timer is not None
        assert func.ExtensionMeta.get_application_hooks() is None

    def test_asking_for_the_extension_registers_it_once(self) -> None:
        import funcext_timer

        assert funcext_timer.TimerExtension is funcext_timer.TimerExtension
        names = [hook.ext_name for hook in registered().pre_invocation_app_level]
        assert names == ["TimerExtension"]

    def test_every_public_name_exists_and_no_other(self) -> None:
        import funcext_timer

        assert [getattr(funcext_timer, name).__name__ for name in funcext_timer.__all__] == [
            "Timer",
            "TimerExtension",
        ]
        with pytest.raises(AttributeError, match="module 'funcext_timer' has no attribute 'Tmer'"):
            getattr(funcext_timer, "Tmer")  # noqa: B009 - type checkers know that there is none


@pytest.mark.usefixtures("clock")
class TestTimerExtension:
    def test_it_logs_where_the_user_sees_it(self, caplog: pytest.LogCaptureFixture) -> None:
        run(None)
        assert caplog.record_tuples == [
            (LOGGER, logging.INFO, "Recording start time of hello"),
            (LOGGER, logging.INFO, "Time taken to execute hello is 0.001500 sec"),
        ]

    def test_without_configure_responses_are_unchanged(self) -> None:
        response = func.HttpResponse("hello")
        run(response)
        assert response.get_body() == b"hello"
        assert dict(response.headers) == {}

    def test_it_changes_the_response_in_place(self, timer_extension: Any) -> None:
        timer_extension.configure(append_to_http_response=True, server_timing=True)
        response = func.HttpResponse(
            "hé", status_code=201, charset="utf-16", headers={"Content-Length": "6"}
        )
        run(response)
        assert response.get_body().decode("utf-16") == f"hé{SUFFIX}"
        assert dict(response.headers) == {"Server-Timing": "total;dur=1.500"}
        assert (response.status_code, response.charset) == (201, "utf-16")

    def test_it_leaves_alone_what_the_plugin_leaves_alone(
        self, timer_extension: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        timer_extension.configure(append_to_http_response=True)
        data, head = func.HttpResponse("{}"), func.HttpResponse("")
        run(data)
        run(data)
        run(head, http_request("HEAD"))
        assert (data.get_body(), head.get_body()) == (b"{}", b"")
        assert len([message for message in caplog.messages if "it is JSON" in message]) == 1

    def test_an_option_that_it_does_not_have_is_an_error(self, timer_extension: Any) -> None:
        with pytest.raises(TypeError, match="append_to_response"):
            timer_extension.configure(append_to_response=True)

    def test_an_invocation_without_a_known_start_is_ignored(
        self, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fail("1")
        monkeypatch.delenv("PYTHON_ENABLE_WORKER_EXTENSIONS")

        def function() -> None:
            monkeypatch.setenv("PYTHON_ENABLE_WORKER_EXTENSIONS", "1")

        call_with_hooks(function, context_of("2"), {})
        assert caplog.messages == ["Recording start time of hello"]

    def test_overlapping_async_invocations_are_kept_apart(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def invoke(name: str, started: asyncio.Event, other: asyncio.Event) -> None:
            async def function() -> None:
                started.set()
                await other.wait()

            await await_with_hooks(function, context_of(name, name), {})

        async def both() -> None:
            one, two = asyncio.Event(), asyncio.Event()
            await asyncio.gather(invoke("one", one, two), invoke("two", two, one))

        asyncio.run(both())
        taken = {message.partition(" is ")[0] for message in caplog.messages}
        assert {"Time taken to execute one", "Time taken to execute two"} <= taken

    def test_only_the_last_failed_invocation_is_kept(self) -> None:
        class Id(str):
            """An invocation id that allows weak references."""

            __slots__ = ("__weakref__",)

        left = []
        for number in range(100):
            invocation_id = Id(number)
            left.append(weakref.ref(invocation_id))
            fail(invocation_id)
        del invocation_id
        gc.collect()
        assert [reference() is not None for reference in left] == [False] * 99 + [True]
