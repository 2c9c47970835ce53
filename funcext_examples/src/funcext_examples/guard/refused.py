"""Callers that are not let in: the reason, and the answer to their request."""

from __future__ import annotations

import logging
from typing import NoReturn

from funcext_core import Invocation
from funcext_examples._problem import HEADERS, problem


logger = logging.getLogger("funcext.plugins.guard")

_CHALLENGE = 'Bearer realm="functions"'
NO_TOKEN = (401, {"WWW-Authenticate": _CHALLENGE})
INVALID_TOKEN = (401, {"WWW-Authenticate": f'{_CHALLENGE}, error="invalid_token"'})
NOT_ALLOWED = (403, {"WWW-Authenticate": f'{_CHALLENGE}, error="insufficient_scope"'})
NO_KEYS = (503, {"Retry-After": "5"})


class Refused(Exception):
    """The caller is not let in. The message is for the caller, and has nothing of the token."""


def refuse(detail: str, kind: tuple[int, dict[str, str]] = INVALID_TOKEN) -> NoReturn:
    """Refuse the caller.

    Args:
        detail: the reason. It has no text of the request.
        kind: the status and the headers of the answer.
    """
    raise Refused(detail, kind)


def answer(invocation: Invocation, refused: Refused) -> NoReturn:
    """Refuse the invocation, and log why."""
    detail, (status, headers) = refused.args
    name = invocation.function.name
    logger.info("function %r: a request was refused with %d: %s", name, status, detail)
    invocation.refuse(status, problem(status, detail), {**HEADERS, **headers})
