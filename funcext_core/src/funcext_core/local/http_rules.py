"""Rules for every request of a function: CORS, keys, the number of requests, added headers.

They come from the options of the command, from local.settings.json and from host.json.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

import attrs

from funcext_core._engine.http import Reply
from funcext_core._engine.project import Project

from .asgi import Message, Receive, Scope, Send, headers_of, send_reply
from .cors import Cors, read_cors
from .http_functions import Exchange, HttpFunctions
from .keys import HEADER, QUERY, Keys, auth_level
from .options import Options


@attrs.define(eq=False)
class HttpRules:
    """The HTTP functions of an app, with the rules for their requests."""

    _http: HttpFunctions
    _cors: Cors | None = None
    _keys: Keys | None = None
    """The keys that functions with an auth level need; None if they need none."""
    _custom_headers: Mapping[str, str] = attrs.field(factory=dict)
    """The headers of every response that does not have them."""
    _most: int | None = None
    """The number of requests that may be in progress; None means no limit."""
    _in_progress: int = attrs.field(default=0, init=False)

    async def answer(self, exchange: Exchange, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request as its function does, or as a rule says."""
        if self._cors is not None or self._keys is not None or self._custom_headers:
            request = dict(headers_of(scope))
            added = {} if self._cors is None else self._cors.headers(request)
            send = _Adding(send, added, self._custom_headers)
            reply = self._reply(exchange, request)
            if reply is not None:
                await _send_reply(exchange, send, reply)
                return
        if self._most is not None and self._in_progress >= self._most:
            exchange.problem = f"{self._in_progress} requests are in progress: see {_LIMIT}."
            await _send_reply(exchange, send, Reply(429))
            return
        self._in_progress += 1
        try:
            await self._http.answer(exchange, scope, receive, send)
        finally:
            self._in_progress -= 1

    def _reply(self, exchange: Exchange, request: Mapping[str, str]) -> Reply | None:
        """Return the answer of a rule; None if the function is to answer."""
        if self._cors is not None:
            preflight = self._cors.preflight(exchange.method, request)
            if preflight is not None:
                exchange.answered_by = "CORS"
                return preflight
        function = exchange.function
        if self._keys is None or function is None:
            return None
        level = auth_level(function)
        if self._keys.allows(level, request, exchange.query):
            return None
        exchange.problem = (
            f"the request has no valid key for the auth level {level}: pass one in the header "
            f"{HEADER} or as the query parameter {QUERY}."
        )
        return Reply(401)


def http_rules(
    functions: HttpFunctions, project: Project, options: Options, keys: Keys | None
) -> HttpRules:
    """Return the rules of an app's host.json, its local.settings.json and the options.

    Raises:
        LocalHostError: a list of origins is not valid.
    """
    given = options.cors is not None
    cors = read_cors(
        (project.cors if options.cors is None else options.cors).split(","),
        "--cors" if given else "Host.CORS in local.settings.json",
        credentials=options.cors_credentials or project.cors_credentials,
    )
    host = project.host
    return HttpRules(functions, cors, keys, host.custom_headers, host.max_outstanding_requests)


_LIMIT = "extensions.http.maxOutstandingRequests in host.json"


async def _send_reply(exchange: Exchange, send: Send, reply: Reply) -> None:
    exchange.status = reply.status
    await send_reply(send, reply)


@attrs.frozen
class _Adding:
    """A client's `send`, which adds headers to the response."""

    _send: Send
    _replacing: Mapping[str, str]
    """The headers that replace those of the response."""
    _missing: Mapping[str, str]
    """The headers for a response that does not have them."""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            pairs = cast("Iterable[tuple[bytes, bytes]]", message.get("headers", ()))
            message["headers"] = self._added(pairs)
        await self._send(message)

    def _added(self, headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        replaced = {name.lower().encode("latin-1") for name in self._replacing if name != "vary"}
        kept = [(name, value) for name, value in headers if name.lower() not in replaced]
        present = {name.lower() for name, _ in kept}
        missing = {
            name: value
            for name, value in self._missing.items()
            if name.lower().encode("latin-1") not in present
        }
        return [*kept, *_encoded(self._replacing), *_encoded(missing)]


def _encoded(headers: Mapping[str, str]) -> Iterable[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
