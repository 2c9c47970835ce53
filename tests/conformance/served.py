"""The suite's app, served by each worker through each way in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import cast

import attrs
import pytest

from conformance import apps
from conformance.cases import ENGINE_WAYS, FUNCTIONS, WAYS, Way
from conformance.conformance_plugins import Stage
from drivers.classic import ClassicWorker
from drivers.engine import EngineDriver
from drivers.interface import LoopDriver
from drivers.library import LibraryRuntime
from drivers.library import Way as RuntimeWay
from drivers.local import LocalHostDriver


# The plugin host's state belongs to the process, so each load imports the packages again.
FRESH = ("funcext_core",)


@attrs.frozen
class Served:
    """The suite's app, loaded by a worker, with its plugins on one way in."""

    way: Way
    worker: LoopDriver

    @property
    def plugins(self) -> ModuleType:
        """The module of the plugins, as the app has it."""
        return sys.modules["conformance_plugins"]

    def prepare(
        self, hook: str, act: str, returns: str, *, guard: bool = False, fails: bool = False
    ) -> Stage:
        """Set the stage for one invocation, and return it."""
        stage: Stage = self.plugins.prepare(hook, act, returns, guard=guard, fails=fails)
        return stage


def make_worker(way: Way, path: str) -> LoopDriver:
    """Return the driver of a way in, whose invocations take *path* if there are several."""
    settings = apps.settings(way)
    if way.worker == "classic worker":
        return ClassicWorker(settings=settings, fresh=FRESH)
    if way.worker == "engine":
        return EngineDriver(settings=settings, fresh=FRESH)
    if way.worker == "local host":
        fired = {function.name: function.trigger.fired for function in FUNCTIONS}
        return LocalHostDriver(settings=settings, fresh=FRESH, fired=fired)
    if sys.version_info < (3, 13):
        pytest.skip("the library runtimes need Python 3.13 or later")
    return LibraryRuntime(way=cast("RuntimeWay", path), settings=settings, fresh=FRESH)


@contextmanager
def serving(way: Way, worker: LoopDriver, directory: Path) -> Iterator[Served]:
    """Load the app in the worker, without the settings of the tests' own environment."""
    app = apps.write(directory, way)
    with pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith("FUNCEXT_")]:
            environment.delenv(name)
        try:
            worker.load(app)
            yield Served(way, worker)
        finally:
            worker.close()


PATHS = [(way, path) for way in (*WAYS, *ENGINE_WAYS) for path in way.paths]


def path_id(path: tuple[Way, str]) -> str:
    return " ".join(filter(None, (path[0].key, path[1])))


def through(paths: Iterable[tuple[Way, str]]) -> pytest.MarkDecorator:
    """Run a test on the app as served on each of *paths*."""
    return pytest.mark.parametrize("served", list(paths), ids=path_id, indirect=True)
