"""`plugin`, which declares on a plugin's class what class attributes declare."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Callable
from typing import Any, ClassVar

import attrs
import azure.functions as func
import pytest

import funcext_core
from distributions import Distributions
from funcext_core import PluginHost, hookimpl, install, plugin, use


LoadErrorText = Callable[..., str]

EVERYTHING: dict[str, Any] = {
    "on_error": "fail",
    "functions": ("api_*", "!health"),
    "triggers": "httpTrigger",
    "before": ("timer",),
    "after": ("audit-log", "guard"),
    "requires": ("base",),
    "conflicts": ("other",),
    "warm": ("json.tool",),
}
"""A value of each argument."""

KINDS = [
    pytest.param(lambda cls: cls, id="plain"),
    pytest.param(attrs.define, id="attrs"),
    pytest.param(attrs.define(slots=False), id="attrs-dict"),
    pytest.param(attrs.frozen, id="attrs-frozen"),
    pytest.param(dataclasses.dataclass, id="dataclass"),
    pytest.param(dataclasses.dataclass(slots=True), id="dataclass-slots"),
    pytest.param(dataclasses.dataclass(frozen=True, slots=True), id="dataclass-frozen"),
]


def hooked() -> type:
    """Return a new class with a hook and options."""

    class Checks:
        level: int = 1

        @hookimpl
        def pre_invocation(self) -> None: ...

    return Checks


def declared_by(cls: type) -> dict[str, object]:
    return {name: getattr(cls, name) for name in EVERYTHING if hasattr(cls, name)}


class TestWhatItSets:
    @pytest.mark.parametrize("make", KINDS)
    @pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
    def test_is_what_it_is_given_in_either_order(self, make: Any, above: bool) -> None:
        declare = plugin(**EVERYTHING)
        cls = declare(make(hooked())) if above else make(declare(hooked()))
        assert declared_by(cls) == EVERYTHING
        assert cls().level == 1

    @pytest.mark.parametrize("argument", EVERYTHING)
    def test_is_nothing_else(self, argument: str) -> None:
        value = EVERYTHING[argument]
        assert declared_by(plugin(**{argument: value})(hooked())) == {argument: value}

    def test_is_nothing_without_arguments(self) -> None:
        assert declared_by(plugin()(hooked())) == {}

    def test_is_the_class_itself(self) -> None:
        cls = hooked()
        assert plugin(on_error="log")(cls) is cls

    def test_does_not_change_with_a_list(self) -> None:
        names = ["timer"]
        cls: Any = plugin(functions=names, before=names)(hooked())
        names.append("more")
        assert (cls.functions, cls.before) == (("timer",), ("timer",))

    def test_is_inherited_and_overridden_as_attributes_are(self) -> None:
        base = plugin(on_error="fail", functions="a*")(hooked())
        derived = plugin(on_error="log")(type("Derived", (base,), {"functions": "b*"}))
        assert declared_by(derived) == {"on_error": "log", "functions": "b*"}
        assert declared_by(base) == {"on_error": "fail", "functions": "a*"}

    def test_may_be_said_in_parts(self) -> None:
        cls = plugin(on_error="fail")(plugin(functions="a*")(hooked()))
        assert declared_by(cls) == {"on_error": "fail", "functions": "a*"}


class TestMistakes:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ({"on_error": "Fail"}, "on_error = 'Fail': expected log or fail"),
            ({"on_error": True}, "on_error = True: expected log or fail"),
            ({"functions": 1}, "functions = 1 is neither a str nor a list of str"),
            ({"functions": ["a", 1]}, "functions = ['a', 1] is neither a str nor a list of str"),
            ({"functions": []}, "functions is empty: write patterns, or leave it out"),
            ({"triggers": " , "}, "triggers is empty: write patterns, or leave it out"),
            ({"before": "timer"}, "before = 'timer' is a str: write the tuple before = ('timer',)"),
            ({"after": 1}, "after = 1 is not a tuple of names: write it as in after = ('timer',)"),
            ({"requires": [1]}, "requires has 1, which is not a name"),
            ({"conflicts": ("No",)}, "conflicts: 'No' is not a valid plugin name"),
            ({"warm": ("a b",)}, "warm has 'a b', which is not the name of a module"),
        ],
        ids=str,
    )
    def test_in_a_value(
        self, load_error: LoadErrorText, arguments: dict[str, Any], said: str
    ) -> None:
        cls = hooked()
        assert load_error(plugin(**arguments), cls).startswith(f"plugin 'Checks': {said}")
        assert declared_by(cls) == {}

    def test_nothing_is_set_if_one_value_is_wrong(self, load_error: LoadErrorText) -> None:
        cls = hooked()
        wrong: Any = "Fail"
        load_error(plugin(functions="a*", on_error=wrong), cls)
        assert declared_by(cls) == {}

    @pytest.mark.parametrize("first", [True, False], ids=["attribute", "decorator"])
    def test_in_what_the_class_says_too(self, load_error: LoadErrorText, first: bool) -> None:
        cls: Any = hooked()
        if first:
            cls.on_error = "log"
        else:
            plugin(on_error="fail")(cls)
        assert load_error(plugin(on_error="fail"), cls) == (
            "plugin 'Checks': on_error is declared twice, by plugin() and in the class; remove one"
        )

    @pytest.mark.parametrize("make", [attrs.define, dataclasses.dataclass])
    def test_in_what_is_a_field(self, load_error: LoadErrorText, make: Any) -> None:
        class Fields:
            before: tuple[str, ...] = ()

        assert "is declared twice" in load_error(plugin(before=("timer",)), make(Fields))

    @pytest.mark.parametrize(
        ("thing", "said"),
        [
            (lambda: None, "'TestMistakes.<lambda>', of type function, which is not a class: put"),
            (hooked()(), "an object of type Checks, which is not a class: put it above a plugin's"),
            (sys, "an object of type module, which is not a class"),
            ("guard", "an object of type str, which is not a class"),
        ],
        ids=["function", "instance", "module", "name"],
    )
    def test_in_what_it_is_applied_to(
        self, load_error: LoadErrorText, thing: Any, said: str
    ) -> None:
        message = load_error(plugin(on_error="fail"), thing)
        assert message.startswith(f"plugin() is applied to {said}")

    def test_in_an_argument(self) -> None:
        declare: Any = plugin
        with pytest.raises(TypeError, match="unexpected keyword argument 'one_error'"):
            declare(one_error="fail")
        with pytest.raises(TypeError, match="takes 0 positional arguments but 1 was given"):
            declare(hooked())

    def test_stop_an_app_with_one_line(
        self, distributions: Distributions, load_error: LoadErrorText
    ) -> None:
        source = (
            "from funcext_core import plugin, hookimpl\n@plugin(on_error='Fail')\nclass Guard:\n"
            "    @hookimpl\n    def pre_invocation(self): ...\n"
        )
        distributions.write("guards", {"guard": "guarding:Guard"}, {"guarding": source})
        for skip in ("fail", "skip"):
            settings = {"FUNCEXT_PLUGINS": "guard", "FUNCEXT_ON_LOAD_ERROR": skip}
            assert load_error(install, func.FunctionApp(), settings=settings).endswith(
                "LoadError: plugin 'Guard': on_error = 'Fail': expected log or fail"
            )


class TestEffect:
    def enabled(self, distributions: Distributions, cls: type, **settings: str) -> PluginHost:
        distributions.add("my-plugins", {"checks": cls})
        values = {"FUNCEXT_PLUGINS": "checks", **settings}
        return install(func.FunctionApp(), settings=values)

    def test_is_that_of_the_attributes(self, distributions: Distributions) -> None:
        cls = plugin(on_error="fail", functions=["api*"], triggers="timerTrigger")(hooked())
        (described,) = self.enabled(distributions, cls).describe()["plugins"]
        assert described["on_error"] == "fail"
        assert described["functions"] == ["api*"]
        assert described["triggers"] == ["timertrigger"]

    def test_yields_to_the_settings(self, distributions: Distributions) -> None:
        cls = plugin(on_error="fail", functions="api*")(hooked())
        settings = {"FUNCEXT_CHECKS__ON_ERROR": "log", "FUNCEXT_CHECKS__FUNCTIONS": "b*"}
        (described,) = self.enabled(distributions, cls, **settings).describe()["plugins"]
        assert (described["on_error"], described["functions"]) == ("log", ["b*"])

    def test_holds_for_use_and_plugins_of_the_app(self) -> None:
        cls = plugin(on_error="fail")(hooked())
        app = func.FunctionApp()
        plugins = install(app, plugins=[cls], settings={})

        @app.route(route="hello")
        @use(cls())
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        app.get_functions()
        assert [described["on_error"] for described in plugins.describe()["plugins"]] == [
            "fail",
            "fail",
        ]

    def test_an_option_keeps_its_class_variable(self) -> None:
        @plugin(on_error="fail")
        @attrs.define
        class Guard:
            names: ClassVar[tuple[str, ...]] = ()
            level: int = 1

        assert [field.name for field in attrs.fields(Guard)] == ["level"]


def test_it_is_imported_when_it_is_first_used() -> None:
    program = (
        "import sys, funcext_core\nname = 'funcext_core._plugins.plugin_decorator'\n"
        "print(name in sys.modules)\nfuncext_core.plugin\nprint(name in sys.modules)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert ran.stdout.split() == ["False", "True"]
    assert {"plugin", "Secret", "secret", "use"} <= set(funcext_core.__all__)
