"""Put an elapsed time on what an HTTP function returned, whichever kind of result it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import azure.functions as func

from .response import (
    UnsuitableBodyError,
    response_with_server_timing,
    response_with_suffix,
    text_with_suffix,
)


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    HttpResult = func.HttpResponse | str


def http_request(args: Mapping[str, object]) -> func.HttpRequest | None:
    """Return the request among a function's arguments; None if it has none of the SDK's kind."""
    return next((value for value in args.values() if isinstance(value, func.HttpRequest)), None)


def append_elapsed(
    result: HttpResult,
    elapsed: float,
    request: func.HttpRequest | None,
    left_alone: Callable[[UnsuitableBodyError], None],
) -> HttpResult:
    """Return `result` with a suffix of `elapsed` seconds.

    Args:
        result: what the function returned; it is not changed.
        elapsed: seconds in the function.
        request: what it answers. The answer to a HEAD request has no body and gets no suffix.
        left_alone: called with the reason if text would corrupt the body, which stays as it is.

    Returns:
        A new result of the same kind, or `result` itself.
    """
    if request is not None and request.method == "HEAD":
        return result
    try:
        if isinstance(result, str):
            return text_with_suffix(result, elapsed)
        return response_with_suffix(result, elapsed)
    except UnsuitableBodyError as reason:
        left_alone(reason)
        return result


def add_server_timing(
    result: HttpResult, elapsed: float, request: func.HttpRequest | None
) -> HttpResult:
    """Return `result` with `elapsed` seconds in its `Server-Timing` header.

    A `str` becomes the `HttpResponse` that the host makes of it: status 200, ``text/plain`` in
    UTF-8. Where there is no `request` of the SDK's kind it stays a `str`: with HTTP streaming on,
    the request is FastAPI's, and so has the response to be.
    """
    if isinstance(result, func.HttpResponse):
        return response_with_server_timing(result, elapsed)
    if request is None:
        return result
    return response_with_server_timing(func.HttpResponse(result), elapsed)
