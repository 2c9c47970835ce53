"""Looking through every installed distribution for plugins: the way without a lock.

Import it only to scan: it imports `importlib_metadata`, which replaces the metadata finder of the
process.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import importlib_metadata

from funcext_core._foreign import one_line
from funcext_core._settings.names import canonical_distribution

from .discovery import Installed, declared_in, in_order


if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    class _Metadata(Protocol):
        def get(self, field: str, /) -> object: ...

        def get_all(self, field: str, /) -> list[object] | None: ...

    class _Distribution(Protocol):
        """The part of importlib-metadata's distributions in use; their types differ by release."""

        @property
        def metadata(self) -> _Metadata | None: ...

        def read_text(self, filename: str, /) -> str | None: ...


def scan() -> list[Installed]:
    """Return the plugins that the installed distributions declare, in order of name.

    It reads the entry points of every distribution on `sys.path`. If two distributions on the path
    have one name, the first counts, as for an import. A distribution that is broken, or whose
    metadata cannot be read, stops nothing.
    """
    plugins: list[Installed] = []
    seen: set[str] = set()
    for candidate in _distributions():
        # Not by its `entry_points()`: in some releases that raises for the whole environment if
        # any one distribution declares a malformed one.
        if not any(_declared(candidate)):
            continue
        distribution = candidate
        name = _metadata(candidate, "Name")
        if name:
            if canonical_distribution(name) in seen:
                continue
            seen.add(canonical_distribution(name))
            # One that is earlier on the path may have the name, and declare other plugins or none.
            distribution = _first_named(name) or candidate
        version = _metadata(distribution, "Version")
        plugins += [
            Installed(
                plugin,
                _metadata(distribution, "Name") or "?",
                version or "?",
                target,
                lacks=_lacks(distribution, plugin),
            )
            for plugin, target in _declared(distribution)
        ]
    return in_order(plugins)


def _distributions() -> Iterator[_Distribution]:
    for folder in dict.fromkeys(sys.path):
        # Folder by folder: one that cannot be listed must not hide the others.
        with suppress(Exception):
            yield from importlib_metadata.distributions(path=[folder])


def _first_named(name: str) -> _Distribution | None:
    """Return the first distribution of that name; None if no folder has the name."""
    with suppress(Exception):
        distribution: _Distribution = importlib_metadata.distribution(name)
        return distribution
    return None


def _declared(distribution: _Distribution) -> Iterator[tuple[str, str]]:
    """Yield the name and target of each entry point that a distribution has in our group."""
    text = None
    with suppress(Exception):
        text = distribution.read_text("entry_points.txt")
    yield from declared_in(text or "")


def _metadata(distribution: _Distribution, field: str) -> str | None:
    """Return the name or version; None if a broken installation has left none."""
    with suppress(Exception):
        # Absent metadata is None or an exception, depending on the library's release.
        metadata = distribution.metadata
        value = None if metadata is None else metadata.get(field)
        return None if value is None else one_line(str(value))
    return None


def _lacks(distribution: _Distribution, plugin: str) -> str:
    """Return what the extra with the plugin's name requires and is not installed, as a list."""
    if canonical_distribution(plugin) not in map(
        canonical_distribution, _all(distribution, "Provides-Extra")
    ):
        return ""
    from .extras import missing  # noqa: PLC0415 - few plugins have an extra

    def requirements(name: str) -> list[str] | None:
        found = distribution if name == "" else _first_named(name)
        return None if found is None else _all(found, "Requires-Dist")

    return ", ".join(missing(requirements, "", canonical_distribution(plugin)))


def _all(distribution: _Distribution, field: str) -> list[str]:
    """Return all values of a field of the metadata; none if it cannot be read."""
    with suppress(Exception):
        metadata = distribution.metadata
        if metadata is not None:
            return [str(value) for value in metadata.get_all(field) or ()]
    return []
