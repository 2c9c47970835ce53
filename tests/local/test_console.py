"""The lines about requests and invocations: what they say, and that they fit into a terminal."""

from __future__ import annotations

import io
import re
from functools import partial

import pytest

from funcext_core.local import Console, LocalHostError
from funcext_core.local.answers import Answered, Ran


TIME = r"\d\d:\d\d:\d\d\.\d{3}"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)


answer = partial(Answered, 1, 0.0)


def line(answered: Answered, stream: io.StringIO | None = None) -> str:
    """Return the line about an answer, without colors and without the time."""
    stream = stream or io.StringIO()
    Console(stream, stream).answered(answered)
    plain = re.sub(r"\x1b\[\d+m", "", stream.getvalue())
    found = re.fullmatch(rf"{TIME} (.*)\n", plain)
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        (
            answer("GET", "/api/hello", 200, 0.0123, "hello"),
            "GET /api/hello 200 hello 12 ms",
        ),
        (
            answer("GET", "/api/hello", 200, 0.0004, "hello"),
            "GET /api/hello 200 hello 0.4 ms",
        ),
        (
            answer("POST", "/api/slow", 500, 12.34, "slow"),
            "POST /api/slow 500 slow 12.3 s",
        ),
        (answer("GET", "/nope", 404, 0.0001), "GET /nope 404 no function 0.1 ms"),
        (
            answer("GET", "/api/hello", 401, 0.001, "hello", "guard"),
            "GET /api/hello 401 hello 1.0 ms, answered by guard",
        ),
        (answer("GET", "/api/hello", 0, 0.5, "hello"), "GET /api/hello --- hello 500 ms"),
    ],
    ids=["milliseconds", "less", "seconds", "no function", "a plugin", "gone"],
)
def test_a_request_is_one_line(answered: Answered, expected: str) -> None:
    assert line(answered) == expected


LONG = "/api/" + "x" * 40 + "/" + "y" * 40


def test_a_long_path_is_cut_in_the_middle_in_a_terminal() -> None:
    shown = line(answer("GET", LONG, 200, 0.0123, "hello"), Terminal())
    assert len("00:00:00.000 " + shown) == 80
    assert re.fullmatch(r"GET /api/x+\.\.\.y+ 200 hello 12 ms", shown)


def test_a_path_that_just_fits_is_shown_whole() -> None:
    path = "/" + "x" * (80 - len("00:00:00.000 GET / 200 hello 12 ms"))
    assert path in line(answer("GET", path, 200, 0.0123, "hello"), Terminal())
    assert path + "x" not in line(answer("GET", path + "x", 200, 0.0123, "hello"), Terminal())


def test_a_pipe_gets_the_whole_path() -> None:
    assert LONG in line(answer("GET", LONG, 200, 0.0123, "hello"))


def test_some_of_the_path_is_shown_beside_a_long_name() -> None:
    shown = line(answer("GET", LONG, 200, 0.0123, "f" * 90), Terminal())
    assert "GET /api/xxxx...yyyyyyyy 200 fff" in shown


@pytest.mark.parametrize(
    ("status", "color"), [(200, "32"), (204, "32"), (302, "36"), (404, "33"), (500, "31"), (0, "2")]
)
def test_the_status_is_colored(status: int, color: str) -> None:
    terminal = Terminal()
    Console(terminal, terminal).answered(answer("GET", "/", status, 0.1, "f"))
    assert f"\x1b[{color}m{status or '---'}\x1b[0m f 100 ms\n" in terminal.getvalue()


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal()
    Console(terminal, terminal).answered(answer("GET", "/", 200, 0.1, "f"))
    assert "\x1b" not in terminal.getvalue()


@pytest.mark.parametrize(
    ("error", "by", "expected"),
    [
        (None, None, "tick succeeded 12 ms"),
        (ValueError("sorry"), None, "tick failed 12 ms"),
        (None, "guard", "tick succeeded 12 ms, answered by guard"),
    ],
    ids=["succeeded", "failed", "a plugin"],
)
def test_another_invocation_is_one_line(
    error: BaseException | None, by: str | None, expected: str
) -> None:
    printed = io.StringIO()
    Console(printed, printed).ran(Ran(1, 0.0, "tick", 0.0123, error, by))
    assert re.fullmatch(rf"{TIME} {expected}\n", printed.getvalue())


def test_an_error_of_the_local_host_itself_has_no_traceback() -> None:
    printed = io.StringIO()
    console = Console(printed, printed)
    console.failure("tick", LocalHostError("It took too long."))
    assert printed.getvalue() == "It took too long.\n"
    console.failure("tick", ValueError("sorry"))
    assert "ValueError: sorry" in printed.getvalue()


BLOCK = """1 plugin, outermost first:
  guard 'guard' of funcext-examples 0.1.0, by FUNCEXT_PLUGINS, around first, second, third, fourth
  'timer' of funcext-timer 0.1.0, by FUNCEXT_PLUGINS, around all 6 functions"""


def test_plugins_are_listed_below_one_another_in_80_columns() -> None:
    terminal = Terminal()
    Console(terminal, terminal).plugins(BLOCK)
    plain = re.sub(r"\x1b\[\d+m", "", terminal.getvalue())
    assert plain.splitlines() == [
        "Plugins, outermost first:",
        "",
        "\tguard 'guard' of funcext-examples 0.1.0, by FUNCEXT_PLUGINS, around",
        "\t  first, second, third, fourth",
        "\t'timer' of funcext-timer 0.1.0, by FUNCEXT_PLUGINS, around all 6",
        "\t  functions",
        "",
    ]
    assert max(len(line.expandtabs(8)) for line in plain.splitlines()) <= 80


def test_without_plugins_there_is_no_list() -> None:
    printed = io.StringIO()
    Console(printed, printed).plugins("")
    assert printed.getvalue() == ""
