"""The pytest plugin: its fixtures, and what it does to runs that use none of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import funcext_core


SOURCES = Path(funcext_core.__file__).parents[1]

APP = """
import azure.functions as func
import pytest
from funcext_core import hookimpl

def hello(req: func.HttpRequest) -> str:
    return "hello"

class Shout:
    @hookimpl
    def post_invocation(self, outcome):
        outcome.value = outcome.value.upper()
"""


def run_pytest(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    """Run pytest with the plugin on the source of a test module."""
    folder.joinpath("test_it.py").write_text(source, "utf-8")
    folder.joinpath("pytest.ini").write_text("[pytest]\n", "utf-8")
    environ = {**os.environ, "PYTHONPATH": str(SOURCES), "PYTHONDONTWRITEBYTECODE": "1"}
    environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    plugins = ["-p", "funcext_pytest", "-p", "no:cacheprovider"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, "-W", "error", str(folder)],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_fixtures_serve_apps(tmp_path: Path) -> None:
    ran = run_pytest(
        tmp_path,
        APP
        + """
def test_it(funcext_client, funcext_recorder):
    client = funcext_client(hello, plugins=[Shout(), funcext_recorder])
    assert client.get("/api/hello").text == "HELLO"
    assert [seen.value for seen in funcext_recorder.invocations] == ["hello"]
    assert ("app_stop", "") not in funcext_recorder.hooks

def test_the_next_one_is_closed(funcext_client, funcext_recorder):
    assert funcext_recorder.hooks == []
""",
    )
    assert ran.returncode == 0, ran.stdout
    assert "2 passed" in ran.stdout


def test_plugins_of_the_environment_are_forbidden_with_a_clear_error(tmp_path: Path) -> None:
    site = tmp_path / "site"
    info = site / "really_here-3.0.dist-info"
    info.mkdir(parents=True)
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: really-here\nVersion: 3.0\n")
    info.joinpath("entry_points.txt").write_text("[funcext]\nhere = test_it:Shout\n")
    ran = run_pytest(
        tmp_path,
        f"import sys\nsys.path.append({str(site)!r})\n"
        + APP
        + """
from funcext_core import LoadError
from funcext_core.testing import AppClient, fake_distribution

@pytest.mark.parametrize("skip", [{}, {"FUNCEXT_ON_LOAD_ERROR": "skip"}])
@pytest.mark.parametrize("selected", ["here", "*, !guard, !inputs"])
def test_really_installed(funcext_client, selected, skip):
    with pytest.raises(LoadError) as error:
        funcext_client(hello, settings={"FUNCEXT_PLUGINS": selected, **skip})
    # `*` takes each plugin of this environment, and the first one is refused.
    found = "'here' of really-here 3.0" if selected == "here" else ""
    assert f"{found} is really installed" in str(error.value)
    assert str(error.value).endswith("or declare it with fake_distribution()")

def test_fake(funcext_client):
    with fake_distribution("fake", entry_points={"shout": Shout}):
        client = funcext_client(hello, settings={"FUNCEXT_PLUGINS": "shout"})
        assert client.get("/api/hello").text == "HELLO"

def test_without_the_fixture():
    with AppClient(hello, settings={"FUNCEXT_PLUGINS": "here"}) as client:
        assert client.get("/api/hello").text == "HELLO"
""",
    )
    assert ran.returncode == 0, ran.stdout
    assert "6 passed" in ran.stdout


def test_a_run_that_uses_no_fixture_is_as_without_the_plugin(tmp_path: Path) -> None:
    ran = run_pytest(
        tmp_path,
        """
import sys

def test_it():
    loaded = [name for name in sys.modules if name.partition(".")[0] in {
        "funcext_core", "azure", "httpx", "attr", "attrs", "importlib_metadata",
    }]
    assert loaded == []
    assert "funcext_pytest" in sys.modules
""",
    )
    assert ran.returncode == 0, ran.stdout


def test_it_imports_nothing_but_pytest() -> None:
    program = """
import sys
import pytest
before = set(sys.modules)
import funcext_pytest
print(sorted(sys.modules.keys() - before))
"""
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "['funcext_pytest']"


def test_without_the_extra_the_kit_says_what_to_install() -> None:
    program = """
import sys
sys.modules["httpx"] = None
try:
    import funcext_core.testing
except ModuleNotFoundError as error:
    print(error)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip().endswith("needs more packages: pip install 'funcext-core[testing]'")


def test_it_has_fixtures_and_no_hooks() -> None:
    plugin = pytest.importorskip("funcext_pytest")
    assert [name for name in vars(plugin) if name.startswith("pytest_")] == []
