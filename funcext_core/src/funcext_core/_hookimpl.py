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
    from typing import Any, Protocol, TypeVar, overload

    from ._model import App, Function, Invocation, Outcome

    class _NoArgument(Protocol):
        def __call__(self) -> Any: ...

    class _TakesApp(Protocol):
        def __call__(self, app: App) -> Any: ...

    class _TakesFunction(Protocol):
        def __call__(self, function: Function) -> Any: ...

    class _TakesInvocation(Protocol):
        def __call__(self, invocation: Invocation) -> Any: ...

    class _TakesOutcome(Protocol):
        def __call__(self, outcome: Outcome) -> Any: ...

    class _TakesBoth(Protocol):
        def __call__(self, invocation: Invocation, outcome: Outcome) -> Any: ...

    class _TakesBothSwapped(Protocol):
        def __call__(self, outcome: Outcome, invocation: Invocation) -> Any: ...

    class _Method(Protocol):
        def __call__(self, plugin: Any, /) -> Any: ...

    class _MethodTakesApp(Protocol):
        def __call__(self, plugin: Any, /, app: App) -> Any: ...

    class _MethodTakesFunction(Protocol):
        def __call__(self, plugin: Any, /, function: Function) -> Any: ...

    class _MethodTakesInvocation(Protocol):
        def __call__(self, plugin: Any, /, invocation: Invocation) -> Any: ...

    class _MethodTakesOutcome(Protocol):
        def __call__(self, plugin: Any, /, outcome: Outcome) -> Any: ...

    class _MethodTakesBoth(Protocol):
        def __call__(self, plugin: Any, /, invocation: Invocation, outcome: Outcome) -> Any: ...

    class _MethodTakesBothSwapped(Protocol):
        def __call__(self, plugin: Any, /, outcome: Outcome, invocation: Invocation) -> Any: ...

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
            | staticmethod[..., Any]
            | classmethod[Any, ..., Any]
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
