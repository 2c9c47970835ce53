"""Which worker runs this process, and whether the SDK knows worker extensions in it."""

from __future__ import annotations

import sys

from azure.functions import ExtensionMeta


def worker_generation() -> str:
    """Return ``classic``, ``library`` or, outside a worker, ``local``.

    The classic worker (Python up to 3.12) is loaded as `azure_functions_worker`; the library
    runtime (3.13 and later) as `azure_functions_runtime` or, for the v1 model,
    `azure_functions_runtime_v1`.
    """
    if "azure_functions_worker" in sys.modules:
        return "classic"
    if "azure_functions_runtime" in sys.modules or "azure_functions_runtime_v1" in sys.modules:
        return "library"
    return "local"


def any_registered() -> bool:
    """Tell whether a worker extension is registered with the SDK."""
    return bool(ExtensionMeta.get_registered_extensions_json() != "{}")
