"""Entry points: the installed plugins, and the objects that they name."""

from __future__ import annotations

import importlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from funcext_core._settings.names import (
    PLUGINS,
    by_nearness,
    canonical_distribution,
    check_plugin_name,
    option_prefix,
)
from funcext_core.errors import LoadError


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    from funcext_core._settings.selection import Selected, Selection

    class _Distribution(Protocol):
        """The part of importlib-metadata's distributions in use; their types differ by release."""

        @property
        def metadata(self) -> Any: ...

        def read_text(self, filename: str, /) -> str | None: ...


GROUP = "funcext"
"""The entry-point group in which distributions declare plugins."""


class Installed:
    """A plugin that an installed distribution declares. It is not imported yet."""

    __slots__ = ("digest", "distribution", "entry_point", "name", "version")

    def __init__(
        self, name: str, distribution: str, version: str, entry_point: str, digest: str = ""
    ) -> None:
        self.name = name
        self.distribution = distribution
        self.version = version
        self.entry_point = entry_point
        """The entry point's target: ``package.module:attribute``, or a module."""
        self.digest = digest
        """The digest of its distribution's build, if it comes from a lock; see `lock.digest_of`."""

    @property
    def facts(self) -> dict[str, str]:
        """All fields by name, as a lock has them."""
        return {
            "name": self.name,
            "distribution": self.distribution,
            "version": self.version,
            "entry_point": self.entry_point,
            "digest": self.digest,
        }

    def load(self) -> Any:
        """Import the plugin and return what its entry point names.

        Raises:
            LoadError: the import raised; the message has the error's type and text.
        """
        # Old distributions put the extras that it needs in brackets after it.
        path = self.entry_point.partition("[")[0]
        module_name, _, attribute = (part.strip() for part in path.partition(":"))
        try:
            target: Any = importlib.import_module(module_name)
            for part in filter(None, attribute.split(".")):
                target = getattr(target, part)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            message = (
                f"plugin {self.name!r} of {self.distribution} {self.version} cannot be imported "
                f"from {self.entry_point!r}: {type(error).__name__}: {error}"
            )
            raise LoadError(message) from error
        return target


class Unusable:
    """A selected plugin that cannot be enabled, as far as the installation shows."""

    __slots__ = ("name", "reason")

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        """The text of the load error."""


def scan() -> list[Installed]:
    """Return the plugins that the installed distributions declare, in order of name.

    It reads the entry points of every distribution on `sys.path`. If two distributions on the path
    have one name, the first counts, as for an import.
    """
    import importlib_metadata  # noqa: PLC0415 - it replaces the process's metadata finder

    plugins: list[Installed] = []
    seen: set[str] = set()
    for candidate in importlib_metadata.distributions():
        # Not by its `entry_points()`: in some releases that raises for the whole environment if
        # any one distribution declares a malformed one.
        if not any(_declared(candidate)):
            continue
        distribution: _Distribution = candidate
        name = _metadata(candidate, "Name")
        if name is not None:
            if canonical_distribution(name) in seen:
                continue
            seen.add(canonical_distribution(name))
            distribution = importlib_metadata.distribution(name)
        version = _metadata(distribution, "Version")
        plugins += [
            Installed(plugin, _metadata(distribution, "Name") or "?", version or "?", target)
            for plugin, target in _declared(distribution)
        ]
    return in_order(plugins)


def in_order(plugins: Iterable[Installed]) -> list[Installed]:
    """Return plugins in order of name."""
    return sorted(plugins, key=lambda plugin: tuple(plugin.facts.values()))


def _declared(distribution: _Distribution) -> Iterator[tuple[str, str]]:
    """Yield the name and target of each entry point that a distribution has in our group."""
    text = None
    with suppress(OSError, UnicodeError):
        text = distribution.read_text("entry_points.txt")
    section = ""
    for line in map(str.strip, (text or "").splitlines()):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section == GROUP and not line.startswith(("#", ";")):
            name, equals, target = line.partition("=")
            if equals:
                yield name.strip(), target.strip()


def _metadata(distribution: _Distribution, field: str) -> str | None:
    """Return the name or version; None if a broken installation has left none."""
    metadata: Any = None
    with suppress(Exception):
        # Absent metadata is None or an exception, depending on the library's release.
        metadata = distribution.metadata
    known: Mapping[str, str] = metadata or {}
    return known.get(field)


def select(selection: Selection, installed: Sequence[Installed]) -> list[Installed | Unusable]:
    """Return the selected plugins in layer order.

    The plugins that `*` expands to are in order of name; their markers are not known until they
    are imported (see `loading`).
    """
    plugins = [
        *(_find(selected, installed) for selected in selection.before),
        *_everything_else(selection, installed),
        *(_find(selected, installed) for selected in selection.after),
    ]
    prefixes: dict[str, str] = {}
    return [
        plugin if isinstance(plugin, Unusable) else _check(plugin, prefixes) for plugin in plugins
    ]


def expanded(selection: Selection, installed: Sequence[Installed]) -> frozenset[str]:
    """Return the names that come from `*`: those that are not written out."""
    return frozenset(plugin.name for plugin in _everything_else(selection, installed))


def idle_exclusions(selection: Selection, installed: Sequence[Installed]) -> list[str]:
    """Return the exclusions from `*` that are not installed: they may be misspelled."""
    return sorted(
        {
            str(excluded)
            for excluded in selection.excluded
            if not any(excluded.means(plugin.name, plugin.distribution) for plugin in installed)
        }
    )


def _find(wanted: Selected, installed: Sequence[Installed]) -> Installed | Unusable:
    found = [plugin for plugin in installed if wanted.means(plugin.name, plugin.distribution)]
    if not found:
        return Unusable(wanted.name, _not_installed(wanted, installed))
    return _only(wanted.name, found)


def _everything_else(
    selection: Selection, installed: Sequence[Installed]
) -> list[Installed | Unusable]:
    if not selection.everything:
        return []
    named = {selected.name for selected in selection.named}
    by_name: dict[str, list[Installed]] = {}
    for plugin in installed:
        excluded = any(
            selected.means(plugin.name, plugin.distribution) for selected in selection.excluded
        )
        if plugin.name not in named and not excluded:
            by_name.setdefault(plugin.name, []).append(plugin)
    return [_only(name, found) for name, found in sorted(by_name.items())]


def _only(name: str, found: Sequence[Installed]) -> Installed | Unusable:
    if len(found) == 1:
        return found[0]
    distributions = sorted({plugin.distribution for plugin in found})
    if len(distributions) == 1:
        what = f"{distributions[0]} declares plugin {name!r} {len(found)} times; install another"
        return Unusable(name, f"{PLUGINS}: {what} version of it")
    choices = " or ".join(f"{distribution}:{name}" for distribution in distributions)
    return Unusable(
        name,
        f"{PLUGINS}: {len(distributions)} installed distributions declare a plugin {name!r}; "
        f"write {choices}",
    )


def _not_installed(wanted: Selected, installed: Sequence[Installed]) -> str:
    message = f"{PLUGINS}: plugin {str(wanted)!r} is not installed; "
    if any(plugin.digest for plugin in installed):
        message = (
            f"{PLUGINS}: plugin {str(wanted)!r} is not in the app's lock: if it is installed, run "
            "'funcext lock' again; "
        )
    if not installed:
        return message + "no plugin is: install the package that has it"
    (nearest, *_) = by_nearness(wanted.name, (plugin.name for plugin in installed))
    if wanted.distribution is not None:
        (nearest, *_) = by_nearness(
            str(wanted), (f"{plugin.distribution}:{plugin.name}" for plugin in installed)
        )
    return f"{message}did you mean {nearest!r}? Installed: {listed(installed)}"


def listed(installed: Iterable[Installed]) -> str:
    """Return ``audit (my-plugins), timer (funcext-timer)``, for reports."""
    return ", ".join(f"{plugin.name} ({plugin.distribution})" for plugin in installed)


def _check(found: Installed, prefixes: dict[str, str]) -> Installed | Unusable:
    """Refuse a plugin whose name is not valid, or whose settings prefix is taken.

    Args:
        found: the plugin.
        prefixes: the names of the plugins selected before it, by their prefixes.
    """
    try:
        check_plugin_name(found.name, f"{found.distribution} {found.version}")
    except LoadError as error:
        return Unusable(found.name, str(error))
    prefix = option_prefix(found.name)
    other = prefixes.setdefault(prefix, found.name)
    if other != found.name:
        return Unusable(
            found.name,
            f"{PLUGINS}: plugins {other!r} and {found.name!r} share the settings prefix {prefix}; "
            "select one of them",
        )
    return found
