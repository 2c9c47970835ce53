"""The lifespan of an ASGI app, which begins and ends with the engine.

In Azure, the first request begins it, and the SDK ends it when the app object is destroyed.
"""

from __future__ import annotations

import attrs
import azure.functions as func

from .errors import LocalHostError


@attrs.frozen
class Lifespan:
    """The lifespan of the app in an `AsgiFunctionApp`."""

    app: func.AsgiFunctionApp

    async def start(self) -> None:
        """Begin it.

        Raises:
            LocalHostError: the app failed, or has no lifespan: the SDK would serve no request.
        """
        if not await self.app.middleware.notify_startup():  # type: ignore[no-untyped-call] # the SDK's own lack
            message = (
                "the ASGI app did not start: its lifespan failed, or it has none (the SDK needs "
                "one); the log has the reason"
            )
            raise LocalHostError(message)
        mark_as_started(self.app, started=True)

    async def stop(self) -> None:
        """End it, so that the app object's destructor does not."""
        mark_as_started(self.app, started=False)
        await self.app.middleware.notify_shutdown()  # type: ignore[no-untyped-call] # the SDK's own lack


def lifespan_of(app: object) -> Lifespan | None:
    """Return the lifespan of an app object; None if it is not that of an ASGI app."""
    return Lifespan(app) if isinstance(app, func.AsgiFunctionApp) else None


def mark_as_started(app: object, *, started: bool) -> None:
    """Tell an `AsgiFunctionApp` whether the lifespan of its app has begun.

    Releases of the SDK differ in the name. With True, the first request does not begin it, and the
    destructor ends it.
    """
    for name in ("startup_task_done", "startup_task"):
        if name in vars(app):
            setattr(app, name, started)
