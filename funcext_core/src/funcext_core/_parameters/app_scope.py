"""App-scoped values: opened when first asked for, once for all who wait, and closed at the stop.

Nothing here belongs to an invocation. An async provider lives in one task on the worker's loop, in
a context of its own, from its opening to its tear-down. A sync one is opened, and torn down, on a
thread of its own: the loop's thread never waits for it, nor for a lock.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from contextvars import Context
from functools import partial
from typing import TYPE_CHECKING

from funcext_core._foreign import is_a, line_of, log, traceback_of, type_name, with_traceback
from funcext_core._lifecycle.loop_bridge import CHECK_LOOP_EVERY, obstacle_of, running_loop
from funcext_core._plugins.plugin import plugin_logger
from funcext_core.errors import HookError


if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator, Iterable
    from types import TracebackType
    from typing import Final

    from funcext_core._plugins.provided import Provider

    Result = tuple[object, Exception | None, TracebackType | None]
    """The value of an opening, or what it failed with and the traceback of that."""


UNOPENED = object()
"""In the place of a value that is not open."""

_ON_LOOP = "the function was called on an event loop's own thread, which it would block"


class AppScope:
    """The app-scoped values of an app."""

    loop: Callable[[], asyncio.AbstractEventLoop | None]
    """Returns the worker's loop."""
    closed: set[int]
    """The identities of the providers whose plugin has stopped."""

    def __init__(self, loop: Callable[[], asyncio.AbstractEventLoop | None]) -> None:
        self.loop = loop
        self.closed = set()
        self._values: dict[int, AppValue] = {}
        self._opened: list[AppValue] = []

    def value_of(
        self, provider: Provider, arguments: Iterable[tuple[str, AppValue]] = ()
    ) -> AppValue:
        """Return the one value of a provider.

        Args:
            provider: the provider.
            arguments: the app-scoped values that it asks for, by argument.
        """
        value = AppValue(self, provider, dict(arguments))
        return self._values.setdefault(id(provider), value)

    def opened(self, value: AppValue) -> None:
        """Note a value that has been opened, after those that it uses."""
        self._opened.append(value)

    def ended(self, value: AppValue) -> None:
        """Forget a value that is not open anymore."""
        if value in self._opened:
            self._opened.remove(value)

    def usable_loop(self) -> asyncio.AbstractEventLoop | None:
        """Return the loop on which async providers live; None if there is none."""
        loop = self.loop()
        if loop is not None and not loop.is_closed() and loop.is_running():
            return loop
        return running_loop()

    def close(self, providers: Iterable[Provider]) -> None:
        """Tear down the values of a plugin that stops, the last that was opened first.

        One that another plugin's value still uses is torn down right after that. Values without a
        tear-down can be used on.

        Args:
            providers: those of the plugin.
        """
        self.closed.update(map(id, providers))
        for value in reversed(self._opened.copy()):
            if value.is_closed and not self._is_used(value):
                value.close()
                self.ended(value)

    def _is_used(self, value: AppValue) -> bool:
        return any(value in other.arguments.values() for other in self._opened)


class AppValue:
    """The value of an app-scoped provider in this process."""

    scope: Final[AppScope]
    provider: Final[Provider]
    arguments: Final[dict[str, AppValue]]
    """The app-scoped values that the provider asks for, by argument."""
    value: object
    """The value; `UNOPENED` until it is open."""

    __slots__ = ("_lives", "_opening", "arguments", "provider", "scope", "value")

    def __init__(self, scope: AppScope, provider: Provider, arguments: dict[str, AppValue]) -> None:
        self.scope = scope
        self.provider = provider
        self.arguments = arguments
        self.value = UNOPENED
        # At most one of each: `setdefault` and `pop` are a single step for other threads, and take
        # no lock. By the process: a forked child has not the thread that opens its parent's.
        self._opening: dict[int, _Opening] = {}
        self._lives: list[_SyncLife | _AsyncLife] = []

    @property
    def torn_down(self) -> bool:
        """Whether it, or a value that it uses, is torn down when the process stops."""
        return self.provider.generates or any(value.torn_down for value in self.arguments.values())

    @property
    def is_closed(self) -> bool:
        """Whether its plugin has stopped, so that it must not be open anymore."""
        return id(self.provider) in self.scope.closed and self.torn_down

    def open_in_thread(self) -> object:
        """Return the value, opened if need be; the calling thread waits for it.

        Raises:
            Exception: what the opening raised.
            HookError: this thread must not wait.
        """
        return _value_of(self._begin().waited_for())

    async def open(self) -> object:
        """Return the value, opened if need be; the loop goes on meanwhile.

        A cancellation ends the waiting, and not the opening.

        Raises:
            Exception: what the opening raised.
        """
        return _value_of(await self._begin().awaited())

    def close(self) -> None:
        """Tear it down, on a thread that may wait."""
        life = self._forget()
        if life is not None:
            life.end()

    def opened(self, value: object, life: _SyncLife | _AsyncLife | None) -> bool:
        """Take the value that has been opened, and what tears it down; return whether it may stay.

        It may not if its plugin has stopped meanwhile: then it is torn down at once.
        """
        if life is not None:
            self._lives.append(life)
        self.scope.opened(self)
        self.value = value
        if not self.is_closed:
            return True
        late = self._forget()
        self.scope.ended(self)
        if late is not None:
            late.release()
        return False

    def ended(self) -> None:
        """Forget the value, which is not open anymore: the next invocation opens it again."""
        self._forget()
        self.scope.ended(self)

    def _forget(self) -> _SyncLife | _AsyncLife | None:
        """Forget the value; return what tears it down, to the first who asks."""
        self.value = UNOPENED
        self._opening.clear()
        try:
            return self._lives.pop()
        except IndexError:
            return None

    def failed(self, opening: _Opening) -> None:
        """Forget an opening that failed: the next invocation tries again."""
        if self._opening.get(os.getpid()) is opening:
            self._opening.clear()

    def _begin(self) -> _Opening:
        """Return the opening that is under way, or has ended; begin it if there is none."""
        mine = _Opening(self)
        opening = self._opening.setdefault(os.getpid(), mine)
        if opening is mine:
            opening.start()
        return opening


class _Opening:
    """One attempt to open a value, and what waits for it."""

    __slots__ = ("_ended", "_loop", "_task", "_value")

    def __init__(self, value: AppValue) -> None:
        self._value = value
        self._loop = value.scope.usable_loop() if value.provider.is_async else None
        # A waiting task that is cancelled cannot cancel a future that is running.
        self._ended: Future[Result] = Future()
        self._ended.set_running_or_notify_cancel()
        self._task: asyncio.Task[None] | None = None

    # -- what waits ------------------------------------------------------------------------------

    def waited_for(self) -> Result:
        """Return the result; the calling thread waits for it.

        Raises:
            HookError: this thread must not wait.
        """
        while not self._ended.done():
            obstacle = _ON_LOOP if running_loop() is not None else None
            if self._loop is not None:
                obstacle = obstacle or obstacle_of(self._loop)
            if obstacle is not None:
                message = f"provider {self._value.provider} cannot be waited for: {obstacle}"
                raise HookError(message)
            with suppress(FutureTimeoutError):
                self._ended.result(None if self._loop is None else CHECK_LOOP_EVERY)
        return self._ended.result()

    async def awaited(self) -> Result:
        """Return the result; the loop goes on meanwhile."""
        if not self._ended.done():
            await asyncio.wrap_future(self._ended)
        return self._ended.result()

    # -- the opening -----------------------------------------------------------------------------

    def start(self) -> None:
        """Begin."""
        provider = self._value.provider
        if self._value.is_closed:
            self._fail(_closed(provider))
        elif not provider.is_async:
            self._attempt(threading.Thread(target=self._open_sync, daemon=True).start)
        elif self._loop is None:
            self._fail(HookError(f"provider {provider} is async, and no event loop is running"))
        elif self._loop is running_loop():
            self._attempt(self._start_task)
        else:
            schedule = self._loop.call_soon_threadsafe
            self._attempt(partial(schedule, self._start_task, context=Context()))

    def _attempt(self, call: Callable[[], object]) -> None:
        try:
            call()
        except RuntimeError as error:
            # The loop has closed, or no thread can be started.
            self._fail(error)

    def _start_task(self) -> None:
        loop = asyncio.get_running_loop()
        # In a context of its own. Kept, because the loop holds tasks weakly.
        self._task = Context().run(loop.create_task, self._open_async())

    def _open_sync(self) -> None:
        value, provider, context = self._value, self._value.provider, Context()
        life = None
        try:
            arguments = {name: used.open_in_thread() for name, used in value.arguments.items()}
            opened = context.run(provider.function, **arguments)
            if provider.generates:
                life = _SyncLife(provider, context, opened)
                opened = context.run(next, opened)
        except BaseException as error:  # noqa: BLE001 - whoever waits raises it
            self._fail(error)
        else:
            self._succeed(opened, life)
        finally:
            # The frames of an error's traceback lead to this one, and the opening to the error.
            del self

    async def _open_async(self) -> None:
        value, provider = self._value, self._value.provider
        life = None
        try:
            arguments = {name: await used.open() for name, used in value.arguments.items()}
            opened = provider.function(**arguments)
            if provider.generates:
                life = _AsyncLife(value, opened)
                opened = opened.__anext__()
            opened = await opened
        except BaseException as error:  # noqa: BLE001 - whoever waits raises it
            self._fail(error)
            return
        else:
            self._succeed(opened, life)
        finally:
            # As in `_open_sync`.
            del self
        if life is not None:
            # In this task: what the provider has entered, it leaves here.
            await life.live()

    def _succeed(self, opened: object, life: _SyncLife | _AsyncLife | None) -> None:
        if self._value.opened(opened, life):
            self._ended.set_result((opened, None, None))
        else:
            self._fail(_closed(self._value.provider))

    def _fail(self, error: BaseException) -> None:
        # Without the frame that caught it, which holds this opening, and so the error.
        traceback = traceback_of(error)
        error = with_traceback(error, traceback and traceback.tb_next)
        failure = _answerable(error, self._value.provider)
        self._value.failed(self)
        self._ended.set_result((None, failure, traceback_of(failure)))


def _value_of(result: Result) -> object:
    """Return the value of an opening.

    Raises:
        Exception: what the opening raised. Whoever waited raises it: each with the traceback of the
            opening alone.
    """
    value, error, traceback = result
    if error is None:
        return value
    try:
        raise with_traceback(error, traceback)
    finally:
        # This frame is in the error's traceback.
        del result, error, traceback


def _closed(provider: Provider) -> HookError:
    return HookError(f"provider {provider} is closed: the app stops")


def _answerable(error: BaseException, provider: Provider) -> Exception:
    """Return what an opening that raised fails invocations with: one that a worker answers."""
    if isinstance(error, Exception) and not is_a(error, (StopIteration, StopAsyncIteration)):
        return error
    if provider.has_ended(error):
        message = f"provider {provider} ended without its yield"
    else:
        message = f"provider {provider} raised {type_name(error)}: {line_of(error)}".rstrip(": ")
    failure = HookError(message)
    failure.__cause__ = error
    return failure


class _SyncLife:
    """A sync generator between its opening and its tear-down."""

    __slots__ = ("_context", "_generator", "_provider")

    def __init__(
        self, provider: Provider, context: Context, generator: Generator[object, object, object]
    ) -> None:
        self._provider = provider
        self._context = context
        self._generator = generator

    def release(self) -> None:
        """Tear down what was opened too late, on the thread that opened it."""
        self.end()

    def end(self) -> None:
        """Resume the generator, on this thread."""
        try:
            self._context.run(next, self._generator)
            self._context.run(self._generator.close)
        except StopIteration:
            return
        except BaseException as error:  # noqa: BLE001 - the process ends; the others must run
            _report_tear_down(self._provider, error)
            return
        _report_second_yield(self._provider)


class _AsyncLife:
    """An async generator between its opening and its tear-down, in its task."""

    __slots__ = ("_ended", "_generator", "_loop", "_released", "_value")

    def __init__(self, value: AppValue, generator: AsyncGenerator[object, object]) -> None:
        self._value = value
        self._generator = generator
        self._loop = asyncio.get_running_loop()
        self._released = asyncio.Event()
        self._ended: Future[None] = Future()

    def release(self) -> None:
        """Let the task resume the generator; called on the loop."""
        self._released.set()

    def end(self) -> None:
        """Let the task resume the generator, and wait until it has ended."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._released.set)
        while not self._ended.done():
            obstacle = obstacle_of(self._loop)
            if obstacle is not None:
                log(
                    plugin_logger(self._value.provider.plugin),
                    logging.WARNING,
                    "the tear-down of provider %s is async and was not run: %s",
                    self._value.provider,
                    obstacle,
                )
                return
            with suppress(FutureTimeoutError):
                self._ended.result(CHECK_LOOP_EVERY)

    async def live(self) -> None:
        """Wait until the app stops, then tear down."""
        try:
            await self._tear_down(await self._end_of_life())
        finally:
            self._ended.set_result(None)

    async def _end_of_life(self) -> BaseException | None:
        """Return None when the app stops, or what ended the task before."""
        try:
            await self._released.wait()
        except BaseException as error:  # noqa: BLE001 - the generator has to handle it
            # The loop ends, or what the provider has entered has cancelled its task.
            self._value.ended()
            return error
        return None

    async def _tear_down(self, error: BaseException | None) -> None:
        generator, provider = self._generator, self._value.provider
        try:
            if error is None:
                await generator.__anext__()
            else:
                await generator.athrow(error)
            await generator.aclose()
        except StopAsyncIteration:
            return
        except BaseException as raised:  # noqa: BLE001 - nobody else can handle it
            if raised is not error:
                _report_tear_down(provider, raised)
            return
        _report_second_yield(provider)


def _report_tear_down(provider: Provider, error: BaseException) -> None:
    log(
        plugin_logger(provider.plugin),
        logging.ERROR,
        "the tear-down of provider %s raised %s",
        provider,
        type_name(error),
        error=error,
    )


def _report_second_yield(provider: Provider) -> None:
    log(
        plugin_logger(provider.plugin),
        logging.ERROR,
        "provider %s yielded twice: a provider yields once",
        provider,
    )
