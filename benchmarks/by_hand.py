"""Handwritten alternatives to funcext: a loop over plugins, and nested decorators.

The loop is the practical limit, and is written to be fast. It gives the guarantees of funcext for
an invocation that succeeds or whose function raises:

- Every hook gets the same objects as in funcext: one `Invocation` and one `Outcome` per invocation,
  with the elapsed time.
- A hook that raises is logged. It affects neither the other hooks nor the function.
- A hook that responds keeps everything further in from running.
- The post hooks of all entered plugins run, in reverse order, whatever happened.
- They may replace the result or the error.
- Around a sync function, the hooks and the function run in one copied context.

The loop over post hooks alone has the same guarantees, without what only pre hooks need.

It does no more than that: it has no guards and no `AbortInvocation`, it does not undo the changes
of a hook that raised, and it does not check a hook's changes to the arguments.

The decorators are those of tutorials. Each calls one pre and one post hook with the arguments and
the result, and keeps their errors from the function. They have no object for the invocation, no
copied context and no elapsed time, and no hook can respond.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextvars import copy_context
from time import perf_counter
from typing import Any, Protocol

from funcext_core import Invocation, Outcome

from .noop import MODEL


logger = logging.getLogger("benchmarks.by_hand")


class PostPlugin(Protocol):
    """Anything with the hook after the function."""

    def post_invocation(self, invocation: Invocation, outcome: Outcome, /) -> None:
        """Run after the function."""


class Plugin(PostPlugin, Protocol):
    """Anything with the two hooks."""

    def pre_invocation(self, invocation: Invocation, /) -> None:
        """Run before the function."""


# A single function, because calls to others would cost more than their work.
def loop(  # noqa: C901 - see above
    function: Callable[..., Any], plugins: Sequence[Plugin]
) -> Callable[..., Any]:
    """Return the sync function with a loop over the plugins' hooks around it."""
    pre_hooks = [plugin.pre_invocation for plugin in plugins]
    post_hooks = [plugin.post_invocation for plugin in reversed(plugins)]
    count = len(plugins)

    def run(kwargs: dict[str, Any]) -> Any:
        context = kwargs.pop("context")
        invocation = Invocation(MODEL, context.invocation_id, context, kwargs)
        entered = 0
        for pre_invocation in pre_hooks:
            entered += 1
            try:
                pre_invocation(invocation)
            except Exception:
                logger.exception("pre_invocation failed")
            if invocation._responded:
                break
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
        for post_invocation in post_hooks if entered == count else post_hooks[-entered:]:
            try:
                post_invocation(invocation, outcome)
            except Exception:
                logger.exception("post_invocation failed")
        if outcome._error is not None:
            raise outcome._error
        return outcome._value

    @functools.wraps(function)
    def wrapper(**kwargs: Any) -> Any:
        return copy_context().run(run, kwargs)

    return wrapper


def async_loop(  # noqa: C901 - as `loop`
    function: Callable[..., Awaitable[Any]], plugins: Sequence[Plugin]
) -> Callable[..., Awaitable[Any]]:
    """Return the async function with a loop over the plugins' hooks around it.

    Its task already has its own context.
    """
    pre_hooks = [plugin.pre_invocation for plugin in plugins]
    post_hooks = [plugin.post_invocation for plugin in reversed(plugins)]
    count = len(plugins)

    @functools.wraps(function)
    async def wrapper(**kwargs: Any) -> Any:
        context = kwargs.pop("context")
        invocation = Invocation(MODEL, context.invocation_id, context, kwargs)
        entered = 0
        for pre_invocation in pre_hooks:
            entered += 1
            try:
                pre_invocation(invocation)
            except Exception:
                logger.exception("pre_invocation failed")
            if invocation._responded:
                break
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
        for post_invocation in post_hooks if entered == count else post_hooks[-entered:]:
            try:
                post_invocation(invocation, outcome)
            except Exception:
                logger.exception("post_invocation failed")
        if outcome._error is not None:
            raise outcome._error
        return outcome._value

    return wrapper


def post_loop(function: Callable[..., Any], plugins: Sequence[PostPlugin]) -> Callable[..., Any]:
    """Return the sync function with a loop over the plugins' post hooks after it."""
    post_hooks = [plugin.post_invocation for plugin in reversed(plugins)]

    def run(kwargs: dict[str, Any]) -> Any:
        context = kwargs.pop("context")
        invocation = Invocation(MODEL, context.invocation_id, context, kwargs)
        began = perf_counter()
        try:
            value = function(**kwargs)
        except BaseException as error:  # noqa: BLE001 - the post hooks run
            outcome = Outcome(None, error, False, None, perf_counter() - began)
        else:
            outcome = Outcome(value, None, False, None, perf_counter() - began)
        for post_invocation in post_hooks:
            try:
                post_invocation(invocation, outcome)
            except Exception:
                logger.exception("post_invocation failed")
        if outcome._error is not None:
            raise outcome._error
        return outcome._value

    @functools.wraps(function)
    def wrapper(**kwargs: Any) -> Any:
        return copy_context().run(run, kwargs)

    return wrapper


def async_post_loop(
    function: Callable[..., Awaitable[Any]], plugins: Sequence[PostPlugin]
) -> Callable[..., Awaitable[Any]]:
    """Return the async function with a loop over the plugins' post hooks after it."""
    post_hooks = [plugin.post_invocation for plugin in reversed(plugins)]

    @functools.wraps(function)
    async def wrapper(**kwargs: Any) -> Any:
        context = kwargs.pop("context")
        invocation = Invocation(MODEL, context.invocation_id, context, kwargs)
        began = perf_counter()
        try:
            value = await function(**kwargs)
        except BaseException as error:  # noqa: BLE001 - the post hooks run
            outcome = Outcome(None, error, False, None, perf_counter() - began)
        else:
            outcome = Outcome(value, None, False, None, perf_counter() - began)
        for post_invocation in post_hooks:
            try:
                post_invocation(invocation, outcome)
            except Exception:
                logger.exception("post_invocation failed")
        if outcome._error is not None:
            raise outcome._error
        return outcome._value

    return wrapper


def decorated(function: Callable[..., Any], plugins: Sequence[Any]) -> Callable[..., Any]:
    """Return the sync function with one decorator per plugin around it."""
    for plugin in reversed(plugins):
        function = _decorated(function, plugin.pre_invocation, plugin.post_invocation)
    return function


def _decorated(
    function: Callable[..., Any], pre: Callable[..., None], post: Callable[..., None]
) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(**kwargs: Any) -> Any:
        try:
            pre(kwargs)
        except Exception:
            logger.exception("pre failed")
        value = None
        try:
            value = function(**kwargs)
            return value
        finally:
            try:
                post(kwargs, value)
            except Exception:
                logger.exception("post failed")

    return wrapper


def async_decorated(
    function: Callable[..., Awaitable[Any]], plugins: Sequence[Any]
) -> Callable[..., Awaitable[Any]]:
    """Return the async function with one decorator per plugin around it."""
    for plugin in reversed(plugins):
        function = _async_decorated(function, plugin.pre_invocation, plugin.post_invocation)
    return function


def _async_decorated(
    function: Callable[..., Awaitable[Any]], pre: Callable[..., None], post: Callable[..., None]
) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(function)
    async def wrapper(**kwargs: Any) -> Any:
        try:
            pre(kwargs)
        except Exception:
            logger.exception("pre failed")
        value = None
        try:
            value = await function(**kwargs)
            return value
        finally:
            try:
                post(kwargs, value)
            except Exception:
                logger.exception("post failed")

    return wrapper
