"""Hooks that report their calls: when each was called, how long it took, and what it changed.

The layers of an app are compiled from them, in place of the plugin's own hooks, if anybody wants to
see hooks by then (`_process.hook_calls_wanted_by`), or `FUNCEXT_TRACE` is set. Other apps do not
pay for it. A reporting hook takes the objects that show what it changed, beside the arguments of
the plugin's own hook.
"""

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from funcext_core._foreign import is_a, log, type_name
from funcext_core._hook_call import HookCall
from funcext_core._plugins.implementations import HookImpl
from funcext_core._plugins.plugin import plugin_logger
from funcext_core._process import current_invocation
from funcext_core.errors import AbortInvocation


if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator
    from types import TracebackType
    from typing import ClassVar, Literal

    from funcext_core._model import Function, Invocation, Outcome

    Hook = Callable[..., Any]


_SHOWN = {
    "pre_invocation": ("invocation",),
    "around_invocation": ("invocation",),
    "post_invocation": ("invocation", "outcome"),
}
"""The arguments that show what a hook of the name changed."""


def reporting(hook: HookImpl, plugin: str, *, logged: bool = False) -> HookImpl:
    """Return a hook that does what a plugin's hook does, and reports each of its calls.

    Args:
        hook: an invocation hook.
        plugin: the plugin's name.
        logged: whether each call is logged, too.
    """
    shown = _SHOWN[hook.hook]
    arguments = (*hook.arguments, *(name for name in shown if name not in hook.arguments))
    places = tuple(map(arguments.index, shown))
    wrap = _WRAPPERS[hook.hook, hook.is_async]
    function = wrap(
        _Reports(plugin, hook.hook, logged=logged), hook.function, len(hook.arguments), *places
    )
    return HookImpl(hook.hook, hook.attribute, function, arguments, hook.is_async, hook.options)


class _Reports:
    """The reports of one hook."""

    __slots__ = ("hook", "logged", "plugin")

    def __init__(self, plugin: str, hook: str, *, logged: bool) -> None:
        self.plugin = plugin
        self.hook = hook
        self.logged = logged

    def report(self, began: float, call: _In | _Out, error: BaseException | None) -> None:
        running = current_invocation.get()
        on_hook = None if running is None else running.on_hook
        if on_hook is None and not self.logged:
            return
        seconds = perf_counter() - began
        changed = call.changed()
        ended = self.hook == "around_invocation" and is_a(
            error, (StopIteration, StopAsyncIteration)
        )
        if ended or ("answered" in changed and is_a(error, AbortInvocation)):
            error = None
        hook_call = HookCall(self.plugin, self.hook, call.way, began, seconds, changed, error)
        if on_hook is not None:
            on_hook(hook_call)
        if self.logged:
            _log(hook_call, call.invocation)


def _log(call: HookCall, invocation: Invocation) -> None:
    """Log the call of a hook, on the plugin's own logger."""
    log(
        plugin_logger(call.plugin),
        logging.INFO,
        "%s of plugin %r, going %s, around function %r, invocation %s: %s, %.3f ms",
        call.hook,
        call.plugin,
        call.way,
        invocation.function.name,
        invocation.id,
        _effect(call),
        1000 * call.seconds,
    )


def _effect(call: HookCall) -> str:
    raised = [] if call.error is None else [f"raised {type_name(call.error)}"]
    changed = [f"changed {part}" for part in call.changed if part != "answered"]
    answered = ["answered"] if "answered" in call.changed else []
    return ", ".join([*answered, *changed, *raised]) or "changed nothing"


class Logged:
    """A call to a hook that is around no invocation, as a context manager that logs it."""

    __slots__ = ("began", "function", "hook", "plugin")

    def __init__(self, plugin: str, hook: str, function: Function | None) -> None:
        self.plugin = plugin
        self.hook = hook
        self.function = function

    def __enter__(self) -> None:
        self.began = perf_counter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        log(
            plugin_logger(self.plugin),
            logging.INFO,
            "%s of plugin %r%s: %s, %.3f ms",
            self.hook,
            self.plugin,
            "" if self.function is None else f" for function {self.function.name!r}",
            "returned" if error is None else f"raised {type_name(error)}",
            1000 * (perf_counter() - self.began),
        )


class _In:
    """A call on the way in, as a context manager: it leaves no frame in a hook's traceback."""

    way: ClassVar[Literal["in", "out"]] = "in"

    __slots__ = ("args", "began", "invocation", "reports", "responded")

    def __init__(self, reports: _Reports, invocation: object) -> None:
        self.reports = reports
        self.invocation = cast("Invocation", invocation)
        self.args = dict(self.invocation.args)
        self.responded = self.invocation.responded

    def __enter__(self) -> None:
        self.began = perf_counter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.reports.report(self.began, self, error)

    def changed(self) -> tuple[str, ...]:
        """Return what the hook changed since the object was made."""
        args = self.invocation.args
        changed_args = args.keys() != self.args.keys() or any(
            args[name] is not value for name, value in self.args.items()
        )
        answered = self.invocation.responded and not self.responded
        return ("answered",) * answered + ("args",) * changed_args


class _Out:
    """A call on the way out; see `_In`."""

    way: ClassVar[Literal["in", "out"]] = "out"

    __slots__ = ("began", "error", "invocation", "outcome", "reports", "value")

    def __init__(self, reports: _Reports, invocation: object, outcome: object) -> None:
        self.reports = reports
        self.invocation = cast("Invocation", invocation)
        self.outcome = cast("Outcome", outcome)
        self.value = self.outcome.value
        self.error = self.outcome.error

    def __enter__(self) -> None:
        self.began = perf_counter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.reports.report(self.began, self, error)

    def changed(self) -> tuple[str, ...]:
        """Return what the hook changed since the object was made."""
        value = self.outcome.value is not self.value
        return ("value",) * value + ("error",) * (self.outcome.error is not self.error)


def _pre(reports: _Reports, hook: Hook, count: int, invocation: int) -> Hook:
    def pre(*arguments: object) -> object:
        with _In(reports, arguments[invocation]):
            return hook(*arguments[:count])

    return pre


def _async_pre(reports: _Reports, hook: Hook, count: int, invocation: int) -> Hook:
    async def pre(*arguments: object) -> object:
        with _In(reports, arguments[invocation]):
            return await hook(*arguments[:count])

    return pre


def _post(reports: _Reports, hook: Hook, count: int, invocation: int, outcome: int) -> Hook:
    def post(*arguments: object) -> object:
        with _Out(reports, arguments[invocation], arguments[outcome]):
            return hook(*arguments[:count])

    return post


def _async_post(reports: _Reports, hook: Hook, count: int, invocation: int, outcome: int) -> Hook:
    async def post(*arguments: object) -> object:
        with _Out(reports, arguments[invocation], arguments[outcome]):
            return await hook(*arguments[:count])

    return post


def _around(reports: _Reports, hook: Hook, count: int, invocation: int) -> Hook:
    def around(*arguments: object) -> Generator[object, Outcome, object]:
        generator = hook(*arguments[:count])
        try:
            with _In(reports, arguments[invocation]):
                value = next(generator)
            while True:
                outcome = yield value
                with _Out(reports, arguments[invocation], outcome):
                    value = generator.send(outcome)
        except StopIteration as ended:
            # Only the plugin's generator can raise it here: its end, with what it returned.
            return ended.value
        finally:
            generator.close()

    return around


def _async_around(reports: _Reports, hook: Hook, count: int, invocation: int) -> Hook:
    async def around(*arguments: object) -> AsyncGenerator[object, Outcome]:
        generator = hook(*arguments[:count])
        try:
            with _In(reports, arguments[invocation]):
                value = await generator.__anext__()
            while True:
                outcome = yield value
                with _Out(reports, arguments[invocation], outcome):
                    value = await generator.asend(outcome)
        except StopAsyncIteration:
            return
        finally:
            await generator.aclose()

    return around


_WRAPPERS: dict[tuple[str, bool], Callable[..., Hook]] = {
    ("pre_invocation", False): _pre,
    ("pre_invocation", True): _async_pre,
    ("around_invocation", False): _around,
    ("around_invocation", True): _async_around,
    ("post_invocation", False): _post,
    ("post_invocation", True): _async_post,
}
