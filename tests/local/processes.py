"""`funcext run` as a process."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import attrs
import pytest


PATIENCE = 30  # seconds until a process that hangs is killed


@attrs.define
class Process:
    """A running `funcext run`, whose output is read line by line."""

    process: subprocess.Popen[str]
    lines: list[str] = attrs.field(factory=list)
    _unread: queue.SimpleQueue[str | None] = attrs.field(factory=queue.SimpleQueue, init=False)

    def __attrs_post_init__(self) -> None:
        # Read all the time: a process whose pipe is full waits.
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._unread.put(line.rstrip("\n"))
        self._unread.put(None)

    def until(self, pattern: str) -> re.Match[str]:
        """Read lines until one matches; fail if the output ends before that."""
        while (line := self._unread.get()) is not None:
            self.lines.append(line)
            found = re.search(pattern, line)
            if found is not None:
                return found
        pytest.fail(f"no line matches {pattern!r}:\n" + "\n".join(self.lines))

    def get(self, url: str, data: bytes | None = None) -> tuple[int, str]:
        """Make a request, and return its status and body."""
        headers = {} if data is None else {"Content-Type": "application/json"}
        request = urllib.request.Request(url, data, headers)  # noqa: S310 - ours
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310 - ours
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def say(self, line: str) -> None:
        """Write a line to the process's standard input."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def stop(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end."""
        self.process.send_signal(number)
        return self.end()

    def end(self) -> int:
        """Read the output to its end and return the exit code."""
        while (line := self._unread.get()) is not None:
            self.lines.append(line)
        return self.process.wait(PATIENCE)


Start = Callable[..., Process]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "funcext_core.cli", "run", *map(str, arguments)]


@contextlib.contextmanager
def starting(seconds: float = PATIENCE) -> Iterator[Start]:
    """Give a function that starts `funcext run` with arguments.

    What still runs is killed at the end of the block, and after the given time.
    """
    started: list[subprocess.Popen[str]] = []
    watchdogs: list[threading.Timer] = []

    def run(*arguments: object, **environ: str) -> Process:
        process = subprocess.Popen(
            command(*arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, **environ},
        )
        started.append(process)
        watchdogs.append(threading.Timer(seconds, process.kill))
        watchdogs[-1].start()
        return Process(process)

    yield run
    for watchdog in watchdogs:
        watchdog.cancel()
        watchdog.join()
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
