"""The pytest plugin of funcext: the fixtures `funcext_client` and `funcext_recorder`.

pytest imports it in every run where funcext-core is installed. So it is a module of its own, which
imports nothing of funcext until a test uses a fixture, and changes nothing in a run without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest


if TYPE_CHECKING:
    from funcext_core.testing import ClientFactory, Recorder


@pytest.fixture
def funcext_client() -> Iterator[ClientFactory]:
    """Return a function that serves an app until the end of the test, and returns a client.

    Plugins of the environment cannot be enabled in the test: see `fake_distribution`.
    """
    from funcext_core.testing.fixtures import clients  # noqa: PLC0415 - only if a test uses it

    with clients() as factory:
        yield factory


@pytest.fixture
def funcext_recorder() -> Recorder:
    """Return a plugin that records the hooks that are called, and the invocations it sees."""
    from funcext_core.testing import Recorder  # noqa: PLC0415 - only if a test uses it

    return Recorder()
