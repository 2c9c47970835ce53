"""`funcext explain`: the layers around functions, as nested boxes."""

from __future__ import annotations

import ast
import json
from collections.abc import Generator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.app_folders import HEAD, HELLO, INSTALL, TICK, write_app
from distributions import Distributions
from funcext_core import Invocation, Outcome, hookimpl
from funcext_core.cli import main


class Gate:
    on_error = "fail"

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None: ...


class Span:
    @hookimpl
    def around_invocation(self, function: object) -> Generator[None, Outcome, None]:
        yield

    @hookimpl
    async def post_invocation(self, value: object) -> None: ...


PROVIDING = """
class Pool: ...

@plugins.provides(scope="app")
def pool() -> Pool:
    return Pool()

@plugins.provides
def trace(invocation_id: str) -> list[str]:
    return [invocation_id]

@app.route(route="orders")
def orders(req: func.HttpRequest, db: Pool, trail: list[str], it: funcext_core.Invocation) -> str:
    return "none"
"""


@pytest.fixture(autouse=True)
def _installed(distributions: Distributions) -> None:
    distributions.add("my-gate", {"gate": Gate, "span": Span}, version="2.1")


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """The folder of an app with two plugins and three functions."""
    values = {"FUNCEXT_PLUGINS": "gate,span", "FUNCEXT_SPAN__FUNCTIONS": "!tick"}
    return write_app(tmp_path / "app", HEAD + INSTALL + HELLO + TICK + PROVIDING, values)


def explain(*words: object) -> Result:
    return CliRunner().invoke(main, ["explain", *map(str, words)])


def test_the_boxes_are_nested_in_layer_order(app: Path) -> None:
    done = explain(app, "hello")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert len(set(map(len, lines))) == 1
    frame = "─━│┃╭╮╰╯┏┓┗┛ "
    texts = [(line[:4].count("│"), line.strip(frame)) for line in lines]
    assert [(depth, text) for depth, text in texts if text] == [
        (0, "gate (guard)"),
        (1, "my-gate 2.1; all functions"),
        (1, "pre_invocation: observes, reads arguments, changes arguments, answers"),
        (1, "span"),
        (2, "my-gate 2.1; functions !tick, !builtin__*"),
        (2, "around_invocation: observes, replaces"),
        (2, "hello"),
        (2, "httpTrigger, def, function_app.py, line 7"),
        (2, "async post_invocation: observes"),
        (2, "around_invocation, after its yield"),
    ]


def test_without_a_name_every_function_is_explained(app: Path) -> None:
    content = json.loads(explain(app, "--json").output)
    assert {
        function["name"]: [layer["name"] for layer in function["layers"]] for function in content
    } == {"hello": ["gate", "span"], "tick": ["gate"], "orders": ["gate", "span"]}
    assert [function["is_async"] for function in content] == [False, True, False]
    assert content[0]["place"] == "function_app.py, line 7"


def test_a_parameter_is_shown_with_its_provider(app: Path) -> None:
    content = json.loads(explain(app, "orders", "--json").output)
    assert content[0]["parameters"] == [
        {"name": "db", "provider": "'pool' of plugin 'pool', once for the app"},
        {"name": "trail", "provider": "'trace' of plugin 'trace', in each invocation"},
        {"name": "it", "provider": "the invocation's own 'invocation'"},
    ]
    assert "db: from 'pool' of plugin 'pool', once for the app" in explain(app, "orders").output


def test_the_source_is_the_code_that_runs(app: Path) -> None:
    done = explain(app, "hello", "--source")
    assert done.exit_code == 0
    assert isinstance(ast.parse(done.output).body[0], ast.FunctionDef)
    assert "stack.entering_failed" in done.output


def test_a_function_that_plugins_do_not_reach_says_why(tmp_path: Path) -> None:
    folder = write_app(tmp_path / "app", HEAD + HELLO)
    done = explain(folder, "hello")
    assert done.exit_code == 0
    assert "the app does not call funcext_core.install(app), so no plugin runs" in done.output
    assert explain(folder, "hello", "--source").output.startswith("# hello: the app does not call")


def test_the_v1_model_shows_what_the_first_call_compiles(tmp_path: Path) -> None:
    function = json.dumps({"bindings": [{"name": "req", "type": "httpTrigger", "direction": "in"}]})
    files = {
        "with_it/function.json": function,
        "with_it/__init__.py": (
            "import funcext_core\n\n@funcext_core.instrument\ndef main(req): return 'x'\n"
        ),
        "without/function.json": function,
        "without/__init__.py": "def main(req): return 'x'\n",
    }
    folder = write_app(tmp_path / "app", "", {"FUNCEXT_PLUGINS": "span"}, files)
    with_it, without = json.loads(explain(folder, "--json").output)
    assert [layer["name"] for layer in with_it["layers"]] == ["span"]
    assert "stack" in with_it["source"]
    assert without["layers"] == []
    assert "put @funcext_core.instrument" in without["note"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("helo", "the app has no function 'helo': did you mean 'hello'? (others: "),
        ("payments", "the app has no function 'payments': known names: "),
    ],
)
def test_an_unknown_function_is_one_sentence(name: str, said: str, app: Path) -> None:
    done = explain(app, name)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {said}")
    assert done.stdout == ""


def test_an_app_that_cannot_be_indexed_is_one_sentence(tmp_path: Path) -> None:
    done = explain(write_app(tmp_path / "app", "1 / 0\n"))
    assert done.exit_code == 1
    assert done.stderr == (
        "Error: function_app.py cannot be imported: ZeroDivisionError: division by zero\n"
    )


def test_many_layers_fit_eighty_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks = "\n".join(
        f"@plugins.pre_invocation\ndef hook_{number}(invocation): ..." for number in range(20)
    )
    folder = write_app(tmp_path / "app", HEAD + INSTALL + hooks + HELLO)
    monkeypatch.setattr("funcext_core.cli.output.width", lambda: 80)
    lines = explain(folder, "hello").output.splitlines()
    assert max(map(len, lines)) <= 80
    assert sum("hook_" in line for line in lines) == 20
