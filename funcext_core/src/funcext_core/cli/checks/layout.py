"""The files that make a folder an app."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from funcext_core._engine.project import SCRIPT_SETTING

from .finding import Finding, Place, error, warning
from .folder import AppFolder
from .sources import Source


_HARMLESS = frozenset({"__future__", "antigravity", "idlelib", "test", "this"})
"""Names of the standard library that no worker and no package imports."""
_NEEDED = frozenset({"azure", "funcext_core"})


def script_missing(app: AppFolder) -> Iterator[Finding]:
    """Find a folder without an app, or whose app is in another file."""
    if app.has_script or app.has_folders:
        return
    if SCRIPT_SETTING in app.settings:
        yield error(
            "script-missing",
            f"'{SCRIPT_SETTING}' names '{app.script_name}', which is not there",
            "correct the setting, or add the file",
        )
        return
    other = next((source for source in app.sources.all if _defines_app(source)), None)
    if other is None:
        fix = "add it, or name the folder of the app: funcext check APP_DIR"
    elif other.path.parent == app.directory:
        fix = f"rename '{other.path.name}', which makes an app, to '{app.script_name}'"
    else:
        folder = other.path.parent.relative_to(app.directory).as_posix()
        fix = f"name the folder that has the app: funcext check {folder}"
    yield error(
        "script-missing",
        f"there is no '{app.script_name}', and no folder with a 'function.json'",
        fix,
    )


def _defines_app(source: Source) -> bool:
    return any(
        isinstance(node, ast.Call) and _last_name(node.func).endswith(("FunctionApp", "DFApp"))
        for node in ast.walk(source.tree)
    )


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def two_models(app: AppFolder) -> Iterator[Finding]:
    """Find an app that is written in both models."""
    if app.has_script and app.has_folders:
        folder = min(app.directory.glob("*/function.json")).parent.name
        yield warning(
            "two-models",
            f"'{folder}/function.json' is of the v1 model, and '{app.script_name}' of the v2 "
            "model, whose functions alone are served",
            f"move the function of '{folder}' to '{app.script_name}', or delete the folder",
            Place(f"{folder}/function.json"),
        )


def module_hides_another(app: AppFolder) -> Iterator[Finding]:
    """Find modules of the app that are imported in place of others."""
    report = app.report
    plugins = (
        {}
        if report is None
        else {
            plugin["module"].partition(".")[0]: plugin["name"]
            for plugin in report["installed"]
            if plugin["name"] in _selected(app)
        }
    )
    for source in app.sources.all:
        name = source.module
        if "." in name or not name:
            continue
        if name in plugins and app.directory.joinpath(name) != source.path.parent.parent:
            what = f"plugin '{plugins[name]}'"
        elif name in sys.stdlib_module_names - _HARMLESS:
            what = f"Python's own module '{name}'"
        elif name in _NEEDED:
            what = f"the installed package '{name}'"
        else:
            continue
        yield warning(
            "module-hides-another",
            f"'{source.path.name}' of the app is imported in place of {what}",
            "rename it",
            app.place(source.path),
        )


def _selected(app: AppFolder) -> set[str]:
    report = app.report
    return set() if report is None else {plugin["name"] for plugin in report["plugins"]}


CHECKS = (script_missing, two_models, module_hides_another)
