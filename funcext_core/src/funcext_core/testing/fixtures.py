"""The fixtures of the pytest plugin `funcext_pytest`, which imports this when one is used."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence

from .client import AppClient
from .distributions import installed_plugins_forbidden
from .source import Source
from .stand_ins import Values


class ClientFactory:
    """Serves apps until the end of a test. It is the fixture `funcext_client`."""

    def __init__(self, undo: contextlib.ExitStack) -> None:
        self._undo = undo

    def __call__(
        self,
        app: Source,
        *,
        plugins: Sequence[object] = (),
        settings: Mapping[str, str] | None = None,
        provides: Values | None = None,
        raise_errors: bool = False,
        route_prefix: str | None = None,
    ) -> AppClient:
        """Serve an app, and return an open client; see `AppClient` for the arguments."""
        client = AppClient(
            app,
            plugins=plugins,
            settings=settings,
            provides=provides,
            raise_errors=raise_errors,
            route_prefix=route_prefix,
        )
        return self._undo.enter_context(client)


@contextlib.contextmanager
def clients() -> Iterator[ClientFactory]:
    """Serve apps for the block; no plugin that is really installed can be enabled in it."""
    with contextlib.ExitStack() as undo:
        undo.enter_context(installed_plugins_forbidden())
        yield ClientFactory(undo)
