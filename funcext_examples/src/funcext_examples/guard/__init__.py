"""guard: let only callers in who have a valid token.

`Guard` is the plugin; an app enables it with ``FUNCEXT_PLUGINS=guard``. A function that asks for
`Claims` gets those of its caller.
"""

from __future__ import annotations

from .caller import Claims
from .plugin import Guard


__all__ = ["Claims", "Guard"]
