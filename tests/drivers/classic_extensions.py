"""The classic worker's extension manager: it runs hooks and handles their errors.

The order and the error handling are the worker's; what is registered is read from the SDK.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

import azure.functions as func


SYSTEM_LOGGER = "azure_functions_worker"
SETTING = "PYTHON_ENABLE_WORKER_EXTENSIONS"
_TRUE = frozenset({"1", "true", "t", "yes", "y"})


class HookContext(Protocol):
    """The part of an invocation's context that the manager needs: the name to look hooks up by."""

    @property
    def function_name(self) -> str: ...


def extensions_enabled() -> bool:
    """Return whether the worker's setting turns extensions on; it is read at every step."""
    return os.environ.get(SETTING, "").lower().strip() in _TRUE


def run_load_hooks(name: str, directory: str) -> None:
    """Run the load hooks for the function *name*: its own, then the application's.

    A hook's `Exception` is logged on the worker's own logger; any other leaves.
    """
    if not extensions_enabled():
        return
    own = _hooks(func.ExtensionMeta.get_function_hooks(name), "post_function_load")
    shared = _hooks(func.ExtensionMeta.get_application_hooks(), "post_function_load_app_level")
    for _, hook in (*own, *shared):
        try:
            hook(name, directory)
        except Exception as error:
            logging.getLogger(SYSTEM_LOGGER).error(error, exc_info=True)


def call_with_hooks(
    function: Callable[..., object], context: HookContext, arguments: dict[str, object]
) -> object:
    """Call a sync function between its hooks, all on this thread, and return its value.

    The hooks get *arguments* itself. When the function raises, the hooks after it do not run.
    """
    _run_before(context, arguments)
    value = function(**arguments)
    _run_after(context, arguments, value)
    return value


async def await_with_hooks(
    function: Callable[..., Awaitable[object]],
    context: HookContext,
    arguments: dict[str, object],
) -> object:
    """Await an async function between its hooks, which are called in its task, never awaited."""
    _run_before(context, arguments)
    value = await function(**arguments)
    _run_after(context, arguments, value)
    return value


def _run_before(context: HookContext, arguments: dict[str, object]) -> None:
    _run_stage("pre_invocation_app_level", context, arguments)
    _run_stage("pre_invocation", context, arguments)


def _run_after(context: HookContext, arguments: dict[str, object], value: object) -> None:
    _run_stage("post_invocation", context, arguments, value)
    _run_stage("post_invocation_app_level", context, arguments, value)


def _run_stage(stage: str, context: HookContext, *rest: object) -> None:
    """Run the hooks of one stage, found as the worker finds them.

    At each of the four stages it reads its setting and asks both registries, although only one of
    them has hooks of the stage.
    """
    if not extensions_enabled():
        return
    own = func.ExtensionMeta.get_function_hooks(context.function_name)
    _run(_hooks(own, stage), context, rest)
    _run(_hooks(func.ExtensionMeta.get_application_hooks(), stage), context, rest)


Hook = tuple[str, Callable[..., object]]


def _hooks(registered: object, stage: str) -> list[Hook]:
    """Return the hooks of *stage* in registration order, each with its class's name."""
    entries: Iterable[object] = getattr(registered, stage, ())
    return [
        (getattr(entry, "ext_name"), getattr(entry, "ext_impl"))  # noqa: B009 - untyped
        for entry in entries
    ]


def _run(hooks: list[Hook], context: HookContext, rest: tuple[object, ...]) -> None:
    for name, hook in hooks:
        logger = logging.getLogger(f"{SYSTEM_LOGGER}.extension.{name}")
        try:
            hook(logger, context, *rest)
        except Exception as error:
            # Only Exception: everything else passes the request's handler and reaches the loop.
            logger.error(error, exc_info=True)
