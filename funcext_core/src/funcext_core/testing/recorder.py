"""A plugin that records what passes it."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from funcext_core._hookimpl import hookimpl
from funcext_core._model import Function, Invocation, Outcome


@attrs.frozen
class Recorded:
    """One invocation, as a `Recorder` saw it."""

    function: str
    """The function's name."""
    id: str
    """The invocation's id."""
    args: Mapping[str, object]
    """The arguments on the way in."""
    value: object
    """The value on the way out; None after an error."""
    error: BaseException | None
    """The error on the way out."""
    skipped_by: str | None
    """The plugin that kept the function from running; None if it ran."""


class Recorder:
    """Records the hooks that are called, and the invocations that reach it.

    As the last plugin of a test it is the innermost layer: it sees what the others let in, and what
    the function itself returns. As the first one it sees what the caller gets.
    """

    triggers = "*"

    def __init__(self) -> None:
        self.hooks: list[tuple[str, str]] = []
        """The hooks that were called, each with the function's name, which is empty for those of
        the app."""
        self.invocations: list[Recorded] = []
        """The invocations that have ended, in order of their ends."""

    def __repr__(self) -> str:
        return f"<Recorder: {len(self.hooks)} hooks, {len(self.invocations)} invocations>"

    @hookimpl
    def app_start(self) -> None:
        """Record it."""
        self.hooks.append(("app_start", ""))

    @hookimpl
    def post_load(self, function: Function) -> None:
        """Record it."""
        self.hooks.append(("post_load", function.name))

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        """Record it, and keep the arguments until the end of the invocation."""
        self.hooks.append(("pre_invocation", invocation.function.name))
        invocation.state[self] = dict(invocation.args)

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        """Record it, and the invocation."""
        self.hooks.append(("post_invocation", invocation.function.name))
        self.invocations.append(
            Recorded(
                function=invocation.function.name,
                id=invocation.id,
                args=invocation.state.get(self, {}),
                value=None if outcome.error is not None else outcome.value,
                error=outcome.error,
                skipped_by=outcome.skipped_by,
            )
        )

    @hookimpl
    def app_stop(self) -> None:
        """Record it."""
        self.hooks.append(("app_stop", ""))
