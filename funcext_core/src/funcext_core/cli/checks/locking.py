"""The lock of an app's plugins."""

from __future__ import annotations

from collections.abc import Iterator

from funcext_core._plugins.lock import FILE_NAME
from funcext_core._settings.names import LOCK

from .finding import Finding, Place, warning
from .folder import AppFolder
from .selection import selected_names


def stale(app: AppFolder) -> Iterator[Finding]:
    """Find locked plugins that are not installed, or in another build."""
    report = app.report
    for text in [] if report is None else report["stale"]:
        if any(f"plugin '{name}'" in text for name in selected_names(app)):
            # It cannot be enabled, which is an error of its own.
            continue
        message = text.rpartition(": ")[0]
        yield warning(
            "lock-stale",
            message,
            "install what was locked, or lock what is installed: funcext lock",
            Place(app.own_settings.get(LOCK) or FILE_NAME),
        )


CHECKS = (stale,)
