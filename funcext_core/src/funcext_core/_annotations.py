"""Annotations of functions: evaluated one by one, and without what is not a type."""

from __future__ import annotations

import inspect
import sys
import types
import typing
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Union

from ._foreign import described
from .errors import LoadError


_UNIONS = (Union, types.UnionType)


def signature_of(function: Callable[..., object]) -> inspect.Signature:
    """Return a function's signature, with annotations that may be unevaluated.

    Raises:
        TypeError: it has none.
        ValueError: it has none that can be read.
    """
    if sys.version_info >= (3, 14):
        import annotationlib  # noqa: PLC0415 - new in Python 3.14

        return inspect.signature(function, annotation_format=annotationlib.Format.FORWARDREF)
    return inspect.signature(function)


def evaluated(annotation: object, function: Callable[..., object], where: str) -> object:
    """Return an annotation with its names looked up in the module of its function.

    Args:
        annotation: a type, or text; types may contain text.
        function: the function that has it; the innermost function's module counts, as for
            `typing.get_type_hints`.
        where: a sentence's beginning that ends with the word for the annotation.

    Raises:
        LoadError: it cannot be evaluated.
    """
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation
    inner = _innermost(function)
    names = getattr(inner, "__globals__", {})
    parameters = {variable.__name__: variable for variable in getattr(inner, "__type_params__", ())}

    def carrier() -> None:
        """Carry the one annotation: `get_type_hints` evaluates all that a function has."""

    carrier.__annotations__ = {"it": annotation}
    try:
        hints = typing.get_type_hints(carrier, names, parameters or None, include_extras=True)
    except Exception as error:
        module = getattr(inner, "__module__", None)
        message = (
            f"{where} {shown(annotation)} cannot be evaluated in module "
            f"{module!r} ({described(error)}): import or define its names there, outside "
            "'if TYPE_CHECKING:'"
        )
        raise LoadError(message) from error
    return hints["it"]


def stripped(hint: object) -> tuple[object, tuple[object, ...]]:
    """Return a type without `Annotated` and ``| None``, and the metadata of the former."""
    metadata: tuple[object, ...] = ()
    while True:
        if typing.get_origin(hint) is Annotated:
            metadata += typing.get_args(hint)[1:]
            hint = typing.get_args(hint)[0]
        elif typing.get_origin(hint) in _UNIONS and type(None) in typing.get_args(hint):
            members = [member for member in typing.get_args(hint) if member is not type(None)]
            hint = Union[tuple(members)]  # noqa: UP007 - their number is not known
        else:
            return hint, metadata


def shown(annotation: object) -> str:
    """Return an annotation as a person writes it."""
    if isinstance(annotation, typing.ForwardRef):
        return annotation.__forward_arg__
    if isinstance(annotation, str):
        return annotation
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation.__qualname__
    return inspect.formatannotation(annotation)


def _innermost(function: Callable[..., object]) -> object:
    """Return the function in whose module a callable's annotations are evaluated."""
    inner: Any = function
    while not isinstance(inner, types.FunctionType) or hasattr(inner, "__wrapped__"):
        if hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        elif isinstance(inner, partial):
            inner = inner.func
        elif isinstance(inner, types.MethodType):
            inner = inner.__func__
        else:
            # A class is called by its `__init__`, an instance by its class's `__call__`.
            called = "__init__" if isinstance(inner, type) else "__call__"
            inner = inspect.getattr_static(inner, called, None)
            if not isinstance(inner, types.FunctionType):
                return inner
    return inner
