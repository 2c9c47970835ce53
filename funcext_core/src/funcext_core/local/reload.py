"""`--reload`: give the app a new process whenever its files change.

This process watches the files and keeps the port. Another one serves the app. The next one has
started already, and loads the app when that one has ended, because two of them could not both have
what only one can have: a lock, a port, a timer. Meanwhile connections wait.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import FrameType

import watchfiles

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.project import DEFAULT_PORT, read_project
from funcext_core.errors import FuncextError

from .console import Console
from .handover import GO, MAKE_WAY, STOP, ServingProcess
from .listening import listen


_ENDS_WITHIN = 30.0
"""Seconds in which a process stops: open requests, `app_stop`, the lifespan."""
_MAKES_WAY_WITHIN = 10.0
"""The same, if another process is to follow."""
_LOOK_EVERY = 100  # milliseconds
_FOLLOWS_AFTER = 10
"""Looks without a change after which the next process starts: it would slow down the loading."""
_QUIET_FOR = 50  # milliseconds in which nothing more changes
_AT_MOST = 400  # milliseconds in which changes are taken together

_SUFFIXES = (".py",)
_NAMES = ("host.json", "local.settings.json", "function.json")
_NOT_THE_APPS = (
    *watchfiles.DefaultFilter.ignore_dirs,
    *(".python_packages", "antenv", "env", "venv"),
)


class AppFiles(watchfiles.DefaultFilter):
    """The files of which an app consists: without data, caches and environments."""

    def __init__(self, directory: Path) -> None:
        super().__init__(ignore_dirs=_NOT_THE_APPS)
        self._directory = directory

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        """Return whether a changed file is one of them."""
        file = Path(path)
        if not (file.suffix in _SUFFIXES or file.name in _NAMES):
            return False
        # Only folders in the app count: it may itself be in one that is called `env`.
        return super().__call__(change, os.path.relpath(path, self._directory))


def run_reloading(
    directory: Path, *, port: int | None, address: str, command: Sequence[str]
) -> int:
    """Serve an app, each version in a process of its own, until a signal stops it.

    Args:
        directory: the app's folder.
        port: the port to listen on; None and 0 as in `run`.
        address: the address to listen on.
        command: the command that serves the app.

    Returns:
        The process's exit code: 1 if the app could not be served at first. The reason is printed.
    """
    console = Console()
    try:
        project = read_project(directory, os.environ)
        wanted = project.port if port is None else port
        with listen(address, DEFAULT_PORT if wanted is None else wanted) as listener:
            listener.set_inheritable(True)
            return _Reloading(project.directory, listener, command, console).run()
    except FuncextError as error:
        console.fatal(str(error))
        return 1


class _Reloading:
    """The processes that serve an app, one after another."""

    def __init__(
        self, directory: Path, listener: socket.socket, command: Sequence[str], console: Console
    ) -> None:
        self._directory = directory
        self._listener = listener
        self._command = command
        self._console = console
        self._is_to_stop = False
        self._has_ended = False
        self._processes: list[ServingProcess] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        self._serving = self._start(again=False)
        self._following: ServingProcess | None = None
        """The next one, which waits for its turn."""

    def run(self) -> int:
        """Serve each version of the app; return the exit code."""
        changes = self._changes()
        # The first look, so that no change is missed.
        next(changes)
        self._serving.tell(GO)
        reloaded, quiet = False, 0
        for changed in changes:
            if self._is_to_stop:
                break
            quiet = 0 if changed else quiet + 1
            if changed:
                reloaded = True
                self._reload(changed)
            code = self._serving.process.poll()
            if code is not None and not reloaded:
                break
            self._report_end(code)
            if quiet == _FOLLOWS_AFTER and self._following is None:
                self._following = self._start(again=True)
        if self._following is not None:
            self._following.kill()
        self._serving.tell(STOP)
        self._serving.ends_within(_ENDS_WITHIN)
        return self._serving.process.wait()

    def _changes(self) -> Iterator[Sequence[str]]:
        """Yield the paths of changed files, several times a second even if there are none.

        Raises:
            LocalHostError: the system cannot watch so many files.
        """
        looks = watchfiles.watch(
            self._directory,
            watch_filter=AppFiles(self._directory),
            debounce=_AT_MOST,
            step=_QUIET_FOR,
            rust_timeout=_LOOK_EVERY,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        try:
            for changes in looks:
                yield sorted(path for _, path in changes)
        except OSError as error:
            message = f"The files in {self._directory} cannot be watched: {error}."
            raise LocalHostError(message) from error

    def _reload(self, changed: Iterable[str]) -> None:
        names = ", ".join(os.path.relpath(path, self._directory) for path in changed)
        self._console.line()
        self._console.event(f"{names} changed: loading the app again ...")
        following = self._following or self._start(again=True)
        before, self._serving, self._following = self._serving, following, None
        before.tell(MAKE_WAY)
        if not before.ends_within(_MAKES_WAY_WITHIN):
            self._console.warning(
                f"The process before did not end within {_MAKES_WAY_WITHIN:g} seconds, and was "
                "killed: the app has threads that do not end."
            )
        self._processes.remove(before)
        following.tell(GO)
        self._has_ended = False

    def _start(self, *, again: bool) -> ServingProcess:
        process = ServingProcess(self._command, self._listener, again=again)
        self._processes.append(process)
        return process

    def _report_end(self, code: int | None) -> None:
        if code is not None and not self._has_ended:
            self._has_ended = True
            self._console.fatal(
                f"The process that served the app has ended with code {code}: save a file of the "
                "app to start it again."
            )

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        if self._is_to_stop:
            for process in self._processes:
                process.kill()
            os._exit(128 + number)
        self._is_to_stop = True
