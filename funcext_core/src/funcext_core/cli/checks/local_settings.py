"""local.settings.json, and settings that are where nothing reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from funcext_core._settings.names import GENERAL, PREFIX, WORKER_EXTENSIONS

from .finding import Finding, Place, error, warning
from .folder import AppFolder, can_be_set


_VALUES = "Values"
_RUNTIME = "FUNCTIONS_WORKER_RUNTIME"
_OF_THE_PLATFORM = frozenset({_RUNTIME, "AzureWebJobsStorage", WORKER_EXTENSIONS})
_MISNAMED = ("local.setting.json", "localsettings.json", "local_settings.json", "settings.json")
_READ_BY_NOTHING = (".env", "appsettings.json")
_ON_LINUX = re.compile(r"[A-Za-z0-9_]+")
_DISABLED = re.compile(r"AzureWebJobs\.[\w-]+\.Disabled")
_PORTS = range(65536)


def unreadable(app: AppFolder) -> Iterator[Finding]:
    """Find a file that is not a JSON object, or is encrypted."""
    local = app.local
    if local.problem:
        yield error(
            "local-settings-invalid",
            f"'{local.name}' {local.problem}",
            "correct it",
            app.place(local.name, local.line),
        )
    if str(local.content.get("IsEncrypted")).lower() == "true":
        yield error(
            "local-settings-encrypted",
            f"'{local.name}' is encrypted, so its settings cannot be read",
            "decrypt it with 'func settings decrypt'",
            local.at("IsEncrypted"),
        )


def misnamed(app: AppFolder) -> Iterator[Finding]:
    """Find a file that was meant to be local.settings.json."""
    if app.local.exists:
        return
    for name in _MISNAMED:
        path = app.directory / name
        if path.is_file() and f'"{_VALUES}"' in path.read_text("utf-8", errors="replace"):
            yield warning(
                "local-settings-misnamed",
                f"nothing reads '{name}'",
                f"rename it to '{app.local.name}'",
                Place(name),
            )


def sections(app: AppFolder) -> Iterator[Finding]:
    """Find sections of a wrong type."""
    local = app.local
    for name in (_VALUES, "Host"):
        found = local.content.get(name)
        if found is not None and not isinstance(found, dict):
            yield error(
                "local-settings-section",
                f"'{name}' in '{local.name}' is not a JSON object",
                'write it as in {"Values": {"FUNCEXT_PLUGINS": "timer"}}',
                local.at(name),
            )
    port = local.section("Host").get("LocalHttpPort")
    if port is not None and (isinstance(port, bool) or port not in _PORTS):
        yield error(
            "local-settings-section",
            f"'Host.LocalHttpPort' in '{local.name}' is not a port number",
            "write a number from 0 to 65535",
            local.at("LocalHttpPort"),
        )


def values(app: AppFolder) -> Iterator[Finding]:
    """Find settings that are not text."""
    local = app.local
    for name, value in app.values.items():
        if isinstance(value, (dict, list)):
            yield error(
                "setting-not-text",
                f"the setting '{name}' in '{local.name}' is {_kind(value)}, so no setting is read",
                "write one setting for each value, with text",
                local.at(name),
            )
        elif not isinstance(value, str):
            shown = "null" if value is None else str(value).lower()
            yield warning(
                "setting-not-text",
                f"the setting '{name}' in '{local.name}' is {shown}, which is not text",
                f'write "{shown}"' if value is not None else "write text, or remove it",
                local.at(name),
            )


def _kind(value: object) -> str:
    return "an object" if isinstance(value, dict) else "an array"


def twice(app: AppFolder) -> Iterator[Finding]:
    """Find settings that are there twice: the last one counts."""
    for name in app.local.twice:
        yield warning(
            "setting-twice",
            f"'{name}' is in '{app.local.name}' twice, and only the last one counts",
            "remove one",
            app.local.at(name),
        )


def outside_values(app: AppFolder) -> Iterator[Finding]:
    """Find settings in a JSON file of the app, but not where settings are read."""
    for file in (app.local, app.host):
        for path, value in file.paths():
            key = path[-1]
            if path == (_VALUES, key) and file is app.local:
                continue
            if key.upper().startswith(PREFIX) and not isinstance(value, dict):
                yield _outside(file.name, key, file.line_of(key))
            elif len(path) == 1 and key in _OF_THE_PLATFORM:
                yield warning(
                    "setting-outside-values",
                    f"nothing reads '{key}' in '{file.name}', outside 'Values'",
                    f"move it to 'Values' in '{app.local.name}'",
                    file.at(key),
                )


def _outside(file: str, name: str, line: int | None) -> Finding:
    where = "outside 'Values'" if file == "local.settings.json" else "which has no settings"
    return error(
        "setting-outside-values",
        f"nothing reads '{name}' in '{file}', {where}",
        "move it to 'Values' in 'local.settings.json', and to the app settings in Azure",
        Place(file, line),
    )


def in_other_files(app: AppFolder) -> Iterator[Finding]:
    """Find settings in files that neither the Functions host nor funcext reads."""
    if any("dotenv" in name for source in app.reachable for name in source.imports):
        return
    for name in _READ_BY_NOTHING:
        path = app.directory / name
        text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
        for number, line in enumerate(text.splitlines(), start=1):
            found = re.match(rf'\s*(?:export\s+)?"?({PREFIX}\w+)"?\s*[=:]', line)
            if found is not None and found[1] not in app.values:
                yield _outside(name, found[1], number)


def names(app: AppFolder) -> Iterator[Finding]:
    """Find names that are refused, or changed, on Linux, where Python functions run."""
    for name in app.values:
        if not can_be_set(name):
            yield error(
                "setting-name",
                f"'{name}' is not a name that a setting can have",
                "correct it, or remove the setting",
                app.local.at(name),
            )
            continue
        if _ON_LINUX.fullmatch(name) or _DISABLED.fullmatch(name):
            continue
        better = re.sub(r"[^A-Za-z0-9_]", "_", name.strip().replace(":", "__"))
        make = error if better.upper() in GENERAL else warning
        yield make(
            "setting-name",
            f"the setting '{name}' has a character that the names of settings in Azure cannot have "
            "on Linux",
            f"use letters, digits and underscores, as in '{better}'",
            app.local.at(name),
        )


def runtime(app: AppFolder) -> Iterator[Finding]:
    """Find an app that is to run in the worker of another language."""
    found = app.values.get(_RUNTIME)
    if isinstance(found, str) and found.strip().lower() != "python":
        yield error(
            "worker-runtime",
            f"'{_RUNTIME}' is {found!r}, so the app's functions are looked for in another language",
            f'write "{_RUNTIME}": "python"',
            app.local.at(_RUNTIME),
        )


def hidden_by_shell(app: AppFolder) -> Iterator[Finding]:
    """Find settings that an empty variable of the shell overrides."""
    for name, value in _hidden(app.values, app.environ):
        yield warning(
            "setting-hidden",
            f"the shell's variable '{name}' is empty, and overrides the {value} of "
            f"'{app.local.name}'",
            f"unset it: unset {name}",
            app.local.at(name),
        )


def _hidden(given: Mapping[str, object], environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        if value and environ.get(name) == "":
            # A value may be a secret, unless it is the selection.
            yield name, f"value '{value}'" if name == "FUNCEXT_PLUGINS" else "value"


CHECKS = (
    unreadable,
    misnamed,
    sections,
    values,
    twice,
    outside_values,
    in_other_files,
    names,
    runtime,
    hidden_by_shell,
)
