"""`FUNCEXT_PLUGINS`: the enabled plugins and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from funcext_core.errors import LoadError

from .names import PLUGINS, canonical_distribution, check_plugin_name


if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final


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
            (after if everything else before).append(_selected(entry))
    selection = Selection(before, everything=everything, after=after, excluded=excluded)
    _check(text, selection)
    return selection


def _selected(entry: str) -> Selected:
    check_plugin_name(_split(entry).name, PLUGINS)
    return _split(entry)


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


def _check(text: str, selection: Selection) -> None:
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
