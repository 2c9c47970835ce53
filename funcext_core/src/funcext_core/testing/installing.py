"""The plugins of an app under test: those of the app, and inside them those of the test."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import azure.functions as func

from funcext_core._handle import PluginHost
from funcext_core._host import HostCore, may_have_uses
from funcext_core._plugins.own_plugins import OwnPlugin
from funcext_core._settings.names import PREFIX, WORKER_EXTENSIONS
from funcext_core._worker.host_factory import add_own, build_core
from funcext_core._worker.v2 import installed_in, override_get_functions
from funcext_core.errors import LoadError

from .source import root_of


def install_in_copy(
    app: func.FunctionRegister,
    original: object,
    plugins: Sequence[OwnPlugin],
    settings: Mapping[str, str],
) -> PluginHost:
    """Install plugins in the copy of an app: those that its original has, then those of the test.

    The settings of the test replace those of the original by name. Plugins that the original made
    from settings are built again; instances that its code made are the same objects.

    Raises:
        LoadError: a plugin cannot be enabled.
    """
    handle = installed_in(original) if isinstance(original, func.FunctionRegister) else None
    if handle is None:
        root = root_of(app)
        core = build_core(settings, (), root, plugins)
    else:
        root = _root_of_installed(original)
        core = _core_like(handle._core, root, plugins, settings)  # noqa: SLF001 - its friend
    copied = PluginHost(core)
    override_get_functions(app, core, copied, root)
    return copied


def install_in_folder(app: func.FunctionRegister, plugins: Sequence[OwnPlugin]) -> PluginHost:
    """Install plugins in an app that was imported for one test: its own, then those of the test.

    Raises:
        LoadError: a plugin cannot be enabled, or `use` has no effect in a worker.
    """
    handle = installed_in(app)
    if handle is not None:
        add_own(handle._core, plugins)  # noqa: SLF001 - its friend
        return handle
    _refuse_uses(app)
    return install_in_copy(app, None, plugins, os.environ)


def _refuse_uses(app: func.FunctionRegister) -> None:
    """Refuse `use` in an app that does not call `install`: a test would see what no worker does.

    Raises:
        LoadError: it has one.
    """
    if not may_have_uses():
        return
    from funcext_core._plugins.use_registry import plugins_below  # noqa: PLC0415 - as `HostCore`

    for builder in app._function_builders:  # noqa: SLF001 - the SDK has no public way to them
        function = builder._function.get_user_function()  # noqa: SLF001 - as above
        names = ", ".join(repr(plugin.name) for plugin in plugins_below(function))
        if names:
            message = (
                f"use() of {names} above {function.__name__!r} has no effect in a worker: in "
                "function_app.py, call funcext_core.install(app)"
            )
            raise LoadError(message)


def _core_like(
    original: HostCore, root: str, plugins: Sequence[OwnPlugin], settings: Mapping[str, str]
) -> HostCore:
    """Return a core for the settings and the code of an app that has another core already."""
    values = dict(original.settings.values)
    if original.settings.worker_extensions:
        values[WORKER_EXTENSIONS] = "1"
    given = {name.upper(): value for name, value in settings.items() if _is_own(name)}
    own = [*original.own, *plugins]
    core = build_core({**values, **given}, original.plugins.required, root, own)
    for name in original.plugins.removed:
        if name in core.plugins:
            core.plugins.remove(name)
    for origin, plugin in original.plugins.with_origins():
        if origin == "app":
            core.plugins.add(plugin.again(), origin)
    return core


def _is_own(name: str) -> bool:
    return name.upper().startswith((PREFIX, WORKER_EXTENSIONS))


def _root_of_installed(app: object) -> str:
    # `installed_in` has found it: `get_functions` is bound to what knows the root.
    root: str = app.get_functions.__self__.directory  # type: ignore[attr-defined] # see above
    return root
