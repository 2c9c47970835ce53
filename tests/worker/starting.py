"""Starting a worker for an app that a test writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import attrs

from drivers.interface import LoopDriver, write_app


W = TypeVar("W", bound=LoopDriver)

Worker = Callable[..., LoopDriver]
"""The class of a driver."""

ON = {"PYTHON_ENABLE_WORKER_EXTENSIONS": "1"}
"""The setting with which the workers run worker extensions."""

FRESH = ("funcext_core", "funcext_timer")
"""The packages that each worker imports anew, since their state is the process's."""


@attrs.frozen
class EveryApp:
    """What all apps of a test module have; a test's own files and settings come on top."""

    files: Mapping[str, str] = attrs.field(factory=dict)
    settings: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen
class Start:
    """Starts workers, which end with the test."""

    folder: Path
    every_app: EveryApp
    started: list[LoopDriver] = attrs.field(factory=list)

    def __call__(
        self,
        worker: Callable[..., W],
        files: Mapping[str, str],
        settings: Mapping[str, str] | None = None,
        **options: Any,
    ) -> W:
        """Start a worker for an app of these files and settings, and return its driver.

        Args:
            worker: the class of the driver.
            files: source by path in the app.
            settings: app settings.
            options: what this driver's class takes beside settings.
        """
        settings = {**self.every_app.settings, **(settings or {})}
        running = worker(settings=settings, fresh=FRESH, **options)
        # Before it loads: one whose app does not load has to end, too.
        self.started.append(running)
        running.load(write_app(self.folder, {**self.every_app.files, **files}))
        return running

    def close(self) -> None:
        """End the workers, the last one first."""
        while self.started:
            self.started.pop().close()
