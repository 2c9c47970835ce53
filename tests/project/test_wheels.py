"""The built wheels: their contents, and that they work in an empty environment.

The environment variable WHEELS_UNDER_TEST names a folder of built wheels; nox sets it. Without it,
the wheels are built here.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from repository import ROOT


MEMBERS = ("funcext_core", "funcext_timer")
HAS_UV = importlib.util.find_spec("uv") is not None

# An app, and code that takes the worker's place: it indexes the app and calls the function.
APP = """\
import logging
import sys
from types import SimpleNamespace

import azure.functions as func
import funcext_core

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(name)s: %(message)s")

app = func.FunctionApp()
plugins = funcext_core.install(
    app,
    settings={"FUNCEXT_PLUGINS": "timer", "FUNCEXT_TIMER__APPEND_TO_HTTP_RESPONSE": "true"},
)


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(f"Hello, {req.params['name']}!")


(function,) = app.get_functions()
request = func.HttpRequest("GET", "/api/hello", params={"name": "Ada"}, body=b"")
context = SimpleNamespace(
    invocation_id="1", function_name="hello", function_directory="", trace_context=None
)
response = function.get_user_function()(req=request, context=context)
print(response.get_body().decode())
print(funcext_core.__file__)
"""


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command and return its output; if the command fails, fail with its output."""
    # The developer's own settings for funcext or Python must not reach the new environment.
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("FUNCEXT_", "PYTHON"))
    }
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=env,
        check=False,
        encoding="utf-8",
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
    )
    if done.returncode:
        pytest.fail(f"{done.args} failed:\n{done.stdout}", pytrace=False)
    return done.stdout


def build(member: str, folder: Path) -> None:
    """Build the wheel of a member."""
    if HAS_UV:
        pinned = ("--build-constraint", "requirements/build.txt", "--require-hashes")
        run(sys.executable, "-m", "uv", "build", "--wheel", *pinned, "--out-dir", folder, member)
    else:
        run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, f"./{member}")


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel of each member, by the member's name."""
    if given := os.environ.get("WHEELS_UNDER_TEST"):
        folder = Path(given)
    else:
        folder = tmp_path_factory.mktemp("wheels")
        for member in MEMBERS:
            build(member, folder)
    built = {path.name.partition("-")[0]: path for path in folder.glob("*.whl")}
    return {member: built[member] for member in MEMBERS}


@pytest.fixture(scope="module")
def python(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the wheels, their dependencies, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    environment = folder / "environment"
    # Versions without hashes, because the new wheels have no hashes that could be pinned.
    pinned = ROOT.joinpath("requirements", "test.txt").read_text("utf-8")
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(re.findall(r"^[\w.-]+==[^\\\n]+", pinned, re.MULTILINE)))
    install: list[str | Path]
    python = environment.joinpath("Scripts" if os.name == "nt" else "bin", "python")
    if HAS_UV:
        run(sys.executable, "-m", "uv", "venv", "--python", sys.executable, environment)
        install = [sys.executable, "-m", "uv", "pip", "install", "--python", python]
    else:
        run(sys.executable, "-m", "venv", environment)
        install = [python, "-m", "pip", "install"]
    run(*install, "--constraint", constraints, *wheels.values())
    return python


@pytest.mark.parametrize("member", MEMBERS)
class TestAWheel:
    """The contents of each distribution."""

    def test_has_every_file_of_the_package(self, member: str, wheels: dict[str, Path]) -> None:
        source = ROOT / member / "src"
        expected = {
            path.relative_to(source).as_posix()
            for path in source.rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }
        with zipfile.ZipFile(wheels[member]) as wheel:
            packed = {name for name in wheel.namelist() if ".dist-info/" not in name}

        assert packed == expected
        assert f"{member}/py.typed" in packed

    def test_carries_license_and_readme(self, member: str, wheels: dict[str, Path]) -> None:
        with zipfile.ZipFile(wheels[member]) as wheel:
            read = {name: wheel.read(name).decode() for name in wheel.namelist()}
        (license_text,) = (text for name, text in read.items() if name.endswith("/LICENSE"))
        (metadata,) = (text for name, text in read.items() if name.endswith("/METADATA"))

        assert license_text == ROOT.joinpath("LICENSE").read_text("utf-8")
        assert ROOT.joinpath(member, "README.md").read_text("utf-8").strip() in metadata


class TestInstalledIntoAnEmptyEnvironment:
    """Only core and timer, not editable, as an app's owner has them."""

    def test_the_timer_is_found_and_times_a_function(self, python: Path, tmp_path: Path) -> None:
        app = tmp_path / "function_app.py"
        app.write_text(APP, encoding="utf-8")

        # -I: neither the working directory nor the user's packages are importable.
        printed = run(python, "-I", app, cwd=tmp_path).splitlines()

        assert Path(printed[-1]).is_relative_to(python.parent.parent)
        assert re.fullmatch(r"Hello, Ada! \(TimeElapsed: \S+ sec\)", printed[-2])
        log = [line for line in printed if line.startswith("funcext.plugins.timer: ")]
        assert log[0] == "funcext.plugins.timer: Recording start time of hello"
        assert re.fullmatch(
            r"funcext.plugins.timer: Time taken to execute hello is \S+ sec", log[-1]
        )

    def test_extras_are_not_installed_by_default(self, python: Path) -> None:
        installed = run(python, "-c", "import importlib.util as u; print(u.find_spec('click'))")

        assert installed.strip() == "None"


@pytest.mark.skipif(
    "WHEELS_UNDER_TEST" not in os.environ, reason="The suite runs against the tree."
)
@pytest.mark.parametrize("member", MEMBERS)
def test_this_suite_runs_against_the_wheels(member: str) -> None:
    spec = importlib.util.find_spec(member)

    assert spec is not None
    assert spec.origin is not None
    assert not Path(spec.origin).is_relative_to(ROOT / member)
