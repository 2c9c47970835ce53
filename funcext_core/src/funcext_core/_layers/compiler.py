"""Compile a stack of layers into one function: the hot path.

Code is generated per *shape* of a stack (which hooks each layer has, of which kind, with which
arguments) and cached; per function only a closure is made. The generated code does what a
hand-written loop over the layers would, unrolled: nothing is looked up, branched on or passed
through at a call that is known when the app is indexed. What is out of the ordinary goes to the
methods of `layers.Stack`, which hold the rules.

Read `source_of(shape)` to see it: what comes out is short, and reads top to bottom.
"""

from __future__ import annotations

import functools
import linecache
from contextvars import copy_context
from time import perf_counter
from typing import TYPE_CHECKING, Any
from zlib import crc32

from funcext_core._model import Invocation, Outcome

from .code_location import standing_for
from .rules import cell


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FunctionType

    from funcext_core._lifecycle.loop_bridge import LoopBridge
    from funcext_core._lifecycle.start_gate import Gate

    from .layer import HookShape, LayerShape
    from .rules import Stack


class Shape:
    """What the generated code must know of a stack; stacks of one shape share their code."""

    __slots__ = ("bridged", "context", "gated", "is_async", "layers", "timed")

    def __init__(
        self,
        is_async: bool,
        context: str,
        timed: bool,
        gated: bool,
        layers: tuple[LayerShape, ...],
    ) -> None:
        hooks = (hook for layer in layers for hook in layer)
        self.is_async = is_async
        """Whether the function is an ``async def``."""
        self.context = context
        """``declared`` by the function, ``injected`` for the hooks, or ``taken`` by a binding."""
        self.timed = timed
        """Whether the time in each hook is added up."""
        self.gated = gated
        """Whether invocations wait for an async `app_start`."""
        self.layers = layers
        self.bridged = not is_async and any(hook is not None and hook.is_async for hook in hooks)
        """Whether hooks round a sync function run on the loop, by turns with those in its thread.

        The invocation's context is then entered for each call: it cannot be entered by two
        threads at once.
        """


class Compiled:
    """A stack's generated function."""

    __slots__ = ("needs_context", "run")

    def __init__(self, run: Callable[..., Any], needs_context: bool) -> None:
        self.run = run
        """Take the worker's arguments through the layers: of a sync function as one dict, of an
        async one by name. The latter is the wrapper itself: it stands where the function stands."""
        self.needs_context = needs_context
        """Whether `run` is to be called in a context of its own, `copy_context().run(run, ...)`."""


def compile_stack(
    stack: Stack,
    call: Callable[..., Any],
    *,
    context: str,
    bridge: LoopBridge | None = None,
    gate: Gate | None = None,
    timed: bool = False,
) -> Compiled:
    """Return the generated function of a stack.

    Args:
        stack: the layers, at least one, and the function that they are round.
        call: the user's function.
        context: see `Shape.context`.
        bridge: what runs async hooks from a pool thread; needed for those round a sync function.
        gate: what invocations wait for first; None if there is nothing to wait for.
        timed: whether to add up the time in each hook in `stack.spent`.
    """
    is_async = stack.function.is_async
    shapes = [layer.shapes[is_async] for layer in stack.layers]
    layers = tuple(shape for shape, _ in shapes)
    functions = [function for _, functions in shapes for function in functions]
    shape, make = _maker(is_async, context, timed, gate is not None, layers)
    run = make(stack, call, bridge, gate, *functions)
    if is_async:
        run = standing_for(call, run)
    return Compiled(run, needs_context=not is_async and not shape.bridged)


def source_of(shape: Shape) -> str:
    """Return the generated source of a shape: a factory, `make`, of its function, `run`."""
    lines = [
        *_make(shape),
        *_indent(_prologue(shape), 2),
        " " * 8 + "while True:",
        *_indent(_way_in(shape), 3),
        *_indent(_call(shape), 3),
        *_indent(_epilogue(shape), 2),
        "    return run",
    ]
    return "\n".join(lines) + "\n"


@functools.lru_cache(maxsize=256)
def _maker(
    is_async: bool, context: str, timed: bool, gated: bool, layers: tuple[LayerShape, ...]
) -> tuple[Shape, Callable[..., FunctionType]]:
    """Return a shape and the factory of its functions. Compiling it is what the cache saves."""
    shape = Shape(is_async, context, timed, gated, layers)
    source = source_of(shape)
    filename = f"<funcext layers {crc32(source.encode()):08x}>"
    if not is_async:
        # So that a traceback through the layers shows the lines that ran.
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    namespace: dict[str, Any] = {
        "Invocation": Invocation,
        "Outcome": Outcome,
        "clock": perf_counter,
        "copy_context": copy_context,
        "fresh_id": _fresh_id,
        "new": object.__new__,
    }
    exec(compile(source, filename, "exec"), namespace)  # noqa: S102 - the text is our own
    maker: Callable[..., FunctionType] = namespace["make"]
    return shape, maker


def _fresh_id() -> str:
    # Imported here: only a function whose binding took the name `context` needs it.
    from uuid import uuid4  # noqa: PLC0415

    return str(uuid4())


def _indent(lines: Iterator[str], levels: int) -> Iterator[str]:
    return (" " * 4 * levels + line for line in lines)


def _has_way_out(shape: Shape) -> bool:
    return any(layer.around or layer.post for layer in shape.layers)


def _make(shape: Shape) -> Iterator[str]:
    hooks = [
        f"{kind}{index}"
        for index, layer in enumerate(shape.layers)
        for kind, hook in zip(("pre", "around", "post"), layer, strict=True)
        if hook is not None
    ]
    yield f"def make(stack, call, bridge, gate, {', '.join(hooks)}):"
    yield "    function = stack.function"
    yield "    entered, spent, restore = stack.entered, stack.spent, stack.restore"
    yield "    entering_failed, leaving_failed = stack.entering_failed, stack.leaving_failed"
    yield "    settle, cut, raised = stack.settle, stack.cut, stack.raised"
    yield f"    {'async def run(**kwargs)' if shape.is_async else 'def run(kwargs)'}:"


def _prologue(shape: Shape) -> Iterator[str]:
    if shape.gated:
        yield "if gate.closed:"
        yield f"    {'await gate.wait(stack)' if shape.is_async else 'gate.wait_in_thread(stack)'}"
    if shape.bridged:
        yield "scope = copy_context()"
        yield "enter = scope.run"
    yield "entered[0] += 1"
    identity = "fresh_id() if context is None else context.invocation_id"
    if shape.context == "injected":
        yield 'context = kwargs.pop("context", None)'
    elif shape.context == "declared":
        yield 'context = kwargs.get("context")'
    else:
        yield "context = None"
        identity = "fresh_id()"
    yield "invocation = new(Invocation)"
    yield "invocation.function = function"
    yield f"invocation.id = {identity}"
    yield "invocation.context = context"
    yield "invocation._args = kwargs"
    yield "invocation._responded = False"
    yield "invocation._open = True"
    yield "invocation._before = None"
    yield f"depth = {len(shape.layers) + 1}"
    # The arguments as they came, from when a hook first used them.
    yield "original = hook = error = None"
    for index, layer in enumerate(shape.layers):
        if layer.around:
            yield f"generator{index} = None"


def _way_in(shape: Shape) -> Iterator[str]:
    for index, layer in enumerate(shape.layers):
        if layer.pre:
            call = _hook_call(shape, f"pre{index}", layer.pre)
            yield from _enter(shape, index, "pre_invocation", [call], [])
        if layer.around:
            generator = f"generator{index}"
            create = f"{generator} = around{index}({', '.join(layer.around.arguments)})"
            step = _first_half(shape, generator, layer.around)
            yield from _enter(
                shape, index, "around_invocation", [create, step], [f"{generator} = None"]
            )


def _enter(
    shape: Shape, index: int, hook: str, body: list[str], on_error: list[str]
) -> Iterator[str]:
    stop = [f'    depth, hook = {index + 1}, "{hook}"', "    break"]
    yield from _try(shape, index, hook, body)
    yield from (f"    {line}" for line in on_error)
    yield f'    error = entering_failed({index}, "{hook}", caught, invocation)'
    yield "    if error is not None:"
    yield from (f"    {line}" for line in stop)
    # It answered, or used the arguments: that stands, for it has not raised.
    yield "if invocation._before is not None:"
    yield "    if original is None:"
    yield "        original = invocation._before"
    yield "    invocation._before = None"
    yield "    if invocation._responded:"
    yield from (f"    {line}" for line in stop)


def _try(shape: Shape, index: int, hook: str, body: list[str]) -> Iterator[str]:
    """Yield a hook's call up to and including the `except` of what it raised."""
    # In two steps: another thread may get its turn after the call, between reading and writing.
    spent = ["taken = clock() - began", f"spent[{cell(index, hook)}] += taken"]
    if shape.timed:
        yield "began = clock()"
    yield "try:"
    yield from (f"    {line}" for line in body)
    if shape.timed:
        yield from (f"    {line}" for line in spent)
    if hook == "around_invocation" and "send" in body[-1]:
        yield f"except {'StopAsyncIteration' if 'asend' in body[-1] else 'StopIteration'}:"
        if shape.timed:
            yield from (f"    {line}" for line in spent)
        yield "    if outcome._before is not None:"
        yield f"        outcome = {_judged('settle', index, hook)}"
    yield "except BaseException as caught:"
    if shape.timed:
        yield from (f"    {line}" for line in spent)


def _call(shape: Shape) -> Iterator[str]:
    call = "enter(call, **kwargs)" if shape.bridged else "call(**kwargs)"
    if shape.is_async:
        call = f"await {call}"
    yield "if original is not None and kwargs.keys() != original.keys():"
    yield "    restore(kwargs, original)"
    yield "invocation._open = False"
    if not _has_way_out(shape):
        yield f"return {call}"
        return
    yield "began = clock()"
    yield "try:"
    yield f"    value = {call}"
    yield "except BaseException as caught:"
    yield "    outcome = raised(caught, clock() - began)"
    yield "else:"
    yield "    outcome = new(Outcome)"
    yield "    outcome._value = value"
    yield "    outcome._error = None"
    yield "    outcome.skipped = False"
    yield "    outcome.skipped_by = None"
    yield "    outcome.elapsed = clock() - began"
    yield "    outcome._function = function"
    yield "    outcome._before = None"
    yield "break"


def _epilogue(shape: Shape) -> Iterator[str]:
    count = len(shape.layers)
    skipped = [
        "invocation._open = False",
        "outcome = cut(depth, hook, error, invocation)",
        "error = None",
    ]
    if _has_way_out(shape):
        yield f"if depth <= {count}:"
        yield from (f"    {line}" for line in skipped)
    else:
        yield from skipped
    for index in reversed(range(count)):
        leave = list(_leave(shape, index, shape.layers[index]))
        if leave and index:
            yield f"if depth > {index}:"
            leave = [f"    {line}" for line in leave]
        yield from leave
    yield "if outcome._error is None:"
    yield "    return outcome._value"
    yield "try:"
    yield "    raise outcome._error.with_traceback(outcome._traceback)"
    yield "finally:"
    # This frame is in the error's traceback: without this, each failure would leave a cycle. It
    # may go through the invocation, in whose state a plugin keeps the outcome.
    yield "    del outcome, invocation"


def _leave(shape: Shape, index: int, layer: LayerShape) -> Iterator[str]:
    if layer.around:
        generator = f"generator{index}"
        yield f"if {generator} is not None:"
        yield from (f"    {line}" for line in _leave_around(shape, index, layer.around))
    if layer.post:
        call = _hook_call(shape, f"post{index}", layer.post)
        yield from _try(shape, index, "post_invocation", [call])
        yield f"    outcome = {_judged('leaving_failed', index, 'post_invocation')}"
        yield "else:"
        yield "    if outcome._before is not None:"
        yield f"        outcome = {_judged('settle', index, 'post_invocation')}"


def _leave_around(shape: Shape, index: int, hook: HookShape) -> Iterator[str]:
    generator = f"generator{index}"
    step = _second_half(shape, generator, hook)
    yield from _try(shape, index, "around_invocation", [step])
    yield f"    outcome = {_judged('leaving_failed', index, 'around_invocation')}"
    yield "else:"
    close = f"{generator}.{'aclose' if hook.is_async else 'close'}"
    arguments = f"{index}, invocation, outcome"
    if shape.is_async and hook.is_async:
        yield f"    outcome = await stack.ayielded_again({arguments}, {close})"
    else:
        close = ", ".join((*_entrance(shape, is_async=hook.is_async), close))
        yield f"    outcome = stack.yielded_again({arguments}, {close})"


def _judged(method: str, index: int, hook: str) -> str:
    error = "caught, " if method == "leaving_failed" else ""
    return f'{method}({index}, "{hook}", {error}invocation, outcome)'


def _hook_call(shape: Shape, name: str, hook: HookShape) -> str:
    return _called(shape, name, *hook.arguments, is_async=hook.is_async)


def _first_half(shape: Shape, generator: str, hook: HookShape) -> str:
    if hook.is_async:
        return _called(shape, f"{generator}.__anext__", is_async=True)
    return _called(shape, "next", generator, is_async=False)


def _second_half(shape: Shape, generator: str, hook: HookShape) -> str:
    send = f"{generator}.{'asend' if hook.is_async else 'send'}"
    return _called(shape, send, "outcome", is_async=hook.is_async)


def _called(shape: Shape, function: str, *arguments: str, is_async: bool) -> str:
    """Return the call of a hook, or of a part of one, from a function of the shape's kind."""
    parts = (*_entrance(shape, is_async=is_async), function, *arguments)
    call = f"{parts[0]}({', '.join(parts[1:])})"
    return f"await {call}" if shape.is_async and is_async else call


def _entrance(shape: Shape, *, is_async: bool) -> tuple[str, ...]:
    """Return what takes a call to where it runs, and its first arguments; empty if it runs here."""
    if shape.is_async or not shape.bridged:
        return ()
    return ("bridge.run", "scope", "invocation.id") if is_async else ("enter",)
