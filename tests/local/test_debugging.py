"""Breakpoints in functions, hooks and plugins, with the `launch.json` of the quickstart."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

import funcext_timer.plugin
from funcext_core import cli
from local.debug_adapter import Adapter, debugging
from local.processes import PATIENCE
from repository import ROOT


LAUNCH = ROOT / "funcext_examples" / "apps" / "quickstart" / ".vscode" / "launch.json"
TEMPLATE = Path(cli.__file__).parent / "templates" / "app" / "dot-vscode" / "launch.json.tmpl"

APP = """\
import azure.functions as func
import funcext_core
from audit import Audit

app = func.FunctionApp()
plugins = funcext_core.install(app, plugins=[Audit()])

@plugins.pre_invocation
def note(invocation):
    invocation.state["noted"] = True  # stop: note

@app.route()
def sync_one(req: func.HttpRequest) -> str:
    answer = "sync"  # stop: sync_one
    return answer

@app.route()
async def async_one(req: func.HttpRequest) -> str:
    answer = "async"  # stop: async_one
    return answer
"""
PLUGIN = """\
from funcext_core import hookimpl

class Audit:
    @hookimpl
    def post_invocation(self, outcome):
        self.seen = outcome.value  # stop: post_invocation
"""


def lines_to_stop_at(source: str) -> Mapping[str, int]:
    """Return the lines with a comment that says so, by the name of the function they are in."""
    found = re.finditer(r"# stop: (\w+)$", source, re.MULTILINE)
    return {match[1]: source[: match.start()].count("\n") + 1 for match in found}


def configuration(app: Path) -> Mapping[str, object]:
    """Return the configuration as an editor passes it on for an app; with a port of its own."""
    (declared,) = json.loads(LAUNCH.read_text("utf-8"))["configurations"]
    arguments = [word.replace("${workspaceFolder}", str(app)) for word in declared["args"]]
    return {
        **declared,
        "args": [*arguments, "--port", "0"],
        # The terminal is the editor's: it would have to start the program.
        "console": "internalConsole",
        "python": [sys.executable],
        "redirectOutput": True,
        "cwd": str(app),
        "env": {"FUNCEXT_PLUGINS": "timer"},
    }


def installed_plugin() -> tuple[Path, int]:
    """Return the file of an installed plugin, and a line in one of its hooks."""
    file = Path(funcext_timer.plugin.__file__)
    lines = file.read_text("utf-8").splitlines()
    return file, next(at for at, line in enumerate(lines, 1) if "log.took(" in line)


def stopped_in(adapter: Adapter) -> tuple[str, str, int]:
    """Wait for a breakpoint; return function, file and line, and go on."""
    stopped = adapter.event("stopped")
    assert stopped["reason"] == "breakpoint"
    frames = adapter.ask("stackTrace", threadId=stopped["threadId"])["stackFrames"]
    adapter.ask("continue", threadId=stopped["threadId"])
    # debugpy has the qualified name on some Pythons.
    return (
        frames[0]["name"].rpartition(".")[2],
        Path(frames[0]["source"]["path"]).name,
        frames[0]["line"],
    )


def test_new_apps_get_the_same_file() -> None:
    assert json.loads(TEMPLATE.read_text("utf-8")) == json.loads(LAUNCH.read_text("utf-8"))


@pytest.mark.skipif(sys.version_info[:2] != (3, 13), reason="slow: one Python")
def test_breakpoints_are_hit_without_attaching(tmp_path: Path) -> None:
    in_app, in_plugin = lines_to_stop_at(APP), lines_to_stop_at(PLUGIN)
    script, plugin = tmp_path / "function_app.py", tmp_path / "audit.py"
    script.write_text(APP, encoding="utf-8")
    plugin.write_text(PLUGIN, encoding="utf-8")
    installed, line = installed_plugin()
    stops = {script: [*in_app.values()], plugin: [*in_plugin.values()], installed: [line]}
    with debugging(configuration(tmp_path), stops) as adapter, ThreadPoolExecutor(1) as pool:
        printed = adapter.until_output("Press Ctrl+C")
        base = re.search(r"http://localhost:\d+/api/", printed)
        assert base is not None
        for name, answer in (("sync_one", "sync"), ("async_one", "async")):
            asked = pool.submit(httpx.get, f"{base[0]}{name}", timeout=PATIENCE)
            assert [stopped_in(adapter) for _ in range(4)] == [
                ("note", "function_app.py", in_app["note"]),
                (name, "function_app.py", in_app[name]),
                ("post_invocation", "audit.py", in_plugin["post_invocation"]),
                ("post_invocation", installed.name, line),
            ]
            assert asked.result(PATIENCE).text == answer
