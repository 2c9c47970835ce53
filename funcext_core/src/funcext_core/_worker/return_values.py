"""The values that a function may return, by its bindings: the workers' rules for encoding them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from azure.functions import HttpResponse, get_binding_registry

from funcext_core.errors import HookError


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Protocol

    from funcext_core._model import Binding, ReturnKind

    class _Headers(Protocol):
        """The headers of an `HttpResponse`; a name may occur several times in `items`."""

        def items(self) -> Iterable[tuple[str, str]]: ...
        def __contains__(self, name: object, /) -> bool: ...

    class _FrameworkHeaders(Protocol):
        def append(self, key: str, value: str) -> None: ...

    class _FrameworkResponse(Protocol):
        @property
        def headers(self) -> _FrameworkHeaders: ...

    class _FrameworkResponseType(Protocol):
        """The class of FastAPI's, and Starlette's, plain responses."""

        def __call__(
            self, *, content: str | bytes, status_code: int = 200, media_type: str | None = None
        ) -> _FrameworkResponse: ...


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


def conversion(kind: ReturnKind) -> Callable[[object], object] | None:
    """Return the function that converts a hook's answer into one that the app can return.

    It makes a response of the app's web framework from an `HttpResponse` or a str, so that one
    plugin can answer in apps with and without a framework.
    """
    return _for_framework if kind == "http" else None


def _for_framework(value: object) -> object:
    """Return the framework's response for an `HttpResponse` or str, if the app streams HTTP.

    Raises:
        HookError: the framework does not take one of the headers.
    """
    if not isinstance(value, (HttpResponse, str)) or not _app_streams():
        return value
    make = _framework_response_type()
    if make is None:
        return value
    if isinstance(value, str):
        return make(content=value, media_type="text/plain")
    response = make(content=value.get_body(), status_code=value.status_code)
    for name, text in _headers(value):
        try:
            response.headers.append(name, text)
        except UnicodeError:
            message = f"header {name!r} cannot be sent: its value is not Latin-1"
            raise HookError(message) from None
    return response


def _headers(response: HttpResponse) -> Iterator[tuple[str, str]]:
    """Yield a response's headers, as the SDK's converter sends them; each cookie is one."""
    headers: _Headers = response.headers
    for name, text in headers.items():
        # The framework has counted the bytes.
        if name.lower() != "content-length":
            yield name, text
    if "content-type" not in headers:
        from funcext_core._response import content_type_of  # noqa: PLC0415 - few apps stream

        yield "content-type", content_type_of(response)


def _framework_response_type() -> _FrameworkResponseType | None:
    """Return the class of the framework's plain responses; None if the extension names none."""
    base = _streaming_base()
    found: _FrameworkResponseType | None = base.ResponseTrackerMeta.get_standard_response_type()
    return found


def _app_streams() -> bool:
    """Return whether the app answers HTTP through a web framework.

    It does if it imported a streaming extension. The workers ask the same base package.
    """
    base = _streaming_base()
    return base is not None and bool(base.HttpV2FeatureChecker.http_v2_enabled())


def _streaming_base() -> Any:
    """Return the base package of the streaming extensions; None if nothing imported it."""
    return sys.modules.get("azurefunctions.extensions.base")


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
