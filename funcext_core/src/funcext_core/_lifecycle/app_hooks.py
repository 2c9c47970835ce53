"""The hooks that do not run around invocations: `app_start`, `post_load`, `app_stop`."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

from funcext_core._foreign import line_of, type_name
from funcext_core.errors import HookError, LoadError


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager

    from funcext_core._model import App, Function
    from funcext_core._plugins.implementations import HookImpl
    from funcext_core._plugins.plugin import Plugin

    from .in_flight import InFlight
    from .start_gate import Starts
    from .stopping import Stopper


def start_app(
    plugins: Iterable[Plugin],
    app: App,
    loop: asyncio.AbstractEventLoop | None,
    timeout: float,
    started: list[Plugin],
) -> Starts | None:
    """Run the sync `app_start` hooks now, and schedule the async ones on the worker's loop.

    Args:
        plugins: the app's plugins, outermost first.
        app: the hooks' argument.
        loop: the worker's event loop; None if none is running.
        timeout: the seconds that each hook has.
        started: receives the plugins that `app_stop` is for: all of them or, where a guard stops
            the start, those that were reached, without those whose async hook will not run.

    Returns:
        The hooks that invocations wait for; None if there are none.

    Raises:
        LoadError: a guard's hook raised.
    """
    on_loop: list[tuple[Plugin, HookImpl]] = []
    try:
        for plugin in plugins:
            started.append(plugin)
            hook = _app_start_of(plugin, loop)
            if hook is None:
                continue
            if not hook.is_async:
                _run_sync_start(plugin, hook, app, timeout)
            elif loop is not None:
                on_loop.append((plugin, hook))
            else:
                message = "app_start is async, and no event loop runs while the app is indexed"
                _contain(plugin, hook.hook, HookError(message), None)
    except BaseException:
        for plugin, _ in on_loop:
            started.remove(plugin)
        raise
    if not on_loop or loop is None:
        return None
    from .start_gate import Start, Starts  # noqa: PLC0415 - few apps have an async app_start

    starts = [
        Start(plugin, partial(_run_async_start, plugin, hook, app)) for plugin, hook in on_loop
    ]
    return Starts(starts, loop, timeout)


def _app_start_of(plugin: Plugin, loop: asyncio.AbstractEventLoop | None) -> HookImpl | None:
    """Return the hook to run, if any; of a plugin that offers both kinds the one that can run."""
    hooks = sorted(plugin.hooks("app_start"), key=lambda hook: hook.is_async is (loop is None))
    return hooks[0] if hooks else None


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


def arm_stop(
    plugins: Iterable[Plugin],
    app: App,
    loop: asyncio.AbstractEventLoop | None,
    in_flight: InFlight,
    timeout: float,
    tear_downs: Mapping[Plugin, Callable[[], None]],
    last: Callable[[], None] | None = None,
) -> Stopper | None:
    """Arrange for `app_stop` to run when the process ends, innermost layer first.

    Args:
        plugins: the app's plugins, outermost first.
        app: the hooks' argument.
        loop: the worker's event loop; None if none is running.
        in_flight: the invocations to wait for.
        timeout: the seconds for which they are waited for.
        tear_downs: by plugin, what tears down the app-scoped values that it provides: after its
            hooks.
        last: runs after all hooks, as the log of `FUNCEXT_STATS` does.

    Returns:
        What runs the hooks; None if there are none.
    """
    hooks_of = {plugin: plugin.hooks("app_stop") for plugin in reversed(list(plugins))}
    if not (tear_downs or any(hooks_of.values()) or last):
        return None
    from .stopping import StopHook, Stopper  # noqa: PLC0415 - few plugins have the hook

    hooks = []
    for plugin, found in hooks_of.items():
        for hook in found:
            call = partial(_stop_call(hook), plugin, hook, app)
            hooks.append(StopHook(plugin.name, call, hook.is_async))
        if plugin in tear_downs:
            # On a thread that may wait for the loop.
            hooks.append(StopHook(plugin.name, tear_downs[plugin], False, "the tear-down"))
    if last is not None:
        hooks.append(StopHook("funcext", last, False, "the log of FUNCEXT_STATS"))
    stopper = Stopper(hooks, loop, in_flight, timeout)
    stopper.arm()
    return stopper


def _stop_call(hook: HookImpl) -> Callable[[Plugin, HookImpl, App], object]:
    return _run_async_stop if hook.is_async else _run_stop


def _run(plugin: Plugin, hook: HookImpl, argument: object, function: Function | None) -> None:
    try:
        with _traced(plugin, hook, function):
            _refuse_value(plugin, hook, hook.function(*[argument] * len(hook.arguments)))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - contained, or raised as a LoadError
        _contain(plugin, hook.hook, error, function)


def _traced(
    plugin: Plugin, hook: HookImpl, function: Function | None = None
) -> AbstractContextManager[None]:
    """Return what logs the call of a hook in its block, if calls are to be logged."""
    if not plugin.failures.traced:
        return nullcontext()
    from funcext_core._layers.tracing import Logged  # noqa: PLC0415 - nobody watches in Azure

    return Logged(plugin.name, hook.hook, function)


def _refuse_value(plugin: Plugin, hook: HookImpl, value: object) -> None:
    """Refuse what a hook returned: a coroutine, say, whose work nobody does.

    Raises:
        HookError: it is not None.
    """
    if value is not None:
        from funcext_core._returned import returned_value  # noqa: PLC0415 - for a mistake alone

        raise returned_value(hook.hook, plugin.name, value)


def _contain(plugin: Plugin, hook: str, error: BaseException, function: Function | None) -> None:
    """Report an error of a hook that ran while the app was indexed; a guard's stops the app."""
    plugin.failures.report(hook, error, function)
    if plugin.guard:
        raised = f"{type_name(error)}: {line_of(error)}".removesuffix(": ")
        message = f"{hook} of guard {plugin.name!r} raised {raised}"
        raise LoadError(message) from error


def _run_sync_start(plugin: Plugin, hook: HookImpl, app: App, timeout: float) -> None:
    from .watchdog import watched  # noqa: PLC0415 - few apps have a sync app_start

    with watched(plugin.name, timeout):
        _run(plugin, hook, app, None)


async def _run_async_start(plugin: Plugin, hook: HookImpl, app: App) -> BaseException | None:
    """Run a hook; return what it raised. Out of a task, a `SystemExit` would end the loop."""
    try:
        with _traced(plugin, hook):
            _refuse_value(plugin, hook, await hook.function(*[app] * len(hook.arguments)))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - the caller reports it
        return error
    return None


def _run_stop(plugin: Plugin, hook: HookImpl, app: App) -> None:
    try:
        with _traced(plugin, hook):
            _refuse_value(plugin, hook, hook.function(*[app] * len(hook.arguments)))
    except BaseException as error:  # noqa: BLE001 - the process ends; the others must run
        plugin.failures.report(hook.hook, error, None)


async def _run_async_stop(plugin: Plugin, hook: HookImpl, app: App) -> None:
    try:
        with _traced(plugin, hook):
            _refuse_value(plugin, hook, await hook.function(*[app] * len(hook.arguments)))
    except BaseException as error:  # noqa: BLE001 - the process ends; the others must run
        plugin.failures.report(hook.hook, error, None)
