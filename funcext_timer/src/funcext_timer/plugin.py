"""`Timer`, the plugin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs
import azure.functions as func

from funcext_core import hookimpl

from . import log
from .marking import add_server_timing, append_elapsed, http_request


if TYPE_CHECKING:
    from typing import TypeGuard

    from funcext_core import Function, Invocation, Outcome

    from .marking import HttpResult


@attrs.define
class Timer:
    """Log how long each function took; on request, say it in its HTTP responses too.

    The time is `Outcome.elapsed`, that of the function alone: what other plugins do before and
    after it is not the function's. It is logged whatever happened: for a function that raised it
    is the time until it did, for one that another plugin kept from running it is zero.

    The plugin keeps nothing from one invocation to the next but the names of the functions of
    which it has said that it leaves a response alone.
    """

    append_to_http_response: bool = False
    """Append `` (TimeElapsed: <seconds> sec)`` to the body of text responses."""
    server_timing: bool = False
    """Add a `Server-Timing` header, ``total;dur=<milliseconds>``, to every response."""
    _told: dict[str, object] = attrs.field(factory=dict, init=False, repr=False, eq=False)

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
        name, request = invocation.function.name, http_request(invocation.args)
        if self.append_to_http_response:
            left_alone = partial(log.left_alone, self._told, name)
            result = append_elapsed(result, outcome.elapsed, request, left_alone)
        if self.server_timing:
            result = add_server_timing(result, outcome.elapsed, request)
        outcome.value = result


def _is_http_result(result: object, function: Function) -> TypeGuard[HttpResult]:
    """Return whether `result` is an HTTP response that the timer can read.

    A streaming (FastAPI) response is not. A `str` is one only where `$return` is bound to HTTP:
    a function with an HTTP trigger may return to a queue.
    """
    if isinstance(result, func.HttpResponse):
        return True
    return isinstance(result, str) and any(
        binding.name == "$return" and binding.type == "http" for binding in function.bindings
    )
