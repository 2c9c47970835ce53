"""`funcext check`: a zoo of broken apps, and healthy ones without a finding."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.fork_server import ForkServer
from cli.zoo import DEFAULTS, ENTRY_POINTS, MODULES, Animal, read_zoo
from funcext_core.cli import main
from funcext_core.cli.check import wrapped
from funcext_core.cli.checks import CHECKS, check_app
from funcext_core.cli.checks.finding import CODES, Finding
from funcext_core.cli.checks.folder import AppFolder
from funcext_core.cli.checks.python_version import allows, support_on
from funcext_core.cli.checks.report import Job, Report
from funcext_core.cli.checks.requirements_file import read_requirements
from repository import ROOT


DEPENDS_ON_TODAY = "python-version"
EXAMPLES = sorted(ROOT.glob("funcext_examples/apps/*/"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkServer]:
    """A process that indexes apps beside installed plugins."""
    site = tmp_path_factory.mktemp("site")
    metadata = site / "zoo_plugins-1.0.dist-info"
    entry_points = "".join(f"{name} = {target}\n" for name, target in ENTRY_POINTS.items())
    files = {
        metadata / "METADATA": "Metadata-Version: 2.1\nName: zoo-plugins\nVersion: 1.0\n",
        metadata / "RECORD": "zoo_plugins.py,sha256=x,1\nzoo_plugins-1.0.dist-info/RECORD,,\n",
        metadata / "entry_points.txt": f"[funcext]\n{entry_points}",
        **{site / f"{name}.py": text for name, text in MODULES.items()},
    }
    metadata.mkdir()
    for path, text in files.items():
        path.write_text(text, "utf-8")
    with ForkServer(site) as running, pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(site)
        yield running


def findings_of(folder: Path, server: ForkServer) -> list[Finding]:
    found = check_app(folder, index_by=server.index)
    return [finding for finding in found if finding.code != DEPENDS_ON_TODAY]


@pytest.mark.parametrize("broken", read_zoo("broken.txt"), ids=str)
def test_a_broken_app_has_its_finding(
    broken: Animal, server: ForkServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in broken.environ.items():
        monkeypatch.setenv(name, value)
    findings = findings_of(broken.write(tmp_path / "app"), server)
    found = [finding for finding in findings if finding.code == broken.code]
    assert found, findings
    assert broken.severity in [finding.severity for finding in found]
    assert broken.facts.get("at", found[0].place) in [finding.place for finding in found]
    sentences = [f"{finding.message}: {finding.fix}" for finding in found]
    assert any(broken.facts.get("says", "") in sentence for sentence in sentences), sentences
    assert len(findings) <= 2 or "others" in broken.facts, findings


@pytest.mark.parametrize("healthy", read_zoo("healthy.txt"), ids=str)
def test_a_healthy_app_has_none(healthy: Animal, server: ForkServer, tmp_path: Path) -> None:
    assert findings_of(healthy.write(tmp_path / "app"), server) == []


@pytest.mark.parametrize("app_dir", EXAMPLES, ids=lambda path: path.name)
def test_an_example_has_none(app_dir: Path, server: ForkServer) -> None:
    assert findings_of(app_dir, server) == []


class TestTheCommand:
    @pytest.fixture(autouse=True)
    def _indexes_in_forks(self, server: ForkServer, monkeypatch: pytest.MonkeyPatch) -> None:
        def index(job: Job, seconds: float) -> Report:
            return server.index(job)

        monkeypatch.setattr("funcext_core.cli.checks.index", index)

    @pytest.fixture
    def app_dir(self, tmp_path: Path) -> Path:
        (broken,) = (animal for animal in read_zoo("broken.txt") if animal.name == "two apps")
        return broken.write(tmp_path / "app")

    @pytest.mark.parametrize("name", ["check", "doctor"])
    def test_prints_one_line_for_each_finding(self, app_dir: Path, name: str) -> None:
        result = CliRunner().invoke(main, [name, str(app_dir)])
        lines = [line for line in result.output.splitlines() if DEPENDS_ON_TODAY not in line]
        assert result.exit_code == 1
        assert lines[0] == (
            "error    function_app.py, line 3: 'function_app.py' has more than one name for a "
            "function app, 'app' and 'other', so the worker serves none: keep one; make the others "
            "blueprints, and register them [two-apps]"
        )
        assert len(lines) == 2

    def test_prints_json(self, app_dir: Path) -> None:
        result = CliRunner().invoke(main, ["check", str(app_dir), "--json"])
        (finding,) = (
            finding
            for finding in json.loads(result.output)["findings"]
            if finding["code"] != DEPENDS_ON_TODAY
        )
        assert result.exit_code == 1
        assert list(finding) == ["code", "severity", "message", "fix", "file", "line", "doc"]
        assert (finding["file"], finding["line"]) == ("function_app.py", 3)
        assert finding["doc"] == "docs/findings.md#two-apps"

    def test_is_content_with_a_healthy_app(self, tmp_path: Path) -> None:
        folder = read_zoo("healthy.txt")[0].write(tmp_path / "app")
        printed = CliRunner().invoke(main, ["check", str(folder)])
        assert printed.exit_code == 0
        if sys.version_info >= (3, 11):
            assert printed.output == f"{folder}: nothing to report\n"
            as_json = CliRunner().invoke(main, ["check", str(folder), "--json"])
            assert json.loads(as_json.output) == {"findings": []}

    def test_exits_with_0_if_there_are_only_warnings(self, tmp_path: Path) -> None:
        animals = {animal.name: animal for animal in read_zoo("broken.txt")}
        folder = animals["settings misnamed"].write(tmp_path / "app")
        result = CliRunner().invoke(main, ["check", str(folder)])
        assert result.exit_code == 0
        assert "[local-settings-misnamed]\n" in result.output
        assert "\n1 warning\n" in result.output or DEPENDS_ON_TODAY in result.output

    def test_wraps_at_the_width_of_a_terminal(self) -> None:
        text = "one two three four five six seven eight nine ten eleven twelve thirteen"
        assert wrapped(text, 0) == text
        assert wrapped(text, 40) == (
            "one two three four five six\n         seven eight nine ten eleven\n"
            "         twelve thirteen"
        )


class TestAHostileApp:
    """An app that does not let its import end normally, in the process that the command starts."""

    @pytest.mark.parametrize(
        ("source", "code", "line"),
        [
            ("import threading\nthreading.Event().wait()\n", "import-hangs", 2),
            (
                "import os\nprint('x' * 99999, flush=True)\nos._exit(3)\n",
                "import-ends-process",
                None,
            ),
            (
                "import json, sys\njson.dumps = None\nsys.stdout = sys.stderr = None\n",
                "import-raises",
                None,
            ),
        ],
        ids=["hangs", "ends the process", "breaks modules"],
    )
    def test_breaks_nothing(self, tmp_path: Path, source: str, code: str, line: int | None) -> None:
        for name, content in DEFAULTS.items():
            (tmp_path / name).write_bytes(content)
        (tmp_path / "function_app.py").write_text(source, "utf-8")
        before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
        findings = check_app(tmp_path, seconds=0.5 if code == "import-hangs" else 30)
        assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
        (found,) = (finding for finding in findings if finding.code != DEPENDS_ON_TODAY)
        assert (found.code, found.line) == (code, line)


def test_a_check_that_fails_does_not_hide_the_others(
    tmp_path: Path, server: ForkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: AppFolder) -> Iterator[Finding]:
        raise ZeroDivisionError

    monkeypatch.setattr("funcext_core.cli.checks.CHECKS", (fail, *CHECKS))
    codes = {finding.code for finding in findings_of(tmp_path, server)}
    assert codes == {"check-failed", "script-missing"}


def test_every_finding_is_documented() -> None:
    page = ROOT.joinpath("docs", "findings.md").read_text("utf-8")
    assert set(re.findall(r"^### (\S+)$", page, re.MULTILINE)) == CODES


@pytest.mark.parametrize(
    ("python", "day", "says"),
    [
        ((3, 10), date(2026, 10, 31), ""),
        ((3, 10), date(2026, 11, 1), "has ended on 2026-10-31"),
        ((3, 9), date(2026, 1, 1), "for Python 3.9 has ended"),
        ((3, 14), date(2026, 1, 1), ""),
        ((3, 15), date(2026, 1, 1), "the newest that Azure Functions offers is 3.14"),
    ],
)
def test_python_is_supported_until_a_day(python: tuple[int, int], day: date, says: str) -> None:
    findings = list(support_on(python, day))
    assert len(findings) == bool(says)
    assert all(says in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("versions", "allows_1", "allows_2"),
    [
        ("", True, True),
        ("<2", True, False),
        ("<2.0.0", True, False),
        ("<2.1", True, True),
        ("<=2", True, True),
        ("==1.*", True, False),
        ("~=1.21", True, False),
        (">=1.21,<3", True, True),
        (">=2", False, True),
        (">1.21", True, True),
        ("===2.3.0", False, True),
        ("!=2.0", True, True),
    ],
)
def test_version_specifiers(versions: str, allows_1: bool, allows_2: bool) -> None:
    assert (allows(versions, 1), allows(versions, 2)) == (allows_1, allows_2)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Some_Package", "Some_Package"),
        ("package[a, b] >= 1 , != 1.5 # why", "package"),
        ("package (>=1)", "package"),
        ("package @ git+https://host.example/x.git@main", "package"),
        ("git+https://host.example/x.git#egg=package", "package"),
        ("./wheels/some_package-1.0-py3-none-any.whl", "some_package"),
        ("some_package-1.0-py3-none-any.whl ; python_version > '3'", "some_package"),
        ("-e ../package[extra]", "package"),
        ("--editable=../package", "package"),
        ("package==1.0 --hash=sha256:00", "package"),
        ("package; python_version < '3'", None),
        ("package; python_version not in '3.12 3.13 3.14' and sys_platform == 'x'", None),
        ("package; implementation_unknown == 'x'", "package"),
        ("--no-binary :all:", None),
        ("# package", None),
    ],
)
def test_requirements(line: str, name: str | None, tmp_path: Path) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text(f"\n{line}\n", "utf-8")
    requirements = read_requirements(path, tmp_path, (3, 13))
    found = [entry for entry in requirements.entries if entry.applies]
    assert [entry.name for entry in found] == ([] if name is None else [name])
    assert [entry.at.line for entry in found] == [2] * len(found)
    assert requirements.unreadable == []
