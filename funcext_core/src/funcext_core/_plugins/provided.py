"""The providers of a plugin, and the mistakes in them.

Here each mistake is a `LoadError` that names the plugin, the provider and the fix.
"""

from __future__ import annotations

import collections.abc
import inspect
import typing
from functools import partial
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, NoReturn, cast

from funcext_core._annotations import evaluated, shown, signature_of, stripped
from funcext_core._foreign import is_a, text_of
from funcext_core._provides import Named, Parameter, function_of, scope_of
from funcext_core.errors import LoadError

from .implementations import own_attributes, static_attributes


if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Final

    from funcext_core._provides import ProviderScope

    Call = Callable[..., Any]


PLAIN_VALUES = (
    "function",
    "invocation_id",
    "context",
    "args",
    "request",
    "trigger_value",
    "attempt",
)
"""The values of an invocation that a provider may name: those of `pre_invocation`."""

_YIELDING = (
    collections.abc.Iterator,
    collections.abc.Iterable,
    collections.abc.Generator,
    collections.abc.AsyncIterator,
    collections.abc.AsyncIterable,
    collections.abc.AsyncGenerator,
)
_VARIABLE = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


class Argument:
    """One argument that a function or a provider asks for."""

    name: Final[str]
    """The parameter's name."""
    annotation: Final[str]
    """Its annotation as a person writes it; empty if it has none."""
    parameter: Final[Parameter]
    """The parameter as `provide` gets it."""
    plain: Final[bool]
    """Whether it is a plain value of the invocation, asked for by its name."""

    __slots__ = ("annotation", "name", "parameter", "plain")

    def __init__(
        self, name: str, annotation: str, parameter: Parameter, *, plain: bool = False
    ) -> None:
        self.name = name
        self.annotation = annotation
        self.parameter = parameter
        self.plain = plain

    @property
    def named(self) -> str | None:
        """The name of the provider that it chooses with `Named`."""
        return next(
            (item.name for item in self.parameter.metadata if isinstance(item, Named)), None
        )


class Provider:
    """A function of a plugin that provides a value."""

    plugin: Final[str]
    """The plugin's name."""
    name: Final[str]
    """Its own name, by which `Named` chooses it."""
    function: Final[Call]
    """The callable; receives its `arguments` by name."""
    type: Final[object]
    """The type that it provides."""
    scope: Final[ProviderScope]
    """The time for which its value lives."""
    is_async: Final[bool]
    """Whether it is an ``async def`` or an async generator."""
    generates: Final[bool]
    """Whether it is a generator, which is resumed when its value is no longer needed."""
    arguments: Final[tuple[Argument, ...]]
    """The arguments that it asks for."""

    __slots__ = (
        "arguments",
        "function",
        "generates",
        "is_async",
        "name",
        "plugin",
        "scope",
        "type",
    )

    def __init__(
        self,
        plugin: str,
        name: str,
        function: Call,
        type: object,  # noqa: A002 - the attribute's name
        scope: ProviderScope = "invocation",
    ) -> None:
        self.plugin = plugin
        self.name = name
        self.function = function
        self.type = type
        self.scope = scope
        self.is_async = is_async(function)
        self.generates = generates(function)
        self.arguments = _arguments(plugin, name, function)

    def has_ended(self, raised: BaseException) -> bool:
        """Return whether its generator has ended, which it raised to say so."""
        ended = StopAsyncIteration if self.is_async else StopIteration
        return self.generates and is_a(raised, ended)

    def __str__(self) -> str:
        return f"{self.name!r} of plugin {self.plugin!r}"


def provided(plugin: object, name: str) -> tuple[Provider, ...]:
    """Return the providers of a plugin, an instance or a module, in order of definition.

    Raises:
        LoadError: there is a mistake in one of them; the message has the first.
    """
    found = []
    for attribute, raw in static_attributes(plugin):
        scope = scope_of(raw)
        if scope is not None:
            function: Call = cast("Call", function_of(raw))
            if not isinstance(plugin, ModuleType) and attribute not in own_attributes(plugin):
                bound: Any = raw
                function = bound.__get__(plugin, type(plugin))
            found.append(provider(name, attribute, function, scope))
    return tuple(found)


def provider(plugin: str, name: str, function: Call, scope: ProviderScope) -> Provider:
    """Return a function as a provider.

    Args:
        plugin: the plugin's name.
        name: the name under which the plugin has it.
        function: a function, or a method bound to its plugin.
        scope: the time for which its value lives.

    Raises:
        LoadError: the function cannot be a provider.
    """
    inner = inspect.unwrap(getattr(function, "__func__", function))
    if generates(inner) != generates(function) or is_async(inner) != is_async(function):
        _refuse(
            plugin,
            name,
            f"is {_kind(inner)} below a decorator that makes {_kind(function)} of it; put nothing "
            "but @provides above it",
        )
    return Provider(plugin, name, function, _provided_type(plugin, name, function), scope)


def argument(parameter: inspect.Parameter, function: Call, where: str) -> Argument:
    """Return what a parameter asks for by its type.

    Args:
        parameter: the parameter.
        function: the function that has it.
        where: a sentence's beginning that names both.

    Raises:
        LoadError: its annotation cannot be evaluated.
    """
    required = parameter.default is parameter.empty
    default = None if required else parameter.default
    if parameter.annotation is parameter.empty:
        asked = Parameter(parameter.name, None, (), required, default)
        return Argument(parameter.name, "", asked)
    hint, metadata = stripped(evaluated(parameter.annotation, function, f"{where}: its annotation"))
    asked = Parameter(parameter.name, hint, metadata, required, default)
    return Argument(parameter.name, shown(parameter.annotation), asked)


def is_async(function: object) -> bool:
    """Return whether a callable is an ``async def`` or an async generator function."""
    code = _called(function)
    return inspect.iscoroutinefunction(code) or inspect.isasyncgenfunction(code)


def generates(function: object) -> bool:
    """Return whether a callable is a generator function, sync or async."""
    code = _called(function)
    return inspect.isgeneratorfunction(code) or inspect.isasyncgenfunction(code)


def _called(function: object) -> Any:
    """Return what has the code of a call: an instance's `__call__`."""
    if isinstance(function, (FunctionType, partial, type)) or inspect.ismethod(function):
        return function
    return inspect.getattr_static(type(function), "__call__", function)


def _kind(function: object) -> str:
    if generates(function):
        return "an async generator" if is_async(function) else "a generator"
    return "an async def" if is_async(function) else "a plain def"


def _provided_type(plugin: str, name: str, function: Call) -> object:
    annotation = _signature(plugin, name, function).return_annotation
    if annotation is inspect.Signature.empty:
        _refuse(
            plugin,
            name,
            "has no return annotation: write the type that it provides, such as -> Pool",
        )
    where = f"plugin {plugin!r}: provider {name!r}: its return annotation"
    hint = evaluated(annotation, function, where)
    if generates(function):
        hint = _yielded_type(plugin, name, hint, shown(annotation), is_async=is_async(function))
    kind, _ = stripped(hint)
    if kind in (None, type(None), Any, object):
        _refuse(
            plugin,
            name,
            f"has the return annotation {shown(annotation)}, by which no function can ask for its "
            "value: write the type that it provides, such as -> Pool",
        )
    return kind


def _yielded_type(plugin: str, name: str, hint: object, written: str, *, is_async: bool) -> object:
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) in _YIELDING and arguments:
        return arguments[0]
    wrapper = "AsyncIterator" if is_async else "Iterator"
    return _refuse(
        plugin,
        name,
        f"is a generator with the return annotation {written}: write -> {wrapper}[T], where T is "
        "the type that it provides",
    )


def _arguments(plugin: str, name: str, function: Call) -> tuple[Argument, ...]:
    parameters = _signature(plugin, name, function).parameters.values()
    return tuple(
        _argument(plugin, name, function, parameter)
        for parameter in parameters
        if parameter.kind not in _VARIABLE
    )


def _argument(plugin: str, name: str, function: Call, parameter: inspect.Parameter) -> Argument:
    if parameter.kind is parameter.POSITIONAL_ONLY:
        _refuse(plugin, name, f"takes {parameter.name!r} by position only: remove the '/'")
    unannotated = parameter.annotation is parameter.empty
    if parameter.name in PLAIN_VALUES or (parameter.name == "invocation" and unannotated):
        plain = Parameter(parameter.name, None)
        return Argument(parameter.name, "", plain, plain=True)
    where = f"plugin {plugin!r}: provider {name!r} asks for parameter {parameter.name!r}"
    asked = argument(parameter, function, where)
    if not asked.annotation and asked.parameter.required:
        _refuse(
            plugin,
            name,
            f"asks for parameter {parameter.name!r} without a type: annotate it, or name one of "
            f"{_listed(PLAIN_VALUES)}",
        )
    return asked


def _signature(plugin: str, name: str, function: Call) -> inspect.Signature:
    try:
        return signature_of(function)
    except (TypeError, ValueError) as error:
        _refuse(
            plugin,
            name,
            f"has no signature that can be read ({text_of(error)}); give it a plain one",
        )


def _listed(names: Collection[str]) -> str:
    return ", ".join(names)


def _refuse(plugin: str, name: str, what: str) -> NoReturn:
    message = f"plugin {plugin!r}: provider {name!r} {what}"
    raise LoadError(message)
