"""The way into an app of the v2 model: `get_functions`, on the one instance.

Nothing in the SDK is patched. Both workers call `get_functions` of the app object once. They get
copies of the app's functions whose user function is wrapped.
"""

from __future__ import annotations

import copy
import inspect
import logging
import sys
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from funcext_core._host import HostedFunction, may_have_uses
from funcext_core._layers.code_location import code_of
from funcext_core._model import NO_MARKS, App, Binding, Function
from funcext_core.errors import HookError, LoadError

from .app_functions import module_of, user_code
from .generation import any_registered, worker_generation
from .return_values import conversion, rejection_rule, returns
from .wrapper import context_of, hide, names_of, unfilled, wrap, wrap_entry_point


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Final, NoReturn, Protocol

    import azure.functions as func

    from funcext_core._handle import PluginHost
    from funcext_core._host import HostCore
    from funcext_core._layers.layer import Layer
    from funcext_core._lifecycle.in_flight import Run
    from funcext_core._model import Direction
    from funcext_core._parameters.plan import Plan
    from funcext_core._plugins.plugin import Plugin

    class _SdkFunction(Protocol):
        def get_function_name(self) -> str: ...
        def get_user_function(self) -> Run: ...


logger = logging.getLogger("funcext")

_DIRECTIONS: dict[int, Direction] = {0: "in", 1: "out", 2: "inout"}
"""Binding directions by the SDK's numbers for them, which are those of the worker's protocol."""


_installed: set[str] = set()


def is_installed() -> bool:
    """Return whether `install` was called for an app of the v2 model in this process."""
    return bool(_installed)


def override_get_functions(
    app: func.FunctionRegister, core: HostCore, handle: PluginHost, directory: str
) -> None:
    """Make the app return wrapped functions to the worker."""
    _installed.add(directory)
    indexed = _IndexedApp(app, core, handle, directory)
    core.expect(partial(_registered_with, app))
    app.get_functions = indexed.get_functions  # type: ignore[method-assign] # of this app alone


def _registered_with(app: func.FunctionRegister) -> list[object]:
    """Return the user functions that are registered with an app so far."""
    # The SDK has no other way to see them than to build them, which works once.
    builders = app._function_builders  # noqa: SLF001 - see above
    return [
        builder._function.get_user_function()  # noqa: SLF001 - see above
        for builder in builders
    ]


def installed_in(app: func.FunctionRegister) -> PluginHost | None:
    """Return the app's plugin host; None if `install` was not called for the app."""
    indexed = getattr(app.__dict__.get("get_functions"), "__self__", None)
    return indexed.handle if isinstance(indexed, _IndexedApp) else None


class _IndexedApp:
    def __init__(
        self, app: func.FunctionRegister, core: HostCore, handle: PluginHost, directory: str
    ) -> None:
        self.app = app
        self.core = core
        self.handle = handle
        self.directory = directory
        # An earlier override on the instance, if there is one. Otherwise the class is asked at
        # each call, since ddtrace, for example, patches it later.
        self.inner: Callable[[], list[Any]] | None = app.__dict__.get("get_functions")
        # The SDK's functions and what is served for each, by the id of the former. They are kept,
        # too, since the id of an object that is gone may become another's.
        self.served: dict[int, tuple[object, object]] = {}

    def get_functions(self) -> list[Any]:
        frozen = self.core.plugins.frozen
        if frozen:
            # The SDK takes the names of the first call for duplicates in the second.
            self.app.functions_bindings = None
        get_functions = self.inner or type(self.app).get_functions.__get__(self.app)
        functions = get_functions()
        used, lost = _claim([function.get_user_function() for function in functions])
        registered = any_registered()
        if self.core.settings.disabled:
            self._report_disabled(functions, used)
            return [self._without_plugins(function) for function in functions]
        marks, repeated, hidden = _marks(functions)
        lost = [*lost, *repeated]
        gives = self.core.skipped or self.core.plugins.stand_ins
        if not (len(self.core.plugins) or any(used) or registered or gives):
            # No plugin has anything to do or to see here.
            self.core.start(self._app_model(()), lost=lost, hidden=hidden)
            return list(functions)
        indexed = _indexed(functions, used, marks, self.directory)
        if registered:
            indexed = self._attach_extensions(indexed)
        hosted = [function.hosted for function in indexed]
        app = self._app_model(tuple(function.function for function in hosted))
        self.core.start(app, hosted, lost=lost, hidden=hidden)
        pairs = [(function.sdk_function, self._served(function)) for function in indexed]
        # Only those of the latest call: another tool may return new copies each time.
        self.served = {id(pair[0]): pair for pair in pairs}
        self.core.warm_up()
        return [served for _, served in pairs]

    def _report_disabled(
        self, functions: Sequence[_SdkFunction], used: Sequence[tuple[Plugin, ...]]
    ) -> None:
        """Report guards that `FUNCEXT_DISABLED` disables; without any, look at no function."""
        first = not self.core.plugins.frozen
        self.core.plugins.freeze()
        if not first:
            return
        lost = self.core.unclaimed_uses()
        if self.core.plugins.ignored or any(used) or lost:
            indexed = _indexed(functions, used, _marks(functions)[0], self.directory)
            self.core.report_unguarded([function.hosted for function in indexed], lost)

    def _without_plugins(self, function: _SdkFunction) -> object:
        """Return a function for the worker while `FUNCEXT_DISABLED` keeps every plugin away."""
        known = self.served.get(id(function))
        if known is None:
            known = self.served[id(function)] = function, self._untouched(function)
        return known[1]

    def _untouched(self, function: _SdkFunction) -> object:
        """Return the function itself, unless it asks for parameters: the worker would refuse it."""
        from funcext_core._parameters.unfilled import (  # noqa: PLC0415 - for the switch alone
            without_plugins,
        )

        user_function = function.get_user_function()
        plan = without_plugins(user_function, _model(function, NO_MARKS, self.directory))
        return function if plan is None else _copy(function, unfilled(user_function, plan))

    def _app_model(self, functions: tuple[Function, ...]) -> App:
        return App(
            directory=self.directory,
            worker=worker_generation(),
            model="v2",
            functions=functions,
            raw=self.app,
        )

    def _attach_extensions(self, indexed: list[_IndexedFunction]) -> list[_IndexedFunction]:
        """Add the worker extensions; return the functions without those the worker runs itself."""
        from .extensions.outermost_layer import (  # noqa: PLC0415 - few apps have extensions
            attach_extensions,
            without_extensions_of_worker,
        )

        indexed = [
            _IndexedFunction(
                function.sdk_function,
                HostedFunction(
                    function.hosted.function,
                    without_extensions_of_worker(
                        self.core, function.hosted.function.name, function.hosted.used
                    ),
                    function.hosted.call,
                ),
            )
            for function in indexed
        ]
        if not self.core.plugins.frozen:
            functions = [function.hosted.function for function in indexed]
            used = chain.from_iterable(function.hosted.used for function in indexed)
            attach_extensions(self.core, self.directory, functions, used)
        return indexed

    def _served(self, function: _IndexedFunction) -> object:
        """Return the function for the worker: the same object at each call."""
        known = self.served.get(id(function.sdk_function))
        return self._wrapped(function) if known is None else known[1]

    def _wrapped(self, function: _IndexedFunction) -> object:
        """Return a copy of the SDK's function with its layers; itself if it has none."""
        hosted, user_function = function.hosted, function.sdk_function.get_user_function()
        layers = self.core.layers_of(hosted)
        plan = self.core.resolve(hosted)
        try:
            wrapper = self._wrapper(user_function, hosted, layers, plan)
        except Exception as error:  # noqa: BLE001 - an unusual function's attributes may raise any
            # If one function failed to load, the worker would serve none.
            guards = self.core.guards_of(hosted)
            wrapper = _without_layers(user_function, hosted.function, layers, guards, plan, error)
        return function.sdk_function if wrapper is None else _copy(function.sdk_function, wrapper)

    def _wrapper(
        self,
        user_function: Run,
        hosted: HostedFunction,
        layers: tuple[Layer, ...],
        plan: Plan | None,
    ) -> Run | None:
        """Return the function with its layers and its parameters; None if it has neither."""
        if plan is None:
            return self._layered(user_function, hosted, layers)
        if plan.why is not None:
            return unfilled(user_function, plan)
        wrapper = self._layered(user_function, hosted, layers)
        return None if wrapper is None else hide(wrapper, plan.hidden)

    def _layered(
        self, user_function: Run, hosted: HostedFunction, layers: tuple[Layer, ...]
    ) -> Run | None:
        if not layers and not self.core.needs_stack(hosted):
            names = None
            if self.core.plan_of(hosted) is not None:
                parameters = inspect.signature(user_function).parameters
                names = names_of(parameters, user_function)
            bare = self.core.bare(hosted, user_function, names)
            return None if bare is None else wrap(user_function, bare, None)
        # First, because a function that was compiled counts as served with its layers.
        code_of(user_function)
        signature = inspect.signature(user_function)
        context = context_of(signature, hosted.function.bindings)
        names = names_of(signature.parameters, user_function)
        run = self.core.compile(hosted, layers, user_function, context=context, names=names)
        return wrap(user_function, run, signature if context == "injected" else None)


class _IndexedFunction:
    """One function of the app: the SDK's object and funcext's record of it."""

    sdk_function: Final[Any]
    hosted: Final[HostedFunction]

    __slots__ = ("hosted", "sdk_function")

    def __init__(self, sdk_function: Any, hosted: HostedFunction) -> None:
        self.sdk_function = sdk_function
        self.hosted = hosted


def _claim(functions: Sequence[object]) -> tuple[list[tuple[Plugin, ...]], list[str]]:
    """Return the plugins of `use` of each function; sentences about guards that are lost."""
    if not may_have_uses():
        return [()] * len(functions), []
    from funcext_core._plugins.use_registry import claim  # noqa: PLC0415 - see `may_have_uses`

    claims = claim(functions)
    return claims.plugins, claims.lost


def _marks(
    functions: Sequence[_SdkFunction],
) -> tuple[list[Mapping[str, object]], list[str], list[str]]:
    """Return the marks on each function; sentences about repeated marks, and about lost ones."""
    if "funcext_core._worker.marks" not in sys.modules:
        # Nothing has called `mark`, as in most apps: nothing more is imported.
        return [NO_MARKS] * len(functions), [], []
    from .marks import read  # noqa: PLC0415 - see above

    return read(
        [(function.get_function_name(), function.get_user_function()) for function in functions]
    )


def _indexed(
    functions: Iterable[_SdkFunction],
    used: Sequence[tuple[Plugin, ...]],
    marks: Sequence[Mapping[str, object]],
    root: str,
) -> list[_IndexedFunction]:
    return [
        _IndexedFunction(
            function,
            HostedFunction(_model(function, marked, root), plugins, function.get_user_function()),
        )
        for function, plugins, marked in zip(functions, used, marks, strict=True)
    ]


def _copy(function: object, wrapper: Run) -> object:
    """Return a copy of the SDK's function with another user function."""
    served: Any = copy.copy(function)
    served._func = wrapper  # noqa: SLF001 - the SDK has no public way to set it
    return served


def _without_layers(
    user_function: Run,
    function: Function,
    layers: tuple[Layer, ...],
    guards: Sequence[str],
    plan: Plan | None,
    error: Exception,
) -> Run | None:
    """Return the replacement for a function that cannot be wrapped; None for the function itself.

    The replacement of a function with a guard always fails, so that the others are served.

    Raises:
        LoadError: there is a guard and no replacement can be made. No worker could load the
            function.
    """
    names = [layer.plugin for layer in layers] or guards
    plugins = ", ".join(map(repr, names))
    message = (
        f"function {function.name!r} cannot be wrapped ({type(error).__name__}: {error}), so "
        f"{plugins} cannot run around it"
    )
    if not guards and plan is None:
        if layers:
            logger.error("%s: it is served without layers", message)
        return None
    if guards:
        message += f": it would be served without its guard {guards[0]!r}"
    elif plan is not None:
        message = (
            f"function {function.name!r} cannot be wrapped ({type(error).__name__}: {error}), so "
            f"its parameters {', '.join(plan.hidden)} cannot be filled"
        )

    def refuse(*_: object) -> NoReturn:
        raise HookError(message)

    try:
        replacement = wrap_entry_point(user_function, refuse, inject=False)
        if plan is not None:
            hide(replacement, plan.hidden)
    except Exception:  # noqa: BLE001 - the first error is the one to report
        raise LoadError(message) from error
    logger.error("%s, so it always fails", message)
    return replacement


def _model(function: Any, marks: Mapping[str, object], root: str) -> Function:
    user_function = function.get_user_function()
    bindings = tuple(_binding(binding) for binding in function.get_bindings())
    trigger = function.get_trigger()
    kind = returns(bindings)
    name = function.get_function_name()
    code = user_code(user_function, root)
    return Function(
        name=name,
        directory=code.directory,
        trigger=trigger.type if trigger is not None else "",
        bindings=bindings,
        is_async=inspect.iscoroutinefunction(user_function),
        returns=kind,
        rejection_rule=rejection_rule(kind, name),
        conversion=conversion(kind),
        callable=code.callable,
        registered=user_function,
        module=module_of(code.callable),
        file=code.file,
        marks=marks,
    )


def _binding(binding: Any) -> Binding:
    return Binding(binding.name, binding.type, _DIRECTIONS.get(binding.direction, "in"))
