"""Both workers answer every invocation of a function with layers, and serve the next one."""

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

RAISED = {
    "exit": SystemExit,
    "interrupt": KeyboardInterrupt,
    "custom": CustomError,
    "closed": GeneratorExit,
    "cancelled": asyncio.CancelledError,
    "stop": StopIteration,
    "value": ValueError,
}

class Layer:
    @hookimpl
    def post_invocation(self, outcome): ...

class Pre:
    @hookimpl
    def pre_invocation(self): ...

class Raising:
    on_error = "fail"

    @hookimpl
    def pre_invocation(self, invocation):
        if "hook" in invocation.request.params:
            raise RAISED[invocation.request.params["hook"]]("by the guard")

class Returning:
    on_error = "fail"

    @hookimpl
    def pre_invocation(self, invocation):
        if "key" not in invocation.request.params:
            return func.HttpResponse("no", status_code=401)

def act(req):
    kind = req.params.get("raise")
    if kind:
        raise RAISED[kind]("by the function")
    return "served"

@app.route(route="f")
@use(Raising(), Layer())
def sync_function(req: func.HttpRequest) -> str:
    return act(req)

@app.route(route="g")
@use(Raising(), Layer())
async def async_function(req: func.HttpRequest) -> str:
    await asyncio.sleep(0)
    return act(req)

@app.route(route="h")
@use(Pre())
def sync_pre(req: func.HttpRequest) -> str:
    return act(req)

@app.route(route="i")
@use(Returning())
def guarded(req: func.HttpRequest) -> str:
    return act(req)
"""

RAISED = ("exit", "interrupt", "custom", "closed", "cancelled", "stop", "value")


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


@pytest.mark.parametrize("kind", RAISED)
@pytest.mark.parametrize("by", ["raise", "hook"])
@pytest.mark.parametrize("function", ["sync_function", "async_function", "sync_pre"])
def test_a_failure_is_answered_and_the_worker_goes_on(
    worker: WorkerDriver, function: str, by: str, kind: str
) -> None:
    if function == "sync_pre" and by == "hook":
        pytest.skip("its plugin raises nothing")
    if (function, kind) == ("async_function", "interrupt"):
        pytest.skip("on the main thread, it ends the worker")
    if (function, kind) == ("async_function", "cancelled") and sys.version_info < (3, 11):
        pytest.skip("there, it cannot be distinguished from a cancellation of the task")

    failed = worker.invoke(function, {"req": http_request(query={by: kind})})
    served = worker.invoke(function, {"req": http_request()})

    assert not failed.ok
    assert not failed.no_response
    assert not failed.worker_died
    assert served.ok


def test_a_guard_that_returns_its_answer_fails_the_invocation(worker: WorkerDriver) -> None:
    failed = worker.invoke("guarded", {"req": http_request()})
    served = worker.invoke("guarded", {"req": http_request(query={"key": "1"})})

    assert not failed.ok
    assert not failed.no_response
    assert not failed.worker_died
    assert "returned a value (HttpResponse)" in str(failed.exception)
    assert served.ok
