"""The keys that tokens are signed with: a JSON Web Key Set, fetched when it is needed."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

import attrs

from .refused import NO_KEYS, logger, refuse


if TYPE_CHECKING:
    from jwt import PyJWK


TIME_LIMIT = 5.0
"""The seconds that fetching the keys may take."""
SIZE_LIMIT = 1 << 20
"""The most bytes of a key set: some six hundred keys."""


@attrs.define
class Keys:
    """The keys at a URL, by their ids. They are fetched in a thread of their own."""

    url: str
    cooldown: float
    """The seconds between two fetches. The first fetch starts no cool-down."""
    lifetime: float
    """The seconds for which a set is used. While it is in use, it is fetched after half of them."""
    clock: Callable[[], float]
    """Returns the present time in seconds. It never goes back."""
    _keys: dict[str, PyJWK] = attrs.field(factory=dict, init=False)
    _expire: float = attrs.field(default=-math.inf, init=False)
    _cooled_down: float = attrs.field(default=-math.inf, init=False)
    _fetched_once: bool = attrs.field(default=False, init=False)
    _pending: Future[None] | None = attrs.field(default=None, init=False)
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False)

    def find(self, key_id: str) -> PyJWK:
        """Return a key that is here.

        Raises:
            Refused: there is no such key, or the keys could not be fetched in time.
        """
        if self.clock() >= self._expire:
            refuse("the keys that tokens are signed with are not available", NO_KEYS)
        return self._keys.get(key_id) or refuse("the token is signed with an unknown key")

    def fetch_for(self, key_id: str) -> Future[None] | None:
        """Return the fetch that has to end before `find`, if any; it begins if it is time to."""
        with self._lock:
            left = self._expire - self.clock()
            is_known = left > 0 and key_id in self._keys
            is_due = not is_known or left < self.lifetime / 2
            if is_due and self._pending is None and self.clock() >= self._cooled_down:
                self._begin()
            return None if is_known else self._pending

    def _begin(self) -> None:
        if self._fetched_once:  # keys may be rotated directly after the first fetch
            self._cooled_down = self.clock() + self.cooldown
        self._fetched_once = True
        self._pending = Future()
        threading.Thread(target=self._fetch, args=(self._pending,), daemon=True).start()

    def _fetch(self, end: Future[None]) -> None:
        keys = None
        try:
            keys = keys_in(download(self.url))
        except Exception as error:  # noqa: BLE001 - whatever the network and the server do
            logger.warning("the keys cannot be fetched from %s: %r", self.url, error)
        with self._lock:
            self._pending = None
            if keys is not None:
                self._keys, self._expire = keys, self.clock() + self.lifetime
        end.set_result(None)


def keys_in(document: bytes) -> dict[str, PyJWK]:
    """Return the keys of a set that verify signatures, by their ids; others are passed over.

    Raises:
        Exception: it is not a JSON Web Key Set.
    """
    from jwt import PyJWK  # noqa: PLC0415 - it takes long to import: see `Guard`

    keys: dict[str, PyJWK] = {}
    for entry in json.loads(document)["keys"]:
        with suppress(Exception):  # of a kind that PyJWT does not know, or malformed
            # Neither secrets, which could sign as well, nor keys for encryption.
            is_public = entry["kty"] in ("RSA", "EC", "OKP") and "d" not in entry
            if is_public and entry.get("use", "sig") == "sig":
                keys.setdefault(entry["kid"], PyJWK(entry))
    return keys


def download(url: str) -> bytes:
    """Return the document at a URL. Redirects, which may lead anywhere, are not followed.

    Raises:
        OSError: it cannot be reached, or does not answer in time.
        ValueError: it is an error's, too large, or takes too long.
    """
    from urllib import request  # noqa: PLC0415 - it takes long, and this is a thread of its own

    opener = request.OpenerDirector()
    # Never a proxy's answer for this machine: it would not be protected.
    proxies = request.ProxyHandler({} if url.lower().startswith("http:") else None)
    for handler in (proxies, request.HTTPHandler(), request.HTTPSHandler()):
        opener.add_handler(handler)
    content, end = b"", time.monotonic() + TIME_LIMIT
    with opener.open(url, timeout=TIME_LIMIT) as response:
        while chunk := response.read1(SIZE_LIMIT):
            content += chunk
            is_late = time.monotonic() > end
            if response.status != HTTPStatus.OK or len(content) > SIZE_LIMIT or is_late:
                message = f"status {response.status}, or too large, or too slow"
                raise ValueError(message)
    return content
