"""Every case of the table on every way in: plugins see the same, and the caller gets the same.

The differences that a worker forces, and their reasons, come from `cases.expected`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from conformance.cases import (
    CASES,
    NEVER_LEFT,
    Case,
    Expected,
    Function,
    expected,
)
from conformance.served import PATHS, Served, make_worker, serving, through
from drivers.interface import HttpReply, Result


@pytest.fixture(autouse=True)
def _no_app_settings() -> None:
    """Keep the environment: its settings are those of the app, which is loaded for many tests."""


@pytest.fixture(scope="module")
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The suite's app, loaded once for each way in and each path that an invocation can take."""
    way, path = request.param
    with serving(way, make_worker(way, path), tmp_path_factory.mktemp("app")) as served:
        yield served


TEXTS = ("value", "changed", "answer", "replaced")


@through(PATHS)
@pytest.mark.parametrize("case", [case for case in CASES if not case.ending.guard], ids=str)
def test_plugins_see_the_same_and_the_caller_gets_it(served: Served, case: Case) -> None:
    check(served, case)


@through(path for path in PATHS if not path[0].is_bridge)
@pytest.mark.parametrize("case", [case for case in CASES if case.ending.guard], ids=str)
def test_guards_fail_what_they_guard_alike(served: Served, case: Case) -> None:
    check(served, case)


def check(served: Served, case: Case) -> None:
    """Invoke a case's function, and compare what was seen with the table."""
    wanted = expected(case, served.way)
    assert wanted is not None
    function, ending = case.function, case.ending
    stage = served.prepare(
        *ending.act, function.trigger.returns, guard=ending.guard, fails=ending.fails
    )
    before = len(served.worker.logs)
    result = served.worker.invoke(function.name, {"arg": function.trigger.sent})
    assert stage.events == list(sequence(case, wanted))
    assert caller_got(function, result) == as_returned(function, wanted.sight.caller)
    invocation = (result.invocation_id, function.name, function.trigger.type, function.is_async)
    assert stage.invocations == (set() if wanted.sight.outer is None else {invocation})
    assert result.outputs == outputs(function, result)
    lines = served.worker.logs[before:]
    errors = [line for line in lines if line.level == "ERROR" and "funcext" in line.category]
    assert [line.category for line in errors] == logged_on(case, wanted)
    for line in errors:
        for word in (str(wanted.logged), function.name, result.invocation_id):
            assert word in line.text


def sequence(case: Case, wanted: Expected) -> Iterator[str]:
    """Yield the events that the layers and the function record."""
    layers = (("outer", wanted.sight.outer), ("inner", wanted.sight.inner))
    for who, sight in layers:
        if sight is not None:
            yield from (f"{who} pre", f"{who} around")
    if wanted.sight.inner is not None or wanted.sight.outer is None:
        yield "call changed" if wanted.sight.caller == "changed" else "call value"
    for who, sight in reversed(layers):
        if sight not in (None, NEVER_LEFT):
            text = as_returned(case.function, str(sight))
            yield from (f"{who} around: {text}", f"{who} post: {text}")


def as_returned(function: Function, sight: str) -> str:
    """Return a sight as it is for this function, which may not be able to return a text."""
    text, comma, skipped = sight.partition(",")
    none = function.trigger.returns == "none" and text in TEXTS
    return f"{None if none else text}{comma}{skipped}"


def caller_got(function: Function, result: Result) -> str:
    """Return the text that the caller got, or the name of the error."""
    if result.exception is not None:
        assert not result.no_response
        return result.exception.type
    value = result.value
    if isinstance(value, HttpReply):
        assert value.status == 200
        return value.body.decode()
    return str(json.loads(str(value))) if function.trigger.returns == "json" else str(value)


def outputs(function: Function, result: Result) -> dict[str, object]:
    """Return the expected value of the `Out` binding."""
    return {"message": "sent"} if function.form == "out" and result.ok else {}


def logged_on(case: Case, wanted: Expected) -> list[str]:
    """Return the loggers on which hook errors are reported."""
    if wanted.logged is None:
        return []
    kind = "guard" if case.ending.guard else "actor"
    return [f"funcext.plugins.{kind}{'_async' if case.function.hooks == 'async' else ''}"]
