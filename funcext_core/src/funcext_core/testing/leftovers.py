"""The part of the battery about the things that invocations leave behind in a plugin."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

from funcext_core._hookimpl import hookimpl
from funcext_core._model import Invocation
from funcext_core._plugins.plugin import Plugin

from . import growth
from .client import AppClient
from .findings import Finding
from .situations import Situation, app_of_situations
from .subject import Subject


_ROUNDS = 4
"""The number of times that a function runs between two measurements of the plugin."""
_MANY = 1030
"""The number of invocations of which a plugin may keep something: more than most caches have."""


class _Probe:
    """The outermost plugin: it has a weak reference to each invocation."""

    triggers = "*"

    def __init__(self) -> None:
        self.references: list[weakref.ref[Invocation]] = []

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        self.references.append(weakref.ref(invocation))

    @property
    def alive(self) -> int:
        """The number of invocations that something still refers to."""
        gc.collect()
        return sum(reference() is not None for reference in self.references)


def left_behind(subject: Subject) -> Iterator[Finding]:
    """Yield what functions, running often, leave in the plugin or in its class."""
    app, situations = app_of_situations(subject.triggers)
    probe = _Probe()
    with subject.serve(app, probe) as client:
        plugin = subject.record_in(client)
        shared = growth.shared_contents(plugin.object)
        leaks = (_leak(subject, client, plugin, situation) for situation in situations)
        found = next(filter(None, leaks), None)
        if found is not None:
            yield found
        elif not plugin.failures.by_hook() and probe.alive >= _ROUNDS:
            problem = "a leak: invocations that have ended are still referred to"
            fix = "keep the values that are needed, not the invocation, its outcome or its context"
            yield Finding("what it keeps", "in any app", problem, fix)
        after = growth.shared_contents(plugin.object)
        for name in sorted(shared.keys() | after.keys()):
            if shared.get(name) != after.get(name):
                problem = f"shared mutable state: {name!r} of its class or module changes"
                fix = "make it a field of the instance; keep data of an invocation in its state"
                yield Finding("what is shared", "in any app", problem, fix)


def _leak(
    subject: Subject, client: AppClient, plugin: Plugin, situation: Situation
) -> Finding | None:
    """Return what was found in the containers of the plugin, if a function made them grow."""
    given = subject.inputs_for(situation)[-1]

    def measured(runs: int = _ROUNDS) -> dict[str, int]:
        for _ in range(runs):
            client.invoke(situation.function, given)
        client.forget_results()
        return growth.sizes(plugin.object)

    def goes_on(name: str) -> bool:
        size = measured(_MANY).get(name, 0)
        return measured().get(name, 0) - size >= _ROUNDS

    first, second, third = measured(), measured(), measured()
    for name in third:
        steps = second.get(name, 0) - first.get(name, 0), third[name] - second.get(name, 0)
        growing = min(steps) >= _ROUNDS and _is_left(plugin, name, third[name])
        if growing and goes_on(name):
            problem = f"a leak: {name!r} has grown by {sum(steps)} entries in {2 * _ROUNDS} runs"
            fix = (
                "keep data of an invocation in invocation.state, which ends with it, and limit "
                "what is kept longer"
            )
            return Finding("what it keeps", situation.text, problem, fix)
    return None


def _is_left(plugin: Plugin, name: str, size: int) -> bool:
    """Return whether the entries are there when everything that nobody needs is collected."""
    gc.collect()
    return growth.sizes(plugin.object).get(name, 0) >= size
