"""Facts about an app's plugins, and about what of the app nothing runs."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import azure.functions as func
from azure.functions.decorators.function_app import DecoratorApi

from funcext_core import PluginHost
from funcext_core._layers.layer import INVOCATION_HOOKS
from funcext_core._plugins.lock import find_lock, read_lock, verify
from funcext_core._plugins.plugin import Plugin
from funcext_core._plugins.scanning import scan
from funcext_core._settings.general import read
from funcext_core._settings.names import LOCK, ON_LOAD_ERROR, option_prefix
from funcext_core._settings.plugin_settings import ON_ERROR
from funcext_core._worker.extensions.runner import app_extensions, function_extensions, is_of_azure
from funcext_core._worker.host_factory import build_core
from funcext_core.errors import LoadError

from .facts_of_failures import is_of_app
from .report import HookReport, InstalledReport, PluginReport, Report


def of_installed() -> list[InstalledReport]:
    """Return the plugins that installed distributions declare."""
    return [
        {
            "name": plugin.name,
            "distribution": plugin.distribution,
            "version": plugin.version,
            "module": plugin.target[0],
        }
        for plugin in scan()
    ]


def of_host(host: PluginHost, report: Report) -> None:
    """Report the plugins of an app, and their hooks around invocations."""
    core = host._core  # noqa: SLF001 - the command is its friend
    report["skipped"] = dict(core.skipped)
    around = {
        stack.function.name: [layer.plugin for layer in stack.layers] for stack in core.stacks
    }
    asynchronous = [stack.function.name for stack in core.stacks if stack.function.is_async]
    for origin, plugin in core.plugins.with_origins():
        if origin == "worker":
            continue
        functions = [name for name, layers in around.items() if plugin.name in layers]
        report["hooks"] += _of_hooks(plugin, [name for name in functions if name in asynchronous])
        report["plugins"].append(_of_plugin(plugin, origin, functions))


def _of_plugin(plugin: Plugin, origin: str, functions: list[str]) -> PluginReport:
    declared = plugin.declared
    kind = plugin.object if isinstance(plugin.object, ModuleType) else type(plugin.object)
    module = kind if isinstance(kind, ModuleType) else sys.modules.get(kind.__module__)
    return {
        "name": plugin.name,
        "origin": origin,
        "guard": plugin.guard,
        "triggers": list(plugin.scope.triggers.given),
        "before": [] if declared is None else list(declared.before),
        "after": [] if declared is None else list(declared.after),
        "file": str(getattr(module, "__file__", None) or ""),
        "functions": functions,
    }


def _of_hooks(plugin: Plugin, around_async: list[str]) -> Iterator[HookReport]:
    hooks = [hook for hook in plugin.implementations if hook.hook in INVOCATION_HOOKS]
    with_async = {hook.hook for hook in hooks if hook.is_async}
    for hook in hooks:
        code = _code(hook.function)
        if code is not None:
            yield {
                "plugin": plugin.name,
                "hook": hook.hook,
                "is_async": hook.is_async,
                "file": code[0],
                "line": code[1],
                # A plugin that has both kinds runs the async one around async functions.
                "around_async": [] if hook.hook in with_async else around_async,
            }


def _code(function: Callable[..., object]) -> tuple[str, int] | None:
    """Return the file and the first line of a hook."""
    inner = inspect.unwrap(getattr(function, "__func__", function))
    code = getattr(inner, "__code__", None)
    return None if code is None else (code.co_filename, code.co_firstlineno)


# -- what nothing runs -----------------------------------------------------------------------------


def of_unregistered(directory: Path, report: Report) -> None:
    """Report worker extensions, and blueprints whose functions no app has."""
    for name in app_extensions(of_azure=False):
        report["extensions"].append({"name": name, "function": ""})
    for function, extensions in function_extensions().items():
        for kind in map(type, extensions):
            if not is_of_azure(kind):
                report["extensions"].append({"name": kind.__name__, "function": function})
    found = list(_of_decorators(directory))
    registered = {
        id(builder)
        for _, _, value in found
        if isinstance(value, func.FunctionRegister)
        for builder in _builders(value)
    }
    for file, name, value in found:
        builders = [builder for builder in _builders(value) if id(builder) not in registered]
        if builders and not isinstance(value, func.FunctionRegister):
            names = [_name(builder) for builder in builders]
            report["blueprints"].append({"name": name, "functions": names, "file": file})


def _of_decorators(directory: Path) -> Iterator[tuple[str, str, DecoratorApi]]:
    """Yield the apps and blueprints in the app's modules, once each, with file and name."""
    seen: set[int] = set()
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if not isinstance(file, str) or not is_of_app(file, directory):
            continue
        for name, value in list(vars(module).items()):
            if isinstance(value, DecoratorApi) and id(value) not in seen:
                seen.add(id(value))
                yield file, name, value


def _builders(value: DecoratorApi) -> Sequence[object]:
    # The SDK has no other way to see them than to build them, which works once.
    builders: Sequence[object] = value._function_builders  # noqa: SLF001 - see above
    return builders


def _name(builder: object) -> str:
    function = getattr(builder, "_function", None)
    name = getattr(function, "get_function_name", lambda: None)()
    return str(name or getattr(function, "_name", "?"))


# -- the selection and the lock --------------------------------------------------------------------


def of_selection(directory: Path, report: Report) -> None:
    """Enable the selected plugins without the app, if the app did not: it shows what each lacks."""
    loaded = report["raised"] is not None and report["raised"]["kind"] == "load"
    if report["install"] == "here" and not loaded:
        return
    # All that cannot be enabled are named, not the first alone.
    settings = {**os.environ, ON_LOAD_ERROR: "skip"}
    try:
        for selected in read().selection.named:
            # One that may be a guard is never skipped.
            settings[option_prefix(selected.name) + ON_ERROR] = "log"
        report["skipped"] = dict(build_core(settings, (), str(directory)).skipped)
    except LoadError as error:
        report["load_error"] = str(error)


def of_lock(directory: Path, report: Report) -> None:
    """Report the locked plugins whose build is not the one that is installed."""
    try:
        lock = find_lock(read({LOCK: os.environ.get(LOCK, "")}).lock, str(directory))
        plugins = [] if lock is None else read_lock(lock)
    except LoadError:
        # It keeps the plugins from being enabled, which is reported.
        return
    for plugin in plugins:
        try:
            verify(plugin)
        except LoadError as error:
            report["stale"].append(str(error))
