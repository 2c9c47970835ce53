"""Exceptions that leave a hook on the way out: which of them replace the outcome's error."""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import os
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Iterator
from importlib import import_module
from typing import Any

import anyio
import async_timeout
import pytest

from funcext_core import FunctionExit, HookError, Outcome, hookimpl
from layered import Served, serve, set_own_defaults


since_311 = pytest.mark.skipif(
    sys.version_info < (3, 11), reason="a task tells since Python 3.11 that it is being cancelled"
)
on_310 = pytest.mark.skipif(sys.version_info >= (3, 11), reason="Python 3.10's difference")


# A part of Python since 3.11; before, anyio brings a package.
ExceptionGroup: Any = getattr(builtins, "ExceptionGroup", None) or (
    import_module("exceptiongroup").ExceptionGroup
)
MESSAGE = "a group"


class OwnError(Exception):
    """The function's error."""


class TranslatedError(Exception):
    """The error that a hook raises."""


OWN = OwnError("own")


def fail(msg: str) -> str:
    raise OWN


async def async_fail(msg: str) -> str:
    await asyncio.sleep(0)
    raise OWN


both_failing = pytest.mark.parametrize("function", [fail, async_fail], ids=["sync", "async"])
by_guard = pytest.mark.parametrize("on_error", ["log", "fail"])


class Around:
    """A plugin of one sync `around_invocation`, of its second half."""

    def __init__(self, leave: Callable[[Outcome], None], on_error: str = "log") -> None:
        self.leave = leave
        set_own_defaults(self, on_error=on_error)

    @hookimpl
    def around_invocation(self) -> Generator[None, Outcome, None]:
        self.leave((yield))


class AsyncAround:
    def __init__(self, leave: Callable[[Outcome], None], on_error: str = "log") -> None:
        self.leave = leave
        set_own_defaults(self, on_error=on_error)

    @hookimpl
    async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
        outcome = yield
        await asyncio.sleep(0)
        self.leave(outcome)


class Post:
    def __init__(self, leave: Callable[[Outcome], None], on_error: str = "log") -> None:
        self.leave = leave
        set_own_defaults(self, on_error=on_error)

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        self.leave(outcome)


@contextlib.contextmanager
def translating() -> Iterator[None]:
    try:
        yield
    except OwnError as error:
        raise TranslatedError from error


def through_a_context_manager(outcome: Outcome) -> None:
    with translating():
        outcome.result()


@contextlib.contextmanager
def translating_again() -> Iterator[None]:
    try:
        yield
    except TranslatedError as error:
        raise TranslatedError from error


def through_two_context_managers(outcome: Outcome) -> None:
    with translating_again(), translating():
        outcome.result()


def through_an_exit_stack(outcome: Outcome) -> None:
    with contextlib.ExitStack() as stack:
        stack.enter_context(translating_again())
        stack.enter_context(translating())
        outcome.result()


def by_cause(outcome: Outcome) -> None:
    raise TranslatedError from outcome.error


def by_a_chain_of_causes(outcome: Outcome) -> None:
    middle = KeyError()
    middle.__cause__ = outcome.error
    raise TranslatedError from middle


def by_a_group(outcome: Outcome) -> None:
    assert isinstance(outcome.error, OwnError)
    raise ExceptionGroup(MESSAGE, [KeyError(), outcome.error])


def by_the_cause_of_a_member_of_a_member(outcome: Outcome) -> None:
    middle = KeyError()
    middle.__cause__ = outcome.error
    inner = ExceptionGroup(MESSAGE, [middle])
    raise TranslatedError from ExceptionGroup(MESSAGE, [ValueError(), inner])


def after_setting_another(outcome: Outcome) -> None:
    outcome.error = ValueError("set by the hook")
    raise TranslatedError from outcome.error


def after_clearing_it(outcome: Outcome) -> None:
    error = outcome.error
    outcome.error = None
    raise TranslatedError from error


REPLACE = [
    through_a_context_manager,
    through_two_context_managers,
    through_an_exit_stack,
    by_cause,
    by_a_chain_of_causes,
    by_a_group,
    by_the_cause_of_a_member_of_a_member,
    after_setting_another,
    after_clearing_it,
]


def from_none(outcome: Outcome) -> None:
    try:
        outcome.result()
    except OwnError:
        raise TranslatedError from None


def without_from(outcome: Outcome) -> None:
    try:
        outcome.result()
    except OwnError:
        raise TranslatedError  # noqa: B904 - what the test is about


def by_a_missing_app_setting(_outcome: Outcome) -> None:
    os.environ["FUNCEXT_NO_SUCH_SETTING"]


def by_a_missing_app_setting_while_handling_it(outcome: Outcome) -> None:
    try:
        outcome.result()
    except OwnError:
        os.environ["FUNCEXT_NO_SUCH_SETTING"]


def by_a_bug_while_handling_it(outcome: Outcome) -> None:
    counts: dict[str, int] = {}
    try:
        outcome.result()
    finally:
        counts["failed"] += 1


def through_a_translation_from_none(outcome: Outcome) -> None:
    with translating_again():
        from_none(outcome)


def from_another(outcome: Outcome) -> None:
    raise TranslatedError from KeyError()


def in_a_circle(outcome: Outcome) -> None:
    first, second = TranslatedError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    raise first


def by_a_group_of_others(outcome: Outcome) -> None:
    raise ExceptionGroup(MESSAGE, [TranslatedError()])


def by_a_base_exception(outcome: Outcome) -> None:
    raise SystemExit from outcome.error


def by_a_stop_iteration(outcome: Outcome) -> None:
    raise StopIteration from outcome.error


HOOK_ERRORS = [
    from_none,
    without_from,
    by_a_missing_app_setting,
    by_a_missing_app_setting_while_handling_it,
    by_a_bug_while_handling_it,
    through_a_translation_from_none,
    from_another,
    in_a_circle,
    by_a_group_of_others,
    by_a_base_exception,
]

by_plugin = pytest.mark.parametrize("plugin", [Around, AsyncAround, Post])


def hook_errors(served: Served) -> int:
    return sum(
        counts["errors"] for hooks in served.host.stats().values() for counts in hooks.values()
    )


def served_with(function: Callable[..., Any], plugin: Any) -> Served:
    if isinstance(plugin, AsyncAround) and function is fail:
        pytest.skip("test_bridged_generators has these")
    return serve(function, plugin)


class TestWhatReplaces:
    @by_plugin
    @by_guard
    @both_failing
    @pytest.mark.parametrize("leave", REPLACE)
    def test_is_what_was_raised_because_of_the_error(
        self, leave: Callable[[Outcome], None], function: Any, on_error: str, plugin: Any
    ) -> None:
        served = served_with(function, plugin(leave, on_error))
        error = served.error(msg="m")
        assert isinstance(error, (TranslatedError, ExceptionGroup))
        assert hook_errors(served) == 0

    @by_plugin
    @by_guard
    @both_failing
    @pytest.mark.parametrize("leave", HOOK_ERRORS)
    def test_is_nothing_else(
        self, leave: Callable[[Outcome], None], function: Any, on_error: str, plugin: Any
    ) -> None:
        served = served_with(function, plugin(leave, on_error))
        error = served.error(msg="m")
        assert (error is OWN) == (on_error == "log")
        assert hook_errors(served) == 1

    def test_is_not_a_stop_iteration_which_no_worker_answers(self) -> None:
        served = serve(fail, Post(by_a_stop_iteration))
        assert served.error(msg="m") is OWN
        assert hook_errors(served) == 1

    def test_is_nothing_where_there_is_no_error(self) -> None:
        def echo(msg: str) -> str:
            return msg

        served = serve(echo, Around(by_cause))
        assert served(msg="m") == "m"
        assert hook_errors(served) == 1

    def test_is_seen_by_the_layers_further_out_which_may_clear_it(self) -> None:
        def answer(outcome: Outcome) -> None:
            assert isinstance(outcome.error, TranslatedError)
            outcome.error = None
            outcome.value = "instead"

        assert serve(fail, Post(answer), Around(by_cause))(msg="m") == "instead"

    def test_an_error_that_is_swallowed_changes_nothing(self) -> None:
        def swallow(outcome: Outcome) -> None:
            with contextlib.suppress(OwnError):
                outcome.result()

        served = serve(fail, Around(swallow))
        assert served.error(msg="m") is OWN
        assert hook_errors(served) == 0

    def test_through_a_stop_iteration_of_the_function(self) -> None:
        raised = StopIteration("own")

        def function(msg: str) -> str:
            raise raised

        def translate(outcome: Outcome) -> None:
            try:
                list(results_of(outcome))
            except RuntimeError as error:
                raise TranslatedError from error

        served = serve(function, Around(translate))
        assert isinstance(served.error(msg="m"), TranslatedError)
        assert hook_errors(served) == 0

    def test_a_runtime_error_of_ones_own_is_not_the_stop_iteration(self) -> None:
        def function(msg: str) -> str:
            raise StopIteration

        def translate(outcome: Outcome) -> None:
            message = "own"
            raise RuntimeError(message) from outcome.error

        error = serve(function, Around(translate)).error(msg="m")
        assert isinstance(error, RuntimeError)
        assert str(error) == "own"


def results_of(outcome: Outcome) -> Iterator[object]:
    yield outcome.result()


# --- Cancellations -------------------------------------------------------------------------------


async def forever(msg: str) -> str:
    await asyncio.Event().wait()
    return msg


async def with_asyncio_timeout() -> AsyncGenerator[None, Outcome]:
    async with asyncio.timeout(0):  # type: ignore[attr-defined, unused-ignore] # 3.11
        (yield).result()


async def with_asyncio_task_group() -> AsyncGenerator[None, Outcome]:
    async with asyncio.TaskGroup() as group:  # type: ignore[attr-defined, unused-ignore] # 3.11
        group.create_task(fail_soon())
        (yield).result()


async def with_fail_after() -> AsyncGenerator[None, Outcome]:
    with anyio.fail_after(0):
        (yield).result()


async def with_async_timeout() -> AsyncGenerator[None, Outcome]:
    async with async_timeout.timeout(0):
        (yield).result()


async def with_a_translated_time_limit() -> AsyncGenerator[None, Outcome]:
    try:
        with anyio.fail_after(0):
            (yield).result()
    except TimeoutError as error:
        raise TranslatedError from error


async def with_anyio_task_group() -> AsyncGenerator[None, Outcome]:
    async with anyio.create_task_group() as group:
        group.start_soon(fail_soon)
        (yield).result()


async def with_move_on_after() -> AsyncGenerator[None, Outcome]:
    with anyio.move_on_after(0):
        (yield).result()


async def with_an_idle_asyncio_group() -> AsyncGenerator[None, Outcome]:
    async with asyncio.TaskGroup():  # type: ignore[attr-defined, unused-ignore] # 3.11
        (yield).result()


async def with_an_idle_anyio_group() -> AsyncGenerator[None, Outcome]:
    async with anyio.create_task_group():
        (yield).result()


async def fail_soon() -> None:
    raise TranslatedError


class Owner:
    """A plugin of one async `around_invocation`, written as a generator function."""

    def __init__(
        self, around: Callable[[], AsyncGenerator[None, Outcome]], on_error: str = "log"
    ) -> None:
        self.around = around
        set_own_defaults(self, on_error=on_error)

    @hookimpl
    async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
        # Not delegated to the generator of another frame: a scope belongs to this one's task.
        generator = self.around()
        await generator.__anext__()
        try:
            await generator.asend((yield))
        except StopAsyncIteration:
            return


class Inner:
    """A plugin inside the one with the time limit, to see that it is left once."""

    def __init__(self) -> None:
        self.seen: list[object] = []

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        self.seen.append(type(outcome.error))


TIMED = [
    pytest.param(with_asyncio_timeout, TimeoutError, marks=since_311),
    pytest.param(
        with_asyncio_task_group,
        ExceptionGroup,
        marks=since_311,
    ),
    pytest.param(with_a_translated_time_limit, TranslatedError, marks=since_311),
    (with_async_timeout, (TimeoutError, asyncio.TimeoutError)),
    (with_fail_after, TimeoutError),
    (with_anyio_task_group, ExceptionGroup),
]


class TestTaskGroups:
    @by_guard
    @pytest.mark.parametrize("function", [async_fail, forever], ids=["fails", "waits"])
    @pytest.mark.parametrize(
        "around",
        [pytest.param(with_asyncio_task_group, marks=since_311), with_anyio_task_group],
    )
    def test_whose_child_fails_replace_the_error(
        self, around: Any, function: Any, on_error: str
    ) -> None:
        served = serve(function, Owner(around, on_error))
        error = served.error(msg="m")
        assert isinstance(error, ExceptionGroup)
        assert any(isinstance(member, TranslatedError) for member in error.exceptions)
        assert hook_errors(served) == 0

    @by_guard
    @pytest.mark.parametrize(
        "around",
        [pytest.param(with_an_idle_asyncio_group, marks=since_311), with_an_idle_anyio_group],
    )
    def test_whose_body_fails_replace_the_error(self, around: Any, on_error: str) -> None:
        served = serve(async_fail, Owner(around, on_error))
        error = served.error(msg="m")
        assert isinstance(error, ExceptionGroup)
        assert error.exceptions == (OWN,)
        assert hook_errors(served) == 0

    @pytest.mark.parametrize(
        "around",
        [pytest.param(with_asyncio_task_group, marks=since_311), with_anyio_task_group],
    )
    def test_whose_child_fails_do_not_fail_a_function_that_returns(self, around: Any) -> None:
        async def function(msg: str) -> str:
            return msg

        served = serve(function, Owner(around))
        assert served(msg="m") == "m"
        assert hook_errors(served) == 1


class TestTimeLimits:
    @by_guard
    @pytest.mark.parametrize(
        "around",
        [
            pytest.param(with_asyncio_timeout, marks=since_311),
            with_async_timeout,
            with_fail_after,
        ],
    )
    def test_let_the_functions_own_error_pass(self, around: Any, on_error: str) -> None:
        async def function(msg: str) -> None:
            raise OWN

        served = serve(function, Owner(around, on_error))
        assert served.error(msg="m") is OWN
        assert hook_errors(served) == 0


class TestCancellations:
    @by_guard
    @pytest.mark.parametrize(("around", "expected"), TIMED)
    def test_that_were_taken_back_are_replaced(
        self, around: Any, expected: type[BaseException], on_error: str
    ) -> None:
        inner = Inner()
        served = serve(forever, Owner(around, on_error), inner)
        assert isinstance(served.error(msg="m"), expected)
        assert hook_errors(served) == 0
        assert inner.seen == [asyncio.CancelledError]

    @by_guard
    def test_that_were_taken_back_and_swallowed_are_answered(self, on_error: str) -> None:
        served = serve(forever, Owner(with_move_on_after, on_error))
        error = served.error(msg="m")
        assert isinstance(error, FunctionExit)
        assert isinstance(error.__cause__, asyncio.CancelledError)

    @pytest.mark.parametrize(
        "around",
        [
            with_fail_after,
            with_move_on_after,
            pytest.param(with_asyncio_timeout, marks=since_311),
        ],
    )
    def test_in_a_hook_further_in_are_replaced_likewise(self, around: Any) -> None:
        class Waits:
            @hookimpl
            async def pre_invocation(self) -> None:
                await asyncio.Event().wait()

        error = serve(forever, Owner(around), Waits()).error(msg="m")
        expected = HookError if around is with_move_on_after else TimeoutError
        assert isinstance(error, expected)

    @pytest.mark.parametrize(("around", "_expected"), TIMED[4:])
    def test_that_are_really_under_way_pass(self, around: Any, _expected: object) -> None:
        async def main() -> asyncio.Task[object]:
            waits = asyncio.Event()

            async def function(msg: str) -> None:
                waits.set()
                await asyncio.Event().wait()

            async def long() -> AsyncGenerator[None, Outcome]:
                with anyio.fail_after(60):
                    (yield).result()

            served = serve(function, Owner(long))
            task = asyncio.ensure_future(_as_task(served.call(msg="m")))
            await waits.wait()
            task.cancel()
            await asyncio.wait([task])
            return task

        assert asyncio.run(main()).cancelled()

    @since_311
    def test_a_translated_cancellation_that_is_under_way_is_a_hook_error(self) -> None:
        def translate(outcome: Outcome) -> None:
            try:
                outcome.result()
            except asyncio.CancelledError as error:
                raise TranslatedError from error

        async def main() -> tuple[bool, int]:
            waits = asyncio.Event()

            async def function(msg: str) -> None:
                waits.set()
                await asyncio.Event().wait()

            served = serve(function, Around(translate))
            task = asyncio.ensure_future(_as_task(served.call(msg="m")))
            await waits.wait()
            task.cancel()
            await asyncio.wait([task])
            return task.cancelled(), hook_errors(served)

        assert asyncio.run(main()) == (True, 1)

    @on_310
    def test_on_310_only_a_time_limit_or_a_group_replaces_one(self) -> None:
        def translate(outcome: Outcome) -> None:
            try:
                outcome.result()
            except asyncio.CancelledError as error:
                raise TranslatedError from error

        async def function(msg: str) -> None:
            raise asyncio.CancelledError

        assert isinstance(serve(function, Around(translate)).error(msg="m"), asyncio.CancelledError)


async def _as_task(coroutine: Coroutine[Any, Any, object]) -> object:
    return await coroutine
