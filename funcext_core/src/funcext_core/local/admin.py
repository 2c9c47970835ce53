"""The local host's admin endpoints: list the functions, fire one, report the host's status."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

from funcext_core._engine.http import Reply
from funcext_core._engine.indexing import IndexedFunction


PREFIX = "admin"


class ServedApp(Protocol):
    """The app that a local host serves, with the attributes that the endpoints need."""

    name: str
    """The name of the app's folder."""
    started: float
    """When serving began, by the monotonic clock."""

    @property
    def functions(self) -> Sequence[IndexedFunction]:
        """The app's functions."""

    def url_of(self, function: IndexedFunction) -> str:
        """Return an HTTP function's URL, with its route as a template."""

    def fire(
        self, function: IndexedFunction, given: object, metadata: Mapping[str, object]
    ) -> None:
        """Start a function, without waiting for it.

        Args:
            function: the function.
            given: its input, as JSON has it: a text, or anything else, which the trigger gets as
                JSON. An array is many messages where the trigger takes a batch.
            metadata: the trigger's metadata, which replaces what is made up.

        Raises:
            ValueError: the input does not fit the trigger.
        """


def respond(app: ServedApp, method: str, path: Sequence[str], body: bytes) -> Reply:
    """Answer a request to an admin endpoint.

    Args:
        app: the app.
        method: the request's method.
        path: the segments of its path, without `admin`.
        body: its body.
    """
    handlers: Mapping[str, Callable[[], Reply]]
    match [part.lower() for part in path]:
        case ["functions"]:
            handlers = {"GET": lambda: _json([_described(app, f) for f in app.functions])}
        case ["functions", name]:
            handlers = {
                "GET": lambda: _describe(app, name),
                "POST": lambda: _fire(app, name, body),
            }
        case ["host", "status"]:
            handlers = {"GET": lambda: _json(_status(app))}
        case ["host", "ping"]:
            handlers = {"GET": lambda: Reply(200), "POST": lambda: Reply(200)}
        case _:
            return Reply(404)
    handler = handlers.get("GET" if method == "HEAD" else method)
    if handler is None:
        return Reply(405, [("Allow", ", ".join(handlers))])
    return handler()


def _json(content: object) -> Reply:
    headers = [("Content-Type", "application/json")]
    return Reply(200, headers, f"{json.dumps(content, indent=2)}\n".encode())


def _problem(status: int, sentence: str) -> Reply:
    return text_reply(f"{sentence}\n", status)


def text_reply(text: str, status: int = 200) -> Reply:
    """Return a reply of plain text."""
    return Reply(status, [("Content-Type", "text/plain; charset=utf-8")], text.encode())


def _function(app: ServedApp, name: str) -> IndexedFunction | None:
    """Find a function by its name; case does not matter, as in Azure."""
    return next((f for f in app.functions if f.name.lower() == name), None)


def _unknown(app: ServedApp, name: str) -> Reply:
    known = ", ".join(function.name for function in app.functions)
    return _problem(404, f"There is no function {name!r}. The functions are: {known or 'none'}.")


def _described(app: ServedApp, function: IndexedFunction) -> Mapping[str, object]:
    return {
        "name": function.name,
        "language": "python",
        "isDisabled": False,
        "invoke_url_template": app.url_of(function) if function.is_http else None,
        "config": {"bindings": function.raw_bindings},
    }


def _describe(app: ServedApp, name: str) -> Reply:
    function = _function(app, name)
    return _unknown(app, name) if function is None else _json(_described(app, function))


def _fire(app: ServedApp, name: str, body: bytes) -> Reply:
    function = _function(app, name)
    if function is None:
        return _unknown(app, name)
    try:
        app.fire(function, *_input(body))
    except (ValueError, RecursionError) as error:
        return _problem(400, f"The function {function.name!r} cannot be fired: {error}")
    return Reply(202)


def _input(body: bytes) -> tuple[object, Mapping[str, object]]:
    """Return the input in a request's body with which to fire a function, and its metadata.

    Raises:
        ValueError: the body has no input.
    """
    expected = 'the body must be {"input": ...}, with text, an object, an array or a number'
    if not body.strip():
        message = f"{expected}, but it is empty."
        raise ValueError(message)
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        message = f"{expected}, but it is not valid JSON: {error}."
        raise ValueError(message) from error
    if not isinstance(content, dict) or content.get("input") is None:
        message = f'{expected}, but it has no "input".'
        raise ValueError(message)
    metadata = content.get("metadata", {})
    if not isinstance(metadata, dict):
        message = f"its metadata must be an object, not {json.dumps(metadata)}."
        raise ValueError(message)  # noqa: TRY004 - the caller reports it as bad input
    return content["input"], metadata


def _status(app: ServedApp) -> Mapping[str, object]:
    return {
        "id": app.name,
        "state": "Running",
        "version": _version(),
        "processUptime": round((time.monotonic() - app.started) * 1000),  # milliseconds
    }


def _version() -> str:
    try:
        return version("funcext-core")
    except PackageNotFoundError:  # run from a source tree that is not installed
        return "unknown"
