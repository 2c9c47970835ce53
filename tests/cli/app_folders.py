"""Function apps that tests of the commands write to disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path


HEAD = """\
import azure.functions as func
import funcext_core

app = func.FunctionApp()
"""
INSTALL = "plugins = funcext_core.install(app)\n"
HELLO = """
@app.route(route="hello")
def hello(req: func.HttpRequest) -> str:
    return "Hello"
"""
TICK = """
@app.timer_trigger(arg_name="timer", schedule="0 * * * * *")
async def tick(timer: func.TimerRequest) -> None: ...
"""
APP = HEAD + INSTALL + HELLO


def write_app(
    folder: Path,
    script: str = APP,
    values: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
) -> Path:
    """Write an app of the v2 model into a folder, and return the folder.

    Args:
        folder: the folder, which is made.
        script: the text of function_app.py; none is written if it is empty.
        values: the `Values` of local.settings.json.
        files: other files, by their paths in the folder; they may replace those above.
    """
    texts = {"host.json": '{"version": "2.0"}'}
    if script:
        texts["function_app.py"] = script
    if values is not None:
        texts["local.settings.json"] = json.dumps({"IsEncrypted": False, "Values": dict(values)})
    for name, text in {**texts, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
