"""The front page: its examples work, and its links lead somewhere."""

from __future__ import annotations

import importlib.util
import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import azure.functions as func
import pytest

from distributions import Distributions
from funcext_core import hooks
from project.markdown import block, entry_points, leads_somewhere, links, shown_hook
from repository import ROOT


README = ROOT / "README.md"
TIMER_README = ROOT / "funcext_timer" / "README.md"
QUICKSTART_README = ROOT / "funcext_examples" / "apps" / "quickstart" / "README.md"


def load_app(folder: Path) -> ModuleType:
    """Write the page's app to `folder` and import it as a worker does, as a file."""
    script = folder / "function_app.py"
    script.write_text(block(README, "python", "# function_app.py"), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("readme_function_app", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def call_hello(module: ModuleType) -> func.HttpResponse:
    """Index the app and call its function with a worker's arguments."""
    (function,) = module.app.get_functions()
    user_function: Callable[..., func.HttpResponse] = function.get_user_function()
    arguments: dict[str, object] = {
        "req": func.HttpRequest("GET", "http://localhost/api/hello", body=b"")
    }
    if "context" in inspect.signature(user_function).parameters:
        arguments["context"] = None
    return user_function(**arguments)


def test_the_app_answers_with_the_timer_that_the_settings_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in block(README, "", "FUNCEXT_PLUGINS=timer").split():
        monkeypatch.setenv(*line.split("="))
    body = call_hello(load_app(tmp_path)).get_body().decode()
    assert re.fullmatch(r"Hello! \(TimeElapsed: \d+\.\d{6} sec\)", body)


def test_the_app_is_untouched_if_the_setting_is_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FUNCEXT_PLUGINS", raising=False)
    module = load_app(tmp_path)
    (function,) = module.app.get_functions()
    assert function is module.hello._function
    assert call_hello(load_app(tmp_path)).get_body() == b"Hello!"


@pytest.mark.parametrize(("limit", "warns"), [("0ms", True), ("1h", False)])
def test_the_plugin_is_found_configured_and_run(
    limit: str,
    warns: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    distributions: Distributions,
) -> None:
    source = block(README, "python", "# slowlog.py")
    distributions.write("slowlog", entry_points(README), {"slowlog": source})
    monkeypatch.setenv("FUNCEXT_PLUGINS", "slowlog")
    monkeypatch.setenv("FUNCEXT_SLOWLOG__LIMIT", limit)
    assert call_hello(load_app(tmp_path)).get_body() == b"Hello!"
    assert any(message.startswith("hello took ") for message in caplog.messages) is warns


def test_the_plugin_and_its_entry_point_take_fifteen_lines() -> None:
    text = block(README, "python", "# slowlog.py") + block(README, "toml", "slowlog")
    assert len([line for line in text.splitlines() if line.strip()]) <= 15


def test_the_table_of_hooks_is_that_of_the_hookspecs() -> None:
    rows = re.findall(r"^\| `(\w+)(\(.*\))` \|", README.read_text(encoding="utf-8"), re.MULTILINE)

    assert [name + arguments for name, arguments in rows] == [*map(shown_hook, hooks.ARGUMENTS)]


def test_every_make_target_on_the_page_is_in_the_makefile() -> None:
    text = README.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make (\w+)", text, re.MULTILINE))
    targets = set(
        re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert named >= {"demo", "test"}
    assert named <= targets


@pytest.mark.parametrize(
    "page",
    [README, TIMER_README, QUICKSTART_README],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    assert [link for link in links(page) if not leads_somewhere(page, link)] == []


def test_the_timers_page_shows_an_extension_that_registers_and_configures() -> None:
    code = block(TIMER_README, "python", "TimerExtension")
    check = "assert TimerExtension.append_to_http_response and not TimerExtension.server_timing"
    subprocess.run([sys.executable, "-c", f"{code}\n{check}"], check=True)
