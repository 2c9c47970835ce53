"""The stand-in for an app that cannot be loaded: it answers with the reason."""

from __future__ import annotations

from funcext_core._engine.http import Reply

from .asgi import Receive, Scope, Send, send_reply


class BrokenApp:
    """An ASGI application that answers every request with the reason."""

    def __init__(self, reason: str) -> None:
        self._reply = Reply(
            500,
            [("Content-Type", "text/plain; charset=utf-8")],
            f"The app is not served: {reason}\n".encode("utf-8", "backslashreplace"),
        )

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer one request."""
        await send_reply(send, self._reply)

    async def stop(self, grace: float) -> None:
        """Do nothing: nothing runs."""
