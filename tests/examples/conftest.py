"""Fixtures of the tests of funcext-examples."""

from __future__ import annotations

import importlib_metadata
import pytest


@pytest.fixture(autouse=True)
def _example_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show the plugins of funcext-examples to scans again: these tests are about them."""
    everything = importlib_metadata.distributions.__wrapped__  # type: ignore[attr-defined] # of the suite's conftest
    monkeypatch.setattr(importlib_metadata, "distributions", everything)
