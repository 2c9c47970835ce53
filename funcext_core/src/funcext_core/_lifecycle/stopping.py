"""`app_stop`: the hooks that run when the process shuts down normally.

The workers handle no SIGTERM, and the platform may kill without warning: all of this is best
effort. Where the app was indexed on the main thread, SIGTERM first runs the hooks, then does what
it did before. Elsewhere, and where the process ends without a signal, `atexit` runs the sync ones.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import queue
import signal
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING, Any

import attrs


if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from types import FrameType


logger = logging.getLogger("funcext")

DEADLINE = 5.0
"""Seconds that each hook has. The platform gives a process about 30 after its SIGTERM."""

_RAISE_AGAIN_AFTER = 0.1
_RAISE_AT_MOST = 50


@attrs.frozen(eq=False)
class StopHook:
    """One `app_stop` hook, ready to be called."""

    plugin: str
    call: Callable[[], Any]
    """Runs the hook, containing its errors; returns an awaitable if it is async."""
    is_async: bool


@attrs.define(eq=False)
class Stopper:
    """Run the hooks once, innermost layer first, however the process ends."""

    hooks: Sequence[StopHook]
    """In the order in which they run."""
    loop: asyncio.AbstractEventLoop | None
    deadline: float = attrs.field(factory=lambda: DEADLINE)
    """Seconds that each hook has."""
    _runners: dict[int, _Runner] = attrs.field(factory=dict, init=False)
    _coordinator: _Runner | None = attrs.field(default=None, init=False)
    _previous: Any = attrs.field(default=None, init=False)
    _started: bool = attrs.field(default=False, init=False)
    _stopped: threading.Event = attrs.field(factory=threading.Event, init=False)
    _going_on: threading.Event = attrs.field(factory=threading.Event, init=False)

    def arm(self) -> None:
        """Arrange for the hooks to run when the process ends.

        The threads that the hooks need are started here: at exit, Python starts none.
        """
        for index, hook in enumerate(self.hooks):
            if not hook.is_async:
                self._runners[index] = _Runner(f"funcext app_stop {hook.plugin}")
        atexit.register(self._at_exit)
        on_main_thread = threading.current_thread() is threading.main_thread()
        # A process that ignores the signal does not end by it.
        if on_main_thread and signal.getsignal(signal.SIGTERM) is not signal.SIG_IGN:
            self._coordinator = _Runner("funcext app_stop")
            self._previous = signal.signal(signal.SIGTERM, self._on_sigterm)

    def run(self, *, with_async: bool) -> None:
        """Run all hooks, each up to its deadline."""
        for index, hook in enumerate(self.hooks):
            if not hook.is_async:
                self._await(hook, self._runners[index].submit(hook.call))
            elif with_async and self.loop is not None and self.loop.is_running():
                self._await(hook, asyncio.run_coroutine_threadsafe(_run(hook.call), self.loop))
            else:
                logger.warning(
                    "app_stop of plugin %r is async and was not run: the event loop has ended",
                    hook.plugin,
                )

    def _await(self, hook: StopHook, ended: Future[Any]) -> None:
        try:
            ended.result(self.deadline)
        except FutureTimeoutError:
            logger.error(  # noqa: TRY400 - where it hangs is not in this traceback
                "app_stop of plugin %r did not end within %g seconds; it is abandoned",
                hook.plugin,
                self.deadline,
            )
        except BaseException:
            # The hook's own errors are contained; this is the loop, which ended meanwhile.
            logger.exception("app_stop of plugin %r was interrupted", hook.plugin)

    def _on_sigterm(self, number: int, frame: FrameType | None) -> None:
        """Start the hooks; when they have ended the signal is raised again, and goes on.

        Python runs this on the main thread, which is the loop's: it must not wait here.
        """
        if self._stopped.is_set():
            self._go_on(number, frame)
        elif not self._started and self._coordinator is not None:
            self._started = True
            self._coordinator.submit(lambda: self._stop_and_raise(number))

    def _stop_and_raise(self, number: int) -> None:
        try:
            self.run(with_async=True)
        finally:
            self._stopped.set()
            self._raise_until_handled(number)

    def _raise_until_handled(self, number: int) -> None:
        """Raise the signal again.

        Python only notes a signal that comes just before its main thread begins to wait, and then
        waits on. Here that is likely: the thread's loop has just run the async hooks.
        """
        for _ in range(_RAISE_AT_MOST):
            _raise_on_main_thread(number)
            if self._going_on.wait(_RAISE_AGAIN_AFTER):
                return

    def _go_on(self, number: int, frame: FrameType | None) -> None:
        self._going_on.set()
        if callable(self._previous):
            self._previous(number, frame)
        else:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)

    def _at_exit(self) -> None:
        if self._started:
            # The process ends while the hooks run: let them, as long as they may.
            self._stopped.wait(self.deadline * len(self.hooks))
            return
        self._started = True
        self.run(with_async=False)
        self._stopped.set()


class _Runner:
    """A daemon thread that waits for one thing to do."""

    def __init__(self, name: str) -> None:
        self._work: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = queue.SimpleQueue()
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def submit(self, call: Callable[[], Any]) -> Future[Any]:
        done: Future[Any] = Future()
        self._work.put((call, done))
        return done

    def _run(self) -> None:
        call, done = self._work.get()
        try:
            done.set_result(call())
        except BaseException as error:  # noqa: BLE001 - it is whoever waits that must see it
            done.set_exception(error)


def _raise_on_main_thread(number: int) -> None:
    if hasattr(signal, "pthread_kill"):
        # To that thread, so that what it waits in is interrupted.
        signal.pthread_kill(threading.main_thread().ident or 0, number)
    else:
        # Windows, where os.kill() would end the process on the spot.
        signal.raise_signal(number)


async def _run(call: Callable[[], Awaitable[Any]]) -> Any:
    return await call()
