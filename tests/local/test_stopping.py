"""`funcext run` at its end: what runs while its loop still does."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from local.processes import starting


APP = """
import asyncio
import azure.functions as func
import funcext_core

{app}
plugins = funcext_core.install(app)

@plugins.app_start
async def started(app):
    global loop
    loop = asyncio.get_running_loop()

@plugins.app_stop
async def stop(app):
    await asyncio.sleep(0)
    print("async app_stop", asyncio.get_running_loop() is loop)

@plugins.app_stop
def stop_sync(app):
    print("sync app_stop")
"""
PLAIN = """
app = func.FunctionApp()

@app.route()
def hello(req): return "hello"
"""
ASGI = """
async def asgi(scope, receive, send):
    while True:
        message = await receive()
        print(message["type"], asyncio.get_running_loop().is_running())
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return

app = func.AsgiFunctionApp(asgi)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_async_hooks_run_on_the_loop(tmp_path: Path, number: signal.Signals) -> None:
    with starting() as start:
        app = ASGI if number == signal.SIGTERM else PLAIN
        (tmp_path / "function_app.py").write_text(APP.format(app=app), encoding="utf-8")
        process = start(tmp_path, "--port", 0)
        process.until("Press Ctrl")
        served = len(process.lines)
        assert process.stop(number) == 0
    lines = [line for line in process.lines[served:] if line]
    hooks = ["async app_stop True", "sync app_stop"]
    assert sorted(line for line in lines if "app_stop" in line) == hooks
    assert lines[-1] == "Stopped."
    assert ("lifespan.shutdown True" in lines) is (app is ASGI)
    assert lines.count("Stopping ...") == 1
