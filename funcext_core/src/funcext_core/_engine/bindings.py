"""The SDK's converters between the Functions host's data and the values of functions.

As in the workers, a binding type without a converter in the SDK is generic: it passes strings and
bytes unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Protocol, cast

import attrs
import azure.functions as func
from azure.functions.meta import Datum


GENERIC = "generic"
HTTP = "http"
HTTP_TRIGGER = "httpTrigger"
NOTHING = "nothing"
"""The kind of an output that has no value."""

# Older SDKs have no converter for it, but the workers do not accept a return value for it either.
_DURABLE_CLIENT = "durableClient"


@attrs.frozen
class Output:
    """One value as it is sent to a binding.

    A queue takes a JSON array for as many messages as it has elements, and a string for one
    message, whatever its text: the kind is as much a part of the value as the text.
    """

    binding: str
    """The type of the binding, such as ``queue``."""
    kind: str
    """``string``, ``json``, ``bytes``, ``int`` or ``double``; ``http`` for a response."""
    value: object
    """Text for a string and for JSON; for HTTP the object that the function returned or set."""

    def parsed(self) -> object:
        """Return the value, JSON as the object that it describes."""
        return json.loads(str(self.value)) if self.kind == "json" else self.value


class _Converter(Protocol):
    """The methods of the SDK's converter classes; a class may lack some of them."""

    def check_input_type_annotation(self, pytype: object) -> bool: ...
    def check_output_type_annotation(self, pytype: object) -> bool: ...
    def has_implicit_output(self) -> bool: ...
    def decode(self, data: Datum, *, trigger_metadata: Mapping[str, Datum]) -> object: ...
    def encode(self, obj: object, *, expected_type: object) -> Datum | None: ...


def _converter(binding_type: str) -> _Converter | None:
    registry = func.get_binding_registry()  # type: ignore[no-untyped-call] # the SDK's own lack
    return cast("_Converter | None", registry.get(binding_type))


def has_implicit_output(binding_type: str) -> bool:
    """Return whether a function may return a value for this binding without a `$return`."""
    converter = _converter(binding_type)
    if converter is None:
        return binding_type != _DURABLE_CLIENT
    implicit = getattr(converter, "has_implicit_output", None)
    return implicit is not None and bool(implicit())


def accepts_input(binding_type: str, annotation: object) -> bool:
    """Return whether a parameter with this annotation can take the binding's input."""
    return _accepts(binding_type, annotation, "check_input_type_annotation", (str, bytes))


def accepts_output(binding_type: str, annotation: object) -> bool:
    """Return whether the binding can send a value with this annotation."""
    generic = (str, bytes, bytearray)
    return _accepts(binding_type, annotation, "check_output_type_annotation", generic)


def _accepts(binding_type: str, annotation: object, check: str, generic: tuple[type, ...]) -> bool:
    converter = _converter(binding_type)
    try:
        if converter is None:
            return isinstance(annotation, type) and issubclass(annotation, generic)
        return bool(getattr(converter, check)(annotation))
    except (AttributeError, TypeError):
        # The converter does not support this direction, or accepts only classes.
        return False


def decode(binding_type: str, datum: Datum, metadata: Mapping[str, Datum]) -> object:
    """Turn the data that the Functions host would send into the function's argument.

    Raises:
        ValueError: the converter does not accept the data.
    """
    converter = _converter(binding_type)
    if converter is None:
        if datum.type in ("string", "bytes", "json"):
            return datum.value
        message = f"The binding {binding_type} does not accept {datum.type} data."
        raise ValueError(message)
    try:
        return converter.decode(datum, trigger_metadata=metadata)
    except NotImplementedError as error:
        message = f"The binding {binding_type} does not accept {datum.type} data."
        raise ValueError(message) from error
    except Exception as error:
        # Converters read documents from any source, and hardly check them.
        message = f"The binding {binding_type} cannot read its data: {error}"
        raise ValueError(message) from error


def encode(binding_type: str, converter_type: str, value: object, annotation: object) -> Output:
    """Return a value in the form in which a binding sends it.

    HTTP responses are returned unchanged, because the SDK's converter would remove the cookies from
    the function's own response object.

    Args:
        binding_type: the type of the binding.
        converter_type: the type whose converter applies.
        value: the value; None only if the function returned it.
        annotation: the type that the function declares; None if it declares none.

    Raises:
        TypeError: the worker could not send the value either.
    """
    if converter_type == HTTP:
        if isinstance(value, (str, func.HttpResponse)):
            return Output(binding_type, HTTP, value)
        raise TypeError(_unsendable(converter_type, value))
    converter = _converter(converter_type)
    if converter is None:
        return Output(binding_type, *_plain(converter_type, value))
    try:
        datum = converter.encode(value, expected_type=annotation)
    except (AttributeError, NotImplementedError) as error:
        raise TypeError(_unsendable(converter_type, value)) from error
    if datum is None or datum.type is None:
        return Output(binding_type, NOTHING, None)
    return Output(binding_type, *_on_the_wire(datum.type, datum.value))


def encode_streamed(binding_type: str, value: object) -> Output:
    """Return the response of a function that streams HTTP, which bypasses the SDK's converters.

    Raises:
        TypeError: it is not a response of the web framework.
    """
    if value is None or isinstance(value, (str, func.HttpResponse)):
        message = f"{_unsendable(binding_type, value)[:-1]}: this function streams HTTP."
        raise TypeError(message)
    return Output(binding_type, HTTP, value)


def _plain(binding_type: str, value: object) -> tuple[str, object]:
    """Return the kind and value that a binding without a converter sends, as in the workers."""
    for kind, types in _PLAIN_KINDS.items():
        if isinstance(value, types):
            return _on_the_wire(kind, value)
    if value is None:
        return NOTHING, None
    raise TypeError(_unsendable(binding_type, value))


_PLAIN_KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "bytes": (bytes, bytearray),
    "dict": (dict,),
    "list": (list,),
    "int": (int,),
    "double": (float,),
}


def _on_the_wire(kind: str, value: object) -> tuple[str, object]:
    """Return kind and value as the protocol has them, without dicts, lists and booleans."""
    if kind in ("dict", "list"):
        return "json", json.dumps(value)
    if kind in ("int", "bool") and isinstance(value, int):
        return "int", int(value)
    return kind, bytes(value) if isinstance(value, bytearray) else value


def _unsendable(binding_type: str, value: object) -> str:
    return f"The binding {binding_type} cannot send a value of type {type(value).__name__}."


def text(value: str | None) -> Datum:
    """Wrap a string as the Functions host sends it."""
    return Datum(value, "string")


def document(value: object) -> Datum:
    """Wrap a JSON document as the Functions host sends it."""
    return Datum(json.dumps(value), "json")


def number(value: int) -> Datum:
    """Wrap an integer as the Functions host sends it."""
    return Datum(value, "int")


def decode_raw_binding(raw: str) -> Mapping[str, object]:
    """Read a binding as written by `Function.get_raw_bindings`: the JSON of function.json."""
    return cast("Mapping[str, object]", json.loads(raw))
