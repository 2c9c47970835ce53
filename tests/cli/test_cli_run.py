"""`funcext run` as a process: its output and its exit."""

from __future__ import annotations

import importlib.metadata
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from funcext_core.cli import main
from local.processes import PATIENCE, Start, command, starting


APP = """
import atexit, logging, threading
import azure.functions as func

app = func.FunctionApp()
atexit.register(print, "at exit")

@app.route(route="hello/{name}", methods=["GET", "POST"])
def hello(req: func.HttpRequest) -> str:
    logging.getLogger("my.app").info("greeting")
    logging.getLogger("my.app").debug("hidden")
    return "Hello " + req.route_params["name"]

@app.timer_trigger(arg_name="timer", schedule="0 0 0 1 1 *")
def tick(timer: func.TimerRequest) -> None:
    print("ticked")

@app.route()
async def boom(req):
    raise ValueError("sorry")
"""


@pytest.fixture
def app_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "function_app.py").write_text(APP, encoding="utf-8")
    (folder / "host.json").write_text('{"version": "2.0"}', encoding="utf-8")
    return folder


@pytest.fixture
def start() -> Iterator[Start]:
    """Start `funcext run` with arguments; kill it if a test leaves it running."""
    with starting() as start:
        yield start


def test_an_app_is_listed_served_and_shut_down_normally(start: Start, app_dir: Path) -> None:
    process = start(app_dir, "--port", 0)
    base = process.until(r"hello: \[GET,POST\] (http://localhost:\d+)/api/hello/\{name\}$").group(1)
    process.until("Press Ctrl")
    listing = process.lines[process.lines.index("Functions:") :]
    assert listing[:6] == [
        "Functions:",
        "",
        f"\thello: [GET,POST] {base}/api/hello/{{name}}",
        "",
        f"\tboom: {base}/api/boom",
        "",
    ]
    assert re.fullmatch(r"\ttick: timerTrigger, next [-0-9]{10} \d\d:\d\d:00 UTC", listing[6])

    assert process.get(f"{base}/api/hello/Ada") == (200, "Hello Ada")
    process.until(r"^\d\d:\d\d:\d\d\.\d{3} INFO \[hello\] my\.app: greeting$")
    process.until(r"^\d\d:\d\d:\d\d\.\d{3} GET /api/hello/Ada 200 hello [\d.]+ ms$")

    assert process.get(f"{base}/api/boom") == (500, "")
    process.until("ValueError: sorry")
    process.until(r"GET /api/boom 500 boom [\d.]+ ms$")

    fired = json.dumps({"input": ""}).encode()
    assert process.get(f"{base}/admin/functions/tick", fired) == (202, "")
    process.until("^ticked$")
    process.until(r"^\d\d:\d\d:\d\d\.\d{3} tick succeeded [\d.]+ ms$")

    assert process.stop(signal.SIGINT) == 0
    assert process.lines[-2:] == ["Stopped.", "at exit"]
    assert not any("hidden" in line for line in process.lines)


def test_sigterm_lets_running_invocations_finish(start: Start, app_dir: Path) -> None:
    with (app_dir / "function_app.py").open("a") as file:
        file.write("\n@app.route()\ndef slow(req):\n    print('begun')\n    return input()\n")
    process = start(app_dir, "--port", 0)
    base = process.until(r"slow: (http://localhost:\d+)/api/slow").group(1)
    process.until("Press Ctrl")
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(process.get, f"{base}/api/slow")
        process.until("^begun$")
        process.process.send_signal(signal.SIGTERM)
        process.until("^Stopping")
        process.say("answered")
        assert answer.result(PATIENCE) == (200, "answered")
    assert process.end() == 0
    assert process.lines[-2:] == ["Stopped.", "at exit"]


def test_a_second_signal_ends_what_hangs(start: Start, app_dir: Path) -> None:
    with (app_dir / "function_app.py").open("a") as file:
        file.write("\natexit.register(threading.Event().wait)\n")
        file.write("atexit.register(print, 'hanging')\n")
    process = start(app_dir, "--port", 0)
    process.until("Press Ctrl")
    process.process.send_signal(signal.SIGINT)
    process.until("^hanging$")
    assert process.stop(signal.SIGINT) == 130


def test_a_busy_port_is_one_sentence(app_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, written = run_to_end(app_dir, "-p", port)
    assert code == 1
    assert written == (
        f"Port {port} is unavailable. Close the process using that port, "
        "or specify another port using --port [-p].\n"
    )


def run_to_end(*arguments: object) -> tuple[int, str]:
    """Run `funcext run` and return its exit code and error output."""
    done = subprocess.run(
        command(*arguments), capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return done.returncode, done.stderr


def test_an_error_of_funcext_is_its_one_line(app_dir: Path) -> None:
    (app_dir / "function_app.py").write_text(
        "from funcext_core.errors import LoadError\nraise LoadError('timr is not installed.')"
    )
    assert run_to_end(app_dir, "-p", 0) == (1, "timr is not installed.\n")


def test_an_error_of_the_app_is_its_own_traceback_and_a_sentence(app_dir: Path) -> None:
    (app_dir / "function_app.py").write_text("def helper():\n    1 / 0\n\nhelper()\n")
    code, written = run_to_end(app_dir, "-p", 0)
    lines = written.splitlines()
    assert code == 1
    assert lines[0] == "Traceback (most recent call last):"
    assert re.findall(r'File ".*[\\/](\w+\.py)", line (\d+)', written) == [
        ("function_app.py", "4"),
        ("function_app.py", "2"),
    ]
    assert lines[-2:] == [
        "ZeroDivisionError: division by zero",
        "function_app.py cannot be imported: ZeroDivisionError: division by zero",
    ]


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    code, written = run_to_end(tmp_path / "nowhere")
    assert code == 1
    assert written == f"{tmp_path / 'nowhere'} does not exist: pass the folder of a function app.\n"


def test_help_says_what_a_newcomer_needs() -> None:
    group = CliRunner().invoke(main, ["--help"])
    assert group.exit_code == 0
    assert re.search("run +Serve the function app", group.output)
    run = CliRunner().invoke(main, ["run", "--help"])
    assert run.exit_code == 0
    for word in ("--port", "7071", "--address", "/admin/functions/<name>", "local.settings.json"):
        assert word in run.output


def test_the_version_is_the_distributions() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.output == f"funcext, version {importlib.metadata.version('funcext-core')}\n"


def test_help_does_not_load_the_local_host() -> None:
    code = (
        "import sys\nfrom funcext_core.cli import main\n"
        "try:\n    main(['run', '--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.startswith('funcext_core.local')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_json_is_all_that_standard_output_has(app_dir: Path) -> None:
    arguments = command(app_dir, "--port", 0, "--json", "--functions", "hello,tick")
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        watchdog = threading.Timer(PATIENCE, process.kill)
        watchdog.start()
        assert process.stdout is not None
        assert process.stderr is not None
        for line in process.stderr:
            found = re.search(r"hello: \S+ (http://localhost:\d+)/api", line)
            if found is not None:
                break
        assert found is not None
        url = f"{found.group(1)}/admin/functions/tick"
        data = json.dumps({"input": ""}).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(url, data, headers)  # noqa: S310 - ours
        urllib.request.urlopen(request, timeout=PATIENCE).close()  # noqa: S310 - ours
        seen = []
        for line in process.stdout:
            seen.append(json.loads(line))
            if seen[-1]["event"] == "ran":
                break
        process.send_signal(signal.SIGTERM)
        seen += [json.loads(line) for line in process.stdout]
        rest = process.stderr.read()
        watchdog.cancel()
        watchdog.join()
    assert process.returncode == 0
    kinds = [event["event"] for event in seen if event["event"] != "log"]
    assert kinds == [
        "host",
        "functions",
        "host",
        "queued",
        "started",
        "ended",
        "ran",
        "host",
        "host",
    ]
    assert [event["number"] for event in seen] == sorted(event["number"] for event in seen)
    assert "ticked" in rest
