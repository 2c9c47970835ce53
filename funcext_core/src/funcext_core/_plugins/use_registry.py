"""The plugins that `use` puts around single functions, by the functions' identity.

Nothing is written on the function: `functools.wraps` would copy it to other functions.

A use belongs to its function, and to the functions that decorators with `functools.wraps` make from
it. The app that has one of them claims it. What becomes of the others:

- An app's function calls the one with the use through a decorator without `functools.wraps`. A
  guard is lost then, whichever other function of the app has it, too.
- Another installed app has the function: it is that app's, indexed or not.
- No app has it. The first app that is indexed reports it.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from types import FunctionType, MethodType
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from funcext_core._process import ProcessLock

from .decorated import held_by, is_instance, wrapped_by


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
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
    """Whether an app has the function, or has reported that none does."""

    __slots__ = ("claimed", "name", "owner", "plugins")

    def __init__(self, name: str, owner: object, plugins: tuple[Plugin, ...]) -> None:
        self.name = name
        self.owner = owner
        self.plugins = plugins
        self.claimed = False

    @property
    def guards(self) -> tuple[Plugin, ...]:
        """The plugins that are guards."""
        return tuple(plugin for plugin in self.plugins if plugin.guard)


class Claims:
    """The plugins of `use` in an app."""

    plugins: Final[list[tuple[Plugin, ...]]]
    """The plugins around each function, outermost first."""
    lost: Final[list[str]]
    """Sentences about guards that are around none of the functions that call the guarded one."""

    __slots__ = ("lost", "plugins")

    def __init__(self, plugins: list[tuple[Plugin, ...]], lost: list[str]) -> None:
        self.plugins = plugins
        self.lost = lost


_uses: WeakKeyDictionary[FunctionType, list[Use]] = WeakKeyDictionary()
_lock = ProcessLock()

left_alone: list[list[Use]] = []
"""The uses of other apps, which are not reported: a process of the test kit has many apps."""


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


def pending() -> list[Use]:
    """Return the uses that no app has claimed so far."""
    left = {id(use) for uses in left_alone for use in uses}
    return [use for use in every_use() if not use.claimed and id(use) not in left]


def every_use() -> list[Use]:
    """Return all uses."""
    with _lock:
        return [use for uses in _uses.values() for use in uses]


def claim(functions: Sequence[object]) -> Claims:
    """Return the plugins that `use` puts around the functions of an app.

    A function is found through decorators that keep `__wrapped__`. If several functions are made
    from it, a use without a guard is none of theirs; one with a guard is around all of them.
    """
    if not _uses:
        return Claims([()] * len(functions), [])
    through = [[function, *wrapped_by(function)] for function in functions]
    made_from = Counter(_identity(inner) for wrapped in through for inner in wrapped[1:])
    plugins = []
    for wrapped in through:
        uses = _claim(wrapped[0])
        for inner in wrapped[1:]:
            uses += _claim(inner, guarded_only=made_from[_identity(inner)] > 1)
        plugins.append(tuple(chain.from_iterable(use.plugins for use in uses)))
    return Claims(plugins, _lost_guards(functions, plugins))


def unclaimed(expected: Iterable[Callable[[], Iterable[object]]]) -> list[Use]:
    """Return the uses of functions that no app has, once each.

    Args:
        expected: for each installed app that is not indexed yet, what returns the functions
            registered with it so far: their uses are left to that app.
    """
    found = pending()
    if found:
        elsewhere = _uses_among(function for registered in expected for function in registered())
        found = [use for use in found if id(use) not in elsewhere]
    for use in found:
        use.claimed = True
    return found


def plugins_below(function: object) -> tuple[Plugin, ...]:
    """Return the plugins that `use` has put around a function so far, without claiming them."""
    through = (function, *wrapped_by(function))
    return tuple(plugin for inner in through for use in _uses_of(inner) for plugin in use.plugins)


def _key(function: object) -> tuple[FunctionType | None, object]:
    if is_instance(function, MethodType) and is_instance(function.__func__, FunctionType):
        return function.__func__, function.__self__
    return (function, None) if is_instance(function, FunctionType) else (None, None)


def _identity(function: object) -> tuple[int, int]:
    """Return an identity that the bound methods of one object and function share."""
    key, owner = _key(function)
    return id(function if key is None else key), id(owner)


def _uses_of(function: object) -> list[Use]:
    """Return the uses of one function, outermost first."""
    key, owner = _key(function)
    if key is None:
        return []
    with _lock:
        # A method may be decorated in its class, too, before it is bound to an object: the layers
        # requested there are inside.
        uses = sorted(_uses.get(key, ()), key=lambda use: use.owner is None)
    return [use for use in uses if use.owner is owner or use.owner is None]


def _claim(function: object, *, guarded_only: bool = False) -> list[Use]:
    uses = [use for use in _uses_of(function) if use.guards or not guarded_only]
    for use in uses:
        use.claimed = True
    return uses


def _uses_among(functions: Iterable[object]) -> set[int]:
    """Return the identities of the uses that an app with these functions will claim."""
    return {
        id(use)
        for function in functions
        for inner in (function, *wrapped_by(function))
        for use in _uses_of(inner)
    }


def _lost_guards(functions: Sequence[object], plugins: Sequence[tuple[Plugin, ...]]) -> list[str]:
    """Return a sentence for each guard of a function that another calls without the guard."""
    with _lock:
        guarded = any(use.guards for uses in _uses.values() for use in uses)
    if not guarded:
        return []
    return [
        sentence
        for function, claimed in zip(functions, plugins, strict=True)
        for sentence in _lost_by(function, {id(plugin.object) for plugin in claimed})
    ]


def _lost_by(function: object, claimed: set[int]) -> Iterator[str]:
    """Yield a sentence for each use whose guards are not among the function's plugins.

    Args:
        function: a function of the app.
        claimed: the identities of its plugins: a guard of the same name may check something else.
    """
    name = getattr(function, "__name__", repr(function))
    for held in held_by(function):
        for use in _uses_of(held):
            lost = [guard.name for guard in use.guards if id(guard.object) not in claimed]
            if lost:
                yield (
                    f"use() of {', '.join(map(repr, lost))} above {use.name!r} has no effect on "
                    f"{name!r}, which calls it: put functools.wraps on the decorator between "
                    f"them, or use() of the same object above {name!r}, too"
                )
            elif use.guards:
                # The caller has them, too.
                use.claimed = True
