"""What an engineer would write by hand instead: a loop over plugins, and nested decorators.

The loop is the practical limit, and is written to be fast. It gives what funcext guarantees of an
invocation that goes well or whose function raises:

- every hook gets the same objects as from funcext: one `Invocation` and one `Outcome` for each
  invocation, with the elapsed time in it;
- a hook that raises is logged, and neither the others nor the function suffer from it;
- a hook that responded keeps what is further in from running;
- the post hooks of what was entered run, in reverse, whatever happened;
- they may replace the result, or the error;
- round a sync function, hooks and function run in one copied context.

It gives no more than that: no guards, no `AbortInvocation`, nothing undone of what a hook did
before it raised, no check of what a hook did to the arguments.

The decorators are what tutorials show: each calls one pre and one post hook with the arguments and
the result, and keeps their failures from the function. There is no object for the invocation, no
copied context, no elapsed time, and no hook can respond.
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


class Plugin(Protocol):
    """Anything with the two hooks."""

    def pre_invocation(self, invocation: Invocation, /) -> None:
        """Run before the function."""

    def post_invocation(self, invocation: Invocation, outcome: Outcome, /) -> None:
        """Run after the function."""


# One function, for a call of another costs more than what it would do.
def loop(  # noqa: C901 - see above
    function: Callable[..., Any], plugins: Sequence[Plugin]
) -> Callable[..., Any]:
    """Return the sync function with a loop over the plugins' hooks round it."""
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
    """Return the async function with a loop over the plugins' hooks round it.

    Its task has a context of its own already.
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


def decorated(function: Callable[..., Any], plugins: Sequence[Any]) -> Callable[..., Any]:
    """Return the sync function with one decorator for each plugin round it."""
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
    """Return the async function with one decorator for each plugin round it."""
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
