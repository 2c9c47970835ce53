"""The pages beside the manual: glossary, decisions, architecture, and those of the repository."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from project import markdown
from repository import ROOT


DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"
ARCHITECTURE = DOCS / "architecture.md"
PICTURE = DOCS / "images" / "wings.svg"
PACKAGE = ROOT / "funcext_core" / "src" / "funcext_core"

SECTIONS = [
    "Problem",
    "What was considered",
    "Decision",
    "Consequences",
    "How it was checked",
]
ANSWERS = [page for page in sorted(DECISIONS.glob("*.md")) if page.name != "README.md"]
PAGES = [
    *sorted(DECISIONS.glob("*.md")),
    *sorted(ROOT.joinpath(".github").rglob("*.md")),
    ROOT / "CONTRIBUTING.md",
    ROOT / "RELEASING.md",
    ROOT / "SECURITY.md",
]


def relative(path: Path) -> str:
    """Name a file of the repository from its root."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = [link for link in markdown.links(page) if not markdown.leads_somewhere(page, link)]

    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_file_that_is_named_exists(page: Path) -> None:
    """A path is named from the repository's root, or from the package."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    paths = re.findall(r"`((?:_\w+|tests|benchmarks|docs|scripts)/[\w/.-]*)`", text)

    assert [
        path for path in paths if not (ROOT / path).exists() and not (PACKAGE / path).exists()
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_test_that_is_named_exists(page: Path) -> None:
    named = set(re.findall(r"`(Test\w+|test_\w+)`", page.read_text(encoding="utf-8")))
    tests = "".join(path.read_text("utf-8") for path in ROOT.joinpath("tests").rglob("*.py"))

    assert {name for name in named if not re.search(rf"(?:class|def) {name}\b", tests)} == set()


class TestGlossary:
    def test_is_what_its_generator_prints(self) -> None:
        printed = subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "prose_glossary.py")],
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout

        assert DOCS.joinpath("glossary.md").read_text(encoding="utf-8") == printed, (
            "make glossary writes it again"
        )

    def test_is_sorted(self) -> None:
        page = DOCS.joinpath("glossary.md").read_text(encoding="utf-8")
        words = re.findall(r"^## (.+)$", page, re.MULTILINE)

        assert len(words) > 15
        assert words == sorted(words, key=str.lower)


class TestDecisions:
    @pytest.mark.parametrize("page", ANSWERS, ids=relative)
    def test_has_its_sections(self, page: Path) -> None:
        text = page.read_text(encoding="utf-8")

        assert text.startswith("# ")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS

    def test_are_all_in_the_index_under_their_titles(self) -> None:
        index = DECISIONS.joinpath("README.md").read_text(encoding="utf-8")
        listed = dict(re.findall(r"^\| \[(.+?)\]\((\S+\.md)\)", index, re.MULTILINE))

        assert listed == {
            page.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# "): page.name
            for page in ANSWERS
        }


class TestArchitecture:
    def test_names_every_wing(self) -> None:
        wings = {path.parent.name for path in PACKAGE.glob("_*/__init__.py")}
        table = markdown.rows(ARCHITECTURE, "| wing | subject | imports |")
        named = set(re.findall(r"`(_\w+)`", " ".join(row[0] for row in table)))

        assert wings <= named

    def test_its_picture_names_every_wing(self) -> None:
        drawn = PICTURE.read_text(encoding="utf-8")

        assert [
            path.parent.name
            for path in PACKAGE.glob("_*/__init__.py")
            if f">{path.parent.name}<" not in drawn
        ] == []

    def test_names_modules_that_exist(self) -> None:
        named = re.findall(r"`(_\w+/[\w/]+\.py)`", ARCHITECTURE.read_text(encoding="utf-8"))

        assert [name for name in named if not PACKAGE.joinpath(name).exists()] == []

    def test_its_picture_is_whole_and_needs_nothing_else(self) -> None:
        text = PICTURE.read_text(encoding="utf-8")
        root = ET.fromstring(text)  # noqa: S314 - our own file

        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        text = text.replace('"http://www.w3.org/2000/svg"', "")
        assert re.findall(r"https?://|@import|@font-face|href=", text) == []
        assert "prefers-color-scheme: dark" in text
