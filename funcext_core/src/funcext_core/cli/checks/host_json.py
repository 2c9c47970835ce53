"""host.json, without which the Functions host does not serve an app."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from .finding import Finding, error, warning
from .folder import AppFolder


_MINIMUM = '{"version": "2.0"}'
_V1_SECTIONS = {
    "http": "extensions.http",
    "queues": "extensions.queues",
    "eventHub": "extensions.eventHubs",
    "serviceBus": "extensions.serviceBus",
    "routePrefix": "extensions.http.routePrefix",
}
"""The places of what version 1 of host.json had at the top."""
_TIMEOUT = re.compile(r"-1|(?:\d+\.)?\d{1,2}:\d{2}:\d{2}(?:\.\d+)?")
_OLDEST_BUNDLE = 3


def missing(app: AppFolder) -> Iterator[Finding]:
    """Find an app without the file."""
    if not app.host.exists and (app.has_script or app.has_folders):
        alike = [path.name for path in app.directory.iterdir() if path.name.lower() == "host.json"]
        yield error(
            "host-json-missing",
            "there is no 'host.json', without which Azure does not serve the app",
            f"rename '{alike[0]}'" if alike else f"add it, with {_MINIMUM}",
        )


def unreadable(app: AppFolder) -> Iterator[Finding]:
    """Find a file that is not a JSON object."""
    host = app.host
    if host.problem:
        yield error(
            "host-json-invalid",
            f"'host.json' {host.problem}",
            "correct it",
            app.place(host.name, host.line),
        )


def version(app: AppFolder) -> Iterator[Finding]:
    """Find a file without the version that the Functions host asks for."""
    host = app.host
    if not host.exists or host.problem:
        return
    found = host.content.get("version")
    if found != "2.0":
        what = "has no 'version'" if found is None else f"has the 'version' {found!r}"
        yield error(
            "host-json-version",
            f"'host.json' {what}, so Azure does not start the app",
            'write "version": "2.0"',
            host.at("version") if found is not None else app.place(host.name),
        )


def sections(app: AppFolder) -> Iterator[Finding]:
    """Find sections of a wrong type, and those where nothing reads them."""
    host = app.host
    for path in (("extensions",), ("extensions", "http"), ("logging",), ("extensionBundle",)):
        parent = host.section(*path[:-1])
        if path[-1] in parent and not isinstance(parent[path[-1]], dict):
            yield error(
                "host-json-section",
                f"'{'.'.join(path)}' in 'host.json' is not a JSON object",
                "write an object, or remove it",
                host.at(path[-1]),
            )
    for name, place in _V1_SECTIONS.items():
        if name in host.content:
            yield warning(
                "host-json-section",
                f"nothing reads '{name}' at the top of 'host.json'",
                f"move it to '{place}'",
                host.at(name),
            )


def misplaced_prefix(app: AppFolder) -> Iterator[Finding]:
    """Find a prefix of routes where nothing reads it."""
    right = ("extensions", "http", "routePrefix")
    for path, _ in app.host.paths():
        if path[-1] == right[-1] and path != right and path[0] not in _V1_SECTIONS:
            yield warning(
                "host-json-section",
                f"nothing reads '{'.'.join(path)}' in 'host.json'",
                f"move it to '{'.'.join(right)}'",
                app.host.at(right[-1]),
            )


def route_prefix(app: AppFolder) -> Iterator[Finding]:
    """Find a prefix of routes that is not text."""
    http = app.host.section("extensions", "http")
    prefix = http.get("routePrefix", "")
    if not isinstance(prefix, str):
        yield error(
            "route-prefix",
            f"'extensions.http.routePrefix' in 'host.json' is {_json(prefix)}, not a string",
            'write a string, such as "api", or "" for none',
            app.host.at("routePrefix"),
        )


def function_timeout(app: AppFolder) -> Iterator[Finding]:
    """Find a time limit of functions that is not a duration."""
    timeout = app.host.content.get("functionTimeout")
    if timeout is not None and not (isinstance(timeout, str) and _TIMEOUT.fullmatch(timeout)):
        yield error(
            "function-timeout",
            f"'functionTimeout' in 'host.json' is {_json(timeout)}, not a duration",
            'write it as in "00:05:00"',
            app.host.at("functionTimeout"),
        )


def extension_bundle(app: AppFolder) -> Iterator[Finding]:
    """Find a bundle of extensions that is incomplete, or that Azure no longer supports."""
    bundle = app.host.content.get("extensionBundle")
    if not isinstance(bundle, dict):
        return
    lacking = [name for name in ("id", "version") if not isinstance(bundle.get(name), str)]
    if lacking:
        yield error(
            "extension-bundle",
            f"'extensionBundle' in 'host.json' has no '{lacking[0]}'",
            'write "id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"',
            app.host.at("extensionBundle"),
        )
        return
    major = re.match(r"[\[(]?\s*(\d+)", str(bundle["version"]))
    if major is not None and int(major[1]) < _OLDEST_BUNDLE:
        yield warning(
            "extension-bundle",
            f"the 'extensionBundle' of 'host.json' is of version {major[1]}, which Azure no longer "
            "supports",
            'write "version": "[4.*, 5.0.0)"',
            app.host.at("extensionBundle"),
        )


def _json(value: object) -> str:
    return json.dumps(value)


CHECKS = (
    missing,
    unreadable,
    version,
    sections,
    misplaced_prefix,
    route_prefix,
    function_timeout,
    extension_bundle,
)
