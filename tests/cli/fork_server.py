"""A process that indexes many apps, each in a fork of its own. funcext is imported once.

    python fork_server.py

It reads a job in JSON from each line of its input, and prints a report in JSON.
"""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import attrs

from funcext_core._plugins.scanning import scan
from funcext_core.cli.checks.child import report_of
from funcext_core.cli.checks.report import Job, Report


_WINGS = [f"funcext_core.{wing}" for wing in ("_plugins", "_layers", "_lifecycle", "_worker")]


def serve() -> None:
    """Answer each line of the input."""
    for name in _WINGS:
        for module in pkgutil.walk_packages(import_module(name).__path__, f"{name}."):
            # Most apps need most of them: they are imported once, and not in each fork.
            import_module(module.name)
    scan()
    for line in sys.stdin:
        request = json.loads(line)
        sys.stdout.write(_in_fork(request["job"], request["environ"]) + "\n")
        sys.stdout.flush()


def _in_fork(job: Job, environ: dict[str, str]) -> str:
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        os.close(receiving)
        quiet = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(quiet, number)
        os.environ.update(environ)
        sys.path[:] = [entry for entry in sys.path if entry != str(Path(__file__).parent)]
        with os.fdopen(sending, "w") as pipe:
            json.dump(report_of(job), pipe)
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return text


@attrs.define
class ForkServer:
    """The running process."""

    site: Path
    """The folder with the distributions that are installed for its apps."""
    _process: subprocess.Popen[str] = attrs.field(init=False, repr=False)

    def __enter__(self) -> ForkServer:
        path = os.pathsep.join(filter(None, [str(self.site), os.environ.get("PYTHONPATH")]))
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def index(self, job: Job) -> Report:
        """Index an app in a fork, with this process's environment."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        environ = {name: value for name, value in os.environ.items() if name.startswith("FUNCEXT")}
        process.stdin.write(json.dumps({"job": job, "environ": environ}) + "\n")
        process.stdin.flush()
        report: Report = json.loads(process.stdout.readline())
        return report


if __name__ == "__main__":
    serve()
