"""The uses of `use` in a test process, which has the functions of many apps.

A worker process has one app: a use that none of its functions claims is a mistake there. Here it
may belong to an app that another test serves.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from funcext_core import _host


@contextlib.contextmanager
def left_to_other_apps() -> Iterator[None]:
    """Leave the uses that exist already to other apps, for the block.

    An app that is imported in the block reports its own that none of its functions has, as in a
    worker.
    """
    if not _host.may_have_uses():
        yield
        return
    from funcext_core._plugins.use_registry import (  # noqa: PLC0415 - see `may_have_uses`
        every_use,
        left_alone,
    )

    uses = every_use()
    left_alone.append(uses)
    try:
        yield
    finally:
        left_alone.remove(uses)
