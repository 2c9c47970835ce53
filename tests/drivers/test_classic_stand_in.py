"""The stand-in for the classic worker behaves as the worker does, fact by fact.

Each test states one fact of how the classic worker behaves that other tests take for granted.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import azure.functions as func
import pytest

from drivers import inputs
from drivers.classic import ClassicWorker, Context
from drivers.interface import (
    HTTP_BINDINGS,
    TRIGGER_EXAMPLES,
    HttpReply,
    LoadFailure,
    TriggerExample,
    WorkerDied,
    function_json,
    http_request,
    mcp_tool,
    write_app,
)


SCRIPT_ROOT = "AzureWebJobsScriptRoot"
EXTENSIONS_ON = {"PYTHON_ENABLE_WORKER_EXTENSIONS": "true"}

# A v2 app that notes what happens in SEEN; tests append functions and extensions to it.
PRELUDE = """
import asyncio, contextvars, functools, logging, threading, types, typing
import azure.functions as func
from azure.functions import AppExtensionBase, Context, FuncExtensionBase

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
SEEN = []
"""

HELLO = """
@app.route(route="hello")
def hello(req: func.HttpRequest) -> str:
    SEEN.append("hello")
    return req.params.get("name", "nobody")
"""

RECORDER = """
class Recorder(AppExtensionBase):
    @classmethod
    def post_function_load_app_level(cls, name, directory, *args, **kwargs):
        SEEN.append((cls.__name__, "load", name, directory))

    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        SEEN.append((cls.__name__, "pre"))

    @classmethod
    def post_invocation_app_level(cls, logger, context, func_args, func_ret, *args, **kwargs):
        SEEN.append((cls.__name__, "post", func_ret))
"""


NOTES_LOAD = 'SEEN.append((cls.__name__, "load", name, directory))'


@pytest.fixture
def worker() -> Iterator[ClassicWorker]:
    """A worker with extensions turned on."""
    worker = ClassicWorker(settings=EXTENSIONS_ON)
    yield worker
    worker.close()


def v2(directory: Path, *parts: str) -> Path:
    """Write a v2 app of PRELUDE and *parts*."""
    return write_app(directory, {"function_app.py": "\n".join((PRELUDE, *parts))})


def v1(directory: Path, files: Mapping[str, str]) -> Path:
    """Write a v1 app: for each folder with a script, a function.json with an HTTP binding."""
    folders = {name.split("/")[0] for name in files if name.endswith("/__init__.py")}
    described = {f"{folder}/function.json": function_json(*HTTP_BINDINGS) for folder in folders}
    return write_app(directory, {**described, **files})


def app_module(name: str = "function_app") -> ModuleType:
    return sys.modules[name]


def hook(stage: str, *lines: str, extension: str = "Extension") -> str:
    """Return the source of an application extension with one hook at *stage*."""
    more = "func_ret, " if stage == "post_invocation_app_level" else ""
    body = "".join(f"        {line}\n" for line in lines)
    return (
        f"class {extension}(AppExtensionBase):\n"
        "    @classmethod\n"
        f"    def {stage}(cls, logger, context, func_args, {more}*args, **kwargs):\n{body}"
    )


PRE, POST = "pre_invocation_app_level", "post_invocation_app_level"


class TestLoadingV2:
    def test_the_functions_of_the_one_app_in_the_script_are_served(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        assert worker.load(v2(tmp_path, HELLO)) == ("hello",)
        assert worker.invoke("hello", {"req": http_request(query={"name": "Ann"})}).value == "Ann"

    @pytest.mark.parametrize("line", ["del app", "other = func.FunctionApp()", "other = app"])
    def test_the_script_must_bind_exactly_one_name_to_an_app(
        self, worker: ClassicWorker, tmp_path: Path, line: str
    ) -> None:
        with pytest.raises(LoadFailure, match="exactly one name") as caught:
            worker.load(v2(tmp_path, HELLO, line))
        assert caught.value.message.startswith("ValueError: ")

    def test_one_function_that_does_not_fit_takes_the_whole_app_with_it(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        bad = '@app.route(route="bad")\ndef bad(other: func.HttpRequest) -> str: ...'
        with pytest.raises(LoadFailure) as caught:
            worker.load(v2(tmp_path, HELLO, bad))
        assert caught.value.served == ()
        with pytest.raises(LookupError):
            worker.invoke("hello", {"req": http_request()})

    def test_two_functions_of_one_name_fail_the_index(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        with pytest.raises(LoadFailure, match="unique function name"):
            worker.load(v2(tmp_path, HELLO, HELLO))

    def test_an_import_error_keeps_its_type_and_gets_a_hint_appended(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        with pytest.raises(LoadFailure) as caught:
            worker.load(v2(tmp_path, "raise ImportError('no plugin')"))
        assert caught.value.message.startswith("ImportError: no plugin. ")
        assert "requirements.txt" in caught.value.message

    def test_any_other_error_of_the_script_is_reported_unchanged(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        with pytest.raises(LoadFailure) as caught:
            worker.load(v2(tmp_path, "raise RuntimeError('no plugin')"))
        assert caught.value.message == "RuntimeError: no plugin"

    def test_a_script_without_functions_serves_nothing(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        assert worker.load(v2(tmp_path)) == ()

    def test_the_script_is_imported_on_the_running_loops_thread(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(
            v2(tmp_path, "LOOP = asyncio.get_running_loop(); THREAD = threading.current_thread()")
        )
        assert app_module().THREAD.name == "MainThread"


class TestLoadingV1:
    SCRIPT = "def main(req) -> str:\n    return __name__\n"

    @pytest.mark.parametrize(
        ("entries", "script", "module"),
        [
            ({}, "hello/__init__.py", "__app__.hello"),
            ({"scriptFile": "main.py"}, "hello/main.py", "__app__.hello.main"),
            ({"scriptFile": "../shared/run.py"}, "shared/run.py", "__app__.shared.run"),
        ],
    )
    def test_a_script_is_imported_inside_the_app_namespace(
        self,
        worker: ClassicWorker,
        tmp_path: Path,
        entries: dict[str, str],
        script: str,
        module: str,
    ) -> None:
        description = function_json(*HTTP_BINDINGS, **entries)
        app = write_app(tmp_path, {"hello/function.json": description, script: self.SCRIPT})
        assert worker.load(app) == ("hello",)
        assert worker.invoke("hello", {"req": http_request()}).value == module

    def test_the_entry_point_is_the_one_in_the_description(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        description = function_json(*HTTP_BINDINGS, entryPoint="start")
        script = "def start(req) -> str:\n    return 'started'\n"
        app = write_app(tmp_path, {"hello/function.json": description, "hello/__init__.py": script})
        worker.load(app)
        assert worker.invoke("hello", {"req": http_request()}).value == "started"

    def test_two_functions_may_share_one_script(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        description = function_json(*HTTP_BINDINGS, scriptFile="../shared/run.py")
        script = "def main(req, context) -> str:\n    return context.function_name\n"
        files = {"a/function.json": description, "b/function.json": description}
        assert worker.load(write_app(tmp_path, {**files, "shared/run.py": script})) == ("a", "b")
        assert worker.invoke("b", {"req": http_request()}).value == "b"

    def test_one_function_that_does_not_load_leaves_the_others_served(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        broken = "def main(other) -> str: ..."
        app = v1(tmp_path, {"bad/__init__.py": broken, "good/__init__.py": self.SCRIPT})
        with pytest.raises(LoadFailure) as caught:
            worker.load(app)
        assert caught.value.served == ("good",)
        assert list(caught.value.failures) == ["bad"]
        assert worker.invoke("good", {"req": http_request()}).ok

    def test_a_missing_entry_point_is_a_load_failure(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        with pytest.raises(LoadFailure, match=r"has no main\(\)"):
            worker.load(v1(tmp_path, {"hello/__init__.py": ""}))

    def test_the_functions_directory_is_its_folder(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v1(tmp_path, {"hello/__init__.py": self.SCRIPT}))
        assert worker.view("hello").directory == str(tmp_path / "hello")


USER = "def user(req: func.HttpRequest) -> str: return 'user'"


def wrapped(*lines: str, user: str = USER) -> str:
    """Return a v2 function named hello whose user function is wrapped as *lines* say."""
    return "\n".join((user, *lines, 'app.route(route="hello")(wrapper)'))


PLAIN_WRAPPER = "def wrapper(**kwargs): return user(**kwargs)"
WRAPS = "@functools.wraps(user)\n" + PLAIN_WRAPPER
WITH_CONTEXT = WRAPS.replace("return user", "SEEN.append(kwargs.pop('context')); return user")
ADDED_CONTEXT = """
import inspect
sig = inspect.signature(user)
extra = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY)
wrapper.__signature__ = sig.replace(parameters=[*sig.parameters.values(), extra])
"""
HINTED = "wrapper.__annotations__ = {**user.__annotations__, 'context': HINT}"
CALLABLE = """
class Callable:
    __name__ = "hello"
    def __call__(self, req): return "called"
wrapper = Callable()
"""


class TestWrappedFunctions:
    WRAP = "from lib.wrapping import wrap; wrapper = wrap(user)"
    LIBRARY = """
import functools
def wrap(user):
    @functools.wraps(user)
    def wrapper(**kwargs): return user(**kwargs)
    return wrapper
"""

    @pytest.mark.parametrize(
        "lines",
        [
            pytest.param((WRAPS,), id="functools.wraps, sync over sync"),
            pytest.param((WITH_CONTEXT, ADDED_CONTEXT), id="a signature with context"),
            pytest.param(
                (
                    WITH_CONTEXT,
                    ADDED_CONTEXT,
                    "class Context: ...",
                    HINTED.replace("HINT", "Context"),
                ),
                id="context hinted with any class named Context",
            ),
            pytest.param(
                (WITH_CONTEXT, ADDED_CONTEXT, HINTED.replace("HINT", "'func.Context'")),
                id="context hinted with a string",
            ),
            pytest.param(
                (
                    "class Holder:\n    def hello(self, req): return user(req=req)",
                    "wrapper = Holder().hello",
                ),
                id="a bound method",
            ),
        ],
    )
    def test_these_load_and_run(
        self, worker: ClassicWorker, tmp_path: Path, lines: tuple[str, ...]
    ) -> None:
        (name,) = worker.load(v2(tmp_path, wrapped(*lines)))
        assert worker.invoke(name, {"req": http_request()}).value == "user"

    @pytest.mark.parametrize(
        ("lines", "error"),
        [
            pytest.param((PLAIN_WRAPPER,), "FunctionLoadError", id="no functools.wraps"),
            pytest.param(
                (WITH_CONTEXT, ADDED_CONTEXT, HINTED.replace("HINT", "typing.Any")),
                "FunctionLoadError",
                id="context hinted with Any",
            ),
            pytest.param(
                (
                    WITH_CONTEXT,
                    ADDED_CONTEXT,
                    HINTED.replace("HINT", "typing.Optional[func.Context]"),
                ),
                "FunctionLoadError",
                id="context hinted with Optional",
            ),
            pytest.param(
                ("wrapper = functools.partial(user); wrapper.__name__ = 'hello'",),
                "TypeError",
                id="functools.partial",
            ),
            pytest.param((CALLABLE,), "TypeError", id="a callable instance"),
        ],
    )
    def test_these_fail_to_load(
        self, worker: ClassicWorker, tmp_path: Path, lines: tuple[str, ...], error: str
    ) -> None:
        with pytest.raises(LoadFailure) as caught:
            worker.load(v2(tmp_path, wrapped(*lines)))
        assert caught.value.message.startswith(f"{error}: ")

    def test_async_over_async_stays_async(self, worker: ClassicWorker, tmp_path: Path) -> None:
        wrapper = WRAPS.replace("def ", "async def ").replace("return user", "return await user")
        worker.load(v2(tmp_path, wrapped(wrapper, user=f"async {USER}")))
        assert worker.view("user").is_async
        assert worker.invoke("user", {"req": http_request()}).value == "user"

    @pytest.mark.filterwarnings("ignore:coroutine 'user' was never awaited:RuntimeWarning")
    def test_sync_over_async_is_sync_and_its_coroutine_cannot_be_sent(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v2(tmp_path, wrapped(WRAPS, user=f"async {USER}")))
        assert not worker.view("user").is_async
        result = worker.invoke("user", {"req": http_request()})
        assert result.exception is not None
        assert result.exception.type == "TypeError"

    def test_an_added_context_is_injected_into_a_function_that_never_declared_it(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v2(tmp_path, wrapped(WITH_CONTEXT, ADDED_CONTEXT)))
        worker.invoke("user", {"req": http_request()}, "id-1")
        assert app_module().SEEN[0].invocation_id == "id-1"

    def test_the_file_of_the_wrappers_code_decides_the_functions_directory(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        fix = "wrapper.__code__ = wrapper.__code__.replace(co_filename=user.__code__.co_filename)"
        app = write_app(tmp_path, {"lib/wrapping.py": self.LIBRARY})
        worker.load(v2(app, wrapped(self.WRAP)))
        assert worker.view("user").directory == str(tmp_path / "lib")
        worker.load(v2(app, wrapped(self.WRAP, fix)))
        assert worker.view("user").directory == str(tmp_path)

    def test_hints_that_are_strings_are_resolved_where_the_innermost_function_was_defined(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        app = write_app(tmp_path, {"lib/wrapping.py": self.LIBRARY})
        user = USER.replace("func.HttpRequest", "'func.HttpRequest'")
        worker.load(v2(app, wrapped(self.WRAP, user=user)))
        assert worker.invoke("user", {"req": http_request()}).value == "user"
        cut = "import inspect; wrapper.__signature__ = inspect.signature(user)"
        with pytest.raises(LoadFailure, match="NameError: name 'func'"):
            worker.load(v2(app, wrapped(self.WRAP, cut, "del wrapper.__wrapped__", user=user)))


class TestFunctionsAndTheirBindings:
    @pytest.mark.parametrize(
        ("source", "problem"),
        [
            ("def f(req: func.HttpRequest, extra) -> str: ...", r"no binding .*extra"),
            ("def f() -> str: ...", r"no parameter .*req"),
            ("def f(req: func.TimerRequest) -> str: ...", "does not take"),
            ("def f(req: 'func.HttpRequest | None') -> str: ...", "not with a type"),
            ("def f(req: func.Out[str]) -> str: ...", "Out exactly if"),
            ("def f(req: func.HttpRequest) -> int: ...", "return binding"),
            ("def f(req: func.HttpRequest) -> 'str | None': ...", "not a type"),
            ("def f(req, context: str) -> str: ...", "context"),
        ],
    )
    def test_a_mismatch_is_a_function_load_error(
        self, worker: ClassicWorker, tmp_path: Path, source: str, problem: str
    ) -> None:
        with pytest.raises(LoadFailure, match=problem) as caught:
            worker.load(v2(tmp_path, f'@app.route(route="f")\n{source}'))
        assert caught.value.message.startswith("FunctionLoadError: ")

    @pytest.mark.parametrize(
        "bad",
        [
            {"type": "queue", "direction": "inout", "name": "message"},
            {"type": "http", "direction": "in", "name": "$return"},
        ],
    )
    def test_a_direction_that_python_does_not_have_is_a_function_load_error(
        self, worker: ClassicWorker, tmp_path: Path, bad: dict[str, str]
    ) -> None:
        description = function_json(HTTP_BINDINGS[0], bad)
        script = "def main(req, message): ..."
        app = write_app(tmp_path, {"f/function.json": description, "f/__init__.py": script})
        with pytest.raises(LoadFailure, match="FunctionLoadError"):
            worker.load(app)

    def test_a_value_without_a_return_binding_fails_the_invocation(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        source = """
@app.timer_trigger(arg_name="tick", schedule="0 * * * * *")
def tick(tick: func.TimerRequest):
    return "a value"
"""
        worker.load(v2(tmp_path, source))
        result = worker.invoke("tick", {"tick": inputs.timer()})
        assert not result.ok
        assert result.exception is not None
        assert result.exception.type == "RuntimeError"

    def test_a_binding_named_context_gets_its_data_and_no_context(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        source = """
@app.generic_trigger(arg_name="context", type="somethingTrigger")
def run(context: str) -> str:
    return context
"""
        worker.load(v2(tmp_path, source))
        assert not worker.view("run").wants_context
        assert worker.invoke("run", {"context": "data"}).value == "data"

    def test_a_route_parameter_as_an_argument_fails_the_index(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        source = """
@app.route(route="orders/{id}")
def order(req: func.HttpRequest, id: str) -> str: ...
"""
        with pytest.raises(LoadFailure) as caught:
            worker.load(v2(tmp_path, HELLO, source))
        assert caught.value.served == ()

    @pytest.mark.parametrize("kind", ["def", "async def"])
    def test_the_dispatcher_knows_the_invocation_that_has_no_context(
        self, worker: ClassicWorker, tmp_path: Path, kind: str
    ) -> None:
        """The running task has the id, too, of an async function."""
        source = f"""
from azure_functions_worker.dispatcher import get_current_invocation_id

@app.generic_trigger(arg_name="context", type="mcpToolTrigger", toolName="t")
{kind} tool(context) -> str:
    try:
        task = asyncio.current_task()
    except RuntimeError:
        task = None
    on_task = getattr(task, "__azure_function_invocation_id__", None)
    return json.dumps([get_current_invocation_id(), on_task])
"""
        worker.load(v2(tmp_path, "import asyncio, json", source))
        value = worker.invoke("tool", {"context": mcp_tool("t")}, "id-1").value
        assert json.loads(str(value)) == ["id-1", "id-1" if kind == "async def" else None]

    def test_an_out_parameter_becomes_an_output(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        source = """
@app.route(route="send")
@app.queue_output(arg_name="message", queue_name="q", connection="c")
@app.queue_output(arg_name="unused", queue_name="q", connection="c")
def send(req: func.HttpRequest, message: func.Out[str], unused: func.Out[str]) -> str:
    SEEN.append(isinstance(message, func.Out))
    message.set("sent")
    return "done"
"""
        worker.load(v2(tmp_path, source))
        result = worker.invoke("send", {"req": http_request()})
        assert (result.value, result.outputs) == ("done", {"message": "sent"})
        assert app_module().SEEN == [False]  # The worker's Out is not a subclass of the SDK's.

    def test_a_response_is_sent_with_status_headers_and_body(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        source = """
@app.route(route="r")
async def r(req: func.HttpRequest) -> func.HttpResponse:
    headers = {"x-a": "b", "Set-Cookie": "c=d"}
    return func.HttpResponse(req.get_body() + b"!", status_code=201, headers=headers)
"""
        worker.load(v2(tmp_path, source))
        reply = worker.invoke("r", {"req": http_request(b"body", method="POST")}).value
        assert isinstance(reply, HttpReply)
        assert (reply.status, reply.body, reply.cookies) == (201, b"body!", (("c", "d"),))
        assert reply.headers["x-a"] == "b"


@pytest.mark.parametrize("example", TRIGGER_EXAMPLES, ids=str)
def test_a_functions_argument_is_what_the_sdk_makes_of_the_triggers_data(
    worker: ClassicWorker, tmp_path: Path, example: TriggerExample
) -> None:
    worker.load(v2(tmp_path, example.source))
    result = worker.invoke("f", {"arg": example.sent})
    assert result.ok, result.exception
    assert [example.seen] == app_module().SEEN


DURABLE = """
import azure.durable_functions as df
import azure.functions as func
app = df.DFApp()

@app.orchestration_trigger(context_name="context")
def orchestrate(context: df.DurableOrchestrationContext):
    done = yield context.call_activity("act", context.get_input())
    return done

@app.entity_trigger(context_name="context")
def counter(context):
    context.set_state(context.get_state(lambda: 0) + context.get_input())
    context.set_result(context.get_state())

@app.activity_trigger(input_name="n")
def act(n: int) -> int:
    return n + 1

@app.route(route="start")
@app.durable_client_input(client_name="client")
async def start(req: func.HttpRequest, client: df.DurableOrchestrationClient) -> str:
    return client.create_http_management_payload("id-1")["id"]
"""


class TestDurable:
    @pytest.fixture
    def durable(self, worker: ClassicWorker, tmp_path: Path) -> ClassicWorker:
        pytest.importorskip("azure.durable_functions", reason="azure-functions-durable is absent")
        worker.load(write_app(tmp_path, {"function_app.py": DURABLE}))
        return worker

    def test_an_orchestrator_is_a_sync_function_whose_context_is_a_binding(
        self, durable: ClassicWorker
    ) -> None:
        view = durable.view("orchestrate")
        assert not view.is_async
        assert not view.wants_context
        sent = inputs.orchestration("orchestrate", 1)
        state = json.loads(str(durable.invoke("orchestrate", {"context": sent}).value))
        assert state["isDone"] is False
        assert state["actions"][0][0]["functionName"] == "act"

    def test_an_orchestrator_that_replays_continues_from_its_history(
        self, durable: ClassicWorker
    ) -> None:
        event = {"EventId": 0, "IsPlayed": True, "Timestamp": "2024-01-01T00:00:01.000000Z"}
        scheduled = {**event, "EventType": 4, "Name": "act", "Version": None, "Input": "[1]"}
        completed = {**event, "EventId": -1, "EventType": 5, "TaskScheduledId": 0, "Result": "2"}
        sent = inputs.orchestration("orchestrate", 1, replayed=[scheduled, completed])
        state = json.loads(str(durable.invoke("orchestrate", {"context": sent}).value))
        assert (state["isDone"], state["output"]) == (True, 2)

    def test_an_entity_reports_state_and_result(self, durable: ClassicWorker) -> None:
        sent = inputs.entity("counter", "add", 2, state=40)
        state = json.loads(str(durable.invoke("counter", {"context": sent}).value))
        assert (state["entityState"], state["results"][0]["isError"]) == ("42", False)

    def test_an_entitys_error_is_a_result(self, durable: ClassicWorker) -> None:
        sent = inputs.entity("counter", "add", "two", state=40)
        result = durable.invoke("counter", {"context": sent})
        assert result.ok
        (operation,) = json.loads(str(result.value))["results"]
        assert operation["isError"] is True
        assert "unsupported operand" in operation["result"]

    def test_an_activity_takes_and_returns_json(self, durable: ClassicWorker) -> None:
        assert durable.invoke("act", {"n": inputs.activity(1)}).value == "2"

    def test_a_client_function_is_async_and_gets_a_client(self, durable: ClassicWorker) -> None:
        assert durable.view("start").is_async
        sent = {"req": http_request(), "client": inputs.durable_client()}
        assert durable.invoke("start", sent).value == "id-1"


class TestTheExtensionSetting:
    @pytest.mark.parametrize("value", ["1", "true", "T", "yes", " Y ", "True"])
    def test_these_values_turn_extensions_on(self, tmp_path: Path, value: str) -> None:
        assert self.ran(tmp_path, {"PYTHON_ENABLE_WORKER_EXTENSIONS": value})

    @pytest.mark.parametrize("value", ["", "0", "false", "on", "enabled"])
    def test_these_values_do_not(self, tmp_path: Path, value: str) -> None:
        assert not self.ran(tmp_path, {"PYTHON_ENABLE_WORKER_EXTENSIONS": value})

    def test_they_are_off_by_default(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("PYTHON_ENABLE_WORKER_EXTENSIONS", raising=False)
        assert not self.ran(tmp_path, {})

    @staticmethod
    def ran(directory: Path, settings: Mapping[str, str]) -> bool:
        worker = ClassicWorker(settings=settings)
        try:
            worker.load(v2(directory, HELLO, hook(PRE, "SEEN.append('pre')")))
            assert worker.invoke("hello", {"req": http_request()}).ok
            return "pre" in app_module().SEEN
        finally:
            worker.close()


TWO_APP_LEVEL = "\n".join(RECORDER.replace("Recorder", name) for name in ("First", "Second"))


class TestOrder:
    FUNCTION_LEVEL = """
from azure.functions import FuncExtensionBase
class Own(FuncExtensionBase):
    def __init__(self, file): super().__init__(file)
    def pre_invocation(self, logger, context, func_args, *args, **kwargs):
        SEEN.append(("Own", "pre"))
    def post_invocation(self, logger, context, func_args, func_ret, *args, **kwargs):
        SEEN.append(("Own", "post", func_ret))
    def post_function_load(self, name, directory, *args, **kwargs):
        SEEN.append(("Own", "load", name, directory))
Own(__file__)
"""
    SCRIPT = f"""
from azure.functions import AppExtensionBase
SEEN = []
def main(req) -> str: SEEN.append('function'); return 'done'
{TWO_APP_LEVEL}
{FUNCTION_LEVEL}
"""

    def test_before_the_function_application_hooks_then_its_own_and_after_it_the_reverse_groups(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        """Within a group it is the order of registration, before and after."""
        worker.load(v1(tmp_path, {"hello/__init__.py": self.SCRIPT}))
        seen = app_module("__app__.hello").SEEN
        seen.clear()
        worker.invoke("hello", {"req": http_request()})
        assert seen == [
            ("First", "pre"),
            ("Second", "pre"),
            ("Own", "pre"),
            "function",
            ("Own", "post", "done"),
            ("First", "post", "done"),
            ("Second", "post", "done"),
        ]

    def test_load_hooks_run_the_functions_own_first(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v1(tmp_path, {"hello/__init__.py": self.SCRIPT}))
        place = ("load", "hello", str(tmp_path / "hello"))
        assert [
            ("Own", *place),
            ("First", *place),
            ("Second", *place),
        ] == app_module("__app__.hello").SEEN

    def test_hooks_after_the_function_are_skipped_when_it_raises(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        fails = '@app.route(route="f")\ndef f(req: func.HttpRequest) -> str: raise ValueError("no")'
        worker.load(v2(tmp_path, RECORDER, fails))
        app_module().SEEN.clear()
        result = worker.invoke("f", {"req": http_request()})
        assert str(result.exception) == "ValueError: no"
        assert app_module().SEEN == [("Recorder", "pre")]


class TestWhatAHookCanDo:
    def test_its_exception_is_logged_as_a_system_line_and_the_function_runs(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v2(tmp_path, HELLO, hook(PRE, "raise ValueError('broken hook')")))
        assert worker.invoke("hello", {"req": http_request()}, "id-1").ok
        (line,) = [line for line in worker.logs if line.level == "ERROR"]
        assert line.category == "azure_functions_worker.extension.Extension"
        assert line.system
        assert line.invocation_id == "id-1"
        assert "broken hook" in line.text

    def test_the_arguments_it_gets_are_those_of_the_call(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        line = "func_args['req'] = types.SimpleNamespace(params={'name': 'another'})"
        worker.load(v2(tmp_path, HELLO, hook(PRE, line)))
        sent = http_request(query={"name": "Ann"})
        assert worker.invoke("hello", {"req": sent}).value == "another"

    @pytest.mark.parametrize("line", ["func_args['more'] = 1", "del func_args['req']"])
    def test_an_argument_added_or_deleted_makes_the_call_fail(
        self, worker: ClassicWorker, tmp_path: Path, line: str
    ) -> None:
        worker.load(v2(tmp_path, HELLO, hook(PRE, line)))
        result = worker.invoke("hello", {"req": http_request()})
        assert result.exception is not None
        assert result.exception.type == "TypeError"

    @pytest.mark.parametrize("kind", ["def", "async def"])
    def test_an_argument_it_adds_reaches_code_that_takes_any_keyword(
        self, worker: ClassicWorker, tmp_path: Path, kind: str
    ) -> None:
        """The signature that `functools.wraps` shows does not matter."""
        source = f"""
import functools

def takes(function):
    @functools.wraps(function)
    {kind} wrapper(*args, **kwargs):
        return func.HttpResponse(",".join(sorted(kwargs)))
    return wrapper

@app.route()
@takes
{kind} hello(req: func.HttpRequest) -> func.HttpResponse: ...
"""
        adding = hook(PRE, "func_args['extra'] = 1")
        worker.load(v2(tmp_path, adding, source))
        reply = worker.invoke("hello", {"req": http_request()}).value
        assert isinstance(reply, HttpReply)
        assert reply.body == b"extra,req"

    def test_it_can_change_the_result_in_place_but_not_replace_it(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        source = """
@app.route(route="r")
def r(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("body")
"""
        lines = ("func_ret._HttpResponse__body += b' and more'", "return 'replaced'")
        worker.load(v2(tmp_path, source, hook(POST, *lines)))
        reply = worker.invoke("r", {"req": http_request()}).value
        assert isinstance(reply, HttpReply)
        assert reply.body == b"body and more"

    def test_what_it_returns_or_how_it_fails_never_keeps_the_function_from_running(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v2(tmp_path, HELLO, hook(PRE, "return 'answer'")))
        assert worker.invoke("hello", {"req": http_request()}).value == "nobody"

    def test_an_async_hook_is_never_awaited(self, worker: ClassicWorker, tmp_path: Path) -> None:
        source = hook(PRE, "SEEN.append('pre')").replace("    def ", "    async def ")
        greet = '@app.route(route="g")\nasync def g(req: func.HttpRequest) -> str: return "hi"'
        worker.load(v2(tmp_path, greet, source))
        with pytest.warns(RuntimeWarning, match="was never awaited"):
            assert worker.invoke("g", {"req": http_request()}).value == "hi"
        assert app_module().SEEN == []

    def test_an_error_of_a_load_hook_is_logged_by_the_worker_itself(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        source = RECORDER.replace(NOTES_LOAD, "1 / 0")
        assert worker.load(v2(tmp_path, HELLO, source)) == ("hello",)
        (line,) = [line for line in worker.logs if line.level == "ERROR"]
        assert line.category == "azure_functions_worker"


RAISING = [
    pytest.param(hook(PRE, "raise {}"), HELLO, EXTENSIONS_ON, id="hook before"),
    pytest.param(hook(POST, "raise {}"), HELLO, EXTENSIONS_ON, id="hook after"),
    pytest.param(
        "", HELLO.replace('SEEN.append("hello")', "raise {}"), EXTENSIONS_ON, id="function"
    ),
    pytest.param(
        "", HELLO.replace('SEEN.append("hello")', "raise {}"), {}, id="function, extensions off"
    ),
]
CUSTOM = "class Custom(BaseException): ..."


class TestBaseExceptions:
    @pytest.mark.parametrize("kind", ["sync", "async"])
    @pytest.mark.parametrize("error", ["Custom", "asyncio.CancelledError", "GeneratorExit"])
    @pytest.mark.parametrize(("extension", "function", "settings"), RAISING)
    def test_no_response_is_ever_sent_and_the_worker_goes_on(
        self,
        tmp_path: Path,
        extension: str,
        function: str,
        settings: Mapping[str, str],
        error: str,
        kind: str,
    ) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("PYTHON_ENABLE_WORKER_EXTENSIONS", raising=False)
            worker = ClassicWorker(settings=settings)
            try:
                worker.load(self.app(tmp_path, extension, function, error, kind))
                for _ in range(2):
                    result = worker.invoke("hello", {"req": http_request()})
                    assert result.no_response
                    assert not result.worker_died
            finally:
                worker.close()

    @pytest.mark.parametrize("kind", ["sync", "async"])
    @pytest.mark.parametrize("error", ["SystemExit", "KeyboardInterrupt"])
    @pytest.mark.parametrize(("extension", "function", "settings"), RAISING)
    def test_these_two_end_the_worker(
        self,
        tmp_path: Path,
        extension: str,
        function: str,
        settings: Mapping[str, str],
        error: str,
        kind: str,
    ) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("PYTHON_ENABLE_WORKER_EXTENSIONS", raising=False)
            worker = ClassicWorker(settings=settings)
            try:
                worker.load(self.app(tmp_path, extension, function, error, kind))
                result = worker.invoke("hello", {"req": http_request()})
                assert (result.no_response, result.worker_died) == (True, True)
                with pytest.raises(WorkerDied, match="has died"):
                    worker.invoke("hello", {"req": http_request()})
            finally:
                worker.close()

    @staticmethod
    def app(directory: Path, extension: str, function: str, error: str, kind: str) -> Path:
        source = function.replace("def hello", "async def hello") if kind == "async" else function
        parts = (CUSTOM, extension, source)
        return v2(directory, *(part.replace("{}", error) for part in parts))

    def test_the_end_of_the_worker_ends_concurrent_invocations_too(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        source = """
@app.route(route="f")
async def f(req: func.HttpRequest) -> str:
    if "exit" in req.params:
        raise SystemExit
    await asyncio.Event().wait()
"""
        worker.load(v2(tmp_path, source))

        async def both() -> None:
            waits = worker.ainvoke("f", {"req": http_request()})
            ends = worker.ainvoke("f", {"req": http_request(query={"exit": "1"})})
            await asyncio.gather(waits, ends)

        with pytest.raises(WorkerDied, match="SystemExit"):
            worker.run(both())

    @pytest.mark.parametrize("error", ["SystemExit", "KeyboardInterrupt"])
    def test_these_two_end_the_worker_from_a_script_too(
        self, worker: ClassicWorker, tmp_path: Path, error: str
    ) -> None:
        with pytest.raises(WorkerDied):
            worker.load(v2(tmp_path, f"raise {error}"))

    def test_the_host_gets_no_answer_to_a_load_whose_hook_raises_one(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        raising = RECORDER.replace(NOTES_LOAD, "raise Custom")
        with pytest.raises(LoadFailure) as caught:
            worker.load(v2(tmp_path, CUSTOM, HELLO, raising))
        assert caught.value.no_response


THREADS = hook(PRE, "SEEN.append(threading.get_ident())", extension="Before") + hook(
    POST, "SEEN.append(threading.get_ident())", extension="After"
)


class TestThreads:
    def app(self, directory: Path, kind: str) -> Path:
        source = f'@app.route(route="f")\n{kind} f(req: func.HttpRequest) -> str:'
        return v2(
            directory, f"{source}\n    SEEN.append(threading.get_ident())\n    return ''", THREADS
        )

    def test_hooks_and_a_sync_function_share_one_pool_thread(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(self.app(tmp_path, "def"))
        worker.invoke("f", {"req": http_request()})
        (thread,) = set(app_module().SEEN)
        assert len(app_module().SEEN) == 3
        assert thread != app_module().threading.main_thread().ident

    def test_hooks_and_an_async_function_share_the_main_thread(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(self.app(tmp_path, "async def"))
        worker.invoke("f", {"req": http_request()})
        assert set(app_module().SEEN) == {app_module().threading.main_thread().ident}
        assert len(app_module().SEEN) == 3

    def test_what_a_hook_sets_in_contextvars_leaks_into_the_threads_next_invocation(
        self, tmp_path: Path
    ) -> None:
        worker = ClassicWorker(settings={**EXTENSIONS_ON, "PYTHON_THREADPOOL_THREAD_COUNT": "1"})
        leak = hook(PRE, "SEEN.append(VAR.get()); VAR.set(context.invocation_id)")
        worker.load(v2(tmp_path, "VAR = contextvars.ContextVar('VAR', default=None)", leak, HELLO))
        try:
            for invocation_id in ("id-1", "id-2"):
                worker.invoke("hello", {"req": http_request()}, invocation_id)
            assert app_module().SEEN == [None, "hello", "id-1", "hello"]
        finally:
            worker.close()

    def test_what_an_async_function_sets_in_contextvars_ends_with_its_task(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        source = """
VAR = contextvars.ContextVar("VAR", default=None)
@app.route(route="f")
async def f(req: func.HttpRequest) -> str:
    SEEN.append(VAR.get())
    VAR.set("set")
    return ""
"""
        worker.load(v2(tmp_path, source))
        for _ in range(2):
            worker.invoke("f", {"req": http_request()})
        assert app_module().SEEN == [None, None]

    def test_invocations_run_at_the_same_time(self, worker: ClassicWorker, tmp_path: Path) -> None:
        """Each of the two functions waits for the other to have started."""
        source = """
THERE, HERE = threading.Event(), threading.Event()
@app.route(route="a")
def a(req: func.HttpRequest) -> str:
    THERE.set()
    return str(HERE.wait(30))

@app.route(route="b")
def b(req: func.HttpRequest) -> str:
    HERE.set()
    return str(THERE.wait(30))
"""
        worker.load(v2(tmp_path, source))

        async def both() -> list[object]:
            calls = (worker.ainvoke(name, {"req": http_request()}) for name in "ab")
            return [result.value for result in await asyncio.gather(*calls)]

        assert worker.run(both()) == ["True", "True"]


class TestLoadHooks:
    def test_the_v2_model_passes_the_apps_root(self, worker: ClassicWorker, tmp_path: Path) -> None:
        worker.load(v2(tmp_path, HELLO, RECORDER))
        assert [("Recorder", "load", "hello", str(tmp_path))] == app_module().SEEN

    def test_they_run_on_the_main_thread_in_the_running_loop(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        facts = "SEEN.append((threading.current_thread().name, asyncio.get_running_loop()))"
        recorder = RECORDER.replace(NOTES_LOAD, facts)
        worker.load(v2(tmp_path, HELLO, recorder))
        ((thread, _),) = app_module().SEEN
        assert thread == "MainThread"

    def test_a_repeated_load_request_runs_them_again(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v2(tmp_path, HELLO, RECORDER))
        worker.load_again("hello")
        assert [("Recorder", "load", "hello", str(tmp_path))] * 2 == app_module().SEEN

    def test_an_application_extension_that_one_v1_function_imports_applies_to_all(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        extension = "from azure.functions import AppExtensionBase\nSEEN = []\n" + RECORDER
        files = {
            "extension.py": extension,
            "a/__init__.py": "def main(req) -> str: return 'a'",
            "b/__init__.py": "import extension\ndef main(req) -> str: return 'b'",
        }
        worker.load(v1(tmp_path, files))
        seen = app_module("extension").SEEN
        assert [entry[2] for entry in seen] == ["b"]  # `a` was loaded before `b` imported it.
        worker.invoke("a", {"req": http_request()})
        assert seen[1:] == [("Recorder", "pre"), ("Recorder", "post", "a")]


class TestRegistration:
    def test_an_intermediate_base_class_registers_as_well(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v2(tmp_path, HELLO, RECORDER, "class Leaf(Recorder): ..."))
        app_module().SEEN.clear()
        worker.invoke("hello", {"req": http_request()})
        assert app_module().SEEN[:2] == [("Recorder", "pre"), ("Leaf", "pre")]

    def test_a_module_imported_under_two_names_registers_twice(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        extension = "from azure.functions import AppExtensionBase\nSEEN = []\n" + RECORDER
        script = "import shared.x, __app__.shared.x\ndef main(req) -> str: return ''"
        worker.load(v1(tmp_path, {"a/__init__.py": script, "shared/x.py": extension}))
        hooks = func.ExtensionMeta.get_application_hooks()
        assert hooks is not None
        assert [entry.ext_name for entry in hooks.pre_invocation_app_level] == ["Recorder"] * 2

    OWN = """
from azure.functions import FuncExtensionBase
class Own(FuncExtensionBase):
    def __init__(self, file): super().__init__(file)
    def pre_invocation(self, logger, context, func_args, *args, **kwargs):
        SEEN.append(context.function_name)
"""

    def test_a_function_extension_of_a_v2_script_registers_under_the_scripts_name_and_never_runs(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v2(tmp_path, HELLO, self.OWN, "Own(__file__)"))
        assert func.ExtensionMeta.get_function_hooks("function_app.py") is not None
        worker.invoke("hello", {"req": http_request()})
        assert app_module().SEEN == ["hello"]

    def test_a_function_extension_of_a_v1_function_runs_for_its_folder_alone(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        script = f"SEEN = []\n{self.OWN}\nOwn(__file__)\ndef main(req) -> str: return ''"
        plain = "def main(req) -> str: return ''"
        worker.load(v1(tmp_path, {"a/__init__.py": script, "b/__init__.py": plain}))
        for name in ("a", "b"):
            worker.invoke(name, {"req": http_request()})
        assert app_module("__app__.a").SEEN == ["a"]

    def test_the_look_up_of_a_function_is_case_insensitive(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        script = f"SEEN = []\n{self.OWN}\nOwn(__file__)\ndef main(req) -> str: return ''"
        worker.load(v1(tmp_path, {"MixedCase/__init__.py": script}))
        worker.invoke("MixedCase", {"req": http_request()})
        assert app_module("__app__.MixedCase").SEEN == ["MixedCase"]
        assert func.ExtensionMeta.get_function_hooks("mIXEDcASE") is not None


class TestContext:
    def test_the_context_of_hooks_is_not_an_instance_of_the_sdks_context(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v2(tmp_path, HELLO, hook(PRE, "SEEN.append(context)")))
        worker.invoke("hello", {"req": http_request()}, "id-1", trace_parent="00-1-2-01")
        context = app_module().SEEN[0]
        assert isinstance(context, Context)
        assert not isinstance(context, func.Context)
        assert type(context).__module__ == "azure_functions_worker.bindings.context"
        assert context.invocation_id == "id-1"
        assert context.function_name == "hello"
        assert context.function_directory == str(tmp_path)
        assert context.trace_context.Traceparent == "00-1-2-01"
        assert context.retry_context.max_retry_count == 0
        assert context.thread_local_storage is not None

    def test_the_function_gets_the_same_object(self, worker: ClassicWorker, tmp_path: Path) -> None:
        source = """
@app.route(route="f")
def f(req: func.HttpRequest, context: func.Context) -> str:
    SEEN.append(context)
    return ""
"""
        worker.load(v2(tmp_path, source, hook(PRE, "SEEN.append(context)")))
        worker.invoke("f", {"req": http_request()})
        before, inside = app_module().SEEN
        assert before is inside

    def test_the_workers_module_is_there_while_it_runs(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v2(tmp_path, HELLO))
        assert "azure_functions_worker" in sys.modules
        assert "azure_functions_runtime" not in sys.modules
        worker.close()
        assert "azure_functions_worker" not in sys.modules


class TestLogs:
    def test_an_extensions_logger_is_a_system_category_without_debug_lines(
        self, tmp_path: Path
    ) -> None:
        settings = {**EXTENSIONS_ON, "PYTHON_ENABLE_DEBUG_LOGGING": "1"}
        worker = ClassicWorker(settings=settings)
        worker.load(v2(tmp_path, HELLO, hook(PRE, "logger.debug('quiet')", "logger.info('said')")))
        try:
            worker.invoke("hello", {"req": http_request()})
            lines = [line for line in worker.logs if "extension" in line.category]
            assert [(line.text, line.system) for line in lines] == [("said", True)]
            assert lines[0].category == "azure_functions_worker.extension.Extension"
        finally:
            worker.close()

    @pytest.mark.parametrize("kind", ["def", "async def"])
    def test_an_ordinary_loggers_lines_reach_the_user_with_the_invocations_id(
        self, worker: ClassicWorker, tmp_path: Path, kind: str
    ) -> None:
        source = f'@app.route(route="f")\n{kind} f(req: func.HttpRequest) -> str:'
        worker.load(
            v2(tmp_path, f"{source}\n    logging.getLogger('mine').info('hi')\n    return ''")
        )
        worker.invoke("f", {"req": http_request()}, "id-1")
        (line,) = [line for line in worker.logs if line.category == "mine"]
        assert (line.system, line.invocation_id) == (False, "id-1")

    def test_a_task_that_a_function_starts_belongs_to_its_invocation(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        source = """
async def inner(): logging.info("inner")
@app.route(route="f")
async def f(req: func.HttpRequest) -> str:
    await asyncio.create_task(inner())
    return ""
"""
        worker.load(v2(tmp_path, source))
        worker.invoke("f", {"req": http_request()}, "id-1")
        assert [line.invocation_id for line in worker.logs if line.text == "inner"] == ["id-1"]


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

    @pytest.fixture
    def streaming(self, worker: ClassicWorker, tmp_path: Path) -> ClassicWorker:
        pytest.importorskip("azurefunctions.extensions.http.fastapi")
        worker.load(write_app(tmp_path, {"function_app.py": self.SOURCE}))
        return worker

    @staticmethod
    def sent(id: str) -> inputs.Delivery:
        requests = pytest.importorskip("starlette.requests")
        request = requests.Request({"type": "http", "headers": [], "path_params": {}})
        return http_request(route_params={"id": id}, stream=request)

    def test_a_function_gets_the_frameworks_request_and_its_response_goes_out_as_it_is(
        self, streaming: ClassicWorker
    ) -> None:
        result = streaming.invoke("stream", {"req": self.sent("1")})
        assert result.ok, result.exception
        assert getattr(result.value, "body", None) == b'{"id":"1"}'

    def test_the_sdks_response_is_refused_as_a_return_annotation(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        pytest.importorskip("azurefunctions.extensions.http.fastapi")
        source = self.SOURCE.replace("-> JSONResponse", "-> func.HttpResponse")
        with pytest.raises(LoadFailure):
            worker.load(write_app(tmp_path, {"function_app.py": source}))

    def test_a_failure_is_reported_as_usual(self, streaming: ClassicWorker) -> None:
        result = streaming.invoke("stream", {"req": self.sent("bad")})
        assert str(result.exception) == "ValueError: bad id"

    def test_streaming_ends_with_the_app_that_uses_it(
        self, streaming: ClassicWorker, tmp_path: Path
    ) -> None:
        streaming.load(v2(tmp_path / "other", HELLO))
        assert streaming.invoke("hello", {"req": http_request()}).value == "nobody"


class TestTheTestsProcess:
    """A driver leaves nothing behind, so that one test cannot see another's app."""

    def test_modules_path_registries_environment_and_logging_are_as_before(
        self, worker: ClassicWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv(SCRIPT_ROOT, raising=False)
        root = logging.getLogger()
        before = (
            set(sys.modules),
            list(sys.path),
            dict(os.environ),
            list(root.handlers),
            root.level,
        )
        app = write_app(tmp_path, {"lib/more.py": "", "beside.py": ""})
        worker.load(v2(app, "import beside, lib.more", HELLO, RECORDER))
        assert os.environ.get(SCRIPT_ROOT) == str(tmp_path)
        worker.close()
        names, path, environment, handlers, level = before
        assert not {"function_app", "beside", "lib", "lib.more"} & set(sys.modules)
        assert names <= set(sys.modules)
        assert (sys.path, dict(os.environ)) == (path, environment)
        assert (root.handlers, root.level) == (handlers, level)
        assert func.ExtensionMeta.get_application_hooks() is None

    def test_each_load_imports_the_app_again(self, worker: ClassicWorker, tmp_path: Path) -> None:
        worker.load(v2(tmp_path, HELLO))
        worker.invoke("hello", {"req": http_request()})
        worker.load(v2(tmp_path, HELLO.replace("nobody", "no one")))
        assert app_module().SEEN == []
        assert worker.invoke("hello", {"req": http_request()}).value == "no one"

    def test_an_extension_of_an_installed_package_registers_at_each_load(
        self, worker: ClassicWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source = "from azure.functions import AppExtensionBase\nSEEN = []\n" + RECORDER
        site = write_app(tmp_path / "site", {"installed_ext/__init__.py": source})
        monkeypatch.syspath_prepend(str(site))
        app = v2(tmp_path / "app", "import installed_ext", HELLO)
        for _ in range(2):
            worker.load(app)
            worker.invoke("hello", {"req": http_request()})
            assert ("Recorder", "pre") in app_module("installed_ext").SEEN
        worker.close()
        assert "installed_ext" not in sys.modules

    def test_a_package_named_fresh_is_imported_again_and_then_restored(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site = write_app(tmp_path / "site", {"stateful.py": "STATE = []"})
        monkeypatch.syspath_prepend(str(site))
        import stateful  # type: ignore[import-not-found] # made above

        worker = ClassicWorker(fresh=["stateful"])
        worker.load(v2(tmp_path / "app", "import stateful; stateful.STATE.append(1)"))
        assert app_module("stateful") is not stateful
        worker.close()
        assert app_module("stateful") is stateful
        assert stateful.STATE == []
        del sys.modules["stateful"]

    def test_a_closed_worker_takes_no_invocation(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v2(tmp_path, HELLO))
        worker.close()
        worker.close()
        with pytest.raises(RuntimeError, match="call load first"):
            worker.invoke("hello", {"req": http_request()})

    def test_an_input_that_no_worker_can_get_is_refused(
        self, worker: ClassicWorker, tmp_path: Path
    ) -> None:
        worker.load(v2(tmp_path, HELLO))
        with pytest.raises(TypeError, match="wrap it in Data"):
            worker.invoke("hello", {"req": object()})
