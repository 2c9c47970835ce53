"""The lines that the local host prints: its own, the functions' log lines, tracebacks.

Its own lines do not go through logging, because an app may configure logging as it likes.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

import attrs

from funcext_core._engine.results import LogLine


_PACKAGE = Path(__file__).parent.parent
_OWN_FOLDERS = (str(_PACKAGE / "local"), str(_PACKAGE / "_engine"))

_BOLD, _DIM, _RED, _GREEN, _YELLOW, _CYAN = "1", "2", "31", "32", "33", "36"
_LEVEL_STYLES = ((logging.ERROR, _RED), (logging.WARNING, _YELLOW), (logging.INFO, _CYAN))


@attrs.frozen
class Console:
    """A terminal, or a pipe that is read line by line.

    Colors are used if the stream is a terminal and NO_COLOR is not set.
    """

    out: TextIO = attrs.field(factory=lambda: sys.stdout)
    err: TextIO = attrs.field(factory=lambda: sys.stderr)

    def line(self, text: str = "", *, style: str = "") -> None:
        """Print one of the local host's own lines."""
        self._write(self.out, self._styled(self.out, text, style))

    def dim(self, text: str) -> None:
        """Print a less important line."""
        self.line(text, style=_DIM)

    def event(self, text: str, *, style: str = "") -> None:
        """Print one of the local host's own lines, with the time."""
        self._write(self.out, f"{self._time()} {self._styled(self.out, text, style)}")

    def warning(self, text: str) -> None:
        """Print a line that the app's author should notice."""
        self.line(text, style=_YELLOW)

    def fatal(self, text: str) -> None:
        """Print the reason why the app is not served, on the error stream."""
        self._write(self.err, self._styled(self.err, text, _RED))

    def functions(self, functions: Iterable[tuple[str, str, str]]) -> None:
        """Print a line for each function, as Core Tools does.

        Args:
            functions: the name, methods and URL or trigger of each; methods may be empty.
        """
        self.line()
        self.line("Functions:", style=_BOLD)
        self.line()
        for name, methods, target in functions:
            words = [self._styled(self.out, f"{name}:", _YELLOW)]
            words += [self._styled(self.out, word, _GREEN) for word in (methods, target) if word]
            self._write(self.out, "\t" + " ".join(words) + "\n")

    def executing(self, function: str, invocation_id: str) -> None:
        """Print that an invocation begins."""
        self.event(f"Executing 'Functions.{function}' (Id={invocation_id})", style=_DIM)

    def executed(
        self, function: str, invocation_id: str, seconds: float, error: BaseException | None
    ) -> None:
        """Print how an invocation ended, and the traceback if it failed."""
        if error is not None:
            self._write(self.out, app_traceback(error).rstrip("\n"))
        outcome = "Succeeded" if error is None else "Failed"
        details = f"({outcome}, Id={invocation_id}, Duration={seconds * 1000:.0f}ms)"
        style = _GREEN if error is None else _RED
        self.event(f"Executed 'Functions.{function}' {details}", style=style)

    def log_line(self, line: LogLine) -> None:
        """Print a log line, with the function on whose behalf it was written."""
        style = next((style for level, style in _LEVEL_STYLES if line.level >= level), _DIM)
        words = [
            self._time(),
            self._styled(self.out, line.level_name, style),
            f"[{line.function}]" if line.function else "",
            f"{line.logger}: {line.text}",
        ]
        self._write(self.out, " ".join(word for word in words if word))

    def app_error(self, error: BaseException) -> None:
        """Print the traceback of an error in the app's own code, on the error stream."""
        self._write(self.err, app_traceback(error).rstrip("\n"))

    def _time(self) -> str:
        return self._styled(self.out, datetime.now().astimezone().strftime("[%H:%M:%S]"), _DIM)

    def _styled(self, stream: TextIO, text: str, style: str) -> str:
        if not style or not text or "NO_COLOR" in os.environ or not stream.isatty():
            return text
        return f"\x1b[{style}m{text}\x1b[0m"

    def _write(self, stream: TextIO, text: str) -> None:
        # One write per line, so that lines of several threads do not run together.
        stream.write(text + "\n")
        stream.flush()


def app_traceback(error: BaseException) -> str:
    """Format an error without the frames of the local host that called the app."""
    trace = error.__traceback__
    while trace is not None and _is_local_hosts_own(trace):
        trace = trace.tb_next
    # No frame is left if the error came before the app's code, as for a call with wrong arguments.
    return "".join(traceback.format_exception(type(error), error, trace))


def _is_local_hosts_own(trace: TracebackType) -> bool:
    file = trace.tb_frame.f_code.co_filename
    return file.startswith((*_OWN_FOLDERS, "<frozen importlib")) or "importlib" in Path(file).parts
