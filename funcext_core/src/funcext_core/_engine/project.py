"""A function app's folder: local.settings.json, the script, and host.json."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

import attrs

from .app import DEFAULT_SCRIPT
from .errors import LocalHostError
from .folders import has_folders
from .host_file import HostFile, read_host_file
from .jsonfile import read_object


# The worker's own setting, for an app whose script has a different name.
SCRIPT_SETTING = "PYTHON_SCRIPT_FILE_NAME"
DEFAULT_PORT = 7071

_SETTINGS_FILE = "local.settings.json"


@attrs.frozen
class Project:
    """An app's folder, with the facts that the local host needs."""

    directory: Path
    script: Path
    """The file that defines an app of the v2 model."""
    host: HostFile = attrs.field(factory=HostFile)
    """The settings of host.json."""
    settings: Mapping[str, str] = attrs.field(factory=dict, repr=False)  # may hold secrets
    """The `Values` of local.settings.json."""
    port: int | None = None
    """The `Host.LocalHttpPort` of local.settings.json."""
    cors: str = ""
    """The `Host.CORS` of local.settings.json: origins, with commas."""
    cors_credentials: bool = False
    """The `Host.CORSCredentials` of local.settings.json."""

    def enter(self, environ: MutableMapping[str, str]) -> None:
        """Prepare this process for the app: settings in `environ`, import path, current directory.

        As with Core Tools, a variable that is already set overrides local.settings.json.
        """
        for name, value in self.settings.items():
            environ.setdefault(name, value)
        environ["AzureWebJobsScriptRoot"] = str(self.directory)
        environ.setdefault("AZURE_FUNCTIONS_ENVIRONMENT", "Development")
        sys.path.insert(0, str(self.directory))
        os.chdir(self.directory)


def read_project(directory: Path, environ: Mapping[str, str]) -> Project:
    """Read the folder of a function app.

    Args:
        directory: the folder.
        environ: the environment. Like local.settings.json, it may name the script
            (`PYTHON_SCRIPT_FILE_NAME`).

    Raises:
        LocalHostError: the folder or the script is missing, or a file has an invalid value.
    """
    directory = directory.resolve()
    if not directory.is_dir():
        problem = "is not a folder" if directory.exists() else "does not exist"
        message = f"{directory} {problem}: pass the folder of a function app."
        raise LocalHostError(message)
    settings_file = directory / _SETTINGS_FILE
    local = read_object(settings_file)
    settings = _settings(local, settings_file)
    together = {**settings, **environ}
    return Project(
        directory=directory,
        script=_script(directory, together),
        host=read_host_file(directory, together),
        settings=settings,
        port=_port(local, settings_file),
        cors=_cors(local, settings_file),
        cors_credentials=_cors_credentials(local, settings_file),
    )


def local_settings(directory: Path) -> Mapping[str, str]:
    """Return the `Values` of the local.settings.json in a folder, if there is one.

    Raises:
        LocalHostError: it cannot be read, or has an invalid value.
    """
    path = directory / _SETTINGS_FILE
    return _settings(read_object(path), path)


def _script(directory: Path, environ: Mapping[str, str]) -> Path:
    """Return the file of a v2 app, which may be missing in a folder of a v1 app."""
    script = directory / environ.get(SCRIPT_SETTING, DEFAULT_SCRIPT)
    if script.is_file() or has_folders(directory):
        return script
    message = (
        f"There is no {script.name} in {directory}, and no folder with a function.json: pass the "
        "folder of a function app."
    )
    raise LocalHostError(message)


def _settings(local: Mapping[str, object], path: Path) -> dict[str, str]:
    if local.get("IsEncrypted") is True:
        message = (
            f"{path} is encrypted (IsEncrypted is true), and the local host cannot read it: "
            "decrypt it with `func settings decrypt`."
        )
        raise LocalHostError(message)
    values = _section(local, "Values", path)
    return {
        name: _setting(name, value, path) for name, value in values.items() if value is not None
    }


def _setting(name: str, value: object, path: Path) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    kind = type(value).__name__
    message = f"The value of {name} in {path} must be a string, not a value of type {kind}."
    raise LocalHostError(message)


def _port(local: Mapping[str, object], path: Path) -> int | None:
    port = _section(local, "Host", path).get("LocalHttpPort")
    if port is None:
        return None
    if isinstance(port, int) and not isinstance(port, bool) and port in range(65536):
        return port
    message = f"Host.LocalHttpPort in {path} must be a port number, not {port!r}."
    raise LocalHostError(message)


def _cors(local: Mapping[str, object], path: Path) -> str:
    origins = _section(local, "Host", path).get("CORS")
    if origins is None or isinstance(origins, str):
        return origins or ""
    message = f"Host.CORS in {path} must be a string of origins with commas, not {origins!r}."
    raise LocalHostError(message)


def _cors_credentials(local: Mapping[str, object], path: Path) -> bool:
    allowed = _section(local, "Host", path).get("CORSCredentials")
    if allowed is None or isinstance(allowed, bool):
        return bool(allowed)
    message = f"Host.CORSCredentials in {path} must be true or false, not {allowed!r}."
    raise LocalHostError(message)


def _section(parent: Mapping[str, object], name: str, path: Path) -> Mapping[str, object]:
    section = parent.get(name)
    if section is None:
        return {}
    if isinstance(section, dict):
        return section
    message = f"{name} in {path} must be a JSON object, not {section!r}."
    raise LocalHostError(message)
