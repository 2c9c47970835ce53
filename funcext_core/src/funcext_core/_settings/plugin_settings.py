"""The settings of one plugin, as typed values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from funcext_core.errors import LoadError

from .general import is_unresolved, refuse_format, unresolved
from .names import option_prefix
from .scope import DEFAULT_FUNCTIONS, DEFAULT_TRIGGERS, FUNCTIONS, TRIGGERS, Globs


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Final, Literal

    OnError = Literal["log", "fail"]


ON_ERROR = "ON_ERROR"
SCOPE_OPTIONS = (FUNCTIONS, TRIGGERS, ON_ERROR)
"""The options that every plugin has; funcext reads them."""
_NEVER_IN_A_NAME = frozenset("\"';{")
"""Characters that no function and no trigger has in its name: the value has another format."""


class PluginSettings:
    """The settings that the app's owner gave one plugin."""

    functions: Final[Globs | None]
    """The functions that it is for; None if the setting is absent."""
    triggers: Final[Globs | None]
    """The triggers that it is for; None if the setting is absent."""
    on_error: Final[OnError | None]
    """The effect of its hook errors; None if the setting is absent."""
    options: Final[Mapping[str, str]]
    """The text of each option of the plugin's own, by its name in upper case."""

    __slots__ = ("functions", "on_error", "options", "triggers")

    def __init__(
        self,
        functions: Globs | None = None,
        triggers: Globs | None = None,
        on_error: OnError | None = None,
        options: Mapping[str, str] | None = None,
    ) -> None:
        self.functions = functions
        self.triggers = triggers
        self.on_error = on_error
        self.options = options or {}


NO_SETTINGS = PluginSettings()
"""The settings of a plugin without app settings, such as one that `use` puts around a function."""


def read_plugin_settings(plugin: str, values: Mapping[str, str]) -> PluginSettings:
    """Parse the app settings of a plugin.

    Args:
        plugin: its name.
        values: the settings with its prefix, by the rest of their names.

    Raises:
        LoadError: a setting is not valid. The message names it, its value and what is allowed.
    """
    prefix = option_prefix(plugin)
    for name in sorted(values):
        if is_unresolved(values[name]):
            raise LoadError(unresolved(prefix + name))
    return _parse(values, {name: prefix + name for name in SCOPE_OPTIONS})


def settings_in_code(plugin: str, scope: Mapping[str, str | Iterable[str]]) -> PluginSettings:
    """Parse what the app's own code says about a hook.

    Args:
        plugin: the name of the hook's layer.
        scope: `functions`, `triggers` and `on_error`, each as the setting of that name.

    Raises:
        LoadError: an argument is not valid. The message names it, its value and what is allowed.
    """
    shown = {name: f"plugin {plugin!r}: {name.lower()}" for name in SCOPE_OPTIONS}
    values = {name.upper(): _text(shown[name.upper()], given) for name, given in scope.items()}
    return _parse(values, shown)


def _text(shown: str, given: object) -> str:
    """Return the text of an argument as a setting has it: a list with commas."""
    if isinstance(given, str):
        return given
    if isinstance(given, (list, tuple, set, frozenset)) and not shown.endswith("on_error"):
        patterns = list(given)
        if all(isinstance(pattern, str) for pattern in patterns):
            return ",".join(patterns)
    message = f"{shown} = {given!r}: expected a str, or a list of str for functions and triggers"
    raise LoadError(message)


def on_error_setting(plugin: str, values: Mapping[str, str]) -> OnError | None:
    """Return `ON_ERROR` alone, for a plugin whose other settings cannot be read.

    Raises:
        LoadError: the value is neither ``log`` nor ``fail``.
    """
    return _on_error(values, option_prefix(plugin) + ON_ERROR)


def _parse(values: Mapping[str, str], shown: Mapping[str, str]) -> PluginSettings:
    """Parse settings; `shown` maps each name to how an error shows it."""
    return PluginSettings(
        functions=_globs(values, FUNCTIONS, shown[FUNCTIONS], DEFAULT_FUNCTIONS),
        triggers=_globs(values, TRIGGERS, shown[TRIGGERS], DEFAULT_TRIGGERS),
        on_error=_on_error(values, shown[ON_ERROR]),
        options={name: text for name, text in values.items() if name not in SCOPE_OPTIONS},
    )


def _on_error(values: Mapping[str, str], shown: str) -> OnError | None:
    given = values.get(ON_ERROR, "").strip()
    if not given:
        return None
    on_error = as_on_error(given.lower())
    if on_error is None:
        refuse_format(shown, given, several=False)
        message = f"{shown}={given}: expected log or fail"
        raise LoadError(message)
    return on_error


def as_on_error(value: object) -> OnError | None:
    """Return the value if it is ``log`` or ``fail``, otherwise None."""
    if not isinstance(value, str):
        return None
    if value == "log":
        return "log"
    return "fail" if value == "fail" else None


def _globs(values: Mapping[str, str], name: str, shown: str, default: Globs) -> Globs | None:
    if name not in values:
        return None
    if not _NEVER_IN_A_NAME.isdisjoint(values[name]):
        refuse_format(shown, values[name])
    globs = Globs.parse(values[name].strip(), default)
    if not globs.given:
        message = f"{shown} is empty: write patterns separated by commas, or remove it"
        raise LoadError(message)
    return globs
