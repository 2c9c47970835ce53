"""`warm`: modules that a thread imports once the app is indexed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import azure.functions as func
import pytest

from distributions import Distributions
from funcext_core import hookimpl, install, use


LoadErrorText = Callable[..., str]

PATIENCE = 30
"""The most seconds to wait for what must happen."""
BROKEN = "import json, no_such_module"
SLOW = """
import gate
gate.log.append(__name__)
gate.entered.set()
assert gate.go.wait(30)
VALUE = "complete"
"""
QUICK = "import gate; gate.log.append(__name__)"


class Gate(ModuleType):
    """A module at which others wait while they are imported."""

    def __init__(self) -> None:
        super().__init__("gate")
        self.entered = threading.Event()
        self.go = threading.Event()
        self.log: list[str] = []


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, distributions: Distributions) -> Iterator[Gate]:
    gate = Gate()
    monkeypatch.setitem(sys.modules, "gate", gate)
    sources = {"slow": SLOW, "quick": QUICK, "other": QUICK, "broken": BROKEN}
    distributions.write_files({f"heavy_{name}.py": source for name, source in sources.items()})
    yield gate
    gate.go.set()
    finish()


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "funcext-warm"]


def finish() -> None:
    """Wait for the end of the imports."""
    for thread in threads():
        thread.join(PATIENCE)
        assert not thread.is_alive()


def plugin(*warm: object, hook: Callable[..., None] | None = None, **attributes: object) -> type:
    def pre_invocation(self: object) -> None:
        if hook is not None:
            hook()

    return type(
        "Plugin", (), {"pre_invocation": hookimpl(pre_invocation), "warm": warm, **attributes}
    )


def app_with(*plugins: object, **settings: str) -> func.FunctionApp:
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    named = [(f"p{number}", plugin) for number, plugin in enumerate(plugins)]
    install(app, plugins=named, settings=settings)

    @app.route(route="hello")
    def hello(req: func.HttpRequest) -> str:
        return "hello"

    return app


def test_the_worker_has_the_functions_meanwhile(gate: Gate) -> None:
    app = app_with(plugin("heavy_slow"))
    assert threads() == []
    assert len(app.get_functions()) == 1
    assert gate.entered.wait(PATIENCE)
    (thread,) = threads()
    assert thread.daemon
    gate.go.set()
    finish()
    assert sys.modules["heavy_slow"].VALUE == "complete"


def test_a_hook_that_imports_the_module_waits(gate: Gate) -> None:
    values = []

    def hook() -> None:
        import heavy_slow  # type: ignore[import-not-found] # written by the test

        values.append(heavy_slow.VALUE)

    (served,) = app_with(plugin("heavy_slow", hook=hook)).get_functions()
    assert gate.entered.wait(PATIENCE)
    call: Any = served.get_user_function()
    invocation = threading.Thread(
        target=call, kwargs={"req": None, "context": SimpleNamespace(invocation_id="1")}
    )
    invocation.start()
    gate.go.set()
    invocation.join(PATIENCE)
    assert values == ["complete"]
    assert gate.log == ["heavy_slow"]


def test_each_module_is_imported_once_in_layer_order(
    gate: Gate, distributions: Distributions
) -> None:
    distributions.add("x", {"outer": plugin("heavy_other", "heavy_quick")})
    inner = plugin("heavy_quick", "heavy_slow")
    app = app_with(inner, FUNCEXT_PLUGINS="outer")
    gate.go.set()
    app.get_functions()
    finish()
    assert gate.log == ["heavy_other", "heavy_quick", "heavy_slow"]
    for name in gate.log:
        del sys.modules[name]
    app.get_functions()
    finish()
    assert len(gate.log) == 3


def test_plugins_of_use_count(gate: Gate) -> None:
    app = func.FunctionApp()
    install(app, settings={})
    app.route(route="hello")(use(plugin("heavy_quick")())(lambda req: "hello"))
    app.get_functions()
    finish()
    assert gate.log == ["heavy_quick"]


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (BROKEN, "ModuleNotFoundError: No module named 'no_such_module'"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt: "),
        ("1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_what_cannot_be_imported_is_logged_once(
    gate: Gate,
    distributions: Distributions,
    caplog: pytest.LogCaptureFixture,
    source: str,
    error: str,
) -> None:
    distributions.write_files({"heavy_failing.py": source})
    plugins = [plugin("heavy_failing", "heavy_quick"), plugin("heavy_failing")]
    app = app_with(*plugins)
    app.get_functions()
    finish()
    app.get_functions()
    finish()
    assert [record.getMessage() for record in caplog.records if record.name == "funcext"] == [
        (
            f"plugin 'p0': its warm names 'heavy_failing', which cannot be imported: {error}; "
            "correct warm, or install what is missing"
        )
    ]
    assert gate.log == ["heavy_quick"]


class TestNothingIsImported:
    @pytest.fixture(autouse=True)
    def _nothing(self, gate: Gate) -> Iterator[None]:
        yield
        assert threads() == []
        assert gate.log == []

    def test_while_funcext_is_disabled(self) -> None:
        app_with(plugin("heavy_quick"), FUNCEXT_DISABLED="1").get_functions()

    def test_for_an_app_that_does_not_load(self, load_error: LoadErrorText) -> None:
        guard = plugin("heavy_quick", on_error="fail", functions="helo")
        app = app_with(guard)
        assert "matches no function" in load_error(app.get_functions)

    def test_for_a_plugin_that_was_removed(self) -> None:
        app = func.FunctionApp()
        host = install(
            app, plugins=[("gone", plugin("heavy_quick")), ("kept", plugin())], settings={}
        )
        host.unregister("gone")
        app.get_functions()

    def test_where_nobody_asks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "funcext_core._lifecycle.warm", None)
        app_with(
            type("Plugin", (), {"pre_invocation": hookimpl(lambda self: None)})
        ).get_functions()

    def test_where_no_thread_can_be_started(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(thread: threading.Thread) -> None:
            raise RuntimeError(thread.name)

        app = app_with(plugin("heavy_quick"))
        monkeypatch.setattr(threading.Thread, "start", refuse)
        assert len(app.get_functions()) == 1


@pytest.mark.parametrize(
    ("warm", "message"),
    [
        ("json", "warm = 'json' is a str: write the tuple warm = ('json',)"),
        (
            (".json",),
            (
                "warm has '.json', which is not the name of a module: write its full name, as in "
                "warm = ('opentelemetry.sdk.trace',)"
            ),
        ),
        (("a b",), "warm has 'a b', which is not the name of a module: write its full name"),
        (("a:b",), "warm has 'a:b', which is not the name of a module"),
        (("",), "warm has '', which is not the name of a module"),
        ((sys,), "warm has <module 'sys' (built-in)>, which is not a name: write it as in warm"),
        (True, "warm = True is not a tuple of names: write it as in warm = ('opentelemetry"),
    ],
)
def test_names_are_checked(warm: object, message: str, load_error: LoadErrorText) -> None:
    found = load_error(app_with, plugin(warm=warm))
    assert found.startswith(f"plugin 'p0': {message}")


PROGRAM = """
import os, sys, threading
import azure.functions as func
from funcext_core import hookimpl, install

class Plugin:
    warm = ("heavy",)
    @hookimpl
    def pre_invocation(self): ...

entered, forked = threading.Event(), threading.Event()
app = func.FunctionApp()
install(app, plugins=[Plugin()], settings={})
app.route(route="hello")(lambda req: "hello")
app.get_functions()
"""


def run(tmp_path: Path, heavy: str, program: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program that has indexed an app whose plugin warms a module."""
    tmp_path.joinpath("heavy.py").write_text(f"import __main__, threading\n{heavy}\n", "utf-8")
    path = os.pathsep.join([str(tmp_path), *sys.path])
    return subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-W",
            "ignore::DeprecationWarning",
            "-c",
            PROGRAM + program,
        ],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize(
    "heavy",
    [
        "__main__.entered.set(); threading.Event().wait()",
        "__main__.entered.set(); threading.main_thread().join(); raise ImportError('late')",
        "__main__.entered.set(); threading.main_thread().join(); import concurrent.futures.thread",
    ],
    ids=["never ends", "fails at the end", "is too late for an exit hook"],
)
def test_the_process_ends_during_an_import(tmp_path: Path, heavy: str) -> None:
    ended = run(tmp_path, heavy, "assert entered.wait(30)\n")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


FORK = """
assert entered.wait(30)
if (pid := os.fork()) == 0:
    import signal
    signal.alarm(30)  # instead of a child that waits forever
    names = [thread.name for thread in threading.enumerate()]
    app.get_functions()
    assert [thread.name for thread in threading.enumerate()] == names == ["MainThread"]
    import heavy
    os._exit(heavy.VALUE)
forked.set()
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
if (pid := os.fork()) == 0:
    os._exit(8)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""
SLOW_TO_FORK = """
__main__.entered.set()
# The fork waits for this module: the event cannot be set meanwhile.
assert not __main__.forked.wait(0.2)
VALUE = 7
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_forked_child_can_import_the_module(tmp_path: Path) -> None:
    ended = run(tmp_path, SLOW_TO_FORK, FORK)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "7\n8\n", "")
