"""The classic worker's own way round v1 functions: its extension interface drives the plugins.

It reaches every function without a change to its code, with the interface's limits: a hook cannot
answer, abort, see an error or guard, and is not called again after a failure. What a plugin tries
in vain is said once, with the mend: `instrument`.
"""

from __future__ import annotations

import asyncio
import logging
import time
import weakref
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from azure.functions import AppExtensionBase, HttpResponse

from funcext_core.errors import LoadError
from funcext_core.layers import INVOCATION_HOOKS, Stack
from funcext_core.model import Invocation, Outcome
from funcext_core.settings import WORKER_EXTENSIONS

from .function_json import FunctionFolder, read_folder


if TYPE_CHECKING:
    from collections.abc import Generator

    from funcext_core.implementations import HookImpl
    from funcext_core.layers import Layer

    from .v1 import V1App


logger = logging.getLogger("funcext")

_MEND = "put @funcext_core.instrument on its entry point"


def drive_from_worker(app: V1App) -> None:
    """Register the class through which the worker calls the app's plugins.

    Raises:
        LoadError: a guard is enabled, which this interface would make useless.
    """
    for plugin in app.host:
        if plugin.guard:
            message = (
                f"plugin {plugin.name!r} is a guard, and the classic worker's extension interface "
                f"cannot fail an invocation: instead of install(), {_MEND}, for each function"
            )
            raise LoadError(message)
    if len(app.host) and not app.host.settings.worker_extensions:
        logger.warning(
            "no plugin runs: in the v1 model the classic worker drives them only if %s=1 is set; "
            "or %s, for each function",
            WORKER_EXTENSIONS,
            _MEND,
        )
    _register(_Native(app))


def _register(native: _Native) -> None:
    # Defining the class is registering it: it is done only where the worker is to drive it.
    class FuncextBridge(AppExtensionBase):
        """Hand what the worker calls on to funcext's plugins."""

        @classmethod
        def post_function_load_app_level(
            cls, _function_name: str, function_directory: str, *_: Any, **__: Any
        ) -> None:
            native.load(function_directory)

        @classmethod
        def pre_invocation_app_level(
            cls,
            _logger: logging.Logger,
            context: Any,
            func_args: dict[str, object] | None = None,
            *_: Any,
            **__: Any,
        ) -> None:
            native.enter(context, {} if func_args is None else func_args)

        @classmethod
        def post_invocation_app_level(
            cls,
            _logger: logging.Logger,
            context: Any,
            _func_args: dict[str, object] | None = None,
            func_ret: object | None = None,
            *_: Any,
            **__: Any,
        ) -> None:
            native.leave(context, func_ret)


@attrs.define(eq=False)
class _Entered:
    """One invocation, between the worker's two calls."""

    stack: Stack
    invocation: Invocation
    generators: dict[int, Generator[None, Outcome, None]] = attrs.field(factory=dict)
    depth: int = 0
    began: float = 0.0


@attrs.define(eq=False)
class _Native:
    """The plugins of an app as the worker drives them."""

    app: V1App
    # By the worker's context, which lives as long as its invocation: the worker makes no second
    # call after a failure, and no invocation's state may outlive it.
    entered: weakref.WeakKeyDictionary[Any, _Entered] = attrs.field(
        factory=weakref.WeakKeyDictionary
    )
    stacks: dict[tuple[str, bool], Stack | None] = attrs.field(factory=dict)
    told: set[tuple[str, str, str]] = attrs.field(factory=set)

    def load(self, directory: str) -> None:
        """Start the app at its first function, and run `post_load`; again at a repeated load."""
        self.app.start()
        folder = self._folder(directory)
        if folder is not None:
            self.app.host.announce(folder.model(is_async=False))

    def enter(self, context: Any, func_args: dict[str, Any]) -> None:
        """Take an invocation in through the layers."""
        stack = self._stack(context)
        if stack is None:
            return
        # The state must not hold the context, by which it is kept.
        proxy = weakref.proxy(context)
        args = {name: proxy if each is context else each for name, each in func_args.items()}
        stack.entered[0] += 1
        invocation = Invocation(stack.function, context.invocation_id, proxy, args)
        entered = _Entered(stack, invocation)
        self.entered[context] = entered
        for index, layer in enumerate(stack.layers):
            entered.depth = index + 1
            self._enter_layer(entered, index, layer)
        for name, value in func_args.items():
            changed = args.get(name, value)
            func_args[name] = value if changed is proxy else changed
        invocation._open = False
        entered.began = time.perf_counter()

    def leave(self, context: Any, result: Any) -> None:
        """Take an invocation that succeeded out through the layers."""
        entered = self.entered.pop(context, None)
        if entered is None:
            return
        elapsed = time.perf_counter() - entered.began
        stack = entered.stack
        outcome = Outcome(result, None, False, None, elapsed, stack.function)
        for index in reversed(range(entered.depth)):
            before = (outcome._value, outcome._error)
            self._leave_layer(entered, index, outcome)
            if (outcome._value, outcome._error) != before:
                self._apply(stack, stack.layers[index], outcome, result)
                outcome._value, outcome._error = result, None

    def _enter_layer(self, entered: _Entered, index: int, layer: Layer) -> None:
        for hook in INVOCATION_HOOKS[:2]:
            found = self._pick(entered.stack, layer, hook)
            if found is None:
                continue
            error = None
            try:
                self._call_in(entered, index, found)
            except BaseException as caught:
                error = entered.stack.entering_failed(index, hook, caught, entered.invocation)
                if isinstance(error, KeyboardInterrupt):
                    raise
            if error is not None:
                self._tell(entered.stack, layer, f"abort the invocation ({error})")
            if entered.invocation.responded:
                entered.invocation._withdraw()
                self._tell(entered.stack, layer, "respond in the function's place")

    def _call_in(self, entered: _Entered, index: int, hook: HookImpl) -> None:
        arguments = (entered.invocation,) * len(hook.arguments)
        if hook.hook == "around_invocation" and not hook.is_async:
            generator = hook.function(*arguments)
            next(generator)
            entered.generators[index] = generator
        else:
            self._await(hook, hook.function(*arguments))

    def _leave_layer(self, entered: _Entered, index: int, outcome: Outcome) -> None:
        stack, invocation = entered.stack, entered.invocation
        generator = entered.generators.pop(index, None)
        if generator is not None:
            try:
                generator.send(outcome)
            except StopIteration:
                stack.settle(index, "around_invocation", invocation, outcome)
            except BaseException as caught:  # noqa: BLE001 - judged by the layers' rules
                stack.leaving_failed(index, "around_invocation", caught, invocation, outcome)
            else:
                stack.yielded_again(index, generator, invocation, outcome)
        hook = self._pick(stack, stack.layers[index], "post_invocation")
        if hook is None:
            return
        given = {"invocation": invocation, "outcome": outcome}
        try:
            self._await(hook, hook.function(*[given[name] for name in hook.arguments]))
        except BaseException as caught:  # noqa: BLE001 - judged by the layers' rules
            stack.leaving_failed(index, "post_invocation", caught, invocation, outcome)
        else:
            stack.settle(index, "post_invocation", invocation, outcome)

    def _await(self, hook: HookImpl, called: Any) -> None:
        """Run what an async hook returned on the loop; this is a pool thread."""
        if hook.is_async:
            self.app.host.bridge.run(called, copy_context())

    def _apply(self, stack: Stack, layer: Layer, outcome: Outcome, result: Any) -> None:
        """Make a changed outcome reach the caller, as far as the worker's interface lets it."""
        value = outcome._value
        if outcome._error is not None:
            self._tell(stack, layer, "fail the invocation")
        elif isinstance(result, HttpResponse) and isinstance(value, HttpResponse):
            # In place: the worker keeps the object that the function returned.
            vars(result).update(vars(value))
        elif value is not result:
            self._tell(stack, layer, f"replace a {type(result).__name__}")

    def _pick(self, stack: Stack, layer: Layer, hook: str) -> HookImpl | None:
        """Return the implementation that can be called from the worker's sync hooks."""
        found = layer.pick(hook, is_async=stack.function.is_async)
        if found is None or not found.is_async:
            return found
        # An async hook needs a free loop, and an around that it can be held open across calls.
        if stack.function.is_async or hook == "around_invocation":
            sync = layer.pick(hook, is_async=False)
            if sync is not None and not sync.is_async:
                return sync
            self._tell(stack, layer, f"await its {hook}")
            return None
        return found

    def _tell(self, stack: Stack, layer: Layer, what: str) -> None:
        key = (layer.plugin, stack.function.name, what.partition(" (")[0])
        if key not in self.told:
            self.told.add(key)
            logger.warning(
                "plugin %r cannot %s round function %r through the classic worker's extension "
                "interface: %s (said once)",
                layer.plugin,
                what,
                stack.function.name,
                _MEND,
            )

    def _stack(self, context: Any) -> Stack | None:
        # Both workers run async functions on the loop, and sync ones on a pool thread.
        key = (context.function_name, asyncio._get_running_loop() is not None)
        if key not in self.stacks:
            self.app.start()
            self.stacks[key] = self._make_stack(context.function_directory, is_async=key[1])
        return self.stacks[key]

    def _make_stack(self, directory: str, *, is_async: bool) -> Stack | None:
        folder = self._folder(directory)
        if folder is None:
            return None
        model = folder.model(is_async=is_async)
        layers = self.app.host.layers_round(model)
        return self.app.host.stack(model, layers) if layers else None

    def _folder(self, directory: str) -> FunctionFolder | None:
        """Return a function of this app that has no layers by `instrument`."""
        try:
            folder = read_folder(Path(directory))
        except LoadError as error:
            logger.warning("%s: no plugin runs round it", error)
            return None
        own = (str(folder.script), folder.entry_point) in self.app.instrumented
        return None if own or folder.directory.parent != self.app.root else folder
