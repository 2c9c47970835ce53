"""An async `around_invocation` around a sync function: one task runs both its halves."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import sys
import threading
from collections.abc import AsyncGenerator, Callable, Iterator

import anyio
import pytest

from funcext_core import HookError, Invocation, Outcome, hookimpl
from funcext_core._lifecycle import loop_bridge
from layered import run_in, running_loop, serve, set_own_defaults


Loop = asyncio.AbstractEventLoop
Around = Callable[[], AsyncGenerator[None, Outcome]]

since_311 = pytest.mark.skipif(
    sys.version_info < (3, 11), reason="asyncio has time limits and task groups since Python 3.11"
)


def echo(msg: str) -> str:
    return msg


@pytest.fixture
def loop() -> Iterator[Loop]:
    """Make a loop that runs in a thread of its own, as a worker's does beside its pool."""
    with running_loop() as loop:
        yield loop


class Plugin:
    """A plugin of one async `around_invocation`."""

    def __init__(self, around: Around, on_error: str = "log") -> None:
        self.around = around
        set_own_defaults(self, on_error=on_error)

    @hookimpl
    async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
        generator = self.around()
        await generator.__anext__()
        outcome = yield
        try:
            await generator.asend(outcome)
        except StopAsyncIteration:
            return
        yield


async def cancel_scope() -> AsyncGenerator[None, Outcome]:
    with anyio.CancelScope():
        (yield).result()


async def fail_after() -> AsyncGenerator[None, Outcome]:
    with anyio.fail_after(60):
        (yield).result()


async def anyio_task_group() -> AsyncGenerator[None, Outcome]:
    async with anyio.create_task_group() as group:
        group.start_soon(anyio.sleep, 60)
        (yield).result()
        group.cancel_scope.cancel()


async def asyncio_timeout() -> AsyncGenerator[None, Outcome]:
    async with asyncio.timeout(60):  # type: ignore[attr-defined, unused-ignore] # 3.11
        (yield).result()


async def asyncio_task_group() -> AsyncGenerator[None, Outcome]:
    async with asyncio.TaskGroup() as group:  # type: ignore[attr-defined, unused-ignore] # 3.11
        group.create_task(asyncio.sleep(0))
        (yield).result()


HOLDERS = [
    cancel_scope,
    fail_after,
    anyio_task_group,
    pytest.param(asyncio_timeout, marks=since_311),
    pytest.param(asyncio_task_group, marks=since_311),
]


class TestWhatATaskOwns:
    @pytest.mark.parametrize("around", HOLDERS)
    def test_is_held_across_the_call(
        self, around: Around, loop: Loop, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert (
            serve(echo, Plugin(around, "fail"), Plugin(around, "fail"), loop=loop)(msg="m") == "m"
        )
        assert "funcext" not in {record.name.partition(".")[0] for record in caplog.records}

    @pytest.mark.parametrize("around", HOLDERS)
    def test_shows_the_functions_error(self, around: Around, loop: Loop) -> None:
        raised = ValueError("own")

        def fail(msg: str) -> str:
            raise raised

        error = serve(fail, Plugin(around), loop=loop).error(msg="m")
        if "group" in around.__name__:
            assert getattr(error, "exceptions", None) == (raised,)
        else:
            assert error is raised

    def test_is_one_task(self, loop: Loop) -> None:
        tasks: list[object] = []

        async def around() -> AsyncGenerator[None, Outcome]:
            tasks.append(asyncio.current_task())
            yield
            await asyncio.sleep(0)
            tasks.append(asyncio.current_task())

        serve(echo, Plugin(around), loop=loop)(msg="m")
        assert len(tasks) == 2
        assert len(set(tasks)) == 1

    def test_is_gone_when_the_invocation_has_ended(self, loop: Loop) -> None:
        served = serve(echo, Plugin(fail_after), Plugin(anyio_task_group), loop=loop)
        served(msg="m")

        async def others() -> int:
            await asyncio.sleep(0)
            return len(asyncio.all_tasks()) - 1

        assert run_in(loop, others()) == 0


class TestACancellationWhileTheFunctionRuns:
    """It has no effect on the thread, and the plugin is told once."""

    def test_is_told_once(self, loop: Loop, caplog: pytest.LogCaptureFixture) -> None:
        tasks: list[asyncio.Task[object]] = []

        async def around() -> AsyncGenerator[None, Outcome]:
            task: asyncio.Task[object] | None = asyncio.current_task()
            assert task is not None
            tasks.append(task)
            yield
            await asyncio.sleep(0)

        async def cancel() -> None:
            tasks[-1].cancel()
            # Until the task has taken note of it.
            await asyncio.sleep(0)
            await asyncio.sleep(0)

        def function(msg: str) -> str:
            run_in(loop, cancel())
            run_in(loop, cancel())
            return msg

        served = serve(function, Plugin(around, "fail"), loop=loop)
        with caplog.at_level(logging.WARNING, "funcext"):
            assert served(msg="1") == "1"
            assert served(msg="2") == "2"
        (record,) = [record for record in caplog.records if record.name == "funcext.plugins.p0"]
        assert record.getMessage() == (
            "around_invocation of plugin 'p0' was cancelled, by a time limit perhaps, while "
            "function 'function' ran: that has no effect on a sync function; make it async "
            "(reported once)"
        )

    @pytest.mark.parametrize("library", ["anyio", pytest.param("asyncio", marks=since_311)])
    def test_a_time_limit_that_is_over_changes_no_result(self, library: str, loop: Loop) -> None:
        over = threading.Event()

        async def with_asyncio() -> AsyncGenerator[None, Outcome]:
            async with asyncio.timeout(0):  # type: ignore[attr-defined, unused-ignore] # 3.11
                (yield).result()

        async def with_anyio() -> AsyncGenerator[None, Outcome]:
            with anyio.fail_after(0):
                (yield).result()

        async def turns() -> None:
            for _ in range(5):
                await asyncio.sleep(0)

        def function(msg: str) -> str:
            run_in(loop, turns())
            over.set()
            return msg

        around = with_anyio if library == "anyio" else with_asyncio
        assert serve(function, Plugin(around, "fail"), loop=loop)(msg="m") == "m"
        assert over.is_set()

    @since_311
    def test_a_task_that_fails_in_a_group_is_a_hook_error(
        self, loop: Loop, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def fail() -> None:
            raise ConnectionError

        async def around() -> AsyncGenerator[None, Outcome]:
            async with asyncio.TaskGroup() as group:  # type: ignore[attr-defined, unused-ignore] # 3.11
                group.create_task(fail())
                (yield).result()

        assert serve(echo, Plugin(around), loop=loop)(msg="m") == "m"
        assert "raised ExceptionGroup" in caplog.text


VARIABLE: contextvars.ContextVar[str] = contextvars.ContextVar("VARIABLE", default="unset")


def test_both_halves_and_the_function_share_one_context(loop: Loop) -> None:
    seen: list[str] = []

    async def around() -> AsyncGenerator[None, Outcome]:
        await asyncio.sleep(0)
        token = VARIABLE.set("by the hook")
        yield
        await asyncio.sleep(0)
        seen.append(VARIABLE.get())
        VARIABLE.set("by the hook")
        VARIABLE.reset(token)

    def function(msg: str) -> str:
        seen.append(VARIABLE.get())
        VARIABLE.set("by the function")
        return msg

    serve(function, Plugin(around, "fail"), loop=loop)(msg="m")
    assert seen == ["by the hook", "by the function"]


def test_a_second_yield_closes_it_in_its_task(loop: Loop, caplog: pytest.LogCaptureFixture) -> None:
    tasks: list[object] = []

    class Twice:
        @hookimpl
        async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
            tasks.append(asyncio.current_task())
            try:
                yield
                yield
            finally:
                await asyncio.sleep(0)
                tasks.append(asyncio.current_task())

    assert serve(echo, Twice(), loop=loop)(msg="m") == "m"
    assert "yielded twice" in caplog.text
    assert len(tasks) == 2
    assert len(set(tasks)) == 1


def test_a_loop_that_ends_while_the_function_runs_is_a_hook_error(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ended: list[str] = []

    async def around() -> AsyncGenerator[None, Outcome]:
        try:
            yield
        finally:
            ended.append("ended")

    its_loop = asyncio.new_event_loop()
    thread = threading.Thread(target=its_loop.run_forever)
    thread.start()

    def function(msg: str) -> str:
        its_loop.call_soon_threadsafe(its_loop.stop)
        thread.join()
        return msg

    assert serve(function, Plugin(around), loop=its_loop)(msg="m") == "m"
    assert "cannot run: the worker's event loop is not running" in caplog.text
    its_loop.run_until_complete(its_loop.shutdown_asyncgens())
    its_loop.close()
    assert ended == ["ended"]


def test_a_loop_that_stops_in_the_second_half_closes_it_where_it_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(loop_bridge, "CHECK_LOOP_EVERY", 0.01)
    events: list[str] = []
    its_loop = asyncio.new_event_loop()
    thread = threading.Thread(target=its_loop.run_forever)
    thread.start()

    async def around() -> AsyncGenerator[None, Outcome]:
        try:
            yield
            its_loop.stop()
            await asyncio.Event().wait()
        finally:
            events.append("ended")

    assert serve(echo, Plugin(around), loop=its_loop)(msg="m") == "m"
    assert "was abandoned: the worker's event loop is not running" in caplog.text
    thread.join()
    assert events == []
    for _ in range(3):
        its_loop.run_until_complete(asyncio.sleep(0))
    assert events == ["ended"], "the loop went on after all"
    its_loop.close()


def test_without_a_running_loop_it_is_a_hook_error_at_once() -> None:
    async def around() -> AsyncGenerator[None, Outcome]:
        yield

    error = serve(echo, Plugin(around, "fail")).error(msg="m")
    assert isinstance(error, HookError)
    assert "no event loop was running" in str(error)


def test_it_can_answer_and_is_resumed_at_once(loop: Loop) -> None:
    seen: list[str | None] = []

    class Answers:
        @hookimpl
        async def around_invocation(self, invocation: Invocation) -> AsyncGenerator[None, Outcome]:
            with anyio.CancelScope():
                invocation.respond("answer")
                outcome = yield
                seen.append(outcome.skipped_by)

    assert serve(echo, Answers(), loop=loop)(msg="m") == "answer"
    assert seen == ["p0"]
