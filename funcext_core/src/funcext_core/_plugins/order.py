"""The order of plugins that declare which others are to be further out or further in.

Pure functions on names. What decides is a stable topological order: names stay in the order given,
except that each is preceded at once by those that have to be outside it.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from funcext_core._settings.names import option_prefix


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from .declared import Declared


INNERMOST = 1
"""The rank of a plugin whose markers ask for the innermost place; 0 if they ask for none."""


class Wish(NamedTuple):
    """One plugin is to be outside another."""

    outer: str
    inner: str
    by: str
    """The one of the two that declares it."""

    def __str__(self) -> str:
        if self.by == self.outer:
            return f"{self.outer!r} asks to be outside {self.inner!r}"
        return f"{self.inner!r} asks to be inside {self.outer!r}"


def wishes(names: Collection[str], declared: Mapping[str, Declared]) -> list[Wish]:
    """Return what the plugins of these names wish among each other."""
    known = {option_prefix(name): name for name in names}
    found: list[Wish] = []
    for name in names:
        if name in declared:
            before = map(known.get, map(option_prefix, declared[name].before))
            after = map(known.get, map(option_prefix, declared[name].after))
            found += [Wish(name, inner, name) for inner in before if inner is not None]
            found += [Wish(outer, name, name) for outer in after if outer is not None]
    return found


def circle(names: Iterable[str], wished: Iterable[Wish]) -> list[Wish]:
    """Return the shortest circle of wishes among the names; an empty list if there is none."""
    inside = _by_outer(names, wished)
    circles = [found for name in inside if (found := _way_back(name, inside))]
    return min(circles, key=len, default=[])


def stable(names: Sequence[str], wished: Iterable[Wish]) -> list[str]:
    """Return the names, outermost first, so that every wish among them is fulfilled.

    Args:
        names: the names, in the order that they keep where no wish asks for another.
        wished: the wishes; those of other names do not count. They form no circle.
    """
    outside = _all_outside(names, wished)
    placed: dict[str, None] = {}
    for name in names:
        path = [name]
        while path:
            first = next((other for other in outside[path[-1]] if other not in placed), None)
            if first is None:
                placed.setdefault(path.pop())
            else:
                path.append(first)
    return list(placed)


def expanded(names: Iterable[str], ranks: Mapping[str, int], wished: Collection[Wish]) -> list[str]:
    """Return the order of the plugins that a `*` stands for.

    Args:
        names: their names.
        ranks: -1 for those whose markers ask for the outermost place, 1 for the innermost.
        wished: the wishes, which take precedence over markers and names.
    """
    outside = _all_outside(sorted(names), wished)

    def rank(name: str) -> int:
        own = ranks.get(name, 0)
        # What has to be inside one of the innermost is one of them.
        moved = own == 0 and any(ranks.get(other) == INNERMOST for other in outside[name])
        return INNERMOST if moved else own

    return stable(sorted(outside, key=lambda name: (rank(name), name)), wished)


def ignored(order: Sequence[str], wished: Iterable[Wish]) -> list[Wish]:
    """Return the wishes that an order does not fulfill; of two for the same, the first."""
    places = {name: place for place, name in enumerate(order)}
    found: dict[tuple[str, str], Wish] = {}
    for wish in wished:
        if places[wish.outer] > places[wish.inner]:
            found.setdefault((wish.outer, wish.inner), wish)
    return list(found.values())


def entries(
    order: Sequence[str],
    before_star: Collection[str],
    starred: Collection[str],
    ranks: Mapping[str, int],
    wished: Collection[Wish],
) -> list[str]:
    """Return the entries of a selection that fulfills every wish: few, and few that moved.

    A `*` stays inside the names that are written before it now: a guard among them is to stay
    outside everything that may be installed later.

    Args:
        order: the names in their present order.
        before_star: the names written before the `*`.
        starred: the names that a `*` stands for.
        ranks: see `expanded`.
        wished: the wishes. They form no circle.
    """
    reversed_wishes = [Wish(wish.inner, wish.outer, wish.by) for wish in wished]
    candidates = (
        stable(order, wished),
        stable(order[::-1], reversed_wishes)[::-1],
    )
    return min(
        (_with_star(names, before_star, starred, ranks, wished) for names in candidates), key=len
    )


def _with_star(
    names: Sequence[str],
    before_star: Collection[str],
    starred: Collection[str],
    ranks: Mapping[str, int],
    wished: Collection[Wish],
) -> list[str]:
    """Return the names with a `*` in place of those that it would put there in that order."""
    start = max((place + 1 for place, name in enumerate(names) if name in before_star), default=0)
    end = start
    while end < len(names) and names[end] in starred:
        end += 1
    if expanded(names[start:end], ranks, wished) != list(names[start:end]):
        end = start
    return [*names[:start], "*", *names[end:]]


def _by_outer(names: Iterable[str], wished: Iterable[Wish]) -> dict[str, list[Wish]]:
    by_outer: dict[str, list[Wish]] = {name: [] for name in names}
    for wish in wished:
        if wish.outer in by_outer and wish.inner in by_outer:
            by_outer[wish.outer].append(wish)
    return by_outer


def _way_back(start: str, inside: Mapping[str, Sequence[Wish]]) -> list[Wish]:
    """Return the shortest way from a name along wishes back to it; an empty list if none leads."""
    ways: dict[str, list[Wish]] = {start: []}
    pending = deque([start])
    while pending:
        name = pending.popleft()
        for wish in inside[name]:
            if wish.inner == start:
                return [*ways[name], wish]
            if wish.inner not in ways:
                ways[wish.inner] = [*ways[name], wish]
                pending.append(wish.inner)
    return []


def _all_outside(names: Sequence[str], wished: Iterable[Wish]) -> dict[str, list[str]]:
    """Return by name those that have to be outside it, also because of others, in order."""
    inside = _by_outer(names, wished)
    outside: dict[str, list[str]] = {name: [] for name in names}
    for outer in names:
        reached: dict[str, None] = {}
        pending = [outer]
        while pending:
            for wish in inside[pending.pop()]:
                if wish.inner not in reached:
                    reached.setdefault(wish.inner)
                    pending.append(wish.inner)
        for inner in reached:
            outside[inner].append(outer)
    return outside
