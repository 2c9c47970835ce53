"""`hookimpl`, the mark on a plugin's hooks, with the types that an editor and mypy check.

At run time it is pluggy's own marker. Its types accept a function or method whose arguments are
a subset of some hook's, by name and type, and that returns nothing: at once, when it is awaited, or
after it has yielded. Which hook takes which is checked when a plugin loads, as is a function's one
argument, which types cannot tell from a method's `self`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

from .hooks import PROJECT_NAME


if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
    from typing import Any, NoReturn, Protocol, TypeVar, overload

    from ._model import App, Function, Invocation, Outcome

    # A hook returns nothing, at once or when it is awaited: a value would be a hook error.
    _Nothing = Coroutine[object, NoReturn, None] | None
    _Halves = (
        Generator[None, Outcome, None]
        | Generator[None, None, None]
        | AsyncGenerator[None, Outcome]
        | AsyncGenerator[None, None]
    )
    _Anything = _Nothing | _Halves
    _Returned_co = TypeVar("_Returned_co", covariant=True)

    class _NoArgument(Protocol[_Returned_co]):
        def __call__(self) -> _Returned_co: ...

    class _TakesApp(Protocol[_Returned_co]):
        def __call__(self, app: App) -> _Returned_co: ...

    class _TakesFunction(Protocol[_Returned_co]):
        def __call__(self, function: Function) -> _Returned_co: ...

    class _TakesInvocation(Protocol[_Returned_co]):
        def __call__(self, invocation: Invocation) -> _Returned_co: ...

    class _TakesOutcome(Protocol[_Returned_co]):
        def __call__(self, outcome: Outcome) -> _Returned_co: ...

    class _TakesBoth(Protocol[_Returned_co]):
        def __call__(self, invocation: Invocation, outcome: Outcome) -> _Returned_co: ...

    class _TakesBothSwapped(Protocol[_Returned_co]):
        def __call__(self, outcome: Outcome, invocation: Invocation) -> _Returned_co: ...

    # A method's own object may be of any class. `NoReturn`, the type without values, accepts them
    # all as a parameter's type. Nothing is lost by it, because no protocol here is called.
    class _Method(Protocol[_Returned_co]):
        def __call__(self, plugin: NoReturn, /) -> _Returned_co: ...

    class _MethodTakesApp(Protocol[_Returned_co]):
        def __call__(self, plugin: NoReturn, /, app: App) -> _Returned_co: ...

    class _MethodTakesFunction(Protocol[_Returned_co]):
        def __call__(self, plugin: NoReturn, /, function: Function) -> _Returned_co: ...

    class _MethodTakesInvocation(Protocol[_Returned_co]):
        def __call__(self, plugin: NoReturn, /, invocation: Invocation) -> _Returned_co: ...

    class _MethodTakesOutcome(Protocol[_Returned_co]):
        def __call__(self, plugin: NoReturn, /, outcome: Outcome) -> _Returned_co: ...

    class _MethodTakesBoth(Protocol[_Returned_co]):
        def __call__(
            self, plugin: NoReturn, /, invocation: Invocation, outcome: Outcome
        ) -> _Returned_co: ...

    class _MethodTakesBothSwapped(Protocol[_Returned_co]):
        def __call__(
            self, plugin: NoReturn, /, outcome: Outcome, invocation: Invocation
        ) -> _Returned_co: ...

    HookFunction = TypeVar(
        "HookFunction",
        bound=(
            _NoArgument[_Anything]
            | _TakesApp[_Anything]
            | _TakesFunction[_Anything]
            | _TakesInvocation[_Anything]
            | _TakesOutcome[_Anything]
            | _TakesBoth[_Anything]
            | _TakesBothSwapped[_Anything]
            | _Method[_Anything]
            | _MethodTakesApp[_Anything]
            | _MethodTakesFunction[_Anything]
            | _MethodTakesInvocation[_Anything]
            | _MethodTakesOutcome[_Anything]
            | _MethodTakesBoth[_Anything]
            | _MethodTakesBothSwapped[_Anything]
            # As staticmethod and classmethod objects have no signature to check, they are taken
            # as they are.
            | staticmethod[..., _Anything]
            | classmethod[Any, ..., _Anything]
        ),
    )

    # For the decorators of a host, which are above functions and each for one hook.
    AppHook = TypeVar("AppHook", bound=_NoArgument[_Nothing] | _TakesApp[_Nothing])
    LoadHook = TypeVar("LoadHook", bound=_NoArgument[None] | _TakesFunction[None])
    PreHook = TypeVar("PreHook", bound=_NoArgument[_Nothing] | _TakesInvocation[_Nothing])
    AroundHook = TypeVar("AroundHook", bound=_NoArgument[_Halves] | _TakesInvocation[_Halves])
    PostHook = TypeVar(
        "PostHook",
        bound=(
            _NoArgument[_Nothing]
            | _TakesInvocation[_Nothing]
            | _TakesOutcome[_Nothing]
            | _TakesBoth[_Nothing]
            | _TakesBothSwapped[_Nothing]
        ),
    )

    class HookimplMarker(Protocol):
        """Mark a function as the implementation of a hook."""

        @overload
        def __call__(self, function: HookFunction) -> HookFunction: ...

        @overload
        def __call__(
            self,
            function: None = None,
            *,
            specname: str | None = None,
            tryfirst: bool = False,
            trylast: bool = False,
            optionalhook: bool = False,
        ) -> Callable[[HookFunction], HookFunction]: ...

    hookimpl: HookimplMarker
else:
    hookimpl = pluggy.HookimplMarker(PROJECT_NAME)
