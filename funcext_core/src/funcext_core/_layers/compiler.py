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
import re
from contextvars import copy_context
from time import perf_counter
from types import CodeType, FunctionType, MappingProxyType
from typing import TYPE_CHECKING, Any
from zlib import crc32

from funcext_core._model import Invocation, Outcome, claim_cold, unclaimed

from .rules import cell


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Final

    from funcext_core._model import Function

    from .layer import HookShape, LayerShape
    from .protocols import LoopBridge, StartGate
    from .rules import Stack

    _Key = tuple[bool, str, bool, bool, tuple[LayerShape, ...], "Parameters | None", bool]
    """The arguments of `Shape`."""
    _Filling = tuple[frozenset[str], dict[str, object]]
    """The words that hold for a part of the template, and what fills its holes."""


# How to read the template, and to change it:
#
# - It is the function in the order in which it runs. A line that begins with `#:` says how often
#   the lines below it are there: once, for every function, or for each layer of a function. There
#   is one function, and one more for what is inside each layer that repeats. Other comments are
#   left out.
# - `#? words` in the margin: the line, and what is indented under it, is there only where all of
#   the words hold. `#~ words`: without them that line alone is left out, and what is indented
#   under it moves out in its place. `_words` and `_layer_words` have the words.
# - `{holes}` are filled by `_holes` and `_layer_holes`, most with a call. A hook's call is
#   `pre0(invocation)` where it can be made as it is; see `_call`.
# - What can be decided when the app is indexed is a word or a hole, never an `if` in the text.
# - Nothing is made or read that no hook names. Where no hook names `invocation`, a failure makes
#   one (`stack.late`); where none names `outcome`, it is None until there is something to judge,
#   and `value` and `error` are what it would have.
# - The lines that are there for a layer whose hooks do nothing out of the ordinary are the price
#   of every invocation: run the hot-path benchmark. All judgment belongs in `rules`.
TEMPLATE = """\
#: once
def make(stack, call, bridge, gate, {hooks}):
    function = stack.function
    entered, spent = stack.entered, stack.spent
    trigger, is_http = function.trigger_name, function.trigger.lower() == "httptrigger" #? trigger
#: for every function, innermost first
    {define}:
        if gate.closed:                                                 #? outermost, gated
            {gate_wait}
        scope = copy_context()                                          #? outermost, bridged
        enter = scope.run                                               #? bridged
        entered[0] += 1                                                 #? outermost
        context = {context}                                             #? outermost, context to be found
        if context is None:                                             #? outermost, context, may lack context
            context = stack.stand_in()
        context = invocation.context                                    #? inner
        kwargs = invocation._args                                       #? inner, any
        invocation_id = context.invocation_id                           #? id
        invocation = new(Invocation)                                    #? outermost, invocation
        invocation.function = function                                  #? outermost, invocation
        invocation.context = context                                    #? outermost, invocation
        invocation._given = {given}                                     #? outermost, invocation, by name
        invocation._args = {args}                                       #? outermost, invocation
        invocation._original = None                                     #? outermost, invocation, any
        invocation._before = None                                       #? outermost, invocation
        invocation._open = True                                         #? outermost, invocation, way in
        invocation.attempt = 1                                          #? outermost, again
        invocation._open = False                                        #? outermost, invocation, no way in
        if unclaimed:                                                   #? outermost
            {claim_cold}
        args = {args_by_name}                                           #? args
        original = args.copy()                                          #? args
        # The number of the layer that let it go no further in, counted from 1; None for none.
        depth = None                                                    #? way in
        hook = error = None                                             #? way in
#: for each of its layers, outermost first
        generator{index} = None                                         #? around
        saved = None                                                    #? repeats
#: for every function, innermost first
        # Not a loop: what breaks out of it goes no further in.
        while True:
#: for each of its layers, outermost first
            before = args.copy()                                        #? pre, args of pre
            began = clock()                                             #? pre, timed
            try:                                                        #? pre
                if (returned := {call_pre}) is not None:
                    stack.refuse_value({index}, "pre_invocation", returned)
                # In two steps: another thread may run after the call, between reading and writing.
                taken = clock() - began                                 #? timed
                spent[{pre_cell}] += taken                              #? timed
            except BaseException as caught:                             #? pre
                taken = clock() - began                                 #? timed
                spent[{pre_cell}] += taken                              #? timed
                error = stack.entering_failed({index}, "pre_invocation", caught, {in_pre})
                if error is not None:
                    depth, hook = {number}, "pre_invocation"
                    break
            stack.keep(args, before, original)                          #? pre, args of pre
            # It answered, or used the arguments: both are kept, since it has not raised.
            if invocation._before is not None and stack.kept(invocation): #? pre, pre is handed all
                depth, hook = {number}, "pre_invocation"
                break
            before = args.copy()                                        #? around, args of around
            began = clock()                                             #? around, timed
            try:                                                        #? around
                generator{index} = {make_generator}
                returned = {advance_generator}
                taken = clock() - began                                 #? timed
                spent[{around_cell}] += taken                           #? timed
            except BaseException as caught:                             #? around
                taken = clock() - began                                 #? timed
                spent[{around_cell}] += taken                           #? timed
                generator{index} = None
                error = stack.entering_failed({index}, "around_invocation", caught, {in_around})
                if error is not None:
                    depth, hook = {number}, "around_invocation"
                    break
            else:                                                       #? around
                if returned is not None:
                    error = stack.yielded({index}, returned, {in_around})
                    if error is not None:
                        depth, hook = {number}, "around_invocation"
                        break
            stack.keep(args, before, original)                          #? around, args of around
            if invocation._before is not None and stack.kept(invocation): #? around, around is handed all
                depth, hook = {number}, "around_invocation"
                break
#: for every function, innermost first
            {arguments} = stack.arguments({names}, args, original)      #? args, by name
            stack.trim(kwargs, original)                                #? args, any
            if invocation._args is not None:                            #? used, by name
                {arguments} = stack.arguments({names}, invocation._args, invocation._original)
            {arguments} = stack.latest({names}, invocation)             #? again, calls, by name
            if invocation._original is not None:                        #? used, calls, any
                stack.trim(kwargs, invocation._original)
            invocation._open = False                                    #? invocation, calls, was open
            lap = [0.0]                                                 #? lap, calls
            began = clock()                                             #? clock, calls
            try:                                                        #? calls
                return {call_function}                                  #? no way out
                value = {call_function}                                 #? way out
            except BaseException as caught:                             #? calls
                elapsed = {took}                                        #? plain, clock
                outcome = stack.raised(caught, {elapsed})
                value, error = None, outcome._error                     #? plain
            else:                                                       #? way out, calls
                elapsed = {took}                                        #? plain, clock
                outcome = error = None                                  #? plain
                outcome = new(Outcome)                                  #? outcome
                outcome.elapsed = {took}                                #? outcome
                outcome._value = value                                  #? outcome
                outcome._error = None                                   #? outcome
                outcome._before = None                                  #? outcome
                outcome._skipped_by = None                              #? outcome
                outcome._function = function                            #? outcome
            break
        if depth is not None:                                           #? way in
            invocation._open = False                                    #? invocation
            outcome = stack.cut(depth, hook, error, {invocation})
            error = None
            outcome.attempt = invocation.attempt                        #? again
            value, error = outcome._seen()                              #? plain
            elapsed = 0.0                                               #? plain, clock
        outcome.attempt = invocation.attempt                            #? again, calls
        view = read_only({args_on_way_out})                             #? view
#: for each of its layers, innermost first
        if depth is None or depth > {index}:                            #~ way out, may be cut
            while True:                                                 #? repeats
                if depth is None:
                    saved = stack.saved(invocation)
                    try:
                        outcome = {call_inside}
                    except BaseException as caught:
                        outcome = stack.raised(caught, 0.0)
                    stack.restore(invocation, saved)
                if generator{index} is None:
                    break
                began = clock()                                         #? timed
                try:
                    returned = {resume_generator}
                    taken = clock() - began                             #? timed
                    spent[{around_cell}] += taken                       #? timed
                except {generator_ended} as ended:
                    taken = clock() - began                             #? timed
                    spent[{around_cell}] += taken                       #? timed
                    returned = {ended_value}
                    if returned is not None or outcome._before is not None:
                        outcome = stack.settle({index}, "around_invocation", invocation, outcome, returned)
                    break
                except BaseException as caught:
                    taken = clock() - began                             #? timed
                    spent[{around_cell}] += taken                       #? timed
                    outcome = stack.leaving_failed({index}, "around_invocation", caught, invocation, outcome)
                    break
                refused = stack.again({index}, returned, invocation, outcome, saved, depth)
                if refused is not None:
                    outcome = {yielded_again}({index}, invocation, outcome, refused, {close_generator})
                    break
            if generator{index} is not None:                            #? once around
                began = clock()                                         #? timed
                try:
                    {resume_generator}
                    taken = clock() - began                             #? timed
                    spent[{around_cell}] += taken                       #? timed
                except {generator_ended} as ended:
                    taken = clock() - began                             #? timed
                    spent[{around_cell}] += taken                       #? timed
                    returned = {ended_value}
                    if returned is not None or outcome._before is not None:
                        outcome = stack.settle({index}, "around_invocation", {late}, outcome, returned)
                except BaseException as caught:
                    taken = clock() - began                             #? timed
                    spent[{around_cell}] += taken                       #? timed
                    outcome = stack.leaving_failed({index}, "around_invocation", caught, {late}, outcome)
                else:
                    outcome = {yielded_again}({index}, {late}, outcome, "twice", {close_generator})
            began = clock()                                             #? post, timed
            try:                                                        #? post
                if (returned := {call_post}) is not None:
                    stack.refuse_value({index}, "post_invocation", returned)
                taken = clock() - began                                 #? timed
                spent[{post_cell}] += taken                             #? timed
            except BaseException as caught:                             #? post
                taken = clock() - began                                 #? timed
                spent[{post_cell}] += taken                             #? timed
                outcome = stack.leaving_failed({index}, "post_invocation", caught, {late}, {outcome})
                value, error = outcome._seen()                          #? plain
            else:                                                       #? post, post is handed all
                if outcome._before is not None:
                    outcome = stack.settle({index}, "post_invocation", {late}, outcome)
#: for every function, innermost first
        # The frames of errors that the invocation keeps lead here.
        try:                                                            #? inner
            return outcome
        finally:                                                        #? inner
            del outcome, invocation
        if {error} is None:                                             #? outermost
            try:                                                        #? again
                return {value}
            finally:                                                    #? again
                del {dropped}
            return {value}                                              #? once
        try:                                                            #? outermost
            raise stack.ending(outcome)
        finally:                                                        #? outermost
            # This frame is in the error's traceback: without this, each failure would leave a
            # cycle. It may go through the invocation, in whose state a plugin keeps the outcome.
            del {dropped}
#: once
    def entry({entry_parameters}):                                      #? sync
        return {enter_run}
    return {wrapper}
"""  # noqa: E501 - lines are as long as they come out


class Parameters:
    """The parameters of a function that are passed on by name, as far as its code depends on them.

    Functions that differ in the names alone share their code; see `_with_names`.
    """

    number: int
    """The number of them."""
    context: int | None
    """The number of the one that takes the worker's context, from 0, if the function has one."""
    trigger: int | None
    """The number of the one that takes the trigger's data, if a hook asks for that."""

    __slots__ = ("context", "number", "trigger")

    def __init__(self, number: int, context: int | None, trigger: int | None) -> None:
        self.number = number
        self.context = context
        self.trigger = trigger


# The same object for the same facts: see `HookShape`.
_parameters = functools.cache(Parameters)


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
    parameters: Parameters | None
    """The function's parameters; None if it is passed whatever arguments come, as one dict."""
    fills: bool
    """Whether what is called fills parameters. It takes the invocation first, and where somebody
    reads the time in the function, a list in which it puts that."""
    named: frozenset[str]
    """The arguments that the hooks name, each of them some hook's."""
    on_way_in: frozenset[str]
    """Those of the hooks on the way in."""
    has_way_in: bool
    """Whether a layer has a hook on the way in, so that it may keep the function from running."""
    has_way_out: bool
    """Whether a layer has a hook on the way out."""
    functions: tuple[range, ...]
    """The generated functions, outermost first: the layers of each. What is inside a layer that
    repeats is a function of its own."""
    bridged: bool
    """Whether hooks around a sync function run on the loop, between those that run in its thread.

    The invocation's context is then entered for each call: it cannot be entered by two threads at
    once.
    """

    __slots__ = (
        "bridged",
        "context",
        "fills",
        "functions",
        "gated",
        "has_way_in",
        "has_way_out",
        "is_async",
        "layers",
        "named",
        "on_way_in",
        "parameters",
        "timed",
    )

    def __init__(
        self,
        is_async: bool,
        context: str,
        timed: bool,
        gated: bool,
        layers: tuple[LayerShape, ...],
        parameters: Parameters | None = None,
        fills: bool = False,
    ) -> None:
        way_in = [hook for layer in layers for hook in (layer.pre, layer.around) if hook]
        hooks = [*way_in, *(layer.post for layer in layers if layer.post)]
        self.is_async = is_async
        self.context = context
        self.timed = timed
        self.gated = gated
        self.layers = layers
        self.parameters = parameters
        self.fills = fills
        self.on_way_in = frozenset(name for hook in way_in for name in hook.arguments)
        self.named = frozenset(name for hook in hooks for name in hook.arguments)
        self.functions = _functions(layers)
        if fills or self.repeats:
            self.named |= {"invocation"}
        self.has_way_in = bool(way_in)
        self.has_way_out = any(layer.around or layer.post for layer in layers)
        self.bridged = not is_async and any(hook.is_async for hook in hooks)

    @property
    def repeats(self) -> bool:
        """Whether a layer repeats what is inside it; each invocation has an `Invocation` then."""
        return len(self.functions) > 1

    @property
    def makes_outcome(self) -> bool:
        """Whether each invocation has an `Outcome`: a hook names it, or around gets it."""
        return "outcome" in self.named or any(layer.around for layer in self.layers)

    @property
    def reads_clock(self) -> bool:
        """Whether somebody reads the time in the function."""
        return self.makes_outcome or "elapsed" in self.named

    @property
    def laps(self) -> bool:
        """Whether what fills parameters takes the time in the function alone."""
        return self.fills and self.reads_clock

    @property
    def makes_args(self) -> bool:
        """Whether the dict of arguments is made on the way in, and without an `Invocation`."""
        return "args" in self.on_way_in and "invocation" not in self.named


def _functions(layers: tuple[LayerShape, ...]) -> tuple[range, ...]:
    ends = [
        index + 1 for index, layer in enumerate(layers) if layer.around and layer.around.repeats
    ]
    return tuple(map(range, [0, *ends], [*ends, len(layers)]))


class Generated:
    """The generated code for a stack."""

    stack: Final[Stack]
    """The layers, and the function that they are around."""
    names: Final[tuple[str, ...] | None]
    """The function's parameters, if it is passed exactly these; None if it is passed whatever
    comes."""
    _key: _Key

    __slots__ = ("_key", "names", "stack")

    def __init__(
        self,
        stack: Stack,
        *,
        context: str,
        names: tuple[str, ...] | None = None,
        timed: bool = False,
        gated: bool = False,
        fills: bool = False,
    ) -> None:
        """Determine the code.

        Args:
            stack: see above.
            context: see `Shape.context`.
            names: see above.
            timed: whether to add up the time in each hook in `stack.spent`.
            gated: whether invocations wait at a gate first.
            fills: see `Shape.fills`.
        """
        is_async = stack.function.is_async
        layers = tuple(layer.shapes[is_async][0] for layer in stack.layers)
        parameters = None if names is None else _parameters_of(stack.function, names, layers)
        self.stack = stack
        self.names = names
        self._key = is_async, context, timed, gated, layers, parameters, fills

    def function(
        self, call: Callable[..., Any], bridge: LoopBridge | None, gate: StartGate | None
    ) -> Callable[..., Any]:
        """Return the function that takes the worker's arguments, by name, through the layers.

        Args:
            call: the user's function, or what fills parameters of it.
            bridge: what runs async hooks from a pool thread; needed for those around a sync
                function.
            gate: what invocations wait for first.
        """
        is_async = self.stack.function.is_async
        hooks = [hook for layer in self.stack.layers for hook in layer.shapes[is_async][1]]
        make = _maker(self.names, self._key)
        run: Callable[..., Any] = make(self.stack, call, bridge, gate, *hooks)
        return run

    @property
    def laps(self) -> bool:
        """Whether what fills parameters takes the time in the function alone."""
        return Shape(*self._key).laps

    def source(self) -> str:
        """Return its source, with the function's own names where they are not taken."""
        source = source_of(Shape(*self._key))
        names = self.names or ()
        taken = set(re.findall(r"\w+", source))
        for placeholder, name in zip(_placeholders(len(names)), names, strict=True):
            if name not in taken:
                source = re.sub(rf"\b{placeholder}\b", name, source)
        return source


def _parameters_of(
    function: Function, names: tuple[str, ...], layers: tuple[LayerShape, ...]
) -> Parameters:
    asked = any(hook is not None and hook.asks_for_trigger for layer in layers for hook in layer)
    at = {name: index for index, name in enumerate(names)}
    return _parameters(
        len(names), at.get("context"), at.get(function.trigger_name) if asked else None
    )


@functools.lru_cache(maxsize=256)
def _maker(names: tuple[str, ...] | None, key: _Key) -> FunctionType:
    """Return the factory of the functions of a shape whose parameters have these names."""
    make = _nameless_maker(key)
    if names is None:
        return make
    return FunctionType(_with_names(make.__code__, names), make.__globals__)


@functools.lru_cache(maxsize=256)
def _nameless_maker(key: _Key) -> FunctionType:
    """Return the factory of the functions of a shape. Compiling it is what the cache saves."""
    source = source_of(Shape(*key))
    filename = f"<funcext layers {crc32(source.encode()):08x}>"
    # So that a traceback through the layers shows the lines that ran.
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    namespace: dict[str, Any] = {
        "Invocation": Invocation,
        "Outcome": Outcome,
        "claim_cold": claim_cold,
        "clock": perf_counter,
        "copy_context": copy_context,
        "new": object.__new__,
        "read_only": MappingProxyType,
        "unclaimed": unclaimed,
    }
    exec(compile(source, filename, "exec"), namespace)  # noqa: S102 - the text is our own
    maker: FunctionType = namespace["make"]
    return maker


def _with_names(code: CodeType, names: tuple[str, ...]) -> CodeType:
    """Return generated code with a function's own names for its parameters.

    Code refers to a local variable by its number. So no name can clash with another.
    """
    own = dict(zip(_placeholders(len(names)), names, strict=True))

    def renamed(constant: object) -> object:
        if isinstance(constant, CodeType):
            return _with_names(constant, names)
        if isinstance(constant, tuple):
            return tuple(map(renamed, constant))
        return own.get(constant, constant) if isinstance(constant, str) else constant

    return code.replace(
        co_varnames=tuple(own.get(name, name) for name in code.co_varnames),
        co_consts=tuple(map(renamed, code.co_consts)),
    )


def _placeholders(count: int) -> list[str]:
    """Return the names of a function's parameters in generated code."""
    return [f"arg{index}" for index in range(count)]


# --- From the template to the source of a shape --------------------------------------------------


def source_of(shape: Shape) -> str:
    """Return the generated source of a shape: a factory, `make`, of its function, `run`."""
    once = _words(shape), _holes(shape)
    head, *parts, tail = enumerate(how_often for how_often, _ in _parts())
    text = [_filled(head[0], *once)]
    for number in reversed(range(len(shape.functions))):
        fillings = _fillings(shape, number, *once)
        text += [_filled(part, *filling) for part, often in parts for filling in fillings[often]]
    return "".join([*text, _filled(tail[0], *once)])


def _fillings(
    shape: Shape, number: int, words: frozenset[str], holes: dict[str, object]
) -> dict[str, list[_Filling]]:
    """Return what fills the parts of one of a shape's functions, by how often each is there."""
    layers = [
        (_layer_words(shape, number, index), _layer_holes(shape, number, index))
        for index in shape.functions[number]
    ]
    function = words | _function_words(shape, number), holes | _function_holes(shape, number, holes)
    return {
        "for every function, innermost first": [function],
        "for each of its layers, outermost first": layers,
        "for each of its layers, innermost first": layers[::-1],
    }


def _filled(part: int, words: frozenset[str], holes: dict[str, object]) -> str:
    return _text(part, words).format_map(holes)


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
    named, invocation = shape.named, "invocation" in shape.named
    by_name = shape.parameters is not None
    reads_id = not invocation and ("invocation_id" in named or shape.bridged)
    plain = shape.has_way_out and not shape.makes_outcome
    words = {
        "gated": shape.gated,
        "bridged": shape.bridged,
        "sync": not shape.is_async,
        "by name": by_name,
        "any": not by_name,
        "context to be found": not (by_name and shape.context == "injected"),
        "context": _reads_context(shape),
        "may lack context": shape.context != "taken",
        "id": reads_id,
        "trigger": not named.isdisjoint(("request", "trigger_value")),
        "invocation": invocation,
        "again": shape.repeats,
        "once": not shape.repeats,
        "args": shape.makes_args,
        "way out": shape.has_way_out,
        "no way out": not shape.has_way_out,
        "outcome": shape.makes_outcome,
        "plain": plain,
        "clock": shape.reads_clock,
        "lap": shape.laps,
    }
    return frozenset(word for word, holds in words.items() if holds)


def _function_words(shape: Shape, number: int) -> frozenset[str]:
    """Return the words that hold for one of a shape's functions, beside those of the shape."""
    layers = [shape.layers[index] for index in shape.functions[number]]
    calls = number == len(shape.functions) - 1
    invocation = "invocation" in shape.named
    used = invocation and not shape.on_way_in.isdisjoint(_ALL)
    way_in = any(layer.pre or layer.around for layer in layers)
    words = {
        "outermost": number == 0,
        "inner": number > 0,
        "calls": calls,
        "used": used and not (shape.repeats and shape.parameters),
        "view": any(_names(layer.post, "args") for layer in layers),
        "way in": way_in,
        "no way in": not way_in,
        "was open": way_in or number > 0,
    }
    return frozenset(word for word, holds in words.items() if holds)


_ALL = ("invocation", "args")
"""The arguments through which a hook on the way in changes those of the function."""


def _reads_context(shape: Shape) -> bool:
    """Return whether each invocation needs the worker's context, or a stand-in."""
    return shape.bridged or not shape.named.isdisjoint(("invocation", "invocation_id", "context"))


def _layer_words(shape: Shape, number: int, index: int) -> frozenset[str]:
    """Return the words that hold for a layer of a shape, in one of its functions."""
    layer = shape.layers[index]
    outer = shape.layers[shape.functions[number].start : index]
    repeats = layer.around is not None and layer.around.repeats
    words = {
        "pre": layer.pre,
        "around": layer.around,
        "once around": layer.around and not repeats,
        "repeats": repeats,
        "post": layer.post,
        "timed": shape.timed,
        "plain": not shape.makes_outcome,
        "may be cut": any(layer.pre or layer.around for layer in outer),
        "way out": layer.around or layer.post,
        "args of pre": shape.makes_args and _names(layer.pre, "args"),
        "args of around": shape.makes_args and _names(layer.around, "args"),
        "pre is handed all": "invocation" in shape.named and _names(layer.pre, *_ALL),
        "around is handed all": "invocation" in shape.named and _names(layer.around, *_ALL),
        "post is handed all": shape.makes_outcome and _names(layer.post, "invocation", "outcome"),
    }
    return frozenset(word for word, holds in words.items() if holds)


def _names(hook: HookShape | None, *names: str) -> bool:
    """Return whether a hook takes one of these arguments."""
    return hook is not None and not set(names).isdisjoint(hook.arguments)


def _holes(shape: Shape) -> dict[str, object]:
    """Return what fills the holes in the parts that are there once."""
    invocation = "invocation" in shape.named
    plain = not shape.makes_outcome and shape.has_way_out
    took = "lap[0]" if shape.laps else "clock() - began"
    elapsed = took if shape.reads_clock else "0.0"
    dropped = ["outcome", *["error"] * plain, *["invocation"] * invocation]
    return {
        "hooks": ", ".join(_hooks(shape)),
        "gate_wait": "await gate.wait()" if shape.is_async else "gate.wait_in_thread()",
        "context": _context(shape),
        "claim_cold": "invocation.cold = claim_cold()" if invocation else "claim_cold()",
        "took": took,
        "elapsed": "elapsed" if plain and shape.reads_clock else elapsed,
        "invocation": "invocation" if invocation else None,
        "args_on_way_out": _args_on_way_out(shape),
        "error": "error" if plain else "outcome._error",
        "value": "value" if plain else "outcome._value",
        "dropped": ", ".join(dropped),
        **_parameter_holes(shape),
    }


def _context(shape: Shape) -> str:
    """Return the expression of the worker's context, which may be None."""
    if shape.context == "taken":
        return "stack.stand_in()" if _reads_context(shape) else "None"
    if shape.parameters is not None:
        return f"arg{shape.parameters.context}"
    return 'kwargs.pop("context", None)' if shape.context == "injected" else 'kwargs.get("context")'


def _args_on_way_out(shape: Shape) -> str:
    if "invocation" in shape.named:
        return "invocation.args"
    return "args" if shape.makes_args else _args_by_name(shape)


def _args_by_name(shape: Shape) -> str:
    """Return the expression of a dict of the arguments that came."""
    if shape.parameters is None:
        return "kwargs"
    return f"dict({_by_keyword(shape.parameters)})"


def _by_keyword(parameters: Parameters) -> str:
    return ", ".join(f"{name}={name}" for name in _placeholders(parameters.number))


def _parameter_holes(shape: Shape) -> dict[str, object]:
    """Return what takes the arguments in, and passes them on."""
    if shape.parameters is None:
        taken, passed, entering = "**kwargs", "**kwargs", "kwargs"
        names = []
    else:
        names = _placeholders(shape.parameters.number)
        injected = shape.context == "injected"
        passed = _by_keyword(shape.parameters)
        taken = ", ".join([*names, *["context=None"] * injected])
        entering = ", ".join([*names, *["context"] * injected])
    first = [*["invocation"] * shape.fills, *["lap"] * shape.laps]
    passed = ", ".join([*first, *[passed] * bool(passed)])
    call = ", ".join(["call", passed] if passed else ["call"])
    called = f"enter({call})" if shape.bridged else f"call({passed})"
    in_place = shape.is_async or shape.bridged
    return {
        "run": f"run({taken if shape.is_async else entering})",
        "call_function": f"await {called}" if shape.is_async else called,
        "args": "None" if shape.parameters else "kwargs",
        "args_by_name": _args_by_name(shape),
        "given": f"({_tuple(repr(name) for name in names)}, {', '.join(names)})",
        "names": _tuple(repr(name) for name in names),
        "arguments": _tuple(names),
        "entry_parameters": taken,
        "enter_run": f"run({entering})" if in_place else f"copy_context().run(run, {entering})",
        "wrapper": "run" if shape.is_async else "entry",
    }


def _tuple(expressions: Iterable[str]) -> str:
    """Return the expression of a tuple."""
    return "(" + "".join(f"{expression}, " for expression in expressions).rstrip() + ")"


def _hooks(shape: Shape) -> Iterator[str]:
    """Yield the names of the hooks, in the order in which `make` takes them."""
    for index, layer in enumerate(shape.layers):
        for kind, hook in zip(("pre", "around", "post"), layer, strict=True):
            if hook is not None:
                yield f"{kind}{index}"


def _layer_holes(shape: Shape, number: int, index: int) -> dict[str, object]:
    """Return what fills the holes in the parts that are there for a layer."""
    layer = shape.layers[index]
    elapsed = "elapsed" if "elapsed" in shape.named else "0.0"
    holes: dict[str, object] = {
        "index": index,
        "number": index + 1,
        "late": _late(shape),
        "call_inside": _call_inside(shape, number + 1),
        "outcome": (
            "outcome" if shape.makes_outcome else f"outcome or stack.succeeded(value, {elapsed})"
        ),
    }
    if layer.pre:
        holes["in_pre"] = _late(shape, layer.pre)
        holes["call_pre"] = _call(shape, layer.pre, f"pre{index}", *_passed(shape, layer.pre))
        holes["pre_cell"] = cell(index, "pre_invocation")
    if layer.around:
        holes["in_around"] = _late(shape, layer.around)
        holes["around_cell"] = cell(index, "around_invocation")
        holes |= _generator_holes(shape, layer.around, index)
    if layer.post:
        passed = _passed(shape, layer.post, args="view")
        holes["call_post"] = _call(shape, layer.post, f"post{index}", *passed)
        holes["post_cell"] = cell(index, "post_invocation")
    return holes


def _function_holes(shape: Shape, number: int, holes: dict[str, object]) -> dict[str, object]:
    """Return what fills the holes in the parts that are there for each of a shape's functions.

    Args:
        shape: the shape.
        number: the number of the function, 0 for the outermost.
        holes: what fills the holes in the other parts.
    """
    define = "async def" if shape.is_async else "def"
    inner = f"inside{number}({_passed_inside(shape)})"
    return {"define": f"{define} {inner if number else holes['run']}"}


def _call_inside(shape: Shape, number: int) -> str:
    """Return the call of what is inside a layer that repeats."""
    call = f"inside{number}({_passed_inside(shape)})"
    return f"await {call}" if shape.is_async else call


def _passed_inside(shape: Shape) -> str:
    return "invocation, scope" if shape.bridged else "invocation"


def _late(shape: Shape, hook: HookShape | None = None) -> str:
    """Return the expression of the `Invocation` for a judgment.

    Args:
        shape: the shape.
        hook: the hook to be judged, if it is on the way in.
    """
    if "invocation" in shape.named:
        return "invocation"
    uses_args = _names(hook, "args")
    return "stack.late(context, args, before)" if uses_args else "stack.late(context)"


def _generator_holes(shape: Shape, hook: HookShape, index: int) -> dict[str, object]:
    generator = f"generator{index}"
    make = f"around{index}({', '.join(_passed(shape, hook))})"
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
        make = f"bridge.generator(scope, {_id(shape)}, {make}, stack.cannot_cut, {index})"
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


def _passed(shape: Shape, hook: HookShape, args: str = "args") -> list[str]:
    """Return the expressions of the arguments that a hook takes, in its own order.

    Args:
        shape: the shape.
        hook: the hook.
        args: the variable that has the arguments, where there is no `Invocation`.
    """
    invocation = "invocation" in shape.named
    outcome = shape.makes_outcome
    trigger = _trigger(shape)
    expressions = {
        "invocation": "invocation",
        "outcome": "outcome",
        "function": "function",
        "invocation_id": _id(shape),
        "context": "context",
        "args": "invocation.args" if invocation and args == "args" else args,
        "request": f"{trigger} if is_http else None",
        "trigger_value": trigger,
        "attempt": "invocation.attempt" if shape.repeats else "1",
        "value": "outcome._seen()[0]" if outcome else "value",
        "error": "outcome._error" if outcome else "error",
        "elapsed": "outcome.elapsed" if outcome else "elapsed",
    }
    return [expressions[name] for name in hook.arguments]


def _id(shape: Shape) -> str:
    """Return the expression of the invocation's id."""
    return "invocation.id" if "invocation" in shape.named else "invocation_id"


def _trigger(shape: Shape) -> str:
    """Return the expression of the argument with the trigger's data, as it now is."""
    if shape.parameters is None:
        return "kwargs.get(trigger)"
    if shape.makes_args:
        return "args.get(trigger)"
    if shape.parameters.trigger is None:
        return "None"
    if "invocation" in shape.named:
        return "invocation.trigger_value"
    return f"arg{shape.parameters.trigger}"


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
    return ("bridge.run", "scope", _id(shape)) if hook.is_async else ("enter",)
