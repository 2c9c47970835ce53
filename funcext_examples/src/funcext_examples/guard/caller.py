"""The caller of a function, by a bearer token or Easy Auth's principal."""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import attrs

from .refused import NO_TOKEN, refuse


if TYPE_CHECKING:
    from jwt import PyJWK, PyJWS


ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""The algorithms that can be allowed: a key that verifies with one cannot sign with it."""
SIZE_LIMIT = 1 << 14
"""The most characters of the header with a token."""

_BEARER = re.compile(r"bearer +([\w-]+\.[\w-]+\.[\w-]+)", re.ASCII | re.IGNORECASE)
_NAME = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier"
_SCOPE = "http://schemas.microsoft.com/identity/claims/scope"
_LATEST = 1e12


@attrs.frozen
class Claims:
    """The facts that are known about the caller, once verified."""

    subject: str | None
    """Who it is, as the issuer names its users and applications."""
    roles: frozenset[str]
    scopes: frozenset[str]
    raw: Mapping[str, object]
    """Every claim by name: a token's payload; of Easy Auth's principal, lists of texts."""


def token_in(headers: Sequence[str], algorithms: Collection[str]) -> tuple[str, str]:
    """Return the token of a request, which is not verified yet, and the id of its key.

    Args:
        headers: the values of the request's headers `Authorization`.
        algorithms: the algorithms that are allowed.

    Raises:
        Refused: there is no token, or it cannot be one that is valid.
    """
    import jwt  # noqa: PLC0415 - it takes long to import: see `Guard`

    if not headers:
        refuse("the request has no token", NO_TOKEN)
    # The host joins the values of several headers with commas; no token has one.
    bearer = _BEARER.fullmatch(headers[0])
    if bearer is None or len(headers) > 1 or len(headers[0]) > SIZE_LIMIT:
        refuse("the header Authorization is not 'Bearer' and one token")
    try:
        header = jwt.get_unverified_header(bearer[1])
    except Exception:  # noqa: BLE001 - whatever is wrong with it
        refuse("the token cannot be read")
    # Checked before keys are fetched for it. Its jku, jwk and x5u are ignored.
    key_id = header.get("kid")
    if header.get("alg") not in algorithms or not isinstance(key_id, str) or "crit" in header:
        refuse("the token is not signed in a way that is allowed, or does not name its key")
    return bearer[1], key_id


def verified(token: str, key: PyJWK, algorithms: Sequence[str]) -> Mapping[str, object]:
    """Return the payload of a token.

    Raises:
        Refused: it is not signed with the key, and one of the algorithms.
    """
    try:
        payload = json.loads(_signatures().decode(token, key, algorithms))
    except Exception:  # noqa: BLE001 - whatever is wrong with it
        refuse("the token is not signed with its key")
    return payload if isinstance(payload, dict) else refuse("the token has no claims")


@cache
def _signatures() -> PyJWS:
    import jwt  # noqa: PLC0415 - imported by `token_in` already

    return jwt.PyJWS(options={"enforce_minimum_key_length": True})


def claims_of(payload: Mapping[str, object], *roles_claims: str) -> Claims:
    """Return the claims in a verified payload.

    Args:
        payload: the payload.
        roles_claims: the claims with the roles. A name may be a path, as in ``realm.roles``.
    """
    subject = next(iter(texts(payload, "sub", _NAME)), None)
    scopes = " ".join(texts(payload, "scp", "scope", _SCOPE)).split()
    return Claims(subject, frozenset(texts(payload, *roles_claims)), frozenset(scopes), payload)


def claims_of_principal(headers: Sequence[str], roles_claim: str) -> Claims:
    """Return the claims in Easy Auth's principal, from the values of its header.

    Raises:
        Refused: they are not one principal.
    """
    if not headers:
        refuse("the caller has not signed in", NO_TOKEN)
    payload: dict[str, list[str]] = {}
    try:
        (header,) = headers
        principal = json.loads(base64.b64decode(header, validate=True))
        for claim in principal["claims"]:
            payload.setdefault(claim["typ"], []).append(claim["val"])
        return claims_of(payload, principal.get("role_typ", roles_claim), roles_claim)
    except Exception:  # noqa: BLE001 - whatever is wrong with it
        refuse("the principal is not valid")


def texts(payload: Mapping[str, object], *names: str) -> list[str]:
    """Return the texts that claims have, alone or in a list. A name may be a path."""
    values: list[object] = []
    for name in names:
        value: object = payload
        for part in [name] if name in payload else name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        values += value if isinstance(value, list) else [value]
    return [value for value in values if isinstance(value, str)]


def seconds(value: object) -> float:
    """Return the time in a claim, in seconds since 1970; NaN if there is none.

    JSON may have true, Infinity, or more digits than a float can hold. No comparison with NaN is
    true.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _LATEST:
        return value
    return math.nan
