"""A plugin that does nothing, a function that does nothing, and a worker's arguments for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from funcext_core import Function, Invocation, Outcome, hookimpl


class Noop:
    """A plugin whose hooks do nothing, so that only calling them is measured."""

    @hookimpl
    def pre_invocation(self, invocation: Invocation) -> None:
        """Do nothing."""

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        """Do nothing."""


def hello(req: object) -> object:
    """Return the request, the least that a function can do."""
    return req


async def hello_async(req: object) -> object:
    """Return the request, as an async function."""
    return req


MODEL = Function("hello", "", "httpTrigger")
"""The function, as every subject's hooks see it."""
REQUEST = object()
CONTEXT: Any = SimpleNamespace(function_name="hello", function_directory="", invocation_id="1")
"""A worker's context, with the attributes that the subjects read."""
