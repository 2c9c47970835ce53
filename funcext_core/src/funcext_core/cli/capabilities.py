"""The capabilities of plugins, whatever kind of object an entry point names."""

from __future__ import annotations

from azure.functions import AppExtensionBase

from funcext_core._plugins.capabilities import OF_WORKER_EXTENSION, of_target


def capabilities_of(target: object, name: str) -> tuple[str, ...]:
    """Return what a plugin may do, the least first.

    Args:
        target: what its entry point names.
        name: the plugin's name.

    Raises:
        LoadError: there is a mistake in a hook, or its class cannot be examined.
    """
    if isinstance(target, type) and issubclass(target, AppExtensionBase):
        return OF_WORKER_EXTENSION
    return of_target(target, name)
