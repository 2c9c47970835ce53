"""inputs: give functions the parameters of their requests, by name and type.

`Inputs` is the plugin; an app enables it with ``FUNCEXT_PLUGINS=inputs``. `Body` marks the
parameter that gets the request's body.
"""

from __future__ import annotations

from .invalid import InvalidInput
from .plugin import Body, Inputs


__all__ = ["Body", "Inputs", "InvalidInput"]
