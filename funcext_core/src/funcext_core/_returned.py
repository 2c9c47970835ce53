"""A value that a hook returned: always a mistake, since nothing takes it.

`return HttpResponse(...)`, `return False` or a coroutine that nobody awaits would otherwise let an
invocation pass that the hook meant to stop.
"""

from __future__ import annotations

import inspect
from contextlib import suppress
from typing import TYPE_CHECKING

from ._foreign import type_name
from .errors import HookError


if TYPE_CHECKING:
    from typing import Literal


def returned_value(
    hook: str, plugin: str, value: object, way: Literal["in", "out", ""] = ""
) -> HookError:
    """Return the error of a hook that returned something, after closing a coroutine.

    Args:
        hook: the hook's name.
        plugin: the plugin's name.
        value: the value that it returned, which is not None.
        way: the way on which the hook runs; empty for a hook that is not around invocations.
    """
    return HookError(
        f"{hook} of plugin {plugin!r} returned a value ({type_name(value)}), "
        f"which has no effect: {_advice(value, way)}"
    )


def yielded_value(plugin: str, value: object) -> HookError:
    """Return the error of an `around_invocation` that yielded something; see `returned_value`."""
    return HookError(
        f"around_invocation of plugin {plugin!r} yielded a value ({type_name(value)}), "
        f"which has no effect: {_advice(value, 'in')}"
    )


def _advice(value: object, way: str) -> str:
    if _close_coroutine(value):
        return "await it in an async def hook"
    if way == "in":
        return "answer with invocation.respond(), or raise AbortInvocation"
    if way == "out":
        return "set outcome.value or outcome.error instead"
    return "hooks return None"


def _close_coroutine(value: object) -> bool:
    """Close a coroutine that has not begun; return whether the value is a coroutine.

    It would otherwise be reported as never awaited. What it was to do is not done.
    """
    with suppress(BaseException):
        if inspect.iscoroutine(value):
            if inspect.getcoroutinestate(value) == inspect.CORO_CREATED:
                value.close()
            return True
    return False
