"""An issuer of tokens: its keys, and a server on the loopback network that publishes them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias

import attrs
import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa


NOW = 1_800_000_000.0
"""The present time, by the clock of the tests."""
ISSUER = "https://issuer.example"
AUDIENCE = "api://orders"

Jwk: TypeAlias = dict[str, object]
PrivateKey: TypeAlias = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
Answer: TypeAlias = Callable[[BaseHTTPRequestHandler], None]


@cache
def rsa_key(name: str = "mine", bits: int = 2048) -> rsa.RSAPrivateKey:
    """Return a key, the same one for a name: making one takes a tenth of a second."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def jwk_of(key: PrivateKey, key_id: str, algorithm: str, **members: object) -> Jwk:
    """Return the public part of a key, as a key set has it."""
    public = json.loads(jwt.get_algorithm_by_name(algorithm).to_jwk(key.public_key()))
    return {**public, "kid": key_id, "use": "sig", "alg": algorithm, **members}


def token(
    key: PrivateKey | str | bytes | None = None,
    key_id: str | None = "1",
    algorithm: str = "RS256",
    header: dict[str, object] | None = None,
    **claims: object,
) -> str:
    """Return a signed token, valid but for what is given; a claim that is None is left out."""
    usual: dict[str, object] = {"iss": ISSUER, "aud": AUDIENCE, "sub": "ada", "exp": NOW + 60}
    payload = {name: value for name, value in {**usual, **claims}.items() if value is not None}
    headers = {**({} if key_id is None else {"kid": key_id}), **(header or {})}
    return jwt.api_jws.encode(
        json.dumps(payload).encode(), key or rsa_key(), algorithm, headers=headers
    )


@attrs.define
class KeyServer:
    """Publishes keys. Tests change them, or the answer to every request."""

    url: str
    keys: list[Jwk]
    answer: Answer
    fetches: int = 0

    def publish(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer with the keys."""
        send(handler, json.dumps({"keys": self.keys}).encode())


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    """Answer a request."""
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def key_server() -> Iterator[KeyServer]:
    """Serve one RSA key, with the id 1, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with lock:
                served.fetches += 1
            try:
                served.answer(self)
            except OSError:
                self.close_connection = True  # the client has had enough

        def log_message(self, *args: object) -> None: ...

    lock = threading.Lock()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served = KeyServer(f"http://127.0.0.1:{server.server_port}/keys", [], send404)
        served.keys = [jwk_of(rsa_key(), "1", "RS256")]
        served.answer = served.publish
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()


def send404(handler: BaseHTTPRequestHandler) -> None:
    """Answer that there is nothing."""
    send(handler, b"", 404)
