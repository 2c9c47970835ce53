"""`invocation.id` is the worker's, and there is a context, whatever a binding is named."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import pytest

from drivers.classic import ClassicWorker
from drivers.interface import LoopDriver, mcp_tool
from drivers.library import WAYS, LibraryRuntime, Way
from drivers.local import LocalHostDriver
from drivers.params import needs_library_runtime
from drivers.tasks import RequestTask
from worker.starting import EveryApp, Start


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """Return the file that the local host requires."""
    return EveryApp({"host.json": '{"version": "2.0"}'})


APP = """\
import asyncio
import azure.functions as func
import funcext_core

app = func.FunctionApp()
plugins = funcext_core.install(app)
SEEN = []

def note(invocation):
    context = invocation.context
    SEEN.append((invocation.id, context.invocation_id, context.function_name))

{hook}

@app.generic_trigger(arg_name="context", type="mcpToolTrigger", toolName="t", description="d")
def tool(context: str) -> str:
    return "done"

@app.generic_trigger(arg_name="context", type="mcpToolTrigger", toolName="a", description="d")
async def atool(context: str) -> str:
    await asyncio.sleep(0)
    return "done"
"""

HOOKS = {
    "pre": "@plugins.pre_invocation\ndef look(invocation): note(invocation)",
    "async pre": "@plugins.pre_invocation\nasync def look(invocation): note(invocation)",
    "around": "@plugins.around_invocation\ndef look(invocation):\n    note(invocation)\n    yield",
    "async around": (
        "@plugins.around_invocation\nasync def look(invocation):\n    note(invocation)\n    yield"
    ),
    "post": "@plugins.post_invocation\ndef look(invocation): note(invocation)",
    "async post": "@plugins.post_invocation\nasync def look(invocation): note(invocation)",
}

WORKERS: dict[str, tuple[type[LoopDriver], dict[str, Any]]] = {
    "classic": (ClassicWorker, {}),
    **{f"library {way}": (LibraryRuntime, {"way": way}) for way in WAYS},
    "local": (LocalHostDriver, {}),
}


def load(start: Start, worker: str, hook: str) -> LoopDriver:
    if worker.startswith("library") and sys.version_info < (3, 13):
        pytest.skip("the library runtimes need Python 3.13 or later")
    driver, options = WORKERS[worker]
    return start(driver, {"function_app.py": APP.replace("{hook}", HOOKS[hook])}, {}, **options)


def seen() -> list[tuple[str, str, str]]:
    noted: list[tuple[str, str, str]] = sys.modules["function_app"].SEEN
    return noted


@pytest.mark.parametrize("worker", WORKERS)
@pytest.mark.parametrize("hook", HOOKS)
def test_a_binding_named_context_hides_neither_id_nor_context(
    start: Start, worker: str, hook: str
) -> None:
    running = load(start, worker, hook)
    expected = []
    for name in ("tool", "atool", "tool", "atool"):
        result = running.invoke(name, {"context": mcp_tool("t")})
        assert result.ok
        expected.append((result.invocation_id, result.invocation_id, name))
    assert seen() == expected


@pytest.mark.parametrize("worker", ["classic", *(f"library {way}" for way in WAYS)])
@pytest.mark.parametrize("name", ["tool", "atool"])
def test_invocations_at_the_same_time_have_their_own(start: Start, worker: str, name: str) -> None:
    running = load(start, worker, "around")
    ids = [f"id-{number}" for number in range(20)]

    async def main() -> None:
        calls = (running.ainvoke(name, {"context": mcp_tool("t")}, one) for one in ids)
        results = await asyncio.gather(*calls)
        assert all(result.ok for result in results)

    running.run(main())
    assert sorted(seen()) == sorted((one, one, name) for one in ids)


@needs_library_runtime
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["tool", "atool"])
def test_the_library_runtime_needs_no_dispatcher_that_marks_its_tasks(
    start: Start, way: Way, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RequestTask, "belong_to", lambda task, invocation_id: None)
    running = load(start, f"library {way}", "pre")
    for number in range(3):
        assert running.invoke(name, {"context": mcp_tool("t")}, f"id-{number}").ok
    assert [invocation_id for invocation_id, _, _ in seen()] == ["id-0", "id-1", "id-2"]
