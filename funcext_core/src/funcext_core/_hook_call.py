"""The call of a hook, as an engine shows it.

Like the current invocation it is below everything: the layers report it, the engine keeps it, and
neither knows the other. Nothing that runs in a worker imports it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from typing import Final, Literal


class HookCall:
    """One call of a hook, or of one half of an `around_invocation`."""

    plugin: Final[str]
    """The plugin's name."""
    hook: Final[str]
    """The hook's name, such as ``pre_invocation``."""
    way: Final[Literal["in", "out"]]
    """``in`` before the function: pre, and around up to its yield. ``out`` after it."""
    began: Final[float]
    """When it was called, by `time.perf_counter`."""
    seconds: Final[float]
    """The time that it took."""
    changed: Final[tuple[str, ...]]
    """The parts that it changed: ``answered``, ``args``, ``value``, ``error``. A hook error undoes
    the changes, which is not known here."""
    error: Final[BaseException | None]
    """The exception that it raised; None for that with which `refuse` ends a hook that answered."""

    __slots__ = ("began", "changed", "error", "hook", "plugin", "seconds", "way")

    def __init__(
        self,
        plugin: str,
        hook: str,
        way: Literal["in", "out"],
        began: float,
        seconds: float,
        changed: tuple[str, ...] = (),
        error: BaseException | None = None,
    ) -> None:
        self.plugin = plugin
        self.hook = hook
        self.way = way
        self.began = began
        self.seconds = seconds
        self.changed = changed
        self.error = error

    def __repr__(self) -> str:
        what = f"{self.plugin}.{self.hook} ({self.way})"
        if self.changed:
            what += f", changed {', '.join(self.changed)}"
        if self.error is not None:
            what += f", raised {type(self.error).__name__}"
        return f"<HookCall {what}>"
