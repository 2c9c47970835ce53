"""The plain values that hooks name: which value each has, in each hook, of either kind."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import azure.functions as func
import pytest

from funcext_core import Function, Invocation, Outcome, hookimpl, hooks
from layered import HTTP, INVOCATION_ID, OUTPUT, serve


INVOCATION_HOOKS = ("pre_invocation", "around_invocation", "post_invocation")


def hello(msg: str) -> str:
    return f"hello {msg}"


async def async_hello(msg: str) -> str:
    return f"hello {msg}"


def fail(msg: str) -> str:
    raise ValueError(msg)


async def async_fail(msg: str) -> str:
    raise ValueError(msg)


both_kinds = pytest.mark.parametrize("function", [hello, async_hello], ids=["sync", "async"])
both_failing = pytest.mark.parametrize("function", [fail, async_fail], ids=["sync", "async"])


def naming(hook: str, names: tuple[str, ...], *, is_async: bool = False) -> Any:
    """Return a plugin whose hook takes these names, and keeps their values in its `taken`."""
    taken = ", ".join(f"{name!r}: {name}" for name in names)
    source = (
        f"{'async ' if is_async else ''}def {hook}(self, {', '.join(names)}):\n"
        f"    self.taken = {{{taken}}}\n"
        f"    {'yield' if hook == 'around_invocation' else 'pass'}\n"
    )
    members: dict[str, Any] = {}
    exec(source, members)  # noqa: S102 - the text is our own
    return type("Naming", (), {hook: hookimpl(members[hook])})()


@both_kinds
@pytest.mark.parametrize("hook", INVOCATION_HOOKS)
def test_every_name_has_its_value(function: Any, hook: str) -> None:
    plugin = naming(hook, hooks.ARGUMENTS[hook])

    serve(function, plugin)(msg="world")

    invocation, taken = plugin.taken["invocation"], plugin.taken
    assert isinstance(invocation, Invocation)
    assert taken["function"] is invocation.function
    assert isinstance(taken["function"], Function)
    assert taken["invocation_id"] == INVOCATION_ID
    assert taken["context"] is invocation.context
    assert taken["args"] == {"msg": "world"}
    assert taken["request"] is None
    assert taken["trigger_value"] == "world"
    assert taken["attempt"] == 1
    if hook == "post_invocation":
        assert isinstance(taken["outcome"], Outcome)
        assert taken["value"] == "hello world"
        assert taken["error"] is None
        assert taken["elapsed"] == taken["outcome"].elapsed > 0


@both_kinds
@pytest.mark.parametrize(
    ("hook", "name"),
    [(hook, name) for hook in INVOCATION_HOOKS for name in hooks.ARGUMENTS[hook]],
)
def test_a_name_alone_has_the_value_that_it_has_beside_others(
    function: Any, hook: str, name: str
) -> None:
    alone, beside = naming(hook, (name,)), naming(hook, hooks.ARGUMENTS[hook])

    serve(function, alone, beside)(msg="world")

    if name not in {"invocation", "outcome"}:
        assert alone.taken == {name: beside.taken[name]}
    assert type(alone.taken[name]) is type(beside.taken[name])


@pytest.mark.parametrize("hook", INVOCATION_HOOKS)
def test_names_are_passed_in_any_order(hook: str) -> None:
    names = hooks.ARGUMENTS[hook]
    ordered, reversed_ = naming(hook, names), naming(hook, names[::-1])

    served = serve(async_hello, ordered, reversed_)
    served(msg="world")

    assert served.host.stats()["p0"][hook]["errors"] == 0
    assert reversed_.taken.keys() == ordered.taken.keys()
    assert reversed_.taken == ordered.taken


@pytest.mark.parametrize("hook", INVOCATION_HOOKS)
def test_async_hooks_are_passed_the_same(hook: str) -> None:
    sync, awaited = (naming(hook, hooks.ARGUMENTS[hook], is_async=kind) for kind in (False, True))

    serve(async_hello, sync, awaited)(msg="world")

    assert awaited.taken == sync.taken


@both_failing
def test_the_value_is_none_while_there_is_an_error(function: Any) -> None:
    plugin = naming("post_invocation", ("error", "value", "elapsed"))

    raised = serve(function, plugin).error(msg="no")

    assert plugin.taken["error"] is raised
    assert plugin.taken["value"] is None
    assert plugin.taken["elapsed"] > 0


def test_the_request_is_the_one_of_the_function() -> None:
    request = func.HttpRequest("GET", "http://localhost/", body=b"")
    plugins = [naming(hook, ("request", "trigger_value")) for hook in INVOCATION_HOOKS]

    def route(req: func.HttpRequest) -> str:
        return "hello"

    serve(route, *plugins, trigger=HTTP)(req=request)

    for plugin in plugins:
        assert plugin.taken == {"request": request, "trigger_value": request}


class TestTurns:
    """Plain values are those of the hook's turn."""

    @both_kinds
    def test_pre_and_around_see_what_layers_further_out_put_into_the_arguments(
        self, function: Any
    ) -> None:
        class Replacing:
            @hookimpl
            def pre_invocation(self, args: dict[str, Any]) -> None:
                args["msg"] = "there"

        names = ("trigger_value", "args")
        pre, around = (naming(hook, names) for hook in INVOCATION_HOOKS[:2])

        assert serve(function, pre, Replacing(), around)(msg="world") == "hello there"
        assert pre.taken["trigger_value"] == "world"
        assert around.taken["trigger_value"] == "there"

    @both_failing
    def test_post_sees_what_layers_further_in_left(self, function: Any) -> None:
        class Clearing:
            @hookimpl
            def post_invocation(self, outcome: Outcome) -> None:
                outcome.value = "cleared"
                outcome.error = None

        outer, inner = (naming("post_invocation", ("value", "error")) for _ in range(2))

        assert serve(function, outer, Clearing(), inner)(msg="no") == "cleared"
        assert isinstance(inner.taken.pop("error"), ValueError)
        assert inner.taken == {"value": None}
        assert outer.taken == {"value": "cleared", "error": None}

    @both_kinds
    def test_an_answer_is_seen_as_a_value(self, function: Any) -> None:
        class Answering:
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                invocation.respond("answered")

        post = naming("post_invocation", ("value", "error", "elapsed"))

        assert serve(function, post, Answering())(msg="world") == "answered"
        assert post.taken == {"value": "answered", "error": None, "elapsed": 0.0}


class TestWhatNamesAllow:
    @both_kinds
    def test_values_of_args_may_be_replaced(self, function: Any) -> None:
        class Replacing:
            @hookimpl
            def around_invocation(self, args: dict[str, Any]) -> Generator[None, Outcome, None]:
                args["msg"] = args["msg"].upper()
                yield

        assert serve(function, Replacing())(msg="world") == "hello WORLD"

    @both_kinds
    def test_what_a_hook_replaced_before_it_raised_is_undone(self, function: Any) -> None:
        class Failing:
            @hookimpl
            def pre_invocation(self, args: dict[str, Any]) -> None:
                args["msg"] = "lost"
                raise ValueError

        assert serve(function, Failing())(msg="world") == "hello world"

    @both_kinds
    def test_added_arguments_are_dropped_and_deleted_ones_restored(self, function: Any) -> None:
        class Mixing:
            @hookimpl
            def pre_invocation(self, args: dict[str, Any]) -> None:
                del args["msg"]
                args["more"] = 1

        assert serve(function, Mixing())(msg="world") == "hello world"

    @both_kinds
    def test_a_guard_without_the_objects_fails_by_raising(self, function: Any) -> None:
        class Guard:
            on_error = "fail"

            @hookimpl
            def pre_invocation(self, trigger_value: str) -> None:
                if trigger_value != "world":
                    raise ValueError(trigger_value)

        served = serve(function, Guard())

        assert served(msg="world") == "hello world"
        assert isinstance(served.error(msg="moon"), ValueError)

    @both_kinds
    def test_a_value_returned_in_place_of_the_outcome_is_a_hook_error(self, function: Any) -> None:
        class Returning:
            @hookimpl
            def post_invocation(self, value: Any) -> Any:
                return value.upper()

        served = serve(function, Returning(), trigger=OUTPUT)

        assert served(msg="world") == "hello world"
        assert served.host.stats()["p0"]["post_invocation"]["errors"] == 1
