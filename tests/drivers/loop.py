"""The base of the workers' drivers: an event loop, requests, log lines.

A driver represents one worker process. Its event loop belongs to the thread that calls it, as a
worker's belongs to the main thread, and runs while `load`, `invoke` or `run` do.
"""

from __future__ import annotations

import abc
import asyncio
import contextlib
import contextvars
import gc
import logging
import os
import uuid
import warnings
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Protocol, TypeVar

import attrs

from drivers.inputs import Data, Delivery, delivery
from drivers.process import fresh_process
from drivers.results import FunctionView, LoadFailure, LogLine, Result, WorkerDied, WorkerException


T = TypeVar("T")

# How long an invocation may take before the test fails instead of hanging. Nothing waits for it.
PATIENCE = 60.0


class WorkerDriver(Protocol):
    """The interface of a worker, of any generation, for the tests."""

    generation: ClassVar[str]

    @property
    def logs(self) -> Sequence[LogLine]:
        """The log lines that reached the host since the app was loaded."""

    def load(self, directory: Path) -> tuple[str, ...]:
        """Start a worker for the app in *directory* and return the names of its functions.

        Raises:
            LoadFailure: the app, or a v1 function of it, did not load.
            WorkerDied: loading it ended the process.
        """

    def view(self, name: str) -> FunctionView:
        """Return what the worker has about the function *name*."""

    def invoke(
        self,
        name: str,
        inputs: Mapping[str, object],
        invocation_id: str | None = None,
        trigger_metadata: Mapping[str, Data] | None = None,
        *,
        trace_parent: str = "",
    ) -> Result:
        """Invoke the function *name* and return what the host sees of it.

        *inputs* has one value for each input binding, as `delivery` takes it.
        """

    async def ainvoke(
        self,
        name: str,
        inputs: Mapping[str, object],
        invocation_id: str | None = None,
        trigger_metadata: Mapping[str, Data] | None = None,
        *,
        trace_parent: str = "",
    ) -> Result:
        """Invoke as `invoke` does, from a coroutine that `run` runs; any number at a time."""

    def run(self, main: Awaitable[T]) -> T:
        """Run *main* on the worker's loop and return its result.

        Raises:
            WorkerDied: an invocation ended the process meanwhile.
        """

    def close(self) -> None:
        """Close the worker and restore this process."""


@attrs.frozen
class Call:
    """One invocation request."""

    function: str
    invocation_id: str
    inputs: Mapping[str, Delivery]
    metadata: Mapping[str, Data]
    trace_parent: str


class HostLog(logging.Handler):
    """Collects the log lines that a worker would send to the host."""

    def __init__(self, invocation_id: Callable[[], str | None]) -> None:
        super().__init__()
        self.lines: list[LogLine] = []
        self._invocation_id = invocation_id

    def emit(self, record: logging.LogRecord) -> None:
        system = record.name.startswith(("azure_functions_worker", "azure.functions"))
        text = self.format(record)
        invocation_id = self._invocation_id()
        line = LogLine(record.name, record.levelname, text, system, invocation_id)
        self.lines.append(line)


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from running meanwhile.

    pytest rewrites the modules of a distribution that has a pytest plugin, as ours has, whenever
    they are imported. Python 3.11 raises a SystemError out of `ast.parse` if the collector runs a
    finalizer meanwhile that gets as far as another import.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class LoopDriver(abc.ABC):
    """A `WorkerDriver` with an event loop of its own; a generation fills in loading and serving."""

    generation: ClassVar[str]

    def __init__(
        self, *, settings: Mapping[str, str] | None = None, fresh: Iterable[str] = ()
    ) -> None:
        """Prepare a worker with *settings* as its app settings.

        *fresh* names packages that each load imports again, with all of their state.
        """
        self._settings = dict(settings or {})
        self._fresh = tuple(fresh)
        self._undo = contextlib.ExitStack()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._requests: set[asyncio.Task[object]] = set()
        self._log = HostLog(self._current_invocation)
        self._dead = False

    @property
    def logs(self) -> Sequence[LogLine]:
        """The log lines that reached the host since the app was loaded."""
        return self._log.lines

    def load(self, directory: Path) -> tuple[str, ...]:
        """Start a new worker for the app in *directory*; see `WorkerDriver.load`.

        The worker of an earlier load is closed first. After a `LoadFailure` the functions that
        it names as served can be invoked.
        """
        self.close()
        self._start(directory)
        with _no_collection():
            return self.run(self._answer_load(directory))

    async def _answer_load(self, directory: Path) -> tuple[str, ...]:
        task = self._request(self._load(directory))
        await asyncio.wait({task})
        error = None if task.cancelled() else task.exception()
        if task.cancelled() or not isinstance(error, (Exception, type(None))):
            message = f"no answer to the load request: {error!r}"
            raise LoadFailure(message, no_response=True)
        return task.result()

    def invoke(
        self,
        name: str,
        inputs: Mapping[str, object],
        invocation_id: str | None = None,
        trigger_metadata: Mapping[str, Data] | None = None,
        *,
        trace_parent: str = "",
    ) -> Result:
        """Invoke one function and return what the host sees; see `WorkerDriver.invoke`."""
        self._living_loop()
        call = self.ainvoke(
            name, inputs, invocation_id, trigger_metadata, trace_parent=trace_parent
        )
        try:
            return self.run(call)
        except WorkerDied as died:
            cause = died.__cause__
            exception = None if cause is None else WorkerException.of(cause)
            return Result(False, exception=exception, no_response=True, worker_died=True)

    async def ainvoke(
        self,
        name: str,
        inputs: Mapping[str, object],
        invocation_id: str | None = None,
        trigger_metadata: Mapping[str, Data] | None = None,
        *,
        trace_parent: str = "",
    ) -> Result:
        """Invoke one function from a coroutine that `run` runs."""
        self.view(name)  # An unknown name is the test's mistake, not an outcome.
        deliveries = {parameter: delivery(value) for parameter, value in inputs.items()}
        metadata = {
            key: value for sent in deliveries.values() for key, value in sent.metadata.items()
        }
        metadata.update(trigger_metadata or {})
        call = Call(name, invocation_id or str(uuid.uuid4()), deliveries, metadata, trace_parent)
        task = self._request(self._serve(call))
        await asyncio.wait({task}, timeout=PATIENCE)
        outcome = _outcome(task, name)
        # The local host gives ids of its own.
        return attrs.evolve(outcome, invocation_id=outcome.invocation_id or call.invocation_id)

    def run(self, main: Awaitable[T]) -> T:
        """Run *main* on the worker's loop; see `WorkerDriver.run`."""
        loop = self._living_loop()
        running = asyncio.ensure_future(main, loop=loop)
        try:
            with _sdk_notices_ignored():
                return loop.run_until_complete(running)
        except (SystemExit, KeyboardInterrupt) as error:
            # Ctrl-C at the terminal ends the test run; one that a request raised ends the worker.
            if not any(_ended_by(task, error) for task in self._requests):
                raise
            running.cancel()
            self._dead = True
            message = f"{error!r} left a request and ended the worker"
            raise WorkerDied(message) from error

    def close(self) -> None:
        """Close the worker and restore this process; closing it again does nothing."""
        loop, self._loop = self._loop, None
        if loop is None:
            return
        try:
            loop.run_until_complete(self._finish())
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            loop.close()
            self._requests.clear()
            self._undo.close()

    def _start(self, directory: Path) -> None:
        self._undo.enter_context(fresh_process(directory, self._settings, self._fresh))
        self._dead = False
        self._loop = asyncio.new_event_loop()
        self._prepare(self._loop)
        self._log.lines = []
        self._undo.enter_context(_host_logging(self._log))

    def _living_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            message = "no app is loaded; call load first"
            raise RuntimeError(message)
        if self._dead:
            message = "the worker has died; load the app again"
            raise WorkerDied(message)
        return self._loop

    def _request(self, handler: Coroutine[object, object, T]) -> asyncio.Task[T]:
        """Handle a request in a task of its own, whose context is empty.

        Requests come to a worker from its connection's thread, so a task inherits nothing from
        the one before it.
        """
        loop = self._living_loop()
        task = contextvars.Context().run(loop.create_task, handler)
        self._requests.add(task)
        return task

    async def _finish(self) -> None:
        # The pool ends while the loop runs: a thread of it may be waiting for the loop.
        await self._stop()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    @abc.abstractmethod
    def view(self, name: str) -> FunctionView:
        """Return what the worker has about the function *name*."""

    @abc.abstractmethod
    def _prepare(self, loop: asyncio.AbstractEventLoop) -> None: ...

    @abc.abstractmethod
    async def _load(self, directory: Path) -> tuple[str, ...]: ...

    @abc.abstractmethod
    async def _serve(self, call: Call) -> Result: ...

    @abc.abstractmethod
    async def _stop(self) -> None: ...

    @abc.abstractmethod
    def _current_invocation(self) -> str | None: ...


@contextlib.contextmanager
def _sdk_notices_ignored() -> Iterator[None]:
    """Let the SDK's own deprecation notices pass, where the tests make errors of warnings."""
    with warnings.catch_warnings():
        # Converting an activity's input gives one, and would fail the invocation.
        modules = r"azure\.(functions|durable_functions)"
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=modules)
        yield


@contextlib.contextmanager
def _host_logging(handler: logging.Handler) -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    verbose = os.environ.get("PYTHON_ENABLE_DEBUG_LOGGING", "").lower() in ("1", "true")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def _ended_by(task: asyncio.Task[object], error: BaseException) -> bool:
    return task.done() and not task.cancelled() and task.exception() is error


def _outcome(task: asyncio.Task[Result], name: str) -> Result:
    if not task.done():
        message = f"the invocation of {name!r} did not end within {PATIENCE} s"
        raise TimeoutError(message)
    if task.cancelled():
        exception = WorkerException("CancelledError", "")
        return Result(False, exception=exception, no_response=True)
    error = task.exception()
    if error is None:
        return task.result()
    return Result(False, exception=WorkerException.of(error), no_response=True)
