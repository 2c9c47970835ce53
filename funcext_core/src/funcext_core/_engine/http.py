"""HTTP as functions see it: requests as the Functions host builds them, and responses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qsl

import attrs
import azure.functions as func

from .inputs import Sent, http_request


# The headers that describe a response's transport, which only the server can know.
_TRANSPORT_HEADERS = ("connection", "transfer-encoding")


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

    Query values or headers with the same name are joined by commas; case does not matter. Empty
    query values are left out.

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
    named: dict[str, tuple[str, list[str]]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        # The first spelling counts.
        named.setdefault(name.lower(), (name, []))[1].append(value)
    joined = {name: ",".join(values) for name, values in named.values()}
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
