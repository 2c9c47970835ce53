"""The plugins that `use` puts around single functions, by the functions' identity.

Nothing is written on the function: `functools.wraps` would copy it to other functions.
"""

from __future__ import annotations

import inspect
import threading
from collections import Counter
from itertools import chain
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Final

    from .plugin import Plugin


class Use:
    """The plugins that `use` puts around one function."""

    name: Final[str]
    """The function's name, for reports."""
    owner: Final[object]
    """The object that a method is bound to; None for a plain function."""
    plugins: tuple[Plugin, ...]
    """The plugins, outermost first."""
    claimed: bool
    """Whether an app that was indexed has the function."""

    __slots__ = ("claimed", "name", "owner", "plugins")

    def __init__(self, name: str, owner: object, plugins: tuple[Plugin, ...]) -> None:
        self.name = name
        self.owner = owner
        self.plugins = plugins
        self.claimed = False


_uses: WeakKeyDictionary[FunctionType, list[Use]] = WeakKeyDictionary()
_expected: WeakSet[object] = WeakSet()
_lock = threading.Lock()


def remember(function: object, plugins: tuple[Plugin, ...]) -> bool:
    """Keep the plugins of a function or bound method; return False if it is neither."""
    key, owner = _key(function)
    if key is None:
        return False
    with _lock:
        uses = _uses.setdefault(key, [])
        for use in uses:
            if use.owner is owner:
                # A decorator further up: its layers are outside. The plugins that an app has
                # claimed already are that app's.
                use.plugins = plugins if use.claimed else plugins + use.plugins
                use.claimed = False
                return True
        uses.append(Use(key.__qualname__, owner, plugins))
    return True


def claim(functions: Sequence[Callable[..., Any]]) -> list[tuple[Plugin, ...]]:
    """Return, for each function of an app, the plugins that `use` puts around it.

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
    """Make `unclaimed` wait for an app that was installed and is not indexed yet."""
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
        found = [use for uses in _uses.values() for use in uses if not use.claimed]
        for use in found:
            use.claimed = True
    return found


def _key(function: object) -> tuple[FunctionType | None, object]:
    if isinstance(function, MethodType) and isinstance(function.__func__, FunctionType):
        return function.__func__, function.__self__
    return (function, None) if isinstance(function, FunctionType) else (None, None)


def _claim(function: object) -> tuple[Plugin, ...]:
    key, owner = _key(function)
    if key is None:
        return ()
    with _lock:
        # A method may be decorated in its class, too, before it is bound to an object: the layers
        # requested there are inside.
        uses = sorted(_uses.get(key, ()), key=lambda use: use.owner is None)
        claimed = [use for use in uses if use.owner is owner or use.owner is None]
        for use in claimed:
            use.claimed = True
    return tuple(plugin for use in claimed for plugin in use.plugins)


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
