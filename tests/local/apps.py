"""Apps written to disk and served by the local host, without a socket."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from unittest import mock

import attrs
import httpx

from funcext_core.local import LocalHost


@attrs.frozen
class Served:
    """An app in the local host, a client for it, and what the host printed."""

    host: LocalHost
    client: httpx.Client
    printed: io.StringIO
    stop: Callable[[], object]
    """Stops the local host before the test ends."""

    @property
    def module(self) -> ModuleType:
        """The app's script, imported."""
        return sys.modules["function_app"]

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def fire(self, name: str, text: str = "") -> httpx.Response:
        return self.client.post(f"/admin/functions/{name}", json={"input": text})


Serve = Callable[..., Served]

HEAD = """\
import asyncio, contextvars, logging, queue, threading
import azure.functions as func

app = func.FunctionApp()
seen = queue.Queue()
"""


def write_app(folder: Path, source: str, *, head: str = HEAD, host: object = None) -> Path:
    """Write the folder of an app, with the imports that every app needs."""
    (folder / "function_app.py").write_text(head + textwrap.dedent(source), encoding="utf-8")
    (folder / "host.json").write_text(json.dumps(host or {"version": "2.0"}), encoding="utf-8")
    return folder


@contextlib.contextmanager
def clean_process() -> Iterator[None]:
    """Restore the parts of the process that an app changes."""
    folder, path, modules = Path.cwd(), list(sys.path), set(sys.modules)
    with mock.patch.dict(os.environ):
        yield
    os.chdir(folder)
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if name.partition(".")[0] in ("function_app", "__app__"):
            del sys.modules[name]


def write_function(
    app: Path, name: str, source: str, *bindings: Mapping[str, object], **declared: object
) -> None:
    """Write the folder of a function of the v1 model."""
    folder = app / name
    folder.mkdir()
    (folder / "__init__.py").write_text(textwrap.dedent(source), encoding="utf-8")
    content = {"bindings": bindings or HTTP, **declared}
    (folder / "function.json").write_text(json.dumps(content), encoding="utf-8")


HTTP = (
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"},
)
"""The bindings of an HTTP function in the v1 model."""
