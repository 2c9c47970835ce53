"""logs: every log record of an invocation says which one it belongs to.

`Logs` is the plugin; an app enables it with ``FUNCEXT_PLUGINS=logs``. `bind` adds fields to the
records of the invocation that runs.
"""

from __future__ import annotations

from .fields import add_fields, bind
from .plugin import Logs


__all__ = ["Logs", "add_fields", "bind"]
