"""Settings that enable something in an app that runs none of it; the log says so, with the fix.

Only a process with such a setting imports this module.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from azure.functions import FunctionRegister

from funcext_core._process import Once
from funcext_core._settings.general import TRUE, worker_flag
from funcext_core._settings.names import DISABLED, PLUGINS, WORKER_EXTENSIONS

from .app_functions import SCRIPT_ROOT, app_root
from .generation import any_registered, worker_generation
from .v2 import installed_in, is_installed


if TYPE_CHECKING:
    from types import ModuleType
    from typing import Final


logger = logging.getLogger("funcext")

_reported = Once()

_ENABLE = f"{WORKER_EXTENSIONS}=1"
_WITHOUT_EXTENSIONS = (3, 13)
"""The first Python whose worker does not run extensions by itself."""
_SCRIPT = "PYTHON_SCRIPT_FILE_NAME"
_DEFAULT_SCRIPT = "function_app.py"
_V1 = "funcext_core._worker.v1.app"
"""The module that is imported where `install` or `instrument` is called in a v1 app."""


class Silence:
    """The reason why an app runs no plugin, and the fix."""

    kind: Final[str]
    """``no install``, ``other app`` or ``no instrument``."""
    problem: Final[str]
    fix: Final[str]

    __slots__ = ("fix", "kind", "problem")

    def __init__(self, kind: str, problem: str, fix: str) -> None:
        self.kind = kind
        self.problem = problem
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.problem}: {self.fix}"


def report_silence() -> None:
    """Warn if plugins are selected, or extensions registered, and the app runs none of them.

    Call it when the app was imported and indexed; in the v1 model, when a script was imported.
    """
    if os.environ.get(DISABLED, "").strip().lower() in TRUE:
        return
    silence = why_silent()
    if silence is None or not _reported.first(silence.kind):
        return
    selection = os.environ.get(PLUGINS, "").strip()
    if selection:
        logger.warning("%s=%s, but no plugin runs: %s", PLUGINS, selection, silence)
    names = _idle_extensions()
    if names:
        enable = "" if worker_flag(os.environ.get(WORKER_EXTENSIONS)) else f"set {_ENABLE}, and "
        logger.warning(
            "worker extensions never run %s (%s), because %s: %s%s",
            "on this Python's worker" if sys.version_info >= _WITHOUT_EXTENSIONS else "here",
            ", ".join(names),
            silence.problem,
            enable,
            silence.fix,
        )


def why_silent() -> Silence | None:
    """Return why nothing runs the plugins of the app that was imported; None if something does."""
    script = os.environ.get(_SCRIPT) or _DEFAULT_SCRIPT
    module = sys.modules.get(Path(script).stem)
    if module is None:
        # The import failed, which is reported by itself; or the app is of the v1 model.
        return _why_silent_in_v1()
    apps = [value for value in vars(module).values() if isinstance(value, FunctionRegister)]
    if not apps or any(installed_in(app) is not None for app in apps):
        return None
    if _was_told():
        return None
    if is_installed():
        return Silence(
            "other app",
            f"funcext_core.install() was called for another app object than the one in {script}",
            "call it with the app that has the functions",
        )
    if _is_taken_for_v1(module):
        # Its `install()`, or its `instrument`, has said what to write instead.
        return None
    return Silence(
        "no install",
        "funcext_core.install() was never called",
        f"add funcext_core.install(app) to {script}, right after the app is made",
    )


def _is_taken_for_v1(script: ModuleType) -> bool:
    """Return whether the script of a v2 app called what is for apps of the v1 model."""
    v1, file = sys.modules.get(_V1), script.__file__
    return v1 is not None and file is not None and v1.app_at(Path(app_root(file))) is not None


def _was_told() -> bool:
    """Return whether `install` was called without an app, which has warned about it."""
    if _V1 not in sys.modules:
        return False
    from .v1.app import any_installed  # noqa: PLC0415 - see above

    return any_installed()


def _why_silent_in_v1() -> Silence | None:
    root = os.environ.get(SCRIPT_ROOT)
    if root is None or _V1 in sys.modules or is_installed():
        return None
    scripts = [*Path(root).glob("*/*.py"), *Path(root).glob("*.py")]
    if not any(Path(root).glob("*/function.json")) or any(map(_may_call, scripts)):
        return None
    return Silence(
        "no instrument",
        "no script of the app calls funcext_core",
        "put @funcext_core.instrument directly above the entry point of each function",
    )


def _may_call(script: Path) -> bool:
    """Return whether a script has one of the ways in: it may not be imported yet."""
    try:
        source = script.read_bytes()
    except OSError:
        return True
    return b"instrument" in source or b"install(" in source


def _idle_extensions() -> list[str]:
    """Return the names of the worker extensions that nothing runs, without Azure's own."""
    if worker_generation() == "classic" or not any_registered():
        return []
    from .extensions.runner import app_extensions  # noqa: PLC0415 - few apps have extensions

    return app_extensions(of_azure=False)
