"""The general app settings, parsed once into typed values; the selection of plugins among them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn

from funcext_core.errors import LoadError

from .names import (
    DISABLED,
    GENERAL,
    LOCK,
    ON_LOAD_ERROR,
    PLUGINS,
    PREFIX,
    START_TIMEOUT,
    STATS,
    STOP_TIMEOUT,
    TRACE,
    WORKER_EXTENSIONS,
    canonical_distribution,
    check_plugin_name,
    is_plugin_name,
)


if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final


WORKER_TRUE = frozenset({"1", "true", "t", "yes", "y"})
"""The values that the workers read as true."""
TRUE = WORKER_TRUE | {"on"}
FALSE = frozenset({"0", "false", "f", "no", "n", "off"})

DEFAULT_START_TIMEOUT = 30.0
DEFAULT_STOP_TIMEOUT = 10.0

_KEY_VAULT = "@microsoft.keyvault("


# -- the selection -------------------------------------------------------------------------------


class Selected:
    """One entry of `FUNCEXT_PLUGINS` that names a plugin."""

    name: Final[str]
    distribution: Final[str | None]
    """The distribution, if the entry names one."""

    __slots__ = ("distribution", "name")

    def __init__(self, name: str, distribution: str | None = None) -> None:
        self.name = name
        self.distribution = distribution

    def __str__(self) -> str:
        return f"{self.distribution}:{self.name}" if self.distribution else self.name

    def means(self, name: str, distribution: str) -> bool:
        """Return whether it names that plugin of that distribution."""
        return self.name == name and (
            self.distribution is None
            or canonical_distribution(self.distribution) == canonical_distribution(distribution)
        )

    def clashes(self, other: Selected) -> bool:
        """Return whether both may name the same plugin."""
        return self.means(other.name, other.distribution or self.distribution or "")


class Selection:
    """The plugins that are enabled, and their order."""

    before: Final[tuple[Selected, ...]]
    """The plugins named before the `*`, or all named plugins if there is no `*`."""
    everything: Final[bool]
    """Whether there is a `*`."""
    after: Final[tuple[Selected, ...]]
    """The plugins named after the `*`."""
    excluded: Final[tuple[Selected, ...]]
    """The plugins that the `*` leaves out."""

    __slots__ = ("after", "before", "everything", "excluded")

    def __init__(
        self,
        before: Iterable[Selected] = (),
        *,
        everything: bool = False,
        after: Iterable[Selected] = (),
        excluded: Iterable[Selected] = (),
    ) -> None:
        self.before = tuple(before)
        self.everything = everything
        self.after = tuple(after)
        self.excluded = tuple(excluded)

    @property
    def named(self) -> tuple[Selected, ...]:
        """All plugins whose names are written out."""
        return self.before + self.after

    def __bool__(self) -> bool:
        """Return whether it can select anything."""
        return self.everything or bool(self.before)


def parse_selection(text: str) -> Selection:
    """Parse the value of `FUNCEXT_PLUGINS`, such as ``guard, *, !audit``.

    Raises:
        LoadError: an entry is not a valid plugin name or is listed twice, or there is a `!` but
            no `*`.
    """
    before: list[Selected] = []
    after: list[Selected] = []
    excluded: list[Selected] = []
    everything = False
    for entry in filter(None, map(str.strip, text.split(","))):
        if entry == "*":
            if everything:
                _refuse_entry(text, entry, "is listed twice; remove one")
            everything = True
        elif entry.startswith("!"):
            excluded.append(_excluded(text, entry))
        else:
            (after if everything else before).append(_selected(entry, text))
    selection = Selection(before, everything=everything, after=after, excluded=excluded)
    _check_selection(text, selection)
    return selection


def _selected(entry: str, text: str) -> Selected:
    if not is_plugin_name(_split(entry).name):
        refuse_format(PLUGINS, text)
    check_plugin_name(_split(entry).name, PLUGINS)
    return _split(entry)


def refuse_format(name: str, text: str, *, several: bool = True) -> None:
    """Refuse a value in quotes, with semicolons, or in JSON.

    Args:
        name: the setting.
        text: its value, which is not valid.
        several: whether the setting takes several values.

    Raises:
        LoadError: the value is in such a format.
    """
    from .shapes import misformatted  # noqa: PLC0415 - only a mistake pays for it

    wrong = misformatted(text, several=several)
    if wrong is not None:
        message = f"{name}={text}: {wrong}"
        raise LoadError(message)


def _excluded(text: str, entry: str) -> Selected:
    # Any name: an installed plugin whose name is not valid can be excluded from `*`, too.
    excluded = _split(entry[1:].strip())
    if not excluded.name:
        _refuse_entry(text, entry, "excludes nothing: put a plugin's name after the '!'")
    return excluded


def _split(entry: str) -> Selected:
    distribution, colon, name = (part.strip() for part in entry.rpartition(":"))
    if colon and not distribution:
        _refuse_entry(entry, entry, f"has no distribution before the ':'; write {name!r} alone")
    return Selected(name, distribution or None)


def _check_selection(text: str, selection: Selection) -> None:
    excluded_by_name: dict[str, list[Selected]] = {}
    for excluded in selection.excluded:
        excluded_by_name.setdefault(excluded.name, []).append(excluded)
    names: set[str] = set()
    for selected in selection.named:
        if selected.name in names:
            _refuse_entry(text, selected.name, "is listed twice; remove one")
        names.add(selected.name)
        if any(selected.clashes(other) for other in excluded_by_name.get(selected.name, ())):
            _refuse_entry(text, selected.name, "is both named and excluded; keep one of the two")
    if selection.excluded and not selection.everything:
        first = min(map(str, selection.excluded))
        _refuse_entry(text, f"!{first}", "excludes from '*', but there is no '*'; remove it")


def _refuse_entry(text: str, entry: str, what: str) -> NoReturn:
    message = f"{PLUGINS}={text}: {entry!r} {what}"
    raise LoadError(message)


# -- the settings --------------------------------------------------------------------------------


class Settings:
    """The app settings that concern funcext."""

    values: Final[Mapping[str, str]]
    """All `FUNCEXT_*` settings by name, in upper case. Their values may be secrets."""
    selection: Final[Selection]
    """The plugins that the settings enable."""
    skip_load_errors: Final[bool]
    """Whether the app starts without the plugins that cannot be enabled."""
    disabled: Final[bool]
    """Whether no plugin is enabled, whatever the other settings are."""
    lock: Final[str | None]
    """The path of the lock, if the setting has one."""
    stats: Final[bool]
    """Whether to measure the time in hooks."""
    trace: Final[bool]
    """Whether to log every call of a hook."""
    worker_extensions: Final[bool]
    """Whether `PYTHON_ENABLE_WORKER_EXTENSIONS` is true, as the worker reads it."""
    start_timeout: Final[float]
    """Seconds that an `app_start` may take."""
    stop_timeout: Final[float]
    """Seconds for which a process that ends waits for the invocations in flight."""

    __slots__ = (
        "_by_prefix",
        "disabled",
        "lock",
        "selection",
        "skip_load_errors",
        "start_timeout",
        "stats",
        "stop_timeout",
        "trace",
        "values",
        "worker_extensions",
    )

    def __init__(  # noqa: PLR0913 - a record is made whole
        self,
        values: Mapping[str, str],
        selection: Selection,
        *,
        skip_load_errors: bool = False,
        disabled: bool = False,
        lock: str | None = None,
        stats: bool = False,
        trace: bool = False,
        worker_extensions: bool = False,
        start_timeout: float = DEFAULT_START_TIMEOUT,
        stop_timeout: float = DEFAULT_STOP_TIMEOUT,
    ) -> None:
        self.values = values
        self.selection = selection
        self.skip_load_errors = skip_load_errors
        self.disabled = disabled
        self.lock = lock
        self.stats = stats
        self.trace = trace
        self.worker_extensions = worker_extensions
        self.start_timeout = start_timeout
        self.stop_timeout = stop_timeout
        self._by_prefix: dict[str, dict[str, str]] = {}
        for name, value in values.items():
            plugin, joint, option = name.partition("__")
            if joint:
                self._by_prefix.setdefault(plugin + joint, {})[option] = value

    def __repr__(self) -> str:
        return f"Settings({', '.join(sorted(self.values))}: values not shown)"

    def of_plugin(self, prefix: str) -> Mapping[str, str]:
        """Return the values of the settings with a plugin's prefix, by the rest of their names."""
        return self._by_prefix.get(prefix, {})


def read(source: Mapping[str, str] | None = None) -> Settings:
    """Parse the app settings.

    Args:
        source: the settings by name; by default the environment, where the Functions host puts
            them.

    Raises:
        LoadError: a setting is not valid. The message names it, its value and what is allowed.
        TypeError: the source is not a mapping.
    """
    given = os.environ if source is None else source
    if not isinstance(given, Mapping):
        message = f"settings must be a mapping of names to values, not a {type(given).__name__}"
        raise TypeError(message)
    values = _values(given)
    _refuse_unresolved(values, DISABLED)
    if _flag(values, DISABLED):
        # Read first: a mistake in another setting must not keep the kill switch from working.
        return Settings(values, Selection(), disabled=True)
    _refuse_unresolved(values, *GENERAL)
    return Settings(
        values=values,
        selection=parse_selection(values.get(PLUGINS, "")),
        skip_load_errors=_choice(values, ON_LOAD_ERROR, ("fail", "skip")) == "skip",
        lock=values.get(LOCK) or None,
        stats=_flag(values, STATS),
        trace=_flag(values, TRACE),
        worker_extensions=worker_flag(given.get(WORKER_EXTENSIONS)),
        start_timeout=_seconds(values, START_TIMEOUT, DEFAULT_START_TIMEOUT),
        stop_timeout=_seconds(values, STOP_TIMEOUT, DEFAULT_STOP_TIMEOUT),
    )


def _values(given: Mapping[str, str]) -> dict[str, str]:
    """Return the settings that concern funcext, by their names in upper case."""
    values: dict[str, str] = {}
    spellings: dict[str, str] = {}
    for spelling, value in given.items():
        if not isinstance(spelling, str):
            message = f"settings: a setting's name must be a str, not {spelling!r}"
            raise LoadError(message)
        name = spelling.upper()
        if not name.startswith(PREFIX):
            continue
        if not isinstance(value, str):
            # No error in this function shows a value: it may be a secret.
            message = f"{spelling}: a setting's value must be a str, not {type(value).__name__}"
            raise LoadError(message)
        if values.setdefault(name, value) != value:
            message = (
                f"{spellings[name]} and {spelling} are one setting with two values; remove one"
            )
            raise LoadError(message)
        spellings[name] = spelling
    return {name: value.strip() if name in GENERAL else value for name, value in values.items()}


def _refuse_unresolved(values: Mapping[str, str], *names: str) -> None:
    for name in names:
        if is_unresolved(values.get(name, "")):
            raise LoadError(unresolved(name))


def is_unresolved(value: str) -> bool:
    """Return whether the value is a Key Vault reference that the platform failed to resolve."""
    return value.lstrip().lower().startswith(_KEY_VAULT)


def unresolved(name: str) -> str:
    """Return the error message for a setting whose value is an unresolved reference."""
    return (
        f"{name} is an unresolved Key Vault reference: give the app's identity access to the "
        "vault, and check the reference in the app's configuration"
    )


def _flag(values: Mapping[str, str], name: str) -> bool:
    value = values.get(name, "")
    if value.lower() in TRUE:
        return True
    if not value or value.lower() in FALSE:
        return False
    refuse_format(name, value, several=False)
    message = f"{name}={value}: expected true or false (1, 0, yes, no, on, off)"
    raise LoadError(message)


def _seconds(values: Mapping[str, str], name: str, default: float) -> float:
    value = values.get(name, "")
    if not value:
        return default
    from .duration import parse_duration  # noqa: PLC0415 - few apps set one

    try:
        return parse_duration(value).total_seconds()
    except ValueError as error:
        message = f"{name}={value}: {error}"
    refuse_format(name, value, several=False)
    raise LoadError(message)


def worker_flag(value: str | None) -> bool:
    """Read a flag as the workers do: a value they do not know is false, not an error."""
    return isinstance(value, str) and value.strip().lower() in WORKER_TRUE


def _choice(values: Mapping[str, str], name: str, allowed: Iterable[str]) -> str | None:
    value = values.get(name, "").lower()
    if value and value not in allowed:
        refuse_format(name, values[name], several=False)
        message = f"{name}={values[name]}: expected {' or '.join(allowed)}"
        raise LoadError(message)
    return value or None
