"""The way into an app of the v2 model: `get_functions`, on the one instance.

Nothing in the SDK is patched. Both workers ask the app object for its functions, once, and get
copies of them whose user function is wrapped.
"""

from __future__ import annotations

import copy
import inspect
import logging
import os.path
from functools import partial
from typing import TYPE_CHECKING, Any

from funcext_core._layers.code_location import code_of
from funcext_core._model import App, Binding, Direction, Function
from funcext_core._plugins.use_registry import claim, expect
from funcext_core.errors import HookError, LoadError

from .generation import any_registered, worker_generation
from .return_values import rejection_rule, returns
from .wrapper import context_of, wrap, wrap_entry_point


if TYPE_CHECKING:
    from collections.abc import Callable

    import azure.functions as func

    from funcext_core._host import PluginHost
    from funcext_core._layers.layer import Layer
    from funcext_core._plugins.plugin import Plugin


logger = logging.getLogger("funcext")

_DIRECTIONS: dict[int, Direction] = {0: "in", 1: "out", 2: "inout"}
"""The SDK's numbers for a binding's direction, which are those of the worker's protocol."""


_installed: set[str] = set()


def is_installed() -> bool:
    """Tell whether an app of the v2 model has been installed in this process."""
    return bool(_installed)


def override_get_functions(app: func.FunctionRegister, host: PluginHost, directory: str) -> None:
    """Have the app hand its functions to the worker with their layers round them."""
    _installed.add(directory)
    indexed = _IndexedApp(app, host, directory)
    expect(host)
    # mypy: an instance attribute in place of the method is the whole point here.
    app.get_functions = indexed.get_functions  # type: ignore[method-assign]


def host_of(app: func.FunctionRegister) -> PluginHost | None:
    """Return the host that was installed in the app; None if none was."""
    indexed = getattr(app.__dict__.get("get_functions"), "__self__", None)
    return indexed.host if isinstance(indexed, _IndexedApp) else None


class _IndexedApp:
    def __init__(self, app: func.FunctionRegister, host: PluginHost, directory: str) -> None:
        self.app = app
        self.host = host
        self.directory = directory
        # What stood on the instance before; else the class is asked, as it is then: ddtrace, say,
        # patches it.
        self.inner: Callable[[], list[Any]] | None = app.__dict__.get("get_functions")
        self.wrapped: dict[int, Any] = {}

    def get_functions(self) -> list[Any]:
        if self.host.frozen:
            # The SDK takes the names of a first call for doubles in the second.
            self.app.functions_bindings = None
        get_functions = self.inner or type(self.app).get_functions.__get__(self.app)
        functions = get_functions()
        used = claim([each.get_user_function() for each in functions])
        registered = any_registered()
        if not (len(self.host) or any(used) or registered):
            # There is nothing to do for a function, nor anybody to tell of it.
            self.host.start(App(self.directory, worker_generation(), "v2", raw=self.app))
            return list(functions)
        models = [_model(each) for each in functions]
        if registered:
            # Not for every cold start: few apps have worker extensions.
            from funcext_core._worker.extensions.outermost_layer import (  # noqa: PLC0415
                attach_extensions,
                without_native,
            )

            names = [model.name for model in models]
            used = list(map(partial(without_native, self.host), names, used))
            if not self.host.frozen:
                attach_extensions(self.host, self.directory, used, names)
        self.host.start(
            App(
                directory=self.directory,
                worker=worker_generation(),
                model="v2",
                functions=tuple(models),
                raw=self.app,
            ),
            used,
        )
        return list(map(self._served, functions, models, used))

    def _served(self, function: Any, model: Function, used: tuple[Plugin, ...]) -> Any:
        if id(function) not in self.wrapped:
            self.wrapped[id(function)] = self._wrapped(function, model, used)
        return self.wrapped[id(function)]

    def _wrapped(self, function: Any, model: Function, used: tuple[Plugin, ...]) -> Any:
        """Return a copy of the SDK's function whose user function has its layers round it."""
        layers = self.host.layers_round(model, used)
        if not layers:
            return function
        try:
            wrapper = self._wrapper(function.get_user_function(), model, layers)
        except Exception as error:  # noqa: BLE001 - whatever an odd function's parts raise
            # One function that fails to load would take the whole app's index with it.
            stand_in = _without_layers(function.get_user_function(), model, layers, error)
            if stand_in is None:
                return function
            wrapper = stand_in
        served = copy.copy(function)
        served._func = wrapper
        return served

    def _wrapper(
        self, user_function: Callable[..., Any], model: Function, layers: tuple[Layer, ...]
    ) -> Callable[..., Any]:
        # First of all: what is compiled counts as served with its layers.
        code_of(user_function)
        signature = inspect.signature(user_function)
        context = context_of(signature, model.bindings)
        compiled = self.host.compile(model, layers, user_function, context=context)
        return wrap(user_function, compiled, signature if context == "injected" else None)


def _without_layers(
    user_function: Callable[..., Any],
    function: Function,
    layers: tuple[Layer, ...],
    error: Exception,
) -> Callable[..., Any] | None:
    """Return what stands in for a function that cannot be wrapped; None for the function itself.

    Where it has a guard that is a function that always fails, so that the others are served.

    Raises:
        LoadError: not even that can be made. No worker could load the function.
    """
    plugins = ", ".join(repr(layer.plugin) for layer in layers)
    message = (
        f"function {function.name!r} cannot be wrapped ({type(error).__name__}: {error}), so that "
        f"{plugins} cannot run round it"
    )
    guard = next((layer.plugin for layer in layers if layer.guard), None)
    if guard is None:
        logger.error("%s: it is served as it is", message)
        return None
    message += f": it would be served without its guard {guard!r}"

    def refuse(*_: object) -> Any:
        raise HookError(message)

    try:
        stand_in = wrap_entry_point(user_function, refuse, inject=False)
    except Exception:  # noqa: BLE001 - what kept it from being wrapped says more
        raise LoadError(message) from error
    logger.error("%s, so that it always fails", message)
    return stand_in


def _model(function: Any) -> Function:
    user_function = function.get_user_function()
    bindings = tuple(_binding(each) for each in function.get_bindings())
    trigger = function.get_trigger()
    kind = returns(bindings)
    name = function.get_function_name()
    return Function(
        name=name,
        directory=_directory(user_function),
        trigger=trigger.type if trigger is not None else "",
        bindings=bindings,
        is_async=inspect.iscoroutinefunction(user_function),
        returns=kind,
        rejection_rule=rejection_rule(kind, name),
    )


def _binding(binding: Any) -> Binding:
    return Binding(binding.name, binding.type, _DIRECTIONS.get(binding.direction, "in"))


def _directory(function: Callable[..., Any]) -> str:
    """Return the folder that the worker will have in `context.function_directory`."""
    code = getattr(function, "__code__", None)
    return os.path.dirname(code.co_filename) if code is not None else ""
