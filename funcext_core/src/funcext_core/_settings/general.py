"""App settings, parsed once into typed values: nothing deeper reads `os.environ`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

from funcext_core.errors import LoadError

from .names import PREFIX, canonical_distribution, check_plugin_name


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


PLUGINS = "FUNCEXT_PLUGINS"
ON_LOAD_ERROR = "FUNCEXT_ON_LOAD_ERROR"
DISABLED = "FUNCEXT_DISABLED"
LOCK = "FUNCEXT_LOCK"
STATS = "FUNCEXT_STATS"
WORKER_EXTENSIONS = "PYTHON_ENABLE_WORKER_EXTENSIONS"

GENERAL = (PLUGINS, ON_LOAD_ERROR, DISABLED, LOCK, STATS)
"""The settings of funcext itself; a plugin's own are ``FUNCEXT_<NAME>__<OPTION>``."""

TRUE = frozenset({"1", "true", "t", "yes", "y", "on"})
FALSE = frozenset({"0", "false", "f", "no", "n", "off"})

_KEY_VAULT = "@microsoft.keyvault("


class Selected:
    """One entry of `FUNCEXT_PLUGINS` that names a plugin."""

    __slots__ = ("distribution", "name")

    def __init__(self, name: str, distribution: str | None = None) -> None:
        self.name = name
        self.distribution = distribution

    def __str__(self) -> str:
        return f"{self.distribution}:{self.name}" if self.distribution else self.name

    def means(self, name: str, distribution: str) -> bool:
        """Tell whether it is the plugin of that name in that distribution."""
        return self.name == name and (
            self.distribution is None
            or canonical_distribution(self.distribution) == canonical_distribution(distribution)
        )

    def clashes(self, other: Selected) -> bool:
        """Tell whether one plugin may be meant by both."""
        return self.means(other.name, other.distribution or self.distribution or "")


class Selection:
    """Which plugins are enabled, in which order."""

    __slots__ = ("after", "before", "everything", "excluded")

    def __init__(
        self,
        before: Iterable[Selected] = (),
        everything: bool = False,
        after: Iterable[Selected] = (),
        excluded: Iterable[Selected] = (),
    ) -> None:
        self.before = tuple(before)
        """The plugins named ahead of a `*`, or all that are named where there is none."""
        self.everything = everything
        """Whether there is a `*`."""
        self.after = tuple(after)
        """The plugins named behind the `*`."""
        self.excluded = tuple(excluded)
        """The plugins that `*` leaves out."""

    @property
    def named(self) -> tuple[Selected, ...]:
        """All plugins whose names are written out."""
        return self.before + self.after

    def __bool__(self) -> bool:
        """Tell whether it can select anything."""
        return self.everything or bool(self.before)


class Settings:
    """The app settings that concern funcext."""

    __slots__ = (
        "disabled",
        "lock",
        "selection",
        "skip_load_errors",
        "stats",
        "values",
        "worker_extensions",
    )

    def __init__(
        self,
        values: Mapping[str, str],
        selection: Selection,
        skip_load_errors: bool = False,
        disabled: bool = False,
        lock: str | None = None,
        stats: bool = False,
        worker_extensions: bool = False,
    ) -> None:
        self.values = values
        """All `FUNCEXT_*` settings by name, in upper case. Their values may be secrets."""
        self.selection = selection
        self.skip_load_errors = skip_load_errors
        self.disabled = disabled
        self.lock = lock
        self.stats = stats
        self.worker_extensions = worker_extensions
        """Whether `PYTHON_ENABLE_WORKER_EXTENSIONS` is true, as the worker reads it."""

    def __repr__(self) -> str:
        return f"Settings({', '.join(sorted(self.values))}: values not shown)"

    def of_plugin(self, prefix: str) -> dict[str, str]:
        """Return the values of the settings with a plugin's prefix, by the rest of their names."""
        return {
            name.removeprefix(prefix): value
            for name, value in self.values.items()
            if name.startswith(prefix)
        }


def read(source: Mapping[str, str] | None = None) -> Settings:
    """Parse the app settings.

    Args:
        source: the settings by name; by default the environment, where the host puts them.

    Raises:
        LoadError: naming the setting, its value and what it may be.
    """
    given = os.environ if source is None else source
    values = _values(given)
    _refuse_unresolved(values, DISABLED)
    if _flag(values, DISABLED):
        # Before all others: no mistake in them keeps the switch from working.
        return Settings(values, Selection(), disabled=True)
    _refuse_unresolved(values, *GENERAL)
    return Settings(
        values=values,
        selection=parse_selection(values.get(PLUGINS, "")),
        skip_load_errors=_choice(values, ON_LOAD_ERROR, ("fail", "skip")) == "skip",
        lock=values.get(LOCK) or None,
        stats=_flag(values, STATS),
        worker_extensions=worker_flag(given.get(WORKER_EXTENSIONS)),
    )


def parse_selection(text: str) -> Selection:
    """Parse the value of `FUNCEXT_PLUGINS`, such as ``guard, *, !audit``.

    Raises:
        LoadError: an entry that is no plugin's name, one that stands twice, or a `!` without `*`.
    """
    before: list[Selected] = []
    after: list[Selected] = []
    excluded: list[Selected] = []
    everything = False
    for entry in filter(None, (each.strip() for each in text.split(","))):
        if entry == "*":
            if everything:
                _refuse_entry(text, entry, "stands there twice; keep one")
            everything = True
        elif entry.startswith("!"):
            excluded.append(_excluded(text, entry))
        else:
            (after if everything else before).append(_selected(entry))
    selection = Selection(before, everything, after, excluded)
    _check(text, selection)
    return selection


def _selected(entry: str) -> Selected:
    check_plugin_name(_split(entry).name, PLUGINS)
    return _split(entry)


def _excluded(text: str, entry: str) -> Selected:
    # Any name: one that no plugin may bear can be excluded from `*` all the same.
    excluded = _split(entry[1:].strip())
    if not excluded.name:
        _refuse_entry(text, entry, "excludes nothing: put a plugin's name behind the '!'")
    return excluded


def _split(entry: str) -> Selected:
    distribution, colon, name = (part.strip() for part in entry.rpartition(":"))
    if colon and not distribution:
        _refuse_entry(entry, entry, f"names no distribution before the ':'; write {name!r} alone")
    return Selected(name, distribution or None)


def _check(text: str, selection: Selection) -> None:
    names = [each.name for each in selection.named]
    for each in selection.named:
        if names.count(each.name) > 1:
            _refuse_entry(text, each.name, "stands there twice; keep one")
        if any(each.clashes(other) for other in selection.excluded):
            _refuse_entry(text, each.name, "is both named and excluded; keep one of the two")
    if selection.excluded and not selection.everything:
        excluded = min(str(each) for each in selection.excluded)
        _refuse_entry(
            text, f"!{excluded}", "excludes from '*', which does not stand there; remove it"
        )


def _refuse_entry(text: str, entry: str, what: str) -> NoReturn:
    message = f"{PLUGINS}={text}: {entry!r} {what}"
    raise LoadError(message)


def _values(given: Mapping[str, str]) -> dict[str, str]:
    """Return the settings that concern funcext, by their names in upper case."""
    values: dict[str, str] = {}
    spelt: dict[str, str] = {}
    for spelling, value in given.items():
        name = spelling.upper()
        if not name.startswith(PREFIX):
            continue
        if not isinstance(value, str):
            # Its value is not shown, here and below: it may be a secret.
            message = f"{spelling}: a setting's value is a str, not {type(value).__name__}"
            raise LoadError(message)
        if values.setdefault(name, value) != value:
            message = f"{spelt[name]} and {spelling} are one setting with two values; remove one"
            raise LoadError(message)
        spelt[name] = spelling
    return {name: value.strip() if name in GENERAL else value for name, value in values.items()}


def _refuse_unresolved(values: Mapping[str, str], *names: str) -> None:
    for name in names:
        if is_unresolved(values.get(name, "")):
            raise LoadError(unresolved(name))


def is_unresolved(value: str) -> bool:
    """Tell whether the value is a Key Vault reference that the platform failed to resolve."""
    return value.lstrip().lower().startswith(_KEY_VAULT)


def unresolved(name: str) -> str:
    """Return the sentence for a setting with such a value."""
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
    message = f"{name}={value}: expected true or false (1, 0, yes, no, on, off)"
    raise LoadError(message)


def worker_flag(value: str | None) -> bool:
    """Read a flag as the workers do: what they do not know is false, not an error."""
    return isinstance(value, str) and value.strip().lower() in {"1", "true", "t", "yes", "y"}


def _choice(values: Mapping[str, str], name: str, allowed: Iterable[str]) -> str | None:
    value = values.get(name, "").lower()
    if value and value not in allowed:
        message = f"{name}={values[name]}: expected {' or '.join(allowed)}"
        raise LoadError(message)
    return value or None
