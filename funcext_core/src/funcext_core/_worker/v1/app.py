"""An app of the v1 model in this process: its functions, and the start of its plugins."""

from __future__ import annotations

import inspect
import logging
import os
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from funcext_core._handle import PluginHost
from funcext_core._host import HostCore, HostedFunction
from funcext_core._lifecycle.loop_bridge import CHECK_LOOP_EVERY, obstacle_of
from funcext_core._model import NO_MARKS, App
from funcext_core._plugins.use_registry import pending
from funcext_core._process import ProcessLock
from funcext_core._worker.extensions.outermost_layer import attach_extensions
from funcext_core._worker.generation import at_end_of_script, worker_generation
from funcext_core._worker.host_factory import build_core
from funcext_core.errors import LoadError

from .function_json import FunctionFolder, folders_below


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Final

    from funcext_core._plugins.own_plugins import OwnPlugin
    from funcext_core._plugins.plugin import Plugin
    from funcext_core._plugins.use_registry import Use


logger = logging.getLogger("funcext")

_FIX = "put @funcext_core.instrument on its entry point"


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


class V1App:
    """An app of the v1 model in this process: its host, and the entry points that have layers."""

    root: Final[Path]
    core: Final[HostCore]
    handle: Final[PluginHost]
    installed: bool
    """Whether `install` was called for it."""
    worker_driven: WorkerDriven | None
    """The plugins as the classic worker drives them, if it does."""
    entry_points: Final[list[EntryPoint]]
    """The entry points with `instrument`."""

    __slots__ = (
        "_folders",
        "_lock",
        "_marks",
        "_post_loaded",
        "_sources",
        "_started",
        "core",
        "entry_points",
        "handle",
        "installed",
        "root",
        "worker_driven",
    )

    def __init__(self, root: Path, core: HostCore, handle: PluginHost) -> None:
        self.root = root
        self.core = core
        self.handle = handle
        self.installed = False
        self.worker_driven = None
        self.entry_points = []
        self._post_loaded: set[str] = set()
        # By function, whether the source of its script shows `instrument`.
        self._sources: dict[str, bool] = {}
        self._marks: dict[str, Mapping[str, object]] = {}
        self._folders: tuple[FunctionFolder, ...] | None = None
        self._started = threading.Event()
        self._lock = ProcessLock()

    @property
    def folders(self) -> tuple[FunctionFolder, ...]:
        """The app's functions, read once."""
        if self._folders is None:
            self._folders = tuple(folders_below(self.root))
        return self._folders

    def folders_of(self, script: Path, entry_point: str) -> list[FunctionFolder]:
        """Return the functions that an entry point serves, as far as can be seen at its import.

        One that is imported from another module, or under another name, may serve any function.
        """
        of_script = [folder for folder in self.folders if folder.script == script]
        exact = [folder for folder in of_script if folder.entry_point == entry_point]
        return exact or of_script or list(self.folders)

    def has(self, folder: FunctionFolder) -> bool:
        """Return whether it is a function of this app."""
        return os.path.realpath(folder.directory.parent) == os.path.realpath(self.root)

    def instruments(self, folder: FunctionFolder) -> bool:
        """Return whether the function's entry point has `instrument`."""
        return any(entry_point.serves(folder) for entry_point in self.entry_points)

    def is_async(self, folder: FunctionFolder) -> bool:
        """Return whether the function is async; False until its script is imported."""
        return inspect.iscoroutinefunction(folder.imported_entry_point())

    def marks_of(
        self, folder: FunctionFolder, entry_point: Callable[..., object] | None = None
    ) -> Mapping[str, object]:
        """Return the marks on a function's entry point, once its script is imported.

        Args:
            folder: the function.
            entry_point: what is called, if it is not known as the script's.

        Raises:
            LoadError: one name is marked twice, or marks are hidden in an app with a guard.
        """
        if "funcext_core._worker.marks" not in sys.modules:
            # Nothing has called `mark`, as in most apps: nothing more is imported.
            return NO_MARKS
        if folder.name not in self._marks:
            from funcext_core._worker.marks import read  # noqa: PLC0415 - see above

            found = read([(folder.name, folder.imported_entry_point() or entry_point)])
            if found.repeated:
                raise LoadError(found.repeated[0])
            # Lost ones are reported once.
            self.core.check_marks(found.lost)
            (self._marks[folder.name],) = found.by_function
        return self._marks[folder.name]

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
        with suppress(LoadError):
            self._start_here()

    def _start_here(self) -> None:
        app = App(str(self.root), worker_generation(), "v1")
        with self._lock:
            try:
                # Each time: scripts may have been imported meanwhile.
                self.refuse_unguarded()
                if not self.core.plugins.frozen:
                    self._start(app)
            finally:
                self._started.set()
            self.core.start(app)

    def _start(self, app: App) -> None:
        self._warn_of_unreached()
        functions = [folder.model(is_async=False) for folder in self.folders]
        used = [plugin for entry_point in self.entry_points for plugin in entry_point.used()]
        attach_extensions(self.core, None, functions, used)
        hosted = [HostedFunction(function) for function in functions]
        # Each function's `post_load` comes at its first call.
        self.core.start(app, hosted, run_post_load=False)
        self.core.warm_up()

    def refuse_unguarded(self) -> None:
        """Refuse to go on while a function that a guard covers would be served without it.

        Raises:
            LoadError: it names the guard and the functions.
        """
        if self.worker_driven is not None:
            # The worker's extension interface reaches them, and refuses their invocations.
            return
        for guard in self.core.plugins.everywhere():
            names = self._without_instrument(guard) if guard.guard else []
            if names:
                message = (
                    f"guard {guard.name!r} covers {', '.join(map(repr, names))}, which would be "
                    "served without it: put @funcext_core.instrument on the entry point of each"
                )
                raise LoadError(message)

    def _without_instrument(self, plugin: Plugin) -> list[str]:
        """Return the names of the functions that a plugin covers and cannot reach."""
        return [
            folder.name
            for folder in self.folders
            if plugin.scope.covers(folder.model(is_async=False)) and not self._is_reached(folder)
        ]

    def _is_reached(self, folder: FunctionFolder) -> bool:
        """Return whether an entry point has `instrument`, or will have when it is imported."""
        if folder.imported_entry_point() is not None:
            return self.instruments(folder)
        if folder.name not in self._sources:
            self._sources[folder.name] = _is_seen_instrumented(self.root, folder)
        return self._sources[folder.name]

    def _warn_of_unreached(self) -> None:
        """Log the functions that are loaded and that no plugin can reach."""
        if self.worker_driven is not None:
            return
        for folder in self.folders:
            if folder.imported_entry_point() is None or self.instruments(folder):
                continue
            if self.core.layers_of(HostedFunction(folder.model(is_async=False))):
                logger.warning("no plugin runs around function %r: %s", folder.name, _FIX)


def _is_seen_instrumented(root: Path, folder: FunctionFolder) -> bool:
    # Only apps with a guard need it.
    from .script_source import has_instrument  # noqa: PLC0415 - see above

    try:
        return has_instrument(root, folder.script, folder.entry_point)
    except (OSError, SyntaxError, ValueError):
        # No worker can import the script, so none serves the function.
        return True


_apps: dict[Path, V1App] = {}
_lock = ProcessLock()


def app_at(root: Path) -> V1App | None:
    """Return the app at that root, if there is one in this process."""
    return _apps.get(root)


def any_installed() -> bool:
    """Return whether `install` was called without an app."""
    return any(app.installed for app in _apps.values())


def ineffective_uses() -> list[Use]:
    """Return the uses above functions that have no `instrument`; those of guards, in an app.

    Without a guard, they are a warning when the app starts.
    """
    apps = list(_apps.values())
    if any(app.core.settings.disabled for app in apps):
        return []
    for app in apps:
        for entry_point in app.entry_points:
            # A guard that is lost is reported when the app starts.
            with suppress(LoadError):
                entry_point.used()
    return [use for use in pending() if use.guards or not apps]


def set_up(
    root: Path,
    settings: Mapping[str, str] | None,
    require: Iterable[str],
    own: Sequence[OwnPlugin] = (),
) -> V1App:
    """Return a new app with the plugins that the settings enable.

    Raises:
        LoadError: a plugin cannot be enabled, or a required one is not.
    """
    try:
        core = build_core(settings, require, str(root), own)
    except (LoadError, TypeError) as error:
        from funcext_core._frames import hide_frames  # noqa: PLC0415 - only a failure pays for it

        # An error reporter that records locals must find no app setting: it may be a secret.
        del settings, own
        hide_frames(error)
        raise error  # noqa: TRY201 - Python 3.10 would raise it with the frames it had
    # Where no loop runs, the modules are imported from the first call on.
    at_end_of_script(core.warm_up)
    with _lock:
        return _apps.setdefault(root, V1App(root, core, PluginHost(core)))
