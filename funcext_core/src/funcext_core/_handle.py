"""`PluginHost`: the plugins of an app, as the app's owner sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from ._settings.plugin_settings import SCOPE_OPTIONS


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import TypeVar

    from ._hook_types import AppHook, AroundHook, LoadHook, PostHook, PreHook
    from ._host import HostCore
    from ._plugins.plugin import Plugin
    from ._provides import ProviderScope
    from ._reports import HostDescription
    from ._statistics import HookStats

    _Hook = TypeVar("_Hook", bound=Callable[..., Any])


class PluginHost:
    """The plugins of one app in one worker process, as `install` returns it.

    It is frozen when the worker first asks the app for its functions: the layers are compiled
    then, and a later change is refused.
    """

    __slots__ = ("_core",)

    def __init__(self, core: HostCore) -> None:
        self._core = core

    def __repr__(self) -> str:
        state = "frozen" if self._core.plugins.frozen else "open"
        return f"<PluginHost: {len(self)} plugins, {len(self._core.stacks)} functions, {state}>"

    def __iter__(self) -> Iterator[Plugin]:
        """Iterate over the plugins, outermost first."""
        return iter(self._core.plugins)

    def __len__(self) -> int:
        """Return the number of plugins."""
        return len(self._core.plugins)

    def __contains__(self, name: object) -> bool:
        """Return whether a plugin of that name is enabled."""
        return name in self._core.plugins

    def __getitem__(self, name: str) -> Any:
        """Return the plugin of that name: the instance or module itself.

        Raises:
            KeyError: no such plugin is enabled.
        """
        return self._core.plugins[name].object

    def unregister(self, name: str) -> Any:
        """Remove a plugin before the layers are compiled, and return it.

        If `FUNCEXT_DISABLED` is set, there is none to remove, and None is returned.

        Raises:
            FrozenError: the layers are compiled.
            LoadError: the app or another plugin requires the plugin.
            KeyError: no such plugin is enabled.
        """
        plugins = self._core.plugins
        # The switch must not stop an app whose own code expects a plugin.
        return None if plugins.disabled else plugins.remove(name).object

    def require(self, names: str | Iterable[str]) -> None:
        """Stop the app unless all of these plugins are enabled.

        Raises:
            LoadError: one of them is not.
        """
        self._core.plugins.require(names)

    def stats(self) -> dict[str, dict[str, HookStats]]:
        """Return calls, errors and seconds by plugin and hook.

        Seconds are None unless `FUNCEXT_STATS` is set: the hot path does not pay for a clock.
        """
        from ._statistics import statistics  # noqa: PLC0415 - not for every cold start

        core = self._core
        return statistics(core.plugins, core.stacks, timed=core.settings.stats)

    def describe(self) -> HostDescription:
        """Return the host as plain data: its plugins in layer order, and the functions' layers."""
        from ._reports import describe  # noqa: PLC0415 - not for every cold start

        return describe(self._core)

    def source_of(self, name: str) -> str:
        """Return the source of the code that runs around a function of the app.

        It is generated when the app is indexed, in the v1 model at the function's first call.

        Args:
            name: the function's name.

        Raises:
            KeyError: the app has no function of that name with layers.
        """
        from ._reports import source_of  # noqa: PLC0415 - not for every cold start

        return source_of(self._core, name)

    # -- the app's own hooks: their layers are inside those of the setting's plugins -------------

    @overload
    def pre_invocation(self, function: PreHook, /) -> PreHook: ...
    @overload
    def pre_invocation(
        self,
        /,
        *,
        functions: str | Iterable[str] = ...,
        triggers: str | Iterable[str] = ...,
        on_error: str = ...,
    ) -> Callable[[PreHook], PreHook]: ...
    def pre_invocation(self, function: Any = None, /, **scope: str | Iterable[str]) -> Any:
        """Register a function of the app as a layer's `pre_invocation`.

        Args:
            function: the hook; left out if the decorator takes any of the other arguments.
            scope: `functions` and `triggers`, each a str or a list of them, and `on_error`, with
                the meaning of the settings.

        Raises:
            LoadError: a mistake in the hook.
            FrozenError: the layers are compiled.
        """
        return self._register("pre_invocation", function, scope)

    @overload
    def around_invocation(self, function: AroundHook, /) -> AroundHook: ...
    @overload
    def around_invocation(
        self,
        /,
        *,
        functions: str | Iterable[str] = ...,
        triggers: str | Iterable[str] = ...,
        on_error: str = ...,
        repeats: bool = ...,
    ) -> Callable[[AroundHook], AroundHook]: ...
    def around_invocation(
        self, function: Any = None, /, *, repeats: bool = False, **scope: str | Iterable[str]
    ) -> Any:
        """Register a generator function of the app as a layer; see `pre_invocation`.

        Args:
            function: the hook.
            repeats: whether it may yield again, to run what is further in again.
            scope: see `pre_invocation`.
        """
        return self._register("around_invocation", function, scope, repeats=repeats)

    @overload
    def post_invocation(self, function: PostHook, /) -> PostHook: ...
    @overload
    def post_invocation(
        self,
        /,
        *,
        functions: str | Iterable[str] = ...,
        triggers: str | Iterable[str] = ...,
        on_error: str = ...,
    ) -> Callable[[PostHook], PostHook]: ...
    def post_invocation(self, function: Any = None, /, **scope: str | Iterable[str]) -> Any:
        """Register a function of the app as a layer's `post_invocation`; see `pre_invocation`."""
        return self._register("post_invocation", function, scope)

    @overload
    def post_load(self, function: LoadHook, /) -> LoadHook: ...
    @overload
    def post_load(
        self,
        /,
        *,
        functions: str | Iterable[str] = ...,
        triggers: str | Iterable[str] = ...,
        on_error: str = ...,
    ) -> Callable[[LoadHook], LoadHook]: ...
    def post_load(self, function: Any = None, /, **scope: str | Iterable[str]) -> Any:
        """Register a function of the app as a `post_load` hook; see `pre_invocation`."""
        return self._register("post_load", function, scope)

    @overload
    def app_start(self, function: AppHook, /) -> AppHook: ...
    @overload
    def app_start(
        self,
        /,
        *,
        functions: str | Iterable[str] = ...,
        triggers: str | Iterable[str] = ...,
        on_error: str = ...,
    ) -> Callable[[AppHook], AppHook]: ...
    def app_start(self, function: Any = None, /, **scope: str | Iterable[str]) -> Any:
        """Register a function of the app as an `app_start` hook; see `pre_invocation`."""
        return self._register("app_start", function, scope)

    @overload
    def app_stop(self, function: AppHook, /) -> AppHook: ...
    @overload
    def app_stop(
        self,
        /,
        *,
        functions: str | Iterable[str] = ...,
        triggers: str | Iterable[str] = ...,
        on_error: str = ...,
    ) -> Callable[[AppHook], AppHook]: ...
    def app_stop(self, function: Any = None, /, **scope: str | Iterable[str]) -> Any:
        """Register a function of the app as an `app_stop` hook; see `pre_invocation`."""
        return self._register("app_stop", function, scope)

    @overload
    def provides(self, function: _Hook, /) -> _Hook: ...
    @overload
    def provides(
        self,
        /,
        *,
        scope: ProviderScope = ...,
        functions: str | Iterable[str] = ...,
        triggers: str | Iterable[str] = ...,
        on_error: str = ...,
    ) -> Callable[[_Hook], _Hook]: ...
    def provides(
        self,
        function: Any = None,
        /,
        *,
        scope: ProviderScope = "invocation",
        **covers: str | Iterable[str],
    ) -> Any:
        """Register a function of the app as a provider of its return annotation.

        Args:
            function: the provider; left out if the decorator takes any of the other arguments.
            scope: ``invocation`` or ``app``; see `funcext_core.provides`.
            covers: see `pre_invocation`.

        Raises:
            LoadError: a mistake in the provider, or an unknown scope.
            FrozenError: the layers are compiled.
        """
        from ._provides import check_scope  # noqa: PLC0415 - few apps provide anything

        check_scope(scope)
        _refuse_unknown("provides", covers)

        def register(function: _Hook) -> _Hook:
            from ._plugins.app_hooks import app_provider  # noqa: PLC0415 - few apps have one

            provider = app_provider(function, scope, covers, self.__contains__)
            self._core.plugins.add(provider, "app")
            return function

        return register if function is None else register(function)

    def _register(
        self,
        hook: str,
        function: Callable[..., Any] | None,
        scope: dict[str, str | Iterable[str]],
        *,
        repeats: bool = False,
    ) -> Any:
        _refuse_unknown(hook, scope)

        def register(function: _Hook) -> _Hook:
            from ._plugins.app_hooks import app_hook  # noqa: PLC0415 - few apps have hooks of their own

            plugin = app_hook(hook, function, scope, self.__contains__, repeats=repeats)
            self._core.plugins.add(plugin, "app")
            return function

        return register if function is None else register(function)


def _refuse_unknown(decorator: str, scope: Mapping[str, object]) -> None:
    unknown = sorted(scope.keys() - {option.lower() for option in SCOPE_OPTIONS})
    if unknown:
        message = f"{decorator}() takes functions, triggers and on_error, not {unknown[0]!r}"
        raise TypeError(message)
