"""The part of the battery about the names of functions' parameters, which each app chooses."""

from __future__ import annotations

import linecache
from collections.abc import Iterator

from funcext_core._engine.results import Result

from .client import AppClient
from .findings import Finding
from .situations import Situation
from .subject import Subject


BY_NAME = (
    "use invocation.request, or invocation.trigger_value: each app chooses the names of its "
    "parameters"
)

_TURNS = (False, True, True, False) * 4
"""Whether the function with the other name is run. A plugin may do one thing or another by chance,
or every second time."""


def differing_by_name(
    subject: Subject, client: AppClient, situation: Situation
) -> Iterator[Finding]:
    """Yield a finding if the plugin behaves differently because the parameter has another name."""
    if not situation.usual:
        return
    for given in subject.inputs_for(situation):
        usual: set[object] = set()
        other: set[object] = set()
        for is_other in _TURNS:
            function = situation.function if is_other else situation.usual
            behavior = _behavior(client.invoke(function, given), subject.name)
            (other if is_other else usual).add(behavior)
        client.forget_results()
        if len(usual) == len(other) == 1 and usual != other and None not in usual | other:
            problem = "it behaves differently where the parameter has another name"
            yield Finding("its hooks", situation.text, problem, BY_NAME)


def is_key_of_args(error: BaseException) -> bool:
    """Return whether an error is about a key that the arguments do not have."""
    return isinstance(error, KeyError) and "args" in line_of_error(error)


def line_of_error(error: BaseException) -> str:
    """Return the line of source that raised an error; empty if it is not known."""
    traceback = error.__traceback__
    if traceback is None:
        return ""
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    return linecache.getline(traceback.tb_frame.f_code.co_filename, traceback.tb_lineno)


def _behavior(result: Result, plugin: str) -> object:
    """Return the things that a plugin did around an invocation, in a form to compare.

    Hook errors are not among them: they are reported as such.
    """
    calls = [call for call in result.hooks if call.plugin == plugin]
    if any(call.error is not None for call in calls):
        return None
    changes = tuple((call.hook, call.way, call.changed) for call in calls)
    return result.skipped_by, type(result.error), changes
