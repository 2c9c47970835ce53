"""Functions that ask for parameters while `FUNCEXT_DISABLED` keeps every plugin away."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from funcext_core._foreign import log
from funcext_core._settings.names import DISABLED

from .asked import hidden_from_worker
from .plan import Plan


if TYPE_CHECKING:
    from funcext_core._lifecycle.in_flight import Run
    from funcext_core._model import Function


logger = logging.getLogger("funcext")


def without_plugins(call: Run, function: Function) -> Plan | None:
    """Return how to serve a function while `FUNCEXT_DISABLED` keeps every plugin away.

    Args:
        call: the function as the worker would have it.
        function: the record of it.

    Returns:
        None if it asks for nothing: it is served as it is.
    """
    hidden, required = hidden_from_worker(call, function)
    if not hidden:
        return None
    if not required:
        return Plan(function, hidden)
    why = (
        f"function {function.name!r} asks for parameter {required[0]!r}, which nothing fills while "
        f"{DISABLED} is set: remove {DISABLED}, or give the parameter a default"
    )
    log(logger, logging.ERROR, "%s; the function always fails, the others are served", why)
    return Plan(function, hidden, why=why)
