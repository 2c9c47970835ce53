"""`hookimpl`, the mark on a plugin's hooks, with the types that an editor and mypy check.

At run time it is pluggy's own marker. Its types, in `_hook_types`, accept a function or method
whose arguments are a subset of some hook's, by name and type, in any order, and that returns
nothing: at once, when it is awaited, or after it has yielded. Which hook takes which is checked
when a plugin loads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

from .hooks import PROJECT_NAME


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal, Protocol, overload

    from ._hook_types import HookFunction, RepeatingHook

    class HookimplMarker(Protocol):
        """Mark a function as the implementation of a hook."""

        @overload
        def __call__(self, function: HookFunction) -> HookFunction: ...

        # Without the `function` that pluggy lets be None: so a checker knows that a function given
        # to `hookimpl` means the overload above, and says what is wrong with it.
        @overload
        def __call__(
            self,
            *,
            specname: str | None = None,
            tryfirst: bool = False,
            trylast: bool = False,
            optionalhook: bool = False,
            repeats: Literal[False] = False,
        ) -> Callable[[HookFunction], HookFunction]: ...

        @overload
        def __call__(
            self,
            *,
            specname: str | None = None,
            tryfirst: bool = False,
            trylast: bool = False,
            optionalhook: bool = False,
            repeats: bool,
        ) -> Callable[[RepeatingHook], RepeatingHook]: ...

    hookimpl: HookimplMarker
else:

    class _Hookimpl(pluggy.HookimplMarker):
        """pluggy's marker, which knows `repeats`, too."""

        def __call__(self, function=None, *, repeats=False, **options):
            if function is None:
                return lambda function: self(function, repeats=repeats, **options)
            marked = super().__call__(function, **options)
            if repeats:
                getattr(marked, f"{PROJECT_NAME}_impl")["repeats"] = True
            return marked

    hookimpl = _Hookimpl(PROJECT_NAME)
