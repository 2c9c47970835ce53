"""An engine with an app, for one test: its loop runs while an invocation does."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import ModuleType, TracebackType
from typing import TypeVar

from drivers.interface import fresh_process, write_app
from funcext_core._engine.engine import Engine, start_engine
from funcext_core._engine.feed import Feed
from funcext_core._engine.results import Result


T = TypeVar("T")

PATIENCE = 20  # seconds until a test that hangs fails

HEAD = """\
import asyncio, logging, threading, typing
import azure.functions as func
import funcext_core

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
"""


class Running:
    """An engine whose process is the app's until the end of the block."""

    def __init__(
        self,
        folder: Path,
        files: Mapping[str, str],
        *,
        threads: int = 4,
        feed: Feed | None = None,
        keep_logs: bool = False,
        keep_hooks: bool = False,
    ) -> None:
        self._files = files
        self._folder = folder
        self._process = fresh_process(folder, {})
        self._loop = asyncio.new_event_loop()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="function")
        self._feed = feed
        self._start = partial(start_engine, keep_logs=keep_logs, keep_hooks=keep_hooks)
        self.engine: Engine

    def __enter__(self) -> Running:
        write_app(self._folder, self._files)
        self._process.__enter__()
        try:
            self.engine = self.run(self._start(self._folder, self._pool, self._feed))
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.run(self.engine.stop(grace=0))
        self._end()

    def _end(self) -> None:
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()
        self._pool.shutdown()
        self._process.__exit__(None, None, None)

    def run(self, main: Coroutine[object, object, T]) -> T:
        """Run a coroutine on the engine's loop."""
        return self._loop.run_until_complete(asyncio.wait_for(main, PATIENCE))

    def invoke(
        self,
        name: str,
        input: object = None,
        *,
        metadata: Mapping[str, object] | None = None,
        id: str = "",
        inputs: Mapping[str, object] | None = None,
    ) -> Result:
        """Invoke one function."""
        call = self.engine.invoke(name, input, metadata=metadata, id=id, inputs=inputs)
        return self.run(call)

    @property
    def script(self) -> ModuleType:
        """The script of an app of the v2 model."""
        import function_app  # type: ignore[import-not-found] # the app's, which is on the path

        module: ModuleType = function_app
        return module


def v2(source: str) -> dict[str, str]:
    """Return the files of an app of the v2 model."""
    return {"function_app.py": HEAD + source}


class Gate:
    """A barrier for a test and one function's thread."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.open = threading.Event()

    def wait(self) -> None:
        """Mark it as reached, and wait until it is open."""
        self.reached.set()
        assert self.open.wait(PATIENCE)
