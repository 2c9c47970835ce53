"""The shapes of functions in the v2 model: each is an app with the invocations to send to it.

`test_function_shapes.py` runs each with and without layers, on every worker.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import attrs

from drivers import inputs


@attrs.frozen
class Call:
    """One invocation of a shape's app."""

    function: str
    sent: Mapping[str, object]
    text: str
    """A text in the response body, or in the value, that the caller gets."""
    outcome: str
    """The type of the value or error that the layer sees."""
    fails: bool = False
    fired: str = ""
    """The string from which the local host makes the trigger's data."""

    streamed: bool = False
    """Whether the request is the web framework's own, which the test makes."""
    durable_1: bool = False
    """Whether it is for durable 1 only: durable 2 renames the binding and gets protobuf's bytes."""


@attrs.frozen
class Shape:
    """One way in which functions are written."""

    key: str
    source: str
    calls: tuple[Call, ...]
    requires: tuple[str, ...] = ()
    """The modules that it needs in addition to funcext's dependencies."""
    not_local: str = ""
    """The reason why the local host does not serve it; empty if it does."""
    head: str = ""
    """A text that has to be the script's first line."""

    def __str__(self) -> str:
        return self.key


HEAD = """\
import asyncio, functools, json, typing
import azure.functions as func
import funcext_core

SEEN = []
CONTEXTS = []

def watch(plugins, triggers="*"):
    scope = {"triggers": triggers} if triggers else {"functions": "*"}
    @plugins.around_invocation(**scope)
    def seen(invocation):
        event = [invocation.function.name, invocation.id]
        CONTEXTS.append(invocation.context)
        SEEN.append(event)
        outcome = yield
        event.append(type(outcome.error or outcome.value).__name__)
    return plugins
"""

APP = """
app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
watch(funcext_core.install(app))
"""


def _http(
    name: str, text: str = "hello Ann", outcome: str = "HttpResponse", *, fails: bool = False
) -> Call:
    return Call(name, {"req": _ANN}, text, outcome, fails)


_ANN = inputs.http_request(query={"name": "Ann"})
_GREET = "return func.HttpResponse('hello ' + req.params['name'])"

PLAIN = (
    Shape(
        "sync and async",
        f"""{APP}
@app.route(route="greet")
def greet(req: func.HttpRequest) -> func.HttpResponse:
    {_GREET}

@app.route(route="agreet")
async def agreet(req: func.HttpRequest) -> func.HttpResponse:
    await asyncio.sleep(0)
    {_GREET}

@app.route(route="fail")
def fail(req: func.HttpRequest) -> func.HttpResponse:
    raise ValueError("no")

@app.route(route="afail")
async def afail(req: func.HttpRequest) -> func.HttpResponse:
    raise ValueError("no")
""",
        (
            _http("greet"),
            _http("agreet"),
            _http("fail", "ValueError: no", "ValueError", fails=True),
            _http("afail", "ValueError: no", "ValueError", fails=True),
        ),
    ),
    Shape(
        "bound methods",
        f"""{APP}
class Service:
    def __init__(self, greeting):
        self.greeting = greeting
    def greet(self, req: func.HttpRequest) -> func.HttpResponse:
        return func.HttpResponse(self.greeting + req.params["name"])
    async def agreet(self, req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
        return self.greet(req)

service = Service("hello ")
app.route(route="greet")(service.greet)
app.route(route="agreet")(service.agreet)
""",
        (_http("greet"), _http("agreet")),
    ),
    Shape(
        "blueprints, registered before and after install",
        f"""
early, late = func.Blueprint(), func.Blueprint()

@early.route(route="first")
def first(req: func.HttpRequest) -> func.HttpResponse:
    {_GREET}

@late.route(route="second")
async def second(req: func.HttpRequest) -> func.HttpResponse:
    {_GREET}

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
app.register_functions(early)
watch(funcext_core.install(app))
app.register_blueprint(late)
""",
        (_http("first"), _http("second")),
    ),
    Shape(
        "`Out` bindings",
        f"""{APP}
@app.route(route="send")
@app.queue_output(arg_name="message", queue_name="q", connection="c")
def send(req: func.HttpRequest, message: func.Out[str]) -> func.HttpResponse:
    message.set(req.params["name"])
    {_GREET}

@app.route(route="asend")
@app.queue_output(arg_name="message", queue_name="q", connection="c")
async def asend(req: func.HttpRequest, message: func.Out[typing.List[str]]) -> func.HttpResponse:
    message.set([req.params["name"]])
    {_GREET}
""",
        (_http("send"), _http("asend")),
    ),
    Shape(
        "`from __future__ import annotations`",
        f"""{APP}
class Local: ...

@app.route(route="greet")
def greet(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    assert context.function_name == "greet"
    {_GREET}

@app.route(route="agreet")
async def agreet(req: func.HttpRequest) -> func.HttpResponse:
    other: Local | None = None
    {_GREET}
""",
        (_http("greet"), _http("agreet")),
        head="from __future__ import annotations\n",
    ),
    Shape(
        "unions written `X | Y`",
        f"""{APP}
@app.generic_trigger(arg_name="arg", type="activityTrigger")
def act(arg) -> int | None:
    return arg

@app.route(route="ask")
async def ask(req: func.HttpRequest) -> func.HttpResponse:
    def name(req: func.HttpRequest, otherwise: str | None = None) -> str | None:
        return req.params.get("name", otherwise)
    return func.HttpResponse("hello " + name(req))
""",
        (Call("act", {"arg": inputs.activity(7)}, "7", "int", fired="7"), _http("ask")),
    ),
    Shape(
        "decorated, with and without `functools.wraps`",
        f"""
def wrapped(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return func.HttpResponse("wrapped " + function(*args, **kwargs).get_body().decode())
    return wrapper

def awrapped(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        response = await function(*args, **kwargs)
        return func.HttpResponse("wrapped " + response.get_body().decode())
    return wrapper

def replaced(function):
    def wrapper(req: func.HttpRequest) -> func.HttpResponse:
        return func.HttpResponse("replaced " + function(req).get_body().decode())
    return wrapper
{APP}
@app.route(route="one")
@wrapped
def one(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    assert context.function_name == "one"
    {_GREET}

@app.route(route="two")
@awrapped
async def two(req: func.HttpRequest) -> func.HttpResponse:
    {_GREET}

@app.function_name(name="three")
@app.route(route="three")
@replaced
def three(req: func.HttpRequest) -> func.HttpResponse:
    {_GREET}
""",
        (
            _http("one", "wrapped hello Ann"),
            _http("two", "wrapped hello Ann"),
            _http("three", "replaced hello Ann"),
        ),
    ),
    Shape(
        "MCP tools, their binding named `context`",
        f"""{APP}
@app.generic_trigger(arg_name="context", type="mcpToolTrigger", toolName="say")
def say(context: str) -> str:
    return "hello " + json.dumps(json.loads(context)["arguments"])

@app.generic_trigger(arg_name="context", type="mcpToolTrigger", toolName="asay")
async def asay(context) -> str:
    return "hello " + context
""",
        (
            Call(
                "say",
                {"context": inputs.mcp_tool("say", {"to": "Ann"})},
                'hello {"to": "Ann"}',
                "str",
                fired='{"arguments": {"to": "Ann"}}',
            ),
            Call(
                "asay",
                {"context": inputs.mcp_tool("asay")},
                "hello {",
                "str",
                fired="{}",
            ),
        ),
    ),
    Shape(
        "MCP tools declared by `@app.mcp_tool()`",
        f"""{APP}
@app.mcp_tool()
def add(one: int, two: int) -> str:
    \"\"\"Add.\"\"\"
    return f"sum {{one + two}}"
""",
        (
            Call(
                "add",
                {"context": inputs.mcp_tool("add", {"one": 1, "two": 2})},
                "sum 3",
                "str",
                fired='{"arguments": {"one": 1, "two": 2}}',
            ),
        ),
        requires=("azure.functions.decorators.mcp",),
    ),
)


_WEB = {"req": inputs.http_request(url="http://localhost:7071/api/greet/Ann")}
WEB = (
    Shape(
        "`AsgiFunctionApp` (FastAPI)",
        """
import fastapi
web = fastapi.FastAPI()

@web.get("/api/greet/{name}")
async def greet(name: str):
    return {"hello": name}

app = func.AsgiFunctionApp(app=web, http_auth_level=func.AuthLevel.ANONYMOUS)
watch(funcext_core.install(app))
""",
        (Call("http_app_func", _WEB, '{"hello":"Ann"}', "HttpResponse"),),
        ("fastapi",),
    ),
    Shape(
        "`AsgiFunctionApp` (Starlette)",
        """
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

async def greet(request):
    return PlainTextResponse("hello " + request.path_params["name"])

app = func.AsgiFunctionApp(
    app=Starlette(routes=[Route("/api/greet/{name}", greet)]),
    http_auth_level=func.AuthLevel.ANONYMOUS,
)
watch(funcext_core.install(app))
""",
        (Call("http_app_func", _WEB, "hello Ann", "HttpResponse"),),
        ("starlette",),
    ),
    Shape(
        "`WsgiFunctionApp` (Flask)",
        """
import flask
web = flask.Flask("web")

@web.get("/api/greet/<name>")
def greet(name):
    return "hello " + name

app = func.WsgiFunctionApp(app=web.wsgi_app, http_auth_level=func.AuthLevel.ANONYMOUS)
watch(funcext_core.install(app))
""",
        (Call("http_app_func", _WEB, "hello Ann", "HttpResponse"),),
        ("flask",),
    ),
)


_NO_SERVICE = "The local host reads from no service: a durable client is None there."
_NO_EXTENSION = "The local host has no support for the types of azurefunctions.extensions."

STREAMING = (
    Shape(
        "HTTP streaming (`azurefunctions-extensions-http-fastapi`)",
        f"""
from azurefunctions.extensions.http.fastapi import JSONResponse, Request, StreamingResponse
{APP}
@app.route(route="greet/{{name}}")
async def greet(req: Request) -> JSONResponse:
    return JSONResponse({{"hello": req.path_params["name"]}})

@app.route(route="count/{{name}}")
async def count(req: Request) -> StreamingResponse:
    async def numbers():
        for number in range(3):
            yield str(number)
    return StreamingResponse(numbers(), media_type="text/plain")
""",
        (
            Call("greet", {}, '{"hello":"Ann"}', "JSONResponse", streamed=True),
            Call("count", {}, "012", "StreamingResponse", streamed=True),
        ),
        ("azurefunctions.extensions.http.fastapi", "starlette"),
        not_local=_NO_EXTENSION,
    ),
)

_DURABLE_FUNCTIONS = """
@%(app)s.orchestration_trigger(context_name="context")
def orchestrate(context: df.DurableOrchestrationContext):
    done = yield context.call_activity("act", context.get_input())
    return done

@%(app)s.entity_trigger(context_name="context")
def counter(context):
    context.set_state(context.get_state(lambda: 0) + context.get_input())

@%(app)s.activity_trigger(input_name="number")
def act(number: int):
    return number + 1

@%(app)s.route(route="start")
@%(app)s.durable_client_input(client_name="client")
async def start(req: func.HttpRequest, client: df.DurableOrchestrationClient) -> func.HttpResponse:
    return func.HttpResponse(client.create_http_management_payload("id-1")["id"])
"""

_ORCHESTRATION = inputs.orchestration("orchestrate", 1)
_ENTITY = inputs.entity("counter", "add", 2, state=40)
_DURABLE_CALLS = (
    Call(
        "orchestrate",
        {"context": _ORCHESTRATION},
        '"functionName": "act"',
        "str",
        fired=str(_ORCHESTRATION.data.value),
        durable_1=True,
    ),
    Call(
        "counter",
        {"context": _ENTITY},
        '"entityState": "42"',
        "str",
        fired=str(_ENTITY.data.value),
        durable_1=True,
    ),
    Call("act", {"number": inputs.activity(1)}, "2", "int", fired=json.dumps(1)),
)
_CLIENT_CALLS = (
    Call(
        "start",
        {"req": _ANN, "client": inputs.durable_client()},
        "id-1",
        "HttpResponse",
    ),
)

_DF_APP = f"""
import azure.durable_functions as df
app = df.DFApp(http_auth_level=func.AuthLevel.ANONYMOUS)
watch(funcext_core.install(app))
{_DURABLE_FUNCTIONS % {"app": "app"}}"""

DURABLE = (
    Shape(
        "durable functions: orchestrator, entity, activity (`DFApp`)",
        _DF_APP,
        _DURABLE_CALLS,
        ("azure.durable_functions",),
    ),
    Shape(
        "durable functions: client",
        _DF_APP,
        _CLIENT_CALLS,
        ("azure.durable_functions",),
        not_local=_NO_SERVICE,
    ),
    Shape(
        "durable functions in a blueprint",
        f"""
import azure.durable_functions as df
blueprint = df.Blueprint()
{_DURABLE_FUNCTIONS % {"app": "blueprint"}}
{APP}
app.register_functions(blueprint)
""",
        _DURABLE_CALLS,
        ("azure.durable_functions",),
    ),
)

SHAPES = (*PLAIN, *WEB, *STREAMING, *DURABLE)
