"""Reading requests, whether they are the SDK's or a web framework's."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from azure.functions import HttpRequest


def header_values(request: HttpRequest | None, name: str) -> list[str]:
    """Return all values of a header; none if there is no request.

    In an app that streams HTTP, the request is the web framework's, which keeps the values of
    several headers apart. For the SDK's, the host has joined them with commas.
    """
    headers = {} if request is None else request.headers
    several = getattr(headers, "getlist", None)
    values = [headers.get(name)] if several is None else several(name)
    return [value for value in values if value is not None]
