"""The repository itself: the files of each member, and names that no file may have."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import tokenize
from importlib.metadata import metadata
from pathlib import Path

import pytest

from repository import ROOT


MEMBERS = ("funcext_core", "funcext_timer", "funcext_examples")
SUPPORTED = ["3.10", "3.11", "3.12", "3.13", "3.14"]

# Neither pattern matches its own text: each has a letter in brackets.
REGISTRY = re.compile(
    r"pypi[.]org|pythonhosted[.]org|pypi[.]python[.]org|npmjs[.](?:com|org)"
    r"|--(?:extra-)?index-ur[l]|--find-link[s]|\"resolve[d]\":"
)
# The parts of a suppressing comment, except for its reason.
SUPPRESSION = re.compile(
    r"noqa(?:: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*)?|type: ignore(?:\[[\w, -]+\])?|[#\s-]"
)
# A folder of a particular machine; not /home/site, where Azure keeps every app.
MACHINE = re.compile(
    r"(?<![\w.$}~>/-])/(?:hom[e]/(?!site\b)|(?:roo[t]|User[s]|wor[k]|tm[p]|mn[t]|op[t])/)[\w.]"
    r"|\b[A-Z]:\\User[s]\\"
)


def tracked_files() -> list[Path]:
    """Return every file that git tracks or would add."""
    listed = subprocess.run(
        shlex.split("git ls-files --cached --others --exclude-standard -z"),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("This copy of the repository has no git to list its files.")
    paths = (ROOT / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name)
    return sorted(path for path in paths if path.is_file())


PAGE = ROOT / "tests" / "project" / "typing" / "page"


def modules() -> list[Path]:
    """Return every module of the members, the tests and the scripts.

    Those of a page of the documentation are left out: they are as the page shows them.
    """
    folders = (*(f"{member}/src" for member in MEMBERS), "tests", "scripts")
    found = sorted(path for folder in folders for path in ROOT.joinpath(folder).rglob("*.py"))
    return [path for path in found if path.parent != PAGE]


def relative(path: Path) -> str:
    """Return a file's path from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


class TestNoFile:
    """The repository is everyone's, so it names nobody's machine."""

    @pytest.mark.parametrize(
        "pattern",
        [pytest.param(REGISTRY, id="a package registry"), pytest.param(MACHINE, id="a machine")],
    )
    def test_names(self, pattern: re.Pattern[str]) -> None:
        found = [
            f"{relative(path)}:{number}: {line.strip()}"
            for path in tracked_files()
            for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
            if pattern.search(line)
        ]

        assert found == []

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("see /home/" + "ada/funcext", True),
            ("'/ro" + "ot/.pyenv'", True),
            ("C:\\Use" + "rs\\ada", True),
            ("/home/site/wwwroot", False),
            ("http://localhost:7071/home/page", False),
            ("$HOME/tmp/x", False),
            ("./tmp/x", False),
        ],
    )
    def test_a_machine_is_known_by(self, line: str, found: bool) -> None:
        assert bool(MACHINE.search(line)) is found


@pytest.mark.parametrize("member", MEMBERS)
class TestEveryMember:
    """The files and metadata of each member of the workspace."""

    @pytest.mark.parametrize("name", ["LICENSE", "README.md", "src/{member}/py.typed"])
    def test_has(self, member: str, name: str) -> None:
        assert ROOT.joinpath(member, name.format(member=member)).is_file()

    def test_has_the_same_license(self, member: str) -> None:
        assert (
            ROOT.joinpath(member, "LICENSE").read_bytes() == ROOT.joinpath("LICENSE").read_bytes()
        )

    def test_is_listed_in_the_workspace(self, member: str) -> None:
        assert f'"{member}"' in ROOT.joinpath("pyproject.toml").read_text("utf-8")

    def test_names_the_supported_pythons(self, member: str) -> None:
        known = metadata(member.replace("_", "-"))
        prefix = "Programming Language :: Python :: 3."
        classifiers = [text for text in known.get_all("Classifier", []) if text.startswith(prefix)]

        assert known["Requires-Python"] == f">={SUPPORTED[0]}"
        assert [text.rpartition(" ")[2] for text in classifiers] == SUPPORTED

    def test_states_its_version_once(self, member: str) -> None:
        version = metadata(member.replace("_", "-"))["Version"]
        project = ROOT.joinpath(member, "pyproject.toml").read_text("utf-8")
        sources = ROOT.joinpath(member, "src").rglob("*.py")

        assert project.count(f'"{version}"') == 1
        assert [
            relative(path)
            for path in sources
            if re.search(r"__version__ = [\"']|[\"']" + re.escape(version), path.read_text("utf-8"))
        ] == []


@pytest.mark.parametrize("path", modules(), ids=relative)
def test_a_module_has_a_docstring(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def suppressions(path: Path) -> list[tuple[int, str]]:
    """Return a module's comments that suppress a rule or an error, with their lines."""
    with path.open("rb") as source:
        return [
            (token.start[0], token.string)
            for token in tokenize.tokenize(source.readline)
            if token.type == tokenize.COMMENT
            if re.search(r"\bnoqa\b|type: ignore", token.string)
        ]


def test_a_suppression_says_why() -> None:
    # In these files, the line itself is the reason: a mistake that the type checkers must find.
    cases = set((ROOT / "tests" / "project" / "typing").glob("*_wrong.py"))
    unexplained = [
        f"{relative(path)}:{line}: {comment}"
        for path in tracked_files()
        if path.suffix == ".py" and path not in cases
        for line, comment in suppressions(path)
        if not SUPPRESSION.sub("", comment)
    ]

    assert unexplained == []


@pytest.mark.parametrize(
    ("comment", "explained"),
    [
        ("# noqa: S102 - our own text", True),
        ("# type: ignore[misc] # the SDK's own lack", True),
        ("# type: ignore[misc] # noqa: N805, RUF100 - the mistake under test", True),
        ("# noqa: S102", False),
        ("# noqa: N805, RUF100 -", False),
        ("# noqa", False),
        ("# type: ignore", False),
        ("# type: ignore[arg-type, misc] # noqa: S102", False),
    ],
)
def test_a_reason_is_known_by(comment: str, explained: bool) -> None:
    assert bool(SUPPRESSION.sub("", comment)) is explained


def test_requirements_are_pinned_by_hash() -> None:
    unpinned = [
        f"{path.name}: {requirement}"
        for path in sorted(ROOT.joinpath("requirements").glob("*.txt"))
        for requirement in re.findall(r"^[^#\s].*(?:\n .*)*", path.read_text("utf-8"), re.MULTILINE)
        if "==" not in requirement or "--hash=sha256:" not in requirement
    ]

    assert unpinned == []
