"""`PluginHost`: the registry, the order and the life cycle of one app's plugins."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pluggy

from . import hooks
from ._hook_decorators import InlineHooks, free_name
from ._layers.compiler import compile_stack
from ._layers.rules import Stack
from ._plugins.implementations import implementation
from ._plugins.plugin import Plugin, make_plugin
from ._plugins.use_registry import unclaimed
from ._settings.general import PLUGINS
from ._settings.names import did_you_mean
from .errors import FrozenError, LoadError


if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ._layers.compiler import Compiled
    from ._layers.layer import Layer
    from ._lifecycle.loop_bridge import LoopBridge
    from ._lifecycle.start_gate import Gate
    from ._model import App, Function
    from ._plugins.implementations import HookImpl
    from ._settings.general import Settings


logger = logging.getLogger("funcext")


class _Hooks:
    """What pluggy sees of a plugin: its hooks alone.

    pluggy compares plugins with `==` and reads all their attributes; a plugin's own equality and
    properties are none of its business.
    """

    def __init__(self, implementations: Iterable[HookImpl]) -> None:
        self.options: dict[str, dict[str, Any]] = {}
        for each in implementations:
            # A copy: pluggy fills in defaults.
            self.options[each.attribute] = dict(each.options)
            setattr(self, each.attribute, each.function)


class _Manager(pluggy.PluginManager):
    def parse_hookimpl_opts(self, plugin: Any, name: str) -> Any:
        return plugin.options.get(name)


class PluginHost(InlineHooks):
    """The plugins of one app in one worker process, as `install` returns it.

    It is frozen when the worker first asks the app for its functions: the layers are compiled
    then, and a later change is refused.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        skipped: Mapping[str, str] | None = None,
        prepare_task: Callable[[asyncio.Task[Any], str], None] | None = None,
    ) -> None:
        self.settings = settings
        self.skipped: Mapping[str, str] = skipped or {}
        """The plugins that `FUNCEXT_ON_LOAD_ERROR=skip` left out, with the reason."""
        self.frozen = False
        """Whether the layers are compiled."""
        self._outermost: dict[str, Plugin] = {}
        self._plugins: dict[str, Plugin] = {}
        self._inline: dict[str, Plugin] = {}
        self._used: list[Plugin] = []
        self._required: set[str] = set()
        self._stacks: list[Stack] = []
        self._prepare_task = prepare_task
        self._bridge: LoopBridge | None = None
        self._gate: Gate | None = None
        self._start_error: LoadError | None = None
        self._manager = _Manager(hooks.PROJECT_NAME)
        self._manager.add_hookspecs(hooks)

    def __repr__(self) -> str:
        state = "frozen" if self.frozen else "open"
        return f"<PluginHost: {len(self)} plugins, {len(self._stacks)} functions, {state}>"

    # -- the handle ---------------------------------------------------------------------------

    def __iter__(self) -> Iterator[Plugin]:
        """Iterate over the plugins, outermost first."""
        yield from self._everywhere()
        yield from self._used

    def __len__(self) -> int:
        """Return the number of plugins."""
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        """Tell whether a plugin of that name is enabled."""
        return any(plugin.name == name for plugin in self)

    def __getitem__(self, name: str) -> Any:
        """Return the plugin of that name: the instance or module itself.

        Raises:
            KeyError: no such plugin is enabled.
        """
        return self._record(name).object

    def unregister(self, name: str) -> Any:
        """Remove a plugin before the layers are compiled, and return it.

        Raises:
            FrozenError: the layers are compiled.
            LoadError: the app requires the plugin.
            KeyError: no such plugin is enabled.
        """
        self._refuse_frozen(f"plugin {name!r} can no longer be removed")
        if name in self._required:
            message = f"plugin {name!r} cannot be removed: install() was told to require it"
            raise LoadError(message)
        plugin = self._record(name)
        for group in (self._outermost, self._plugins, self._inline):
            group.pop(name, None)
        self._manager.unregister(name=name)
        return plugin.object

    def stats(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Return calls, errors and seconds by plugin and hook.

        Seconds are None unless `FUNCEXT_STATS` is set: the hot path does not pay for a clock.
        """
        from ._reports import statistics  # noqa: PLC0415 - not for every cold start

        return statistics(self, self._stacks, timed=self.settings.stats)

    def describe(self) -> dict[str, Any]:
        """Return the host as plain data: its plugins in layer order, and the functions' layers."""
        # Not for every cold start.
        from ._reports import describe_function, describe_plugin  # noqa: PLC0415

        groups = (
            ("worker", self._outermost),
            ("setting", self._plugins),
            ("app", self._inline),
        )
        plugins = [
            describe_plugin(plugin, origin) for origin, group in groups for plugin in group.values()
        ]
        return {
            "disabled": self.settings.disabled,
            "frozen": self.frozen,
            "plugins": plugins + [describe_plugin(plugin, "use") for plugin in self._used],
            "skipped": dict(self.skipped),
            "functions": [describe_function(stack) for stack in self._stacks],
        }

    def register_inline(
        self, hook: str, function: Callable[..., Any], scope: Mapping[str, str]
    ) -> None:
        """Register a function of the app as a hook; see `InlineHooks` for the decorators.

        Args:
            hook: the hook's name.
            function: its implementation.
            scope: `functions`, `triggers` and `on_error`, as the settings of those names.

        Raises:
            LoadError: a mistake in the hook.
            FrozenError: the layers are compiled.
        """
        name = free_name(function, self.__contains__)
        values = {option.upper(): value for option, value in scope.items()}
        found = implementation(name, name, hook, function, {"specname": hook})
        self._register(make_plugin(function, name, values, found=(found,)), self._inline)

    # -- what `install` and the ways into the workers call ------------------------------------

    def require(self, names: str | Iterable[str]) -> None:
        """Have the app stop where one of these plugins is not enabled.

        Raises:
            LoadError: one is not.
        """
        for name in (names,) if isinstance(names, str) else names:
            if name not in self:
                message = (
                    f"the app requires plugin {name!r}, which is not enabled: name it in {PLUGINS}"
                )
                raise LoadError(message)
            self._required.add(name)

    def add(self, plugin: Plugin) -> None:
        """Register a plugin inside those that are registered already.

        Raises:
            LoadError: its name is taken, or pluggy finds a mistake.
            FrozenError: the layers are compiled.
        """
        self._register(plugin, self._plugins)

    def add_outermost(self, plugin: Plugin) -> None:
        """Register what stands outside all plugins: the worker extensions.

        Raises:
            FrozenError: the layers are compiled.
        """
        self._register(plugin, self._outermost)

    @property
    def bridge(self) -> LoopBridge:
        """What runs async hooks round sync functions, on the worker's loop."""
        if self._bridge is None:
            # Most apps have no async hook, and need none of this at a cold start.
            from ._lifecycle.loop_bridge import LoopBridge  # noqa: PLC0415

            self._bridge = LoopBridge(prepare_task=self._prepare_task)
        return self._bridge

    def capture_loop(self) -> asyncio.AbstractEventLoop | None:
        """Take the running loop as the worker's, if a plugin is going to need it; return it."""
        if not self._is_async:
            return None
        self.bridge.capture()
        return self.bridge.loop

    @property
    def _is_async(self) -> bool:
        """Whether any plugin has an async hook."""
        return any(hook.is_async for plugin in self for hook in plugin.implementations)

    def layers_round(self, function: Function, used: tuple[Plugin, ...] = ()) -> tuple[Layer, ...]:
        """Return the layers of a function, outermost first.

        Args:
            function: the function.
            used: the plugins that `use` puts round it.
        """
        return tuple(
            plugin.layer
            for plugin in (*self._everywhere(), *used)
            if plugin.layer is not None and plugin.scope.covers(function)
        )

    def compile(
        self,
        function: Function,
        layers: tuple[Layer, ...],
        call: Callable[..., Any],
        *,
        context: str,
    ) -> Compiled:
        """Return the compiled layers of a function.

        Args:
            function: the function.
            layers: its layers, at least one.
            call: the user's function.
            context: how the worker's context reaches the layers; see `compiler.Shape`.
        """
        stack = Stack(function, layers)
        compiled = compile_stack(
            stack,
            call,
            context=context,
            bridge=self.bridge if self._is_async else None,
            gate=self._gate,
            timed=self.settings.stats,
        )
        self._stacks.append(stack)
        return compiled

    def stack(self, function: Function, layers: tuple[Layer, ...]) -> Stack:
        """Return layers that are driven by hand, by a worker that calls their halves itself."""
        stack = Stack(function, layers)
        self._stacks.append(stack)
        return stack

    def start(
        self,
        app: App,
        used: Sequence[tuple[Plugin, ...]] = (),
        functions: Sequence[Function] = (),
    ) -> None:
        """Freeze the host and run `app_start`, then `post_load` of each function.

        Args:
            app: the app, with its functions.
            used: for each function the plugins that `use` puts round it.
            functions: the functions, where the app itself does not have them.

        Raises:
            LoadError: a guard's pattern matches none of the functions, its function is not there,
                or its hook raised. It is raised at each later call, too: a worker that asks again
                gets no unguarded app.
        """
        if self._start_error is not None:
            raise self._start_error
        if self.frozen:
            return
        self.frozen = True
        try:
            self._start(app, used, functions or app.functions)
        except LoadError as error:
            self._start_error = error
            raise

    def adopt(self, used: Iterable[Plugin]) -> None:
        """Register the plugins that `use` puts round a function."""
        for plugin in used:
            self._manager.register(_Hooks(plugin.implementations), f"use {len(self._used)}")
            self._used.append(plugin)

    def _start(
        self, app: App, used: Sequence[tuple[Plugin, ...]], functions: Sequence[Function]
    ) -> None:
        for plugins in used:
            self.adopt(plugins)
        self._manager.check_pending()
        self._check_scopes(functions)
        self._check_uses()
        loop = self.capture_loop()
        if _any_has("app_start", self):
            from ._lifecycle.app_hooks import start_app  # noqa: PLC0415 - not for every cold start

            self._gate = start_app(self, app, loop)
        for index, function in enumerate(app.functions):
            self.announce(function, used[index] if used else ())
        if _any_has("app_stop", self):
            from ._lifecycle.app_hooks import arm_stop  # noqa: PLC0415 - not for every cold start

            arm_stop(self, app, loop)

    def announce(self, function: Function, used: tuple[Plugin, ...] = ()) -> None:
        """Run `post_load` of the plugins whose scope has the function."""
        plugins = (*self._everywhere(), *used)
        if _any_has("post_load", plugins):
            from ._lifecycle.app_hooks import announce  # noqa: PLC0415 - not for every cold start

            announce(plugins, function)

    # -- inside -------------------------------------------------------------------------------

    def _everywhere(self) -> Iterator[Plugin]:
        """Iterate over the plugins that are not for one function alone, outermost first."""
        for group in (self._outermost, self._plugins, self._inline):
            yield from group.values()

    def _record(self, name: str) -> Plugin:
        for plugin in self:
            if plugin.name == name:
                return plugin
        names = [plugin.name for plugin in self]
        message = f"no plugin {name!r} is enabled: {did_you_mean(name, names)}"
        raise KeyError(message)

    def _register(self, plugin: Plugin, group: dict[str, Plugin]) -> None:
        self._refuse_frozen(f"plugin {plugin.name!r} comes too late")
        if plugin.name in self:
            message = f"plugin {plugin.name!r} is registered already: give one of them another name"
            raise LoadError(message)
        try:
            self._manager.register(_Hooks(plugin.implementations), plugin.name)
        except pluggy.PluginValidationError as error:
            message = f"plugin {plugin.name!r}: {' '.join(str(error).split())}"
            raise LoadError(message) from error
        group[plugin.name] = plugin

    def _refuse_frozen(self, what: str) -> None:
        if self.frozen:
            message = f"{what}: the worker has the app's functions, and their layers are compiled"
            raise FrozenError(message)

    def _check_scopes(self, functions: Sequence[Function]) -> None:
        """Find patterns that match nothing: a misspelt one leaves functions without a layer."""
        for plugin in self:
            idle = plugin.scope.idle(functions) if functions and plugin.scope.chosen else None
            if idle is not None:
                message = f"plugin {plugin.name!r}: {idle}"
                if plugin.guard:
                    raise LoadError(message)
                logger.warning("%s", message)

    def _check_uses(self) -> None:
        """Find functions with a `use` that are not in the app as they stand there."""
        for each in unclaimed(self):
            plugins = ", ".join(repr(plugin.name) for plugin in each.plugins)
            message = (
                f"use() of {plugins} above {each.name!r} has no effect: no function of the app is "
                "that one; is there a decorator without functools.wraps above use()?"
            )
            if any(plugin.guard for plugin in each.plugins):
                raise LoadError(message)
            logger.warning("%s", message)


def _any_has(hook: str, plugins: Iterable[Plugin]) -> bool:
    return any(plugin.hooks(hook) for plugin in plugins)
