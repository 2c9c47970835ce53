"""Broken apps, each with the finding that it must have, and healthy ones, which have none.

They are in `zoo/broken.txt` and `zoo/healthy.txt`. An app begins with a line ``=== name``. The
lines below it, of a broken one, are the severity and code of its finding, and optionally:

    at: the place of the finding
    says: words of its message or its fix
    environ: NAME=value, a variable of the command's environment
    others: yes, if what else is installed may add findings

A file begins with ``--- path``; ``(absent)`` keeps it from being written, and the content of one
that is ``(escaped)`` is in escape sequences. A line ``%name`` stands for the text of that name in
`TEXTS`. Each app has a host.json and a requirements.txt, unless it says otherwise.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs


ZOO = Path(__file__).parent / "zoo"

APP = "import azure.functions as func\napp = func.FunctionApp()\n"
TEXTS = {
    "app": APP,
    "installed": (
        "import azure.functions as func, funcext_core\n"
        "app = func.FunctionApp()\nplugins = funcext_core.install(app)\n"
    ),
    "hello": (
        '\n@app.route(route="hello")\n'
        'def hello(req: func.HttpRequest) -> str:\n    return "hello"\n'
    ),
    "later": (
        '\n@app.route(route="later")\n'
        'async def later(req: func.HttpRequest) -> str:\n    return "later"\n'
    ),
    "v1": """{"bindings": [
  {"type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "anonymous"},
  {"type": "http", "direction": "out", "name": "$return"}]}
""",
    "values": '{\n  "IsEncrypted": false,\n  "Values": {\n',
}
"""The parts that apps have in common. The text of `values` is closed at the end of the file."""

DEFAULTS = {"host.json": b'{"version": "2.0"}', "requirements.txt": b"azure-functions\n"}
WRONG_SDK = "<2" if sys.version_info >= (3, 13) else ">=2"
"""The versions of the SDK that are not for this Python."""


@attrs.define
class Animal:
    """An app of the zoo."""

    name: str
    facts: dict[str, str] = attrs.field(factory=dict)
    """The lines about its finding."""
    files: dict[str, bytes] = attrs.field(factory=lambda: dict(DEFAULTS))

    def __str__(self) -> str:
        return self.name

    @property
    def severity(self) -> str:
        """The severity of its finding."""
        return "error" if "error" in self.facts else "warning"

    @property
    def code(self) -> str:
        """The code of its finding."""
        return self.facts[self.severity]

    @property
    def environ(self) -> Mapping[str, str]:
        """A variable of the command's environment."""
        name, equals, value = self.facts.get("environ", "").partition("=")
        return {name: value} if equals else {}

    def write(self, folder: Path) -> Path:
        """Write its files, and return the folder."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder


def read_zoo(name: str) -> list[Animal]:
    """Return the apps in a file of the zoo."""
    text = ZOO.joinpath(name).read_text("utf-8")
    return [_animal(part) for part in text.split("\n=== ")[1:]]


def _animal(text: str) -> Animal:
    head, *files = text.replace("{WRONG_SDK}", WRONG_SDK).split("\n--- ")
    name, *facts = head.strip().splitlines()
    pairs = (line.partition(": ") for line in facts)
    animal = Animal(name, {key: value for key, _, value in pairs})
    for file in files:
        title, _, content = file.partition("\n")
        path, _, kind = title.partition(" (")
        if kind == "absent)":
            animal.files.pop(path, None)
        else:
            animal.files[path] = _content(content, escaped=kind == "escaped)")
    return animal


def _content(text: str, *, escaped: bool) -> bytes:
    lines = text.rstrip("\n").split("\n") if text.strip("\n") else []
    expanded = "".join(_expanded(lines))
    if escaped:
        return expanded.encode("ascii").decode("unicode_escape").encode("latin-1")
    return expanded.encode("utf-8")


def _expanded(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield TEXTS.get(line[1:], f"{line}\n") if line.startswith("%") else f"{line}\n"
    if "%values" in lines:
        yield "  }\n}\n"


PLUGINS = """
import time
import attrs
from funcext_core import hookimpl


@attrs.define
class Audit:
    level: str = "INFO"

    @hookimpl
    def post_invocation(self, invocation): ...


class Cache:
    @hookimpl
    def pre_invocation(self, invocation):
        self.look_up(invocation)

    def look_up(self, invocation):
        if invocation.args.get("cached"):
            invocation.respond("cached")


class DeclaredCache(Cache):
    before = ("gate",)


class Gate:
    on_error = "fail"

    @hookimpl
    def pre_invocation(self, invocation): ...


class Slow:
    @hookimpl
    def pre_invocation(self, function_id=None): ...


class Sleepy:
    @hookimpl
    def pre_invocation(self, invocation):
        self.wait()

    def wait(self):
        time.sleep(1)


class First:
    before = ("audit",)

    @hookimpl
    def pre_invocation(self, invocation): ...


class Reserved:
    enabled: bool = True

    @hookimpl
    def pre_invocation(self, invocation): ...


Reserved = attrs.define(Reserved)
"""
ENTRY_POINTS = {
    "audit": "zoo_plugins:Audit",
    "cache": "zoo_plugins:Cache",
    "declared-cache": "zoo_plugins:DeclaredCache",
    "gate": "zoo_plugins:Gate",
    "mistaken": "zoo_plugins:Slow",
    "sleepy": "zoo_plugins:Sleepy",
    "first": "zoo_plugins:First",
    "reserved": "zoo_plugins:Reserved",
    "importless": "zoo_importless:Plugin",
}
MODULES = {
    "zoo_plugins": PLUGINS,
    "zoo_importless": "import a_package_that_is_not_there",
}
