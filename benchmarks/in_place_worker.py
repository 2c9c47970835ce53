"""A worker process: the published library runtime with one app, invoked on request.

Run with the app's folder. Each line of the standard input has a way in, a function's name and a
number. The process invokes the function that many times and prints the seconds it took.

The ways in are the runtime's own: `handle_event`, with objects instead of protobuf messages, and
`native`, without them. Requests are created once. Each runs in its own task, as in a worker.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import sys
import time
from collections.abc import Callable, Coroutine
from itertools import repeat
from pathlib import Path
from typing import Any

from drivers.interface import http_request
from drivers.library import LibraryRuntime, Message, ParameterBinding, TypedData
from drivers.loop import Call


INVOCATION_ID = "11111111-2222-3333-4444-555555555555"

Handle = Callable[[], Coroutine[Any, Any, Any]]


def serve(directory: Path) -> None:
    """Load the app and answer until the input ends."""
    _stay_on_one_processor()
    driver = LibraryRuntime()
    driver.load(directory)
    _check_layers(driver)
    ways = {"handle_event": _handle_event, "native": _native}
    print("ready", flush=True)
    for line in sys.stdin:
        way, function, count = line.split()
        print(driver.run(_batch(ways[way](driver, function), int(count))), flush=True)
    driver.close()


def _stay_on_one_processor() -> None:
    """Keep the loop's thread and the pool's threads on one processor, if the system can.

    The time one thread takes to wake another depends on their processors, and would dominate the
    measurement. Small instances of a plan have only one processor.
    """
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _check_layers(driver: LibraryRuntime) -> None:
    """Raise if a function does not have the number of layers in its name."""
    host = getattr(sys.modules["function_app"], "plugins", None)
    functions = host.describe()["functions"] if host is not None else []
    layers = {function["name"]: len(function["layers"]) for function in functions}
    for name in driver._ids:
        expected = 0 if host is None else int(name.rpartition("_")[2])
        if layers.get(name, 0) != expected:
            message = f"{name!r} has {layers.get(name, 0)} layers, not {expected}"
            raise RuntimeError(message)


async def _batch(handle: Handle, count: int) -> float:
    create_task = asyncio.get_running_loop().create_task
    for _ in repeat(None, 1 + count // 10):
        # Not timed: another process just used the processor and its caches.
        await create_task(handle())
    began = time.perf_counter()
    for _ in repeat(None, count):
        answer = await create_task(handle())
    taken = time.perf_counter() - began
    if not _succeeded(answer):
        message = f"an invocation failed: {answer}"
        raise RuntimeError(message)
    return taken


def _succeeded(answer: Any) -> bool:
    if isinstance(answer, tuple):
        return bool(answer[0])
    return bool(answer.result.status == 1)


def _handle_event(driver: LibraryRuntime, function: str) -> Handle:
    body = http_request("hello")
    invocation = Message(
        invocation_id=INVOCATION_ID,
        function_id=driver._ids[function],
        input_data=[ParameterBinding(name="req", data=TypedData.incoming(body.data))],
        trigger_metadata={},
        trace_context=Message(trace_parent="", trace_state="", attributes={}),
        retry_context=Message(retry_count=0, max_retry_count=0, exception=None),
    )
    request = Message(request=Message(invocation_request=invocation), properties={})
    enter = driver.runtime.invocation_request
    return lambda: enter(request)


def _native(driver: LibraryRuntime, function: str) -> Handle:
    call = Call(function, INVOCATION_ID, {"req": http_request("hello")}, {}, "")
    arguments, options = driver._native_request(call)
    module = importlib.import_module(f"{driver.runtime.__name__}.native_invocation")
    enter = module.invocation_request_native
    return lambda: enter(*arguments, **options)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
