"""Start a worker for an app that a test writes."""

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
"""The setting that makes workers run worker extensions."""

FRESH = ("funcext_core", "funcext_timer")
"""The packages that each worker imports again, since their state belongs to the process."""

ASGI_APP = """\
async def web(scope, receive, send):
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
"""


@attrs.frozen
class EveryApp:
    """The files and settings of all apps of a test module; a test's own come on top."""

    files: Mapping[str, str] = attrs.field(factory=dict)
    settings: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen
class Start:
    """A starter of workers, which are closed when the test ends."""

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
            options: further arguments of the driver's class.
        """
        settings = {**self.every_app.settings, **(settings or {})}
        running = worker(settings=settings, fresh=FRESH, **options)
        # Before loading, so that a worker whose app does not load is closed, too.
        self.started.append(running)
        running.load(write_app(self.folder, {**self.every_app.files, **files}))
        return running

    def close(self) -> None:
        """Close the workers, the last one first."""
        while self.started:
            self.started.pop().close()
