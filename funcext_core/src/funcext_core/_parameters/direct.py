"""Functions without layers whose parameters are app-scoped values: the shortest way to them.

What the worker calls is one generated function. It takes the parameters by their names where it can
be called with no others, and counts the invocations in flight itself if they have to be waited for
before the values are torn down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .app_scope import UNOPENED
from .opening import Opening, maker


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from funcext_core._lifecycle.in_flight import InFlight, Run

    from .plan import Plan


UNGIVEN = object()
"""The default of a parameter that is filled."""


def direct(plan: Plan, call: Run, names: Sequence[str] | None, in_flight: InFlight | None) -> Run:
    """Return a function that fills the parameters of the user's function, and calls it.

    Args:
        plan: how the parameters are filled: with app-scoped values alone.
        call: the user's function.
        names: its parameters; None if it may be passed others or fewer.
        in_flight: where its invocations are counted, if they are.
    """
    source = source_of(plan, names, counted=in_flight is not None)
    entered, left = (None, None) if in_flight is None else (in_flight.entered, in_flight.left)
    opening = Opening(plan, in_stack=False)
    make = maker(source)
    run: Run = make(opening, call, UNOPENED, UNGIVEN, entered, left, *plan.app_values)
    return run


def source_of(plan: Plan, names: Sequence[str] | None, *, counted: bool) -> str:
    """Return the generated source: a factory, `make`, of the function, `run`."""
    return "\n".join(_lines(plan, names, counted=counted)) + "\n"


def _lines(plan: Plan, names: Sequence[str] | None, *, counted: bool) -> Iterator[str]:
    # The names of the function's parameters are its own: no other name may be among them.
    own = "_"
    while any(name.startswith(own) for name in names or ()):
        own += "_"
    values = [f"{own}app{index}" for index in range(len(plan.app_values))]
    taken = ["opening", "call", "UNOPENED", "UNGIVEN", "entered", "left"]
    yield f"def make({', '.join([*(own + name for name in taken), *values])}):"
    is_async = plan.function.is_async
    define = "async def" if is_async else "def"
    yield f"    {define} run({_parameters(plan, names, own)}):"
    body = _body(plan, names, own)
    if counted:
        yield f"        {own}entered[0] += 1"
        yield "        try:"
        yield from (f"            {line}" for line in body)
        yield "        finally:"
        yield f"            {own}left[0] += 1"
    else:
        yield from (f"        {line}" for line in body)
    yield "    return run"


def _parameters(plan: Plan, names: Sequence[str] | None, own: str) -> str:
    if names is None:
        return "**kwargs"
    visible = [name for name in names if name not in plan.hidden]
    return ", ".join([*visible, *(f"{name}={own}UNGIVEN" for name in plan.hidden)])


def _body(plan: Plan, names: Sequence[str] | None, own: str) -> Iterator[str]:
    wait = "await " if plan.function.is_async else ""
    opened = "open" if plan.function.is_async else "open_in_thread"
    for name, source in plan.fills:
        app = f"{own}app{source.index}"
        filled = f"kwargs[{name!r}]" if names is None else name
        yield (f"if {name!r} not in kwargs:" if names is None else f"if {name} is {own}UNGIVEN:")
        yield f"    {filled} = {app}.value"
        yield f"    if {filled} is {own}UNOPENED:"
        yield "        try:"
        yield f"            {filled} = {wait}{app}.{opened}()"
        yield f"        except BaseException as {own}caught:"
        failed = f"{own}opening.app_value_failed({source.index}, {own}caught)"
        yield f"            raise {failed}"
    passed = "**kwargs" if names is None else ", ".join(f"{name}={name}" for name in names)
    yield f"return {wait}{own}call({passed})"
