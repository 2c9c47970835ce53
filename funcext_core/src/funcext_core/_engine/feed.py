"""The feed: it gives the events of an engine to its observers, and waits for none of them."""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable, Collection

from .events import Event, Observer


logger = logging.getLogger("funcext.engine")

BACKLOG = 10_000
"""The number of events that may wait for an observer before it is dropped."""


class Feed:
    """The events of one engine, in one sequence, for any number of observers.

    An observer has a thread of its own. Events that it has not taken yet wait in a queue; when the
    queue is full the observer is dropped, with a warning. So whatever an observer does, no
    invocation waits for it. One that raises is dropped, too.

    A *direct* observer is called on the thread of the event, like a `print` there, and invocations
    do wait for it. It is for the program that owns the engine, if it prints lines among those that
    functions print: printed on another thread, they would come in another order.
    """

    def __init__(self) -> None:
        self.active = False
        """Whether there is any observer; without one, no event is created."""
        self._numbers = itertools.count(1)
        self._direct: tuple[tuple[Observer, set[type[Event]] | None], ...] = ()
        self._needed: set[type[Event]] | None = set()
        """The kinds of events that some observer needs; None means all."""
        self._readers: tuple[_Reader, ...] = ()
        # Reentrant: a signal handler that logs may interrupt its own thread inside the lock.
        self._lock = threading.RLock()

    def attach(
        self,
        observer: Observer,
        *,
        direct: bool = False,
        backlog: int = BACKLOG,
        only: Collection[type[Event]] | None = None,
    ) -> None:
        """Give an observer every event from now on.

        Args:
            observer: the observer.
            direct: whether to call it on the thread of the event instead of its own.
            backlog: the number of events that may wait for it before it is dropped.
            only: the kinds of events that a direct observer needs; None means all. It may get
                others, too: an event that no observer needs is not created.
        """
        with self._lock:
            if direct:
                self._direct = (*self._direct, (observer, None if only is None else {*only}))
            else:
                self._readers = (*self._readers, _Reader(observer, backlog, self.detach))
            self._changed()

    def detach(self, observer: Observer) -> None:
        """Give an observer no more events, and drop those that wait for it."""
        with self._lock:
            gone = [reader for reader in self._readers if reader.observer is observer]
            self._readers = tuple(reader for reader in self._readers if reader not in gone)
            self._direct = tuple(pair for pair in self._direct if pair[0] is not observer)
            self._changed()
        for reader in gone:
            reader.abandon()

    def needs(self, kind: type[Event]) -> bool:
        """Return whether some observer needs events of a kind."""
        return self.active and (self._needed is None or kind in self._needed)

    def emit(self, event: Callable[..., Event], *fields: object) -> None:
        """Create an event and give it to the observers.

        Args:
            event: the event's class.
            fields: its fields after the number and the time.
        """
        if not self.active:
            return
        if self._needed is not None and event not in self._needed:
            next(self._numbers)
            return
        with self._lock:
            new = event(next(self._numbers), time.perf_counter(), *fields)
            late = [reader for reader in self._readers if not reader.offer(new)]
        for observer, _ in self._direct:
            try:
                _deliver(observer, new)
            except Exception as error:  # noqa: BLE001 - an observer must not fail an invocation
                # In this order: the report is an event itself if log lines are.
                self.detach(observer)
                _report_failed(observer, error)
        for reader in late:
            self.detach(reader.observer)
            logger.warning(
                "The observer %r is %d events behind, and gets no more.",
                reader.observer,
                reader.backlog,
            )

    def close(self, seconds: float) -> None:
        """Let the observers take the events that wait for them, and give them no more.

        Args:
            seconds: the longest time to wait for all of them together.
        """
        with self._lock:
            readers, self._readers, self._direct = self._readers, (), ()
            self._changed()
        end = time.monotonic() + seconds
        for reader in readers:
            reader.close()
        for reader in readers:
            reader.join(max(0.0, end - time.monotonic()))

    def _changed(self) -> None:
        self.active = bool(self._readers or self._direct)
        kinds = [kinds for _, kinds in self._direct]
        everything = self._readers or None in kinds
        self._needed = None if everything else set().union(*(kind for kind in kinds if kind))


class _Reader:
    """A thread that gives an observer its events."""

    def __init__(
        self, observer: Observer, backlog: int, detach: Callable[[Observer], None]
    ) -> None:
        self.observer = observer
        self.backlog = backlog
        self._detach = detach
        # Its `put` may interrupt itself, as a signal handler that logs does.
        self._waiting: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._abandoned = False
        self._thread = threading.Thread(target=self._run, name="observer", daemon=True)
        self._thread.start()

    def offer(self, event: Event) -> bool:
        """Put an event into the queue; return False if the queue is full."""
        if self._waiting.qsize() >= self.backlog:
            return False
        self._waiting.put(event)
        return True

    def close(self) -> None:
        """End the thread after the events that wait already."""
        self._waiting.put(None)

    def abandon(self) -> None:
        """End the thread after the event that it is at."""
        self._abandoned = True
        self._waiting.put(None)

    def join(self, seconds: float) -> None:
        """Wait for the end of the thread."""
        self._thread.join(seconds)

    def _run(self) -> None:
        while (event := self._waiting.get()) is not None and not self._abandoned:
            try:
                _deliver(self.observer, event)
            except BaseException as error:  # noqa: BLE001 - the thread's last frame: it reports
                _report_failed(self.observer, error)
                self._detach(self.observer)
                return


def _report_failed(observer: Observer, error: BaseException) -> None:
    message = "The observer %r raised, and gets no more events."
    logger.warning(message, observer, exc_info=error)


class _Delivery(threading.local):
    """Whether this thread is giving an event to an observer."""

    running = False


_delivery = _Delivery()


def is_delivering() -> bool:
    """Return whether the calling code is an observer that is being given an event.

    What it logs then does not become an event: the observer would receive it, and log again.
    """
    return _delivery.running


def _deliver(observer: Observer, event: Event) -> None:
    before, _delivery.running = _delivery.running, True
    try:
        observer.notify(event)
    finally:
        _delivery.running = before
