"""The clients: requests and invocations of apps, blueprints and single functions."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import azure.functions as func
import pytest

import funcext_core
from funcext_core import App, Invocation, LoadError, hookimpl
from funcext_core.testing import (
    AppClient,
    AsyncAppClient,
    context,
    http_request,
    queue_message,
)
from testing.apps import Guard, Shout, hello, hello_async, make_app


TOKEN = {"authorization": "Bearer secret"}


class TestRequests:
    @pytest.mark.parametrize("function", [hello, hello_async])
    def test_a_single_function_is_an_app(self, function: Callable[..., object]) -> None:
        with AppClient(function, plugins=[Guard()]) as client:
            path = f"/api/{function.__name__}"
            refused = client.get(path)
            assert (refused.status_code, refused.text) == (401, "no token")
            assert client.get(path, headers=TOKEN, params={"name": "Ada"}).text == "hello Ada"

    def test_a_function_with_decorators_keeps_its_trigger(self) -> None:
        app = func.FunctionApp()
        builder = app.route(route="greet", methods=["POST"])(hello)
        with AppClient(builder) as client:
            assert client.post("/api/greet").text == "hello you"
            assert client.get("/api/greet").status_code == 404

    def test_a_blueprint_is_served_alone(self) -> None:
        blueprint = func.Blueprint()  # type: ignore[no-untyped-call] # the SDK's own lack
        blueprint.route(route="b")(hello)
        with AppClient(blueprint) as client:
            assert client.get("/api/b").text == "hello you"

    def test_a_failing_function_answers_500_and_is_logged(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        with AppClient(make_app()) as client:
            response = client.get("/api/fail")
        assert response.status_code == 500
        assert repr(response.extensions["funcext.result"].error) == "ValueError('no')"
        assert "ValueError: no" in caplog.text

    def test_or_it_raises_in_the_test(self) -> None:
        with (
            AppClient(make_app(), raise_errors=True) as client,
            pytest.raises(ValueError, match=r"^no$"),
        ):
            client.get("/api/fail")

    def test_no_function_answers_an_unknown_path(self, caplog: pytest.LogCaptureFixture) -> None:
        with AppClient(make_app()) as client:
            assert client.get("/hello").status_code == 404
        assert "/api/hello/{name?}" in caplog.text

    def test_a_response_keeps_its_headers_and_cookies(self) -> None:
        def bake(req: func.HttpRequest) -> func.HttpResponse:
            assert req.headers.get("x-a") == "1"
            headers = {"X-B": "2", "Set-Cookie": "a=1; Path=/"}
            return func.HttpResponse(b"x" * 3, status_code=201, headers=headers)

        with AppClient(bake) as client:
            client.headers["X-A"] = "1"
            response = client.post("/api/bake", json={"a": 1})
            assert (response.status_code, response.headers["x-b"]) == (201, "2")
            assert client.cookies["a"] == "1"
            assert response.headers["content-length"] == "3"
            assert client.head("/api/bake").content == b""

    def test_requests_may_come_from_many_threads(self) -> None:
        with AppClient(make_app(), plugins=[Shout()]) as client:

            def get(number: int) -> str:
                return client.get(f"/api/hello/n{number}?name=n{number}").text

            with ThreadPoolExecutor(8) as pool:
                texts = list(pool.map(get, range(40)))
        assert texts == [f"HELLO N{number}" for number in range(40)]
        assert len(client.results) == 40

    def test_an_async_client_does_the_same(self) -> None:
        async def main() -> None:
            async with AsyncAppClient(make_app(), plugins=[Shout(), Guard()]) as client:
                refused, async_answer = await asyncio.gather(
                    client.get("/api/hello"), client.get("/api/async", headers=TOKEN)
                )
                assert refused.status_code == 401
                assert async_answer.text == "HELLO YOU"
                result = await client.invoke("on_order", queue_message("hi"))
                assert result.value == "HI"
                assert (await client.get("/api/fail", headers=TOKEN)).status_code == 500

        asyncio.run(main())


class TestInvoke:
    def test_a_result_has_value_outputs_hooks_and_logs(self) -> None:
        class Noisy(Shout):
            @hookimpl
            def pre_invocation(self, invocation: Invocation) -> None:
                logging.getLogger("noisy").info("before %s", invocation.function.name)

        with AppClient(make_app(), plugins=[Noisy()]) as client:
            result = client.invoke("on_order", queue_message("hi"))
        assert result.value == "HI"
        assert result.outputs["$return"].value == "HI"
        assert [line.text for line in result.logs] == ["before on_order"]
        assert [(call.hook, call.changed) for call in result.hooks] == [
            ("pre_invocation", ()),
            ("post_invocation", ("value",)),
        ]
        assert client.results == (result,)

    def test_an_invocation_has_the_context_that_the_test_chooses(self) -> None:
        seen: list[func.Context] = []

        def on_order(msg: func.QueueMessage, context: func.Context) -> None:
            seen.append(context)

        parent = f"00-{'1' * 32}-{'2' * 16}-01"
        with AppClient(on_order) as client:
            chosen = context(id="id-1", trace_parent=parent, retry_count=2)
            result = client.invoke("on_order", queue_message("hi"), context=chosen)
        (got,) = seen
        assert result.id == got.invocation_id == "id-1"
        assert got.trace_context.trace_parent == parent
        assert got.retry_context.retry_count == 2

    def test_an_error_is_in_the_result(self) -> None:
        with AppClient(make_app()) as client:
            result = client.invoke("fail", http_request())
            assert not result.ok
            with pytest.raises(ValueError, match=r"^no$"):
                result.raise_for_error()
            returned = client.invoke("hello", http_request(url="/api/hello?name=Ada"))
            assert returned.raise_for_error().value == "hello Ada"

    def test_mistakes_of_the_test_raise(self) -> None:
        with AppClient(make_app()) as client:
            with pytest.raises(LookupError, match="The functions are: hello, hello_async,"):
                client.invoke("helo")
            with pytest.raises(ValueError, match=r"queue_message\(\) builds the input of a queueT"):
                client.invoke("hello", queue_message("hi"))
            with pytest.raises(ValueError, match="takes one input, not a list of 2"):
                client.invoke("on_order", [queue_message("a"), queue_message("b")])
            with pytest.raises(ValueError, match="no input binding 'db'"):
                client.invoke("hello", http_request(), inputs={"db": "x"})

    def test_a_closed_client_says_so(self) -> None:
        client = AppClient(make_app())
        with pytest.raises(RuntimeError, match="use the client in a with statement"):
            client.invoke("hello")
        with pytest.raises(RuntimeError, match="use the client in a with statement"):
            _ = client.plugins

    @pytest.mark.parametrize("app", [42, None, b"x"])
    def test_what_is_no_app_is_refused(self, app: object) -> None:
        with pytest.raises(TypeError, match="AppClient takes an app's folder, an app object"):
            AppClient(app).__enter__()  # type: ignore[arg-type] # the mistake

    @pytest.mark.parametrize(
        ("arguments", "text"),
        [
            ({"settings": {"LIMIT": 3}}, "settings: LIMIT is 3, and app settings are text: write"),
            ({"provides": [Shout()]}, r"provides takes a dict of values by type, such as {Pool: F"),
            ({"plugins": Shout()}, "takes a list of plugins, not a Shout"),
        ],
        ids=["settings", "provides", "plugins"],
    )
    def test_arguments_of_other_types_are_refused(
        self, arguments: dict[str, Any], text: str
    ) -> None:
        with pytest.raises(TypeError, match=text):
            AppClient(hello, **arguments)

    def test_a_function_whose_trigger_cannot_be_seen_is_refused(self) -> None:
        def guess(message: str) -> None: ...

        with pytest.raises(TypeError, match="the trigger of the function 'guess' cannot be seen"):
            AppClient(guess).__enter__()


class Life:
    """Records the hooks of the app's life, with the thread's loop."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    @hookimpl
    async def app_start(self, app: App) -> None:
        await asyncio.sleep(0)
        self.seen.append(f"start {len(app.functions)}")

    @hookimpl
    def app_stop(self, app: App) -> None:
        self.seen.append("stop")


class TestTheLifeCycle:
    def test_app_start_has_ended_in_the_block_and_app_stop_after_it(self) -> None:
        life = Life()
        with AppClient(make_app(), plugins=[life]) as client:
            assert life.seen == ["start 4"]
            assert client.plugins["life"] is life
        assert life.seen == ["start 4", "stop"]

    def test_async_stop_hooks_run_on_the_loop_of_the_start(self) -> None:
        loops = []

        class Pool:
            @hookimpl
            async def app_start(self, app: App) -> None:
                loops.append(asyncio.get_running_loop())

            @hookimpl
            async def app_stop(self, app: App) -> None:
                loops.append(asyncio.get_running_loop())

        with AppClient(hello, plugins=[Pool()]):
            pass
        assert len(loops) == 2
        assert loops[0] is loops[1]

    def test_nothing_is_left_behind(self) -> None:
        def state() -> tuple[object, ...]:
            root = logging.getLogger()
            return (
                dict(os.environ),
                list(sys.path),
                Path.cwd(),
                root.level,
                list(root.handlers),
                signal.getsignal(signal.SIGTERM),
                [thread.name for thread in threading.enumerate()],
            )

        before = state()
        with AppClient(make_app(), plugins=[Life()], settings={"GREETING": "hi"}) as client:
            assert os.environ["GREETING"] == "hi"
            client.get("/api/hello")
        assert state() == before

    def test_a_guard_that_does_not_start_fails_the_block_and_stops_what_started(self) -> None:
        life = Life()

        class Broken(Guard):
            @hookimpl
            def app_start(self, app: App) -> None:
                message = "no database"
                raise OSError(message)

        with pytest.raises(LoadError, match="no database"):
            AppClient(hello, plugins=[life, Broken()]).__enter__()
        assert life.seen == []  # it waited for its turn on the loop
        assert [thread for thread in threading.enumerate() if thread.name == "app"] == []

    def test_overlapping_clients_set_the_log_level_back(self) -> None:
        root = logging.getLogger()
        before = root.level
        first, second = AppClient(hello), AppClient(hello_async)
        first.__enter__()
        second.__enter__()
        first.__exit__()
        assert root.level == logging.INFO
        second.__exit__()
        assert root.level == before


APP = make_app()
INSTALLED = make_app()
HOST = funcext_core.install(INSTALLED, plugins=[Shout])


@HOST.pre_invocation
def answer_bob(invocation: Invocation) -> None:
    if invocation.request is not None and invocation.request.params.get("name") == "Bob":
        invocation.respond("not you, bob")


class TestAnAppAtModuleLevel:
    """One app object serves many tests."""

    @pytest.mark.parametrize("again", [1, 2])
    def test_it_is_served_again(self, again: int) -> None:
        with AppClient(APP) as client:
            assert client.get("/api/hello").text == "hello you"
        with AppClient(APP, plugins=[Shout()]) as client:
            assert client.get("/api/hello").text == "HELLO YOU"
        assert "get_functions" not in vars(APP)
        assert APP.functions_bindings is None

    @pytest.mark.parametrize("again", [1, 2])
    def test_its_own_plugins_are_there_with_those_of_the_test_inside(self, again: int) -> None:
        with AppClient(INSTALLED, plugins=[Guard()]) as client:
            assert [plugin.name for plugin in client.plugins] == ["shout", "guard", "answer_bob"]
            assert client.get("/api/hello").text == "no token"
            assert client.get("/api/hello", headers=TOKEN).text == "HELLO YOU"
            assert client.get("/api/hello?name=Bob", headers=TOKEN).text == "NOT YOU, BOB"
        assert [plugin.name for plugin in HOST] == ["shout", "answer_bob"]

    def test_plugins_built_from_settings_are_not_shared(self) -> None:
        with AppClient(INSTALLED) as first, AppClient(INSTALLED) as second:
            assert first.plugins["shout"] is not second.plugins["shout"]
            assert first.plugins["shout"] is not HOST["shout"]

    def test_hook_errors_are_counted_per_client(self) -> None:
        app = make_app()
        host = funcext_core.install(app)

        @host.pre_invocation
        def broken(invocation: Invocation) -> None:
            raise ValueError

        for _ in range(2):
            with AppClient(app) as client:
                client.get("/api/hello")
                assert client.plugins.stats()["broken"]["pre_invocation"]["errors"] == 1

    def test_the_workers_app_can_still_be_indexed(self) -> None:
        app = make_app()
        host = funcext_core.install(app, plugins=[Shout()])
        with AppClient(app) as client:
            client.get("/api/hello")
        assert len(app.get_functions()) == 4
        assert "frozen" in repr(host)

    def test_a_plugin_that_the_app_removed_stays_away(self) -> None:
        app = make_app()
        host = funcext_core.install(app, plugins=[Shout(), Guard()])
        host.unregister("guard")
        with AppClient(app) as client:
            assert [plugin.name for plugin in client.plugins] == ["shout"]

    def test_an_indexed_app_can_be_served(self) -> None:
        app = make_app()
        app.get_functions()
        with AppClient(app) as client:
            assert client.get("/api/hello").text == "hello you"


class TestUses:
    """A test process has the functions of many apps."""

    def test_those_of_other_apps_are_left_to_them(self) -> None:
        first, second = func.FunctionApp(), func.FunctionApp()
        for app, name in ((first, "first"), (second, "second")):
            builder = app.route(route=name)(funcext_core.use(Guard())(greeting()))
        served = [(hello, "hello", 200), (first, "first", 401), (second, "second", 401)]
        for source, path, status in [*served, (builder, "second", 401), *served]:
            with AppClient(source) as client:
                assert client.get(f"/api/{path}").status_code == status

    def test_those_of_a_function_and_of_a_blueprint(self) -> None:
        blueprint = func.Blueprint()  # type: ignore[no-untyped-call] # the SDK's own lack
        blueprint.route(route="b")(funcext_core.use(Guard())(greeting()))
        guarded = funcext_core.use(Guard())(greeting())
        for source, path in ((blueprint, "b"), (guarded, guarded.__name__)):
            with AppClient(source) as client:
                assert client.get(f"/api/{path}").status_code == 401

    def test_a_guard_that_a_decorator_hides_is_reported(self) -> None:
        guarded = funcext_core.use(Guard())(greeting())

        def hidden(req: func.HttpRequest) -> str:
            return guarded(req)

        with pytest.raises(LoadError, match=r"use\(\) of 'guard' above .* no effect on 'hidden'"):
            AppClient(hidden).__enter__()

    def test_one_that_an_app_in_a_folder_does_not_have_is_reported(self, tmp_path: Path) -> None:
        script = """
import azure.functions as func
import funcext_core
from testing.apps import Guard

app = func.FunctionApp()
funcext_core.install(app)

@funcext_core.use(Guard())
def lost(req): ...

@app.route(route="a")
def other(req: func.HttpRequest) -> str:
    return "other"
"""
        tmp_path.joinpath("function_app.py").write_text(script, "utf-8")
        for _ in "ab":
            with pytest.raises(LoadError, match=r"use\(\) of 'guard' above 'lost' has no effect"):
                AppClient(tmp_path).__enter__()
        with AppClient(hello) as client:
            assert client.get("/api/hello").status_code == 200


def greeting() -> Callable[[func.HttpRequest], str]:
    """Return a function of its own."""

    def greet(req: func.HttpRequest) -> str:
        return "hello"

    return greet


class TestHardCases:
    def test_a_sync_client_in_an_async_test(self) -> None:
        async def main() -> str:
            with AppClient(hello) as client:
                return client.get("/api/hello").text

        assert asyncio.run(main()) == "hello you"

    @pytest.mark.parametrize("kind", ["sync", "async"])
    def test_context_variables_of_the_test_are_not_the_apps(self, kind: str) -> None:
        variable = contextvars.ContextVar("variable", default="the app's")

        def read(req: func.HttpRequest) -> str:
            return variable.get()

        async def read_async(req: func.HttpRequest) -> str:
            return variable.get()

        with AppClient(read if kind == "sync" else read_async) as client:
            variable.set("the test's")
            assert client.get(f"/api/{client.functions[0]}").text == "the app's"

    def test_a_bound_method_is_a_function(self) -> None:
        class Shop:
            def order(self, req: func.HttpRequest) -> str:
                return type(self).__name__

        with AppClient(Shop().order) as client:
            assert client.get("/api/order").text == "Shop"

    def test_settings_of_the_test_come_over_those_of_install(self) -> None:
        name = "FUNCEXT_TIMER__APPEND_TO_HTTP_RESPONSE"
        app = make_app()
        funcext_core.install(app, settings={"FUNCEXT_PLUGINS": "timer", name: "1"})
        with AppClient(app) as client:
            assert "TimeElapsed" in client.get("/api/hello").text
        with AppClient(app, settings={name: "0"}) as client:
            assert client.get("/api/hello").text == "hello you"

    @pytest.mark.parametrize("plugins", [[], [Shout()]], ids=["bare", "layered"])
    def test_a_function_that_exits_fails_alone(self, plugins: list[object]) -> None:
        def leave(req: func.HttpRequest) -> str:
            raise SystemExit(3)

        with AppClient(leave, plugins=plugins) as client:
            assert client.get("/api/leave").status_code == 500
            assert client.get("/api/leave").status_code == 500

    def test_the_kill_switch_works(self) -> None:
        with AppClient(hello, plugins=[Guard()], settings={"FUNCEXT_DISABLED": "1"}) as client:
            assert client.get("/api/hello").text == "hello you"

    def test_a_client_is_used_once(self) -> None:
        client = AppClient(hello)
        with client:
            assert client.get("api/hello").text == "hello you"
            assert client.get("http://localhost/api/hello").text == "hello you"
        with pytest.raises(RuntimeError, match="closed"):
            client.get("/api/hello")
        before = threading.active_count()
        with pytest.raises(RuntimeError, match="make a new one for each with statement"):
            client.__enter__()
        assert threading.active_count() == before
