"""Values that a test gives to functions, in place of those that plugins provide."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from funcext_core._plugins.plugin import Plugin
from funcext_core._plugins.provided import Provider
from funcext_core._provides import Named


_NAME = "the test"


class Values(Protocol):
    """Values by type: a dict whose keys may be of any type, which `Mapping` cannot say."""

    def items(self) -> Iterable[tuple[object, object]]:
        """Return the types and their values."""


def stand_ins(provides: Values) -> Sequence[Sequence[Plugin]]:
    """Return plugins that provide the values of a test, the nearest last.

    Args:
        provides: the values by type. ``Annotated[T, Named("main")]`` is the value for the
            parameters that choose that provider; `T` alone for all others.

    Raises:
        TypeError: the values are not in a dict.
    """
    if not isinstance(provides, Mapping):
        message = (
            f"provides takes a dict of values by type, such as {{Pool: FakePool()}}, not "
            f"{provides!r}"
        )
        raise TypeError(message)
    named: list[Provider] = []
    plain: list[Provider] = []
    for kind, value in provides.items():
        metadata = getattr(kind, "__metadata__", ())
        name = next((data.name for data in metadata if isinstance(data, Named)), None)
        if name is None:
            plain.append(_provider("value", kind, value))
        else:
            named.append(_provider(name, typing.get_args(kind)[0], value))
    return [[_plugin(providers)] for providers in (named, plain) if providers]


def _provider(name: str, kind: object, value: object) -> Provider:
    def given() -> object:
        return value

    return Provider(_NAME, name, given, kind, "app")


def _plugin(providers: Sequence[Provider]) -> Plugin:
    return Plugin(_NAME, None, (), provides=tuple(providers))
