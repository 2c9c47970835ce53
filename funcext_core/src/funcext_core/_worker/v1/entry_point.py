"""An entry point of the v1 model with `instrument`: which function is called, and its layers."""

from __future__ import annotations

import inspect
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from funcext_core._foreign import log
from funcext_core._host import HostedFunction
from funcext_core._plugins.decorated import held_by
from funcext_core._plugins.use_registry import claim, plugins_below
from funcext_core._process import Once
from funcext_core._worker import v2
from funcext_core._worker.extensions.outermost_layer import without_extensions_of_worker
from funcext_core._worker.wrapper import hide, names_of, wrap_entry_point
from funcext_core.errors import LoadError

from .function_json import FunctionFolder, read_folder


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Final

    from funcext_core._lifecycle.in_flight import Run
    from funcext_core._plugins.plugin import Plugin

    from .app import V1App


logger = logging.getLogger("funcext")

NOT_FOR_V2 = (
    "instrument above %r does nothing: it is for entry points of the v1 model (function.json); in "
    "function_app.py, install(app) puts the plugins around every function"
)


class EntryPoint:
    """One entry point, and the layers of the functions that it serves."""

    function: Final[Callable[..., Any]]
    script: Final[Path]
    """The file in which `instrument` is applied to it."""
    app: Final[V1App]
    # Not final: the protocol of `app` has it as an attribute.
    wrapper: Callable[..., Any]
    """The function that the worker has in its place."""
    is_async: Final[bool]
    compiled: Final[dict[str, Run | None]]
    """The layers by the function's name; None for a function without layers."""

    __slots__ = (
        "_asked",
        "_once",
        "_parameters",
        "_unnamed",
        "_used",
        "app",
        "compiled",
        "function",
        "is_async",
        "script",
        "wrapper",
    )

    def __init__(self, function: Callable[..., Any], script: Path, app: V1App) -> None:
        self.function = function
        self.script = script
        self.app = app
        self.is_async = inspect.iscoroutinefunction(function)
        self.compiled = {}
        self._parameters = inspect.signature(function).parameters
        self._used: tuple[Plugin, ...] | None = None
        self._unnamed: dict[frozenset[str], str] = {}
        # The parameters that plugins fill, which the worker does not see.
        self._asked: tuple[str, ...] = ()
        self._once = Once()
        inject = "context" not in self._parameters
        self.wrapper = wrap_entry_point(function, self.call, inject=inject)
        if app.core.may_fill(function):
            self._hide_parameters()

    def _hide_parameters(self) -> None:
        """Hide the parameters that plugins fill from the worker; decide how they are filled.

        The worker looks at them when the script has been imported. A `use` above `instrument`,
        which comes later, gives nothing.

        Raises:
            LoadError: one cannot be filled.
        """
        from funcext_core._parameters.asked import asked_names  # noqa: PLC0415 - few apps have any

        core = self.app.core
        folders = self.app.folders_of(self.script, self.function.__name__)
        bound = {binding.name for folder in folders for binding in folder.bindings}
        used = plugins_below(self.function)
        everything = core.provides_anything or any(plugin.provides for plugin in used)
        self._asked = asked_names(self.function, bound, everything=everything)
        if not self._asked:
            return
        hide(self.wrapper, self._asked)
        for folder in folders:
            # Marks further up are not known yet.
            model = folder.model(is_async=self.is_async, entry_point=self.function)
            core.resolve(HostedFunction(model, used, self.function))

    def call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call the function within its layers; return a coroutine for an async one."""
        if args:
            kwargs = self._by_name(args, kwargs)
        try:
            run = self.compiled[kwargs["context"].function_name]
        except (KeyError, AttributeError, TypeError):
            run = self._resolve(kwargs)
        if run is None:
            return self._call_bare(**kwargs)
        return run(**kwargs)

    def serves(self, folder: FunctionFolder) -> bool:
        """Return whether it is the function's entry point."""
        imported = folder.imported_entry_point()
        if imported is not None:
            return leads_to(imported, self.wrapper)
        return folder.script == self.script and folder.entry_point == self.function.__name__

    def used(self) -> tuple[Plugin, ...]:
        """Return the plugins that `use` puts around it, looked up once all decorators have run.

        Raises:
            LoadError: it calls a function that has a guard by `use`, and has not that guard; or a
                guard cannot start.
        """
        if self._used is None:
            claims = claim([self.wrapper])
            if claims.lost:
                raise LoadError(claims.lost[0])
            (used,) = claims.plugins
            if self.app.core.plugins.frozen:
                self._report_late(used)
            self._used = used
            self.app.core.plugins.register_used(used)
        return self._used

    def _report_late(self, used: Iterable[Plugin]) -> None:
        """Report the plugins that come too late for `app_start` and `app_stop`.

        Raises:
            LoadError: one of them is a guard.
        """
        for plugin in used:
            hooks = [hook for hook in ("app_start", "app_stop") if plugin.hooks(hook)]
            if hooks:
                message = (
                    f"{' and '.join(hooks)} of plugin {plugin.name!r} will not run: "
                    f"{self.script.parent.name}/{self.script.name}, which puts it around "
                    f"{self.function.__name__!r} by use(), was imported after the app's plugins "
                    "had started; name the plugin in FUNCEXT_PLUGINS instead"
                )
                if plugin.guard:
                    raise LoadError(message)
                log(logger, logging.WARNING, "%s", message)

    def context_of(self, folder: FunctionFolder) -> str:
        """Return how the worker's context reaches the layers; see `compiler.Shape`."""
        if folder.binds("context"):
            return "taken"
        return "declared" if "context" in self._parameters else "injected"

    def _call_bare(self, **kwargs: object) -> object:
        """Call the function without layers, which alone take out an injected context."""
        if "context" not in self._parameters:
            kwargs.pop("context", None)
        return self.function(**kwargs)

    def _by_name(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """Return all arguments by name: the worker names them, a call by hand may not."""
        own = {name: value for name, value in kwargs.items() if name in self._parameters}
        bound = inspect.signature(self.function).bind_partial(*args, **own)
        return {**bound.arguments, **kwargs}

    def _resolve(self, kwargs: dict[str, Any]) -> Run | None:
        """Return the layers of the function that is called, compiled at its first call.

        Raises:
            LoadError: it would be served without its guard.
        """
        context = kwargs.get("context")
        name = getattr(context, "function_name", None)
        if isinstance(name, str):
            folder = self._folder(name, context)
        else:
            # A binding has the name `context`, or it is a call by hand.
            name = self._unnamed.get(frozenset(kwargs))
            if name is not None:
                return self.compiled[name]
            folder = self._folder_by_arguments(kwargs)
        if folder is None:
            self._let_pass(name)
            return None
        driven = self.app.worker_driven
        if driven is not None and driven.has_entered(context):
            # The worker's extension interface did not see this `instrument`, and ran the layers.
            driven.leave_alone(folder.name)
            return None
        compiled = self.compile(folder)
        if name is None:
            self._unnamed[frozenset(kwargs)] = folder.name
        return compiled

    def compile(self, folder: FunctionFolder) -> Run | None:
        """Return a function's compiled layers; None if it has none.

        Raises:
            LoadError: a guard did not start or is lost.
        """
        self.app.start()
        core = self.app.core
        with self.app.locked():
            if folder.name in self.compiled:
                return self.compiled[folder.name]
            marks = self.app.marks_of(folder, self.wrapper)
            model = folder.model(is_async=self.is_async, entry_point=self.function, marks=marks)
            used = without_extensions_of_worker(core, model.name, self.used())
            hosted = HostedFunction(model, used, self.function)
            core.check_neighbors(hosted)
            self.app.run_post_load(hosted)
            plan = core.resolve(hosted)
            if plan is not None and plan.why is not None:
                raise LoadError(plan.why)
            layers = core.layers_of(hosted)
            run: Run | None
            if layers or core.needs_stack(hosted):
                context = self.context_of(folder)
                names = names_of(self._parameters, self.function)
                run = core.compile(hosted, layers, self.function, context=context, names=names)
            else:
                run = core.bare(hosted, self._call_bare)
            self.compiled[folder.name] = run
            return run

    def _folder(self, name: str, context: Any) -> FunctionFolder | None:
        for folder in self.app.folders:
            if folder.name == name and self.serves(folder):
                return folder
        try:
            return read_folder(Path(context.function_directory))
        except (LoadError, AttributeError, TypeError):
            return None

    def _folder_by_arguments(self, kwargs: Mapping[str, Any]) -> FunctionFolder | None:
        found = [
            folder
            for folder in self.app.folders
            if self.serves(folder)
            and all(map(folder.binds, kwargs.keys() - {"context", *self._asked}))
        ]
        if len(found) > 1 and any(folder.binds("context") for folder in found):
            names = " and ".join(repr(folder.name) for folder in found)
            self._warn_or_refuse(
                f"functions {names} share {self.function.__name__}(), and a binding named "
                "'context' hides which of them is called: give each an entry point of its own"
            )
        return found[0] if found else None

    def _let_pass(self, name: str | None) -> None:
        """Report a call that belongs to no `function.json`.

        Raises:
            LoadError: the app has a guard, which may be for this function.
        """
        if v2.is_installed():
            if self._once.first():
                log(logger, logging.WARNING, NOT_FOR_V2, self.function.__name__)
        elif name is not None:
            self._warn_or_refuse(
                f"instrument above {self.function.__name__!r} finds no function.json of function "
                f"{name!r} in {self.app.root}: no plugin runs around it; in function_app.py, write "
                "funcext_core.install(app) instead"
            )
        elif self._any_guard():
            message = (
                f"instrument above {self.function.__name__!r} finds no function.json for a call "
                "without a context: put instrument on the entry point itself"
            )
            raise LoadError(message)

    def _any_guard(self) -> bool:
        return any(plugin.guard for plugin in self.app.core.plugins)

    def _warn_or_refuse(self, message: str) -> None:
        """Refuse the call if the app has a guard; otherwise warn, once.

        Raises:
            LoadError: the app has a guard, which may be for this function.
        """
        if self._any_guard():
            raise LoadError(message)
        if self._once.first():
            log(logger, logging.WARNING, "%s", message)


def leads_to(function: object, wrapper: Callable[..., Any]) -> bool:
    """Return whether a function is the wrapper, or a decorated one that calls it."""
    return any(held is wrapper for held in held_by(function))
