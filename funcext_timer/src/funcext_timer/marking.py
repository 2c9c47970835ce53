"""Add an elapsed time to the result of an HTTP function, a response or a `str`."""

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
    """Return the request among a function's arguments; None if none is the SDK's."""
    return next((value for value in args.values() if isinstance(value, func.HttpRequest)), None)


def append_elapsed(
    result: HttpResult,
    elapsed: float,
    request: func.HttpRequest | None,
    left_alone: Callable[[UnsuitableBodyError], None],
) -> HttpResult:
    """Return `result` with a suffix of `elapsed` seconds.

    Args:
        result: the function's result; it is not changed.
        elapsed: the seconds spent in the function.
        request: the request. The answer to a HEAD request has no body and gets no suffix.
        left_alone: called with the reason if text would corrupt the body, which is left unchanged.

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

    A `str` becomes the `HttpResponse` that the host creates from it: status 200, ``text/plain`` in
    UTF-8. Without a `request` of the SDK's, it remains a `str`: with HTTP streaming, the request is
    FastAPI's, and the response must be, too.
    """
    if isinstance(result, func.HttpResponse):
        return response_with_server_timing(result, elapsed)
    if request is None:
        return result
    return response_with_server_timing(func.HttpResponse(result), elapsed)
