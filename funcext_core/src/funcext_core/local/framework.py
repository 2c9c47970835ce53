"""Functions that take a web framework's request, and return its response."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from importlib import import_module
from typing import Protocol, cast

from .asgi import App


answer: ContextVar[Callable[[object], Awaitable[object]]] = ContextVar("answer")
"""Answers the framework's request that the running task serves."""


class _ExtensionApp(Protocol):
    """`WebApp` of an SDK extension such as azurefunctions-extensions-http-fastapi."""

    def route(self, func: Callable[..., object]) -> object:
        """Send every request to a function."""

    def get_app(self) -> App:
        """Return the ASGI application."""


def framework_app() -> App:
    """Return the extension's own application, as the worker has it.

    It makes the framework's request, and a response of whatever the function returns.
    """
    base = import_module("azurefunctions.extensions.base")
    module = import_module(base.ModuleTrackerMeta.get_module())
    web_app: _ExtensionApp = module.WebApp()

    async def respond(request: object) -> object:
        return await answer.get()(request)

    # The framework finds by the type that the argument is the request.
    respond.__annotations__ = {"request": base.RequestTrackerMeta.get_request_type()}
    web_app.route(respond)
    return web_app.get_app()


def framework_error() -> object:
    """Return the framework's response that says that the function failed."""
    base = import_module("azurefunctions.extensions.base")
    response = cast("Callable[..., object]", base.ResponseTrackerMeta.get_standard_response_type())
    return response(status_code=500)


def is_disconnect(error: BaseException | None) -> bool:
    """Return whether the client went away while the function read its request."""
    # The framework need not be installed.
    kind = type(error)
    return (kind.__module__, kind.__name__) == ("starlette.requests", "ClientDisconnect")
