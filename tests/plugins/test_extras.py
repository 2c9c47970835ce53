"""A plugin with the name of an extra is enabled where what that extra requires is installed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import azure.functions as func
import importlib_metadata
import pytest
from click.testing import CliRunner

from distributions import Distributions
from funcext_core import LoadError, PluginHost, install
from funcext_core._plugins import scanning
from funcext_core._plugins.extras import missing
from funcext_core.cli.lock import lock


HERE = ".".join(map(str, sys.version_info[:2]))

SOURCE = """
from funcext_core import hookimpl

class Audit:
    @hookimpl
    def pre_invocation(self, invocation): ...
"""

NEEDS = "needs absent, not installed here: run pip install 'shop[guard]', and write that in "


@pytest.fixture(autouse=True)
def _nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Scan the distributions of the test alone."""

    def of_the_test() -> Iterator[object]:
        path = [folder for folder in sys.path if folder.startswith(str(tmp_path))]
        yield from importlib_metadata.distributions(path=path)

    monkeypatch.setattr(scanning, "_distributions", of_the_test)


def add(installer: Distributions, name: str, *metadata: str, plugins: str = "") -> None:
    """Install a distribution with these lines in its metadata, and plugins of these names."""
    folder = f"{name.replace('-', '_')}-1.0.dist-info"
    head = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0"]
    points = [f"{plugin} = {name}_plugins:Audit" for plugin in plugins.split()]
    installer.write_files(
        {
            f"{folder}/METADATA": "\n".join([*head, *metadata, ""]),
            f"{folder}/entry_points.txt": "\n".join(["[funcext]", *points, ""]),
            f"{folder}/RECORD": f"{folder}/METADATA,sha256=x,1\n",
            f"{name}_plugins.py": SOURCE,
        }
    )


def add_shop(installer: Distributions, requirement: str = "absent>=2") -> None:
    add(
        installer,
        "shop",
        "Provides-Extra: guard",
        f"Requires-Dist: {requirement}; extra == 'guard'",
        plugins="audit guard",
    )


def load(selection: str, **settings: str) -> PluginHost:
    return install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": selection, **settings})


class TestMissing:
    @pytest.mark.parametrize(
        ("requirement", "expected"),
        [
            ("absent; extra == 'guard'", ["absent"]),
            ('absent (>=2,<3) ; extra == "Guard"', ["absent"]),
            ("absent[fast]>=2; extra == 'guard'", ["absent"]),
            ("present; extra == 'guard'", []),
            ("absent; extra == 'logs'", []),
            ("absent", []),
            ("present[fast]; extra == 'guard'", ["fast"]),
            ("present[slow]; extra == 'guard'", []),
            (f"absent; python_version >= '{HERE}' and extra == 'guard'", ["absent"]),
            (f"absent; (python_version < '{HERE}') and extra == 'guard'", []),
            ("absent; python_version > '3.9' and extra == 'guard'", ["absent"]),
            (f"absent; sys_platform == '{sys.platform}' and extra == 'guard'", ["absent"]),
            ("absent; sys_platform == 'amiga' and extra == 'guard'", []),
            ("absent; sys_platform != 'amiga' and extra == 'guard'", ["absent"]),
            ("absent; extra == 'guard' or extra == 'logs'", []),
            ("absent; platform_release >= '20' and extra == 'guard'", []),
            ("", []),
        ],
    )
    def test_reads_what_an_extra_requires_here(self, requirement: str, expected: list[str]) -> None:
        known = {
            "shop": [requirement],
            "present": ["fast; extra == 'fast'", "present[fast]; extra == 'round'"],
        }
        assert missing(known.get, "shop", "guard") == expected

    def test_goes_around_no_circle(self) -> None:
        known = {"shop": ["shop[b]; extra == 'a'", "shop[a]; extra == 'b'", "x; extra == 'b'"]}
        assert missing(known.get, "shop", "a") == ["x"]


class TestTheStar:
    def test_is_without_a_plugin_that_lacks_packages(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        add_shop(distributions)
        caplog.set_level(logging.INFO, "funcext")
        assert [plugin.name for plugin in load("*")] == ["audit"]
        assert (
            "FUNCEXT_PLUGINS has a '*', which is without plugins that lack packages: guard "
            "(pip install 'shop[guard]')"
        ) in caplog.messages

    def test_is_with_it_once_they_are_installed(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        add_shop(distributions, "Absent_Package[fast]")
        add(distributions, "absent-package")
        caplog.set_level(logging.INFO, "funcext")
        assert [plugin.name for plugin in load("*")] == ["audit", "guard"]
        assert "lack packages" not in caplog.text

    def test_says_nothing_of_one_that_it_excludes(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        add_shop(distributions)
        caplog.set_level(logging.INFO, "funcext")
        load("*, !guard")
        assert "lack packages" not in caplog.text

    def test_has_settings_of_what_it_is_without_as_an_error_in_the_log(
        self, distributions: Distributions, caplog: pytest.LogCaptureFixture
    ) -> None:
        add_shop(distributions)
        load("*", FUNCEXT_GUARD__ISSUER="me")
        (record,) = (record for record in caplog.records if record.levelno == logging.ERROR)
        assert record.getMessage() == (
            "FUNCEXT_GUARD__ISSUER is set, but nothing reads it, so functions are served without "
            f"the plugin, which may be a guard: plugin 'guard' {NEEDS}requirements.txt"
        )


class TestNamed:
    @pytest.mark.parametrize("selection", ["guard", "shop:guard", "*, guard"])
    def test_is_a_load_error(self, distributions: Distributions, selection: str) -> None:
        add_shop(distributions)
        with pytest.raises(LoadError) as caught:
            load(selection)
        assert str(caught.value) == f"FUNCEXT_PLUGINS: plugin 'guard' {NEEDS}requirements.txt"

    def test_is_required_in_vain(self, distributions: Distributions) -> None:
        add_shop(distributions)
        with pytest.raises(LoadError, match=r"is not enabled: it needs absent, .*shop\[guard"):
            install(func.FunctionApp(), settings={"FUNCEXT_PLUGINS": "*"}, require=["guard"])

    def test_needs_no_extra_of_another_name(self, distributions: Distributions) -> None:
        add(
            distributions,
            "shop",
            "Provides-Extra: all",
            "Requires-Dist: absent; extra == 'all'",
            plugins="guard",
        )
        assert [plugin.name for plugin in load("guard")] == ["guard"]


def test_a_lock_is_without_it(distributions: Distributions, tmp_path: Path) -> None:
    add_shop(distributions)
    file = tmp_path / "funcext.lock"
    done = CliRunner().invoke(lock, [str(tmp_path), "--file", str(file)])
    assert done.exit_code == 0, done.output
    assert f"plugin 'guard' is not locked: it {NEEDS}" in done.output
    assert '"audit"' in file.read_text("utf-8")
    assert '"guard"' not in file.read_text("utf-8")
