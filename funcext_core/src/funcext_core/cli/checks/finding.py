"""A finding of `funcext check`: what is wrong, where, and the fix."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import attrs

from funcext_core._foreign import one_line, shortened


Severity = Literal["error", "warning"]

PAGE = "docs/findings.md"
"""The page that describes each finding below a heading with its code."""

CODES = frozenset(
    {
        "script-missing",
        "two-models",
        "module-hides-another",
        "host-json-missing",
        "host-json-invalid",
        "host-json-version",
        "host-json-section",
        "route-prefix",
        "function-timeout",
        "extension-bundle",
        "local-settings-invalid",
        "local-settings-encrypted",
        "local-settings-section",
        "local-settings-misnamed",
        "setting-not-text",
        "setting-outside-values",
        "setting-twice",
        "setting-name",
        "setting-hidden",
        "worker-runtime",
        "setting-missing",
        "setting-unread",
        "setting-invalid",
        "setting-unresolved",
        "python-version",
        "sdk-version",
        "requirement-invalid",
        "requirement-missing",
        "requirements-missing",
        "requirement-not-enabled",
        "requirement-of-worker",
        "syntax-error",
        "module-missing",
        "import-name",
        "relative-import",
        "circular-import",
        "import-raises",
        "import-exits",
        "import-ends-process",
        "import-hangs",
        "no-app",
        "two-apps",
        "app-in-app",
        "app-refused",
        "no-functions",
        "blueprint-unregistered",
        "duplicate-function",
        "function-name",
        "no-trigger",
        "two-triggers",
        "route-argument",
        "argument-without-binding",
        "binding-without-argument",
        "annotation-refused",
        "function-refused",
        "decorator-not-called",
        "decorator-order",
        "return-missing",
        "schedule-invalid",
        "return-unbound",
        "duplicate-route",
        "shadowed-route",
        "route-invalid",
        "install-missing",
        "install-other-app",
        "install-twice",
        "instrument-missing",
        "plugins-disabled",
        "selection-invalid",
        "plugin-not-installed",
        "plugin-import",
        "plugin-required",
        "plugin-refused",
        "parameter-unfilled",
        "option-unknown",
        "option-missing",
        "option-reserved",
        "plugin-idle",
        "plugin-order",
        "plugin-warm",
        "plugin-warning",
        "star-without-lock",
        "exclusion-idle",
        "use-lost",
        "mark-lost",
        "hook-blocks",
        "guard-inside",
        "runs-on-replay",
        "lock-missing",
        "lock-unreadable",
        "lock-stale",
        "lock-editable",
        "extension-idle",
        "check-failed",
    }
)
"""The codes of all findings."""

_LIMIT = 600
"""The most characters of a message, and of a fix."""


_SETTING = re.compile(
    r"(?<![\w'\"@=(.])((?:FUNCEXT_[A-Z0-9_]*[A-Z0-9])|PYTHON_ENABLE_WORKER_EXTENSIONS)(?![\w=*'.])"
)
"""The name of a setting, without quotes and without a value."""


def _line(text: str) -> str:
    # It may quote the app's files and errors, of any length and with any character.
    return shortened(_SETTING.sub(r"'\1'", one_line(text)), _LIMIT)


@attrs.frozen
class Finding:
    """One thing that is wrong with an app."""

    code: str = attrs.field(validator=attrs.validators.in_(CODES))
    """Its name, the same in every release, such as ``route-argument``."""
    severity: Severity
    """``error`` for what keeps the app, a plugin that somebody named, or a worker extension from
    running, here or once deployed; ``warning`` for anything else."""
    message: str = attrs.field(converter=_line)
    """The mistake, as a sentence without its period. Names are in single quotes."""
    fix: str = attrs.field(converter=_line)
    """The remedy, as an imperative."""
    file: str | None = None
    """The file, relative to the app's folder."""
    line: int | None = None
    """The line, counted from 1."""

    @property
    def doc(self) -> str:
        """The place in funcext's documentation that describes it."""
        return f"{PAGE}#{self.code}"

    @property
    def place(self) -> str:
        """The file and line, as in ``function_app.py, line 4``; empty if it has none."""
        if self.file is None:
            return ""
        return self.file if self.line is None else f"{self.file}, line {self.line}"

    @property
    def facts(self) -> dict[str, str | int | None]:
        """All fields by name, as ``--json`` prints them."""
        return {**attrs.asdict(self), "doc": self.doc}


@attrs.frozen
class Place:
    """Where something is: a file relative to the app's folder, and a line."""

    file: str | None = None
    line: int | None = None


NOWHERE = Place()


def error(code: str, message: str, fix: str, at: Place = NOWHERE) -> Finding:
    """Return a finding that keeps something from running."""
    return Finding(code, "error", message, fix, at.file, at.line)


def warning(code: str, message: str, fix: str, at: Place = NOWHERE) -> Finding:
    """Return a finding that keeps nothing from running."""
    return Finding(code, "warning", message, fix, at.file, at.line)


def shown(path: Path, directory: Path) -> str:
    """Return a path as findings have it: relative to the app's folder if it is inside."""
    try:
        return path.relative_to(directory).as_posix()
    except ValueError:
        return str(path)
