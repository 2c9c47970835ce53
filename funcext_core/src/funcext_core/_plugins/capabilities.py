"""The capabilities of plugins: what each may do to an app, by the names that its hooks take.

A lock has it beside each plugin, so that an update that may do more is seen before it is deployed.
A worker does not import this module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from funcext_core._foreign import type_name
from funcext_core.errors import LoadError

from .implementations import implementations
from .provided import provided


if TYPE_CHECKING:
    from collections.abc import Iterable

    from .implementations import HookImpl
    from .provided import Provider


OBSERVES = "observes"
READS = "reads arguments"
CHANGES = "changes arguments"
ANSWERS = "answers"
REPLACES = "replaces"
PROVIDES = "provides"

ALL = (OBSERVES, READS, CHANGES, ANSWERS, REPLACES, PROVIDES)
"""The capabilities, the least first."""

OF_WORKER_EXTENSION = (OBSERVES, READS, CHANGES)
"""Those of a worker extension: its hooks get the arguments, and cannot answer or replace."""

_SHOWING_ARGUMENTS = {"invocation", "args", "request", "trigger_value"}
_ENTERING = {
    "invocation": (READS, CHANGES, ANSWERS),
    "args": (READS, CHANGES),
    "request": (READS,),
    "trigger_value": (READS,),
}
"""By the argument that a hook takes before the function, what it may do with it."""


def of_hook(hook: HookImpl) -> tuple[str, ...]:
    """Return what one hook may do, the least first."""
    found = {OBSERVES}
    if hook.hook in ("pre_invocation", "around_invocation"):
        for argument in hook.arguments:
            found.update(_ENTERING.get(argument, ()))
    if hook.hook == "around_invocation" or "outcome" in hook.arguments:
        found.add(REPLACES)
    if hook.hook == "post_invocation" and not _SHOWING_ARGUMENTS.isdisjoint(hook.arguments):
        found.add(READS)
    if hook.hook == "provide":
        found.add(PROVIDES)
    return in_order(found)


def of_provider(provider: Provider) -> tuple[str, ...]:
    """Return what one provider may do, the least first."""
    plain = {argument.name for argument in provider.arguments if argument.plain}
    reads = {READS} if not _SHOWING_ARGUMENTS.isdisjoint(plain) else set()
    return in_order({OBSERVES, PROVIDES, *reads})


def of_plugin(hooks: Iterable[HookImpl], providers: Iterable[Provider]) -> tuple[str, ...]:
    """Return what a plugin with these hooks and providers may do, the least first."""
    found = {capability for hook in hooks for capability in of_hook(hook)}
    return in_order(found.union(*map(of_provider, providers)))


def of_target(target: object, name: str) -> tuple[str, ...]:
    """Return what the plugin that an entry point names may do; a class is not built for that.

    Args:
        target: a class, an instance or a module.
        name: the plugin's name.

    Raises:
        LoadError: there is a mistake in a hook, or its class cannot be examined.
    """
    plugin = _bare(target, name) if isinstance(target, type) else target
    providers = provided(plugin, name)
    return of_plugin(implementations(plugin, name, may_lack=bool(providers)), providers)


def in_order(capabilities: Iterable[str]) -> tuple[str, ...]:
    """Return capabilities in the order of `ALL`, once each; unknown ones are left out."""
    found = set(capabilities)
    return tuple(capability for capability in ALL if capability in found)


def _bare(cls: type, name: str) -> object:
    """Return an instance of a class whose options are not known: hooks are looked up statically."""
    try:
        return object.__new__(cls)
    except TypeError as error:
        message = (
            f"plugin {name!r}: its hooks cannot be examined: {type_name(error)}: {error}; name an "
            "instance in its entry point"
        )
        raise LoadError(message) from error
