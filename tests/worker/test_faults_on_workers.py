"""Faults of hooks on the workers: in every hook of either kind, around every kind of function.

`tests/layers/` has the same without a worker, in more detail.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.apps import write_app
from drivers.classic import ClassicWorker
from drivers.inputs import http_request
from drivers.library import LibraryRuntime
from drivers.loop import WorkerDriver


APP = """
import asyncio
import azure.functions as func
import funcext_core
from funcext_core import hookimpl, use

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
funcext_core.install(app, settings={})

class CustomError(BaseException):
    pass

class StrangeError(Exception):
    def __setattr__(self, name, value):
        raise TypeError("read-only")

    def __str__(self):
        raise RuntimeError("no text")

    def __bool__(self):
        return False

    __hash__ = None

async def check(req):
    raise PermissionError

RAISED = {
    "error": ValueError,
    "exit": SystemExit,
    "custom": CustomError,
    "closed": GeneratorExit,
    "cancelled": asyncio.CancelledError,
    "strange": StrangeError,
}
RETURNED = {
    "response": lambda req: func.HttpResponse("no", status_code=401),
    "false": lambda req: False,
    "coroutine": check,
}

def act(place, req, args=None):
    if req.params.get("place") != place:
        return None
    fault = req.params["fault"]
    if fault == "deleted":
        return args.clear()
    if fault in RAISED:
        raise RAISED[fault]("by the hook")
    return RETURNED[fault](req)

class Sync:
    @hookimpl
    def pre_invocation(self, request, args):
        return act("pre", request, args)

    @hookimpl
    def around_invocation(self, request, args):
        yield act("before", request, args)
        return act("after", request)

    @hookimpl
    def post_invocation(self, request):
        return act("post", request)

class Async:
    @hookimpl
    async def pre_invocation(self, request, args):
        await asyncio.sleep(0)
        return act("pre", request, args)

    @hookimpl
    async def around_invocation(self, request, args):
        await asyncio.sleep(0)
        yield act("before", request, args)
        act("after", request)

    @hookimpl
    async def post_invocation(self, request):
        await asyncio.sleep(0)
        return act("post", request)

class SyncGuard(Sync):
    on_error = "fail"

class AsyncGuard(Async):
    on_error = "fail"

SEEN = []

class Clears:
    @hookimpl
    def post_invocation(self, request, outcome):
        if "clears" in request.params:
            outcome.error = None

class Spy:
    @hookimpl
    def post_invocation(self):
        SEEN.append("left")

def run(req):
    SEEN.append("ran")
    return "served"

def add(plugin):
    name = plugin.__name__.lower()

    @app.function_name(f"sync_{name}")
    @app.route(route=f"sync_{name}")
    @use(Clears(), Spy(), plugin())
    def sync_function(req: func.HttpRequest) -> str:
        return run(req)

    @app.function_name(f"async_{name}")
    @app.route(route=f"async_{name}")
    @use(Clears(), Spy(), plugin())
    async def async_function(req: func.HttpRequest) -> str:
        await asyncio.sleep(0)
        return run(req)

for plugin in (Sync, Async, SyncGuard, AsyncGuard):
    add(plugin)

@app.route(route="seen")
def seen(req: func.HttpRequest) -> str:
    text = " ".join(SEEN)
    SEEN.clear()
    return text
"""

RAISED = ("error", "exit", "custom", "closed", "cancelled", "strange")
RETURNED = ("response", "false", "coroutine")
WAY_IN = ("pre", "before")


@pytest.fixture(params=[ClassicWorker, LibraryRuntime], scope="module")
def worker(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WorkerDriver]:
    """Start each of the workers with the app."""
    if request.param is LibraryRuntime and sys.version_info < (3, 13):
        pytest.skip("the library runtimes need Python 3.13 or later")
    driver: WorkerDriver = request.param()
    folder: Path = tmp_path_factory.mktemp("app")
    try:
        driver.load(write_app(folder, {"function_app.py": APP}))
        yield driver
    finally:
        driver.close()


def text_of(worker: WorkerDriver, function: str, **query: str) -> str | None:
    """Return the text with which a function answers; None if the worker reports a failure."""
    result = worker.invoke(function, {"req": http_request(query=query)})
    assert not result.no_response
    assert not result.worker_died
    return str(result.value) if result.ok else None


@pytest.mark.parametrize("guard", ["", "guard"], ids=["plugin", "guard"])
@pytest.mark.parametrize("hooks", ["sync", "async"])
@pytest.mark.parametrize("function", ["sync", "async"])
@pytest.mark.parametrize("place", [*WAY_IN, "after", "post"])
def test_a_fault_fails_the_invocations_of_a_guard_alone(
    worker: WorkerDriver, place: str, function: str, hooks: str, guard: str
) -> None:
    name = f"{function}_{hooks}{guard}"
    for fault in (*RAISED, *RETURNED):
        if (hooks, place) == ("async", "after") and fault in RETURNED:
            # An async generator cannot return a value.
            continue
        if (function, fault) == ("async", "cancelled") and sys.version_info < (3, 11):
            # There, it cannot be distinguished from a cancellation of the task.
            continue
        answer = text_of(worker, name, place=place, fault=fault)
        seen = text_of(worker, "seen")

        assert answer == (None if guard else "served"), fault
        assert seen == ("left" if guard and place in WAY_IN else "ran left"), fault
        if guard:
            # Whoever clears the error finds no value to expose.
            assert text_of(worker, name, place=place, fault=fault, clears="1") is None, fault
            assert text_of(worker, "seen") == seen, fault
    assert text_of(worker, name) == "served"
    assert text_of(worker, "seen") == "ran left"


@pytest.mark.parametrize("guard", ["", "guard"], ids=["plugin", "guard"])
@pytest.mark.parametrize("hooks", ["sync", "async"])
@pytest.mark.parametrize("function", ["sync", "async"])
@pytest.mark.parametrize("place", WAY_IN)
def test_a_deleted_argument_is_restored(
    worker: WorkerDriver, place: str, function: str, hooks: str, guard: str
) -> None:
    name = f"{function}_{hooks}{guard}"
    assert text_of(worker, name, place=place, fault="deleted") == "served"
    assert text_of(worker, "seen") == "ran left"
