"""Problem details for HTTP APIs (RFC 9457): what plugins answer when they refuse a request."""

from __future__ import annotations

import json
from http import HTTPStatus


HEADERS = {"Content-Type": "application/problem+json", "Cache-Control": "no-store"}
"""The headers that go with a document."""


def problem(status: int, detail: str, **members: object) -> str:
    """Return a document that says, for programs and for people, why a request was refused.

    Args:
        status: the HTTP status.
        detail: one sentence about this request, which its sender may read.
        members: further members, such as the name of a parameter.
    """
    title = HTTPStatus(status).phrase
    return json.dumps(
        {"type": "about:blank", "title": title, "status": int(status), "detail": detail, **members}
    )
