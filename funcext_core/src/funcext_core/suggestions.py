"""The nearest right name, for error texts."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable


def by_nearness(wrong: str, right: Iterable[str]) -> list[str]:
    """Return the right names, the most similar to the wrong one first.

    A wrong name is often a long one cut short: it is compared with beginnings and ends, too.
    """
    # Imported here: only a mistake pays for it, not each cold start.
    from difflib import SequenceMatcher  # noqa: PLC0415

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wrong.casefold())
    length = len(wrong) + 1

    def similarity(part: str) -> float:
        matcher.set_seq1(part)
        return matcher.ratio()

    def distance(name: str) -> tuple[float, float, str]:
        whole = name.casefold()
        best = max(map(similarity, (whole, whole[:length], whole[-length:])))
        return (-best, -similarity(whole), name)

    return sorted(right, key=distance)


def did_you_mean(wrong: str, right: Iterable[str], prefix: str = "") -> str:
    """Return ``did you mean 'x'? (others: y, z)``: what to write in place of the wrong name.

    Args:
        wrong: the name.
        right: what it may be.
        prefix: what all have in common and need not be compared; the nearest is shown with it.
    """
    nearest, *others = by_nearness(wrong, right) or [""]
    if not nearest:
        return "there is none to choose from"
    alternatives = f" (others: {', '.join(others)})" if others else ""
    return f"did you mean {prefix + nearest!r}?{alternatives}"
