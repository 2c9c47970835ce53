"""`funcext check`: a zoo of broken apps, and healthy ones without a finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.fork_server import ForkServer
from cli.zoo import ENTRY_POINTS, MODULES, Animal, read_zoo
from funcext_core.cli.checks import check_app
from funcext_core.cli.checks.finding import Finding


DEPENDS_ON_TODAY = "python-version"


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
