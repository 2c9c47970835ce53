"""Hooks that live in the app itself: each becomes a plugin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from funcext_core._settings.plugin_settings import settings_in_code

from .implementations import implementation
from .plugin import Plugin, make_plugin


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from funcext_core._provides import ProviderScope


def app_hook(
    hook: str,
    function: Callable[..., Any],
    scope: Mapping[str, str | Iterable[str]],
    is_taken: Callable[[str], bool],
    *,
    repeats: bool = False,
) -> Plugin:
    """Return a plugin whose one hook is a function of the app.

    Args:
        hook: the hook's name.
        function: its implementation.
        scope: `functions`, `triggers` and `on_error`, with the meaning of the settings.
        is_taken: returns whether another plugin has a name.
        repeats: whether it is an `around_invocation` that may yield again.

    Raises:
        LoadError: there is a mistake in the hook.
    """
    name = _free_name(function, is_taken)
    settings = settings_in_code(name, scope)
    options = {"specname": hook, "repeats": repeats}
    hook_impl = implementation(name, name, hook, function, options)
    return make_plugin(function, name, settings, hooks=(hook_impl,), provides=())


def app_provider(
    function: Callable[..., Any],
    provider_scope: ProviderScope,
    scope: Mapping[str, str | Iterable[str]],
    is_taken: Callable[[str], bool],
) -> Plugin:
    """Return a plugin whose one provider is a function of the app; see `app_hook`.

    Raises:
        LoadError: there is a mistake in the provider.
    """
    from .provided import provider  # noqa: PLC0415 - few apps provide anything

    name = _free_name(function, is_taken)
    settings = settings_in_code(name, scope)
    own_name = getattr(function, "__name__", name)
    provides = (provider(name, own_name, function, provider_scope),)
    return make_plugin(function, name, settings, hooks=(), provides=provides)


def _free_name(function: Callable[..., Any], is_taken: Callable[[str], bool]) -> str:
    """Return the name of the hook's plugin: the function's, with a number if that is taken."""
    given = getattr(function, "__name__", "").lower()
    base = re.sub("[^a-z0-9]+", "_", given).strip("_") or "hook"
    name, count = base, 1
    while is_taken(name):
        count += 1
        name = f"{base}_{count}"
    return name
