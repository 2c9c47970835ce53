"""The requests to admin endpoints that the local host refuses: those that a web page can cause."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from funcext_core.local.admin_access import refusal
from local.apps import Serve


JSON = {"host": "localhost:7071", "content-type": "application/json"}


def status(headers: Mapping[str, str], address: str = "127.0.0.1", method: str = "POST") -> int:
    origin = f"http://{headers['host']}"
    refused = refusal(method, headers, origin, address)
    if refused is None:
        return 200
    assert refused.body.count(b"\n") == 1
    return refused.status


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", 200),
        ("localhost:7071", 200),
        ("LOCALHOST:1", 200),
        ("127.0.0.1:7071", 200),
        ("192.168.0.7", 200),
        ("[::1]:7071", 200),
        ("dev.example:7071", 200),
        ("evil.example:7071", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("evil.example@localhost", 403),
        ("localhost:7071/", 403),
        ("[::1", 403),
        ("", 403),
    ],
)
def test_only_some_hosts_are_served(host: str, expected: int) -> None:
    assert status({**JSON, "host": host}, address="Dev.example") == expected


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, 200),
        ({"origin": "http://localhost:7071"}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"origin": "http://localhost:3000"}, 403),
        ({"origin": "https://localhost:7071"}, 403),
        ({"origin": "http://127.0.0.1:7071"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "Cross-Site"}, 403),
        ({"origin": "http://localhost:7071", "sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_requests_from_other_pages_are_refused(
    headers: Mapping[str, str], expected: int, method: str
) -> None:
    assert status({**JSON, **headers}, method=method) == expected


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("application/json", 200),
        ("Application/JSON; charset=utf-8", 200),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=application/json", 415),
        ("text/plain; application/json", 415),
        ("application/jsonp", 415),
        ("", 415),
    ],
)
def test_only_json_is_accepted(content_type: str, expected: int) -> None:
    assert status({**JSON, "content-type": content_type}) == expected
    assert status({**JSON, "content-type": content_type}, method="GET") == 200


APP = """
@app.timer_trigger(arg_name="timer", schedule="0 * * * * *")
def tick(timer) -> None:
    seen.put("ticked")

@app.route()
def hello(req): return "hello"
"""


@pytest.mark.parametrize(
    ("headers", "code", "reason"),
    [
        ({"Host": "evil.example"}, 403, "The Host header 'evil.example' is not served here"),
        ({"Origin": "http://evil.example"}, 403, "from pages of 'http://evil.example'"),
        ({"Sec-Fetch-Site": "cross-site"}, 403, "from pages of other sites ('cross-site')"),
        ({"Content-Type": "text/plain"}, 415, "as curl --json sends it, not 'text/plain'"),
        ({"Origin": "http://\x1b[2J"}, 403, r"'http://\x1b[2J'"),
    ],
)
def test_a_refused_request_fires_nothing_and_is_explained(
    serve: Serve, headers: Mapping[str, str], code: int, reason: str
) -> None:
    served = serve(APP)
    response = served.client.post("/admin/functions/tick", json={"input": ""}, headers=headers)
    assert response.status_code == code
    assert reason in response.text
    assert f"POST /admin/functions/tick was refused: {response.text}" in served.printed.getvalue()
    assert served.module.seen.empty()


def test_other_paths_are_served_to_any_host_and_origin(serve: Serve) -> None:
    served = serve(APP)
    headers = {"Host": "tunnel.example", "Origin": "http://page.example"}
    assert served.client.get("/api/hello", headers=headers).text == "hello"
