"""Plugins and a function that do next to nothing, and a worker's arguments for the function."""

from __future__ import annotations

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


class Reader:
    """A plugin with a post hook alone, which reads what most of them read."""

    @hookimpl
    def post_invocation(self, invocation: Invocation, outcome: Outcome) -> None:
        """Read the function's name, the error and the elapsed time."""
        _ = invocation.function.name, outcome.error, outcome.elapsed


class Observer:
    """A plugin that reads the same, and names these values in place of the two objects."""

    @hookimpl
    def post_invocation(
        self, function: Function, error: BaseException | None, elapsed: float
    ) -> None:
        """Read the function's name, the error and the elapsed time."""
        _ = function.name, error, elapsed


class NoopObserver:
    """An observer that does nothing."""

    @hookimpl
    def post_invocation(
        self, function: Function, error: BaseException | None, elapsed: float
    ) -> None:
        """Do nothing."""


class WorkerContext:
    """The context of an invocation, with properties as the library runtime's has.

    Reading a property costs several times as much as reading an attribute.
    """

    def __init__(self, name: str, directory: str, invocation_id: str) -> None:
        self.__name = name
        self.__directory = directory
        self.__invocation_id = invocation_id

    @property
    def function_name(self) -> str:
        """The function's name."""
        return self.__name

    @property
    def function_directory(self) -> str:
        """The function's folder."""
        return self.__directory

    @property
    def invocation_id(self) -> str:
        """The worker's id of the invocation."""
        return self.__invocation_id


def hello(req: object) -> object:
    """Return the request, the least that a function can do."""
    return req


async def hello_async(req: object) -> object:
    """Return the request, as an async function."""
    return req


MODEL = Function("hello", "", "httpTrigger")
"""The function, as every subject's hooks see it."""
REQUEST = object()
CONTEXT: Any = WorkerContext("hello", "", "1")
"""A worker's context, with what the subjects read of it."""
