"""The log when an app is indexed, of its hooks, and at its stop."""

from __future__ import annotations

import logging
import re
import subprocess
import sys

import azure.functions as func
import pytest

import funcext_core
from distributions import Distributions
from funcext_core import Invocation, Outcome, PluginHost, hookimpl, install
from funcext_core.testing import AppClient, Recorder


class Gate:
    """A guard that answers requests without a key."""

    on_error = "fail"

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        request = invocation.request
        if request is not None and "key" not in request.params:
            invocation.respond(func.HttpResponse("no key", status_code=401))


class Watch:
    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None: ...


class Begin:
    @hookimpl
    def app_start(self, app: object) -> None: ...


def make_app(**settings: str) -> tuple[func.FunctionApp, PluginHost]:
    """Return an app of two functions, with its plugins."""
    app = func.FunctionApp()
    host = install(app, settings={f"FUNCEXT_{name}": value for name, value in settings.items()})

    @app.route(route="hello")
    def hello(req: func.HttpRequest) -> str:
        return "Hello"

    @app.timer_trigger(arg_name="timer", schedule="0 * * * * *")
    def tick(timer: func.TimerRequest) -> None: ...

    return app, host


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """The log of funcext, from INFO up."""
    caplog.set_level(logging.INFO, "funcext")
    return caplog


@pytest.fixture
def _installed(distributions: Distributions) -> None:
    distributions.add("my-gate", {"gate": Gate, "watch": Watch, "begin": Begin}, version="2.1")


@pytest.mark.usefixtures("_installed")
class TestWhatRuns:
    def test_is_logged_once_in_one_line(self, log: pytest.LogCaptureFixture) -> None:
        app, host = make_app(PLUGINS="gate,begin,watch", WATCH__TRIGGERS="timerTrigger")

        @host.pre_invocation(functions="hello")
        def own(invocation: Invocation) -> None: ...

        app.get_functions()
        app.get_functions()
        (line,) = [text for text in log.messages if "outermost first" in text]
        assert line == (
            "4 plugins, outermost first: "
            "guard 'gate' of my-gate 2.1, by FUNCEXT_PLUGINS, around all 2 functions; "
            "'begin' of my-gate 2.1, by FUNCEXT_PLUGINS, around no function; "
            "'watch' of my-gate 2.1, by FUNCEXT_PLUGINS, around tick; "
            "'own' of the app, by a decorator of the app, around hello"
        )

    def test_has_a_line_for_each_plugin_in_its_record(self, log: pytest.LogCaptureFixture) -> None:
        app, _ = make_app(PLUGINS="gate,watch")
        app.get_functions()
        (record,) = [record for record in log.records if "outermost" in record.getMessage()]
        assert record.levelno == logging.INFO
        lines = record.__dict__["funcext_block"].splitlines()
        assert lines[0] == "2 plugins, outermost first:"
        assert [line.split()[:2] for line in lines[1:]] == [["guard", "'gate'"], ["'watch'", "of"]]

    def test_names_install_and_use(self, log: pytest.LogCaptureFixture) -> None:
        app = func.FunctionApp()
        install(app, plugins=[Watch()], settings={})

        @app.route(route="hello")
        @funcext_core.use(Gate())
        def hello(req: func.HttpRequest) -> str:
            return "Hello"

        app.get_functions()
        (line,) = [text for text in log.messages if "outermost" in text]
        assert "'watch' of the app, by install(plugins=[...]), around hello" in line
        assert "guard 'gate' of the app, by use(), around hello" in line

    def test_is_nothing_where_no_plugin_runs(self, log: pytest.LogCaptureFixture) -> None:
        app, _ = make_app()
        app.get_functions()
        assert not any("outermost" in text for text in log.messages)

    def test_costs_no_import_where_nobody_reads_it(self) -> None:
        code = (
            "import sys, azure.functions as func, funcext_core\n"
            "app = func.FunctionApp()\n"
            "class P:\n"
            "    @funcext_core.hookimpl\n"
            "    def pre_invocation(self, invocation): ...\n"
            "funcext_core.install(app, plugins=[P()])\n"
            "app.route(route='x')(lambda req: 'x') and app.get_functions()\n"
            "print([name for name in ('_start_log', '_version') if f'funcext_core.{name}' in "
            "sys.modules])\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
        )
        assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.usefixtures("_installed")
class TestAPluginForNoFunction:
    @pytest.mark.parametrize(
        ("settings", "expected"),
        [
            ({}, []),
            (
                {"QUEUED__TRIGGERS": "queueTrigger"},
                ["plugin 'queued': its TRIGGERS queuetrigger match no function of this app"],
            ),
        ],
        ids=["of any trigger", "of none here"],
    )
    def test_that_the_owner_chose(
        self,
        settings: dict[str, str],
        expected: list[str],
        distributions: Distributions,
        log: pytest.LogCaptureFixture,
    ) -> None:
        distributions.add("queues", {"queued": Watch})
        make_app(PLUGINS="queued", **settings)[0].get_functions()
        found = [record.getMessage() for record in log.records if record.levelname == "WARNING"]
        assert [text[: len(start)] for text, start in zip(found, expected, strict=True)] == expected

    def test_is_a_warning_with_the_fix(
        self, distributions: Distributions, log: pytest.LogCaptureFixture
    ) -> None:
        class Queued(Watch):
            triggers = "queueTrigger"

        distributions.add("queues", {"queued": Queued})
        make_app(PLUGINS="queued")[0].get_functions()
        (warning,) = [record for record in log.records if record.levelname == "WARNING"]
        assert warning.getMessage() == (
            "plugin 'queued' is enabled, but covers no function of this app: its FUNCTIONS are "
            "!builtin__*, its TRIGGERS queuetrigger, and the app's triggers are httpTrigger, "
            "timerTrigger; correct FUNCEXT_QUEUED__FUNCTIONS or FUNCEXT_QUEUED__TRIGGERS, or "
            "disable the plugin"
        )


@pytest.mark.usefixtures("_installed")
class TestAnAnswer:
    def test_is_logged_with_the_plugins_name(self, log: pytest.LogCaptureFixture) -> None:
        app, _ = make_app(PLUGINS="gate")
        with AppClient(app) as client:
            assert client.get("/api/hello").status_code == 401
            assert client.get("/api/hello", params={"key": "1"}).status_code == 200
            (answered, served) = client.results
        lines = [record for record in log.records if record.name == "funcext.plugins.gate"]
        assert [record.getMessage() for record in lines] == [
            f"plugin 'gate' answered function 'hello', which did not run, invocation {answered.id}"
        ]
        assert served.skipped_by is None


@pytest.mark.usefixtures("_installed")
class TestTrace:
    def test_logs_each_call_with_what_it_changed(self, log: pytest.LogCaptureFixture) -> None:
        app, _ = make_app(PLUGINS="gate,watch", TRACE="1")
        with AppClient(app, plugins=[Recorder()]) as client:
            client.get("/api/hello")
            client.get("/api/hello", params={"key": "1"})
            first, second = client.results
        lines = [
            re.sub(r"\d+\.\d{3} ms", "N ms", record.getMessage())
            for record in log.records
            if record.name in ("funcext.plugins.gate", "funcext.plugins.watch")
            and record.getMessage().endswith("ms")
        ]
        assert lines == [
            (
                "pre_invocation of plugin 'gate', going in, around function 'hello', invocation "
                f"{first.id}: answered, N ms"
            ),
            (
                "pre_invocation of plugin 'gate', going in, around function 'hello', invocation "
                f"{second.id}: changed nothing, N ms"
            ),
            (
                "post_invocation of plugin 'watch', going out, around function 'hello', invocation "
                f"{second.id}: changed nothing, N ms"
            ),
        ]

    def test_logs_the_hooks_around_no_invocation(
        self, distributions: Distributions, log: pytest.LogCaptureFixture
    ) -> None:
        class App:
            @hookimpl
            async def app_start(self, app: object) -> None: ...

            @hookimpl
            def post_load(self, function: object) -> None:
                raise ValueError

            @hookimpl
            def app_stop(self, app: object) -> None: ...

        distributions.add("of-app", {"of-app": App})
        with AppClient(make_app(PLUGINS="of-app", TRACE="1")[0]):
            pass
        lines = [
            re.sub(r"\d+\.\d{3} ms", "N ms", record.getMessage())
            for record in log.records
            if record.name == "funcext.plugins.of-app" and record.levelname == "INFO"
        ]
        assert sorted(lines) == [
            "app_start of plugin 'of-app': returned, N ms",
            "app_stop of plugin 'of-app': returned, N ms",
            "post_load of plugin 'of-app' for function 'hello': raised ValueError, N ms",
            "post_load of plugin 'of-app' for function 'tick': raised ValueError, N ms",
        ]

    def test_is_off_by_default(self, log: pytest.LogCaptureFixture) -> None:
        app, _ = make_app(PLUGINS="watch")
        with AppClient(app) as client:
            client.get("/api/hello")
        assert not any(text.endswith("ms") for text in log.messages)


@pytest.mark.usefixtures("_installed")
class TestStats:
    def test_are_logged_as_a_table_at_the_stop(self, log: pytest.LogCaptureFixture) -> None:
        app, _ = make_app(PLUGINS="gate,watch", STATS="1")
        with AppClient(app) as client:
            client.get("/api/hello")
            client.get("/api/hello", params={"key": "1"})
        (text,) = [text for text in log.messages if text.startswith("FUNCEXT_STATS")]
        first, *rows = text.splitlines()
        assert first == "FUNCEXT_STATS: the hooks of this process"
        assert rows[0].split() == ["plugin", "hook", "calls", "errors", "ms", "ms", "a", "call"]
        assert [row.split()[:4] for row in rows[1:]] == [
            ["gate", "pre_invocation", "2", "0"],
            ["watch", "post_invocation", "1", "0"],
        ]
        assert len({len(row) for row in rows}) == 1


def test_the_version_is_the_distributions() -> None:
    from importlib.metadata import version

    assert funcext_core.__version__ == version("funcext-core")
