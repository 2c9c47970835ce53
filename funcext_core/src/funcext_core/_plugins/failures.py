"""Hook errors: counted, and logged in full less and less often."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from funcext_core._foreign import log, qualified_name, type_name
from funcext_core._process import Tally


if TYPE_CHECKING:
    from funcext_core._model import Function


_LOG_EVERY = 1024
"""A repeated failure is logged at each power of two up to here, then at each multiple of this."""


def plugin_logger(plugin: str) -> logging.Logger:
    """Return the logger for the plugin of that name, and for its failures.

    It is an ordinary logger: the workers' own categories appear neither in the local console nor
    in the customer's Application Insights.
    """
    return logging.getLogger(f"funcext.plugins.{plugin}")


class Failures:
    """The hook errors of one plugin in this process."""

    __slots__ = ("_counts", "plugin")

    def __init__(self, plugin: str) -> None:
        self.plugin = plugin
        self._counts: Tally[tuple[str, str]] = Tally()

    def report(
        self,
        hook: str,
        error: BaseException,
        function: Function | None,
        invocation_id: str | None = None,
        consequence: str = "",
    ) -> None:
        """Count the error, and log it at the 1st, 2nd, 4th, 8th … and every 1,024th time.

        It never raises: the invocation still has layers to leave.

        Args:
            hook: the hook that raised.
            error: the exception.
            function: the function around which it ran, if any.
            invocation_id: the invocation's id, if any.
            consequence: the effect on the invocation, for the log.
        """
        count = self._counts.add((hook, qualified_name(error)))
        if count & (count - 1) and count % _LOG_EVERY:
            return
        log(
            plugin_logger(self.plugin),
            logging.ERROR,
            "hook %s of plugin %r raised %s%s%s%s%s",
            hook,
            self.plugin,
            type_name(error),
            "" if function is None else f" around function {function.name!r}",
            "" if invocation_id is None else f", invocation {invocation_id}",
            "" if count == 1 else f" ({count:,} times so far)",
            consequence and f"; {consequence}",
            error=error,
        )

    def warn(self, message: str, *arguments: object) -> None:
        """Log a warning on the plugin's logger. Like `report`, it never raises."""
        log(plugin_logger(self.plugin), logging.WARNING, message, *arguments)

    def by_hook(self) -> dict[str, int]:
        """Return the number of errors by hook, without the hooks that raised none."""
        totals: dict[str, int] = {}
        for (hook, _), count in self._counts.totals().items():
            totals[hook] = totals.get(hook, 0) + count
        return totals
