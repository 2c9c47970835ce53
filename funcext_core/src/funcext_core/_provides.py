"""`provides`, the mark on what a plugin gives to functions, and what goes with it.

Only plugins that give something import this module: where it is missing, none is looked through.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, overload

from .errors import LoadError


if TYPE_CHECKING:
    from typing import Final, Literal

    ProviderScope = Literal["invocation", "app"]


_MARK = "__funcext_provides__"
_SCOPES = ("invocation", "app")

# What a decorator returns, and what it takes: a function, or a static or class method.
Provided = TypeVar(
    "Provided",
    bound="Callable[..., object] | staticmethod[..., object] | classmethod[Any, ..., object]",
)


@overload
def provides(function: Provided, /) -> Provided: ...
@overload
def provides(*, scope: ProviderScope = "invocation") -> Callable[[Provided], Provided]: ...
def provides(
    function: Provided | None = None, /, *, scope: ProviderScope = "invocation"
) -> Provided | Callable[[Provided], Provided]:
    """Mark a method of a plugin, or a function of one that is a module, as a provider.

    It provides its return annotation; a generator function provides what it yields, once, and is
    resumed when the value is no longer needed. It may be sync or async. Functions, and other
    providers, ask for the value by that type.

        @provides(scope="app")
        async def pool(self) -> AsyncIterator[Pool]:
            async with make_pool(self.url) as pool:
                yield pool

    Args:
        function: the provider; left out if the decorator takes a scope.
        scope: ``invocation`` for a value of each invocation that asks for it, ``app`` for one value
            that is opened when it is first asked for, and closed when the process stops.

    Raises:
        LoadError: the scope is unknown, or it is applied to something that is not a function.
    """
    check_scope(scope)

    def mark(function: Provided) -> Provided:
        inner = function_of(function)
        if not isinstance(inner, FunctionType):
            message = (
                f"provides is applied to a {type(function).__name__}: put it above a function or a "
                "method"
            )
            raise LoadError(message)
        setattr(inner, _MARK, scope)
        return function

    return mark if function is None else mark(function)


class Named:
    """Choose one of several providers of a type, by its name: ``Annotated[Pool, Named("main")]``.

    A provider has the name of its function.
    """

    name: Final[str]
    """The provider's name."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"Named({self.name!r})"

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same choice."""
        return isinstance(other, Named) and other.name == self.name

    def __hash__(self) -> int:
        """Return a hash: `Annotated` keeps its metadata in a cache."""
        return hash(self.name)


class Parameter:
    """A parameter that a function of the app, or a provider, asks plugins for."""

    name: Final[str]
    """Its name."""
    type: Final[object]
    """Its annotation without `Annotated` and ``| None``; None if it has no annotation."""
    metadata: Final[tuple[object, ...]]
    """The metadata of its `Annotated`; empty without one."""
    required: Final[bool]
    """Whether it has no default."""
    default: Final[object]
    """Its default, which a plugin gives where it has nothing else; None if it has none."""

    __slots__ = ("default", "metadata", "name", "required", "type")

    def __init__(
        self,
        name: str,
        type: object,  # noqa: A002 - the attribute's name
        metadata: tuple[object, ...] = (),
        required: bool = True,
        default: object = None,
    ) -> None:
        self.name = name
        self.type = type
        self.metadata = metadata
        self.required = required
        self.default = default

    def __repr__(self) -> str:
        return f"Parameter({self.name!r}, {self.type!r}, required={self.required!r})"


def check_scope(scope: object) -> None:
    """Refuse a scope that there is not.

    Raises:
        LoadError: it is neither ``invocation`` nor ``app``.
    """
    if scope not in _SCOPES:
        message = f"provides(scope={scope!r}): the scope is 'invocation' or 'app'"
        raise LoadError(message)


def scope_of(raw: object) -> ProviderScope | None:
    """Return the scope of a provider; None if it is not marked as one.

    Args:
        raw: a function, or a static or class method, as the class has it.
    """
    inner = function_of(raw)
    return inner.__dict__.get(_MARK) if isinstance(inner, FunctionType) else None


def function_of(raw: object) -> object:
    """Return the function of a static or class method; anything else itself."""
    return raw.__func__ if isinstance(raw, (staticmethod, classmethod)) else raw
