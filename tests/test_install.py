"""`install` in an app of the v2 model, with the SDK alone, in place of a worker."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import inspect
import logging
import re
import runpy
import traceback
import typing
from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from contextvars import ContextVar
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import attrs
import azure.functions as func
import pytest

from distributions import Distributions
from funcext_core import (
    AbortInvocation,
    App,
    FrozenError,
    Function,
    Invocation,
    LoadError,
    Outcome,
    PluginHost,
    hookimpl,
    install,
    use,
)


LoadErrorText = Callable[..., str]

CONTEXT = SimpleNamespace(invocation_id="42", function_name="hello")


@attrs.define
class Recorder:
    """A plugin that records its calls."""

    seen: list[Any] = attrs.field(factory=list, init=False)

    @hookimpl
    def app_start(self, app: App) -> None:
        self.seen.append(("start", app))

    @hookimpl
    def post_load(self, function: Function) -> None:
        self.seen.append(("load", function.name))

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        self.seen.append(("pre", invocation))

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        self.seen.append(("post", outcome))

    def of(self, what: str) -> list[Any]:
        """Return the records of one kind."""
        return [thing for kind, thing in self.seen if kind == what]


@attrs.define
class Guard:
    """A plugin whose failure fails the invocation."""

    on_error: ClassVar[str] = "fail"
    level: int = 1

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None: ...


@attrs.define
class Marker:
    """A plugin with an option and no guard."""

    level: int = 1

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None: ...


@pytest.fixture(autouse=True)
def _installed(distributions: Distributions) -> None:
    distributions.add("my-plugins", {"recorder": Recorder, "guard": Guard, "marker": Marker})


@pytest.fixture
def app() -> func.FunctionApp:
    return func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)


def load(app: func.FunctionRegister, plugins: str = "recorder", **settings: str) -> PluginHost:
    return install(app, settings={"FUNCEXT_PLUGINS": plugins, **settings})


def user_function(app: func.FunctionRegister) -> Callable[..., Any]:
    """Return the callable that a worker gets for the app's one function."""
    (function,) = app.get_functions()
    called: Callable[..., Any] = function.get_user_function()
    return called


def original(app: func.FunctionRegister) -> Callable[..., Any]:
    """Return the function that the app's author wrote: the SDK's decorators return a builder."""
    (builder,) = app._function_builders
    written: Callable[..., Any] = builder._function.get_user_function()
    return written


def call(function: Callable[..., Any], **arguments: object) -> Any:
    """Call a function as a worker does: with named arguments, and the context if declared."""
    if "context" in inspect.signature(function).parameters:
        arguments.setdefault("context", CONTEXT)
    result = function(**arguments)
    return asyncio.run(result) if inspect.iscoroutinefunction(function) else result


class TestWithoutPlugins:
    def test_the_worker_gets_the_objects_of_the_app_themselves(self, app: func.FunctionApp) -> None:
        @app.route()
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        plugins = install(app, settings={})
        (function,) = app.get_functions()
        assert function is app._function_builders[0]._function
        assert len(plugins) == 0

    def test_the_worker_gets_functions_that_no_plugin_covers_unchanged(
        self, app: func.FunctionApp
    ) -> None:
        load(app, FUNCEXT_RECORDER__FUNCTIONS="hello")

        @app.route()
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        @app.route()
        def bye(req: func.HttpRequest) -> str:
            return "bye"

        first, second = app.get_functions()
        assert first is not app._function_builders[0]._function
        assert second is app._function_builders[1]._function

    def test_nothing_is_left_in_the_sdk(self, app: func.FunctionApp) -> None:
        before = func.FunctionApp.get_functions
        load(app)
        assert func.FunctionApp.get_functions is before
        assert "get_functions" not in vars(func.FunctionApp())


class TestHandle:
    def test_iterates_over_the_plugins_and_returns_one_by_name(self, app: func.FunctionApp) -> None:
        plugins = load(app, "marker, recorder")
        assert [plugin.name for plugin in plugins] == ["marker", "recorder"]
        assert isinstance(plugins["marker"], Marker)
        assert "recorder" in plugins
        assert "timer" not in plugins
        with pytest.raises(KeyError, match="did you mean 'marker'"):
            plugins["markr"]

    def test_hooks_run_around_the_apps_functions(self, app: func.FunctionApp) -> None:
        plugins = load(app)

        @app.route()
        def hello(req: func.HttpRequest, name: str = "you") -> str:
            return f"hello {name}"

        assert call(user_function(app), req=None, name="Ada") == "hello Ada"
        recorder = plugins["recorder"]
        (started,) = recorder.of("start")
        assert (started.model, started.raw) == ("v2", app)
        assert recorder.of("load") == ["hello"]
        (invocation,) = recorder.of("pre")
        assert (invocation.id, invocation.context) == ("42", CONTEXT)
        assert (invocation.function.name, invocation.function.trigger) == ("hello", "httpTrigger")
        assert invocation.args == {"req": None, "name": "Ada"}
        assert [outcome.value for outcome in recorder.of("post")] == ["hello Ada"]

    def test_second_install_does_nothing_but_warn(
        self, app: func.FunctionApp, caplog: pytest.LogCaptureFixture
    ) -> None:
        plugins = load(app)
        override = vars(app)["get_functions"]
        assert load(app, "tmer") is plugins
        assert vars(app)["get_functions"] is override
        assert [record.getMessage() for record in caplog.records] == [
            "install() was called twice for one app: the second call does nothing"
        ]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({}, {"FUNCEXT_PLUGINS": "guard"}),
            ({"FUNCEXT_DISABLED": "1"}, {"FUNCEXT_PLUGINS": "guard"}),
            ({"FUNCEXT_PLUGINS": "recorder"}, {"FUNCEXT_PLUGINS": "recorder, guard"}),
            (
                {"FUNCEXT_PLUGINS": "recorder"},
                {"FUNCEXT_PLUGINS": "recorder", "FUNCEXT_RECORDER__ON_ERROR": "fail"},
            ),
            (
                {"FUNCEXT_PLUGINS": "guard", "FUNCEXT_GUARD__FUNCTIONS": "one"},
                {"FUNCEXT_PLUGINS": "guard"},
            ),
            (
                {"FUNCEXT_PLUGINS": "guard", "FUNCEXT_GUARD__ON_ERROR": "log"},
                {"FUNCEXT_PLUGINS": "guard"},
            ),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("source", ["mapping", "environment"])
    def test_second_install_that_brings_a_guard_is_refused(
        self,
        app: func.FunctionApp,
        load_error: LoadErrorText,
        monkeypatch: pytest.MonkeyPatch,
        first: dict[str, str],
        second: dict[str, str],
        source: str,
    ) -> None:
        install(app, settings=first)
        if source == "environment":
            for name, value in second.items():
                monkeypatch.setenv(name, value)
        settings = second if source == "mapping" else None
        assert load_error(install, app, settings=settings).startswith(
            "install() was called twice for one app, and the settings of the second call enable "
            "guard '"
        )

    @pytest.mark.parametrize(
        "second",
        [
            {"FUNCEXT_PLUGINS": "guard"},
            {"FUNCEXT_PLUGINS": "guard, recorder"},
            {"FUNCEXT_PLUGINS": "recorder"},
            {"FUNCEXT_PLUGINS": "guard", "FUNCEXT_GUARD__ON_ERROR": "log"},
            {"FUNCEXT_DISABLED": "1"},
            {},
        ],
        ids=str,
    )
    def test_second_install_that_brings_no_guard_only_warns(
        self, app: func.FunctionApp, caplog: pytest.LogCaptureFixture, second: dict[str, str]
    ) -> None:
        plugins = load(app, "guard")
        assert install(app, settings=second) is plugins
        assert "install() was called twice for one app: the second call" in caplog.text

    def test_two_apps_have_nothing_in_common(self, app: func.FunctionApp) -> None:
        one, other = load(app), load(func.FunctionApp())
        assert one is not other
        assert one["recorder"] is not other["recorder"]

    def test_asking_twice_gives_the_same_functions_and_starts_once(
        self, app: func.FunctionApp
    ) -> None:
        plugins = load(app)

        @app.route()
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        first, second = app.get_functions(), app.get_functions()
        assert len(first) == 1
        assert first[0] is second[0]
        assert len(plugins["recorder"].of("start")) == 1
        assert len(plugins["recorder"].of("load")) == 1

    def test_anything_but_an_app_is_refused(self) -> None:
        wrong: Any = "app"
        with pytest.raises(TypeError, match=r"such as func.FunctionApp\(\), not 'app'"):
            install(wrong)

    @pytest.mark.parametrize("kind", ["AsgiFunctionApp", "WsgiFunctionApp"])
    def test_other_kinds_of_app_are_accepted(self, kind: str) -> None:
        app = getattr(func, kind)(app=lambda *_: None, http_auth_level=func.AuthLevel.ANONYMOUS)
        load(app)
        (function,) = app.get_functions()
        assert function is not app._function_builders[0]._function

    def test_functions_of_blueprints_are_covered(self, app: func.FunctionApp) -> None:
        plugins = load(app)
        blueprint = func.Blueprint()  # type: ignore[no-untyped-call] # the SDK's own lack

        @blueprint.route()
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        app.register_functions(blueprint)
        assert call(user_function(app), req=None) == "hello"
        assert len(plugins["recorder"].of("pre")) == 1


class TestFrozen:
    def test_after_the_worker_has_the_functions(self, app: func.FunctionApp) -> None:
        plugins = load(app)
        app.get_functions()
        assert plugins.describe()["frozen"]

        with pytest.raises(FrozenError, match="plugin 'late' comes too late: the worker has"):

            @plugins.pre_invocation
            def late(invocation: Invocation) -> None: ...

        with pytest.raises(FrozenError, match="plugin 'recorder' can no longer be removed: the"):
            plugins.unregister("recorder")

    def test_not_before(self, app: func.FunctionApp) -> None:
        plugins = load(app)
        recorder = plugins["recorder"]
        assert plugins.unregister("recorder") is recorder

        @plugins.pre_invocation
        def early(invocation: Invocation) -> None: ...

        assert [plugin.name for plugin in plugins] == ["early"]

        @app.route()
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        call(user_function(app), req=None)
        assert recorder.seen == []


class TestTheAppsRoot:
    """`install` may be called from a package of the app, or from one that makes apps."""

    SETUP = "import funcext_core\n\ndef setup(app):\n    return funcext_core.install(app)\n"

    @pytest.fixture
    def root(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """An app whose lock has no plugin; the setting selects one."""
        root = tmp_path / "app"
        (root / "deep" / "shared").mkdir(parents=True)
        (root / "funcext.lock").write_text('{"version": 1, "plugins": []}', "utf-8")
        monkeypatch.setenv("FUNCEXT_PLUGINS", "recorder")
        monkeypatch.delenv("AzureWebJobsScriptRoot", raising=False)
        return root

    def setup(self, path: Path) -> Callable[[func.FunctionApp], PluginHost]:
        path.write_text(self.SETUP, "utf-8")
        namespace = runpy.run_path(str(path))
        setup: Callable[[func.FunctionApp], PluginHost] = namespace["setup"]
        return setup

    @pytest.mark.parametrize("place", ["app", "app/deep", "app/deep/shared", "."])
    def test_is_the_one_that_the_functions_host_names(
        self,
        app: func.FunctionApp,
        root: Path,
        load_error: LoadErrorText,
        monkeypatch: pytest.MonkeyPatch,
        place: str,
    ) -> None:
        monkeypatch.setenv("AzureWebJobsScriptRoot", str(root))
        setup = self.setup(root.parent / place / "setup_app.py")
        assert "plugin 'recorder' is not installed" in load_error(setup, app)

    @pytest.mark.parametrize("place", ["app", "app/deep", "app/deep/shared"])
    def test_is_the_nearest_folder_with_a_host_json(
        self, app: func.FunctionApp, root: Path, load_error: LoadErrorText, place: str
    ) -> None:
        (root / "host.json").write_text("{}", "utf-8")
        setup = self.setup(root.parent / place / "setup_app.py")
        assert "plugin 'recorder' is not installed" in load_error(setup, app)

    def test_is_otherwise_the_folder_of_the_caller(
        self, app: func.FunctionApp, root: Path, load_error: LoadErrorText
    ) -> None:
        assert self.setup(root / "deep" / "setup_app.py")(app)["recorder"]
        setup = self.setup(root / "setup_app.py")
        assert "plugin 'recorder' is not installed" in load_error(setup, func.FunctionApp())

    def test_is_what_plugins_are_handed(self, app: func.FunctionApp, root: Path) -> None:
        (root / "host.json").write_text("{}", "utf-8")
        (root / "funcext.lock").unlink()
        plugins = self.setup(root / "deep" / "setup_app.py")(app)
        directories: list[str] = []

        @plugins.app_start
        def start(app: App) -> None:
            directories.append(app.directory)

        app.get_functions()
        assert directories == [str(root)]


class BadStr(Exception):
    """An exception that cannot be shown."""

    def __str__(self) -> str:
        message = "no text"
        raise RuntimeError(message)


class TestFailedStart:
    """After a start that failed, whatever the reason, no function is served unguarded."""

    @pytest.mark.parametrize(
        "error",
        [ValueError("x"), BadStr(), SystemExit(3), KeyboardInterrupt(), GeneratorExit()],
        ids=lambda error: type(error).__name__,
    )
    @pytest.mark.parametrize("hook", ["app_start", "post_load"])
    @pytest.mark.parametrize("on_error", ["fail", "log"])
    def test_fails_again(
        self, app: func.FunctionApp, hook: str, on_error: str, error: BaseException
    ) -> None:
        plugins = install(app, settings={})

        def start() -> None:
            raise error

        getattr(plugins, hook)(on_error=on_error)(start)

        @plugins.pre_invocation(on_error="fail")
        def guard() -> None:
            raise PermissionError

        @app.route(route="hello")
        def hello(req: func.HttpRequest) -> str:
            return "secret"

        if on_error == "log" and not isinstance(error, KeyboardInterrupt):
            with pytest.raises(PermissionError):
                call(user_function(app), req=None)
            return
        with pytest.raises(BaseException) as caught:  # noqa: PT011 - the next lines say which
            app.get_functions()
        assert isinstance(caught.value, (LoadError, KeyboardInterrupt, RuntimeError))
        for _ in range(2):
            with pytest.raises(LoadError):
                app.get_functions()

    def test_keeps_no_traceback_of_the_calls(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        load(app, "guard", FUNCEXT_GUARD__FUNCTIONS="helo")

        @app.route(route="hello")
        def hello(req: func.HttpRequest) -> str:
            return "secret"

        lengths = set()
        for _ in range(4):
            with pytest.raises(LoadError) as caught:
                app.get_functions()
            lengths.add(len(caught.traceback))
        assert len(lengths - {max(lengths)}) <= 1


class TestDisabled:
    """`FUNCEXT_DISABLED` serves functions without their guards, and names both."""

    OFF: ClassVar[dict[str, str]] = {"FUNCEXT_DISABLED": "1", "FUNCEXT_PLUGINS": "recorder"}

    def test_there_is_nothing_to_unregister(self, app: func.FunctionApp) -> None:
        assert install(app, settings=self.OFF).unregister("recorder") is None

    def test_guards_in_code_are_named_with_their_functions(
        self, app: func.FunctionApp, caplog: pytest.LogCaptureFixture
    ) -> None:
        plugins = install(app, settings=self.OFF)

        @plugins.pre_invocation(on_error="fail", functions="h*")
        def auth() -> None:
            raise PermissionError

        @plugins.post_invocation
        def audit() -> None:
            raise PermissionError

        @app.route(route="hello")
        @use(Guard())
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        @app.route(route="health")
        def health(req: func.HttpRequest) -> str:
            return "healthy"

        @app.route(route="other")
        def other(req: func.HttpRequest) -> str:
            return "other"

        for _ in range(2):
            assert [function.get_user_function()(req=None) for function in app.get_functions()] == [
                "hello",
                "healthy",
                "other",
            ]
        errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
        (message,) = (error.getMessage() for error in errors)
        assert message == (
            "FUNCEXT_DISABLED is set: functions are served without their guards: 'auth' of hello, "
            "health; 'guard' of hello"
        )

    def test_a_guard_that_a_decorator_hides_is_named_too(
        self, app: func.FunctionApp, caplog: pytest.LogCaptureFixture
    ) -> None:
        install(app, settings={"FUNCEXT_DISABLED": "1"})

        def hiding(function: Callable[[object], object]) -> Callable[..., str]:
            return lambda req: str(function(req))

        @use(Guard())
        def hello(req: object) -> str:
            return "hello"

        app.route(route="hello")(hiding(hello))
        (function,) = app.get_functions()
        assert function.get_user_function()(req=None) == "hello"
        (error,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
        assert error.getMessage().startswith(
            "FUNCEXT_DISABLED is set: functions are served without their guards: 'guard' of "
        )
        assert error.getMessage().endswith(".hello")

    def test_what_is_not_enabled_is_not_in_the_handle_and_cannot_be_required(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        plugins = install(app, settings=self.OFF)
        for _ in range(2):

            @plugins.pre_invocation(on_error="fail")
            def auth() -> None: ...

        assert "auth" not in plugins
        assert (len(plugins), list(plugins), plugins.stats()) == (0, [], {})
        assert plugins.describe()["plugins"] == []
        message = (
            "the app requires plugin 'auth', which is not enabled: FUNCEXT_DISABLED is set; "
            "remove it"
        )
        assert load_error(plugins.require, "auth") == message
        assert load_error(install, app, settings=self.OFF, require=["auth"]) == message

    def test_mistakes_in_hooks_are_found_nevertheless(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        plugins = install(app, settings=self.OFF)

        def wrong(invocaton: object) -> None: ...

        assert "did you mean 'invocation'?" in load_error(plugins.pre_invocation, wrong)
        app.get_functions()
        with pytest.raises(FrozenError):
            plugins.pre_invocation(_plain)


class TestMistakesInSettings:
    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            (
                {"FUNCEXT_PLUGINS": "tmer"},
                "FUNCEXT_PLUGINS: plugin 'tmer' is not installed; did you mean 'timer'? ",
            ),
            (
                {
                    "FUNCEXT_PLUGINS": "timer",
                    "FUNCEXT_TIMER__APPEND_TO_HTTP_RESPONSE": "maybe",
                },
                "FUNCEXT_TIMER__APPEND_TO_HTTP_RESPONSE=maybe: expected true or false (1, 0, ",
            ),
            (
                {"FUNCEXT_PLUGINS": "timer", "FUNCEXT_TIMER__APEND": "1"},
                (
                    "FUNCEXT_TIMER__APEND: plugin 'timer' has no such option: did you mean "
                    "'FUNCEXT_TIMER__APPEND_TO_HTTP_RESPONSE'? (others: "
                ),
            ),
        ],
        ids=["tmer", "maybe", "apend"],
    )
    def test_stop_the_app_with_one_line(
        self,
        app: func.FunctionApp,
        load_error: LoadErrorText,
        monkeypatch: pytest.MonkeyPatch,
        settings: Mapping[str, str],
        message: str,
    ) -> None:
        assert load_error(install, app, settings=settings).startswith(message)
        assert "get_functions" not in vars(app)
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        assert load_error(install, app).startswith(message)


class TestRequire:
    def test_accepts_plugins_that_are_enabled(self, app: func.FunctionApp) -> None:
        settings = {"FUNCEXT_PLUGINS": "marker, guard"}
        plugins = install(app, settings=settings, require=["guard"])
        assert "guard" in plugins
        assert "guard" in install(func.FunctionApp(), settings=settings, require="guard")

    @pytest.mark.parametrize(
        ("settings", "why"),
        [
            ({}, "name it in FUNCEXT_PLUGINS"),
            ({"FUNCEXT_PLUGINS": "marker"}, "name it in FUNCEXT_PLUGINS"),
            ({"FUNCEXT_PLUGINS": "*, !guard"}, "FUNCEXT_PLUGINS excludes it"),
            ({"FUNCEXT_DISABLED": "1"}, "FUNCEXT_DISABLED is set; remove it"),
            (
                {
                    "FUNCEXT_PLUGINS": "guard",
                    "FUNCEXT_ON_LOAD_ERROR": "skip",
                    "FUNCEXT_GUARD__ON_ERROR": "log",
                    "FUNCEXT_GUARD__LEVEL": "x",
                },
                "FUNCEXT_GUARD__LEVEL=x: expected a whole number, such as 10",
            ),
        ],
        ids=["unset", "not-named", "excluded", "disabled", "skipped"],
    )
    def test_refuses_to_start_without(
        self,
        app: func.FunctionApp,
        load_error: LoadErrorText,
        settings: Mapping[str, str],
        why: str,
    ) -> None:
        message = load_error(install, app, settings=settings, require=["guard"])
        assert message == f"the app requires plugin 'guard', which is not enabled: {why}"

    def test_names_the_plugin_that_a_star_does_not_select(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        message = load_error(install, app, settings={"FUNCEXT_PLUGINS": "*"}, require=["gard"])
        assert message.endswith("plugin 'gard', which is not enabled: it is not installed")


class TestSkip:
    SKIP: ClassVar[dict[str, str]] = {"FUNCEXT_ON_LOAD_ERROR": "skip"}

    def test_goes_on_without_the_plugin_and_logs_the_same_text(
        self, app: func.FunctionApp, load_error: LoadErrorText, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings = {"FUNCEXT_MARKER__LEVEL": "x"}
        text = load_error(load, app, "marker, recorder", **settings)
        plugins = load(app, "marker, recorder", **settings, **self.SKIP)
        assert [plugin.name for plugin in plugins] == ["recorder"]
        assert plugins.describe()["skipped"] == {"marker": text}
        (record,) = caplog.records
        assert (record.name, record.levelno) == ("funcext", logging.ERROR)
        assert record.getMessage() == (
            f"{text} (FUNCEXT_ON_LOAD_ERROR=skip: the app goes on without it)"
        )
        assert record.exc_info is None

    @pytest.mark.parametrize(
        ("plugin", "settings"),
        [
            ("guard", {"FUNCEXT_GUARD__LEVEL": "x"}),
            ("marker", {"FUNCEXT_MARKER__LEVEL": "x", "FUNCEXT_MARKER__ON_ERROR": "fail"}),
            ("marker", {"FUNCEXT_MARKER__LEVEL": "x", "FUNCEXT_MARKER__ON_ERROR": "maybe"}),
            ("unimportable", {}),
            ("tmer", {}),
        ],
        ids=["class-says-so", "setting-says-so", "nobody-knows", "unread", "not-installed"],
    )
    def test_skips_nothing_that_may_be_a_guard(
        self,
        app: func.FunctionApp,
        distributions: Distributions,
        load_error: LoadErrorText,
        plugin: str,
        settings: Mapping[str, str],
    ) -> None:
        distributions.write("broken", {"unimportable": "no_such_module"})
        load_error(load, app, plugin, **settings, **self.SKIP)

    @pytest.mark.parametrize(
        ("plugin", "settings"),
        [
            ("guard", {"FUNCEXT_GUARD__LEVEL": "x", "FUNCEXT_GUARD__ON_ERROR": "log"}),
            ("unimportable", {"FUNCEXT_UNIMPORTABLE__ON_ERROR": "log"}),
            ("tmer", {"FUNCEXT_TMER__ON_ERROR": "log"}),
            ("marker, mark-er, mark_er", {"FUNCEXT_MARK_ER__ON_ERROR": "log"}),
            ("claimed", {"FUNCEXT_CLAIMED__ON_ERROR": "log"}),
        ],
        ids=["guard", "unimportable", "not-installed", "one-prefix", "claimed-twice"],
    )
    def test_skips_a_plugin_that_the_owner_says_is_not_a_guard(
        self,
        app: func.FunctionApp,
        distributions: Distributions,
        plugin: str,
        settings: Mapping[str, str],
    ) -> None:
        distributions.write("broken", {"unimportable": "no_such_module"})
        distributions.add("others", {"mark-er": Marker, "mark_er": Marker, "claimed": Marker})
        distributions.add("thieves", {"claimed": Marker})
        plugins = load(app, plugin, **settings, **self.SKIP)
        assert len(plugins.describe()["skipped"]) == 1


class TestScope:
    def served(self, app: func.FunctionApp, **settings: str) -> list[str]:
        """Return the names of the functions that have a layer."""
        plugins = load(app, **settings)

        @app.route()
        def Hello(req: func.HttpRequest) -> str:  # noqa: N802 - it has capitals to ignore
            return ""

        @app.route()
        def hello_admin(req: func.HttpRequest) -> str:
            return ""

        @app.timer_trigger(arg_name="timer", schedule="0 * * * * *")
        def tick(timer: func.TimerRequest) -> None: ...

        @app.generic_trigger(arg_name="context", type="orchestrationTrigger")
        def orchestrate(context: object) -> None: ...

        @app.generic_trigger(arg_name="context", type="entityTrigger")
        def entity(context: object) -> None: ...

        @app.function_name("BuiltIn__HttpActivity")
        @app.generic_trigger(arg_name="data", type="activityTrigger")
        def activity(data: object) -> None: ...

        app.get_functions()
        return [function["name"] for function in plugins.describe()["functions"]]

    @pytest.mark.parametrize(
        ("settings", "names"),
        [
            pytest.param({}, ["Hello", "hello_admin", "tick"], id="default"),
            pytest.param({"FUNCTIONS": "hello*"}, ["Hello", "hello_admin"], id="glob"),
            pytest.param({"FUNCTIONS": "HELLO"}, ["Hello"], id="any-case"),
            pytest.param({"FUNCTIONS": "hello*, !*ADMIN"}, ["Hello"], id="glob-and-exclusion"),
            pytest.param({"FUNCTIONS": "! hello"}, ["hello_admin", "tick"], id="exclusion"),
            pytest.param(
                {"FUNCTIONS": "*"},
                ["Hello", "hello_admin", "tick", "BuiltIn__HttpActivity"],
                id="all-functions",
            ),
            pytest.param({"TRIGGERS": "timerTrigger"}, ["tick"], id="trigger"),
            pytest.param({"TRIGGERS": "!timertrigger"}, ["Hello", "hello_admin"], id="no-timer"),
            pytest.param(
                {"TRIGGERS": "*"},
                ["Hello", "hello_admin", "tick", "orchestrate", "entity"],
                id="all-triggers",
            ),
            pytest.param({"TRIGGERS": "*Trigger, !http*, !o*"}, ["tick", "entity"], id="both"),
            pytest.param(
                {"FUNCTIONS": "hello*, tick", "TRIGGERS": "http*"},
                ["Hello", "hello_admin"],
                id="functions-and-triggers",
            ),
        ],
    )
    def test_decides_which_functions_have_a_layer(
        self, app: func.FunctionApp, settings: Mapping[str, str], names: list[str]
    ) -> None:
        given = {f"FUNCEXT_RECORDER__{name}": value for name, value in settings.items()}
        assert self.served(app, **given) == names

    def test_decides_post_load_too(self, app: func.FunctionApp) -> None:
        plugins = load(app, FUNCEXT_RECORDER__FUNCTIONS="hello")

        @app.route()
        def hello(req: func.HttpRequest) -> str:
            return ""

        @app.route()
        def bye(req: func.HttpRequest) -> str:
            return ""

        app.get_functions()
        assert plugins["recorder"].of("load") == ["hello"]

    @pytest.mark.parametrize("pattern", ["helo", "!helo", "hello, helo"])
    def test_that_matches_nothing_is_a_warning_or_for_a_guard_an_error(
        self,
        app: func.FunctionApp,
        load_error: LoadErrorText,
        caplog: pytest.LogCaptureFixture,
        pattern: str,
    ) -> None:
        load(app, "marker", FUNCEXT_MARKER__FUNCTIONS=pattern)
        guarded = func.FunctionApp()
        load(guarded, "guard", FUNCEXT_GUARD__FUNCTIONS=pattern)
        for target in (app, guarded):

            @target.route()
            def hello(req: func.HttpRequest) -> str:
                return ""

        app.get_functions()
        (record,) = (record for record in caplog.records if record.levelno >= logging.WARNING)
        assert "matches no function of this app: did you mean 'hello'?" in record.getMessage()
        for _ in range(2):
            assert "matches no function of this app: did you mean 'hello'?" in load_error(
                guarded.get_functions
            )


def keeps_wraps(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(*args: object, **kwargs: object) -> Any:
        return ["wrapped", function(*args, **kwargs)]

    return inner


class Greeter:
    """An object with functions of every form."""

    greeting = "hi"

    def method(self, req: func.HttpRequest) -> str:
        return self.greeting

    @classmethod
    def class_method(cls, req: func.HttpRequest) -> str:
        return cls.greeting

    def __call__(self, req: func.HttpRequest) -> str:
        return self.greeting


variable: ContextVar[str] = ContextVar("variable", default="unset")


class PassesForFunction:
    """A decorator that keeps only the parts of a function that the SDK and a worker need."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.__code__ = function.__code__
        self.__name__ = function.__name__
        self.__signature__ = inspect.signature(function)

    def __call__(self, **arguments: object) -> Any:
        return self._function(**arguments)


class TestWrapper:
    """The properties of a wrapper around a user function."""

    @pytest.fixture(autouse=True)
    def _with_recorder(self, app: func.FunctionApp) -> None:
        self.plugins = load(app)
        self.recorder: Recorder = self.plugins["recorder"]

    def test_leaves_the_annotations_of_the_function_untouched(self, app: func.FunctionApp) -> None:
        @app.route()
        def hello(req: func.HttpRequest) -> str:
            return ""

        written = original(app)
        before = dict(written.__annotations__)
        wrapper = user_function(app)
        wrapper.__annotations__["context"] = func.Context
        assert written.__annotations__ == before

    def test_has_hints_that_resolve_in_the_module_of_the_function(
        self, app: func.FunctionApp
    ) -> None:
        # All annotations in this file are text.
        @app.route()
        def hello(req: func.HttpRequest, name: str | None = None) -> func.HttpResponse | str:
            return ""

        hints = typing.get_type_hints(user_function(app))
        assert hints["req"] is func.HttpRequest
        assert hints["name"] == str | None
        assert hints["return"] == func.HttpResponse | str

    def test_has_the_signature_of_the_function_and_a_context(self, app: func.FunctionApp) -> None:
        @app.route()
        def hello(req: func.HttpRequest, name: str = "you") -> str:
            return ""

        signature = inspect.signature(user_function(app))
        assert list(signature.parameters) == ["req", "name", "context"]
        assert signature.parameters["context"].annotation is func.Context
        assert signature.return_annotation == "str"
        assert list(inspect.signature(original(app)).parameters) == ["req", "name"]

    def test_keeps_any_keywords_last(self, app: func.FunctionApp) -> None:
        @app.route()
        def hello(req: func.HttpRequest, **more: object) -> str:
            return repr(more)

        assert str(inspect.signature(user_function(app))).startswith("(req: ")
        assert call(user_function(app), req=None) == "{}"

    def test_hands_over_a_context_that_the_function_declares(self, app: func.FunctionApp) -> None:
        @app.route()
        def hello(req: func.HttpRequest, context: func.Context) -> str:
            return context.invocation_id

        assert call(user_function(app), req=None) == "42"
        (invocation,) = self.recorder.of("pre")
        assert invocation.context is CONTEXT
        assert invocation.args["context"] is CONTEXT

    def test_leaves_a_context_that_is_a_binding_alone(self, app: func.FunctionApp) -> None:
        @app.generic_trigger(arg_name="context", type="mcpToolTrigger")
        def tool(context: str) -> str:
            return f"tool of {context}"

        wrapper = user_function(app)
        assert wrapper(context="data") == "tool of data"
        (invocation,) = self.recorder.of("pre")
        assert invocation.context.function_name == "tool"
        assert invocation.args == {"context": "data"}
        assert invocation.id == invocation.context.invocation_id
        assert len(invocation.id) == 36

    def test_gives_each_invocation_whose_context_is_taken_an_id(
        self, app: func.FunctionApp
    ) -> None:
        @app.generic_trigger(arg_name="context", type="mcpToolTrigger")
        def tool(context: str) -> None: ...

        wrapper = user_function(app)
        wrapper(context="one")
        wrapper(context="two")
        one, two = self.recorder.of("pre")
        assert one.id != two.id

    def test_is_of_the_functions_file_line_and_name(self, app: func.FunctionApp) -> None:
        @app.route()
        def hello(req: func.HttpRequest) -> str:
            """Greet."""
            return ""

        wrapper, written = user_function(app), original(app)
        assert inspect.getfile(wrapper) == inspect.getfile(written) == __file__
        assert wrapper.__code__.co_firstlineno == written.__code__.co_firstlineno
        assert wrapper.__code__.co_name == "hello"
        assert (wrapper.__name__, wrapper.__qualname__) == ("hello", written.__qualname__)
        assert (wrapper.__module__, wrapper.__doc__) == (written.__module__, "Greet.")
        assert inspect.unwrap(wrapper) is written

    def test_has_nothing_of_its_own_where_the_function_has_nothing(
        self, app: func.FunctionApp
    ) -> None:
        @app.route()
        @PassesForFunction
        def hello(req: func.HttpRequest) -> str:
            return f"hello {req}"

        wrapper = user_function(app)
        assert typing.get_type_hints(wrapper) == {}
        assert wrapper.__code__.co_name == wrapper.__name__ == "hello"
        assert wrapper.__qualname__.endswith("hello")
        assert call(wrapper, req="you") == "hello you"

    @pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
    def test_shows_no_line_in_a_traceback_that_did_not_run(
        self, app: func.FunctionApp, is_async: bool
    ) -> None:
        if is_async:

            @app.route(route="a")
            async def fails(req: func.HttpRequest) -> str:
                nothing = "not this line"
                raise KeyError(nothing)
        else:

            @app.route(route="b")
            def fails(req: func.HttpRequest) -> str:
                nothing = "not this line"
                raise KeyError(nothing)

        first = original(app).__code__.co_firstlineno
        with pytest.raises(KeyError) as caught:
            call(user_function(app), req=None)
        frames = traceback.extract_tb(caught.value.__traceback__)
        lines = [frame.line for frame in frames if frame.name == "fails"]
        numbers = [frame.lineno for frame in frames if frame.name == "fails"]
        assert numbers == [first, first + 3]
        assert lines[1] == "raise KeyError(nothing)"
        # What is between the two, if anything, is generated code, whose lines can be shown.
        between = [frame for frame in frames if frame.filename.startswith("<")]
        assert [frame.line for frame in between if not frame.line] == []

    def test_is_sync_over_sync_and_async_over_async(self, app: func.FunctionApp) -> None:
        @app.route(route="a")
        def plain(req: func.HttpRequest) -> str:
            return "plain"

        @app.route(route="b")
        async def coroutine(req: func.HttpRequest) -> str:
            await asyncio.sleep(0)
            return "coroutine"

        one, two = (function.get_user_function() for function in app.get_functions())
        assert not inspect.iscoroutinefunction(one)
        assert inspect.iscoroutinefunction(two)
        assert call(one, req=None) == "plain"
        assert call(two, req=None) == "coroutine"

    def test_leaves_no_context_variable_behind(self, app: func.FunctionApp) -> None:
        @self.plugins.pre_invocation
        def sets(invocation: Invocation) -> None:
            variable.set("by the hook")

        @app.route()
        def hello(req: func.HttpRequest) -> str:
            seen = variable.get()
            variable.set("by the function")
            return seen

        assert call(user_function(app), req=None) == "by the hook"
        assert variable.get() == "unset"

    def test_works_with_a_decorator_with_wraps(self, app: func.FunctionApp) -> None:
        @app.route()
        @keeps_wraps
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        wrapper = user_function(app)
        assert call(wrapper, req=None) == ["wrapped", "hello"]
        assert list(inspect.signature(wrapper).parameters) == ["req", "context"]
        assert inspect.getfile(wrapper) == __file__

    def test_works_with_a_decorator_without_wraps(self, app: func.FunctionApp) -> None:
        def plain(function: Callable[..., Any]) -> Callable[..., Any]:
            def inner(req: func.HttpRequest) -> Any:
                return ["bare", function(req)]

            return inner

        @app.route()
        @plain
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        assert call(user_function(app), req=None) == ["bare", "hello"]
        assert len(self.recorder.of("pre")) == 1

    @pytest.mark.parametrize("form", ["method", "class_method"])
    def test_works_with_bound_methods(self, app: func.FunctionApp, form: str) -> None:
        greeter = Greeter()
        greeter.greeting = "hello" if form == "method" else "not read"
        app.route()(getattr(greeter, form))
        assert call(user_function(app), req=None) == ("hello" if form == "method" else "hi")
        assert len(self.recorder.of("pre")) == 1

    def unwrappable(self, app: func.FunctionApp, form: str) -> Any:
        greeter: Any = Greeter() if form == "instance" else functools.partial(Greeter().method)
        greeter.__name__ = "hello"
        app.route()(greeter)
        return greeter

    @pytest.mark.parametrize("form", ["instance", "partial"])
    def test_serves_functions_that_cannot_be_wrapped_unwrapped(
        self, app: func.FunctionApp, caplog: pytest.LogCaptureFixture, form: str
    ) -> None:
        greeter = self.unwrappable(app, form)

        @app.route()
        def other(req: func.HttpRequest) -> str:
            return "other"

        first, second = (function.get_user_function() for function in app.get_functions())
        assert first is greeter
        assert second is not other
        (record,) = caplog.records
        assert (record.name, record.levelno) == ("funcext", logging.ERROR)
        message = record.getMessage()
        assert message.startswith("function 'hello' cannot be wrapped (TypeError: ")
        assert message.endswith("so 'recorder' cannot run around it: it is served without layers")
        described = self.plugins.describe()["functions"]
        assert [function["name"] for function in described] == ["other"]

    @pytest.mark.parametrize("form", ["instance", "partial"])
    def test_serves_nothing_where_a_guard_covers_a_function_that_cannot_be_wrapped(
        self, load_error: LoadErrorText, form: str
    ) -> None:
        app = func.FunctionApp()
        load(app, "recorder, guard")
        self.unwrappable(app, form)
        for _ in range(2):
            message = load_error(app.get_functions)
            assert message.startswith("function 'hello' cannot be wrapped (TypeError: ")
            assert message.endswith("it would be served without its guard 'guard'")

    def test_serves_a_function_that_cannot_be_wrapped_and_no_guard_covers(self) -> None:
        app = func.FunctionApp()
        load(app, "guard", FUNCEXT_GUARD__TRIGGERS="timerTrigger")
        greeter = self.unwrappable(app, "instance")

        @app.timer_trigger(arg_name="timer", schedule="0 * * * * *")
        def tick(timer: func.TimerRequest) -> None: ...

        assert app.get_functions()[0].get_user_function() is greeter


class TestInline:
    def test_hooks_of_the_app_are_inside_those_of_the_setting(self, app: func.FunctionApp) -> None:
        plugins = load(app)
        order: list[str] = []

        @plugins.pre_invocation
        def first(invocation: Invocation) -> None:
            order.append("first")

        @plugins.pre_invocation(functions="hel*", triggers="http*")
        def second(invocation: Invocation) -> None:
            order.append("second")

        @plugins.pre_invocation(functions="!hello")
        def third(invocation: Invocation) -> None:
            order.append("third")

        @app.route()
        def hello(req: func.HttpRequest) -> str:
            return ""

        @app.route()
        def bye(req: func.HttpRequest) -> str:
            return ""

        one, two = (function.get_user_function() for function in app.get_functions())
        call(one, req=None)
        call(two, req=None)
        assert order == ["first", "second", "first", "third"]
        described = {
            function["name"]: function["layers"] for function in plugins.describe()["functions"]
        }
        assert described == {
            "hello": ["recorder", "first", "second"],
            "bye": ["recorder", "first", "third"],
        }

    @pytest.mark.parametrize("behavior", ["returns", "answers", "aborts", "raises"])
    @pytest.mark.parametrize("guard", [True, False])
    @pytest.mark.parametrize("is_async", [True, False], ids=["async-function", "sync-function"])
    @pytest.mark.parametrize("async_hooks", [True, False], ids=["async-hooks", "sync-hooks"])
    @pytest.mark.parametrize(
        "names",
        [
            "pre, around, post, pre_2, post_2",
            "post_2, post, pre, around, pre_2",
            "around, pre_2, post, pre, post_2",
        ],
    )
    def test_hooks_of_the_app_are_one_layer(
        self, behavior: str, guard: bool, is_async: bool, async_hooks: bool, names: str
    ) -> None:
        """The posts run when a pre answered, whichever was registered first."""
        seen: list[str] = []
        app = func.FunctionApp()
        plugins = install(app, settings={})

        def pre(invocation: Invocation) -> None:
            seen.append("pre")
            behave(behavior, invocation)

        def pre_2() -> None:
            seen.append("pre_2")

        def around(invocation: Invocation) -> Generator[None, Outcome, None]:
            seen.append("in")
            yield
            seen.append("out")

        def post(outcome: Outcome) -> None:
            seen.append("post")

        def post_2(outcome: Outcome) -> None:
            seen.append("post_2")

        registered = names.split(", ")
        hooks = {hook.__name__: hook for hook in (pre, pre_2, around, post, post_2)}
        for name in registered:
            register = getattr(plugins, f"{name.partition('_')[0]}_invocation")
            hook = as_async(hooks[name]) if async_hooks else hooks[name]
            register(on_error="fail" if guard else "log")(hook)

        app.route(route="main")(main_function(seen, is_async=is_async))
        result = served_result(app)
        goes_on = behavior == "returns" or (behavior == "raises" and not guard)
        pres = [name for name in registered if name.startswith("pre")]
        posts = [name for name in reversed(registered) if name.startswith("post")]
        inside = ["in", "main", "out"] if goes_on else []
        assert seen == [*(pres if goes_on else pres[: pres.index("pre") + 1]), *inside, *posts]
        results = {"answers": "answered", "aborts": "AbortInvocation", "raises": "LookupError"}
        assert result == ("done" if goes_on else results[behavior])

    def test_hooks_of_the_app_keep_their_own_scopes_and_figures(
        self, app: func.FunctionApp
    ) -> None:
        plugins = install(app, settings={})

        @plugins.pre_invocation(functions="hello")
        def answer(invocation: Invocation) -> None:
            invocation.respond("answered")

        @plugins.around_invocation
        def surround() -> Generator[None, Outcome, None]:
            yield

        @plugins.post_invocation(triggers="httpTrigger")
        def shout(outcome: Outcome) -> None:
            outcome.value = f"{outcome.value}!"

        @app.route()
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        @app.route()
        def bye(req: func.HttpRequest) -> str:
            return "bye"

        one, two = (function.get_user_function() for function in app.get_functions())
        assert (call(one, req=None), call(two, req=None)) == ("answered!", "bye!")
        assert [plugin.name for plugin in plugins] == ["shout", "answer", "surround"]
        assert {
            name: [figures["calls"] for figures in hooks.values()]
            for name, hooks in plugins.stats().items()
        } == {"shout": [2], "answer": [1], "surround": [1]}
        assert [function["layers"] for function in plugins.describe()["functions"]] == [
            ["shout", "answer", "surround"],
            ["shout", "surround"],
        ]

    @pytest.mark.parametrize("patterns", [["hel*", "!hello2"], ("hel*", "!hello2"), {"hel*"}])
    def test_scopes_may_be_lists(self, app: func.FunctionApp, patterns: Any) -> None:
        plugins = install(app, settings={})
        plugins.pre_invocation(functions=patterns, triggers=["httpTrigger"])(_plain)
        app.function_name("hello")(app.route(route="hello")(_hello))
        app.function_name("bye")(app.route(route="bye")(_hello))
        app.get_functions()
        described = plugins.describe()
        assert [function["name"] for function in described["functions"]] == ["hello"]
        assert described["plugins"][0]["triggers"] == ["httptrigger"]

    @pytest.mark.parametrize(
        ("scope", "said"),
        [
            ({"functions": [1]}, "functions = [1]: expected a str, or a list of str"),
            ({"functions": 1}, "functions = 1: expected a str, or a list of str"),
            ({"functions": []}, "functions is empty"),
            ({"on_error": ["fail"]}, "on_error = ['fail']: expected a str"),
        ],
    )
    def test_scopes_of_other_types_are_refused(
        self, app: func.FunctionApp, load_error: LoadErrorText, scope: Any, said: str
    ) -> None:
        assert said in load_error(load(app).pre_invocation(**scope), _plain)

    def test_mistakes_are_found_at_once(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        plugins = load(app)

        def wrong(invocaton: object) -> None: ...

        assert load_error(plugins.pre_invocation, wrong) == (
            "plugin 'wrong': 'wrong' takes an argument 'invocaton' that pre_invocation does not "
            "have; did you mean 'invocation'? (others: invocation_id, function, context, attempt, "
            "trigger_value, args, request)"
        )
        assert "'plain' is not a generator" in load_error(plugins.around_invocation, _plain)

    def test_scope_is_checked(self, app: func.FunctionApp, load_error: LoadErrorText) -> None:
        plugins = load(app)
        assert load_error(plugins.pre_invocation(on_error="maybe"), _plain) == (
            "plugin 'plain': on_error=maybe: expected log or fail"
        )
        assert load_error(plugins.pre_invocation(functions=" "), _plain) == (
            "plugin 'plain': functions is empty: write patterns separated by commas, or remove it"
        )

    def test_unknown_keyword_is_refused(self, app: func.FunctionApp) -> None:
        register: Any = load(app).pre_invocation
        with pytest.raises(TypeError, match="functions, triggers and on_error, not 'function'"):
            register(function="hello")

    def test_names_are_made_unique(self, app: func.FunctionApp) -> None:
        plugins = load(app)
        for _ in range(2):
            plugins.pre_invocation(_plain)
        assert [plugin.name for plugin in plugins] == ["recorder", "plain", "plain_2"]


class Scoped:
    """A plugin whose subclasses have a scope."""

    @hookimpl
    def pre_invocation(self) -> None: ...


def as_async(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return an async hook that takes the arguments of a sync one and does the same."""
    if inspect.isgeneratorfunction(function):

        async def around(invocation: Invocation) -> AsyncGenerator[None, Outcome]:
            generator = function(invocation)
            next(generator)
            outcome = yield
            with contextlib.suppress(StopIteration):
                generator.send(outcome)

        return around

    async def hook(*arguments: object) -> None:
        function(*arguments)

    vars(hook)["__signature__"] = inspect.signature(function)
    return hook


def behave(behavior: str, invocation: Invocation) -> None:
    """Do as the tests say a hook does."""
    if behavior == "answers":
        invocation.respond("answered")
    if behavior == "aborts":
        raise AbortInvocation
    if behavior == "raises":
        raise LookupError


def main_function(seen: list[str], *, is_async: bool) -> Callable[..., Any]:
    """Return a function that records its run."""

    def main(req: func.HttpRequest) -> str:
        seen.append("main")
        return "done"

    async def async_main(req: func.HttpRequest) -> str:
        return main(req)

    return async_main if is_async else main


def served_result(app: func.FunctionApp) -> str:
    """Serve the app's one function as a worker does; return its result, or the error's type."""

    async def serve() -> Any:
        (served,) = app.get_functions()
        function = served.get_user_function()
        if inspect.iscoroutinefunction(function):
            return await function(req=None, context=None)
        return await asyncio.to_thread(function, req=None, context=None)

    try:
        return str(asyncio.run(serve()))
    except (AbortInvocation, LookupError) as error:
        return type(error).__name__


def _hello(req: func.HttpRequest) -> str:
    return "hello"


def _plain() -> None: ...


_plain.__name__ = "plain"


class TestAGuardsScope:
    """Whatever would leave a function unguarded that the guard's scope names stops the app."""

    @pytest.fixture(params=["setting", "class", "decorator"])
    def installed(
        self, request: pytest.FixtureRequest, distributions: Distributions
    ) -> Callable[..., tuple[func.FunctionApp, bool]]:
        """Install a plugin with a scope; return the app, and whether its owner gave the scope."""

        def install_scoped(on_error: str, option: str, patterns: str) -> tuple[Any, bool]:
            app = func.FunctionApp()
            app.function_name("hello")(app.route(route="hello")(_hello))
            if request.param == "decorator":
                plugins = install(app, settings={})
                scope: dict[str, Any] = {option: patterns, "on_error": on_error}
                plugins.pre_invocation(**scope)(_plain)
                return app, True
            own = {option: patterns, "on_error": on_error} if request.param == "class" else {}
            distributions.add("scoped", {"scoped": type("Scoped", (Scoped,), own)})
            settings = {
                f"FUNCEXT_SCOPED__{option.upper()}": patterns,
                "FUNCEXT_SCOPED__ON_ERROR": on_error,
            }
            load(app, "scoped", **({} if own else settings))
            return app, not own

        return install_scoped

    @pytest.mark.parametrize("guard", [True, False])
    @pytest.mark.parametrize(
        ("option", "patterns", "said"),
        [
            ("functions", "helo", "FUNCTIONS pattern 'helo' matches no function of this app"),
            ("functions", "hello, helo", "FUNCTIONS pattern 'helo' matches no function"),
            ("triggers", "http", "TRIGGERS pattern 'http' matches no trigger of this app"),
            ("triggers", "timerTrigger", "TRIGGERS timertrigger match no function of this app"),
            ("triggers", "timer*, queueTrigger", "TRIGGERS pattern 'timer*' matches no trigger"),
            ("triggers", "queueTrigger, !httpTrigger", "TRIGGERS queuetrigger match no function"),
        ],
    )
    def test_a_scope_that_misses_every_function_is_an_error(
        self,
        installed: Callable[..., tuple[func.FunctionApp, bool]],
        caplog: pytest.LogCaptureFixture,
        guard: bool,
        option: str,
        patterns: str,
        said: str,
    ) -> None:
        app, by_owner = installed("fail" if guard else "log", option, patterns)
        if guard:
            for _ in range(2):
                with pytest.raises(LoadError, match=re.escape(said)):
                    app.get_functions()
            return
        assert len(app.get_functions()) == 1
        # The patterns of a plugin's class are for any app: without a guard, nothing is lost.
        assert (said in caplog.text) == by_owner

    @pytest.mark.parametrize(
        ("option", "patterns"),
        [
            ("functions", "hel*"),
            ("triggers", "timerTrigger, httpTrigger"),
            ("triggers", "!timerTrigger"),
        ],
    )
    def test_a_scope_with_a_function_is_not(
        self,
        installed: Callable[..., tuple[func.FunctionApp, bool]],
        caplog: pytest.LogCaptureFixture,
        option: str,
        patterns: str,
    ) -> None:
        app, _ = installed("fail", option, patterns)
        assert len(app.get_functions()) == 1
        assert caplog.records == []

    def test_exclusions_of_a_plugins_class_are_for_any_app(
        self, app: func.FunctionApp, distributions: Distributions
    ) -> None:
        own = {"functions": ["*", "!health"], "on_error": "fail"}
        distributions.add("scoped", {"scoped": type("Scoped", (Scoped,), own)})
        load(app, "scoped")
        app.route(route="hello")(_hello)
        assert len(app.get_functions()) == 1

    @pytest.mark.parametrize(
        ("scope", "said"),
        [
            ({"functions": "helo"}, "its FUNCTIONS pattern 'helo' matches no function"),
            ({"triggers": "htpTrigger"}, "its TRIGGERS pattern 'htptrigger' matches no trigger"),
            (
                {"functions": "orchestrate"},
                "its FUNCTIONS pattern 'orchestrate' matches only functions whose trigger",
            ),
        ],
    )
    @pytest.mark.parametrize("guard", [True, False])
    def test_a_pattern_that_matches_nothing_is_found(
        self, scope: dict[str, str], said: str, guard: bool, caplog: pytest.LogCaptureFixture
    ) -> None:
        app = func.FunctionApp()
        plugins = install(app, settings={})

        @plugins.pre_invocation(**scope, on_error="fail" if guard else "log")
        def check(invocation: Invocation) -> None: ...

        @app.route(route="hello")
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        @app.generic_trigger(arg_name="context", type="orchestrationTrigger")
        def orchestrate(context: str) -> str:
            return "done"

        if not guard:
            app.get_functions()
            assert said in caplog.text
            return
        for _ in range(2):
            with pytest.raises(LoadError, match=re.escape(said)):
                app.get_functions()

    def test_a_trigger_that_this_app_lacks_is_not_a_mistake(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        app = func.FunctionApp()
        plugins = install(app, settings={})

        @plugins.pre_invocation(triggers="httpTrigger, queueTrigger", on_error="fail")
        def check(invocation: Invocation) -> None: ...

        @app.route(route="hello")
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        assert app.get_functions()
        assert "TRIGGERS" not in caplog.text

    def test_what_is_required_can_be_neither_forgotten_nor_removed(self) -> None:
        app = func.FunctionApp()
        plugins = install(app, settings={})
        with pytest.raises(LoadError, match="requires plugin 'check', which is not enabled"):
            install(app, require=["check"])

        @plugins.pre_invocation(on_error="fail")
        def check(invocation: Invocation) -> None: ...

        assert install(app, require="check") is plugins
        with pytest.raises(LoadError, match="'check' cannot be removed"):
            plugins.unregister("check")
