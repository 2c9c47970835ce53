"""Apps that `funcext run` does not serve: the exit code is 1, and one sentence says why."""

from __future__ import annotations

import contextlib
import json
import logging
import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from funcext_core.local.options import Options
from funcext_core.local.server import run
from local.apps import HEAD, clean_process


@contextlib.contextmanager
def unchanged() -> Iterator[None]:
    """Set back the parts of the process that a run of the local host changes."""
    signals = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    handlers, level = list(logging.root.handlers), logging.root.level
    uvicorn = logging.getLogger("uvicorn").level
    with clean_process():
        yield
    for number, handler in signals.items():
        signal.signal(number, handler)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    logging.getLogger("uvicorn").setLevel(uvicorn)


@pytest.fixture(autouse=True)
def _unchanged() -> Iterator[None]:
    with unchanged():
        yield


def timer(schedule: str) -> str:
    return f"@app.timer_trigger(arg_name='t', schedule={schedule!r})\ndef tick(t): ...\n"


def routes(*templates: str) -> str:
    return "".join(
        f"@app.route(route={template!r})\ndef f{number}(req): ...\n"
        for number, template in enumerate(templates)
    )


LIFESPAN = """
async def asgi(scope, receive, send):
    raise ValueError("no database")
app = func.AsgiFunctionApp(asgi)
"""
ON = "import azure.functions as func\n"
INSTALL = "import funcext_core\nplugins = funcext_core.install(app)\n"

APPS: Mapping[str, tuple[str, str]] = {
    # the script, what the sentence says
    "syntax": (HEAD + "def f(:\n", "function_app.py cannot be imported: SyntaxError: "),
    "import": ("import nonsense\n", "cannot be imported: ModuleNotFoundError: No module named"),
    "exit": ("raise SystemExit('bye')\n", "function_app.py cannot be imported: SystemExit: bye"),
    "no app": ("x = 1\n", "function_app.py defines no function app: assign one"),
    "two apps": (ON + "a = func.FunctionApp()\nb = func.FunctionApp()\n", "more than one"),
    "no trigger": (HEAD + "@app.function_name('f')\ndef f(req): ...\n", "not have a trigger"),
    "two names": (
        HEAD + "@app.route()\ndef f(req): ...\n@app.route(route='g')\ndef f(req): ...\n",
        "function_app.py cannot be indexed: Function f does not have a unique function name",
    ),
    "parameter": (HEAD + "@app.route()\ndef f(request): ...\n", "function 'f' cannot be loaded"),
    "lifespan": (ON + LIFESPAN, "its lifespan raised ValueError: no database"),
    "reserved route": (HEAD + routes("admin/x"), "'admin/x' of function 'f0' begins with 'admin'"),
    "one route": (HEAD + routes("x", "X"), "Functions 'f0' and 'f1' have the same route, api/X"),
    "constraint": (
        HEAD + routes("{id:number}"),
        "function 'f0' cannot be served: the route 'api/{id:number}'",
    ),
    "range": (HEAD + routes("{id:range(a)}"), "range(a): write two numbers with a comma."),
    "regex": (HEAD + routes("{id:regex([)}"), "regex"),
    "brace": (HEAD + routes("{id"), "the route 'api/{id' has an unclosed brace"),
    "twice": (HEAD + routes("{a}/{a}"), "has two parameters with the same name"),
    "catch-all": (HEAD + routes("{*a}/b"), "has a catch-all parameter that is not at the end"),
    "optional": (HEAD + routes("x{a?}"), "something other than a period before it"),
    "schedule": (HEAD + timer("every minute"), "'tick'"),
    "five fields": (HEAD + timer("* * * *"), "'tick'"),
    "out of range": (HEAD + timer("0 61 * * * *"), "'tick'"),
    "never due": (HEAD + timer("0 0 0 30 2 *"), "'tick'"),
    "unset schedule": (HEAD + timer("%NO_SUCH_SETTING%"), "NO_SUCH_SETTING"),
    "plugin": (HEAD + INSTALL, "nobodys"),
    "late plugin": (HEAD + "raise __import__('funcext_core').LoadError('one line')", "one line"),
}
FILES: Mapping[str, tuple[str, object, str]] = {
    # the file, its content, what the sentence says
    "host": ("host.json", "{", "host.json is not valid JSON"),
    "host list": ("host.json", [], "must contain a JSON object"),
    "prefix": ("host.json", {"extensions": {"http": {"routePrefix": 1}}}, "routePrefix in"),
    "timeout": ("host.json", {"functionTimeout": "soon"}, "functionTimeout"),
    "level": ("host.json", {"logging": {"logLevel": {"default": "loud"}}}, "loud"),
    "headers": ("host.json", {"extensions": {"http": {"customHeaders": 1}}}, "customHeaders"),
    "functions": ("host.json", {"functions": ["nope"]}, "nope"),
    "settings": ("local.settings.json", "{", "local.settings.json is not valid JSON"),
    "encrypted": ("local.settings.json", {"IsEncrypted": True}, "IsEncrypted is true"),
    "value": ("local.settings.json", {"Values": {"A": []}}, "The value of A in"),
    "port": ("local.settings.json", {"Host": {"LocalHttpPort": "x"}}, "Host.LocalHttpPort in"),
    "cors": ("local.settings.json", {"Host": {"CORS": "evil/"}}, "CORS"),
}
OPTIONS: Mapping[str, tuple[Mapping[str, object], str]] = {
    "functions": ({"functions": ("nope",)}, "nope"),
    "cors": ({"cors": "nowhere"}, "'nowhere', which is not an origin"),
    "credentials": ({"cors": "*", "cors_credentials": True}, "credentials"),
    "log level": ({"log_level": "loud"}, "loud"),
}
FINE = HEAD + "@app.route()\ndef hello(req): ...\n"


Refuse = Callable[..., str]


@pytest.fixture
def refuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Refuse:
    """A function that runs an app which is not served, and returns the sentence that says why."""

    def refuse(script: str = FINE, **options: Any) -> str:
        (tmp_path / "function_app.py").write_text(script, encoding="utf-8")
        code = run(tmp_path, port=None, address="127.0.0.1", options=Options(**options))
        assert code == 1
        *before, sentence = capsys.readouterr().err.splitlines()
        # What comes before is the traceback of the app's own code, without our frames.
        assert not before or '/function_app.py", line ' in before[0] + before[1]
        assert "funcext_core" not in "".join(before)
        return sentence

    return refuse


@pytest.fixture(autouse=True)
def _run_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Listen on any port, and serve nothing."""

    async def serve(*_: object, **__: object) -> None:
        pytest.fail("the app is served")

    monkeypatch.setattr("uvicorn.Server.serve", serve)
    write(tmp_path / "local.settings.json", {"Host": {"LocalHttpPort": 0}})


def write(file: Path, content: object) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", APPS)
def test_an_app_that_cannot_be_loaded(
    refuse: Refuse, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("FUNCEXT_PLUGINS", "nobodys" if name == "plugin" else "")
    script, expected = APPS[name]
    assert expected in refuse(script)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read(refuse: Refuse, tmp_path: Path, name: str) -> None:
    file, content, expected = FILES[name]
    write(tmp_path / file, content)
    assert expected in refuse()


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_that_does_not_fit(refuse: Refuse, name: str) -> None:
    options, expected = OPTIONS[name]
    assert expected in refuse(**options)


def test_a_folder_without_an_app(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, port=0, address="127.0.0.1") == 1
    assert capsys.readouterr().err == (
        f"There is no function_app.py in {tmp_path}, and no folder with a function.json: pass the "
        "folder of a function app.\n"
    )


@pytest.mark.parametrize("address", ["192.0.2.1", "no such name", "127.0.0.1:7071"])
def test_an_address_that_is_not_this_machines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    write(tmp_path / "function_app.py", FINE)
    assert run(tmp_path, port=0, address=address) == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert f"Cannot listen on port 0 of {address}: " in sentence
