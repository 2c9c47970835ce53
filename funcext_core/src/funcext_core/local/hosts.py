"""Host headers: whether they are valid, and the name in them."""

from __future__ import annotations

import functools
import re


_HOST = re.compile(r"(?P<name>[a-z0-9_.-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?", re.IGNORECASE)


@functools.lru_cache(maxsize=64)
def is_valid(host: str) -> bool:
    """Return whether a Host header has a name or an IP address, and perhaps a port."""
    return _HOST.fullmatch(host) is not None


def name_of(host: str) -> str:
    """Return the name or the IP address in a Host header, in lower case; empty if it is invalid."""
    found = _HOST.fullmatch(host)
    return "" if found is None else found["name"].strip("[]").lower()
