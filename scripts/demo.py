"""Serve the quickstart with the timer plugin, call every function, and show the answers.

Needs only the standard library, and `funcext` installed next to the Python that runs this. Exits
with 0 if the timer worked; otherwise, prints one sentence that says what is missing.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit


ROOT = Path(__file__).resolve().parent.parent
APP = Path("funcext_examples", "apps", "quickstart")
DEADLINE = 60.0
"""Seconds that any one step may take before the demo gives up."""

ROUTE = re.compile(r"\t(?P<name>[\w.-]+): +(?:\[(?P<methods>[A-Z,]+)\] )?(?P<url>http://\S+)")
TRIGGER = re.compile(r"\t(?P<name>[\w.-]+): (?P<trigger>\w+Trigger)(?:, next .+)?")
SUFFIX = re.compile(r"\(TimeElapsed: [0-9][0-9.e+-]* sec\)")
STARTED = "Recording start time of {name}"
TOOK = "Time taken to execute {name} is "


class DemoError(Exception):
    """The demo did not show the plugin at work."""


class Served(NamedTuple):
    """A function as printed by `funcext run`; `url` is empty if the trigger is not HTTP."""

    name: str
    method: str
    url: str


class Answer(NamedTuple):
    """The local host's answer to a request."""

    status: int
    reason: str
    body: str


class LocalHost:
    """`funcext run` in a child process, and all lines that it has printed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._closed = False
        self._printed = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None  # noqa: S101 - `serving` opens it as a pipe
        for line in self.process.stdout:
            with self._printed:
                self.lines.append(line.rstrip("\n"))
                self._printed.notify_all()
        with self._printed:
            self._closed = True
            self._printed.notify_all()

    def wait_for(self, seen: Callable[[list[str]], bool], missing: str, since: int = 0) -> None:
        """Wait until `seen` is true of the lines after `since`; raise `missing` if it never is."""
        with self._printed:
            self._printed.wait_for(lambda: self._closed or seen(self.lines[since:]), DEADLINE)
            if seen(self.lines[since:]):
                return
            tail = "\n".join(self.lines[-20:])
        message = f"{missing} The host's last lines were:\n{textwrap.indent(tail, '    ')}"
        raise DemoError(message)


@contextmanager
def serving() -> Iterator[LocalHost]:
    """Serve the quickstart on a free port; stop it by its own process id."""
    funcext = Path(sys.executable).with_name("funcext")
    process = subprocess.Popen(
        [str(funcext), "run", str(APP), "--port", "0"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        encoding="utf-8",
        errors="replace",
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    try:
        yield LocalHost(process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def printed_functions(lines: list[str]) -> list[Served]:
    """Parse the local host's list of functions, HTTP and others, in the order printed."""
    functions = []
    for line in lines:
        if route := ROUTE.fullmatch(line):
            methods = (route["methods"] or "GET").split(",")
            method = "GET" if "GET" in methods else methods[0]
            functions.append(Served(route["name"], method, route["url"]))
        elif trigger := TRIGGER.fullmatch(line):
            functions.append(Served(trigger["name"], "POST", ""))
    return functions


def request(method: str, url: str, body: bytes | None = None) -> Answer:
    """Send one request, and return the answer, whatever its status."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=DEADLINE)
    headers = {"Content-Type": "application/json"} if body is not None else {}
    try:
        connection.request(method, parts.path or "/", body, headers)
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
    finally:
        connection.close()
    return Answer(response.status, response.reason, text)


def wait_until_ready(origin: str) -> None:
    """Ask for the host's status until it answers."""
    end = time.monotonic() + DEADLINE
    while True:
        try:
            request("GET", f"{origin}/admin/host/ping")
        except OSError as error:
            if time.monotonic() > end:
                message = f"{origin} did not answer within {DEADLINE:g} seconds."
                raise DemoError(message) from error
            time.sleep(0.1)
        else:
            return


def call(function: Served, origin: str) -> tuple[str, Answer]:
    """Call an HTTP function at its route, or fire any other; return the request and the answer."""
    if function.url:
        # "1" is valid for every parameter of a route, such as `{name}` or `{id:int}`.
        url, body = re.sub(r"\{[^}]*\}", "1", function.url), None
        if function.method not in {"GET", "HEAD"}:
            body = b"{}"
    else:
        url, body = f"{origin}/admin/functions/{function.name}", json.dumps({"input": ""}).encode()
    shown = f" {body.decode()}" if body is not None else ""
    return f"{function.method} {url}{shown}", request(function.method, url, body)


def containing(text: str) -> Callable[[list[str]], bool]:
    """Return a predicate: whether one of the lines contains `text`."""
    return lambda lines: any(text in line for line in lines)


def show(function: Served, local_host: LocalHost, origin: str) -> Answer:
    """Call one function, print the answer, wait for the timer's two log lines."""
    since = len(local_host.lines)
    asked, answer = call(function, origin)
    print(f"{function.name}\n  > {asked}\n  < {answer.status} {answer.reason}")
    for line in answer.body.splitlines():
        print(f"  < {line}")
    for expected in (STARTED, TOOK):
        text = expected.format(name=function.name)
        local_host.wait_for(
            containing(text), f"The log has no line `{text}` after `{asked}`.", since
        )
    for line in local_host.lines[since:]:
        print(f"  | {line}")
    print()
    return answer


def demonstrate(local_host: LocalHost) -> None:
    """Call every function of the served app; raise if the timer did not time each call."""
    local_host.wait_for(
        lambda lines: any(function.url for function in printed_functions(lines)),
        "`funcext run` printed no HTTP function.",
    )
    first = next(function for function in printed_functions(local_host.lines) if function.url)
    origin = "http://" + urlsplit(first.url).netloc
    wait_until_ready(origin)
    # The host may answer before its last printed lines arrive.
    names = {
        listed["name"] for listed in json.loads(request("GET", f"{origin}/admin/functions").body)
    }
    local_host.wait_for(
        lambda lines: names <= {function.name for function in printed_functions(lines)},
        f"`funcext run` did not print all of {', '.join(sorted(names))}.",
    )
    functions = printed_functions(local_host.lines)
    print(f"$ funcext run {APP}\n\n" + "\n".join(local_host.lines).strip("\n") + "\n")
    print("> request, < response, | the host's log\n")
    bodies = [show(function, local_host, origin).body for function in functions]
    if not any(SUFFIX.search(body) for body in bodies):
        message = "No response has `(TimeElapsed: ... sec)` in its body: the timer changed none."
        raise DemoError(message)
    if all(function.url for function in functions):
        message = (
            "`funcext run` printed only HTTP functions, but the quickstart has a timer trigger."
        )
        raise DemoError(message)
    print(f"All {len(functions)} functions were timed; the timer plugin is at work.")


def main() -> int:
    """Run the demo; return the exit status."""
    try:
        with serving() as local_host:
            demonstrate(local_host)
    except (DemoError, OSError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
