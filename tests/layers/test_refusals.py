"""`invocation.refuse`, and the parts of an invocation that do not depend on a parameter's name."""

from __future__ import annotations

import asyncio
import builtins
from collections.abc import AsyncGenerator, Callable, Generator
from importlib import import_module
from typing import Any

import azure.functions as func
import pytest

from funcext_core import (
    AbortInvocation,
    Binding,
    Function,
    HookError,
    Invocation,
    Outcome,
    hookimpl,
    install,
)
from layered import BARE, HTTP, OUTPUT, serve, set_own_defaults


def hello(req: func.HttpRequest) -> str:
    return "hello"


async def hello_async(req: func.HttpRequest) -> str:
    await asyncio.sleep(0)
    return "hello"


def consume(msg: str) -> str:
    return msg


REQUEST = func.HttpRequest("GET", "http://localhost/", params={"key": "1"}, body=b"")

both_kinds = pytest.mark.parametrize("function", [hello, hello_async], ids=["sync", "async"])


class Pre:
    def __init__(self, hook: Callable[[Invocation], object], on_error: str = "log") -> None:
        self.hook = hook
        set_own_defaults(self, on_error=on_error)

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        self.hook(invocation)


def refuse(invocation: Invocation) -> None:
    invocation.refuse(401, "who are you?", {"WWW-Authenticate": "Key"})


ExceptionGroup: Any = getattr(builtins, "ExceptionGroup", None) or (
    import_module("exceptiongroup").ExceptionGroup
)


def refuse_in_a_group(invocation: Invocation) -> None:
    try:
        refuse(invocation)
    except AbortInvocation as refusal:
        message = "as of a task group"
        raise ExceptionGroup(message, [ExceptionGroup(message, [refusal])]) from None


class AsyncPre:
    @hookimpl
    async def pre_invocation(self, invocation: Invocation) -> None:
        await asyncio.sleep(0)
        refuse(invocation)


class Around:
    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        refuse(invocation)
        yield


class AsyncAround:
    @hookimpl
    async def around_invocation(self, invocation: Invocation) -> AsyncGenerator[None, Outcome]:
        refuse(invocation)
        yield


class TestRefuse:
    @pytest.mark.parametrize(
        "plugin",
        [Pre(refuse), Pre(refuse, "fail"), AsyncPre(), Around(), AsyncAround()],
        ids=["pre", "guard", "async pre", "around", "async around"],
    )
    def test_answers_an_http_function(self, plugin: object) -> None:
        seen: list[str | None] = []

        class Outer:
            @hookimpl
            def post_invocation(self, outcome: Outcome) -> None:
                seen.append(outcome.skipped_by)

        served = serve(hello_async, Outer(), plugin, trigger=HTTP)
        response = served(req=REQUEST)
        assert response.status_code == 401
        assert response.get_body() == b"who are you?"
        assert response.headers["WWW-Authenticate"] == "Key"
        assert seen == ["p1"]
        errors = served.host.stats()["p1"].values()
        assert sum(counts["errors"] for counts in errors) == 0

    def test_has_a_body_and_headers_to_leave_out(self) -> None:
        response = serve(hello, Pre(lambda invocation: invocation.refuse(403)), trigger=HTTP)(
            req=REQUEST
        )
        assert (response.status_code, response.get_body()) == (403, b"")

    @pytest.mark.parametrize(
        "arguments",
        [(401, {"error": "no"}), (401, "", ["WWW-Authenticate"]), (401, "", 1)],
        ids=["body", "headers", "number"],
    )
    def test_what_makes_no_response_fails_the_invocation(self, arguments: tuple[Any, ...]) -> None:
        error = serve(
            hello, Pre(lambda invocation: invocation.refuse(*arguments)), trigger=HTTP
        ).error(req=REQUEST)
        assert isinstance(error, AbortInvocation)
        assert str(error).startswith("invocation.refuse() cannot answer function 'hello' (")
        assert isinstance(error.__cause__, Exception)

    @pytest.mark.parametrize("trigger", [BARE, OUTPUT])
    def test_fails_any_other_function(self, trigger: str) -> None:
        error = serve(consume, Pre(refuse), trigger=trigger).error(msg="m")
        assert isinstance(error, AbortInvocation)
        assert str(error) == "function 'consume' refused the invocation: 401"

    @both_kinds
    def test_in_a_group_of_exceptions_it_counts(self, function: Callable[..., Any]) -> None:
        response = serve(function, Pre(refuse_in_a_group), trigger=HTTP)(req=REQUEST)
        assert response.status_code == 401

    @pytest.mark.parametrize("on_error", ["log", "fail"])
    def test_in_a_group_of_exceptions_it_fails_any_other_function(self, on_error: str) -> None:
        served = serve(consume, Pre(refuse_in_a_group, on_error))
        assert str(served.error(msg="m")) == "function 'consume' refused the invocation: 401"
        assert served.host.stats()["p0"]["pre_invocation"]["errors"] == 0

    def test_in_a_group_with_another_error_it_is_a_hook_error(self) -> None:
        def fail(invocation: Invocation) -> None:
            message = "as of a task group"
            raise ExceptionGroup(message, [AbortInvocation(), ValueError()])

        served = serve(consume, Pre(fail))
        assert served(msg="m") == "m"
        assert served.host.stats()["p0"]["pre_invocation"]["errors"] == 1

    def test_swallowed_it_counts_nevertheless(self) -> None:
        def swallow(invocation: Invocation) -> None:
            with pytest.raises(AbortInvocation):
                refuse(invocation)

        assert serve(hello, Pre(swallow), trigger=HTTP)(req=REQUEST).status_code == 401

    def test_an_error_in_its_place_takes_it_back(self) -> None:
        def replace(invocation: Invocation) -> None:
            with pytest.raises(AbortInvocation):
                refuse(invocation)
            raise ValueError

        assert serve(hello, Pre(replace), trigger=HTTP)(req=REQUEST) == "hello"
        assert isinstance(
            serve(hello, Pre(replace, "fail"), trigger=HTTP).error(req=REQUEST), ValueError
        )

    @both_kinds
    def test_after_the_function_ran_it_is_a_hook_error(self, function: Callable[..., Any]) -> None:
        texts: list[str] = []

        class Late:
            @hookimpl
            def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
                yield
                with pytest.raises(HookError) as caught:
                    invocation.refuse(401)
                texts.append(str(caught.value))

        assert serve(function, Late(), trigger=HTTP)(req=REQUEST) == "hello"
        (text,) = texts
        assert text.startswith("invocation.refuse() came too late: ")


class TestTheTriggersValue:
    @pytest.mark.parametrize("name", ["req", "request", "args"])
    def test_the_request_is_there_whatever_its_parameter_is_called(self, name: str) -> None:
        seen: list[object] = []
        namespace: dict[str, Any] = {}
        exec(f"def function({name}): return 'hello'", namespace)  # noqa: S102 - a parameter's name
        app = func.FunctionApp()
        app.route(route="x", trigger_arg_name=name)(namespace["function"])
        plugins = install(app, settings={})

        @plugins.pre_invocation
        def look(invocation: Invocation) -> None:
            seen.extend((invocation.request, invocation.trigger_value))
            seen.append(invocation.function.trigger_name)
            assert invocation._before is None, "nothing is copied for it"

        served = app.get_functions()[0].get_user_function()
        assert served(**{name: REQUEST}) == "hello"
        assert seen == [REQUEST, REQUEST, name]

    def test_it_is_what_the_arguments_now_hold(self) -> None:
        seen: list[object] = []
        other = func.HttpRequest("GET", "http://localhost/other", body=b"")
        served = serve(
            hello,
            Pre(lambda invocation: invocation.args.update(req=other)),
            Pre(lambda invocation: seen.append(invocation.request)),
            trigger=HTTP,
        )
        served(req=REQUEST)
        assert seen == [other]

    def test_a_function_without_http_has_no_request(self) -> None:
        seen: list[object] = []
        served = serve(
            consume,
            Pre(lambda invocation: seen.extend((invocation.request, invocation.trigger_value))),
        )
        served(msg="m")
        assert seen == [None, "m"]

    @pytest.mark.parametrize(
        ("trigger", "bindings", "name"),
        [
            ("httpTrigger", [("out", "queue", "out"), ("r", "httpTrigger", "in")], "r"),
            ("HttpTrigger", [("r", "httpTrigger", "in")], "r"),
            ("queueTrigger", [("a", "queue", "in"), ("b", "queueTrigger", "in")], "b"),
            ("", [("a", "queue", "in")], ""),
        ],
    )
    def test_the_triggers_name_is_that_of_its_binding(
        self, trigger: str, bindings: list[Any], name: str
    ) -> None:
        declared = tuple(Binding(*binding) for binding in bindings)
        assert Function("f", "", trigger, declared).trigger_name == name
