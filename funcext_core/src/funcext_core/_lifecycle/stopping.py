"""`app_stop`: the hooks that run when the process shuts down normally.

The workers handle no SIGTERM, and the platform may kill without warning: all of this is best
effort. Where the app was indexed on the main thread, SIGTERM waits for the invocations in flight,
runs the hooks, and then does what it did before. Elsewhere, and where the process ends without a
signal, `atexit` runs the sync hooks.

A forked child inherits the handler and the exit hook. In it they do nothing.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import queue
import signal
import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TYPE_CHECKING, Any

from funcext_core._foreign import log
from funcext_core._process import ending_with_loop


if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from types import FrameType
    from typing import Final

    from .in_flight import InFlight


logger = logging.getLogger("funcext")

BUDGET = 25.0
"""Seconds in which the process stops. The platform gives it about 30 after its SIGTERM."""
WAIT_AT_MOST = 20.0
"""Seconds for which invocations are waited for at most: the hooks need time, too."""
DEADLINE = 5.0
"""Seconds that each hook has at most."""
ANSWERS_LEAVE_IN = 0.5
"""Seconds after the last invocation in which the worker sends its answer."""

_LOOK_EVERY = 0.01
_RAISE_AGAIN_AFTER = 0.1
_RAISE_AT_MOST = 50


class StopHook:
    """One `app_stop` hook, ready to be called."""

    plugin: Final[str]
    call: Final[Callable[[], Any]]
    """Runs the hook, containing its errors; returns an awaitable if it is async."""
    is_async: Final[bool]
    what: Final[str]
    """The hook; or the tear-down of what the plugin provides, which comes after it."""

    __slots__ = ("call", "is_async", "plugin", "what")

    def __init__(
        self, plugin: str, call: Callable[[], object], is_async: bool, what: str = "app_stop"
    ) -> None:
        self.plugin = plugin
        self.call = call
        self.is_async = is_async
        self.what = what


class Clock:
    """The time, and waiting; tests have one of their own."""

    def now(self) -> float:
        """Return the seconds of a monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class _Masks(threading.local):
    """The signals that a thread held back before each fork that is under way."""

    def __init__(self) -> None:
        self.masks: list[set[signal.Signals | int]] = []


class Stopper:
    """Run the hooks once, innermost layer first, however the process ends."""

    hooks: Final[Sequence[StopHook]]
    """In the order in which they run."""
    loop: asyncio.AbstractEventLoop | None
    in_flight: Final[InFlight]
    """The invocations to wait for."""
    timeout: Final[float]
    """Seconds for which they are waited for."""
    clock: Final[Clock]
    deadline: Final[float]
    """Seconds that each hook has at most."""

    __slots__ = (
        "__weakref__",
        "_abandoned",
        "_coordinator",
        "_ends_at",
        "_going_on",
        "_held",
        "_previous",
        "_process",
        "_runners",
        "_started",
        "_stopped",
        "clock",
        "deadline",
        "hooks",
        "in_flight",
        "loop",
        "timeout",
    )

    def __init__(
        self,
        hooks: Sequence[StopHook],
        loop: asyncio.AbstractEventLoop | None,
        in_flight: InFlight,
        timeout: float,
        clock: Clock | None = None,
    ) -> None:
        self.hooks = hooks
        self.loop = loop
        self.in_flight = in_flight
        self.timeout = timeout
        self.clock = Clock() if clock is None else clock
        self.deadline = DEADLINE
        self._process = os.getpid()
        self._ends_at = self.clock.now() + BUDGET
        self._abandoned: list[Future[Any]] = []
        self._runners: dict[int, _Runner] = {}
        self._coordinator: _Runner | None = None
        self._previous: Callable[[int, FrameType | None], object] | int | None = None
        self._started = False
        self._stopped = threading.Event()
        self._going_on = threading.Event()
        self._held = _Masks()

    def arm(self) -> None:
        """Arrange for the hooks to run when the process ends.

        The threads that the hooks need are started here: at exit, Python starts none.
        """
        self.start_threads()
        ending_with_loop.add(self)
        atexit.register(self._at_exit)
        on_main_thread = threading.current_thread() is threading.main_thread()
        # A process that ignores the signal does not end by it.
        if on_main_thread and signal.getsignal(signal.SIGTERM) is not signal.SIG_IGN:
            self._coordinator = _Runner("funcext app_stop")
            self._previous = signal.signal(signal.SIGTERM, self._on_sigterm)
            if hasattr(os, "register_at_fork"):
                os.register_at_fork(
                    before=self._hold,
                    after_in_parent=self._let_go,
                    after_in_child=self._disarm,
                )

    def stop_here(self) -> None:
        """Run all hooks now, of an app whose loop ends; none are left for the exit.

        Its invocations have ended. If a signal has started the hooks, wait for them.
        """
        if self._started:
            self._stopped.wait(max(0.0, self._ends_at - self.clock.now()))
        else:
            self._begin()
            self.run(with_async=True)
            self._stopped.set()
        atexit.unregister(self._at_exit)

    def start_threads(self) -> None:
        """Start a thread for each sync hook."""
        for index, hook in enumerate(self.hooks):
            if not hook.is_async:
                self._runners[index] = _Runner(f"funcext app_stop {hook.plugin}")

    def stop(self) -> None:
        """Wait for the invocations in flight, then run all hooks, in one budget of time."""
        self._wait_for_invocations()
        self.run(with_async=True)

    def run(self, *, with_async: bool) -> None:
        """Run all hooks, each up to its deadline."""
        for index, hook in enumerate(self.hooks):
            if not hook.is_async:
                self._await(hook, self._runners[index].submit(hook.call))
            elif with_async and self.loop is not None and self.loop.is_running():
                self._await(hook, asyncio.run_coroutine_threadsafe(_run(hook.call), self.loop))
            else:
                log(
                    logger,
                    logging.WARNING,
                    "%s of plugin %r is async and was not run: the event loop has ended",
                    hook.what,
                    hook.plugin,
                )

    def _begin(self) -> None:
        self._started = True
        self._ends_at = self.clock.now() + BUDGET

    def _wait_for_invocations(self) -> None:
        timeout = min(self.timeout, WAIT_AT_MOST)
        ends_at = self.clock.now() + timeout
        while self.in_flight.number and self.clock.now() < ends_at:
            self.clock.sleep(_LOOK_EVERY)
        left = self.in_flight.number
        if left:
            log(
                logger,
                logging.WARNING,
                "%d invocations have not ended within %g seconds (FUNCEXT_STOP_TIMEOUT): the "
                "plugins stop nevertheless",
                left,
                timeout,
            )
        if self.in_flight.entered[0]:
            # Its layers are left, but the worker may still have to send its answer.
            self.clock.sleep(ANSWERS_LEAVE_IN)

    def _await(self, hook: StopHook, ended: Future[Any]) -> None:
        deadline = max(0.0, min(self.deadline, self._ends_at - self.clock.now()))
        try:
            ended.result(deadline)
        except FutureTimeoutError:
            # Kept: the loop holds tasks weakly, and one that is collected raises in its hook.
            self._abandoned.append(ended)
            log(
                logger,
                logging.ERROR,
                "%s of plugin %r did not end within %g seconds; it is abandoned",
                hook.what,
                hook.plugin,
                deadline,
            )
        except BaseException as error:  # noqa: BLE001 - the process ends; the others must run
            # The hook's own errors are contained; this is the loop, which ended meanwhile.
            log(
                logger,
                logging.ERROR,
                "%s of plugin %r was interrupted",
                hook.what,
                hook.plugin,
                error=error,
            )

    # -- on a signal ----------------------------------------------------------------------------

    def _on_sigterm(self, number: int, frame: FrameType | None) -> None:
        """Start the hooks; when they have ended the signal is raised again, and goes on.

        Python runs this on the main thread, which is the loop's: it must not wait here.
        """
        if self._is_inherited or self._stopped.is_set():
            self._go_on(number, frame)
        elif not self._started and self._coordinator is not None:
            self._begin()
            self._coordinator.submit(lambda: self._stop_and_raise(number))

    def _stop_and_raise(self, number: int) -> None:
        try:
            self.stop()
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
        if not self._is_inherited:
            self._going_on.set()
        if callable(self._previous):
            self._previous(number, frame)
        elif self._previous is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)

    # -- at exit --------------------------------------------------------------------------------

    def _at_exit(self) -> None:
        if self._is_inherited:
            return
        if self._started:
            # The process ends while the hooks run: let them, as long as they may.
            self._stopped.wait(max(0.0, self._ends_at - self.clock.now()))
            return
        self._begin()
        self.run(with_async=False)
        self._stopped.set()

    # -- where the process forks ----------------------------------------------------------------

    @property
    def _is_inherited(self) -> bool:
        return os.getpid() != self._process

    def _hold(self) -> None:
        """Hold the signal back from the thread that forks.

        In the child, Python drops the signals that arrive before `_disarm` runs. A parent that
        ends its child at once would then wait for it until it ends by itself.
        """
        self._held.masks.append(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM}))

    def _let_go(self) -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, self._held.masks.pop())

    def _disarm(self) -> None:
        """Give a forked child the handler that it would have without funcext."""
        if signal.getsignal(signal.SIGTERM) == self._on_sigterm and self._previous is not None:
            signal.signal(signal.SIGTERM, self._previous)
        self._let_go()


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


async def _run(call: Callable[[], Awaitable[object]]) -> object:
    return await call()
