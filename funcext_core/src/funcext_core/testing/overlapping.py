"""The part of the battery about invocations that overlap."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import azure.functions as func

from funcext_core._engine.http import reply_to
from funcext_core._engine.results import Result

from .attributes import Attributes
from .client import AppClient
from .findings import Finding
from .inputs import Input, http_request, queue_message, with_token
from .subject import Subject


_AT_ONCE = 4
"""The number of invocations that overlap."""
_PATIENCE = 2.0
"""Seconds for which overlapping invocations wait for each other: a plugin may hold some back."""


Seen = list[str | None]
"""The answers that callers see; None for an invocation that did not run the function."""


class _Meeting:
    """A place where overlapping invocations wait until all of them are inside."""

    def __init__(self) -> None:
        self._inside = 0
        self._changed = threading.Condition()
        self._open = threading.Event()
        self._open.set()

    def begin(self) -> None:
        """Let the next invocations wait for each other."""
        self._inside = 0
        self._open.clear()

    def wait(self) -> None:
        """Wait inside the function."""
        self.come()
        self._open.wait()

    def come(self) -> None:
        """Count one that is inside, or that has ended."""
        with self._changed:
            self._inside += 1
            self._changed.notify_all()

    def end(self, number: int) -> None:
        """Open when that many have come, or no more are likely to."""
        with self._changed:
            self._changed.wait_for(lambda: self._inside >= number, _PATIENCE)
        self._open.set()


def _app_of_echoes(meeting: _Meeting) -> func.FunctionApp:
    """Return an app whose functions return the token that they are given."""
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

    @app.route(route="sync")
    def sync_http(req: func.HttpRequest) -> func.HttpResponse:
        meeting.wait()
        return func.HttpResponse(req.params.get("token"))

    @app.route(route="async")
    async def async_http(req: func.HttpRequest) -> func.HttpResponse:
        await asyncio.to_thread(meeting.wait)
        return func.HttpResponse(req.params.get("token"))

    @app.queue_output("$return", queue_name="out", connection="c")
    @app.queue_trigger("msg", queue_name="in", connection="c")
    def sync_queue(msg: func.QueueMessage) -> str:
        meeting.wait()
        return msg.get_body().decode()

    @app.queue_output("$return", queue_name="out", connection="c")
    @app.queue_trigger("msg", queue_name="in", connection="c")
    async def async_queue(msg: func.QueueMessage) -> str:
        await asyncio.to_thread(meeting.wait)
        return msg.get_body().decode()

    return app


def shared_by_overlapping(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each kind of function whose invocations the plugin mixes up."""
    meeting = _Meeting()
    app = _app_of_echoes(meeting)
    for name, trigger in (("http", "httpTrigger"), ("queue", "queueTrigger")):
        if not subject.triggers.match(trigger):
            continue
        inputs = _INPUTS[name](subject)
        for word in ("sync", "async"):
            with subject.serve(app) as client:
                function = f"{word}_{name}"
                attributes = Attributes(subject.record_in(client).object)
                alone = [_seen(client.invoke(function, given)) for given in inputs]
                meeting.begin()
                with attributes.recorded():
                    together = _at_once(client, function, inputs, meeting)
            where = f"around a{'n' * (word == 'async')} {word} {_TEXTS[name]} function"
            yield from _mixed_up(where, alone, together, attributes.overwritten())


def _mixed_up(
    where: str, alone: Seen, together: Seen, overwritten: Sequence[str]
) -> Iterator[Finding]:
    fix = "keep data of an invocation in invocation.state, not in the plugin"
    if overwritten:
        names = ", ".join(map(repr, overwritten))
        problem = f"shared mutable state: an invocation overwrites {names} of another"
        yield Finding("overlapping invocations", where, f"{problem} that overlaps it", fix)
    elif any(map(_is_mixed, alone, together)):
        problem = "shared mutable state: an invocation gets data of another that overlaps it"
        yield Finding("overlapping invocations", where, problem, fix)


def _is_mixed(alone: str | None, together: str | None) -> bool:
    """Return whether a result has another invocation's token, or lacks its own, unlike alone.

    Nothing else is compared: a result may well have its time, or a random number.
    """
    if alone is None or together is None:
        return False
    return any((_token(other) in together) != (_token(other) in alone) for other in range(_AT_ONCE))


def _token(number: int) -> str:
    return f"invocation-{number}"


def _requests(subject: Subject) -> list[Input]:
    """Return requests that differ: each has its token in the query and in a header."""
    given = subject.request or http_request()
    return [with_token(given, _token(number)) for number in range(_AT_ONCE)]


def _messages(_: Subject) -> list[Input]:
    """Return messages that differ: each is its token."""
    return [queue_message(_token(number)) for number in range(_AT_ONCE)]


_INPUTS = {"http": _requests, "queue": _messages}
_TEXTS = {"http": "HTTP", "queue": "queue"}


def _at_once(client: AppClient, function: str, inputs: list[Input], meeting: _Meeting) -> Seen:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        results = [pool.submit(client.invoke, function, given) for given in inputs]
        for result in results:
            result.add_done_callback(lambda _: meeting.come())
        meeting.end(_AT_ONCE)
        return [_seen(result.result()) for result in results]


def _seen(result: Result) -> str | None:
    """Return what is sent, such as headers and a body; None if the function did not run."""
    if result.error is not None or result.skipped_by is not None:
        return None
    reply = reply_to(result.response)
    return f"{reply.headers} {reply.body!r}"
