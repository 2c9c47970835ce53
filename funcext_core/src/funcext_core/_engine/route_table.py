"""The HTTP functions of an app, and which of them answers a request.

As in the Functions host, functions are tried in order of name, and the first one whose route and
methods match answers, however general its route is.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from .errors import LocalHostError
from .indexing import IndexedFunction
from .routes import Route, parse_route, path_segments


_RESERVED = ("admin", "runtime")
"""The first words of paths that the Functions host keeps for itself."""


@attrs.frozen
class HttpFunction:
    """An HTTP function and the requests that it answers."""

    function: IndexedFunction
    route: Route
    methods: tuple[str, ...]
    """The methods in upper case; none means all."""

    @property
    def name(self) -> str:
        """The function's name."""
        return self.function.name

    def allows(self, method: str) -> bool:
        """Return whether it answers requests with a method; as in Azure, GET excludes HEAD."""
        return not self.methods or method.upper() in self.methods

    def covers(self, other: HttpFunction) -> bool:
        """Return whether it certainly answers every request that another function answers."""
        all_methods = not self.methods or (
            bool(other.methods) and set(other.methods) <= set(self.methods)
        )
        return all_methods and self.route.covers(other.route)

    def shares_method(self, other: HttpFunction) -> bool:
        """Return whether there is a method that both answer."""
        return (
            not self.methods or not other.methods or not {*self.methods}.isdisjoint(other.methods)
        )


def http_function(function: IndexedFunction, prefix: str) -> HttpFunction:
    """Read a function's HTTP trigger. The default route is the function's name.

    Args:
        function: a function with an HTTP trigger.
        prefix: the first segments of every route, such as ``api``; may be empty.

    Raises:
        LocalHostError: the Functions host would refuse the route, too.
    """
    route = str(function.trigger.get("route") or function.name).strip("/")
    if route.lower().startswith(_RESERVED):
        message = (
            f"The route {route!r} of function {function.name!r} begins with 'admin' or 'runtime', "
            "which the Functions host keeps for itself: choose another route."
        )
        raise LocalHostError(message)
    methods = function.trigger.get("methods")
    named = methods if isinstance(methods, Iterable) else ()
    return HttpFunction(
        function=function,
        route=_parsed(function.name, f"{prefix}/{route}" if prefix else route),
        methods=tuple(str(method).upper() for method in named),
    )


def _parsed(name: str, template: str) -> Route:
    try:
        return parse_route(template)
    except LocalHostError as error:
        reason = str(error).replace("The route", "the route", 1)
        message = f"The function {name!r} cannot be served: {reason}"
        raise LocalHostError(message) from error


class HttpRoutes:
    """The HTTP functions of an app, by their routes."""

    functions: Sequence[HttpFunction]
    """In the order in which they are tried."""

    def __init__(self, functions: Iterable[IndexedFunction], prefix: str) -> None:
        """Read the routes.

        Args:
            functions: the app's functions.
            prefix: the first segments of every route, such as ``api``; may be empty.

        Raises:
            LocalHostError: the Functions host would refuse a route, too; or two functions have one
                route and a method in common, of which it would serve only the first.
        """
        served = [http_function(function, prefix) for function in functions if function.is_http]
        self.functions = sorted(served, key=lambda function: function.name.upper())
        self.by_name: Mapping[str, HttpFunction] = {http.name: http for http in served}
        self._root = _Node()
        by_template: dict[str, list[HttpFunction]] = {}
        for index, function in enumerate(self.functions):
            self._root.add(function.route, index)
            alike = by_template.setdefault(function.route.template.lower(), [])
            for earlier in alike:
                _refuse_conflict(earlier, function)
            alike.append(function)

    def find(self, method: str, path: str) -> tuple[IndexedFunction, Mapping[str, str]] | None:
        """Return the function that answers a request, and the values of its route's parameters.

        Args:
            method: the request's method.
            path: its path as sent, without the query.

        Returns:
            None if no function answers it. As in Azure, that holds for another method, too.
        """
        segments = path_segments(path)
        for index in self._root.candidates(segments):
            candidate = self.functions[index]
            if candidate.allows(method) and (values := candidate.route.match(segments)) is not None:
                return candidate.function, values
        return None

    def unreachable(self) -> Iterator[str]:
        """Yield a sentence for each function that never answers, because an earlier one does."""
        for index, function in enumerate(self.functions):
            path = [segment.literal for segment in function.route.segments]
            covering = (self.functions[at] for at in self._root.candidates(path) if at < index)
            first = next((earlier for earlier in covering if earlier.covers(function)), None)
            if first is not None:
                taken, own = first.route.template, function.route.template
                yield (
                    f"{function.name} never answers: {taken}, the route of {first.name}, matches "
                    f"{own}, too, and functions are tried in order of name. Constrain {taken}, as "
                    f"in {{id:int}}, or rename one of the two so that {function.name} comes first."
                )


def _refuse_conflict(first: HttpFunction, second: HttpFunction) -> None:
    if first.shares_method(second):
        message = (
            f"Functions {first.name!r} and {second.name!r} have the same route, "
            f"{second.route.template}: give one of them another route, or other methods."
        )
        raise LocalHostError(message)


class _Node:
    """A place in the tree of all routes' segments: what may follow there."""

    def __init__(self) -> None:
        self.literals: dict[str, _Node] = {}
        self.parameter: _Node | None = None
        self.ends: list[int] = []
        """The routes that end here."""
        self.rests: list[int] = []
        """The routes that may end here or go on: the next segment may be left out."""

    def add(self, route: Route, index: int) -> None:
        """Add the route of the function with that index."""
        node = self
        for segment in route.segments:
            if segment.omittable:
                insort(node.rests, index)
                return
            if segment.literal is not None:
                node = node.literals.setdefault(segment.literal, _Node())
            else:
                node.parameter = node.parameter or _Node()
                node = node.parameter
        insort(node.ends, index)

    def candidates(self, path: Sequence[str | None]) -> list[int]:
        """Return the functions that may answer, in order.

        Args:
            path: the segments of a path; None is any text.
        """
        found: list[int] = []
        nodes = [self]
        for segment in path:
            found += [index for node in nodes for index in node.rests]
            nodes = [following for node in nodes for following in node.after(segment)]
        found += [index for node in nodes for index in (*node.ends, *node.rests)]
        return sorted(found)

    def after(self, segment: str | None) -> Iterator[_Node]:
        """Yield the places that a segment leads to."""
        if segment is not None and (literal := self.literals.get(segment.lower())) is not None:
            yield literal
        if self.parameter is not None:
            yield self.parameter
