"""requirements.txt, compared with what the app imports and enables."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
from collections.abc import Iterator, Mapping

from funcext_core._settings.names import canonical_distribution

from .distribution_names import owner_of
from .finding import Finding, Place, error, warning
from .folder import AppFolder
from .report import InstalledReport
from .requirements_file import Requirements
from .selection import load_error_texts, selected_names
from .sources import Source, imported


_FILE = "requirements.txt"
_CORE = "funcext-core"
_OF_THE_WORKER = frozenset({"azure-functions", "azure-functions-worker"})
"""The distributions that every worker brings."""
_OTHER_MANIFESTS = (
    "pyproject.toml",
    "Pipfile",
    "environment.yml",
    "Dockerfile",
    ".python_packages",
)
_DEPENDENCY = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[.*?\])?")


def unreadable(app: AppFolder) -> Iterator[Finding]:
    """Find lines that pip refuses, and files that are not there."""
    requirements = app.requirements
    if requirements is None:
        return
    for line, at in requirements.unreadable:
        yield error(
            "requirement-invalid",
            f"'{line}' is not a requirement, so nothing is installed",
            "write the name of a distribution, as in 'requests>=2'",
            at,
        )
    for name, at in requirements.absent:
        yield error(
            "requirement-invalid",
            f"the file '{name}' is not there",
            "add it, or remove the line",
            at,
        )


def of_the_worker(app: AppFolder) -> Iterator[Finding]:
    """Find a requirement that takes the place of the worker's own packages."""
    worker = "azure-functions-worker"
    found = None if app.requirements is None else app.requirements.find(worker)
    if found is not None:
        yield warning(
            "requirement-of-worker",
            f"'{worker}' is a part of Azure, and conflicts with it where an app installs it",
            "remove the line",
            found.at,
        )


# -- what is not required --------------------------------------------------------------------------


def not_required(app: AppFolder) -> Iterator[Finding]:
    """Find packages that the app imports, and plugins, that a deployment would not install."""
    wanted = {**_imported(app), **_selected(app)}
    wanted = {name: why for name, why in wanted.items() if name not in _OF_THE_WORKER}
    if app.requirements is None:
        yield from _without_file(app, wanted)
        return
    if not app.requirements.complete:
        return
    closure, known = _closure(app.requirements)
    for name, (what, at) in wanted.items():
        if name in closure or not (known or what.startswith("plugin") or name == _CORE):
            continue
        yield error(
            "requirement-missing",
            f"{what} comes from '{name}', which {_FILE} does not have: once deployed, it is not "
            "installed",
            f"add '{name}' to {_FILE}",
            at,
        )


def without_extra(app: AppFolder) -> Iterator[Finding]:
    """Find enabled plugins that need an extra of their distribution, which is not required."""
    requirements = app.requirements
    if requirements is None or not requirements.complete:
        return
    names = selected_names(app)
    for plugin in [] if app.report is None else app.report["installed"]:
        required = requirements.find(plugin["distribution"])
        extra = plugin["name"]
        if extra not in names or required is None or extra in required.extras:
            continue
        needed = _needed_by_extra(plugin["distribution"], extra)
        if not needed <= _closure(requirements)[0]:
            name = f"{plugin['distribution']}[{extra}]"
            yield error(
                "requirement-missing",
                f"plugin '{extra}' needs the extra of its name, and {_FILE} has "
                f"'{required.name}' without it: once deployed, what it needs is not installed",
                f"write '{name}'",
                required.at,
            )


def _needed_by_extra(distribution: str, extra: str) -> frozenset[str]:
    """Return the distributions that an extra of an installed one requires."""
    ending = re.compile(rf"""extra\s*==\s*['"]{re.escape(extra)}['"]""")
    matches = (
        _DEPENDENCY.match(text)
        for text in importlib.metadata.requires(distribution) or ()
        if ending.search(text)
    )
    return frozenset(canonical_distribution(match[1]) for match in matches if match is not None)


def _without_file(app: AppFolder, wanted: Mapping[str, tuple[str, Place]]) -> Iterator[Finding]:
    if any(app.directory.joinpath(name).exists() for name in _OTHER_MANIFESTS) or not wanted:
        return
    names = ", ".join(f"'{name}'" for name in wanted)
    yield error(
        "requirements-missing",
        f"there is no '{_FILE}': once deployed, {names} {'is' if len(wanted) == 1 else 'are'} not "
        "installed",
        f"add the file, with a line for each: {', '.join(wanted)}",
    )


def _selected(app: AppFolder) -> dict[str, tuple[str, Place]]:
    """Return the distributions of the selected plugins, and what of them is selected."""
    report = app.report
    names = selected_names(app)
    return {
        canonical_distribution(plugin["distribution"]): (
            f"plugin '{plugin['name']}'",
            app.local.at("FUNCEXT_PLUGINS"),
        )
        for plugin in ([] if report is None else report["installed"])
        if plugin["name"] in names and names[plugin["name"]] in (None, plugin["distribution"])
    }


def _imported(app: AppFolder) -> dict[str, tuple[str, Place]]:
    """Return the installed distributions of the modules that the app cannot do without."""
    found: dict[str, tuple[str, Place]] = {}
    for source in app.reachable:
        for module, line in _needed_modules(source):
            package = module.partition(".")[0]
            if package in sys.stdlib_module_names or package in app.sources.by_module:
                continue
            if app.directory.joinpath(package).is_dir():
                continue
            owner = owner_of(module)
            if owner is not None:
                what = f"module '{module}'"
                found.setdefault(owner, (what, app.place(source.path, line)))
    return found


def _needed_modules(source: Source) -> Iterator[tuple[str, int]]:
    """Yield the modules without which a file cannot be imported."""
    package = source.module if source.path.name == "__init__.py" else ""
    pending: list[ast.stmt] = list(source.tree.body)
    while pending:
        node = pending.pop(0)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            if not getattr(node, "level", 0):
                yield from ((name, node.lineno) for name in imported(node, package))
        elif isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.unparse(node.test):
            pending += [*node.body, *node.orelse]


def _closure(requirements: Requirements) -> tuple[frozenset[str], bool]:
    """Return what the requirements bring, and whether that is known of all of them."""
    required = {entry.key for entry in requirements.entries}
    pending = [(entry.key, bool(entry.extras)) for entry in requirements.entries if entry.applies]
    closure: dict[tuple[str, bool], bool] = {}
    while pending:
        name, with_extras = pending.pop()
        if (name, with_extras) in closure:
            continue
        try:
            needed = importlib.metadata.requires(name) or []
            closure[name, with_extras] = True
        except importlib.metadata.PackageNotFoundError:
            # funcext's own plugins are named so, and all of them bring it.
            needed = [_CORE] if name.startswith("funcext-") else []
            closure[name, with_extras] = False
        for text in needed:
            found = _DEPENDENCY.match(text)
            # Of extras, all are taken: one too many hides a finding, and invents none.
            if found is not None and (with_extras or "extra ==" not in text):
                pending.append((canonical_distribution(found[1]), bool(found[2])))
    known = all(is_known for (name, _), is_known in closure.items() if name in required)
    return frozenset(name for name, _ in closure), known


# -- what is required, and does nothing ------------------------------------------------------------


def not_enabled(app: AppFolder) -> Iterator[Finding]:
    """Find requirements whose plugins nothing enables."""
    report, requirements = app.report, app.requirements
    if report is None or requirements is None or "FUNCEXT_DISABLED" in app.own_settings:
        return
    if list(load_error_texts(report)):
        # What is enabled is not known.
        return
    selected = {*selected_names(app), *(plugin["name"] for plugin in report["plugins"])}
    by_distribution: dict[str, list[InstalledReport]] = {}
    for plugin in report["installed"]:
        by_distribution.setdefault(plugin["distribution"], []).append(plugin)
    for distribution, plugins in by_distribution.items():
        required = requirements.find(distribution)
        if required is None or any(plugin["name"] in selected for plugin in plugins):
            continue
        if _imports_any(app, {plugin["module"].partition(".")[0] for plugin in plugins}):
            continue
        names = ", ".join(plugin["name"] for plugin in plugins)
        yield warning(
            "requirement-not-enabled",
            f"'{distribution}' is required, and none of its plugins is enabled ({names})",
            f"name one in FUNCEXT_PLUGINS, such as '{plugins[0]['name']}', or remove the line",
            required.at,
        )


def _imports_any(app: AppFolder, packages: set[str]) -> bool:
    return any(
        name.partition(".")[0] in packages for source in app.reachable for name in source.imports
    )


CHECKS = (unreadable, of_the_worker, not_required, without_extra, not_enabled)
