"""Apps of web frameworks, functions that stream HTTP, and durable functions, in the kit."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import azure.functions as func
import fastapi
import flask
import pytest

from drivers.interface import write_app
from funcext_core.testing import (
    AppClient,
    AsyncAppClient,
    LocalHostError,
    activity,
    durable_client,
    entity,
    http_request,
    orchestration,
)
from testing.apps import Guard


def fast(seen: list[str]) -> fastapi.FastAPI:
    """Return a FastAPI app that notes what happens."""

    @contextlib.asynccontextmanager
    async def lifespan(app: fastapi.FastAPI) -> AsyncIterator[None]:
        seen.append("start")
        # Not the lifespan's own state, which early releases of the SDK do not pass on.
        app.state.loop = asyncio.get_running_loop()
        yield
        seen.append("stop")

    web = fastapi.FastAPI(lifespan=lifespan)

    @web.get("/hello/{name}")
    async def hello(name: str, request: fastapi.Request) -> dict[str, str]:
        assert request.app.state.loop is asyncio.get_running_loop()
        seen.append(name)
        return {"hello": name}

    return web


class TestAsgi:
    def test_the_lifespan_is_that_of_the_block(self) -> None:
        seen: list[str] = []
        app = func.AsgiFunctionApp(fast(seen), http_auth_level=func.AuthLevel.ANONYMOUS)
        for name in ("ada", "bob"):
            seen.clear()
            with AppClient(app, route_prefix="") as client:
                assert seen == ["start"]
                assert client.get(f"/hello/{name}").json() == {"hello": name}
            assert seen == ["start", name, "stop"]
        assert not vars(app).get("startup_task_done")

    def test_plugins_run_around_it(self) -> None:
        seen: list[str] = []
        app = func.AsgiFunctionApp(fast(seen), http_auth_level=func.AuthLevel.ANONYMOUS)
        with AppClient(app, plugins=[Guard()], route_prefix="") as client:
            assert client.get("/hello/ada").status_code == 401
        assert seen == ["start", "stop"]
        del app, client
        gc.collect()  # the SDK's destructor must find nothing to end

    def test_functions_beside_the_app_are_served(self) -> None:
        app = func.AsgiFunctionApp(fast([]), http_auth_level=func.AuthLevel.ANONYMOUS)
        app.timer_trigger("t", schedule="0 * * * * *")(tick)
        with AppClient(app) as client:
            assert client.invoke("tick").ok

    def test_an_app_whose_lifespan_fails_says_so(self) -> None:
        @contextlib.asynccontextmanager
        async def lifespan(app: fastapi.FastAPI) -> AsyncIterator[None]:
            message = "no database"
            raise OSError(message)
            yield

        app = func.AsgiFunctionApp(fastapi.FastAPI(lifespan=lifespan))
        with pytest.raises(LocalHostError, match="the ASGI app did not start"):
            AppClient(app).__enter__()

    def test_a_wsgi_app_is_served(self) -> None:
        web = flask.Flask("web")

        @web.get("/hello")
        def hello() -> str:
            return flask.request.args["name"]

        app = func.WsgiFunctionApp(web.wsgi_app, http_auth_level=func.AuthLevel.ANONYMOUS)
        with AppClient(app, route_prefix="") as client:
            assert client.get("/hello?name=ada").text == "ada"


def tick(t: func.TimerRequest) -> None: ...


STREAMS = """
import asyncio
import azure.functions as func
from azurefunctions.extensions.http.fastapi import JSONResponse, Request, StreamingResponse

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
taken = []

@app.route(route="echo/{name}", methods=["POST"])
async def echo(req: Request) -> StreamingResponse:
    name = req.path_params["name"]
    async def parts():
        yield name.encode()
        async for part in req.stream():
            taken.append(part)
            yield part.upper()
    return StreamingResponse(parts(), status_code=202, headers={"x-a": "1"})

@app.route(route="endless")
async def endless(req: Request) -> StreamingResponse:
    async def parts():
        number = 0
        while True:
            number += 1
            taken.append(number)
            yield str(number).encode()
    return StreamingResponse(parts())

@app.route(route="broken")
async def broken(req: Request) -> StreamingResponse:
    async def parts():
        yield b"a"
        raise ValueError("no")
    return StreamingResponse(parts())

@app.route(route="plain")
async def plain(req: Request) -> JSONResponse:
    return JSONResponse({"query": req.query_params["q"]})
"""


@pytest.fixture
def streams(tmp_path: Path) -> Path:
    """The folder of an app that streams HTTP."""
    write_app(tmp_path, {"function_app.py": STREAMS})
    return tmp_path


class TestStreaming:
    def test_both_ways_part_by_part(self, streams: Path) -> None:
        gate = threading.Event()

        def body() -> Iterator[bytes]:
            yield b"one"
            assert gate.wait(20)
            yield b"two"

        with (
            AppClient(streams) as client,
            client.stream("POST", "/api/echo/ada", content=body()) as response,
        ):
            assert (response.status_code, response.headers["x-a"]) == (202, "1")
            parts = response.iter_raw()
            assert next(parts) == b"ada"
            assert next(parts) == b"ONE"
            assert sys.modules["function_app"].taken[:1] == [b"one"]
            gate.set()
            assert list(parts) == [b"TWO"]

    def test_both_ways_in_an_async_client(self, streams: Path) -> None:
        async def main() -> list[bytes]:
            async def body() -> AsyncIterator[bytes]:
                yield b"one"
                await asyncio.sleep(0)
                yield b"two"

            async with (
                AsyncAppClient(streams) as client,
                client.stream("POST", "/api/echo/ada", content=body()) as response,
            ):
                return [part async for part in response.aiter_raw()]

        assert asyncio.run(main()) == [b"ada", b"ONE", b"TWO"]

    def test_a_response_without_an_end_stops_when_the_client_leaves(self, streams: Path) -> None:
        with AppClient(streams) as client:
            with client.stream("GET", "/api/endless") as response:
                parts = response.iter_raw()
                assert [next(parts), next(parts)] == [b"1", b"2"]
            # It was never more than a few parts ahead of the client.
            assert len(sys.modules["function_app"].taken) < 8

    def test_a_response_that_breaks_off_is_an_error(self, streams: Path) -> None:
        with AppClient(streams) as client, client.stream("GET", "/api/broken") as response:
            parts = response.iter_raw()
            assert next(parts) == b"a"
            with pytest.raises(Exception, match="the response ended before its body"):
                next(parts)

    def test_other_responses_come_whole_and_may_be_invoked(self, streams: Path) -> None:
        with AppClient(streams) as client:
            assert client.get("/api/plain?q=1").json() == {"query": "1"}
            result = client.invoke("plain", http_request(url="/api/plain?q=2"))
            assert json.loads(result.raise_for_error().value.body) == {"query": "2"}  # type: ignore[attr-defined] # a response

    def test_a_guard_answers_in_the_frameworks_type(self, streams: Path) -> None:
        with AppClient(streams, plugins=[Guard()]) as client:
            refused = client.get("/api/plain?q=1")
            assert (refused.status_code, refused.text) == (401, "no token")


DURABLE = """
import azure.functions as func
import azure.durable_functions as df

app = df.DFApp(http_auth_level=func.AuthLevel.ANONYMOUS)

@app.orchestration_trigger(context_name="context")
def greet(context):
    answer = yield context.call_activity("say", context.get_input())
    return answer

@app.activity_trigger(input_name="name")
def say(name: str) -> str:
    return f"hello {name}"

@app.entity_trigger(context_name="context")
def counter(context):
    context.set_state((context.get_state(lambda: 0)) + context.get_input())

@app.route(route="start")
@app.durable_client_input(client_name="client")
async def start(req: func.HttpRequest, client) -> str:
    return client.create_check_status_response(req, "id-1").get_body().decode()
"""


# Recent releases of the SDK warn once in a process; these functions cause it in their own code.
_warned = pytest.mark.filterwarnings(
    "ignore:azure.functions df_loads was called:DeprecationWarning"
)


class TestDurable:
    @pytest.fixture
    def client(self, tmp_path: Path) -> Iterator[AppClient]:
        """A client of an app with durable functions."""
        write_app(tmp_path, {"function_app.py": DURABLE})
        with AppClient(tmp_path) as client:
            yield client

    def test_an_activity_gets_its_input_where_warnings_are_errors(
        self, client: AppClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Recent releases of the SDK warn once in a process, here about what the workers do.
        sdk = sys.modules["azure.functions._durable_functions"]
        monkeypatch.setattr(sdk, "_no_expected_type_notice_emitted", False, raising=False)
        assert client.invoke("say", activity("ada")).raise_for_error().value == "hello ada"

    @_warned
    def test_an_orchestrator_calls_its_activity(self, client: AppClient) -> None:
        result = client.invoke("greet", orchestration("greet", "ada")).raise_for_error()
        ((action,),) = json.loads(str(result.value))["actions"]
        assert (action["functionName"], json.loads(action["input"])) == ("say", "ada")

    @_warned
    def test_an_entity_changes_its_state(self, client: AppClient) -> None:
        result = client.invoke("counter", entity("counter", "add", 2, state=40)).raise_for_error()
        assert json.loads(json.loads(str(result.value))["entityState"]) == 42

    def test_a_function_gets_its_client(self, client: AppClient) -> None:
        inputs = {"client": durable_client()}
        result = client.invoke("start", http_request(url="/api/start"), inputs=inputs)
        assert "id-1" in str(result.raise_for_error().value)
