"""Find the hooks that a plugin implements, and the mistakes in them.

pluggy lets most of these mistakes pass, and the hook would then never run, or fail on each call.
Here each is a `LoadError` that names the plugin, the hook and the fix. Hooks are looked up
statically: no property or other descriptor of a plugin is run.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cached_property, partial, partialmethod
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from funcext_core._foreign import text_of
from funcext_core._settings.names import did_you_mean
from funcext_core.errors import LoadError
from funcext_core.hooks import ARGUMENTS, PROJECT_NAME


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Final


_MARK = f"{PROJECT_NAME}_impl"
_SYNC_ONLY = frozenset({"post_load", "provide"})
_PLAIN = "a plain def"


class HookImpl:
    """One implementation of a hook, bound to its plugin."""

    hook: Final[str]
    """The hook's name."""
    attribute: Final[str]
    """The name under which the plugin has it."""
    function: Final[Callable[..., Any]]
    """The callable; receives its `arguments` positionally."""
    arguments: Final[tuple[str, ...]]
    """The hook's arguments that it takes, in its own order."""
    is_async: Final[bool]
    """Whether it is an ``async def`` or an async generator."""
    options: Final[Mapping[str, Any]]
    """The arguments of `hookimpl`."""

    repeats: Final[bool]
    """Whether it may yield again, to run what is inside it again."""

    __slots__ = ("arguments", "attribute", "function", "hook", "is_async", "options", "repeats")

    def __init__(
        self,
        hook: str,
        attribute: str,
        function: Callable[..., Any],
        arguments: tuple[str, ...],
        is_async: bool,
        options: Mapping[str, Any],
    ) -> None:
        self.hook = hook
        self.attribute = attribute
        self.function = function
        self.arguments = arguments
        self.is_async = is_async
        self.options = options
        self.repeats = bool(options.get("repeats"))


def implementations(plugin: object, name: str, *, may_lack: bool = False) -> tuple[HookImpl, ...]:
    """Return the hooks of a plugin, an instance or a module, in order of definition.

    Args:
        plugin: the plugin.
        name: its name.
        may_lack: whether it may have none, because it provides something.

    Raises:
        LoadError: there is a mistake in one of them; the message has the first.
    """
    marked = [
        (attribute, raw)
        for attribute, raw in static_attributes(plugin)
        if _is_hook(name, attribute, raw)
    ]
    if not marked and not may_lack:
        message = (
            f"plugin {name!r} has no hook: {_shown(plugin)} has nothing marked with @hookimpl; "
            "mark its hooks, or name the object that has them"
        )
        raise LoadError(message)
    found = [_implementation(plugin, name, attribute, raw) for attribute, raw in marked]
    hooks = [hook for hook in found if hook is not None]
    _refuse_doubles(name, hooks)
    return tuple(hooks)


def _shown(plugin: object) -> str:
    if isinstance(plugin, ModuleType):
        return f"module {plugin.__name__!r}"
    return f"an instance of {type(plugin).__name__}"


def own_attributes(thing: object) -> Mapping[str, Any]:
    """Return the object's own `__dict__` without running its `__getattr__`."""
    try:
        own = object.__getattribute__(thing, "__dict__")
    except AttributeError:
        return {}
    return own if isinstance(own, Mapping) else {}


def static_attributes(plugin: object) -> Iterator[tuple[str, object]]:
    """Yield a plugin's attributes as they are defined: no property or other descriptor is run."""
    own = own_attributes(plugin)
    yield from own.items()
    if isinstance(plugin, ModuleType):
        return
    seen = set(own)
    # All but `object`, which has no hook and more attributes than most plugins.
    for cls in type(plugin).__mro__[:-1]:
        for attribute, raw in vars(cls).items():
            if attribute not in seen:
                seen.add(attribute)
                yield attribute, raw


def implementation(
    name: str, attribute: str, hook: str, function: Callable[..., Any], options: Mapping[str, Any]
) -> HookImpl:
    """Return one implementation of a hook.

    Args:
        name: the plugin's name.
        attribute: the name under which the plugin has it.
        hook: the hook that it implements.
        function: a function, or a method bound to its plugin.
        options: what `hookimpl` was given.

    Raises:
        LoadError: the function cannot be that hook.
    """
    _refuse_wrong_kind(name, attribute, hook, function)
    return HookImpl(
        hook=hook,
        attribute=attribute,
        function=function,
        arguments=_arguments(name, attribute, hook, function),
        is_async=_is_async(function),
        options=options,
    )


def _is_hook(name: str, attribute: str, raw: Any) -> bool:
    """Return whether it is marked as a hook; refuse a mark, or a hook's name, without effect."""
    function = _function_of(raw)
    if isinstance(function, FunctionType):
        if _options(raw) is not None or _options(function) is not None:
            return True
        if attribute in ARGUMENTS:
            _refuse(name, attribute, "is named like a hook but not marked; put @hookimpl above it")
        return False
    if isinstance(raw, type):
        return False
    inner = _inner(raw)
    if _options(raw) is not None or _options(inner) is not None:
        what = f"is a {type(raw).__name__} marked with @hookimpl"
        _refuse(name, attribute, f"{what}; mark a function or a method instead")
    if attribute in ARGUMENTS and (inner is not None or callable(raw)):
        what = f"is named like a hook but is a {type(raw).__name__}"
        _refuse(name, attribute, f"{what}; make it a method marked with @hookimpl, or rename it")
    return False


def _function_of(raw: Any) -> Any:
    return raw.__func__ if isinstance(raw, (staticmethod, classmethod)) else raw


def _inner(raw: object) -> object:
    """Return the function in a property or a similar wrapper."""
    if isinstance(raw, property):
        return raw.fget
    return raw.func if isinstance(raw, (cached_property, partial, partialmethod)) else None


def _implementation(plugin: object, name: str, attribute: str, raw: Any) -> HookImpl | None:
    function = _function_of(raw)
    options = _options(raw) or _options(function) or {}
    hook = options.get("specname") or attribute
    if hook not in ARGUMENTS:
        if options.get("optionalhook"):
            return None
        _refuse(name, attribute, f"is not a funcext hook; {did_you_mean(hook, ARGUMENTS)}")
    if options.get("wrapper") or options.get("hookwrapper"):
        _refuse(name, attribute, "is marked as a pluggy wrapper; use around_invocation instead")
    if options.get("repeats") and hook != "around_invocation":
        what = f"is a {hook} marked with repeats=True, which only around_invocation may have"
        _refuse(name, attribute, f"{what}; remove the mark")
    own = attribute in own_attributes(plugin)
    bound = function if own else raw.__get__(plugin, type(plugin))
    if bound is not function and not isinstance(raw, staticmethod):
        _refuse_without_self(name, attribute, function)
    return implementation(name, attribute, hook, bound, options)


def _refuse_without_self(name: str, attribute: str, function: FunctionType) -> None:
    """Refuse a method whose first argument, which gets the plugin, has the name of a hook's."""
    code = function.__code__
    variable = code.co_flags & inspect.CO_VARARGS
    first = next(iter(code.co_varnames[: code.co_argcount]), None)
    if (first is None and not variable) or any(first in names for names in ARGUMENTS.values()):
        _refuse(name, attribute, "is a method whose first argument is not the plugin; add self")


def _options(raw: object) -> Mapping[str, Any] | None:
    options = own_attributes(raw).get(_MARK)
    return options if isinstance(options, dict) else None


def _is_async(function: Callable[..., Any]) -> bool:
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)


def _arguments(name: str, attribute: str, hook: str, bound: Callable[..., Any]) -> tuple[str, ...]:
    try:
        parameters = list(inspect.signature(bound).parameters.values())
    except (TypeError, ValueError) as error:
        _refuse(
            name,
            attribute,
            f"has no signature that can be read ({text_of(error)}); give it a plain one",
        )
    for parameter in parameters:
        mistake = _mistake_in(parameter, hook)
        if mistake is not None:
            _refuse(name, attribute, mistake)
    return tuple(parameter.name for parameter in parameters)


def _mistake_in(parameter: inspect.Parameter, hook: str) -> str | None:
    allowed = ARGUMENTS[hook]
    shown = str(parameter.replace(annotation=parameter.empty))
    if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
        return (
            f"takes {shown!r}, which hooks never receive; name the arguments that it uses: "
            f"{', '.join(allowed)}"
        )
    if parameter.name not in allowed:
        what = f"takes an argument {parameter.name!r} that {hook} does not have"
        return what + _fix(parameter.name, hook)
    if parameter.default is not parameter.empty:
        return (
            f"has a default for its argument {parameter.name!r}, which pluggy would then never "
            "pass; remove the default"
        )
    if parameter.kind is parameter.KEYWORD_ONLY:
        return (
            f"takes {parameter.name!r} as keyword-only, which pluggy would never pass; remove "
            "the '*' before it"
        )
    return None


def _fix(argument: str, hook: str) -> str:
    """Return the hooks that have an argument that `hook` lacks, or a similar name, and the fix."""
    owners = [owner for owner, arguments in ARGUMENTS.items() if argument in arguments]
    if not owners:
        return f"; {did_you_mean(argument, ARGUMENTS[hook])}"
    *others, last = owners
    only = f"{', '.join(others)} and {last} have it" if others else f"{last} has it"
    if hook == "around_invocation" and owners == ["post_invocation"]:
        shown = "" if argument == "outcome" else f", and 'outcome.{argument}' has it"
        return f": only {only}; write 'outcome = yield'{shown}"
    return f": only {only}; remove it"


def _refuse_wrong_kind(name: str, attribute: str, hook: str, function: Callable[..., Any]) -> None:
    inner = _kind(_unwrapped(function))
    if _kind(function) == _PLAIN != inner:
        what = f"is {inner} below a decorator that makes {_PLAIN} of it"
        _refuse(name, attribute, f"{what}; put nothing but @hookimpl above it")
    generates = inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function)
    if hook == "around_invocation" and not generates:
        _refuse(name, attribute, "is not a generator; it must yield once, where the function runs")
    if hook != "around_invocation" and generates:
        _refuse(name, attribute, "has a yield; only around_invocation may be a generator")
    if hook in _SYNC_ONLY and _is_async(function):
        _refuse(name, attribute, f"is async; {hook} runs while the app is indexed: make it a def")


def _unwrapped(function: Callable[..., Any]) -> Callable[..., Any]:
    inner: Callable[..., Any] = inspect.unwrap(getattr(function, "__func__", function))
    return inner


def _kind(function: Callable[..., Any]) -> str:
    if inspect.isasyncgenfunction(function):
        return "an async generator"
    if inspect.iscoroutinefunction(function):
        return "an async def"
    return "a generator" if inspect.isgeneratorfunction(function) else _PLAIN


def _refuse_doubles(name: str, found: list[HookImpl]) -> None:
    seen: dict[tuple[str, bool], str] = {}
    for hook in found:
        other = seen.setdefault((hook.hook, hook.is_async), hook.attribute)
        if other != hook.attribute:
            kind = "async" if hook.is_async else "sync"
            _refuse(
                name,
                hook.attribute,
                f"is a second {kind} implementation of {hook.hook}, beside {other!r}; "
                "keep one of each kind",
            )


def _refuse(name: str, attribute: str, what: str) -> NoReturn:
    message = f"plugin {name!r}: {attribute!r} {what}"
    raise LoadError(message)
