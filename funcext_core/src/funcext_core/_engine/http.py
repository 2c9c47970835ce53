"""HTTP as functions see it: routes, requests as the Functions host builds them, responses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qsl

import attrs
import azure.functions as func

from .indexing import IndexedFunction
from .inputs import Sent, http_request
from .routes import Route, parse_route, path_segments


# The headers that describe a response's transport, which only the server can know.
_TRANSPORT_HEADERS = ("connection", "transfer-encoding")


@attrs.frozen
class HttpFunction:
    """An HTTP function and the requests that it answers."""

    function: IndexedFunction
    route: Route
    methods: tuple[str, ...]
    """The methods in upper case; none means all."""

    def allows(self, method: str) -> bool:
        """Return whether it answers requests with a method; as in Azure, GET excludes HEAD."""
        return not self.methods or method.upper() in self.methods


def http_function(function: IndexedFunction, prefix: str) -> HttpFunction:
    """Read a function's HTTP trigger. The default route is the function's name.

    Args:
        function: a function with an HTTP trigger.
        prefix: the first segments of every route, such as ``api``; may be empty.

    Raises:
        LocalHostError: the route cannot be read.
    """
    route = str(function.trigger.get("route") or function.name).strip("/")
    methods = function.trigger.get("methods")
    named = methods if isinstance(methods, Iterable) else ()
    return HttpFunction(
        function=function,
        route=parse_route(f"{prefix}/{route}" if prefix else route),
        methods=tuple(str(method).upper() for method in named),
    )


class HttpRoutes:
    """The HTTP functions of an app, by their routes."""

    def __init__(self, functions: Iterable[IndexedFunction], prefix: str) -> None:
        """Read the routes.

        Raises:
            LocalHostError: a route cannot be read.
        """
        served = [http_function(function, prefix) for function in functions if function.is_http]
        self.by_name: Mapping[str, HttpFunction] = {http.function.name: http for http in served}
        # The more specific of two routes answers, no matter which was defined first.
        self._in_order = sorted(served, key=lambda http: http.route.rank)

    def find(self, method: str, path: str) -> tuple[IndexedFunction, Mapping[str, str]] | None:
        """Return the function that answers a request, and the values of its route's parameters.

        Args:
            method: the request's method.
            path: its path as sent, without the query.

        Returns:
            None if no function answers it. As in Azure, that holds for another method, too.
        """
        segments = path_segments(path)
        for http in self._in_order:
            if http.allows(method) and (values := http.route.match(segments)) is not None:
                return http.function, values
        return None


def request_data(
    *,
    method: str,
    base_url: str,
    path: str,
    query: str,
    headers: Iterable[tuple[str, str]],
    route_params: Mapping[str, str],
    body: bytes,
) -> Sent:
    """Return the data that the Functions host sends to a function for a request.

    Query values or headers with the same name are joined by commas. Empty query values are left
    out.

    Args:
        method: the request's method.
        base_url: its scheme and host.
        path: its path as sent.
        query: its query as sent, without the question mark.
        headers: its headers.
        route_params: the values of the route's parameters.
        body: its body.
    """
    named: dict[str, list[str]] = {}
    for name, value in headers:
        named.setdefault(name.lower(), []).append(value)
    return http_request(
        method=method,
        url=base_url + path + (f"?{query}" if query else ""),
        headers={name: ",".join(values) for name, values in named.items()},
        query=_query(query),
        route_params=route_params,
        body=body,
    )


def _query(query: str) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        values.setdefault(name, []).append(value)
    joined = {name: ",".join(found) for name, found in values.items()}
    return {name: value for name, value in joined.items() if value}


@attrs.frozen
class Reply:
    """The response that a client gets from an HTTP function."""

    status: int
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""


def reply_to(value: object) -> Reply:
    """Turn the value that an HTTP function returned into a response.

    A string is plain text. Every header is kept, even several with the same name. Without a value,
    the response has no content (204), as for a function without an HTTP output in Azure.
    """
    if isinstance(value, func.HttpResponse):
        return _reply_to_response(value)
    if isinstance(value, str):
        return Reply(200, [("Content-Type", "text/plain; charset=utf-8")], value.encode())
    return Reply(204)


def _reply_to_response(response: func.HttpResponse) -> Reply:
    headers = [
        (name, value)
        for name, value in response.headers.items()
        if name.lower() not in _TRANSPORT_HEADERS
    ]
    if not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", _content_type(response)))
    body = response.get_body()
    # An empty body keeps its declared length: the answer to HEAD leaves it out on purpose.
    if body:
        headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
        headers.append(("Content-Length", str(len(body))))
    return Reply(response.status_code, headers, body)


def _content_type(response: func.HttpResponse) -> str:
    mimetype = str(response.mimetype)
    return f"{mimetype}; charset={response.charset}" if mimetype.startswith("text/") else mimetype
