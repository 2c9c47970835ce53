"""Four functions that show a plugin at work: HTTP (sync, async, failing) and a timer trigger."""

from __future__ import annotations

import asyncio
import logging

import azure.functions as func

import funcext_core


app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app)


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    name = req.params.get("name") or "world"
    return func.HttpResponse(f"Hello, {name}!")


@app.route(route="hello_async", methods=["GET"])
async def hello_async(req: func.HttpRequest) -> func.HttpResponse:
    name = req.params.get("name") or "world"
    await asyncio.sleep(0.05)  # as a call to another service would take
    return func.HttpResponse(f"Hello from the event loop, {name}!")


@app.route(route="fail", methods=["GET"])
def fail(req: func.HttpRequest) -> func.HttpResponse:
    message = "this function always fails"
    raise RuntimeError(message)


@app.timer_trigger(schedule="0 */5 * * * *", arg_name="timer")
def tick(timer: func.TimerRequest) -> None:
    logging.getLogger(__name__).info("tick (past due: %s)", timer.past_due)
