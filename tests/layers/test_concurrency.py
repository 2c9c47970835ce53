"""Many invocations at once: what one keeps never shows in another, and none is miscounted."""

from __future__ import annotations

import asyncio
import contextvars
import random
import sys
import threading
from collections.abc import AsyncGenerator, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from funcext_core import Invocation, Outcome, hookimpl
from layered import Served, running_loop, serve


TASKS = 1000
THREADS = 32
PER_THREAD = 200

CURRENT: contextvars.ContextVar[str] = contextvars.ContextVar("CURRENT", default="none")


class Keeper:
    """A plugin that keeps the invocation's own message in every place there is."""

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        assert CURRENT.get() == "none", "another invocation's"
        assert invocation.state == {}
        invocation.state["message"] = invocation.args["msg"]
        CURRENT.set(invocation.args["msg"])

    @hookimpl
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        local = invocation.args["msg"]
        invocation.args["msg"] = f"<{local}>"
        outcome = yield
        assert outcome.value == f"<{local}>"
        assert invocation.state["message"] == CURRENT.get() == local
        outcome.value = local

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        assert outcome.value == invocation.state["message"] == CURRENT.get()
        outcome.value += f" of {invocation.id}"


class AsyncKeeper:
    """The same with async hooks, which let others go on at every step."""

    @hookimpl
    async def pre_invocation(self, invocation: Invocation) -> None:
        assert "async" not in invocation.state
        invocation.state["async"] = invocation.args["msg"]
        await asyncio.sleep(0)

    @hookimpl
    async def around_invocation(self, invocation: Invocation) -> AsyncGenerator[None, Outcome]:
        local = invocation.args["msg"]
        await asyncio.sleep(0)
        outcome = yield
        await asyncio.sleep(0)
        assert outcome.value == local == invocation.state["async"]

    @hookimpl
    async def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        await asyncio.sleep(0)
        assert outcome.value == invocation.state["async"]


class AsyncKeeperInside(AsyncKeeper):
    """Inside `AsyncKeeper`, with a key of its own."""

    @hookimpl
    async def pre_invocation(self, invocation: Invocation) -> None:
        assert invocation.state["async"] == invocation.args["msg"]
        await asyncio.sleep(0)


class AsyncPasser:
    @hookimpl
    async def around_invocation(self) -> AsyncGenerator[None, Outcome]:
        await asyncio.sleep(0)
        outcome = yield
        await asyncio.sleep(0)
        outcome.result()


class Answers:
    """A guard that answers every third invocation and fails every fifth."""

    on_error = "fail"

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        number = int(invocation.id)
        if number % 3 == 0:
            invocation.respond(invocation.args["msg"])
        elif number % 5 == 0:
            raise PermissionError(invocation.id)


def total_errors(served: Served) -> int:
    return sum(
        hook["errors"] for plugin in served.host.stats().values() for hook in plugin.values()
    )


@pytest.fixture
def _switch_often() -> Iterator[None]:
    """Have threads take turns at every opportunity."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


class TestManyTasks:
    def test_share_nothing_but_the_plugins(self) -> None:
        async def function(msg: str) -> str:
            for _ in range(random.Random(msg).randrange(4)):  # noqa: S311 - to mix their order
                await asyncio.sleep(0)
            return msg

        served = serve(function, Keeper(), AsyncKeeper(), AsyncKeeperInside())

        async def main() -> list[object]:
            started = (served.call(str(number), msg=f"m{number}") for number in range(TASKS))
            return list(await asyncio.gather(*started))

        expected = [f"m{number} of {number}" for number in range(TASKS)]
        assert asyncio.run(main()) == expected
        assert total_errors(served) == 0
        assert served.host.stats()["p0"]["post_invocation"]["calls"] == TASKS

    def test_that_end_in_different_ways_get_their_own_end(self) -> None:
        async def function(msg: str) -> str:
            await asyncio.sleep(0)
            return msg

        served = serve(function, AsyncPasser(), Answers())

        async def main() -> list[object]:
            started = (served.call(str(number), msg=number) for number in range(TASKS))
            return list(await asyncio.gather(*started, return_exceptions=True))

        for number, result in enumerate(asyncio.run(main())):
            if number % 3 and number % 5 == 0:
                assert isinstance(result, PermissionError)
                assert result.args == (str(number),)
            else:
                assert result == number


@pytest.mark.usefixtures("_switch_often")
class TestManyThreads:
    def test_share_nothing_but_the_plugins(self) -> None:
        barrier = threading.Barrier(THREADS)

        def function(msg: str) -> str:
            return msg

        served = serve(function, Keeper())

        def many(thread: int) -> list[object]:
            barrier.wait(60)
            numbers = range(thread * PER_THREAD, (thread + 1) * PER_THREAD)
            return [served.call(str(number), msg=f"m{number}") for number in numbers]

        with ThreadPoolExecutor(THREADS) as pool:
            results = [result for part in pool.map(many, range(THREADS)) for result in part]
        total = THREADS * PER_THREAD
        assert results == [f"m{number} of {number}" for number in range(total)]
        assert total_errors(served) == 0
        assert served.host.stats()["p0"]["pre_invocation"]["calls"] == total

    def test_with_async_hooks_share_nothing_either(self) -> None:
        def function(msg: str) -> str:
            return msg

        with running_loop() as loop:
            served = serve(function, AsyncKeeper(), loop=loop)
            with ThreadPoolExecutor(THREADS) as pool:
                called = [
                    pool.submit(served.call, str(number), msg=f"m{number}")
                    for number in range(THREADS * 10)
                ]
                results = [call.result(60) for call in called]
        assert results == [f"m{number}" for number in range(THREADS * 10)]
        assert total_errors(served) == 0

    def test_are_counted_one_by_one(self) -> None:
        def function(msg: str) -> str:
            return msg

        served = serve(function, Answers())
        barrier = threading.Barrier(THREADS)

        def many(thread: int) -> int:
            barrier.wait(60)
            failed = 0
            for number in range(thread * PER_THREAD, (thread + 1) * PER_THREAD):
                try:
                    served.call(str(number), msg="m")
                except PermissionError:
                    failed += 1
            return failed

        with ThreadPoolExecutor(THREADS) as pool:
            failed = sum(pool.map(many, range(THREADS)))
        total = THREADS * PER_THREAD
        assert failed == sum(1 for number in range(total) if number % 3 and number % 5 == 0)
        stats = served.host.stats()["p0"]["pre_invocation"]
        assert (stats["calls"], stats["errors"]) == (total, failed)

    def test_add_up_their_seconds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def function(msg: str) -> str:
            return msg

        served = serve(function, Answers(), settings={"FUNCEXT_STATS": "1"})
        own, other_ended = threading.local(), threading.Event()
        first = threading.current_thread()

        def clock() -> float:
            # Each hook takes one second by this clock. The first thread's ends only after another
            # whole invocation, whose second must not be lost.
            own.now = getattr(own, "now", 0) + 1
            if threading.current_thread() is first and own.now == 2:
                assert pool.submit(served.call, "1", msg="m").result(60) == "m"
                other_ended.set()
            return float(own.now)

        monkeypatch.setitem(served.names, "clock", clock)
        with ThreadPoolExecutor(1) as pool:
            assert served.call("2", msg="m") == "m"
        assert other_ended.is_set()
        assert served.host.stats()["p0"]["pre_invocation"]["seconds"] == 2.0
