"""Worker extensions of the app and of functions run once on every worker, by it or by funcext."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest

from drivers.classic import ClassicWorker
from drivers.interface import (
    HttpReply,
    LoadFailure,
    LogLine,
    LoopDriver,
    Result,
    http_request,
    mcp_tool,
)
from drivers.library import WAYS
from drivers.local import LocalHostDriver
from drivers.params import CLASSIC, LIBRARY, LOCAL
from worker.starting import ON, EveryApp, Start, Worker


TUTORIAL = Path(__file__).with_name("tutorial_extension.txt")
"""The tutorial's extension, unmodified."""

EVERY_WORKER = [CLASSIC, LIBRARY, LOCAL]
OURS = [LIBRARY, LOCAL]
"""The workers that do not run extensions."""


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """The file that the local host requires of an app."""
    return EveryApp({"host.json": '{"version": "2.0"}'})


HEAD = """\
import logging
import azure.functions as func
import funcext_core
from extensions import *

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app)

"""

HELLO = """\
@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    SEEN.append("hello")
    return func.HttpResponse("Hello", headers={"x-mine": "1"})
"""

RECORDING = """\
import azure.functions as func

SEEN = []

class Recording(func.AppExtensionBase):
    @classmethod
    def post_function_load_app_level(cls, function_name, function_directory, *args, **kwargs):
        SEEN.append(f"{cls.__name__} load {function_name}")
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        SEEN.append(f"{cls.__name__} pre")
    @classmethod
    def post_invocation_app_level(cls, logger, context, func_args, func_ret, *args, **kwargs):
        SEEN.append(f"{cls.__name__} post")

class OfFunction(func.FuncExtensionBase):
    def __init__(self, file_path, name="OfFunction"):
        super().__init__(file_path)
        self.name = name
    def post_function_load(self, function_name, function_directory, *args, **kwargs):
        SEEN.append(f"{self.name} load {function_name}")
    def pre_invocation(self, logger, context, func_args, *args, **kwargs):
        SEEN.append(f"{self.name} pre")
    def post_invocation(self, logger, context, func_args, func_ret, *args, **kwargs):
        SEEN.append(f"{self.name} post")
"""


def v2(functions: str, extensions: str = RECORDING) -> dict[str, str]:
    """Return the files of an app of the v2 model, with a module of extensions."""
    return {"extensions.py": extensions, "function_app.py": HEAD + functions}


def seen(module: str = "extensions") -> list[Any]:
    """Return the events that the app has recorded, and clear them."""
    noted: list[Any] = sys.modules[module].SEEN
    taken = list(noted)
    noted.clear()
    return taken


def get(worker: LoopDriver, name: str = "hello", **headers: str) -> HttpReply:
    result = call(worker, name, **headers)
    assert isinstance(result.value, HttpReply), result
    return result.value


def call(worker: LoopDriver, name: str = "hello", **headers: str) -> Result:
    return worker.invoke(name, {"req": http_request(headers=headers)})


def warnings(worker: LoopDriver) -> list[str]:
    """Return the warnings and errors that a user sees."""
    return [
        line.text
        for line in worker.logs
        if line.level in ("WARNING", "ERROR") and line.category.startswith("funcext")
    ]


def lines_of(logs: Sequence[LogLine], category: str) -> list[str]:
    return [line.text for line in logs if line.category == category and not line.system]


class TestTheTutorialsExtension:
    """The tutorial's extension, unmodified, in an app that follows the tutorial."""

    APP = """\
        import azure.functions as func
        import funcext_core
        from python_worker_extension import TimerExtension

        TimerExtension.configure(append_to_http_response=True)
        app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
        plugins = funcext_core.install(app)

        @app.route(route="hello")
        def hello(req: func.HttpRequest) -> func.HttpResponse:
            return func.HttpResponse("Hello")

        @app.route(route="ahello")
        async def ahello(req: func.HttpRequest) -> func.HttpResponse:
            return func.HttpResponse("Hello")
    """

    @pytest.fixture
    def files(self) -> dict[str, str]:
        extension = TUTORIAL.read_text("utf-8")
        return {"python_worker_extension/__init__.py": extension, "function_app.py": self.APP}

    @pytest.mark.parametrize("way", WAYS)
    @pytest.mark.parametrize("name", ["hello", "ahello"])
    @pytest.mark.parametrize("worker", [LIBRARY])
    def test_it_works_where_the_worker_runs_none(
        self, start: Start, files: dict[str, str], worker: Worker, way: str, name: str
    ) -> None:
        running = start(worker, files, ON, way=way)
        body = get(running, name).body.decode()
        assert re.fullmatch(r"Hello \(TimeElapsed: \d\S* sec\)", body)
        recording, took = lines_of(running.logs, "funcext.extensions.TimerExtension")
        assert recording == f"Recording start time of {name}"
        assert re.fullmatch(rf"Time taken to execute {name} is \d\S* sec", took)

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_it_works_on_every_worker(
        self, start: Start, files: dict[str, str], worker: Worker
    ) -> None:
        body = get(start(worker, files, ON)).body
        assert body.count(b"TimeElapsed") == 1

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    @pytest.mark.parametrize("settings", [{}, {"PYTHON_ENABLE_WORKER_EXTENSIONS": "0"}])
    def test_without_the_setting_it_does_not_run_and_the_log_names_the_setting(
        self, start: Start, files: dict[str, str], worker: Worker, settings: dict[str, str]
    ) -> None:
        running = start(worker, files, settings)
        assert get(running).body == b"Hello"
        (warning,) = warnings(running)
        assert "TimerExtension" in warning
        assert "Set PYTHON_ENABLE_WORKER_EXTENSIONS=1" in warning


class TestOrderAndMeaning:
    TWO = RECORDING + "class Second(Recording): ...\nclass Third(func.AppExtensionBase): ...\n"

    ORDER = (
        "Recording load hello",
        "Second load hello",
        "Recording pre",
        "Second pre",
        "hello",
        "Recording post",
        "Second post",
    )

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_hooks_run_in_order_of_registration_both_ways(
        self, start: Start, worker: Worker
    ) -> None:
        running = start(worker, v2(HELLO, self.TWO), ON)
        get(running)
        assert tuple(seen()) == self.ORDER

    @pytest.mark.parametrize("worker", OURS)
    def test_extensions_are_outside_all_plugins(self, start: Start, worker: Worker) -> None:
        inline = """\
@plugins.around_invocation
def around(invocation):
    SEEN.append("in")
    yield
    SEEN.append("out")

"""
        running = start(worker, v2(inline + HELLO), ON)
        get(running)
        order = ["Recording load hello", "Recording pre", "in", "hello", "out", "Recording post"]
        assert seen() == order

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    @pytest.mark.parametrize("kind", ["def", "async def"])
    def test_the_result_is_changed_in_place(self, start: Start, worker: Worker, kind: str) -> None:
        extension = """\
import azure.functions as func

class Marking(func.AppExtensionBase):
    @classmethod
    def post_invocation_app_level(cls, logger, context, func_args, func_ret, *args, **kwargs):
        func_ret.headers["x-marked"] = func_args["req"].headers["who"] + context.function_name
"""
        function = f"""\
@app.route(route="hello")
{kind} hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("Hello")
"""
        running = start(worker, v2(function, extension), ON)
        assert get(running, who="Ann").headers["x-marked"] == "Annhello"

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_a_replaced_argument_reaches_the_function(self, start: Start, worker: Worker) -> None:
        extension = """\
import azure.functions as func

class Replacing(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        func_args["req"] = func.HttpRequest("GET", "http://other", body=b"replaced")
"""
        function = """\
@app.route(route="hello")
def hello(req: func.HttpRequest) -> str:
    return req.get_body().decode()
"""
        running = start(worker, v2(function, extension), ON)
        result = call(running)
        value = result.value.body.decode() if isinstance(result.value, HttpReply) else result.value
        assert value == "replaced"

    ARGUMENTS = """\
import azure.functions as func

SEEN = []

class Adding(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        cls.args = func_args
        func_args["span"] = "a span"
    @classmethod
    def post_invocation_app_level(cls, logger, context, func_args, func_ret, *args, **kwargs):
        SEEN.append(("added", func_args is cls.args, func_args.get("span")))

class Deleting(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        cls.taken = func_args.pop("req")
    @classmethod
    def post_invocation_app_level(cls, logger, context, func_args, func_ret, *args, **kwargs):
        func_args["req"] = cls.taken
        SEEN.append(("restored", func_ret.get_body()))
"""

    @pytest.mark.parametrize("worker", OURS)
    @pytest.mark.parametrize("kind", ["def", "async def"])
    def test_added_or_deleted_arguments_do_not_change_the_call(
        self, start: Start, worker: Worker, kind: str
    ) -> None:
        function = f"""\
@app.route(route="hello")
{kind} hello(req: func.HttpRequest) -> func.HttpResponse:
    SEEN.append(sorted(locals()))
    return func.HttpResponse("Hello")
"""
        running = start(worker, v2(function, self.ARGUMENTS), ON)
        assert get(running).body == b"Hello"
        assert seen() == [["req"], ("added", True, "a span"), ("restored", b"Hello")]

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_the_context_is_the_one_that_the_function_gets(
        self, start: Start, worker: Worker
    ) -> None:
        extension = """\
import azure.functions as func

class Carrying(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        context.carried = context.function_name
"""
        function = """\
@app.route(route="hello")
def hello(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    return func.HttpResponse(context.carried)
"""
        assert get(start(worker, v2(function, extension), ON)).body == b"hello"

    @pytest.mark.parametrize("worker", OURS)
    def test_if_a_binding_is_named_context_hooks_get_a_stand_in(
        self, start: Start, worker: Worker
    ) -> None:
        extension = """\
import azure.functions as func

SEEN = []

class Looking(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        trace = context.trace_context
        SEEN.append((context.function_name, len(context.invocation_id), trace.Traceparent))
"""
        function = """\
@app.generic_trigger(arg_name="context", type="mcpToolTrigger", toolName="t", description="d")
def tool(context: str) -> None:
    SEEN.append("tool")
"""
        running = start(worker, v2(function, extension), ON)
        assert running.invoke("tool", {"context": mcp_tool("t")}).ok
        assert seen() == [("tool", 36, ""), "tool"]


FAILING = """\
@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    if "fail" in req.headers:
        raise ValueError("no")
    return func.HttpResponse("Hello")
"""


class TestFailures:
    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_post_hooks_run_on_success_only(self, start: Start, worker: Worker) -> None:
        running = start(worker, v2(FAILING), ON)
        seen()
        assert not call(running, fail="1").ok
        assert seen() == ["Recording pre"]
        get(running)
        assert seen() == ["Recording pre", "Recording post"]

    @pytest.mark.parametrize("worker", OURS)
    def test_pre_hooks_without_their_post_are_counted_and_reported_once(
        self, start: Start, worker: Worker
    ) -> None:
        lonely = """\
class Lonely(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs): ...
"""
        running = start(worker, v2(FAILING, RECORDING + lonely), ON)
        for _ in range(3):
            call(running, fail="1")
        get(running)
        extensions = sys.modules["function_app"].plugins["worker extensions"]
        assert extensions.unpaired == {"Recording": 3}
        (line,) = lines_of(running.logs, "funcext.extensions.Recording")
        assert line.startswith("the function failed, so the post hook of Recording was not called")

    RAISING = """\
import asyncio
import azure.functions as func

SEEN = []

class Custom(BaseException): ...

class Raising(func.AppExtensionBase):
    error = None
    @classmethod
    def post_function_load_app_level(cls, name, directory, *args, **kwargs):
        raise ValueError("load")
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        raise cls.error
    @classmethod
    def post_invocation_app_level(cls, logger, context, func_args, func_ret, *args, **kwargs):
        raise cls.error

class After(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        SEEN.append("pre")
    @classmethod
    def post_invocation_app_level(cls, logger, context, func_args, func_ret, *args, **kwargs):
        SEEN.append("post")
"""

    @pytest.mark.parametrize("worker", OURS)
    @pytest.mark.parametrize("kind", ["def", "async def"])
    @pytest.mark.parametrize(
        "error", ["ValueError('x')", "SystemExit()", "GeneratorExit()", "asyncio.CancelledError()"]
    )
    def test_whatever_a_hook_raises_is_contained_and_the_next_is_called(
        self, start: Start, worker: Worker, kind: str, error: str
    ) -> None:
        function = f"""\
@app.route(route="hello")
{kind} hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("Hello")
"""
        extensions = self.RAISING.replace("error = None", f"error = {error}")
        running = start(worker, v2(function, extensions), ON)
        assert get(running).body == b"Hello"
        assert seen() == ["pre", "post"]
        reported = lines_of(running.logs, "funcext.plugins.Raising")
        hooks = [text.split()[1] for text in reported]
        assert hooks == ["post_function_load", "pre_invocation", "post_invocation"]
        assert all("Traceback" in text for text in reported)

    @pytest.mark.parametrize("worker", OURS)
    def test_an_async_hook_is_not_awaited_and_a_warning_is_logged_once(
        self, start: Start, worker: Worker
    ) -> None:
        extension = """\
import azure.functions as func

SEEN = []

class Async(func.AppExtensionBase):
    @classmethod
    async def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        SEEN.append("never")
"""
        running = start(worker, v2(HELLO, extension), ON)
        get(running)
        get(running)
        assert seen() == ["hello", "hello"]
        (line,) = lines_of(running.logs, "funcext.extensions.Async")
        assert "is an async def, which no worker awaits" in line


class TestAClassImportedUnderTwoNames:
    FILES: ClassVar[dict[str, str]] = {
        "shared/__init__.py": "",
        "shared/timing.py": RECORDING,
        "extensions.py": """\
            import importlib.util, sys
            from shared.timing import SEEN
            import shared.timing as first
            spec = importlib.util.spec_from_file_location("other.timing", first.__file__)
            second = sys.modules["other.timing"] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(second)
            second.SEEN = SEEN
        """,
        "function_app.py": HEAD + HELLO,
    }

    @pytest.mark.parametrize("worker", OURS)
    def test_it_runs_once_and_the_log_names_both(self, start: Start, worker: Worker) -> None:
        running = start(worker, self.FILES, ON)
        get(running)
        assert seen() == ["Recording load hello", "Recording pre", "hello", "Recording post"]
        (warning,) = warnings(running)
        assert "imported as shared.timing, other.timing: only the first runs" in warning

    def test_the_classic_worker_runs_both_and_the_log_says_so(self, start: Start) -> None:
        running = start(ClassicWorker, self.FILES, ON)
        get(running)
        assert seen().count("Recording pre") == 2
        (warning,) = warnings(running)
        assert "imported as shared.timing, other.timing: the worker runs each" in warning

    @pytest.mark.parametrize("worker", OURS)
    def test_two_classes_of_one_name_are_two(self, start: Start, worker: Worker) -> None:
        extensions = (
            RECORDING
            + """\
def make(number):
    class Made(func.AppExtensionBase):
        @classmethod
        def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
            SEEN.append(number)
    return Made
made = [make(1), make(2)]
"""
        )
        running = start(worker, v2(HELLO, extensions), ON)
        get(running)
        assert seen()[1:-1] == ["Recording pre", 1, 2, "hello"]


class TestStaticHooks:
    STATIC = """\
import azure.functions as func

SEEN = []

class Static(func.AppExtensionBase):
    @staticmethod
    def pre_invocation_app_level(logger, context, func_args, *args, **kwargs):
        SEEN.append("pre")
    @staticmethod
    def post_invocation_app_level(logger, context, func_args, func_ret, *args, **kwargs):
        SEEN.append("post")
"""

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_they_run_as_class_methods_do(self, start: Start, worker: Worker) -> None:
        running = start(worker, v2(FAILING, self.STATIC), ON)
        get(running)
        assert seen() == ["pre", "post"]

    @pytest.mark.parametrize("worker", OURS)
    def test_a_static_pre_hook_without_its_post_is_counted(
        self, start: Start, worker: Worker
    ) -> None:
        running = start(worker, v2(FAILING, self.STATIC), ON)
        call(running, fail="1")
        extensions = sys.modules["function_app"].plugins["worker extensions"]
        assert extensions.unpaired == {"Static": 1}


class TestFunctionExtensionsInTheV2Model:
    """`Ext(__file__)` in `function_app.py`, a name that no worker looks up."""

    BOUND = """\
@app.route(route="hello")
@funcext_core.use(OfFunction(__file__))
def hello(req: func.HttpRequest) -> func.HttpResponse:
    SEEN.append("hello")
    return func.HttpResponse("Hello")

@app.route(route="other")
def other(req: func.HttpRequest) -> func.HttpResponse:
    SEEN.append("other")
    return func.HttpResponse("Hello")
"""
    ONLY_OF_FUNCTION = RECORDING.replace(
        "class Recording(func.AppExtensionBase)", "class Recording"
    )

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    @pytest.mark.parametrize("settings", [{}, ON])
    def test_with_use_it_runs_around_that_function_only(
        self, start: Start, worker: Worker, settings: dict[str, str]
    ) -> None:
        running = start(worker, v2(self.BOUND, self.ONLY_OF_FUNCTION), settings)
        get(running)
        get(running, "other")
        expected = ["OfFunction load hello", "OfFunction pre", "hello", "OfFunction post", "other"]
        assert seen() == expected
        assert warnings(running) == []

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_without_use_it_never_runs_and_a_warning_has_the_fix(
        self, start: Start, worker: Worker
    ) -> None:
        running = start(worker, v2("OfFunction(__file__)\n" + HELLO, self.ONLY_OF_FUNCTION), ON)
        get(running)
        assert seen() == ["hello"]
        (warning,) = warnings(running)
        assert warning == (
            "OfFunction never runs: it registered for 'function_app.py', which is not a function "
            "of this app; put @funcext_core.use(OfFunction(__file__)) directly above the function "
            "it is for"
        )

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_registered_for_a_function_that_has_it_in_use_it_runs_once(
        self, start: Start, worker: Worker
    ) -> None:
        # The function has the name of the folder that the extension registers for.
        functions = self.BOUND.replace("__file__", "'hello/extension.py'").replace(
            "OfFunction('", "OfFunction(str(__import__('pathlib').Path(__file__).parent) + '/' + '"
        )
        running = start(worker, v2(functions), ON)
        get(running)
        events = [event for event in seen() if not event.startswith("Recording")]
        assert events == ["OfFunction load hello", "OfFunction pre", "hello", "OfFunction post"]

    @pytest.mark.parametrize("worker", OURS)
    def test_its_errors_are_contained(self, start: Start, worker: Worker) -> None:
        raising = self.ONLY_OF_FUNCTION.replace('SEEN.append(f"{self.name} pre")', "1 / 0")
        running = start(worker, v2(self.BOUND, raising), {})
        assert get(running).body == b"Hello"
        assert seen() == ["OfFunction load hello", "hello", "OfFunction post"]


class TestExtensionsOfAzuresPackages:
    """durable 2 registers one; an app's owner knows nothing about it."""

    DURABLE = """\
import azure.functions as func

SEEN = []

class Lifecycle(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        SEEN.append("pre")
    @classmethod
    def post_invocation_app_level(cls, logger, context, func_args, func_ret, *args, **kwargs):
        SEEN.append("post")

class OfFunction(func.FuncExtensionBase):
    def __init__(self, file_path):
        super().__init__(file_path)
    def pre_invocation(self, logger, context, func_args, *args, **kwargs): ...

OfFunction(__file__)
"""

    def of(self, module: str) -> str:
        """Return the module of extensions as if it were in this package."""
        return f"__name__ = {module!r}\n{self.DURABLE}"

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    @pytest.mark.parametrize("settings", [{}, ON])
    @pytest.mark.parametrize("module", ["azure.durable_functions.client", "azurefunctions.x"])
    def test_they_cause_no_warning(
        self, start: Start, worker: Worker, settings: dict[str, str], module: str
    ) -> None:
        running = start(worker, v2(FAILING, self.of(module)), settings)
        assert get(running).body == b"Hello"
        assert not call(running, fail="1").ok
        assert warnings(running) == []

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_with_the_setting_they_run(self, start: Start, worker: Worker) -> None:
        running = start(worker, v2(FAILING, self.of("azure.durable_functions.client")), ON)
        get(running)
        assert seen() == ["pre", "post"]

    @pytest.mark.parametrize("worker", OURS)
    def test_an_async_hook_of_theirs_causes_none_either(self, start: Start, worker: Worker) -> None:
        extensions = self.of("azure.durable_functions.client").replace(
            "    def pre", "    async def pre"
        )
        running = start(worker, v2(FAILING, extensions), ON)
        get(running)
        assert warnings(running) == []

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    @pytest.mark.parametrize("module", ["azureish.x", "opencensus.extension.azure.functions"])
    def test_others_cause_one(self, start: Start, worker: Worker, module: str) -> None:
        running = start(worker, v2(FAILING, self.of(module)), {})
        texts = warnings(running)
        assert any("do not run: Lifecycle. Set" in text for text in texts)
        assert any(text.startswith("OfFunction never runs") for text in texts)


class TestUseOfAnExtensionWithoutHooks:
    MISSPELLED = """\
import azure.functions as func

SEEN = []

class Misspelled(func.FuncExtensionBase):
    def __init__(self, file_path):
        super().__init__(file_path)
    def pre_invocation_app_level(self, logger, context, func_args, *args, **kwargs): ...
    def post_invocatoin(self, logger, context, func_args, func_ret, *args, **kwargs): ...

class Inheriting(Misspelled):
    def post_invocation(self, logger, context, func_args, func_ret, *args, **kwargs):
        SEEN.append("post")
"""

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_it_is_a_warning(self, start: Start, worker: Worker) -> None:
        use = "@funcext_core.use(Misspelled(__file__))\ndef hello("
        functions = HELLO.replace("def hello(", use)
        running = start(worker, v2(functions, self.MISSPELLED), ON)
        assert get(running).body == b"Hello"
        (warning,) = warnings(running)
        assert warning == (
            "use(Misspelled(...)) has no effect: the class has none of the hooks "
            "post_function_load, pre_invocation, post_invocation; is one misspelled?"
        )

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_a_class_that_inherits_a_hook_causes_no_warning(
        self, start: Start, worker: Worker
    ) -> None:
        use = "@funcext_core.use(Inheriting(__file__))\ndef hello("
        running = start(worker, v2(HELLO.replace("def hello(", use), self.MISSPELLED), ON)
        get(running)
        assert "post" in seen()
        assert warnings(running) == []


def entry_points(**plugins: str) -> dict[str, str]:
    """Return the files that turn an app's folder into a distribution with these plugins."""
    listed = "".join(f"{name} = {target}\n" for name, target in plugins.items())
    folder = "legacy_plugins-1.0.dist-info"
    return {
        f"{folder}/METADATA": "Metadata-Version: 2.1\nName: legacy-plugins\nVersion: 1.0\n",
        f"{folder}/entry_points.txt": f"[funcext]\n{listed}",
    }


CONFIGURED = """\
from __future__ import annotations
import azure.functions as func
SEEN = []

class Legacy(func.AppExtensionBase):
    @classmethod
    def configure(
        cls, *args, append: bool = False, limit: int = 1, ratio=0.5, name: str | None = None
    ):
        SEEN.append((append, limit, ratio, name))
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        SEEN.append("pre")
"""

PLAIN_APP = """\
import azure.functions as func
import funcext_core

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app)

@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("Hello")
"""


class TestAnExtensionClassAsAPlugin:
    """An entry point names a subclass of `AppExtensionBase`; the app has no line about it."""

    FILES: ClassVar[dict[str, str]] = {
        "function_app.py": PLAIN_APP,
        "legacy.py": CONFIGURED,
        **entry_points(legacy="legacy:Legacy"),
    }
    ENABLED: ClassVar[dict[str, str]] = {**ON, "FUNCEXT_PLUGINS": "legacy"}

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_its_options_go_to_configure_with_the_types_of_its_signature(
        self, start: Start, worker: Worker
    ) -> None:
        options = {
            "FUNCEXT_LEGACY__APPEND": "yes",
            "FUNCEXT_LEGACY__LIMIT": "7",
            "FUNCEXT_LEGACY__RATIO": "0.25",
            "FUNCEXT_LEGACY__NAME": "Ann",
        }
        running = start(worker, self.FILES, {**self.ENABLED, **options})
        get(running)
        assert seen("legacy") == [(True, 7, 0.25, "Ann"), "pre"]

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_without_options_it_is_configured_with_its_defaults_and_runs_once(
        self, start: Start, worker: Worker
    ) -> None:
        running = start(worker, self.FILES, self.ENABLED)
        get(running)
        assert seen("legacy") == [(False, 1, 0.5, None), "pre"]
        assert [plugin.name for plugin in sys.modules["function_app"].plugins].count("legacy") == 1

    def test_the_tutorials_extension_needs_only_an_entry_point(self, start: Start) -> None:
        files = {
            **self.FILES,
            "legacy.py": TUTORIAL.read_text("utf-8"),
            **entry_points(legacy="legacy:TimerExtension"),
        }
        settings = {**self.ENABLED, "FUNCEXT_LEGACY__APPEND_TO_HTTP_RESPONSE": "true"}
        assert b"(TimeElapsed: " in get(start(LocalHostDriver, files, settings)).body

    def test_plugins_may_require_it_and_cannot_be_outside(
        self, start: Start, caplog: pytest.LogCaptureFixture
    ) -> None:
        files = {
            **self.FILES,
            "mine.py": (
                "from funcext_core import hookimpl\n"
                "class Mine:\n"
                "    before = requires = ('legacy',)\n"
                "    @hookimpl\n"
                "    def pre_invocation(self): ...\n"
                "class Inside(Mine):\n"
                "    before, after = (), ('legacy',)\n"
            ),
            **entry_points(legacy="legacy:Legacy", mine="mine:Mine", inside="mine:Inside"),
        }
        settings = {**self.ENABLED, "FUNCEXT_PLUGINS": "mine, inside, legacy"}
        start(LocalHostDriver, files, settings)
        names = [plugin.name for plugin in sys.modules["function_app"].plugins]
        assert names[-3:] == ["mine", "inside", "legacy"]
        assert (
            "FUNCEXT_PLUGINS: plugin 'mine' asks to be outside 'legacy'; worker extensions are "
            "outside every plugin"
        ) in caplog.messages
        assert sum("asks to be" in message for message in caplog.messages) == 1

    def test_texts_are_masked_in_reports(self, start: Start) -> None:
        options = {"FUNCEXT_LEGACY__NAME": "pass", "FUNCEXT_LEGACY__LIMIT": "2"}
        start(LocalHostDriver, self.FILES, {**self.ENABLED, **options})
        described = sys.modules["function_app"].plugins.describe()["plugins"]
        (options,) = [plugin["options"] for plugin in described if plugin["name"] == "legacy"]
        assert options == {"NAME": "********", "LIMIT": "2"}

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    @pytest.mark.parametrize(
        ("settings", "text"),
        [
            (
                {"PYTHON_ENABLE_WORKER_EXTENSIONS": "off"},
                (
                    "LoadError: FUNCEXT_PLUGINS: 'legacy' is a worker extension, and "
                    "PYTHON_ENABLE_WORKER_EXTENSIONS is not on: set "
                    "PYTHON_ENABLE_WORKER_EXTENSIONS=1 to run it"
                ),
            ),
            (
                {"FUNCEXT_LEGACY__APPEND": "maybe"},
                (
                    "LoadError: FUNCEXT_LEGACY__APPEND=maybe: expected true or false (1, 0, "
                    "yes, no, on, off)"
                ),
            ),
            (
                {"FUNCEXT_LEGACY__APEND": "1"},
                (
                    "LoadError: FUNCEXT_LEGACY__APEND: plugin 'legacy' has no such option: did you "
                    "mean 'FUNCEXT_LEGACY__APPEND'?"
                ),
            ),
            (
                {"FUNCEXT_LEGACY__FUNCTIONS": "hello"},
                (
                    "LoadError: FUNCEXT_LEGACY__FUNCTIONS: 'legacy' is a worker extension, which "
                    "runs around every function and cannot be a guard: remove the setting"
                ),
            ),
        ],
    )
    def test_mistakes_are_load_errors(
        self, start: Start, worker: Worker, settings: dict[str, str], text: str
    ) -> None:
        with pytest.raises(LoadFailure) as caught:
            start(worker, self.FILES, {**self.ENABLED, **settings})
        assert text in caught.value.message

    @pytest.mark.parametrize(
        ("configure", "settings", "text"),
        [
            (
                "def configure(cls, key): ...",
                {},
                "plugin 'legacy' needs FUNCEXT_LEGACY__KEY, which is not set: set it",
            ),
            (
                "def configure(cls): raise SystemExit('no')",
                {},
                "plugin 'legacy': configure() raised SystemExit: no",
            ),
            (
                "def configure(cls, append=False, **kwargs): ...",
                {"FUNCEXT_LEGACY__APEND": "1"},
                "plugin 'legacy' has no such option: did you mean 'FUNCEXT_LEGACY__APPEND'?",
            ),
            (
                "@funcext_core.hookimpl\n    def app_start(self, app): ...",
                {},
                "plugin 'legacy': 'app_start' is marked with @hookimpl in a worker extension",
            ),
        ],
    )
    def test_a_configure_that_refuses_the_options_is_a_load_error(
        self, start: Start, configure: str, settings: dict[str, str], text: str
    ) -> None:
        decorator = "" if configure.startswith("@") else "@classmethod\n    "
        source = (
            "import azure.functions as func\nimport funcext_core\n"
            f"class Legacy(func.AppExtensionBase):\n    {decorator}{configure}\n"
        )
        with pytest.raises(LoadFailure) as caught:
            start(
                LocalHostDriver,
                {**self.FILES, "legacy.py": source},
                {**self.ENABLED, **settings},
            )
        assert text in caught.value.message

    def test_an_open_configure_takes_any_option_as_text(self, start: Start) -> None:
        source = """\
import azure.functions as func
SEEN = []
class Legacy(func.AppExtensionBase):
    @classmethod
    def configure(cls, **options):
        SEEN.append(options)
"""
        files = {**self.FILES, "legacy.py": source}
        start(LocalHostDriver, files, {**self.ENABLED, "FUNCEXT_LEGACY__SERVER_URL": "http://x"})
        assert seen("legacy") == [{"server_url": "http://x"}]


class TestNothingRunsTwice:
    """In any combination of plugin, extension, `use`, and `install` twice."""

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_an_extension_imported_in_code_and_named_in_the_setting_runs_once(
        self, start: Start, worker: Worker
    ) -> None:
        files = {
            "function_app.py": "from legacy import Legacy, SEEN\n" + PLAIN_APP,
            "legacy.py": CONFIGURED,
            **entry_points(legacy="legacy:Legacy"),
        }
        running = start(worker, files, {**ON, "FUNCEXT_PLUGINS": "legacy"})
        get(running)
        assert seen("legacy").count("pre") == 1

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_install_twice_and_get_functions_twice_change_nothing(
        self, start: Start, worker: Worker
    ) -> None:
        functions = "funcext_core.install(app)\n" + HELLO + "\napp.get_functions()\n"
        running = start(worker, v2(functions), ON)
        get(running)
        events = [event for event in seen() if "load" not in event]
        assert events == ["Recording pre", "hello", "Recording post"]

    @pytest.mark.parametrize("worker", EVERY_WORKER)
    def test_the_classic_worker_ignores_the_settings_of_install(
        self, start: Start, worker: Worker
    ) -> None:
        head = HEAD.replace("install(app)", "install(app, settings={})")
        files = {"extensions.py": RECORDING, "function_app.py": head + HELLO}
        running = start(worker, files, ON)
        get(running)
        runs = 1 if worker is ClassicWorker else 0
        assert seen().count("Recording pre") == runs
        assert len(warnings(running)) == 1 - runs
