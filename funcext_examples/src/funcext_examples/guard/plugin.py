"""`Guard`, the plugin."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, wait
from datetime import timedelta
from urllib.parse import urlsplit

import attrs

import funcext_core
from funcext_core import Function, Invocation, LoadError, hookimpl, provides
from funcext_examples._request import header_values

from . import caller
from .caller import ALGORITHMS, Claims
from .keys import TIME_LIMIT, Keys
from .refused import NOT_ALLOWED, Refused, answer, refuse


PRINCIPAL = "X-MS-CLIENT-PRINCIPAL"
"""The header in which Easy Auth says who the caller is."""

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _names(value: str | Iterable[str]) -> tuple[str, ...]:
    """Return the names in an option: a list, or text with commas."""
    names = value.split(",") if isinstance(value, str) else value
    return tuple(name.strip() for name in names if name.strip())


@funcext_core.plugin(
    on_error="fail",
    triggers=["httpTrigger"],
    after=("tracing", "logs", "headers"),
    before=("idempotency", "inputs", "resilience", "metrics", "timer"),
    warm=("jwt", "urllib.request"),
)
@attrs.define
class Guard:
    """Let only callers in who have a valid token, or whom Easy Auth vouches for.

    A token is a JSON Web Token in the header `Authorization`. It must be signed with a key at
    `jwks_url`, come from `issuer`, be for `audience`, and not have expired. A function says with
    ``mark(roles=[...])`` that one of these roles is needed, and with ``mark(scopes=[...])`` that
    all of these scopes are.
    """

    issuer: tuple[str, ...] = attrs.field(default=(), converter=_names)
    """Who issues tokens: the claim `iss`."""
    audience: tuple[str, ...] = attrs.field(default=(), converter=_names)
    """Whom tokens are for: the claim `aud` has one of these."""
    jwks_url: str = ""
    """Where the issuer's keys are."""
    algorithms: tuple[str, ...] = attrs.field(default=("RS256",), converter=_names)
    """The algorithms that tokens may be signed with."""
    leeway: timedelta = timedelta()
    """The largest difference between the issuer's clock and this one."""
    roles_claim: str = "roles"
    """The claim with the caller's roles, or the path to it, such as ``realm_access.roles``."""
    easy_auth: bool = False
    """Whether to trust Easy Auth's header. Without Easy Auth, any caller can send it."""
    jwks_cooldown: timedelta = timedelta(seconds=5)
    """The shortest time between two fetches of the keys."""
    jwks_lifetime: timedelta = timedelta(hours=1)
    """The longest time that keys are used without being fetched again."""
    _clock: Callable[[], float] = attrs.field(default=time.time, repr=False)
    _timer: Callable[[], float] = attrs.field(default=time.monotonic, repr=False)
    _keys: Keys = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse options with which callers would get in unchecked, or nobody would."""
        if self.issuer or self.audience or self.jwks_url or not self.easy_auth:
            _refuse(self.issuer, "'issuer' is not set: name the issuer of the tokens")
            _refuse(self.audience, "'audience' is not set: name the API that tokens are for")
            url = urlsplit(self.jwks_url)
            is_here = url.scheme == "http" and url.hostname in _LOOPBACK
            _refuse(is_here or url.scheme == "https", "'jwks_url' must begin with https://")
        is_known = bool(self.algorithms) and {*self.algorithms}.issubset(ALGORITHMS)
        _refuse(is_known, f"'algorithms' must be among {', '.join(ALGORITHMS)}")
        # The platform sets this in each app. Where Easy Auth is off, callers can send its header.
        is_off = os.environ.get("WEBSITE_AUTH_ENABLED", "").lower() == "false"
        _refuse(not (self.easy_auth and is_off), "'easy_auth' must be off: so is Easy Auth itself")
        cooldown, lifetime = self.jwks_cooldown.total_seconds(), self.jwks_lifetime.total_seconds()
        self._keys = Keys(self.jwks_url, cooldown, lifetime, self._timer)

    @hookimpl
    def post_load(self, function: Function) -> None:
        """Refuse marks that would leave open what is needed."""
        for mark in ("role", "scope"):
            names = function.marks.get(f"{mark}s", ["any"])
            texts = isinstance(names, (list, tuple, set)) and {type(name) for name in names}
            if mark in function.marks or texts != {str}:
                message = f"function {function.name!r}: write mark({mark}s=['...'])"
                raise LoadError(message)

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        """Let the caller in, or refuse it; this thread waits while the keys are fetched."""
        for fetch in self._check(invocation):
            wait([fetch], TIME_LIMIT)

    @hookimpl(specname="pre_invocation")
    async def pre_invocation_async(self, invocation: Invocation) -> None:
        """Let the caller in, or refuse it; the loop goes on while the keys are fetched."""
        for fetch in self._check(invocation):
            # Unlike `wait_for`, this does not cancel a fetch that others wait for.
            await asyncio.wait([asyncio.wrap_future(fetch)], timeout=TIME_LIMIT)

    @provides
    def claims(self, invocation: Invocation) -> Claims:
        """Give functions what is known of their callers."""
        claims: Claims = invocation.state[Claims]
        return claims

    def _check(self, invocation: Invocation) -> Iterator[Future[None]]:
        """Let the caller in, or refuse it. Yield the fetch that has to be waited for, if any."""
        try:
            request = invocation.request
            principals = header_values(request, PRINCIPAL) if self.easy_auth else []
            if principals or not self.jwks_url:
                claims = caller.claims_of_principal(principals, self.roles_claim)
            else:
                headers = header_values(request, "Authorization")
                token, key_id = caller.token_in(headers, self.algorithms)
                fetch = self._keys.fetch_for(key_id)
                if fetch is not None:
                    yield fetch
                payload = caller.verified(token, self._keys.find(key_id), self.algorithms)
                self._check_claims(payload)
                claims = caller.claims_of(payload, self.roles_claim)
            _check_needs(invocation.function, claims)
        except Refused as refused:
            answer(invocation, refused)
        invocation.state[Claims] = claims

    def _check_claims(self, payload: Mapping[str, object]) -> None:
        earliest = self._clock() - self.leeway.total_seconds()
        latest = self._clock() + self.leeway.total_seconds()
        checks = {
            "the token is from another issuer": payload.get("iss") in self.issuer,
            "the token is for another audience": {*self.audience} & {*caller.texts(payload, "aud")},
            "the token does not say when it expires": "exp" in payload,
            "the token has expired": earliest < caller.seconds(payload.get("exp")),
            "the token is not valid yet": caller.seconds(payload.get("nbf", 0)) <= latest,
        }
        for reason, holds in checks.items():
            if not holds:
                refuse(reason)


def _check_needs(function: Function, claims: Claims) -> None:
    roles, scopes = function.marks.get("roles"), function.marks.get("scopes", ())
    if roles is not None and claims.roles.isdisjoint(roles):
        refuse(f"one of these roles is needed: {', '.join(roles)}", NOT_ALLOWED)
    if not claims.scopes.issuperset(scopes):
        refuse(f"these scopes are needed: {', '.join(scopes)}", NOT_ALLOWED)


def _refuse(holds: object, message: str) -> None:
    if not holds:
        raise ValueError(message)
