"""The ways into an app of the v1 model: `instrument` on an entry point, or the worker's own way.

The worker takes an entry point from its module by name, so that there is no object to stand
between: the decorator is the only public way in on both workers. Without it, the classic worker
can drive plugins through its extension interface; see `native`.
"""

from __future__ import annotations

import inspect
import logging
import threading
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from funcext_core import loading
from funcext_core.host import PluginHost
from funcext_core.model import App
from funcext_core.settings import PLUGINS, read
from funcext_core.use import claim

from .attach import attach_extensions, without_native
from .function_json import FunctionFolder, folders_below, read_folder, root_for
from .generation import worker_generation
from .legacy_plugins import adapt_extension
from .native import drive_from_worker
from .wrapper import wrap_entry_point


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from funcext_core.compiler import Compiled
    from funcext_core.plugin import Plugin


logger = logging.getLogger("funcext")

EntryPoint = TypeVar("EntryPoint", bound="Callable[..., Any]")


@attrs.define(eq=False)
class V1App:
    """An app of the v1 model in this process: its host, and the entry points that have layers."""

    root: Path
    host: PluginHost
    instrumented: set[tuple[str, str]] = attrs.field(factory=set, init=False)
    """File and name of the entry points with `instrument`; the worker's way leaves them out."""
    _lock: threading.RLock = attrs.field(factory=threading.RLock, init=False, repr=False)

    def start(self) -> None:
        """Freeze the host at the first call of a function, and run `app_start`."""
        with self._lock:
            if not self.host.frozen:
                names = [folder.name for folder in folders_below(self.root)]
                attach_extensions(self.host, None, (), names)
                app = App(str(self.root), worker_generation(), "v1")
                self.host.start(app, names=names)
            else:
                self.host.start(App(str(self.root), worker_generation(), "v1"))

    def compile(self, folder: FunctionFolder, entry_point: _EntryPoint) -> Compiled | None:
        """Return a function's compiled layers; None if it has none."""
        self.start()
        with self._lock:
            model = folder.model(is_async=entry_point.is_async)
            used = without_native(self.host, model.name, entry_point.used)
            self.host.announce(model, used)
            layers = self.host.layers_round(model, used)
            if not layers:
                return None
            context = entry_point.context
            return self.host.compile(model, layers, entry_point.function, context=context)


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
    there = app_at(root)
    if there is not None:
        logger.warning(
            "install() found the app at %s set up already, by an earlier install() or "
            "instrument: it does nothing",
            root,
        )
        return there.host
    app = _set_up(root, settings, require)
    if app.host.settings.disabled:
        return app.host
    if worker_generation() == "classic":
        drive_from_worker(app)
    elif len(app.host):
        logger.warning(
            "in the v1 model this worker runs no plugin by install() alone: put "
            "@funcext_core.instrument on the entry point of each function"
        )
    return app.host


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
    code = getattr(entry_point, "__code__", None)
    if code is None:
        message = f"instrument stands above {entry_point!r}, which is no function"
        raise TypeError(message)
    script = Path(code.co_filename)
    root = root_for(script)
    app = app_at(root) or _set_up(root, None, ())
    if app.host.settings.disabled:
        return entry_point
    app.host.bridge.capture()
    app.instrumented.add((str(script), entry_point.__name__))
    made = _EntryPoint(entry_point, app, _folders(app, script, entry_point.__name__))
    # mypy: it looks like the entry point, which is what the worker goes by.
    return wrap_entry_point(entry_point, made.call, inject=made.context == "injected")  # type: ignore[return-value]


def _set_up(root: Path, settings: Mapping[str, str] | None, require: Iterable[str]) -> V1App:
    settings_read = read(settings)
    loaded = loading.load(settings_read, require, adapt_extension, str(root))
    host = PluginHost(settings_read, skipped=loaded.skipped)
    for plugin in loaded.plugins:
        host.add(plugin)
    if settings_read.disabled:
        logger.warning(
            "FUNCEXT_DISABLED is set: no plugin is enabled; the selection %r is ignored",
            settings_read.values.get(PLUGINS, ""),
        )
    with _lock:
        return _apps.setdefault(root, V1App(root, host))


def _folders(app: V1App, script: Path, name: str) -> list[FunctionFolder]:
    """Return the functions whose entry point this is."""
    return [
        folder
        for folder in folders_below(app.root)
        if folder.script == script and folder.entry_point == name
    ]


@attrs.define(eq=False)
class _EntryPoint:
    """One entry point, and the layers of the functions that it serves."""

    function: Callable[..., Any]
    app: V1App
    folders: list[FunctionFolder]
    is_async: bool = attrs.field(init=False)
    context: str = attrs.field(init=False)
    used: tuple[Plugin, ...] = attrs.field(init=False)
    compiled: dict[str, Compiled | None] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.is_async = inspect.iscoroutinefunction(self.function)
        self.context = self._context()
        (self.used,) = claim([self.function])
        self.app.host.adopt(self.used)

    def call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call the function within its layers; return a coroutine for an async one."""
        if args:
            # By hand: the worker passes all by name.
            bound = inspect.signature(self.function).bind_partial(*args)
            kwargs = {**bound.arguments, **kwargs}
        context = None if self.context == "taken" else kwargs.get("context")
        name = self._name(context)
        try:
            compiled = self.compiled[name]
        except KeyError:
            compiled = self._compile(name, context)
        if compiled is None:
            if self.context == "injected":
                kwargs.pop("context", None)
            return self.function(**kwargs)
        if compiled.needs_context:
            return copy_context().run(compiled.run, kwargs)
        return compiled.run(kwargs)

    def _context(self) -> str:
        names = {binding.name for folder in self.folders for binding in folder.bindings}
        if "context" in names:
            return "taken"
        parameters = inspect.signature(self.function).parameters
        return "declared" if "context" in parameters else "injected"

    def _name(self, context: Any) -> str:
        if context is not None:
            name: str = context.function_name
            return name
        return self.folders[0].name if self.folders else self.function.__name__

    def _compile(self, name: str, context: Any) -> Compiled | None:
        folder = next((each for each in self.folders if each.name == name), None)
        if folder is None and context is not None:
            folder = read_folder(Path(context.function_directory))
        if folder is None:
            # Called by hand, outside a worker and an app: there is nothing to go by.
            return None
        compiled = self.app.compile(folder, self)
        return self.compiled.setdefault(name, compiled)
