"""A client gets each header and cookie that a hook writes to `outcome.response`."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

import pytest

from drivers.classic import ClassicWorker
from drivers.inputs import http_request
from drivers.interface import HTTP_BINDINGS, HttpReply, function_json
from drivers.params import CLASSIC, LIBRARY, LOCAL
from worker.starting import ON, Start, Worker


HEAD = """
import asyncio
import azure.functions as func
import funcext_core
from funcext_core import hookimpl, use

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
funcext_core.install(app, settings={})

def write(outcome, name):
    response = outcome.response
    response.headers["X-Seen"] = f"{response.status} {response.headers['content-type']}"
    response.headers[f"X-{name}"] = name
    response.add_cookie(f"{name}=1; Path=/; HttpOnly")

class Post:
    @hookimpl
    def post_invocation(self, outcome):
        write(outcome, "post")

class Around:
    @hookimpl
    def around_invocation(self):
        outcome = yield
        write(outcome, "around")

class Failing:
    @hookimpl
    def post_invocation(self, outcome):
        write(outcome, "failing")
        raise ValueError("no")

class Answering:
    @hookimpl
    def pre_invocation(self, invocation):
        invocation.refuse(401, "no")
"""
PLAIN = """
SHARED = func.HttpResponse("shared", status_code=201, mimetype="text/html")

@app.route(route="a")
@use(Around(), Failing(), Post())
def sync_text(req: func.HttpRequest) -> str:
    return "n\\u00e9"

@app.route(route="b")
@use(Around(), Failing(), Post())
async def async_text(req: func.HttpRequest) -> str:
    return "n\\u00e9"

@app.route(route="c")
@use(Around(), Failing(), Post())
def sync_shared(req: func.HttpRequest) -> func.HttpResponse:
    return SHARED

@app.route(route="d")
@use(Around(), Failing(), Post())
async def async_shared(req: func.HttpRequest) -> func.HttpResponse:
    return SHARED

@app.route(route="e")
@use(Around(), Post(), Answering())
def answered(req: func.HttpRequest) -> str:
    return "never"
"""
STREAMING = """
import json
from azurefunctions.extensions.http.fastapi import JSONResponse, Request, StreamingResponse
from fastapi import Response

SHARED = Response("shared", status_code=201, media_type="text/html")

async def numbers():
    for number in range(3):
        yield str(number)

@app.route(route="a")
@use(Around(), Failing(), Post())
async def text(req: Request) -> str:
    return "n\\u00e9"

@app.route(route="b")
@use(Around(), Failing(), Post())
async def shared(req: Request) -> Response:
    return SHARED

@app.route(route="c")
@use(Around(), Failing(), Post())
async def stream(req: Request) -> StreamingResponse:
    return StreamingResponse(numbers(), status_code=201, media_type="text/plain")

@app.route(route="e")
@use(Around(), Failing(), Post())
async def classic(req: Request) -> JSONResponse:
    return func.HttpResponse("no response of the framework", status_code=202)

@app.route(route="d")
@use(Around(), Post(), Answering())
async def answered(req: Request) -> JSONResponse:
    return JSONResponse({})
"""

HOST = '{"version": "2.0"}'

WRITTEN = {
    "sync_text": (200, "text/plain; charset=utf-8", "né".encode()),
    "async_text": (200, "text/plain; charset=utf-8", "né".encode()),
    "sync_shared": (201, "text/html; charset=utf-8", b"shared"),
    "async_shared": (201, "text/html; charset=utf-8", b"shared"),
    "answered": (401, "text/plain; charset=utf-8", b"no"),
}


@pytest.mark.parametrize("worker", [CLASSIC, LIBRARY, LOCAL])
def test_an_app_that_streams_no_http(start: Start, worker: Worker) -> None:
    running = start(worker, {"function_app.py": HEAD + PLAIN, "host.json": HOST})
    for function, (status, content_type, body) in WRITTEN.items():
        for _ in range(2):  # the second time, a shared object is still as the app made it
            reply = running.invoke(function, {"req": http_request()}).value
            assert isinstance(reply, HttpReply)
            headers = {name.lower(): value for name, value in reply.headers.items()}
            assert (reply.status, headers["content-type"]) == (status, content_type)
            assert reply.body == body
            assert reply.cookies == (("post", "1"), ("around", "1"))
            assert headers["x-seen"] == f"{status} {content_type}"
            assert (headers["x-post"], headers["x-around"]) == ("post", "around")
            assert "x-failing" not in headers


STREAMED = {
    "text": (200, "application/json", '"n\u00e9"'.encode()),
    "shared": (201, "text/html; charset=utf-8", b"shared"),
    "stream": (201, "text/plain; charset=utf-8", None),
    # Written to, it becomes one that the framework can send.
    "classic": (202, "text/plain; charset=utf-8", b"no response of the framework"),
    "answered": (401, "text/plain; charset=utf-8", b"no"),
}


@pytest.mark.skipif(
    importlib.util.find_spec("azurefunctions") is None, reason="the extension is not installed"
)
@pytest.mark.parametrize("worker", [CLASSIC, LIBRARY])
def test_an_app_that_streams_http(start: Start, worker: Worker) -> None:
    running = start(worker, {"function_app.py": HEAD + STREAMING})
    request = importlib.import_module("starlette.requests").Request
    for function, (status, content_type, body) in STREAMED.items():
        for _ in range(2):
            streamed = request({"type": "http", "headers": [], "path_params": {}})
            reply: Any = running.invoke(function, {"req": http_request(stream=streamed)}).value
            assert (reply.status_code, reply.headers["content-type"]) == (status, content_type)
            assert getattr(reply, "body", None) == body
            assert reply.headers.getlist("set-cookie") == [
                "post=1; Path=/; HttpOnly",
                "around=1; Path=/; HttpOnly",
            ]
            assert reply.headers["x-seen"] == f"{status} {content_type}"
            assert "x-failing" not in reply.headers


V1 = """
import azure.functions as func
import funcext_core

plugins = funcext_core.install()

@plugins.post_invocation
def write(outcome):
    outcome.response.headers["X-One"] = "1"
    outcome.response.add_cookie("a=1")

{decorator}
def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("Hello", headers={{"X-Own": "1"}})
"""


INSTRUMENT = "@funcext_core.instrument"


@pytest.mark.parametrize(
    ("worker", "decorator"),
    [
        pytest.param(ClassicWorker, "", id="driven by the worker"),
        pytest.param(*CLASSIC.values, INSTRUMENT, id="classic"),
        pytest.param(*LIBRARY.values, INSTRUMENT, id="library", marks=LIBRARY.marks),
    ],
)
def test_the_v1_model(start: Start, worker: Worker, decorator: str) -> None:
    files = {
        "hello/function.json": function_json(*HTTP_BINDINGS),
        "hello/__init__.py": V1.format(decorator=decorator),
    }
    running = start(worker, files, ON)
    reply = running.invoke("hello", {"req": http_request()}).value
    assert isinstance(reply, HttpReply)
    headers = {name.lower(): value for name, value in reply.headers.items()}
    assert (headers["x-one"], headers["x-own"], reply.body) == ("1", "1", b"Hello")
    assert reply.cookies == (("a", "1"),)
