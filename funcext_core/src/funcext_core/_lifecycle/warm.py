"""A thread that imports the modules in plugins' `warm`, once the app is indexed.

The worker reports its functions meanwhile. A hook that needs such a module imports it as any other:
Python's import lock makes it wait for the thread.
"""

from __future__ import annotations

import atexit
import importlib
import logging
import os
import sys
import threading
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from funcext_core._foreign import described, log


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from funcext_core._plugins.plugin import Plugin


logger = logging.getLogger("funcext")

_LAST_IMPORT = 1.0
"""The most seconds that the end of the process, or a fork, waits for the import that is under way.
A thread that is stopped in the middle of an extension module's code may crash the process; a forked
child would wait forever for a module whose importer does not exist in it."""


def modules_of(plugins: Iterable[Plugin]) -> dict[str, str]:
    """Return the modules to import, in layer order, each with the first plugin that names it."""
    modules: dict[str, str] = {}
    for plugin in plugins:
        for module in () if plugin.declared is None else plugin.declared.warm:
            modules.setdefault(module, plugin.name)
    return modules


def warm_up(modules: Mapping[str, str]) -> None:
    """Import modules in a thread of their own.

    Args:
        modules: the name of the plugin that needs it, by module.
    """
    begin = threading.Event()
    thread = threading.Thread(
        target=_import_all, args=(modules, begin), name="funcext-warm", daemon=True
    )
    _hold_forks()
    # A process that cannot start another thread imports them when they are needed.
    with suppress(RuntimeError):
        thread.start()
        atexit.register(thread.join, _LAST_IMPORT)
    # Not before `start` is over: it waits for the thread, which must not import meanwhile.
    begin.set()


def _import_all(modules: Mapping[str, str], begin: threading.Event) -> None:
    begin.wait()
    for module, plugin in modules.items():
        if _is_ending():
            return
        try:
            with _importing:
                importlib.import_module(module)
        except BaseException as error:  # noqa: BLE001 - the module's own code; nothing waits for it
            if not _is_ending():
                log(
                    logger,
                    logging.WARNING,
                    "plugin %r: its warm names %r, which cannot be imported: %s; correct warm, or "
                    "install what is missing",
                    plugin,
                    module,
                    described(error),
                )


_importing = threading.RLock()
"""Held while a module is imported, and while the process forks."""
_forking: list[bool] = []
"""Whether the fork that is under way got the lock; an entry for each fork within another."""


@cache
def _hold_forks() -> None:
    """Let forks wait, from now on, for an import that is under way."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(
            before=lambda: _forking.append(_importing.acquire(timeout=_LAST_IMPORT)),
            after_in_parent=_let_go,
            after_in_child=_let_go,
        )


def _let_go() -> None:
    if _forking.pop():
        _importing.release()


def _is_ending() -> bool:
    """Return whether the process ends: then an import may fail for that reason alone."""
    return sys.is_finalizing() or not threading.main_thread().is_alive()
