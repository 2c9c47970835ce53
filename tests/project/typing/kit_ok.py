"""Correct tests of a plugin, as its author writes them. Both type checkers accept them."""

from __future__ import annotations

from typing import Annotated

import azure.functions as func

from funcext_core import Invocation, Named, Outcome, PluginHost, hookimpl
from funcext_core.testing import (
    AppClient,
    AsyncAppClient,
    ClientFactory,
    Recorder,
    Result,
    assert_plugin_conforms,
    context,
    event_hub_event,
    fake_distribution,
    http_request,
    queue_message,
)


class Pool:
    """A type that functions ask for."""


class Tokens:
    """A plugin."""

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None: ...

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None: ...


def hello(req: func.HttpRequest) -> str:
    return "Hello!"


async def on_order(msg: func.QueueMessage, pool: Pool) -> None: ...


app = func.FunctionApp()


def test_requests() -> None:
    with AppClient(hello, plugins=[Tokens(), Tokens, ("other", Tokens())]) as client:
        assert client.get("/api/hello", headers={"a": "b"}).status_code == 200
        host: PluginHost = client.plugins
        assert "tokens" in host
        with client.stream("POST", "/api/hello", content=b"x") as response:
            assert list(response.iter_bytes())


def test_invocations() -> None:
    with AppClient(on_order, provides={Pool: Pool(), Annotated[Pool, Named("a")]: None}) as client:
        chosen = context(id="1", trace_parent="00-1-2-01")
        result: Result = client.invoke("on_order", queue_message("hi", id="1"), context=chosen)
        assert result.raise_for_error().skipped_by is None
        assert [call.plugin for call in result.hooks if "value" in call.changed] == []
        client.invoke("on_order", [event_hub_event("a"), event_hub_event("b")])


async def test_async() -> None:
    async with AsyncAppClient(app, settings={"A": "b"}, raise_errors=True) as client:
        text: str = (await client.get("/api/hello")).text
        value: object = (await client.invoke("hello", http_request())).value
        assert text == value


def test_fixtures(funcext_client: ClientFactory, funcext_recorder: Recorder) -> None:
    client: AppClient = funcext_client("apps/shop", plugins=[funcext_recorder], route_prefix="")
    assert client.functions == ("hello",)
    assert funcext_recorder.invocations[0].args["msg"] is None


def test_conformance() -> None:
    assert_plugin_conforms(Tokens, options={"limit": 3}, request=http_request(json={"a": 1}))
    with fake_distribution("shop", entry_points={"tokens": Tokens, "audit": "audit:Audit"}):
        pass
