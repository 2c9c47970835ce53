"""The lifespan of an ASGI app, which begins and ends with the engine.

In Azure, the first request begins it, and the SDK ends it when the app object is destroyed.
"""

from __future__ import annotations

from types import TracebackType

import attrs
import azure.functions as func

from .errors import LocalHostError, ScriptError, in_short


@attrs.frozen
class Lifespan:
    """The lifespan of the app in an `AsgiFunctionApp`."""

    app: func.AsgiFunctionApp

    async def start(self) -> None:
        """Begin it.

        Raises:
            ScriptError: the app raised an exception, which is the `__cause__`, as one without a
                lifespan does. The SDK would serve no request, either.
            LocalHostError: the app reported that it failed.
        """
        middleware = self.app.middleware
        run, errors = middleware._lifespan_main, list[BaseException]()  # noqa: SLF001 - the SDK keeps no reason

        async def run_and_note() -> None:
            try:
                await run()  # type: ignore[no-untyped-call] # the SDK's own lack
            except BaseException as error:  # noqa: BLE001 - whatever it is, nobody waits for the task
                errors.append(BaseException.with_traceback(error, _without_ours(error)))

        middleware._lifespan_main = run_and_note  # type: ignore[method-assign] # noqa: SLF001 - as above
        if await middleware.notify_startup():  # type: ignore[no-untyped-call] # the SDK's own lack
            mark_as_started(self.app, started=True)
            return
        if errors:
            message = f"the ASGI app did not start: its lifespan raised {in_short(errors[0])}"
            raise ScriptError(message) from errors[0]
        message = "the ASGI app did not start: its lifespan failed; the log has the reason"
        raise LocalHostError(message)

    async def stop(self) -> None:
        """End it, so that the app object's destructor does not."""
        mark_as_started(self.app, started=False)
        await self.app.middleware.notify_shutdown()  # type: ignore[no-untyped-call] # the SDK's own lack


def _without_ours(error: BaseException) -> TracebackType | None:
    """Return an error's traceback without the frame of this module, and the SDK's after it."""
    trace = error.__traceback__
    for _ in range(2):
        trace = trace and trace.tb_next
    return trace


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
