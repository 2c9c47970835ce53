"""`funcext plugins`: the plugins of an app, in layer order, and those that are not enabled."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from .output import console, foreign_output, json_option, print_json, table, title, warn


if TYPE_CHECKING:
    from funcext_core._plugins.discovery import Installed

    from .app import App
    from .enabled import Enabled, Selection


_BY = {
    "worker": "worker's setting",
    "setting": "FUNCEXT_PLUGINS",
    "install": "install()",
    "app": "decorator",
    "use": "use()",
}
"""By a plugin's origin, what enables it."""


@attrs.frozen
class Extension:
    """A worker extension that is registered with the SDK."""

    name: str
    runs: bool
    why: str
    """The reason why it runs, or does not."""


@attrs.frozen
class Report:
    """The content of the command's output."""

    app: str | None
    """The app's folder; None outside an app."""
    selection: Selection
    extensions: tuple[Extension, ...]
    problem: str | None
    """The reason why the app cannot be indexed, or runs no plugin."""
    warnings: tuple[str, ...]

    @property
    def fails(self) -> bool:
        """Whether something that the app names cannot be enabled."""
        return self.app is not None and bool(self.selection.missing or self.problem)


@click.command(
    short_help="List an app's plugins, and why others are not enabled.",
    epilog="""\b
Examples:
  funcext plugins              the plugins of the app in the current folder
  funcext plugins shop --json  those of the app in shop, for programs""",
)
@click.argument(
    "app_dir",
    default=".",
    metavar="[APP_DIR]",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@json_option
def plugins(app_dir: Path, *, as_json: bool) -> None:
    """List the plugins of the app in APP_DIR, by default the current folder.

    The first one is the outermost layer. Below are the plugins that are installed and not enabled,
    those that the settings name and that cannot be enabled, and the worker extensions. The app is
    imported and indexed, but not started. Outside an app, the settings are those of the
    environment.

    Exits with 1 if the app cannot be indexed, or a plugin that is named cannot be enabled.
    """
    from funcext_core.errors import FuncextError

    try:
        with foreign_output():
            report = _report(app_dir)
    except FuncextError as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        print_json(_facts(report))
    else:
        _show(report)
    if report.fails:
        raise SystemExit(1)


def _report(app_dir: Path) -> Report:
    """Look at an app, or at the environment outside an app.

    Raises:
        FuncextError: a general setting is not valid, or a file cannot be read.
    """
    from funcext_core._engine.folders import has_folders

    from .app import App, indexed, is_root, settings_of
    from .enabled import selection_of

    if not (is_root(app_dir) or has_folders(app_dir)):
        selection = selection_of(App(app_dir.resolve(), settings_of(app_dir)))
        return Report(None, selection, (), None, ())
    with indexed(app_dir) as app:
        return Report(
            str(app.directory),
            selection_of(app),
            tuple(_extensions(app)),
            _problem(app),
            tuple(_warnings(app)),
        )


def _warnings(app: App) -> Iterator[str]:
    """Yield settings without effect, failed functions of the v1 model, and logged warnings."""
    from funcext_core.local.misplaced import misplaced

    if app.project is not None:
        yield from map(str, misplaced(app.project, app.settings.environ))
    for failure in app.failures.values():
        yield str(failure)
    for record in app.records:
        if record.levelno >= logging.WARNING:
            yield record.getMessage()


def _problem(app: App) -> str | None:
    """Return why an app cannot be indexed, or runs none of the plugins that it selects."""
    from funcext_core._worker.silence import why_silent

    if app.error is not None:
        return str(app.error)
    if not app.settings.values.get("FUNCEXT_PLUGINS", "").strip():
        return None
    silence = why_silent()
    return None if silence is None else f"no plugin runs: {silence}"


def _extensions(app: App) -> list[Extension]:
    """Return the worker extensions that the app has registered, without those of Azure."""
    from funcext_core._settings.general import worker_flag
    from funcext_core._settings.names import WORKER_EXTENSIONS
    from funcext_core._worker.extensions.outermost_layer import registered_names

    enabled = worker_flag(app.settings.values.get(WORKER_EXTENSIONS))
    if not enabled:
        runs, why = False, f"never runs: set {WORKER_EXTENSIONS}=1"
    elif app.plugins is None:
        runs, why = False, "runs on Python 3.12 and earlier; from 3.13, add install(app)"
    else:
        runs, why = True, "runs, as the outermost layer"
    return [Extension(name, runs, why) for name in registered_names()]


def _facts(report: Report) -> dict[str, object]:
    """Return the report as JSON has it."""
    return {
        "app": report.app,
        "plugins": [attrs.asdict(plugin) for plugin in report.selection.enabled],
        "installed": [
            {
                "name": plugin.name,
                "distribution": plugin.distribution,
                "version": plugin.version,
                "needs": plugin.needs if plugin.lacks else None,
            }
            for plugin in report.selection.installed
        ],
        "missing": dict(report.selection.missing),
        "extensions": [attrs.asdict(extension) for extension in report.extensions],
        "problem": report.problem,
        "warnings": list(report.warnings),
    }


# -- for people ----------------------------------------------------------------------------------


def _show(report: Report) -> None:
    selection = report.selection
    if selection.enabled:
        title(_heading(report))
        _show_enabled(selection.enabled)
    else:
        title("No plugin is enabled")
    if selection.installed:
        _part("Installed, not enabled")
        _show_installed(selection.installed)
    if selection.missing:
        _part("Selected, and cannot be enabled")
        console().print(table(("plugin", "why"), list(selection.missing.items())))
    if report.extensions:
        _part("Worker extensions")
        rows = [(extension.name, extension.why) for extension in report.extensions]
        console().print(table(("extension", "state"), rows))
    for text in report.warnings:
        warn(text)
    if report.problem is not None and report.problem not in selection.missing.values():
        click.echo(f"Error: {report.problem}", err=True)


def _heading(report: Report) -> str:
    count = len(report.selection.enabled)
    if count == 1:
        named, selected = "1 plugin", "1 plugin is selected"
    else:
        named, selected = f"{count} plugins", f"{count} plugins are selected"
    if report.problem is not None:
        return f"{selected}, and does not run" if count == 1 else f"{selected}, and none runs"
    return f"{selected} by the environment" if report.app is None else f"{named}, outermost first"


def _show_installed(installed: Sequence[Installed]) -> None:
    ready = [plugin.name for plugin in installed if not plugin.lacks]
    if len(ready) == len(installed):
        rows = [(plugin.name, plugin.release) for plugin in installed]
        console().print(table(("plugin", "distribution"), rows))
    else:
        lacking = [
            (plugin.name, plugin.release, plugin.needs if plugin.lacks else "")
            for plugin in installed
        ]
        console().print(table(("plugin", "distribution", "note"), lacking))
    if ready:
        click.echo(f"To enable one, name it in FUNCEXT_PLUGINS, as in FUNCEXT_PLUGINS={ready[0]}.")


def _show_enabled(enabled: Sequence[Enabled]) -> None:
    rows = [
        (
            str(number),
            plugin.name,
            plugin.distribution or "the app",
            "guard" if plugin.guard else "",
            _BY[plugin.origin],
            _scope(plugin),
        )
        for number, plugin in enumerate(enabled, start=1)
    ]
    columns = ("#", "plugin", "distribution", "guard", "enabled by", "functions")
    console().print(table(columns, rows, keep=2))
    _part("Hooks")
    hooks = [
        (
            plugin.name,
            hook.name if hook.provides is None else f"{hook.name} -> {hook.provides}",
            hook.kind,
            ", ".join(hook.may),
        )
        for plugin in enabled
        for hook in plugin.hooks
    ]
    console().print(table(("plugin", "hook", "kind", "may"), hooks))
    options = [
        (
            option.setting,
            option.value,
            option.origin if option.place is None else f"{option.origin}, {option.place}",
        )
        for plugin in enabled
        for option in plugin.options
    ]
    if options:
        _part("Options")
        console().print(table(("setting", "value", "from"), options))


def _scope(plugin: Enabled) -> str:
    parts = []
    if plugin.around is None:
        parts.append(", ".join(plugin.functions) or "all")
        if plugin.triggers:
            parts.append(f"with {', '.join(plugin.triggers)}")
    elif plugin.around:
        parts.append(", ".join(plugin.around))
    else:
        parts.append("none of this app")
    return " ".join(parts)


def _part(text: str) -> None:
    click.echo()
    title(text)
