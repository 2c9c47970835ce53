"""host.json: the settings of the Functions host that the local host obeys, and those it does not.

As in the Functions host, names are compared without case, and the app setting
``AzureFunctionsJobHost__logging__logLevel__default`` stands for a setting of host.json.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import attrs

from .errors import LocalHostError
from .jsonfile import read_object
from .retry import RetryPolicy, read_retry
from .timespan import parse_timespan


DEFAULT_ROUTE_PREFIX = "api"

_FILE = "host.json"
_OVERRIDE = "AzureFunctionsJobHost__"
_UNLIMITED = "-1"
_HEADER_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]*")
_OFF = logging.CRITICAL + 10

LOG_LEVELS: Mapping[str, int] = {
    "trace": logging.DEBUG,
    "debug": logging.DEBUG,
    "information": logging.INFO,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
    "critical": logging.CRITICAL,
    "none": _OFF,
}
"""The levels of `logging` by the names that host.json and the command line have for them."""

_IGNORED = (
    "version",
    # The local host needs no extensions, and sends nothing to Application Insights.
    "extensionBundle",
    "managedDependency",
    "logging.applicationInsights",
    "logging.console",
    "logging.fileLoggingMode",
    "telemetryMode",
)
"""The settings that are about something that a local host does not have."""

OBEYED = (
    "functionTimeout",
    "functions",
    "logging.logLevel",
    "retry",
    "extensions.http.routePrefix",
    "extensions.http.customHeaders",
    "extensions.http.maxOutstandingRequests",
)
"""The settings that the local host obeys, as paths."""


@attrs.frozen
class HostFile:
    """The settings of an app's host.json."""

    exists: bool = True
    """Whether there is one; without it, Azure does not serve the app."""
    route_prefix: str = DEFAULT_ROUTE_PREFIX
    """The first segments of every route; may be empty."""
    function_timeout: timedelta | None = None
    """The longest time of an invocation; None means no limit."""
    functions: tuple[str, ...] = ()
    """The names of the functions to serve; none means all."""
    log_levels: Mapping[str, int] = attrs.field(factory=dict)
    """The least levels of log lines, by category."""
    custom_headers: Mapping[str, str] = attrs.field(factory=dict)
    """The headers of every response that does not have them already."""
    max_outstanding_requests: int | None = None
    """The number of requests that may be in progress; None means no limit."""
    retry: RetryPolicy | None = None
    """The retry policy of functions that have none of their own."""
    unsupported: tuple[str, ...] = ()
    """The settings that the local host does not obey, as paths."""


def read_host_file(directory: Path, environ: Mapping[str, str] | None = None) -> HostFile:
    """Read the host.json of an app's folder.

    Args:
        directory: the folder.
        environ: the app settings, which may stand for settings of the file.

    Raises:
        LocalHostError: the file cannot be read, or has an invalid value.
    """
    path = directory / _FILE
    settings = _Settings(str(path), read_object(path)).overridden(environ or {})
    http = settings.section("extensions").section("http")
    return HostFile(
        exists=path.is_file(),
        route_prefix=http.text("routePrefix", DEFAULT_ROUTE_PREFIX).strip("/"),
        function_timeout=_timeout(settings),
        functions=tuple(settings.texts("functions")),
        log_levels=dict(_levels(settings.section("logging").section("logLevel"))),
        custom_headers=dict(_headers(http.section("customHeaders"))),
        max_outstanding_requests=_limit(http),
        retry=read_retry(str(path), settings.section("retry").content),
        unsupported=tuple(_unsupported(settings.content)),
    )


@attrs.frozen
class _Settings:
    """An object in host.json, and where it is."""

    where: str
    """The file, and after it the object's path in it."""
    content: Mapping[str, object]
    path: str = ""

    def overridden(self, environ: Mapping[str, str]) -> _Settings:
        """Return the settings with those that app settings stand for."""
        content = self.content
        for name, value in environ.items():
            if name.lower().startswith(_OVERRIDE.lower()):
                content = _with(content, name[len(_OVERRIDE) :].split("__"), value)
        return attrs.evolve(self, content=content)

    def get(self, name: str) -> object:
        """Return a value; None if there is none."""
        return next(
            (value for key, value in self.content.items() if key.lower() == name.lower()), None
        )

    def section(self, name: str) -> _Settings:
        """Return the object of that name; an empty one if there is none."""
        value = self.get(name)
        if value is None:
            value = {}
        if isinstance(value, dict):
            return _Settings(self.where, value, self._path(name))
        raise self.invalid(name, "a JSON object", value)

    def text(self, name: str, default: str) -> str:
        """Return a string."""
        value = self.get(name)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        raise self.invalid(name, "a string", value)

    def texts(self, name: str) -> Iterator[str]:
        """Yield the strings of an array; app settings stand for them by number."""
        value = self.get(name)
        values = list(value.values()) if isinstance(value, dict) else value
        if value is None:
            return
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise self.invalid(name, "an array of strings", value)
        yield from values

    def all_texts(self) -> Iterator[tuple[str, str]]:
        """Yield all values, which are strings, with their names."""
        for name in self.content:
            yield name, self.text(name, "")

    def invalid(self, name: str, expected: str, value: object) -> LocalHostError:
        """Return the error for a value."""
        return LocalHostError(
            f"{self._path(name)} in {self.where} must be {expected}, not {value!r}."
        )

    def _path(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def _with(content: Mapping[str, object], path: list[str], value: str) -> Mapping[str, object]:
    """Return an object with another value at a path."""
    first, *rest = path
    name = next((key for key in content if key.lower() == first.lower()), first)
    if not rest:
        return {**content, name: value}
    inner = content.get(name)
    if isinstance(inner, list):
        inner = {str(index): one for index, one in enumerate(inner)}
    return {**content, name: _with(inner if isinstance(inner, dict) else {}, rest, value)}


def _timeout(settings: _Settings) -> timedelta | None:
    name = "functionTimeout"
    text = settings.text(name, _UNLIMITED).strip()
    if text == _UNLIMITED:
        return None
    try:
        return parse_timespan(text)
    except ValueError:
        expected = "a TimeSpan longer than zero, such as 00:05:00, or -1"
        raise settings.invalid(name, expected, text) from None


def _levels(section: _Settings) -> Iterator[tuple[str, int]]:
    for category, text in section.all_texts():
        level = LOG_LEVELS.get(text.lower())
        if level is None:
            names = "Trace, Debug, Information, Warning, Error, Critical or None"
            raise section.invalid(category, names, text)
        yield category, level


def _headers(section: _Settings) -> Iterator[tuple[str, str]]:
    for name, value in section.all_texts():
        if not (_HEADER_NAME.fullmatch(name) and _HEADER_VALUE.fullmatch(value)):
            raise section.invalid(name, "a header of printable Latin-1 characters", value)
        yield name, value


def _limit(http: _Settings) -> int | None:
    name = "maxOutstandingRequests"
    value = http.get(name)
    if value is None:
        return None
    try:
        number = int(value) if isinstance(value, (int, str)) else None
    except ValueError:
        number = None
    if number is None or isinstance(value, bool):
        raise http.invalid(name, "a number", value)
    return number if number >= 0 else None


def _unsupported(content: Mapping[str, object], path: str = "") -> Iterator[str]:
    """Yield the paths of settings that the local host neither obeys nor may ignore."""
    for name, value in content.items():
        here = f"{path}{name}"
        if any(here.lower() == known.lower() for known in (*OBEYED, *_IGNORED)):
            continue
        if isinstance(value, dict) and any(
            known.lower().startswith(f"{here.lower()}.") for known in (*OBEYED, *_IGNORED)
        ):
            yield from _unsupported(value, f"{here}.")
        else:
            yield here
