"""The cost of a parameter that a plugin fills, and of the alternatives that fill one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import wraps
from importlib.util import find_spec
from typing import Annotated, Any

import attrs
import azure.functions as func

import funcext_core
from funcext_core import provides

from .hot_path import BARE, FUNCEXT, KINDS, Subject, cost_above, timers
from .noop import REQUEST
from .report import Result, Table, ratio
from .timing import Effort, Ratio, Times, compare, interleaved


SECTION = "parameters"
SCOPES = ("app", "invocation")

DECORATOR = "hand-written decorator"
FASTAPI = "FastAPI's Depends"
DISHKA = "dishka"
POWERTOOLS = "Powertools' Depends"
RIVALS = (DECORATOR, FASTAPI, DISHKA, POWERTOOLS)
PACKAGES = {FASTAPI: "fastapi", DISHKA: "dishka", POWERTOOLS: "aws_lambda_powertools"}


class Value:
    """The value that the function asks for."""


class OfApp:
    """A plugin that provides one value for all invocations."""

    @provides(scope="app")
    def value(self) -> Value:
        """Return the value."""
        return Value()


class OfInvocation:
    """A plugin that provides a value for each invocation."""

    @provides
    def value(self) -> Value:
        """Return the value."""
        return Value()


def hello(req: object, value: Value) -> object:  # noqa: ARG001 - it asks for the value
    """Return the request, the least that a function can do."""
    return req


async def hello_async(req: object, value: Value) -> object:  # noqa: ARG001 - as `hello`
    """Return the request, as an async function."""
    return req


@attrs.frozen
class Case:
    """The kind of the function, and the scope of what it asks for."""

    kind: str
    scope: str

    @property
    def name(self) -> str:
        """The name in keys."""
        return f"{self.kind} {self.scope}"

    @property
    def is_async(self) -> bool:
        """Whether the function is async."""
        return self.kind == "async"

    @property
    def function(self) -> Callable[..., Any]:
        """The function that asks."""
        return hello_async if self.is_async else hello


CASES = tuple(Case(kind, scope) for kind in KINDS for scope in SCOPES)


def run(effort: Effort) -> Result:
    """Measure one parameter of each scope, around sync and async functions."""
    times = {}
    for case in CASES:
        with timers(case.kind, subjects(case), effort) as measures:
            times[case.name] = interleaved(measures, effort.rounds)
    ratios = {
        f"{SECTION} {case} / {rival}": compare(taken[FUNCEXT], taken[rival], taken[BARE])
        for case, taken in times.items()
        for rival in RIVALS
        if rival in taken
    }
    missing = [package for package in PACKAGES.values() if find_spec(package) is None]
    return Result(
        SECTION,
        tables=(_table(times, ratios),),
        ratios=ratios,
        times={
            f"{SECTION} {case} {name}": taken
            for case, by_name in times.items()
            for name, taken in by_name.items()
        },
        missing=f"not installed: {', '.join(missing)}" if missing else "",
    )


def subjects(case: Case) -> dict[str, Subject]:
    """Return the function with each way of filling its parameter that is installed."""
    found = {
        BARE: Subject(case.function, {"req": REQUEST, "value": Value()}),
        FUNCEXT: Subject(_served(case), {"req": REQUEST}),
        DECORATOR: Subject(_decorated(case), {"req": REQUEST}),
    }
    sync_or_async = (FASTAPI, _by_fastapi) if case.is_async else (POWERTOOLS, _by_powertools)
    for name, fill in (sync_or_async, (DISHKA, _by_dishka)):
        if find_spec(PACKAGES[name]) is not None:
            found[name] = Subject(fill(case), {"req": REQUEST})
    return found


def _served(case: Case) -> Callable[..., Any]:
    """Return the function as the worker gets it, with a plugin that provides its parameter."""
    app = func.FunctionApp()
    plugin = OfApp() if case.scope == "app" else OfInvocation()
    funcext_core.install(app, settings={}, plugins=[plugin])
    app.route(route="hello")(case.function)
    (function,) = app.get_functions()
    user_function: Callable[..., Any] = function.get_user_function()
    return user_function


# -- by hand --------------------------------------------------------------------------------------


def _decorated(case: Case) -> Callable[..., Any]:
    """Return the function with a decorator that fills the parameter.

    For a value of the app it opens that when it is first needed. It does not keep two threads from
    opening it at once, and closes nothing.
    """
    if case.scope == "app":
        return _with_one(case.function)
    function = case.function

    @wraps(function)
    def wrapper(**kwargs: Any) -> Any:
        return function(**kwargs, value=Value())

    return wrapper


def _with_one(function: Callable[..., Any]) -> Callable[..., Any]:
    value: Value | None = None

    @wraps(function)
    def wrapper(**kwargs: Any) -> Any:
        nonlocal value
        if value is None:
            value = Value()
        return function(**kwargs, value=value)

    return wrapper


# -- FastAPI --------------------------------------------------------------------------------------


def _by_fastapi(case: Case) -> Callable[..., Awaitable[object]]:
    """Return a function that solves the endpoint's dependencies and calls it, as a route does.

    What a route does for the request and the response is left out.
    """
    from fastapi import Depends  # noqa: PLC0415 - may be absent
    from fastapi.dependencies.utils import get_dependant, solve_dependencies  # noqa: PLC0415 - only this section needs it
    from starlette.requests import Request  # noqa: PLC0415 - only this section needs it

    # An async dependency: FastAPI would run a sync one in a thread.
    one = Value()

    async def shared() -> Value:
        return one

    async def new() -> Value:
        return Value()

    asked = Depends(shared if case.scope == "app" else new)

    async def endpoint(value: Value) -> None: ...

    endpoint.__annotations__["value"] = Annotated[Value, asked]
    dependant = get_dependant(path="/", call=endpoint)
    scope = {"type": "http", "headers": [], "query_string": b"", "path_params": {}}

    async def call(req: object) -> object:
        async with AsyncExitStack() as stack:
            request = Request(
                {**scope, "fastapi_inner_astack": stack, "fastapi_function_astack": stack}
            )
            solved = await solve_dependencies(
                request=request,
                dependant=dependant,
                async_exit_stack=stack,
                embed_body_fields=False,
            )
            return await hello_async(req, **solved.values)

    return call


# -- dishka ---------------------------------------------------------------------------------------


def _by_dishka(case: Case) -> Callable[..., Any]:
    """Return a function that gets the value from a container, as dishka's documentation does."""
    import dishka  # noqa: PLC0415 - may be absent

    scope = dishka.Scope.APP if case.scope == "app" else dishka.Scope.REQUEST
    provider = dishka.Provider(scope=scope)
    provider.provide(Value)
    if case.is_async:
        return _by_async_container(dishka.make_async_container(provider), case)
    container = dishka.make_container(provider)
    if case.scope == "app":
        return lambda req: hello(req, container.get(Value))

    def call(req: object) -> object:
        with container() as requested:
            return hello(req, requested.get(Value))

    return call


def _by_async_container(container: Any, case: Case) -> Callable[..., Awaitable[object]]:
    async def of_app(req: object) -> object:
        return await hello_async(req, await container.get(Value))

    async def of_invocation(req: object) -> object:
        async with container() as requested:
            return await hello_async(req, await requested.get(Value))

    return of_app if case.scope == "app" else of_invocation


# -- Powertools -----------------------------------------------------------------------------------


def _by_powertools(case: Case) -> Callable[..., object]:
    """Return a function that solves the handler's dependencies and calls it, as a resolver does."""
    from aws_lambda_powertools.event_handler.depends import (  # noqa: PLC0415 - may be absent
        Depends,
        build_dependency_tree,
        solve_dependencies,
    )

    one = Value()
    asked = Depends((lambda: one) if case.scope == "app" else Value)

    def handler(value: Value) -> None: ...

    handler.__annotations__["value"] = Annotated[Value, asked]
    tree = build_dependency_tree(handler)

    def call(req: object) -> object:
        return hello(req, **solve_dependencies(dependant=tree))

    return call


# -- the table ------------------------------------------------------------------------------------


def _table(times: dict[str, dict[str, Times]], ratios: dict[str, Ratio]) -> Table:
    rows = [(FUNCEXT, *(cost_above(taken, FUNCEXT) for taken in times.values()))]
    rows += [
        (rival, *(_compared(case, taken, rival, ratios) for case, taken in times.items()))
        for rival in RIVALS
        if any(rival in taken for taken in times.values())
    ]
    header = (f"{case.kind}, value of the {case.scope}" for case in CASES)
    return Table(
        "One parameter: cost of an invocation above the bare call with the value",
        ("the parameter is filled by", *header),
        tuple(rows),
        "The least time, followed by funcext's time relative to it: of the least times, and in "
        "parentheses the median over the rounds. Below 1, funcext is faster.",
    )


def _compared(case: str, times: dict[str, Times], rival: str, ratios: dict[str, Ratio]) -> str:
    if rival not in times:
        return "-"
    return f"{cost_above(times, rival)}: {ratio(ratios[f'{SECTION} {case} / {rival}'])}"
