"""`Inputs`, the plugin."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from azure.functions import HttpRequest

import funcext_core
from funcext_core import Function, LoadError, Outcome, Parameter, hookimpl

from .invalid import InvalidInput, refuse
from .scalars import Convert, Misfit
from .structure import UnsupportedType, converter


class Body:
    """The mark of the parameter that gets the request's body: ``Annotated[Order, Body]``."""


@funcext_core.plugin(
    triggers=["httpTrigger"],
    after=("tracing", "logs", "headers", "guard", "idempotency"),
    before=("resilience", "metrics", "timer"),
)
class Inputs:
    """Give HTTP functions the parameters of their requests, by name and type.

    A parameter of a plain type gets the value of that name in the route, or else in the query. One
    that is annotated as ``Annotated[Order, Body]`` gets the body. A request whose input does not
    convert is answered with a problem document that names it.
    """

    @hookimpl
    def provide(self, function: Function, parameter: Parameter) -> Callable[..., object] | None:
        """Return the callable that gives a parameter its value."""
        is_body = any(mark is Body or isinstance(mark, Body) for mark in parameter.metadata)
        try:
            convert = converter(parameter.type, text=not is_body)
        except UnsupportedType as error:
            if not is_body:
                return None
            message = f"function {function.name!r}, body {parameter.name!r}: {error}"
            raise LoadError(message) from error
        if not is_body:
            return _in_url(parameter, convert)
        # An app that imports one of these streams HTTP, in each of its functions.
        streams = any(name.startswith("azurefunctions.extensions.http.") for name in sys.modules)
        return _in_stream(parameter, convert) if streams else _in_body(parameter, convert)

    @hookimpl
    def post_invocation(self, outcome: Outcome) -> None:
        """Answer requests whose input does not convert."""
        if isinstance(outcome.error, InvalidInput):
            outcome.value = outcome.error.answer()
            outcome.error = None


def _in_url(parameter: Parameter, convert: Convert) -> Callable[..., object]:
    """Return the callable that gives the value in the route or the query."""
    name = parameter.name

    def value(request: Any) -> object:
        is_plain = isinstance(request, HttpRequest)
        route = request.route_params if is_plain else request.path_params
        query = request.params if is_plain else request.query_params
        place, values = ("route", route) if name in route else ("query", query)
        if name not in values:
            return _default(parameter, place, name)
        several = getattr(values, "getlist", lambda name: [values[name]])(name)
        try:
            return convert(several[0] if len(several) == 1 else several, name)
        except Misfit as error:
            refuse(place, error.path, error.problem)

    return value


def _in_body(parameter: Parameter, convert: Convert) -> Callable[..., object]:
    def value(request: HttpRequest) -> object:
        content_type = request.headers.get("content-type")
        return _from_body(parameter, convert, content_type, request.get_body())

    return value


def _in_stream(parameter: Parameter, convert: Convert) -> Callable[..., object]:
    async def value(request: Any) -> object:
        content_type = request.headers.get("content-type")
        return _from_body(parameter, convert, content_type, await request.body())

    return value


def _from_body(parameter: Parameter, convert: Convert, kind: str | None, body: bytes) -> object:
    if not body:
        return _default(parameter, "body", "")
    # A browser sends text for any site, without asking (CORS); JSON it does not.
    media_type = (kind or "application/json").partition(";")[0].strip().lower()
    if media_type != "application/json" and not media_type.endswith("+json"):
        refuse("body", "", "must be JSON, with the content type application/json", 415)
    try:
        content = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        refuse("body", "", "is not JSON")
    try:
        return convert(content, "")
    except Misfit as error:
        refuse("body", error.path, error.problem)


def _refuse_constant(constant: str) -> None:
    """Refuse NaN and the infinities, which JSON does not have."""
    raise ValueError(constant)


def _default(parameter: Parameter, place: str, name: str) -> object:
    return refuse(place, name, "is missing") if parameter.required else parameter.default
