"""`assert_plugin_conforms`: a battery that any plugin should pass."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from funcext_core._foreign import described
from funcext_core._plugins.plugin import Plugin
from funcext_core._settings.conversion import convert
from funcext_core.errors import HookError, LoadError

from .client import AppClient
from .findings import Finding, report
from .inputs import Input
from .leftovers import left_behind
from .overlapping import shared_by_overlapping
from .parameter_names import BY_NAME, differing_by_name, is_key_of_args, line_of_error
from .situations import HTTP_TRIGGER, Situation, app_of_situations, streaming_app
from .source import Source
from .subject import Subject


def assert_plugin_conforms(
    plugin: object,
    *,
    options: Mapping[str, object] | None = None,
    request: Input | None = None,
) -> None:
    """Run a plugin around every kind of function, and fail if it does what no plugin should do.

    The functions are sync and async, return every kind of value, raise, have other parameter names,
    and are triggered by everything that the plugin's `triggers` cover. A plugin may answer, refuse
    and change values; a guard may fail invocations. It must not: raise in a hook unless it is a
    guard; return a value; share state among invocations; keep what grows; have an option that no
    setting can give; show a secret.

    Args:
        plugin: the plugin's class, which is built for each part of the battery; or an instance or
            a module, which is the same in all parts.
        options: the options that the class needs, by name; a value is written as in a setting, or
            is one that becomes text as such.
        request: a request that gets through, from `http_request`, such as one with a token. Every
            HTTP function gets an empty one, too.

    Raises:
        AssertionError: with a report of what was found: the hook, the situation, and the fix.
        TypeError: the request is not made by `http_request`.
        ValueError: the request is the input of another trigger, or the value of a secret option is
            too short to be searched for.
    """
    try:
        subject = Subject.of(plugin, options or {}, request)
        with subject.log.attached():
            findings = [finding for check in _CHECKS for finding in check(subject)]
    except LoadError as error:
        finding = Finding("loading it", "in every app", str(error))
        raise AssertionError(report(_name(plugin), [finding])) from None
    if findings:
        raise AssertionError(report(subject.name, findings))


def _name(plugin: object) -> str:
    return plugin.__name__ if isinstance(plugin, type) else type(plugin).__name__


# -- hook errors ---------------------------------------------------------------------------------


def _around_functions(subject: Subject) -> Iterator[Finding]:
    app, situations = app_of_situations(subject.triggers)
    if not situations:
        problem = f"no function of the battery has a trigger that matches {subject.triggers.given}"
        yield Finding("its triggers", "in any app", problem, "name each trigger in full")
        return
    yield from _around(subject, app, situations)
    if not subject.triggers.match(HTTP_TRIGGER):
        return
    with tempfile.TemporaryDirectory(prefix="funcext-") as folder:
        streaming = streaming_app(Path(folder))
        if streaming:
            yield from _around(subject, folder, streaming)


def _around(subject: Subject, app: Source, situations: Sequence[Situation]) -> Iterator[Finding]:
    with subject.serve(app) as client:
        plugin = subject.record_in(client)
        errors = _Errors(subject, plugin)
        yield from errors.new("when the app starts")
        for situation in situations:
            for given in subject.inputs_for(situation):
                client.invoke(situation.function, given)
            yield from errors.new(situation.text, situation)
            yield from differing_by_name(subject, client, situation)
            subject.log.take_errors()  # those of more runs of the same functions
        yield from _secrets(subject, client, plugin)
    yield from errors.new("when the app stops")


_MISTAKES = (HookError, AttributeError, NameError, TypeError)
"""The errors with which not even a guard fails an invocation on purpose."""


class _Errors:
    """The hook errors of a plugin in one app."""

    def __init__(self, subject: Subject, plugin: Plugin) -> None:
        self._subject = subject
        self._plugin = plugin
        self._failing: set[str] = set()
        """The hooks that failed where a parameter has its usual name."""
        self._by_name: set[str] = set()
        """The texts of errors that are about the name of a parameter."""

    def new(self, text: str, situation: Situation | None = None) -> Iterator[Finding]:
        """Yield what was found since the last time."""
        for hook, error in self._subject.log.take_errors():
            if self._is_about_a_name(hook, error, situation):
                problem = f"{_raised(error)}, where the parameter has another name"
                yield Finding(f"hook {hook}", text, problem, BY_NAME)
            elif not self._plugin.guard or isinstance(error, _MISTAKES):
                yield Finding(f"hook {hook}", text, *_explained(error, situation))

    def _is_about_a_name(
        self, hook: str, error: BaseException, situation: Situation | None
    ) -> bool:
        """Return whether a hook fails because it expects a parameter of a certain name."""
        if situation is None or isinstance(error, HookError):
            return False
        if not situation.usual:
            self._failing.add(hook)
        only_there = bool(situation.usual) and hook not in self._failing
        if only_there or is_key_of_args(error):
            self._by_name.add(described(error))
        return described(error) in self._by_name


def _explained(error: BaseException, situation: Situation | None) -> tuple[str, str]:
    """Return the problem and the fix of a hook error."""
    if isinstance(error, HookError):
        return _broken_rule(error, situation)
    return _raised(error), _fix(error, situation)


def _broken_rule(error: HookError, situation: Situation | None) -> tuple[str, str]:
    """Return the problem and the fix of funcext's own error; most of these have both."""
    text = str(error)
    if situation is not None:
        # The names of functions would make one problem several.
        text = text.replace(f"function {situation.function!r}", "the function")
        text = text.replace(repr(situation.function), "the function")
    problem, _, fix = text.rpartition(": ")
    if not problem and "yielded twice" in text:
        return text, "yield once, or mark the hook with @hookimpl(repeats=True)"
    return problem or text, fix if problem else "see docs/hooks.md"


def _fix(error: BaseException, situation: Situation | None) -> str:
    """Return what to do about an error of the hook's own code."""
    line = line_of_error(error)
    if isinstance(error, (AttributeError, TypeError)) and situation is not None:
        if "request" in line and situation.streams:
            return "use what the web framework's request has, too, such as headers, method and url"
        if "request" in line and not situation.is_http:
            return (
                "invocation.request is None there: test for it, or set triggers = ('httpTrigger',)"
            )
        if "value" in line:
            return "test for the type of the value: functions return None and all kinds of objects"
    return "handle it in the hook; to fail the invocation, raise AbortInvocation, or be a guard"


def _raised(error: BaseException) -> str:
    return f"it raised {described(error)}"


# -- options and secrets -------------------------------------------------------------------------


def _options(subject: Subject) -> Iterator[Finding]:
    for option in subject.declared:
        if option.field.converter is not None:
            continue
        try:
            convert("1", option.annotation)
        except ValueError as error:
            # Any other error is about the text, which is only a sample.
            if "cannot be given in an app setting" in str(error) or "resolve" in str(error):
                fix = "give it a type that a setting can be converted to, or a converter"
                yield Finding(f"option {option.field.name}", "in any app", str(error), fix)


def _secrets(subject: Subject, client: AppClient, plugin: Plugin) -> Iterator[Finding]:
    places = {
        "its repr": _repr_of(plugin.object),
        "the description of the app": str(client.plugins.describe()),
        "the log": "\n".join(subject.log.texts),
    }
    for secret in subject.secrets:
        for place, text in places.items():
            if secret in text:
                problem = f"the value of a secret option is shown in {place}"
                fix = "declare the option with secret(), and show it nowhere"
                yield Finding("a secret", "in any app", problem, fix)


def _repr_of(thing: object) -> str:
    try:
        return repr(thing)
    except Exception as error:  # noqa: BLE001 - the plugin's own code
        return described(error)


_CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    _options,
    _around_functions,
    shared_by_overlapping,
    left_behind,
)
