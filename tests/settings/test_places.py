"""A pattern of FUNCTIONS can name the file or the module of the functions before them."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funcext_core import Function
from funcext_core._settings.scope import DEFAULT_FUNCTIONS, FUNCTIONS, Globs, Scope


def function(name: str, file: str = "", module: str = "") -> Function:
    return Function(name, "/app", "httpTrigger", file=file, module=module)


GET = function("Get_Order", "/app/Shop/Orders.py", "shop.orders")
PUT = function("put_order", "/app/Shop/Orders.py", "shop.orders")
MAIN = function("hello", "/app/function_app.py", "function_app")
V1 = function("old", "/app/old/__init__.py", "__app__.old")
WINDOWS = function("win", r"C:\app\shop\orders.py", "shop.orders")
WEB = function(
    "http_app_func", "/lib/azure/functions/decorators/function_app.py", "azure.functions"
)
UNKNOWN = function("unknown")
ALL = (GET, PUT, MAIN, V1, WINDOWS, WEB, UNKNOWN)


def covered(patterns: str) -> set[str]:
    globs = Globs.parse(patterns, DEFAULT_FUNCTIONS)
    return {function.name for function in ALL if globs.match_function(function)}


@pytest.mark.parametrize(
    ("patterns", "names"),
    [
        ("orders.py:*", {"Get_Order", "put_order", "win"}),
        ("ORDERS.PY : GET_*", {"Get_Order"}),
        ("shop/orders.py:*", {"Get_Order", "put_order", "win"}),
        (r"shop\orders.py:*", {"Get_Order", "put_order", "win"}),
        ("./shop/orders.py:put_*", {"put_order"}),
        ("/app/shop/orders.py:*", {"Get_Order", "put_order"}),
        (r"C:\app\shop\orders.py:*", {"win"}),
        ("ders.py:*", set()),
        ("*ders.py:*", {"Get_Order", "put_order", "win"}),
        ("shop/*:*", {"Get_Order", "put_order", "win"}),
        ("*.py:hello", {"hello"}),
        ("old/__init__.py:*", {"old"}),
        ("shop.orders:*", {"Get_Order", "put_order", "win"}),
        ("shop.*:get_*", {"Get_Order"}),
        ("orders:*", set()),
        ("old:*", {"old"}),
        ("function_app:*", {"hello"}),
        ("orders.py:get_*, hello", {"Get_Order", "hello"}),
        ("*, !orders.py:*", {"hello", "old", "http_app_func", "unknown"}),
        ("!orders.py:*, !*.py:hello", {"old", "http_app_func", "unknown"}),
        ("orders.py:*, !shop.orders:put_*", {"Get_Order", "win"}),
        ("orders.py:*, !put_order", {"Get_Order", "win"}),
        ("orders.py", set()),
        ("orders.py:", set()),
        (":hello", set()),
    ],
)
def test_it_matches_what_is_there(patterns: str, names: set[str]) -> None:
    assert covered(patterns) == names


@settings(deadline=None)
@given(st.lists(st.text("ab*?[]!.", min_size=1, max_size=5), min_size=1, max_size=4), st.booleans())
def test_any_file_is_as_none(patterns: list[str], exclude: bool) -> None:
    sign = "!" if exclude else ""
    plain = [pattern.lstrip("!") or "a" for pattern in patterns]
    by_name = Globs(tuple(f"{sign}{pattern}" for pattern in plain))
    placed = Globs(tuple(f"{sign}*.py:{pattern}" for pattern in plain))
    for name in ("a", "b", "ab", "a.b", "[a]"):
        found = function(name, "/app/x.py", "x")
        assert placed.match_function(found) is by_name.match_function(found)


def test_durables_functions_are_left_out_of_exclusions_alone() -> None:
    added = function("BuiltIn__HttpActivity", "/lib/durable.py")
    assert not Globs.parse("!orders.py:*", DEFAULT_FUNCTIONS).match_function(added)
    assert Globs.parse("durable.py:*", DEFAULT_FUNCTIONS).match_function(added)


class TestWhatMatchesNothing:
    def idle(self, pattern: str, *functions: Function, guard: bool = False) -> str | None:
        globs = Globs.parse(pattern, DEFAULT_FUNCTIONS)
        chosen = frozenset() if guard else frozenset({FUNCTIONS})
        return Scope(globs, chosen=chosen).idle(functions or (GET, PUT, MAIN), guard=guard)

    @pytest.mark.parametrize("guard", [False, True])
    @pytest.mark.parametrize(
        ("pattern", "fix"),
        [
            (
                "order.py:*",
                (
                    "none is in such a file; did you mean 'Shop/Orders.py'? (others: "
                    "function_app.py)"
                ),
            ),
            (
                "shop.order:*",
                "none is in such a module; did you mean 'shop.orders'? (others: function_app)",
            ),
            ("orders.py:got_*", "did you mean 'Get_Order'? (others: put_order)"),
            ("orders.py", "to name a file, write 'orders.py:*'"),
            ("shop/orders.py:", "write 'shop/orders.py:*'"),
            (":hello", "write 'hello'"),
            ("helo", "did you mean 'hello'? (others: Get_Order, put_order)"),
        ],
    )
    def test_says_what_there_is(self, pattern: str, fix: str, guard: bool) -> None:
        assert self.idle(pattern, guard=guard) == (
            f"its FUNCTIONS pattern {pattern!r} matches no function of this app: {fix}"
        )

    def test_exclusions_of_the_owner_are_checked(self) -> None:
        assert "did you mean 'Shop/Orders.py'" in (self.idle("!order.py:*") or "")
        assert self.idle("!order.py:*", guard=True) is None

    def test_names_a_trigger_that_is_left_out(self) -> None:
        timer = Function("tick", "/app", "entityTrigger", file="/app/ticks.py")
        assert (self.idle("ticks.py:*", GET, timer) or "").endswith(
            "matches only functions whose trigger its TRIGGERS exclude: add their trigger to "
            "TRIGGERS"
        )

    def test_functions_without_a_file_have_none_to_suggest(self) -> None:
        assert (self.idle("a.py:*", UNKNOWN) or "").endswith(
            "none is in such a file; there is none to choose from"
        )
        assert self.idle("b.py:*", GET, WINDOWS)

    def test_is_said_about_nothing_else(self) -> None:
        assert self.idle("orders.py:*, shop.orders:get_*, !function_app:*, hello") is None


def test_patterns_of_names_import_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "funcext_core._settings.places", None)
    scope = Scope(Globs.parse("get_*, !put_*", DEFAULT_FUNCTIONS), chosen=frozenset({FUNCTIONS}))
    assert scope.covers(GET)
    assert scope.idle([GET, PUT], guard=True) is None
