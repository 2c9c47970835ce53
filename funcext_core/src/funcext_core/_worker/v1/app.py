"""The ways into an app of the v1 model: `instrument` on an entry point, or the worker's own way.

The worker takes an entry point from its module by name, so that there is no object to stand
between: the decorator is the only public way in on both workers. Without it, the classic worker
can drive plugins through its extension interface; see `native`.
"""

from __future__ import annotations

import inspect
import logging
import os
import sys
import threading
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from funcext_core._lifecycle.loop_bridge import CHECK_LOOP_EVERY, obstacle_of, running_loop
from funcext_core._model import App
from funcext_core._plugins.use_registry import claim
from funcext_core._worker import v2
from funcext_core._worker.extensions.outermost_layer import attach_extensions, without_native
from funcext_core._worker.extensions.runner import app_extensions
from funcext_core._worker.generation import worker_generation
from funcext_core._worker.host_factory import make_host
from funcext_core._worker.wrapper import wrap_entry_point
from funcext_core.errors import LoadError

from .function_json import FunctionFolder, folders_below, read_folder, root_for
from .worker_driven import NativeHooks, drive_from_worker, refuse_guards


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from funcext_core._host import PluginHost
    from funcext_core._layers.compiler import Compiled
    from funcext_core._model import Function
    from funcext_core._plugins.plugin import Plugin


logger = logging.getLogger("funcext")

EntryPoint = TypeVar("EntryPoint", bound="Callable[..., Any]")


@attrs.define(eq=False)
class V1App:
    """An app of the v1 model in this process: its host, and the entry points that have layers."""

    root: Path
    host: PluginHost
    installed: bool = attrs.field(default=False, init=False)
    """Whether `install` was called for it."""
    native: NativeHooks | None = attrs.field(default=None, init=False)
    """What the classic worker drives, if it does."""
    entry_points: list[_EntryPoint] = attrs.field(factory=list, init=False)
    """Those with `instrument`."""
    _announced: set[str] = attrs.field(factory=set, init=False)
    _folders: tuple[FunctionFolder, ...] | None = attrs.field(default=None, init=False)
    _started: threading.Event = attrs.field(factory=threading.Event, init=False, repr=False)
    _lock: threading.RLock = attrs.field(factory=threading.RLock, init=False, repr=False)

    @property
    def folders(self) -> tuple[FunctionFolder, ...]:
        """The app's functions, read once."""
        if self._folders is None:
            self._folders = tuple(folders_below(self.root))
        return self._folders

    def has(self, folder: FunctionFolder) -> bool:
        """Tell whether it is a function of this app."""
        return os.path.realpath(folder.directory.parent) == os.path.realpath(self.root)

    def instruments(self, folder: FunctionFolder) -> bool:
        """Tell whether the function's entry point has `instrument`."""
        return any(each.serves(folder) for each in self.entry_points)

    def is_async(self, folder: FunctionFolder) -> bool:
        """Tell whether the function is async, as far as its script is imported."""
        return inspect.iscoroutinefunction(folder.loaded())

    def start(self) -> None:
        """Freeze the host and run `app_start`, once; at the first call of a function.

        Raises:
            LoadError: at each call, if a guard did not start or is lost.
        """
        loop = self.host.bridge.loop
        if not self._started.is_set() and loop is not None and obstacle_of(loop) is None:
            # On the loop's own thread, as where an app of the v2 model is indexed.
            loop.call_soon_threadsafe(self._start_contained)
            while not self._started.wait(CHECK_LOOP_EVERY) and obstacle_of(loop) is None:
                pass
        self._start_here()

    def announce(self, function: Function, used: tuple[Plugin, ...] = ()) -> None:
        """Run `post_load`, once for each function."""
        with self._lock:
            if function.name not in self._announced:
                self._announced.add(function.name)
                self.host.announce(function, used)

    def compile(self, folder: FunctionFolder, entry_point: _EntryPoint) -> Compiled | None:
        """Return a function's compiled layers; None if it has none.

        Raises:
            LoadError: a guard did not start or is lost.
        """
        self.start()
        with self._lock:
            if folder.name in entry_point.compiled:
                return entry_point.compiled[folder.name]
            model = folder.model(is_async=entry_point.is_async)
            used = without_native(self.host, model.name, entry_point.claim())
            self.announce(model, used)
            layers = self.host.layers_round(model, used)
            compiled = None
            if layers:
                context = entry_point.context_of(folder)
                call = entry_point.function
                compiled = self.host.compile(model, layers, call, context=context)
            entry_point.compiled[folder.name] = compiled
            return compiled

    def _start_contained(self) -> None:
        # Called by the loop. Whoever waits gets the error again.
        try:
            self._start_here()
        except LoadError:
            return

    def _start_here(self) -> None:
        app = App(str(self.root), worker_generation(), "v1")
        with self._lock:
            if not self.host.frozen:
                try:
                    self._start(app)
                finally:
                    self._started.set()
            self.host.start(app)

    def _start(self, app: App) -> None:
        self._check_bare()
        used = [each.claim() for each in self.entry_points]
        functions = [folder.model(is_async=False) for folder in self.folders]
        attach_extensions(self.host, None, used, [each.name for each in functions])
        self.host.start(app, functions=functions)

    def _check_bare(self) -> None:
        """Find functions that are loaded, and that no plugin can reach."""
        if self.native is not None:
            return
        for folder in self.folders:
            if folder.loaded() is None or self.instruments(folder):
                continue
            layers = self.host.layers_round(folder.model(is_async=False))
            mend = "put @funcext_core.instrument on its entry point"
            for guard in (layer.plugin for layer in layers if layer.guard):
                message = f"function {folder.name!r} is served without its guard {guard!r}: {mend}"
                raise LoadError(message)
            if layers:
                logger.warning("no plugin runs round function %r: %s", folder.name, mend)


_apps: dict[Path, V1App] = {}
_lock = threading.Lock()


def app_at(root: Path) -> V1App | None:
    """Return the app at that root, if there is one in this process."""
    return _apps.get(root)


def install_v1(
    script: Path, settings: Mapping[str, str] | None, require: Iterable[str]
) -> PluginHost:
    """Set the app up, and have the classic worker drive its plugins.

    Raises:
        LoadError: a plugin cannot be enabled; a guard is, which the worker's interface cannot be.
    """
    root = root_for(script)
    app = app_at(root)
    if app is not None and app.installed:
        logger.warning("install() was called twice for one app: the second call does nothing")
        refuse_guards(app.host._everywhere())
        return app.host
    if app is None:
        app = _set_up(root, settings, require)
    else:
        _join(app, settings, require)
    app.installed = True
    if app.host.settings.disabled:
        return app.host
    refuse_guards(app.host._everywhere())
    if not app.folders:
        logger.warning(
            "install() without an app is for the v1 model, and there is no function.json below "
            "%s: in function_app.py, write funcext_core.install(app)",
            root,
        )
    elif worker_generation() == "classic":
        app.native = drive_from_worker(app)
    else:
        _look_for_instrument(app)
    return app.host


def _look_for_instrument(app: V1App) -> None:
    """Warn if no entry point has `instrument` when the script that calls `install` is loaded."""

    def look() -> None:
        if not app.entry_points and (len(app.host) or app_extensions()):
            logger.warning(
                "in the v1 model this worker runs neither plugins nor worker extensions by "
                "install() alone: put @funcext_core.instrument on the entry point of each function"
            )

    loop = running_loop()
    if loop is None:
        look()
    else:
        # Both workers load a script in one step of their loop.
        loop.call_soon(look)


def instrument(entry_point: EntryPoint) -> EntryPoint:
    """Put the enabled plugins round an entry point of the v1 model; on both workers.

        @funcext_core.instrument
        def main(req: func.HttpRequest) -> func.HttpResponse: ...

    The layers are made at a function's first call, from its `function.json`: two functions that
    share the script get each its own. `post_load` is called then.

    Args:
        entry_point: the function that `function.json` names; sync or async.

    Returns:
        A function that looks like it to the worker, and can still be called by hand.

    Raises:
        LoadError: a plugin cannot be enabled.
        TypeError: what it stands above is no function.
    """
    if getattr(entry_point, "__code__", None) is None:
        message = f"instrument stands above {entry_point!r}, which is no function"
        raise TypeError(message)
    # The file in which it is written: a decorator below it may come from another.
    script = Path(sys._getframe(1).f_code.co_filename).absolute()
    root = root_for(script)
    if v2.is_installed() and not any(folders_below(root)):
        logger.warning(_IN_V2, entry_point.__name__)
        return entry_point
    app = app_at(root) or _set_up(root, None, ())
    if app.host.settings.disabled:
        return entry_point
    if any(_leads_to(entry_point, each.wrapper) for each in app.entry_points):
        logger.warning("instrument stands twice above %r: one is enough", entry_point.__name__)
        return entry_point
    app.host.bridge.capture()
    made = _EntryPoint(entry_point, script, app)
    app.entry_points.append(made)
    # mypy: it looks like the entry point, which is what the worker goes by.
    return made.wrapper  # type: ignore[return-value]


_IN_V2 = (
    "instrument above %r does nothing: it is for entry points of the v1 model (function.json); in "
    "function_app.py, install(app) puts the plugins round every function"
)


def _set_up(root: Path, settings: Mapping[str, str] | None, require: Iterable[str]) -> V1App:
    host = make_host(settings, require, str(root))
    with _lock:
        return _apps.setdefault(root, V1App(root, host))


def _join(app: V1App, settings: Mapping[str, str] | None, require: Iterable[str]) -> None:
    """Have `install` go on with an app that an `instrument` has set up."""
    if settings is not None:
        logger.warning(
            "install(settings=...) comes too late: an instrument that was imported earlier has "
            "read the environment; call install() first"
        )
    app.host.require(require)


@attrs.define(eq=False)
class _EntryPoint:
    """One entry point, and the layers of the functions that it serves."""

    function: Callable[..., Any]
    script: Path
    """The file in which `instrument` stands above it."""
    app: V1App
    wrapper: Callable[..., Any] = attrs.field(init=False)
    """What the worker has in its place."""
    is_async: bool = attrs.field(init=False)
    compiled: dict[str, Compiled | None] = attrs.field(factory=dict, init=False)
    """By the function's name; None where no layer is to be called."""
    _parameters: Mapping[str, inspect.Parameter] = attrs.field(init=False, repr=False)
    _used: tuple[Plugin, ...] | None = attrs.field(default=None, init=False)
    _unnamed: dict[frozenset[str], str] = attrs.field(factory=dict, init=False)
    _told: bool = attrs.field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        self.is_async = inspect.iscoroutinefunction(self.function)
        self._parameters = inspect.signature(self.function).parameters
        inject = "context" not in self._parameters
        self.wrapper = wrap_entry_point(self.function, self.call, inject=inject)

    def call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call the function within its layers; return a coroutine for an async one."""
        if args:
            kwargs = self._by_name(args, kwargs)
        try:
            compiled = self.compiled[kwargs["context"].function_name]
        except (KeyError, AttributeError, TypeError):
            compiled = self._resolve(kwargs)
        if compiled is None:
            if "context" not in self._parameters:
                kwargs.pop("context", None)
            return self.function(**kwargs)
        if compiled.needs_context:
            return copy_context().run(compiled.run, kwargs)
        return compiled.run(**kwargs) if self.is_async else compiled.run(kwargs)

    def serves(self, folder: FunctionFolder) -> bool:
        """Tell whether it is the function's entry point."""
        loaded = folder.loaded()
        if loaded is not None:
            return _leads_to(loaded, self.wrapper)
        return folder.script == self.script and folder.entry_point == self.function.__name__

    def claim(self) -> tuple[Plugin, ...]:
        """Return what `use` puts round it; once, when all decorators have been at work."""
        if self._used is None:
            (self._used,) = claim([self.wrapper])
            self.app.host.adopt(self._used)
        return self._used

    def context_of(self, folder: FunctionFolder) -> str:
        """Return how the worker's context reaches the layers; see `compiler.Shape`."""
        if folder.binds("context"):
            return "taken"
        return "declared" if "context" in self._parameters else "injected"

    def _by_name(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """Return all arguments by name: the worker passes them so, a call by hand need not."""
        own = {name: value for name, value in kwargs.items() if name in self._parameters}
        bound = inspect.signature(self.function).bind_partial(*args, **own)
        return {**bound.arguments, **kwargs}

    def _resolve(self, kwargs: dict[str, Any]) -> Compiled | None:
        """Find out which function is called; compile its layers at its first call.

        Raises:
            LoadError: it would be served without its guard.
        """
        context = kwargs.get("context")
        name = getattr(context, "function_name", None)
        if isinstance(name, str):
            folder = self._folder(name, context)
        else:
            # A binding took the name, or it is a call by hand.
            name = self._unnamed.get(frozenset(kwargs))
            if name is not None:
                return self.compiled[name]
            folder = self._folder_by_arguments(kwargs)
        if folder is None:
            self._let_pass(name)
            return None
        native = self.app.native
        if native is not None and native.has_entered(context):
            # The worker's way did not find this one above the function: it was its turn already.
            native.leave_alone(folder.name)
            return None
        compiled = self.app.compile(folder, self)
        if name is None:
            self._unnamed[frozenset(kwargs)] = folder.name
        return compiled

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
            if self.serves(folder) and all(map(folder.binds, kwargs.keys() - {"context"}))
        ]
        if len(found) > 1 and any(folder.binds("context") for folder in found):
            names = " and ".join(repr(folder.name) for folder in found)
            self._complain(
                f"functions {names} share {self.function.__name__}(), and a binding named "
                "'context' hides which of them is called: give each an entry point of its own"
            )
        return found[0] if found else None

    def _let_pass(self, name: str | None) -> None:
        """Let a call pass for which there is no `function.json` to go by."""
        if v2.is_installed():
            if not self._told:
                self._told = True
                logger.warning(_IN_V2, self.function.__name__)
        elif name is not None:
            self._complain(
                f"instrument above {self.function.__name__!r} knows no function {name!r} with a "
                f"function.json below {self.app.root}: no plugin runs round it; in a "
                "function_app.py, write funcext_core.install(app) instead"
            )

    def _complain(self, message: str) -> None:
        """Warn, once; or refuse, if there is a guard.

        Raises:
            LoadError: there is a guard, which may be this function's.
        """
        if any(plugin.guard for plugin in self.app.host):
            raise LoadError(message)
        if not self._told:
            self._told = True
            logger.warning("%s", message)


def _leads_to(function: Any, wrapper: Callable[..., Any]) -> bool:
    """Tell whether a function is the wrapper, or a decorator's that has it inside."""
    seen: dict[int, Any] = {}
    pending = [function]
    while pending:
        at = pending.pop()
        if at is wrapper:
            return True
        if id(at) in seen or not callable(at):
            continue
        seen[id(at)] = at
        pending.append(getattr(at, "__wrapped__", None))
        for cell in getattr(at, "__closure__", None) or ():
            try:
                pending.append(cell.cell_contents)
            except ValueError:
                # It is empty as yet.
                continue
    return False
