"""Threads that functions start know the invocation that started them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from funcext_core._engine.started_threads import following_threads, invocation_here
from funcext_core._process import CurrentInvocation, current_invocation


PATIENCE = 20


@pytest.fixture(autouse=True)
def following() -> Iterator[None]:
    start, submit = threading.Thread.start, ThreadPoolExecutor.submit
    with following_threads():
        yield
    assert (threading.Thread.start, ThreadPoolExecutor.submit) == (start, submit)


def name_here() -> str | None:
    running = invocation_here()
    return None if running is None else running.function


def in_thread(then: int = 0) -> list[str | None]:
    """Return the name in a thread, and in the threads that are started from thread to thread."""
    names: list[str | None] = []

    def run() -> None:
        names.append(name_here())
        if then:
            names.extend(in_thread(then - 1))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(PATIENCE)
    return names


class Running:
    """The block in which an invocation of a function runs here."""

    def __init__(self, function: str) -> None:
        self._running = CurrentInvocation("id", function)

    def __enter__(self) -> None:
        self._token = current_invocation.set(self._running)

    def __exit__(self, *_: object) -> None:
        current_invocation.reset(self._token)


def test_a_thread_and_its_own_threads() -> None:
    with Running("hello"):
        assert name_here() == "hello"
        assert in_thread(then=2) == ["hello"] * 3
    assert in_thread() == [None]


def test_a_subclass_of_thread() -> None:
    class Own(threading.Thread):
        seen: str | None = None

        def run(self) -> None:
            self.seen = name_here()

    with Running("hello"):
        own = Own()
        own.start()
    own.join(PATIENCE)
    assert own.seen == "hello"


def test_a_pool_that_several_invocations_share() -> None:
    with ThreadPoolExecutor(1) as pool:
        with Running("first"):
            assert pool.submit(name_here).result(PATIENCE) == "first"
        with Running("second"):
            assert list(pool.map(lambda _: name_here(), range(2))) == ["second"] * 2
        # The pool's thread was started by the first, and is nobody's now.
        assert pool.submit(name_here).result(PATIENCE) is None


def test_work_that_raises_leaves_no_name_behind() -> None:
    with ThreadPoolExecutor(1) as pool:
        with Running("first"):
            failed = pool.submit(int, "x")
        assert isinstance(failed.exception(PATIENCE), ValueError)
        assert pool.submit(name_here).result(PATIENCE) is None
