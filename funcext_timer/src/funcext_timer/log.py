"""The timer's log lines, on the logger ``funcext.plugins.timer``.

It is an ordinary logger, so its lines appear in the local console and in Application Insights. The
logger that the classic worker passes to extensions is a system category, and appears in neither.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from .number import seconds


if TYPE_CHECKING:
    from .response import UnsuitableBodyError


logger = logging.getLogger("funcext.plugins.timer")


def started(function_name: str) -> None:
    """Log that `function_name` is about to run."""
    logger.info("Recording start time of %s", function_name)


def took(function_name: str, elapsed: float) -> None:
    """Log the `elapsed` seconds of `function_name`."""
    # The logger checks the level, too, but only after the number has been formatted.
    if logger.isEnabledFor(logging.INFO):
        logger.info("Time taken to execute %s is %s sec", function_name, seconds(elapsed))


def left_alone(logged: dict[str, object], function_name: str, reason: UnsuitableBodyError) -> None:
    """Log once per function why a response got no suffix.

    Args:
        logged: the functions for which this was logged, to which this one is added. It has at most
            as many entries as the app has functions.
        function_name: the function that returned the response.
        reason: the reason why text would corrupt the response.
    """
    if not logger.isEnabledFor(logging.INFO):
        return
    mark = object()
    # setdefault is atomic: if two threads get here at the same time, only one of them logs.
    if logged.setdefault(function_name, mark) is mark:
        logger.info(
            "No elapsed time is appended to a response of %s, because text would corrupt it: %s "
            "(logged once per function)",
            function_name,
            reason,
        )
