"""HTTP as functions see it: requests as the Functions host builds them, and responses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, quote, urlsplit

import attrs
import azure.functions as func
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Request, Response

from funcext_core._engine.indexing import IndexedFunction
from funcext_core._engine.inputs import Sent, http_request

from .routes import Route, parse_route


# The headers that describe a response's transport, which only the server can know.
_TRANSPORT_HEADERS = ("connection", "transfer-encoding")
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~"


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


def raw_target(request: Request) -> tuple[str, str]:
    """Return a request's path and query as sent, in ASCII."""
    target: str = request.environ.get("REQUEST_URI") or request.full_path
    url = quote(target.encode("latin-1"), safe=_URL_SAFE)
    if url.startswith("/"):
        path, _, query = url.partition("?")
        return path, query
    parts = urlsplit(url)  # the absolute form, which clients use to talk to proxies
    return parts.path or "/", parts.query


def request_data(request: Request, route_params: Mapping[str, str]) -> Sent:
    """Return the data that the Functions host sends to a function for a request.

    Query values or headers with the same name are joined by commas. Empty query values are left
    out.
    """
    path, query = raw_target(request)
    url = f"{request.scheme}://{request.host}{path}" + (f"?{query}" if query else "")
    headers: dict[str, str] = {}
    for name, value in request.headers:
        headers[name.lower()] = value
    return http_request(
        method=request.method,
        url=url,
        headers=headers,
        query=_query(query),
        route_params=route_params,
        body=request.get_data(cache=False),
    )


def fired_data(url: str, body: str) -> Sent:
    """Return the data for an HTTP function that is fired without a request."""
    return http_request(method="POST", url=url, body=body.encode())


def _query(query: str) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        values.setdefault(name, []).append(value)
    joined = {name: ",".join(found) for name, found in values.items()}
    return {name: value for name, value in joined.items() if value}


def response_to(value: object) -> Response:
    """Turn the value that an HTTP function returned into a response.

    A string is plain text. Every header is kept, even several with the same name. Without a value,
    the response has no content (204), as for a function without an HTTP output in Azure.
    """
    if isinstance(value, func.HttpResponse):
        headers = Headers(
            (name, header)
            for name, header in value.headers.items()
            if name.lower() not in _TRANSPORT_HEADERS
        )
        if "content-type" not in headers:
            headers["Content-Type"] = _content_type(value)
        body = value.get_body()
        # An empty body keeps its declared length: the answer to HEAD leaves it out on purpose.
        if body:
            headers["Content-Length"] = str(len(body))
        return Response(body, status=value.status_code, headers=headers)
    if isinstance(value, str):
        return Response(value, content_type="text/plain; charset=utf-8")
    return Response(status=204)


def _content_type(response: func.HttpResponse) -> str:
    mimetype = str(response.mimetype)
    return f"{mimetype}; charset={response.charset}" if mimetype.startswith("text/") else mimetype
