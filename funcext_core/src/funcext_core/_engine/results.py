"""The result of an invocation: its value, its outputs, its error, its time."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from funcext_core._hook_call import HookCall

from .bindings import HTTP, Output


RETURN = "$return"
"""The name under which a returned value is sent, whether or not a binding has that name."""


@attrs.frozen
class LogLine:
    """A record that the code of an invocation, or of the app, wrote to `logging`."""

    logger: str
    level: int
    """The level's number, as in `logging`."""
    level_name: str
    text: str
    """The formatted message, with the traceback if it has one."""
    invocation_id: str | None = None
    """The invocation on whose behalf it was written; None if there was none."""
    function: str | None = None
    """The name of that invocation's function."""


@attrs.frozen
class Timing:
    """The time of an invocation, in seconds."""

    waited: float = 0.0
    """Until it was entered: a sync function waits for a thread of the pool."""
    ran: float = 0.0
    """In the function and the layers around it."""
    total: float = 0.0
    """From the request to the result, conversions included."""


@attrs.frozen
class Result:
    """The result of an invocation."""

    id: str
    """The invocation's id."""
    function: str
    """The function's name."""
    value: object = None
    """The value that the function, or a layer around it, returned; None after an error."""
    outputs: Mapping[str, Output] = attrs.field(factory=dict)
    """The values for bindings, by name; a returned value under `$return`. Empty after an error."""
    error: BaseException | None = None
    """The error, if the invocation failed."""
    skipped_by: str | None = None
    """The plugin that kept the function from running; None if it ran."""
    logs: tuple[LogLine, ...] = ()
    """The log lines that were written on its behalf, if the engine keeps them."""
    hooks: tuple[HookCall, ...] = ()
    """The calls of hooks around it, in order of their ends, if the engine keeps them."""
    timing: Timing = attrs.field(factory=Timing, eq=False)

    @property
    def ok(self) -> bool:
        """Whether it ended without an error."""
        return self.error is None

    def raise_for_error(self) -> Result:
        """Raise the error, if it failed; otherwise return the result itself."""
        if self.error is not None:
            raise self.error
        return self

    @property
    def response(self) -> object:
        """The HTTP response: the one set on an output of the type http, or the one returned."""
        others = (output for name, output in self.outputs.items() if name != RETURN)
        found = next((output for output in others if output.binding == HTTP), None)
        found = found or self.outputs.get(RETURN)
        return None if found is None else found.value
