"""The requests that the admin endpoints refuse, so that no web page can fire functions.

A browser sends what any page asks it to, to this machine, too. It says so in headers that pages
cannot set: `Origin`, `Sec-Fetch-Site`, and `Host`, which has the attacker's name where that name
was made to point to this machine (DNS rebinding). And it asks first before it sends JSON to another
origin.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

from funcext_core._engine.http import Reply

from .hosts import name_of


_OWN_SITE = ("same-origin", "none")
"""The values of `Sec-Fetch-Site` for the host's own pages and for addresses that a person types."""

_JSON = "application/json"


def refusal(method: str, headers: Mapping[str, str], origin: str, address: str) -> Reply | None:
    """Return the answer to a request that must not be served; None if it may be.

    Args:
        method: the request's method.
        headers: its headers, with names in lower case.
        origin: the scheme and host that it was sent to, as in ``http://localhost:7071``.
        address: the value of `--address`.
    """
    name = name_of(headers.get("host", ""))
    if not (name == "localhost" or _is_ip_address(name) or name == address.lower()):
        return _refused(
            403,
            f"The Host header {headers.get('host', '')!a} is not served here: use localhost, an IP "
            "address, or the value of --address.",
        )
    sender = headers.get("origin", origin)
    if sender.lower() != origin.lower():
        return _refused(403, f"Requests from pages of {sender!a} are not served here.")
    site = headers.get("sec-fetch-site", "none")
    if site.lower() not in _OWN_SITE:
        return _refused(403, f"Requests from pages of other sites ({site!a}) are not served here.")
    if method == "POST" and not _is_json(headers.get("content-type", "")):
        return _refused(
            415,
            f"The Content-Type must be {_JSON}, as curl --json sends it, not "
            f"{headers.get('content-type', '')!a}.",
        )
    return None


def _is_ip_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == _JSON


def _refused(status: int, sentence: str) -> Reply:
    headers = [("Content-Type", "text/plain; charset=utf-8")]
    return Reply(status, headers, f"{sentence}\n".encode())
