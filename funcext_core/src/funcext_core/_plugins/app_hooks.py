"""Hooks that live in the app itself: each becomes a plugin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from funcext_core._settings.plugin_settings import settings_in_code

from .implementations import implementation
from .plugin import Plugin, make_plugin


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def app_hook(
    hook: str,
    function: Callable[..., Any],
    scope: Mapping[str, str | Iterable[str]],
    is_taken: Callable[[str], bool],
) -> Plugin:
    """Return a plugin whose one hook is a function of the app.

    Args:
        hook: the hook's name.
        function: its implementation.
        scope: `functions`, `triggers` and `on_error`, with the meaning of the settings.
        is_taken: returns whether another plugin has a name.

    Raises:
        LoadError: there is a mistake in the hook.
    """
    name = _free_name(function, is_taken)
    settings = settings_in_code(name, scope)
    hook_impl = implementation(name, name, hook, function, {"specname": hook})
    return make_plugin(function, name, settings, hooks=(hook_impl,))


def _free_name(function: Callable[..., Any], is_taken: Callable[[str], bool]) -> str:
    """Return the name of the hook's plugin: the function's, with a number if that is taken."""
    given = getattr(function, "__name__", "").lower()
    base = re.sub("[^a-z0-9]+", "_", given).strip("_") or "hook"
    name, count = base, 1
    while is_taken(name):
        count += 1
        name = f"{base}_{count}"
    return name
