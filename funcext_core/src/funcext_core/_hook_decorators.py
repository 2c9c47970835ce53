"""Hooks that live in the app itself: the decorators of a `PluginHost`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, overload


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ._hookimpl import AppHook, LoadHook, PostHook, PreHook


class InlineHooks:
    """Register functions of the app as hooks, each of them a layer of its own.

    They are inside the plugins that the settings enable, in order of registration.
    """

    __slots__ = ()

    @overload
    def pre_invocation(self, function: PreHook, /) -> PreHook: ...
    @overload
    def pre_invocation(
        self, /, *, functions: str = ..., triggers: str = ..., on_error: str = ...
    ) -> Callable[[PreHook], PreHook]: ...
    def pre_invocation(self, function: Any = None, /, **scope: str) -> Any:
        """Register a function of the app as a layer's `pre_invocation`.

        Args:
            function: the hook; left out where one of the others is given.
            scope: `functions`, `triggers` and `on_error`, as the settings of those names.

        Raises:
            LoadError: a mistake in the hook.
            FrozenError: the layers are compiled.
        """
        return self._inline_hook("pre_invocation", function, scope)

    @overload
    def around_invocation(self, function: PreHook, /) -> PreHook: ...
    @overload
    def around_invocation(
        self, /, *, functions: str = ..., triggers: str = ..., on_error: str = ...
    ) -> Callable[[PreHook], PreHook]: ...
    def around_invocation(self, function: Any = None, /, **scope: str) -> Any:
        """Register a generator function of the app as a layer; see `pre_invocation`."""
        return self._inline_hook("around_invocation", function, scope)

    @overload
    def post_invocation(self, function: PostHook, /) -> PostHook: ...
    @overload
    def post_invocation(
        self, /, *, functions: str = ..., triggers: str = ..., on_error: str = ...
    ) -> Callable[[PostHook], PostHook]: ...
    def post_invocation(self, function: Any = None, /, **scope: str) -> Any:
        """Register a function of the app as a layer's `post_invocation`; see `pre_invocation`."""
        return self._inline_hook("post_invocation", function, scope)

    @overload
    def post_load(self, function: LoadHook, /) -> LoadHook: ...
    @overload
    def post_load(
        self, /, *, functions: str = ..., triggers: str = ..., on_error: str = ...
    ) -> Callable[[LoadHook], LoadHook]: ...
    def post_load(self, function: Any = None, /, **scope: str) -> Any:
        """Register a function of the app as a `post_load` hook; see `pre_invocation`."""
        return self._inline_hook("post_load", function, scope)

    @overload
    def app_start(self, function: AppHook, /) -> AppHook: ...
    @overload
    def app_start(self, /, *, on_error: str = ...) -> Callable[[AppHook], AppHook]: ...
    def app_start(self, function: Any = None, /, **scope: str) -> Any:
        """Register a function of the app as an `app_start` hook; see `pre_invocation`."""
        return self._inline_hook("app_start", function, scope)

    @overload
    def app_stop(self, function: AppHook, /) -> AppHook: ...
    @overload
    def app_stop(self, /, *, on_error: str = ...) -> Callable[[AppHook], AppHook]: ...
    def app_stop(self, function: Any = None, /, **scope: str) -> Any:
        """Register a function of the app as an `app_stop` hook; see `pre_invocation`."""
        return self._inline_hook("app_stop", function, scope)

    def register_inline(
        self, hook: str, function: Callable[..., Any], scope: Mapping[str, str]
    ) -> None:
        """Register `function` as an implementation of `hook`; the host does."""
        raise NotImplementedError

    def _inline_hook(
        self, hook: str, function: Callable[..., Any] | None, scope: Mapping[str, str]
    ) -> Any:
        unknown = sorted(scope.keys() - {"functions", "triggers", "on_error"})
        if unknown:
            message = f"{hook}() takes functions, triggers and on_error, not {unknown[0]!r}"
            raise TypeError(message)

        def register(function: Callable[..., Any]) -> Any:
            self.register_inline(hook, function, scope)
            return function

        return register if function is None else register(function)


def free_name(function: Callable[..., Any], taken: Callable[[str], bool]) -> str:
    """Return a name for the layer that a function makes: its own, or with a number behind it."""
    own = getattr(function, "__name__", "").lower()
    base = re.sub("[^a-z0-9]+", "_", own).strip("_") or "hook"
    name, count = base, 1
    while taken(name):
        count += 1
        name = f"{base}_{count}"
    return name
