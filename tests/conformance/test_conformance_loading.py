"""Loading an app looks the same to plugins on every way in, except for the time of `post_load`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance import apps
from conformance.apps import bindings_of
from conformance.cases import FUNCTIONS, HTTP, WAYS, Function
from conformance.served import FRESH, PATHS, Served, make_worker, serving, through
from drivers.classic import ClassicWorker
from drivers.interface import LoadFailure
from drivers.library import LibraryRuntime
from drivers.params import needs_library_runtime


BRIDGE = next(way for way in WAYS if way.is_bridge)


@pytest.fixture
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    """The suite's app, loaded for one test."""
    way, path = request.param
    with serving(way, make_worker(way, path), tmp_path) as served:
        yield served


@through(PATHS)
def test_post_load_gets_each_function_once_with_its_bindings(served: Served) -> None:
    assert bool(served.plugins.LOADED) != served.way.is_lazy
    for function in FUNCTIONS:
        served.prepare("", "", function.trigger.returns)
        for _ in range(2):
            assert served.worker.invoke(function.name, {"arg": function.trigger.sent}).ok
    assert sorted(served.plugins.LOADED) == sorted(
        (who, function.name, function.trigger.type, function.is_async, declared(function))
        for function in FUNCTIONS
        for who in ("outer", "inner")
    )
    generation = {"classic worker": "classic", "library runtime": "library"}
    started = (generation.get(served.way.worker, "local"), served.way.model)
    assert [(who, *started) for who in ("outer", "inner") * 2] == served.plugins.STARTED


def declared(function: Function) -> str:
    """Return a function's bindings as in its `function.json`, for either model."""
    bindings = [
        (binding["name"], binding["type"], binding["direction"])
        for binding in bindings_of(function)
    ]
    return json.dumps(sorted(bindings))


@pytest.mark.parametrize("name", ["guard", "guard_async"])
def test_naming_a_guard_that_cannot_protect_is_a_load_error(tmp_path: Path, name: str) -> None:
    settings = {**apps.settings(BRIDGE), "FUNCEXT_PLUGINS": name}
    worker = ClassicWorker(settings=settings, fresh=FRESH)
    try:
        with pytest.raises(LoadFailure, match=rf"LoadError: plugin '{name}' is a guard") as caught:
            worker.load(apps.write(tmp_path, BRIDGE))
        assert caught.value.served == ()
    finally:
        worker.close()


@needs_library_runtime
def test_install_alone_runs_no_plugin_on_the_library_runtime_in_v1_and_logs_a_warning(
    tmp_path: Path,
) -> None:
    worker = LibraryRuntime(settings=apps.settings(BRIDGE), fresh=FRESH)
    with serving(BRIDGE, worker, tmp_path) as served:
        stage = served.prepare("", "", HTTP.returns)
        assert worker.invoke(Function(HTTP, is_async=False).name, {"arg": HTTP.sent}).ok
        assert stage.events == ["call value"]
        (warning,) = [line for line in worker.logs if line.category == "funcext"]
        assert (warning.level, "@funcext_core.instrument" in warning.text) == ("WARNING", True)
