"""The plugins of one app in one worker process: their registry, their order, their life cycle."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

from . import _process
from ._layers.code_location import takes_any_keyword
from ._layers.compiler import Generated
from ._layers.layer import INVOCATION_HOOKS, Layer
from ._layers.rules import Stack
from ._model import Invocation
from ._plugins.registry import PluginRegistry
from ._settings.names import DISABLED
from .errors import LoadError


if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Final

    from ._lifecycle.in_flight import InFlight, Run
    from ._lifecycle.loop_bridge import LoopBridge
    from ._lifecycle.start_gate import Gate, Starts
    from ._lifecycle.stopping import Stopper
    from ._model import App, Function
    from ._parameters.of_app import Parameters
    from ._parameters.plan import Plan
    from ._plugins.own_plugins import OwnPlugin
    from ._plugins.plugin import Plugin
    from ._plugins.use_registry import Use
    from ._settings.general import Settings


logger = logging.getLogger("funcext")

_waiting: dict[HostCore, Callable[[], Iterable[object]]] = {}
"""By the core of an app that is not indexed yet, what returns the functions registered with it."""


def any_waiting() -> bool:
    """Return whether `install` was called for an app that nobody has indexed so far."""
    return bool(_waiting)


def may_have_uses() -> bool:
    """Return whether anything has called `use`, which few apps do: it imports the registry."""
    return "funcext_core._plugins.use_registry" in sys.modules


class HostedFunction:
    """One function of the app, with the plugins that `use` puts around it alone."""

    function: Final[Function]
    used: Final[tuple[Plugin, ...]]
    """The plugins of `use`, outermost first."""
    call: Final[Run | None]
    """The function as the worker would have it; None if nothing can take its place."""

    __slots__ = ("call", "function", "used")

    def __init__(
        self,
        function: Function,
        used: tuple[Plugin, ...] = (),
        call: Run | None = None,
    ) -> None:
        self.function = function
        self.used = used
        self.call = call


class HostCore:
    """The part of a `PluginHost` that `install` and the workers use.

    It is frozen when the worker first asks the app for its functions: the layers are compiled
    then, and a later change is refused.
    """

    settings: Final[Settings]
    plugins: Final[PluginRegistry]
    """The app's plugins, outermost first."""
    skipped: Final[Mapping[str, str]]
    """The plugins that `FUNCEXT_ON_LOAD_ERROR=skip` left out, with the reason."""
    own: Sequence[OwnPlugin]
    """The plugins that the app gave to `install`, not built."""
    stacks: Final[list[Stack]]
    """The layers of each function that has any."""
    functions: Sequence[HostedFunction]
    """The app's functions; none until it starts."""
    code: Final[dict[str, Generated]]
    """The code around each function that has layers, by the function's name."""

    def __init__(
        self,
        settings: Settings,
        *,
        skipped: Mapping[str, str] | None = None,
        prepare_task: Callable[[asyncio.Task[Any], str], None] | None = None,
        current_invocation_id: Callable[[], str | None] | None = None,
    ) -> None:
        self.settings = settings
        self.plugins = PluginRegistry(disabled=settings.disabled)
        self.skipped = skipped or {}
        self.own = ()
        self.stacks = []
        self.functions = ()
        self.code = {}
        self._layers: dict[Plugin, Layer | None] = {}
        self._prepare_task = prepare_task
        self._current_invocation_id = current_invocation_id
        self._bridge: LoopBridge | None = None
        self._starts: Starts | None = None
        self._in_flight: InFlight | None = None
        self._parameters: Parameters | None = None
        self._start_error: str | None = None
        self._stopper: Stopper | None = None
        self._warmed: set[str] = set()

    # -- the event loop -------------------------------------------------------------------------

    @property
    def bridge(self) -> LoopBridge:
        """The bridge that runs async hooks around sync functions, on the worker's loop."""
        if self._bridge is None:
            from ._lifecycle.loop_bridge import LoopBridge  # noqa: PLC0415 - few apps have async hooks

            self._bridge = LoopBridge(prepare_task=self._prepare_task)
        return self._bridge

    def capture_loop(self) -> asyncio.AbstractEventLoop | None:
        """Remember the running loop as the worker's if a plugin will need it, and return it."""
        if not self.plugins.any_async:
            return None
        self.bridge.capture()
        return self.bridge.loop

    # -- layers ---------------------------------------------------------------------------------

    def layers_of(self, hosted: HostedFunction) -> tuple[Layer, ...]:
        """Return the layers of a function, outermost first."""
        layers = map(self._layer_of, self.plugins_of(hosted))
        return tuple(layer for layer in layers if layer is not None)

    def _layer_of(self, plugin: Plugin) -> Layer | None:
        """Return the plugin's layer; None if it has no invocation hook."""
        try:
            return self._layers[plugin]
        except KeyError:
            hooks = tuple(hook for hook in plugin.implementations if hook.hook in INVOCATION_HOOKS)
            logged = self.settings.trace
            if _process.hook_calls_wanted_by or logged:
                from ._layers.tracing import reporting  # noqa: PLC0415 - nobody watches in Azure

                hooks = tuple(reporting(hook, plugin.name, logged=logged) for hook in hooks)
            layer = Layer(plugin.name, plugin.guard, hooks, plugin.failures) if hooks else None
            return self._layers.setdefault(plugin, layer)

    def compile(
        self,
        hosted: HostedFunction,
        layers: tuple[Layer, ...],
        call: Callable[..., Any],
        *,
        context: str,
        names: tuple[str, ...] | None,
    ) -> Run:
        """Return the compiled layers of a function: they take the worker's arguments by name.

        Args:
            hosted: the function.
            layers: its layers; none for a function whose parameters need its invocation.
            call: the user's function.
            context: how the worker's context reaches the layers; see `compiler.Shape`.
            names: the function's parameters; None if it is passed whatever comes.
        """
        stack = Stack(
            hosted.function,
            layers,
            takes_any=takes_any_keyword(call),
            current_invocation_id=self._current_invocation_id,
        )
        plan, gate = self.plan_of(hosted), self.gate_of(hosted)
        code = Generated(
            stack,
            context=context,
            # What a call by hand passes for a parameter is not asked for.
            names=None if plan is not None else names,
            timed=self.settings.stats,
            gated=gate is not None,
            fills=plan is not None and plan.takes_invocation,
        )
        if plan is not None:
            from ._parameters.opening import filled  # noqa: PLC0415 - few apps have any

            bridge = self.bridge if plan.bridged else None
            call = filled(plan, hosted.function, call, bridge, laps=code.laps)
        run = code.function(call, self.bridge if self.plugins.any_async else None, gate)
        if layers:
            self.stacks.append(stack)
            self.code[hosted.function.name] = code
        return self._counted(hosted, run)

    def bare(
        self, hosted: HostedFunction, call: Run, names: tuple[str, ...] | None = None
    ) -> Run | None:
        """Return a function without layers as it has to be called; None for the function itself.

        Its invocations may have to wait for a guard's `app_start`, or be counted, or its parameters
        have to be filled.

        Args:
            hosted: the function.
            call: the user's function.
            names: its parameters; None if it may be passed others or fewer.
        """
        gate, in_flight = self.gate_of(hosted), self.in_flight_of(hosted)
        plan, is_async = self.plan_of(hosted), hosted.function.is_async
        if plan is not None:
            from ._parameters.direct import direct  # noqa: PLC0415 - few apps have any

            call, in_flight = direct(plan, call, names, in_flight), None
        if gate is None and in_flight is None:
            return None if plan is None else call
        from ._lifecycle.bare import gated  # noqa: PLC0415 - few apps have a plugin of the kind

        run = gated(gate, call, is_async=is_async)
        return run if in_flight is None else in_flight.counting(run, is_async=is_async)

    def _counted(self, hosted: HostedFunction, run: Run) -> Run:
        in_flight = self.in_flight_of(hosted)
        if in_flight is None:
            return run
        return in_flight.counting(run, is_async=hosted.function.is_async)

    def stack(self, function: Function, layers: tuple[Layer, ...]) -> Stack:
        """Return layers that are not compiled: the worker calls their halves one by one."""
        stack = Stack(function, layers)
        self.stacks.append(stack)
        return stack

    # -- parameters -----------------------------------------------------------------------------

    def resolve(self, hosted: HostedFunction) -> Plan | None:
        """Decide how a function's parameters are filled; None if it asks for nothing.

        Raises:
            LoadError: one cannot be filled.
        """
        call = hosted.call
        everything = self.provides_anything
        if hosted.used and not everything:
            everything = any(plugin.provides for plugin in hosted.used)
        if call is None or not (everything or _may_ask_for_invocation(call)):
            return None
        parameters = self.parameters
        return parameters.resolve(call, hosted.function, hosted.used, everything=everything)

    @property
    def provides_anything(self) -> bool:
        """Whether any plugin may give functions something."""
        # A plugin that was skipped may be the one that provides what is asked for.
        return self.plugins.any_provides or bool(self.skipped)

    def may_fill(self, call: Run) -> bool:
        """Return whether parameters of a function of the v1 model may have to be filled."""
        return self.provides_anything or may_have_uses() or _may_ask_for_invocation(call)

    @property
    def parameters(self) -> Parameters:
        """The parameters of the app's functions."""
        if self._parameters is None:
            from ._parameters.of_app import Parameters  # noqa: PLC0415 - few apps have any

            self._parameters = Parameters(
                self.plugins,
                lambda: None if self._bridge is None else self._bridge.loop,
                skip_load_errors=self.settings.skip_load_errors,
            )
        return self._parameters

    def plan_of(self, hosted: HostedFunction) -> Plan | None:
        """Return what was decided about a function's parameters; None if it asks for nothing."""
        return None if self._parameters is None else self._parameters.plan_of(hosted.function)

    def needs_stack(self, hosted: HostedFunction) -> bool:
        """Return whether a function has to be compiled although it has no layers."""
        plan = self.plan_of(hosted)
        return plan is not None and plan.needs_invocation

    # -- the life cycle -------------------------------------------------------------------------

    def gate_of(self, hosted: HostedFunction) -> Gate | None:
        """Return the gate at which a function's invocations wait; None if they need not."""
        if self._starts is None:
            return None
        plan = self.plan_of(hosted)
        providing = () if plan is None else plan.plugins
        concerned = [
            plugin
            for plugin in (*self.plugins.everywhere(), *hosted.used)
            if plugin.name in providing
            or (
                plugin.scope.covers(hosted.function)
                and (plugin.guard or self._layer_of(plugin) is not None)
            )
        ]
        return self._starts.gate(concerned)

    def guards_of(self, hosted: HostedFunction) -> list[str]:
        """Return the names of the guards without which a function must not be served."""
        layers = [layer.plugin for layer in self.layers_of(hosted) if layer.guard]
        gate = self.gate_of(hosted)
        return layers + ([] if gate is None else gate.guards)

    def in_flight_of(self, hosted: HostedFunction) -> InFlight | None:
        """Return where a function's invocations are counted; None if nothing stops after them."""
        if self._in_flight is None:
            return None
        plan = self.plan_of(hosted)
        stops = (plan is not None and plan.tears_down) or _any_has(
            "app_stop", self.plugins_of(hosted)
        )
        return self._in_flight if stops else None

    def plugins_of(self, hosted: HostedFunction) -> list[Plugin]:
        """Return the plugins whose scope has the function, outermost first."""
        plugins = (*self.plugins.everywhere(), *hosted.used)
        return [plugin for plugin in plugins if plugin.scope.covers(hosted.function)]

    def start(
        self,
        app: App,
        functions: Sequence[HostedFunction] = (),
        *,
        lost: Sequence[str] = (),
        hidden: Sequence[str] = (),
        run_post_load: bool = True,
    ) -> None:
        """Freeze the host and run `app_start`, then `post_load` of each function.

        Args:
            app: the app.
            functions: its functions.
            lost: sentences about guards that `use` puts around none of them, and about repeated
                marks.
            hidden: sentences about marks that are on none of them.
            run_post_load: whether to run `post_load` now; in v1 each function does later.

        Raises:
            LoadError: a guard's pattern matches none of the functions, its function is not there,
                or its hook raised. Whatever a start raised, each later call raises a LoadError: a
                worker that asks again gets no unguarded app.
        """
        if self._start_error is not None:
            # A new one each time: it would collect the tracebacks of all calls.
            raise LoadError(self._start_error)
        if self.plugins.frozen:
            return
        self.plugins.freeze()
        self.functions = functions
        if self.settings.trace:
            for plugin in (*self.plugins, *(used for hosted in functions for used in hosted.used)):
                plugin.failures.traced = True
        _process.serve_here()
        try:
            self._start(app, functions, lost, hidden, run_post_load=run_post_load)
            if len(self.plugins) and logger.isEnabledFor(logging.INFO):
                from ._start_log import log_plugins  # noqa: PLC0415 - not where nobody reads it

                covered = [(hosted.function, hosted.used) for hosted in functions]
                log_plugins(self.plugins.with_origins(), covered)
        except LoadError as error:
            self._start_error = str(error)
            raise
        except BaseException as error:
            self._start_error = (
                f"the app's plugins did not start: {type(error).__name__} was raised meanwhile; "
                "restart the app"
            )
            raise

    def _start(
        self,
        app: App,
        functions: Sequence[HostedFunction],
        lost: Sequence[str],
        hidden: Sequence[str],
        *,
        run_post_load: bool,
    ) -> None:
        for hosted in functions:
            self.plugins.register_used(hosted.used)
            self.check_neighbors(hosted)
        self.plugins.check_pending()
        self._check_scopes([hosted.function for hosted in functions])
        self._check_uses(lost)
        self.check_marks(hidden)
        loop = self.capture_loop()
        started: list[Plugin] = []
        try:
            self._run_app_start(app, loop, started)
            if run_post_load:
                for hosted in functions:
                    self.run_post_load(hosted)
            for hosted in functions:
                self.resolve(hosted)
        finally:
            # Of a start that a guard stopped, too: connections may be open.
            self._arm_stop(app, loop, started)

    def _run_app_start(
        self, app: App, loop: asyncio.AbstractEventLoop | None, started: list[Plugin]
    ) -> None:
        """Run `app_start`, and add to `started` each plugin that needs its `app_stop` from now on.

        Raises:
            LoadError: a guard's hook raised.
        """
        if _process.only_indexes.get():
            return
        if not _any_has("app_start", self.plugins):
            started.extend(self.plugins)
            return
        from ._lifecycle.app_hooks import start_app  # noqa: PLC0415 - not for every cold start

        self._starts = start_app(self.plugins, app, loop, self.settings.start_timeout, started)

    def _arm_stop(
        self, app: App, loop: asyncio.AbstractEventLoop | None, started: Sequence[Plugin]
    ) -> None:
        provides = any(plugin.provides for plugin in started)
        tear_downs = self.parameters.tear_downs(started) if provides else {}
        stats = self.settings.stats and not _process.only_indexes.get()
        if not (tear_downs or _any_has("app_stop", started) or stats):
            return
        from ._lifecycle.app_hooks import arm_stop  # noqa: PLC0415 - not for every cold start
        from ._lifecycle.in_flight import InFlight  # noqa: PLC0415 - not for every cold start

        self._in_flight = InFlight()
        timeout = self.settings.stop_timeout
        self._stopper = arm_stop(
            started,
            app,
            loop,
            self._in_flight,
            timeout,
            tear_downs,
            last=self._log_stats if stats else None,
        )

    def _log_stats(self) -> None:
        from ._statistics import log_statistics  # noqa: PLC0415 - not for every cold start

        log_statistics(self.plugins, self.stacks)

    def stop(self) -> None:
        """Run `app_stop` now: the app's end is not that of its process, which has no worker.

        Its loop runs, on another thread, and its invocations have ended.
        """
        _waiting.pop(self, None)
        if self._stopper is not None:
            self._stopper.stop_here()

    async def started(self) -> None:
        """Wait until the async `app_start` hooks have ended; on the loop that runs them."""
        if self._starts is not None:
            await self._starts.ended()

    def run_post_load(self, hosted: HostedFunction) -> None:
        """Run `post_load` of the plugins whose scope has the function.

        Raises:
            LoadError: a guard's hook raised.
        """
        plugins = (*self.plugins.everywhere(), *hosted.used)
        if _any_has("post_load", plugins):
            from ._lifecycle.app_hooks import run_post_load  # noqa: PLC0415 - not for every cold start

            run_post_load(plugins, hosted.function)

    def warm_up(self) -> None:
        """Import the modules in plugins' `warm` in the background, each once; after indexing."""
        if _process.only_indexes.get():
            return
        if any(plugin.declared is not None for plugin in self.plugins):
            from ._lifecycle.warm import modules_of, warm_up  # noqa: PLC0415 - few plugins name any

            found = modules_of(self.plugins)
            modules = {name: found[name] for name in found if name not in self._warmed}
            if modules:
                self._warmed |= modules.keys()
                warm_up(modules)

    def check_neighbors(self, hosted: HostedFunction) -> None:
        """Check what plugins declare about each other where `use` adds some around a function.

        Raises:
            LoadError: a plugin that one requires is not around the function, or two conflict.
        """
        if not hosted.used:
            return
        around = [
            plugin
            for plugin in self.plugins.everywhere(app_hooks=False)
            if plugin.scope.covers(hosted.function)
        ]
        if any(plugin.declared is not None for plugin in (*around, *hosted.used)):
            from ._plugins.neighbors import check_added  # noqa: PLC0415 - few plugins declare anything

            check_added(around, hosted.used, f"use() around {hosted.function.name!r}")

    def _check_scopes(self, functions: Sequence[Function]) -> None:
        """Report patterns that match nothing: a misspelled one leaves functions without a layer."""
        for plugin in self.plugins if functions else ():
            idle = None
            if plugin.guard or plugin.scope.chosen:
                idle = plugin.scope.idle(functions, guard=plugin.guard)
            if idle is not None:
                message = f"plugin {plugin.name!r}: {idle}"
                if plugin.guard:
                    raise LoadError(message)
                logger.warning("%s", message)
            elif not any(map(plugin.scope.covers, functions)) and plugin.concerns_functions:
                from ._start_log import warn_of_no_function  # noqa: PLC0415 - only a mistake pays

                warn_of_no_function(plugin, functions)

    # -- the functions decorated with `use` ------------------------------------------------------

    def expect(self, registered: Callable[[], Iterable[object]]) -> None:
        """Leave uses of the app's functions to it until it is indexed.

        Args:
            registered: returns the functions that are registered with the app so far.
        """
        _waiting[self] = registered

    def unclaimed_uses(self) -> list[Use]:
        """Return the uses of functions that no app has, once each: this app is being indexed."""
        _waiting.pop(self, None)
        if not may_have_uses():
            return []
        from ._plugins.use_registry import unclaimed  # noqa: PLC0415 - see `may_have_uses`

        return unclaimed([*_waiting.values()])

    def _check_uses(self, lost: Sequence[str]) -> None:
        """Report uses of functions that the app does not have, or that others call."""
        if lost:
            raise LoadError(lost[0])
        for use in self.unclaimed_uses():
            plugins = ", ".join(repr(plugin.name) for plugin in use.plugins)
            message = (
                f"use() of {plugins} above {use.name!r} has no effect: the app has no such "
                "function; is there a decorator without functools.wraps above use()?"
            )
            if use.guards:
                raise LoadError(message)
            logger.warning("%s", message)

    def check_marks(self, hidden: Sequence[str]) -> None:
        """Report marks that no function has because a decorator hides them.

        Args:
            hidden: a sentence about each.

        Raises:
            LoadError: the app has a guard, which may have to read them.
        """
        if hidden and any(plugin.guard for plugin in self.plugins):
            raise LoadError(hidden[0])
        for message in hidden:
            logger.warning("%s", message)

    def report_unguarded(
        self, functions: Sequence[HostedFunction], lost: Sequence[Use] = ()
    ) -> None:
        """Log the guards that `FUNCEXT_DISABLED` keeps from running, with their functions.

        Args:
            functions: the app's functions.
            lost: the uses that none of them has: a decorator between may hide the function.
        """
        unguarded: dict[str, list[str]] = {}
        for hosted in functions:
            own = (
                plugin for plugin in self.plugins.ignored if plugin.scope.covers(hosted.function)
            )
            for plugin in (*own, *hosted.used):
                if plugin.guard:
                    unguarded.setdefault(plugin.name, []).append(hosted.function.name)
        for use in lost:
            for guard in use.guards:
                unguarded.setdefault(guard.name, []).append(use.name)
        if unguarded:
            logger.error(
                "%s is set: functions are served without their guards: %s",
                DISABLED,
                "; ".join(
                    # Two guards of one name may be around one function.
                    f"{guard!r} of {', '.join(dict.fromkeys(names))}"
                    for guard, names in unguarded.items()
                ),
            )


def _any_has(hook: str, plugins: Iterable[Plugin]) -> bool:
    return any(plugin.hooks(hook) for plugin in plugins)


def _may_ask_for_invocation(call: Run) -> bool:
    """Return whether a function may have a parameter of the type `Invocation`."""
    hints = getattr(call, "__annotations__", None)
    return isinstance(hints, dict) and any(
        hint is Invocation or (isinstance(hint, str) and "Invocation" in hint)
        for hint in hints.values()
    )
