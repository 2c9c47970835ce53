"""A plugin's own defaults are plain class attributes; what looks like one and is not is refused."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple

import attrs
import azure.functions as func
import pytest

from distributions import Distributions
from funcext_core import PluginHost, hookimpl, install, use


LoadErrorText = Callable[..., str]

SKIP = {"FUNCEXT_ON_LOAD_ERROR": "skip"}
FIX = "; make it a plain class attribute (in an attrs class, a ClassVar)"


class Hook:
    """A plugin that a guard can be made of."""

    @hookimpl
    def pre_invocation(self) -> None: ...


class OnTheInstance(Hook):
    def __init__(self) -> None:
        self.on_error = "fail"


class InItsDict(Hook):
    def __init__(self) -> None:
        vars(self).update({"on_error": "fail"})


class InASlot(Hook):
    __slots__ = ("on_error",)

    def __init__(self) -> None:
        self.on_error = "fail"


@attrs.define
class AttrsField(Hook):
    on_error: str = "fail"


@attrs.define(slots=False)
class UnslottedAttrsField(Hook):
    on_error: str = "fail"


@attrs.define(slots=False)
class AttrsFieldThatIsNoOption(Hook):
    on_error: str = attrs.field(default="fail", init=False)


@dataclasses.dataclass
class DataclassField(Hook):
    on_error: str = "fail"


class Named(NamedTuple):
    on_error: str = "fail"

    @hookimpl
    def pre_invocation(self) -> None: ...


class AnnotatedOnly(Hook):
    on_error: str


class AnnotatedWithTheValue(Hook):
    on_error: "fail"  # type: ignore[name-defined] # noqa: F821, UP037 - the mistake: a colon for `=`


class Property(Hook):
    @property
    def on_error(self) -> str:
        raise AssertionError


class Method(Hook):
    def on_error(self) -> str:
        raise AssertionError


class Meta(type):
    @property
    def on_error(cls) -> str:
        raise AssertionError


class OfTheMetaclass(Hook, metaclass=Meta):
    pass


class ByGetattr(Hook):
    def __getattr__(self, name: str) -> str:
        if name == "on_error":
            return "fail"
        raise AttributeError(name)


class ByGetattribute(Hook):
    def __getattribute__(self, name: str) -> Any:
        return "fail" if name == "on_error" else super().__getattribute__(name)


MISPLACED: dict[type, str] = {
    OnTheInstance: "set on the instance",
    InItsDict: "set on the instance",
    InASlot: "a member_descriptor",
    AttrsField: "a field",
    UnslottedAttrsField: "a field",
    AttrsFieldThatIsNoOption: "a field",
    DataclassField: "a field",
    Named: "a _tuplegetter",
    AnnotatedOnly: "annotated without a value",
    AnnotatedWithTheValue: "annotated without a value",
    Property: "a property",
    Method: "a function",
    OfTheMetaclass: "a property",
    ByGetattr: "made by __getattr__",
    ByGetattribute: "made by __getattribute__",
}


def load(name: str, settings: Mapping[str, str] | None = None) -> PluginHost:
    return install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": name, **(settings or {})})


@pytest.mark.parametrize("cls", MISPLACED, ids=lambda cls: cls.__name__)
class TestMisplacedOnError:
    @pytest.mark.parametrize("settings", [{}, SKIP], ids=["fail", "skip"])
    @pytest.mark.parametrize("as_class", [True, False], ids=["class", "instance"])
    def test_stops_the_app_also_under_skip(
        self,
        distributions: Distributions,
        load_error: LoadErrorText,
        cls: type,
        settings: Mapping[str, str],
        as_class: bool,
    ) -> None:
        distributions.add("my-plugins", {"guard": cls if as_class else cls()})
        assert load_error(load, "guard", settings) == (
            f"plugin 'guard': 'on_error' is {MISPLACED[cls]}{FIX}"
        )

    @pytest.mark.parametrize("on_error", ["log", "fail"])
    def test_is_a_mistake_whatever_the_setting_says(
        self, distributions: Distributions, load_error: LoadErrorText, cls: type, on_error: str
    ) -> None:
        distributions.add("my-plugins", {"guard": cls})
        text = load_error(load, "guard", {"FUNCEXT_GUARD__ON_ERROR": on_error})
        assert text.endswith(f"{MISPLACED[cls]}{FIX}")

    def test_is_found_by_use(self, load_error: LoadErrorText, cls: type) -> None:
        assert load_error(use, cls()).endswith(f"'on_error' is {MISPLACED[cls]}{FIX}")


class TestAModule:
    def module(self, distributions: Distributions, source: str) -> None:
        distributions.write(
            "my-plugins",
            {"guard": "guard_module"},
            {
                "guard_module": "from funcext_core import hookimpl\n"
                "@hookimpl\ndef pre_invocation(): ...\n" + source
            },
        )

    def test_has_its_defaults_as_globals(self, distributions: Distributions) -> None:
        self.module(distributions, "on_error = 'fail'\nfunctions = 'a*'\n")
        (plugin,) = load("guard").describe()["plugins"]
        assert (plugin["on_error"], plugin["functions"]) == ("fail", ["a*"])

    @pytest.mark.parametrize("settings", [{}, SKIP], ids=["fail", "skip"])
    @pytest.mark.parametrize(
        ("source", "said"),
        [
            ("VALUES = {'on_error': 'fail'}\ndef __getattr__(name): return VALUES[name]", ""),
            ("def __getattr__(name): return 'fail'", ""),
            ("def __getattr__(name): raise KeyError(name)", ", which raised KeyError: 'on_error'"),
        ],
        ids=["by-name", "any-name", "raises"],
    )
    def test_makes_no_on_error_by_getattr(
        self,
        distributions: Distributions,
        load_error: LoadErrorText,
        source: str,
        said: str,
        settings: Mapping[str, str],
    ) -> None:
        self.module(distributions, source)
        message = load_error(load, "guard", settings)
        assert message == f"plugin 'guard': 'on_error' is made by __getattr__{said}{FIX}"

    def test_may_have_a_getattr_for_other_names(self, distributions: Distributions) -> None:
        self.module(distributions, "def __getattr__(name): raise AttributeError(name)\n")
        assert "guard" in load("guard")

    def test_may_have_globals_of_similar_names(self, distributions: Distributions) -> None:
        self.module(distributions, "FUNCTIONS = TRIGGERS = ['x']\ntrigger = function = 'http'\n")
        assert "guard" in load("guard")

    def test_has_no_misspelled_on_error(
        self, distributions: Distributions, load_error: LoadErrorText
    ) -> None:
        self.module(distributions, "on_eror = 'fail'\n")
        assert "'on_eror' has no effect: did you mean 'on_error'?" in load_error(load, "guard")


class TestOtherMisplacedDefaults:
    @pytest.mark.parametrize("attribute", ["functions", "triggers"])
    def test_stop_the_app(
        self, distributions: Distributions, load_error: LoadErrorText, attribute: str
    ) -> None:
        cls = attrs.make_class("Scoped", {attribute: attrs.field(default="x")}, bases=(Hook,))
        distributions.add("my-plugins", {"scoped": cls})
        message = load_error(load, "scoped")
        assert message == f"plugin 'scoped': {attribute!r} is a field{FIX}"

    def test_can_be_skipped_unless_the_plugin_is_a_guard(
        self,
        distributions: Distributions,
        load_error: LoadErrorText,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        class Scoped(Hook):
            def __init__(self) -> None:
                self.functions = "a*"

        class Guard(Scoped):
            on_error = "fail"

        distributions.add("my-plugins", {"scoped": Scoped, "guard": Guard})
        assert list(load("scoped", SKIP)) == []
        assert "'functions' is set on the instance" in caplog.text
        assert "'functions' is set on the instance" in load_error(load, "guard", SKIP)

    def test_of_a_function_of_the_app_are_arguments_of_the_decorator(
        self, load_error: LoadErrorText
    ) -> None:
        def check() -> None: ...

        vars(check)["on_error"] = "fail"
        plugins = install(func.FunctionApp(), settings={})
        message = load_error(plugins.pre_invocation, check)
        assert message.startswith("plugin 'check': 'on_error' is set on the function")


def sets_it_later(self: object) -> None:
    vars(self)["on_error"] = "fail"


def sets_it_in_a_comprehension(self: Any) -> None:
    list(map(self.__setattr__, ["on_error"], ["fail"]))


def assigns(self: Any) -> None:
    self.on_error = "fail"


def assigns_within(self: Any) -> None:
    def inner() -> None:
        self.on_error = "fail"

    inner()


def reads(self: Any) -> None:
    str(self.on_error)


def does_nothing(self: Any) -> None: ...


class TestAClassThatCannotBeBuilt:
    """Under `skip` there is no instance to look at."""

    def add(self, distributions: Distributions, **members: object) -> None:
        cls = type("Guard", (Hook,), members)
        distributions.add("my-plugins", {"guard": cls})

    @pytest.mark.parametrize("method", ["__init__", "__attrs_post_init__", "connect"])
    @pytest.mark.parametrize(
        "code", [assigns, assigns_within, sets_it_later, sets_it_in_a_comprehension]
    )
    def test_counts_as_a_guard_if_its_code_sets_on_error(
        self,
        distributions: Distributions,
        load_error: LoadErrorText,
        method: str,
        code: Callable[..., None],
    ) -> None:
        self.add(distributions, **{method: code})
        settings = {**SKIP, "FUNCEXT_GUARD__LIMITT": "3"}
        assert "has no such option" in load_error(load, "guard", settings)

    @pytest.mark.parametrize("wrapper", [staticmethod, classmethod, property])
    def test_counts_as_a_guard_whatever_wraps_that_code(
        self, distributions: Distributions, load_error: LoadErrorText, wrapper: Callable[..., Any]
    ) -> None:
        self.add(distributions, connect=wrapper(assigns))
        settings = {**SKIP, "FUNCEXT_GUARD__LIMITT": "3"}
        assert "has no such option" in load_error(load, "guard", settings)

    def test_counts_as_a_guard_if_it_annotates_on_error(
        self, distributions: Distributions, load_error: LoadErrorText
    ) -> None:
        class Declared(Hook):
            on_error: str

        distributions.add("my-plugins", {"guard": Declared})
        settings = {**SKIP, "FUNCEXT_GUARD__LIMITT": "3"}
        assert "'on_error' is annotated without a value" in load_error(load, "guard", settings)

    @pytest.mark.parametrize("code", [reads, does_nothing])
    @pytest.mark.parametrize("members", [{}, {"on_error": "log"}], ids=["default", "log"])
    def test_is_skipped_otherwise(
        self,
        distributions: Distributions,
        caplog: pytest.LogCaptureFixture,
        code: Callable[..., None],
        members: Mapping[str, object],
    ) -> None:
        self.add(distributions, connect=code, __annotations__={}, **members)
        assert list(load("guard", {**SKIP, "FUNCEXT_GUARD__LIMITT": "3"})) == []
        assert "has no such option" in caplog.text

    def test_is_skipped_if_the_owner_says_that_it_is_no_guard(
        self, distributions: Distributions
    ) -> None:
        self.add(distributions, __init__=assigns)
        settings = {"FUNCEXT_GUARD__LIMITT": "3", "FUNCEXT_GUARD__ON_ERROR": "log"}
        assert list(load("guard", {**SKIP, **settings})) == []

    @pytest.mark.parametrize("settings", [{}, {"FUNCEXT_GUARD__ON_ERROR": "fail"}])
    def test_that_cannot_even_be_imported_counts_as_a_guard(
        self, distributions: Distributions, load_error: LoadErrorText, settings: Mapping[str, str]
    ) -> None:
        distributions.write("my-plugins", {"guard": "no_such_module"})
        assert "cannot be imported" in load_error(load, "guard", {**SKIP, **settings})

    @pytest.mark.parametrize("text", ["guard", "guard, audit"])
    def test_that_is_not_installed_counts_as_a_guard(
        self, load_error: LoadErrorText, text: str
    ) -> None:
        assert "plugin 'guard' is not installed" in load_error(load, text, SKIP)


MISSPELLED = {
    "on_eror": "on_error",
    "onerror": "on_error",
    "onError": "on_error",
    "on_errors": "on_error",
    "on_err": "on_error",
    "no_eror": "on_error",
    "_on_error": "on_error",
    "on__error": "on_error",
    "ON_ERROR": "on_error",
    "function": "functions",
    "funtions": "functions",
    "functons": "functions",
    "fucntions": "functions",
    "functionss": "functions",
    "FUNCTIONS": "functions",
    "trigger": "triggers",
    "trigers": "triggers",
    "tirggers": "triggers",
    "Triggers": "triggers",
    "conflict": "conflicts",
    "conficts": "conflicts",
    "befor": "before",
    "befroe": "before",
    "afer": "after",
    "aftr": "after",
    "afters": "after",
    "require": "requires",
    "requries": "requires",
}
OTHER_NAMES = [
    *("later", "alter", "rafter", "required", "requirements", "requests"),
    *("triggered", "is_error", "no_error", "last_error", "error", "on_exit", "on_event"),
    *("functional", "_functions", "_triggers", "_after", "before_all", "after_all", "conflicted"),
    *("BEFORE", "AFTER", "REQUIRES", "fired", "options", "name", "x"),
]


class TestMisspelledClassAttributes:
    @pytest.mark.parametrize(("attribute", "right"), MISSPELLED.items())
    def test_stop_the_app(
        self, distributions: Distributions, load_error: LoadErrorText, attribute: str, right: str
    ) -> None:
        distributions.add("my-plugins", {"guard": type("Guard", (Hook,), {attribute: "fail"})})
        message = f"its class attribute {attribute!r} has no effect: did you mean {right!r}?"
        assert load_error(load, "guard") == f"plugin 'guard': {message}"

    @pytest.mark.parametrize("attribute", OTHER_NAMES)
    def test_are_not_other_names(self, distributions: Distributions, attribute: str) -> None:
        distributions.add("my-plugins", {"guard": type("Guard", (Hook,), {attribute: "fail"})})
        assert "guard" in load("guard")

    @pytest.mark.parametrize(
        "attribute", [right for right in MISSPELLED if MISSPELLED[right] == "on_error"]
    )
    def test_of_a_guard_stop_the_app_also_under_skip(
        self, distributions: Distributions, load_error: LoadErrorText, attribute: str
    ) -> None:
        distributions.add("my-plugins", {"guard": type("Guard", (Hook,), {attribute: "fail"})})
        assert f"{attribute!r} has no effect" in load_error(load, "guard", SKIP)

    def test_are_found_before_the_class_is_built(
        self, distributions: Distributions, load_error: LoadErrorText
    ) -> None:
        class Guard(Hook):
            on_eror = "fail"

            def __init__(self, key: str) -> None: ...

        distributions.add("my-plugins", {"guard": Guard})
        assert "'on_eror' has no effect" in load_error(load, "guard", SKIP)

    def test_are_found_in_base_classes_and_instances(self, load_error: LoadErrorText) -> None:
        class Base(Hook):
            on_eror = "fail"

        class Guard(Base): ...

        assert "'on_eror' has no effect" in load_error(use, Guard())

    @pytest.mark.parametrize(
        "value",
        [
            property(lambda _: "fail"),
            lambda _: "fail",
            staticmethod(lambda: "fail"),
            classmethod(lambda _: "fail"),
            type("Trigger", (), {}),
            types,
        ],
        ids=["property", "method", "staticmethod", "classmethod", "class", "module"],
    )
    def test_are_plain_values(self, distributions: Distributions, value: object) -> None:
        distributions.add("my-plugins", {"guard": type("Guard", (Hook,), {"trigger": value})})
        assert "guard" in load("guard")

    @pytest.mark.parametrize(
        "make",
        [attrs.define, attrs.define(slots=False), dataclasses.dataclass],
        ids=["attrs", "attrs-without-slots", "dataclass"],
    )
    def test_are_not_fields(
        self, distributions: Distributions, make: Callable[[type], type]
    ) -> None:
        class Fielded(Hook):
            trigger: str = "http"
            function: str = "f"

        distributions.add("my-plugins", {"fielded": make(Fielded)})
        assert "fielded" in load("fielded")

    def test_may_be_annotated_as_class_variables_and_are_found_all_the_same(
        self, load_error: LoadErrorText
    ) -> None:
        @attrs.define
        class Guard(Hook):
            on_eror: ClassVar[str] = "fail"

        assert "'on_eror' has no effect" in load_error(use, Guard())


@pytest.mark.parametrize("value", [object(), 1, b"fail", ("fail",), types.SimpleNamespace()])
def test_an_on_error_that_is_no_text_is_refused_without_being_compared(
    load_error: LoadErrorText, value: object
) -> None:
    plugin = type("Guard", (Hook,), {"on_error": value})()
    assert "expected log or fail" in load_error(use, plugin)
