"""The feed gives every observer every event, in one sequence, and waits for none of them."""

from __future__ import annotations

import logging
import queue
import threading

import attrs
import pytest

from funcext_core._engine import events
from funcext_core._engine.feed import Feed
from funcext_core._engine.logs import LogHandler


PATIENCE = 20


class Kept:
    """An observer that keeps its events."""

    def __init__(self) -> None:
        self.events: queue.SimpleQueue[events.Event] = queue.SimpleQueue()
        self.threads: set[int] = set()

    def notify(self, event: events.Event, /) -> None:
        self.threads.add(threading.get_ident())
        self.events.put(event)

    def take(self, count: int) -> list[events.Event]:
        """Wait for that many events, and return them."""
        return [self.events.get(timeout=PATIENCE) for _ in range(count)]


class Stuck:
    """An observer that stays in its first event until it is released."""

    def __init__(self) -> None:
        self.reached, self.released = threading.Event(), threading.Event()
        self.count = 0

    def notify(self, event: events.Event, /) -> None:
        self.count += 1
        self.reached.set()
        self.released.wait(PATIENCE)


@attrs.frozen
class Broken:
    """An observer that raises."""

    error: BaseException

    def notify(self, event: events.Event, /) -> None:
        raise self.error


@pytest.fixture
def feed() -> Feed:
    return Feed()


def emit(feed: Feed, *ids: object) -> None:
    for name in ids:
        feed.emit(events.Queued, str(name), "f")


def ids(taken: list[events.Event]) -> list[str]:
    return [event.id for event in taken if isinstance(event, events.Queued)]


@pytest.mark.parametrize("direct", [True, False])
def test_an_observer_gets_every_event_in_one_sequence(feed: Feed, direct: bool) -> None:
    kept = Kept()
    feed.attach(kept, direct=direct)
    threads = [threading.Thread(target=emit, args=(feed, *range(200))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = kept.take(800)
    feed.close(PATIENCE)
    numbers, times = [event.number for event in taken], [event.at for event in taken]
    assert sorted(numbers) == list(range(1, 801))
    if not direct:
        assert numbers == sorted(numbers)
        assert times == sorted(times)


def test_a_direct_observer_is_called_where_the_event_happens(feed: Feed) -> None:
    here, elsewhere = Kept(), Kept()
    feed.attach(here, direct=True)
    feed.attach(elsewhere)
    emit(feed, 1)
    assert here.events.qsize() == 1
    elsewhere.take(1)
    assert here.threads == {threading.get_ident()}
    assert elsewhere.threads.isdisjoint(here.threads)
    feed.close(PATIENCE)


def test_events_that_no_observer_needs_are_not_made_but_counted(feed: Feed) -> None:
    some, all_of_them = Kept(), Kept()
    assert not feed.needs(events.Started)
    feed.attach(some, direct=True, only=[events.Started])
    assert feed.needs(events.Started)
    assert not feed.needs(events.Queued)
    emit(feed, 1)
    feed.emit(events.Started, "1", "f", 0.0)
    (started,) = some.take(1)
    assert (started.kind, started.number) == ("started", 2)
    feed.attach(all_of_them)
    assert feed.needs(events.Queued)
    emit(feed, 2)
    assert [event.number for event in all_of_them.take(1)] == [3]
    assert [event.number for event in some.take(1)] == [3]
    feed.close(PATIENCE)


def test_no_event_is_made_without_an_observer(feed: Feed) -> None:
    def never(number: int, at: float) -> events.Event:
        pytest.fail("an event was made")

    feed.emit(never)
    kept = Kept()
    feed.attach(kept)
    feed.detach(kept)
    assert not feed.active
    feed.emit(never)


def test_a_slow_observer_is_not_waited_for_and_is_dropped(
    feed: Feed, caplog: pytest.LogCaptureFixture
) -> None:
    stuck, kept = Stuck(), Kept()
    feed.attach(stuck, backlog=3)
    feed.attach(kept)
    emit(feed, 1)
    assert stuck.reached.wait(PATIENCE)
    emit(feed, 2, 3, 4)
    assert caplog.messages == []
    emit(feed, 5, 6)
    assert ids(kept.take(6)) == ["1", "2", "3", "4", "5", "6"]
    (message,) = caplog.messages
    assert "is 3 events behind" in message
    stuck.released.set()
    feed.close(PATIENCE)
    assert stuck.count == 1


@pytest.mark.parametrize("direct", [True, False])
def test_an_observer_that_raises_is_dropped(
    feed: Feed, direct: bool, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Kept()
    feed.attach(Broken(ValueError("no")), direct=direct)
    feed.attach(kept)
    emit(feed, 1, 2)
    assert ids(kept.take(2)) == ["1", "2"]
    feed.close(PATIENCE)
    assert ["raised" in message for message in caplog.messages] == [True]


def test_an_observer_that_exits_ends_its_own_thread_alone(
    feed: Feed, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Kept()
    feed.attach(Broken(SystemExit()))
    feed.attach(kept)
    emit(feed, 1)
    assert ids(kept.take(1)) == ["1"]
    feed.close(PATIENCE)
    assert "raised" in caplog.text


@pytest.mark.parametrize("direct", [True, False])
def test_the_log_lines_of_an_observer_are_no_events(feed: Feed, direct: bool) -> None:
    class Logging(Kept):
        def notify(self, event: events.Event, /) -> None:
            logging.getLogger("observer").warning("noted")
            super().notify(event)

    observer = Logging()
    handler = LogHandler(feed)
    handler.attach(logging.INFO)
    try:
        feed.attach(observer, direct=direct)
        logging.getLogger("app").warning("begin")
        (line,) = observer.take(1)
        feed.close(PATIENCE)
    finally:
        handler.detach()
    assert isinstance(line, events.Log)
    assert (line.line.logger, line.line.level_name, line.line.text) == ("app", "WARNING", "begin")
    assert observer.events.empty()


def test_closing_lets_observers_take_what_waits_but_not_for_ever(feed: Feed) -> None:
    kept, stuck = Kept(), Stuck()
    feed.attach(kept)
    feed.attach(stuck)
    emit(feed, 1, 2)
    feed.close(0.01)
    emit(feed, 3)
    assert ids(kept.take(2)) == ["1", "2"]
    assert kept.events.empty()
    stuck.released.set()


def test_events_have_a_name_each() -> None:
    # attrs leaves the class without slots behind, until it is collected.
    own = [event for event in events.Event.__subclasses__() if event.__module__ == events.__name__]
    names = dict.fromkeys(event.kind for event in own)
    assert list(names) == ["host", "functions", "queued", "started", "span", "log", "ended"]
