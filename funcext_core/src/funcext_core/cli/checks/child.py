"""The process that indexes an app for `funcext check`: it reads a job, and writes a report.

The app may do anything here: print, hang, exit, replace modules. Only the report leaves this
process, in a file that the app does not know.
"""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Iterator
from json import dumps, loads  # the app may replace attributes of modules
from pathlib import Path

from funcext_core._engine.project import Project
from funcext_core._process import only_indexes
from funcext_core.errors import FuncextError

from .facts_of_app import index_folders, index_script
from .facts_of_failures import raised
from .facts_of_plugins import of_installed, of_lock, of_selection, of_unregistered
from .report import Job, LogReport, Report, empty_report


JOB, REPORT, HUNG = "job.json", "report.json", "hung.txt"

_ENDS_WITHIN = 2  # seconds that the app's exit handlers have


def main(folder: str, seconds: float) -> None:
    """Index the app of a job, and write the report.

    Args:
        folder: where the job is, and where the report goes.
        seconds: how long it may take; then the process exits, and leaves its stack in a file.
    """
    exchange = Path(folder)
    # The current directory of this process is the exchange until the app's takes its place.
    sys.path[:] = [entry for entry in sys.path if entry]
    hung = exchange.joinpath(HUNG).open("w", encoding="utf-8")
    faulthandler.dump_traceback_later(seconds, exit=True, file=hung)
    job: Job = loads(exchange.joinpath(JOB).read_text("utf-8"))
    text = dumps(report_of(job))
    exchange.joinpath(REPORT).write_text(text, "utf-8")
    faulthandler.cancel_dump_traceback_later()
    _end_soon()


def report_of(job: Job) -> Report:
    """Index an app in this process, which is the app's from now on."""
    report = empty_report("{}.{}".format(*sys.version_info))
    directory = Path(job["directory"])
    project = Project(directory, directory / (job["script"] or "-"), settings=job["settings"])
    # Plugins are loaded and layers compiled; no `app_start` runs.
    only_indexes.set(True)
    with _warnings() as logs:
        try:
            project.enter(os.environ)
            asyncio.run(_index(job, report))
        except BaseException as error:  # noqa: BLE001 - whatever the app does ends here
            report["raised"] = raised(error, directory)
        report["ended"] = "indexed" if report["raised"] is None else "raised"
    report["logs"] = logs
    return report


async def _index(job: Job, report: Report) -> None:
    directory = Path(job["directory"])
    report["installed"] = of_installed()
    try:
        if job["script"]:
            index_script(directory / job["script"], job["route_prefix"], report)
        else:
            index_folders(directory, job["route_prefix"], report)
    except FuncextError as error:
        report["raised"] = raised(error, directory)
    # Workers import scripts in one step of the loop; some checks of funcext wait for the next.
    await asyncio.sleep(0)
    of_unregistered(directory, report)
    of_selection(directory, report)
    of_lock(directory, report)


class _Warnings(logging.Handler):
    """Collects what funcext warns about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.logs: list[LogReport] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.logs.append(
            {
                "level": record.levelname,
                "module": record.module,
                "function": record.funcName or "",
                "text": record.getMessage(),
            }
        )


class _Heard(logging.Logger):
    """A logger that the app's configuration of logging does not silence."""

    def isEnabledFor(self, level: int) -> bool:  # noqa: N802 - the name of logging's method
        return level >= logging.WARNING

    def handle(self, record: logging.LogRecord) -> None:
        self.callHandlers(record)


@contextlib.contextmanager
def _warnings() -> Iterator[list[LogReport]]:
    logger, handler = logging.getLogger("funcext"), _Warnings()
    logger.__class__ = _Heard
    logger.addHandler(handler)
    yield handler.logs
    logger.removeHandler(handler)


def _end_soon() -> None:
    """End the process after its exit handlers, even if one of them hangs."""
    timer = threading.Timer(_ENDS_WITHIN, os._exit, [0])
    timer.daemon = True
    timer.start()
