"""Fixtures of the tests of funcext-examples."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _no_example_plugins() -> None:
    """Leave the plugins of funcext-examples where they are: these tests are about them."""
