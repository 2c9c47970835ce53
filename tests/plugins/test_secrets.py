"""`Secret` in the type of a field: its value is shown nowhere."""

from __future__ import annotations

import copy
import dataclasses
import io
import logging
import pickle
import pprint
import sys
import traceback
import typing
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Optional

import attrs
import azure.functions as func
import pytest

import funcext_core
from distributions import Distributions
from funcext_core import Invocation, LoadError, PluginHost, Secret, hookimpl, install, secret, use
from funcext_core._plugins.options import build, options_of
from funcext_core._plugins.secrecy import hide_secrets


if TYPE_CHECKING:
    from decimal import Decimal as SecretClient


LoadErrorText = Callable[..., str]

SECRET = "hunter2"

Token = Annotated[str, Secret]

KINDS = [
    pytest.param(attrs.define, id="attrs"),
    pytest.param(attrs.frozen, id="attrs-frozen"),
    pytest.param(attrs.define(slots=False), id="attrs-dict"),
    pytest.param(dataclasses.dataclass, id="dataclass"),
    pytest.param(dataclasses.dataclass(frozen=True), id="dataclass-frozen"),
    pytest.param(dataclasses.dataclass(slots=True), id="dataclass-slots"),
]


@pytest.fixture(params=KINDS)
def decorator(request: pytest.FixtureRequest) -> Any:
    """A decorator that makes a class with fields."""
    return request.param


def plugin_class(decorator: Callable[[type], type], **extra: object) -> Any:
    """Return a new class with a secret, a validator of the author's own, and a hook that fails."""

    class Vault:
        token: Annotated[str, Secret]
        level: int = 1

        @hookimpl
        def pre_invocation(self, invocation: Invocation) -> None:
            raise LookupError

    for name, value in extra.items():
        setattr(Vault, name, value)
    return decorator(Vault)


def enabled(distributions: Distributions, cls: type, **settings: str) -> PluginHost:
    """Return a host with the class as plugin `vault`."""
    distributions.add("my-plugins", {"vault": cls})
    values = {"FUNCEXT_PLUGINS": "vault", **settings}
    return install(func.FunctionApp(), settings=values)


class TestWhatIsASecret:
    @pytest.mark.parametrize(
        "annotation",
        [
            Annotated[str, Secret],
            "Annotated[str, Secret]",
            "Annotated[str, Secret] | None",
            "Annotated[str | None, Secret]",
            Optional[Annotated[str, Secret]],  # noqa: UP045 - authors still write it
            Annotated[str, Secret, "x"],
            Annotated[str, "x", Secret],
            Annotated[str, Secret()],
            "Annotated['str', Secret]",
            list[Annotated[str, Secret]],
            "list[Annotated[str, Secret]]",
            tuple[Annotated[str, Secret], ...],
            "typing.Annotated[str, funcext_core.Secret]",
            "Token",
            "Token | None",
            "list[Token]",
        ],
        ids=map(str, range(20)),
    )
    @pytest.mark.parametrize("make", [attrs.define, dataclasses.dataclass])
    def test_is_said_by_the_type(self, make: Any, annotation: object) -> None:
        namespace = {
            "__annotations__": {"token": annotation},
            "__module__": __name__,
            "token": None,
        }
        cls: Any = make(type("Vault", (), namespace))
        (option,) = options_of(cls, "x")
        assert option.secret
        built = build(cls, "x", {"TOKEN": SECRET})
        assert built.token in (SECRET, [SECRET], (SECRET,))
        assert SECRET not in repr(built)
        assert option.shown(built, {"TOKEN": SECRET}) == "********"

    @pytest.mark.parametrize(
        "annotation", ["str", str, "str | None", list[str], "Annotated[int, 3]"], ids=repr
    )
    def test_is_not_said_by_others(self, annotation: object) -> None:
        namespace = {
            "__annotations__": {"token": annotation},
            "__module__": __name__,
            "token": None,
        }
        (option,) = options_of(attrs.define(type("Vault", (), namespace)), "x")
        assert not option.secret

    @pytest.mark.skipif(sys.version_info < (3, 12), reason="the type statement is of Python 3.12")
    def test_is_said_by_a_type_statement(self) -> None:
        module: dict[str, Any] = {"__name__": __name__}
        exec(  # noqa: S102 - a syntax error before Python 3.12
            "import attrs, typing, funcext_core\n"
            "type Token = typing.Annotated[str, funcext_core.Secret]\n"
            "@attrs.define\nclass Vault:\n    token: Token\n    tokens: list[Token]\n",
            module,
        )
        built = build(module["Vault"], "x", {"TOKEN": SECRET, "TOKENS": f"a,{SECRET}"})
        assert (built.token, built.tokens) == (SECRET, ["a", SECRET])
        assert repr(built) == "Vault(token=********, tokens=********)"

    @pytest.mark.parametrize("annotation", ["Secret", "Secret | None", "Annotated[Secret, 'x']"])
    def test_is_not_the_type_itself(self, load_error: LoadErrorText, annotation: str) -> None:
        namespace = {"__annotations__": {"token": annotation}, "__module__": __name__}
        cls = attrs.define(type("Vault", (), namespace))
        assert load_error(options_of, cls, "x") == (
            "plugin 'x': the type of 'token' is Secret itself: write Annotated[str, Secret], with "
            "the type of the value"
        )

    @pytest.mark.parametrize("default", [attrs.field(default=""), attrs.field(converter=str)])
    def test_imported_for_type_checkers_alone_is_refused(
        self, load_error: LoadErrorText, default: object
    ) -> None:
        namespace = {
            "__annotations__": {"token": "Annotated[str, Secret]"},
            "__module__": "logging",
            "token": default,
        }
        cls = attrs.define(type("Vault", (), namespace))
        for load in (options_of, hide_secrets):
            assert load_error(load, cls, "x") == (
                "plugin 'x': 'token' is a secret, but the option's type 'Annotated[str, Secret]' "
                "cannot be resolved: name 'Annotated' is not defined: import what it names "
                "outside of TYPE_CHECKING"
            )

    def test_is_perhaps_what_cannot_be_resolved(self, load_error: LoadErrorText) -> None:
        @attrs.define
        class Vault:
            client: SecretClient | None = attrs.field(default=None, converter=int)
            other: SecretClient | None = None

        built = build(Vault, "x", {"CLIENT": "3"})
        assert repr(built) == "Vault(client=********, other=None)"
        assert "hunter2" not in load_error(build, Vault, "x", {"CLIENT": SECRET})

    def test_in_a_private_field_is_not_in_the_repr(self) -> None:
        @attrs.define
        class Vault:
            url: str = ""
            _token: Annotated[str, Secret] = attrs.field(default=SECRET, init=False)

        assert repr(built_instance(Vault())) == "Vault(url='', _token=********)"

    def test_in_an_init_var(self) -> None:
        @dataclasses.dataclass
        class Vault:
            token: dataclasses.InitVar[Annotated[str, Secret]]
            level: int = 1

        (token, _) = options_of(Vault, "x")
        assert token.secret
        built = build(Vault, "x", {"TOKEN": SECRET})
        assert token.shown(built, {"TOKEN": SECRET}) == "********"


def built_instance(instance: Any) -> Any:
    """Hide the secrets of an instance that an app has built; return it."""
    hide_secrets(type(instance), "x")
    return instance


class TestTheRepr:
    def test_of_a_plugin_shows_a_mask(self, decorator: Any) -> None:
        built = build(plugin_class(decorator), "x", {"TOKEN": SECRET, "LEVEL": "3"})
        assert built.token == SECRET
        assert repr(built).endswith("Vault(token=********, level=3)")
        assert f"{built}" == repr(built)

    def test_is_that_of_the_library_otherwise(self, decorator: Any) -> None:
        without = build(plugin_class(decorator), "x", {"TOKEN": SECRET})
        assert repr(without).partition("(")[0].rpartition(".")[2] == "Vault"
        assert type(without).__repr__.__name__ == "__repr__"

    def test_is_replaced_once(self, decorator: Any) -> None:
        cls = plugin_class(decorator)
        build(cls, "x", {"TOKEN": SECRET})
        masked = cls.__repr__
        build(cls, "x", {"TOKEN": SECRET})
        assert cls.__repr__ is masked

    def test_of_a_base_class_is_left_alone(self) -> None:
        @attrs.define
        class Base:
            token: Annotated[str, Secret] = ""

        class Derived(Base):
            pass

        build(Derived, "x", {"TOKEN": SECRET})
        assert "__repr__" in vars(Derived)
        assert attrs.fields(Base).token.repr is True

    @pytest.mark.parametrize("way", ["f-string", "vars", "fields", "helper"])
    def test_of_the_authors_own_sees_a_mask(self, way: str, decorator: Any) -> None:
        def own(self: Any) -> str:
            if way == "vars":
                return f"<Vault {vars(self)}>"
            if way == "helper":
                return f"<Vault {self.token[:3]}>"
            if way == "fields":
                names = getattr(self, "__dataclass_fields__", None) or ["token"]
                return f"<Vault {[getattr(self, name) for name in names]}>"
            return f"<Vault {self.token} {self.level}>"

        class Vault:
            token: Annotated[str, Secret]
            level: int = 1
            __repr__ = own

        # Neither library replaces a repr that the class has.
        shown = repr(build(decorator(Vault), "x", {"TOKEN": SECRET}))
        assert SECRET not in shown
        assert SECRET[:3] not in shown
        assert "Vault" in shown

    def test_of_the_authors_own_sees_a_mask_in_place_of_a_secret_field(self) -> None:
        @attrs.define
        class Vault:
            token: str = secret()

            def __repr__(self) -> str:
                return f"<Vault {self.token}>"

        assert repr(build(Vault, "x", {"TOKEN": SECRET})) == "<Vault ********>"

    @pytest.mark.parametrize("base_first", [True, False])
    def test_of_a_subclass_sees_a_mask_whichever_is_loaded_first(
        self, base_first: bool, decorator: Any
    ) -> None:
        base = plugin_class(decorator)
        derived: Any = type("Derived", (base,), {"__repr__": lambda self: f"<{self.token}>"})
        for cls in (base, derived) if base_first else (derived, base):
            build(cls, "x", {"TOKEN": SECRET})
        assert repr(derived(SECRET)) == "<********>"
        assert SECRET not in repr(base(SECRET))

    def test_of_pretty_printers_leaves_it_out_below_a_base_class_that_is_loaded(self) -> None:
        base = plugin_class(attrs.define)
        build(base, "x", {"TOKEN": SECRET})
        derived = attrs.define(repr=False)(type("Derived", (base,), {}))
        built = build(derived, "x", {"TOKEN": SECRET})
        rich = pytest.importorskip("rich.pretty")
        assert SECRET not in repr(built) + rich.pretty_repr(built)

    def test_of_a_plugin_that_holds_itself_ends(self) -> None:
        @attrs.define
        class Vault:
            token: Annotated[str, Secret]
            friends: list[Any] = attrs.field(factory=list)

        built = build(Vault, "x", {"TOKEN": SECRET})
        built.friends.append(built)
        assert repr(built) == "Vault(token=********, friends=[...])"

    def test_leaves_everything_else_as_it_was(self) -> None:
        built = build(Picklable, "x", {"TOKEN": SECRET})
        assert pickle.loads(pickle.dumps(built)) == built  # noqa: S301 - its own
        assert copy.copy(built) == built
        assert attrs.asdict(built) == {"token": SECRET, "level": 1}
        assert attrs.evolve(built, level=2).token == SECRET

    def test_that_cannot_be_replaced_is_refused(self, load_error: LoadErrorText) -> None:
        class Closed(type):
            def __setattr__(cls, name: str, value: object) -> None:
                raise TypeError("closed")  # noqa: EM101 - the class's own

        @dataclasses.dataclass
        class Vault:
            token: Annotated[str, Secret]

        cls = Closed("Vault", (Vault,), {})
        assert load_error(hide_secrets, cls, "x") == (
            "plugin 'x': the repr of Vault may show 'token', a secret, and cannot be "
            "replaced (closed): use a metaclass that allows it"
        )

    def test_of_pretty_printers_leaves_it_out(self, decorator: Any) -> None:
        built = build(plugin_class(decorator), "x", {"TOKEN": SECRET})
        rich = pytest.importorskip("rich.pretty")
        for shown in (pprint.pformat(built, width=10), rich.pretty_repr(built, max_width=10)):
            assert SECRET not in shown
            assert "Vault" in shown


@attrs.define
class Picklable:
    """A plugin that other modules can find by name."""

    token: Annotated[str, Secret]
    level: int = 1


class TestReportsLogsAndErrors:
    def test_a_value_that_does_not_convert(self, decorator: Any, load_error: LoadErrorText) -> None:
        class Vault:
            key: Annotated[int, Secret] = 0

        assert load_error(build, decorator(Vault), "x", {"KEY": SECRET}) == (
            "FUNCEXT_X__KEY: the value, a secret and not shown, is not valid"
        )

    def test_the_text_of_an_error_of_the_class(self) -> None:
        @dataclasses.dataclass
        class Connects:
            token: Annotated[str, Secret]
            level: int = 1

            def __post_init__(self) -> None:
                message = f"cannot log in with {self.token}"
                raise PermissionError(message)

        with pytest.raises(LoadError) as caught:
            build(Connects, "x", {"TOKEN": SECRET, "LEVEL": "2"})
        assert str(caught.value).endswith(
            "PermissionError, whose text is not shown because it may contain a secret"
        )
        assert (caught.value.__cause__, caught.value.__context__) == (None, None)

    def test_nothing_that_an_app_says_shows_it(
        self, decorator: Any, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        distributions.add("my-plugins", {"vault": plugin_class(decorator)})
        app = func.FunctionApp()
        plugins = install(
            app,
            plugins=[("own", plugin_class(decorator)(SECRET))],
            settings={
                "FUNCEXT_PLUGINS": "vault",
                "FUNCEXT_VAULT__TOKEN": SECRET,
                "FUNCEXT_STATS": "1",
            },
        )

        @app.route(route="hello")
        @use(plugin_class(decorator)(SECRET))
        def hello(req: func.HttpRequest) -> str:
            frame: Any = sys._getframe()
            while frame is not None:
                frames.append(repr(frame.f_locals))
                frame = frame.f_back if "funcext" in repr(frame.f_back) else None
            return "hello"

        frames: list[str] = []
        (function,) = app.get_functions()
        assert function.get_user_function()(req=None, context=_context()) == "hello"
        said = [plugins, list(plugins), plugins.describe(), plugins.stats(), plugins["vault"]]
        hooks = [hook.function for plugin in plugins for hook in plugin.implementations]
        assert SECRET not in repr((said, hooks, frames))
        assert len([record for record in caplog.records if record.exc_info]) == 3
        assert SECRET not in caplog.text

    def test_tracebacks_with_locals_do_not_show_it(self, decorator: Any) -> None:
        built = build(plugin_class(decorator), "x", {"TOKEN": SECRET})
        with pytest.raises(LookupError) as caught:
            built.pre_invocation(None)
        formatted = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        assert SECRET not in "".join(formatted.format())
        rich = pytest.importorskip("rich.traceback")
        console = pytest.importorskip("rich.console").Console(file=io.StringIO(), width=200)
        error = caught.value
        shown = rich.Traceback.from_exception(
            type(error), error, error.__traceback__, show_locals=True
        )
        console.print(shown)
        assert "Vault(" in console.file.getvalue()
        assert SECRET not in console.file.getvalue()

    def test_a_mistake_in_use_leaves_no_frame_with_it(self, decorator: Any) -> None:
        cls = plugin_class(decorator, on_eror="fail")
        with pytest.raises(LoadError, match="'on_eror' has no effect") as caught:
            use(cls(SECRET))
        formatted = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        own = [frame.locals for frame in formatted.stack if "funcext_core" in frame.filename]
        assert SECRET not in repr(own)

    def test_an_error_about_another_option_leaves_no_frame_with_it(
        self, decorator: Any, distributions: Distributions
    ) -> None:
        with pytest.raises(LoadError) as caught:
            enabled(
                distributions,
                plugin_class(decorator),
                FUNCEXT_VAULT__TOKEN=SECRET,
                FUNCEXT_VAULT__LEVEL="high",
            )
        assert str(caught.value) == (
            "FUNCEXT_VAULT__LEVEL=high: expected a whole number, such as 10"
        )
        folder = str(funcext_core.__path__[0])
        formatted = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        own = [frame for frame in formatted.stack if frame.filename.startswith(folder)]
        assert [frame.name for frame in own] == ["install"]
        assert SECRET not in repr([frame.locals for frame in own])


def _context() -> Any:
    return typing.cast("Any", type("Context", (), {"invocation_id": "1", "function_name": "f"})())


def test_both_ways_may_be_combined() -> None:
    @attrs.define
    class Vault:
        token: Annotated[str, Secret] = secret(default="")
        other: Annotated[str, Secret] = attrs.field(default="", metadata={"secret": True})

    assert all(option.secret for option in options_of(Vault, "x"))
