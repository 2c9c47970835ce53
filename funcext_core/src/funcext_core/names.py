"""Names of plugins, and of the app settings that go with them."""

from __future__ import annotations

import re

from .errors import LoadError


PREFIX = "FUNCEXT_"

_PLUGIN_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*")
_JOINT = re.compile(r"[-_.]")


def is_plugin_name(name: str) -> bool:
    """Tell whether a plugin may bear the name: `[a-z][a-z0-9]*` in parts joined by one `-_.`."""
    return _PLUGIN_NAME.fullmatch(name) is not None


def check_plugin_name(name: str, source: str) -> None:
    """Refuse a name that no plugin may bear.

    Raises:
        LoadError: naming `source`, where the name was found.
    """
    if not is_plugin_name(name):
        nearest = f"did you mean {name.lower()!r}? A name" if is_plugin_name(name.lower()) else "it"
        message = (
            f"{source}: {name!r} is no name for a plugin; {nearest} takes lower-case letters and "
            "digits, starting with a letter, in parts joined by one '-', '_' or '.'"
        )
        raise LoadError(message)


def option_prefix(plugin: str) -> str:
    """Return how the plugin's settings begin: ``FUNCEXT_MY_PLUGIN__`` for ``my-plugin``."""
    return f"{PREFIX}{_JOINT.sub('_', plugin).upper()}__"


def canonical_distribution(name: str) -> str:
    """Return a distribution's name as the packaging standards compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
