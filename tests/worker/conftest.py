"""What the tests of the workers share: `start`, over what a module says of `every_app`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from worker.starting import EveryApp, Start


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """What all apps of a module have; a module with something in common overrides this."""
    return EveryApp()


@pytest.fixture
def start(tmp_path: Path, every_app: EveryApp) -> Iterator[Start]:
    """What starts a worker for an app of these files; it ends with the test."""
    start = Start(tmp_path, every_app)
    yield start
    start.close()
