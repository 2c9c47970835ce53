"""The plugins that could be built, until it is clear which of them can be enabled together."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from funcext_core._settings.names import ON_LOAD_ERROR


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Final

    from funcext_core._settings.general import Settings

    from .discovery import Installed
    from .plugin import Plugin


logger = logging.getLogger("funcext")


class Candidates:
    """Built plugins: in layer order once they are arranged."""

    plugins: list[Plugin]
    """Those of the setting, in its order; the ones from `*` by name."""
    own: list[Plugin]
    """Those that `install` was given, in that order; inside the others."""
    skipped: dict[str, str]
    """Those that are left out, with the reason."""
    starred: Final[Collection[str]]
    """The names that come from `*`."""
    ranks: Final[Mapping[str, int]]
    """The places that the markers of those ask for; see `order.expanded`."""
    installed: Final[Sequence[Installed]]
    settings: Final[Settings]

    __slots__ = ("installed", "own", "plugins", "ranks", "settings", "skipped", "starred")

    def __init__(
        self,
        plugins: Iterable[Plugin],
        own: Iterable[Plugin],
        skipped: Mapping[str, str],
        *,
        starred: Collection[str],
        ranks: Mapping[str, int],
        installed: Sequence[Installed],
        settings: Settings,
    ) -> None:
        self.plugins = list(plugins)
        self.own = list(own)
        self.skipped = dict(skipped)
        self.starred = starred
        self.ranks = ranks
        self.installed = installed
        self.settings = settings

    @property
    def all(self) -> list[Plugin]:
        """The remaining plugins, outermost first."""
        return self.plugins + self.own

    def leave_out(self, plugin: Plugin, reason: str) -> None:
        """Go on without a plugin, and say so."""
        self.plugins = [other for other in self.plugins if other is not plugin]
        self.own = [other for other in self.own if other is not plugin]
        self.skipped[plugin.name] = reason
        logger.error("%s (%s=skip: the app goes on without it)", reason, ON_LOAD_ERROR)
