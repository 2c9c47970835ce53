"""A plugin under test, built again for each part of a battery."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence

import attrs
import azure.functions as func

from funcext_core._foreign import described
from funcext_core._model import Function
from funcext_core._plugins.options import Option, options_of
from funcext_core._plugins.own_plugins import own_plugins
from funcext_core._plugins.plugin import Failures, Plugin, scope_of
from funcext_core._settings.conversion import convert
from funcext_core._settings.names import WORKER_EXTENSIONS, option_prefix
from funcext_core._settings.plugin_settings import NO_SETTINGS
from funcext_core._settings.scope import Globs

from .client import AppClient
from .inputs import Input, with_token
from .situations import Situation
from .source import Source


SECRET = "secret-of-the-battery"  # noqa: S105 - it is not a real one
"""The value of secret options that the test does not give."""
SHORTEST = 6
"""The number of characters that a secret must have to be searched for."""


@attrs.frozen
class Subject:
    """A plugin, its options, and a request for it."""

    name: str
    target: object
    options: Mapping[str, str]
    """The text of each option that is set, by its setting's name."""
    triggers: Globs
    """The triggers that it covers, if no setting chooses others."""
    request: Input | None
    """A request that the plugin lets pass, or answers in another way; None for an empty one."""
    log: Log

    @classmethod
    def of(cls, target: object, options: Mapping[str, object], request: Input | None) -> Subject:
        """Take a plugin as a test gives it.

        Raises:
            LoadError: it cannot be a plugin, or its options are not declared well.
            ValueError: the request is the input of another trigger, or a secret is too short.
        """
        if request is not None:
            with_token(request, "")  # it may be the input of another trigger
        (own,) = own_plugins([target])
        prefix = option_prefix(own.name)
        given = {f"{prefix}{name.upper()}": _text(value) for name, value in options.items()}
        triggers = scope_of(own.load(), own.name, NO_SETTINGS).triggers
        subject = cls(own.name, own.load(), given, triggers, request, Log(own.name))
        made_up = {
            option.setting: SECRET
            for option in subject.declared
            if option.secret and option.setting not in given and _takes_text(option)
        }
        complete = attrs.evolve(subject, options={**given, **made_up})
        for value in complete.secrets:
            if len(value) < SHORTEST:
                message = (
                    f"the value {value!r} of a secret option is found in any text: give one of "
                    f"at least {SHORTEST} characters"
                )
                raise ValueError(message)
        return complete

    @property
    def declared(self) -> Sequence[Option]:
        """The options that its class declares; none for an instance or a module."""
        return options_of(self.target, self.name) if isinstance(self.target, type) else ()

    @property
    def secrets(self) -> Sequence[str]:
        """The values of its secret options."""
        return [
            self.options[option.setting]
            for option in self.declared
            if option.secret and self.options.get(option.setting)
        ]

    @contextlib.contextmanager
    def serve(self, app: Source, *outside: object) -> Iterator[AppClient]:
        """Serve an app with the plugin around all of its functions that its triggers cover.

        Args:
            app: the app.
            outside: plugins outside it.

        Raises:
            LoadError: it cannot be enabled.
        """
        settings = {f"{option_prefix(self.name)}FUNCTIONS": "*", **self.options}
        if isinstance(self.target, type) and issubclass(self.target, func.AppExtensionBase):
            settings = {WORKER_EXTENSIONS: "1"}
        plugins = [*outside, (self.name, self.target)]
        with AppClient(app, plugins=plugins, settings=settings) as client:
            yield client

    def inputs_for(self, situation: Situation) -> list[object]:
        """Return the inputs with which a function is invoked; the last one gets furthest in."""
        own = [self.request] if situation.is_http and self.request is not None else []
        return [situation.given, *own]

    def record_in(self, client: AppClient) -> Plugin:
        """Return the record of the plugin in a client's app."""
        return next(plugin for plugin in client.plugins if plugin.name == self.name)


class Log(logging.Handler):
    """The log lines of a battery, and the plugin's hook errors."""

    def __init__(self, plugin: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._plugin = plugin
        self._errors: dict[tuple[str, str], BaseException] = {}

    @contextlib.contextmanager
    def attached(self) -> Iterator[None]:
        """Take the records of all loggers, and each hook error of the plugin, for the block."""
        root, report = logging.getLogger(), Failures.report

        def keep_and_report(
            failures: Failures,
            hook: str,
            error: BaseException,
            function: Function | None,
            invocation_id: str | None = None,
            consequence: str = "",
        ) -> None:
            # Not all of them are logged.
            if failures.plugin == self._plugin:
                self._errors[hook, described(error)] = error
            report(failures, hook, error, function, invocation_id, consequence)

        root.addHandler(self)
        Failures.report = keep_and_report  # type: ignore[method-assign,assignment] # set back below
        try:
            yield
        finally:
            Failures.report = report  # type: ignore[method-assign] # as it was
            root.removeHandler(self)
            self._errors.clear()

    def take_errors(self) -> list[tuple[str, BaseException]]:
        """Return the hook errors since the last time, those with the same text once, by hook."""
        found = [(hook, error) for (hook, _), error in self._errors.items()]
        self._errors.clear()
        return found

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record."""
        self.texts.append(self.format(record))


def _takes_text(option: Option) -> bool:
    try:
        return bool(convert(SECRET, option.annotation) == SECRET)
    except ValueError:
        return False


def _text(value: object) -> str:
    """Return an option as a setting has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple, set, frozenset)):
        return ",".join(map(_text, value))
    return str(value)
