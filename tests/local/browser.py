"""A headless browser that runs the scripts of pages, and the server of those pages."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import attrs
import pytest

from local.processes import PATIENCE


NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "There is no Chromium: install it with `make browser`, as root, or by hand."

RESOLVER = (
    "MAP *.example 127.0.0.1, EXCLUDE localhost, EXCLUDE 127.0.0.1, MAP * ~NOTFOUND"
    # Nothing else is reached: not the network, and not what the browser itself asks for.
)


@attrs.define
class Pages:
    """A server of pages, which receives what their scripts report."""

    port: int
    pages: dict[str, str] = attrs.field(factory=dict)
    """The HTML of each page, by path."""
    _reports: queue.SimpleQueue[tuple[str, object]] = attrs.field(factory=queue.SimpleQueue)

    def add(self, path: str, script: str) -> None:
        """Add a page with a script; `report(name, value)` sends a value to the test."""
        self.pages[path] = self.with_script(script)

    def with_script(self, script: str) -> str:
        """Return the HTML of a page with a script, which another server may serve."""
        return f"<!doctype html><title>page</title><script>{self._report}\n{script}</script>"

    def reports(self, *names: str) -> Mapping[str, object]:
        """Wait until each of the names is reported; return the values."""
        got: dict[str, object] = {}
        while not got.keys() >= set(names):
            name, value = self._reports.get(timeout=PATIENCE)
            got[name] = value
        return got

    @property
    def _report(self) -> str:
        options = "{method: 'POST', mode: 'no-cors', body: JSON.stringify([name, value])}"
        url = f"http://127.0.0.1:{self.port}/report"
        return f"const report = (name, value) => fetch('{url}', {options});"

    def answer(self, path: str) -> bytes | None:
        """Return a page; None if there is no such page."""
        page = self.pages.get(path)
        return None if page is None else page.encode()

    def receive(self, body: bytes) -> None:
        """Take a report."""
        name, value = json.loads(body)
        self._reports.put((name, value))


@contextlib.contextmanager
def page_server() -> Iterator[Pages]:
    """Serve pages for the block, on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.answer(self.path)
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page or b"")

        def do_POST(self) -> None:
            pages.receive(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Write nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        pages = Pages(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield pages
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def browsing(url: str, profile: Path) -> Iterator[None]:
    """Open a page in a headless browser for the block.

    Names that end in `.example` are this machine.
    """
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail(MISSING)
    arguments = [
        "--headless=new",
        "--no-sandbox",  # CI runs as root
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--no-proxy-server",
        f"--user-data-dir={profile}",
        f"--host-resolver-rules={RESOLVER}",
    ]
    process = subprocess.Popen(
        [found, *arguments, url],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        # It has processes of its own, all of this session.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
