"""`outcome.response`: an HTTP result as hooks read and change it, whatever its type."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import AsyncGenerator, Callable, Generator
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, ClassVar

import azure.functions as func
import pytest

from funcext_core import (
    Binding,
    Function,
    HookError,
    Invocation,
    Outcome,
    ResponseView,
    hookimpl,
    install,
    use,
)


starlette: Any = (
    pytest.importorskip("starlette.responses")
    if importlib.util.find_spec("starlette")
    else SimpleNamespace()
)
needs_starlette = pytest.mark.skipif(not vars(starlette), reason="Starlette is not installed")

BINDINGS = (Binding("req", "httpTrigger", "in"), Binding("$return", "http", "out"))
HELLO = Function("hello", "/app", "httpTrigger", BINDINGS, returns="http")


def sdk(body: str = "Hello", **options: Any) -> func.HttpResponse:
    return func.HttpResponse(body, **options)


def framework(body: str = "Hello", **options: Any) -> Any:
    return starlette.Response(body, media_type="text/plain", **options)


def text(body: str = "Hello") -> str:
    return body


EVERY_KIND = [
    pytest.param(text, id="str"),
    pytest.param(sdk, id="HttpResponse"),
    pytest.param(framework, id="framework", marks=needs_starlette),
]
KINDS = [parameter for parameter in EVERY_KIND if parameter.id != "str"]


def outcome_of(value: object) -> Outcome:
    return Outcome(value, function=HELLO)


def response_of(outcome: Outcome) -> ResponseView:
    response = outcome.response
    assert response is not None
    return response


def view(value: object) -> ResponseView:
    return response_of(outcome_of(value))


class TestReading:
    @pytest.mark.parametrize("make", EVERY_KIND)
    def test_each_kind_alike(self, make: Callable[[], object]) -> None:
        response = view(make())
        assert (response.status, response.body, response.cookies) == (200, b"Hello", ())
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert "content-TYPE" in response.headers
        assert response.headers.get("x-none") is None
        with pytest.raises(KeyError):
            response.headers["x-none"]

    @pytest.mark.parametrize("make", KINDS)
    def test_statuses_headers_and_cookies(self, make: Callable[..., Any]) -> None:
        value = make(status_code=404, headers={"X-One": "1"})
        add = getattr(value.headers, "add", None) or value.headers.append
        for cookie in ("a=1; Path=/", "b=2"):
            add("Set-Cookie", cookie)
        add("Vary", "Accept")
        add("vary", "Origin")
        response = view(value)
        assert response.status == 404
        assert response.cookies == ("a=1; Path=/", "b=2")
        assert response.headers["vary"] == "Accept, Origin"
        assert response.headers["Set-Cookie"] == "a=1; Path=/"
        names = set(response.headers) - {"content-length"}
        assert names == {"x-one", "set-cookie", "vary", "content-type"}
        assert len(response.headers) == len(set(response.headers))

    @pytest.mark.parametrize("make", EVERY_KIND)
    def test_changes_nothing(self, make: Callable[[], object]) -> None:
        outcome = outcome_of(make())
        before = outcome.value
        response = response_of(outcome)
        dict(response.headers)
        repr(response)
        assert response.body is not None
        assert outcome.value is before
        assert outcome._before is None

    def test_a_content_type_that_is_not_text_has_no_charset(self) -> None:
        assert view(sdk(mimetype="application/json")).headers["content-type"] == "application/json"

    def test_a_repr_shows_no_value(self) -> None:
        response = view(sdk(headers={"X-Key": "secret"}))
        assert repr(response) == "ResponseView(status=200, headers=['x-key', 'content-type'])"
        assert repr(response.headers) == "HeadersView(['x-key', 'content-type'])"


class TestNone:
    @pytest.mark.parametrize("value", [None, 42, {"a": 1}, b"bytes", object()])
    def test_without_a_response(self, value: object) -> None:
        assert outcome_of(value).response is None

    def test_with_an_error(self) -> None:
        assert Outcome(sdk(), ValueError(), function=HELLO).response is None

    @pytest.mark.parametrize("value", ["text", sdk()])
    @pytest.mark.parametrize("returns", ["any", "none"])
    def test_where_the_function_returns_no_http(self, value: object, returns: Any) -> None:
        function = Function("hello", "/app", "queueTrigger", returns=returns)
        assert Outcome(value, function=function).response is None

    def test_a_str_of_an_unknown_function(self) -> None:
        assert Outcome("text").response is None
        assert Outcome(sdk()).response is not None


class TestWriting:
    @pytest.mark.parametrize("make", EVERY_KIND)
    def test_a_header(self, make: Callable[[], object]) -> None:
        outcome = outcome_of(make())
        response = response_of(outcome)
        response.headers["X-One"] = "1"
        response.headers["x-one"] = "2"
        response.headers["X-Two"] = "2"
        del response.headers["X-TWO"]
        assert response.headers["X-One"] == response_of(outcome).headers["x-one"] == "2"
        assert "x-two" not in response.headers
        with pytest.raises(KeyError):
            del response.headers["x-two"]
        assert not isinstance(outcome.value, str)
        headers: Any = outcome.value.headers  # type: ignore[attr-defined] # of either kind
        assert [item for item in headers.items() if item[0].lower() == "x-one"] in (
            [("X-One", "2")],
            [("x-one", "2")],
        )

    @pytest.mark.parametrize("make", EVERY_KIND)
    def test_every_part(self, make: Callable[[], object]) -> None:
        response = view(make())
        response.status = HTTPStatus.CREATED
        response.add_cookie("a=1; Path=/; HttpOnly")
        response.add_cookie("b=2; Max-Age=60; Secure; SameSite=Lax")
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        response.headers.update({"X-One": "1"})
        response.body = "Hé"
        assert (response.status, response.body) == (201, "Hé".encode())
        assert response.cookies == (
            "a=1; Path=/; HttpOnly",
            "b=2; Max-Age=60; Secure; SameSite=Lax",
        )
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        assert response.headers["x-one"] == "1"
        assert response.headers.get("content-length") in (None, "3")
        assert response.headers.setdefault("x-one", "2") == response.headers.pop("x-one") == "1"
        del response.headers["set-cookie"]
        assert not response.cookies

    def test_a_str_keeps_what_the_worker_gives_it(self) -> None:
        outcome = outcome_of("né")
        response_of(outcome).headers["x"] = "1"
        value = outcome.value
        assert isinstance(value, func.HttpResponse)
        assert (value.get_body(), value.status_code) == ("né".encode(), 200)
        assert (value.mimetype, value.charset) == ("text/plain", "utf-8")

    def test_the_sdks_keeps_all_else(self) -> None:
        outcome = outcome_of(sdk("né", mimetype="text/html", charset="latin-1", status_code=404))
        response = response_of(outcome)
        response.headers["x"] = "1"
        value = outcome.value
        assert isinstance(value, func.HttpResponse)
        assert (value.get_body(), value.status_code) == ("né".encode("latin-1"), 404)
        assert (value.mimetype, value.charset) == ("text/html", "latin-1")
        response.body = "é"
        assert response.body == "é".encode("latin-1")

    def test_a_given_content_length_follows(self) -> None:
        response = view(sdk("Hello", headers={"Content-Length": "5"}))
        response.body = b"Hello, you"
        assert response.headers["content-length"] == "10"


class TestTheFunctionsOwnObject:
    @pytest.mark.parametrize("make", KINDS)
    def test_is_never_changed(self, make: Callable[..., Any]) -> None:
        value = make(headers={"X-One": "1"})
        before = list(value.headers.items())
        for _ in range(2):
            response = view(value)
            response.headers["X-One"] = "2"
            response.headers["X-Two"] = "2"
            response.add_cookie("a=1")
            response.status = 404
            response.body = b""
            assert list(value.headers.items()) == before
            assert view(value).status == 200
            assert view(value).body == b"Hello"

    @pytest.mark.parametrize("make", EVERY_KIND)
    def test_is_copied_once(self, make: Callable[..., Any]) -> None:
        outcome = outcome_of(make())
        response = response_of(outcome)
        response.headers["a"] = "1"
        copied = outcome.value
        response.headers["b"] = "2"
        response.add_cookie("c=3")
        assert outcome.value is copied

    @pytest.mark.parametrize("make", EVERY_KIND)
    def test_a_copy_of_an_earlier_hook_is_not_changed_either(
        self, make: Callable[..., Any]
    ) -> None:
        outcome = outcome_of(make())
        response = response_of(outcome)
        response.headers["a"] = "1"
        outcome._before = None  # the hook ended, and its changes were accepted
        earlier = outcome.value
        response.headers["a"] = "2"
        outcome._roll_back()
        assert outcome.value is earlier
        assert response.headers["a"] == "1"

    @needs_starlette
    def test_starlettes_cached_headers_do_not_link_them(self) -> None:
        value = framework()
        assert value.headers is value.headers
        outcome = outcome_of(value)
        response_of(outcome).headers["a"] = "1"
        copied: Any = outcome.value
        copied.headers["b"] = "2"
        assert dict(copied.raw_headers)[b"b"] == b"2"
        assert "a" not in value.headers
        assert "b" not in value.headers


class TestWrongValues:
    WRONG: ClassVar[dict[str, tuple[Callable[[ResponseView], object], str]]] = {
        "no str": (lambda view: view.headers.update({"X": 1}), "'X' .* must be a str, not int"),  # type: ignore[dict-item] # the mistake
        "a line": (lambda view: view.headers.update({"X": "a\r\nb: c"}), "'X' .* line break"),
        "a NUL": (lambda view: view.headers.update({"X": "a\0"}), "'X' .* a NUL"),
        "not Latin-1": (lambda view: view.headers.update({"X": "Łódź"}), "'X' .* not Latin-1"),
        "a name": (lambda view: view.headers.update({"X Y": "1"}), "'X Y' is not a valid header"),
        "no name": (lambda view: view.headers.update({"": "1"}), "'' is not a valid header"),
        "cookies": (lambda view: view.headers.update({"set-cookie": "a=1"}), r"add_cookie\("),
        "a cookie": (lambda view: view.add_cookie("a"), "such as 'theme=dark"),
        "a cookie's name": (lambda view: view.add_cookie("a b=1"), "such as 'theme=dark"),
        "a cookie's line": (
            lambda view: view.add_cookie("a=1\nb: c"),
            "'Set-Cookie' .* line break",
        ),
        "status 99": (lambda view: setattr(view, "status", 99), "200 to 599, not 99"),
        "status 101": (lambda view: setattr(view, "status", 101), "200 to 599, not 101"),
        "status 600": (lambda view: setattr(view, "status", 600), "200 to 599, not 600"),
        "status True": (lambda view: setattr(view, "status", True), "200 to 599, not True"),
        "a status as text": (lambda view: setattr(view, "status", "404"), "not '404'"),
        "a body": (lambda view: setattr(view, "body", None), "bytes or a str, not NoneType"),
    }

    @pytest.mark.parametrize("make", EVERY_KIND)
    @pytest.mark.parametrize("wrong", WRONG)
    def test_are_one_clear_hook_error(self, make: Callable[[], object], wrong: str) -> None:
        write, message = self.WRONG[wrong]
        outcome = outcome_of(make())
        before = outcome.value
        with pytest.raises(HookError, match=message) as raised:
            write(response_of(outcome))
        assert "\n" not in str(raised.value)
        assert outcome.value is before

    @pytest.mark.parametrize("cookie", ["a=1; Unknown=2", "a=1; b=2", "a=b,c=d e"])
    def test_a_cookie_that_the_sdk_would_drop(self, cookie: str) -> None:
        with pytest.raises(HookError, match="cookie 'a' cannot be sent: the SDK reads it"):
            view(sdk()).add_cookie(cookie)

    @pytest.mark.parametrize("charset", ["ascii", "unknown"])
    def test_a_body_that_the_charset_does_not_encode(self, charset: str) -> None:
        response = view(func.HttpResponse(b"Hello", charset=charset))
        with pytest.raises(HookError, match=f"charset '{charset}' .* does not encode it"):
            response.body = "né"
        assert response.body == b"Hello"

    def test_the_content_type_of_the_sdks_cannot_be_deleted(self) -> None:
        with pytest.raises(HookError, match="always has a Content-Type"):
            del view(sdk()).headers["content-type"]

    @needs_starlette
    @pytest.mark.parametrize("kind", ["StreamingResponse", "FileResponse"])
    def test_a_body_that_streams(self, kind: str) -> None:
        content = iter(["a"]) if kind == "StreamingResponse" else __file__
        response = view(getattr(starlette, kind)(content))
        assert response.body is None
        response.headers["x"] = "1"
        with pytest.raises(HookError, match="cannot be set: the response streams"):
            response.body = b""

    @pytest.mark.parametrize(
        "change",
        [
            lambda outcome: setattr(outcome, "error", ValueError()),
            lambda outcome: setattr(outcome, "value", None),
        ],
        ids=["an error", "no value"],
    )
    def test_a_view_whose_outcome_has_no_response(self, change: Callable[[Outcome], None]) -> None:
        outcome = outcome_of(sdk())
        response = response_of(outcome)
        change(outcome)
        for use_it in (lambda: response.status, lambda: response.headers.get("x")):
            with pytest.raises(HookError, match="since it was read, the outcome got an error"):
                use_it()


# --- In hooks -------------------------------------------------------------------------------------


def write(outcome: Outcome, name: str) -> None:
    response = response_of(outcome)
    response.headers[f"X-{name}"] = name
    response.add_cookie(f"{name}=1")


class Post:
    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        write(outcome, "post")


class AsyncPost:
    @hookimpl
    async def post_invocation(self, outcome: Outcome) -> None:
        await asyncio.sleep(0)
        write(outcome, "post")


class Around:
    @hookimpl
    def around_invocation(self) -> Generator[None, Outcome, None]:
        outcome = yield
        write(outcome, "around")


class AsyncAround:
    @hookimpl
    async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
        outcome = yield
        write(outcome, "around")


class Failing:
    """Raises after it wrote: nothing of it remains."""

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        write(outcome, "failing")
        response_of(outcome).status = 500
        message = "no"
        raise ValueError(message)


class Answering:
    def __init__(self, answer: object) -> None:
        self.answer = answer

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        invocation.respond(self.answer)


class Refusing:
    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        invocation.refuse(401)


SHARED = sdk("Hello", headers={"X-One": "1"})


def returns_str(req: func.HttpRequest) -> object:
    return "Hello"


def returns_shared(req: func.HttpRequest) -> object:
    return SHARED


async def async_str(req: func.HttpRequest) -> object:
    return "Hello"


async def async_shared(req: func.HttpRequest) -> object:
    return SHARED


SYNC = [returns_str, returns_shared]
ASYNC = [async_str, async_shared]


def call(function: Callable[..., object], *plugins: object) -> func.HttpResponse:
    """Run one invocation, and return the worker's value."""
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    install(app, settings={})
    app.route(route="x")(use(*plugins)(function))
    served = app.get_functions()[0].get_user_function()
    value = served(req=func.HttpRequest("GET", "/", body=b""))
    value = asyncio.run(value) if asyncio.iscoroutine(value) else value
    assert isinstance(value, func.HttpResponse)
    return value


class TestInHooks:
    @pytest.mark.parametrize("function", [*SYNC, *ASYNC])
    @pytest.mark.parametrize("hook", [Post, Around])
    def test_of_either_kind(self, function: Callable[..., object], hook: type) -> None:
        name = hook.__name__.lower()
        for _ in range(2):
            value = call(function, hook())
            assert value.get_body() == b"Hello"
            assert value.headers.get_all("set-cookie") == [f"{name}=1"]
            assert value.headers[f"x-{name}"] == name
        assert list(SHARED.headers.items()) == [("X-One", "1")]

    @pytest.mark.parametrize("function", ASYNC)
    @pytest.mark.parametrize("hook", [AsyncPost, AsyncAround])
    def test_async(self, function: Callable[..., object], hook: type) -> None:
        assert len(call(function, hook()).headers.get_all("set-cookie")) == 1

    @pytest.mark.parametrize("function", [*SYNC, *ASYNC])
    def test_of_several_layers(self, function: Callable[..., object]) -> None:
        value = call(function, Around(), Failing(), Post())
        assert value.headers.get_all("set-cookie") == ["post=1", "around=1"]
        assert value.status_code == 200
        assert "x-failing" not in value.headers

    @pytest.mark.parametrize("function", [*SYNC, *ASYNC])
    @pytest.mark.parametrize("answer", ["No", SHARED])
    def test_of_an_answer(self, function: Callable[..., object], answer: object) -> None:
        value = call(function, Post(), Answering(answer))
        assert value.headers.get_all("set-cookie") == ["post=1"]
        assert list(SHARED.headers.items()) == [("X-One", "1")]

    @pytest.mark.parametrize("function", [*SYNC, *ASYNC])
    def test_of_a_refusal(self, function: Callable[..., object]) -> None:
        value = call(function, Around(), Refusing())
        assert (value.status_code, value.headers["x-around"]) == (401, "around")
