"""Errors that leave `install`, without the frames whose locals are app settings.

Error reporters may record the locals of every frame of a traceback, and send them off: Sentry does
so by default. An app setting may be a secret, whichever mistake stopped the app.
"""

from __future__ import annotations

import os.path
from types import TracebackType
from typing import TYPE_CHECKING

from ._foreign import cause_of, context_of, members_of, traceback_of, with_traceback


if TYPE_CHECKING:
    from collections.abc import Iterator


_OWN = os.path.dirname(__file__) + os.sep


def hide_frames(error: BaseException) -> None:
    """Remove funcext's frames from the tracebacks of an error and of all that it is chained to.

    The message of a `LoadError` is the whole report; the frames of others, such as those of a
    plugin whose import fails, stay.
    """
    for chained in _chain(error):
        frames = [traceback for traceback in _walk(chained) if not _is_own(traceback)]
        remaining: TracebackType | None = None
        for traceback in reversed(frames):
            remaining = TracebackType(
                remaining, traceback.tb_frame, traceback.tb_lasti, traceback.tb_lineno
            )
        with_traceback(chained, remaining)


def _chain(error: BaseException) -> Iterator[BaseException]:
    pending: list[BaseException | None] = [error]
    seen: set[int] = set()
    while pending:
        chained = pending.pop()
        if chained is not None and id(chained) not in seen:
            seen.add(id(chained))
            yield chained
            pending += [cause_of(chained), context_of(chained), *members_of(chained)]


def _walk(error: BaseException) -> Iterator[TracebackType]:
    traceback = traceback_of(error)
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


def _is_own(traceback: TracebackType) -> bool:
    return traceback.tb_frame.f_code.co_filename.startswith(_OWN)
