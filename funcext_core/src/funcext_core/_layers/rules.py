"""Layers round a function: their rules, as far as they are off the hot path.

The way in, the call and the way out are one function that `compiler` generates. It calls the
methods of `Stack` where something is out of the ordinary: a hook raised, answered or changed the
outcome. The rules are those of an onion: every layer that was entered is left, exactly once.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from funcext_core._model import Outcome, is_being_cancelled
from funcext_core.errors import AbortInvocation, HookError

from .layer import INVOCATION_HOOKS


if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from funcext_core._model import Function, Invocation

    from .layer import Layer


_LONGEST_CHAIN = 16
"""Errors linked by `__context__`, beyond which none is added. A guard that raises one and the same
object each time would collect those of all invocations."""


class Stack:
    """The layers round one function, outermost first, and what became of its invocations."""

    __slots__ = ("cuts", "entered", "function", "layers", "spent")

    def __init__(self, function: Function, layers: tuple[Layer, ...]) -> None:
        cells = len(INVOCATION_HOOKS) * len(layers)
        self.function = function
        self.layers = layers
        # Lists of numbers, for `cells[index] += number` is one step for other threads.
        self.entered = [0]
        """How many invocations there were."""
        self.spent = [0.0] * cells
        """Seconds in each hook, three for each layer; counted only where hooks are timed."""
        self.cuts = [0] * cells
        """How often an invocation went no further in than a hook, three for each layer."""

    def entering_failed(
        self, index: int, hook: str, error: BaseException, invocation: Invocation
    ) -> BaseException | None:
        """Judge what a hook raised on the way in; return what must fail the invocation, or None."""
        layer = self.layers[index]
        error = _without_wrapper_frame(error)
        if isinstance(error, (StopIteration, StopAsyncIteration)) and hook == "around_invocation":
            if invocation.responded:
                return None
            message = f"{hook} of plugin {layer.plugin!r} ended without its yield"
            error = HookError(message)
        # A hook that raises has changed nothing: it has not answered either.
        invocation._withdraw()
        if isinstance(error, AbortInvocation) or self._passes(error):
            return error
        self._report(layer, hook, error, invocation)
        return _as_failure(error, layer, hook) if layer.guard else None

    def cut(
        self,
        depth: int,
        hook: str,
        error: BaseException | None,
        invocation: Invocation,
    ) -> Outcome:
        """Return the outcome of an invocation whose function did not run."""
        self.cuts[cell(depth - 1, hook)] += 1
        plugin = self.layers[depth - 1].plugin
        if error is None:
            return Outcome(invocation.response, None, True, plugin, 0.0, self.function)
        outcome = Outcome(None, None, True, plugin, 0.0, self.function)
        return outcome._failed(error, final=self._passes(error))

    def raised(self, error: BaseException, elapsed: float) -> Outcome:
        """Return the outcome of an invocation whose function raised."""
        error = _without_wrapper_frame(error)
        outcome = Outcome(None, None, False, None, elapsed, self.function)
        return outcome._failed(error, final=self._passes(error))

    def leaving_failed(
        self,
        index: int,
        hook: str,
        error: BaseException,
        invocation: Invocation,
        outcome: Outcome,
    ) -> Outcome:
        """Judge what a hook raised on the way out; return the outcome for the layers outside."""
        if error is outcome._error or _stands_for(error, outcome._error):
            # `(yield).result()` did what it says. The traceback is set back when it is raised.
            return self.settle(index, hook, invocation, outcome)
        outcome._roll_back()
        error = _without_wrapper_frame(error)
        if self._passes(error):
            if isinstance(outcome._error, KeyboardInterrupt):
                return outcome
            return outcome._failed(_after(outcome._error, error), final=True)
        layer = self.layers[index]
        self._report(layer, hook, error, invocation)
        if not layer.guard or outcome._passes():
            return outcome
        return outcome._failed(_after(outcome._error, _as_failure(error, layer, hook)))

    def settle(self, index: int, hook: str, invocation: Invocation, outcome: Outcome) -> Outcome:
        """Accept what a hook made of the outcome, or undo it where it cannot stand."""
        if outcome._error is None:
            rejection = self.function.rejection(outcome._value)
            if rejection is not None:
                message = f"outcome.error was cleared, but outcome.value cannot stand: {rejection}"
                return self.leaving_failed(index, hook, HookError(message), invocation, outcome)
        outcome._before = None
        return outcome

    def yielded_again(
        self,
        index: int,
        invocation: Invocation,
        outcome: Outcome,
        close: Callable[..., object],
        *arguments: object,
    ) -> Outcome:
        """Close an `around_invocation` that yielded twice, which is a hook error."""
        try:
            close(*arguments)
        except BaseException as error:  # noqa: BLE001 - whatever closing it raises is the hook's
            return self.leaving_failed(index, "around_invocation", error, invocation, outcome)
        return self._second_yield(index, invocation, outcome)

    async def ayielded_again(
        self,
        index: int,
        invocation: Invocation,
        outcome: Outcome,
        close: Callable[[], Awaitable[object]],
    ) -> Outcome:
        """Close an async `around_invocation` of an async function: see `yielded_again`."""
        try:
            await close()
        except BaseException as error:  # noqa: BLE001 - whatever closing it raises is the hook's
            return self.leaving_failed(index, "around_invocation", error, invocation, outcome)
        return self._second_yield(index, invocation, outcome)

    def restore(self, args: dict[str, Any], original: dict[str, Any]) -> None:
        """Drop what hooks added to the arguments, and put back what they deleted."""
        for name in args.keys() - original.keys():
            del args[name]
        for name in original.keys() - args.keys():
            args[name] = original[name]

    def _second_yield(self, index: int, invocation: Invocation, outcome: Outcome) -> Outcome:
        message = f"around_invocation of plugin {self.layers[index].plugin!r} yielded twice"
        error = HookError(message)
        return self.leaving_failed(index, "around_invocation", error, invocation, outcome)

    def _report(self, layer: Layer, hook: str, error: BaseException, call: Invocation) -> None:
        consequence = (
            "the plugin is a guard: the invocation fails"
            if layer.guard
            else "the function's result is not changed by it"
        )
        layer.failures.report(hook, error, self.function, call.id, consequence)

    def _passes(self, error: BaseException) -> bool:
        """Tell whether the error must reach the worker, whatever hooks do about it."""
        if isinstance(error, KeyboardInterrupt):
            return True
        if not self.function.is_async:
            return False
        if isinstance(error, GeneratorExit):
            # Python closes the coroutine where it awaits, and raises this right there. What a hook
            # or the function itself raised has a frame of theirs in its traceback.
            return error.__traceback__ is None
        return isinstance(error, asyncio.CancelledError) and is_being_cancelled()


def cell(index: int, hook: str) -> int:
    """Return where a stack counts for a layer's hook."""
    return index * len(INVOCATION_HOOKS) + INVOCATION_HOOKS.index(hook)


def _stands_for(error: BaseException, original: BaseException | None) -> bool:
    """Tell whether it is what a generator makes of a `StopIteration` that leaves it (PEP 479)."""
    return (
        isinstance(error, RuntimeError)
        and isinstance(original, (StopIteration, StopAsyncIteration))
        and error.__cause__ is original
    )


def _as_failure(error: BaseException, layer: Layer, hook: str) -> BaseException:
    """Return what a guard's hook error fails the invocation with."""
    # A StopIteration can leave neither a coroutine nor, through a future, a pool thread.
    if isinstance(error, Exception) and not isinstance(error, StopIteration):
        return error
    message = f"{hook} of guard {layer.plugin!r} raised {type(error).__name__}"
    failure = HookError(message)
    failure.__cause__ = error
    return failure


def _after(earlier: BaseException | None, error: BaseException) -> BaseException:
    """Chain the error to what the invocation would have ended in, as Python's `finally` does."""
    chain = list(_contexts(error))
    if earlier is None or len(chain) == _LONGEST_CHAIN:
        return error
    if not any(each is other for each in chain for other in _contexts(earlier)):
        chain[-1].__context__ = earlier
    return error


def _contexts(error: BaseException) -> Iterator[BaseException]:
    at: BaseException | None = error
    for _ in range(_LONGEST_CHAIN):
        if at is None:
            return
        yield at
        at = at.__context__


def _without_wrapper_frame(error: BaseException) -> BaseException:
    """Drop the generated function's own frame: raising the error again adds it once more."""
    if error.__traceback__ is not None:
        error.__traceback__ = error.__traceback__.tb_next
    return error
