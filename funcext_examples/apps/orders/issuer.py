"""Issue tokens on this machine, in place of an identity provider: for development alone.

``python issuer.py`` prints a token for an hour, and serves the key to check it with until Ctrl+C.
"""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


ISSUER = "http://127.0.0.1:7072"
AUDIENCE = "api://orders"
HOUR = 3600

key = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def token(subject: str, *roles: str) -> str:
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": subject, "exp": time.time() + HOUR}
    return jwt.encode({**claims, "roles": roles}, key, "RS256", headers={"kid": "local"})


class Keys(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        public = jwt.get_algorithm_by_name("RS256").to_jwk(key.public_key(), as_dict=True)
        keys = {"keys": [{**public, "kid": "local", "alg": "RS256"}]}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(keys).encode())


if __name__ == "__main__":
    print(token("ada", "customer"))  # noqa: T201 - it is what the script is for
    HTTPServer(("127.0.0.1", 7072), Keys).serve_forever()
