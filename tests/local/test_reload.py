"""`funcext run --reload`: another process for each version of the app's files."""

from __future__ import annotations

import queue
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import watchfiles

from funcext_core.local.handover import GO, MAKE_WAY, STOP, Inherited
from funcext_core.local.reload import AppFiles
from local.processes import PATIENCE, starting


one_python = pytest.mark.skipif(
    sys.version_info[:2] != (3, 13), reason="slow: it starts many processes; one Python is enough"
)


class TestAppFiles:
    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("function_app.py", True),
            ("shared/orders.py", True),
            ("host.json", True),
            ("local.settings.json", True),
            ("hello/function.json", True),
            ("data.json", False),
            ("log.txt", False),
            ("function_app.pyc", False),
            ("__pycache__/function_app.py", False),
            (".venv/lib/site.py", False),
            ("venv/lib/site.py", False),
            (".python_packages/lib/site.py", False),
            ("node_modules/x.py", False),
            ("shared/.git/hook.py", False),
        ],
    )
    def test_are_the_source_and_the_settings(self, path: str, expected: bool) -> None:
        app = Path("/srv/env/app")  # whatever the folders around it are called
        assert AppFiles(app)(watchfiles.Change.modified, str(app / path)) is expected


class TestHandover:
    @pytest.fixture
    def handed(self) -> Iterator[tuple[Inherited, socket.socket]]:
        """The inherited sockets, and the other end of the one for control."""
        ours, theirs = socket.socketpair()
        with ours, socket.create_server(("127.0.0.1", 0)) as listener:
            numbers = listener.detach(), theirs.detach()
            inherited = Inherited.from_text("{},{},1".format(*numbers))
            with inherited.listener, inherited._control:
                yield inherited, ours

    def test_the_listener_is_not_inherited_further(
        self, handed: tuple[Inherited, socket.socket]
    ) -> None:
        inherited, _ = handed
        assert inherited.again
        assert inherited.listener.getsockname()[0] == "127.0.0.1"
        assert not inherited.listener.get_inheritable()

    @pytest.mark.parametrize(("word", "is_turn"), [(GO, True), (STOP, False), (b"", False)])
    def test_the_app_is_loaded_when_it_is_its_turn(
        self, handed: tuple[Inherited, socket.socket], word: bytes, is_turn: bool
    ) -> None:
        inherited, other = handed
        other.sendall(word)
        other.close()
        assert inherited.wait_for_turn() is is_turn

    @pytest.mark.parametrize(("word", "follows"), [(MAKE_WAY, True), (STOP, False), (b"", False)])
    def test_the_end_of_the_watching_process_stops_it_too(
        self, handed: tuple[Inherited, socket.socket], word: bytes, follows: bool
    ) -> None:
        inherited, other = handed
        calls: queue.Queue[bool] = queue.Queue()
        inherited.listen_for_stop(calls.put)
        other.sendall(word)
        other.close()
        assert calls.get(timeout=PATIENCE) is follows


APP = """
import atexit
import azure.functions as func
import funcext_core

app = func.FunctionApp()
plugins = funcext_core.install(app)
atexit.register(print, "ended", {version!r})

@plugins.app_stop
async def stop(app):
    print("app_stop", {version!r})

@app.route()
def version(req): return {version!r}
"""


@one_python
def test_every_edit_is_served_and_a_broken_one_is_explained(tmp_path: Path) -> None:
    script = tmp_path / "function_app.py"

    def write(version: str) -> None:
        script.write_text(APP.format(version=version), encoding="utf-8")

    write("one")
    with starting() as start:
        process = start(tmp_path, "--port", 0, "--reload")
        url = process.until(r"version: (http://localhost:\d+/api/version)").group(1)
        process.until("Press Ctrl")
        assert process.get(url) == (200, "one")

        write("two")
        process.until("function_app.py changed")
        process.until("app_stop one")
        # Nothing is served now, but the port stays open: the connection waits.
        assert process.get(url) == (200, "two")
        process.until("Press Ctrl")
        assert "ended one" in process.lines

        script.write_text("import nonsense\n", encoding="utf-8")
        process.until("Every request is answered with this")
        reason = "function_app.py cannot be imported: ModuleNotFoundError: No module named"
        status, body = process.get(url)
        assert (status, body) == (500, f"The app is not served: {reason} 'nonsense'\n")
        assert any(line.startswith(reason) for line in process.lines)

        write("three")
        process.until("Press Ctrl")
        assert process.get(url) == (200, "three")
        assert process.stop(signal.SIGINT) == 0
    lines = [line for line in process.lines if line]
    assert lines.count("Stopping ...") == 1
    assert lines[-3:] == ["app_stop three", "Stopped.", "ended three"]


@one_python
def test_an_app_that_is_broken_at_first_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "function_app.py").write_text("import nonsense\n", encoding="utf-8")
    with starting() as start:
        process = start(tmp_path, "--port", 0, "--reload")
        assert process.end() == 1
    assert process.lines[-1] == (
        "function_app.py cannot be imported: ModuleNotFoundError: No module named 'nonsense'"
    )
