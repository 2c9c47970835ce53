"""Plugins declare beside which others they are enabled, and in which order."""

from __future__ import annotations

import dataclasses
import logging
import sys
import time
import types
from collections.abc import Callable
from typing import Any, ClassVar

import attrs
import azure.functions as func
import pytest

from distributions import Distributions
from funcext_core import PluginHost, hookimpl, install, use
from funcext_core._settings.general import parse_selection


LoadErrorText = Callable[..., str]

SKIP = {"FUNCEXT_ON_LOAD_ERROR": "skip"}


def plugin(**attributes: object) -> type:
    """Return a plugin's class with these class attributes."""

    def pre_invocation(self: object) -> None: ...

    return type("Plugin", (), {"pre_invocation": hookimpl(pre_invocation), **attributes})


def guard(**attributes: object) -> type:
    return plugin(on_error="fail", **attributes)


def load(selection: str, **settings: str) -> PluginHost:
    if "*" in selection:
        # What the environment of the tests has installed.
        selection += ", !timer"
    return install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": selection, **settings})


def order(selection: str, **settings: str) -> str:
    return " ".join(plugin.name for plugin in load(selection, **settings))


@pytest.fixture
def installed(distributions: Distributions) -> Callable[..., None]:
    """A function that installs plugins by name."""

    def install_plugins(**plugins: object) -> None:
        named = {name.replace("__", "-"): plugin for name, plugin in plugins.items()}
        distributions.add("x", named)

    return install_plugins


@pytest.fixture
def warnings(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """A function that returns the warnings so far, without the one about the star."""
    caplog.set_level(logging.WARNING, "funcext")
    return lambda: [
        record.getMessage() for record in caplog.records if "has a '*'" not in record.getMessage()
    ]


GONE = "it is not installed: pip install its package, and add that to requirements.txt"
Warnings = Callable[[], list[str]]
Installed = Callable[..., None]


class TestInsideTheStar:
    def test_before_and_after_are_obeyed(self, installed: Installed, warnings: Warnings) -> None:
        installed(a=plugin(after=("c",)), b=plugin(), c=plugin(), d=plugin(before=["b"]))
        assert order("*") == "c a d b"
        assert warnings() == []

    def test_names_that_are_not_selected_do_not_count(
        self, installed: Installed, warnings: Warnings
    ) -> None:
        installed(a=plugin(after=("b", "gone")), b=plugin(before=("gone",), conflicts=("gone",)))
        assert order("*, !b") == "a"
        assert order("a") == "a"
        assert order("*") == "b a"
        assert warnings() == []

    def test_joints_of_names_are_the_same(self, installed: Installed) -> None:
        installed(audit__log=plugin(after=("x.ray",)), x_ray=plugin(before=("audit_log",)))
        assert order("*") == "x_ray audit-log"

    def test_what_is_declared_takes_precedence_over_markers(
        self, distributions: Distributions
    ) -> None:
        class Outermost:
            after = ("z",)

            @hookimpl(tryfirst=True)
            def pre_invocation(self) -> None: ...

        distributions.add("x", {"a": plugin(), "b": Outermost, "z": plugin()})
        assert order("*") == "z b a"

    def test_a_circle_is_refused(self, installed: Installed, load_error: LoadErrorText) -> None:
        installed(
            a=plugin(before=("b",)),
            b=plugin(before=("c",)),
            c=plugin(),
            d=plugin(before=("a",), after=("c",)),
        )
        assert load_error(load, "*") == (
            "FUNCEXT_PLUGINS: the plugins that '*' stands for cannot be put in order: plugin 'a' "
            "asks to be outside 'b', 'b' asks to be outside 'c', 'd' asks to be inside 'c', 'd' "
            "asks to be outside 'a'; write their names out, in the order that you need"
        )
        assert order("a, b, c, d") == "a b c d"

    def test_a_circle_can_be_skipped(self, installed: Installed) -> None:
        installed(a=plugin(before=("b",)), b=plugin(before=("a",)), c=plugin())
        assert order("*", **SKIP) == "a c"

    def test_a_circle_with_guards_leaves_out_none_of_them(
        self, installed: Installed, load_error: LoadErrorText
    ) -> None:
        installed(a=plugin(before=("b",)), b=guard(before=("a",)))
        assert order("*", **SKIP) == "b"
        installed(c=guard(before=("d",)), d=guard(before=("c",)))
        assert "plugin 'c' asks to be outside 'd'" in load_error(load, "*, !a", **SKIP)

    def test_a_written_name_closes_no_circle(
        self, installed: Installed, warnings: Warnings
    ) -> None:
        installed(a=plugin(before=("w",)), b=plugin(before=("a",)), w=plugin(before=("b",)))
        assert order("w, *") == "w b a"
        assert warnings() == [
            (
                "FUNCEXT_PLUGINS: plugin 'a' asks to be outside 'w'; the order written holds; no "
                "order does what all of them ask: 'w' asks to be outside 'b', 'b' asks to be "
                "outside 'a', 'a' asks to be outside 'w'"
            )
        ]


class TestAgainstWhatIsWrittenOut:
    @pytest.mark.parametrize(
        ("selection", "kept", "line"),
        [
            ("a, b", "a b", "b, a"),
            ("x:a, b", "a b", "b, x:a"),
            ("a, c, b", "a c b", "b, a, c"),
            ("a, *", "a b c", "b, a, *"),
            ("*, b", "a c b", "*, b, a"),
            ("*, b, !c", "a b", "*, b, a, !c"),
        ],
    )
    def test_the_order_written_holds(
        self, installed: Installed, warnings: Warnings, selection: str, kept: str, line: str
    ) -> None:
        installed(a=plugin(after=("b",)), b=plugin(), c=plugin())
        assert order(selection) == kept
        line += ", !timer" if "*" in line else ""
        (warning,) = warnings()
        assert warning == (
            "FUNCEXT_PLUGINS: plugin 'a' asks to be inside 'b'; the order written holds; to do as "
            f"they ask, write FUNCEXT_PLUGINS={line}"
        )
        host = install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": line})
        names = [plugin.name for plugin in host]
        assert names.index("b") < names.index("a")
        assert sorted(names) == sorted(kept.split())
        assert warnings() == [warning]

    def test_one_warning_has_them_all(self, installed: Installed, warnings: Warnings) -> None:
        installed(a=plugin(after=("b", "c")), b=plugin(before=("a",)), c=plugin())
        assert order("a, b, c") == "a b c"
        (warning,) = warnings()
        assert warning.endswith("write FUNCEXT_PLUGINS=b, c, a")
        assert warning.count("asks to be") == 2

    def test_the_line_keeps_what_was_skipped(
        self, installed: Installed, warnings: Warnings
    ) -> None:
        installed(a=plugin(after=("b",)), b=plugin(), broken=plugin(tryrequires=3), c=object())
        assert order("a, c, b", **SKIP) == "a b"
        assert warnings()[-1].endswith("write FUNCEXT_PLUGINS=b, a, c")

    def test_the_line_names_the_distribution_where_two_have_a_name(
        self, distributions: Distributions, warnings: Warnings
    ) -> None:
        distributions.add("one", {"a": plugin(), "b": plugin()})
        distributions.add("two", {"a": plugin(before=("b",))})
        assert order("b, *, !one:a") == "b a"
        (warning,) = warnings()
        line = warning.rpartition("=")[2]
        assert line == "two:a, b, *, !one:a, !timer"
        assert parse_selection(line).everything


class TestRequires:
    def test_a_plugin_that_is_selected_is_enough(
        self, installed: Installed, warnings: Warnings
    ) -> None:
        installed(a=plugin(requires=("b",)), b=plugin())
        assert order("a, b") == "a b"
        assert order("*") == "a b"
        assert order("b, *") == "b a"
        assert warnings() == []

    @pytest.mark.parametrize(
        ("selection", "requires", "fix"),
        [
            ("a", "b", "add 'b' to FUNCEXT_PLUGINS"),
            ("*, !b", "b", "remove '!b' from FUNCEXT_PLUGINS"),
            ("*, !x:b", "b", "remove '!x:b' from FUNCEXT_PLUGINS"),
            ("a", "gone", GONE),
        ],
    )
    def test_a_plugin_that_is_missing_is_an_error(
        self,
        installed: Installed,
        load_error: LoadErrorText,
        selection: str,
        requires: str,
        fix: str,
    ) -> None:
        installed(a=plugin(requires=(requires,)), b=plugin())
        assert load_error(load, selection) == (
            f"plugin 'a' requires {requires!r}, which is not enabled: {fix}"
        )

    def test_skip_leaves_out_all_that_depend_on_it(
        self, installed: Installed, caplog: pytest.LogCaptureFixture
    ) -> None:
        installed(a=plugin(requires=("b",)), b=plugin(requires=("c",)), c=object(), d=plugin())
        host = load("a, b, c, d", **SKIP)
        assert [plugin.name for plugin in host] == ["d"]
        assert set(host.describe()["skipped"]) == {"a", "b", "c"}
        errors = [record for record in caplog.records if record.levelno == logging.ERROR]
        assert len(errors) == 3

    def test_a_guard_is_never_left_out(
        self, installed: Installed, load_error: LoadErrorText
    ) -> None:
        installed(a=guard(requires=("b",)), b=plugin(requires=("gone",)))
        assert load_error(load, "a, b", **SKIP).startswith("plugin 'a' requires 'b', which is not")

    def test_the_app_may_require_what_was_left_out(
        self, installed: Installed, load_error: LoadErrorText
    ) -> None:
        installed(a=plugin(requires=("gone",)))
        settings = {"FUNCEXT_PLUGINS": "a", **SKIP}
        message = load_error(install, func.FunctionApp(), settings=settings, require=["a"])
        assert message.startswith("the app requires plugin 'a', which is not enabled: plugin 'a'")

    def test_a_required_plugin_cannot_be_removed(
        self, installed: Installed, load_error: LoadErrorText
    ) -> None:
        installed(a=plugin(requires=("b",)), b=plugin())
        host = load("a, b")
        assert load_error(host.unregister, "b") == (
            "plugin 'b' cannot be removed: plugin 'a' requires it"
        )
        host.unregister("a")
        host.unregister("b")

    def test_disabled_plugins_require_nothing(self, installed: Installed) -> None:
        installed(a=plugin(requires=("gone",)))
        assert order("a", FUNCEXT_DISABLED="1") == ""


class TestConflicts:
    @pytest.mark.parametrize(
        ("selection", "fix"),
        [
            ("a, b", "remove 'a' from FUNCEXT_PLUGINS or remove 'b' from FUNCEXT_PLUGINS"),
            ("*", "add '!a' to FUNCEXT_PLUGINS or add '!b' to FUNCEXT_PLUGINS"),
            ("b, *", "add '!a' to FUNCEXT_PLUGINS or remove 'b' from FUNCEXT_PLUGINS"),
        ],
    )
    def test_are_an_error(
        self, installed: Installed, load_error: LoadErrorText, selection: str, fix: str
    ) -> None:
        installed(a=plugin(conflicts=("b",)), b=plugin())
        assert load_error(load, selection) == (
            f"plugin 'a' conflicts with 'b', and both are enabled: {fix}"
        )

    def test_skip_leaves_out_the_one_that_declares_it(self, installed: Installed) -> None:
        installed(a=plugin(conflicts=("b",)), b=plugin(), c=guard(conflicts=("d",)), d=plugin())
        assert order("a, b", **SKIP) == "b"
        assert order("d, c", **SKIP) == "c"

    def test_skip_leaves_out_no_guard(
        self, installed: Installed, load_error: LoadErrorText
    ) -> None:
        installed(a=guard(conflicts=("b",)), b=guard())
        assert load_error(load, "a, b", **SKIP).startswith("plugin 'a' conflicts with 'b'")


class TestPluginsOfTheApp:
    """Those of `install(plugins=[...])` are inside the setting's."""

    def load(self, selection: str, *own: object, **settings: str) -> list[str]:
        settings["FUNCEXT_PLUGINS"] = selection
        host = install(func.FunctionApp(), plugins=own, settings=settings)
        return [plugin.name for plugin in host]

    def test_meet_requirements_and_have_some(
        self, installed: Installed, load_error: LoadErrorText
    ) -> None:
        installed(a=plugin(requires=("own",)), b=plugin())
        assert self.load("a", ("own", plugin())) == ["a", "own"]
        assert self.load("b", ("own", plugin(requires=("b",)))) == ["b", "own"]
        own = ("own", plugin(requires=("b",)))
        assert load_error(self.load, "", own) == (
            "plugin 'own' requires 'b', which is not enabled: add 'b' to FUNCEXT_PLUGINS"
        )
        assert self.load("", own, **SKIP) == []

    def test_conflict(self, installed: Installed, load_error: LoadErrorText) -> None:
        installed(a=plugin(conflicts=("own",)))
        assert load_error(self.load, "a", ("own", plugin())) == (
            "plugin 'a' conflicts with 'own', and both are enabled: remove 'a' from "
            "FUNCEXT_PLUGINS or remove 'own' from install(plugins=[...])"
        )

    def test_keep_the_order_written(self, warnings: Warnings) -> None:
        own = [("one", plugin(after=("two",))), ("two", plugin())]
        assert self.load("", *own) == ["one", "two"]
        assert warnings() == [
            (
                "install(plugins=[...]): plugin 'one' asks to be inside 'two'; the order written "
                "holds; to do as they ask, write them in the order two, one"
            )
        ]

    def test_stay_inside_the_settings(self, installed: Installed, warnings: Warnings) -> None:
        installed(a=plugin(after=("own",)))
        assert self.load("a", ("own", plugin())) == ["a", "own"]
        assert warnings() == [
            (
                "install(plugins=[...]): plugin 'a' asks to be inside 'own'; plugins in code are "
                "inside those of FUNCEXT_PLUGINS, whatever they declare"
            )
        ]


class Audit:
    requires = ("auth",)

    @hookimpl
    def pre_invocation(self) -> None: ...


class Auth:
    before = ("audit",)

    @hookimpl
    def pre_invocation(self) -> None: ...


class Rival:
    conflicts = ("auth",)

    @hookimpl
    def pre_invocation(self) -> None: ...


class TestUse:
    def serve(self, *plugins: object, selection: str = "", **settings: str) -> None:
        app = func.FunctionApp()
        install(app, settings={"FUNCEXT_PLUGINS": selection, **settings})

        @app.route(route="hello")
        @use(*plugins)
        def hello(req: func.HttpRequest) -> str:
            raise AssertionError

        app.get_functions()

    def test_requirements_are_met_around_the_function(self, distributions: Distributions) -> None:
        distributions.add("x", {"auth": Auth})
        self.serve(Auth(), Audit())
        self.serve(Audit(), selection="auth")

    def test_requirements_are_checked(
        self, distributions: Distributions, load_error: LoadErrorText
    ) -> None:
        distributions.add("x", {"auth": Auth})
        message = (
            "use() around 'hello': plugin 'audit' requires 'auth', which is not around it: name it "
            "in FUNCEXT_PLUGINS, or put it before 'audit'"
        )
        assert load_error(self.serve, Audit()) == message
        elsewhere = {"FUNCEXT_AUTH__FUNCTIONS": "hell*, !hello"}
        assert load_error(self.serve, Audit(), selection="auth", **elsewhere) == message

    @pytest.mark.parametrize("pair", [(Rival(), Auth()), (Auth(), Rival())])
    def test_conflicts_are_checked(
        self, distributions: Distributions, load_error: LoadErrorText, pair: tuple[object, object]
    ) -> None:
        message = "use() around 'hello': plugin 'rival' conflicts with 'auth'; remove one of them"
        assert load_error(self.serve, *pair) == message
        distributions.add("x", {"auth": Auth, "rival": Rival})
        assert load_error(self.serve, Auth(), selection="rival") == message
        assert load_error(self.serve, Rival(), selection="auth") == message

    def test_the_order_written_holds(self, warnings: Warnings) -> None:
        self.serve(Audit(), Auth())
        assert warnings() == [
            (
                "use() around 'hello': plugin 'auth' asks to be outside 'audit'; the order written "
                "holds; to do as they ask, write them in the order auth, audit"
            )
        ]

    def test_the_setting_stays_outside(
        self, distributions: Distributions, warnings: Warnings
    ) -> None:
        distributions.add("x", {"audit": plugin()})
        self.serve(Auth(), selection="audit")
        assert warnings() == [
            (
                "use() around 'hello': plugin 'auth' asks to be outside 'audit'; plugins in code "
                "are inside those of FUNCEXT_PLUGINS, whatever they declare"
            )
        ]


class TestDeclarations:
    @pytest.mark.parametrize("attribute", ["before", "after", "requires", "conflicts"])
    @pytest.mark.parametrize(
        ("value", "message"),
        [
            ("timer", "{a} = 'timer' is a str: write the tuple {a} = ('timer',)"),
            ("t, u", "{a} = 't, u' is a str: write the tuple {a} = ('t', 'u')"),
            (3, "{a} = 3 is not a tuple of names: write it as in {a} = ('timer',)"),
            ({"t": 1}, "{a} = {{'t': 1}} is not a tuple of names: write it as in {a} = ('timer',)"),
            ((3,), "{a} has 3, which is not a name: write it as in {a} = ('timer',)"),
            (("me",), "{a} has 'me', the plugin itself; remove it"),
        ],
    )
    def test_are_names(
        self,
        installed: Installed,
        load_error: LoadErrorText,
        attribute: str,
        value: object,
        message: str,
    ) -> None:
        installed(me=plugin(**{attribute: value}))
        assert load_error(load, "me") == f"plugin 'me': {message.format(a=attribute)}"

    def test_are_valid_names(self, installed: Installed, load_error: LoadErrorText) -> None:
        installed(me=plugin(requires=("Timer",)))
        assert load_error(load, "me").startswith(
            "plugin 'me': requires: 'Timer' is not a valid plugin name: did you mean 'timer'?"
        )

    @pytest.mark.parametrize(("one", "other"), [("before", "after"), ("requires", "conflicts")])
    def test_do_not_contradict_each_other(
        self, installed: Installed, load_error: LoadErrorText, one: str, other: str
    ) -> None:
        installed(me=plugin(**{one: ("a-b",), other: ["a_b"]}))
        assert load_error(load, "me") == (
            f"plugin 'me': {one} and {other} both have 'a-b'; remove one"
        )

    def test_can_be_global_variables_of_a_module(self, distributions: Distributions) -> None:
        source = (
            "from funcext_core import hookimpl\nbefore = ['a']\n@hookimpl\ndef app_start(): ..."
        )
        distributions.write("x", {"z": "ordered_module"}, {"ordered_module": source})
        distributions.add("y", {"a": plugin()})
        assert order("*") == "z a"

    def test_are_inherited_and_replaced(self, installed: Installed) -> None:
        base = plugin(after=("z",))
        heir = type("Heir", (base,), {})
        free = type("Free", (base,), {"after": ()})
        installed(a=free, b=heir, z=plugin())
        assert order("*") == "a z b"

    def test_may_be_sets(self, installed: Installed) -> None:
        installed(a=plugin(after={"b", "c"}), b=plugin(), c=plugin(before=frozenset({"b"})))
        assert order("*") == "c b a"

    def test_methods_modules_and_options_of_that_name_declare_nothing(
        self, distributions: Distributions
    ) -> None:
        @attrs.define
        class Options:
            after: float = 1.5
            requires: list[str] = attrs.field(factory=list)

            @hookimpl
            def pre_invocation(self) -> None: ...

        @dataclasses.dataclass
        class Data:
            after: str = "timer"

            @hookimpl
            def pre_invocation(self) -> None: ...

        class Methods:
            conflicts = types.ModuleType("conflicts")
            requires: ClassVar[object] = None

            def __init__(self) -> None:
                self.after = time.monotonic()

            @property
            def warm(self) -> str:
                raise AssertionError

            @hookimpl
            def pre_invocation(self) -> None: ...

            def before(self) -> None:
                raise AssertionError

        distributions.add("x", {"data": Data(), "methods": Methods, "options": Options})
        assert order("*", FUNCEXT_OPTIONS__REQUIRES="gone") == "data methods options"

    def misplaced(self) -> dict[str, object]:
        @attrs.define
        class Field:
            before: tuple[str, ...] = ("timer",)

            @hookimpl
            def pre_invocation(self) -> None: ...

        @dataclasses.dataclass
        class DataField:
            before: tuple[str, ...] = ("timer",)

            @hookimpl
            def pre_invocation(self) -> None: ...

        class Instance:
            def __init__(self) -> None:
                self.before = ["timer"]

            @hookimpl
            def pre_invocation(self) -> None: ...

        return {"a field": Field, "a field ": DataField(), "set on the instance": Instance}

    @pytest.mark.parametrize("where", ["a field", "a field ", "set on the instance"])
    def test_are_not_overlooked(
        self, installed: Installed, load_error: LoadErrorText, where: str
    ) -> None:
        installed(me=self.misplaced()[where])
        assert load_error(load, "me") == (
            f"plugin 'me': 'before' is {where.strip()}; make it a plain class attribute (in an "
            "attrs class or a dataclass, a ClassVar), or give what is something else another name"
        )

    @pytest.mark.parametrize("annotation", [("auth",), ["auth"], "('auth',)"])
    def test_need_an_equals_sign(
        self, installed: Installed, load_error: LoadErrorText, annotation: object
    ) -> None:
        installed(me=plugin(__annotations__={"requires": annotation}))
        assert load_error(load, "me").startswith(
            "plugin 'me': 'requires' is annotated without a value; write requires = "
        )

    def test_annotations_that_are_types_declare_nothing(self, installed: Installed) -> None:
        annotations = {"requires": ClassVar[tuple[str, ...]], "after": float, "before": "float"}
        installed(me=plugin(__annotations__=annotations))
        assert order("me") == "me"

    def test_are_shown(self, installed: Installed) -> None:
        installed(a=plugin(before=("b",), requires=["b"], warm=("json",)), b=plugin())
        a, b = load("a, b").describe()["plugins"]
        assert a["declared"] == {"before": ["b"], "requires": ["b"], "warm": ["json"]}
        assert "declared" not in b


def test_a_selection_that_nothing_decides_imports_no_rules(installed: Installed) -> None:
    installed(a=plugin(), b=plugin())
    for name in ("declared", "neighbors", "order"):
        assert_not_imported(name, lambda: load("b, a"))


def assert_not_imported(name: str, call: Callable[[], Any]) -> None:
    module = f"funcext_core._plugins.{name}"
    before = sys.modules.pop(module, None)
    try:
        call()
        assert module not in sys.modules
    finally:
        if before is not None:
            sys.modules[module] = before
