"""Cross-origin requests: the origins whose pages may read the responses of functions.

The answers are those of the Functions host (ASP.NET), with any method and any header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.http import Reply


_ANY = "*"
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#\s]+", re.IGNORECASE)


@attrs.frozen
class Cors:
    """The origins that are allowed."""

    origins: frozenset[str]
    """In lower case; ``*`` is any."""
    credentials: bool = False
    """Whether pages may send cookies and the Authorization header."""

    def headers(self, request: Mapping[str, str]) -> Mapping[str, str]:
        """Return the headers that the response to a request gets.

        Args:
            request: the request's headers, with names in lower case.
        """
        origin = request.get("origin")
        if origin is None or not self._allows(origin):
            return {}
        if _ANY in self.origins:
            return {"access-control-allow-origin": _ANY}
        headers = {"access-control-allow-origin": origin, "vary": "Origin"}
        if self.credentials:
            headers["access-control-allow-credentials"] = "true"
        return headers

    def preflight(self, method: str, request: Mapping[str, str]) -> Reply | None:
        """Return the answer to a browser that asks what a page may do; None for other requests.

        Args:
            method: the request's method.
            request: its headers, with names in lower case.
        """
        wanted = request.get("access-control-request-method")
        if method != "OPTIONS" or "origin" not in request or wanted is None:
            return None
        if not self._allows(request["origin"]):
            return Reply(204)
        headers = [("Access-Control-Allow-Methods", wanted)]
        names = request.get("access-control-request-headers")
        if names:
            headers.append(("Access-Control-Allow-Headers", names))
        return Reply(204, headers)

    def _allows(self, origin: str) -> bool:
        return _ANY in self.origins or origin.lower() in self.origins


def read_cors(origins: Iterable[str], source: str, *, credentials: bool) -> Cors | None:
    """Return the rules for a list of origins; None if it is empty.

    Args:
        origins: the origins, such as ``http://localhost:3000``, or ``*``.
        source: where they were written, for errors.
        credentials: whether cookies are allowed, too.

    Raises:
        LocalHostError: one is not an origin, or any origin would be allowed to send cookies.
    """
    named = [origin.strip() for origin in origins if origin.strip()]
    for origin in named:
        if origin != _ANY and not _ORIGIN.fullmatch(origin):
            message = (
                f"{source} has {origin!r}, which is not an origin: write a scheme and a host "
                "without a path, such as http://localhost:3000, or *."
            )
            raise LocalHostError(message)
    if credentials and _ANY in named:
        message = f"{source} is *, but credentials need the origins by name: list them."
        raise LocalHostError(message)
    return Cors(frozenset(map(str.lower, named)), credentials) if named else None
