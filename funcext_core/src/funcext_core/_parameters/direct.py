"""Functions without layers that need no invocation to be filled: the shortest way to them.

What the worker calls is one generated function. It takes the parameters by their names where it can
be called with no others, and counts the invocations in flight itself if they have to be waited for
before app-scoped values are torn down.
"""

from __future__ import annotations

from contextvars import copy_context
from typing import TYPE_CHECKING

from funcext_core._layers.rules import Stack

from .app_scope import UNOPENED
from .opening import Opening, maker
from .source import alone


if TYPE_CHECKING:
    from collections.abc import Sequence

    from funcext_core._lifecycle.in_flight import InFlight, Run

    from .plan import Plan


UNGIVEN = object()
"""The default of a parameter that is filled."""


def direct(plan: Plan, call: Run, names: Sequence[str] | None, in_flight: InFlight | None) -> Run:
    """Return a function that fills the parameters of the user's function, and calls it.

    Args:
        plan: how the parameters are filled: without the invocation.
        call: the user's function.
        names: its parameters; None if it may be passed others or fewer.
        in_flight: where its invocations are counted, if they are.
    """
    make = maker(alone(plan, names, counted=in_flight is not None))
    opening = Opening(plan, alone=Stack(plan.function, ()))
    providers = [step.provider.function for step in plan.steps]
    counts = (None, None) if in_flight is None else (in_flight.entered, in_flight.left)
    of_alone = (UNOPENED, UNGIVEN, copy_context, *counts)
    run: Run = make(opening, call, plan.function, *plan.app_values, *providers, *of_alone)
    return run
