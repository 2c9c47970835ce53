"""`mark`: data on a function, for plugins to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from funcext_core._worker import marks

from .errors import LoadError


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

Decorated = TypeVar("Decorated")


def mark(*misplaced: NoReturn, **data: object) -> Callable[[Decorated], Decorated]:
    """Leave data on a function, which plugins read in `function.marks`; change nothing else.

        @app.route(route="orders")
        @mark(roles=["admin"])
        def orders(req): ...

    It may be anywhere among the decorators, above those that declare trigger and bindings, too.
    Several marks on one function add up. If one name is marked twice, or a decorator without
    `functools.wraps` hides the mark in an app with a guard, the app does not load.

    Args:
        misplaced: nothing: data has names.
        data: any values. They are kept as they are.

    Returns:
        A decorator that returns what it is applied to.

    Raises:
        LoadError: no data is given, or some without a name; from the decorator, what it is applied
            to is not a function.
    """
    if misplaced or not data:
        message = "mark() takes data by name, such as @mark(roles=['admin'])"
        raise LoadError(message)

    def decorate(function: Decorated) -> Decorated:
        if not marks.remember(function, data):
            kind = "class" if isinstance(function, type) else type(function).__name__
            message = (
                f"mark() of {', '.join(map(repr, data))} is applied to a {kind}: put it among the "
                "decorators of a function"
            )
            raise LoadError(message)
        return function

    return decorate
