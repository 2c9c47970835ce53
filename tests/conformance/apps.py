"""The suite's app, written in either model from the table of cases."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from conformance.cases import FUNCTIONS, Function, Way
from drivers.apps import function_json, write_app


_ENTRY_POINTS = """\
[funcext]
outer = conformance_plugins:Outer
actor = conformance_plugins:Actor
guard = conformance_plugins:Guard
inner = conformance_plugins:Inner
outer_async = conformance_plugins:OuterAsync
actor_async = conformance_plugins:ActorAsync
guard_async = conformance_plugins:GuardAsync
inner_async = conformance_plugins:InnerAsync
"""

_HEAD = """\
import asyncio, functools, typing
import azure.functions as func
import funcext_core
from conformance_plugins import called

def decorated(function):
    if asyncio.iscoroutinefunction(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            return await function(*args, **kwargs)
    else:
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return function(*args, **kwargs)
    return wrapper
"""

_OUT = {"type": "queue", "direction": "out", "name": "message", "queueName": "q", "connection": "c"}


def write(directory: Path, way: Way) -> Path:
    """Write the app for a way in and return its folder."""
    files = _v2() if way.model == "v2" else _v1(way)
    app = write_app(directory, {**files, **distribution()})
    shutil.copy(Path(__file__).with_name("conformance_plugins.py"), app)
    return app


def distribution() -> dict[str, str]:
    """Return the files that turn the app's folder into a distribution that declares the plugins."""
    folder = "conformance_plugins-1.0.dist-info"
    metadata = "Metadata-Version: 2.1\nName: conformance-plugins\nVersion: 1.0\n"
    return {f"{folder}/METADATA": metadata, f"{folder}/entry_points.txt": _ENTRY_POINTS}


def settings(way: Way) -> Mapping[str, str]:
    """Return the app settings for a way in."""
    kinds = ("outer", "actor", "inner") if way.is_bridge else ("outer", "actor", "guard", "inner")
    names = [*kinds, *(f"{kind}_async" for kind in kinds)]
    scopes = {
        f"FUNCEXT_{name.upper()}__FUNCTIONS": f"{'' if '_async' in name else '!'}*_awaited"
        for name in names
    }
    return {
        "FUNCEXT_PLUGINS": ", ".join(names),
        # The classic worker needs it for `install()` in v1; elsewhere it must change nothing.
        "PYTHON_ENABLE_WORKER_EXTENSIONS": "1",
        **scopes,
    }


def _v2() -> dict[str, str]:
    head = [_HEAD, "app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)"]
    source = [*head, "plugins = funcext_core.install(app)", *map(_v2_function, FUNCTIONS)]
    host = json.dumps({"version": "2.0"})
    return {"function_app.py": "\n\n".join(source), "host.json": host}


def _v2_function(function: Function) -> str:
    decorators = [text.format(name=function.name) for text in function.trigger.decorators]
    if function.form == "out":
        decorators.append('@app.queue_output(arg_name="message", queue_name="q", connection="c")')
    return _source(function, decorators)


def _v1(way: Way) -> dict[str, str]:
    decorators = [] if way.is_bridge else ["@funcext_core.instrument"]
    head = [_HEAD, *(["plugins = funcext_core.install()"] if way.is_bridge else [])]
    source = [*head, *(_source(function, decorators) for function in FUNCTIONS)]
    return {
        "shared/functions.py": "\n\n".join(source),
        **{f"{function.name}/function.json": _function_json(function) for function in FUNCTIONS},
    }


def bindings_of(function: Function) -> tuple[Mapping[str, str], ...]:
    """Return the function's bindings as `function.json` has them."""
    more = (_OUT,) if function.form == "out" else ()
    return (*function.trigger.bindings, *more)


def _function_json(function: Function) -> str:
    script = {"scriptFile": "../shared/functions.py", "entryPoint": function.name}
    return function_json(*bindings_of(function), **script)


def _source(function: Function, decorators: Iterable[str]) -> str:
    annotation = function.trigger.annotation
    if function.form == "quoted":
        annotation = repr(annotation)
    parameters = [f"arg: {annotation}" if annotation else "arg"]
    body = ["return called(arg)"]
    if function.form == "context":
        parameters.append("context: func.Context")
        body.insert(0, f"assert context.function_name == {function.name!r}")
    if function.form == "out":
        parameters.append("message: func.Out[str]")
        body.insert(0, 'message.set("sent")')
    if function.is_async:
        body.insert(0, "await asyncio.sleep(0)")
    lines = [
        *decorators,
        *(["@decorated"] if function.form == "decorated" else []),
        f"{'async ' if function.is_async else ''}def {function.name}({', '.join(parameters)}):",
        *(f"    {line}" for line in body),
    ]
    return "\n".join(lines)
