"""The quickstart, served by the published library runtime with the timer enabled."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.interface import HttpReply, Result, http_request, timer
from drivers.library import WAYS, LibraryRuntime, Way
from drivers.params import needs_library_runtime
from repository import ROOT


pytestmark = needs_library_runtime

QUICKSTART = ROOT / "funcext_examples" / "apps" / "quickstart"
FUNCTIONS = ("hello", "hello_async", "fail", "tick")
WITH_TIMER = {"FUNCEXT_PLUGINS": "timer", "FUNCEXT_TIMER__APPEND_TO_HTTP_RESPONSE": "true"}

# An app's own hook, which sees the context that the worker has for the function.
SEES_CONTEXT = """

SEEN = []

@plugins.pre_invocation
def see(invocation):
    context = invocation.context
    SEEN.append((context.function_directory, context.invocation_id, invocation.id))
"""


@pytest.fixture(autouse=True)
def without_selection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove any selection of plugins from the environment."""
    monkeypatch.delenv("FUNCEXT_PLUGINS", raising=False)


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> Way:
    """A way for an invocation to enter the runtime."""
    way: Way = request.param
    return way


@pytest.fixture
def timed(way: Way) -> Iterator[LibraryRuntime]:
    """A runtime that serves the quickstart with the timer."""
    runtime = LibraryRuntime(way=way, settings=WITH_TIMER, fresh=("funcext_core", "funcext_timer"))
    assert runtime.load(QUICKSTART) == FUNCTIONS
    yield runtime
    runtime.close()


def timer_lines(runtime: LibraryRuntime, name: str, invocation_id: str) -> list[str]:
    """Return the timer's log lines of one invocation, with the seconds replaced by ``#``."""
    lines = [line for line in runtime.logs if line.category == "funcext.plugins.timer"]
    assert not any(line.system for line in lines)
    assert {(line.level, line.invocation_id) for line in lines} == {("INFO", invocation_id)}
    return [re.sub(r"\d+\.\d+(?= sec)", "#", line.text) for line in lines]


def both_lines(name: str) -> list[str]:
    return [
        f"Recording start time of {name}",
        f"Time taken to execute {name} is # sec",
    ]


def body_of(result: Result) -> str:
    assert result.ok, result.exception
    assert isinstance(result.value, HttpReply)
    return result.value.body.decode()


@pytest.mark.parametrize(
    ("name", "greeting"),
    [("hello", "Hello, Ann!"), ("hello_async", "Hello from the event loop, Ann!")],
)
def test_an_http_function_is_timed_in_its_response_and_in_the_log(
    timed: LibraryRuntime, name: str, greeting: str
) -> None:
    result = timed.invoke(name, {"req": http_request(query={"name": "Ann"})}, "id-1")
    suffix = r" \(TimeElapsed: \d+\.\d+ sec\)"
    assert re.fullmatch(re.escape(greeting) + suffix, body_of(result))
    assert timer_lines(timed, name, "id-1") == both_lines(name)


def test_a_function_that_raises_is_timed_and_fails_as_without_the_timer(
    timed: LibraryRuntime,
) -> None:
    result = timed.invoke("fail", {"req": http_request()}, "id-1")
    assert (result.ok, result.no_response) == (False, False)
    assert str(result.exception) == "RuntimeError: this function always fails"
    assert timer_lines(timed, "fail", "id-1") == both_lines("fail")


def test_a_timer_trigger_is_timed(timed: LibraryRuntime) -> None:
    result = timed.invoke("tick", {"timer": timer(past_due=True)}, "id-1")
    assert (result.ok, result.value) == (True, None)
    assert timer_lines(timed, "tick", "id-1") == both_lines("tick")
    assert "tick (past due: True)" in [line.text for line in timed.logs]


def test_the_functions_directory_is_the_apps_own_folder(timed: LibraryRuntime) -> None:
    assert {timed.view(name).directory for name in FUNCTIONS} == {str(QUICKSTART)}


def test_hooks_get_the_workers_context_of_functions_that_never_declared_it(
    way: Way, tmp_path: Path
) -> None:
    app = tmp_path / "quickstart"
    shutil.copytree(QUICKSTART, app, ignore=shutil.ignore_patterns("__pycache__"))
    with (app / "function_app.py").open("a", encoding="utf-8") as script:
        script.write(SEES_CONTEXT)
    runtime = LibraryRuntime(way=way, settings=WITH_TIMER, fresh=("funcext_core", "funcext_timer"))
    try:
        runtime.load(app)
        for name in ("hello", "hello_async"):
            runtime.invoke(name, {"req": http_request()}, f"id-{name}")
        seen = sys.modules["function_app"].SEEN
        assert seen == [
            (str(app), "id-hello", "id-hello"),
            (str(app), "id-hello_async", "id-hello_async"),
        ]
    finally:
        runtime.close()


def test_without_a_selection_the_worker_gets_the_very_objects_that_the_app_defined(
    way: Way,
) -> None:
    runtime = LibraryRuntime(way=way, fresh=("funcext_core", "funcext_timer"))
    try:
        assert runtime.load(QUICKSTART) == FUNCTIONS
        script = sys.modules["function_app"]
        for builder in (script.hello, script.hello_async, script.fail, script.tick):
            function = builder._function
            call = runtime.view(function.get_function_name()).call
            assert call is function.get_user_function()
        served = script.app.get_functions()
        assert all(
            function is builder._function
            for function, builder in zip(served, script.app._function_builders, strict=True)
        )
        assert body_of(runtime.invoke("hello", {"req": http_request()})) == "Hello, world!"
    finally:
        runtime.close()
