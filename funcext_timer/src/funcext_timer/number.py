"""Elapsed times as text: never in scientific notation, and the same in every locale."""

from __future__ import annotations


def seconds(elapsed: float) -> str:
    """Return `elapsed` seconds with six decimals: microseconds, such as ``0.001500``."""
    return f"{elapsed:.6f}"


def milliseconds(elapsed: float) -> str:
    """Return `elapsed` seconds in milliseconds with three decimals, such as ``1.500``."""
    return f"{elapsed * 1000:.3f}"
