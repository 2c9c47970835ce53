"""Add an elapsed time to an HTTP response, always in a new response.

A function may return the same response object many times, so that object is never changed.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

import azure.functions as func

from .number import milliseconds, seconds


if TYPE_CHECKING:
    from collections.abc import Iterable

# Types that stay valid with a few more words at the end. Other text does not: the words are a
# syntax error in JavaScript and a value in CSV, and nothing may follow the root of XML.
TEXT_TYPES = frozenset({"text/plain", "text/html", "text/markdown"})

# A response of these has no body, whatever its headers say (RFC 9110, section 6.4.1).
BODILESS = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT, HTTPStatus.NOT_MODIFIED})

# Headers that are wrong for a changed body. The host sets the length again.
STALE = ("Content-Length", "Content-MD5", "Digest", "Content-Digest", "Repr-Digest")


class UnsuitableBodyError(Exception):
    """Text would corrupt a body. The message names its content type."""


class _Content(NamedTuple):
    """A response's declaration of its body."""

    type: str
    charset: str


def elapsed_suffix(elapsed: float) -> str:
    """Return the suffix for `elapsed` seconds."""
    return f" (TimeElapsed: {seconds(elapsed)} sec)"


def text_with_suffix(text: str, elapsed: float) -> str:
    """Return `text`, a function's whole response, with the suffix.

    Raises:
        UnsuitableBodyError: `text` is JSON or XML.
    """
    _refuse_data(text, "text/plain")
    return text + elapsed_suffix(elapsed)


def response_with_suffix(response: func.HttpResponse, elapsed: float) -> func.HttpResponse:
    """Return a copy of `response` with the suffix at the end of its body, in its own charset.

    Headers that described the old body are dropped. A strong ETag becomes a weak one, because the
    body still has the same meaning, but no longer the same bytes.

    Returns:
        The copy, or `response` itself if its status allows no body.

    Raises:
        UnsuitableBodyError: text would corrupt the body, judging by its declared type or content.
    """
    if response.status_code in BODILESS or response.status_code < HTTPStatus.OK:
        return response
    content = _content(response)
    _refuse_declared(response, content)
    body = _append(response.get_body(), elapsed_suffix(elapsed), content)
    copy = _copy(response, body)
    for name in STALE:
        copy.headers.pop(name, None)
    etag = copy.headers.get("ETag")
    if etag is not None and not etag.startswith("W/"):
        copy.headers["ETag"] = f"W/{etag}"
    return copy


def response_with_server_timing(response: func.HttpResponse, elapsed: float) -> func.HttpResponse:
    """Return a copy of `response` with ``total;dur=<ms>`` in its `Server-Timing` header.

    Earlier values come first, in the same header, because the SDK's converter keeps only the last
    header with a name.
    """
    copy = _copy(response, response.get_body())
    metrics = [*_all_values(copy.headers.items(), "server-timing"), _metric(elapsed)]
    copy.headers["Server-Timing"] = ", ".join(metrics)
    return copy


def _metric(elapsed: float) -> str:
    return f"total;dur={milliseconds(elapsed)}"


def _copy(response: func.HttpResponse, body: bytes) -> func.HttpResponse:
    return func.HttpResponse(
        body,
        status_code=response.status_code,
        # The constructor adds each item, so two Set-Cookie headers remain two.
        headers=response.headers,
        mimetype=response.mimetype,
        charset=response.charset,
    )


def _all_values(headers: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in headers if key.lower() == name]


def _content(response: func.HttpResponse) -> _Content:
    """Read the content type as the SDK's converter does: the header overrides `mimetype`.

    `AsgiMiddleware` and `WsgiMiddleware` put the whole header, with parameters, in `mimetype`.
    """
    declared = response.headers.get("Content-Type") or response.mimetype
    type_, _, parameters = declared.partition(";")
    charset = response.charset
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            charset = value.strip().strip('"')
    return _Content(type_.strip().lower(), charset)


def _refuse_declared(response: func.HttpResponse, content: _Content) -> None:
    """Raise `UnsuitableBodyError` if the status or a header rules out text."""
    if content.type not in TEXT_TYPES:
        message = f"its content type is {content.type}"
        raise UnsuitableBodyError(message)
    encoding = response.headers.get("Content-Encoding", "identity")
    if encoding.strip().lower() != "identity":
        message = f"its content type is {content.type}, in the content encoding {encoding}"
        raise UnsuitableBodyError(message)
    if response.status_code == HTTPStatus.PARTIAL_CONTENT:
        message = f"it is one part of a larger body of content type {content.type}"
        raise UnsuitableBodyError(message)


def _append(body: bytes, suffix: str, content: _Content) -> bytes:
    """Return `body` with `suffix`, encoded as a whole: a charset may begin with a byte order mark.

    The body is checked against its declaration, because an `HttpResponse` without a mimetype is
    declared ``text/plain; charset=utf-8``, even if its body is a picture.
    """
    try:
        text = body.decode(content.charset)
        longer = (text + suffix).encode(content.charset)
    except (LookupError, UnicodeError):
        message = f"its content type is {content.type}, but it is not text in {content.charset}"
        raise UnsuitableBodyError(message) from None
    _refuse_data(text, content.type)
    return longer


def _refuse_data(text: str, content_type: str) -> None:
    """Raise `UnsuitableBodyError` if `text` is JSON or XML that is declared as text."""
    stripped = text.strip()
    if stripped.startswith("<?xml"):
        message = f"its content type is {content_type}, but it is XML"
        raise UnsuitableBodyError(message)
    if _is_json(stripped):
        message = f"its content type is {content_type}, but it is JSON"
        raise UnsuitableBodyError(message)


def _is_json(text: str) -> bool:
    """Return whether `text` is a JSON object or array; a single number or string may be text."""
    if text[:1] + text[-1:] not in ("{}", "[]"):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    except RecursionError:
        # Nested more deeply than Python can parse: nobody wrote this as text.
        return True
    return True
