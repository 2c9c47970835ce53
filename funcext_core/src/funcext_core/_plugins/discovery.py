"""The installed plugins: the objects that their entry points name, and those that are selected."""

from __future__ import annotations

import importlib
from itertools import chain
from typing import TYPE_CHECKING, Any

from funcext_core._foreign import described, enumerated, one_line
from funcext_core._settings.names import (
    PLUGINS,
    by_nearness,
    check_plugin_name,
    is_near,
    option_prefix,
)
from funcext_core.errors import LoadError


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Final

    from funcext_core._settings.general import Selected, Selection


GROUP = "funcext"
"""The entry-point group in which distributions declare plugins."""

_LISTED = 20
"""The most plugins that a message lists."""


class Installed:
    """A plugin that an installed distribution declares. It is not imported yet."""

    name: Final[str]
    distribution: Final[str]
    version: Final[str]
    """The distribution's version."""
    entry_point: Final[str]
    """The entry point's target: ``package.module:attribute``, or a module."""
    digest: Final[str]
    """The digest of its distribution's build, if it comes from a lock; see `lock.digest_of`."""
    capabilities: Final[tuple[str, ...] | None]
    """Its capabilities, if it comes from a lock that has them; see `capabilities`."""
    lacks: Final[str]
    """The distributions that the extra with its name requires and that are not installed; empty
    if there are none, or no such extra."""

    __slots__ = (
        "capabilities",
        "digest",
        "distribution",
        "entry_point",
        "lacks",
        "name",
        "version",
    )

    def __init__(
        self,
        name: str,
        distribution: str,
        version: str,
        entry_point: str,
        digest: str = "",
        *,
        capabilities: tuple[str, ...] | None = None,
        lacks: str = "",
    ) -> None:
        self.name = name
        self.distribution = distribution
        self.version = version
        self.entry_point = entry_point
        self.digest = digest
        self.capabilities = capabilities
        self.lacks = lacks

    @property
    def release(self) -> str:
        """The distribution and its version."""
        return f"{self.distribution} {self.version}"

    @property
    def command(self) -> str:
        """The command that installs what the extra with the plugin's name requires."""
        return f"pip install '{self.distribution}[{self.name}]'"

    @property
    def needs(self) -> str:
        """The end of a sentence about a plugin that lacks something: what, and the fix."""
        return (
            f"needs {self.lacks}, not installed here: run {self.command}, and write that in "
            "requirements.txt"
        )

    @property
    def facts(self) -> dict[str, str]:
        """The facts that a lock has as text, by the names of the fields."""
        return {
            "name": self.name,
            "distribution": self.distribution,
            "version": self.version,
            "entry_point": self.entry_point,
            "digest": self.digest,
        }

    @property
    def target(self) -> tuple[str, str]:
        """The module that the entry point names, and the attribute in it, which may be empty."""
        # Old distributions put the extras that it needs in brackets after it.
        module, _, attribute = self.entry_point.partition("[")[0].partition(":")
        return module.strip(), attribute.strip()

    def load(self) -> Any:
        """Import the plugin and return what its entry point names.

        Raises:
            LoadError: the import raised; the message has the error's type and text.
        """
        module, attribute = self.target
        try:
            target: Any = importlib.import_module(module)
            for part in filter(None, attribute.split(".")):
                target = getattr(target, part)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            message = (
                f"plugin {self.name!r} of {self.release} cannot be imported "
                f"from {self.entry_point!r}: {described(error)}"
            )
            raise LoadError(message) from error
        return target


class Unusable:
    """A selected plugin that cannot be enabled, as far as the installation shows."""

    name: Final[str]
    reason: Final[str]
    """The text of the load error."""

    __slots__ = ("name", "reason")

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason


def in_order(plugins: Iterable[Installed]) -> list[Installed]:
    """Return plugins in order of name."""
    return sorted(plugins, key=lambda plugin: tuple(plugin.facts.values()))


def declared_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the name and target of each entry point in our group, from an `entry_points.txt`."""
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section == GROUP and not line.startswith(("#", ";")):
            name, equals, target = line.partition("=")
            if equals:
                yield name.strip(), target.strip()


def select(selection: Selection, installed: Sequence[Installed]) -> Iterator[Installed | Unusable]:
    """Iterate over the selected plugins in layer order.

    The plugins that `*` expands to are in order of name; their markers are not known until they
    are imported (see `loading`).
    """
    by_name = _by_name(installed)
    plugins = chain(
        (_find(selected, by_name, installed) for selected in selection.before),
        _everything_else(selection, by_name),
        (_find(selected, by_name, installed) for selected in selection.after),
    )
    prefixes: dict[str, str] = {}
    for plugin in plugins:
        yield plugin if isinstance(plugin, Unusable) else _check(plugin, prefixes)


def expanded(selection: Selection, installed: Sequence[Installed]) -> frozenset[str]:
    """Return the names that come from `*`: those that are not written out."""
    return frozenset(plugin.name for plugin in _everything_else(selection, _by_name(installed)))


def lacking(selection: Selection, installed: Iterable[Installed]) -> list[Installed]:
    """Return the plugins that `*` would stand for if what their extras require were installed."""
    if not selection.everything:
        return []
    mentioned = (*selection.named, *selection.excluded)
    return [
        plugin
        for plugin in installed
        if plugin.lacks
        and not any(entry.means(plugin.name, plugin.distribution) for entry in mentioned)
    ]


def idle_exclusions(selection: Selection, installed: Sequence[Installed]) -> list[str]:
    """Return the exclusions from `*` that are not installed: they may be misspelled."""
    by_name = _by_name(installed)
    return sorted(
        {str(excluded) for excluded in selection.excluded if not _named(excluded, by_name)}
    )


def _by_name(installed: Iterable[Installed]) -> dict[str, list[Installed]]:
    by_name: dict[str, list[Installed]] = {}
    for plugin in installed:
        by_name.setdefault(plugin.name, []).append(plugin)
    return by_name


def _named(selected: Selected, by_name: Mapping[str, Sequence[Installed]]) -> list[Installed]:
    """Return the plugins that an entry of the selection names."""
    return [
        plugin
        for plugin in by_name.get(selected.name, ())
        if selected.means(plugin.name, plugin.distribution)
    ]


def _find(
    wanted: Selected, by_name: Mapping[str, Sequence[Installed]], installed: Sequence[Installed]
) -> Installed | Unusable:
    found = _named(wanted, by_name)
    if not found:
        return Unusable(wanted.name, _not_installed(wanted, installed))
    plugin = _only(wanted.name, found)
    if isinstance(plugin, Installed) and plugin.lacks:
        return Unusable(wanted.name, f"{PLUGINS}: plugin {wanted.name!r} {plugin.needs}")
    return plugin


def _everything_else(
    selection: Selection, by_name: Mapping[str, Sequence[Installed]]
) -> Iterator[Installed | Unusable]:
    """Iterate over the plugins that `*` stands for, in order of name."""
    if not selection.everything:
        return
    named = {selected.name for selected in selection.named}
    excluded = {
        id(plugin) for selected in selection.excluded for plugin in _named(selected, by_name)
    }
    for name in sorted(by_name.keys() - named):
        # One that lacks what its extra requires was not asked for, as its extra was not.
        found = [
            plugin for plugin in by_name[name] if id(plugin) not in excluded and not plugin.lacks
        ]
        if found:
            yield _only(name, found)


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
    locked = any(plugin.digest for plugin in installed)
    where = "in the app's lock" if locked else "installed"
    package = wanted.distribution or "its package"
    install = f"pip install {package}, and add that to requirements.txt"
    message = f"{PLUGINS}: plugin {str(wanted)!r} is not {where}"
    if not installed:
        return f"{message}; no plugin is: {install}"
    names = [plugin.name for plugin in installed]
    if wanted.distribution is not None:
        names = [f"{plugin.distribution}:{plugin.name}" for plugin in installed]
    (nearest, *_) = by_nearness(str(wanted), names)
    near = is_near(wanted.name, nearest.rpartition(":")[2])
    fix = f"{install}, then run 'funcext lock' again" if locked else install
    if near:
        message += f"; did you mean {nearest!r}? Otherwise {fix}."
    else:
        message += f": {fix}."
    return f"{message} {'Locked' if locked else 'Installed'}: {listed(installed)}"


def listed(installed: Iterable[Installed]) -> str:
    """Return ``audit (my-plugins), timer (funcext-timer)``, for reports; of many, the first few."""
    names = [f"{plugin.name} ({plugin.distribution})" for plugin in installed]
    return one_line(enumerated(names, _LISTED))


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
