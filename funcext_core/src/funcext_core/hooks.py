"""The hooks of funcext: what a plugin may implement, and when each is called.

A plugin is a class (built from its options), an instance or a module. It marks its hooks with
`hookimpl` and may take any subset of a hook's arguments, by name:

    @hookimpl
    def pre_invocation(self, invocation): ...

Hooks return None. A value that a hook returns is an error of the hook, because nothing takes it.

The hooks are declared with pluggy, under the project name ``funcext``.

.. versionadded:: 0.1.0
    A hook or argument that is newer says so in the hook's docstring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy


if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Generator

    from ._model import App, Function, Invocation, Outcome


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
def pre_invocation(invocation: Invocation) -> Awaitable[None] | None:
    """Run before the function.

    It may change the values in `invocation.args`, keep data in `invocation.state`, answer instead
    of the function with `invocation.respond(value)`, turn the invocation away with
    `invocation.refuse(status)`, or raise `AbortInvocation`.
    """


@hookspec
def around_invocation(
    invocation: Invocation,
) -> Generator[None, Outcome, None] | AsyncGenerator[None, Outcome]:
    """Run around the function: a generator that yields once; the yield returns the `Outcome`.

    Before the yield it may do what `pre_invocation` may, and after the yield what `post_invocation`
    may. An exception that it raises because of the outcome's error replaces that error.
    """
    raise NotImplementedError


@hookspec
def post_invocation(invocation: Invocation, outcome: Outcome) -> Awaitable[None] | None:
    """Run after the function, whether it returned or raised, or a layer answered or aborted.

    It may read or replace `outcome.value`, and read, replace or clear `outcome.error`.
    """


@hookspec
def app_stop(app: App) -> Awaitable[None] | None:
    """Run when the process shuts down normally, innermost layer first. Best effort.

    The worker handles no SIGTERM, and the platform may end a process without warning.
    """


ARGUMENTS: dict[str, tuple[str, ...]] = {
    "app_start": ("app",),
    "post_load": ("function",),
    "pre_invocation": ("invocation",),
    "around_invocation": ("invocation",),
    "post_invocation": ("invocation", "outcome"),
    "app_stop": ("app",),
}
"""The arguments of each hook, by the hook's name. They keep their names; new ones may be added."""
