"""`use`: layers for one function, asked for directly above it.

What was asked for is kept here by the function's identity and looked for when the app is indexed.
Nothing is written on the function: `functools.wraps` would copy it to others.
"""

from __future__ import annotations

import inspect
import re
import threading
from collections import Counter
from itertools import chain
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary, WeakSet

from azure.functions import FuncExtensionBase

from funcext_core.errors import LoadError

from .plugin import Plugin, make_plugin
from .scope import EVERYTHING


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


Function = TypeVar("Function", bound="Callable[..., Any]")


class Use:
    """What `use` asks for one function."""

    __slots__ = ("claimed", "name", "owner", "plugins")

    def __init__(self, name: str, owner: object, plugins: tuple[Plugin, ...]) -> None:
        self.name = name
        """The function's, for reports."""
        self.owner = owner
        """What a method is bound to; None for a plain function."""
        self.plugins = plugins
        """Outermost first."""
        self.claimed = False
        """Whether an app that was indexed has the function."""


_uses: WeakKeyDictionary[FunctionType, list[Use]] = WeakKeyDictionary()
_expected: WeakSet[object] = WeakSet()
_lock = threading.Lock()


def use(*plugins: object) -> Callable[[Function], Function]:
    """Put layers round one function alone; they need nothing in `FUNCEXT_PLUGINS`.

        @app.route(route="hello")
        @use(Timer(append_to_http_response=True))
        def hello(req): ...

    Args:
        plugins: instances or modules with hooks, or instances of `FuncExtensionBase` subclasses;
            the first is the outermost. They are inside all layers that the app's plugins have.

    Returns:
        A decorator that returns the function, or bound method, itself.

    Raises:
        LoadError: no plugin, a class in place of an instance, a mistake in a hook; or, from the
            decorator, what it stands above is no function.
    """
    if not plugins:
        message = "use() takes at least one plugin, such as use(Timer())"
        raise LoadError(message)
    made = tuple(_plugin(each) for each in plugins)

    def ask(function: Function) -> Function:
        key, owner = _key(function)
        if key is None:
            message = (
                f"use() stands above a {type(function).__name__}: put it directly above the "
                "function, below the decorators that declare its trigger and bindings"
            )
            raise LoadError(message)
        _remember(key, owner, made)
        return function

    return ask


def claim(functions: Sequence[Callable[..., Any]]) -> list[tuple[Plugin, ...]]:
    """Return, for each function of an app, the plugins that `use` puts round it.

    A function is found through decorators that keep `__wrapped__`, unless several functions are
    made from it: then none has it.
    """
    found: list[tuple[Plugin, ...]] = [()] * len(functions)
    for index, function in enumerate(functions):
        found[index] = _claim(function)
    through = [list(_wrapped_by(function)) for function in functions]
    made_from = Counter(map(id, chain.from_iterable(through)))
    for index, inner in enumerate(through):
        for wrapped in inner:
            if made_from[id(wrapped)] == 1:
                found[index] += _claim(wrapped)
    return found


def expect(app: object) -> None:
    """Have `unclaimed` wait for an app that was installed and is not indexed yet."""
    _expected.add(app)


def unclaimed(app: object) -> list[Use]:
    """Return what no function of an app has claimed, once each, after the last app is indexed.

    A process has one app, but in tests, where the function may be another app's.

    Args:
        app: the app that is being indexed.
    """
    _expected.discard(app)
    if _expected:
        return []
    with _lock:
        found = [each for uses in _uses.values() for each in uses if not each.claimed]
        for each in found:
            each.claimed = True
    return found


def _plugin(plugin: object) -> Plugin:
    if isinstance(plugin, type):
        message = f"use() takes an instance, not a class: write use({plugin.__name__}(...))"
        raise LoadError(message)
    if isinstance(plugin, FuncExtensionBase):
        # Imported here: few apps have worker extensions.
        from funcext_core._worker.extensions.runner import FunctionExtension  # noqa: PLC0415

        made = make_plugin(FunctionExtension(plugin), _name(plugin), {})
    else:
        made = make_plugin(plugin, _name(plugin), {})
    made.scope = EVERYTHING
    return made


def _name(plugin: object) -> str:
    """Return a name like those of entry points: ``audit_log`` for an instance of `AuditLog`."""
    if isinstance(plugin, ModuleType):
        own = plugin.__name__.rpartition(".")[2]
    else:
        own = re.sub("(?<=[a-z0-9])(?=[A-Z])", "_", type(plugin).__name__)
    return re.sub("[^a-z0-9]+", "_", own.lower()).strip("_") or "plugin"


def _key(function: object) -> tuple[FunctionType | None, object]:
    if isinstance(function, MethodType) and isinstance(function.__func__, FunctionType):
        return function.__func__, function.__self__
    return (function, None) if isinstance(function, FunctionType) else (None, None)


def _remember(key: FunctionType, owner: object, plugins: tuple[Plugin, ...]) -> None:
    with _lock:
        uses = _uses.setdefault(key, [])
        for each in uses:
            if each.owner is owner:
                # A decorator further up: its layers are outside. What an app has claimed already
                # is that app's.
                each.plugins = plugins if each.claimed else plugins + each.plugins
                each.claimed = False
                return
        uses.append(Use(key.__qualname__, owner, plugins))


def _claim(function: object) -> tuple[Plugin, ...]:
    key, owner = _key(function)
    if key is None:
        return ()
    with _lock:
        # A method may be decorated in its class, too, before there is anything it is bound to:
        # the layers that were asked for then are inside.
        uses = sorted(_uses.get(key, ()), key=lambda each: each.owner is None)
        claimed = [each for each in uses if each.owner is owner or each.owner is None]
        for each in claimed:
            each.claimed = True
    return tuple(plugin for each in claimed for plugin in each.plugins)


def _wrapped_by(function: object) -> Iterator[object]:
    seen = {id(function)}
    while True:
        if isinstance(function, MethodType):
            function = function.__func__
        function = inspect.getattr_static(function, "__wrapped__", None)
        if function is None or id(function) in seen:
            return
        seen.add(id(function))
        yield function
