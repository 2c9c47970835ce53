"""The function that a worker gets in place of the user's.

Its requirements were found with the real registries of both generations: the worker reads its
signature, its type hints and the file of its code.
"""

from __future__ import annotations

import functools
import inspect
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from azure.functions import Context

from funcext_core._layers.code_location import standing_for, takes_any_keyword
from funcext_core.errors import LoadError


if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from types import FunctionType
    from typing import Literal

    from funcext_core._lifecycle.in_flight import Run
    from funcext_core._model import Binding
    from funcext_core._parameters.plan import Plan


def context_of(
    signature: inspect.Signature, bindings: Iterable[Binding]
) -> Literal["declared", "injected", "taken"]:
    """Return how the worker's context can reach the layers of a function.

    Returns:
        ``taken`` if a binding has the name `context` (durable's orchestrators and entities, MCP
        tools), ``declared`` if the function takes it itself, otherwise ``injected``.
    """
    if any(binding.name == "context" for binding in bindings):
        return "taken"
    return "declared" if "context" in signature.parameters else "injected"


def names_of(
    parameters: Mapping[str, inspect.Parameter], function: Callable[..., Any]
) -> tuple[str, ...] | None:
    """Return the parameters with which a worker calls a function.

    It passes all of them, each by its name.

    Returns:
        Their names; None if the function may be passed others or fewer: it takes ``**kwargs``, or a
        parameter has a default, which a call by hand relies on.
    """
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    if takes_any_keyword(function) or not all(
        parameter.kind in named and parameter.default is parameter.empty
        for parameter in parameters.values()
    ):
        return None
    return tuple(parameters)


def wrap(
    function: Callable[..., Any], run: Callable[..., Any], inject: inspect.Signature | None
) -> Callable[..., Any]:
    """Return a function that takes the worker's keyword arguments through the layers.

    Args:
        function: the user's function.
        run: its compiled layers.
        inject: the function's signature, if a `context` parameter has to be added to it.

    Raises:
        TypeError: the function has no code object.
    """
    wrapper = standing_for(function, run)
    _copy_metadata(wrapper, function)
    if inject is not None:
        _declare_context(wrapper, inject)
    return wrapper


def wrap_entry_point(
    function: Callable[..., Any],
    run: Callable[[tuple[Any, ...], dict[str, Any]], Any],
    *,
    inject: bool,
) -> Callable[..., Any]:
    """Return a function that passes its positional and keyword arguments to `run`.

    Args:
        function: the user's function.
        run: returns the result, or for an async function an awaitable of it.
        inject: whether to declare a `context` parameter that the function itself does not have.
    """
    entry = _async_entry if inspect.iscoroutinefunction(function) else _entry
    wrapper = standing_for(function, entry(run))
    _copy_metadata(wrapper, function)
    if inject:
        _declare_context(wrapper, inspect.signature(function))
    return wrapper


def hide(wrapper: Run, names: Collection[str]) -> Run:
    """Hide parameters from the worker, which has nothing for them; return the wrapper.

    It reads the signature, and the type hints, which come from the annotations.
    """
    signature = inspect.signature(wrapper)
    visible = [parameter for name, parameter in signature.parameters.items() if name not in names]
    hints = {name: hint for name, hint in wrapper.__annotations__.items() if name not in names}
    vars(wrapper)["__signature__"] = signature.replace(parameters=visible)
    wrapper.__annotations__ = hints
    return wrapper


def unfilled(function: Run, plan: Plan) -> Run:
    """Return a function without the parameters that nobody fills; it may always fail."""

    def run(args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        if plan.why is not None:
            # Each time a new one: it would collect the tracebacks of all calls.
            raise LoadError(plan.why)
        return function(*args, **kwargs)

    return hide(wrap_entry_point(function, run, inject=False), plan.hidden)


def _entry(run: Callable[..., Any]) -> Callable[..., Any]:
    def entry(*args: Any, **kwargs: Any) -> Any:
        return run(args, kwargs)

    return entry


def _async_entry(run: Callable[..., Any]) -> Callable[..., Any]:
    async def entry(*args: Any, **kwargs: Any) -> Any:
        return await run(args, kwargs)

    return entry


_CONTEXT = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=Context)


def _copy_metadata(wrapper: FunctionType, function: Callable[..., Any]) -> None:
    """Make the wrapper look like the function. Type hints are resolved through `__wrapped__`."""
    functools.update_wrapper(wrapper, function)
    # A dict of its own: editing the wrapper's would edit the function's. From 3.14 on
    # update_wrapper copies __annotate__, which misses edits of the dict (durable edits that of its
    # client functions). Annotations that do not resolve are left for the worker to report.
    with suppress(Exception):
        wrapper.__annotations__ = dict(function.__annotations__)


def _declare_context(wrapper: Any, signature: inspect.Signature) -> None:
    """Add a `context` parameter: the worker passes it, and the layers remove it again."""
    parameters = list(signature.parameters.values())
    variable = [parameter for parameter in parameters if parameter.kind is parameter.VAR_KEYWORD]
    others = [parameter for parameter in parameters if parameter.kind is not parameter.VAR_KEYWORD]
    wrapper.__signature__ = signature.replace(parameters=[*others, _CONTEXT, *variable])
    # A decorator may have hidden a `context` of the function's own and left its annotation, which
    # Python 3.10 would read together with the default of this one as `Context | None`.
    with suppress(Exception):
        hints = wrapper.__annotations__
        wrapper.__annotations__ = {name: hints[name] for name in hints if name != "context"}
