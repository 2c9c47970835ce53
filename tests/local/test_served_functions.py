"""The functions that the local host serves: of both models, without those that are disabled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from funcext_core.errors import FuncextError
from funcext_core.local import LocalHostError
from local.apps import HTTP, Serve, Served, write_function


HELLO = "def main(req): return 'hello'"

V1 = """
import azure.functions as func

def main(req: func.HttpRequest, context) -> str:
    return f"{context.function_name} {req.route_params.get('name')}"
"""


class TestV1:
    def test_its_functions_are_served(
        self, tmp_path: Path, serve_folder: Callable[[], Served]
    ) -> None:
        write_function(tmp_path, "plain", V1)
        http = {"name": "req", "type": "httpTrigger", "route": "people/{name}"}
        write_function(tmp_path, "routed", V1, http, HTTP[1])
        served = serve_folder()
        assert served.get("/api/plain").text == "plain None"
        assert served.get("/api/people/Ada").text == "routed Ada"
        assert [name for name, _, _ in served.host.listing()] == ["plain", "routed"]

    def test_a_function_that_fails_to_load_is_named_and_the_others_are_served(
        self, tmp_path: Path, serve_folder: Callable[[], Served]
    ) -> None:
        write_function(tmp_path, "broken", "1 / 0")
        write_function(tmp_path, "fine", HELLO)
        served = serve_folder()
        (line,) = [line for line in served.printed.getvalue().splitlines() if "broken" in line]
        assert "cannot be imported: ZeroDivisionError: division by zero" in line
        assert served.get("/api/fine").text == "hello"
        assert served.get("/api/broken").status_code == 404

    def test_an_app_without_a_function_that_loads_is_refused(
        self, tmp_path: Path, serve_folder: Callable[[], Served]
    ) -> None:
        write_function(tmp_path, "one", "def other(req): ...")
        write_function(tmp_path, "two", "def other(req): ...")
        with pytest.raises(LocalHostError, match=r"'one' cannot be loaded: .* no function 'main'"):
            serve_folder()

    def test_plugins_run_around_functions_with_instrument(
        self, tmp_path: Path, serve_folder: Callable[[], Served], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FUNCEXT_PLUGINS", "timer")
        monkeypatch.setenv("FUNCEXT_TIMER__APPEND_TO_HTTP_RESPONSE", "true")
        source = "import funcext_core\n\n@funcext_core.instrument\n" + HELLO
        write_function(tmp_path, "timed", source)
        write_function(tmp_path, "plain", HELLO)
        served = serve_folder()
        assert served.get("/api/timed").text.startswith("hello (TimeElapsed: ")
        assert served.get("/api/plain").text == "hello"

    @pytest.mark.parametrize("disabled", [True, "IS_DISABLED"])
    def test_function_json_may_disable_a_function(
        self,
        tmp_path: Path,
        serve_folder: Callable[[], Served],
        monkeypatch: pytest.MonkeyPatch,
        disabled: object,
    ) -> None:
        monkeypatch.setenv("IS_DISABLED", "1")
        write_function(tmp_path, "off", "1 / 0", disabled=disabled)
        write_function(tmp_path, "on", HELLO, disabled="IS_NOT_DISABLED")
        served = serve_folder()
        assert [name for name, _, _ in served.host.listing()] == ["on"]

    def test_a_folder_with_a_broken_function_json_is_one_sentence(
        self, tmp_path: Path, serve_folder: Callable[[], Served]
    ) -> None:
        (tmp_path / "hello").mkdir()
        (tmp_path / "hello" / "function.json").touch()
        with pytest.raises(FuncextError) as caught:
            serve_folder()
        assert f"{tmp_path / 'hello' / 'function.json'} cannot be read" in str(caught.value)


class TestDisabled:
    SOURCE = """
        @app.route(route="{name}")
        def everything(req): return "everything"

        @app.route()
        def hello(req): return "hello"

        @app.timer_trigger(arg_name="timer", schedule="0 * * * * *")
        def tick(timer) -> None: ...
        """

    @pytest.mark.parametrize("form", ["AzureWebJobs.{}.Disabled", "AzureWebJobs_{}_Disabled"])
    def test_a_setting_leaves_a_function_out(
        self, serve: Serve, monkeypatch: pytest.MonkeyPatch, form: str
    ) -> None:
        for name in ("everything", "tick"):
            monkeypatch.setenv(form.format(name), "true")
        served = serve(self.SOURCE)
        assert [name for name, _, _ in served.host.listing()] == ["hello"]
        assert served.get("/api/hello").text == "hello"
        assert served.get("/api/other").status_code == 404
        assert served.fire("tick").status_code == 404
        assert "everything is disabled" in served.printed.getvalue()

    @pytest.mark.parametrize("disabled", [False, True])
    def test_its_route_is_free_for_another(
        self, serve: Serve, monkeypatch: pytest.MonkeyPatch, disabled: bool
    ) -> None:
        source = """
            @app.route(route="same")
            def one(req): return "one"

            @app.route(route="same")
            def two(req): return "two"
            """
        if disabled:
            monkeypatch.setenv("AzureWebJobs.one.Disabled", "1")
            assert serve(source).get("/api/same").text == "two"
        else:
            with pytest.raises(LocalHostError, match="have the same route"):
                serve(source)
