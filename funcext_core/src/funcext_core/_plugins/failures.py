"""Hook errors: counted, and logged in full less and less often."""

from __future__ import annotations

import contextlib
import logging
import threading
from typing import TYPE_CHECKING


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

    __slots__ = ("_counts", "_lock", "plugin")

    def __init__(self, plugin: str) -> None:
        self.plugin = plugin
        self._counts: dict[tuple[str, str], int] = {}
        self._lock = threading.Lock()

    def report(
        self,
        hook: str,
        error: BaseException,
        function: Function | None,
        invocation_id: str | None = None,
        consequence: str = "",
    ) -> None:
        """Count the error, and log it at the 1st, 2nd, 4th, 8th … and every 1,024th time.

        Args:
            hook: the hook that raised.
            error: the exception.
            function: the function around which it ran, if any.
            invocation_id: the invocation's id, if any.
            consequence: the effect on the invocation, for the log.
        """
        count = self._count(hook, type(error))
        if count & (count - 1) and count % _LOG_EVERY:
            return
        # An exception of the app's log handler must not end the invocation: its layers still have
        # to be left.
        with contextlib.suppress(Exception):
            plugin_logger(self.plugin).error(
                "hook %s of plugin %r raised %s%s%s%s%s",
                hook,
                self.plugin,
                type(error).__name__,
                "" if function is None else f" around function {function.name!r}",
                "" if invocation_id is None else f", invocation {invocation_id}",
                "" if count == 1 else f" ({count:,} times so far)",
                consequence and f"; {consequence}",
                exc_info=error,
            )

    def by_hook(self) -> dict[str, int]:
        """Return the number of errors by hook, without the hooks that raised none."""
        totals: dict[str, int] = {}
        with self._lock:
            for (hook, _), count in self._counts.items():
                totals[hook] = totals.get(hook, 0) + count
        return totals

    def _count(self, hook: str, kind: type[BaseException]) -> int:
        key = (hook, f"{kind.__module__}.{kind.__qualname__}")
        with self._lock:
            count = self._counts[key] = self._counts.get(key, 0) + 1
        return count
