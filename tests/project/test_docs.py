"""The documentation: its programs print what the pages show, and it is complete."""

from __future__ import annotations

import doctest
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import pytest

import funcext_core
from distributions import Distributions
from funcext_core import hooks
from funcext_core._plugins import fields
from funcext_core._settings import conversion, names, plugin_settings
from project import markdown
from repository import ROOT


DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *DOCS.glob("plugins/*.md")])
HOOKS = DOCS / "hooks.md"
DESIGN = DOCS / "design.md"
SETTINGS = DOCS / "settings.md"
PACKAGE = Path(funcext_core.__file__).parent

PROGRAMS = [
    pytest.param(page, program, id=f"{page.name}:{program.line}")
    for page in PAGES
    for program in markdown.programs(page)
]


def everything() -> str:
    return "".join(page.read_text(encoding="utf-8") for page in PAGES)


def _path_with(site: Path) -> str:
    """Return the import path of this environment with another folder in front."""
    return os.pathsep.join(filter(None, [str(site), os.environ.get("PYTHONPATH")]))


def page_id(page: Path) -> str:
    return page.name


@pytest.mark.parametrize(("page", "program"), PROGRAMS)
def test_a_program_prints_what_its_page_says(
    page: Path, program: markdown.Program, distributions: Distributions, tmp_path: Path
) -> None:
    site = distributions.write("documented", markdown.entry_points(page), markdown.modules(page))

    # In its own process, because the pages also show what happens when a process ends.
    ran = subprocess.run(
        [sys.executable, "-u", "-c", program.source],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": _path_with(site), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )

    wanted, printed = program.output.rstrip(), ran.stdout.rstrip()
    # As in a doctest, `...` stands for any text.
    assert doctest.OutputChecker().check_output(wanted, printed, doctest.ELLIPSIS), printed
    assert ran.returncode == 0


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_a_pages_modules_are_used_by_its_programs(page: Path) -> None:
    sources = "".join(program.source for program in markdown.programs(page))
    selected = re.findall(r'"FUNCEXT_PLUGINS": "([^"]+)"', sources)
    targets = {markdown.entry_points(page)[name].partition(":")[0] for name in selected}
    imported = set(re.findall(r"^from (\w+) import", sources, re.MULTILINE))

    unused = markdown.modules(page).keys() - targets - imported

    # `testing/test_page.py` runs those that pytest runs.
    assert {name for name in unused if not name.startswith("test_")} == set()


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = [link for link in markdown.links(page) if not markdown.leads_somewhere(page, link)]

    assert broken == []


@pytest.mark.parametrize("name", funcext_core.__all__)
def test_every_public_name_is_mentioned(name: str) -> None:
    assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", everything())


def test_every_mentioned_name_of_the_package_exists() -> None:
    mentioned = set(re.findall(r"\bfuncext_core\.(\w+)", everything()))
    modules = {path.stem for path in PACKAGE.iterdir()}

    assert mentioned - modules - set(funcext_core.__all__) == set()


class TestHooks:
    @pytest.mark.parametrize("hook", hooks.ARGUMENTS)
    def test_a_hook_has_a_section_with_its_arguments_and_one_example(self, hook: str) -> None:
        _, found, rest = HOOKS.read_text(encoding="utf-8").partition(f"\n### {hook}\n")
        section = re.split(r"^##", rest, maxsplit=1, flags=re.MULTILINE)[0]

        assert found
        assert section.lstrip().startswith(f"`{markdown.shown_hook(hook)}`")
        assert section.count("```python") == 1
        assert f"def {hook}(self" in section

    def test_the_table_has_every_hook(self) -> None:
        table = markdown.rows(HOOKS, "| hook | when |")
        named = [cell.partition("]")[0].strip("[`") for cell, _ in table]

        assert named == [*map(markdown.shown_hook, hooks.ARGUMENTS)]

    def test_the_table_of_arguments_is_that_of_the_hookspecs(self) -> None:
        table = markdown.rows(HOOKS, "| argument | type | hooks | what it is | what it allows |")
        of_invocations = [row for row in hooks.ARGUMENT_TABLE if set(row[2]) & INVOCATION_HOOKS]

        assert [row[:3] for row in table] == [
            [f"`{name}`", f"`{kind}`", ", ".join(hook.partition("_")[0] for hook in named)]
            for name, kind, named, *_ in of_invocations
        ]
        assert [tuple(row[3:]) for row in table] == [row[3:] for row in of_invocations]

    def test_a_hookspec_has_the_arguments_and_types_of_the_table(self) -> None:
        for hook, arguments in hooks.ARGUMENTS.items():
            parameters = inspect.signature(getattr(hooks, hook)).parameters
            kinds = {row[0]: row[1] for row in hooks.ARGUMENT_TABLE if hook in row[2]}

            assert tuple(parameters) == arguments
            assert {name: found.annotation for name, found in parameters.items()} == kinds


INVOCATION_HOOKS = {"pre_invocation", "around_invocation", "post_invocation"}


class TestSettings:
    def test_the_table_has_every_general_setting(self) -> None:
        table = markdown.rows(SETTINGS, "| setting | value | meaning |")

        assert {cells[0].strip("`") for cells in table} == {
            *names.GENERAL,
            names.WORKER_EXTENSIONS,
        }

    def test_the_table_has_the_settings_of_every_plugin(self) -> None:
        content = SETTINGS.read_text(encoding="utf-8")

        for name in plugin_settings.SCOPE_OPTIONS:
            assert f"| `FUNCEXT_<NAME>__{name}` |" in content

    def test_the_reserved_names_are_listed(self) -> None:
        (listed,) = re.findall(
            r"No option may have one of these names, which are reserved: ([^.]*)\.",
            SETTINGS.read_text(encoding="utf-8"),
        )

        assert tuple(re.findall(r"`(\w+)`", listed)) == fields.RESERVED

    def test_every_setting_on_any_page_exists(self) -> None:
        mentioned = set(re.findall(r"\bFUNCEXT_\w+", everything()))

        assert {name for name in mentioned if "__" not in name} <= {
            *names.GENERAL,
            "FUNCEXT_",
        }

    @pytest.mark.parametrize(
        ("annotation", "text", "option"),
        markdown.rows(SETTINGS, "| type | setting | option |"),
    )
    def test_a_setting_becomes_the_option_that_the_table_says(
        self, annotation: str, text: str, option: str, types: dict[str, Any]
    ) -> None:
        converted = conversion.convert(text.strip("`"), evaluated(annotation, types))
        expected = evaluated(option, types)

        assert converted == expected
        assert type(converted) is type(expected)

    @pytest.mark.parametrize(
        ("annotation", "text", "expected"),
        markdown.rows(SETTINGS, "| type | setting | expected |"),
    )
    def test_a_setting_that_does_not_convert_raises_the_error_in_the_table(
        self, annotation: str, text: str, expected: str, types: dict[str, Any]
    ) -> None:
        with pytest.raises(ValueError, match=f"^expected {re.escape(expected)}"):
            conversion.convert(text.strip("`"), evaluated(annotation, types))

    @pytest.fixture
    def types(self, distributions: Distributions) -> dict[str, Any]:
        """The names in the tables, including the page's own enum."""
        distributions.write("documented", {}, markdown.modules(SETTINGS))
        return {
            "Level": import_module("report").Level,
            "Literal": Literal,
            "Path": Path,
            "Sequence": Sequence,
            "timedelta": timedelta,
        }

    @pytest.mark.parametrize("kind", ["bool", "int", "float", "str", "timedelta", "Path"])
    def test_each_plain_type_has_a_row(self, kind: str) -> None:
        table = markdown.rows(SETTINGS, "| type | setting | option |")

        assert f"`{kind}`" in {cells[0] for cells in table}


def evaluated(cell: str, names: dict[str, Any]) -> Any:
    return eval(cell.strip("`"), names)  # noqa: S307 - our own page's text


class TestDesign:
    def test_the_table_has_every_module(self) -> None:
        _, found, rest = DESIGN.read_text(encoding="utf-8").partition("\n## The modules\n")
        rows = re.match(r"\n\|.*\n\|.*\n((?:\|.*\n)+)", rest)
        assert found
        assert rows is not None
        named = [
            name for row in rows[1].splitlines() for name in re.findall(r"`([\w/]+\.py)`", row)
        ]

        assert sorted(named) == sorted(modules())

    def test_every_named_module_exists(self) -> None:
        named = set(re.findall(r"`([\w/]+\.py)`", DESIGN.read_text(encoding="utf-8")))

        assert named - modules() - APP_FILES == set()


APP_FILES = {"function_app.py"}


def modules() -> set[str]:
    """The paths of the package's modules, without programs and `__init__.py` of subpackages."""
    paths = {path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")}
    return {
        path.as_posix()
        for path in paths
        if path.parts[0] not in {"local", "cli"}
        and not (path.name == "__init__.py" and len(path.parts) > 1)
    }
