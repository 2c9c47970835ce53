"""The same hooks called by the alternatives to funcext, each used as documented."""

from __future__ import annotations

import functools
import logging
import types
from collections.abc import Awaitable, Callable, Sequence
from contextvars import copy_context
from time import perf_counter
from typing import Any

import azure.functions as func
import pluggy

from drivers.classic_extensions import await_with_hooks, call_with_hooks
from funcext_core import Invocation, Outcome, hooks

from .noop import CONTEXT, MODEL, Noop


logger = logging.getLogger("benchmarks.rivals")

Function = Callable[..., Any]
AsyncFunction = Callable[..., Awaitable[Any]]


# -- packages that call the hooks of all plugins: pluggy, stevedore -------------------------------


def relayed(function: Function, pre: Callable[..., Any], post: Callable[..., Any]) -> Function:
    """Return the sync function between two calls that reach all plugins.

    Everything else is as in the handwritten loop.
    """

    def run(kwargs: dict[str, Any]) -> Any:
        context = kwargs.pop("context")
        invocation = Invocation(MODEL, context.invocation_id, context, kwargs)
        try:
            pre(invocation=invocation)
        except Exception:
            logger.exception("pre_invocation failed")
        if invocation._responded:
            outcome = Outcome(invocation._response, None, True)
        else:
            began = perf_counter()
            try:
                value = function(**kwargs)
            except BaseException as error:  # noqa: BLE001 - the post hooks run
                outcome = Outcome(None, error, False, None, perf_counter() - began)
            else:
                outcome = Outcome(value, None, False, None, perf_counter() - began)
        try:
            post(invocation=invocation, outcome=outcome)
        except Exception:
            logger.exception("post_invocation failed")
        if outcome._error is not None:
            raise outcome._error
        return outcome._value

    @functools.wraps(function)
    def wrapper(**kwargs: Any) -> Any:
        return copy_context().run(run, kwargs)

    return wrapper


def async_relayed(
    function: AsyncFunction, pre: Callable[..., Any], post: Callable[..., Any]
) -> AsyncFunction:
    """Return the async function between two calls that reach all plugins."""

    @functools.wraps(function)
    async def wrapper(**kwargs: Any) -> Any:
        context = kwargs.pop("context")
        invocation = Invocation(MODEL, context.invocation_id, context, kwargs)
        try:
            pre(invocation=invocation)
        except Exception:
            logger.exception("pre_invocation failed")
        if invocation._responded:
            outcome = Outcome(invocation._response, None, True)
        else:
            began = perf_counter()
            try:
                value = await function(**kwargs)
            except BaseException as error:  # noqa: BLE001 - the post hooks run
                outcome = Outcome(None, error, False, None, perf_counter() - began)
            else:
                outcome = Outcome(value, None, False, None, perf_counter() - began)
        try:
            post(invocation=invocation, outcome=outcome)
        except Exception:
            logger.exception("post_invocation failed")
        if outcome._error is not None:
            raise outcome._error
        return outcome._value

    return wrapper


class _Specs:
    """The two hooks as the relays call them: pluggy wants every argument of a hookspec."""

    @hooks.hookspec
    def pre_invocation(self, invocation: Invocation) -> None:
        """Run before the function."""

    @hooks.hookspec
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        """Run after the function."""


def pluggy_relays(plugins: Sequence[object]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Return pluggy's own callers of the two hooks, `pm.hook.pre_invocation` and the other one.

    In pluggy, an error in one plugin's hook keeps the remaining plugins' hooks from running.
    """
    manager = pluggy.PluginManager(hooks.PROJECT_NAME)
    manager.add_hookspecs(_Specs)
    for plugin in reversed(plugins):
        manager.register(plugin)
    return manager.hook.pre_invocation, manager.hook.post_invocation


def stevedore_maps(plugins: Sequence[Noop]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Return stevedore's `map` over the plugins for each of the two hooks."""
    from stevedore.extension import Extension, ExtensionManager  # noqa: PLC0415 - may be absent

    def pre(extension: Any, invocation: Invocation) -> None:
        extension.obj.pre_invocation(invocation)

    def post(extension: Any, invocation: Invocation, outcome: Outcome) -> None:
        extension.obj.post_invocation(invocation, outcome)

    extensions = [
        Extension(f"noop{index}", None, type(plugin), plugin)
        for index, plugin in enumerate(plugins)
    ]
    manager = ExtensionManager.make_test_instance(extensions, namespace=hooks.PROJECT_NAME)
    return functools.partial(manager.map, pre), functools.partial(manager.map, post)


# -- the classic worker's extension manager -------------------------------------------------------


def register_extensions(count: int) -> None:
    """Register application extensions in the SDK, with hooks that do nothing.

    Call it only with a separate registry of the SDK, as in the tests' `fresh_process`.
    """

    def pre(cls: type, log: object, context: object, *rest: object) -> None:
        """Do nothing."""

    def post(cls: type, log: object, context: object, *rest: object) -> None:
        """Do nothing."""

    members: dict[str, object] = {
        # `fresh_process` forgets the extensions' modules; by default, this would be `abc`.
        "__module__": f"{__name__}.extensions",
        "pre_invocation_app_level": classmethod(pre),
        "post_invocation_app_level": classmethod(post),
    }

    def fill(body: dict[str, object]) -> None:
        body.update(members)

    for index in range(count):
        types.new_class(f"Noop{index}", (func.AppExtensionBase,), exec_body=fill)


def by_classic_manager(function: Function) -> Function:
    """Return the sync function as the classic worker calls it, with the registered extensions."""

    def wrapper(**kwargs: Any) -> Any:
        return call_with_hooks(function, CONTEXT, kwargs)

    return wrapper


def by_classic_manager_async(function: AsyncFunction) -> AsyncFunction:
    """Return the async function as the classic worker calls it, with the registered extensions."""

    def wrapper(**kwargs: Any) -> Awaitable[Any]:
        return await_with_hooks(function, CONTEXT, kwargs)

    return wrapper


# -- AWS's decorators for Lambda handlers ---------------------------------------------------------


def handler(event: object, context: object) -> object:  # noqa: ARG001 - Lambda's signature
    """Return the event, as the other subjects' function returns the request."""
    return event


def by_powertools(function: Function, plugins: Sequence[Any]) -> Function:
    """Return the Lambda handler with a middleware of `middleware_factory` for each plugin.

    It supports only sync handlers.
    """
    from aws_lambda_powertools.middleware_factory import (  # noqa: PLC0415 - may be absent
        lambda_handler_decorator,
    )

    for plugin in reversed(plugins):
        function = lambda_handler_decorator(_middleware(plugin))(function)
    return function


def _middleware(plugin: Any) -> Function:
    pre, post = plugin.pre_invocation, plugin.post_invocation

    def middleware(handler: Function, event: object, context: object) -> object:
        try:
            pre(event)
        except Exception:
            logger.exception("pre failed")
        response = None
        try:
            response = handler(event, context)
            return response
        finally:
            try:
                post(event, response)
            except Exception:
                logger.exception("post failed")

    return middleware
