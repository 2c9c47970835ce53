"""`install` in an app of the v1 model."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from funcext_core._worker.extensions.runner import app_extensions
from funcext_core._worker.generation import at_end_of_script, worker_generation
from funcext_core._worker.host_factory import add_own, refuse_second_guard

from .app import V1App, app_at, set_up
from .function_json import root_for
from .worker_driven import drive_from_worker, refuse_guards


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from funcext_core._handle import PluginHost
    from funcext_core._plugins.own_plugins import OwnPlugin


logger = logging.getLogger("funcext")


def install_v1(
    script: Path,
    settings: Mapping[str, str] | None,
    require: Iterable[str],
    own: Sequence[OwnPlugin],
) -> PluginHost:
    """Set up the app; on the classic worker, its extension interface then drives the plugins.

    Raises:
        LoadError: a plugin cannot be enabled, or one is a guard, which needs `instrument`.
    """
    root = root_for(script)
    app = app_at(root)
    if app is not None and app.installed:
        refuse_second_guard(app.core, settings, str(root), own)
        logger.warning("install() was called twice for one app: the second call does nothing")
        refuse_guards(app.core.plugins.everywhere())
        return app.handle
    if app is None:
        app = set_up(root, settings, require, own)
    else:
        _join(app, settings, require, own)
    app.installed = True
    if app.core.settings.disabled:
        return app.handle
    refuse_guards(app.core.plugins.everywhere())
    if not app.folders:
        logger.warning(
            "install() without an app is for the v1 model, and there is no function.json below "
            "%s: in function_app.py, write funcext_core.install(app)",
            root,
        )
    elif worker_generation() == "classic":
        app.worker_driven = drive_from_worker(app)
    else:
        _look_for_instrument(app)
    return app.handle


def _look_for_instrument(app: V1App) -> None:
    """Warn if no entry point has `instrument` once the script that calls `install` is loaded."""

    def look() -> None:
        if not app.entry_points and (len(app.core.plugins) or app_extensions(of_azure=False)):
            logger.warning(
                "in the v1 model this worker runs neither plugins nor worker extensions by "
                "install() alone: put @funcext_core.instrument on the entry point of each function"
            )

    if not at_end_of_script(look):
        look()


def _join(
    app: V1App,
    settings: Mapping[str, str] | None,
    require: Iterable[str],
    own: Sequence[OwnPlugin],
) -> None:
    """Apply the arguments of `install` to an app that an `instrument` has set up."""
    if settings is not None:
        refuse_second_guard(app.core, settings, str(app.root))
        logger.warning(
            "install(settings=...) comes too late: an instrument that was imported earlier has "
            "read the environment; call install() first"
        )
    add_own(app.core, own)
    app.core.plugins.require(require)
