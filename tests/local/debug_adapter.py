"""A client of debugpy's adapter, which editors drive with the Debug Adapter Protocol."""

from __future__ import annotations

import contextlib
import itertools
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from local.processes import PATIENCE


Message = Mapping[str, Any]


@attrs.define
class Adapter:
    """A running adapter. Requests go to its standard input, messages come from its output."""

    process: subprocess.Popen[bytes]
    output: str = ""
    """The output of the program so far."""
    _numbers: Iterator[int] = attrs.field(factory=lambda: itertools.count(1), init=False)
    _messages: queue.SimpleQueue[Message] = attrs.field(factory=queue.SimpleQueue, init=False)
    _passed: list[Message] = attrs.field(factory=list, init=False)
    """The messages that nobody has waited for yet."""

    def __attrs_post_init__(self) -> None:
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, command: str, **arguments: object) -> int:
        """Send a request; return its number."""
        number = next(self._numbers)
        content = {"seq": number, "type": "request", "command": command, "arguments": arguments}
        body = json.dumps(content).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()
        return number

    def ask(self, command: str, **arguments: object) -> Message:
        """Send a request, and return what it is answered with."""
        return self.answer(self.send(command, **arguments))

    def answer(self, number: int) -> Message:
        """Return the body of the response to a request."""
        response = self._until(
            lambda message: message["type"] == "response" and message["request_seq"] == number
        )
        assert response["success"], response
        body: Message = response.get("body") or {}
        return body

    def event(self, name: str) -> Message:
        """Return the body of the next event of that name."""
        found = self._until(lambda message: message["type"] == "event" and message["event"] == name)
        body: Message = found.get("body") or {}
        return body

    def until_output(self, text: str) -> str:
        """Wait until the program has written a text; return its output so far."""
        while text not in self.output:
            self._take()
        return self.output

    def _until(self, wanted: Callable[[Message], bool]) -> Message:
        for message in self._passed:
            if wanted(message):
                self._passed.remove(message)
                return message
        while True:
            message = self._take()
            if wanted(message):
                self._passed.remove(message)
                return message

    def _take(self) -> Message:
        message = self._messages.get(timeout=PATIENCE)
        if message.get("event") == "output":
            self.output += message["body"]["output"]
        self._passed.append(message)
        return message

    def _read(self) -> None:
        assert self.process.stdout is not None
        while header := self.process.stdout.readline():
            length = int(header.partition(b":")[2])
            self.process.stdout.readline()
            self._messages.put(json.loads(self.process.stdout.read(length)))


@contextlib.contextmanager
def debugging(
    configuration: Mapping[str, object], breakpoints: Mapping[Path, list[int]]
) -> Iterator[Adapter]:
    """Start a program under debugpy, as an editor does with a configuration of `launch.json`.

    Args:
        configuration: the configuration, without variables.
        breakpoints: the lines at which to stop, by file.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "debugpy.adapter"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        adapter = Adapter(process)
        try:
            adapter.ask("initialize", adapterID="debugpy", pathFormat="path")
            launching = adapter.send("launch", **configuration)
            adapter.event("initialized")
            for file, lines in breakpoints.items():
                adapter.ask(
                    "setBreakpoints",
                    source={"path": str(file)},
                    breakpoints=[{"line": line} for line in lines],
                )
            adapter.ask("configurationDone")
            adapter.answer(launching)
            yield adapter
            adapter.ask("disconnect", terminateDebuggee=True)
        finally:
            process.kill()
