"""Apps given by their folder: both models, settings, modules, and what is set back."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import azure.functions as func
import pytest

import funcext_core
from drivers.interface import HTTP_BINDINGS, function_json, write_app
from funcext_core import LoadError
from funcext_core.testing import AppClient, LocalHostError, ScriptError
from testing.apps import Guard, Shout


SCRIPT = """
import os, pathlib
import azure.functions as func
import funcext_core
import counting

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
{install}

@app.route(route="hello")
def hello(req: func.HttpRequest) -> str:
    counting.count += 1
    return f"{{os.environ.get('GREETING')}} {{counting.count}} {{pathlib.Path.cwd().name}}"
"""

LOCAL_SETTINGS = '{"Values": {"GREETING": "hi"}}'
HOST = '{"version": "2.0", "extensions": {"http": {"routePrefix": "v1"}}}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for an app."""
    (tmp_path / "my_app").mkdir()
    return tmp_path / "my_app"


def v2(folder: Path, install: str = "", **files: str) -> Path:
    files = {"function_app.py": SCRIPT.format(install=install), "counting.py": "count = 0\n"}
    write_app(folder, files)
    return folder


class TestV2:
    @pytest.mark.parametrize("install", ["", "plugins = funcext_core.install(app)"])
    def test_plugins_are_added_whether_or_not_it_calls_install(
        self, folder: Path, install: str
    ) -> None:
        with AppClient(v2(folder, install), plugins=[Shout()]) as client:
            assert client.get("/api/hello").text == "NONE 1 MY_APP"

    def test_a_use_that_no_worker_would_see_is_refused(self, folder: Path) -> None:
        v2(folder)
        source = SCRIPT.replace("def hello", "@funcext_core.use(Shout())\ndef hello")
        source = source.format(install="from testing.apps import Shout")
        write_app(folder, {"function_app.py": source})
        with pytest.raises(LoadError, match=r"above 'hello' has no effect in a worker: in functi"):
            AppClient(folder).__enter__()

    def test_local_settings_and_host_json_count_as_in_the_local_host(self, folder: Path) -> None:
        v2(folder)
        write_app(folder, {"local.settings.json": LOCAL_SETTINGS, "host.json": HOST})
        with AppClient(folder) as client:
            assert client.get("/v1/hello").text == "hi 1 my_app"
        with AppClient(str(folder), settings={"GREETING": "ho"}) as client:
            assert client.get("/v1/hello").text == "ho 1 my_app"

    def test_each_client_imports_the_app_again(self, folder: Path) -> None:
        v2(folder)
        for _ in range(2):
            with AppClient(folder) as client:
                assert client.get("/api/hello").text == "None 1 my_app"
                assert "counting" in sys.modules
            assert "counting" not in sys.modules
            assert "function_app" not in sys.modules

    def test_modules_that_the_test_imported_are_the_same_for_both(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        v2(folder)
        monkeypatch.syspath_prepend(folder)
        counting = importlib.import_module("counting")
        script = importlib.import_module("function_app")
        monkeypatch.setattr(counting, "count", 41)
        try:
            with AppClient(folder) as client:
                assert client.get("/api/hello").text == "None 42 my_app"
            assert sys.modules["counting"] is counting
            assert sys.modules["function_app"] is script
        finally:
            del sys.modules["counting"], sys.modules["function_app"]

    def test_settings_of_the_shell_are_not_read(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FUNCEXT_PLUGINS", "no-such-plugin")
        with AppClient(v2(folder, "funcext_core.install(app)")) as client:
            assert list(client.plugins) == []
        assert os.environ["FUNCEXT_PLUGINS"] == "no-such-plugin"

    def test_settings_select_installed_plugins(self, folder: Path) -> None:
        settings = {"FUNCEXT_PLUGINS": "timer", "FUNCEXT_TIMER__APPEND_TO_HTTP_RESPONSE": "1"}
        with AppClient(v2(folder, "funcext_core.install(app)"), settings=settings) as client:
            assert "TimeElapsed" in client.get("/api/hello").text

    def test_a_second_folder_has_to_wait(self, folder: Path) -> None:
        v2(folder)
        with AppClient(folder), pytest.raises(RuntimeError, match="close that client first"):
            AppClient(folder).__enter__()
        with AppClient(folder) as client:
            assert client.get("/api/hello").is_success

    @pytest.mark.parametrize(
        ("files", "error", "text"),
        [
            ({}, LocalHostError, r"There is no function_app\.py"),
            ({"function_app.py": "1 / 0"}, ScriptError, "ZeroDivisionError"),
            ({"function_app.py": "app = 1"}, LocalHostError, "defines no function app"),
            (
                {
                    "function_app.py": "import azure.functions as func, funcext_core\n"
                    "app = func.FunctionApp()\n"
                    "funcext_core.install(app, require=['gone'])\n"
                },
                LoadError,
                "requires plugin 'gone'",
            ),
        ],
    )
    def test_an_app_that_cannot_be_served_says_why_and_leaves_nothing(
        self, folder: Path, files: Mapping[str, str], error: type[Exception], text: str
    ) -> None:
        write_app(folder, files)
        before = list(sys.path), Path.cwd(), dict(os.environ)
        with pytest.raises(error, match=text):
            AppClient(folder).__enter__()
        assert (list(sys.path), Path.cwd(), dict(os.environ)) == before

    def test_a_folder_that_does_not_exist_says_so(self, folder: Path) -> None:
        with pytest.raises(LocalHostError, match="does not exist"):
            AppClient(folder / "gone").__enter__()


V1 = """
import azure.functions as func
import funcext_core

{decorator}
def main(req: func.HttpRequest, context: func.Context) -> str:
    return f"hello from {{context.function_name}}"
"""


def v1(folder: Path, decorator: str = "@funcext_core.instrument") -> Path:
    write_app(
        folder,
        {
            "first/__init__.py": V1.format(decorator=decorator),
            "first/function.json": function_json(*HTTP_BINDINGS),
            "host.json": '{"version": "2.0"}',
        },
    )
    return folder


class TestV1:
    def test_functions_with_instrument_have_the_plugins_of_the_test(self, folder: Path) -> None:
        for _ in range(2):
            with AppClient(v1(folder), plugins=[Shout()]) as client:
                assert client.get("/api/first").text == "HELLO FROM FIRST"
                assert client.results[0].hooks[0].plugin == "shout"
            assert [name for name in sys.modules if name.startswith("__app__")] == []

    def test_uses_of_other_apps_are_left_to_them(
        self, folder: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        @funcext_core.use(Guard())
        def other(req: func.HttpRequest) -> str:
            return "other"

        source = V1.replace("def main", "@funcext_core.use(Shout())\ndef main")
        source = source.format(decorator="from testing.apps import Shout\n@funcext_core.instrument")
        write_app(v1(folder), {"first/__init__.py": source})
        with AppClient(folder) as client:
            assert client.get("/api/first").text == "HELLO FROM FIRST"
        assert "has no effect" not in caplog.text
        with AppClient(other) as client:
            assert client.get("/api/other").status_code == 401

    def test_an_app_without_funcext_is_served(self, folder: Path) -> None:
        with AppClient(v1(folder, decorator="")) as client:
            assert client.get("/api/first").text == "hello from first"
            with pytest.raises(RuntimeError, match="so it has no plugins"):
                _ = client.plugins
