"""The hooks that do not run around invocations: `app_start`, `post_load`, `app_stop`."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from funcext_core._exceptions import one_line, type_name
from funcext_core.errors import HookError, LoadError


if TYPE_CHECKING:
    from collections.abc import Iterable

    from funcext_core._model import App, Function
    from funcext_core._plugins.implementations import HookImpl
    from funcext_core._plugins.plugin import Plugin

    from .start_gate import Gate


def start_app(
    plugins: Iterable[Plugin], app: App, loop: asyncio.AbstractEventLoop | None
) -> Gate | None:
    """Run the sync `app_start` hooks now, and schedule the async ones on the worker's loop.

    Args:
        plugins: the app's plugins, outermost first.
        app: the hooks' argument.
        loop: the worker's event loop; None if none is running.

    Returns:
        The gate at which invocations wait; None if there is nothing to wait for.

    Raises:
        LoadError: a guard's hook raised.
    """
    starts = []
    for plugin in plugins:
        hooks = plugin.hooks("app_start")
        on_loop = [hook for hook in hooks if hook.is_async and loop is not None]
        # A plugin may offer both kinds: run the one that can run here.
        for hook in on_loop or sorted(hooks, key=lambda hook: hook.is_async)[:1]:
            if not hook.is_async:
                _run(plugin, hook, app, None)
            elif on_loop:
                starts.append((plugin.name, partial(_run_async_start, plugin, hook, app)))
            else:
                message = "app_start is async, and no event loop runs while the app is indexed"
                _contain(plugin, hook.hook, HookError(message), None)
    if not starts or loop is None:
        return None
    from .start_gate import Gate  # noqa: PLC0415 - few apps need one

    gate = Gate()
    gate.close(loop, starts)
    return gate


def run_post_load(plugins: Iterable[Plugin], function: Function) -> None:
    """Run `post_load` of the plugins whose scope has the function.

    Raises:
        LoadError: a guard's hook raised.
    """
    for plugin in plugins:
        hooks = plugin.hooks("post_load")
        if hooks and plugin.scope.covers(function):
            for hook in hooks:
                _run(plugin, hook, function, function)


def arm_stop(plugins: Iterable[Plugin], app: App, loop: asyncio.AbstractEventLoop | None) -> None:
    """Arrange for `app_stop` to run when the process ends, innermost layer first."""
    found = [
        (plugin, hook) for plugin in reversed(list(plugins)) for hook in plugin.hooks("app_stop")
    ]
    if not found:
        return
    from .stopping import StopHook, Stopper  # noqa: PLC0415 - few plugins have the hook

    hooks = [
        StopHook(plugin.name, partial(_stop_call(hook), plugin, hook, app), hook.is_async)
        for plugin, hook in found
    ]
    Stopper(hooks, loop).arm()


def _stop_call(hook: HookImpl) -> Any:
    return _run_async_stop if hook.is_async else _run_stop


def _run(plugin: Plugin, hook: HookImpl, argument: object, function: Function | None) -> None:
    try:
        hook.function(*[argument] * len(hook.arguments))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - contained, or raised as a LoadError
        _contain(plugin, hook.hook, error, function)


def _contain(plugin: Plugin, hook: str, error: BaseException, function: Function | None) -> None:
    """Report an error of a hook that ran while the app was indexed; a guard's stops the app."""
    plugin.failures.report(hook, error, function)
    if plugin.guard:
        message = f"{hook} of guard {plugin.name!r} raised {type_name(error)}: {one_line(error)}"
        raise LoadError(message) from error


async def _run_async_start(plugin: Plugin, hook: HookImpl, app: App) -> str | None:
    """Run a hook; return the plugin's name if it is a guard that failed to start."""
    try:
        await hook.function(*[app] * len(hook.arguments))
    except BaseException as error:
        plugin.failures.report(hook.hook, error, None)
        if isinstance(error, (KeyboardInterrupt, asyncio.CancelledError)):
            raise
        return plugin.name if plugin.guard else None
    return None


def _run_stop(plugin: Plugin, hook: HookImpl, app: App) -> None:
    try:
        hook.function(*[app] * len(hook.arguments))
    except BaseException as error:  # noqa: BLE001 - the process ends; the others must run
        plugin.failures.report(hook.hook, error, None)


async def _run_async_stop(plugin: Plugin, hook: HookImpl, app: App) -> None:
    try:
        await hook.function(*[app] * len(hook.arguments))
    except BaseException as error:  # noqa: BLE001 - the process ends; the others must run
        plugin.failures.report(hook.hook, error, None)
