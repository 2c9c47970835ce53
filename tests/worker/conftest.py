"""Fixtures of the workers' tests: `start`, and `every_app`, which modules override."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from worker.starting import EveryApp, Start


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """The files and settings of all apps of a module; modules override it."""
    return EveryApp()


@pytest.fixture
def start(tmp_path: Path, every_app: EveryApp) -> Iterator[Start]:
    """A starter of workers, which are closed when the test ends."""
    start = Start(tmp_path, every_app)
    yield start
    start.close()
