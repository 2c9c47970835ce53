"""The lines that the local host prints about invocations."""

from __future__ import annotations

from functools import singledispatchmethod

import attrs

from funcext_core._engine import bindings, events
from funcext_core._engine.results import Result

from .console import Console


@attrs.frozen
class Progress:
    """An observer that prints invocations and log lines on a console."""

    console: Console

    def notify(self, event: events.Event, /) -> None:
        """Print an event, if it is of interest."""
        self._print(event)

    @singledispatchmethod
    def _print(self, event: events.Event) -> None:
        """Print nothing for other events."""

    @_print.register
    def _(self, event: events.Queued) -> None:
        self.console.executing(event.function, event.id)

    @_print.register
    def _(self, event: events.Log) -> None:
        self.console.log_line(event.line)

    @_print.register
    def _(self, event: events.Ended) -> None:
        result = event.result
        self.console.executed(event.function, event.id, result.timing.total, result.error)
        self._explain(result.error)
        self._show_outputs(result)

    def _explain(self, error: BaseException | None) -> None:
        """Warn about an error that would do more harm in a worker than fail the invocation."""
        if error is not None and not isinstance(error, Exception):
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
