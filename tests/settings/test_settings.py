"""App settings: the selection, funcext's own settings, and those that nothing reads."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs
import azure.functions as func
import pytest
from hypothesis import given
from hypothesis import strategies as st

from distributions import Distributions
from funcext_core import Invocation, LoadError, hookimpl, install, secret
from funcext_core._settings.general import Selected, parse_selection, read
from funcext_core._settings.names import (
    canonical_distribution,
    check_plugin_name,
    is_plugin_name,
    option_prefix,
)


VAULT = "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/x)"

LoadErrorText = Callable[..., str]


@attrs.define
class Audit:
    """A plugin with options."""

    level: str = "INFO"
    token: str = secret(default="none")

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None: ...


def parts(selected: Iterable[Selected]) -> list[tuple[str, str | None]]:
    """Return name and distribution of each entry."""
    return [(plugin.name, plugin.distribution) for plugin in selected]


class TestSelection:
    @pytest.mark.parametrize(
        ("text", "before", "everything", "after", "excluded"),
        [
            pytest.param("", [], False, [], [], id="nothing"),
            pytest.param(" , ,", [], False, [], [], id="commas-alone"),
            pytest.param("timer", ["timer"], False, [], [], id="one"),
            pytest.param("guard, timer", ["guard", "timer"], False, [], [], id="order"),
            pytest.param("timer,\n guard,", ["timer", "guard"], False, [], [], id="white-space"),
            pytest.param("*", [], True, [], [], id="all"),
            pytest.param("guard, *", ["guard"], True, [], [], id="one-and-the-rest"),
            pytest.param("guard,*,timer", ["guard"], True, ["timer"], [], id="last"),
            pytest.param("*, !audit", [], True, [], ["audit"], id="all-but-one"),
            pytest.param("! audit, *", [], True, [], ["audit"], id="exclusion-first"),
            pytest.param("*, !Bad-Name", [], True, [], ["Bad-Name"], id="exclude-a-malformed-one"),
        ],
    )
    def test_is_read_in_layer_order(
        self, text: str, before: list[str], everything: bool, after: list[str], excluded: list[str]
    ) -> None:
        selection = parse_selection(text)
        assert list(map(str, selection.before)) == before
        assert selection.everything is everything
        assert list(map(str, selection.after)) == after
        assert list(map(str, selection.excluded)) == excluded

    def test_may_name_the_distribution_too(self) -> None:
        selection = parse_selection("funcext-timer : timer, *, !my-plugins:audit")
        assert parts(selection.before) == [("timer", "funcext-timer")]
        assert parts(selection.excluded) == [("audit", "my-plugins")]

    @pytest.mark.parametrize(
        ("text", "complaint"),
        [
            ("timer, timer", "'timer' is listed twice; remove one"),
            ("timer, funcext-timer:timer", "'timer' is listed twice; remove one"),
            ("timer, *, timer", "'timer' is listed twice; remove one"),
            ("*, *", "'*' is listed twice; remove one"),
            ("*, audit, !audit", "'audit' is both named and excluded; keep one of the two"),
            ("*, a:audit, !audit", "'audit' is both named and excluded; keep one of the two"),
            ("*, audit, !a:audit", "'audit' is both named and excluded; keep one of the two"),
            ("timer, !audit", "'!audit' excludes from '*', but there is no '*'; remove it"),
            ("*, !", "'!' excludes nothing: put a plugin's name after the '!'"),
            (":timer", "':timer' has no distribution before the ':'; write 'timer' alone"),
            ("timer,\n\ntimer", "'timer' is listed twice; remove one"),
        ],
    )
    def test_refuses_what_contradicts_itself(
        self, load_error: LoadErrorText, text: str, complaint: str
    ) -> None:
        message = load_error(parse_selection, text)
        assert message.startswith("FUNCEXT_PLUGINS=")
        assert message.endswith(complaint)

    def test_may_exclude_the_same_name_of_another_distribution(self) -> None:
        selection = parse_selection("a:audit, *, !b:audit")
        assert parts(selection.before) == [("audit", "a")]

    @pytest.mark.parametrize(
        "name", ["1st", "my--plugin", "-x", "x-", "my plugin", "tïmer", "a:b:", "x,", "my\nplugin"]
    )
    def test_refuses_names_that_are_not_valid(self, load_error: LoadErrorText, name: str) -> None:
        message = load_error(check_plugin_name, name, "FUNCEXT_PLUGINS")
        assert message.startswith(f"FUNCEXT_PLUGINS: {name!r} is not a valid plugin name: use")

    def test_suggests_lower_case(self, load_error: LoadErrorText) -> None:
        message = load_error(parse_selection, "Timer")
        assert "'Timer' is not a valid plugin name: did you mean 'timer'?" in message

    @given(st.from_regex(r"[a-z][a-z0-9]*([-_.][a-z0-9]+)*", fullmatch=True))
    def test_accepts_every_name_of_the_grammar(self, name: str) -> None:
        assert is_plugin_name(name)
        assert parts(parse_selection(f"{name}, *").before) == [(name, None)]
        assert parts(parse_selection(f"*, !{name}").excluded) == [(name, None)]

    @given(st.one_of(st.text("az1-_. AZ\nß²", max_size=6), st.text(max_size=4)))
    def test_accepts_no_other_name(self, name: str) -> None:
        expected = re.fullmatch(r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*", name) is not None
        assert is_plugin_name(name) is expected

    @given(st.text(max_size=40))
    def test_is_understood_or_refused_in_one_line(self, text: str) -> None:
        try:
            parse_selection(text)
        except LoadError as error:
            assert len(str(error).splitlines()) == 1  # noqa: PT017 - most texts are understood


@given(st.text("aB1-_.", max_size=8))
def test_distributions_are_compared_as_the_standard_says(name: str) -> None:
    assert canonical_distribution(name) == re.sub(r"[-_.]+", "-", name).lower()


class TestPrefix:
    @pytest.mark.parametrize(
        ("plugin", "prefix"),
        [
            ("timer", "FUNCEXT_TIMER__"),
            ("my-plugin", "FUNCEXT_MY_PLUGIN__"),
            ("my.plug_in2", "FUNCEXT_MY_PLUG_IN2__"),
        ],
    )
    def test_has_an_underscore_for_each_joint(self, plugin: str, prefix: str) -> None:
        assert option_prefix(plugin) == prefix

    def test_of_one_plugin_does_not_match_a_longer_name(self) -> None:
        settings = read({"FUNCEXT_A__LEVEL": "1", "FUNCEXT_A_B__LEVEL": "2"})
        assert settings.of_plugin(option_prefix("a")) == {"LEVEL": "1"}
        assert settings.of_plugin(option_prefix("a-b")) == {"LEVEL": "2"}


class TestGeneralSettings:
    def test_have_defaults(self) -> None:
        settings = read({})
        assert not settings.selection
        assert not settings.disabled
        assert not settings.skip_load_errors
        assert not settings.stats
        assert not settings.worker_extensions
        assert settings.lock is None
        assert (settings.start_timeout, settings.stop_timeout) == (30, 10)

    def test_come_from_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FUNCEXT_PLUGINS", "timer")
        assert parts(read().selection.named) == [("timer", None)]

    def test_come_from_a_mapping_instead(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FUNCEXT_PLUGINS", "timer")
        assert not read({}).selection

    def test_are_found_in_any_case(self) -> None:
        assert parts(read({"funcext_plugins": "timer"}).selection.named) == [("timer", None)]

    def test_that_differ_by_case_alone_are_refused(self, load_error: LoadErrorText) -> None:
        message = load_error(read, {"FUNCEXT_X__KEY": "one", "funcext_x__key": "two"})
        assert message == (
            "FUNCEXT_X__KEY and funcext_x__key are one setting with two values; remove one"
        )
        assert read({"FUNCEXT_X__KEY": "one", "funcext_x__key": "one"}).values

    @pytest.mark.parametrize("value", ["1", "true", "TRUE", "t", "yes", "Y", "on", " 1 "])
    def test_flags_are_true(self, value: str) -> None:
        assert read({"FUNCEXT_DISABLED": value}).disabled
        assert read({"FUNCEXT_STATS": value}).stats

    @pytest.mark.parametrize("value", ["0", "false", "F", "no", "n", "off", "", "  "])
    def test_flags_are_false(self, value: str) -> None:
        assert not read({"FUNCEXT_DISABLED": value}).disabled
        assert not read({"FUNCEXT_STATS": value}).stats

    @pytest.mark.parametrize("value", ["1", "true", "T", "yes", "y", " 1 "])
    def test_worker_extensions_are_on_if_the_worker_reads_true(self, value: str) -> None:
        assert read({"PYTHON_ENABLE_WORKER_EXTENSIONS": value}).worker_extensions

    @pytest.mark.parametrize("value", ["0", "on", "", "maybe"])
    def test_worker_extensions_are_off_if_the_worker_reads_false(self, value: str) -> None:
        assert not read({"PYTHON_ENABLE_WORKER_EXTENSIONS": value}).worker_extensions

    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            (
                {"FUNCEXT_DISABLED": "maybe"},
                "FUNCEXT_DISABLED=maybe: expected true or false (1, 0, yes, no, on, off)",
            ),
            (
                {"FUNCEXT_STATS": "2"},
                "FUNCEXT_STATS=2: expected true or false (1, 0, yes, no, on, off)",
            ),
            ({"FUNCEXT_ON_LOAD_ERROR": "log"}, "FUNCEXT_ON_LOAD_ERROR=log: expected fail or skip"),
            (
                {"FUNCEXT_START_TIMEOUT": "30"},
                "FUNCEXT_START_TIMEOUT=30: expected a duration, such as 250ms, 5s, 10m, 1h or 1d",
            ),
            (
                {"FUNCEXT_STOP_TIMEOUT": "-5s"},
                "FUNCEXT_STOP_TIMEOUT=-5s: expected a duration, such as 250ms, 5s, 10m, 1h or 1d",
            ),
        ],
    )
    def test_name_the_allowed_values(
        self, load_error: LoadErrorText, settings: Mapping[str, str], message: str
    ) -> None:
        assert load_error(read, settings) == message

    @pytest.mark.parametrize(
        ("value", "skips"), [("skip", True), (" SKIP ", True), ("fail", False), ("", False)]
    )
    def test_on_load_error_skips_or_fails(self, value: str, skips: bool) -> None:
        assert read({"FUNCEXT_ON_LOAD_ERROR": value}).skip_load_errors is skips

    @pytest.mark.parametrize(
        ("value", "seconds"), [("250ms", 0.25), ("5s", 5), (" 1.5 M ", 90), ("0s", 0)]
    )
    def test_timeouts_are_durations(self, value: str, seconds: float) -> None:
        assert read({"FUNCEXT_START_TIMEOUT": value}).start_timeout == seconds
        assert read({"FUNCEXT_STOP_TIMEOUT": value}).stop_timeout == seconds

    @pytest.mark.parametrize("name", [1, None, b"FUNCEXT_PLUGINS"])
    def test_have_names_that_are_text(self, load_error: LoadErrorText, name: object) -> None:
        message = load_error(read, {name: "x"})
        assert message == f"settings: a setting's name must be a str, not {name!r}"

    @pytest.mark.parametrize("source", [[("FUNCEXT_PLUGINS", "x")], "FUNCEXT_PLUGINS=x", 1])
    def test_are_a_mapping(self, source: Any) -> None:
        with pytest.raises(TypeError, match="settings must be a mapping of names to values, not"):
            read(source)

    def test_must_be_text_and_the_error_shows_no_value(self, load_error: LoadErrorText) -> None:
        message = load_error(read, {"FUNCEXT_AUDIT__TOKEN": b"hunter2"})
        assert message == "FUNCEXT_AUDIT__TOKEN: a setting's value must be a str, not bytes"

    def test_show_no_value_in_their_repr(self) -> None:
        assert "hunter2" not in repr(read({"FUNCEXT_AUDIT__TOKEN": "hunter2"}))


class TestKeyVault:
    @pytest.mark.parametrize(
        "name",
        [
            "FUNCEXT_PLUGINS",
            "FUNCEXT_DISABLED",
            "FUNCEXT_ON_LOAD_ERROR",
            "FUNCEXT_LOCK",
            "FUNCEXT_START_TIMEOUT",
            "FUNCEXT_STOP_TIMEOUT",
        ],
    )
    @pytest.mark.parametrize("value", [VAULT, f"  {VAULT.lower()}"], ids=["as-is", "other-case"])
    def test_reference_that_is_unresolved_is_refused(
        self, load_error: LoadErrorText, name: str, value: str
    ) -> None:
        message = load_error(read, {name: value})
        assert message.startswith(f"{name} is an unresolved Key Vault reference: give the app's")
        assert "vault.example" not in message

    @pytest.mark.parametrize(
        "option", ["LEVEL", "TOKEN", "FUNCTIONS", "TRIGGERS", "ON_ERROR"], ids=str.lower
    )
    def test_reference_in_an_option_is_refused(
        self, distributions: Distributions, load_error: LoadErrorText, option: str
    ) -> None:
        distributions.add("my-plugins", {"audit": Audit})
        message = load_error(
            install,
            func.FunctionApp(),
            settings={"FUNCEXT_PLUGINS": "audit", f"FUNCEXT_AUDIT__{option}": VAULT},
        )
        assert message.startswith(f"FUNCEXT_AUDIT__{option} is an unresolved Key Vault reference")

    def test_reference_in_a_setting_that_nothing_reads_is_ignored(self) -> None:
        assert read({"FUNCEXT_OTHER__TOKEN": VAULT}).values["FUNCEXT_OTHER__TOKEN"] == VAULT


class TestDisabled:
    def test_changes_nothing_and_logs_the_ignored_selection(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        distributions.write("broken", {"broken": "no_such_module"})
        app = func.FunctionApp()
        plugins = install(app, settings={"FUNCEXT_DISABLED": "1", "FUNCEXT_PLUGINS": "broken"})

        @app.route(route="hello")
        def hello(req: func.HttpRequest) -> str:
            return "hello"

        (function,) = app.get_functions()
        assert app.get_functions() == [function]
        assert not hasattr(function.get_user_function(), "__wrapped__")
        assert list(plugins) == []
        assert plugins.describe()["disabled"] is True
        assert [record.getMessage() for record in caplog.records] == [
            "FUNCEXT_DISABLED is set: no plugin is enabled; the selection 'broken' is ignored"
        ]

    def test_without_a_selection_none_is_said_to_be_ignored(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        install(func.FunctionApp(), settings={"FUNCEXT_DISABLED": "1"})
        assert [record.getMessage() for record in caplog.records] == [
            "FUNCEXT_DISABLED is set: no plugin is enabled"
        ]

    @pytest.mark.parametrize(
        "other",
        [
            {"FUNCEXT_PLUGINS": "timer, timer"},
            {"FUNCEXT_PLUGINS": VAULT},
            {"FUNCEXT_ON_LOAD_ERROR": "maybe"},
            {"FUNCEXT_STATS": "maybe"},
            {"FUNCEXT_STOP_TIMEOUT": "soon"},
        ],
        ids=str,
    )
    def test_works_whatever_the_other_settings_are(self, other: Mapping[str, str]) -> None:
        assert read({"FUNCEXT_DISABLED": "1", **other}).disabled

    def test_is_refused_if_a_plugin_is_required(self, load_error: LoadErrorText) -> None:
        message = load_error(
            install,
            func.FunctionApp(),
            settings={"FUNCEXT_DISABLED": "1", "FUNCEXT_PLUGINS": "guard"},
            require=["guard"],
        )
        assert message == (
            "the app requires plugin 'guard', which is not enabled: FUNCEXT_DISABLED is set; "
            "remove it"
        )


class TestOptionsWithoutASelection:
    @pytest.fixture(autouse=True)
    def _installed(self, distributions: Distributions) -> None:
        distributions.add("my-plugins", {"audit": Audit, "other-one": Audit})

    @pytest.mark.parametrize(
        ("settings", "consequence"),
        [
            (
                {"FUNCEXT_AUDIT__ON_ERROR": "fail"},
                ", so functions are served without this guard",
            ),
            (
                {"FUNCEXT_PLUGINS": "other-one", "FUNCEXT_AUDIT__ON_ERROR": " Fail "},
                ", so functions are served without this guard",
            ),
            (
                {"FUNCEXT_PLUGINS": "audit", "FUNCEXT_AUDT__ON_ERROR": "fail"},
                ", so functions are served without this guard",
            ),
            (
                {"FUNCEXT_AUDIT__LEVEL": "DEBUG"},
                ", so functions are served without the plugin, which may be a guard",
            ),
            (
                {"FUNCEXT_PLUGINS": " , ", "FUNCEXT_AUDIT__FUNCTIONS": "a*"},
                ", so functions are served without the plugin, which may be a guard",
            ),
        ],
        ids=["guard", "guard-beside-another", "misspelled-guard", "option", "scope"],
    )
    def test_are_an_error_in_the_log_if_a_guard_may_be_missing(
        self, caplog: pytest.LogCaptureFixture, settings: Mapping[str, str], consequence: str
    ) -> None:
        install(func.FunctionApp(), settings=settings)
        (record,) = caplog.records
        assert record.levelno == logging.ERROR
        assert f" is set, but nothing reads it{consequence}: " in record.getMessage()

    @pytest.mark.parametrize(
        "settings",
        [
            {"FUNCEXT_PLUGINS": "other-one", "FUNCEXT_AUDIT__LEVEL": "DEBUG"},
            {"FUNCEXT_AUDIT__LEVEL": "DEBUG", "FUNCEXT_AUDIT__ON_ERROR": "log"},
            {"FUNCEXT_PLUGINS": "other-one", "FUNCEXT_AUDIT__ON_ERROR": "log"},
            {"FUNCEXT_NO_PLUGIN__LEVEL": "DEBUG"},
        ],
        ids=["another-is-enabled", "no-guard", "no-guard-beside-another", "not-installed"],
    )
    def test_are_a_warning_otherwise(
        self, caplog: pytest.LogCaptureFixture, settings: Mapping[str, str]
    ) -> None:
        install(func.FunctionApp(), settings=settings)
        assert {record.levelno for record in caplog.records} == {logging.WARNING}


class TestUnreadSettings:
    @pytest.fixture(autouse=True)
    def _installed(self, distributions: Distributions) -> None:
        distributions.add("my-plugins", {"audit": Audit, "other-one": Audit})

    @pytest.mark.parametrize(
        ("name", "why"),
        [
            ("FUNCEXT_PLUGIN", "did you mean 'FUNCEXT_PLUGINS'?"),
            ("FUNCEXT_AUDT__LEVEL", "did you mean 'FUNCEXT_AUDIT__LEVEL'?"),
            ("FUNCEXT_AUDIT_LEVEL", "did you mean 'FUNCEXT_AUDIT__LEVEL'?"),
            ("FUNCEXT_OTHER_ONE__LEVEL", "plugin 'other-one' is not in FUNCEXT_PLUGINS"),
            ("FUNCEXT_", "did you mean"),
        ],
    )
    def test_cause_a_warning(self, caplog: pytest.LogCaptureFixture, name: str, why: str) -> None:
        install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": "audit", name: "hunter2"})
        (record,) = caplog.records
        assert record.levelno == logging.WARNING
        assert record.getMessage().startswith(f"{name} is set, but nothing reads it: {why}")
        assert "hunter2" not in caplog.text

    def test_are_reported_in_part_if_there_are_many_and_guards_always(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        many = {f"FUNCEXT_A{number}__LEVEL": "1" for number in range(1000)}
        install(func.FunctionApp(), settings={**many, "FUNCEXT_Z__ON_ERROR": "fail"})
        assert len(caplog.messages) == 21
        assert caplog.messages[0].startswith("FUNCEXT_Z__ON_ERROR is set")
        assert caplog.messages[-1] == (
            "981 more settings that begin with FUNCEXT_ are set, but nothing reads them"
        )

    @pytest.mark.parametrize("prefix", ["FUNCEXT_", "FUNCEXT_AUDIT__"])
    def test_have_names_that_are_shown_on_one_short_line(
        self, caplog: pytest.LogCaptureFixture, prefix: str
    ) -> None:
        name = f"{prefix}\x1b[31m\u202e\udcff\n{'A' * 100_000}"
        install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": "other-one", name: "x"})
        (message,) = caplog.messages
        assert message.isprintable()
        assert len(message) < 700

    def test_are_not_reported_if_all_are_read(self, caplog: pytest.LogCaptureFixture) -> None:
        install(
            func.FunctionApp(),
            settings={
                "FUNCEXT_PLUGINS": "audit",
                "FUNCEXT_AUDIT__LEVEL": "DEBUG",
                "FUNCEXT_AUDIT__ON_ERROR": "log",
                "FUNCEXT_AUDIT__FUNCTIONS": "*",
                "FUNCEXT_AUDIT__TRIGGERS": "*",
                "FUNCEXT_STATS": "1",
                "FUNCEXT_DISABLED": "0",
                "FUNCEXT_ON_LOAD_ERROR": "fail",
                "AzureWebJobsStorage": "UseDevelopmentStorage=true",
            },
        )
        assert caplog.records == []

    def test_of_a_skipped_plugin_are_not_reported(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        distributions.write("broken", {"broken": "no_such_module"})
        install(
            func.FunctionApp(),
            settings={
                "FUNCEXT_PLUGINS": "broken",
                "FUNCEXT_BROKEN__ON_ERROR": "log",
                "FUNCEXT_ON_LOAD_ERROR": "skip",
            },
        )
        assert "nothing reads it" not in caplog.text


class TestUnset:
    def test_one_line_names_what_is_installed(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "funcext")
        distributions.add("my-plugins", {"audit": Audit})
        install(func.FunctionApp(), settings={})
        (record,) = caplog.records
        assert record.levelno == logging.INFO
        message = record.getMessage()
        assert message.startswith("FUNCEXT_PLUGINS is not set: no installed plugin is enabled. ")
        assert "audit (my-plugins)" in message
        assert "timer (funcext-timer)" in message
