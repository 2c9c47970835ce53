"""Requests and responses between the web server and the engine."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from werkzeug.datastructures import Headers
from werkzeug.wrappers import Request, Response

from funcext_core._engine import http
from funcext_core._engine.inputs import Sent, http_request


_URL_SAFE = "%/:?#[]@!$&'()*+,;=~"


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
    """Return the data that the Functions host sends to a function for a request."""
    path, query = raw_target(request)
    return http.request_data(
        method=request.method,
        base_url=f"{request.scheme}://{request.host}",
        path=path,
        query=query,
        headers=list(request.headers),
        route_params=route_params,
        body=request.get_data(cache=False),
    )


def fired_data(url: str, body: str) -> Sent:
    """Return the data for an HTTP function that is fired without a request."""
    return http_request(method="POST", url=url, body=body.encode())


def response_to(value: object) -> Response:
    """Turn the value that an HTTP function returned into a response."""
    reply = http.reply_to(value)
    return Response(reply.body, status=reply.status, headers=Headers(list(reply.headers)))
