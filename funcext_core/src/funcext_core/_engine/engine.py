"""The engine: an indexed app whose functions are invoked as a worker invokes them."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

import attrs

from funcext_core._hook_call import HookCall
from funcext_core._process import CurrentInvocation, end_with_loop, hook_calls_wanted_by

from . import bindings, events
from .app import IndexedApp, index_app
from .context import Context, RetryContext, TraceContext, trace_context
from .feed import Feed
from .indexing import IndexedFunction, Slot
from .inputs import Sent, datum, streamed_request
from .invoking import NO_DATA, Call, Ended, run
from .logs import LoggedInvocation, lines_of
from .results import Result, Timing
from .threads import FunctionThreads
from .trigger_data import trigger_data


@attrs.frozen
class Request:
    """The inputs of an invocation."""

    input: object = None
    """The trigger's data: a `Sent` exactly as the Functions host would send it, or a value, such as
    text, from which `trigger_data` makes it up. A list is many events for a trigger that takes a
    batch."""
    metadata: Mapping[str, object] = attrs.field(factory=dict)
    """The trigger's metadata; it replaces made-up metadata with the same name."""
    id: str = ""
    """The invocation's id; if empty, a new one."""
    inputs: Mapping[str, object] = attrs.field(factory=dict)
    """Data for other input bindings, by name; the argument is None for a binding without data, as
    for a service that finds nothing. For a type of an SDK extension, the object itself."""
    trace: TraceContext | None = None
    """The trace that it is a part of; None begins one."""
    retry: RetryContext = attrs.field(factory=RetryContext)
    """The retries so far; none by default."""


class Engine:
    """The functions of one app, on the loop that indexed them and on a pool of threads."""

    app: IndexedApp
    feed: Feed
    """Gives the engine's events to its observers."""
    seconds: float | None
    """The longest time of an invocation, which may be set; None, the default, means no limit."""
    loop: asyncio.AbstractEventLoop
    """The loop on which the app was indexed, and on which async functions run."""

    def __init__(
        self,
        app: IndexedApp,
        pool: Executor,
        feed: Feed | None = None,
        *,
        keep_logs: bool = False,
        keep_hooks: bool = False,
    ) -> None:
        """Take an indexed app, on the loop that it was indexed on.

        Args:
            app: the app.
            pool: the threads of sync functions; the engine shuts it down.
            feed: gives events to observers; they may have seen how the app was indexed.
            keep_logs: whether results have the log lines of their invocations. A `LogHandler`
                takes them.
            keep_hooks: whether results have the calls of hooks; see `events.Span`.
        """
        self.app = app
        self.feed = Feed() if feed is None else feed
        self._pool = pool
        self._running = LoggedInvocation if keep_logs else CurrentInvocation
        self._keep_hooks = keep_hooks
        self.seconds = None
        self.loop = asyncio.get_running_loop()
        self._by_name = {function.name: function for function in app.functions}
        self._busy = Busy()
        self._stopping = False
        self._left_behind: list[Call] = []
        """The invocations whose time was over, and that may still have a thread."""

    def function(self, name: str) -> IndexedFunction:
        """Return the function of that name.

        Raises:
            LookupError: there is none.
        """
        try:
            return self._by_name[name]
        except KeyError:
            known = ", ".join(self._by_name) or "none"
            failure = self.app.failures.get(name)
            message = str(failure or f"There is no function {name!r}. The functions are: {known}.")
            raise LookupError(message) from failure

    def prepare(self, name: str, request: Request) -> Call:
        """Prepare an invocation, which `submit` or `run` then runs.

        Raises:
            LookupError: there is no such function.
            ValueError: an input does not fit its binding.
        """
        function = self.function(name)
        return self._call(function, request, _arguments(function, request))

    async def invoke(
        self,
        name: str,
        input: object = None,  # noqa: A002 - as in the body of /admin/functions/<name>
        *,
        metadata: Mapping[str, object] | None = None,
        id: str = "",  # noqa: A002 - the worker's own word
        inputs: Mapping[str, object] | None = None,
        trace: TraceContext | None = None,
    ) -> Result:
        """Invoke a function, on the engine's loop; see `Request` for the arguments.

        Returns:
            The result. It has whatever the function raised, or the error about an input that does
            not fit.

        Raises:
            LookupError: there is no such function.
        """
        request = Request(input, metadata or {}, id, inputs or {}, trace)
        try:
            call = self.prepare(name, request)
        except ValueError as error:
            return self._ended(self._call(self.function(name), request, {}), Ended(error=error))
        return await self.run(call)

    def submit(self, call: Call) -> concurrent.futures.Future[Result]:
        """Request a prepared invocation, from any thread."""
        self._busy.enter()
        future = asyncio.run_coroutine_threadsafe(self.run(call), self.loop)
        future.add_done_callback(lambda _: self._busy.leave())
        return future

    async def run(self, call: Call) -> Result:
        """Run a prepared invocation on the engine's loop.

        Raises:
            CancelledError: the engine was stopped before it ended.
        """
        self._busy.enter()
        try:
            ended = await run(call, self._pool, self.seconds)
            if call.is_left_behind:
                self._replace_thread(call)
            return self._ended(call, ended)
        except asyncio.CancelledError as error:
            self._ended(call, Ended(error=error))
            raise
        finally:
            self._busy.leave()

    def _replace_thread(self, call: Call) -> None:
        self._left_behind = [*(one for one in self._left_behind if one.is_left_behind), call]
        if isinstance(self._pool, FunctionThreads):
            self._pool.replace_thread()

    async def stop(self, grace: float) -> bool:
        """Wait at most `grace` seconds for running invocations, then abandon the rest.

        Then end all that ends with the loop: the ASGI app's lifespan, and what plugins stop.

        Returns:
            Whether all of them ended, and have left their threads.
        """
        self._emit_host("stopping")
        idle = await asyncio.to_thread(self._busy.wait_until_idle, grace)
        self._stopping = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        if self.app.lifespan is not None:
            await self.app.lifespan.stop()
        # In a thread: it waits for coroutines on this loop.
        await asyncio.to_thread(end_with_loop, self.loop)
        self._emit_host("stopped")
        hook_calls_wanted_by.discard(self.feed)
        return idle and not any(call.is_left_behind for call in self._left_behind)

    def _call(
        self, function: IndexedFunction, request: Request, arguments: Mapping[str, object]
    ) -> Call:
        invocation_id = request.id or str(uuid.uuid4())
        call = Call(
            function,
            arguments,
            context=Context(
                invocation_id=invocation_id,
                function_name=function.name,
                function_directory=function.directory,
                trace_context=request.trace or trace_context({}),
                retry_context=request.retry,
            ),
            running=self._running(invocation_id, function.name),
            queued=time.perf_counter(),
            on_enter=self._entered if self.feed.needs(events.Started) else None,
            is_given_up=lambda: self._stopping,
        )
        if self._keep_hooks or self.feed.needs(events.Span):
            call.running.on_hook = partial(
                self._hook_called, invocation_id, function.name, call.hooks
            )
        if self.feed.active:
            self.feed.emit(events.Queued, invocation_id, function.name)
        return call

    def _hook_called(
        self, invocation_id: str, function: str, hooks: list[HookCall], call: HookCall
    ) -> None:
        if self._keep_hooks:
            hooks.append(call)
        self.feed.emit(events.Span, invocation_id, function, call)

    def _entered(self, call: Call) -> None:
        self.feed.emit(
            events.Started, call.running.id, call.running.function, call.began - call.queued
        )

    def _ended(self, call: Call, ended: Ended) -> Result:
        running = call.running
        result = Result(
            id=running.id,
            function=running.function,
            value=None if ended.error is not None else ended.value,
            outputs=ended.outputs,
            error=ended.error,
            skipped_by=running.skipped_by,
            logs=lines_of(running),
            hooks=tuple(call.hooks),
            timing=_timing(call),
        )
        if self.feed.active:
            self.feed.emit(events.Ended, running.id, running.function, result)
        return result

    def _emit_host(self, state: Literal["starting", "running", "stopping", "stopped"]) -> None:
        emit_host(self.feed, state, self.app.directory)


async def start_engine(
    directory: Path,
    pool: Executor,
    feed: Feed | None = None,
    *,
    script: Path | None = None,
    index: Callable[[], IndexedApp] | None = None,
    keep_logs: bool = False,
    keep_hooks: bool = False,
) -> Engine:
    """Index the app in a folder on the running loop, which becomes its worker's loop.

    Args:
        directory: the app's folder. The process must be prepared for it.
        pool: the threads of sync functions.
        feed: gives events to observers; they see how the app is indexed.
        script: the file that defines an app of the v2 model, if it has another name.
        index: indexes the app, if it is not to be imported from the folder.
        keep_logs: whether results have the log lines of their invocations.
        keep_hooks: whether results have the calls of hooks.

    Raises:
        ScriptError: the app's code raised an exception, which is the `__cause__`.
        LocalHostError: the app cannot be indexed, or the lifespan of its ASGI app failed.
        FuncextError: a plugin's error, unchanged.
    """
    feed = Feed() if feed is None else feed
    emit_host(feed, "starting", directory)
    if keep_hooks or feed.needs(events.Span):
        hook_calls_wanted_by.add(feed)
    try:
        app = index_app(directory, script) if index is None else index()
        if app.lifespan is not None:
            await app.lifespan.start()
    except BaseException:
        hook_calls_wanted_by.discard(feed)
        raise
    feed.emit(events.Functions, app.functions, app.failures)
    emit_host(feed, "running", directory)
    return Engine(app, pool, feed, keep_logs=keep_logs, keep_hooks=keep_hooks)


def emit_host(
    feed: Feed, state: Literal["starting", "running", "stopping", "stopped"], directory: Path
) -> None:
    """Tell observers about an engine's state."""
    if feed.active:
        feed.emit(events.Host, state, directory, datetime.now().astimezone())


def _arguments(function: IndexedFunction, request: Request) -> dict[str, object]:
    """Create the arguments for a function's input bindings.

    Raises:
        ValueError: an input does not fit its binding.
    """
    trigger = function.trigger_slot
    others = [slot for slot in function.inputs if slot is not trigger]
    unknown = request.inputs.keys() - {slot.name for slot in others}
    if unknown:
        names = ", ".join(map(repr, sorted(unknown)))
        message = f"The function {function.name!r} has no input binding {names}."
        raise ValueError(message)
    arguments = {
        slot.name: _argument(slot, request.inputs.get(slot.name, NO_DATA)) for slot in others
    }
    if trigger.is_extension_type:
        arguments[trigger.name] = _argument(trigger, request.input)
    else:
        arguments[trigger.name] = _trigger_argument(function, request)
    return arguments


def _trigger_argument(function: IndexedFunction, request: Request) -> object:
    sent = request.input
    if not isinstance(sent, Sent):
        sent = trigger_data(function, sent)
    said = {name: datum(value) for name, value in request.metadata.items()}
    return bindings.decode(function.trigger_slot.converter, sent.data, {**sent.metadata, **said})


def _argument(slot: Slot, given: object) -> object:
    """Create the argument for an input binding without made-up data.

    Raises:
        ValueError: the value does not fit the binding.
    """
    if slot.is_extension_type:
        # The extension's package would create it from a reference that only a service has.
        if isinstance(given, Sent):
            return NO_DATA if given.stream is None else streamed_request(given)
        return NO_DATA if given is None else given
    if given is NO_DATA:
        # No service provides it. It is None, as if a service had found nothing.
        return None
    data = given.data if isinstance(given, Sent) else datum(given)
    return bindings.decode(slot.converter, data, {})


def _timing(call: Call) -> Timing:
    now = time.perf_counter()
    if not call.began:
        return Timing(total=now - call.queued)
    return Timing(call.began - call.queued, call.left - call.began, now - call.queued)


@attrs.define(eq=False)
class Busy:
    """Counts what is in progress, so that a stop can wait until it ends."""

    _count: int = attrs.field(default=0, init=False)
    _changed: threading.Condition = attrs.field(factory=threading.Condition, init=False)

    def enter(self) -> None:
        """Count one more."""
        with self._changed:
            self._count += 1

    def leave(self) -> None:
        """Count one less."""
        with self._changed:
            self._count -= 1
            if not self._count:
                self._changed.notify_all()

    def wait_until_idle(self, seconds: float) -> bool:
        """Wait until nothing is in progress; return False if something still is after the time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._count <= 0, seconds)
