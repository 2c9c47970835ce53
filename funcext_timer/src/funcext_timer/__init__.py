"""funcext-timer: log how long each function of an Azure Functions app took.

`Timer` is the plugin; an app enables it with ``FUNCEXT_PLUGINS=timer``. `TimerExtension` does the
same as a worker extension, for apps that import one and call `configure`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plugin import Timer


if TYPE_CHECKING:
    from .extension import TimerExtension


__all__ = ["Timer", "TimerExtension"]


if not TYPE_CHECKING:  # with it, type checkers would take any name for an attribute

    def __getattr__(name: str) -> object:
        """Import `TimerExtension` only when it is used.

        The SDK registers every subclass of `AppExtensionBase` as soon as it is defined. If this
        module imported the extension, it would run in addition to the plugin in every app that
        enables the plugin.
        """
        if name == "TimerExtension":
            from .extension import TimerExtension  # noqa: PLC0415 - it registers: see above

            return TimerExtension
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
