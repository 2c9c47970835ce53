"""guard: who is let in, and that nobody else ever is."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import azure.functions as func
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from examples.key_server import (
    AUDIENCE,
    ISSUER,
    NOW,
    KeyServer,
    jwk_of,
    key_server,
    rsa_key,
    send,
    token,
)
from funcext_core import LoadError, mark
from funcext_core.testing import (
    AppClient,
    AsyncAppClient,
    assert_plugin_conforms,
    fake_distribution,
    http_request,
    queue_message,
)
from funcext_examples.guard import Claims, Guard, keys, plugin
from funcext_examples.guard.caller import ALGORITHMS


LOGGER = "funcext.plugins.guard"
UNUSED = "https://issuer.example/keys"


@pytest.fixture(scope="module")
def _server() -> Iterator[KeyServer]:
    with key_server() as server:
        yield server


@pytest.fixture
def server(_server: KeyServer) -> KeyServer:
    """A server that publishes the key with the id 1."""
    _server.keys = [jwk_of(rsa_key(), "1", "RS256")]
    _server.answer = _server.publish
    _server.fetches = 0
    return _server


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def guard(url: str = UNUSED, **options: Any) -> Guard:
    return Guard(issuer=ISSUER, audience=AUDIENCE, jwks_url=url, clock=Clock(NOW), **options)


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


ran: list[str] = []
"""The functions that ran."""


@pytest.fixture(autouse=True)
def _nothing_ran() -> None:
    ran.clear()


def hello(incoming: func.HttpRequest) -> str:
    ran.append("hello")
    return "Hello!"


async def hello_async(q: func.HttpRequest) -> str:
    ran.append("hello_async")
    return "Hello!"


BOTH = pytest.mark.parametrize("function", [hello, hello_async], ids=lambda f: f.__name__)


# -- tokens that are not valid -------------------------------------------------------------------


def public_pem() -> bytes:
    return (
        rsa_key()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def encoded(part: object) -> str:
    text = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def unsigned(algorithm: str, signature: str = "AAAA") -> str:
    """Return a token that says it needs no signature."""
    payload = {"iss": ISSUER, "aud": AUDIENCE, "exp": NOW + 60}
    return f"{encoded({'alg': algorithm, 'kid': '1'})}.{encoded(payload)}.{signature}"


def hmac_with_public_key() -> str:
    """Return a token signed with HMAC, with the public key as the secret."""
    head = f"{encoded({'alg': 'HS256', 'kid': '1'})}.{unsigned('HS256').split('.')[1]}"
    signature = hmac.digest(public_pem(), head.encode(), hashlib.sha256)
    return f"{head}.{encoded(signature)}"


def foreign(name: str, url: str) -> str:
    """Return a token of a stranger that says where its key is."""
    key = rsa_key("stranger")
    own = jwk_of(key, "1", "RS256")
    value: object = {"jku": url, "x5u": url, "jwk": own, "x5c": ["AAAA"]}[name]
    return token(key, header={name: value})


INVALID: dict[str, Callable[[], str]] = {
    "forged": lambda: token(rsa_key("stranger")),
    "changed": lambda: ".".join(
        [*token().split(".")[:1], encoded({"iss": ISSUER, "aud": AUDIENCE, "exp": NOW + 9e9}), "AA"]
    ),
    "expired": lambda: token(exp=NOW - 1),
    "expires now": lambda: token(exp=NOW),
    "no exp": lambda: token(exp=None),
    "exp is a text": lambda: token(exp="2099-01-01"),
    "exp is true": lambda: token(exp=True),
    "exp is a list": lambda: token(exp=[NOW + 60]),
    "exp is NaN": lambda: token(exp=float("nan")),
    "exp is infinite": lambda: token(exp=float("inf")),
    "exp is huge": lambda: token(exp=10**400),
    "not yet valid": lambda: token(nbf=NOW + 1),
    "nbf is a text": lambda: token(nbf="0"),
    "alg none": lambda: unsigned("none"),
    "alg None": lambda: unsigned("None"),
    "alg none, no signature": lambda: unsigned("none", ""),
    "alg RS256, no signature": lambda: unsigned("RS256", ""),
    "alg RS256, a wrong signature": lambda: unsigned("RS256"),
    "alg HS256 with the public key": hmac_with_public_key,
    "alg that is not allowed": lambda: token(algorithm="RS512"),
    "wrong issuer": lambda: token(iss="https://issuer.example.net"),
    "part of the issuer": lambda: token(iss="issuer"),
    "issuer in a list": lambda: token(iss=[ISSUER]),
    "no issuer": lambda: token(iss=None),
    "wrong audience": lambda: token(aud="api://other"),
    "part of the audience": lambda: token(aud="api"),
    "wrong audiences": lambda: token(aud=["api://other", "api://orders2"]),
    "audience is an object": lambda: token(aud={AUDIENCE: True}),
    "no audience": lambda: token(aud=None),
    "jku of a stranger": lambda: foreign("jku", "http://127.0.0.1:9/keys"),
    "x5u of a stranger": lambda: foreign("x5u", "http://127.0.0.1:9/keys"),
    "jwk of a stranger": lambda: foreign("jwk", ""),
    "x5c of a stranger": lambda: foreign("x5c", ""),
    "no key id": lambda: token(key_id=None),
    "an unknown key id": lambda: token(key_id="2"),
    "an extension": lambda: token(header={"crit": ["x"], "x": 1}),
    "oversized": lambda: token(filler="x" * 20_000),
    "nested too deeply": lambda: f"{encoded(b'[' * 6000)}.{encoded({})}.AAAA",
    "not an object": lambda: f"{encoded([])}.{encoded([])}.AAAA",
    "two parts": lambda: token().rpartition(".")[0],
    "four parts": lambda: token() + ".AAAA",
    "two tokens": lambda: f"{token()}, Bearer {token()}",
    "two tokens without a space": lambda: f"{token()},{token()}",
    "a line break": lambda: f"{token()}\n",
    "a space": lambda: f"{token()} ",
    "no text": lambda: "",
}


@BOTH
def test_a_token_that_is_not_valid_is_refused(
    server: KeyServer, function: Callable[..., object]
) -> None:
    answers: dict[str, object] = {}
    with AppClient(function, plugins=[guard(server.url)]) as client:
        for name, text in INVALID.items():
            request = http_request(headers=bearer(text()))
            result = client.invoke(function.__name__, request)
            assert isinstance(result.value, func.HttpResponse)
            challenge = result.value.headers["WWW-Authenticate"]
            answers[name] = (result.value.status_code, result.skipped_by, challenge)
    refused = (401, "guard", 'Bearer realm="functions", error="invalid_token"')
    assert answers == dict.fromkeys(INVALID, refused)
    assert ran == []


STREAMING = """
import azure.functions as func
from azurefunctions.extensions.http.fastapi import Request, Response

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
ran = []

@app.route(route="hello", trigger_arg_name="incoming")
async def hello(incoming: Request) -> Response:
    ran.append(1)
    return Response("Hello!")
"""


def test_a_token_that_is_not_valid_is_refused_by_an_app_that_streams(
    server: KeyServer, tmp_path: Path
) -> None:
    tmp_path.joinpath("function_app.py").write_text(STREAMING, "utf-8")
    tmp_path.joinpath("host.json").write_text("{}", "utf-8")
    with AppClient(tmp_path, plugins=[guard(server.url)]) as client:
        for name, text in INVALID.items():
            if name != "a line break":  # no HTTP client sends one
                response = client.get("/api/hello", headers=bearer(text()))
                assert response.status_code == 401, name
                assert response.headers["content-type"] == "application/problem+json"
        twice = [("Authorization", f"Bearer {token()}")] * 2
        assert client.get("/api/hello", headers=twice).status_code == 401
        assert [result.skipped_by for result in client.results] == ["guard"] * len(INVALID)
        assert client.get("/api/hello", headers=bearer(token())).text == "Hello!"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "bearer\t{}",
        "{}",
        "Token {}",
        "Bearer x {}",
        "Bearer é",
    ],
)
@BOTH
def test_a_header_of_another_form_is_refused(function: Callable[..., object], value: str) -> None:
    with AppClient(function, plugins=[guard()]) as client:
        headers = {"Authorization": value.replace("{}", token())}
        result = client.invoke(function.__name__, http_request(headers=headers))
    assert isinstance(result.value, func.HttpResponse)
    assert (result.value.status_code, ran) == (401, [])


def test_the_answer_is_a_problem_document_with_nothing_of_the_token(
    server: KeyServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    text = token(exp=NOW - 1, sub="secret-subject")
    with AppClient(hello, plugins=[guard(server.url)]) as client:
        expired = client.get("/api/hello", headers=bearer(text))
        anonymous = client.get("/api/hello")
    assert expired.headers["content-type"] == "application/problem+json"
    assert expired.headers["cache-control"] == "no-store"
    assert expired.json() == {
        "type": "about:blank",
        "title": "Unauthorized",
        "status": 401,
        "detail": "the token has expired",
    }
    assert anonymous.headers["www-authenticate"] == 'Bearer realm="functions"'
    assert anonymous.json()["detail"] == "the request has no token"
    assert "function 'hello': a request was refused with 401: the token has expired" in caplog.text
    for part in text.split("."):
        assert part not in caplog.text
    assert "secret-subject" not in caplog.text


# -- tokens that are valid -----------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    "valid",
    [
        pytest.param(token, id="plain"),
        pytest.param(lambda: token(aud=["api://other", AUDIENCE]), id="several audiences"),
        pytest.param(lambda: token(nbf=NOW), id="from now on"),
        pytest.param(
            lambda: token(header={"typ": "at+jwt", "jku": "http://x"}), id="extra headers"
        ),
    ],
)
def test_a_valid_token_is_let_in(
    server: KeyServer, function: Callable[..., object], valid: Callable[[], str]
) -> None:
    with AppClient(function, plugins=[guard(server.url)]) as client:
        path = f"/api/{function.__name__}"
        assert client.get(path, headers=bearer(valid())).text == "Hello!"
        assert client.get(path, headers={"authorization": f"bearer  {valid()}"}).text == "Hello!"
    assert server.fetches == 1


@pytest.mark.parametrize("leeway", [0, 5])
def test_the_leeway_is_for_both_ends(server: KeyServer, leeway: int) -> None:
    with AppClient(hello, plugins=[guard(server.url, leeway=timedelta(seconds=leeway))]) as client:
        statuses = [
            client.get("/api/hello", headers=bearer(text)).status_code
            for text in (
                token(exp=NOW - 4),
                token(nbf=NOW + 5),
                token(exp=NOW - 5),
                token(nbf=NOW + 6),
            )
        ]
    assert statuses == ([200, 200, 401, 401] if leeway else [401] * 4)


def keys_by_algorithm() -> dict[str, Any]:
    curves = {"ES256": ec.SECP256R1(), "ES384": ec.SECP384R1()}
    others: dict[str, Any] = {
        "EdDSA": ed25519.Ed25519PrivateKey.generate(),
        **{name: ec.generate_private_key(curve) for name, curve in curves.items()},
    }
    return {name: others.get(name, rsa_key()) for name in ALGORITHMS}


def test_every_algorithm_that_can_be_allowed_works_with_its_own_key_alone(
    server: KeyServer,
) -> None:
    by_algorithm = keys_by_algorithm()
    server.keys = [jwk_of(key, name, name) for name, key in by_algorithm.items()]
    with AppClient(hello, plugins=[guard(server.url, algorithms=ALGORITHMS)]) as client:
        for name, key in by_algorithm.items():
            text = token(key, name, name)
            assert client.get("/api/hello", headers=bearer(text)).status_code == 200, name
        for name, other in (("RS256", "PS256"), ("PS256", "RS256"), ("ES256", "ES384")):
            text = token(by_algorithm[name], other, name)
            assert client.get("/api/hello", headers=bearer(text)).status_code == 401, name


UNUSABLE: dict[str, object] = {
    "a secret": {"kty": "oct", "k": encoded(b"s" * 64), "kid": "1"},
    "for encryption": jwk_of(rsa_key(), "1", "RS256", use="enc"),
    "for another algorithm": jwk_of(rsa_key(), "1", "RS256", alg="RSA-OAEP"),
    "private": jwk_of(rsa_key(), "1", "RS256", d="AQAB"),
    "malformed": jwk_of(rsa_key(), "1", "RS256", n=1),
    "without an id": jwk_of(rsa_key(), "1", "RS256", kid=None),
    "not an object": "text",
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_key_that_is_not_for_signatures_is_not_used(name: str) -> None:
    assert "1" not in keys.keys_in(json.dumps({"keys": [UNUSABLE[name]]}).encode())


def test_a_key_that_is_too_short_verifies_nothing(server: KeyServer) -> None:
    short = rsa_key("short", 1024)
    server.keys = [jwk_of(short, "1", "RS256")]
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        text = token(short)
    with AppClient(hello, plugins=[guard(server.url)]) as client:
        assert client.get("/api/hello", headers=bearer(text)).status_code == 401
    assert ran == []


# -- roles, scopes and claims --------------------------------------------------------------------


@mark(roles=["admin", "clerk"])
def for_roles(req: func.HttpRequest, claims: Claims) -> str:
    return json.dumps(sorted(claims.roles))


@mark(scopes=["orders.read", "orders.write"])
async def for_scopes(req: func.HttpRequest, claims: Claims) -> str:
    return json.dumps(sorted(claims.scopes))


@pytest.mark.parametrize(
    ("function", "claims", "status"),
    [
        pytest.param(for_roles, {}, 403, id="no role"),
        pytest.param(for_roles, {"roles": ["guest"]}, 403, id="another role"),
        pytest.param(for_roles, {"roles": ["a", "clerk"]}, 200, id="one of the roles"),
        pytest.param(for_roles, {"roles": "clerk"}, 200, id="a single role"),
        pytest.param(for_roles, {"roles": "clerk admin"}, 403, id="roles are not split"),
        pytest.param(for_roles, {"roles": ["Admin"]}, 403, id="case matters"),
        pytest.param(for_roles, {"roles": {"admin": True}}, 403, id="an object"),
        pytest.param(for_roles, {"roles": [["admin"]]}, 403, id="a list in a list"),
        pytest.param(for_roles, {"scp": "admin"}, 403, id="a scope is not a role"),
        pytest.param(for_scopes, {"scp": "orders.read"}, 403, id="one of two scopes"),
        pytest.param(for_scopes, {"scp": "orders.write x orders.read"}, 200, id="both scopes"),
        pytest.param(for_scopes, {"scope": "orders.write orders.read"}, 200, id="scope"),
        pytest.param(for_scopes, {"scp": ["orders.write", "orders.read"]}, 200, id="a list"),
        pytest.param(for_scopes, {"roles": ["orders.read", "orders.write"]}, 403, id="roles"),
    ],
)
def test_roles_and_scopes(
    server: KeyServer, function: Callable[..., object], claims: dict[str, Any], status: int
) -> None:
    with AppClient(function, plugins=[guard(server.url)]) as client:
        response = client.get(f"/api/{function.__name__}", headers=bearer(token(**claims)))
    assert response.status_code == status, response.text
    if status == 403:
        challenge = response.headers["www-authenticate"]
        assert challenge == 'Bearer realm="functions", error="insufficient_scope"'
        assert response.json()["title"] == "Forbidden"


def test_the_roles_may_be_elsewhere(server: KeyServer) -> None:
    paths: dict[str, Any] = {
        "realm_access.roles": {"realm_access": {"roles": ["admin"]}},
        "https://shop.example/roles": {"https://shop.example/roles": ["admin"]},
    }
    for path, claims in paths.items():
        with AppClient(for_roles, plugins=[guard(server.url, roles_claim=path)]) as client:
            assert client.get("/api/for_roles", headers=bearer(token(**claims))).json() == ["admin"]
            refused = client.get("/api/for_roles", headers=bearer(token(realm_access="x")))
            assert refused.status_code == 403


def test_a_function_gets_the_claims(server: KeyServer) -> None:
    seen: list[Claims] = []

    def whoami(req: func.HttpRequest, claims: Claims) -> str:
        seen.append(claims)
        return "you"

    with AppClient(whoami, plugins=[guard(server.url)]) as client:
        text = token(oid="42", scp="a b", roles=["r"])
        assert client.get("/api/whoami", headers=bearer(text)).text == "you"
    ((claims),) = seen
    assert claims.subject == "ada"
    assert (set(claims.roles), set(claims.scopes)) == ({"r"}, {"a", "b"})
    assert claims.raw["oid"] == "42"


@pytest.mark.parametrize(
    "marks",
    [
        {"roles": "admin"},
        {"roles": []},
        {"roles": None},
        {"roles": [1]},
        {"scopes": "a"},
        {"role": ["admin"]},
        {"scope": ["a"]},
    ],
    ids=str,
)
def test_a_mark_that_leaves_open_what_is_needed_is_a_load_error(marks: dict[str, Any]) -> None:
    function = mark(**marks)(lambda req: "x")
    function.__name__ = "marked"
    app = func.FunctionApp()
    app.route(route="x")(app.function_name("marked")(function))
    wanted = next(iter(marks)).rstrip("s")
    with pytest.raises(LoadError, match=rf"'marked': write mark\({wanted}s=\['...'\]\)"):
        AppClient(app, plugins=[guard()]).__enter__()


# -- Easy Auth -----------------------------------------------------------------------------------


def principal(*claims: tuple[str, str], **members: object) -> dict[str, str]:
    listed = [{"typ": name, "val": value} for name, value in claims]
    content = {"auth_typ": "aad", "claims": listed, "role_typ": "roles", **members}
    text = base64.b64encode(json.dumps(content).encode()).decode()
    return {"X-MS-CLIENT-PRINCIPAL": text}


ADMIN = principal(("sub", "ada"), ("roles", "admin"), ("roles", "x"), ("scp", "a b"))


def test_the_principal_counts_only_where_easy_auth_is_set(server: KeyServer) -> None:
    for options, status in (({}, 401), ({"easy_auth": False}, 401), ({"easy_auth": True}, 200)):
        with AppClient(for_roles, plugins=[guard(server.url, **options)]) as client:
            response = client.get("/api/for_roles", headers=ADMIN)
            assert response.status_code == status, options
    with AppClient(for_roles, plugins=[Guard(easy_auth=True)]) as client:
        assert client.get("/api/for_roles", headers=ADMIN).json() == ["admin", "x"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"X-MS-CLIENT-PRINCIPAL": ""}, 401),
        ({"X-MS-CLIENT-PRINCIPAL": "e30="}, 401),
        ({"X-MS-CLIENT-PRINCIPAL": "W10="}, 401),
        ({"X-MS-CLIENT-PRINCIPAL": "not base64"}, 401),
        ({"X-MS-CLIENT-PRINCIPAL": f"{ADMIN['X-MS-CLIENT-PRINCIPAL']}, {{}}"}, 401),
        ({"X-MS-CLIENT-PRINCIPAL-NAME": "ada"}, 401),
        (principal(("sub", "ada"), claims="x"), 401),
        (principal(("sub", "ada"), claims=[{"typ": ["roles"], "val": "admin"}]), 401),
        (principal(("sub", "ada")), 403),
        (principal(("sub", "ada"), ("role", "admin")), 403),
        (principal(("sub", "ada"), ("role", "admin"), role_typ="role"), 200),
        (bearer("x.y.z"), 401),
    ],
    ids=range(13),
)
def test_principals(headers: dict[str, str], status: int) -> None:
    with AppClient(for_roles, plugins=[Guard(easy_auth=True)]) as client:
        assert client.get("/api/for_roles", headers=headers).status_code == status


def test_a_caller_without_a_principal_may_have_a_token(server: KeyServer) -> None:
    with AppClient(hello, plugins=[guard(server.url, easy_auth=True)]) as client:
        assert client.get("/api/hello", headers=bearer(token())).status_code == 200
        assert client.get("/api/hello", headers=bearer(token(exp=1))).status_code == 401


def test_easy_auth_that_is_off_in_the_app_is_a_load_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBSITE_AUTH_ENABLED", "False")
    with pytest.raises(ValueError, match="'easy_auth'"):
        Guard(easy_auth=True)
    monkeypatch.setenv("WEBSITE_AUTH_ENABLED", "True")
    Guard(easy_auth=True)


# -- the keys ------------------------------------------------------------------------------------


def get(client: AppClient, key_id: str = "1") -> int:
    return client.get("/api/hello", headers=bearer(token(key_id=key_id))).status_code


def test_a_thousand_concurrent_requests_fetch_once(server: KeyServer) -> None:
    everyone = threading.Event()

    def slow(handler: Any) -> None:
        everyone.wait(30)
        server.publish(handler)

    server.answer = slow
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    app.route(route="hello_async", trigger_arg_name="q")(hello_async)
    headers = bearer(token())

    async def main() -> list[int]:
        async with AsyncAppClient(app, plugins=[("guard", guard(server.url))]) as client:
            requests = [
                asyncio.ensure_future(client.get("/api/hello_async", headers=headers))
                for _ in range(1000)
            ]
            everyone.set()
            return [(await request).status_code for request in requests]

    assert asyncio.run(main()) == [200] * 1000
    assert (server.fetches, len(ran)) == (1, 1000)


async def on_the_loop(req: func.HttpRequest) -> str:
    return "still here"


def test_the_loop_goes_on_while_keys_are_fetched_for_sync_and_async_functions(
    server: KeyServer,
) -> None:
    hold = threading.Event()

    def slow(handler: Any) -> None:
        hold.wait(30)
        server.publish(handler)

    server.answer = slow
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    for function in (hello, hello_async):
        parameter = "incoming" if function is hello else "q"
        app.route(route=function.__name__, trigger_arg_name=parameter)(function)
    app.route(route="on_the_loop")(on_the_loop)
    settings = {"FUNCEXT_GUARD__FUNCTIONS": "hello*"}
    headers = bearer(token())

    async def main() -> None:
        async with AsyncAppClient(app, plugins=[guard(server.url)], settings=settings) as client:
            held = [
                asyncio.ensure_future(client.get(f"/api/{name}", headers=headers))
                for name in ("hello", "hello_async")
            ]
            assert (await client.get("/api/on_the_loop")).text == "still here"
            assert not any(request.done() for request in held)
            hold.set()
            assert [(await request).status_code for request in held] == [200, 200]

    asyncio.run(main())
    assert server.fetches == 1


def test_sync_functions_wait_together(server: KeyServer) -> None:
    with AppClient(hello, plugins=[guard(server.url)]) as client, ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: get(client), range(64))) == [200] * 64
    assert server.fetches == 1


def test_an_unknown_key_is_fetched_at_once_then_once_per_cool_down(server: KeyServer) -> None:
    timer = Clock()
    with AppClient(hello, plugins=[guard(server.url, timer=timer)]) as client:
        assert get(client) == 200
        server.keys = [jwk_of(rsa_key(), "2", "RS256")]
        assert get(client, "2") == 200  # the first fetch starts no cool-down
        assert get(client, "1") == 401  # and a key that is gone is not used any more
        assert server.fetches == 2
        server.keys = [jwk_of(rsa_key(), "3", "RS256")]
        assert [get(client, "3") for _ in range(5)] == [401] * 5
        timer.now += 4.9
        assert (get(client, "3"), server.fetches) == (401, 2)
        timer.now += 0.1
        assert (get(client, "3"), server.fetches) == (200, 3)
        assert [get(client, name) for name in ("4", "5", "3")] == [401, 401, 200]
        assert server.fetches == 3


def test_keys_are_fetched_again_when_they_get_old(server: KeyServer) -> None:
    timer = Clock()
    checked = guard(server.url, timer=timer)
    with AppClient(hello, plugins=[checked]) as client:
        assert get(client) == 200
        timer.now += 1799
        assert (get(client), server.fetches) == (200, 1)
        timer.now += 2
        # In the background: this request does not wait for it.
        assert get(client) == 200
        fetch = checked._keys._pending
        if fetch is not None:
            fetch.result(30)
        assert server.fetches == 2
        server.answer = lambda handler: send(handler, b"", 500)
        timer.now += 3600
        assert get(client) == 503
        assert ran == ["hello"] * 3


def drop(handler: Any) -> None:
    handler.connection.close()


BROKEN: dict[str, Callable[[Any], None]] = {
    "an error": lambda handler: send(handler, b'{"keys": []}', 500),
    "a redirect": lambda handler: send(handler, b"{}", 302, Location="http://127.0.0.1:9/"),
    "not JSON": lambda handler: send(handler, b"<html>"),
    "not an object": lambda handler: send(handler, b"[]"),
    "no keys": lambda handler: send(handler, b'{"key": []}'),
    "keys is a number": lambda handler: send(handler, b'{"keys": 1}'),
    "nested too deeply": lambda handler: send(handler, b"[" * 100_000),
    "10 MB": lambda handler: send(handler, b'{"keys": [' + b" " * 10_000_000 + b"]}"),
    "an empty body": lambda handler: send(handler, b""),
    "a dropped connection": drop,
}


@BOTH
@pytest.mark.parametrize("name", BROKEN)
def test_without_keys_nobody_is_let_in(
    server: KeyServer, function: Callable[..., object], name: str
) -> None:
    server.answer = BROKEN[name]
    with AppClient(function, plugins=[guard(server.url)]) as client:
        response = client.get(f"/api/{function.__name__}", headers=bearer(token()))
    assert (response.status_code, ran) == (503, [])
    assert response.headers["retry-after"] == "5"
    assert response.json()["detail"] == "the keys that tokens are signed with are not available"


def test_keys_that_cannot_be_reached_are_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with AppClient(hello, plugins=[guard("http://127.0.0.1:9/keys")]) as client:
        assert get(client) == 503
    (record,) = (record for record in caplog.records if record.levelno == logging.WARNING)
    assert record.name == LOGGER
    assert record.getMessage().startswith(
        "the keys cannot be fetched from http://127.0.0.1:9/keys: URLError("
    )


@BOTH
def test_keys_that_hang_are_waited_for_in_vain(
    server: KeyServer, monkeypatch: pytest.MonkeyPatch, function: Callable[..., object]
) -> None:
    monkeypatch.setattr(plugin, "TIME_LIMIT", 0.05)
    release = threading.Event()

    def hang(handler: Any) -> None:
        release.wait(30)
        server.publish(handler)

    server.answer = hang
    checked = guard(server.url)
    with AppClient(function, plugins=[checked]) as client:
        path = f"/api/{function.__name__}"
        assert client.get(path, headers=bearer(token())).status_code == 503
        fetch = checked._keys._pending
        assert fetch is not None
        release.set()
        fetch.result(30)
        # It arrived too late for that request; the next one finds it.
        assert client.get(path, headers=bearer(token())).status_code == 200
    assert server.fetches == 1


def test_a_key_set_that_comes_in_drops_is_given_up(
    server: KeyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter(range(100))
    monkeypatch.setattr("funcext_examples.guard.keys.time.monotonic", lambda: float(next(ticks)))

    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b" ")

    server.answer = drip
    with pytest.raises(ValueError, match="too slow"):
        keys.download(server.url)


def test_no_proxy_is_asked_for_keys_of_this_machine(
    server: KeyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert b"keys" in keys.download(server.url)


# -- options, and the plugin as such -------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"ISSUER": ""}, "'issuer' is not set"),
        ({"AUDIENCE": " , "}, "'audience' is not set"),
        ({"JWKS_URL": ""}, "'jwks_url' must begin with https://"),
        ({"JWKS_URL": "http://issuer.example/keys"}, "'jwks_url' must begin with https://"),
        ({"JWKS_URL": "http://localhost.issuer.example/keys"}, "'jwks_url' must begin"),
        ({"JWKS_URL": "http://127.0.0.1:80@issuer.example/"}, "'jwks_url' must begin"),
        ({"JWKS_URL": "file:///etc/passwd"}, "'jwks_url' must begin with https://"),
        ({"ALGORITHMS": "none"}, "'algorithms' must be among RS256, "),
        ({"ALGORITHMS": "RS256, HS256"}, "'algorithms' must be among RS256, "),
        ({"ALGORITHMS": ""}, "'algorithms' must be among RS256, "),
        ({"LEEWAY": "soon"}, "FUNCEXT_GUARD__LEEWAY=soon: expected a duration"),
    ],
    ids=range(11),
)
def test_options_that_cannot_work_are_load_errors(settings: dict[str, str], message: str) -> None:
    right = {"ISSUER": ISSUER, "AUDIENCE": AUDIENCE, "JWKS_URL": UNUSED}
    given = {f"FUNCEXT_GUARD__{name}": text for name, text in {**right, **settings}.items()}
    with pytest.raises(LoadError) as caught:
        AppClient(hello, plugins=[Guard], settings=given).__enter__()
    text = str(caught.value)
    assert message in text
    assert next(iter(settings)) in text
    assert text.splitlines() == [text]


def test_options_come_from_settings() -> None:
    settings = {
        "FUNCEXT_PLUGINS": "guard",
        "FUNCEXT_GUARD__ISSUER": f"{ISSUER}, https://other.example",
        "FUNCEXT_GUARD__AUDIENCE": AUDIENCE,
        "FUNCEXT_GUARD__JWKS_URL": UNUSED,
        "FUNCEXT_GUARD__ALGORITHMS": "RS256, ES256",
        "FUNCEXT_GUARD__JWKS_COOLDOWN": "30s",
    }
    with (
        fake_distribution("examples", entry_points={"guard": Guard}),
        AppClient(hello, settings=settings) as client,
    ):
        built = client.plugins["guard"]
        assert isinstance(built, Guard)
        assert built.issuer == (ISSUER, "https://other.example")
        assert built.algorithms == ("RS256", "ES256")
        assert client.get("/api/hello").status_code == 401


def test_another_trigger_needs_no_token_unless_the_owner_says_so() -> None:
    def on_order(msg: func.QueueMessage) -> None:
        ran.append("on_order")

    app = func.FunctionApp()
    app.queue_trigger(arg_name="msg", queue_name="q", connection="c")(on_order)
    app.route(route="hello", trigger_arg_name="incoming")(hello)
    for triggers, ok in (("httpTrigger", True), ("*", False)):
        settings = {"FUNCEXT_GUARD__TRIGGERS": triggers}
        with AppClient(app, plugins=[guard()], settings=settings) as client:
            assert client.invoke("on_order", queue_message("x")).ok == ok
    assert ran == ["on_order"]


def test_a_function_that_is_not_covered_has_no_claims() -> None:
    def open_to_all(req: func.HttpRequest, claims: Claims) -> str:
        return "x"

    def covered(req: func.HttpRequest) -> str:
        return "x"

    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    for function in (open_to_all, covered):
        app.route(route=function.__name__)(function)
    settings = {"FUNCEXT_GUARD__FUNCTIONS": "covered"}
    with pytest.raises(LoadError, match="'open_to_all' asks for parameter 'claims' of type Claims"):
        AppClient(app, plugins=[guard()], settings=settings).__enter__()


def test_it_conforms(server: KeyServer) -> None:
    allowed = http_request(headers=bearer(token()))
    assert_plugin_conforms(("guard", guard(server.url)), request=allowed)
