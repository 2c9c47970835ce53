"""The hooks of funcext: what a plugin may implement, and when each is called.

A plugin is a class (built from its options), an instance or a module. It marks its hooks with
`hookimpl` and may take any subset of a hook's arguments, by name, in any order:

    @hookimpl
    def pre_invocation(self, invocation): ...

    @hookimpl
    def post_invocation(self, function, error, elapsed): ...

`ARGUMENT_TABLE` has the arguments. A hook costs what it names: nothing is made, read or copied that
no hook asks for. Hooks return None. A value that a hook returns is an error of the hook, because
nothing takes it.

The hooks are declared with pluggy, under the project name ``funcext``.

.. versionadded:: 0.1.0
    A hook or argument that is newer says so in the hook's docstring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy


if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Mapping
    from typing import Any

    from azure.functions import Context, HttpRequest

    from ._model import App, Function, Invocation, Outcome
    from ._provides import Parameter


PROJECT_NAME = "funcext"

hookspec = pluggy.HookspecMarker(PROJECT_NAME)


@hookspec
def app_start(app: App) -> Awaitable[None] | None:
    """Run once per worker process, when the app is indexed; in layer order.

    A sync hook runs while the app is indexed. An ``async def`` hook is scheduled on the worker's
    loop, and the invocations that the plugin has a layer around wait until it has ended.
    """


@hookspec
def post_load(function: Function) -> None:
    """Run once per function, after it is loaded. It is always sync, as indexing is."""


@hookspec
def pre_invocation(  # noqa: PLR0913, PLR0917 - a hook takes those that it names
    invocation: Invocation,
    function: Function,
    invocation_id: str,
    context: Context,
    args: dict[str, Any],
    request: HttpRequest | None,
    trigger_value: Any,
    attempt: int,
) -> Awaitable[None] | None:
    """Run before the function.

    It may change the values in `invocation.args`, keep data in `invocation.state`, answer instead
    of the function with `invocation.respond(value)`, turn the invocation away with
    `invocation.refuse(status)`, or raise `AbortInvocation`. Without `invocation` among its
    arguments, it may change the values in `args`, or raise.

    Args:
        invocation: the invocation.
        function: the function that was invoked.
        invocation_id: the worker's id of the invocation.
        context: the worker's context, or a stand-in with the same attributes.
        args: the function's arguments, by name; their values may be replaced.
        request: the request of an HTTP function, otherwise None.
        trigger_value: the argument with the trigger's data.
        attempt: the number of this run of the invocation, from 1.
    """


@hookspec
def around_invocation(  # noqa: PLR0913, PLR0917 - a hook takes those that it names
    invocation: Invocation,
    function: Function,
    invocation_id: str,
    context: Context,
    args: dict[str, Any],
    request: HttpRequest | None,
    trigger_value: Any,
    attempt: int,
) -> Generator[None, Outcome, None] | AsyncGenerator[None, Outcome]:
    """Run around the function: a generator that yields once; the yield returns the `Outcome`.

    Before the yield it may do what `pre_invocation` may, and after the yield what `post_invocation`
    may. An exception that it raises because of the outcome's error replaces that error. Its
    arguments are those of `pre_invocation`.
    """
    raise NotImplementedError


@hookspec
def post_invocation(  # noqa: PLR0913, PLR0917 - a hook takes those that it names
    invocation: Invocation,
    outcome: Outcome,
    function: Function,
    invocation_id: str,
    context: Context,
    args: Mapping[str, Any],
    request: HttpRequest | None,
    trigger_value: Any,
    attempt: int,
    value: object,
    error: BaseException | None,
    elapsed: float,
) -> Awaitable[None] | None:
    """Run after the function, whether it returned or raised, or a layer answered or aborted.

    It may read or replace `outcome.value`, and read, replace or clear `outcome.error`. Without
    `outcome` among its arguments, it changes nothing.

    Args:
        invocation: the invocation.
        outcome: the result, which may be replaced.
        function: the function that was invoked.
        invocation_id: the worker's id of the invocation.
        context: the worker's context, or a stand-in with the same attributes.
        args: the function's arguments, by name; they can only be read.
        request: the request of an HTTP function, otherwise None.
        trigger_value: the argument with the trigger's data.
        attempt: the number of this run of the invocation, from 1.
        value: the result, as it now is; None while there is an error.
        error: the exception that ends the invocation, as it now is; None if there is none.
        elapsed: seconds spent in the function alone, by a monotonic clock.
    """


@hookspec
def provide(function: Function, parameter: Parameter) -> Callable[..., object] | None:
    """Run when the app is indexed, for each parameter that no `provides` of any plugin fills.

    It returns a callable that gives the value, in each invocation; None if the plugin does not
    give it. The first plugin, in layer order, that returns something is taken. The callable names
    plain values of the invocation, or asks for others by type, as a provider does; it may be
    async, and a generator. It is always sync itself, as indexing is.

    Args:
        function: the function that the parameter is for.
        parameter: the parameter, of the function or of a provider that it needs.
    """


@hookspec
def app_stop(app: App) -> Awaitable[None] | None:
    """Run when the process shuts down normally, innermost layer first. Best effort.

    The worker handles no SIGTERM, and the platform may end a process without warning.
    """


_ENTERING = ("pre_invocation", "around_invocation")
_LEAVING = ("post_invocation",)
_INVOCATION = _ENTERING + _LEAVING

# Tuples, because they cost nothing when the module is imported.
ARGUMENT_TABLE: tuple[tuple[str, str, tuple[str, ...], str, str], ...] = (
    # name, type, the hooks that have it, what it is, what it allows
    ("app", "App", ("app_start", "app_stop"), "the app", "reading"),
    ("function", "Function", ("post_load",), "the function that was loaded", "reading"),
    ("function", "Function", ("provide",), "the function that the parameter is for", "reading"),
    ("parameter", "Parameter", ("provide",), "the parameter that nobody provides", "reading"),
    (
        "invocation",
        "Invocation",
        _INVOCATION,
        "the invocation",
        "keeping `state`; before the function, changing `args`, `respond` and `refuse`",
    ),
    ("outcome", "Outcome", _LEAVING, "the result", "replacing value and error"),
    ("function", "Function", _INVOCATION, "the function that was invoked", "reading"),
    ("invocation_id", "str", _INVOCATION, "the worker's id of the invocation", "reading"),
    (
        "context",
        "Context",
        _INVOCATION,
        "the worker's context; a stand-in with the same attributes where a binding took the name",
        "reading",
    ),
    (
        "args",
        "dict[str, Any]",
        _ENTERING,
        "the function's arguments, by name; naming it costs a copy of the dict",
        "replacing values, before the function",
    ),
    ("args", "Mapping[str, Any]", _LEAVING, "the function's arguments, by name", "reading"),
    (
        "request",
        "HttpRequest | None",
        _INVOCATION,
        "the request of an HTTP function, as `args` has it then; otherwise None",
        "reading",
    ),
    (
        "trigger_value",
        "Any",
        _INVOCATION,
        "the argument with the trigger's data, as `args` has it then",
        "reading",
    ),
    ("attempt", "int", _INVOCATION, "the number of this run of the invocation, from 1", "reading"),
    (
        "value",
        "object",
        _LEAVING,
        "the result, as the layers further in left it; None while there is an error",
        "reading",
    ),
    (
        "error",
        "BaseException | None",
        _LEAVING,
        "the exception that ends the invocation, as the layers further in left it",
        "reading",
    ),
    (
        "elapsed",
        "float",
        _LEAVING,
        "seconds spent in the function alone; 0.0 if it did not run",
        "reading",
    ),
)
"""The arguments of the hooks: name, type, hooks, meaning, and what a hook may do with it."""

ARGUMENTS: dict[str, tuple[str, ...]] = {
    hook: tuple(name for name, _, hooks, _, _ in ARGUMENT_TABLE if hook in hooks)
    for hook in ("app_start", "post_load", *_INVOCATION, "provide", "app_stop")
}
"""The arguments of each hook, by the hook's name. They keep their names; new ones may be added."""
