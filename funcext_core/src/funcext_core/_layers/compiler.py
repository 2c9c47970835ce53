"""Compile a stack of layers into one function: the hot path.

`TEMPLATE` is that function. Code is made of it per *shape* of a stack (which hooks each layer has,
of which kind, with which arguments) and cached; per function only a closure is made. So nothing is
looked up, branched on or passed through at a call that is known when the app is indexed. What is
out of the ordinary goes to the methods of `rules.Stack`.

`source_of(shape)` returns what comes of the template for one shape.
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

    from .layer import HookShape, LayerShape
    from .protocols import LoopBridge, StartGate
    from .rules import Stack


# How to read the template, and to change it:
#
# - It is the function in the order in which it runs. A line that begins with `#:` says how often
#   the lines below it are there: once, or for every layer. Other comments are left out.
# - `#? words` in the margin: the line, and what is indented under it, is there only where all of
#   the words hold. `#~ words`: without them that line alone is left out, and what is indented
#   under it moves out in its place. `_words` and `_layer_words` have the words.
# - `{holes}` are filled by `_holes` and `_layer_holes`, most with a call. A hook's call is
#   `pre0(invocation)` where it can be made as it is; see `_call`.
# - What can be decided when the app is indexed is a word or a hole, never an `if` in the text.
# - The lines that are there for a layer whose hooks do nothing out of the ordinary are the price
#   of every invocation: run the hot-path benchmark. All judgment belongs in `rules`.
TEMPLATE = """\
#: once
def make(stack, call, bridge, gate, {hooks}):
    function = stack.function
    entered, spent = stack.entered, stack.spent
    restore, trim, refuse_value = stack.restore, stack.trim, stack.refuse_value
    entering_failed, leaving_failed = stack.entering_failed, stack.leaving_failed
    settle, cut, raised, ending = stack.settle, stack.cut, stack.raised, stack.ending
    {def_run}:
        if gate.closed:                                                 #? gated
            {gate_wait}
        scope = copy_context()                                          #? bridged
        enter = scope.run                                               #? bridged
        entered[0] += 1
        context = {context}
        if context is None:                                             #? may lack context
            context = stack.stand_in()
        invocation = new(Invocation)
        invocation.function = function
        invocation.id = context.invocation_id
        invocation.context = context
        invocation._args = kwargs
        invocation._responded = False
        invocation._open = True
        invocation._before = None
        # How far in it came: the number of the layer that let it go no further, counted from 1.
        depth = {innermost}
        # `original`: the arguments that came, from when a hook first used them, with the values
        # that the last hook to use them left.
        original = hook = error = None
#: for every layer, outermost first
        generator{index} = None                                         #? around
#: once
        # Not a loop: what breaks out of it goes no further in.
        while True:
#: for every layer, outermost first
            began = clock()                                             #? pre, timed
            try:                                                        #? pre
                value = {call_pre}
                if value is not None:
                    refuse_value({index}, "pre_invocation", value)
                # In two steps: another thread may run after the call, between reading and writing.
                taken = clock() - began                                 #? timed
                spent[{pre_cell}] += taken                              #? timed
            except BaseException as caught:                             #? pre
                taken = clock() - began                                 #? timed
                spent[{pre_cell}] += taken                              #? timed
                error = entering_failed({index}, "pre_invocation", caught, invocation)
                if error is not None:
                    depth, hook = {number}, "pre_invocation"
                    break
            # It answered, or used the arguments: both are kept, since it has not raised.
            if invocation._before is not None:                          #? pre
                if original is None:
                    original = invocation._before
                if kwargs.keys() == original.keys():
                    original.update(kwargs)
                else:
                    restore(kwargs, invocation._before, original)
                invocation._before = None
                if invocation._responded:
                    depth, hook = {number}, "pre_invocation"
                    break
            began = clock()                                             #? around, timed
            try:                                                        #? around
                generator{index} = {make_generator}
                value = {advance_generator}
                taken = clock() - began                                 #? timed
                spent[{around_cell}] += taken                           #? timed
            except BaseException as caught:                             #? around
                taken = clock() - began                                 #? timed
                spent[{around_cell}] += taken                           #? timed
                generator{index} = None
                error = entering_failed({index}, "around_invocation", caught, invocation)
                if error is not None:
                    depth, hook = {number}, "around_invocation"
                    break
            else:                                                       #? around
                if value is not None:
                    error = stack.yielded({index}, value, invocation)
                    if error is not None:
                        depth, hook = {number}, "around_invocation"
                        break
            if invocation._before is not None:                          #? around
                if original is None:
                    original = invocation._before
                if kwargs.keys() == original.keys():
                    original.update(kwargs)
                else:
                    restore(kwargs, invocation._before, original)
                invocation._before = None
                if invocation._responded:
                    depth, hook = {number}, "around_invocation"
                    break
#: once
            if original is not None and kwargs.keys() != original.keys():
                trim(kwargs, original)
            invocation._open = False
            began = clock()                                             #? way out
            try:
                return {call_function}                                  #? no way out
                value = {call_function}                                 #? way out
            except BaseException as caught:
                outcome = raised(caught, {elapsed})
            else:                                                       #? way out
                outcome = new(Outcome)
                outcome._value = value
                outcome._error = None
                outcome.skipped = False
                outcome.skipped_by = None
                outcome.elapsed = clock() - began
                outcome._function = function
                outcome._before = None
            break
        if depth <= {layers}:
            invocation._open = False
            outcome = cut(depth, hook, error, invocation)
            error = None
#: for every layer, innermost first
        if depth > {index}:                                             #~ way out, inner
            if generator{index} is not None:                            #? around
                began = clock()                                         #? timed
                try:
                    {resume_generator}
                    taken = clock() - began                             #? timed
                    spent[{around_cell}] += taken                       #? timed
                except {generator_ended} as ended:
                    taken = clock() - began                             #? timed
                    spent[{around_cell}] += taken                       #? timed
                    value = {ended_value}
                    if value is not None or outcome._before is not None:
                        outcome = settle({index}, "around_invocation", invocation, outcome, value)
                except BaseException as caught:
                    taken = clock() - began                             #? timed
                    spent[{around_cell}] += taken                       #? timed
                    outcome = leaving_failed({index}, "around_invocation", caught, invocation, outcome)
                else:
                    outcome = {yielded_again}({index}, invocation, outcome, {close_generator})
            began = clock()                                             #? post, timed
            try:                                                        #? post
                value = {call_post}
                taken = clock() - began                                 #? timed
                spent[{post_cell}] += taken                             #? timed
            except BaseException as caught:                             #? post
                taken = clock() - began                                 #? timed
                spent[{post_cell}] += taken                             #? timed
                outcome = leaving_failed({index}, "post_invocation", caught, invocation, outcome)
            else:                                                       #? post
                if value is not None or outcome._before is not None:
                    outcome = settle({index}, "post_invocation", invocation, outcome, value)
#: once
        if outcome._error is None:
            return outcome._value
        try:
            raise ending(outcome)
        finally:
            # This frame is in the error's traceback: without this, each failure would leave a
            # cycle. It may go through the invocation, in whose state a plugin keeps the outcome.
            del outcome, invocation
    return run
"""  # noqa: E501 - lines are as long as they come out


# What a hook is passed for each argument that it names.
_ARGUMENTS = {
    "invocation": "invocation",
    "outcome": "outcome",
    "function": "function",
    "invocation_id": "invocation.id",
    "context": "invocation.context",
    "args": "invocation.args",
    "request": "invocation.request",
    "trigger_value": "invocation.trigger_value",
    "attempt": "1",
    "value": "outcome._value if outcome._error is None else None",
    "error": "outcome._error",
    "elapsed": "outcome.elapsed",
}


class Shape:
    """The facts of a stack that its code depends on; stacks of one shape share their code."""

    is_async: bool
    """Whether the function is an ``async def``."""
    context: str
    """``declared`` by the function, ``injected`` for the hooks, or ``taken`` by a binding."""
    timed: bool
    """Whether the time in each hook is added up."""
    gated: bool
    """Whether invocations wait for an async `app_start`."""
    layers: tuple[LayerShape, ...]
    """The shapes of the layers, outermost first."""
    bridged: bool
    """Whether hooks around a sync function run on the loop, between those that run in its thread.

    The invocation's context is then entered for each call: it cannot be entered by two threads at
    once.
    """

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
        self.context = context
        self.timed = timed
        self.gated = gated
        self.layers = layers
        self.bridged = not is_async and any(hook is not None and hook.is_async for hook in hooks)


class Compiled:
    """A stack's generated function."""

    run: Callable[..., Any]
    """Take the worker's arguments through the layers: of a sync function as one dict, of an async
    one by name. The latter is the wrapper itself: its code has the function's own place."""
    needs_context: bool
    """Whether `run` is to be called in a context of its own, `copy_context().run(run, ...)`."""

    __slots__ = ("needs_context", "run")

    def __init__(self, run: Callable[..., Any], needs_context: bool) -> None:
        self.run = run
        self.needs_context = needs_context


def compile_stack(
    stack: Stack,
    call: Callable[..., Any],
    *,
    context: str,
    bridge: LoopBridge | None = None,
    gate: StartGate | None = None,
    timed: bool = False,
) -> Compiled:
    """Return the generated function of a stack.

    Args:
        stack: the layers, at least one, and the function that they are around.
        call: the user's function.
        context: see `Shape.context`.
        bridge: what runs async hooks from a pool thread; needed for those around a sync function.
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
        "new": object.__new__,
    }
    exec(compile(source, filename, "exec"), namespace)  # noqa: S102 - the text is our own
    maker: Callable[..., FunctionType] = namespace["make"]
    return shape, maker


# --- From the template to the source of a shape --------------------------------------------------


def source_of(shape: Shape) -> str:
    """Return the generated source of a shape: a factory, `make`, of its function, `run`."""
    once = _words(shape), _holes(shape)
    layers = [
        (_layer_words(shape, index), _layer_holes(shape, index))
        for index in range(len(shape.layers))
    ]
    fillings = {
        "once": [once],
        "for every layer, outermost first": layers,
        "for every layer, innermost first": layers[::-1],
    }
    return "".join(
        _text(number, words).format_map(holes)
        for number, (how_often, _) in enumerate(_parts())
        for words, holes in fillings[how_often]
    )


@functools.cache
def _parts() -> list[tuple[str, list[str]]]:
    """Return the parts of the template: how often each is there, and its lines."""
    parts = [part.splitlines() for part in TEMPLATE.split("#: ")[1:]]
    return [(how_often, lines) for how_often, *lines in parts]


@functools.cache
def _text(number: int, words: frozenset[str]) -> str:
    """Return the lines of a part that are there where these words hold."""
    deepest = len(TEMPLATE)
    without = outward = deepest  # what is indented more is left out, or moves out
    text = []
    for line in _parts()[number][1]:
        code, _, margin = line.partition("#")
        indent = len(code) - len(code.lstrip())
        if indent > without or code.isspace():
            continue
        without = deepest
        outward = outward if indent > outward else deepest
        if not margin or words.issuperset(margin[2:].split(", ")):
            text.append(code[4:] if indent > outward else code)
        elif margin.startswith("~"):
            outward = indent
        else:
            without = indent
    return "".join(f"{line.rstrip()}\n" for line in text)


def _words(shape: Shape) -> frozenset[str]:
    """Return the words that hold for a shape, in the parts that are there once."""
    way_out = _has_way_out(shape)
    words = {
        "gated": shape.gated,
        "bridged": shape.bridged,
        "may lack context": shape.context != "taken",
        "way out": way_out,
        "no way out": not way_out,
    }
    return frozenset(word for word, holds in words.items() if holds)


def _has_way_out(shape: Shape) -> bool:
    """Return whether a layer has a hook on the way out."""
    return any(layer.around or layer.post for layer in shape.layers)


def _layer_words(shape: Shape, index: int) -> frozenset[str]:
    """Return the words that hold for a layer of a shape."""
    layer = shape.layers[index]
    words = {
        "pre": layer.pre,
        "around": layer.around,
        "post": layer.post,
        "timed": shape.timed,
        "inner": index > 0,
        "way out": layer.around or layer.post,
    }
    return frozenset(word for word, holds in words.items() if holds)


def _holes(shape: Shape) -> dict[str, object]:
    """Return what fills the holes in the parts that are there once."""
    contexts = {
        "injected": 'kwargs.pop("context", None)',
        "declared": 'kwargs.get("context")',
        "taken": "stack.stand_in()",
    }

    call = "enter(call, **kwargs)" if shape.bridged else "call(**kwargs)"
    return {
        "hooks": ", ".join(_hooks(shape)),
        "def_run": "async def run(**kwargs)" if shape.is_async else "def run(kwargs)",
        "gate_wait": "await gate.wait()" if shape.is_async else "gate.wait_in_thread()",
        "context": contexts[shape.context],
        "elapsed": "clock() - began" if _has_way_out(shape) else "0.0",
        "innermost": len(shape.layers) + 1,
        "layers": len(shape.layers),
        "call_function": f"await {call}" if shape.is_async else call,
    }


def _hooks(shape: Shape) -> Iterator[str]:
    """Yield the names of the hooks, in the order in which `make` takes them."""
    for index, layer in enumerate(shape.layers):
        for kind, hook in zip(("pre", "around", "post"), layer, strict=True):
            if hook is not None:
                yield f"{kind}{index}"


def _layer_holes(shape: Shape, index: int) -> dict[str, object]:
    """Return what fills the holes in the parts that are there for a layer."""
    layer = shape.layers[index]
    holes: dict[str, object] = {"index": index, "number": index + 1}
    if layer.pre:
        holes["call_pre"] = _call(shape, layer.pre, f"pre{index}", *_passed(layer.pre))
        holes["pre_cell"] = cell(index, "pre_invocation")
    if layer.around:
        holes["around_cell"] = cell(index, "around_invocation")
        holes |= _generator_holes(shape, layer.around, index)
    if layer.post:
        holes["call_post"] = _call(shape, layer.post, f"post{index}", *_passed(layer.post))
        holes["post_cell"] = cell(index, "post_invocation")
    return holes


def _generator_holes(shape: Shape, hook: HookShape, index: int) -> dict[str, object]:
    generator = f"generator{index}"
    make = f"around{index}({', '.join(_passed(hook))})"
    close: tuple[str, ...] = (*_way_there(shape, hook), f"{generator}.close")
    yielded_again = "stack.yielded_again"
    if not hook.is_async:
        advance = _call(shape, hook, "next", generator)
        resume = _call(shape, hook, f"{generator}.send", "outcome")
    elif shape.is_async:
        advance, resume = f"await {generator}.__anext__()", f"await {generator}.asend(outcome)"
        close, yielded_again = (f"{generator}.aclose",), "await stack.ayielded_again"
    else:
        # Its halves run in one task, whichever thread asks for them.
        make = f"bridge.generator(scope, invocation.id, {make}, stack.cannot_cut, {index})"
        advance, resume = f"next({generator})", f"{generator}.send(outcome)"
        close = (f"{generator}.close",)
    return {
        "make_generator": make,
        "advance_generator": advance,
        "resume_generator": resume,
        "generator_ended": "StopAsyncIteration" if hook.is_async else "StopIteration",
        # An async generator cannot return a value.
        "ended_value": "None" if hook.is_async else "ended.value",
        "yielded_again": yielded_again,
        "close_generator": ", ".join(close),
    }


def _passed(hook: HookShape) -> Iterator[str]:
    """Yield the expressions of the arguments that a hook takes, in its own order."""
    return (_ARGUMENTS[name] for name in hook.arguments)


def _call(shape: Shape, hook: HookShape, *parts: str) -> str:
    """Return the call of a hook, or of a part of one.

    It is made as it is where the hook is of the function's kind or sync around an async function;
    from a sync function that has async hooks, through what brings it to its context or to the loop.
    """
    function, *arguments = *_way_there(shape, hook), *parts
    call = f"{function}({', '.join(arguments)})"
    return f"await {call}" if shape.is_async and hook.is_async else call


def _way_there(shape: Shape, hook: HookShape) -> tuple[str, ...]:
    """Return what takes a call to where it runs, and its first arguments; empty if it runs here."""
    if not shape.bridged:
        return ()
    return ("bridge.run", "scope", "invocation.id") if hook.is_async else ("enter",)
