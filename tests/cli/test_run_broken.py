"""`funcext run` on what is broken: one sentence that says what, and the exit code 1."""

from __future__ import annotations

import contextlib
import json
import logging
import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from funcext_core.cli import main
from funcext_core.local import server
from local.apps import HTTP, clean_process, write_app, write_function


HELLO = """
@app.route()
def hello(req): return "hello"
"""
TIMER = """
@app.timer_trigger(arg_name="t", schedule={!r})
def tick(t: func.TimerRequest) -> None: ...
"""
ROUTES = """
@app.route({!r})
def first(req): return "first"

@app.route({!r})
def second(req): return "second"
"""
UNREADABLE = "The function 'first' cannot be served: the route"


@contextlib.contextmanager
def own_process() -> Iterator[None]:
    """Set back what the command changes in its process, which it takes for its own."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        with clean_process():
            yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
        root.handlers[:] = handlers
        root.setLevel(level)
        logging.getLogger("uvicorn").setLevel(logging.NOTSET)


@pytest.fixture
def refuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run the command on the app in `tmp_path`, and return the last line that it prints."""

    def serve(*_: object, **__: object) -> None:
        pytest.fail("the app was served")

    monkeypatch.setattr(server, "WebServer", serve)
    monkeypatch.setattr(sys, "stdout", sys.stdout)

    def run(*options: str) -> str:
        with own_process():
            result = CliRunner().invoke(main, ["run", str(tmp_path), "--port", "0", *options])
        assert result.exit_code == 1, result.output
        assert result.exc_info is not None
        assert result.exc_info[0] is SystemExit
        *_, last = result.stderr.splitlines()
        return last

    return run


def matches(sentence: str, expected: str) -> bool:
    """Return whether a sentence is as expected, where three dots are any text."""
    return bool(re.fullmatch(".*".join(map(re.escape, expected.split("..."))), sentence))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import nothing_at_all", "function_app.py cannot be imported: ModuleNotFoundError: ..."),
        ("1 / 0", "function_app.py cannot be imported: ZeroDivisionError: division by zero"),
        ("def broken(:", "function_app.py cannot be imported: SyntaxError: ..."),
        ("raise SystemExit(3)", "function_app.py cannot be imported: SystemExit: 3"),
        ("del app", "function_app.py defines no function app: assign one ..."),
        ("other = func.FunctionApp()", "function_app.py assigns a function app to more ..."),
        (HELLO + HELLO, "function_app.py cannot be indexed: ...hello..."),
        (
            HELLO.replace("req", ""),
            "The function 'hello' cannot be loaded: its bindings name 'req', which it does not ...",
        ),
        (
            HELLO.replace("req", "req, other"),
            "The function 'hello' cannot be loaded: it declares 'other', which none of its ...",
        ),
        (
            HELLO.replace("req", "req: int"),
            "The function 'hello' cannot be loaded: its parameter 'req' is annotated int, ...",
        ),
        (
            "@app.retry(strategy='often', max_retry_count='1')" + TIMER.format("0 * * * * *"),
            "The retry policy of function 'tick' is not valid: the strategy is 'often': use ...",
        ),
        ("import funcext_core\nfuncext_core.install(app, require=['x'])", "...'x'..."),
    ],
    ids=[
        "import",
        "raises",
        "syntax",
        "exits",
        "no app",
        "two apps",
        "one name twice",
        "no parameter",
        "unknown parameter",
        "annotation",
        "retry policy",
        "plugin",
    ],
)
def test_an_app(tmp_path: Path, refuse: Callable[..., str], source: str, expected: str) -> None:
    write_app(tmp_path, source)
    assert matches(refuse(), expected)


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ("0 0 0 30 2 *", "it is never due."),
        ("0 0 0 * * 7", "the day of the week is '7': use a number from 0 to 6 or a name such ..."),
        ("0 0 0 L * *", "the day is 'L': use a number from 1 to 31."),
        ("every day", "use an NCRONTAB expression of six fields, seconds first ..."),
        ("00:00:00", "a TimeSpan must be longer than zero."),
        ("%WHEN%", "there is no app setting 'WHEN'."),
    ],
    ids=["never", "Sunday", "last day", "words", "no time", "no setting"],
)
def test_a_schedule(
    tmp_path: Path, refuse: Callable[..., str], schedule: str, expected: str
) -> None:
    write_app(tmp_path, TIMER.format(schedule))
    start = f"The schedule {schedule!r} of function 'tick' is not valid: "
    assert matches(refuse(), start + expected)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("same", "SAME", "Functions 'first' and 'second' have the same route, api/SAME: give ..."),
        ("{a", "b", f"{UNREADABLE} 'api/{{a' has an unclosed brace."),
        ("{a}/{a}", "b", f"{UNREADABLE} 'api/{{a}}/{{a}}' has two parameters with the same name."),
        ("{*a}/b", "b", f"{UNREADABLE} 'api/{{*a}}/b' has a catch-all parameter that is not ..."),
        (
            "{a:number}",
            "b",
            f"{UNREADABLE} 'api/{{a:number}}' has an unknown constraint, number...",
        ),
        ("admin/x", "b", "The route 'admin/x' of function 'first' begins with 'admin' or ..."),
    ],
    ids=["twice", "brace", "names", "catch-all", "constraint", "reserved"],
)
def test_a_route(
    tmp_path: Path, refuse: Callable[..., str], first: str, second: str, expected: str
) -> None:
    write_app(tmp_path, ROUTES.format(first, second))
    assert matches(refuse(), expected)


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("host.json", "{,}", "FILE is not valid JSON: ... at line 1, column 2."),
        (
            "host.json",
            '{"functionTimeout": "5m"}',
            "functionTimeout in FILE must be a TimeSpan ...",
        ),
        (
            "host.json",
            '{"functions": ["x"]}',
            "functions in host.json has 'x', but the app has ...",
        ),
        (
            "host.json",
            '{"logging": {"logLevel": {"default": "Loud"}}}',
            "logging.logLevel.default in FILE must be Trace, ..., not 'Loud'.",
        ),
        ("local.settings.json", "{", "FILE is not valid JSON: ..."),
        ("local.settings.json", '{"IsEncrypted": true}', "FILE is encrypted ..."),
        (
            "local.settings.json",
            '{"Host": {"CORS": "x"}}',
            "Host.CORS in local.settings.json has 'x', which is not an origin: ...",
        ),
        ("local.settings.json", '{"Host": {"CORS": []}}', "Host.CORS in FILE must be a string ..."),
        (
            "local.settings.json",
            '{"Host": {"CORSCredentials": 1}}',
            "Host.CORSCredentials in FILE must be true or false, not 1.",
        ),
        (
            "local.settings.json",
            '{"Host": {"LocalHttpPort": -1}}',
            "Host.LocalHttpPort in FILE must be a port number, not -1.",
        ),
        ("local.settings.json", '{"Values": {"FUNCEXT_PLUGINS": "timr"}}', "...'timr'..."),
    ],
    ids=[
        "JSON of host.json",
        "timeout",
        "functions",
        "level",
        "JSON of settings",
        "encrypted",
        "origin",
        "origins",
        "credentials",
        "port",
        "plugin",
    ],
)
def test_a_file(
    tmp_path: Path, refuse: Callable[..., str], file: str, content: str, expected: str
) -> None:
    source = "from funcext_core import install\ninstall(app)\n" + HELLO
    write_app(tmp_path, source).joinpath(file).write_text(content)
    assert matches(refuse(), expected.replace("FILE", str(tmp_path / file)))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--functions", "helo"], "--functions has 'helo', but the app has no such function: ..."),
        (["--cors", "localhost:3000"], "--cors has 'localhost:3000', which is not an origin: ..."),
        (
            ["--cors", "*", "--cors-credentials"],
            "--cors is *, but credentials need the origins ...",
        ),
        (["--log-level", "loud"], "--log-level is 'loud': use trace, debug, information, ..."),
        (["--address", "256.0.0.1"], "Cannot listen on port 0 of 256.0.0.1: ..."),
    ],
    ids=["functions", "cors", "credentials", "log level", "address"],
)
def test_an_option(
    tmp_path: Path, refuse: Callable[..., str], options: list[str], expected: str
) -> None:
    write_app(tmp_path, HELLO)
    assert matches(refuse(*options), expected)


def test_a_time_zone(
    tmp_path: Path, refuse: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEBSITE_TIME_ZONE", "Eastern Standard Time")
    write_app(tmp_path, TIMER.format("0 * * * * *"))
    assert refuse().startswith("WEBSITE_TIME_ZONE is 'Eastern Standard Time', which is not a time")


def test_a_folder(tmp_path: Path, refuse: Callable[..., str]) -> None:
    assert refuse() == (
        f"There is no function_app.py in {tmp_path}, and no folder with a function.json: pass the "
        "folder of a function app."
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"scriptFile": "nothing.py"}, "APP/hello/nothing.py cannot be imported: ..."),
        (
            {"entryPoint": "other"},
            "The function 'hello' cannot be loaded: ... no function 'other'.",
        ),
        ({"retry": []}, "retry in APP/hello/function.json must be a JSON object, not []."),
        ({"bindings": "x"}, "bindings in APP/hello/function.json must be an array of ..."),
    ],
    ids=["script", "entry point", "retry", "bindings"],
)
def test_a_function_json(
    tmp_path: Path, refuse: Callable[..., str], change: dict[str, object], expected: str
) -> None:
    write_function(tmp_path, "hello", "def main(req): return 'hello'", *HTTP)
    file = tmp_path / "hello" / "function.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    assert matches(refuse(), expected.replace("APP", str(tmp_path)))
