"""`TimerExtension`, the timer as a worker extension.

Importing this module registers the extension with the SDK.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

import azure.functions as func

from . import log
from .marking import add_server_timing, append_elapsed, http_request


if TYPE_CHECKING:
    from collections.abc import Mapping
    from logging import Logger


# The invocation that runs in this context, and the time it started. A worker does not call the post
# hook after a function that raised, so a dict by invocation id would grow by one entry each time.
# A context variable is overwritten by the thread's next invocation, or gone with the task.
_started: ContextVar[tuple[str, float] | None] = ContextVar("funcext_timer_started", default=None)


class TimerExtension(func.AppExtensionBase):
    """Log how long each function took, and optionally add the time to its HTTP responses.

    For apps that use worker extensions: import it and call `configure` before the functions. Use
    `Timer` wherever possible, because a worker limits what an extension can do:

    - The worker does not call it after a function that raised, so that time is not logged.
    - It measures from its pre hook to its post hook. This includes the hooks of extensions that
      were imported later.
    - It cannot replace a result, only change the object that the function returned. A `str` stays
      unchanged, and a response that the app keeps and returns again gets another mark each time.

    It logs to ``funcext.plugins.timer``, because the logger that the worker passes to it appears
    neither in the local console nor in Application Insights.
    """

    append_to_http_response: ClassVar[bool]
    server_timing: ClassVar[bool]
    _logged: ClassVar[dict[str, object]]

    @classmethod
    def init(cls) -> None:
        """Set the defaults; the SDK calls it when the class is defined."""
        cls.configure()
        cls._logged = {}

    @classmethod
    def configure(
        cls, *, append_to_http_response: bool = False, server_timing: bool = False
    ) -> None:
        """Set the options; an app calls this before its functions.

        Args:
            append_to_http_response: append `` (TimeElapsed: <seconds> sec)`` to text responses.
            server_timing: add a `Server-Timing` header with ``total;dur=<milliseconds>``.
        """
        cls.append_to_http_response = append_to_http_response
        cls.server_timing = server_timing

    @classmethod
    def pre_invocation_app_level(
        cls,
        logger: Logger,  # noqa: ARG003 - the worker's; see the class
        context: func.Context,
        func_args: Mapping[str, object] | None = None,  # noqa: ARG003 - the worker's
        *_args: object,
        **_kwargs: object,
    ) -> None:
        """Log that the function is about to run, and keep the time; a worker calls this."""
        log.started(context.function_name)
        _started.set((context.invocation_id, perf_counter()))

    @classmethod
    def post_invocation_app_level(
        cls,
        logger: Logger,  # noqa: ARG003 - the worker's; see the class
        context: func.Context,
        func_args: Mapping[str, object] | None = None,
        func_ret: object = None,
        *_args: object,
        **_kwargs: object,
    ) -> None:
        """Log the elapsed time and mark the response; no worker calls this after an error.

        An invocation without a known start is ignored.
        """
        started = _started.get()
        if started is None or started[0] != context.invocation_id:
            return
        elapsed = perf_counter() - started[1]
        _started.set(None)
        log.took(context.function_name, elapsed)
        if isinstance(func_ret, func.HttpResponse):
            cls._mark(context.function_name, func_ret, func_args or {}, elapsed)

    @classmethod
    def _mark(
        cls,
        function_name: str,
        response: func.HttpResponse,
        func_args: Mapping[str, object],
        elapsed: float,
    ) -> None:
        marked: func.HttpResponse | str = response
        request = http_request(func_args)
        if cls.append_to_http_response:
            left_alone = partial(log.left_alone, cls._logged, function_name)
            marked = append_elapsed(marked, elapsed, request, left_alone)
        if cls.server_timing:
            marked = add_server_timing(marked, elapsed, request)
        # An extension can only change a result in place, and a response's body has no setter.
        # Copying all attributes of the new response avoids naming a private one.
        vars(response).update(vars(marked))
