"""`TimerExtension`, the timer as a worker extension of the old kind.

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


# The invocation that runs in this context and when it started. A worker does not call the post
# hook of a function that raised; a dict by invocation id would grow by one entry each time. Here
# the next invocation on the thread, or the end of the task, takes the leftover away.
_started: ContextVar[tuple[str, float] | None] = ContextVar("funcext_timer_started", default=None)


class TimerExtension(func.AppExtensionBase):
    """Log how long each function took; on request, say it in its HTTP responses too.

    For apps that use worker extensions: import it and, before the functions, call `configure`.
    Where `Timer` can be used, use that. An extension is limited to what a worker lets it do:

    - The worker does not call it after a function that raised: that time is not logged.
    - The time is that from its pre hook to its post hook: the hooks of extensions that were
      imported later are in it.
    - It cannot replace a result, only change the object that the function returned: a `str` stays
      as it is, and a response that the app keeps and returns again is marked each time anew.

    Its lines go to the logger ``funcext.plugins.timer``, as the one that the worker hands it shows
    neither in the local console nor in Application Insights.
    """

    append_to_http_response: ClassVar[bool]
    server_timing: ClassVar[bool]
    _told: ClassVar[dict[str, object]]

    @classmethod
    def init(cls) -> None:
        """Set the defaults; the SDK calls it when the class is defined."""
        cls.configure()
        cls._told = {}

    @classmethod
    def configure(
        cls, *, append_to_http_response: bool = False, server_timing: bool = False
    ) -> None:
        """Set the options; an app calls it before its functions.

        Args:
            append_to_http_response: append `` (TimeElapsed: <seconds> sec)`` to text responses.
            server_timing: add ``total;dur=<milliseconds>`` in a `Server-Timing` header.
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
        """Log that the function is about to run and note the time; a worker calls it."""
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
        """Log the elapsed time and mark the response; no worker calls it after an error.

        An invocation whose start was not seen, or was lost, is passed over.
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
            left_alone = partial(log.left_alone, cls._told, function_name)
            marked = append_elapsed(marked, elapsed, request, left_alone)
        if cls.server_timing:
            marked = add_server_timing(marked, elapsed, request)
        # There is no public way to change a body, and no other way for an extension to change a
        # result. Taking over all of the new response's attributes names no private one.
        vars(response).update(vars(marked))
