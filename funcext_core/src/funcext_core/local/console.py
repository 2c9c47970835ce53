"""The lines that the local host prints: its own, the functions' log lines, tracebacks.

Its own lines do not go through logging, because an app may configure logging as it likes.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import textwrap
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TextIO

import attrs

from funcext_core._engine.errors import LocalHostError
from funcext_core._engine.results import LogLine

from .answers import Answered, Ran
from .keys import Keys
from .log_levels import LogLevels, category_of


_PACKAGE = Path(__file__).parent.parent
_OWN_FOLDERS = (str(_PACKAGE / "local"), str(_PACKAGE / "_engine"))

_BOLD, _DIM, _RED, _GREEN, _YELLOW, _CYAN = "1", "2", "31", "32", "33", "36"
_LEVEL_STYLES = ((logging.ERROR, _RED), (logging.WARNING, _YELLOW), (logging.INFO, _CYAN))
_FAILED = 500
_STATUS_STYLES = ((500, _RED), (400, _YELLOW), (300, _CYAN), (200, _GREEN))
_LONG = 10.0  # seconds
_PRECISE = 10.0  # milliseconds
_LEAST_PATH = 20  # characters
_CUT = "..."
_TAB = 8
_MORE = "  "  # before the further lines of an entry


@attrs.frozen
class Console:
    """A terminal, or a pipe that is read line by line.

    Colors are used if the stream is a terminal and NO_COLOR is not set.
    """

    out: TextIO = attrs.field(factory=lambda: sys.stdout)
    err: TextIO = attrs.field(factory=lambda: sys.stderr)
    levels: LogLevels = attrs.field(factory=LogLevels)
    """The levels of the lines that are shown."""
    _out_has_colors: bool = attrs.field(init=False)
    _err_has_colors: bool = attrs.field(init=False)

    _out_is_terminal: bool = attrs.field(init=False)

    @_out_has_colors.default
    def _out_colors(self) -> bool:
        return _has_colors(self.out)

    @_err_has_colors.default
    def _err_colors(self) -> bool:
        return _has_colors(self.err)

    @_out_is_terminal.default
    def _is_terminal(self) -> bool:
        return self.out.isatty()

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

    def plugins(self, block: str) -> None:
        """Print the app's plugins, in the order of their layers.

        Args:
            block: a first line, and one for each plugin; nothing is printed for an empty one.
        """
        _, *plugins = block.splitlines() or [""]
        if not plugins:
            return
        self.line("Plugins, outermost first:", style=_BOLD)
        self.line()
        for plugin in plugins:
            lines = [plugin.strip()]
            if self._out_is_terminal:
                width = shutil.get_terminal_size().columns - _TAB - len(_MORE)
                lines = textwrap.wrap(lines[0], width)
            self.line("\t" + f"\n\t{_MORE}".join(lines))
        self.line()

    def keys(self, keys: Keys) -> None:
        """Print the keys that requests need."""
        self.line("Keys (x-functions-key, or ?code=):", style=_BOLD)
        self.line(f"\tdefault  {keys.default}")
        self.line(f"\t_master  {keys.master}\n")

    def answered(self, answer: Answered) -> None:
        """Print the line about a request."""
        level = logging.ERROR if answer.status >= _FAILED else logging.INFO
        if not self._shows(level, answer.function):
            return
        status = str(answer.status) if answer.status else "---"
        parts = [status, answer.function or "no function", _duration(answer.seconds)]
        rest = " ".join(parts) + _by(answer.answered_by)
        path = self._fitting(answer.path, len(f"{answer.method}  {rest}"))
        style = next((style for least, style in _STATUS_STYLES if answer.status >= least), _DIM)
        styled = self._styled(self.out, status, style)
        self.event(f"{answer.method} {path} {styled}{rest[len(status) :]}")

    def ran(self, run: Ran) -> None:
        """Print the line about an invocation that no request waits for."""
        failed = run.error is not None
        if self._shows(logging.ERROR if failed else logging.INFO, run.function):
            word, style = ("failed", _RED) if failed else ("succeeded", _GREEN)
            outcome = self._styled(self.out, word, style)
            self.event(f"{run.function} {outcome} {_duration(run.seconds)}{_by(run.answered_by)}")

    def failure(self, function: str, error: BaseException) -> None:
        """Print the error of an invocation: one of the local host's own has no traceback."""
        if not self._shows(logging.ERROR, function):
            return
        own = isinstance(error, LocalHostError)
        text = str(error) if own else app_traceback(error).rstrip("\n")
        self._write(self.out, self._styled(self.out, text, _RED) if own else text)

    def log_line(self, line: LogLine) -> None:
        """Print a log line, with the function on whose behalf it was written."""
        if not self.levels.allows(line.level, category_of(line.function)):
            return
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

    def _shows(self, level: int, function: str) -> bool:
        return self.levels.allows(level, category_of(function or None, own=False))

    def _time(self) -> str:
        return self._styled(self.out, _local_time(), _DIM)

    def _styled(self, stream: TextIO, text: str, style: str) -> str:
        colored = self._out_has_colors if stream is self.out else self._err_has_colors
        return f"\x1b[{style}m{text}\x1b[0m" if colored and style and text else text

    def _fitting(self, path: str, rest: int) -> str:
        """Shorten a path in the middle, so that its line fits into the terminal.

        Args:
            path: the path.
            rest: the length of the rest of the line, without the time.
        """
        if not self._out_is_terminal:
            return path
        space = max(_LEAST_PATH, shutil.get_terminal_size().columns - len(_local_time()) - rest - 1)
        if len(path) <= space:
            return path
        half = (space - len(_CUT)) // 2
        return path[: space - len(_CUT) - half] + _CUT + path[-half:]

    def _write(self, stream: TextIO, text: str) -> None:
        # One write per line, so that lines of several threads do not run together.
        stream.write(text + "\n")
        stream.flush()


def _has_colors(stream: TextIO) -> bool:
    return "NO_COLOR" not in os.environ and stream.isatty()


def _duration(seconds: float) -> str:
    if seconds >= _LONG:
        return f"{seconds:.1f} s"
    milliseconds = seconds * 1000
    return f"{milliseconds:.0f} ms" if milliseconds >= _PRECISE else f"{milliseconds:.1f} ms"


def _by(plugin: str | None) -> str:
    return f", answered by {plugin}" if plugin else ""


_second = (0, "")
"""A second of the local time, and its text: many lines are written in the same second."""


def _local_time() -> str:
    """Return the local time with milliseconds."""
    global _second  # noqa: PLW0603 - a cache; a thread that is late formats it once more
    now = time.time()
    whole = int(now)
    second, text = _second
    if second != whole:
        text = time.strftime("%H:%M:%S", time.localtime(whole))
        _second = (whole, text)
    return f"{text}.{int((now - whole) * 1000):03d}"


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
