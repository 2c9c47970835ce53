"""The settings that plugins read, described: type, default, meaning, JSON Schema."""

from __future__ import annotations

import ast
import contextlib
import enum
import inspect
import textwrap
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Literal

import attrs

from funcext_core._annotations import shown, stripped
from funcext_core._foreign import one_line
from funcext_core._plugins.discovery import Installed, Unusable, select
from funcext_core._plugins.fields import MASK
from funcext_core._plugins.lock import find_lock, read_lock
from funcext_core._plugins.options import Option, options_of
from funcext_core._plugins.scanning import scan
from funcext_core._settings.conversion import unaliased
from funcext_core._settings.names import (
    DISABLED,
    LOCK,
    ON_LOAD_ERROR,
    PLUGINS,
    START_TIMEOUT,
    STATS,
    STOP_TIMEOUT,
    TRACE,
    WORKER_EXTENSIONS,
    option_prefix,
)
from funcext_core.errors import LoadError

from .app import AppSettings


_DURATION = r"^\s*\d+(\.\d+)?\s*([mM][sS]|[sSmMhHdD])\s*$"
_SECRET = "<secret>"  # noqa: S105 - it stands for one

_PATTERNS: Mapping[object, str] = {
    int: r"^\s*[+-]?[0-9_]+\s*$",
    timedelta: _DURATION,
}
_NAMES: Mapping[object, str] = {
    bool: "true or false",
    int: "whole number",
    float: "number",
    str: "text",
    timedelta: "duration, as 250ms or 5s",
    Path: "path",
}
_LISTS = (list, tuple, set, frozenset, Sequence, typing.AbstractSet)
_FLAGS = ("true", "false", "1", "0", "yes", "no", "on", "off", "t", "f", "y", "n")


@attrs.frozen
class Setting:
    """One app setting."""

    name: str
    plugin: str
    """The plugin that reads it; empty for funcext's own."""
    type: str
    """The type, as a person says it."""
    default: str | None
    """The default as the setting would have it; None if there is none to show."""
    description: str
    required: bool = False
    secret: bool = False
    option: bool = False
    """Whether it is an option of the plugin's own."""
    choices: tuple[str, ...] = ()
    """The only values, whatever their case; empty if there are others."""
    pattern: str = ""
    """A regular expression of the values; empty if there is none."""

    @property
    def schema(self) -> Mapping[str, object]:
        """The JSON Schema of its value, which is text."""
        schema: dict[str, object] = {"type": "string", "description": self.description or self.type}
        if self.default is not None:
            schema["default"] = self.default
        if self.choices:
            any_case = "|".join(map(_in_any_case, self.choices))
            schema["anyOf"] = [{"enum": list(self.choices)}, {"pattern": f"^({any_case})$"}]
        elif self.pattern:
            schema["pattern"] = self.pattern
        return schema

    def shown(self, given: AppSettings) -> str | None:
        """Return its value as reports may show it; None if it is not set."""
        if given.origin(self.name) is None:
            return None
        return MASK if self.secret else given.value(self.name)

    def suggested(self, given: AppSettings) -> str:
        """Return the value to write down: its own, its default, or what is to be filled in."""
        if self.secret:
            return _SECRET
        value = given.value(self.name)
        if value is not None:
            return value
        return f"<{self.type}>" if self.default is None else self.default

    def facts(self, given: AppSettings) -> Mapping[str, object]:
        """Return it as JSON has it."""
        return {
            "name": self.name,
            "plugin": self.plugin or None,
            "type": self.type,
            "default": self.default,
            "required": self.required,
            "secret": self.secret,
            "description": self.description,
            "value": self.shown(given),
            "origin": given.origin(self.name),
        }


def _flag(name: str, description: str) -> Setting:
    return Setting(name, "", "true or false", "false", description, choices=_FLAGS)


GENERAL = (
    Setting(
        PLUGINS,
        "",
        "names, separated by commas",
        None,
        "The enabled plugins, outermost first; * means all",
    ),
    Setting(
        ON_LOAD_ERROR,
        "",
        "fail or skip",
        "fail",
        "Whether a plugin that cannot be enabled stops the app, or is left out",
        choices=("fail", "skip"),
    ),
    _flag(DISABLED, "The kill switch: no plugin runs"),
    Setting(LOCK, "", "path", "funcext.lock", "The lock; a relative path begins at the app's root"),
    _flag(STATS, "Measure the time in hooks; the table is logged when the process stops"),
    _flag(TRACE, "Log each call of a hook"),
    Setting(
        START_TIMEOUT,
        "",
        _NAMES[timedelta],
        "30s",
        "How long an app_start may take",
        pattern=_DURATION,
    ),
    Setting(
        STOP_TIMEOUT,
        "",
        _NAMES[timedelta],
        "10s",
        "How long a process that ends waits for running invocations",
        pattern=_DURATION,
    ),
    _flag(WORKER_EXTENSIONS, "The worker's own setting: run worker extensions"),
)
"""The settings of funcext itself, and the worker's that it honors."""


def of_plugins(
    directory: Path, given: AppSettings, *, everything: bool, warn: Callable[[str], None]
) -> list[Setting]:
    """Return the settings of the plugins of an app, in layer order.

    Args:
        directory: the app's folder.
        given: its settings.
        everything: whether to describe every installed plugin.
        warn: receives a sentence for each plugin whose settings cannot be found out.

    Raises:
        LoadError: a general setting is not valid, or the lock cannot be read.
    """
    settings = given.parsed()
    lock = find_lock(settings.lock, str(directory))
    installed = scan() if lock is None else read_lock(lock)
    found: list[Setting] = []
    for plugin in installed if everything else select(settings.selection, installed):
        try:
            found += _of_plugin(plugin)
        except LoadError as error:
            warn(str(error))
    return found


def _of_plugin(plugin: Installed | Unusable) -> list[Setting]:
    """Return the settings of a plugin.

    Raises:
        LoadError: it cannot be imported, or there is a mistake in an option.
    """
    if isinstance(plugin, Unusable):
        raise LoadError(plugin.reason)
    target = plugin.load()
    options = options_of(target, plugin.name) if isinstance(target, type) else []
    texts = _documented(target) if isinstance(target, type) else {}
    return [
        *(_of_option(option, plugin.name, texts.get(option.field.name, "")) for option in options),
        *_of_scope(plugin.name, target),
    ]


def _of_scope(plugin: str, target: object) -> Iterator[Setting]:
    prefix = option_prefix(plugin)
    own = {name: getattr(target, name, None) for name in ("functions", "triggers", "on_error")}
    patterns = "patterns, separated by commas"
    yield Setting(
        f"{prefix}FUNCTIONS",
        plugin,
        patterns,
        _patterns(own["functions"]),
        "The functions it is for; ! excludes",
    )
    yield Setting(
        f"{prefix}TRIGGERS",
        plugin,
        patterns,
        _patterns(own["triggers"]),
        "The types of triggers it is for; ! excludes",
    )
    yield Setting(
        f"{prefix}ON_ERROR",
        plugin,
        "log or fail",
        "fail" if own["on_error"] == "fail" else "log",
        "Whether its errors are logged, or fail the invocation: a guard",
        choices=("log", "fail"),
    )


def _patterns(own: object) -> str | None:
    if isinstance(own, str):
        return own
    if isinstance(own, (tuple, list)) and all(isinstance(pattern, str) for pattern in own):
        return ", ".join(own)
    return None


def _of_option(option: Option, plugin: str, description: str) -> Setting:
    field = option.field
    try:
        annotation = option.annotation
    except ValueError:
        annotation = str
    kind, _ = stripped(unaliased(annotation))
    choices = () if field.converter is not None else _choices(kind)
    for key in ("description", "doc", "help"):
        text = field.metadata.get(key)
        description = text if isinstance(text, str) else description
    return Setting(
        option.setting,
        plugin,
        "text" if field.converter is not None else type_of(annotation),
        None if option.secret or field.required or field.has_factory else as_text(field.default),
        one_line(description.replace("``", "`")),
        required=field.required,
        secret=option.secret,
        option=True,
        choices=choices,
        pattern="" if field.converter is not None else _PATTERNS.get(kind, ""),
    )


# -- types and values ----------------------------------------------------------------------------


def type_of(annotation: object) -> str:
    """Return an option's type, as a person says it."""
    kind, _ = stripped(unaliased(annotation))
    optional = _is_optional(annotation)
    text = _kind_of(kind)
    return f"{text}, or none" if optional else text


def _kind_of(kind: object) -> str:
    for known, name in _NAMES.items():
        if kind is known:
            return name
    choices = _choices(kind)
    if choices:
        return f"one of {', '.join(choices)}"
    origin = typing.get_origin(kind) or kind
    if origin in _LISTS:
        members = [member for member in typing.get_args(kind) if member is not Ellipsis]
        inner = " or ".join(dict.fromkeys(map(type_of, members))) or "text"
        return f"list of {inner}, separated by commas"
    if origin in (typing.Union, types.UnionType):
        return " or ".join(map(type_of, typing.get_args(kind)))
    return shown(kind)


def _is_optional(annotation: object) -> bool:
    annotation = unaliased(annotation)
    if typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    unions = (typing.Union, types.UnionType)
    return typing.get_origin(annotation) in unions and type(None) in typing.get_args(annotation)


def _choices(kind: object) -> tuple[str, ...]:
    if kind is bool:
        return _FLAGS
    if typing.get_origin(kind) is Literal:
        return tuple(map(str, typing.get_args(kind)))
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return tuple(name.lower() for name in kind.__members__)
    return ()


def as_text(value: object) -> str | None:
    """Return a value as a setting would have it; None if no text makes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, enum.Enum):
        return value.name.lower()
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, (str, int, float, Path)):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        texts = [as_text(item) for item in value]
        return ", ".join(text for text in texts if text is not None)
    return None


def _duration(value: timedelta) -> str:
    milliseconds = round(value.total_seconds() * 1000)
    if milliseconds % 1000:
        return f"{milliseconds}ms"
    seconds = milliseconds // 1000
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds and not seconds % size:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def _in_any_case(word: str) -> str:
    """Return a regular expression for a word in any case: JSON Schema has no flag for that."""
    return "".join(
        f"[{letter.upper()}{letter.lower()}]" if letter.isalpha() else letter for letter in word
    )


# -- descriptions --------------------------------------------------------------------------------


def _documented(cls: type) -> dict[str, str]:
    """Return the docstrings below the fields of a class and its bases, by the fields' names."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__[:-1]):
        with contextlib.suppress(OSError, TypeError, SyntaxError, ValueError):
            source = textwrap.dedent(inspect.getsource(base))
            (definition,) = ast.parse(source).body
            found.update(_below_fields(definition))
    return found


def _below_fields(definition: ast.AST) -> Iterator[tuple[str, str]]:
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    for field, below in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            yield field.target.id, below.value.value
