"""The rules of the layers: what becomes of an invocation when a hook does this or that.

`RULES` is the table. The generated function (`compiler`) runs the hooks, and calls the methods of
`Stack` where something is out of the ordinary. They judge: they find what the hook did, look up
the row, and do what it says.

Rules for whoever changes this file:

- The table decides. A judgment does not ask on its own whether a plugin is a guard. The rows of
  hooks that did not raise are kept by the generated code, which changes with them.
- Every layer that was entered is left, exactly once. So a judgment never raises: it returns what
  the way out goes on with.
- A hook that raises has changed nothing: undo first, then log and decide.
- An error that passes gives way only to another that passes, and a `KeyboardInterrupt` to none.
- The function's own error reaches the worker as the same object, with its own traceback; what
  replaces it has it as its context. What no worker answers leaves as another (`Stack.ending`).
- Exceptions are other people's objects: nothing is asked of one, or set, but by `_foreign`.
- A guard that fails the invocation on the way out drops the value: no layer can bring it back.
- Whoever holds an outcome is held by the traceback of what it raised. An outcome that takes an
  error is therefore a new one (`Outcome._failed`): otherwise each failure would leave a cycle.
- The model in `tests/layers/test_onion.py` states the same rules without this file. Change both;
  `TestTheTable` compares them row by row.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from funcext_core._foreign import (
    context_of,
    is_a,
    leads_to,
    line_of,
    members_of,
    set_context,
    text_of,
    traceback_of,
    type_name,
    with_traceback,
)
from funcext_core._model import Invocation, Outcome, is_being_cancelled
from funcext_core._process import current_invocation, is_forked
from funcext_core.errors import AbortInvocation, FunctionExit, HookError

from .layer import INVOCATION_HOOKS


if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from typing import Literal

    from azure.functions import Context

    from funcext_core._model import Function

    from .layer import Layer

    Way = Literal["in", "out"]
    Deed = Literal[
        "returned", "answered", "aborted", "re-raised", "replaced", "interrupted", "failed"
    ]
    Fate = Literal["none", "logged", "fails", "logged, fails", "passes"]
    Changes = Literal["kept", "undone"]
    Further = Literal["entered", "skipped", "left"]


# Not formatted: a table is read by its columns.
# fmt: off
RULES: dict[tuple[Way, Deed, bool], tuple[Fate, Changes, Further]] = {
    # way   what the hook did  guard     its error        its changes  the layers further on
    ("in",  "returned",        False): ("none",           "kept",      "entered"),
    ("in",  "returned",        True):  ("none",           "kept",      "entered"),
    ("in",  "answered",        False): ("none",           "kept",      "skipped"),
    ("in",  "answered",        True):  ("none",           "kept",      "skipped"),
    ("in",  "aborted",         False): ("fails",          "undone",    "skipped"),
    ("in",  "aborted",         True):  ("fails",          "undone",    "skipped"),
    ("in",  "interrupted",     False): ("passes",         "undone",    "skipped"),
    ("in",  "interrupted",     True):  ("passes",         "undone",    "skipped"),
    ("in",  "failed",          False): ("logged",         "undone",    "entered"),
    ("in",  "failed",          True):  ("logged, fails",  "undone",    "skipped"),

    ("out", "returned",        False): ("none",           "kept",      "left"),
    ("out", "returned",        True):  ("none",           "kept",      "left"),
    ("out", "re-raised",       False): ("none",           "kept",      "left"),
    ("out", "re-raised",       True):  ("none",           "kept",      "left"),
    ("out", "replaced",        False): ("fails",          "kept",      "left"),
    ("out", "replaced",        True):  ("fails",          "kept",      "left"),
    ("out", "aborted",         False): ("logged",         "undone",    "left"),
    ("out", "aborted",         True):  ("logged, fails",  "undone",    "left"),
    ("out", "interrupted",     False): ("passes",         "undone",    "left"),
    ("out", "interrupted",     True):  ("passes",         "undone",    "left"),
    ("out", "failed",          False): ("logged",         "undone",    "left"),
    ("out", "failed",          True):  ("logged, fails",  "undone",    "left"),
}
# fmt: on
"""The fate of a hook's error, of its changes, and of the layers further on.

The ways: *in* is pre, and around up to its yield; *out* is around from its yield on, and post.

What the hook did:

- *returned*: it came to its end, or its yield, without an error.
- *answered*: it called `refuse`, or it called `respond` and then returned, or, as a generator,
  ended without its yield.
- *aborted*: it raised `AbortInvocation`, or on the way in a group of nothing else.
- *re-raised*: the outcome's own error left it, as in `(yield).result()`.
- *replaced*: an exception left it that was raised because of the outcome's error: see
  `Stack._replaces`.
- *interrupted*: it raised what must reach the worker: see `Stack._passes`.
- *failed*: it raised anything else or broke a rule, which is a hook error. It responded too late,
  cleared the error over a value that the function cannot return, returned or yielded a value, did
  not yield, or yielded twice.

Its error is nothing (*none*) to the invocation; or *logged*, as a hook error; or the invocation
*fails* with it, unless a layer further out clears it; or it *passes*: no hook can clear it.
"""

_WHILE_ENDING = "again while the invocation was being cancelled: return instead"
"""The mistake of a layer that must not repeat, after "yielded"."""

_LONGEST_CHAIN = 16
"""Errors linked by `__context__`, beyond which none is added. A guard that raises one and the same
object each time would collect those of all invocations."""


class NotOpened(BaseException):
    """Tells a stack that the function did not run: a parameter of it could not be opened.

    What is between the stack and the user's function raises it. The error is the function's own.
    """

    def __init__(self, error: BaseException, plugin: str) -> None:
        self.error = error
        """The error that the opening raised."""
        self.plugin = plugin
        """The plugin that provides the parameter."""


class Stack:
    """The layers around one function, and what became of its invocations."""

    function: Function
    """The function that they are around."""
    layers: tuple[Layer, ...]
    """The layers, outermost first."""
    # Lists of numbers, for `cells[index] += number` is one step for other threads.
    entered: list[int]
    """The number of invocations, in a list of its own."""
    spent: list[float]
    """Seconds in each hook, three for each layer; counted only where hooks are timed."""
    cuts: list[int]
    """The number of invocations that went no further in than a hook, three for each layer."""

    repeats: list[int]
    """The number of times that each layer had what is inside it run again."""
    takes_any: bool
    """Whether the function's code takes any keyword, so that it gets the arguments hooks add."""
    current_invocation_id: Callable[[], str | None] | None
    """Returns the worker's id of the invocation that calls it; None outside a worker."""

    __slots__ = (
        "current_invocation_id",
        "cuts",
        "entered",
        "function",
        "layers",
        "repeats",
        "spent",
        "takes_any",
    )

    def __init__(
        self,
        function: Function,
        layers: tuple[Layer, ...],
        *,
        takes_any: bool = False,
        current_invocation_id: Callable[[], str | None] | None = None,
    ) -> None:
        cells = len(INVOCATION_HOOKS) * len(layers)
        self.function = function
        self.layers = layers
        self.takes_any = takes_any
        self.current_invocation_id = current_invocation_id
        self.entered = [0]
        self.spent = [0.0] * cells
        self.cuts = [0] * cells
        self.repeats = [0] * len(layers)

    def entering_failed(
        self, index: int, hook: str, error: BaseException, invocation: Invocation
    ) -> BaseException | None:
        """Judge what a hook raised on the way in; return what must fail the invocation, or None."""
        layer = self.layers[index]
        error = _aborting(_without_wrapper_frame(error))
        if hook == "around_invocation" and is_a(error, (StopIteration, StopAsyncIteration)):
            value = getattr(error, "value", None)
            if value is not None:
                error = _returned_value(layer, hook, value, "in")
            elif invocation.responded:
                return None
            else:
                message = f"{hook} of plugin {layer.plugin!r} ended without its yield"
                error = HookError(message)
        elif _refused_by(error, invocation):
            return None
        fate, changes, _ = RULES["in", self._deed(error), layer.guard]
        if changes == "undone":
            invocation._withdraw()
        if "logged" in fate:
            self._report(layer, hook, error, invocation)
        return _failure(fate, error, layer, hook)

    def refuse_value(self, index: int, hook: str, value: object) -> None:
        """Refuse what a hook returned.

        Raises:
            HookError: always.
        """
        way: Way = "out" if hook == "post_invocation" else "in"
        raise _returned_value(self.layers[index], hook, value, way)

    def late(
        self,
        context: Context | None,
        args: dict[str, object] | None = None,
        before: dict[str, object] | None = None,
    ) -> Invocation:
        """Return an invocation in which no hook named it, so that a hook's error can be judged.

        Args:
            context: the worker's context, if there is one.
            args: the arguments, if the hook named them.
            before: what they were before that hook.
        """
        invocation = object.__new__(Invocation)
        invocation.function = self.function
        invocation.context = self.stand_in() if context is None else context
        invocation._args = {} if args is None else args
        invocation._before = before
        return invocation

    def succeeded(self, value: object, elapsed: float) -> Outcome:
        """Return the outcome of an invocation whose function returned, where no hook named it."""
        return Outcome(value, None, False, None, elapsed, self.function)

    def yielded(self, index: int, value: object, invocation: Invocation) -> BaseException | None:
        """Judge a value at the yield of an `around_invocation`: see `entering_failed`."""
        from funcext_core._returned import yielded_value  # noqa: PLC0415 - for a mistake alone

        error = yielded_value(self.layers[index].plugin, value)
        return self.entering_failed(index, "around_invocation", error, invocation)

    def cut(
        self,
        depth: int,
        hook: str,
        error: BaseException | None,
        invocation: Invocation | None,
    ) -> Outcome:
        """Return the outcome of an invocation whose function did not run.

        Without an `Invocation`, no hook can have answered.
        """
        self.cuts[cell(depth - 1, hook)] += 1
        plugin = self.layers[depth - 1].plugin
        if (running := current_invocation.get()) is not None:
            running.skipped_by = plugin
        if error is None:
            response = None
            if invocation is not None:
                response = invocation.response
                self.layers[depth - 1].failures.note_answer(invocation)
            return Outcome(response, None, True, plugin, 0.0, self.function)
        outcome = Outcome(None, None, True, plugin, 0.0, self.function)
        return outcome._failed(error, final=self._passes(error))

    def raised(self, error: BaseException, elapsed: float) -> Outcome:
        """Return the outcome of an invocation whose function raised, or could not be called."""
        plugin = None
        # Not by `isinstance`, which asks the error for its class.
        if type(error) is NotOpened:
            plugin, elapsed = error.plugin, 0.0
            error = error.error
        else:
            error = _without_wrapper_frame(error)
        outcome = Outcome(None, None, plugin is not None, plugin, elapsed, self.function)
        failed = outcome._failed(error, final=self._passes(error))
        failed._by_function = True
        return failed

    def ended_in(self, error: BaseException) -> BaseException:
        """Return the exception in which an invocation without layers ends; see `ending`.

        Args:
            error: what it would end in, with its own traceback.
        """
        outcome = Outcome(None, None, False, None, 0.0, self.function)
        failed = outcome._failed(error, final=self._passes(error))
        failed._by_function = True
        return self.ending(failed)

    def leaving_failed(
        self,
        index: int,
        hook: str,
        error: BaseException,
        invocation: Invocation,
        outcome: Outcome,
    ) -> Outcome:
        """Judge what a hook raised on the way out; return the outcome for the layers outside."""
        layer = self.layers[index]
        if error is outcome._error or _stands_for(error, outcome._error):
            # The traceback of what is re-raised is set back at the end.
            return self._accept(index, hook, invocation, outcome)
        error = _without_wrapper_frame(error)
        deed = self._deed_on_way_out(error, outcome)
        fate, changes, _ = RULES["out", deed, layer.guard]
        if changes == "kept":
            outcome = self._accept(index, hook, invocation, outcome, replaced=True)
        outcome._roll_back()
        if "logged" in fate:
            self._report(layer, hook, error, invocation)
        failure = _failure(fate, error, layer, hook)
        if failure is None:
            return outcome
        if changes == "undone":
            # A guard's veto, or a hook that was cut off: nobody may bring back the value.
            outcome._value = None
        if deed != "replaced" and not _gives_way(outcome, fate):
            return outcome
        return outcome._failed(_after(outcome._error, failure), final=fate == "passes")

    def settle(
        self,
        index: int,
        hook: str,
        invocation: Invocation,
        outcome: Outcome,
        value: object = None,
    ) -> Outcome:
        """Accept what a hook that came to its end made of the outcome.

        It is undone where it is not allowed, or where the hook returned a value.
        """
        if value is not None:
            error = _returned_value(self.layers[index], hook, value, "out")
            return self.leaving_failed(index, hook, error, invocation, outcome)
        if sys.version_info < (3, 11) and outcome._shown and outcome._is_cancellation():
            # `result` raised it, and the hook did not let it pass: it took it back.
            outcome._final = False
        return self._accept(index, hook, invocation, outcome)

    def ending(self, outcome: Outcome) -> BaseException:
        """Return the exception in which the invocation ends: one that the worker answers.

        Neither worker answers an invocation that ends in another, and some end the worker. In a
        forked child nothing is converted: a `SystemExit` must end it.
        """
        error = outcome._error
        assert error is not None  # noqa: S101 - for type checkers: it is asked for no other outcome
        with_traceback(error, outcome._traceback)
        if self._answered(error) or outcome._passes() or is_forked():
            return error
        name, text = self.function.name, line_of(error)
        message = f"{type_name(error)}: {text}" if text else type_name(error)
        failure = (
            FunctionExit(f"function {name!r} raised {message}")
            if outcome._by_function
            else HookError(f"an invocation of function {name!r} was ended by {message}")
        )
        failure.__cause__ = error
        return failure

    def _answered(self, error: BaseException) -> bool:
        """Return whether the workers answer an invocation that ends in this exception."""
        if not is_a(error, Exception):
            return False
        # Before Python 3.13 (later releases of 3.12 excepted), a pool thread's future cannot pass
        # it on to the loop, which waits.
        lost = sys.version_info < (3, 13) and not self.function.is_async
        return not (lost and is_a(error, StopIteration))

    def yielded_again(
        self,
        index: int,
        invocation: Invocation,
        outcome: Outcome,
        how: str,
        close: Callable[..., object],
        *arguments: object,
    ) -> Outcome:
        """Close an `around_invocation` that yielded where it must not, which is a hook error.

        Args:
            index: the number of its layer.
            invocation: the invocation.
            outcome: its outcome.
            how: why it must not: what it did, after "yielded".
            close: closes it.
            arguments: those of `close`.
        """
        try:
            close(*arguments)
        except BaseException as error:  # noqa: BLE001 - whatever closing it raises is the hook's
            return self.leaving_failed(index, "around_invocation", error, invocation, outcome)
        return self._second_yield(index, invocation, outcome, how)

    async def ayielded_again(
        self,
        index: int,
        invocation: Invocation,
        outcome: Outcome,
        how: str,
        close: Callable[[], Awaitable[object]],
    ) -> Outcome:
        """Close an async `around_invocation` of an async function: see `yielded_again`."""
        try:
            await close()
        except BaseException as error:  # noqa: BLE001 - whatever closing it raises is the hook's
            return self.leaving_failed(index, "around_invocation", error, invocation, outcome)
        return self._second_yield(index, invocation, outcome, how)

    def saved(self, invocation: Invocation) -> dict[str, object] | None:
        """Return the arguments as they are where a layer yields that may repeat; None if unused."""
        return None if invocation._args is None else invocation._args.copy()

    def restore(self, invocation: Invocation, saved: dict[str, object] | None) -> None:
        """Put the arguments back to what they were where the layer yielded that now goes on."""
        invocation._open = False
        invocation._before = None
        args = invocation._args
        if args is None:
            return
        before = invocation._came() if saved is None else saved
        args.clear()
        args.update(before)
        if invocation._original is not None:
            invocation._original = {name: before[name] for name in invocation._original}

    def again(
        self,
        index: int,
        value: object,
        invocation: Invocation,
        outcome: Outcome,
        saved: dict[str, object] | None,
        depth: int | None,
    ) -> str | None:
        """Prepare another run of what is inside a layer; or return why it must not repeat.

        Args:
            index: the number of the layer.
            value: what it yielded.
            invocation: the invocation.
            outcome: the outcome of the run before.
            saved: the arguments that it was resumed with; see `saved`.
            depth: not None if the layer itself answered.
        """
        # Whatever it did to the outcome of the run before, that is over.
        outcome._roll_back()
        if value is not None:
            return "a value; yield nothing: the function's result comes back from the yield"
        if depth is not None:
            return "again after it had answered the invocation itself: return instead"
        if self._is_ending(outcome):
            return _WHILE_ENDING
        args = invocation._args
        if args is not None:
            before = invocation._came() if saved is None else saved
            if invocation._original is None:
                invocation._original = dict(before)
            self.keep(args, before, invocation._original)
        invocation._begin_again()
        self.repeats[index] += 1
        if (running := current_invocation.get()) is not None:
            running.skipped_by = None
        return None

    def _is_ending(self, outcome: Outcome) -> bool:
        """Return whether the invocation has to end now, so that nothing of it may run again."""
        if outcome._passes():
            return True
        if not self.function.is_async:
            return False
        # Python 3.10 does not say whether a cancellation was taken back.
        return outcome._is_cancellation() if sys.version_info < (3, 11) else is_being_cancelled()

    def latest(self, names: tuple[str, ...], invocation: Invocation) -> tuple[object, ...]:
        """Return the arguments for a call that may not be the first of the invocation."""
        args, original = invocation._args, invocation._original
        if args is None or original is None:
            return invocation._given[1:]
        return self.arguments(names, args, original)

    def stand_in(self) -> Context:
        """Return the context of an invocation that got none from its worker."""
        from funcext_core._stand_in_context import stand_in_for  # noqa: PLC0415 - few need one

        # The workers' own classes are not the SDK's either.
        return cast("Context", stand_in_for(self.function, self.current_invocation_id))

    def kept(self, invocation: Invocation) -> bool:
        """Keep what a hook did that used the arguments or answered; return whether it answered."""
        before = invocation._before
        if before is not None:
            if invocation._original is None:
                invocation._original = before
            self.keep(invocation.args, before, invocation._original)
            invocation._before = None
        return invocation._responded

    def keep(
        self, args: dict[str, object], before: dict[str, object], original: dict[str, object]
    ) -> None:
        """Keep the values that a hook gave the arguments, and put back those that it deleted.

        Args:
            args: the arguments as the hook left them.
            before: as they were before it.
            original: those that the function takes; it keeps the values as they now are, for a
                deletion that comes later, through a dict that a hook has kept.
        """
        if args.keys() == original.keys():
            original.update(args)
            return
        for name in before.keys() - args.keys():
            args[name] = before[name]
        for name in original.keys() & args.keys():
            original[name] = args[name]

    def arguments(
        self, names: tuple[str, ...], args: dict[str, object], original: dict[str, object]
    ) -> tuple[object, ...]:
        """Return the arguments of these names as hooks left them, for the call."""
        self.trim(args, original)
        return tuple(args[name] for name in names)

    def trim(self, args: dict[str, object], original: dict[str, object]) -> None:
        """Drop the arguments that hooks added, before the call, and put back what is missing."""
        if args.keys() == original.keys():
            return
        for name in args.keys() - original.keys():
            # Python passes no keyword that is not a str, whatever the function takes.
            if not (self.takes_any and isinstance(name, str)):
                del args[name]
        for name in original.keys() - args.keys():
            args[name] = original[name]

    def cannot_cut(self, index: int) -> None:
        """Report once for each plugin that it cannot end a sync function, as a time limit would."""
        layer = self.layers[index]
        if layer.once.first("cut"):
            layer.failures.warn(
                "around_invocation of plugin %r was cancelled, by a time limit perhaps, while "
                "function %r ran: that has no effect on a sync function; make it async (reported "
                "once)",
                layer.plugin,
                self.function.name,
            )

    def _accept(
        self,
        index: int,
        hook: str,
        invocation: Invocation,
        outcome: Outcome,
        *,
        replaced: bool = False,
    ) -> Outcome:
        """Accept what a hook made of the outcome, or undo it where it is not allowed.

        Args:
            index: the number of its layer.
            hook: its name.
            invocation: the invocation.
            outcome: what the hook made of it.
            replaced: whether an error that left the hook takes the place of the outcome's.
        """
        if outcome._error is None:
            rejection = self._rejection(outcome._value)
            if rejection is not None:
                message = (
                    f"outcome.error was cleared, but outcome.value is not allowed: {rejection}"
                )
                return self.leaving_failed(index, hook, HookError(message), invocation, outcome)
        elif self.layers[index].guard:
            outcome._drop_vetoed_value(replaced=replaced)
        outcome._before = None
        outcome._shown = False
        return outcome

    def _rejection(self, value: object) -> str | None:
        try:
            return self.function.rejection(value)
        except BaseException as error:  # noqa: BLE001 - the value's own code raised
            return f"looking at it raised {type_name(error)}"

    def _second_yield(
        self, index: int, invocation: Invocation, outcome: Outcome, how: str
    ) -> Outcome:
        plugin = self.layers[index].plugin
        message = f"around_invocation of plugin {plugin!r} yielded {how}"
        error = HookError(message)
        left = self.leaving_failed(index, "around_invocation", error, invocation, outcome)
        if how != _WHILE_ENDING or sys.version_info < (3, 11) or left._passes():
            return left
        # The generator itself swallowed the cancellation, while it waited. It goes on.
        return left._failed(_after(left._error, asyncio.CancelledError()), final=True)

    def _report(self, layer: Layer, hook: str, error: BaseException, call: Invocation) -> None:
        consequence = (
            "the plugin is a guard: the invocation fails"
            if layer.guard
            else "the function's result is not changed by it"
        )
        # The layers further out still have to be left.
        with suppress(BaseException):
            layer.failures.report(hook, error, self.function, call.id, consequence)

    def _deed(self, error: BaseException) -> Deed:
        """Return what a hook did that raised the error."""
        if self._passes(error):
            return "interrupted"
        return "aborted" if is_a(error, AbortInvocation) else "failed"

    def _deed_on_way_out(self, error: BaseException, outcome: Outcome) -> Deed:
        """Return what a hook did that raised an error other than the outcome's.

        A hook that raises has changed nothing, unless its error replaces that of the outcome: what
        it changed is undone here where it has to be for that.
        """
        if self._replaces(error, outcome):
            return "replaced"
        outcome._roll_back()
        return "replaced" if self._replaces(error, outcome) else self._deed(error)

    def _replaces(self, error: BaseException, outcome: Outcome) -> bool:
        """Return whether an error that leaves a hook takes the place of the outcome's.

        It does if it was raised because of it, which its causes and group members show. A
        cancellation that was taken back may be its context alone: time limits and task groups
        raise theirs so.
        """
        replaced = outcome._error
        if replaced is None or not is_a(error, Exception) or is_a(error, StopIteration):
            return False
        taken_back = outcome._final and outcome._is_cancellation()
        if outcome._passes() and not (taken_back and _tells_taken_back(error)):
            return False
        return leads_to(error, replaced, by_context=taken_back)

    def _passes(self, error: BaseException) -> bool:
        """Return whether the error must reach the worker, whatever hooks do about it."""
        if is_a(error, Exception):
            return False
        if is_forked():
            return True
        if is_a(error, KeyboardInterrupt):
            return threading.get_ident() == threading.main_thread().ident
        if not self.function.is_async:
            return False
        if is_a(error, GeneratorExit):
            # Python closes the coroutine where it awaits, and raises this right there. What a hook
            # or the function itself raised has a frame of theirs in its traceback.
            return traceback_of(error) is None
        return is_a(error, asyncio.CancelledError) and is_being_cancelled()


def cell(index: int, hook: str) -> int:
    """Return where a stack counts for a layer's hook."""
    return index * len(INVOCATION_HOOKS) + INVOCATION_HOOKS.index(hook)


def _returned_value(layer: Layer, hook: str, value: object, way: Literal["in", "out"]) -> HookError:
    from funcext_core._returned import returned_value  # noqa: PLC0415 - for a mistake alone

    return returned_value(hook, layer.plugin, value, way)


def _aborting(error: BaseException) -> BaseException:
    """Return the first `AbortInvocation` of a group of nothing else; any other error itself.

    A task group raises the refusal of one of its tasks so.
    """
    aborting = [_aborting(member) for member in members_of(error)]
    if aborting and all(is_a(member, AbortInvocation) for member in aborting):
        return aborting[0]
    return error


def _refused_by(error: BaseException, invocation: Invocation) -> bool:
    """Return whether it is what `invocation.refuse` raised, and answered with."""
    return invocation._responded and error is invocation._refusal


def _stands_for(error: BaseException, original: BaseException | None) -> bool:
    """Return whether it is what a generator makes of a `StopIteration` that leaves it (PEP 479)."""
    return (
        type(error) is RuntimeError
        and original is not None
        and is_a(original, (StopIteration, StopAsyncIteration))
        and error.__cause__ is original
        and text_of(error).endswith(("raised StopIteration", "raised StopAsyncIteration"))
    )


def _tells_taken_back(error: BaseException) -> bool:
    """Return whether the error shows that a cancellation was taken back.

    On Python 3.10 a task does not say so itself.
    """
    return sys.version_info < (3, 11) and (
        is_a(error, (TimeoutError, asyncio.TimeoutError)) or bool(members_of(error))
    )


def _failure(fate: Fate, error: BaseException, layer: Layer, hook: str) -> BaseException | None:
    """Return what a hook's error of that fate fails the invocation with, if it does."""
    if fate == "passes":
        return error
    if "fails" not in fate:
        return None
    # A StopIteration can leave neither a coroutine nor, through a future, a pool thread.
    if is_a(error, Exception) and not is_a(error, StopIteration):
        return error
    message = f"{hook} of guard {layer.plugin!r} raised {type_name(error)}"
    failure = HookError(message)
    failure.__cause__ = error
    return failure


def _gives_way(outcome: Outcome, fate: Fate) -> bool:
    """Return whether the outcome's error, if any, is replaced by another of that fate."""
    if fate == "passes":
        return not (outcome._final and is_a(outcome._error, KeyboardInterrupt))
    return not outcome._passes()


def _after(earlier: BaseException | None, error: BaseException) -> BaseException:
    """Chain the error to what the invocation would have ended in, as Python's `finally` does."""
    chain = list(_contexts(error))
    if earlier is None or len(chain) == _LONGEST_CHAIN:
        return error
    if not any(link is other for link in chain for other in _contexts(earlier)):
        set_context(chain[-1], earlier)
    return error


def _contexts(error: BaseException) -> Iterator[BaseException]:
    at: BaseException | None = error
    for _ in range(_LONGEST_CHAIN):
        if at is None:
            return
        yield at
        at = context_of(at)


def _without_wrapper_frame(error: BaseException) -> BaseException:
    """Drop the generated function's own frame: raising the error again adds it once more."""
    traceback = traceback_of(error)
    return error if traceback is None else with_traceback(error, traceback.tb_next)
