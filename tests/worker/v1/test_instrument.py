"""`instrument`: plugins around functions of the v1 model, on both worker generations."""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

import pytest

from drivers.classic import ClassicWorker
from drivers.interface import (
    HTTP_BINDINGS,
    HttpReply,
    LoadFailure,
    LoopDriver,
    function_json,
    http_request,
    mcp_tool,
    write_app,
)
from drivers.library import WAYS
from drivers.params import CLASSIC, LIBRARY
from drivers.process import fresh_process
from worker.starting import FRESH, ON, EveryApp, Start, Worker


BOTH = [CLASSIC, LIBRARY]

PLUGINS = {
    "recording.py": """\
        from funcext_core import AbortInvocation, hookimpl
        import azure.functions as func

        SEEN = []

        class Recorder:
            @hookimpl
            def app_start(self, app):
                SEEN.append(("start", app.model, len(app.functions)))
            @hookimpl
            def post_load(self, function):
                SEEN.append(("load", function.name))
            @hookimpl
            def pre_invocation(self, invocation):
                SEEN.append(("pre", invocation.function.name, sorted(invocation.args)))
            @hookimpl
            def post_invocation(self, invocation, outcome):
                result = outcome.value if outcome.error is None else outcome.error
                SEEN.append(("post", invocation.function.name, type(result).__name__))

        class Answering:
            @hookimpl
            def pre_invocation(self, invocation):
                if "answer" in invocation.args["req"].headers:
                    invocation.respond(func.HttpResponse("answered"))
                if "abort" in invocation.args["req"].headers:
                    raise AbortInvocation("aborted")
            @hookimpl
            def post_invocation(self, invocation, outcome):
                if isinstance(outcome.error, ValueError):
                    outcome.error = None
                    outcome.value = "healed"

        class Awaiting:
            @hookimpl
            async def app_start(self, app):
                SEEN.append("started")
            @hookimpl
            async def around_invocation(self, invocation):
                SEEN.append(("in", invocation.function.name))
                yield
                SEEN.append(("out", invocation.function.name))

        class Guard:
            on_error = "fail"
            @hookimpl
            def pre_invocation(self, invocation):
                raise PermissionError(invocation.function.name)
    """,
    "plugins-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: plugins\nVersion: 1.0\n",
    "plugins-1.0.dist-info/entry_points.txt": (
        "[funcext]\nrecorder = recording:Recorder\nanswering = recording:Answering\n"
        "awaiting = recording:Awaiting\nguard = recording:Guard\n"
    ),
}


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """The plugins, the recorder enabled unless a test selects others."""
    return EveryApp(PLUGINS, {"FUNCEXT_PLUGINS": "recorder"})


def http_function(source: str, name: str = "hello", **entries: str) -> dict[str, str]:
    """Return the files of an HTTP function of the v1 model."""
    return {
        f"{name}/__init__.py": HEAD + source,
        f"{name}/function.json": function_json(*HTTP_BINDINGS, **entries),
    }


HEAD = """\
import azure.functions as func
import funcext_core
from recording import SEEN

"""

HELLO = """\
@funcext_core.instrument
def main(req: func.HttpRequest) -> func.HttpResponse:
    SEEN.append("main")
    if "fail" in req.headers:
        raise ValueError("no")
    return func.HttpResponse("Hello")
"""


def seen(kind: str = "") -> list[Any]:
    """Return the entries noted so far, of one kind or of all, and forget them."""
    noted: list[Any] = sys.modules["recording"].SEEN
    taken = [entry for entry in noted if not kind or entry[0] == kind]
    noted.clear()
    return taken


def call(worker: LoopDriver, name: str = "hello", **headers: str) -> Any:
    """Invoke an HTTP function; return its body, or the exception's text."""
    result = worker.invoke(name, {"req": http_request(headers=headers)})
    if result.exception is not None:
        return str(result.exception)
    return result.value.body.decode() if isinstance(result.value, HttpReply) else result.value


def warnings(worker: LoopDriver) -> list[str]:
    return [
        line.text
        for line in worker.logs
        if line.level in ("WARNING", "ERROR") and line.category.startswith("funcext")
    ]


SHAPES = {
    "sync": "def main(req: func.HttpRequest) -> func.HttpResponse:",
    "async": "async def main(req: func.HttpRequest) -> func.HttpResponse:",
    "sync with context": (
        "def main(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:\n"
        "    assert context.function_name == 'hello'"
    ),
    "async with context": (
        "async def main(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:\n"
        "    assert context.function_name == 'hello'"
    ),
}


class TestEveryShape:
    @pytest.mark.parametrize("worker", BOTH)
    @pytest.mark.parametrize("shape", SHAPES)
    def test_the_plugins_run_around_it(self, start: Start, worker: Worker, shape: str) -> None:
        source = f"@funcext_core.instrument\n{SHAPES[shape]}\n    return func.HttpResponse('Hi')\n"
        running = start(worker, http_function(source))
        assert running.view("hello").is_async == shape.startswith("async")
        assert call(running) == "Hi"
        args = ["context", "req"] if "context" in shape else ["req"]
        assert seen() == [
            ("start", "v1", 0),
            ("load", "hello"),
            ("pre", "hello", args),
            ("post", "hello", "HttpResponse"),
        ]
        assert call(running) == "Hi"
        assert seen() == [("pre", "hello", args), ("post", "hello", "HttpResponse")]
        assert warnings(running) == []

    @pytest.mark.parametrize("worker", [LIBRARY])
    @pytest.mark.parametrize("way", WAYS)
    def test_by_every_way_into_the_runtime(self, start: Start, worker: Worker, way: str) -> None:
        running = start(worker, http_function(HELLO), way=way)
        assert call(running) == "Hello"
        assert [entry[0] for entry in seen()[2:]] == ["pre", "m", "post"]

    @pytest.mark.parametrize("worker", BOTH)
    def test_an_error_is_seen_and_reaches_the_worker_with_its_own_lines(
        self, start: Start, worker: Worker
    ) -> None:
        running = start(worker, http_function(HELLO))
        assert call(running, fail="1") == "ValueError: no"
        assert seen("post") == [("post", "hello", "ValueError")]
        result = running.invoke("hello", {"req": http_request(headers={"fail": "1"})})
        assert result.exception is not None
        assert 'raise ValueError("no")' in result.exception.trace

    @pytest.mark.parametrize("worker", BOTH)
    @pytest.mark.parametrize(
        ("headers", "answer"),
        [
            ({"answer": "1"}, "answered"),
            ({"abort": "1"}, "AbortInvocation: aborted"),
            ({"fail": "1"}, "healed"),
        ],
    )
    def test_plugins_have_all_their_rights(
        self, start: Start, worker: Worker, headers: dict[str, str], answer: str
    ) -> None:
        running = start(worker, http_function(HELLO), {"FUNCEXT_PLUGINS": "answering"})
        assert call(running, **headers) == answer

    @pytest.mark.parametrize("worker", BOTH)
    def test_async_hooks_run_around_a_sync_function_after_an_async_start(
        self, start: Start, worker: Worker
    ) -> None:
        running = start(worker, http_function(HELLO), {"FUNCEXT_PLUGINS": "awaiting"})
        assert call(running) == "Hello"
        assert seen() == ["started", ("in", "hello"), "main", ("out", "hello")]
        assert warnings(running) == []

    @pytest.mark.parametrize("worker", BOTH)
    def test_concurrent_first_calls_start_the_app_once(self, start: Start, worker: Worker) -> None:
        source = HELLO.replace("main(", "first(") + HELLO.replace("def main(", "async def second(")
        files = {
            "shared.py": HEAD + source,
            "first/function.json": function_json(
                *HTTP_BINDINGS, scriptFile="../shared.py", entryPoint="first"
            ),
            "second/function.json": function_json(
                *HTTP_BINDINGS, scriptFile="../shared.py", entryPoint="second"
            ),
        }
        running = start(worker, files, {"FUNCEXT_PLUGINS": "recorder, awaiting"})

        async def all_at_once() -> None:
            names = ["first", "second"] * 4
            sent = [running.ainvoke(name, {"req": http_request()}) for name in names]
            results = await asyncio.gather(*sent)
            assert all(result.ok for result in results)

        running.run(all_at_once())
        noted = seen()
        assert noted.count(("start", "v1", 0)) == noted.count("started") == 1
        assert noted.count(("load", "first")) == noted.count(("load", "second")) == 1
        assert len([entry for entry in noted if entry[0] == "pre"]) == 8

    @pytest.mark.parametrize("worker", BOTH)
    def test_a_binding_named_context_is_an_argument_like_others(
        self, start: Start, worker: Worker
    ) -> None:
        tool = {"type": "mcpToolTrigger", "direction": "in", "name": "context"}
        files = {
            "tool/__init__.py": HEAD
            + "@funcext_core.instrument\n"
            + "def main(context: str) -> None:\n    SEEN.append(context)\n",
            "tool/function.json": function_json(tool),
        }
        running = start(worker, files)
        for _ in range(2):
            assert running.invoke("tool", {"context": mcp_tool("t")}).ok
        assert [entry[:2] for entry in seen("pre")] == [("pre", "tool")] * 2


class TestSharedScripts:
    """Two `function.json` that name one script, or scripts that name one function."""

    ONE_SCRIPT: ClassVar[dict[str, str]] = {
        "shared/code.py": HEAD + HELLO,
        "first/function.json": function_json(*HTTP_BINDINGS, scriptFile="../shared/code.py"),
        "second/function.json": function_json(*HTTP_BINDINGS, scriptFile="../shared/code.py"),
    }
    IMPORTED: ClassVar[dict[str, str]] = {
        "shared/code.py": HEAD + HELLO.replace("main(", "handler("),
        **{
            f"{name}/{file}": text
            for name in ("first", "second")
            for file, text in {
                "__init__.py": "from shared.code import handler as main\n",
                "function.json": function_json(*HTTP_BINDINGS),
            }.items()
        },
    }

    @pytest.mark.parametrize("worker", BOTH)
    @pytest.mark.parametrize("files", [ONE_SCRIPT, IMPORTED], ids=["one script", "imported"])
    def test_each_function_has_its_own_layers(
        self, start: Start, worker: Worker, files: dict[str, str]
    ) -> None:
        running = start(worker, files, {"FUNCEXT_RECORDER__FUNCTIONS": "second"})
        assert call(running, "first") == call(running, "second") == "Hello"
        assert seen() == [
            ("start", "v1", 0),
            "main",
            ("load", "second"),
            ("pre", "second", ["req"]),
            "main",
            ("post", "second", "HttpResponse"),
        ]

    @pytest.mark.parametrize("worker", BOTH)
    def test_a_shared_context_binding_leaves_the_first_and_says_so(
        self, start: Start, worker: Worker
    ) -> None:
        tool = {"type": "mcpToolTrigger", "direction": "in", "name": "context"}
        source = "@funcext_core.instrument\ndef main(context: str) -> None: ...\n"
        files = {
            "shared/code.py": HEAD + source,
            "first/function.json": function_json(tool, scriptFile="../shared/code.py"),
            "second/function.json": function_json(tool, scriptFile="../shared/code.py"),
        }
        running = start(worker, files)
        running.invoke("second", {"context": mcp_tool("t")})
        (warning,) = warnings(running)
        assert warning.startswith("functions 'first' and 'second' share main()")
        running = start(worker, files, {"FUNCEXT_PLUGINS": "guard"})
        failed = running.invoke("second", {"context": mcp_tool("t")})
        assert "functions 'first' and 'second' share main()" in str(failed.exception)


class TestNothingRunsTwice:
    PRE = ("pre", "hello", ["req"])

    @pytest.mark.parametrize("worker", BOTH)
    @pytest.mark.parametrize("settings", [{}, ON])
    @pytest.mark.parametrize(
        "source",
        [
            HELLO,
            "plugins = funcext_core.install()\n" + HELLO,
            HELLO + "plugins = funcext_core.install()\n",
            HELLO + "main = funcext_core.instrument(main)\n",
        ],
        ids=["alone", "with install", "install after", "twice"],
    )
    def test_with_install_in_any_order(
        self, start: Start, worker: Worker, settings: dict[str, str], source: str
    ) -> None:
        running = start(worker, http_function(source), settings)
        for _ in range(2):
            seen()
            assert call(running) == "Hello"
            assert seen("pre") == [self.PRE]

    WITH_A_DECORATOR = """\
HELD = {}

def decorated(function):
    def main(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
        return HELD["function"](req=req, context=context)
    HELD["function"] = function
    return main

plugins = funcext_core.install()

@decorated
"""

    def test_the_worker_driven_hooks_leave_a_function_alone_that_they_find_instrumented_late(
        self, start: Start
    ) -> None:
        files = http_function(self.WITH_A_DECORATOR + HELLO)
        plugins = {"FUNCEXT_PLUGINS": "recorder, answering"}
        running = start(ClassicWorker, files, {**ON, **plugins})
        # The worker's extension interface has the first invocation, with its limits.
        for answer in ("Hello", "answered", "answered"):
            seen()
            assert call(running, answer="1") == answer
            assert [entry[:2] for entry in seen("pre")] == [("pre", "hello")]

    @pytest.mark.parametrize("settings", [{}, ON])
    @pytest.mark.parametrize("order", ["install first", "instrument first"])
    @pytest.mark.parametrize("worker", BOTH)
    def test_in_an_app_of_the_v2_model_it_does_nothing_but_warn(
        self, start: Start, worker: Worker, settings: dict[str, str], order: str
    ) -> None:
        route = "@app.route(route='hello')\n" + HELLO.replace("main(", "hello(")
        install = "plugins = funcext_core.install(app)\n"
        parts = [install, route] if order == "install first" else [route, install]
        app = "app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)\n"
        running = start(worker, {"function_app.py": HEAD + app + "".join(parts)}, settings)
        seen()
        assert call(running) == call(running) == "Hello"
        assert [entry[0] for entry in seen()] == ["pre", "m", "post"] * 2
        (warning,) = warnings(running)
        assert warning.startswith("instrument above 'hello' does nothing")
        if order == "install first":
            # The plugins are not built a second time.
            assert sys.modules["funcext_core._worker.v1.app"]._apps == {}

    EXTENSION = """\
import azure.functions as func
from recording import SEEN

class Legacy(func.AppExtensionBase):
    @classmethod
    def post_function_load_app_level(cls, name, directory, *args, **kwargs):
        SEEN.append(("legacy", "load", name, directory.endswith(name)))
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        SEEN.append(("legacy", "pre", context.function_name))
    @classmethod
    def post_invocation_app_level(cls, logger, context, func_args, func_ret, *args, **kwargs):
        SEEN.append(("legacy", "post"))

class OfFunction(func.FuncExtensionBase):
    def __init__(self, file_path):
        super().__init__(file_path)
    def pre_invocation(self, logger, context, func_args, *args, **kwargs):
        SEEN.append(("legacy", "own pre"))
    def post_invocation(self, logger, context, func_args, func_ret, *args, **kwargs):
        SEEN.append(("legacy", "own post"))
"""
    LEGACY: ClassVar[list[object]] = [
        ("legacy", "load", "hello", True),
        ("legacy", "pre", "hello"),
        ("legacy", "own pre"),
        ("legacy", "own post"),
        ("legacy", "post"),
    ]

    @pytest.mark.parametrize("worker", BOTH)
    @pytest.mark.parametrize(
        "source",
        [
            "extension = OfFunction(__file__)\n" + HELLO,
            "plugins = funcext_core.install()\nextension = OfFunction(__file__)\n" + HELLO,
            HELLO.replace("instrument\n", "instrument\n@funcext_core.use(OfFunction(__file__))\n"),
            "@funcext_core.use(OfFunction(__file__))\n" + HELLO,
        ],
        ids=["by folder", "with install", "with use below", "with use above"],
    )
    def test_worker_extensions_run_once_and_in_order(
        self, start: Start, worker: Worker, source: str
    ) -> None:
        files = {
            **http_function("from extensions import *\n" + source),
            "extensions.py": self.EXTENSION,
        }
        running = start(worker, files, ON)
        assert call(running) == "Hello"
        assert seen("legacy") == self.LEGACY
        assert warnings(running) == []

    @pytest.mark.parametrize("worker", BOTH)
    def test_without_the_workers_setting_no_extension_runs_and_the_log_says_so(
        self, start: Start, worker: Worker
    ) -> None:
        source = "from extensions import *\nextension = OfFunction(__file__)\n" + HELLO
        running = start(worker, {**http_function(source), "extensions.py": self.EXTENSION})
        assert call(running) == "Hello"
        assert seen("legacy") == []
        (warning,) = warnings(running)
        assert "Legacy, OfFunction. Set PYTHON_ENABLE_WORKER_EXTENSIONS=1" in warning

    @pytest.mark.parametrize("worker", BOTH)
    def test_an_extension_in_a_shared_folder_never_runs_and_the_log_says_so(
        self, start: Start, worker: Worker
    ) -> None:
        files = {
            **http_function("import shared.own\n" + HELLO),
            "extensions.py": self.EXTENSION,
            "shared/own.py": "from extensions import *\nextension = OfFunction(__file__)\n",
        }
        running = start(worker, files, ON)
        call(running)
        assert ("legacy", "own pre") not in seen("legacy")
        (warning,) = warnings(running)
        assert warning.startswith("OfFunction never runs: it registered for 'shared'")


class TestUse:
    USED = """\
class Mine:
    @funcext_core.hookimpl
    def pre_invocation(self, invocation):
        SEEN.append(("mine", invocation.function.name))

"""

    @pytest.mark.parametrize("worker", BOTH)
    @pytest.mark.parametrize("place", ["below", "above"])
    def test_it_adds_a_layer_to_the_one_function(
        self, start: Start, worker: Worker, place: str
    ) -> None:
        use = "@funcext_core.use(Mine())\n"
        hello = use + HELLO if place == "above" else HELLO.replace("def main", use + "def main")
        files = {**http_function(self.USED + hello), **http_function(HELLO, "other")}
        running = start(worker, files)
        call(running, "hello")
        call(running, "other")
        assert seen("mine") == [("mine", "hello")]
        assert warnings(running) == []

    @pytest.mark.parametrize("worker", BOTH)
    def test_without_instrument_it_is_lost_which_the_log_says(
        self, start: Start, worker: Worker
    ) -> None:
        bare = HELLO.replace("@funcext_core.instrument", "@funcext_core.use(Mine())")
        files = {**http_function(self.USED + bare), **http_function(HELLO, "other")}
        running = start(worker, files)
        call(running, "other")
        assert any(
            "use() of 'mine' above 'main' has no effect" in text for text in warnings(running)
        )


class TestUseInAScriptImportedAfterTheStart:
    """Its plugin missed the start of the app's plugins, which nobody may overlook."""

    LATE = """\
class Late:
    on_error = {on_error!r}
    @funcext_core.hookimpl
    {kind} {hook}(self):
        raise PermissionError
    @funcext_core.hookimpl
    def pre_invocation(self):
        SEEN.append("late")

@funcext_core.use(Late())
@funcext_core.instrument
def main(req):
    return "done"
"""

    @pytest.fixture(params=["def", "async def"])
    def kind(self, request: pytest.FixtureRequest) -> str:
        """The kind of the plugin's hook."""
        return str(request.param)

    @pytest.fixture(params=["app_start", "app_stop"])
    def hook(self, request: pytest.FixtureRequest) -> str:
        """The hook that will not run."""
        return str(request.param)

    def call_late(self, tmp_path: Path, on_error: str, kind: str, hook: str, times: int) -> Any:
        """Call a function of the app; then import another script, and call its function."""
        late = self.LATE.format(on_error=on_error, kind=kind, hook=hook)
        early = "@funcext_core.instrument\ndef main(req): ...\n"
        files = {**http_function(early, "early"), **http_function(late, "late")}
        write_app(tmp_path, {**PLUGINS, **files})
        with fresh_process(tmp_path, {}, FRESH):
            for name in ("early", *["late"] * (times - 1)):
                with suppress(Exception):
                    self.call(name)
            return self.call("late")

    def call(self, name: str) -> Any:
        main = importlib.import_module(name).main
        return main(req=None, context=mock.Mock(function_name=name))

    def test_of_a_guard_fails_each_call(self, tmp_path: Path, kind: str, hook: str) -> None:
        with pytest.raises(Exception, match="will not run") as caught:
            self.call_late(tmp_path, "fail", kind, hook, times=2)
        assert type(caught.value).__name__ == "LoadError"
        assert str(caught.value) == (
            f"{hook} of plugin 'late' will not run: late/__init__.py, which puts it around 'main' "
            "by use(), was imported after the app's plugins had started; name the plugin in "
            "FUNCEXT_PLUGINS instead"
        )

    def test_of_any_other_plugin_is_a_warning(
        self, tmp_path: Path, kind: str, hook: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert self.call_late(tmp_path, "log", kind, hook, times=1) == "done"
        assert f"{hook} of plugin 'late' will not run: late/__init__.py" in caplog.text


class TestGuards:
    GUARD: ClassVar[dict[str, str]] = {"FUNCEXT_PLUGINS": "guard"}

    @pytest.mark.parametrize("worker", BOTH)
    def test_a_guard_fails_the_invocation(self, start: Start, worker: Worker) -> None:
        running = start(worker, http_function(HELLO), self.GUARD)
        assert call(running) == "PermissionError: hello"
        assert seen() == []

    BARE = HELLO.replace("@funcext_core.instrument\n", "")
    UNCALLED = "import azure.functions as func\ndef main(req: func.HttpRequest) -> str: ...\n"

    @pytest.mark.parametrize("worker", BOTH)
    @pytest.mark.parametrize(
        "bare",
        [
            BARE,
            "def plain(req): ...\ninner = funcext_core.instrument(plain)\n" + BARE,
            "from shared import main\n",
        ],
        ids=["bare", "indirect", "re-exported"],
    )
    def test_a_function_without_instrument_keeps_every_script_that_calls_funcext_from_loading(
        self, start: Start, worker: Worker, bare: str
    ) -> None:
        files = {
            **http_function(HELLO, "first"),
            **http_function(bare, "loaded_later"),
            "shared.py": self.UNCALLED,
            **http_function(HELLO, "third"),
        }
        with pytest.raises(LoadFailure) as caught:
            start(worker, files, self.GUARD)
        assert {"first", "third"} <= set(caught.value.failures)
        for text in caught.value.failures.values():
            assert (
                "guard 'guard' covers 'loaded_later', which would be served without it: put "
                "@funcext_core.instrument on the entry point of each"
            ) in text

    @pytest.mark.parametrize("worker", BOTH)
    def test_functions_that_no_guard_covers_need_none(self, start: Start, worker: Worker) -> None:
        files = {
            **http_function(HELLO),
            **http_function(self.BARE, "bare"),
        }
        settings = {**self.GUARD, "FUNCEXT_GUARD__FUNCTIONS": "hel*"}
        running = start(worker, files, settings)
        assert call(running) == "PermissionError: hello"
        assert call(running, "bare") == "Hello"

    @pytest.mark.parametrize("worker", BOTH)
    def test_a_decorator_that_hides_instrument_from_the_worker_fails_every_invocation(
        self, start: Start, worker: Worker
    ) -> None:
        """In the source it has `instrument`; what the worker gets cannot be seen to call it."""
        hidden = (
            "HELD = []\n\ndef hide(function):\n    HELD.append(function)\n"
            "    def main(req: func.HttpRequest) -> func.HttpResponse:\n"
            "        return HELD[0](req=req)\n    return main\n\n@hide\n"
        )
        running = start(
            worker, {**http_function(HELLO), **http_function(hidden + HELLO, "other")}, self.GUARD
        )
        for name in ("hello", "other", "hello"):
            assert "LoadError: " in call(running, name)

    @pytest.mark.parametrize("worker", BOTH)
    def test_without_a_guard_the_log_names_the_functions_that_have_no_plugins(
        self, start: Start, worker: Worker
    ) -> None:
        bare = HELLO.replace("@funcext_core.instrument\n", "")
        running = start(worker, {**http_function(HELLO), **http_function(bare, "bare")})
        assert call(running) == "Hello"
        assert warnings(running) == [
            "no plugin runs around function 'bare': put @funcext_core.instrument on its entry point"
        ]

    @pytest.mark.parametrize("worker", BOTH)
    def test_a_pattern_that_matches_nothing_fails_every_invocation(
        self, start: Start, worker: Worker
    ) -> None:
        settings = {**self.GUARD, "FUNCEXT_GUARD__FUNCTIONS": "helo"}
        running = start(worker, http_function(HELLO), settings)
        for _ in range(2):
            assert call(running).startswith("LoadError: plugin 'guard': its FUNCTIONS pattern")

    @pytest.mark.parametrize("worker", BOTH)
    def test_where_install_alone_should_put_it_around_functions_it_is_a_load_error(
        self, start: Start, worker: Worker
    ) -> None:
        bare = "funcext_core.install()\n" + HELLO.replace("@funcext_core.instrument\n", "")
        files = {**http_function(bare), **http_function(bare, "other")}
        with pytest.raises(LoadFailure) as caught:
            start(worker, files, {**self.GUARD, **ON})
        assert set(caught.value.failures) == {"hello", "other"}
        for text in caught.value.failures.values():
            assert (
                "plugin 'guard' is a guard, and install() cannot put one around functions" in text
            )


class TestSettings:
    @pytest.mark.parametrize("worker", BOTH)
    def test_a_load_error_stops_the_function_from_loading(
        self, start: Start, worker: Worker
    ) -> None:
        with pytest.raises(LoadFailure, match="plugin 'recoder' is not installed"):
            start(worker, http_function(HELLO), {"FUNCEXT_PLUGINS": "recoder"})

    @pytest.mark.parametrize("worker", BOTH)
    def test_disabled_it_leaves_the_function_as_it_is(self, start: Start, worker: Worker) -> None:
        running = start(worker, http_function(HELLO), {"FUNCEXT_DISABLED": "1"})
        assert call(running) == "Hello"
        assert seen() == ["main"]
        main = sys.modules["__app__.hello"].main
        assert not hasattr(main, "__wrapped__")

    @pytest.mark.parametrize("worker", BOTH)
    def test_install_gives_settings_and_hooks_of_the_apps_own(
        self, start: Start, worker: Worker
    ) -> None:
        source = """\
plugins = funcext_core.install(settings={"FUNCEXT_PLUGINS": ""}, require=())

@plugins.pre_invocation
def own(invocation):
    SEEN.append(("own", invocation.function.name))

"""
        running = start(worker, http_function(source + HELLO))
        call(running)
        assert seen() == [("own", "hello"), "main"]

    @pytest.mark.parametrize("worker", BOTH)
    def test_what_install_requires_is_looked_for_after_an_instrument_too(
        self, start: Start, worker: Worker
    ) -> None:
        source = HELLO + "funcext_core.install(require=['auth'])\n"
        with pytest.raises(LoadFailure, match="the app requires plugin 'auth', which is not"):
            start(worker, http_function(source))

    @pytest.mark.parametrize("worker", [LIBRARY])
    @pytest.mark.parametrize("has_instrument", [True, False])
    def test_install_alone_runs_nothing_where_the_worker_drives_nothing(
        self, start: Start, worker: Worker, has_instrument: bool
    ) -> None:
        source = HELLO if has_instrument else HELLO.replace("@funcext_core.instrument\n", "")
        running = start(worker, http_function("funcext_core.install()\n" + source), ON)
        assert call(running) == "Hello"
        assert bool(seen("pre")) == has_instrument
        logged = [text for text in warnings(running) if "by install() alone" in text]
        assert len(logged) == (not has_instrument)

    @pytest.mark.parametrize("worker", BOTH)
    def test_install_without_an_app_in_the_v2_model_says_what_to_write(
        self, start: Start, worker: Worker
    ) -> None:
        app = "app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)\n"
        route = "@app.route(route='hello')\ndef hello(req: func.HttpRequest) -> str: ...\n"
        files = {"function_app.py": HEAD + app + "funcext_core.install()\n" + route}
        (warning,) = warnings(start(worker, files, ON))
        assert warning.endswith("in function_app.py, write funcext_core.install(app)")


class TestCallsByHand:
    """As in the unit tests of an app: no worker, and positional arguments."""

    FILES: ClassVar[dict[str, str]] = {
        **PLUGINS,
        **http_function(
            """\
@funcext_core.instrument
def main(req, second=2, *, third=3):
    SEEN.append((req, second, third))
    return "done"
"""
        ),
        "with_context/function.json": function_json(*HTTP_BINDINGS),
        "with_context/__init__.py": HEAD
        + "@funcext_core.instrument\nasync def main(req, context):\n    return context\n",
        "unknown.py": HEAD + "@funcext_core.instrument\ndef main(req):\n    return req\n",
    }

    @pytest.fixture
    def app(self, tmp_path: Path) -> Iterator[None]:
        write_app(tmp_path, self.FILES)
        with fresh_process(tmp_path, {"FUNCEXT_PLUGINS": "recorder"}, FRESH):
            yield

    def test_positional_arguments_and_defaults_are_the_functions_own(self, app: None) -> None:
        main = importlib.import_module("hello").main
        assert main(1) == main(1, 2) == main(req=1, second=2) == main(1, third=3) == "done"
        assert [entry for entry in seen() if entry[0] == 1] == [(1, 2, 3)] * 4
        with pytest.raises(TypeError):
            main(1, req=2)
        with pytest.raises(TypeError):
            main()

    def test_layers_run_as_the_folders_function_json_has_them(self, app: None) -> None:
        importlib.import_module("hello").main(1)
        assert seen("pre") == [("pre", "hello", ["req"])]

    def test_a_declared_context_may_be_a_mock_or_none(self, app: None) -> None:
        main = importlib.import_module("with_context").main
        context = mock.Mock()
        assert asyncio.run(main(1, context)) is context
        assert asyncio.run(main(1, context=None)) is None

    def test_a_function_of_another_app_is_called_as_it_is(self, app: None) -> None:
        assert importlib.import_module("unknown").main(1) == 1
        assert seen() == []

    def test_anything_but_a_function_is_refused(self, app: None) -> None:
        funcext_core = importlib.import_module("funcext_core")
        with pytest.raises(TypeError, match="which is not a function"):
            funcext_core.instrument(42)
