"""The sessions of `make test` and `make types`: build the wheels once, test them everywhere.

They run on every Python of `SUPPORTED` that this machine has, or on those that the environment
variable PYTHONS names. Every session installs pinned packages from requirements/.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nox
from uv import find_uv_bin


SUPPORTED = ("3.10", "3.11", "3.12", "3.13", "3.14")
MEMBERS = ("funcext_core", "funcext_timer", "funcext_examples")
APPS = Path("funcext_examples", "apps")
REQUIREMENTS = Path("requirements")
NEXT = ("azure-functions", "azure-functions-durable")
CONFORMANCE = ("tests/conformance", "tests/worker")
WHEELS = Path(".nox", "wheels").resolve()
TESTED = Path(".nox", "tested.txt")
PYRIGHT = Path(".pyright", "node_modules", "pyright", "index.js")

UV = find_uv_bin()
PROBE = """\
import json, sys
print(json.dumps([
    "%d.%d" % sys.version_info[:2], sys.implementation.name, sys._base_executable, sys.version
]))
"""

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv"
nox.options.error_on_missing_interpreters = True
nox.options.sessions = ["tests", "summary"]


def candidates(version: str) -> Iterator[str]:
    """Yield possible paths of a Python `version`: on PATH, in pyenv, and nox's own Python."""
    # Search every folder of PATH: pyenv's shims come before real interpreters, and run only the
    # versions that PYENV_VERSION names.
    for folder in os.get_exec_path():
        if found := shutil.which(f"python{version}", path=folder):
            yield found
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for installed in sorted(pyenv.glob(f"versions/{version}*"), reverse=True):
        yield str(installed / "bin" / "python")
    yield sys.executable


def probe(python: str, version: str) -> tuple[str, str] | None:
    """Run `python`; return its path and full version, or None if it is not CPython `version`."""
    try:
        output = subprocess.run(
            [python, "-I", "-c", PROBE], capture_output=True, check=True, text=True, timeout=60
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    short, implementation, executable, full = json.loads(output)
    if (short, implementation) != (version, "cpython"):
        return None
    return executable, full.split()[0]


def find_pythons() -> dict[str, tuple[str, str]]:
    """Find the first working interpreter for each supported version."""
    probed = {
        version: next(filter(None, (probe(path, version) for path in candidates(version))), None)
        for version in SUPPORTED
    }
    return {version: found for version, found in probed.items() if found}


def chosen(found: dict[str, tuple[str, str]]) -> list[str]:
    """Return the versions to run: those that PYTHONS names, or all that were found."""
    asked = os.environ.get("PYTHONS", "").replace(",", " ").split()
    if missing := [version for version in asked if version not in found]:
        message = f"PYTHONS names {', '.join(missing)}, but this machine has {', '.join(found)}."
        raise SystemExit(message)
    if not found:
        message = f"This machine has no supported Python: install one of {', '.join(SUPPORTED)}."
        raise SystemExit(message)
    return asked or list(found)


FOUND = find_pythons()
PYTHONS = chosen(FOUND)
NEWEST = max(FOUND, key=SUPPORTED.index)
# The oldest allowed SDK matters on the classic worker's Pythons. This one runs the suite with the
# oldest dependencies, where enough others do so with the newest.
OLDEST_DEPENDENCIES_ON = next((v for v in ("3.11", "3.12", "3.10") if v in FOUND), NEWEST)
ENOUGH = 3

# nox and uv search PATH for interpreters: add the ones found here.
os.environ["PATH"] = os.pathsep.join(
    [*dict.fromkeys(str(Path(path).parent) for path, _ in FOUND.values()), os.environ["PATH"]]
)
# Never download an interpreter: test only those that the machine has.
os.environ["UV_PYTHON_DOWNLOADS"] = "never"

ran: list[str] = []


def install_pinned(session: nox.Session, *names: str) -> None:
    """Install requirements/<name>.txt, checking every hash."""
    for name in names:
        session.install("--require-hashes", "-r", str(REQUIREMENTS / f"{name}.txt"))


def test_wheels(session: nox.Session, label: str) -> None:
    """Install the wheels and run the suite against them."""
    session.install("--no-deps", *map(str, sorted(WHEELS.glob("*.whl"))))
    in_parallel = ("--numprocesses", "auto", "--dist", "loadfile")
    # Many tests import the packages again: without bytecode, compiling takes half of the time.
    env = {"WHEELS_UNDER_TEST": str(WHEELS), "PYTHONDONTWRITEBYTECODE": ""}
    session.run("pytest", *in_parallel, *session.posargs, env=env)
    ran.append(label)


@nox.session(venv_backend="none")
def build(session: nox.Session) -> None:
    """Build each member's wheel once; all other sessions install these."""
    shutil.rmtree(WHEELS, ignore_errors=True)
    TESTED.unlink(missing_ok=True)
    pinned = ("--build-constraint", str(REQUIREMENTS / "build.txt"), "--require-hashes")
    for member in MEMBERS:
        session.run(
            *(UV, "build", "--wheel", "--quiet", "--python", sys.executable),
            *(*pinned, "--out-dir", str(WHEELS), member),
            external=True,
        )


@nox.session(python=PYTHONS, requires=["build"])
def tests(session: nox.Session) -> None:
    """Run the suite on one Python, with the newest dependencies or with the oldest."""
    with_oldest = len(PYTHONS) >= ENOUGH and session.python == OLDEST_DEPENDENCIES_ON
    install_pinned(session, "test", *["lowest"] * with_oldest)
    if SUPPORTED.index(str(session.python)) >= SUPPORTED.index("3.13"):
        # A worker extension that was published for an earlier SDK.
        nodeps = ("--no-deps", "--require-hashes", "-r", str(REQUIREMENTS / "nodeps.txt"))
        session.install(*nodeps)
    test_wheels(session, str(session.python))


@nox.session(python=OLDEST_DEPENDENCIES_ON, requires=["build"])
def lowest(session: nox.Session) -> None:
    """Run the suite with the oldest allowed dependencies, including pluggy 1.6, on its own."""
    install_pinned(session, "test", "lowest")
    test_wheels(session, f"{session.python} with the oldest dependencies")


@nox.session(name="next", python=NEWEST, requires=["build"])
def pre_releases(session: nox.Session) -> None:
    """Run the conformance suite with the newest SDK and durable, pre-releases included.

    It is not part of CI, which other people's releases must not break.
    """
    install_pinned(session, "test")
    session.install("--no-deps", *map(str, sorted(WHEELS.glob("*.whl"))))
    session.install("--prerelease", "allow", "--upgrade", *NEXT)
    installed = str(session.run(UV, "pip", "freeze", external=True, silent=True)).splitlines()
    versions = [line for line in installed if line.partition("==")[0] in NEXT]
    session.log("Trying: %s", ", ".join(versions))
    in_parallel = ("--numprocesses", "auto", "--dist", "loadfile")
    session.run("pytest", *in_parallel, *(session.posargs or CONFORMANCE))


@nox.session(venv_backend="none")
def summary(session: nox.Session) -> None:
    """Log the Pythons that passed, those that failed, and those that the machine lacks."""
    TESTED.write_text("".join(f"{label}\n" for label in ran), encoding="utf-8")
    full = {version: number for version, (_, number) in FOUND.items()}
    session.log("Passed on Python: %s", ", ".join(full.get(v, v) for v in ran) or "none")
    if failed := [full[version] for version in PYTHONS if version not in ran]:
        session.log("FAILED on Python: %s", ", ".join(failed))
    if absent := [version for version in SUPPORTED if version not in FOUND]:
        session.log("Not on this machine: %s", ", ".join(absent))


@nox.session(python=NEWEST)
def types(session: nox.Session) -> None:
    """Check all types on the newest Python (SDK 2.x from 3.13), then as the oldest one."""
    install_pinned(session, "test", "tools")  # tools: this file is checked too
    session.run("mypy", *session.posargs)
    session.run("mypy", "--python-version", SUPPORTED[0], *session.posargs)
    # Each app has a module `function_app`, so each needs its own run.
    for app in sorted(path.parent for path in APPS.glob("*/function_app.py")):
        # The worker puts the app's folder on the import path.
        session.run("mypy", str(app), env={"MYPYPATH": str(app)})
    pyright = ("node", str(PYRIGHT), "--project", ".", "--pythonpath", f"{session.bin}/python")
    session.run(*pyright, external=True)
