"""The nearest right name, for error texts."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable


def by_nearness(wrong: str, right: Iterable[str]) -> list[str]:
    """Return the right names, the most similar to the wrong one first."""
    # Imported here: only a mistake pays for it, not each cold start.
    from difflib import SequenceMatcher  # noqa: PLC0415

    def distance(name: str) -> tuple[float, str]:
        return (-SequenceMatcher(None, wrong.casefold(), name.casefold()).ratio(), name)

    return sorted(right, key=distance)


def did_you_mean(wrong: str, right: Iterable[str]) -> str:
    """Return ``did you mean 'x'? (y, z)``: what to write in place of the wrong name."""
    nearest, *others = by_nearness(wrong, right) or [""]
    if not nearest:
        return "there is none to choose from"
    alternatives = f" (others: {', '.join(others)})" if others else ""
    return f"did you mean {nearest!r}?{alternatives}"
