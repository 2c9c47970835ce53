"""Give this process the state of a new worker process for a while."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import azure.functions as func
from azure.functions import meta


# Packages that a worker process imports again, even if this process has imported them: the v1
# model's namespace, the workers themselves (code recognizes a worker by its package), and packages
# that keep an app's registrations in their modules or in the SDK.
FRESH_PACKAGES = (
    "__app__",
    "azure_functions_worker",
    "azure_functions_runtime",
    "azure_functions_runtime_v1",
    "azurefunctions",
    "azure.durable_functions",
)


@contextlib.contextmanager
def fresh_process(
    app: Path, settings: Mapping[str, str], fresh: Iterable[str] = ()
) -> Iterator[None]:
    """Give this process the state of a new worker process of *app*, and restore it afterward.

    *settings* become environment variables beside `AzureWebJobsScriptRoot`, the app is on
    `sys.path`, nothing is registered in the SDK's extension and converter registries, and modules
    of the app, of `FRESH_PACKAGES`, of *fresh* and of registered extensions are not imported yet.
    """
    registered = _extension_modules()
    with contextlib.ExitStack() as undo:
        undo.enter_context(_environment({"AzureWebJobsScriptRoot": str(app), **settings}))
        undo.enter_context(_import_path(app))
        undo.enter_context(_sdk_registries())
        undo.enter_context(_modules(app, (*FRESH_PACKAGES, *fresh), registered))
        yield


@contextlib.contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _import_path(app: Path) -> Iterator[None]:
    path, bytecode = list(sys.path), sys.dont_write_bytecode
    sys.path.insert(0, str(app))
    # A script that a test rewrites within a second would be served from its stale bytecode.
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path[:], sys.dont_write_bytecode = path, bytecode


@contextlib.contextmanager
def _modules(app: Path, fresh: tuple[str, ...], registered: set[str]) -> Iterator[None]:
    # An extension registers when it is imported, so its module has to be imported again as well.
    hidden = _unload({*_named(fresh), *registered})
    before = set(sys.modules)
    try:
        yield
    finally:
        _unload({*_named(fresh), *_extension_modules(), *_inside(app, set(sys.modules) - before)})
        _restore(hidden)


def _named(packages: tuple[str, ...]) -> set[str]:
    """Return the imported modules that are one of *packages* or inside one."""
    inside = tuple(f"{package}." for package in packages)
    return {name for name in sys.modules if name in packages or name.startswith(inside)}


def _inside(app: Path, names: set[str]) -> set[str]:
    """Return those of *names* whose files are in *app*."""
    return {name for name in names if any(app in file.parents for file in _files(name))}


def _files(name: str) -> list[Path]:
    content = getattr(sys.modules[name], "__dict__", {})
    # A package without __init__.py has no file, only the folders that it is made of.
    folders = [Path(folder) / "__init__.py" for folder in content.get("__path__") or ()]
    file = content.get("__file__")
    return [Path(file), *folders] if file else folders


def _extension_modules() -> set[str]:
    """Return the modules of the worker extensions that are registered in the SDK now."""
    groups: list[Iterable[Iterable[object]]] = [*func.ExtensionMeta._func_exts.values()]
    groups.append(func.ExtensionMeta._app_exts or ())
    hooks = (hook for group in groups for stage in group for hook in stage)
    return {_owner(getattr(hook, "ext_impl")).__module__ for hook in hooks}  # noqa: B009 - untyped


def _owner(hook: Callable[..., object]) -> object:
    bound_to: object = getattr(hook, "__self__", hook)
    return bound_to


def _unload(names: set[str]) -> dict[str, ModuleType]:
    """Forget *names*, also as attributes of their packages, and return the modules."""
    taken = {name: sys.modules[name] for name in names & set(sys.modules)}
    for name, module in taken.items():
        package, _, attribute = name.rpartition(".")
        holder = sys.modules.get(package)
        if holder is not None and holder.__dict__.get(attribute) is module:
            delattr(holder, attribute)
    for name in taken:
        del sys.modules[name]
    return taken


def _restore(modules: Mapping[str, ModuleType]) -> None:
    sys.modules.update(modules)
    for name, module in modules.items():
        package, _, attribute = name.rpartition(".")
        if package in sys.modules:
            setattr(sys.modules[package], attribute, module)


@contextlib.contextmanager
def _sdk_registries() -> Iterator[None]:
    registry = func.ExtensionMeta
    extensions = registry._func_exts, registry._app_exts, registry._info
    registry._func_exts, registry._app_exts, registry._info = {}, None, {}
    bindings = meta._ConverterMeta._bindings
    converters = dict(bindings)
    try:
        yield
    finally:
        registry._func_exts, registry._app_exts, registry._info = extensions
        bindings.clear()
        bindings.update(converters)
