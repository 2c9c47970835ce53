"""Apps and plugins that the tests of the kit serve."""

from __future__ import annotations

import azure.functions as func

from funcext_core import Invocation, Outcome, hookimpl


class Guard:
    """Turns away whoever has no token."""

    on_error = "fail"
    triggers = ("httpTrigger",)

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        assert invocation.request is not None
        if invocation.request.headers.get("authorization") != "Bearer secret":
            invocation.refuse(401, "no token")


class Shout:
    """Changes what a function returns."""

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        if isinstance(outcome.value, str):
            outcome.value = outcome.value.upper()


def hello(req: func.HttpRequest) -> str:
    return f"hello {req.params.get('name', 'you')}"


async def hello_async(req: func.HttpRequest) -> str:
    return f"hello {req.params.get('name', 'you')}"


def make_app() -> func.FunctionApp:
    """Return an app with an HTTP function of each kind and a queue function."""
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    app.route(route="hello/{name?}")(hello)
    app.route(route="async")(hello_async)

    @app.queue_output(arg_name="$return", queue_name="out", connection="c")
    @app.queue_trigger(arg_name="msg", queue_name="in", connection="c")
    def on_order(msg: func.QueueMessage) -> str:
        return msg.get_body().decode()

    @app.route(route="fail")
    def fail(req: func.HttpRequest) -> str:
        message = "no"
        raise ValueError(message)

    return app
