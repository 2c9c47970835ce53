"""The function that answers a request, and the routes that are refused or warned of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import ClassVar
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.route_table import HttpRoutes, http_function
from funcext_core._engine.routes import Route, path_segments


def function(name: str, route: str | None, *methods: str) -> IndexedFunction:
    """Return an HTTP function of that name and route."""
    trigger = {"name": "req", "type": "httpTrigger", "route": route, "methods": methods or None}
    return IndexedFunction(name, print, "", False, False, trigger, (), (), None, (trigger,))


def table(routes: Mapping[str, str]) -> HttpRoutes:
    """Return the table of functions, given their routes by name."""
    return HttpRoutes([function(*item) for item in routes.items()], "")


def answering(routes: HttpRoutes, path: str, method: str = "GET") -> str | None:
    found = routes.find(method, path)
    return None if found is None else found[0].name


class TestOrder:
    @pytest.mark.parametrize(
        ("routes", "path", "name"),
        [
            ({"get_item": "items/{id}", "get_recent": "items/recent"}, "/items/recent", "get_item"),
            ({"item": "items/{id}", "a_recent": "items/recent"}, "/items/recent", "a_recent"),
            ({"item": "items/{id:int}", "recent": "items/recent"}, "/items/recent", "recent"),
            ({"b": "{*rest}", "A": "{*rest:maxlength(2)}"}, "/abc", "b"),
            ({"b": "{*rest}", "A": "{*rest:maxlength(2)}"}, "/ab", "A"),
            # Ordinal, ignoring case: letters count as upper case, which an underscore follows.
            ({"a_b": "x/{p}", "aZ": "x/{p:alpha}"}, "/x/y", "aZ"),
            ({"all": "{*rest}", "one": "one"}, "/one", "all"),
            ({"one": "ONE/{x}", "two": "one/{x?}"}, "/one", "two"),
            ({"one": "ONE/{x}", "two": "one/{x?}"}, "/One/2", "one"),
            ({"f": "a/{x=1}/{y=2}"}, "/a", "f"),
            ({"f": "a"}, "/", None),
            ({}, "/a", None),
        ],
    )
    def test_the_first_match_by_name_answers(
        self, routes: Mapping[str, str], path: str, name: str | None
    ) -> None:
        assert answering(table(routes), path) == name

    def test_functions_of_other_methods_are_passed_over(self) -> None:
        routes = HttpRoutes([function("a", "{x}", "POST"), function("b", "{x}", "get", "PUT")], "")
        assert [answering(routes, "/x", method) for method in ("POST", "GET", "put", "HEAD")] == [
            *("a", "b", "b", None)
        ]

    def test_the_route_is_the_functions_name_by_default(self) -> None:
        routes = HttpRoutes([function("hello", None)], "api")
        assert answering(routes, "/api/Hello") == "hello"

    SEGMENTS = ("a", "b", "{x}", "{x:int}", "{x:alpha}", "{x}.{y?}", "{x?}", "{*x}", "{x=1}")

    @given(
        st.lists(st.lists(st.sampled_from(SEGMENTS), max_size=3), max_size=6),
        st.lists(st.sampled_from(["a", "B", "1", "a.b", ""]), max_size=4),
    )
    def test_the_index_finds_what_trying_all_would_find(
        self, templates: Sequence[Sequence[str]], path: Sequence[str]
    ) -> None:
        served: list[IndexedFunction] = []
        for index, segments in enumerate(templates):
            # Each parameter needs a name of its own.
            route = "/".join(text.replace("x", f"x{at}") for at, text in enumerate(segments))
            with suppress(LocalHostError):
                added = [*served, function(f"f{index}", route)]
                HttpRoutes(added, "api")
                served = added
        routes = HttpRoutes(served, "api")
        sent = "/".join(["/api", *path])
        matching = [
            http.name
            for http in routes.functions
            if http.route.match(path_segments(sent)) is not None
        ]
        assert answering(routes, sent) == next(iter(matching), None)


class TestManyRoutes:
    ROUTES: ClassVar = {
        f"f{number}": f"area{number % 20}/things{number}/{{id:int}}" for number in range(500)
    }

    def test_few_of_them_are_tried_for_a_request(self) -> None:
        routes = table(self.ROUTES)
        with mock.patch.object(Route, "match", autospec=True, side_effect=Route.match) as match:
            for number in range(500):
                found = answering(routes, f"/area{number % 20}/things{number}/7")
                assert found == f"f{number}"
            assert answering(routes, "/area1/things0/7") is None
        assert match.call_count == 500

    def test_few_of_them_are_compared_at_the_start(self) -> None:
        routes = table({**self.ROUTES, "a": "area0/{thing}/{id}", "z": "area7/things7/8"})
        with mock.patch.object(Route, "covers", autospec=True, side_effect=Route.covers) as covers:
            unreachable = [sentence.partition(" ")[0] for sentence in routes.unreachable()]
        covered = [name for name in sorted(self.ROUTES) if int(name[1:]) % 20 == 0]
        assert unreachable == [*covered, "z"]
        assert covers.call_count < 100

    @given(
        st.lists(st.lists(st.sampled_from(TestOrder.SEGMENTS), max_size=3), max_size=6),
    )
    def test_the_index_finds_all_that_comparing_all_would_find(
        self, templates: Sequence[Sequence[str]]
    ) -> None:
        served: list[IndexedFunction] = []
        for index, segments in enumerate(templates):
            route = "/".join(text.replace("x", f"x{at}") for at, text in enumerate(segments))
            with suppress(LocalHostError):
                added = [*served, function(f"f{index}", route)]
                HttpRoutes(added, "api")
                served = added
        routes = HttpRoutes(served, "api")
        covered = [
            second.name
            for at, second in enumerate(routes.functions)
            if any(first.covers(second) for first in routes.functions[:at])
        ]
        assert [sentence.partition(" ")[0] for sentence in routes.unreachable()] == covered


class TestMistakes:
    @pytest.mark.parametrize("route", ["admin", "admin/x", "/Admin", "runtime/x", "administrators"])
    def test_routes_of_the_functions_host_are_refused(self, route: str) -> None:
        with pytest.raises(LocalHostError, match="begins with 'admin' or 'runtime'") as caught:
            http_function(function("f", route), "api")
        assert repr(route.strip("/")) in str(caught.value)

    @pytest.mark.parametrize(
        ("first", "second"), [((), ()), (("GET",), ()), (("GET", "POST"), ("post",))]
    )
    def test_two_functions_with_one_route_and_method_are_refused(
        self, first: Sequence[str], second: Sequence[str]
    ) -> None:
        functions = [function("a", "x/{y}", *first), function("b", "/X/{y}/", *second)]
        with pytest.raises(LocalHostError) as caught:
            HttpRoutes(functions, "api")
        assert str(caught.value) == (
            "Functions 'a' and 'b' have the same route, api/X/{y}: give one of them another route, "
            "or other methods."
        )

    @pytest.mark.parametrize(
        ("covering", "covered"),
        [
            ("{x}", "y"),
            ("{x}", "{y}"),
            ("{x}", "{y:int}"),
            ("{x:int}", "{y:int}"),
            ("{x:int}", "{y:min(3):int}"),
            ("{x:int}", "12"),
            ("{x:regex(^v)}", "v1"),
            ("{*x}", "a/b/{c}"),
            ("a/{*x}", "a"),
            ("a/{x?}", "a"),
            ("a/{x?}/{y?}", "a/{z?}"),
            ("A", "a/"),
            ("{x}.{y}", "a.b"),
            ("{x}/b", "{y}.json/b"),
        ],
    )
    def test_a_function_that_never_answers_is_named(self, covering: str, covered: str) -> None:
        if covering.strip("/").lower() == covered.strip("/").lower():
            functions = [function("first", covering, "GET"), function("second", covered, "POST")]
            routes = HttpRoutes(functions, "")
            assert list(routes.unreachable()) == []
            return
        (sentence,) = table({"first": covering, "second": covered}).unreachable()
        taken, own = covering.strip("/"), covered.strip("/")
        assert sentence.startswith(
            f"second never answers: {taken}, the route of first, matches {own}, too, and "
            "functions are tried in order of name."
        )

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("y", "{x}"),
            ("{x:int}", "{y}"),
            ("{x:int}", "y"),
            ("{x:int}", "{y:long}"),
            ("a/{x}", "a/{y?}"),
            ("a/{x}", "a/{*y}"),
            ("a", "a/{x?}"),
            ("{x}", "a/b"),
            ("a/b", "a"),
            ("{*x:int}", "{y}"),
            ("{x}.{y}", "{z}"),
        ],
    )
    def test_one_that_answers_some_requests_is_not(self, first: str, second: str) -> None:
        assert list(table({"first": first, "second": second}).unreachable()) == []

    @pytest.mark.parametrize(
        ("first", "second", "covered"),
        [
            ((), ("GET",), True),
            (("GET",), ("GET",), True),
            (("GET",), (), False),
            (("GET",), ("GET", "PUT"), False),
            (("GET", "PUT"), ("PUT",), True),
        ],
    )
    def test_a_function_is_covered_only_if_all_its_methods_are(
        self, first: Sequence[str], second: Sequence[str], covered: bool
    ) -> None:
        functions = [function("a", "{x}", *first), function("b", "y", *second)]
        routes = HttpRoutes(functions, "")
        assert bool(list(routes.unreachable())) is covered
