"""Every case of the table, through every way in: plugins see the same, and the caller gets it.

Where a worker forces a difference, `conformance_cases.expected` says so, and why.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import cast

import attrs
import pytest

from conformance import conformance_apps
from conformance.conformance_cases import (
    CASES,
    FUNCTIONS,
    NEVER_LEFT,
    WAYS,
    Case,
    Expected,
    Function,
    Way,
    expected,
)
from workers.classic import ClassicWorker
from workers.driver import HttpReply, LoopDriver, Result
from workers.library import LibraryRuntime
from workers.library import Way as RuntimeWay
from workers.local import LocalHostDriver


# The host's state is the process's: each load begins without any.
FRESH = ("funcext_core",)
TEXTS = ("value", "changed", "answer", "replaced")


@attrs.frozen
class Served:
    """The suite's app, served by a worker through one way in."""

    way: Way
    worker: LoopDriver

    @property
    def plugins(self) -> ModuleType:
        """The module of the plugins, as the app has it."""
        return sys.modules["conformance_plugins"]


def make_worker(way: Way, path: str) -> LoopDriver:
    """Return the driver of a way in, an invocation taking *path* where there are several."""
    settings = conformance_apps.settings(way)
    if way.worker == "classic worker":
        return ClassicWorker(settings=settings, fresh=FRESH)
    if way.worker == "local host":
        fired = {each.name: each.trigger.fired for each in FUNCTIONS}
        return LocalHostDriver(settings=settings, fresh=FRESH, fired=fired)
    if sys.version_info < (3, 13):
        pytest.skip("the library runtimes need Python 3.13 or later")
    return LibraryRuntime(way=cast("RuntimeWay", path), settings=settings, fresh=FRESH)


@pytest.fixture(scope="module")
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The suite's app, loaded once for each way in and each path that an invocation can take."""
    way, path = request.param
    worker = make_worker(way, path)
    app = conformance_apps.write(tmp_path_factory.mktemp("app"), way)
    worker.load(app)
    yield Served(way, worker)
    worker.close()


PATHS = [(way, path) for way in WAYS for path in way.paths]


def path_id(path: tuple[Way, str]) -> str:
    return " ".join(filter(None, (path[0].key, path[1])))


each_way = pytest.mark.parametrize("served", PATHS, ids=path_id, indirect=True)


@pytest.mark.parametrize(
    ("served", "case", "wanted"),
    [
        pytest.param(path, case, wanted, id=f"{path_id(path)}-{case}")
        for path in PATHS
        for case in CASES
        # None is a guard on the bridge: there the app does not load, as a test of its own shows.
        if (wanted := expected(case, path[0])) is not None
    ],
    indirect=["served"],
)
def test_plugins_see_the_same_and_the_caller_gets_it(
    served: Served, case: Case, wanted: Expected
) -> None:
    function, ending = case.function, case.ending
    stage = served.plugins.prepare(
        *ending.act, function.trigger.returns, guard=ending.guard, fails=ending.fails
    )
    before = len(served.worker.logs)
    result = served.worker.invoke(function.name, {"arg": function.trigger.sent})
    assert stage.events == list(sequence(case, wanted))
    assert caller_got(function, result) == as_returned(function, wanted.sight.caller)
    told = (result.invocation_id, function.name, function.trigger.type, function.is_async)
    assert stage.invocations == ({told} if wanted.hooks else set())
    assert result.outputs == outputs(served, function, result)
    lines = served.worker.logs[before:]
    errors = [each for each in lines if each.level == "ERROR" and "funcext" in each.category]
    assert [line.category for line in errors] == logged_on(case, wanted)
    for line in errors:
        for word in (str(wanted.logged), function.name, result.invocation_id):
            assert word in line.text


def sequence(case: Case, wanted: Expected) -> Iterator[str]:
    """Yield the events that the layers and the function note."""
    layers = (("outer", wanted.sight.outer), ("inner", wanted.sight.inner))
    for who, sight in layers:
        if sight is not None:
            yield from (f"{who} {hook}" for hook in ("pre", "around") if hook in wanted.hooks)
    if wanted.sight.inner is not None or not wanted.hooks:
        yield "call changed" if wanted.sight.caller == "changed" else "call value"
    for who, sight in reversed(layers):
        if sight not in (None, NEVER_LEFT):
            text = as_returned(case.function, str(sight))
            yield from (
                f"{who} {hook}: {text}" for hook in ("around", "post") if hook in wanted.hooks
            )


def as_returned(function: Function, sight: str) -> str:
    """Return what is seen of a function that may not be able to return a text."""
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


def outputs(served: Served, function: Function, result: Result) -> dict[str, object]:
    """Return what the `Out` binding is to carry; the local host only prints it."""
    answered = function.form == "out" and result.ok and served.way.worker != "local host"
    return {"message": "sent"} if answered else {}


def logged_on(case: Case, wanted: Expected) -> list[str]:
    """Return the loggers on which hook errors are reported."""
    if wanted.logged is None:
        return []
    kind = "guard" if case.ending.guard else "actor"
    return [f"funcext.plugins.{kind}{'_async' if case.function.hooks == 'async' else ''}"]
