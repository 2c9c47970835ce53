"""The parameters that a function asks plugins for: those that its worker has nothing for."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from types import CodeType
from typing import TYPE_CHECKING, NoReturn

from funcext_core._annotations import shown, signature_of
from funcext_core._model import Invocation
from funcext_core._plugins.decorated import wrapped_by
from funcext_core._plugins.provided import Argument, argument
from funcext_core.errors import LoadError


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from funcext_core._lifecycle.in_flight import Run
    from funcext_core._model import Function


CONTEXT = "context"
"""The parameter that the worker fills with its context, where no binding has the name."""

_MCP_TOOL = "mcptooltrigger"
_GIVEN_NOTHING = {
    _MCP_TOOL: "an MCP tool, whose parameters are those that its clients see",
    "orchestrationtrigger": "a durable orchestrator, which runs on every replay",
    "entitytrigger": "a durable entity, which durable calls with its context alone",
}
"""The triggers whose functions are given nothing, and why."""
_HANDLERS = ("orchestrator_function", "entity_function")
"""The attributes of a durable handler that lead to the function that the app wrote."""
_VARIABLE = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def parameters_without_binding(function: object, bound: Iterable[str]) -> list[inspect.Parameter]:
    """Return the parameters that the worker would see and has no binding for.

    Args:
        function: the function as the worker would have it.
        bound: the names of its bindings.
    """
    if not callable(function):
        return []
    try:
        parameters = signature_of(function).parameters.values()
    except (TypeError, ValueError):
        # The worker cannot read it either, and says so.
        return []
    names = {CONTEXT, *bound}
    return [
        parameter
        for parameter in parameters
        if parameter.name not in names and parameter.kind not in _VARIABLE
    ]


def asked_names(call: Run, bound: Iterable[str], *, everything: bool) -> tuple[str, ...]:
    """Return the names of the parameters that a function of the v1 model asks for.

    There, workers fill nothing by type.

    Args:
        call: the function as the worker would have it.
        bound: the names of its bindings.
        everything: see `asked_by`.
    """
    return tuple(
        parameter.name
        for parameter in parameters_without_binding(call, bound)
        if everything or may_be_invocation(parameter.annotation)
    )


def asked_by(call: Run, function: Function, *, everything: bool = True) -> list[Argument]:
    """Return what a function asks for.

    Args:
        call: the function as the worker would have it.
        function: the record of it.
        everything: whether plugins provide something; otherwise a function can ask for its
            `Invocation` alone.

    Raises:
        LoadError: an annotation cannot be evaluated, or the function can be given nothing.
    """
    asked = [
        asked
        for parameter in parameters_without_binding(call, names_bound(function))
        if everything or may_be_invocation(parameter.annotation)
        if not is_settlement_client((asked := _asked(parameter, call, function)).parameter.type)
        if everything or asked.parameter.type is Invocation
    ]
    if asked and (why := _GIVEN_NOTHING.get(function.trigger.lower())):
        _refuse_given_nothing(function, asked[0].name, asked[0].annotation, why)
    for argument_ in asked:
        _refuse_without_keyword(call, function, argument_)
    return asked


def refuse_hidden(call: object, function: Function, provides: Callable[[Argument], bool]) -> None:
    """Refuse parameters of an MCP tool, or of a durable handler, that ask for something.

    Its decorator hides them from the worker, and nothing can fill them.

    Args:
        call: the function as the worker would have it.
        function: the record of it.
        provides: returns whether a plugin provides what a parameter asks for.

    Raises:
        LoadError: there is one.
    """
    why = _GIVEN_NOTHING.get(function.trigger.lower())
    inner = None if why is None else _hidden_function(call)
    if why is None or inner is None:
        return
    for parameter in parameters_without_binding(inner, names_bound(function)):
        try:
            asked = _asked(parameter, inner, function)
        except LoadError:
            # Whoever uses the parameter has to be able to evaluate it, too.
            continue
        if provides(asked):
            _refuse_given_nothing(function, asked.name, asked.annotation, why)


def hidden_from_worker(call: Run, function: Function) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parameters that a function asks for, and of these the ones without a default.

    Nothing is refused: it is for a function that will not get them.
    """
    parameters = []
    for parameter in parameters_without_binding(call, names_bound(function)):
        try:
            hint = _asked(parameter, call, function).parameter.type
        except LoadError:
            hint = None
        if not is_settlement_client(hint):
            parameters.append(parameter)
    required = (item.name for item in parameters if item.default is item.empty)
    return tuple(item.name for item in parameters), tuple(required)


def names_bound(function: Function) -> Iterator[str]:
    """Yield the names of a function's bindings."""
    return (binding.name for binding in function.bindings)


def may_be_invocation(annotation: object) -> bool:
    """Return whether an annotation may be `Invocation`, without evaluating it."""
    return annotation is Invocation or "Invocation" in str(annotation)


def is_settlement_client(hint: object) -> bool:
    """Return whether the worker fills parameters of this type itself: clients that settle messages.

    Both workers pass them to a function whose one parameter without a binding has such a type.
    """
    base = sys.modules.get("azurefunctions.extensions.base")
    kind = getattr(getattr(base, "grpcClientType", None), "GrpcClientType", None)
    return isinstance(kind, type) and isinstance(hint, type) and issubclass(hint, kind)


def _asked(parameter: inspect.Parameter, call: Run, function: Function) -> Argument:
    where = f"function {function.name!r} asks for parameter {parameter.name!r}"
    return argument(parameter, call, where)


def _hidden_function(call: object) -> Run | None:
    """Return the function that a decorator of the SDK or of durable has hidden."""
    for attribute in (*_HANDLERS, "__wrapped__"):
        inner = inspect.getattr_static(call, attribute, None)
        if callable(inner):
            found: Run = inner
            return found
    return None


def _refuse_given_nothing(function: Function, name: str, annotation: str, why: str) -> NoReturn:
    kind = f" of type {annotation}" if annotation else ""
    message = (
        f"function {function.name!r} asks for parameter {name!r}{kind}, but it is {why}: plugins "
        "give it nothing; remove the parameter"
    )
    raise LoadError(message)


def _refuse_without_keyword(call: Run, function: Function, asked: Argument) -> None:
    """Refuse a function, or a decorator around it, whose code cannot take the keyword.

    Raises:
        LoadError: it cannot.
    """
    for layer in _called(call):
        code = _code_of(layer)
        if code is not None and not _takes(code, asked.name):
            message = (
                f"function {function.name!r} asks for parameter {asked.name!r} of type "
                f"{asked.annotation or 'unknown'}, which the code of {code.co_name!r} "
                f"({code.co_filename}, line {code.co_firstlineno}) cannot take as a keyword: let "
                "it take **kwargs and pass them on"
            )
            raise LoadError(message)


def _called(call: Run) -> Iterator[object]:
    """Yield the function and those that it wraps, as far as their signature is the wrapper's."""
    yield call
    if "__signature__" in getattr(call, "__dict__", ()):
        return
    for layer in wrapped_by(call):
        yield layer
        if "__signature__" in getattr(layer, "__dict__", ()):
            return


def _code_of(layer: object) -> CodeType | None:
    """Return the code that a call runs; that of its class's `__call__` for a callable object."""
    found = getattr(layer, "__code__", None) or getattr(type(layer).__call__, "__code__", None)
    return found if isinstance(found, CodeType) else None


def _takes(code: CodeType, name: str) -> bool:
    if code.co_flags & inspect.CO_VARKEYWORDS:
        return True
    named = code.co_varnames[code.co_posonlyargcount : code.co_argcount + code.co_kwonlyargcount]
    return name in named


def described(asked: Argument) -> str:
    """Return an argument with its type, for a sentence."""
    kind = asked.annotation or shown(asked.parameter.type)
    return (
        f"parameter {asked.name!r} of type {kind}"
        if asked.annotation
        else (f"parameter {asked.name!r} without an annotation")
    )
