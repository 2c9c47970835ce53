"""The registry of an app's plugins, in their order."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pluggy

from funcext_core import hooks
from funcext_core._settings.names import DISABLED, PLUGINS, did_you_mean
from funcext_core.errors import FrozenError, LoadError


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Literal

    from .implementations import HookImpl
    from .plugin import Plugin

    Origin = Literal["worker", "setting", "install", "app", "use"]


_PLACES = {"post_invocation": 0, "pre_invocation": 1, "around_invocation": 2}
"""The places of the app's own hooks, outermost first. Each is a plugin with this one hook. In this
order they are one layer: what a pre answers skips the arounds and reaches the posts."""


class _Hooks:
    """A plugin as pluggy sees it: its hooks alone.

    pluggy compares plugins with `==` and reads all their attributes; the equality and properties
    that a plugin defines must not matter.
    """

    def __init__(self, implementations: Iterable[HookImpl]) -> None:
        self.options: dict[str, dict[str, Any]] = {}
        for hook in implementations:
            # A copy: pluggy fills in defaults.
            self.options[hook.attribute] = dict(hook.options)
            setattr(self, hook.attribute, hook.function)


class _Manager(pluggy.PluginManager):
    def parse_hookimpl_opts(self, plugin: Any, name: str) -> Any:
        return plugin.options.get(name)


class PluginRegistry:
    """An app's plugins, in groups.

    Outermost first: worker extensions, the setting's plugins, those given to `install`, the app's
    own hooks, those of `use`.

    pluggy names, validates and registers the plugins; it calls none of their hooks.
    """

    def __init__(self, *, disabled: bool = False) -> None:
        self.disabled = disabled
        """Whether `FUNCEXT_DISABLED` keeps every plugin from being enabled."""
        self.ignored: list[Plugin] = []
        """The plugins that were added nevertheless: the app's own."""
        self.frozen = False
        """Whether the worker has the app's functions: a change would come too late."""
        self._groups: dict[Origin, dict[str, Plugin]] = {
            "worker": {},
            "setting": {},
            "install": {},
            "app": {},
        }
        self._used: list[Plugin] = []
        self.required: set[str] = set()
        """The names of the plugins without which the app must not start."""
        self.removed: set[str] = set()
        """The names of the plugins that the app has removed."""
        self.stand_ins: Sequence[Sequence[Plugin]] = ()
        """Plugins of a test, the nearest group last, whose providers come before all others."""
        # Kept until a plugin comes or goes: each function of the app asks.
        self._any_async: bool | None = None
        self._any_provides: bool | None = None
        self._manager = _Manager(hooks.PROJECT_NAME)
        self._manager.add_hookspecs(hooks)

    def __iter__(self) -> Iterator[Plugin]:
        """Iterate over all plugins, outermost first."""
        return chain(self.everywhere(), self._used)

    def __len__(self) -> int:
        """Return the number of plugins."""
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        """Return whether a plugin of that name is enabled."""
        if not isinstance(name, str):
            return False
        return any(name in group for group in self._groups.values()) or any(
            plugin.name == name for plugin in self._used
        )

    def __getitem__(self, name: str) -> Plugin:
        """Return the plugin of that name.

        Raises:
            KeyError: no such plugin is enabled.
        """
        for plugin in self:
            if plugin.name == name:
                return plugin
        names = [plugin.name for plugin in self]
        message = f"no plugin {name!r} is enabled: {did_you_mean(name, names)}"
        raise KeyError(message)

    def everywhere(self, *, app_hooks: bool = True) -> Iterator[Plugin]:
        """Iterate over the plugins that are not for one function alone, outermost first.

        Args:
            app_hooks: whether hooks of the app itself count, whose names nobody chose.
        """
        groups = self._groups.items()
        return chain.from_iterable(
            group.values() for origin, group in groups if app_hooks or origin != "app"
        )

    def with_origins(self) -> Iterator[tuple[Origin, Plugin]]:
        """Iterate over all plugins and their origins, outermost first."""
        for origin, group in self._groups.items():
            for plugin in group.values():
                yield origin, plugin
        for plugin in self._used:
            yield "use", plugin

    @property
    def any_async(self) -> bool:
        """Whether any plugin has an async hook or provider, or may give an async callable."""
        if self._any_async is None:
            self._any_async = any(map(_is_async, self))
        return self._any_async

    @property
    def any_provides(self) -> bool:
        """Whether any plugin may give functions something."""
        if self._any_provides is None:
            self._any_provides = any(plugin.provides or plugin.hooks("provide") for plugin in self)
        return self._any_provides or bool(self.stand_ins)

    def add(self, plugin: Plugin, origin: Origin = "setting") -> None:
        """Register a plugin inside those of its group that are registered already.

        The app's own hooks are one layer: see `_PLACES`. A disabled registry ignores the plugin.

        Raises:
            LoadError: its name is taken, or pluggy finds a mistake.
            FrozenError: the layers are compiled.
        """
        self._refuse_frozen(f"plugin {plugin.name!r} comes too late")
        if self.disabled:
            self.ignored.append(plugin)
            return
        if plugin.name in self:
            message = f"plugin {plugin.name!r} is already registered: rename one of them"
            raise LoadError(message)
        try:
            self._manager.register(_Hooks(plugin.implementations), plugin.name)
        except pluggy.PluginValidationError as error:
            message = f"plugin {plugin.name!r}: {' '.join(str(error).split())}"
            raise LoadError(message) from error
        self._forget()
        group = self._groups[origin]
        group[plugin.name] = plugin
        if origin == "app":
            hooks_in_order = sorted(group.values(), key=_place)
            self._groups["app"] = {hook.name: hook for hook in hooks_in_order}

    def register_used(self, used: Iterable[Plugin]) -> None:
        """Register the plugins that `use` puts around a function."""
        self._forget()
        for plugin in used:
            self._manager.register(_Hooks(plugin.implementations), f"use {len(self._used)}")
            self._used.append(plugin)

    def remove(self, name: str) -> Plugin:
        """Remove a plugin before the layers are compiled, and return it.

        Raises:
            FrozenError: the layers are compiled.
            LoadError: the app or another plugin requires the plugin.
            KeyError: no such plugin is enabled.
        """
        self._refuse_frozen(f"plugin {name!r} can no longer be removed")
        if name in self.required:
            message = f"plugin {name!r} cannot be removed: the app requires it"
            raise LoadError(message)
        plugin = self[name]
        if any(other.declared is not None for other in self):
            from .neighbors import requiring  # noqa: PLC0415 - few plugins require others

            by = requiring(name, self)
            if by is not None:
                message = f"plugin {name!r} cannot be removed: plugin {by!r} requires it"
                raise LoadError(message)
        self._forget()
        self.removed.add(name)
        for group in self._groups.values():
            group.pop(name, None)
        self._manager.unregister(name=name)
        return plugin

    def require(self, names: str | Iterable[str]) -> None:
        """Stop the app unless all of these plugins are enabled.

        Raises:
            LoadError: one of them is not.
        """
        for name in (names,) if isinstance(names, str) else names:
            if name not in self:
                fix = f"{DISABLED} is set; remove it" if self.disabled else f"name it in {PLUGINS}"
                message = f"the app requires plugin {name!r}, which is not enabled: {fix}"
                raise LoadError(message)
            self.required.add(name)

    def check_pending(self) -> None:
        """Check with pluggy that every hook is one of funcext's."""
        self._manager.check_pending()

    def _forget(self) -> None:
        self._any_async = self._any_provides = None

    def freeze(self) -> None:
        """Refuse changes from now on."""
        self.frozen = True

    def _refuse_frozen(self, what: str) -> None:
        if self.frozen:
            message = f"{what}: the worker has the app's functions, and their layers are compiled"
            raise FrozenError(message)


def _is_async(plugin: Plugin) -> bool:
    """Return whether a plugin has an async hook or provider, or may give an async callable."""
    return any(hook.is_async or hook.hook == "provide" for hook in plugin.implementations) or any(
        provider.is_async for provider in plugin.provides
    )


def _place(plugin: Plugin) -> int:
    """Return the place of one of the app's own hooks; those around no invocation are last."""
    hooks = plugin.implementations
    return _PLACES.get(hooks[0].hook, len(_PLACES)) if hooks else len(_PLACES)
