"""The app's root: the folder that the Functions host serves."""

from __future__ import annotations

import os


SCRIPT_ROOT = "AzureWebJobsScriptRoot"
"""The setting with which the Functions host, and its tools, name the root."""

_HOST_JSON = "host.json"


def app_root(script: str) -> str:
    """Return the app's root.

    Args:
        script: the file that calls funcext. It may be in a package of the app, or in one that makes
            apps for others.

    Returns:
        The folder that the setting names; otherwise the nearest one with a host.json, from the
        script's own folder upward; otherwise the script's own.
    """
    named = os.environ.get(SCRIPT_ROOT)
    if named:
        return named
    own = folder = os.path.dirname(script)
    while not os.path.isfile(os.path.join(folder, _HOST_JSON)):
        parent = os.path.dirname(folder)
        if parent == folder:
            return own
        folder = parent
    return folder
