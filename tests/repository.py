"""The working copy that the tests belong to."""

from __future__ import annotations

from pathlib import Path


ROOT = Path(__file__).resolve().parents[1]
"""The folder of the workspace's `pyproject.toml`."""
