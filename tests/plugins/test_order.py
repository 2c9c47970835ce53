"""The order of plugins that wish to be further out or further in, against slow models."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funcext_core._plugins import order
from funcext_core._plugins.declared import Declared
from funcext_core._plugins.order import Wish


NAMES = tuple("abcdef")


def wish(pair: Sequence[str]) -> Wish:
    """Return the wish of the first of two to be outside the second."""
    outer, inner = pair
    return Wish(outer, inner, outer)


PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(
    lambda pair: len(set(pair)) == 2
)
WISHES = st.lists(PAIRS.map(wish), max_size=7)
SOME_NAMES = st.lists(st.sampled_from(NAMES), unique=True)
ORDERS = st.permutations(NAMES)
RANKS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from((-1, 0, 1)))


def must_precede(outer: str, inner: str, names: Sequence[str], wished: Sequence[Wish]) -> bool:
    """Return whether one name has to be outside another in every order of the names."""
    return outer != inner and all(
        found.index(outer) < found.index(inner) for found in orders(names, wished)
    )


def orders(names: Sequence[str], wished: Sequence[Wish]) -> list[tuple[str, ...]]:
    """Return all orders of the names that fulfill every wish among them."""
    among = [pair for pair in wished if {pair.outer, pair.inner} <= set(names)]
    return [
        found
        for found in permutations(names)
        if all(found.index(pair.outer) < found.index(pair.inner) for pair in among)
    ]


def slow(names: Sequence[str], wished: Sequence[Wish]) -> list[str]:
    """Return the stable order by its definition.

    The first name is preceded by those that have to be outside it and by nothing else; these and
    the rest are ordered in the same way.
    """
    if not names:
        return []
    first = names[0]
    outside = [name for name in names if must_precede(name, first, names, wished)]
    rest = [name for name in names[1:] if name not in outside]
    return [*slow(outside, wished), first, *slow(rest, wished)]


class TestStable:
    @settings(deadline=None)
    @given(SOME_NAMES.map(lambda names: names[:5]), WISHES)
    def test_is_what_the_slow_model_finds(self, names: list[str], wished: list[Wish]) -> None:
        possible = bool(orders(names, wished))
        assert bool(order.circle(names, wished)) is not possible
        if possible:
            assert order.stable(names, wished) == slow(names, wished)

    @settings(deadline=None)
    @given(ORDERS, WISHES)
    def test_changes_nothing_that_is_right(self, names: list[str], wished: list[Wish]) -> None:
        if not order.ignored(names, wished):
            assert order.stable(names, wished) == names

    def test_follows_a_long_chain(self) -> None:
        names = [f"p{number}" for number in range(300)]
        chain = [Wish(outer, inner, outer) for inner, outer in pairwise(names)]
        assert order.stable(names, chain) == names[::-1]


class TestCircle:
    @settings(deadline=None)
    @given(SOME_NAMES, WISHES)
    def test_leads_back_to_where_it_begins(self, names: list[str], wished: list[Wish]) -> None:
        circle = order.circle(names, wished)
        assert set(circle) <= set(wished)
        assert [found.inner for found in circle] == [
            found.outer for found in circle[1:] + circle[:1]
        ]

    def test_is_the_shortest(self) -> None:
        ring = [wish(pair) for pair in ("ab", "bc", "ca", "cb")]
        assert order.circle("abc", ring) == [Wish("b", "c", "b"), Wish("c", "b", "c")]


class TestExpanded:
    @settings(deadline=None)
    @given(SOME_NAMES, RANKS)
    def test_goes_by_markers_then_by_name(self, names: list[str], ranks: dict[str, int]) -> None:
        assert order.expanded(names, ranks, []) == sorted(
            names, key=lambda name: (ranks.get(name, 0), name)
        )

    @settings(deadline=None)
    @given(SOME_NAMES, RANKS, WISHES)
    def test_fulfills_every_wish(
        self, names: list[str], ranks: dict[str, int], wished: list[Wish]
    ) -> None:
        among = [pair for pair in wished if {pair.outer, pair.inner} <= set(names)]
        if not order.circle(names, wished):
            found = order.expanded(names, ranks, wished)
            assert sorted(found) == sorted(names)
            assert order.ignored(found, among) == []

    @pytest.mark.parametrize(
        ("ranks", "pair", "expected"),
        [
            ({"c": -1}, "bc", "bcad"),
            ({"b": 1}, "bc", "adbc"),
            ({"a": -1}, "da", "dabc"),
            ({"a": 1, "d": -1}, "ad", "adbc"),
        ],
    )
    def test_keeps_the_markers_of_others(
        self, ranks: dict[str, int], pair: str, expected: str
    ) -> None:
        wished = [wish(pair)]
        assert "".join(order.expanded("abcd", ranks, wished)) == expected


class TestEntries:
    @settings(deadline=None)
    @given(st.data())
    def test_are_a_selection_that_fulfills_every_wish(self, data: st.DataObject) -> None:
        names = data.draw(ORDERS)
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(names))] * 2)))
        ranks, wished = data.draw(RANKS), data.draw(WISHES)
        if order.circle(names, wished):
            return
        starred = order.expanded(names[start:end], ranks, wished)
        present = [*names[:start], *starred, *names[end:]]
        entries = order.entries(present, names[:start], starred, ranks, wished)

        place = entries.index("*")
        rest = [name for name in names if name not in entries]
        assert set(rest) <= set(starred)
        found = [*entries[:place], *order.expanded(rest, ranks, wished), *entries[place + 1 :]]
        assert order.ignored(found, wished) == []
        # What is installed later stays inside what is written before the star.
        assert set(names[:start]) <= set(entries[:place])

    @pytest.mark.parametrize(
        ("before", "starred", "after", "pair", "expected"),
        [
            ("g", "abc", "", "bg", "b g *"),
            ("", "abc", "t", "tb", "* t b"),
            ("", "abc", "t", "ta", "* t a"),
            ("g", "abc", "t", "tg", "t g *"),
            ("gh", "abc", "", "hg", "h g *"),
            ("g", "", "", "", "g *"),
        ],
    )
    def test_move_little(
        self, before: str, starred: str, after: str, pair: str, expected: str
    ) -> None:
        wished = [wish(pair)] if pair else []
        names = [*before, *starred, *after]
        assert " ".join(order.entries(names, before, starred, {}, wished)) == expected


def test_wishes_are_about_known_names_alone() -> None:
    declared = {
        "audit-log": Declared(before=("timer", "gone"), after=("guard",)),
        "timer": Declared(after=("audit_log",)),
    }
    assert order.wishes(["guard", "audit-log", "timer"], declared) == [
        Wish("audit-log", "timer", "audit-log"),
        Wish("guard", "audit-log", "audit-log"),
        Wish("audit-log", "timer", "timer"),
    ]
    assert [str(wish) for wish in order.wishes(["audit-log", "timer"], declared)] == [
        "'audit-log' asks to be outside 'timer'",
        "'timer' asks to be inside 'audit-log'",
    ]
