"""`warm` in the v1 model: its modules are imported once the first script is loaded."""

from __future__ import annotations

import sys
import threading

import pytest

from drivers.interface import HTTP_BINDINGS, function_json, http_request
from drivers.params import CLASSIC, LIBRARY
from worker.starting import EveryApp, Start, Worker


def finish() -> None:
    """Wait for the end of the imports."""
    for thread in threading.enumerate():
        if thread.name == "funcext-warm":
            thread.join(30)


@pytest.fixture(scope="module")
def every_app() -> EveryApp:
    """A plugin that warms a module."""
    return EveryApp(
        {
            "heavy_quick.py": "TIMES = globals().get('TIMES', 0) + 1",
            "warming.py": (
                "from funcext_core import hookimpl\n"
                "class Warming:\n"
                "    warm = ('heavy_quick',)\n"
                "    @hookimpl\n"
                "    def pre_invocation(self): ...\n"
            ),
            "warming-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: x\nVersion: 1.0\n",
            "warming-1.0.dist-info/entry_points.txt": "[funcext]\nwarming = warming:Warming\n",
        },
        {"FUNCEXT_PLUGINS": "warming", "PYTHON_ENABLE_WORKER_EXTENSIONS": "1"},
    )


HELLO = """
import azure.functions as func
import funcext_core
{setup}
def main(req: func.HttpRequest) -> str:
    return "hello"
"""


@pytest.mark.parametrize(
    ("worker", "setup"),
    [
        pytest.param(*CLASSIC.values, "@funcext_core.instrument", id="classic-instrument"),
        pytest.param(
            *LIBRARY.values,
            "@funcext_core.instrument",
            marks=LIBRARY.marks,
            id="library-instrument",
        ),
        pytest.param(*CLASSIC.values, "funcext_core.install()", id="classic-install"),
    ],
)
def test_in_the_v1_model_it_begins_when_the_first_script_is_loaded(
    start: Start, worker: Worker, setup: str
) -> None:
    files = {
        "hello/__init__.py": HELLO.format(setup=setup),
        "hello/function.json": function_json(*HTTP_BINDINGS),
    }
    running = start(worker, files)
    finish()
    assert "heavy_quick" in sys.modules
    assert running.invoke("hello", {"req": http_request()}).ok
    finish()
    assert sys.modules["heavy_quick"].TIMES == 1
