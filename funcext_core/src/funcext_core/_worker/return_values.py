"""The values that a function may return, by its bindings: the workers' rules for encoding them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from azure.functions import HttpResponse, get_binding_registry


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from funcext_core._model import Binding, ReturnKind


_STREAMING_MODULES = ("starlette.responses", "azurefunctions.extensions.http.")


def returns(bindings: Iterable[Binding]) -> ReturnKind:
    """Return ``none``, ``http`` or ``any``: the kind of value that the bindings take."""
    for binding in bindings:
        if binding.name == "$return":
            return "http" if binding.type == "http" else "any"
    return "any" if any(_has_implicit_output(binding.type) for binding in bindings) else "none"


def rejection_rule(kind: ReturnKind, function: str) -> Callable[[object], str | None] | None:
    """Return a rule that explains why a value cannot be the function's result; None if any can."""

    def rejection(value: object) -> str | None:
        if kind == "none":
            if value is None:
                return None
            return (
                f"function {function!r} has no return binding, so it can only return None, "
                f"not {type(value).__name__}"
            )
        if _app_streams():
            # FastAPI turns an HttpResponse into a 200 with its private attributes as JSON,
            # whatever its status is.
            if value is not None and not isinstance(value, HttpResponse):
                return None
            return (
                f"function {function!r} streams HTTP, so it takes a response of the web "
                f"framework, such as its JSONResponse, not {type(value).__name__}"
            )
        if isinstance(value, (HttpResponse, str)) or _is_streaming(value):
            return None
        return (
            f"function {function!r} answers HTTP, so it takes an HttpResponse or a str, "
            f"not {type(value).__name__}"
        )

    return None if kind == "any" else rejection


def _app_streams() -> bool:
    """Return whether the app answers HTTP through a web framework.

    It does if it imported a streaming extension. The workers ask the same base package.
    """
    base: Any = sys.modules.get("azurefunctions.extensions.base")
    return base is not None and bool(base.HttpV2FeatureChecker.http_v2_enabled())


def _is_streaming(value: object) -> bool:
    """Return whether it is a response of the HTTP streaming extension, which is Starlette's."""
    return any(f"{cls.__module__}.".startswith(_STREAMING_MODULES) for cls in type(value).__mro__)


def _has_implicit_output(binding_type: str) -> bool:
    """Return whether the worker takes a return value for this binding without a `$return`.

    This is the workers' rule: the SDK's converter decides. A binding without a converter is
    generic and takes a value, unless it is durable's client.
    """
    registry = get_binding_registry()  # type: ignore[no-untyped-call] # the SDK's own lack
    converter = registry.get(binding_type)
    if converter is None:
        return binding_type != "durableClient"
    has_implicit_output = getattr(converter, "has_implicit_output", None)
    return bool(has_implicit_output is not None and has_implicit_output())
