"""funcext-timer: how long each function of an Azure Functions app took.

`Timer` is the plugin; an app enables it with ``FUNCEXT_PLUGINS=timer``. `TimerExtension` is the
same thing as an old worker extension, for apps that import and `configure()` one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plugin import Timer


if TYPE_CHECKING:
    from .extension import TimerExtension


__all__ = ["Timer", "TimerExtension"]


if not TYPE_CHECKING:  # with it, type checkers would take any name for an attribute

    def __getattr__(name: str) -> object:
        """Import `TimerExtension` when it is asked for, and not before.

        The SDK registers every subclass of `AppExtensionBase` as soon as it is defined: imported
        here, the extension would run beside the plugin in every app that enables the plugin.
        """
        if name == "TimerExtension":
            from .extension import TimerExtension  # noqa: PLC0415 - it registers: see above

            return TimerExtension
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
