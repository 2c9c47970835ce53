"""A layer: what one plugin does around functions, and the shape of it that the compiler needs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from funcext_core._process import Once


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from funcext_core._plugins.implementations import HookImpl
    from funcext_core._plugins.plugin import Failures


INVOCATION_HOOKS = ("pre_invocation", "around_invocation", "post_invocation")
"""The hooks that make a layer, in the order in which a layer runs them."""


class HookShape:
    """The facts of a hook that generated code depends on.

    `hook_shape` and `layer_shape` give the same object for the same shape, so that what is kept by
    shape is found by identity, without a look inside.
    """

    arguments: tuple[str, ...]
    """The names of the arguments that it takes."""
    is_async: bool
    """Whether it is an ``async def``."""

    asks_for_trigger: bool
    """Whether it takes the trigger's data, or the request."""

    repeats: bool
    """Whether it may run what is inside it again."""

    __slots__ = ("arguments", "asks_for_trigger", "is_async", "repeats")

    def __init__(self, arguments: tuple[str, ...], is_async: bool, repeats: bool = False) -> None:
        self.arguments = arguments
        self.is_async = is_async
        self.repeats = repeats
        self.asks_for_trigger = "request" in arguments or "trigger_value" in arguments


class LayerShape:
    """The shapes of a layer's hooks, None for no hook."""

    pre: HookShape | None
    around: HookShape | None
    post: HookShape | None

    __slots__ = ("around", "post", "pre")

    def __init__(
        self, pre: HookShape | None, around: HookShape | None, post: HookShape | None
    ) -> None:
        self.pre = pre
        self.around = around
        self.post = post

    def __iter__(self) -> Iterator[HookShape | None]:
        """Iterate over the shapes of the hooks, in the order of `INVOCATION_HOOKS`."""
        return iter((self.pre, self.around, self.post))


hook_shape = cache(HookShape)
layer_shape = cache(LayerShape)


class Layer:
    """One plugin's hooks around functions."""

    plugin: str
    """The plugin's name."""
    guard: bool
    """Whether an error of one of its hooks fails the invocation."""
    implementations: tuple[HookImpl, ...]
    """The plugin's implementations of the invocation hooks."""
    failures: Failures
    """Where the plugin's hook errors are counted and logged."""
    shapes: dict[bool, tuple[LayerShape, list[Callable[..., Any]]]]
    """Shape and hooks of the layer, by whether the function is async: every function of the app
    asks for them."""

    once: Once
    """The reports about the plugin that were made already."""

    __slots__ = ("failures", "guard", "implementations", "once", "plugin", "shapes")

    def __init__(
        self,
        plugin: str,
        guard: bool,
        implementations: tuple[HookImpl, ...],
        failures: Failures,
    ) -> None:
        self.plugin = plugin
        self.guard = guard
        self.implementations = implementations
        self.failures = failures
        self.once = Once()
        self.shapes = {is_async: self._shape(is_async=is_async) for is_async in (False, True)}

    def pick(self, hook: str, *, is_async: bool) -> HookImpl | None:
        """Return the implementation of `hook` for functions of this kind.

        A plugin that offers both kinds gets the function's own kind called.
        """
        found = [impl for impl in self.implementations if impl.hook == hook]
        return next((impl for impl in found if impl.is_async == is_async), next(iter(found), None))

    def _shape(self, *, is_async: bool) -> tuple[LayerShape, list[Callable[..., Any]]]:
        picked = [self.pick(hook, is_async=is_async) for hook in INVOCATION_HOOKS]
        hooks = [
            impl and hook_shape(impl.arguments, impl.is_async, impl.repeats) for impl in picked
        ]
        return layer_shape(*hooks), [impl.function for impl in picked if impl is not None]
