"""`funcext settings`: every setting that plugins read, as table, JSON, command and schema."""

from __future__ import annotations

import enum
import json
import re
import shlex
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Optional, get_type_hints

import attrs
import pytest
from click.testing import CliRunner, Result

from cli.app_folders import write_app
from distributions import Distributions
from funcext_core import Outcome, Secret, hookimpl
from funcext_core._settings.conversion import convert
from funcext_core.cli import main
from funcext_core.cli.described import as_text, type_of


class Level(enum.Enum):
    INFO = 20
    WARNING = 30


@attrs.define
class Report:
    """A plugin with an option of each kind."""

    key: str
    """The key of the store."""
    token: Annotated[str, Secret] = "xyzzy"
    """The token.
    In two lines."""
    level: Level = Level.WARNING
    limit: timedelta = timedelta(seconds=90)
    share: float = attrs.field(default=0.5, metadata={"description": "The share of it"})
    sent: bool = False
    to: Sequence[str] = ("ada", "bob")
    kind: Literal["json", "text"] | None = None

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None: ...


@pytest.fixture(autouse=True)
def _installed(distributions: Distributions) -> None:
    distributions.add("reports", {"report": Report})


VALUES = {
    "FUNCEXT_PLUGINS": "report",
    "FUNCEXT_REPORT__KEY": "it's",
    "FUNCEXT_REPORT__TOKEN": "plugh",
}


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """The folder of an app that enables the plugin."""
    return write_app(tmp_path / "app", values=VALUES)


def settings(*words: object) -> Result:
    return CliRunner().invoke(main, ["settings", *map(str, words)])


def test_every_setting_has_type_default_and_description(app: Path) -> None:
    found = {fact["name"]: fact for fact in json.loads(settings(app, "--json").output)}
    assert "FUNCEXT_PLUGINS" in found
    shown = {
        name.removeprefix("FUNCEXT_REPORT__"): (fact["type"], fact["default"], fact["description"])
        for name, fact in found.items()
        if fact["plugin"] == "report"
    }
    assert shown == {
        "KEY": ("text", None, "The key of the store."),
        "TOKEN": ("text", None, "The token. In two lines."),
        "LEVEL": ("one of info, warning", "warning", ""),
        "LIMIT": ("duration, as 250ms or 5s", "90s", ""),
        "SHARE": ("number", "0.5", "The share of it"),
        "SENT": ("true or false", "false", ""),
        "TO": ("list of text, separated by commas", "ada, bob", ""),
        "KIND": ("one of json, text, or none", None, ""),
        "FUNCTIONS": ("patterns, separated by commas", None, "The functions it is for; ! excludes"),
        "TRIGGERS": (
            "patterns, separated by commas",
            None,
            "The types of triggers it is for; ! excludes",
        ),
        "ON_ERROR": (
            "log or fail",
            "log",
            "Whether its errors are logged, or fail the invocation: a guard",
        ),
    }
    key, token = found["FUNCEXT_REPORT__KEY"], found["FUNCEXT_REPORT__TOKEN"]
    assert (key["required"], key["value"], key["origin"]) == (True, "it's", "local.settings.json")
    assert (token["secret"], token["value"]) == (True, "********")


@pytest.mark.parametrize("form", ["", "--json", "--local", "--az", "--schema"])
def test_no_form_shows_a_secret(form: str, app: Path) -> None:
    done = settings(app, *filter(None, [form]))
    assert done.exit_code == 0
    assert "FUNCEXT_REPORT__TOKEN" in done.output
    assert "plugh" not in done.output
    assert "xyzzy" not in done.output


def test_the_local_file_has_what_is_set_and_the_defaults(app: Path) -> None:
    assert json.loads(settings(app, "--local").output) == {
        "IsEncrypted": False,
        "Values": {
            "FUNCEXT_PLUGINS": "report",
            "FUNCEXT_REPORT__KEY": "it's",
            "FUNCEXT_REPORT__TOKEN": "<secret>",
            "FUNCEXT_REPORT__LEVEL": "warning",
            "FUNCEXT_REPORT__LIMIT": "90s",
            "FUNCEXT_REPORT__SHARE": "0.5",
            "FUNCEXT_REPORT__SENT": "false",
            "FUNCEXT_REPORT__TO": "ada, bob",
        },
    }


def test_the_azure_command_is_quoted_for_a_shell(app: Path) -> None:
    words = shlex.split(settings(app, "--az").output.replace("\\\n", " "))
    assert words[:5] == ["az", "functionapp", "config", "appsettings", "set"]
    assert words[5:10] == ["--name", "<APP>", "--resource-group", "<GROUP>", "--settings"]
    assert "FUNCEXT_REPORT__KEY=it's" in words
    assert "FUNCEXT_REPORT__TO=ada, bob" in words


class TestTheSchema:
    @pytest.fixture
    def properties(self, app: Path) -> dict[str, dict[str, object]]:
        values = json.loads(settings(app, "--schema").output)["properties"]["Values"]
        assert values["required"] == ["FUNCEXT_REPORT__KEY"]
        found: dict[str, dict[str, object]] = values["properties"]
        return found

    def test_has_every_setting_as_text(self, properties: dict[str, dict[str, object]]) -> None:
        assert {schema["type"] for schema in properties.values()} == {"string"}
        assert "FUNCEXT_TRACE" in properties
        assert properties["FUNCEXT_REPORT__SHARE"]["description"] == "The share of it"

    @pytest.mark.parametrize(
        ("name", "right", "wrong"),
        [
            ("LEVEL", ["info", "WARNING", "Info"], ["loud", ""]),
            ("LIMIT", ["5s", "1.5h", "250 MS"], ["5", "soon"]),
            ("SENT", ["yes", "TRUE", "0"], ["maybe"]),
        ],
    )
    def test_takes_what_the_plugin_takes(
        self,
        name: str,
        right: list[str],
        wrong: list[str],
        properties: dict[str, dict[str, object]],
    ) -> None:
        schema = properties[f"FUNCEXT_REPORT__{name}"]
        kind = get_type_hints(Report)[name.lower()]
        for text in right:
            convert(text, kind)
            assert is_valid(schema, text)
        for text in wrong:
            with pytest.raises(ValueError, match="expected"):
                convert(text, kind)
            assert not is_valid(schema, text)


def is_valid(schema: dict[str, object], text: str) -> bool:
    """Return whether a schema of this command takes a text."""
    any_of = schema.get("anyOf", [schema])
    assert isinstance(any_of, list)
    return any(
        text in part.get("enum", ()) or re.search(part.get("pattern", "(?!)"), text)
        for part in any_of
    )


def test_without_a_selection_the_table_says_how_to_see_more(tmp_path: Path) -> None:
    done = settings(write_app(tmp_path / "app"))
    assert done.exit_code == 0
    assert "--all shows the settings of all installed" in done.output
    assert "FUNCEXT_REPORT__KEY" in settings(tmp_path / "app", "--all").output


def test_a_plugin_that_cannot_be_described_is_a_warning(
    tmp_path: Path, distributions: Distributions
) -> None:
    distributions.write("broken", {"broken": "broken_plugin"}, {"broken_plugin": "1 / 0\n"})
    done = settings(write_app(tmp_path / "app", values={"FUNCEXT_PLUGINS": "broken,report"}))
    assert done.exit_code == 0
    assert done.stderr.startswith("warning: plugin 'broken' of broken 1.0 cannot be imported")
    assert "FUNCEXT_REPORT__KEY" in done.stdout


def test_two_forms_at_once_are_refused(app: Path) -> None:
    done = settings(app, "--az", "--json")
    assert done.exit_code == 2
    assert "use only one of" in done.stderr


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (bool, "true or false"),
        (Optional[int], "whole number, or none"),  # noqa: UP045 - people write it
        (list[timedelta], "list of duration, as 250ms or 5s, separated by commas"),
        (int | str, "whole number or text"),
        (Annotated[Path, "of the store"], "path"),
        (complex, "complex"),
    ],
    ids=["bool", "optional", "list", "union", "annotated", "other"],
)
def test_a_type_is_said_in_words(kind: object, said: str) -> None:
    assert type_of(kind) == said


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (True, bool, "true"),
        (7, int, "7"),
        (Level.INFO, Level, "info"),
        (timedelta(milliseconds=250), timedelta, "250ms"),
        (timedelta(seconds=5), timedelta, "5s"),
        (timedelta(minutes=90), timedelta, "90m"),
        (timedelta(days=2), timedelta, "2d"),
        (timedelta(), timedelta, "0s"),
        (Path("logs/today"), Path, "logs/today"),
        ((1, 2), tuple[int, ...], "1, 2"),
    ],
    ids=str,
)
def test_a_default_is_the_text_that_makes_it(value: object, kind: object, text: str) -> None:
    assert as_text(value) == text
    assert convert(text, kind) == value
