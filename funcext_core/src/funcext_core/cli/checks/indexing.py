"""Index an app in a process of its own, whatever the app does there."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from .child import HUNG, JOB, REPORT
from .facts_of_failures import is_of_app
from .report import Job, Report, empty_report


Index = Callable[[Job], Report]

DEFAULT_SECONDS = 30.0

_CODE = (
    "import sys; from funcext_core.cli.checks.child import main; "
    "main(sys.argv[1], float(sys.argv[2]))"
)
_KILLED_AFTER = 60  # seconds in which the process starts, and ends by itself when its time is over
_FRAME = re.compile(r'^  File "(.*)", line (\d+) in ', re.MULTILINE)
_MAIN_THREAD = "(most recent call first):"


def index(job: Job, seconds: float = DEFAULT_SECONDS) -> Report:
    """Index an app in a new process.

    Args:
        job: the app.
        seconds: how long that may take.
    """
    with tempfile.TemporaryDirectory(prefix="funcext-", ignore_cleanup_errors=True) as folder:
        exchange = Path(folder)
        exchange.joinpath(JOB).write_text(json.dumps(job), "utf-8")
        exit_code = _run(exchange, seconds)
        try:
            report: Report = json.loads(exchange.joinpath(REPORT).read_text("utf-8"))
        except (OSError, ValueError):
            return _without_report(exchange, exit_code, Path(job["directory"]))
        return report


def _run(exchange: Path, seconds: float) -> int | None:
    """Run the process; return its exit code, None if it had to be killed."""
    command = [sys.executable, "-c", _CODE, str(exchange), str(seconds)]
    process = subprocess.Popen(  # noqa: S603 - our own words
        command,
        cwd=exchange,
        # The app's folder stays as it is.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with _ended(process):
        try:
            return process.wait(seconds + _KILLED_AFTER)
        except subprocess.TimeoutExpired:
            return None


@contextlib.contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End a process, and those that it started, with the block."""
    try:
        yield
    finally:
        if sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()


def _without_report(exchange: Path, exit_code: int | None, directory: Path) -> Report:
    report = empty_report("{}.{}".format(*sys.version_info))
    report["exit_code"] = exit_code
    hung = exchange.joinpath(HUNG)
    stacks = hung.read_text("utf-8", "replace") if hung.exists() else ""
    if stacks or exit_code is None:
        report["ended"] = "hung"
        report["hung_at"] = _place(stacks, directory)
    return report


def _place(stacks: str, directory: Path) -> tuple[str, int] | None:
    """Return the app's innermost line in the stack of the main thread, the last of the stacks."""
    main_thread = stacks.rpartition(_MAIN_THREAD)[2]
    for file, line in _FRAME.findall(main_thread):
        if is_of_app(file, directory):
            return file, int(line)
    return None
