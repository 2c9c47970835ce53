"""Worker extensions, which Python 3.13's worker never runs."""

from __future__ import annotations

from collections.abc import Iterator

from funcext_core._settings.general import worker_flag
from funcext_core._settings.names import WORKER_EXTENSIONS

from .finding import Finding, error
from .folder import AppFolder
from .report import Report


_LIBRARY_RUNTIME = (3, 13)
"""The first version of Python whose worker runs no extension."""


def idle(app: AppFolder) -> Iterator[Finding]:
    """Find worker extensions that are registered and never run."""
    report = app.indexed
    extensions = [] if report is None else report["extensions"]
    if report is None or not extensions:
        return
    lacking = _lacking(app, report)
    shown = "{}.{}".format(*app.python)
    for extension in extensions:
        if extension["function"]:
            if report["install"] == "never" and not _is_function(extension["function"], report):
                yield error(
                    "extension-idle",
                    f"worker extension '{extension['name']}' registered for "
                    f"'{extension['function']}', which is not a function of the app: it never runs",
                    "call funcext_core.install(app), and put @funcext_core.use("
                    f"{extension['name']}(__file__)) directly above the function",
                    app.place(app.script),
                )
        elif lacking:
            why = (
                f"the worker of Python {shown} runs no extension"
                if app.python >= _LIBRARY_RUNTIME
                else f"{WORKER_EXTENSIONS} is not set"
            )
            yield error(
                "extension-idle",
                f"worker extension '{extension['name']}' never runs: {why}",
                " and ".join(lacking),
                app.place(app.script),
            )


def _is_function(name: str, report: Report) -> bool:
    return any(function["name"].lower() == name.lower() for function in report["functions"])


def _lacking(app: AppFolder, report: Report) -> list[str]:
    """Return what has to be done so that extensions run."""
    lacking = []
    if app.python >= _LIBRARY_RUNTIME and report["install"] != "here":
        lacking.append("call funcext_core.install(app)")
    if not worker_flag(app.settings.get(WORKER_EXTENSIONS)):
        lacking.append(f"set {WORKER_EXTENSIONS}=1")
    return lacking


CHECKS = (idle,)
