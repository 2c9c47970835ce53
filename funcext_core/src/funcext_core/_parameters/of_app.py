"""The parameters of an app's functions: how each is filled, or why it is not."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from funcext_core._foreign import log
from funcext_core._settings.names import ON_LOAD_ERROR
from funcext_core.errors import LoadError

from .app_scope import AppScope
from .asked import hidden_from_worker
from .plan import Plan
from .resolving import plan_for


if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable, Sequence

    from funcext_core._lifecycle.in_flight import Run
    from funcext_core._model import Function
    from funcext_core._plugins.plugin import Plugin
    from funcext_core._plugins.registry import PluginRegistry


logger = logging.getLogger("funcext")


class Parameters:
    """The parameters of an app's functions."""

    def __init__(
        self,
        plugins: PluginRegistry,
        loop: Callable[[], asyncio.AbstractEventLoop | None],
        *,
        skip_load_errors: bool,
    ) -> None:
        self._plugins = plugins
        self._app_scope = AppScope(loop)
        self._skip_load_errors = skip_load_errors
        self._plans: dict[str, Plan | None] = {}

    def resolve(
        self,
        call: Run,
        function: Function,
        used: Sequence[Plugin],
        *,
        everything: bool,
    ) -> Plan | None:
        """Decide how a function's parameters are filled, once; None if it asks for nothing.

        Args:
            call: the function as the worker would have it.
            function: the record of it.
            used: the plugins that `use` puts around it.
            everything: whether plugins provide something; otherwise `Invocation` alone is filled.

        Raises:
            LoadError: a parameter cannot be filled, unless load errors are to be skipped.
        """
        if function.name not in self._plans:
            try:
                plan: Plan | None = self._plan(call, function, used, everything)
            except LoadError as error:
                if not self._skip_load_errors:
                    raise
                plan = self._unfilled(call, function, str(error))
            self._plans[function.name] = plan
        return self._plans[function.name]

    def plan_of(self, function: Function) -> Plan | None:
        """Return what was decided about a function; None if it asks for nothing."""
        return self._plans.get(function.name)

    def tear_downs(self, plugins: Iterable[Plugin]) -> dict[Plugin, Callable[[], None]]:
        """Return what tears down the app-scoped values of each plugin that may have any.

        A value without a tear-down of its own may use another plugin's, which has to outlive it.
        """
        values = {
            plugin: [provider for provider in plugin.provides if provider.scope == "app"]
            for plugin in plugins
        }
        if not any(provider.generates for providers in values.values() for provider in providers):
            return {}
        close = self._app_scope.close
        return {plugin: partial(close, found) for plugin, found in values.items() if found}

    def _plan(
        self,
        call: Run,
        function: Function,
        used: Sequence[Plugin],
        everything: bool,
    ) -> Plan | None:
        all_groups = self._groups(used)
        groups = [
            [plugin for plugin in group if plugin.scope.covers(function)] for group in all_groups
        ]
        return plan_for(call, function, groups, all_groups, self._app_scope, everything=everything)

    def _groups(self, used: Sequence[Plugin]) -> list[list[Plugin]]:
        """Return the plugins by group, outermost first."""
        groups: dict[str, list[Plugin]] = {}
        for origin, plugin in self._plugins.with_origins():
            if origin != "use":
                groups.setdefault(origin, []).append(plugin)
        return [*groups.values(), list(used), *map(list, self._plugins.stand_ins)]

    def _unfilled(self, call: Run, function: Function, why: str) -> Plan:
        log(
            logger,
            logging.ERROR,
            "%s (%s=skip: function %r always fails, the others are served)",
            why,
            ON_LOAD_ERROR,
            function.name,
        )
        return Plan(function, hidden_from_worker(call, function)[0], why=why)
