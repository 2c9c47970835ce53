"""Every case of the table, through every way in: plugins see the same, and the caller gets it.

Where a worker forces a difference, `conformance_cases.expected` says so, and why.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import cast

import attrs
import pytest

from conformance import conformance_apps
from conformance.conformance_apps import bindings_of
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
    post_load,
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


@pytest.fixture(autouse=True)
def _no_app_settings() -> None:
    """Leave the settings: they are those of the app, which is loaded for many tests."""


@pytest.fixture(scope="module")
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The suite's app, loaded once for each way in and each path that an invocation can take."""
    way, path = request.param
    worker = make_worker(way, path)
    app = conformance_apps.write(tmp_path_factory.mktemp("app"), way)
    with pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith("FUNCEXT_")]:
            environment.delenv(name)
        worker.load(app)
        yield Served(way, worker)
        worker.close()


PATHS = [(way, path) for way in WAYS for path in way.paths]


def path_id(path: tuple[Way, str]) -> str:
    return " ".join(filter(None, (path[0].key, path[1])))


def through(paths: Iterable[tuple[Way, str]]) -> pytest.MarkDecorator:
    """Run a test on the app as it is served through each of *paths*."""
    return pytest.mark.parametrize("served", list(paths), ids=path_id, indirect=True)


@through(PATHS)
@pytest.mark.parametrize("case", [case for case in CASES if not case.ending.guard], ids=str)
def test_plugins_see_the_same_and_the_caller_gets_it(served: Served, case: Case) -> None:
    check(served, case)


@through(path for path in PATHS if not path[0].is_bridge)
@pytest.mark.parametrize("case", [case for case in CASES if case.ending.guard], ids=str)
def test_guards_fail_what_they_guard_alike(served: Served, case: Case) -> None:
    check(served, case)


def check(served: Served, case: Case) -> None:
    """Invoke a case's function, and compare what was seen with what the table says."""
    wanted = expected(case, served.way)
    assert wanted is not None
    function, ending = case.function, case.ending
    stage = served.plugins.prepare(
        *ending.act, function.trigger.returns, guard=ending.guard, fails=ending.fails
    )
    before = len(served.worker.logs)
    result = served.worker.invoke(function.name, {"arg": function.trigger.sent})
    assert stage.events == list(sequence(case, wanted))
    assert caller_got(function, result) == as_returned(function, wanted.sight.caller)
    told = (result.invocation_id, function.name, function.trigger.type, function.is_async)
    assert stage.invocations == (set() if wanted.sight.outer is None else {told})
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
            yield from (f"{who} pre", f"{who} around")
    if wanted.sight.inner is not None or wanted.sight.outer is None:
        yield "call changed" if wanted.sight.caller == "changed" else "call value"
    for who, sight in reversed(layers):
        if sight not in (None, NEVER_LEFT):
            text = as_returned(case.function, str(sight))
            yield from (f"{who} around: {text}", f"{who} post: {text}")


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


# --- Loading ------------------------------------------------------------------------------------


@pytest.fixture
def fresh(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    """The suite's app, loaded for one test alone."""
    for name in [name for name in os.environ if name.startswith("FUNCEXT_")]:
        monkeypatch.delenv(name)
    way, path = request.param
    worker = make_worker(way, path)
    worker.load(conformance_apps.write(tmp_path, way))
    yield Served(way, worker)
    worker.close()


@pytest.mark.parametrize("fresh", PATHS, ids=path_id, indirect=True)
def test_each_function_is_announced_once_and_as_it_is(fresh: Served) -> None:
    at_first_call = "first call" in post_load(fresh.way)
    assert bool(fresh.plugins.LOADED) != at_first_call
    for function in FUNCTIONS:
        fresh.plugins.prepare("", "", function.trigger.returns, guard=False, fails=False)
        for _ in range(2):
            assert fresh.worker.invoke(function.name, {"arg": function.trigger.sent}).ok
    assert sorted(fresh.plugins.LOADED) == sorted(
        (who, function.name, function.trigger.type, function.is_async, declared(function))
        for function in FUNCTIONS
        for who in ("outer", "inner")
    )
    generation = {"classic worker": "classic", "library runtime": "library"}
    started = (generation.get(fresh.way.worker, "local"), fresh.way.model)
    assert [(who, *started) for who in ("outer", "inner") * 2] == fresh.plugins.STARTED


def declared(function: Function) -> str:
    """Return a function's bindings as its `function.json` has them, for either model."""
    bindings = [(each["name"], each["type"], each["direction"]) for each in bindings_of(function)]
    return json.dumps(sorted(bindings))


@pytest.mark.parametrize("name", ["guard", "guard_async"])
def test_naming_a_guard_where_it_could_not_guard_is_a_load_error(tmp_path: Path, name: str) -> None:
    way = WAYS[-1]
    settings = {**conformance_apps.settings(way), "FUNCEXT_PLUGINS": name}
    worker = ClassicWorker(settings=settings, fresh=FRESH)
    try:
        with pytest.raises(LoadFailure, match="LoadError: plugin 'guard.*' is a guard") as caught:
            worker.load(conformance_apps.write(tmp_path, way))
        assert caught.value.served == ()
    finally:
        worker.close()


@pytest.mark.skipif(sys.version_info < (3, 13), reason="the library runtimes need Python 3.13")
def test_install_alone_runs_no_plugin_on_the_library_runtime_in_v1_and_says_so(
    tmp_path: Path,
) -> None:
    way = WAYS[-1]
    worker = LibraryRuntime(settings=conformance_apps.settings(way), fresh=FRESH)
    try:
        worker.load(conformance_apps.write(tmp_path, way))
        served = Served(way, worker)
        case = CASES[0]
        stage = served.plugins.prepare(
            "", "", case.function.trigger.returns, guard=False, fails=False
        )
        assert worker.invoke(case.function.name, {"arg": case.function.trigger.sent}).ok
        assert stage.events == ["call value"]
        (warning,) = [line for line in worker.logs if line.category == "funcext"]
        assert (warning.level, "@funcext_core.instrument" in warning.text) == ("WARNING", True)
    finally:
        worker.close()
