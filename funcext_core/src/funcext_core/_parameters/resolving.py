"""Who provides what a function asks for: decided once, when the app is indexed.

The nearest group of plugins that provides the type wins. Among several providers in a group, the
name decides: the one that `Named` gives, or the parameter's own. What no `@provides` fills, the
hook `provide` of each plugin is asked for, in layer order. Whatever cannot be decided is a
`LoadError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from funcext_core._annotations import shown
from funcext_core._foreign import line_of, type_name
from funcext_core._model import Invocation
from funcext_core._plugins.provided import Provider
from funcext_core.errors import HookError, LoadError

from .asked import asked_by, described, refuse_hidden
from .plan import Plan, Source, Step


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from funcext_core._lifecycle.in_flight import Run
    from funcext_core._model import Function
    from funcext_core._plugins.plugin import Plugin
    from funcext_core._plugins.provided import Argument

    from .app_scope import AppScope, AppValue

    Groups = Sequence[Sequence[Plugin]]

_SHOWN = 8
"""Providers that an error lists at most."""


def plan_for(
    call: Run,
    function: Function,
    groups: Groups,
    all_groups: Groups,
    app_scope: AppScope,
    *,
    everything: bool = True,
) -> Plan | None:
    """Return how a function's parameters are filled; None if it asks for nothing.

    Args:
        call: the function as the worker would have it.
        function: the record of it.
        groups: the plugins that are for it, by group, outermost first.
        all_groups: those and the plugins that are for other functions. An app-scoped value, which
            is one for all functions, may use what any of them provides.
        app_scope: the app-scoped values of the app.
        everything: whether plugins provide something; otherwise a function can ask for its
            `Invocation` alone.

    Raises:
        LoadError: a parameter cannot be filled.
    """
    resolver = _Resolver(function, groups, all_groups, app_scope)
    refuse_hidden(call, function, resolver.provides)
    asked = asked_by(call, function, everything=everything)
    return resolver.plan(asked) if asked else None


class _Resolver:
    """The parameters of one function, while they are resolved."""

    def __init__(
        self, function: Function, groups: Groups, all_groups: Groups, app_scope: AppScope
    ) -> None:
        self._function = function
        self._groups = groups
        self._all_groups = all_groups
        self._app_scope = app_scope
        self._steps: list[Step] = []
        self._places: dict[int, Source] = {}
        """By the identity of a provider, where its value is in the plan."""
        self._app_values: list[AppValue] = []
        self._path: list[Provider] = []
        """The providers that are being resolved, each asked for by the one before."""

    def plan(self, asked: Sequence[Argument]) -> Plan:
        """Return how these parameters are filled."""
        fills = []
        for argument in asked:
            source = self._source(argument)
            if source is not None:
                fills.append((argument.name, source))
        return Plan(
            self._function,
            tuple(argument.name for argument in asked),
            tuple(fills),
            tuple(self._steps),
            tuple(self._app_values),
        )

    def provides(self, argument: Argument) -> bool:
        """Return whether a plugin of the app provides the type that an argument asks for."""
        return argument.parameter.type is Invocation or any(
            _is_for(provider, argument) for provider in _providers_of(self._all_groups)
        )

    def _source(self, argument: Argument) -> Source | None:
        """Return where a value comes from; None if the parameter keeps its default."""
        if argument.plain or argument.parameter.type is Invocation:
            return Source("value", value=argument.name if argument.plain else "invocation")
        provider = self._chosen(argument, self._groups) or self._from_hooks(argument)
        if provider is not None:
            return self._value_of(provider, argument)
        if not argument.parameter.required:
            return None
        return self._refuse_unfilled(argument, self._groups)

    # -- whose provider ---------------------------------------------------------------------------

    def _chosen(self, argument: Argument, groups: Groups) -> Provider | None:
        """Return the provider of the nearest group that provides what is asked for."""
        for group in reversed(groups):
            found = [
                provider
                for plugin in group
                for provider in plugin.provides
                if _is_for(provider, argument)
            ]
            if found:
                return self._one_of(found, argument)
        return None

    def _one_of(self, found: Sequence[Provider], argument: Argument) -> Provider:
        if len(found) == 1:
            return found[0]
        named = [provider for provider in found if provider.name == argument.name]
        if len(named) == 1:
            return named[0]
        message = (
            f"{self._asking()} asks for {described(argument)}, which several provide: "
            f"{_listed(found)}; "
        )
        same = named or found
        if len({provider.name for provider in same}) < len(same):
            message += "exclude one of the plugins, or give its provider another name"
        else:
            message += (
                "name the parameter like one of them, or write "
                f"Annotated[{_plain(argument)}, Named({found[0].name!r})]"
            )
        raise LoadError(message)

    def _from_hooks(self, argument: Argument) -> Provider | None:
        """Return what the first plugin provides whose hook `provide` returns something."""
        for group in self._groups:
            for plugin in group:
                for hook in plugin.hooks("provide"):
                    values = {"function": self._function, "parameter": argument.parameter}
                    try:
                        given = hook.function(*[values[name] for name in hook.arguments])
                        if given is None:
                            continue
                        return _given_provider(plugin.name, argument, given)
                    except KeyboardInterrupt:
                        raise
                    except BaseException as error:  # noqa: BLE001 - contained, or a LoadError
                        _contain(plugin, error, self._function)
        return None

    # -- its place in the plan --------------------------------------------------------------------

    def _value_of(self, provider: Provider, argument: Argument) -> Source:
        known = self._places.get(id(provider))
        if known is not None:
            return known
        self._refuse_circle(provider, argument)
        if provider.scope == "app":
            self._app_values.append(self._app_value(provider))
            source = Source("app", len(self._app_values) - 1)
        else:
            step = Step(provider, self._arguments_of(provider))
            self._steps.append(step)
            source = Source("step", len(self._steps) - 1)
        self._places[id(provider)] = source
        return source

    def _arguments_of(self, provider: Provider) -> tuple[tuple[str, Source], ...]:
        self._path.append(provider)
        sources = [
            (argument.name, source)
            for argument in provider.arguments
            if (source := self._source(argument)) is not None
        ]
        self._path.pop()
        return tuple(sources)

    def _app_value(self, provider: Provider) -> AppValue:
        """Return the value of an app-scoped provider, which uses app-scoped values alone."""
        self._path.append(provider)
        arguments = []
        for argument in provider.arguments:
            used = self._used_by_app_value(argument, provider)
            if used is not None:
                arguments.append((argument.name, self._app_value(used)))
        self._path.pop()
        return self._app_scope.value_of(provider, arguments)

    def _used_by_app_value(self, argument: Argument, provider: Provider) -> Provider | None:
        if argument.plain or argument.parameter.type is Invocation:
            what = f"{argument.name!r}, which is of one invocation"
            return self._refuse_captive(provider, what)
        used = self._chosen(argument, self._all_groups)
        if used is None and not argument.parameter.required:
            return None
        if used is None:
            return self._refuse_unfilled(argument, self._all_groups)
        if used.scope != "app":
            what = f"{described(argument)}, which {used} provides for each invocation"
            return self._refuse_captive(provider, what)
        self._refuse_circle(used, argument)
        return used

    # -- mistakes ---------------------------------------------------------------------------------

    def _asking(self) -> str:
        """Return what asks: the function, or a provider that it needs."""
        if not self._path:
            return f"function {self._function.name!r}"
        return f"provider {self._path[-1]}, which function {self._function.name!r} needs,"

    def _refuse_circle(self, provider: Provider, argument: Argument) -> None:
        if any(provider is asking for asking in self._path):
            message = (
                f"{self._asking()} asks for {described(argument)}: that closes a circle of "
                f"providers, {' -> '.join(map(str, [*self._path, provider]))}; let one of them do "
                "without the other"
            )
            raise LoadError(message)

    def _refuse_captive(self, provider: Provider, what: str) -> NoReturn:
        message = (
            f"provider {provider}, which function {self._function.name!r} needs, has the scope "
            f"'app' and asks for {what}: it would keep that one forever; let it do without, or "
            "give it the scope 'invocation'"
        )
        raise LoadError(message)

    def _refuse_unfilled(self, argument: Argument, groups: Groups) -> NoReturn:
        here = list(_providers_of(groups))
        elsewhere = [
            provider
            for provider in _providers_of(self._all_groups)
            if provider not in here and _is_for(provider, argument)
        ]
        if elsewhere:
            known = f"{_listed(elsewhere)} is not for this function; see its FUNCTIONS and TRIGGERS"
        else:
            known = f"there is {_listed(here)}" if here else "no plugin provides anything here"
        message = (
            f"{self._asking()} asks for {described(argument)}, which no plugin provides: {known}"
        )
        raise LoadError(message)


def _providers_of(groups: Groups) -> Iterator[Provider]:
    """Yield the providers, the nearest group's first."""
    for group in reversed(groups):
        for plugin in group:
            yield from plugin.provides


def _is_for(provider: Provider, argument: Argument) -> bool:
    """Return whether a provider provides what an argument asks for."""
    if argument.named is not None and provider.name != argument.named:
        return False
    wanted = argument.parameter.type
    return wanted is not None and (provider.type is wanted or provider.type == wanted)


def _given_provider(plugin: str, argument: Argument, given: object) -> Provider:
    """Return what a hook `provide` returned as a provider.

    Raises:
        HookError: it cannot be called.
    """
    if not callable(given):
        message = (
            f"provide of plugin {plugin!r} returned {type_name(given)} for parameter "
            f"{argument.name!r}: return a callable that gives the value, or None"
        )
        raise HookError(message)
    return Provider(plugin, argument.name, given, argument.parameter.type)


def _contain(plugin: Plugin, error: BaseException, function: Function) -> None:
    """Report an error of a hook `provide`; a guard's stops the app.

    Raises:
        LoadError: the plugin is a guard, or what it returned has a mistake.
    """
    if isinstance(error, LoadError):
        raise error
    plugin.failures.report("provide", error, function)
    if plugin.guard:
        raised = f"{type_name(error)}: {line_of(error)}".removesuffix(": ")
        message = f"provide of guard {plugin.name!r} raised {raised}"
        raise LoadError(message) from error


def _plain(argument: Argument) -> str:
    return shown(argument.parameter.type)


def _listed(providers: Sequence[Provider]) -> str:
    named = [f"{shown(provider.type)} ({provider})" for provider in providers[:_SHOWN]]
    more = len(providers) - _SHOWN
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")
