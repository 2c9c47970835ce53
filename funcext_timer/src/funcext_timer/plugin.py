"""`Timer`, the plugin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs
import azure.functions as func

from funcext_core import hookimpl

from . import log
from .marking import add_server_timing, append_elapsed


if TYPE_CHECKING:
    from typing import TypeGuard

    from funcext_core import Function, Invocation, Outcome

    from .marking import HttpResult


@attrs.define
class Timer:
    """Log how long each function took, and optionally add the time to its HTTP responses.

    The time is `Outcome.elapsed`, the time in the function alone, without other plugins. It is
    logged whatever happened. For a function that raised, it is the time until then. For a function
    that another plugin kept from running, it is zero.

    Between invocations, the plugin keeps only the names of the functions for which it has logged
    that it leaves a response unchanged.
    """

    append_to_http_response: bool = False
    """Append `` (TimeElapsed: <seconds> sec)`` to the body of text responses."""
    server_timing: bool = False
    """Add a `Server-Timing` header, ``total;dur=<milliseconds>``, to every response."""
    _logged: dict[str, object] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        """Log that the function is about to run."""
        log.started(invocation.function.name)

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        """Log the elapsed time, and mark the response if the options ask for it."""
        log.took(invocation.function.name, outcome.elapsed)
        if outcome.error is None and (self.append_to_http_response or self.server_timing):
            self._mark(invocation, outcome)

    def _mark(self, invocation: Invocation, outcome: Outcome) -> None:
        result = outcome.value
        if not _is_http_result(result, invocation.function):
            return
        name, request = invocation.function.name, invocation.request
        if not isinstance(request, func.HttpRequest):
            # In an app that streams HTTP, it is the web framework's.
            request = None
        if self.append_to_http_response:
            left_alone = partial(log.left_alone, self._logged, name)
            result = append_elapsed(result, outcome.elapsed, request, left_alone)
        if self.server_timing:
            result = add_server_timing(result, outcome.elapsed, request)
        outcome.value = result


def _is_http_result(result: object, function: Function) -> TypeGuard[HttpResult]:
    """Return whether `result` is an HTTP response that the timer can read.

    A streaming (FastAPI) response is not. A `str` is one only if `$return` is bound to HTTP,
    because a function with an HTTP trigger may return to a queue.
    """
    if isinstance(result, func.HttpResponse):
        return True
    return isinstance(result, str) and any(
        binding.name == "$return" and binding.type == "http" for binding in function.bindings
    )
