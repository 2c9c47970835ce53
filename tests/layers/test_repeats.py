"""Calling again: what a layer with `repeats=True` may do, and what becomes of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from typing import Any

import pytest

from funcext_core import Invocation, Outcome, hookimpl
from layered import running_loop, serve


class Flaky:
    """A function that fails a number of times, in both kinds."""

    def __init__(self, failures: int, error: type[BaseException] = ValueError) -> None:
        self.failures = failures
        self.error = error
        self.calls: list[object] = []

    def act(self, msg: object) -> str:
        self.calls.append(msg)
        if len(self.calls) <= self.failures:
            raise self.error
        return f"hello {msg}"

    def function(self, *, is_async: bool) -> Callable[[str], Any]:
        def hello(msg: str) -> str:
            return self.act(msg)

        async def async_hello(msg: str) -> str:
            await asyncio.sleep(0)
            return self.act(msg)

        return async_hello if is_async else hello


class Retry:
    """Call again as long as the function fails, and the attempts last."""

    def __init__(self, attempts: int = 3) -> None:
        self.attempts = attempts

    @hookimpl(repeats=True)
    def around_invocation(self, invocation: Invocation) -> Generator[None, Outcome, None]:
        for _ in range(self.attempts):
            outcome = yield
            if outcome.error is None:
                return


class AsyncRetry(Retry):
    @hookimpl(repeats=True)
    async def around_invocation(  # type: ignore[override] # the other kind
        self, invocation: Invocation
    ) -> AsyncGenerator[None, Outcome]:
        for _ in range(self.attempts):
            outcome = yield
            if outcome.error is None:
                return
            await asyncio.sleep(0)


KINDS = [(Retry, False), (Retry, True), (AsyncRetry, True)]
kinds = pytest.mark.parametrize(
    ("retry", "is_async"), KINDS, ids=["sync", "sync around async", "async"]
)


@kinds
class TestARetry:
    def test_runs_the_function_until_it_succeeds(self, retry: type[Retry], is_async: bool) -> None:
        flaky = Flaky(2)
        assert serve(flaky.function(is_async=is_async), retry())(msg="m") == "hello m"
        assert flaky.calls == ["m", "m", "m"]

    def test_ends_in_the_last_error(self, retry: type[Retry], is_async: bool) -> None:
        flaky = Flaky(9)
        error = serve(flaky.function(is_async=is_async), retry()).error(msg="m")
        assert isinstance(error, ValueError)
        assert len(flaky.calls) == 3

    def test_inside_another_multiplies(self, retry: type[Retry], is_async: bool) -> None:
        flaky = Flaky(9)
        served = serve(flaky.function(is_async=is_async), retry(2), retry(3))
        assert isinstance(served.error(msg="m"), ValueError)
        assert len(flaky.calls) == 6
        assert served.host.stats()["p0"]["around_invocation"]["calls"] == 1
        assert served.host.stats()["p1"]["around_invocation"]["calls"] == 2

    def test_of_ten_layers_compiles(self, retry: type[Retry], is_async: bool) -> None:
        flaky = Flaky(1)
        served = serve(flaky.function(is_async=is_async), *[retry(2) for _ in range(10)])
        assert served(msg="m") == "hello m"
        assert len(flaky.calls) == 2


def test_an_async_generator_repeats_a_sync_function() -> None:
    flaky = Flaky(2)
    with running_loop() as loop:
        served = serve(flaky.function(is_async=False), AsyncRetry(), loop=loop)
        assert served(msg="m") == "hello m"
    assert len(flaky.calls) == 3
