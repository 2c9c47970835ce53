"""Plugins that an app gives to `install`: `install(app, plugins=[...])`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any

import attrs
import azure.functions as func
import pytest

from distributions import Distributions
from funcext_core import (
    App,
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

PLACE = "install(plugins=[...])"


class Audit:
    """A plugin without options."""

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        invocation.args["seen"].append(type(self).__name__)


class RateLimit(Audit):
    """Another one."""


class Watch(Audit):
    """A third one."""


@attrs.define
class Sized:
    """A plugin with options."""

    size: int
    label: str = "none"

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None: ...


class Guard:
    """A guard of the functions whose names begin with `api`."""

    on_error = "fail"
    functions: str | tuple[str, ...] = ("api*",)

    @hookimpl
    def pre_invocation(self) -> None: ...


@pytest.fixture
def app() -> func.FunctionApp:
    return func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)


def load(app: func.FunctionRegister, *plugins: object, **settings: str) -> PluginHost:
    return install(app, plugins=plugins, settings=settings)


def names(plugins: PluginHost) -> list[str]:
    return [plugin.name for plugin in plugins]


def module_of(name: str, **hooks: object) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(hooks)
    return module


def add_function(app: func.FunctionApp, name: str = "hello") -> None:
    def hello(req: func.HttpRequest, seen: list[str]) -> str:
        return "hello"

    hello.__name__ = name
    app.route(route=name)(hello)


def add_plain_function(app: func.FunctionApp, name: str) -> None:
    def hello(req: func.HttpRequest) -> str:
        return "hello"

    hello.__name__ = name
    app.route(route=name)(hello)


class TestWhatAnEntryMayBe:
    def test_an_instance(self, app: func.FunctionApp) -> None:
        audit = Audit()
        plugins = load(app, audit)
        assert plugins["audit"] is audit
        assert repr(next(iter(plugins))) == "<Plugin 'audit' of the app>"

    def test_a_class_that_is_built_from_its_settings(self, app: func.FunctionApp) -> None:
        plugins = load(app, Sized, FUNCEXT_SIZED__SIZE="3")
        assert plugins["sized"] == Sized(size=3)
        assert plugins.describe()["plugins"][0]["options"] == {"SIZE": "3", "LABEL": "'none'"}

    def test_a_module(self, app: func.FunctionApp) -> None:
        @hookimpl
        def app_start(app: App) -> None: ...

        module = module_of("shared.my_hooks", app_start=app_start)
        assert load(app, module)["my_hooks"] is module

    def test_a_pair_with_a_name(self, app: func.FunctionApp) -> None:
        one, other = Audit(), Audit()
        plugins = load(app, one, ("second-audit", other))
        assert names(plugins) == ["audit", "second-audit"]
        assert plugins["second-audit"] is other

    @pytest.mark.parametrize("kind", [list, tuple])
    def test_in_a_list_or_tuple(self, app: func.FunctionApp, kind: Callable[..., Any]) -> None:
        plugins = install(app, plugins=kind([Audit()]), settings={})
        assert names(plugins) == ["audit"]

    def test_names_are_those_of_use(self, app: func.FunctionApp) -> None:
        add_function(app)
        limit = RateLimit()

        @app.route(route="other")
        @use(limit)
        def other(req: func.HttpRequest) -> str:
            return "other"

        plugins = load(app, RateLimit)
        app.get_functions()
        assert names(plugins) == ["rate_limit", "rate_limit"]

    @pytest.mark.parametrize("wrong", ["audit", Audit(), {"audit": Audit()}, None, {1}])
    def test_not_a_list_is_refused(self, app: func.FunctionApp, wrong: Any) -> None:
        with pytest.raises(TypeError) as caught:
            install(app, plugins=wrong, settings={})
        assert str(caught.value) == (
            f"install() takes a list of plugins, not a {type(wrong).__name__}: write plugins=[...] "
            "with the objects themselves"
        )

    @pytest.mark.parametrize(
        ("entry", "said"),
        [
            (
                "timer",
                "'timer' is not a plugin: name an installed plugin in FUNCEXT_PLUGINS, or give",
            ),
            (
                len,
                "an object of type builtin_function_or_method is not a plugin: register",
            ),
            (
                partial(len),
                "an object of type partial is not a plugin: register a function with",
            ),
            (None, "None is not a plugin: give a class, an instance or a module with hooks"),
            (3, "an object of type int is not a plugin"),
            ({"audit": Audit()}, "an object of type dict is not a plugin"),
            ((Audit(), "audit"), 'a tuple must be a pair of a name and a plugin: write ("name"'),
            ((), "a tuple must be a pair of a name and a plugin"),
            (("a", Audit(), 1), "a tuple must be a pair of a name and a plugin"),
            (["a"], "a list must be a pair of a name and a plugin"),
            (("a", "b"), "'b' is not a plugin"),
            (("My Audit", Audit()), "'My Audit' is not a valid plugin name: use lower-case"),
            (("Audit", Audit()), "'Audit' is not a valid plugin name: did you mean 'audit'?"),
        ],
    )
    def test_anything_else_is_refused(
        self, app: func.FunctionApp, load_error: LoadErrorText, entry: object, said: str
    ) -> None:
        message = load_error(load, app, entry)
        assert message.startswith(f"{PLACE}: {said}")

    def test_an_object_without_hooks_is_refused(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        assert load_error(load, app, object()).startswith(
            "plugin 'object' has no hook: an instance of object has nothing marked with @hookimpl"
        )


class TestNames:
    def test_twice_in_the_list(self, app: func.FunctionApp, load_error: LoadErrorText) -> None:
        assert load_error(load, app, Audit(), Audit()) == (
            f"{PLACE}: two plugins are named 'audit': give one another name, as in "
            'plugins=[("other", ...)]'
        )

    def test_of_one_prefix(self, app: func.FunctionApp, load_error: LoadErrorText) -> None:
        assert load_error(load, app, ("my-audit", Audit()), ("my_audit", Audit())) == (
            f"{PLACE}: plugins 'my-audit' and 'my_audit' share the settings prefix "
            'FUNCEXT_MY_AUDIT__: give one another name, as in plugins=[("other", ...)]'
        )

    @pytest.mark.parametrize("selection", ["audit", "*", "audit, *"])
    @pytest.mark.parametrize("on_load_error", ["fail", "skip"])
    def test_that_the_setting_selects_too(
        self,
        app: func.FunctionApp,
        distributions: Distributions,
        load_error: LoadErrorText,
        selection: str,
        on_load_error: str,
    ) -> None:
        distributions.add("my-plugins", {"audit": Audit})
        settings = {"FUNCEXT_PLUGINS": selection, "FUNCEXT_ON_LOAD_ERROR": on_load_error}
        assert load_error(load, app, Audit(), **settings) == (
            f"{PLACE}: two plugins are named 'audit', of which FUNCEXT_PLUGINS selects one: remove "
            'it there, or give one another name, as in plugins=[("other", ...)]'
        )

    def test_need_no_entry_in_the_setting(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        message = load_error(load, app, Audit(), FUNCEXT_PLUGINS="audit")
        assert "of which FUNCEXT_PLUGINS selects one: remove it there" in message

    def test_of_an_installed_plugin_that_is_excluded_are_free(
        self, app: func.FunctionApp, distributions: Distributions
    ) -> None:
        distributions.add("my-plugins", {"audit": Audit, "watch": Watch})
        assert names(load(app, Audit(), FUNCEXT_PLUGINS="*, !audit")) == ["timer", "watch", "audit"]

    def test_of_an_installed_plugin_that_is_not_selected_are_free(
        self, app: func.FunctionApp, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        distributions.add("my-plugins", {"audit": Audit, "watch": Watch})
        settings = {"FUNCEXT_PLUGINS": "watch", "FUNCEXT_AUDIT__FUNCTIONS": "hello"}
        plugins = load(app, Audit(), **settings)
        assert names(plugins) == ["watch", "audit"]
        assert "nothing reads it" not in caplog.text

    def test_of_the_apps_own_hooks_make_room(self, app: func.FunctionApp) -> None:
        plugins = load(app, Audit())

        @plugins.pre_invocation
        def audit() -> None: ...

        assert names(plugins) == ["audit", "audit_2"]


class TestOrder:
    def test_is_that_of_the_list_inside_the_settings_and_outside_the_apps_hooks(
        self, app: func.FunctionApp, distributions: Distributions
    ) -> None:
        distributions.add("my-plugins", {"zebra": Watch, "ant": Watch})
        plugins = load(app, RateLimit(), ("aaa", Audit()), FUNCEXT_PLUGINS="zebra, ant")

        @plugins.pre_invocation
        def own(invocation: Invocation) -> None: ...

        @app.route(route="hello")
        @use(Watch())
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        app.get_functions()
        described = plugins.describe()
        expected = ["zebra", "ant", "rate_limit", "aaa", "own", "watch"]
        assert described["functions"][0]["layers"] == expected
        assert [(plugin["name"], plugin["origin"]) for plugin in described["plugins"]] == list(
            zip(expected, ["setting", "setting", "install", "install", "app", "use"], strict=True)
        )

    def test_of_the_life_cycle_is_the_same(self, app: func.FunctionApp) -> None:
        seen: list[str] = []

        class Starts:
            def __init__(self, name: str) -> None:
                self.name = name

            @hookimpl
            def app_start(self, app: App) -> None:
                seen.append(f"start {self.name}")

            @hookimpl
            def post_load(self, function: Function) -> None:
                seen.append(f"load {self.name} {function.name}")

        plugins = load(app, ("one", Starts("one")), ("two", Starts("two")))
        plugins.app_start(lambda: seen.append("start own"))
        add_function(app)
        app.get_functions()
        assert seen == ["start one", "start two", "start own", "load one hello", "load two hello"]

    def test_of_their_hooks(self, app: func.FunctionApp) -> None:
        load(app, RateLimit(), Audit())
        add_function(app)
        (function,) = app.get_functions()
        seen: list[str] = []
        assert function.get_user_function()(req=None, seen=seen) == "hello"
        assert seen == ["RateLimit", "Audit"]


class TestSettings:
    def test_give_scope_and_guard(self, app: func.FunctionApp) -> None:
        settings = {"FUNCEXT_AUDIT__FUNCTIONS": "hello", "FUNCEXT_AUDIT__ON_ERROR": "fail"}
        plugins = load(app, Audit(), **settings)
        add_function(app, "hello")
        add_function(app, "bye")
        app.get_functions()
        described = plugins.describe()
        assert [function["name"] for function in described["functions"]] == ["hello"]
        assert described["plugins"][0]["on_error"] == "fail"

    def test_that_an_instance_does_not_have_are_refused(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        message = load_error(load, app, Sized(3), FUNCEXT_SIZED__SIZE="4")
        assert message.startswith("FUNCEXT_SIZED__SIZE: plugin 'sized' has no such option: ")

    def test_that_a_class_needs(self, app: func.FunctionApp, load_error: LoadErrorText) -> None:
        assert load_error(load, app, Sized) == (
            "plugin 'sized' needs FUNCEXT_SIZED__SIZE, which is not set: set it"
        )

    def test_are_read_and_others_are_not(
        self, app: func.FunctionApp, caplog: pytest.LogCaptureFixture
    ) -> None:
        load(app, Sized, FUNCEXT_SIZED__SIZE="3", FUNCEXT_SIZE__LABEL="x")
        assert [record.getMessage() for record in caplog.records] == [
            "FUNCEXT_SIZE__LABEL is set, but nothing reads it: did you mean 'FUNCEXT_SIZED__LABEL'?"
        ]

    def test_skip_mistakes_of_a_plugin_that_is_no_guard(
        self, app: func.FunctionApp, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings = {"FUNCEXT_ON_LOAD_ERROR": "skip"}
        plugins = load(app, Sized, Audit(), **settings)
        assert names(plugins) == ["audit"]
        said = "plugin 'sized' needs FUNCEXT_SIZED__SIZE, which is not set: set it"
        assert plugins.describe()["skipped"] == {"sized": said}
        assert said in caplog.text

    def test_skip_no_mistake_of_a_guard(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        settings = {"FUNCEXT_ON_LOAD_ERROR": "skip", "FUNCEXT_SIZED__ON_ERROR": "fail"}
        assert "needs FUNCEXT_SIZED__SIZE" in load_error(load, app, Sized, **settings)

    def test_hide_their_values_from_reporters_that_record_locals(
        self, app: func.FunctionApp
    ) -> None:
        """The list holds instances, whose reprs may show what they were built with."""
        secretive = Sized(1, "hunter2")
        with pytest.raises(LoadError) as caught:
            load(app, secretive, secretive)
        frames = [frame.frame.f_locals for frame in caught.traceback][2:]
        assert frames
        assert not any("plugins" in local or "own" in local for local in frames)


class TestRequire:
    def test_accepts_them(self, app: func.FunctionApp) -> None:
        plugins = install(app, plugins=[Audit()], settings={}, require=["audit"])
        with pytest.raises(LoadError, match="'audit' cannot be removed: the app requires it"):
            plugins.unregister("audit")

    def test_names_why_one_was_skipped(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        settings = {"FUNCEXT_ON_LOAD_ERROR": "skip"}
        message = load_error(install, app, plugins=[Sized], settings=settings, require="sized")
        assert message == (
            "the app requires plugin 'sized', which is not enabled: plugin 'sized' needs "
            "FUNCEXT_SIZED__SIZE, which is not set: set it"
        )

    def test_what_is_unregistered_is_gone(self, app: func.FunctionApp) -> None:
        plugins = load(app, Audit(), RateLimit())
        plugins.unregister("audit")
        assert names(plugins) == ["rate_limit"]


class TestGuards:
    def test_that_cover_nothing_stop_the_app(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        load(app, Guard())
        add_function(app)
        message = load_error(app.get_functions)
        assert message.startswith(
            "plugin 'guard': its FUNCTIONS pattern 'api*' matches no function"
        )

    def test_fail_the_invocation(self, app: func.FunctionApp) -> None:
        class Closed(Guard):
            functions = "*"

            @hookimpl
            def pre_invocation(self) -> None:
                raise PermissionError

        load(app, Closed())
        add_function(app)
        (function,) = app.get_functions()
        with pytest.raises(PermissionError):
            function.get_user_function()(req=None, seen=[])


class TestDisabled:
    @pytest.mark.parametrize(
        "guard",
        [Guard, Guard(), module_of("guard", on_error="fail", functions=["api*"])],
        ids=["class", "instance", "module"],
    )
    def test_guards_are_named_with_their_functions(
        self, app: func.FunctionApp, caplog: pytest.LogCaptureFixture, guard: object
    ) -> None:
        plugins = load(app, guard, Audit(), FUNCEXT_DISABLED="1")
        for name in ("api_one", "hello", "api_two"):
            add_plain_function(app, name)
        functions = app.get_functions()
        assert functions[0] is app._function_builders[0]._function
        assert len(plugins) == 0
        errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
        assert errors == [
            (
                "FUNCEXT_DISABLED is set: functions are served without their guards: 'guard' of "
                "api_one, api_two"
            )
        ]

    def test_no_class_is_built_and_no_setting_can_stop_the_app(
        self, app: func.FunctionApp, caplog: pytest.LogCaptureFixture
    ) -> None:
        class Connects:
            def __init__(self) -> None:
                raise SystemExit

        settings = {
            "FUNCEXT_DISABLED": "1",
            "FUNCEXT_CONNECTS__ON_ERROR": "maybe",
            "FUNCEXT_SIZED__SIZE": "x",
        }
        load(app, Connects, Sized, **settings)
        add_plain_function(app, "hello")
        app.get_functions()
        errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
        # Whether it is a guard, the setting does not say: then it may be one.
        assert len(errors) == 1
        assert errors[0].endswith(": 'connects' of hello")

    @pytest.mark.parametrize(
        ("settings", "ignored"),
        [
            ({}, "; install(plugins=[...]) is ignored: 'guard', 'audit'"),
            (
                {"FUNCEXT_PLUGINS": "timer"},
                (
                    "; the selection 'timer' is ignored; install(plugins=[...]) is ignored: "
                    "'guard', 'audit'"
                ),
            ),
        ],
        ids=["no-selection", "selection"],
    )
    def test_the_log_names_all_that_is_ignored(
        self,
        app: func.FunctionApp,
        caplog: pytest.LogCaptureFixture,
        settings: dict[str, str],
        ignored: str,
    ) -> None:
        load(app, Guard, Audit(), FUNCEXT_DISABLED="1", **settings)
        assert [record.getMessage() for record in caplog.records] == [
            f"FUNCEXT_DISABLED is set: no plugin is enabled{ignored}"
        ]

    def test_require_says_so(self, app: func.FunctionApp, load_error: LoadErrorText) -> None:
        settings = {"FUNCEXT_DISABLED": "1"}
        message = load_error(install, app, plugins=[Guard()], settings=settings, require="guard")
        assert message.endswith("FUNCEXT_DISABLED is set; remove it")


class TestASecondCall:
    def test_without_a_guard_only_warns(
        self, app: func.FunctionApp, caplog: pytest.LogCaptureFixture
    ) -> None:
        plugins = load(app)
        assert load(app, Audit(), Guard(), FUNCEXT_GUARD__ON_ERROR="log") is plugins
        assert "install() was called twice for one app: the second call" in caplog.text

    @pytest.mark.parametrize("first", [(), (Audit(),), (Guard(),)], ids=["none", "other", "equal"])
    @pytest.mark.parametrize("second", [Guard(), ("sentry", Guard())], ids=["plain", "named"])
    def test_with_a_guard_is_refused(
        self,
        app: func.FunctionApp,
        load_error: LoadErrorText,
        first: tuple[object, ...],
        second: object,
    ) -> None:
        load(app, *first)
        assert load_error(load, app, second).startswith(
            "install() was called twice for one app, and the second call brings guard '"
        )

    @pytest.mark.parametrize("guard", [Guard(), Guard], ids=["instance", "class"])
    def test_with_the_same_guard_only_warns(self, app: func.FunctionApp, guard: object) -> None:
        plugins = load(app, guard)
        assert load(app, guard) is plugins

    def test_with_a_guard_that_both_calls_disable_only_warns(self, app: func.FunctionApp) -> None:
        plugins = load(app, Guard(), FUNCEXT_DISABLED="1")
        assert load(app, Guard(), FUNCEXT_DISABLED="1") is plugins


class TestWorkerExtensions:
    def test_for_one_function_belong_above_it(
        self, app: func.FunctionApp, load_error: LoadErrorText
    ) -> None:
        class Timing(func.FuncExtensionBase):
            def __init__(self) -> None: ...

        # Without calling the class, which would register the instance with the SDK.
        extension = Timing.__new__(Timing)
        assert load_error(load, app, extension) == (
            "plugin 'timing' is a Timing, a worker extension for one function: put "
            "@funcext_core.use(...) directly above that function"
        )
