"""`install`, the one line in an app."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import azure.functions as func

from . import loading
from . import settings as app_settings
from .host import PluginHost
from .worker.legacy_plugins import adapt_extension
from .worker.v1 import install_v1
from .worker.v2 import host_of, override_get_functions


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


logger = logging.getLogger("funcext")


def install(
    app: func.FunctionRegister | None = None,
    *,
    settings: Mapping[str, str] | None = None,
    require: Iterable[str] = (),
) -> PluginHost:
    """Run the plugins that the app settings enable round every function of the app.

    Call it once, right after the app object is made. The plugins are imported and built here;
    their layers are compiled when the worker first asks the app for its functions.

    Args:
        app: the `FunctionApp`, or another `FunctionRegister` such as `AsgiFunctionApp`. In the v1
            model, left out: the classic worker then drives the plugins, within the limits of its
            extension interface; see `instrument` for the way without them.
        settings: app settings by name, in place of the environment.
        require: names of plugins without which the app must not start.

    Returns:
        The app's `PluginHost`: a handle on the plugins, and the way to register hooks of the
        app's own.

    Raises:
        LoadError: a plugin cannot be enabled; the text is one sentence on one line.
        TypeError: `app` is no function app.
    """
    script = _calling_file()
    if app is None:
        return install_v1(script, settings, require)
    if not isinstance(app, func.FunctionRegister):
        message = f"install() takes the function app, such as func.FunctionApp(), not {app!r}"
        raise TypeError(message)
    there = host_of(app)
    if there is not None:
        logger.warning("install() was called twice for one app: the second call does nothing")
        return there
    read = app_settings.read(settings)
    loaded = loading.load(read, require, adapt_extension, str(script.parent))
    host = PluginHost(read, skipped=loaded.skipped)
    for plugin in loaded.plugins:
        host.add(plugin)
    if read.disabled:
        logger.warning(
            "%s is set: no plugin is enabled; the selection %r is ignored",
            app_settings.DISABLED,
            read.values.get(app_settings.PLUGINS, ""),
        )
        return host
    override_get_functions(app, host, str(script.parent))
    return host


def _calling_file() -> Path:
    """Return the file that calls `install`: in the v2 model its folder is the app's root."""
    return Path(sys._getframe(2).f_code.co_filename).absolute()
