"""The lines that the local host prints about invocations."""

from __future__ import annotations

from typing import ClassVar

import attrs

from funcext_core._engine import bindings, events
from funcext_core._engine.results import Result

from .answers import Answered, Ran
from .console import Console
from .framework import is_disconnect


@attrs.frozen
class Progress:
    """An observer that prints invocations and log lines on a console."""

    NEEDS: ClassVar = (events.Log, events.Ended, Answered, Ran)
    """The events that it prints."""

    console: Console

    def notify(self, event: events.Event, /) -> None:
        """Print a log line, or what an invocation raised and sent."""
        if isinstance(event, events.Log):
            self.console.log_line(event.line)
        elif isinstance(event, Answered):
            self.console.answered(event)
        elif isinstance(event, Ran):
            self.console.ran(event)
        elif isinstance(event, events.Ended):
            result = event.result
            if is_disconnect(result.error):
                self.console.dim(f"{event.function}: the client went away.")
            elif result.error is not None:
                self.console.failure(event.function, result.error)
                self._explain(result.error)
            self._show_outputs(result)

    def _explain(self, error: BaseException) -> None:
        """Warn about an error that would do more harm in a worker than fail the invocation."""
        if not isinstance(error, Exception):
            self.console.warning(
                f"{type(error).__name__} is not an Exception: in Azure, this invocation would "
                "never be answered, and SystemExit or KeyboardInterrupt would end the worker."
            )

    def _show_outputs(self, result: Result) -> None:
        """Print the values that other services would get; the local host does not send them."""
        for name, output in result.outputs.items():
            if output.kind != bindings.HTTP:
                self.console.dim(f"  {name} ({output.binding}) <- {_short(output.value)}")


def _short(value: object) -> str:
    longest = 200
    shown = repr(value)
    return shown if len(shown) <= longest else shown[:longest] + "..."
