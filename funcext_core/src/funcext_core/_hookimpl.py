"""`hookimpl`, the mark on a plugin's hooks, with the types that an editor and mypy check.

At run time it is pluggy's own marker. Its types accept a function or method whose arguments are
a subset of some hook's, by name and type; which hook takes which is checked when a plugin loads,
as is a function's one argument, which types cannot tell from a method's `self`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

from .hooks import PROJECT_NAME


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn, Protocol, TypeVar, overload

    from ._model import App, Function, Invocation, Outcome

    class _NoArgument(Protocol):
        def __call__(self) -> object: ...

    class _TakesApp(Protocol):
        def __call__(self, app: App) -> object: ...

    class _TakesFunction(Protocol):
        def __call__(self, function: Function) -> object: ...

    class _TakesInvocation(Protocol):
        def __call__(self, invocation: Invocation) -> object: ...

    class _TakesOutcome(Protocol):
        def __call__(self, outcome: Outcome) -> object: ...

    class _TakesBoth(Protocol):
        def __call__(self, invocation: Invocation, outcome: Outcome) -> object: ...

    class _TakesBothSwapped(Protocol):
        def __call__(self, outcome: Outcome, invocation: Invocation) -> object: ...

    # A method's own object may be of any class. Any type may stand for a parameter of the type
    # that has no values, and there alone nothing is lost: no protocol here is called.
    class _Method(Protocol):
        def __call__(self, plugin: NoReturn, /) -> object: ...

    class _MethodTakesApp(Protocol):
        def __call__(self, plugin: NoReturn, /, app: App) -> object: ...

    class _MethodTakesFunction(Protocol):
        def __call__(self, plugin: NoReturn, /, function: Function) -> object: ...

    class _MethodTakesInvocation(Protocol):
        def __call__(self, plugin: NoReturn, /, invocation: Invocation) -> object: ...

    class _MethodTakesOutcome(Protocol):
        def __call__(self, plugin: NoReturn, /, outcome: Outcome) -> object: ...

    class _MethodTakesBoth(Protocol):
        def __call__(
            self, plugin: NoReturn, /, invocation: Invocation, outcome: Outcome
        ) -> object: ...

    class _MethodTakesBothSwapped(Protocol):
        def __call__(
            self, plugin: NoReturn, /, outcome: Outcome, invocation: Invocation
        ) -> object: ...

    HookFunction = TypeVar(
        "HookFunction",
        bound=(
            _NoArgument
            | _TakesApp
            | _TakesFunction
            | _TakesInvocation
            | _TakesOutcome
            | _TakesBoth
            | _TakesBothSwapped
            | _Method
            | _MethodTakesApp
            | _MethodTakesFunction
            | _MethodTakesInvocation
            | _MethodTakesOutcome
            | _MethodTakesBoth
            | _MethodTakesBothSwapped
            # As staticmethod and classmethod objects have no signature to check, they are taken
            # as they are.
            | staticmethod[..., object]
            | classmethod[Any, ..., object]
        ),
    )

    # For the decorators of a host, which are above functions and each for one hook.
    AppHook = TypeVar("AppHook", bound=_NoArgument | _TakesApp)
    LoadHook = TypeVar("LoadHook", bound=_NoArgument | _TakesFunction)
    PreHook = TypeVar("PreHook", bound=_NoArgument | _TakesInvocation)
    PostHook = TypeVar(
        "PostHook",
        bound=_NoArgument | _TakesInvocation | _TakesOutcome | _TakesBoth | _TakesBothSwapped,
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
