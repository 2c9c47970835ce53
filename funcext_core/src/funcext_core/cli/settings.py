"""`funcext settings`: every setting that the plugins of an app read."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import console, foreign_output, json_option, print_json, table, title, warn, width


if TYPE_CHECKING:
    from .app import AppSettings
    from .described import Setting


_WIDE = 120
"""The width from which each fact has a column of its own."""


@click.command(
    short_help="Show every setting that an app's plugins read.",
    epilog="""\b
Examples:
  funcext settings                what the plugins of the app here read
  funcext settings shop --local   as the text of local.settings.json
  funcext settings shop --az      as a command for the app in Azure
  funcext settings --all --schema > settings.schema.json""",
)
@click.argument(
    "app_dir",
    default=".",
    metavar="[APP_DIR]",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="The settings of every installed plugin, not only of those that are selected.",
)
@click.option("--local", is_flag=True, help="Print the text of a local.settings.json.")
@click.option("--az", is_flag=True, help="Print a command of the Azure CLI that sets them.")
@click.option("--schema", is_flag=True, help="Print a JSON Schema for local.settings.json.")
@json_option
def settings(
    app_dir: Path,
    *,
    everything: bool,
    local: bool,
    az: bool,
    schema: bool,
    as_json: bool,
) -> None:
    """Show every setting that the plugins of the app in APP_DIR read.

    APP_DIR is the current folder by default. Plugins are imported, and not built: an option that
    is missing or wrong stops nothing. The app itself is not imported. Values of secrets are not
    shown.
    """
    if sum((local, az, schema, as_json)) > 1:
        message = "use only one of --local, --az, --schema and --json"
        raise click.UsageError(message)
    from funcext_core.errors import FuncextError

    from .app import settings_of
    from .described import GENERAL, of_plugins

    try:
        given = settings_of(app_dir)
        with foreign_output():
            plugins = of_plugins(app_dir, given, everything=everything, warn=warn)
    except FuncextError as error:
        raise click.ClickException(str(error)) from None
    found = [*GENERAL, *plugins]
    if local:
        values = {setting.name: setting.suggested(given) for setting in _written(found, given)}
        print_json({"IsEncrypted": False, "Values": values})
    elif az:
        click.echo(_az_command(_written(found, given), given))
    elif schema:
        print_json(_schema(found))
    elif as_json:
        print_json([setting.facts(given) for setting in found])
    else:
        _show(GENERAL, plugins, given)


def _written(found: Iterable[Setting], given: AppSettings) -> Iterator[Setting]:
    """Yield the settings that are worth writing down: those with a value, and required ones."""
    for setting in found:
        if given.origin(setting.name) or setting.required or (setting.option and setting.default):
            yield setting


def _az_command(found: Iterable[Setting], given: AppSettings) -> str:
    pairs = [f"{setting.name}={setting.suggested(given)}" for setting in found]
    lines = [
        "az functionapp config appsettings set --name <APP> --resource-group <GROUP> --settings",
        *map(shlex.quote, pairs),
    ]
    return " \\\n  ".join(lines)


def _schema(found: Sequence[Setting]) -> Mapping[str, object]:
    """Return a JSON Schema for local.settings.json, whose values are all text."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "local.settings.json with the settings of funcext's plugins",
        "type": "object",
        "properties": {
            "IsEncrypted": {"type": "boolean"},
            "Values": {
                "type": "object",
                "properties": {setting.name: setting.schema for setting in found},
                "required": [setting.name for setting in found if setting.required],
                "additionalProperties": {"type": "string"},
            },
        },
    }


def _show(general: Sequence[Setting], plugins: Sequence[Setting], given: AppSettings) -> None:
    title("Settings of funcext")
    _show_table(general, given)
    names = dict.fromkeys(setting.plugin for setting in plugins)
    for name in names:
        click.echo()
        title(f"Settings of plugin {name!r}")
        _show_table([setting for setting in plugins if setting.plugin == name], given)
    if not names:
        click.echo()
        click.echo("FUNCEXT_PLUGINS selects no plugin; --all shows the settings of all installed.")


def _show_table(found: Iterable[Setting], given: AppSettings) -> None:
    if width() < _WIDE:
        narrow = [(setting.name, _in_short(setting, given)) for setting in found]
        console().print(table(("setting", "description"), narrow))
        return
    rows = [
        (
            setting.name,
            setting.type,
            _default(setting),
            setting.shown(given) or "",
            setting.description,
        )
        for setting in found
    ]
    columns = ("setting", "type", "default", "now", "description")
    console().print(table(columns, rows))


def _in_short(setting: Setting, given: AppSettings) -> str:
    """Return everything about a setting but its name, in one text."""
    default, now = _default(setting), setting.shown(given)
    facts = [
        setting.type,
        default if default in ("", "required") else f"default {default}",
        "" if now is None else f"now {now}",
    ]
    return f"{setting.description.rstrip('.')} ({'; '.join(filter(None, facts))})"


def _default(setting: Setting) -> str:
    return "required" if setting.required else setting.default or ""
