"""Options: fields of a plugin's attrs class, filled from app settings."""

from __future__ import annotations

import dataclasses
import enum
import logging
import traceback
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Optional

import attrs
import azure.functions as func
import pytest
from attrs import validators
from hypothesis import given
from hypothesis import strategies as st

from distributions import Distributions
from funcext_core import LoadError, hookimpl, install, secret, use
from funcext_core._plugins.fields import RESERVED
from funcext_core._plugins.options import build, options_of
from funcext_core._settings.conversion import convert


if TYPE_CHECKING:
    from decimal import Decimal


SECRET = "hunter2"

LoadErrorText = Callable[..., str]


class Color(enum.Enum):
    RED = "#f00"
    BLUE = "#00f"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 10


class Swapped(enum.Enum):
    """Each member has the other's name for its value."""

    one = "two"
    two = "one"


class Cased(enum.Enum):
    K = 1
    k = 2


class TestConversion:
    @pytest.mark.parametrize(
        ("annotation", "text", "value"),
        [
            (bool, "true", True),
            (bool, " Yes ", True),
            (bool, "on", True),
            (bool, "1", True),
            (bool, "False", False),
            (bool, "off", False),
            (bool, "0", False),
            (int, "10", 10),
            (int, " -3 ", -3),
            (float, "0.5", 0.5),
            (float, "1e3", 1000.0),
            (float, "3", 3.0),
            (str, "  as it is ", "  as it is "),
            (str, "", ""),
            (Any, "text", "text"),
            (object, "text", "text"),
            (Color, "red", Color.RED),
            (Color, "Blue", Color.BLUE),
            (Color, "#F00", Color.RED),
            (Level, "high", Level.HIGH),
            (Level, "10", Level.HIGH),
            (Swapped, "one", Swapped.one),
            (Swapped, "two", Swapped.two),
            (Cased, "k", Cased.k),
            (Cased, "K", Cased.K),
            (timedelta, "250ms", timedelta(milliseconds=250)),
            (timedelta, "5s", timedelta(seconds=5)),
            (timedelta, "1.5 m", timedelta(seconds=90)),
            (timedelta, "2H", timedelta(hours=2)),
            (timedelta, "7d", timedelta(days=7)),
            (Path, "/var/log", Path("/var/log")),
            (Path, " logs ", Path("logs")),
            (Literal["fast", "safe"], "Fast", "fast"),
            (Literal["a", "A"], "A", "A"),
            (Literal[1, 2, "auto"], "2", 2),
            (Optional[int], "3", 3),  # noqa: UP045 - authors still write it
            (int | None, "", None),
            (int | None, "None", None),
            (Path | None, "logs", Path("logs")),
            (str | int, "3", 3),
            (str | int, "three", "three"),
            (int | Literal["auto"], "AUTO", "auto"),
            (Annotated[int, "seconds"], "3", 3),
            (list[int], "1, 2,3", [1, 2, 3]),
            (list[str], "a, b ,,", ["a", "b"]),
            (list[str], "", []),
            (list, "a,b", ["a", "b"]),
            (tuple[float, ...], "1,2.5", (1.0, 2.5)),
            (tuple[str, int], "a, 1", ("a", 1)),
            (set[Color], "red,blue,red", {Color.RED, Color.BLUE}),
            (frozenset[Path], "a,b", frozenset({Path("a"), Path("b")})),
            (Sequence[bool], "1,0", (True, False)),
            (AbstractSet[str], "a,a", frozenset({"a"})),
            (list[timedelta], "1s,1ms", [timedelta(seconds=1), timedelta(milliseconds=1)]),
            (list[int] | None, "1,2", [1, 2]),
            (list[int] | None, "", None),
        ],
        # No ids from sets: the order of their values differs between processes.
        ids=lambda value: "" if isinstance(value, (set, frozenset)) else str(value),
    )
    def test_takes(self, annotation: Any, text: str, value: object) -> None:
        converted = convert(text, annotation)
        assert converted == value
        assert type(converted) is type(value)

    @pytest.mark.parametrize(
        ("annotation", "text", "reason"),
        [
            (bool, "maybe", "expected true or false (1, 0, yes, no, on, off)"),
            (bool, "", "expected true or false (1, 0, yes, no, on, off)"),
            (int, "1.5", "expected a whole number, such as 10"),
            (int, "", "expected a whole number, such as 10"),
            (int, "9" * 5000, "expected a whole number, such as 10"),
            (float, "half", "expected a number, such as 0.5"),
            (Color, "green", "expected one of red, blue"),
            (timedelta, "5", "expected a duration, such as 250ms, 5s, 10m, 1h or 1d"),
            (timedelta, "-5s", "expected a duration, such as 250ms, 5s, 10m, 1h or 1d"),
            (timedelta, "9" * 12 + "d", "expected a duration of at most 999,999,999 days"),
            (timedelta, "9" * 400 + "d", "expected a duration of at most 999,999,999 days"),
            (Path, "", "expected a path; '.' is the current folder"),
            (Literal["fast", "safe"], "slow", "expected one of fast, safe"),
            (int | None, "three", "expected a whole number, such as 10"),
            (
                int | Literal["auto"],
                "3.5",
                "expected a whole number, such as 10, or expected one of auto",
            ),
            (list[int], "1,b", "expected a whole number, such as 10"),
            (tuple[str, int], "a", "expected 2 values separated by commas, found 1"),
            (
                dict[str, str],
                "a",
                "the option's type dict[str, str] cannot be given in an app setting",
            ),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_says_what_it_expected(self, annotation: Any, text: str, reason: str) -> None:
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared below
            convert(text, annotation)
        assert str(caught.value) == reason

    @given(st.integers())
    def test_of_whole_numbers_is_that_of_python(self, number: int) -> None:
        assert convert(str(number), int) == number

    @given(st.floats(allow_nan=False))
    def test_of_numbers_is_that_of_python(self, number: float) -> None:
        assert convert(repr(number), float) == number

    @given(st.lists(st.integers()))
    def test_of_a_list_is_that_of_its_members(self, numbers: list[int]) -> None:
        assert convert(" , ".join(map(str, numbers)), list[int]) == numbers

    @given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=365)))
    def test_of_durations_is_exact_to_the_microsecond(self, duration: timedelta) -> None:
        milliseconds, rest = divmod(duration // timedelta(microseconds=1), 1000)
        assert convert(f"{milliseconds}.{rest:03}ms", timedelta) == duration

    @given(
        st.text(max_size=20),
        st.sampled_from(
            [
                bool,
                int,
                float,
                timedelta,
                Path,
                Color,
                Literal["a"],
                int | None,
                list[float],
                tuple[int, int],
            ]
        ),
    )
    def test_raises_nothing_but_value_error(self, text: str, annotation: Any) -> None:
        try:
            convert(text, annotation)
        except ValueError as error:
            assert str(error).startswith("expected ")  # noqa: PT017 - some texts are understood

    @given(st.text(alphabet="truefalsyonTRUEFALSYON10", max_size=5))
    def test_of_a_flag_is_the_same_in_any_case(self, text: str) -> None:
        def of(text: str) -> object:
            try:
                return convert(text, bool)
            except ValueError:
                return None

        assert of(text) == of(text.upper()) == of(text.lower())


@attrs.define
class Everything:
    """An option of each type, annotated with text that is resolved on demand."""

    flag: bool = False
    number: int = 0
    ratio: float = 0.0
    name: str = ""
    color: Color = Color.RED
    wait: timedelta = timedelta(0)
    folder: Path = Path()
    maybe: int | None = None
    names: list[str] = attrs.field(factory=list)
    mode: Literal["fast", "safe"] = "safe"


class TestBuild:
    def test_gives_each_option_its_type(self) -> None:
        assert build(
            Everything,
            "x",
            {
                "FLAG": "yes",
                "NUMBER": "3",
                "RATIO": ".5",
                "NAME": "n",
                "COLOR": "blue",
                "WAIT": "5s",
                "FOLDER": "logs",
                "MAYBE": "1",
                "NAMES": "a,b",
                "MODE": "fast",
            },
        ) == Everything(
            flag=True,
            number=3,
            ratio=0.5,
            name="n",
            color=Color.BLUE,
            wait=timedelta(seconds=5),
            folder=Path("logs"),
            maybe=1,
            names=["a", "b"],
            mode="fast",
        )

    def test_leaves_defaults(self) -> None:
        assert build(Everything, "x", {}) == Everything()

    def test_names_the_setting_its_value_and_what_is_allowed(
        self, load_error: LoadErrorText
    ) -> None:
        message = load_error(build, Everything, "my-plugin", {"FLAG": "maybe"})
        assert message == (
            "FUNCEXT_MY_PLUGIN__FLAG=maybe: expected true or false (1, 0, yes, no, on, off)"
        )

    def test_stays_on_one_line_whatever_the_value(self, load_error: LoadErrorText) -> None:
        message = load_error(build, Everything, "x", {"NUMBER": "1\n2\u20283"})
        assert message == "FUNCEXT_X__NUMBER=1 2 3: expected a whole number, such as 10"

    def test_refuses_an_unknown_option_and_suggests_the_closest(
        self, load_error: LoadErrorText
    ) -> None:
        message = load_error(build, Everything, "x", {"FLAGG": "1"})
        assert message.startswith(
            "FUNCEXT_X__FLAGG: plugin 'x' has no such option: did you mean 'FUNCEXT_X__FLAG'?"
        )
        assert "ON_ERROR" in message

    @pytest.mark.parametrize(
        ("wrong", "right"),
        [
            ("COLR", "COLOR"),
            ("FOL", "FOLDER"),
            ("NUM", "NUMBER"),
            ("FUNCTION", "FUNCTIONS"),
            ("ONERROR", "ON_ERROR"),
            ("mode", "MODE"),
        ],
    )
    def test_suggests_the_closest_for_an_abbreviation(
        self, load_error: LoadErrorText, wrong: str, right: str
    ) -> None:
        message = load_error(build, Everything, "x", {wrong: "1"})
        assert f"did you mean 'FUNCEXT_X__{right}'?" in message

    def test_suggests_nothing_where_no_name_is_near(self, load_error: LoadErrorText) -> None:
        message = load_error(build, Everything, "x", {"VERBOSITY": "1"})
        assert "did you mean" not in message
        assert "plugin 'x' has no such option: known names: " in message

    def test_refuses_options_of_a_class_that_has_none(self, load_error: LoadErrorText) -> None:
        class Plain:
            pass

        message = load_error(build, Plain, "x", {"TRIGERS": "*"})
        assert "did you mean 'FUNCEXT_X__TRIGGERS'?" in message
        assert isinstance(build(Plain, "x", {}), Plain)

    def test_needs_what_is_required(self, load_error: LoadErrorText) -> None:
        @attrs.define
        class Needy:
            url: str

        message = load_error(build, Needy, "x", {})
        assert message == "plugin 'x' needs FUNCEXT_X__URL, which is not set: set it"

    def test_uses_an_alias(self) -> None:
        @attrs.define
        class Aliased:
            kind: str = attrs.field(default="", alias="type_of_it")

        assert build(Aliased, "x", {"KIND": "k"}) == Aliased(type_of_it="k")

    def test_leaves_an_option_without_a_type_as_text(self) -> None:
        cls = attrs.make_class("Untyped", {"level": attrs.field(default="")})
        assert build(cls, "x", {"LEVEL": "3"}).level == "3"

    def test_fills_options_of_base_classes(self) -> None:
        @attrs.define
        class Derived(Everything):
            more: int = 0

        built = build(Derived, "x", {"COLOR": "blue", "MORE": "2"})
        assert (built.color, built.more) == (Color.BLUE, 2)

    def test_does_not_need_the_types_of_what_is_not_set(self) -> None:
        @attrs.define
        class TypedForTheCheckerAlone:
            amount: Decimal | None = None
            count: int = 0
            _cache: dict[str, Decimal] = attrs.field(factory=dict, init=False)

        assert build(TypedForTheCheckerAlone, "x", {"COUNT": "2"}).count == 2

    def test_says_which_type_cannot_be_resolved(self, load_error: LoadErrorText) -> None:
        @attrs.define
        class TypedForTheCheckerAlone:
            amount: Decimal | None = None

        message = load_error(build, TypedForTheCheckerAlone, "x", {"AMOUNT": "2"})
        # Without the value: the type may say that it is a secret.
        assert message.startswith("FUNCEXT_X__AMOUNT: the option's type ")
        assert "cannot be resolved: name 'Decimal' is not defined" in message

    def test_names_the_plugin_whose_class_raises(self, load_error: LoadErrorText) -> None:
        @attrs.define
        class Broken:
            one: int = 1
            two: int = 2

            def __attrs_post_init__(self) -> None:
                message = "no\nnetwork"
                raise OSError(message)

        for values in ({}, {"ONE": "1", "TWO": "2"}):
            message = load_error(build, Broken, "x", values)
            assert message == "plugin 'x' cannot be built from its settings: no network"

    def test_contains_base_exceptions(self, load_error: LoadErrorText) -> None:
        class Exits:
            def __init__(self) -> None:
                raise SystemExit(3)

        assert load_error(build, Exits, "x", {}).endswith("cannot be built from its settings: 3")

    def test_lets_an_interrupt_pass(self) -> None:
        class Interrupted:
            def __init__(self) -> None:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            build(Interrupted, "x", {})


def _even(_: object, __: attrs.Attribute[int], value: int) -> None:
    if value % 2:
        message = "not even"
        raise ValueError(message)


def _letters(text: str | list[str]) -> list[str]:
    return sorted(text)


@attrs.define
class Validated:
    size: int = attrs.field(default=1, validator=validators.in_(range(1, 10)))
    name: str = attrs.field(default="a", validator=validators.matches_re("[a-z]+"))
    kind: object = attrs.field(default=1, validator=validators.instance_of((int, str)))
    even: int = attrs.field(default=2, validator=_even)
    port: int = attrs.field(default=1, converter=int)
    parts: list[str] = attrs.field(factory=list, converter=_letters)


class TestValidatorsAndConverters:
    @pytest.mark.parametrize(
        ("option", "value", "reason"),
        [
            ("SIZE", "10", "'size' must be in range(1, 10) (got 10)"),
            ("NAME", "A", "'name' must match regex '[a-z]+' ('A' doesn't)"),
            ("EVEN", "3", "not even"),
            ("PORT", "http", "invalid literal for int() with base 10: 'http'"),
        ],
    )
    @pytest.mark.parametrize("others", [{}, {"KIND": "k", "PARTS": "b"}], ids=["alone", "beside"])
    def test_are_quoted_with_the_setting(
        self,
        load_error: LoadErrorText,
        option: str,
        value: str,
        reason: str,
        others: dict[str, str],
    ) -> None:
        message = load_error(build, Validated, "x", {option: value, **others})
        assert message == f"FUNCEXT_X__{option}={value}: {reason}"

    def test_converter_gets_the_text(self) -> None:
        assert build(Validated, "x", {"PARTS": "cab"}).parts == ["a", "b", "c"]

    def test_validator_that_needs_the_instance_is_quoted_with_the_field_it_names(
        self, load_error: LoadErrorText
    ) -> None:
        @attrs.define
        class Range:
            low: int = 0
            high: int = attrs.field(default=10)

            @high.validator
            def _above_low(self, attribute: attrs.Attribute[int], value: int) -> None:
                if value <= self.low:
                    message = f"'{attribute.name}' must be above {self.low}"
                    raise ValueError(message)

        message = load_error(build, Range, "x", {"LOW": "5", "HIGH": "4"})
        assert message == "FUNCEXT_X__HIGH=4: 'high' must be above 5"

    def test_error_is_the_cause(self) -> None:
        with pytest.raises(LoadError) as caught:
            build(Validated, "x", {"EVEN": "3"})
        assert isinstance(caught.value.__cause__, ValueError)


class TestNames:
    @pytest.mark.parametrize("name", RESERVED)
    def test_reserved_ones_are_refused(self, load_error: LoadErrorText, name: str) -> None:
        cls = attrs.make_class("Greedy", {name.lower(): attrs.field(default="", type=str)})
        message = load_error(options_of, cls, "x")
        assert message.startswith(f"plugin 'x': option {name.lower()!r} has a reserved name: ")

    @pytest.mark.parametrize("name", RESERVED)
    @pytest.mark.parametrize("library", ["attrs", "dataclasses"])
    @pytest.mark.parametrize("way", ["use", "plugins", "settings"])
    def test_reserved_ones_are_refused_however_the_plugin_is_enabled(
        self,
        load_error: LoadErrorText,
        distributions: Distributions,
        name: str,
        library: str,
        way: str,
    ) -> None:
        def pre_invocation(self: object) -> None: ...

        field = name.lower()
        namespace = {
            "__annotations__": {field: str},
            field: "",
            "pre_invocation": hookimpl(pre_invocation),
        }
        make = attrs.define if library == "attrs" else dataclasses.dataclass
        cls: type[object] = make(type("Greedy", (), namespace))
        distributions.add("greedy", {"greedy": cls})
        enable = {
            "use": lambda: use(cls()),
            "plugins": lambda: install(func.FunctionApp(), plugins=[cls()], settings={}),
            "settings": lambda: install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": "greedy"}),
        }
        message = load_error(enable[way])
        assert message.startswith("plugin 'greedy': ")
        assert repr(field) in message

    @pytest.mark.parametrize("make", [attrs.define, dataclasses.dataclass])
    def test_a_field_that_is_no_argument_may_have_any_name(self, make: Any) -> None:
        def pre_invocation(self: object) -> None: ...

        library = attrs if make is attrs.define else dataclasses
        namespace = {
            "__annotations__": {"timeout": int},
            "timeout": library.field(default=1, init=False),
            "pre_invocation": hookimpl(pre_invocation),
        }
        use(make(type("Modest", (), namespace))())

    def test_reserved_are_those_of_the_design(self) -> None:
        assert set(RESERVED) == {
            "FUNCTIONS",
            "TRIGGERS",
            "ON_ERROR",
            "ON_LOAD_ERROR",
            "ENABLED",
            "ORDER",
            "TIMEOUT",
            "LOG_LEVEL",
        }

    @pytest.mark.parametrize("name", ["_private", "trailing_", "two__parts"])
    def test_that_no_setting_can_have_are_no_options(
        self, load_error: LoadErrorText, name: str
    ) -> None:
        optional = attrs.make_class("Optional", {name: attrs.field(default=1)})
        assert options_of(optional, "x") == []
        required = attrs.make_class("Required", {name: attrs.field()})
        message = load_error(options_of, required, "x")
        assert message.startswith(f"plugin 'x': field {name!r} has no default and cannot be an")
        assert message.endswith("rename it, or give it a default")

    def test_that_differ_by_case_alone_are_refused(self, load_error: LoadErrorText) -> None:
        cls = attrs.make_class(
            "Twice", {"level": attrs.field(default=1), "LEVEL": attrs.field(default=1)}
        )
        assert load_error(options_of, cls, "x") == (
            "plugin 'x': its options 'level' and 'LEVEL' share the setting FUNCEXT_X__LEVEL: "
            "rename one"
        )

    def test_of_fields_that_are_not_given_are_no_options(self) -> None:
        cls = attrs.make_class("Inner", {"timeout": attrs.field(default=1, init=False)})
        assert options_of(cls, "x") == []


@attrs.define
class Secretive:
    """A plugin with secrets of several kinds."""

    token: str = secret(validator=validators.max_len(10), default="")
    key: int = secret(default=0)
    pins: list[int] = secret(factory=list)  # noqa: RUF009 - it declares a field
    parsed: int = secret(default=0, converter=int)
    color: Color | None = secret(default=None)  # noqa: RUF009 - it declares a field
    level: int = attrs.field(default=1, validator=validators.le(5))

    @hookimpl
    def post_load(self) -> None: ...


def everything_said_by(error: BaseException | None) -> str:
    """Return the formatted tracebacks of an error and of the errors it is chained to."""
    said = ""
    while error is not None:
        said += "".join(traceback.format_exception(error)) + repr(error) + repr(vars(error))
        error = error.__cause__ or error.__context__
    return said


class TestSecrets:
    @pytest.mark.parametrize(
        "values",
        [
            {"TOKEN": f"{SECRET}-is-too-long"},
            {"KEY": SECRET},
            {"PINS": f"1,{SECRET}"},
            {"PARSED": SECRET},
            {"COLOR": SECRET},
        ],
        ids=lambda values: next(iter(values)),
    )
    def test_are_in_no_error(self, values: dict[str, str]) -> None:
        with pytest.raises(LoadError) as caught:
            build(Secretive, "x", values)
        (name,) = values
        assert str(caught.value) == (
            f"FUNCEXT_X__{name}: the value, a secret and not shown, is not valid"
        )
        assert SECRET not in everything_said_by(caught.value)

    def test_are_in_no_error_of_the_class(self) -> None:
        @attrs.define
        class Connects:
            token: str = secret()
            level: int = 1

            def __attrs_post_init__(self) -> None:
                message = f"cannot log in with {self.token}"
                raise PermissionError(message)

        with pytest.raises(LoadError) as caught:
            build(Connects, "x", {"TOKEN": SECRET, "LEVEL": "2"})
        assert str(caught.value) == (
            "plugin 'x' cannot be built from its settings (FUNCEXT_X__TOKEN, FUNCEXT_X__LEVEL): "
            "PermissionError, whose text is not shown because it may contain a secret"
        )
        assert SECRET not in everything_said_by(caught.value)

    def test_that_the_class_fetches_itself_are_in_no_error(self) -> None:
        @attrs.define
        class Fetches:
            token: str = secret(factory=lambda: SECRET, validator=validators.max_len(3))

        with pytest.raises(LoadError) as caught:
            build(Fetches, "x", {})
        assert SECRET not in everything_said_by(caught.value)

    def test_do_not_hide_what_is_wrong_with_another_option(self, load_error: LoadErrorText) -> None:
        message = load_error(build, Secretive, "x", {"TOKEN": SECRET, "LEVEL": "9"})
        assert message == "FUNCEXT_X__LEVEL=9: 'level' must be <= 5: 9"

    def test_are_in_no_error_about_an_unknown_option(self, load_error: LoadErrorText) -> None:
        message = load_error(build, Secretive, "x", {"TOKN": SECRET})
        assert "did you mean 'FUNCEXT_X__TOKEN'?" in message
        assert SECRET not in message

    def test_are_in_no_repr(self) -> None:
        built = build(Secretive, "x", {"TOKEN": SECRET})
        assert built.token == SECRET
        assert SECRET not in repr(built)

    def test_are_in_no_report_and_no_log(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        distributions.add("my-plugins", {"vault": Secretive})
        app = func.FunctionApp()
        plugins = install(
            app,
            settings={
                "FUNCEXT_PLUGINS": "vault",
                "FUNCEXT_VAULT__TOKEN": SECRET,
                "FUNCEXT_VAULT__LEVEL": "3",
                "FUNCEXT_VALT__TOKEN": SECRET,
            },
        )
        app.get_functions()
        (plugin,) = plugins.describe()["plugins"]
        assert plugin["options"]["TOKEN"] == "********"
        assert plugin["options"]["LEVEL"] == "3"
        said = (plugins, list(plugins), plugins.describe(), plugins.stats(), plugins._core.settings)
        assert SECRET not in repr(said)
        assert "FUNCEXT_VALT__TOKEN is set, but nothing reads it" in caplog.text
        assert SECRET not in caplog.text

    def test_are_in_no_log_of_a_plugin_that_is_skipped(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        distributions.add("my-plugins", {"vault": Secretive})
        plugins = install(
            func.FunctionApp(),
            settings={
                "FUNCEXT_PLUGINS": "vault",
                "FUNCEXT_VAULT__KEY": SECRET,
                "FUNCEXT_ON_LOAD_ERROR": "skip",
            },
        )
        assert "FUNCEXT_VAULT__KEY: the value, a secret and not shown" in caplog.text
        assert SECRET not in caplog.text
        assert SECRET not in repr(plugins.describe())

    @pytest.mark.parametrize("key", ["secret", "is_secret", "myplugin.SECRET"])
    def test_by_metadata_alone_are_refused(self, load_error: LoadErrorText, key: str) -> None:
        cls = attrs.make_class("HandMade", {"token": attrs.field(default="", metadata={key: True})})
        assert load_error(options_of, cls, "x") == (
            "plugin 'x': option 'token' is marked as a secret only in its metadata, which hides "
            "nothing: declare it with funcext_core.secret(), or annotate it with Annotated[..., "
            "funcext_core.Secret]"
        )

    def test_keep_other_metadata(self) -> None:
        cls = attrs.make_class("Kept", {"token": secret(default="", metadata={"help": "why"})})
        assert attrs.fields(cls)[0].metadata["help"] == "why"
        assert options_of(cls, "x")[0].secret

    def test_take_no_repr(self) -> None:
        with pytest.raises(TypeError, match="a secret is never shown"):
            secret(repr=True)

    def test_without_a_default_are_required(self, load_error: LoadErrorText) -> None:
        cls = attrs.make_class("Needy", {"token": secret()})
        message = load_error(build, cls, "x", {})
        assert message == "plugin 'x' needs FUNCEXT_X__TOKEN, which is not set: set it"


class Mute:
    """An object whose repr raises."""

    def __repr__(self) -> str:
        raise RuntimeError


def _mute(_: object) -> Mute:
    return Mute()


class TestReports:
    def test_show_options_as_they_were_built(self, distributions: Distributions) -> None:
        @attrs.define
        class Unshowable:
            thing: object = attrs.field(default="x", converter=_mute)
            ratio: float = 0.5
            name: ClassVar[str] = "no option"

            @hookimpl
            def post_load(self) -> None: ...

        distributions.add("my-plugins", {"odd": Unshowable})
        plugins = install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": "odd"})
        (plugin,) = plugins.describe()["plugins"]
        assert plugin["options"] == {"THING": "a Mute whose repr fails", "RATIO": "0.5"}
