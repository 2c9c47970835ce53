"""Plugins around v1 functions by the classic worker's extension interface.

It reaches every function without a change to its code, within the interface's limits: a hook
cannot answer, abort, see an error or guard, and none is called after a failure. What a plugin
tries without effect is reported once, with the fix: `instrument`.
"""

from __future__ import annotations

import logging
import time
import weakref
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import azure.functions as func

from funcext_core._foreign import log
from funcext_core._host import HostedFunction
from funcext_core._lifecycle.loop_bridge import BridgedGenerator, running_loop
from funcext_core._model import Invocation, Outcome, claim_cold
from funcext_core._process import Once
from funcext_core._settings.names import WORKER_EXTENSIONS
from funcext_core._worker.extensions.outermost_layer import worker_runs_extensions
from funcext_core.errors import LoadError

from .function_json import FunctionFolder, read_folder
from .hook_context import HookScope, clear_thread


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Final

    from funcext_core._layers.layer import Layer
    from funcext_core._layers.rules import Stack
    from funcext_core._lifecycle.in_flight import InFlight
    from funcext_core._lifecycle.start_gate import Gate
    from funcext_core._plugins.implementations import HookImpl
    from funcext_core._plugins.plugin import Plugin

    from .app import V1App


logger = logging.getLogger("funcext")

_FIX = "put @funcext_core.instrument on its entry point"


# Where the plain values are that a hook may name.
_OF_INVOCATION = {
    "function": "function",
    "invocation_id": "id",
    "context": "context",
    "args": "args",
    "request": "request",
    "trigger_value": "trigger_value",
}


def _argument(name: str, invocation: Invocation, outcome: Outcome | None = None) -> object:
    """Return what a hook is passed for the argument that it calls `name`."""
    if name == "args" and outcome is not None:
        return MappingProxyType(invocation.args)
    if name in _OF_INVOCATION:
        return getattr(invocation, _OF_INVOCATION[name])
    given: dict[str, object] = {"invocation": invocation, "attempt": 1}
    if outcome is not None:
        given |= {"outcome": outcome, "error": outcome.error, "elapsed": outcome.elapsed}
        given["value"] = outcome.value if outcome.error is None else None
    return given[name]


def _call_as_it_is(call: Callable[..., object], *arguments: object) -> object:
    return call(*arguments)


def drive_from_worker(app: V1App) -> WorkerDrivenHooks | None:
    """Register the class through which the worker calls the app's plugins.

    Returns:
        The object that the class calls; None if the worker's setting is off.
    """
    if not worker_runs_extensions():
        logger.warning(
            "in the v1 model the classic worker calls plugins only if %s=1 is set: set it, or put "
            "@funcext_core.instrument on the entry point of every function",
            WORKER_EXTENSIONS,
        )
        return None
    driven = WorkerDrivenHooks(app)
    _register(driven)
    return driven


def refuse_guards(plugins: Iterable[Plugin]) -> None:
    """Refuse guards in a v1 app that calls `install`.

    Raises:
        LoadError: one of them is a guard.
    """
    for plugin in plugins:
        if plugin.guard:
            message = (
                f"plugin {plugin.name!r} is a guard, and install() cannot put one around functions "
                "of the v1 model: remove install(), and put @funcext_core.instrument on the entry "
                "point of every function"
            )
            raise LoadError(message)


def _register(driven: WorkerDrivenHooks) -> None:
    # Defining the class registers it with the SDK: only where the worker is to drive it.
    class FuncextPlugins(func.AppExtensionBase):
        """Pass the worker's calls to funcext's plugins."""

        @classmethod
        def post_function_load_app_level(
            cls,
            function_name: str,  # noqa: ARG003 - the worker's
            function_directory: str,
            *_args: object,
            **_kwargs: object,
        ) -> None:
            driven.on_load(function_directory)

        @classmethod
        def pre_invocation_app_level(
            cls,
            logger: logging.Logger,  # noqa: ARG003 - the worker's
            context: func.Context,
            func_args: dict[str, object] | None = None,
            *_args: object,
            **_kwargs: object,
        ) -> None:
            driven.enter(context, {} if func_args is None else func_args)

        @classmethod
        def post_invocation_app_level(
            cls,
            logger: logging.Logger,  # noqa: ARG003 - the worker's
            context: func.Context,
            func_args: dict[str, object] | None = None,  # noqa: ARG003 - the worker's
            func_ret: object | None = None,
            *_args: object,
            **_kwargs: object,
        ) -> None:
            driven.leave(context, func_ret)


class _Driven(NamedTuple):
    """One function, with what its invocations pass."""

    stack: Stack
    gate: Gate | None
    in_flight: InFlight | None


class _Entered:
    """One invocation, between the worker's two calls."""

    driven: Final[WorkerDrivenHooks]
    stack: Final[Stack]
    invocation: Final[Invocation]
    in_flight: Final[InFlight | None]
    """Where it is counted, if anywhere."""
    scope: Final[HookScope]
    generators: Final[dict[int, Any]]
    """By layer, the generator of its `around_invocation`, suspended at its yield."""
    began: float
    left: bool

    __slots__ = (
        "began",
        "driven",
        "generators",
        "in_flight",
        "invocation",
        "left",
        "scope",
        "stack",
    )

    def __init__(
        self,
        driven: WorkerDrivenHooks,
        stack: Stack,
        invocation: Invocation,
        in_flight: InFlight | None,
    ) -> None:
        self.driven = driven
        self.stack = stack
        self.invocation = invocation
        self.in_flight = in_flight
        self.scope = HookScope()
        self.generators = {}
        self.began = 0.0
        self.left = False
        if in_flight is not None:
            in_flight.entered[0] += 1

    def __del__(self) -> None:
        """End it where the worker makes no second call, because the function failed."""
        if not self.left:
            try:
                self.driven.abandon(self)
            finally:
                self.end()

    def end(self) -> None:
        """Count it as ended."""
        if self.in_flight is not None:
            self.in_flight.left[0] += 1


class WorkerDrivenHooks:
    """The plugins of an app as the worker drives them."""

    app: Final[V1App]

    __slots__ = ("_entered", "_functions", "_once", "app")

    def __init__(self, app: V1App) -> None:
        self.app = app
        # By the worker's context, which lives as long as its invocation: the worker makes no second
        # call after a failure, and no invocation's state may outlive it.
        self._entered: weakref.WeakKeyDictionary[Any, _Entered] = weakref.WeakKeyDictionary()
        # By the function's name, and whether it is async.
        self._functions: dict[tuple[str, bool], _Driven | None] = {}
        self._once = Once()

    def on_load(self, directory: str) -> None:
        """Start the app at its first function, and run `post_load`."""
        folder = self._folder(directory)
        try:
            self.app.start()
            if folder is not None:
                marks = self.app.marks_of(folder)
                model = folder.model(is_async=self.app.is_async(folder), marks=marks)
                self.app.run_post_load(HostedFunction(model))
        except LoadError as error:
            # The worker would log it where no user sees it.
            logger.error(  # noqa: TRY400 - the sentence is the whole report
                "%s: functions of this app are refused", error
            )

    def enter(self, context: func.Context, func_args: dict[str, Any]) -> None:
        """Enter the layers of an invocation."""
        clear_thread()
        try:
            function = self._function(context)
        except LoadError as error:
            self._refuse(context.function_name, func_args, error)
            return
        if function is None:
            return
        stack = function.stack
        # The state must not hold the context, by which it is kept.
        proxy = weakref.proxy(context)
        args = {name: proxy if value is context else value for name, value in func_args.items()}
        stack.entered[0] += 1
        invocation = Invocation(stack.function, context.invocation_id, proxy, args)
        invocation.cold = claim_cold()
        entered = _Entered(self, stack, invocation, function.in_flight)
        self._entered[context] = entered
        self._wait_for_start(function)
        for index, layer in enumerate(stack.layers):
            self._enter_layer(entered, index, layer)
        for name, value in func_args.items():
            changed = args.get(name, value)
            func_args[name] = value if changed is proxy else changed
        stack.trim(args, func_args)
        invocation._open = False
        entered.scope.show(on_thread=not stack.function.is_async)
        entered.began = time.perf_counter()

    def leave(self, context: Any, result: Any) -> None:
        """Leave the layers of an invocation that succeeded."""
        entered = self._entered.pop(context, None)
        if entered is None:
            return
        elapsed = time.perf_counter() - entered.began
        entered.left = True
        try:
            self._leave(entered, result, elapsed)
        finally:
            entered.end()

    def _leave(self, entered: _Entered, result: object, elapsed: float) -> None:
        entered.scope.hide()
        interrupt = None
        for index in reversed(range(len(entered.stack.layers))):
            outcome = Outcome(result, None, False, None, elapsed, entered.stack.function)
            outcome = self._leave_layer(entered, index, outcome)
            self._apply(entered.stack, entered.stack.layers[index], outcome, result)
            if isinstance(outcome._error, KeyboardInterrupt):
                interrupt = outcome._error
        if interrupt is not None:
            raise interrupt

    def abandon(self, entered: _Entered) -> None:
        """Close the generators of an invocation that failed: the worker makes no second call."""
        stack = entered.stack
        for index in reversed(range(len(stack.layers))):
            layer = stack.layers[index]
            generator = entered.generators.pop(index, None)
            try:
                if isinstance(generator, BridgedGenerator):
                    generator.abandon()
                elif generator is not None:
                    entered.scope.run(generator.close)
                if any(hook.hook != "pre_invocation" for hook in layer.implementations):
                    self._report_limit(stack, layer, "see that the function failed")
            except BaseException as error:  # noqa: BLE001 - of a hook, or the process ends
                layer.failures.report(
                    "around_invocation", error, stack.function, entered.invocation.id
                )

    def has_entered(self, context: Any) -> bool:
        """Return whether an invocation is inside the layers here."""
        return context in self._entered

    def leave_alone(self, name: str) -> None:
        """Leave a function to its `instrument` from now on: nothing runs twice."""
        for is_async in (True, False):
            self._functions[name, is_async] = None

    # -- one layer ----------------------------------------------------------------------------

    def _enter_layer(self, entered: _Entered, index: int, layer: Layer) -> None:
        invocation, stack = entered.invocation, entered.stack
        for hook in ("pre_invocation", "around_invocation"):
            found = self._pick(stack, layer, hook)
            if found is None:
                continue
            error = None
            try:
                value = self._call_in(entered, index, found)
                if value is not None:
                    stack.refuse_value(index, hook, value)
            except BaseException as caught:
                error = stack.entering_failed(index, hook, caught, invocation)
                if isinstance(error, KeyboardInterrupt):
                    raise
            if error is not None:
                self._report_limit(
                    stack, layer, f"abort an invocation ({type(error).__name__}: {error})"
                )
            # Its changes to the arguments count, its response does not.
            if invocation._before is not None:
                stack.keep(invocation.args, invocation._before, {})
                invocation._before = None
            if invocation.responded:
                invocation._withdraw()
                self._report_limit(stack, layer, "respond in the function's place")

    def _call_in(self, entered: _Entered, index: int, hook: HookImpl) -> object:
        """Return what the hook returned, or yielded."""
        arguments = [_argument(name, entered.invocation) for name in hook.arguments]
        if hook.hook != "around_invocation":
            returned: object = self._call(entered, hook.is_async, hook.function, *arguments)
            return returned
        generator = hook.function(*arguments)
        if hook.is_async:
            generator = self.app.core.bridge.generator(
                entered.scope.context,
                entered.invocation.id,
                generator,
                entered.stack.cannot_cut,
                index,
            )
            yielded: object = next(generator)
        else:
            yielded = entered.scope.run(next, generator)
        entered.generators[index] = generator
        return yielded

    def _leave_layer(self, entered: _Entered, index: int, outcome: Outcome) -> Outcome:
        stack, invocation = entered.stack, entered.invocation
        generator = entered.generators.pop(index, None)
        if generator is not None:
            outcome = self._leave_around(entered, index, generator, outcome)
        hook = self._pick(stack, stack.layers[index], "post_invocation")
        if hook is None:
            return outcome
        arguments = [_argument(name, invocation, outcome) for name in hook.arguments]
        try:
            value = self._call(entered, hook.is_async, hook.function, *arguments)
        except BaseException as caught:  # noqa: BLE001 - judged by the layers' rules
            return stack.leaving_failed(index, hook.hook, caught, invocation, outcome)
        return stack.settle(index, hook.hook, invocation, outcome, value)

    def _leave_around(
        self, entered: _Entered, index: int, generator: Any, outcome: Outcome
    ) -> Outcome:
        stack, invocation = entered.stack, entered.invocation
        # What runs on the loop enters the context by itself.
        run = _call_as_it_is if isinstance(generator, BridgedGenerator) else entered.scope.run
        try:
            run(generator.send, outcome)
        except (StopIteration, StopAsyncIteration) as ended:
            value = getattr(ended, "value", None)
            return stack.settle(index, "around_invocation", invocation, outcome, value)
        except BaseException as caught:  # noqa: BLE001 - judged by the layers' rules
            return stack.leaving_failed(index, "around_invocation", caught, invocation, outcome)
        hook = self._pick(stack, stack.layers[index], "around_invocation")
        if hook is None or not hook.repeats:
            return stack.yielded_again(index, invocation, outcome, "twice", run, generator.close)
        self._report_limit(stack, stack.layers[index], "run a function again")
        # As another yield does elsewhere, it drops what the layer did to the outcome.
        outcome._roll_back()
        try:
            run(generator.close)
        except BaseException as caught:  # noqa: BLE001 - judged by the layers' rules
            return stack.leaving_failed(index, "around_invocation", caught, invocation, outcome)
        return stack.settle(index, "around_invocation", invocation, outcome)

    def _call(self, entered: _Entered, is_async: bool, call: Any, *arguments: Any) -> Any:
        """Call a hook: an async one on the loop, as this is then a pool thread."""
        if is_async:
            scope, identity = entered.scope.context, entered.invocation.id
            return self.app.core.bridge.run(scope, identity, call, *arguments)
        return entered.scope.run(call, *arguments)

    def _apply(self, stack: Stack, layer: Layer, outcome: Outcome, result: Any) -> None:
        """Apply a changed outcome, as far as the worker's interface allows."""
        value = outcome._value
        if outcome._error is not None:
            self._report_limit(stack, layer, "fail the invocation")
        elif isinstance(result, func.HttpResponse) and isinstance(value, func.HttpResponse):
            # In place: the worker keeps the object that the function returned.
            vars(result).update(vars(value))
        elif value is not result:
            self._report_limit(stack, layer, f"replace a {type(result).__name__}")

    def _pick(self, stack: Stack, layer: Layer, hook: str) -> HookImpl | None:
        """Return the implementation that can be called from the worker's sync hooks."""
        found = layer.pick(hook, is_async=stack.function.is_async)
        if found is None or not (found.is_async and stack.function.is_async):
            return found
        # The worker's hooks run on the loop, which they cannot free to run another.
        sync = layer.pick(hook, is_async=False)
        if sync is not None and not sync.is_async:
            return sync
        self._report_limit(stack, layer, f"await its {hook}")
        return None

    # -- which layers -------------------------------------------------------------------------

    def _function(self, context: Any) -> _Driven | None:
        # Both workers run async functions on the loop, and sync ones on a pool thread.
        key = (context.function_name, running_loop() is not None)
        try:
            return self._functions[key]
        except KeyError:
            function = self._make_function(context.function_directory, is_async=key[1])
            return self._functions.setdefault(key, function)

    def _make_function(self, directory: str, *, is_async: bool) -> _Driven | None:
        folder = self._folder(directory)
        if folder is None:
            return None
        self.app.start()
        core = self.app.core
        marks = self.app.marks_of(folder)
        hosted = HostedFunction(folder.model(is_async=is_async, marks=marks))
        # `install` refuses guards; this is one that was registered since.
        guards = core.guards_of(hosted)
        refuse_guards(plugin for plugin in core.plugins if plugin.name in guards)
        layers = core.layers_of(hosted)
        if not layers:
            return None
        stack = core.stack(hosted.function, layers)
        return _Driven(stack, core.gate_of(hosted), core.in_flight_of(hosted))

    def _folder(self, directory: str) -> FunctionFolder | None:
        """Return a function of this app that has no layers by `instrument`."""
        try:
            folder = read_folder(Path(directory))
        except LoadError as error:
            self._warn_once((directory,), "%s: no plugin runs around that function", error)
            return None
        return folder if self.app.has(folder) and not self.app.instruments(folder) else None

    def _wait_for_start(self, function: _Driven) -> None:
        """Wait for async `app_start` hooks, where that does not block the loop that runs them."""
        gate = function.gate
        if gate is None or not gate.closed:
            return
        if not function.stack.function.is_async:
            gate.wait_in_thread()
            return
        self._warn_once(
            ("gate",),
            "an async function was invoked before the async app_start hooks ended: through the "
            "classic worker's extension interface it cannot wait for them",
        )

    # -- what cannot be done ------------------------------------------------------------------

    def _refuse(self, name: str, func_args: dict[str, Any], error: LoadError) -> None:
        """Keep a function from running: unguarded, it must not.

        The interface has no way to do so, but an argument that the function does not take makes
        the worker's call fail with a TypeError.
        """
        func_args[f"(refused by funcext: {error})"] = None
        self._warn_once(("refused", name), "function %r is refused: %s", name, error)

    def _report_limit(self, stack: Stack, layer: Layer, what: str) -> None:
        self._warn_once(
            (layer.plugin, stack.function.name, what.partition(" (")[0]),
            "plugin %r cannot %s around function %r through the classic worker's extension "
            "interface: %s (reported once)",
            layer.plugin,
            what,
            stack.function.name,
            _FIX,
        )

    def _warn_once(self, key: tuple[str, ...], message: str, *arguments: object) -> None:
        if self._once.first(*key):
            log(logger, logging.WARNING, message, *arguments)
