"""The driver of the library runtimes drives the published packages, by every way in."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import azure.functions as func
import pytest

from drivers import inputs
from drivers.interface import (
    HTTP_BINDINGS,
    TRIGGER_EXAMPLES,
    HttpReply,
    LoadFailure,
    TriggerExample,
    WorkerDied,
    function_json,
    http_request,
    write_app,
)
from drivers.library import WAYS, LibraryRuntime, Way
from drivers.params import needs_library_runtime


pytestmark = needs_library_runtime

V2 = """
import asyncio, contextvars, logging, threading, typing
import azure.functions as func

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
SEEN = []
VAR = contextvars.ContextVar("VAR", default=None)

@app.route(route="hello")
def hello(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    SEEN.append((threading.current_thread(), context))
    logging.getLogger("mine").info("hello")
    headers = {"x-a": "b", "Set-Cookie": "c=d"}
    return func.HttpResponse(req.get_body() + b"!", status_code=201, headers=headers)

@app.route(route="ahello")
async def ahello(req: func.HttpRequest) -> str:
    SEEN.append((threading.current_thread(), None))
    return req.params.get("name", "nobody")

@app.route(route="fails")
def fails(req: func.HttpRequest) -> str:
    raise ERRORS[req.params["error"]]

@app.route(route="afails")
async def afails(req: func.HttpRequest) -> str:
    raise ERRORS[req.params["error"]]

@app.route(route="send")
@app.queue_output(arg_name="message", queue_name="q", connection="c")
def send(req: func.HttpRequest, message: func.Out[str]) -> str:
    message.set("sent")
    return "done"

@app.timer_trigger(arg_name="tick", schedule="0 * * * * *")
def tick(tick: func.TimerRequest):
    return "a value"

class Custom(BaseException): ...
class Named(Exception): ...

ERRORS = {
    "value": ValueError("no"),
    "lines": ValueError("one: 1\\ntwo: 2"),
    "named": Named("mine"),
    "bare": ValueError(),
    "custom": Custom(),
    "exit": SystemExit(),
}
"""


@pytest.fixture(params=WAYS)
def runtime(request: pytest.FixtureRequest) -> Iterator[LibraryRuntime]:
    """A runtime for each way in."""
    way: Way = request.param
    runtime = LibraryRuntime(way=way)
    yield runtime
    runtime.close()


@pytest.fixture
def loaded(runtime: LibraryRuntime, tmp_path: Path) -> LibraryRuntime:
    """A runtime that serves the app of V2."""
    runtime.load(write_app(tmp_path, {"function_app.py": V2}))
    return runtime


def app_module(name: str = "function_app") -> ModuleType:
    return sys.modules[name]


def failing(error: str) -> dict[str, object]:
    return {"req": http_request(query={"error": error})}


class TestV2:
    def test_the_functions_of_the_app_are_served(self, loaded: LibraryRuntime) -> None:
        assert loaded.runtime.__name__ == "azure_functions_runtime"
        assert loaded.view("ahello").is_async
        assert not loaded.view("hello").is_async
        assert loaded.view("hello").wants_context
        with pytest.raises(LookupError, match="nothing"):
            loaded.view("nothing")

    def test_a_response_is_sent_with_status_headers_and_body(self, loaded: LibraryRuntime) -> None:
        result = loaded.invoke("hello", {"req": http_request("body", method="POST")})
        reply = result.value
        assert isinstance(reply, HttpReply)
        assert (reply.status, reply.body, reply.cookies) == (201, b"body!", (("c", "d"),))
        assert reply.headers["x-a"] == "b"

    def test_a_sync_function_runs_on_the_runtimes_pool(self, loaded: LibraryRuntime) -> None:
        loaded.invoke("hello", {"req": http_request()})
        ((thread, _),) = app_module().SEEN
        pool = loaded.runtime.get_threadpool_executor()
        assert thread in pool._threads

    def test_an_async_function_runs_on_the_loops_thread(self, loaded: LibraryRuntime) -> None:
        sent = {"req": http_request(query={"name": "Ann"})}
        assert loaded.invoke("ahello", sent).value == "Ann"
        ((thread, _),) = app_module().SEEN
        assert thread.name == "MainThread"

    def test_the_context_is_the_runtimes_own(self, loaded: LibraryRuntime, tmp_path: Path) -> None:
        loaded.invoke("hello", {"req": http_request()}, "id-1", trace_parent="00-1-2-01")
        ((_, context),) = app_module().SEEN
        assert not isinstance(context, func.Context)
        assert type(context).__module__ == "azure_functions_runtime.bindings.context"
        assert (context.invocation_id, context.function_name) == ("id-1", "hello")
        assert context.function_directory == str(tmp_path)
        assert context.trace_context.trace_parent == "00-1-2-01"

    def test_an_out_parameter_becomes_an_output(self, loaded: LibraryRuntime) -> None:
        result = loaded.invoke("send", {"req": http_request()})
        assert (result.value, result.outputs) == ("done", {"message": "sent"})

    def test_a_value_without_a_return_binding_fails_the_invocation(
        self, loaded: LibraryRuntime
    ) -> None:
        result = loaded.invoke("tick", {"tick": inputs.timer()})
        assert result.exception is not None
        assert result.exception.type == "RuntimeError"

    @pytest.mark.parametrize("name", ["fails", "afails"])
    @pytest.mark.parametrize(
        ("error", "type", "text"),
        [
            ("value", "ValueError", "no"),
            ("lines", "ValueError", "one: 1\ntwo: 2"),
            ("named", "Named", "mine"),
            ("bare", "ValueError", ""),
        ],
    )
    def test_an_exception_is_reported_in_the_same_way_on_every_way_in(
        self, loaded: LibraryRuntime, name: str, error: str, type: str, text: str
    ) -> None:
        result = loaded.invoke(name, failing(error))
        assert result.exception is not None
        assert (result.ok, result.no_response) == (False, False)
        assert (result.exception.type, result.exception.text) == (type, text)
        assert "function_app.py" in result.exception.trace

    @pytest.mark.parametrize("name", ["fails", "afails"])
    def test_a_base_exception_is_never_answered(self, loaded: LibraryRuntime, name: str) -> None:
        result = loaded.invoke(name, failing("custom"))
        assert (result.no_response, result.worker_died) == (True, False)
        assert loaded.invoke("ahello", {"req": http_request()}).ok

    def test_system_exit_in_an_async_function_ends_the_worker(self, loaded: LibraryRuntime) -> None:
        result = loaded.invoke("afails", failing("exit"))
        assert (result.no_response, result.worker_died) == (True, True)
        with pytest.raises(WorkerDied, match="has died"):
            loaded.invoke("ahello", {"req": http_request()})

    def test_any_number_of_invocations_run_at_the_same_time(self, loaded: LibraryRuntime) -> None:
        async def all_of_them() -> list[object]:
            names = [str(number) for number in range(20)]
            calls = (
                loaded.ainvoke("ahello", {"req": http_request(query={"name": name})})
                for name in names
            )
            return [result.value for result in await asyncio.gather(*calls)]

        assert loaded.run(all_of_them()) == [str(number) for number in range(20)]

    def test_a_sync_functions_log_lines_carry_the_invocations_id(
        self, loaded: LibraryRuntime
    ) -> None:
        loaded.invoke("hello", {"req": http_request()}, "id-1")
        (line,) = [line for line in loaded.logs if line.category == "mine"]
        assert (line.text, line.system, line.invocation_id) == ("hello", False, "id-1")

    @pytest.mark.parametrize("name", ["hello_id", "ahello_id"])
    def test_the_runtimes_variable_has_the_id_but_for_async_functions_with_protos(
        self, runtime: LibraryRuntime, tmp_path: Path, name: str
    ) -> None:
        """Those have it in their task, from the process that hosts the runtime."""
        source = """
from azure_functions_runtime import invocation_id_cv

def ids():
    try:
        task = asyncio.current_task()
    except RuntimeError:
        task = None
    return f"{invocation_id_cv.get()} {getattr(task, '__azure_function_invocation_id__', None)}"

@app.route(route="one")
def hello_id(req: func.HttpRequest) -> str:
    return ids()

@app.route(route="two")
async def ahello_id(req: func.HttpRequest) -> str:
    return ids()
"""
        runtime.load(write_app(tmp_path, {"function_app.py": V2 + source}))
        value = runtime.invoke(name, {"req": http_request()}, "id-1").value
        if name == "hello_id":
            assert value == "id-1 None"
        else:
            assert value == ("None id-1" if runtime.way == "handle_event" else "id-1 None")

    def test_the_context_has_the_trace_that_the_host_sent(
        self, loaded: LibraryRuntime, tmp_path: Path
    ) -> None:
        loaded.invoke("hello", {"req": http_request()}, trace_parent="00-a-b-01")
        ((_, context),) = app_module().SEEN
        assert context.trace_context.trace_parent == "00-a-b-01"

    def test_worker_extensions_never_run(self, tmp_path: Path) -> None:
        source = """
from azure.functions import AppExtensionBase
class Extension(AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, *args, **kwargs): SEEN.append("pre")
"""
        runtime = LibraryRuntime(settings={"PYTHON_ENABLE_WORKER_EXTENSIONS": "1"})
        try:
            runtime.load(write_app(tmp_path, {"function_app.py": V2 + source}))
            assert func.ExtensionMeta.get_application_hooks() is not None
            assert runtime.invoke("ahello", {"req": http_request()}).ok
            assert "pre" not in app_module().SEEN
        finally:
            runtime.close()


class TestLoadingV2:
    @pytest.mark.parametrize(
        ("source", "message"),
        [
            ("raise RuntimeError('no plugin')", "RuntimeError: no plugin"),
            ("raise ImportError('no plugin')", "ImportError: no plugin. "),
            ("other = app", "ValueError: More than one"),
            ('@app.route(route="b")\ndef b(x: func.HttpRequest): ...', "FunctionLoadError: "),
        ],
    )
    def test_a_failure_carries_the_runtimes_message(
        self, tmp_path: Path, source: str, message: str
    ) -> None:
        runtime = LibraryRuntime()
        try:
            with pytest.raises(LoadFailure) as caught:
                runtime.load(write_app(tmp_path, {"function_app.py": f"{V2}\n{source}"}))
            assert caught.value.message.startswith(message)
            assert caught.value.served == ()
        finally:
            runtime.close()

    def test_a_load_starts_without_state_of_the_previous_one(
        self, runtime: LibraryRuntime, tmp_path: Path
    ) -> None:
        source = V2.replace("hello", "greet")
        runtime.load(write_app(tmp_path / "a", {"function_app.py": V2}))
        before = runtime.runtime
        names = runtime.load(write_app(tmp_path / "b", {"function_app.py": source}))
        assert names == ("greet", "agreet", "fails", "afails", "send", "tick")
        assert runtime.runtime is not before
        registry = sys.modules["azure_functions_runtime.handle_event"]._functions
        assert len(registry._functions) == len(names)

    def test_only_the_runtime_that_serves_the_app_is_imported(self, loaded: LibraryRuntime) -> None:
        workers = (
            "azure_functions_runtime",
            "azure_functions_runtime_v1",
            "azure_functions_worker",
        )
        assert [name for name in workers if name in sys.modules] == ["azure_functions_runtime"]
        loaded.close()
        assert not [name for name in workers if name in sys.modules]


@pytest.mark.parametrize("example", TRIGGER_EXAMPLES, ids=str)
def test_a_functions_argument_is_what_the_sdk_makes_of_the_triggers_data(
    runtime: LibraryRuntime, tmp_path: Path, example: TriggerExample
) -> None:
    runtime.load(write_app(tmp_path, {"function_app.py": f"{V2}\n{example.source}"}))
    result = runtime.invoke("f", {"arg": example.sent})
    assert result.ok, result.exception
    assert [example.seen] == app_module().SEEN


class TestDurable:
    SOURCE = """
import azure.durable_functions as df
app = df.DFApp()

@app.orchestration_trigger(context_name="context")
def orchestrate(context: df.DurableOrchestrationContext):
    done = yield context.call_activity("act", context.get_input())
    return done

@app.entity_trigger(context_name="context")
def counter(context):
    context.set_state(context.get_state(lambda: 0) + context.get_input())
"""

    def test_orchestrators_and_entities_answer_in_json(
        self, runtime: LibraryRuntime, tmp_path: Path
    ) -> None:
        pytest.importorskip("azure.durable_functions", reason="azure-functions-durable is absent")
        runtime.load(write_app(tmp_path, {"function_app.py": self.SOURCE}))
        sent = inputs.orchestration("orchestrate", 1)
        state = json.loads(str(runtime.invoke("orchestrate", {"context": sent}).value))
        assert state["actions"][0][0]["functionName"] == "act"
        sent = inputs.entity("counter", "add", 2, state=40)
        state = json.loads(str(runtime.invoke("counter", {"context": sent}).value))
        assert (state["entityState"], state["results"][0]["isError"]) == ("42", False)


class TestV1:
    SCRIPT = """
import threading
SEEN = []
def main(req, context) -> str:
    SEEN.append((threading.current_thread(), context))
    if "bad" in req.params:
        raise ValueError("bad")
    return f"{__name__} {context.function_name}"
async def start(req) -> str:
    return "started"
"""

    def app(self, directory: Path) -> Path:
        files = {
            "a/function.json": function_json(*HTTP_BINDINGS, scriptFile="../shared/run.py"),
            "b/function.json": function_json(*HTTP_BINDINGS, scriptFile="../shared/run.py"),
            "c/function.json": function_json(*HTTP_BINDINGS, entryPoint="start"),
            "c/__init__.py": self.SCRIPT,
            "shared/run.py": self.SCRIPT,
        }
        return write_app(directory, files)

    def test_functions_are_loaded_from_their_descriptions(
        self, runtime: LibraryRuntime, tmp_path: Path
    ) -> None:
        assert runtime.load(self.app(tmp_path)) == ("a", "b", "c")
        assert runtime.runtime.__name__ == "azure_functions_runtime_v1"
        for name in ("a", "b"):
            value = runtime.invoke(name, {"req": http_request()}).value
            assert value == f"__app__.shared.run {name}"
        assert runtime.invoke("c", {"req": http_request()}).value == "started"
        assert runtime.view("b").directory == str(tmp_path / "b")

    def test_a_sync_function_runs_on_the_pool_and_its_error_is_reported(
        self, runtime: LibraryRuntime, tmp_path: Path
    ) -> None:
        runtime.load(self.app(tmp_path))
        result = runtime.invoke("a", {"req": http_request(query={"bad": "1"})}, "id-1")
        assert str(result.exception) == "ValueError: bad"
        ((thread, context),) = app_module("__app__.shared.run").SEEN
        assert thread in runtime.runtime.get_threadpool_executor()._threads
        assert context.invocation_id == "id-1"

    def test_one_function_that_does_not_load_leaves_the_others_served(
        self, runtime: LibraryRuntime, tmp_path: Path
    ) -> None:
        unfit = function_json(*HTTP_BINDINGS[:1], scriptFile="../shared/other.py")
        other = {"b/function.json": unfit, "shared/other.py": "def main(other): ..."}
        app = write_app(self.app(tmp_path), other)
        with pytest.raises(LoadFailure, match="FunctionLoadError") as caught:
            runtime.load(app)
        assert caught.value.served == ("a", "c")
        assert list(caught.value.failures) == ["b"]
        assert runtime.invoke("a", {"req": http_request()}).ok

    def test_each_load_imports_the_scripts_again(
        self, runtime: LibraryRuntime, tmp_path: Path
    ) -> None:
        for folder in ("first", "second"):
            runtime.load(self.app(tmp_path / folder))
            runtime.invoke("a", {"req": http_request()})
            module = app_module("__app__.shared.run")
            assert str(module.__file__).startswith(str(tmp_path / folder))
            assert len(module.SEEN) == 1


class TestStreaming:
    SOURCE = """
import azure.functions as func
from azurefunctions.extensions.http.fastapi import JSONResponse, Request

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

@app.route(route="stream/{id}")
async def stream(req: Request) -> JSONResponse:
    if req.path_params["id"] == "bad":
        raise ValueError("bad id")
    return JSONResponse({"id": req.path_params["id"]})
"""

    def test_a_function_gets_the_frameworks_request_and_its_response_goes_out_as_it_is(
        self, runtime: LibraryRuntime, tmp_path: Path
    ) -> None:
        pytest.importorskip("azurefunctions.extensions.http.fastapi")
        requests = pytest.importorskip("starlette.requests")
        runtime.load(write_app(tmp_path, {"function_app.py": self.SOURCE}))
        for key, outcome in (("1", b'{"id":"1"}'), ("bad", None)):
            request = requests.Request({"type": "http", "headers": [], "path_params": {}})
            sent = http_request(route_params={"id": key}, stream=request)
            result = runtime.invoke("stream", {"req": sent})
            assert getattr(result.value, "body", None) == outcome
        assert str(result.exception) == "ValueError: bad id"
