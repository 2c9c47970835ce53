"""What the timer writes in the log, always on ``funcext.plugins.timer``.

It is an ordinary logger, so that its lines show in the local console and in Application Insights.
The logger that the classic worker hands to extensions is a system category and shows in neither.
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
    # Asked here, although the logger asks it too, so that no number is formatted for nothing.
    if logger.isEnabledFor(logging.INFO):
        logger.info("Time taken to execute %s is %s sec", function_name, seconds(elapsed))


def left_alone(told: dict[str, object], function_name: str, reason: UnsuitableBodyError) -> None:
    """Log once per function why a response got no suffix.

    Args:
        told: the functions of which it was said; this one is added. It grows to the number of
            the app's functions at most.
        function_name: whose response it is.
        reason: why text would corrupt it.
    """
    if not logger.isEnabledFor(logging.INFO):
        return
    mark = object()
    # setdefault is atomic: of two threads that come here at once, only one logs.
    if told.setdefault(function_name, mark) is mark:
        logger.info(
            "No elapsed time is appended to a response of %s, as text would corrupt it: %s "
            "(said once per function)",
            function_name,
            reason,
        )
