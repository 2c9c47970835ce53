"""Plugins around v1 functions, driven by the classic worker's extension interface."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Iterator
from typing import Any

import azure.functions as func
import pytest

from drivers.classic import ClassicWorker
from drivers.interface import (
    HTTP_BINDINGS,
    HttpReply,
    LoadFailure,
    Result,
    function_json,
    http_request,
)
from worker.starting import ON, EveryApp, Start


PLUGINS = {
    "recording.py": """\
        import contextvars, weakref
        import azure.functions as func
        from funcext_core import AbortInvocation, hookimpl

        SEEN = []
        ALIVE = []
        VAR = contextvars.ContextVar("VAR", default="unset")

        class Recorder:
            @hookimpl
            def app_start(self, app):
                SEEN.append(("start", app.worker, app.model))
            @hookimpl
            def post_load(self, function):
                SEEN.append(("load", function.name, function.is_async, function.trigger))
            @hookimpl
            def pre_invocation(self, invocation):
                invocation.state["recorder"] = invocation.id
                SEEN.append(("pre", invocation.context.function_name, sorted(invocation.args)))
            @hookimpl
            def around_invocation(self, invocation):
                SEEN.append("in")
                outcome = yield
                SEEN.append(("out", type(outcome.value).__name__, outcome.elapsed > 0))
            @hookimpl
            def post_invocation(self, invocation, outcome):
                SEEN.append(("post", invocation.state["recorder"] == invocation.id))

        class Outer:
            @hookimpl
            def around_invocation(self, invocation):
                SEEN.append("outer in")
                yield
                SEEN.append("outer out")

        class Inner:
            @hookimpl
            def around_invocation(self, invocation):
                SEEN.append("inner in")
                yield
                SEEN.append("inner out")

        class Trying:
            @hookimpl
            def pre_invocation(self, invocation):
                wanted = invocation.args["req"].headers
                if "respond" in wanted:
                    invocation.respond(func.HttpResponse("answered"))
                if "abort" in wanted:
                    raise AbortInvocation("aborted")
                if "raise" in wanted:
                    raise LookupError("a hook's")
                if "replace" in wanted:
                    invocation.args["req"] = func.HttpRequest("GET", "http://x", body=b"replaced")
                if "add" in wanted:
                    invocation.args["more"] = 1
                if "delete" in wanted:
                    del invocation.args["req"]
            @hookimpl
            def post_invocation(self, invocation, outcome):
                wanted = invocation.context.thread_local_storage.wanted
                if "value" in wanted:
                    outcome.value = func.HttpResponse("replaced", status_code=202)
                if "error" in wanted:
                    outcome.error = ValueError("no")

        class AnsweringAround:
            @hookimpl
            def around_invocation(self, invocation):
                invocation.respond(func.HttpResponse("answered"))
                outcome = yield
                SEEN.append(("after", outcome.skipped))

        class Twice:
            @hookimpl
            def around_invocation(self, invocation):
                yield
                yield

        class Repeating:
            @hookimpl(repeats=True)
            def around_invocation(self, invocation, attempt):
                try:
                    outcome = yield
                    SEEN.append(("attempt", attempt, outcome.attempt))
                    outcome.value = func.HttpResponse("dropped")
                    yield
                    SEEN.append("again")
                finally:
                    SEEN.append("closed")
                    if "raise" in invocation.context.thread_local_storage.wanted:
                        raise LookupError("at the end")

        class Returning:
            @hookimpl
            def pre_invocation(self, invocation):
                return "no"
            @hookimpl
            def around_invocation(self, invocation):
                yield
                return "no"
            @hookimpl
            def post_invocation(self, invocation):
                return "no"

        class Awaiting:
            @hookimpl
            async def app_start(self, app):
                SEEN.append("started")
            @hookimpl
            async def pre_invocation(self, invocation):
                SEEN.append("async pre")
            @hookimpl
            async def around_invocation(self, invocation):
                try:
                    SEEN.append("async in")
                    yield
                    SEEN.append("async out")
                finally:
                    SEEN.append("async end")

        class BothKinds:
            @hookimpl
            def pre_invocation(self, invocation):
                SEEN.append("sync kind")
            @hookimpl(specname="pre_invocation")
            async def apre(self, invocation):
                SEEN.append("async kind")

        class Holding:
            @hookimpl
            def around_invocation(self, invocation):
                ALIVE.append(weakref.ref(invocation))
                invocation.state["mine"] = invocation
                token = VAR.set("of a hook")
                try:
                    outcome = yield
                    SEEN.append(("function set", VAR.get()))
                finally:
                    VAR.reset(token)
                    SEEN.append("closed")

        class BadlyClosed:
            @hookimpl
            def around_invocation(self, invocation):
                try:
                    yield
                finally:
                    raise LookupError("at the end")

        class Guard:
            on_error = "fail"
            @hookimpl
            def pre_invocation(self, invocation): ...
    """,
    "plugins-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: plugins\nVersion: 1.0\n",
    "plugins-1.0.dist-info/entry_points.txt": "[funcext]\n"
    + "".join(
        f"{name} = recording:{target}\n"
        for name, target in {
            "recorder": "Recorder",
            "outer": "Outer",
            "inner": "Inner",
            "trying": "Trying",
            "answering": "AnsweringAround",
            "twice": "Twice",
            "repeating": "Repeating",
            "returning": "Returning",
            "awaiting": "Awaiting",
            "both": "BothKinds",
            "holding": "Holding",
            "badly": "BadlyClosed",
            "guard": "Guard",
        }.items()
    ),
}


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """The plugins, and one thread: what an invocation leaves on it, the next one meets."""
    return EveryApp(PLUGINS, {"PYTHON_THREADPOOL_THREAD_COUNT": "1"})


def enabled(plugins: str, **settings: str) -> dict[str, str]:
    """Return the settings with which the worker runs extensions, and with them these plugins."""
    return {**ON, "FUNCEXT_PLUGINS": plugins, **settings}


HEAD = """\
import azure.functions as func
import funcext_core
from recording import SEEN, VAR

plugins = funcext_core.install()

"""

HELLO = """\
def main(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    SEEN.append("main")
    context.thread_local_storage.wanted = req.headers
    if "fail" in req.headers:
        raise ValueError("no")
    return func.HttpResponse(req.get_body() or b"Hello", headers={"x-mine": "1"})
"""


def http_function(source: str = HELLO, name: str = "hello", head: str = HEAD) -> dict[str, str]:
    """Return the files of an HTTP function of the v1 model, without a decorator."""
    return {
        f"{name}/__init__.py": head + source,
        f"{name}/function.json": function_json(*HTTP_BINDINGS),
    }


def seen() -> list[Any]:
    """Return what was noted, and forget it."""
    noted: list[Any] = sys.modules["recording"].SEEN
    taken = list(noted)
    noted.clear()
    return taken


def invoke(worker: ClassicWorker, *headers: str, name: str = "hello") -> Result:
    """Invoke a function, and wait until its thread has let go of the invocation."""
    result = worker.invoke(name, {"req": http_request(headers=dict.fromkeys(headers, "1"))})
    worker._pool.submit(int).result()
    return result


def body(worker: ClassicWorker, *headers: str, name: str = "hello") -> str:
    result = invoke(worker, *headers, name=name)
    assert result.ok, result
    # A function that returns a str has it sent as it is.
    return result.value.body.decode() if isinstance(result.value, HttpReply) else str(result.value)


def warnings(worker: ClassicWorker) -> list[str]:
    return [
        line.text
        for line in worker.logs
        if line.level in ("WARNING", "ERROR") and line.category.startswith("funcext")
    ]


class TestHooksRun:
    @pytest.mark.parametrize("kind", ["def", "async def"])
    def test_around_functions_without_a_decorator(self, start: Start, kind: str) -> None:
        running = start(
            ClassicWorker, http_function(HELLO.replace("def", kind)), enabled("recorder")
        )
        is_async = kind == "async def"
        assert seen() == [
            ("start", "classic", "v1"),
            ("load", "hello", is_async, "httpTrigger"),
        ]
        assert body(running) == "Hello"
        assert seen() == [
            ("pre", "hello", ["context", "req"]),
            "in",
            "main",
            ("out", "HttpResponse", True),
            ("post", True),
        ]
        assert warnings(running) == []

    def test_layers_are_an_onion(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("outer, inner"))
        body(running)
        assert seen() == ["outer in", "inner in", "main", "inner out", "outer out"]

    def test_scopes_are_kept(self, start: Start) -> None:
        files = {**http_function(), **http_function(name="other")}
        running = start(ClassicWorker, files, enabled("outer", FUNCEXT_OUTER__FUNCTIONS="other"))
        body(running)
        assert seen() == ["main"]
        body(running, name="other")
        assert seen() == ["outer in", "main", "outer out"]

    def test_a_repeated_load_request_changes_nothing(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("recorder"))
        running.load_again("hello")
        assert [entry[0] for entry in seen()] == ["start", "load"]
        body(running)
        assert seen().count("in") == 1

    def test_install_in_every_function_is_one_app(self, start: Start) -> None:
        files = {**http_function(), **http_function(name="other")}
        running = start(ClassicWorker, files, enabled("recorder"))
        assert [entry[0] for entry in seen()] == ["start", "load", "load"]
        body(running, name="other")
        assert seen().count("in") == 1
        (warning,) = warnings(running)
        assert warning.startswith("install() was called twice")

    def test_hooks_of_the_apps_own_are_registered_before_the_first_function_is_loaded(
        self, start: Start
    ) -> None:
        own = "@plugins.pre_invocation\ndef own(invocation):\n    SEEN.append('own')\n\n"
        running = start(ClassicWorker, http_function(own + HELLO), enabled(""))
        body(running)
        assert seen() == ["own", "main"]

    @pytest.mark.parametrize(
        ("header", "answer"), [("replace", "replaced"), ("add", "Hello"), ("delete", "Hello")]
    )
    def test_arguments_are_replaced_and_never_added_or_deleted(
        self, start: Start, header: str, answer: str
    ) -> None:
        running = start(ClassicWorker, http_function(), enabled("trying"))
        assert body(running, header) == answer
        assert warnings(running) == []

    def test_a_response_is_replaced_in_place(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("recorder, trying"))
        result = invoke(running, "value")
        assert isinstance(result.value, HttpReply)
        assert (result.value.status, result.value.body) == (202, b"replaced")
        assert "x-mine" not in result.value.headers
        assert warnings(running) == []

    def test_a_functions_own_context_is_handed_back_to_it(self, start: Start) -> None:
        checked = HELLO.replace(
            "context.thread_local_storage",
            "assert type(context).__name__ == 'Context'\n    context.thread_local_storage",
        )
        running = start(ClassicWorker, http_function(checked), enabled("recorder"))
        assert body(running) == "Hello"


class TestLimits:
    """The limits of the worker's interface are reported once for each plugin and function."""

    @pytest.mark.parametrize(
        ("plugin", "header", "what"),
        [
            ("trying", "respond", "respond in the function's place"),
            ("trying", "abort", "abort an invocation (AbortInvocation: aborted)"),
            ("trying", "error", "fail the invocation"),
            ("answering", "", "respond in the function's place"),
        ],
    )
    def test_the_function_runs_and_the_log_names_the_limit_once(
        self, start: Start, plugin: str, header: str, what: str
    ) -> None:
        files = {
            **http_function(),
            **http_function(name="other", head=HEAD.replace("plugins", "_")),
        }
        running = start(ClassicWorker, files, enabled(f"{plugin}, inner"))
        for name in ("hello", "other"):
            assert body(running, header, name=name) == body(running, header, name=name) == "Hello"
        logged = [text for text in warnings(running) if text.startswith("plugin")]
        assert logged == [
            f"plugin {plugin!r} cannot {what} around function {name!r} through the classic "
            "worker's extension interface: put @funcext_core.instrument on its entry point "
            "(reported once)"
            for name in ("hello", "other")
        ]

    def test_a_str_cannot_be_replaced(self, start: Start) -> None:
        source = HELLO.replace("-> func.HttpResponse", "-> str")
        source = source[: source.index("    return")] + '    return "Hello"\n'
        running = start(ClassicWorker, http_function(source), enabled("trying"))
        for _ in range(2):
            assert body(running, "value") == "Hello"
        (warning,) = warnings(running)
        assert warning.startswith("plugin 'trying' cannot replace a str around function 'hello'")

    def test_the_first_outcome_of_a_layer_that_repeats_holds(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("recorder, repeating"))
        seen()
        for header in ("", "raise"):
            assert body(running, header) == "Hello"
            assert seen()[-5:] == [
                "main",
                ("attempt", 1, 1),
                "closed",
                ("out", "HttpResponse", True),
                ("post", True),
            ]
        limit, hook_error = warnings(running)
        assert limit.startswith("plugin 'repeating' cannot run a function again around function")
        assert "around_invocation of plugin 'repeating' raised LookupError" in hook_error

    def test_a_failure_cannot_be_seen(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("recorder"))
        seen()
        for _ in range(2):
            assert not invoke(running, "fail").ok
        assert seen() == [("pre", "hello", ["context", "req"]), "in", "main"] * 2
        (warning,) = warnings(running)
        assert warning.startswith(
            "plugin 'recorder' cannot see that the function failed around function 'hello'"
        )

    def test_a_hook_error_is_contained_and_reported(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("outer, trying, inner"))
        assert body(running, "raise") == "Hello"
        assert seen() == ["outer in", "inner in", "main", "inner out", "outer out"]
        (warning,) = warnings(running)
        assert warning.startswith(
            "hook pre_invocation of plugin 'trying' raised LookupError around"
        )

    def test_a_second_yield_is_a_hook_error(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("twice, inner"))
        assert body(running) == "Hello"
        (warning,) = warnings(running)
        assert "around_invocation of plugin 'twice' yielded twice" in warning

    def test_a_returned_value_is_a_hook_error(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("returning"))
        assert body(running) == "Hello"
        assert [warning.partition(" of ")[0] for warning in warnings(running)] == [
            "hook pre_invocation",
            "hook around_invocation",
            "hook post_invocation",
        ]

    def test_async_hooks_run_around_a_sync_function(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("awaiting"))
        assert body(running) == "Hello"
        expected = ["started", "async pre", "async in", "main", "async out", "async end"]
        assert seen() == expected
        assert warnings(running) == []

    def test_an_async_around_is_closed_after_a_failure(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("awaiting"))
        invoke(running, "fail")
        running.run(_a_few_steps())
        assert seen()[-2:] == ["main", "async end"]

    def test_async_hooks_cannot_be_awaited_around_an_async_function(self, start: Start) -> None:
        files = http_function(HELLO.replace("def", "async def"))
        running = start(ClassicWorker, files, enabled("awaiting, both"))
        for _ in range(2):
            assert body(running) == "Hello"
        assert seen() == ["started", "sync kind", "main", "sync kind", "main"]
        assert [text.partition(" around function")[0] for text in warnings(running)] == [
            "plugin 'awaiting' cannot await its pre_invocation",
            "plugin 'awaiting' cannot await its around_invocation",
        ]

    def test_of_both_kinds_a_sync_function_gets_its_own(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("both"))
        body(running)
        assert seen() == ["sync kind", "main"]


async def _a_few_steps() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


class TestNoStateOutlivesItsInvocation:
    def alive(self) -> int:
        return sum(1 for reference in sys.modules["recording"].ALIVE if reference() is not None)

    @pytest.fixture(autouse=True)
    def _no_collector(self) -> Iterator[None]:
        gc.disable()
        yield
        gc.enable()

    SELF_HELD = 'invocation.state["mine"] = invocation'

    @pytest.mark.parametrize("kind", ["def", "async def"])
    @pytest.mark.parametrize("header", ["fail", "succeed"])
    def test_it_is_gone_with_the_invocation(self, start: Start, kind: str, header: str) -> None:
        plugins = PLUGINS["recording.py"].replace(self.SELF_HELD, "pass")
        files = {**http_function(HELLO.replace("def", kind)), "recording.py": plugins}
        running = start(ClassicWorker, files, enabled("holding"))
        for _ in range(3):
            invoke(running, header)
            assert self.alive() == 0
        assert seen().count("closed") == 3

    def test_a_cycle_that_a_plugin_makes_is_left_to_the_collector(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("holding"))
        invoke(running, "fail")
        assert self.alive() == 1
        # Its generator is closed all the same.
        assert seen()[-1] == "closed"
        gc.collect()
        assert self.alive() == 0

    def test_context_variables_of_hooks_are_seen_by_the_function_and_gone_afterwards(
        self, start: Start
    ) -> None:
        source = HELLO.replace(
            'SEEN.append("main")', 'SEEN.append(VAR.get()); VAR.set("of the function")'
        )
        bare = HELLO.replace('SEEN.append("main")', "SEEN.append(VAR.get())")
        files = {**http_function(source), **http_function(bare, "bare", head=HEAD)}
        settings = enabled("holding, outer", FUNCEXT_HOLDING__FUNCTIONS="hello")
        running = start(ClassicWorker, files, settings)
        seen()
        body(running)
        assert [entry for entry in seen() if "er" not in entry] == [
            "of a hook",
            ("function set", "of the function"),
            "closed",
        ]
        assert running._pool.submit(sys.modules["recording"].VAR.get).result() == "unset"
        for header in ("succeed", "fail"):
            invoke(running, header)
            seen()
            body(running, name="bare")
            assert seen() == ["outer in", "unset", "outer out"]
        assert not any("raised" in text for text in warnings(running))

    def test_what_a_generator_raises_when_it_is_closed_is_a_hook_error(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("badly"))
        assert not invoke(running, "fail").ok
        raised = [text for text in warnings(running) if "raised" in text]
        assert raised[0].startswith("hook around_invocation of plugin 'badly' raised LookupError")


class TestInstallRefusesOrWarns:
    def test_a_guard_is_a_load_error_in_every_function(self, start: Start) -> None:
        files = {**http_function(), **http_function(name="other")}
        with pytest.raises(LoadFailure) as caught:
            start(ClassicWorker, files, enabled("guard"))
        assert set(caught.value.failures) == {"hello", "other"}
        for text in caught.value.failures.values():
            assert "plugin 'guard' is a guard, and install() cannot put one around" in text
            assert "put @funcext_core.instrument on the entry point of every function" in text

    def test_a_guard_of_the_apps_own_keeps_every_function_from_running(self, start: Start) -> None:
        own = "@plugins.pre_invocation(on_error='fail')\ndef own(invocation): ...\n\n"
        running = start(ClassicWorker, http_function(own + HELLO), enabled(""))
        for _ in range(2):
            result = invoke(running)
            assert not result.ok
            assert "(refused by funcext: plugin 'own' is a guard" in str(result.exception)
        assert seen() == []
        assert [text for text in warnings(running) if "is refused" in text][1:] == []

    def test_a_guard_that_is_around_an_instrumented_function_only_is_no_obstacle(
        self, start: Start
    ) -> None:
        used = """\
class Guard:
    on_error = "fail"
    @funcext_core.hookimpl
    def pre_invocation(self, invocation): SEEN.append("guard")

@funcext_core.instrument
@funcext_core.use(Guard())
"""
        files = {**http_function(used + HELLO), **http_function(name="other")}
        running = start(ClassicWorker, files, enabled("outer"))
        assert body(running) == body(running, name="other") == "Hello"
        expected = ["outer in", "guard", "main", "outer out", "outer in", "main", "outer out"]
        assert seen() == expected

    def test_a_lost_guard_keeps_every_function_from_running(self, start: Start) -> None:
        used = """\
class Guard:
    on_error = "fail"
    @funcext_core.hookimpl
    def pre_invocation(self, invocation): ...

@funcext_core.use(Guard())
"""
        running = start(ClassicWorker, http_function(used + HELLO), enabled("outer"))
        result = invoke(running)
        assert "(refused by funcext: use() of 'guard' above 'main' has no effect" in str(
            result.exception
        )
        assert any("use() of 'guard'" in text for text in warnings(running))

    @pytest.mark.parametrize("value", [None, "0", "off"])
    def test_without_the_workers_setting_nothing_runs_and_one_warning_says_so(
        self, start: Start, value: str | None
    ) -> None:
        settings = {"FUNCEXT_PLUGINS": "recorder"}
        if value is not None:
            settings["PYTHON_ENABLE_WORKER_EXTENSIONS"] = value
        running = start(ClassicWorker, http_function(), settings)
        assert body(running) == "Hello"
        assert seen() == ["main"]
        (warning,) = warnings(running)
        assert "only if PYTHON_ENABLE_WORKER_EXTENSIONS=1 is set" in warning
        assert "@funcext_core.instrument" in warning

    def test_disabled_nothing_is_registered(self, start: Start) -> None:
        running = start(ClassicWorker, http_function(), enabled("recorder", FUNCEXT_DISABLED="1"))
        assert body(running) == "Hello"
        assert seen() == ["main"]
        assert func.ExtensionMeta.get_application_hooks() is None

    def test_beside_worker_extensions_both_run_once(self, start: Start) -> None:
        extension = """\
class Legacy(func.AppExtensionBase):
    @classmethod
    def pre_invocation_app_level(cls, logger, context, func_args, *args, **kwargs):
        SEEN.append("legacy")

"""
        running = start(ClassicWorker, http_function(extension + HELLO), enabled("outer"))
        body(running)
        assert sorted(seen()) == ["legacy", "main", "outer in", "outer out"]
