"""Options: fields of a plugin's dataclass, filled from app settings as those of an attrs class."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import KW_ONLY, InitVar, dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

import attrs
import azure.functions as func
import pytest

from distributions import Distributions
from funcext_core import LoadError, PluginHost, hookimpl, install, secret
from funcext_core._plugins.fields import RESERVED
from funcext_core._plugins.options import build, options_of


if TYPE_CHECKING:
    from decimal import Decimal


LoadErrorText = Callable[..., str]


@dataclass
class Report:
    """A plugin with options of several kinds."""

    size: int
    wait: timedelta = timedelta(0)
    to: list[str] = field(default_factory=list)
    level: str = field(default="INFO", kw_only=True)
    seen: list[str] = field(default_factory=list, init=False)
    kinds: ClassVar[tuple[str, ...]] = ()

    @hookimpl
    def post_load(self) -> None: ...


class TestBuild:
    def test_converts_by_type_and_leaves_defaults(self) -> None:
        built = build(Report, "x", {"SIZE": "3", "WAIT": "5s", "LEVEL": "DEBUG"})
        assert built == Report(3, timedelta(seconds=5), [], level="DEBUG")

    def test_makes_defaults_anew(self) -> None:
        one, other = (build(Report, "x", {"SIZE": "1"}) for _ in range(2))
        assert one.to is not other.to

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({}, "plugin 'x' needs FUNCEXT_X__SIZE, which is not set: set it"),
            ({"SIZE": "big"}, "FUNCEXT_X__SIZE=big: expected a whole number, such as 10"),
        ],
    )
    def test_names_the_setting(
        self, load_error: LoadErrorText, values: dict[str, str], message: str
    ) -> None:
        assert load_error(build, Report, "x", values) == message

    @pytest.mark.parametrize("name", ["SIZ", "SIZES", "ISZE"])
    def test_refuses_what_is_no_option(self, load_error: LoadErrorText, name: str) -> None:
        message = load_error(build, Report, "x", {"SIZE": "1", name: "1"})
        assert message.startswith(f"FUNCEXT_X__{name}: plugin 'x' has no such option: did you mean")

    @pytest.mark.parametrize(
        "options",
        [{"frozen": True}, {"slots": True}, {"frozen": True, "slots": True}, {"kw_only": True}],
        ids=str,
    )
    def test_of_every_form(self, options: dict[str, bool]) -> None:
        @dataclass(**options)
        class Formed:
            size: int
            label: str = "none"

        built = build(Formed, "x", {"SIZE": "3"})
        assert (built.size, built.label) == (3, "none")

    def test_keyword_only_fields(self) -> None:
        @dataclass
        class Keywords:
            one: int = 1
            _: KW_ONLY
            two: int

        assert build(Keywords, "x", {"TWO": "2"}) == Keywords(two=2)

    def test_fills_options_of_base_classes(self) -> None:
        @dataclass
        class Derived(Report):
            more: int = 0

        assert build(Derived, "x", {"SIZE": "1", "MORE": "2"}) == Derived(1, more=2)

    @pytest.mark.parametrize("base_first", [True, False], ids=["dataclass-of-attrs", "attrs-of"])
    def test_of_mixed_classes_are_those_of_the_nearest_decorator(self, base_first: bool) -> None:
        outer, inner = (dataclass, attrs.define) if base_first else (attrs.define, dataclass)
        base: type = inner(type("Base", (), {"__annotations__": {"one": int}, "one": 1}))
        derived: type = outer(type("Derived", (base,), {"__annotations__": {"two": int}, "two": 2}))
        assert [option.name for option in options_of(derived, "x")] == ["TWO"]

    def test_does_not_need_the_types_of_what_is_not_set(self, load_error: LoadErrorText) -> None:
        @dataclass
        class TypedForTheCheckerAlone:
            amount: Decimal | None = None
            count: int = 0

        assert build(TypedForTheCheckerAlone, "x", {"COUNT": "2"}).count == 2
        message = load_error(build, TypedForTheCheckerAlone, "x", {"AMOUNT": "2"})
        assert "cannot be resolved: name 'Decimal' is not defined" in message


class TestInitVars:
    def test_are_options_that_the_instance_does_not_have(
        self, distributions: Distributions
    ) -> None:
        @dataclass
        class Scaled:
            base: InitVar[int]
            factor: InitVar[int] = 2
            label: InitVar = "none"  # type: ignore[type-arg] # as authors may write it
            result: int = field(default=0, init=False)

            def __post_init__(self, base: int, factor: int, label: str) -> None:
                self.result = base * factor

            @hookimpl
            def post_load(self) -> None: ...

        plugins = enabled(distributions, Scaled, FUNCEXT_X__BASE="3", FUNCEXT_X__LABEL="5")
        assert plugins["x"].result == 6
        (described,) = plugins.describe()["plugins"]
        assert described["options"] == {"BASE": "3", "FACTOR": "2", "LABEL": "'5'"}

    def test_without_postponed_annotations(self) -> None:
        cls: type = dataclass(
            type(
                "Plain",
                (),
                {"__annotations__": {"base": InitVar[int]}, "__post_init__": lambda *_: None},
            )
        )
        assert [option.annotation for option in options_of(cls, "x")] == [int]


@dataclass
class Checked:
    """A plugin that checks its options by itself."""

    low: int = 0
    high: int = 10

    def __post_init__(self) -> None:
        if self.low >= self.high:
            message = f"'high' must be above {self.low}"
            raise ValueError(message)


class TestPostInit:
    def test_is_quoted_with_the_only_setting(self, load_error: LoadErrorText) -> None:
        assert load_error(build, Checked, "x", {"LOW": "20"}) == (
            "FUNCEXT_X__LOW=20: 'high' must be above 20"
        )

    def test_is_quoted_with_the_setting_that_it_names(self, load_error: LoadErrorText) -> None:
        assert load_error(build, Checked, "x", {"LOW": "5", "HIGH": "4"}) == (
            "FUNCEXT_X__HIGH=4: 'high' must be above 5"
        )

    def test_is_otherwise_quoted_with_the_plugin(self, load_error: LoadErrorText) -> None:
        @dataclass
        class Broken:
            one: int = 1
            two: int = 2

            def __post_init__(self) -> None:
                raise OSError

        message = load_error(build, Broken, "x", {"ONE": "1", "TWO": "2"})
        assert message == "plugin 'x' cannot be built from its settings: OSError"


class TestNames:
    @pytest.mark.parametrize("name", RESERVED)
    def test_reserved_ones_are_refused(self, load_error: LoadErrorText, name: str) -> None:
        namespace = {"__annotations__": {name.lower(): str}, name.lower(): ""}
        message = load_error(options_of, dataclass(type("Greedy", (), namespace)), "x")
        assert message.startswith(f"plugin 'x': option {name.lower()!r} has a reserved name: ")

    def test_a_required_field_without_a_setting_is_refused(self, load_error: LoadErrorText) -> None:
        @dataclass
        class Private:
            _size: int

        assert load_error(options_of, Private, "x").startswith(
            "plugin 'x': field '_size' has no default and cannot be an option"
        )

    def test_own_defaults_that_are_fields_are_refused(self, distributions: Distributions) -> None:
        @dataclass
        class Field:
            on_error: str = "fail"

            @hookimpl
            def post_load(self) -> None: ...

        with pytest.raises(LoadError, match="'on_error' is a field; make it a plain class"):
            enabled(distributions, Field)


class TestDeclarations:
    @pytest.mark.parametrize("wrong", [secret(default=""), attrs.field(default="")])
    def test_of_attrs_in_a_dataclass_are_refused(
        self, load_error: LoadErrorText, wrong: object
    ) -> None:
        @dataclass
        class Mixed:
            token: str = ""

        Mixed.__dataclass_fields__["token"].default = wrong
        assert load_error(options_of, Mixed, "x").startswith(
            "plugin 'x': option 'token' is declared with a function of attrs, which means nothing"
        )

    def test_of_dataclasses_in_an_attrs_class_are_refused(self, load_error: LoadErrorText) -> None:
        @attrs.define
        class Mixed:
            token: str = field(default="")

        assert "is declared with a function of dataclasses" in load_error(options_of, Mixed, "x")

    @pytest.mark.parametrize("key", ["secret", "is_secret"])
    def test_of_secrets_in_metadata_alone_are_refused(
        self, load_error: LoadErrorText, key: str
    ) -> None:
        @dataclass
        class HandMade:
            token: str = field(default="", metadata={key: True})

        message = load_error(options_of, HandMade, "x")
        assert message.startswith("plugin 'x': option 'token' is marked as a secret only in its")


def test_the_reports_show_them(distributions: Distributions) -> None:
    plugins = enabled(distributions, Report, FUNCEXT_X__SIZE="3")
    (described,) = plugins.describe()["plugins"]
    assert described["options"] == {
        "SIZE": "3",
        "WAIT": "datetime.timedelta(0)",
        "TO": "[]",
        "LEVEL": "'INFO'",
    }


def test_neither_library_is_imported_for_a_plugin_without_fields(
    distributions: Distributions,
) -> None:
    site = distributions.write(
        "plain",
        {"plain": "plain:Plain"},
        {
            "plain": "from funcext_core import hookimpl\n"
            "class Plain:\n    @hookimpl\n    def post_load(self): ...\n"
        },
    )
    program = (
        "import sys\nimport azure.functions as func\nbefore = set(sys.modules)\n"
        f"sys.path.insert(0, {str(site)!r})\nimport funcext_core\n"
        "funcext_core.install(func.FunctionApp(), settings={'FUNCEXT_PLUGINS': 'plain'})\n"
        "wanted = {'attr', 'attrs', 'dataclasses', 'funcext_core._plugins.secrecy'}\n"
        "print(sorted(wanted & (set(sys.modules) - before)))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert ran.stdout == "[]\n"


def enabled(distributions: Distributions, cls: type, **settings: str) -> PluginHost:
    """Return a host with the class as plugin `x`."""
    distributions.add("my-plugins", {"x": cls})
    return install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": "x", **settings})
