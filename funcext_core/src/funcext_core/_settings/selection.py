"""`FUNCEXT_PLUGINS`: which plugins are enabled, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from funcext_core.errors import LoadError

from .names import PLUGINS, canonical_distribution, check_plugin_name


if TYPE_CHECKING:
    from collections.abc import Iterable


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
