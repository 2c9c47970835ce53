"""A plugin under test, built again for each part of a battery."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence

import attrs

from funcext_core._plugins.options import Option, options_of
from funcext_core._plugins.own_plugins import own_plugins
from funcext_core._plugins.plugin import Plugin, scope_of
from funcext_core._settings.conversion import convert
from funcext_core._settings.names import option_prefix
from funcext_core._settings.plugin_settings import NO_SETTINGS
from funcext_core._settings.scope import Globs

from .client import AppClient
from .inputs import Input, with_token
from .situations import Situation
from .source import Source


SECRET = "secret-of-the-battery"  # noqa: S105 - it is not a real one
"""The value of secret options that the test does not give."""


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
            ValueError: the request is the input of another trigger.
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
        return attrs.evolve(subject, options={**given, **made_up})

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
        every = {f"{option_prefix(self.name)}FUNCTIONS": "*"}
        plugins = [*outside, (self.name, self.target)]
        with AppClient(app, plugins=plugins, settings={**every, **self.options}) as client:
            yield client

    def inputs_for(self, situation: Situation) -> list[object]:
        """Return the inputs with which a function is invoked; the last one gets furthest in."""
        own = [self.request] if situation.is_http and self.request is not None else []
        return [situation.given, *own]

    def record_in(self, client: AppClient) -> Plugin:
        """Return the record of the plugin in a client's app."""
        return next(plugin for plugin in client.plugins if plugin.name == self.name)


class Log(logging.Handler):
    """The log lines of a battery, and the hook errors among them."""

    def __init__(self, plugin: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.errors: dict[str, BaseException] = {}
        """The hook error that was logged last, by hook."""
        self._logger = f"funcext.plugins.{plugin}"

    @contextlib.contextmanager
    def attached(self) -> Iterator[None]:
        """Take the records of all loggers for the block."""
        root = logging.getLogger()
        root.addHandler(self)
        try:
            yield
        finally:
            root.removeHandler(self)
            self.errors.clear()

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record."""
        self.texts.append(self.format(record))
        error = record.exc_info[1] if record.exc_info else None
        if record.name == self._logger and error is not None and isinstance(record.args, tuple):
            hook = next(iter(record.args), None)
            if isinstance(hook, str):
                self.errors[hook] = error


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
