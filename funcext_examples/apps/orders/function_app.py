"""A shop that takes orders: HTTP, a queue and a timer, with the plugins of funcext-examples.

Orders are kept in this process, to need no database; a real shop would not.
"""

from __future__ import annotations

import logging

import azure.functions as func
from orders import Number, blueprint, shelf

import funcext_core
from funcext_examples.logs import bind


app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
plugins = funcext_core.install(app, require=["guard"])
app.register_functions(blueprint)


@app.route(route="health", methods=["GET"])
def health(req: func.HttpRequest) -> str:
    return "healthy"


@app.queue_trigger(arg_name="message", queue_name="orders", connection="AzureWebJobsStorage")
def pack(message: func.QueueMessage) -> None:
    number = Number(int(message.get_body()))
    bind(order=number)
    shelf.pack(number)
    logging.getLogger(__name__).info("packed")


@app.timer_trigger(schedule="0 0 * * * *", arg_name="timer")
async def report(timer: func.TimerRequest) -> None:
    logging.getLogger(__name__).info("%d orders are not packed yet", len(shelf.waiting()))
