"""An app of the v1 model in this process: its functions, and the start of its plugins."""

from __future__ import annotations

import inspect
import logging
import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from funcext_core._handle import PluginHost
from funcext_core._host import HostCore, HostedFunction
from funcext_core._lifecycle.loop_bridge import CHECK_LOOP_EVERY, obstacle_of
from funcext_core._model import App
from funcext_core._process import ProcessLock
from funcext_core._worker.extensions.outermost_layer import attach_extensions
from funcext_core._worker.generation import worker_generation
from funcext_core._worker.host_factory import build_core
from funcext_core.errors import LoadError

from .function_json import FunctionFolder, folders_below


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from funcext_core._plugins.plugin import Plugin


logger = logging.getLogger("funcext")


class EntryPoint(Protocol):
    """An entry point with `instrument`, as far as the app needs it."""

    wrapper: Callable[..., Any]
    """The function that the worker has in its place."""

    def serves(self, folder: FunctionFolder) -> bool:
        """Return whether it is the function's entry point."""

    def used(self) -> tuple[Plugin, ...]:
        """Return the plugins that `use` puts around it."""


class WorkerDriven(Protocol):
    """The plugins as the classic worker drives them, as far as an entry point needs them."""

    def has_entered(self, context: Any) -> bool:
        """Return whether an invocation is inside the layers."""

    def leave_alone(self, name: str) -> None:
        """Leave a function to its `instrument` from now on: nothing runs twice."""


@attrs.define(eq=False)
class V1App:
    """An app of the v1 model in this process: its host, and the entry points that have layers."""

    root: Path
    core: HostCore
    handle: PluginHost
    installed: bool = attrs.field(default=False, init=False)
    """Whether `install` was called for it."""
    worker_driven: WorkerDriven | None = attrs.field(default=None, init=False)
    """The plugins as the classic worker drives them, if it does."""
    entry_points: list[EntryPoint] = attrs.field(factory=list, init=False)
    """The entry points with `instrument`."""
    _post_loaded: set[str] = attrs.field(factory=set, init=False)
    _folders: tuple[FunctionFolder, ...] | None = attrs.field(default=None, init=False)
    _started: threading.Event = attrs.field(factory=threading.Event, init=False, repr=False)
    _lock: ProcessLock = attrs.field(factory=ProcessLock, init=False, repr=False)

    @property
    def folders(self) -> tuple[FunctionFolder, ...]:
        """The app's functions, read once."""
        if self._folders is None:
            self._folders = tuple(folders_below(self.root))
        return self._folders

    def has(self, folder: FunctionFolder) -> bool:
        """Return whether it is a function of this app."""
        return os.path.realpath(folder.directory.parent) == os.path.realpath(self.root)

    def instruments(self, folder: FunctionFolder) -> bool:
        """Return whether the function's entry point has `instrument`."""
        return any(entry_point.serves(folder) for entry_point in self.entry_points)

    def is_async(self, folder: FunctionFolder) -> bool:
        """Return whether the function is async; False until its script is imported."""
        return inspect.iscoroutinefunction(folder.imported_entry_point())

    def start(self) -> None:
        """Freeze the host and run `app_start`, once; at the first call of a function.

        Raises:
            LoadError: at each call, if a guard did not start or is lost.
        """
        loop = self.core.bridge.loop
        if not self._started.is_set() and loop is not None and obstacle_of(loop) is None:
            # On the loop's own thread, where the worker indexes an app of the v2 model, too.
            loop.call_soon_threadsafe(self._start_contained)
            while not self._started.wait(CHECK_LOOP_EVERY) and obstacle_of(loop) is None:
                pass
        self._start_here()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Run the block in one thread at a time."""
        with self._lock:
            yield

    def run_post_load(self, hosted: HostedFunction) -> None:
        """Run `post_load`, once for each function."""
        with self._lock:
            if hosted.function.name not in self._post_loaded:
                self._post_loaded.add(hosted.function.name)
                self.core.run_post_load(hosted)

    def _start_contained(self) -> None:
        # The loop calls this. The threads that wait get the error from `_start_here`.
        try:
            self._start_here()
        except LoadError:
            return

    def _start_here(self) -> None:
        app = App(str(self.root), worker_generation(), "v1")
        with self._lock:
            if not self.core.plugins.frozen:
                try:
                    self._start(app)
                finally:
                    self._started.set()
            self.core.start(app)

    def _start(self, app: App) -> None:
        self._check_bare()
        functions = [folder.model(is_async=False) for folder in self.folders]
        used = [plugin for entry_point in self.entry_points for plugin in entry_point.used()]
        attach_extensions(self.core, None, functions, used)
        hosted = [HostedFunction(function) for function in functions]
        # Each function's `post_load` comes at its first call.
        self.core.start(app, hosted, run_post_load=False)

    def _check_bare(self) -> None:
        """Report functions that are loaded and that no plugin can reach."""
        if self.worker_driven is not None:
            return
        for folder in self.folders:
            if folder.imported_entry_point() is None or self.instruments(folder):
                continue
            layers = self.core.layers_of(HostedFunction(folder.model(is_async=False)))
            fix = "put @funcext_core.instrument on its entry point"
            for guard in (layer.plugin for layer in layers if layer.guard):
                message = f"function {folder.name!r} is served without its guard {guard!r}: {fix}"
                raise LoadError(message)
            if layers:
                logger.warning("no plugin runs around function %r: %s", folder.name, fix)


_apps: dict[Path, V1App] = {}
_lock = ProcessLock()


def app_at(root: Path) -> V1App | None:
    """Return the app at that root, if there is one in this process."""
    return _apps.get(root)


def set_up(root: Path, settings: Mapping[str, str] | None, require: Iterable[str]) -> V1App:
    """Return a new app with the plugins that the settings enable.

    Raises:
        LoadError: a plugin cannot be enabled, or a required one is not.
    """
    core = build_core(settings, require, str(root))
    with _lock:
        return _apps.setdefault(root, V1App(root, core, PluginHost(core)))
