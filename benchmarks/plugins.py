"""The cost of the plugins of funcext-examples: of an invocation, and of a cold start."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import azure.functions as func

import funcext_core
from funcext_core._plugins.lock_writer import write_lock

from . import ROOT
from .hot_path import BARE, KINDS, Subject, cost_above, timers
from .report import Result, Table, milliseconds
from .timing import Effort, Times, interleaved


SECTION = "plugins"
PACKAGES = {"guard": "jwt", "inputs": "attrs", "logs": "attrs", "tracing": "opentelemetry.sdk"}
"""By plugin, the module of the package that it needs."""
CONTEXT = SimpleNamespace(
    function_name="hello",
    function_directory="",
    invocation_id="1",
    trace_context=SimpleNamespace(trace_parent=f"00-{'a' * 32}-{'b' * 16}-01", trace_state=""),
)
ISSUER = "https://issuer.example"
STEPS = ("start", "first", "first, warm")
"""A start, and a first invocation: right after it, and once the modules in `warm` are imported."""

# Each start is a process of its own. `warm` is what makes the difference between the two.
START = """\
import json, os, sys, threading, time
import azure.functions as func
name, cls, warm, lock = sys.argv[1:]
began = time.perf_counter()
import funcext_core
settings = {"FUNCEXT_LOCK": lock}
plugins = []
if name:
    import importlib
    plugin = getattr(importlib.import_module(f"funcext_examples.{name}"), cls)
    if warm == "cold":
        plugin.warm = ()
    plugins = [(name, plugin)]
    if name == "guard":
        url = "http://127.0.0.1:9/keys"
        options = {"ISSUER": "https://a", "AUDIENCE": "b", "JWKS_URL": url}
        settings |= {f"FUNCEXT_GUARD__{option}": text for option, text in options.items()}
app = func.FunctionApp()
funcext_core.install(app, plugins=plugins, settings=settings)
@app.route()
def hello(req: func.HttpRequest) -> str:
    return "hello"
(function,) = app.get_functions()
started = time.perf_counter()
for thread in threading.enumerate():
    if warm == "warm" and thread.name == "funcext-warm":
        thread.join()
trace = type("Trace", (), {"trace_parent": "00-" + "a" * 32 + "-" + "b" * 16 + "-01"})
context = type("Context", (), {"invocation_id": "1", "trace_context": trace})
request = func.HttpRequest("GET", "http://localhost/api/hello", body=b"")
call = function.get_user_function()
again = time.perf_counter()
call(req=request, context=context) if plugins else call(req=request)
ended = time.perf_counter()
print(json.dumps([started - began, ended - again]), flush=True)
os._exit(0)
"""
CLASSES = {"guard": "Guard", "inputs": "Inputs", "logs": "Logs", "tracing": "Tracing"}


def run(effort: Effort) -> Result:
    """Measure each plugin whose packages are installed, around sync and async functions."""
    names = [name for name, module in PACKAGES.items() if _is_installed(module)]
    times = {f"{kind} {name}": _of(kind, name, effort) for name in names for kind in KINDS}
    starts = {name: _starts(name, effort) for name in ["", *names]}
    missing = sorted(PACKAGES.keys() - set(names))
    return Result(
        SECTION,
        tables=(_invocations(names, times), _cold_starts(starts)),
        ratios={},
        times={
            f"{SECTION} {case} {name}": taken
            for case, by_name in {**times, **starts}.items()
            for name, taken in by_name.items()
        },
        missing=f"what they need is not installed: {', '.join(missing)}" if missing else "",
    )


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


# -- an invocation ---------------------------------------------------------------------------------


def hello(req: func.HttpRequest) -> object:
    """Return the request, the least that a function can do."""
    return req.url


async def hello_async(req: func.HttpRequest) -> object:
    """Return the request, as an async function."""
    return req.url


def hello_number(req: func.HttpRequest, number: int) -> object:  # noqa: ARG001 - it asks for it
    """Take a parameter of the query."""
    return req.url


async def hello_number_async(
    req: func.HttpRequest,
    number: int,  # noqa: ARG001 - as above
) -> object:
    """Take a parameter of the query, as an async function."""
    return req.url


def _of(kind: str, name: str, effort: Effort) -> dict[str, Times]:
    with subjects(kind, name) as found, timers(kind, found, effort) as measures:
        return interleaved(measures, effort.rounds)


@contextmanager
def subjects(kind: str, name: str) -> Iterator[dict[str, Subject]]:
    """Provide a function without the plugin and with it, for the block."""
    is_async = kind == "async"
    bare: Callable[..., Any] = hello_async if is_async else hello
    asking: Callable[..., Any] = hello_number_async if is_async else hello_number
    function = asking if name == "inputs" else bare
    request = func.HttpRequest(
        "GET",
        "http://localhost/api/hello",
        headers=_headers(name),
        params={"number": "5"},
        body=b"",
    )
    with ExitStack() as stack:
        plugin = stack.enter_context(_PLUGINS[name]())
        app = func.FunctionApp()
        funcext_core.install(app, plugins=[(name, plugin)], settings={})
        app.route(route="hello")(function)
        (served,) = app.get_functions()
        given: dict[str, object] = {"req": request}
        yield {
            BARE: Subject(bare, given),
            name: Subject(served.get_user_function(), {**given, "context": CONTEXT}),
        }


@contextmanager
def _guard() -> Iterator[object]:
    """Provide a guard that has its keys: they are fetched once an hour."""
    from funcext_examples.guard import Guard, keys  # noqa: PLC0415 - its packages may be absent

    guard = Guard(
        issuer=(ISSUER,),
        audience=("api",),
        jwks_url=f"{ISSUER}/keys",
    )
    guard._keys._keys = keys.keys_in(_key_set())
    guard._keys._expire = float("inf")
    yield guard


@contextmanager
def _inputs() -> Iterator[object]:
    from funcext_examples.inputs import Inputs  # noqa: PLC0415 - as above

    yield Inputs()


@contextmanager
def _logs() -> Iterator[object]:
    """Provide logs, whose line is made and dropped."""
    from funcext_examples.logs import Logs  # noqa: PLC0415 - as above

    logs = Logs()
    root = logging.getLogger()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        handler = logging.StreamHandler(nowhere)
        before, root.handlers[:] = root.handlers[:], [handler]
        try:
            yield logs
        finally:
            logs.app_stop(None)  # type: ignore[arg-type] # it does not read it
            root.handlers[:] = before


@contextmanager
def _tracing() -> Iterator[object]:
    """Provide tracing, whose spans are recorded and dropped."""
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - as above

    from funcext_examples.tracing import Tracing  # noqa: PLC0415 - as above

    tracing = Tracing()
    tracing._tracer = TracerProvider(shutdown_on_exit=False).get_tracer("benchmark")
    yield tracing


_PLUGINS = {"guard": _guard, "inputs": _inputs, "logs": _logs, "tracing": _tracing}


@cache
def _key() -> Any:
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 - as above

    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _key_set() -> bytes:
    import jwt  # noqa: PLC0415 - as above

    public = jwt.get_algorithm_by_name("RS256").to_jwk(_key().public_key(), as_dict=True)
    return json.dumps({"keys": [{**public, "kid": "1", "alg": "RS256"}]}).encode()


def _headers(name: str) -> dict[str, str]:
    if name != "guard":
        return {}
    import jwt  # noqa: PLC0415 - as above

    claims = {"iss": ISSUER, "aud": "api", "sub": "ada", "exp": time.time() + 86_400}
    return {"Authorization": f"Bearer {jwt.encode(claims, _key(), 'RS256', headers={'kid': '1'})}"}


# -- a cold start ----------------------------------------------------------------------------------


def _starts(name: str, effort: Effort) -> dict[str, Times]:
    taken: dict[str, list[float]] = {step: [] for step in STEPS}
    with TemporaryDirectory() as folder:
        # Without one, a start looks through every distribution of this environment.
        lock = Path(folder, "funcext.lock")
        write_lock(lock, [])
        _start(name, "warm", lock)  # it writes the bytecode that the others read
        for _ in range(effort.processes):
            start, first = _start(name, "cold", lock)
            _, warmed = _start(name, "warm", lock)
            for step, seconds in zip(STEPS, (start, first, warmed), strict=True):
                taken[step].append(seconds)
    return {step: Times(tuple(seconds)) for step, seconds in taken.items()}


def _start(name: str, warm: str, lock: Path) -> Sequence[float]:
    """Start an app in a process of its own, and invoke its function; return the seconds of both."""
    command = [sys.executable, "-c", START, name, CLASSES.get(name, ""), warm, str(lock)]
    environment = {
        **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": str(lock.parent),
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9",
    }
    done = subprocess.run(  # noqa: S603 - our own words
        command, check=True, capture_output=True, cwd=ROOT, env=environment, text=True
    )
    seconds: Sequence[float] = json.loads(done.stdout)
    return seconds


# -- the tables ------------------------------------------------------------------------------------


def _invocations(names: Sequence[str], times: Mapping[str, dict[str, Times]]) -> Table:
    rows = [
        (f"`{name}`", *(cost_above(times[f"{kind} {name}"], name) for kind in KINDS))
        for name in names
    ]
    return Table(
        "The plugins of funcext-examples: cost of an invocation above the bare call",
        ("plugin", *KINDS),
        tuple(rows),
    )


def _cold_starts(starts: Mapping[str, dict[str, Times]]) -> Table:
    rows = [
        (
            f"`{name}`" if name else "funcext without a plugin",
            *(milliseconds(taken[step].minimum) for step in STEPS),
        )
        for name, taken in starts.items()
    ]
    return Table(
        "The plugins of funcext-examples: a cold start, and the first invocation",
        ("plugin", "start", "first invocation, without `warm`", "first invocation, with `warm`"),
        tuple(rows),
    )
