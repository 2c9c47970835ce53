"""The routes of HTTP functions."""

from __future__ import annotations

from collections.abc import Iterator

from .finding import Finding, error, warning
from .folder import AppFolder
from .report import Report


_FIXES = {
    "route-invalid": "write another route",
    "duplicate-route": "give one of them another route, or other methods",
    "shadowed-route": "constrain the earlier route, as in {id:int}, or rename one of the two so "
    "that the more specific route comes first",
}


def routes(app: AppFolder) -> Iterator[Finding]:
    """Find routes that the Functions host refuses, or never reaches."""
    report = app.report
    for route in [] if report is None else report["routes"]:
        make = warning if route["code"] == "shadowed-route" else error
        text = route["text"].rstrip(".")
        fix = _FIXES[route["code"]]
        message, colon, own_fix = text.rpartition(": ")
        if route["code"] == "route-invalid" and colon and own_fix.startswith(("choose", "use ")):
            text, fix = message, own_fix
        yield make(route["code"], text, fix, app.place(*_place(route["function"], report)))


def _place(name: str, report: Report | None) -> tuple[str, int]:
    functions = [] if report is None else report["functions"]
    return next(((f["file"], f["line"]) for f in functions if f["name"] == name), ("", 0))


CHECKS = (routes,)
