"""The orders app: the same in the kit, on the local host and on the published runtime."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import pytest

from drivers.inputs import http_request, queue_message, timer
from drivers.interface import HttpReply, Result, WorkerDriver
from drivers.library import LibraryRuntime
from drivers.local import LocalHostDriver
from drivers.params import needs_library_runtime
from examples.key_server import KeyServer, jwk_of, key_server, rsa_key, token
from funcext_core.testing import AppClient
from funcext_core.testing import queue_message as message
from funcext_core.testing import timer as tick
from repository import ROOT


ORDERS = ROOT / "funcext_examples" / "apps" / "orders"
FUNCTIONS = {"place", "show", "health", "pack", "report"}
ISSUER = "http://127.0.0.1:7072"
TEA = {"items": [{"name": "tea"}]}


@pytest.fixture(scope="module")
def issuer() -> Iterator[KeyServer]:
    with key_server() as server:
        server.keys = [jwk_of(rsa_key(), "1", "RS256")]
        yield server


def settings_of(issuer: KeyServer) -> dict[str, str]:
    return {
        **json.loads(ORDERS.joinpath("local.settings.json").read_text("utf-8"))["Values"],
        "FUNCEXT_GUARD__JWKS_URL": issuer.url,
    }


def bearer(subject: str, *roles: str) -> dict[str, str]:
    text = token(iss=ISSUER, exp=time.time() + 60, sub=subject, roles=list(roles))
    return {"Authorization": f"Bearer {text}"}


class TestInTheKit:
    @pytest.fixture
    def client(self, issuer: KeyServer) -> Iterator[AppClient]:
        with AppClient(ORDERS, settings=settings_of(issuer)) as client:
            yield client

    def test_an_order_is_placed_packed_and_shown(self, client: AppClient) -> None:
        assert set(client.functions) == FUNCTIONS
        placed = client.post("/api/orders", json=TEA, headers=bearer("ada", "customer"))
        assert placed.status_code == 201
        number = placed.json()["number"]
        assert "total;dur=" in placed.headers["server-timing"]
        assert str(client.results[-1].outputs["to_pack"].value) == f"{number}"

        client.invoke("pack", message(str(number))).raise_for_error()
        (line,) = (line for line in client.results[-1].logs if line.text.startswith("packed "))
        assert f" order={number}" in line.text

        shown = client.get(f"/api/orders/{number}", headers=bearer("ada", "customer"))
        assert shown.json()["state"] == "packed"
        assert client.invoke("report", tick()).ok

    def test_who_may_do_what(self, client: AppClient) -> None:
        ada, bob = bearer("ada", "customer"), bearer("bob", "customer")
        number = client.post("/api/orders", json=TEA, headers=ada).json()["number"]
        path = f"/api/orders/{number}"
        for headers, status in (
            ({}, 401),
            (ada, 200),
            (bob, 404),
            (bearer("carl", "clerk"), 200),
            (bearer("dora"), 403),
        ):
            assert client.get(path, headers=headers).status_code == status
        assert client.post("/api/orders", json=TEA, headers=bearer("carl", "clerk")).is_error
        assert client.get("/api/health").text == "healthy"

    def test_wrong_input_is_named(self, client: AppClient) -> None:
        ada = bearer("ada", "customer")
        wrong = client.post("/api/orders", json={"items": [{"name": 1}]}, headers=ada)
        assert (wrong.status_code, wrong.json()["name"]) == (400, "items[0].name")
        wrong = client.post(
            "/api/orders", json={"items": [{"name": "a", "amount": 0}]}, headers=ada
        )
        assert wrong.json()["detail"] == "body 'items[0]' does not fit: amount must be at least 1"
        assert client.get("/api/orders/x", headers=ada).status_code == 400

    def test_plugins_are_in_the_order_that_they_ask_for(self, client: AppClient) -> None:
        names = [plugin.name for plugin in client.plugins]
        assert names == ["tracing", "logs", "guard", "inputs", "timer"]


def body_of(result: Result) -> HttpReply:
    assert isinstance(result.value, HttpReply), result.exception
    return result.value


FRESH = ("funcext_core", "funcext_examples", "funcext_timer", "orders")


def local_host(settings: dict[str, str]) -> WorkerDriver:
    # It makes a message from text that it is given beforehand: the number of the first order.
    return LocalHostDriver(settings=settings, fresh=FRESH, fired={"pack": "1"})


def library_runtime(settings: dict[str, str]) -> WorkerDriver:
    return LibraryRuntime(settings=settings, fresh=FRESH)


@pytest.mark.parametrize(
    "make", [local_host, pytest.param(library_runtime, marks=needs_library_runtime)]
)
def test_on_a_host(issuer: KeyServer, make: Callable[[dict[str, str]], WorkerDriver]) -> None:
    driver = make(settings_of(issuer))
    try:
        assert set(driver.load(ORDERS)) == FUNCTIONS
        ada = {**bearer("ada", "customer"), "content-type": "application/json"}
        url = "http://localhost/api/orders"
        post = http_request(method="POST", url=url, headers=ada, body=json.dumps(TEA).encode())
        placed = body_of(driver.invoke("place", {"req": post}))
        assert placed.status == 201
        number = json.loads(placed.body)["number"]
        refused = body_of(driver.invoke("place", {"req": http_request(method="POST", url=url)}))
        assert refused.status == 401

        assert driver.invoke("pack", {"message": queue_message(str(number))}).ok
        assert driver.invoke("report", {"timer": timer()}).ok
        get = http_request(url=f"{url}/{number}", headers=ada, route_params={"number": str(number)})
        shown = body_of(driver.invoke("show", {"req": get}))
        assert json.loads(shown.body)["state"] == "packed"
    finally:
        driver.close()
