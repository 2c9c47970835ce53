"""HTTP requests over loopback: `funcext run` beside the servers that one could develop with."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import attrs

from .http_load import CONNECTIONS, Load, ask
from .report import Result, Table
from .timing import Effort, Ratio, Times, compare


SECTION = "local host"
FUNCEXT, FASTAPI, FLASK, FRAMEWORK = (
    "funcext run",
    "FastAPI on uvicorn",
    "flask run",
    "functions-framework",
)

_APP = """\
import azure.functions as func

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

@app.route("sync")
def sync_hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(f"Hello, {req.params['name']}")

@app.route("async")
async def async_hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(f"Hello, {req.params['name']}")
"""
_FASTAPI_APP = """\
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

app = FastAPI()

@app.get("/api/sync", response_class=PlainTextResponse)
def sync_hello(name: str):
    return f"Hello, {name}"

@app.get("/api/async", response_class=PlainTextResponse)
async def async_hello(name: str):
    return f"Hello, {name}"
"""
_FLASK_APP = """\
from flask import Flask, request

app = Flask(__name__)

@app.get("/api/sync")
def sync_hello():
    return f"Hello, {request.args['name']}"
"""
_FRAMEWORK_APP = """\
def sync_hello(request):
    return f"Hello, {request.args['name']}"
"""
_PATIENCE = 30.0  # seconds until a server that does not start fails


@attrs.frozen
class _Server:
    """A server: its app, and its command with a port."""

    name: str
    file: str
    source: str
    command: Sequence[str]
    kinds: Sequence[str] = ("sync",)
    module: str = ""
    """The module that must be installed."""


_SERVERS = (
    _Server(
        FUNCEXT,
        "function_app.py",
        _APP,
        ("funcext_core.cli", "run", "--port", "{port}"),
        ("sync", "async"),
    ),
    _Server(
        FASTAPI,
        "main.py",
        _FASTAPI_APP,
        ("uvicorn", "main:app", "--port", "{port}"),
        ("sync", "async"),
        "fastapi",
    ),
    _Server(
        FLASK,
        "main.py",
        _FLASK_APP,
        ("flask", "--app", "main", "run", "--port", "{port}"),
        module="flask",
    ),
    _Server(
        FRAMEWORK,
        "main.py",
        _FRAMEWORK_APP,
        ("functions_framework", "--target", "sync_hello", "--port", "{port}"),
        module="functions_framework",
    ),
)


def run(effort: Effort) -> Result:
    """Measure a sync and an async function that say hello, in every server in turn."""
    servers = [server for server in _SERVERS if not server.module or find_spec(server.module)]
    missing = [server.name for server in _SERVERS if server not in servers]
    requests = max(CONNECTIONS, effort.rounds * 20)
    loads: dict[tuple[str, str], list[Load]] = {}
    with ExitStack() as stack:
        ports = {server.name: stack.enter_context(_started(server)) for server in servers}
        for turn in range(max(1, effort.rounds // 6)):
            for kind in ("sync", "async"):
                asked = [server for server in servers if kind in server.kinds]
                for server in asked[:: 1 if turn % 2 else -1]:
                    load = ask(ports[server.name], f"/api/{kind}?name=Ada", requests, b"Hello, Ada")
                    loads.setdefault((kind, server.name), []).append(load)
    times = {key: Times(tuple(one.per_request for one in found)) for key, found in loads.items()}
    return Result(
        SECTION,
        tables=(_table(loads, times),),
        ratios=dict(_ratios(times)),
        times={f"{SECTION} {kind} {name}": taken for (kind, name), taken in times.items()},
        missing=f"not installed: {', '.join(missing)}" if missing else "",
    )


def _ratios(times: Mapping[tuple[str, str], Times]) -> Iterator[tuple[str, Ratio]]:
    """Yield the ratios of requests per second: those of funcext by those of another server."""
    for (kind, name), taken in times.items():
        if name != FUNCEXT:
            yield f"{SECTION} {kind} / {name}", compare(taken, times[kind, FUNCEXT])


@contextmanager
def _started(server: _Server) -> Iterator[int]:
    """Start a server in a process of its own, and provide its port."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        Path(folder, server.file).write_text(server.source, "utf-8")
        Path(folder, "host.json").write_text('{"version": "2.0"}', "utf-8")
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
        free.close()
        words = [word.format(port=port) for word in server.command]
        with subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", *words],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                _wait_for(server.name, process, port)
                ask(port, f"/api/{server.kinds[0]}?name=Ada", CONNECTIONS, b"Hello, Ada")
                yield port
            finally:
                process.terminate()


def _wait_for(name: str, process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    message = f"{name} did not start"
    raise RuntimeError(message)


def _table(
    loads: Mapping[tuple[str, str], Sequence[Load]], times: Mapping[tuple[str, str], Times]
) -> Table:
    rows = []
    for (kind, name), found in sorted(loads.items(), key=lambda item: item[0][0]):
        taken = times[kind, name]
        ratio = compare(taken, times[kind, FUNCEXT])
        rows.append(
            (
                kind,
                name,
                f"{1 / taken.minimum:,.0f}/s",
                f"{1 / taken.median:,.0f}/s",
                f"{Times(tuple(load.p99 for load in found)).median * 1e3:.1f} ms",
                "" if name == FUNCEXT else f"{ratio.minimum:.2f}",
            )
        )
    return Table(
        "Local host: HTTP requests per second over loopback",
        ("function", "server", "best", "median", "p99", "funcext run to it"),
        tuple(rows),
        f"A function that says hello, asked by a client in another process over {CONNECTIONS} "
        "connections that stay open, if the server lets them; the servers take turns. Each is "
        "started with its own command and defaults, its access log included, and its output is "
        "thrown away. The p99 is the median over the turns. The last column compares the best "
        "rates.",
    )
