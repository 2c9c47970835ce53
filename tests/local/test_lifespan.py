"""The lifespan of an ASGI app begins and ends with the local host."""

from __future__ import annotations

import queue
from collections.abc import Callable
from pathlib import Path

import pytest

from asgi_client import PATIENCE
from funcext_core.local import LocalHostError
from local.apps import Served


APP = """
import asyncio, queue
import azure.functions as func

seen = queue.Queue()

async def asgi(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            seen.put((message["type"], asyncio.get_running_loop()))
            {on_message}
            await send({{"type": message["type"] + ".complete"}})
            if message["type"] == "lifespan.shutdown":
                return
    seen.put((scope["type"], asyncio.get_running_loop()))
    await send({{"type": "http.response.start", "status": 200, "headers": []}})
    await send({{"type": "http.response.body", "body": b"served"}})

app = func.AsgiFunctionApp(asgi)
"""


def write(folder: Path, on_message: str = "") -> None:
    (folder / "function_app.py").write_text(APP.format(on_message=on_message), encoding="utf-8")


def test_it_begins_before_the_first_request_and_ends_at_the_stop(
    tmp_path: Path, serve_folder: Callable[[], Served]
) -> None:
    write(tmp_path)
    served = serve_folder()
    loop = served.host.engine.loop
    seen: queue.Queue[tuple[str, object]] = served.module.seen
    assert seen.get(timeout=PATIENCE) == ("lifespan.startup", loop)
    assert served.get("/api/x").text == "served"
    assert served.get("/api/y").text == "served"
    assert [seen.get(timeout=PATIENCE)[0] for _ in range(2)] == ["http", "http"]
    served.stop()
    assert seen.get(timeout=PATIENCE) == ("lifespan.shutdown", loop)
    assert seen.empty()


@pytest.mark.parametrize(
    ("on_message", "reason"),
    [
        ("raise ValueError('no database')", "its lifespan raised ValueError: no database"),
        ("return await send({'type': message['type'] + '.failed'})", "its lifespan failed"),
    ],
    ids=["raises", "reports"],
)
def test_an_app_whose_lifespan_fails_is_not_served(
    tmp_path: Path, serve_folder: Callable[[], Served], on_message: str, reason: str
) -> None:
    write(tmp_path, on_message)
    with pytest.raises(LocalHostError, match=f"the ASGI app did not start: {reason}"):
        serve_folder()
