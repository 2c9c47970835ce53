"""The keys of functions, for `--enable-auth`: who may call a function with an auth level."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, MutableMapping
from urllib.parse import parse_qsl

import attrs

from funcext_core._engine.indexing import IndexedFunction


HEADER = "x-functions-key"
QUERY = "code"

_VARIABLE = "_FUNCEXT_RUN_KEYS"
_ANONYMOUS, _ADMIN = "anonymous", "admin"


def _new_key() -> str:
    return secrets.token_urlsafe(24)


@attrs.frozen
class Keys:
    """The keys of one app, as the Functions host has them."""

    default: str = attrs.field(factory=_new_key, repr=False)
    """The host key ``default``: for every function whose auth level is function."""
    master: str = attrs.field(factory=_new_key, repr=False)
    """The host key ``_master``: for every function, and for the admin endpoints."""

    @classmethod
    def of_process(cls, environ: MutableMapping[str, str]) -> Keys:
        """Return the keys of this process: those of its parent, if that has any.

        With `--reload` every version of the app is served by another process. All have one parent.
        """
        default, _, master = environ.get(_VARIABLE, "").partition(" ")
        keys = cls(default, master) if default and master else cls()
        environ[_VARIABLE] = f"{keys.default} {keys.master}"
        return keys

    def allows(self, level: str, headers: Mapping[str, str], query: str) -> bool:
        """Return whether a request may call a function.

        Args:
            level: the function's auth level.
            headers: the request's headers, with names in lower case.
            query: its query as sent.
        """
        if level == _ANONYMOUS:
            return True
        key = _key(headers, query)
        is_master = secrets.compare_digest(key, self.master.encode())
        if level == _ADMIN:
            return is_master
        return is_master or secrets.compare_digest(key, self.default.encode())

    def allows_admin(self, headers: Mapping[str, str], query: str) -> bool:
        """Return whether a request may use the admin endpoints; see `allows`."""
        return self.allows(_ADMIN, headers, query)


def auth_level(function: IndexedFunction) -> str:
    """Return the auth level of an HTTP function; the default is function."""
    return str(function.trigger.get("authLevel") or "function").lower()


def _key(headers: Mapping[str, str], query: str) -> bytes:
    """Return the key that a request has; as in Azure, that of the header counts first."""
    key = headers.get(HEADER)
    if key is None:
        named = (value for name, value in parse_qsl(query) if name.lower() == QUERY)
        key = next(named, "")
    return key.encode()
