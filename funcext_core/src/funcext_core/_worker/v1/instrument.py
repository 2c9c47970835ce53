"""`instrument`: the way into a function of the v1 model, on both workers.

The worker takes an entry point from its module by name: there is no object whose method could be
overridden, and the decorator is the only public way in. Without it, the classic worker can drive
plugins through its extension interface; see `worker_driven`.
"""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from funcext_core._host import HostedFunction
from funcext_core._plugins.use_registry import claim
from funcext_core._worker import v2
from funcext_core._worker.generation import at_end_of_script
from funcext_core._worker.wrapper import unfilled

from .app import V1App, app_at, set_up
from .entry_point import NOT_FOR_V2, EntryPoint, leads_to
from .function_json import folders_below, root_for


if TYPE_CHECKING:
    from collections.abc import Callable


logger = logging.getLogger("funcext")

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


def instrument(entry_point: Decorated) -> Decorated:
    """Run the enabled plugins around an entry point of the v1 model, on both workers.

        @funcext_core.instrument
        def main(req: func.HttpRequest) -> func.HttpResponse: ...

    A function's layers are compiled at its first call, from its `function.json`: two functions
    that share a script have their own layers. `post_load` runs then.

    Args:
        entry_point: the function that `function.json` names; sync or async.

    Returns:
        A function that looks the same to the worker, and can still be called by hand.

    Raises:
        LoadError: a plugin cannot be enabled, or a guard covers functions of the app whose entry
            point has no `instrument`. The sources of all scripts are read to find them.
        TypeError: it is applied to something that is not a function.
    """
    if getattr(entry_point, "__code__", None) is None:
        message = f"instrument is applied to {entry_point!r}, which is not a function"
        raise TypeError(message)
    # The file that applies `instrument`: a decorator below it may come from another file.
    caller = sys._getframe(1)  # noqa: SLF001 - the documented way to find one's caller
    script = Path(caller.f_code.co_filename).absolute()
    root = root_for(script)
    if v2.is_installed() and not any(folders_below(root)):
        logger.warning(NOT_FOR_V2, entry_point.__name__)
        return entry_point
    app = app_at(root) or set_up(root, None, ())
    if app.core.settings.disabled:
        report = partial(_report_disabled, app, entry_point, script)
        if not at_end_of_script(report):
            report()
        return _without_plugins(app, entry_point, script)
    app.refuse_unguarded()
    if any(leads_to(entry_point, existing.wrapper) for existing in app.entry_points):
        logger.warning("instrument is applied twice to %r: remove one", entry_point.__name__)
        return entry_point
    app.core.bridge.capture()
    instrumented = EntryPoint(entry_point, script, app)
    app.entry_points.append(instrumented)
    return instrumented.wrapper  # type: ignore[return-value] # it has the entry point's signature


def _without_plugins(app: V1App, entry_point: Decorated, script: Path) -> Decorated:
    """Return an entry point while `FUNCEXT_DISABLED` keeps every plugin away.

    It is itself, unless it asks for parameters: the worker would refuse it.
    """
    from funcext_core._parameters.unfilled import (  # noqa: PLC0415 - for the switch alone
        without_plugins,
    )

    for folder in app.folders_of(script, entry_point.__name__):
        function = folder.model(is_async=False, entry_point=entry_point)
        plan = without_plugins(entry_point, function)
        if plan is not None:
            return unfilled(entry_point, plan)  # type: ignore[return-value] # it looks the same
    return entry_point


def _report_disabled(app: V1App, entry_point: Callable[..., Any], script: Path) -> None:
    """Log the guards in code that `FUNCEXT_DISABLED` keeps from running, with their functions."""
    hosted = []
    for folder in app.folders:
        function = folder.imported_entry_point() or entry_point
        if folder.script == script and leads_to(function, entry_point):
            (used,) = claim([function]).plugins
            hosted.append(HostedFunction(folder.model(is_async=False), used))
    app.core.report_unguarded(hosted)
