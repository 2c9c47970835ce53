"""The rights of hooks over an invocation and its outcome, and the worker's result."""

from __future__ import annotations

import asyncio
import gc
import sys
import traceback
import weakref
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from types import SimpleNamespace, TracebackType
from typing import Any

import attrs
import azure.functions as func
import pytest

from funcext_core import AbortInvocation, FunctionExit, HookError, Invocation, Outcome, hookimpl
from layered import BARE, HTTP, INVOCATION_ID, OUTPUT, Context, serve, set_own_defaults


def echo(msg: str) -> str:
    return msg


async def async_echo(msg: str) -> str:
    return msg


def fail(msg: str) -> str:
    raise ValueError(msg)


async def async_fail(msg: str) -> str:
    raise ValueError(msg)


both_kinds = pytest.mark.parametrize("function", [echo, async_echo], ids=["sync", "async"])
both_failing = pytest.mark.parametrize("function", [fail, async_fail], ids=["sync", "async"])


class Pre:
    """A plugin of one `pre_invocation`."""

    def __init__(self, hook: Callable[[Invocation], object], on_error: str = "log") -> None:
        self.hook = hook
        set_own_defaults(self, on_error=on_error)

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        self.hook(invocation)


class Post:
    """A plugin of one `post_invocation`."""

    def __init__(
        self, hook: Callable[[Invocation, Outcome], object], on_error: str = "log"
    ) -> None:
        self.hook = hook
        set_own_defaults(self, on_error=on_error)

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        self.hook(invocation, outcome)


class Around:
    """A plugin of one `around_invocation`, written as a generator function."""

    def __init__(
        self,
        hook: Callable[[Invocation], Generator[None, Outcome, None]],
        on_error: str = "log",
    ) -> None:
        self.hook = hook
        set_own_defaults(self, on_error=on_error)

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        yield from self.hook(invocation)


def refusal(call: Callable[[], object]) -> str:
    """Return the text of the HookError that the call raises."""
    with pytest.raises(HookError) as caught:
        call()
    return str(caught.value)


class TestArguments:
    @both_kinds
    def test_what_a_hook_puts_in_their_place_is_what_the_function_gets(
        self, function: Callable[[str], object]
    ) -> None:
        def replace(invocation: Invocation) -> None:
            invocation.args["msg"] += " and more"

        assert serve(function, Pre(replace), Pre(replace))(msg="this") == "this and more and more"

    def test_a_hook_can_hand_over_a_whole_new_set_of_values(self) -> None:
        assert serve(echo, Pre(lambda i: i.args.update(msg="new")))(msg="old") == "new"

    @both_kinds
    def test_an_added_one_is_dropped_and_a_deleted_one_restored(
        self, function: Callable[[str], object]
    ) -> None:
        seen: list[dict[str, Any]] = []

        def meddle(invocation: Invocation) -> None:
            invocation.args["surplus"] = 1
            del invocation.args["msg"]

        served = serve(
            function, Post(lambda i, _: seen.append(dict(i.args))), Pre(meddle), trigger=OUTPUT
        )
        assert served(msg="original") == "original"
        assert seen == [{"msg": "original"}], "on the way out they are those of the call"

    def test_a_value_that_was_replaced_and_then_deleted_is_the_workers_again(self) -> None:
        def meddle(invocation: Invocation) -> None:
            invocation.args["msg"] = "replaced"
            invocation.args.clear()

        assert serve(echo, Pre(meddle))(msg="original") == "original"

    def test_the_context_is_among_them_only_where_the_function_declares_it(self) -> None:
        seen: list[set[str]] = []
        note = Pre(lambda invocation: seen.append(set(invocation.args)))

        def declares(msg: str, context: func.Context) -> str:
            return str(context.invocation_id)

        assert serve(echo, note)(msg="m") == "m"
        assert serve(declares, note)(msg="m") == INVOCATION_ID
        assert seen == [{"msg"}, {"msg", "context"}]

    def test_the_workers_own_dict_is_not_touched(self) -> None:
        served = serve(echo, Pre(lambda invocation: invocation.args.update(msg="new")))
        kwargs = {"msg": "old", "context": Context()}
        assert served.function(**kwargs) == "new"
        assert kwargs["msg"] == "old"

    @both_kinds
    def test_what_a_hook_replaced_before_it_raised_is_undone(
        self, function: Callable[[str], object]
    ) -> None:
        def good(invocation: Invocation) -> None:
            invocation.args["msg"] += " good"

        def bad(invocation: Invocation) -> None:
            invocation.args["msg"] = "bad"
            invocation.args["surplus"] = "bad"
            raise ValueError

        assert serve(function, Pre(good), Pre(bad), Pre(good))(msg="m") == "m good good"

    def test_the_dict_stays_the_same_object_when_a_change_is_undone(self) -> None:
        kept: list[dict[str, Any]] = []

        def bad(invocation: Invocation) -> None:
            invocation.args["msg"] = "bad"
            raise ValueError

        def late(invocation: Invocation) -> None:
            kept[0]["msg"] = "through a reference"

        served = serve(echo, Pre(lambda i: kept.append(i.args)), Pre(bad), Pre(late))
        assert served(msg="m") == "through a reference"

    def test_an_around_that_raises_in_its_first_half_leaves_them_alone(self) -> None:
        def bad(invocation: Invocation) -> Generator[None, Outcome, None]:
            invocation.args["msg"] = "bad"
            raise ValueError
            yield

        assert serve(echo, Around(bad))(msg="m") == "m"


class TestState:
    def test_it_is_shared_by_the_layers_and_halves_of_one_invocation(self) -> None:
        seen: list[object] = []

        def around(invocation: Invocation) -> Generator[None, Outcome, None]:
            invocation.state["around"] = invocation.state["pre"] + 1
            yield
            seen.append(dict(invocation.state))

        served = serve(
            echo,
            Post(lambda invocation, _: seen.append(len(invocation.state))),
            Pre(lambda invocation: invocation.state.update(pre=1)),
            Around(around),
        )
        served(msg="m")
        assert seen == [{"pre": 1, "around": 2}, 2]

    def test_each_invocation_begins_with_an_empty_one(self) -> None:
        sizes: list[int] = []

        def note(invocation: Invocation) -> None:
            sizes.append(len(invocation.state))
            invocation.state[object()] = "kept"

        served = serve(echo, Pre(note))
        served(msg="1")
        served(msg="2")
        assert sizes == [0, 0]


class TestInvocation:
    def test_it_has_the_function_the_workers_id_and_context(self) -> None:
        seen: list[Invocation] = []
        served = serve(echo, Pre(seen.append))
        context = Context("an id")
        served.function(msg="m", context=context)
        (invocation,) = seen
        handed: list[object] = [invocation.id, invocation.context]
        assert handed == ["an id", context]
        assert (invocation.function.name, invocation.function.trigger) == ("echo", "queueTrigger")

    def test_without_a_context_it_has_a_stand_in_with_a_new_id(self) -> None:
        seen: list[Invocation] = []
        served = serve(echo, Pre(seen.append))
        for _ in range(2):
            served.function(msg="m")
        for invocation in seen:
            assert invocation.context.invocation_id == invocation.id
            assert invocation.context.function_name == invocation.function.name
            assert invocation.context.function_directory == invocation.function.directory
            assert invocation.context.trace_context.trace_parent == ""
        assert len({invocation.id for invocation in seen} - {""}) == 2

    @pytest.mark.parametrize("name", ["responded", "response", "args"])
    def test_only_respond_answers(self, name: str) -> None:
        unread: Any = None  # neither function nor context is read
        invocation = Invocation(unread, "id", unread, {})
        with pytest.raises(AttributeError):
            setattr(invocation, name, True)


GOOD_AND_BAD: list[tuple[str, list[object], list[object], str]] = [
    # The trigger, what may be returned, what may not, and the words that say why.
    (BARE, [None], ["text", 0, func.HttpResponse("x")], "can only return None"),
    (
        HTTP,
        ["text", "", func.HttpResponse("x")],
        [None, 0, b"bytes", {"a": 1}],
        "takes an HttpResponse or a str",
    ),
    (OUTPUT, [None, "text", b"bytes", 0, ["a"]], [], ""),
]
GOOD = [(trigger, value) for trigger, good, _, _ in GOOD_AND_BAD for value in good]
BAD = [(trigger, value, why) for trigger, _, bad, why in GOOD_AND_BAD for value in bad]


def function_for(trigger: str, result: object) -> Callable[..., object]:
    def of_queue(msg: str) -> object:
        return result

    def of_request(req: func.HttpRequest) -> object:
        return result

    return of_request if trigger == HTTP else of_queue


def argument_for(trigger: str) -> dict[str, object]:
    return {"req" if trigger == HTTP else "msg": "argument"}


OWN_RESULT = {BARE: None, HTTP: "own", OUTPUT: "own"}


class TestRespond:
    @pytest.mark.parametrize(("trigger", "value"), GOOD)
    def test_what_the_bindings_take_is_what_the_worker_gets(
        self, trigger: str, value: object
    ) -> None:
        served = serve(
            function_for(trigger, OWN_RESULT[trigger]),
            Pre(lambda invocation: invocation.respond(value)),
            trigger=trigger,
        )
        assert served(**argument_for(trigger)) is value

    @pytest.mark.parametrize(("trigger", "value", "why"), BAD)
    def test_what_they_cannot_take_is_the_hooks_error_not_the_workers(
        self, trigger: str, value: object, why: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        def respond(invocation: Invocation) -> None:
            text = refusal(lambda: invocation.respond(value))
            assert text.startswith("invocation.respond() cannot answer with this value: ")
            assert why in text
            assert type(value).__name__ in text
            invocation.respond(value)

        own = OWN_RESULT[trigger]
        served = serve(function_for(trigger, own), Pre(respond), trigger=trigger)
        assert served(**argument_for(trigger)) is own
        (record,) = [record for record in caplog.records if record.name == "funcext.plugins.p0"]
        assert "HookError" in record.getMessage()

    def test_a_guards_unsuitable_answer_fails_the_invocation(self) -> None:
        guard = Pre(lambda invocation: invocation.respond(1), on_error="fail")
        error = serve(function_for(HTTP, "own"), guard, trigger=HTTP).error(req="r")
        assert isinstance(error, HookError)

    def test_it_answers_none_unless_told_otherwise(self) -> None:
        assert serve(echo, Pre(lambda invocation: invocation.respond()))(msg="m") is None

    def test_the_last_answer_of_a_hook_counts(self) -> None:
        def twice(invocation: Invocation) -> None:
            invocation.respond("first")
            invocation.respond("second")

        assert serve(echo, Pre(twice))(msg="m") == "second"

    def test_hooks_see_that_and_what_was_answered(self) -> None:
        seen: list[object] = []
        served = serve(
            echo,
            Post(lambda i, o: seen.append((i.responded, i.response, o.value, o.skipped_by))),
            Pre(lambda invocation: invocation.respond("answer")),
        )
        served(msg="m")
        assert seen == [(True, "answer", "answer", "p1")]

    @pytest.mark.parametrize("deed", [ValueError, AbortInvocation], ids=["raises", "aborts"])
    def test_a_hook_that_answers_and_then_raises_has_not_answered(
        self, deed: type[Exception]
    ) -> None:
        seen: list[object] = []

        def respond(invocation: Invocation) -> None:
            invocation.respond("answer")
            raise deed

        served = serve(
            echo, Post(lambda i, _: seen.append((i.responded, i.response))), Pre(respond)
        )
        if deed is ValueError:
            assert served(msg="m") == "m"
        else:
            assert isinstance(served.error(msg="m"), AbortInvocation)
        assert seen == [(False, None)]

    @both_kinds
    def test_once_the_function_ran_it_is_too_late(self, function: Callable[[str], object]) -> None:
        texts: list[str] = []

        def late(invocation: Invocation, outcome: Outcome) -> None:
            texts.append(refusal(lambda: invocation.respond("late")))

        assert serve(function, Post(late))(msg="m") == "m"
        message = (
            f"invocation.respond() came too late: the layers around {function.__name__!r} are "
            "being left; set outcome.value instead"
        )
        assert texts == [message]

    def test_while_the_function_runs_it_is_too_late(self) -> None:
        kept: list[Invocation] = []

        def function(msg: str) -> str:
            return refusal(lambda: kept[0].respond("late"))

        assert "too late" in serve(function, Pre(kept.append))(msg="m")

    def test_after_another_layer_answered_it_is_too_late(self) -> None:
        texts: list[str] = []
        served = serve(
            echo,
            Post(lambda i, _: texts.append(refusal(lambda: i.respond("late")))),
            Pre(lambda invocation: invocation.respond("early")),
        )
        assert served(msg="m") == "early"
        assert "too late" in texts[0]


class TestOutcomeValue:
    @pytest.mark.parametrize(("trigger", "value"), GOOD)
    def test_what_the_bindings_take_replaces_the_result(self, trigger: str, value: object) -> None:
        def replace(_: Invocation, outcome: Outcome) -> None:
            outcome.value = value

        served = serve(function_for(trigger, OWN_RESULT[trigger]), Post(replace), trigger=trigger)
        assert served(**argument_for(trigger)) is value

    @pytest.mark.parametrize(("trigger", "value", "why"), BAD)
    def test_what_they_cannot_take_is_the_hooks_error_not_the_workers(
        self, trigger: str, value: object, why: str
    ) -> None:
        texts: list[str] = []

        def replace(_: Invocation, outcome: Outcome) -> None:
            texts.append(refusal(lambda: setattr(outcome, "value", value)))
            outcome.value = value

        own = OWN_RESULT[trigger]
        served = serve(function_for(trigger, own), Post(replace), trigger=trigger)
        assert served(**argument_for(trigger)) is own
        assert why in texts[0]

    def test_it_is_ignored_while_there_is_an_error(self) -> None:
        def replace(_: Invocation, outcome: Outcome) -> None:
            outcome.value = "a value"

        assert str(serve(fail, Post(replace)).error(msg="m")) == "m"

    def test_what_was_set_beside_an_error_counts_once_that_is_cleared(self) -> None:
        def replace(_: Invocation, outcome: Outcome) -> None:
            outcome.value = "a value"

        def clear(_: Invocation, outcome: Outcome) -> None:
            outcome.error = None

        assert serve(fail, Post(clear), Post(replace))(msg="m") == "a value"


class TestOutcomeError:
    @both_failing
    def test_cleared_the_invocation_ends_with_the_value(
        self, function: Callable[[str], object]
    ) -> None:
        def clear(_: Invocation, outcome: Outcome) -> None:
            outcome.error = None
            outcome.value = "instead"

        assert serve(function, Post(clear))(msg="m") == "instead"

    @both_failing
    def test_replaced_it_is_what_the_worker_gets(self, function: Callable[[str], object]) -> None:
        error = KeyError("other")

        def replace(_: Invocation, outcome: Outcome) -> None:
            outcome.error = error

        assert serve(function, Post(replace)).error(msg="m") is error

    def test_it_can_be_set_where_there_was_none(self) -> None:
        error = KeyError("new")

        def set_error(_: Invocation, outcome: Outcome) -> None:
            outcome.error = error

        assert serve(echo, Post(set_error)).error(msg="m") is error

    @pytest.mark.parametrize(
        "value",
        [
            SystemExit(1),
            KeyboardInterrupt(),
            asyncio.CancelledError(),
            ValueError,
            "text",
            StopIteration(1),
        ],
        ids=repr,
    )
    def test_it_takes_nothing_that_would_end_the_worker_or_leave_it_waiting(
        self, value: Any
    ) -> None:
        texts: list[str] = []

        def set_error(_: Invocation, outcome: Outcome) -> None:
            texts.append(refusal(lambda: setattr(outcome, "error", value)))

        assert serve(echo, Post(set_error))(msg="m") == "m"
        assert texts[0].startswith("outcome.error must be None or an Exception")

    def test_an_interrupt_can_be_neither_cleared_nor_replaced(self) -> None:
        texts: list[str] = []

        def interrupted(msg: str) -> str:
            raise KeyboardInterrupt

        def meddle(_: Invocation, outcome: Outcome) -> None:
            texts.append(refusal(lambda: setattr(outcome, "error", None)))
            texts.append(refusal(lambda: setattr(outcome, "error", ValueError())))
            outcome.error = None

        error = serve(interrupted, Post(meddle)).error(msg="m")
        assert isinstance(error, KeyboardInterrupt)
        assert texts == ["no hook can clear or replace a KeyboardInterrupt"] * 2

    @pytest.mark.parametrize(("trigger", "own"), [(HTTP, "own"), (OUTPUT, "own")])
    def test_a_hook_that_answers_http_for_an_error_must_give_a_response(
        self, trigger: str, own: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        def broken(**_: object) -> object:
            message = "broken"
            raise ValueError(message)

        def of_request(req: func.HttpRequest) -> object:
            return broken()

        def of_queue(msg: str) -> object:
            return broken()

        def clear(_: Invocation, outcome: Outcome) -> None:
            outcome.error = None

        function = of_request if trigger == HTTP else of_queue
        served = serve(function, Post(clear), trigger=trigger)
        if trigger == OUTPUT:
            assert served(msg="m") is None
            return
        assert str(served.error(req="r")) == "broken"
        assert "outcome.error was cleared, but outcome.value is not allowed" in caplog.text

    def test_a_guard_that_clears_it_without_a_response_fails_the_invocation(self) -> None:
        broken = ValueError("broken")

        def of_request(req: func.HttpRequest) -> object:
            raise broken

        def clear(_: Invocation, outcome: Outcome) -> None:
            outcome.error = None

        error = serve(of_request, Post(clear, "fail"), trigger=HTTP).error(req="r")
        assert isinstance(error, HookError)
        assert error.__context__ is broken

    @pytest.mark.parametrize("status", [200, 503])
    def test_an_error_can_become_a_response(self, status: int) -> None:
        def of_request(req: func.HttpRequest) -> object:
            raise ValueError

        def answer(_: Invocation, outcome: Outcome) -> None:
            outcome.error = None
            outcome.value = func.HttpResponse("sorry", status_code=status)

        assert serve(of_request, Post(answer), trigger=HTTP)(req="r").status_code == status


class TestRollback:
    """A hook that raises has changed nothing."""

    @pytest.mark.parametrize("change", ["value", "error", "both", "cleared"])
    @both_failing
    def test_of_a_post(self, function: Callable[[str], object], change: str) -> None:
        def bad(_: Invocation, outcome: Outcome) -> None:
            if change in ("value", "both"):
                outcome.value = "bad"
            if change in ("error", "both"):
                outcome.error = KeyError("bad")
            if change == "cleared":
                outcome.error = None
                outcome.value = "bad"
            message = "the hook's own"
            raise TypeError(message)

        error = serve(function, Post(bad)).error(msg="m")
        assert isinstance(error, ValueError)
        assert str(error) == "m"

    def test_of_an_arounds_second_half(self) -> None:
        def bad(_: Invocation) -> Generator[None, Outcome, None]:
            outcome = yield
            outcome.value = "bad"
            raise TypeError

        assert serve(echo, Around(bad))(msg="m") == "m"

    def test_what_earlier_hooks_changed_stands(self) -> None:
        def good(_: Invocation, outcome: Outcome) -> None:
            outcome.value = f"{outcome.value} good"

        def bad(_: Invocation, outcome: Outcome) -> None:
            outcome.value = "bad"
            outcome.value = "worse"
            raise TypeError

        assert serve(echo, Post(good), Post(bad), Post(good))(msg="m") == "m good good"

    def test_an_error_set_before_is_raised_with_its_own_traceback(self) -> None:
        def good(_: Invocation, outcome: Outcome) -> None:
            outcome.error = KeyError("good")

        def bad(_: Invocation, outcome: Outcome) -> None:
            outcome.error = LookupError("bad")
            raise TypeError

        assert isinstance(serve(echo, Post(bad), Post(good)).error(msg="m"), KeyError)


class TestResult:
    @both_kinds
    def test_it_returns_the_value(self, function: Callable[[str], object]) -> None:
        seen: list[object] = []
        serve(function, Post(lambda _, outcome: seen.append(outcome.result())))(msg="m")
        assert seen == ["m"]

    @both_failing
    def test_raised_out_of_the_hook_again_it_is_no_hook_error(
        self, function: Callable[[str], object], caplog: pytest.LogCaptureFixture
    ) -> None:
        class Span:
            """A span of a tracing library."""

            seen: BaseException | None = None

            def __enter__(self) -> None: ...

            def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
                self.seen = error

        span = Span()

        def around(_: Invocation) -> Generator[None, Outcome, None]:
            with span:
                (yield).result()

        served = serve(function, Around(around))
        error = served.error(msg="m")
        assert span.seen is error
        assert "raised" not in caplog.text
        assert served.host.stats()["p0"]["around_invocation"]["errors"] == 0

    def test_a_context_manager_that_swallows_the_error_does_not_clear_it(self) -> None:
        def around(_: Invocation) -> Generator[None, Outcome, None]:
            outcome = yield
            try:
                outcome.result()
            except ValueError:
                return

        assert isinstance(serve(fail, Around(around)).error(msg="m"), ValueError)

    @pytest.mark.parametrize("how", ["from None", "without from", "later"])
    def test_an_error_that_was_not_raised_because_of_it_is_a_hook_error(
        self, how: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        def around(_: Invocation) -> Generator[None, Outcome, None]:
            outcome = yield
            try:
                outcome.result()
            except ValueError:
                if how == "from None":
                    raise KeyError from None
                if how == "without from":
                    raise KeyError  # noqa: B904 - what the test is about
            raise KeyError

        assert isinstance(serve(fail, Around(around)).error(msg="m"), ValueError)
        assert "raised KeyError" in caplog.text


def frames(trace: TracebackType | None) -> list[str]:
    return [frame.f_code.co_name for frame, _ in traceback.walk_tb(trace)]


class TestTheFunctionsOwnError:
    @pytest.mark.parametrize("hooks", ["none that looks", "result", "raises and is contained"])
    @both_failing
    def test_is_the_same_object_with_the_same_traceback(
        self, function: Callable[[str], object], hooks: str
    ) -> None:
        raised: list[BaseException] = []

        def around(_: Invocation) -> Generator[None, Outcome, None]:
            outcome = yield
            raised.append(outcome.error)  # type: ignore[arg-type] # it failed
            if hooks == "result":
                outcome.result()
            if hooks == "raises and is contained":
                try:
                    outcome.result()
                except ValueError:
                    raise KeyError from None

        error = serve(function, Around(around), Around(around)).error(msg="m")
        assert raised == [error, error]
        trace = frames(error.__traceback__)
        assert trace[-1] == function.__name__
        # The layers' own frame is there once: around an async function it is the wrapper's.
        own = "run" if function is fail else "async_fail"
        assert trace[-3:].count(own) == (1 if function is fail else 2)
        assert "around" not in trace
        assert "result" not in trace
        assert error.__context__ is None
        assert error.__cause__ is None

    def test_keeps_its_cause_and_its_context(self) -> None:
        cause = KeyError()

        def chained(msg: str) -> str:
            raise ValueError from cause

        error = serve(chained, Post(lambda _, outcome: None)).error(msg="m")
        assert error.__cause__ is cause

    def test_a_traceback_through_the_layers_shows_only_lines_that_ran(self) -> None:
        error = serve(fail, Post(lambda _, outcome: None)).error(msg="m")
        lines = traceback.format_exception(error)
        text = "".join(lines)
        assert "raise stack.ending(outcome)" in text
        assert "raise ValueError(msg)" in text


class TestGuardFailures:
    @pytest.mark.parametrize("kind", ["sync", "async"])
    def test_on_the_way_out_has_the_functions_error_as_its_context(self, kind: str) -> None:
        seen: list[BaseException | None] = []

        def guard(_: Invocation, outcome: Outcome) -> None:
            seen.append(outcome.error)
            message = "guard"
            raise KeyError(message)

        function = fail if kind == "sync" else async_fail
        error = serve(function, Post(guard, "fail")).error(msg="m")
        assert isinstance(error, KeyError)
        assert error.__context__ is seen[0]
        assert str(seen[0]) == "m"

    def test_behind_what_the_guard_itself_was_handling(self) -> None:
        def guard(_: Invocation, outcome: Outcome) -> None:
            try:
                next(iter(()))
            except StopIteration as error:
                raise TypeError from error

        error = serve(fail, Post(guard, "fail")).error(msg="m")
        assert isinstance(error, TypeError)
        assert isinstance(error.__context__, StopIteration)
        assert isinstance(error.__context__.__context__, ValueError)

    def test_of_two_guards_the_outer_ones_has_the_inner_ones_as_its_context(self) -> None:
        def guard(name: str) -> Post:
            def hook(_: Invocation, outcome: Outcome) -> None:
                raise KeyError(name)

            return Post(hook, "fail")

        error = serve(fail, guard("outer"), guard("inner")).error(msg="m")
        inner = error.__context__
        assert inner is not None
        assert inner.__context__ is not None
        chain = [error.args, inner.args, inner.__context__.args]
        assert chain == [("outer",), ("inner",), ("m",)]

    def test_one_object_raised_again_and_again_does_not_collect_errors(self) -> None:
        constant = KeyError("constant")

        def guard(_: Invocation, outcome: Outcome) -> None:
            raise constant

        served = serve(fail, Post(guard, "fail"))
        for _ in range(100):
            assert served.error(msg="m") is constant
        length, at = 0, constant.__context__
        while at is not None:
            length, at = length + 1, at.__context__
        assert length < 20

    def test_a_base_exception_is_wrapped_for_the_worker_answers_only_an_exception(self) -> None:
        def guard(_: Invocation) -> None:
            raise SystemExit(3)

        error = serve(echo, Pre(guard, "fail")).error(msg="m")
        assert isinstance(error, HookError)
        assert str(error) == "pre_invocation of guard 'p0' raised SystemExit"
        assert isinstance(error.__cause__, SystemExit)

    @both_kinds
    def test_a_stop_iteration_is_wrapped_for_it_can_leave_neither_coroutine_nor_thread(
        self, function: Callable[[str], object]
    ) -> None:
        def guard(_: Invocation) -> None:
            raise StopIteration

        error = serve(function, Pre(guard, "fail")).error(msg="m")
        assert isinstance(error, HookError)
        assert isinstance(error.__cause__, StopIteration)

    def test_shows_the_guards_own_lines(self) -> None:
        def guard(_: Invocation) -> None:
            message = "denied"
            raise PermissionError(message)

        error = serve(echo, Pre(guard, "fail")).error(msg="m")
        assert frames(error.__traceback__)[-1] == "guard"

    def test_can_be_answered_by_a_layer_further_out(self) -> None:
        def guard(_: Invocation) -> None:
            raise PermissionError

        def answer(_: Invocation, outcome: Outcome) -> None:
            assert isinstance(outcome.error, PermissionError)
            assert outcome.skipped_by == "p1"
            outcome.error = None
            outcome.value = "403"

        assert serve(echo, Post(answer), Pre(guard, "fail"))(msg="m") == "403"


class TestSkippedAndElapsed:
    @both_kinds
    def test_a_function_that_ran_was_not_skipped_and_took_its_time(
        self, function: Callable[[str], object]
    ) -> None:
        seen: list[Outcome] = []
        serve(function, Post(lambda _, outcome: seen.append(outcome)))(msg="m")
        (outcome,) = seen
        assert (outcome.skipped, outcome.skipped_by) == (False, None)
        assert outcome.elapsed > 0

    @pytest.mark.parametrize("clock", [[10.0, 12.5]])
    @pytest.mark.parametrize("function", [echo, async_echo, fail, async_fail])
    def test_it_is_the_functions_time_alone(
        self,
        function: Callable[[str], object],
        clock: list[float],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        ticks = iter(clock)
        seen: list[float] = []

        def tick() -> float:
            return next(ticks)

        served = serve(
            function,
            Pre(lambda invocation: None),
            Post(lambda _, outcome: seen.append(outcome.elapsed)),
        )
        monkeypatch.setitem(served.names, "clock", tick)
        try:
            served(msg="m")
        except ValueError:
            assert "fail" in function.__name__
        assert seen == [2.5]

    @pytest.mark.parametrize("how", ["respond", "abort", "guard"])
    def test_one_that_did_not_run_names_the_plugin(self, how: str) -> None:
        def hook(invocation: Invocation) -> None:
            if how == "respond":
                invocation.respond("answer")
            elif how == "abort":
                raise AbortInvocation
            else:
                raise ValueError

        seen: list[tuple[bool, str | None, float]] = []
        asked: list[Invocation] = []
        served = serve(
            echo,
            Post(lambda _, o: seen.append((o.skipped, o.skipped_by, o.elapsed))),
            Pre(lambda invocation: None),
            Pre(hook, "fail"),
            Pre(asked.append),
        )
        if how == "respond":
            served(msg="m")
        else:
            served.error(msg="m")
        assert seen == [(True, "p2", 0.0)]
        assert asked == []


# --- No cycles -----------------------------------------------------------------------------------


def nothing(*_: object) -> None: ...


def with_result(_: Invocation) -> Generator[None, Outcome, None]:
    outcome = yield
    outcome.result()


def raising_post(_: Invocation, outcome: Outcome) -> None:
    raise KeyError


def raising_pre(_: Invocation) -> None:
    raise KeyError


def aborting(_: Invocation) -> None:
    raise AbortInvocation


def chained_post(_: Invocation, outcome: Outcome) -> None:
    try:
        outcome.result()
    except ValueError as error:
        raise KeyError from error


def replacing(_: Invocation, outcome: Outcome) -> None:
    outcome.error = KeyError()


def replacing_because(_: Invocation, outcome: Outcome) -> None:
    try:
        outcome.result()
    except ValueError as error:
        replacement = KeyError()
        replacement.__cause__ = error
        outcome.error = replacement


def translating(_: Invocation) -> Generator[None, Outcome, None]:
    outcome = yield
    try:
        outcome.result()
    except ValueError as error:
        raise KeyError from error


def leave(msg: str) -> str:
    raise SystemExit


async def async_leave(msg: str) -> str:
    raise SystemExit


class Returning:
    """A guard that returns a value in one of its hooks."""

    on_error = "fail"

    def __init__(self, hook: str) -> None:
        self.hook = hook

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> Any:
        return invocation if self.hook == "pre" else None

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> Any:
        return outcome if self.hook == "post" else None


def second_yield(_: Invocation) -> Generator[None, Outcome, None]:
    yield
    yield


def plain(hook: str, deed: Callable[..., object], on_error: str = "log") -> object:
    """Return a plugin whose hook names plain values: no object is made of the invocation."""

    def pre_invocation(_: object, args: dict[str, Any]) -> None:
        deed(args)

    def post_invocation(_: object, error: BaseException | None, elapsed: float) -> None:
        deed(error)

    mark: Any = hookimpl  # its types do not know the plain values yet
    hooks = {"pre_invocation": pre_invocation, "post_invocation": post_invocation}
    return type("Plain", (), {hook: mark(hooks[hook]), "on_error": on_error})()


def raising(_: object) -> None:
    raise KeyError


def abort(_: object) -> None:
    raise AbortInvocation


def translate(error: BaseException | None) -> None:
    raise KeyError from error


ECHO = (echo, async_echo)
FAIL = (fail, async_fail)
LEAVE = (leave, async_leave)
FAILING: dict[str, tuple[tuple[Callable[..., object], ...], list[object]]] = {
    "the function": (FAIL, [Post(nothing)]),
    "the function, result()": (FAIL, [Around(with_result), Around(with_result)]),
    "the function, and a hook": (FAIL, [Post(raising_post)]),
    "the function, and a hook because of it": (FAIL, [Post(chained_post)]),
    "the function, replaced because of it": (FAIL, [Around(with_result), Post(replacing_because)]),
    "the function, replaced": (FAIL, [Around(with_result), Post(replacing)]),
    "the function, translated": (FAIL, [Around(with_result), Around(translating)]),
    "the function, left by SystemExit": (LEAVE, [Around(with_result), Post(nothing)]),
    "a guard that returns before": (ECHO, [Around(with_result), Returning("pre")]),
    "a guard that returns after": (ECHO, [Around(with_result), Returning("post")]),
    "a guard before": (ECHO, [Around(with_result), Pre(raising_pre, "fail")]),
    "a guard after": (ECHO, [Around(with_result), Post(raising_post, "fail")]),
    "a guard after the function": (FAIL, [Post(nothing), Post(raising_post, "fail")]),
    "a guard because of the function": (FAIL, [Post(chained_post, "fail")]),
    "an abort": (ECHO, [Around(with_result), Pre(aborting)]),
    "a guard's second yield": (ECHO, [Around(second_yield, "fail")]),
    "the function, observed": (
        FAIL,
        [plain("post_invocation", nothing), plain("pre_invocation", nothing)],
    ),
    "the function, and an observer": (FAIL, [plain("post_invocation", raising)]),
    "the function, translated by an observer": (FAIL, [plain("post_invocation", translate)]),
    "an observing guard before": (
        ECHO,
        [plain("post_invocation", nothing), plain("pre_invocation", raising, "fail")],
    ),
    "an observing guard after": (
        ECHO,
        [plain("post_invocation", nothing), plain("post_invocation", raising, "fail")],
    ),
    "an abort without the objects": (
        ECHO,
        [plain("post_invocation", nothing), plain("pre_invocation", abort)],
    ),
}


@attrs.define(slots=False)
class Argument:
    """Something to see the end of."""


def drive(called: Any) -> None:
    """Run a coroutine that never waits, without a loop, whose own cycles are not the subject."""
    called.send(None)


@pytest.fixture
def _no_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


class TestNoCycles:
    @pytest.mark.usefixtures("_no_collector")
    @pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
    @pytest.mark.parametrize("name", FAILING)
    def test_a_failed_invocation_leaves_nothing_for_the_collector(
        self, name: str, is_async: bool
    ) -> None:
        kinds, plugins = FAILING[name]
        served = serve(kinds[is_async], *plugins)

        def invoke() -> weakref.ref[Argument]:
            argument = Argument()
            error = None
            try:
                called = served.call(msg=argument)
                if is_async:
                    drive(called)
            except Exception as caught:
                error = type(caught)
            assert error is not None
            return weakref.ref(argument)

        invoke()
        invoke()
        gc.collect()
        # The third failure of a hook is not logged: pytest's record of it would keep its error.
        left = invoke()
        assert left() is None
        assert gc.collect() == 0


class TestAsyncGenerators:
    def test_are_closed_when_they_yield_twice(self) -> None:
        closed: list[str] = []

        class Plugin:
            @hookimpl
            async def around_invocation(
                self, invocation: Invocation
            ) -> AsyncGenerator[None, Outcome]:
                try:
                    yield
                    yield
                finally:
                    await asyncio.sleep(0)
                    closed.append("closed")

        assert serve(async_echo, Plugin())(msg="m") == "m"
        assert closed == ["closed"]

    def test_what_closing_raises_is_the_hooks_error(self, caplog: pytest.LogCaptureFixture) -> None:
        class Plugin:
            @hookimpl
            async def around_invocation(
                self, invocation: Invocation
            ) -> AsyncGenerator[None, Outcome]:
                try:
                    yield
                    yield
                finally:
                    raise KeyError

        assert serve(async_echo, Plugin())(msg="m") == "m"
        assert "raised KeyError" in caplog.text


def test_an_outcome_made_by_hand_takes_any_value() -> None:
    """As in the unit test of a plugin."""
    outcome = Outcome("value")
    outcome.value = SimpleNamespace()
    outcome.error = KeyError("key")
    with pytest.raises(KeyError, match="key"):
        outcome.result()


class TestAStopIterationOfTheFunction:
    """`(yield).result()` raises it in a generator, out of which Python lets only a RuntimeError."""

    @pytest.mark.parametrize("is_guard", [True, False])
    def test_leaves_as_it_is_and_is_no_hook_error(
        self, is_guard: bool, caplog: pytest.LogCaptureFixture
    ) -> None:
        raised = StopIteration("own")

        def function(msg: str) -> str:
            raise raised

        def around(_: Invocation) -> Generator[None, Outcome, None]:
            (yield).result()

        layer = Around(around, on_error="fail") if is_guard else Around(around)
        error = serve(function, layer).error(msg="m")
        if sys.version_info < (3, 13):
            # There, a pool thread cannot pass it on to the loop.
            assert isinstance(error, FunctionExit)
            assert error.__cause__ is raised
        else:
            assert error is raised
        assert not [record for record in caplog.records if record.name.startswith("funcext")]
