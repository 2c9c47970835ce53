"""The plan by which the parameters of one function are filled: made when the app is indexed."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from typing import Final, Literal

    from funcext_core._model import Function
    from funcext_core._plugins.provided import Provider

    from .app_scope import AppValue

    Kind = Literal["value", "step", "app"]


NEED_INVOCATION = {"invocation", "invocation_id", "context", "attempt"}
"""The plain values that are read from the invocation; the others come from the arguments."""


class Source:
    """Where the value of a parameter comes from."""

    kind: Final[Kind]
    """``value``: a value of the invocation; ``step`` or ``app``: a provider of that scope."""
    value: Final[str]
    """The name of a value of the invocation."""
    index: Final[int]
    """The place of a step, or of an app-scoped value, in the plan."""

    __slots__ = ("index", "kind", "value")

    def __init__(self, kind: Kind, index: int = 0, value: str = "") -> None:
        self.kind = kind
        self.index = index
        self.value = value


class Step:
    """One provider that is called in each invocation."""

    provider: Final[Provider]
    arguments: Final[tuple[tuple[str, Source], ...]]
    """Its arguments; those with a default that nobody provides are left out."""

    __slots__ = ("arguments", "provider")

    def __init__(self, provider: Provider, arguments: tuple[tuple[str, Source], ...]) -> None:
        self.provider = provider
        self.arguments = arguments


class Plan:
    """The sources of one function's parameters."""

    function: Final[Function]
    hidden: Final[tuple[str, ...]]
    """The parameters that the worker must not see."""
    fills: Final[tuple[tuple[str, Source], ...]]
    """The parameters that are filled; those with a default that nobody provides are left out."""
    steps: Final[tuple[Step, ...]]
    """The providers that are called in each invocation, in the order in which they are opened."""
    app_values: Final[tuple[AppValue, ...]]
    """The app-scoped values, in the order in which they are asked for."""
    why: Final[str | None]
    """The reason why the function always fails; None if it does not."""

    __slots__ = ("app_values", "fills", "function", "hidden", "steps", "why")

    def __init__(
        self,
        function: Function,
        hidden: tuple[str, ...],
        fills: tuple[tuple[str, Source], ...] = (),
        steps: tuple[Step, ...] = (),
        app_values: tuple[AppValue, ...] = (),
        *,
        why: str | None = None,
    ) -> None:
        self.function = function
        self.hidden = hidden
        self.fills = fills
        self.steps = steps
        self.app_values = app_values
        self.why = why

    @property
    def bridged(self) -> bool:
        """Whether async providers of each invocation are around a sync function."""
        return not self.function.is_async and any(step.provider.is_async for step in self.steps)

    @property
    def takes_invocation(self) -> bool:
        """Whether what fills the parameters takes the invocation.

        It needs a value of that, or the time in the function differs from the time in it.
        """
        return bool(self.steps) or any(source.value in NEED_INVOCATION for _, source in self.fills)

    @property
    def plugins(self) -> frozenset[str]:
        """The names of the plugins that provide the values, and what these need."""
        values = list(self.app_values)
        for value in values:
            values.extend(value.arguments.values())
        providers = [step.provider for step in self.steps] + [value.provider for value in values]
        return frozenset(provider.plugin for provider in providers)

    @property
    def needs_invocation(self) -> bool:
        """Whether something that fills the parameters reads the invocation."""
        filled = (source for _, source in self.fills)
        asked = (source for step in self.steps for _, source in step.arguments)
        needed = NEED_INVOCATION | {"args"}
        return self.bridged or any(source.value in needed for source in (*filled, *asked))

    @property
    def tears_down(self) -> bool:
        """Whether an app-scoped value that it uses is torn down when the process stops."""
        return any(value.torn_down for value in self.app_values)
