"""`install`, the one line in an app."""

from __future__ import annotations

import logging
import os
import os.path
import sys
from typing import TYPE_CHECKING

import azure.functions as func

from ._handle import PluginHost
from ._host import any_waiting
from ._settings.names import PLUGINS, WORKER_EXTENSIONS
from ._worker.app_functions import app_root
from ._worker.generation import at_end_of_script
from ._worker.host_factory import build_core, refuse_second_guard
from ._worker.v2 import installed_in, is_installed, override_get_functions
from .errors import LoadError


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ._plugins.own_plugins import OwnPlugin


logger = logging.getLogger("funcext")


def install(
    app: func.FunctionRegister | None = None,
    *,
    plugins: Sequence[object] = (),
    settings: Mapping[str, str] | None = None,
    require: Iterable[str] = (),
) -> PluginHost:
    """Run the plugins that the app settings enable around every function of the app.

    Call it once, right after the app object is made. The plugins are imported and built here;
    their layers are compiled when the worker first asks the app for its functions.

    Args:
        app: the `FunctionApp`, or another `FunctionRegister` such as `AsgiFunctionApp`. In the v1
            model, left out: the classic worker then drives the plugins, within the limits of its
            extension interface; `instrument` has no such limits.
        plugins: plugins of the app itself: instances, modules, and classes, which are built from
            their settings. Their layers are inside those of the setting's plugins, the first one
            outermost. The name is made of the class's or module's, ``audit_log`` for an
            `AuditLog`; a pair, ``("audit", AuditLog())``, gives it another. The settings
            ``FUNCEXT_<NAME>__...`` are read as for any plugin.
        settings: app settings by name, in place of the environment.
        require: names of plugins without which the app must not start.

    Returns:
        The app's `PluginHost`: its plugins, and the decorators that register hooks written in
        the app itself.

    Raises:
        LoadError: a plugin cannot be enabled, two have one name, or a second call for the app
            brings a guard, which would not run; the text is one sentence on one line.
        TypeError: `app` is not a function app, `plugins` not a list, or `settings` not a mapping.
    """
    script = _calling_file()
    try:
        return _install(app, script, _own(plugins), settings, require)
    except (LoadError, TypeError) as error:
        from ._frames import hide_frames  # noqa: PLC0415 - only a failure pays for it

        # An error reporter that records locals must find no app setting: it may be a secret.
        del plugins, settings
        hide_frames(error)
        raise error  # noqa: TRY201 - Python 3.10 would raise it with the frames it had


def _install(
    app: func.FunctionRegister | None,
    script: str,
    own: Sequence[OwnPlugin],
    settings: Mapping[str, str] | None,
    require: Iterable[str],
) -> PluginHost:
    if app is None:
        from pathlib import Path  # noqa: PLC0415 - not for a v2 app's cold start

        from ._worker.v1.install import install_v1  # noqa: PLC0415 - not for a v2 app's cold start

        return install_v1(Path(script), settings, require, own)
    if not isinstance(app, func.FunctionRegister):
        message = f"install() takes the function app, such as func.FunctionApp(), not {app!r}"
        raise TypeError(message)
    existing = installed_in(app)
    root = app_root(script)
    if existing is not None:
        refuse_second_guard(existing._core, settings, root, own)  # noqa: SLF001 - this is its friend
        logger.warning("install() was called twice for one app: the second call does nothing")
        existing.require(require)
        return existing
    core = build_core(settings, require, root, own)
    handle = PluginHost(core)
    override_get_functions(app, core, handle, root)
    return handle


def report_silence_at_end() -> None:
    """Report, once the script that is being imported has ended, that no plugin runs in its app."""
    if any(os.environ.get(name) for name in (PLUGINS, WORKER_EXTENSIONS)):
        at_end_of_script(_report_silence)


def _report_silence() -> None:
    if not is_installed() or any_waiting():
        from ._worker.silence import report_silence  # noqa: PLC0415 - most apps call `install`

        report_silence()


def _own(plugins: object) -> Sequence[OwnPlugin]:
    if isinstance(plugins, (list, tuple)) and not plugins:
        return ()
    from ._plugins.own_plugins import own_plugins  # noqa: PLC0415 - few apps have plugins of their own

    return own_plugins(plugins)


def _calling_file() -> str:
    """Return the file that calls `install`."""
    caller = sys._getframe(2)  # noqa: SLF001 - the documented way to find one's caller
    return os.path.abspath(caller.f_code.co_filename)
