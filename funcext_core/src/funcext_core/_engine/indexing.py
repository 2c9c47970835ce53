"""Check a function against its bindings, as the workers do when they index an app."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs
import azure.functions as func
from azure.functions.decorators.core import BindingDirection

from . import bindings
from .context import Out
from .errors import LocalHostError
from .retry import RetryPolicy, read_retry


_RETURN = "$return"
_OUT, _INOUT = BindingDirection.OUT.value, BindingDirection.INOUT.value

# Parameter types of the SDK's extension packages; the workers import the package to fill them.
_EXTENSION_TYPES = "azurefunctions.extensions"


@attrs.frozen
class Slot:
    """The place of a binding in a function: a parameter, or the return value."""

    name: str
    """The parameter's name; ``$return``, or empty, for the return value."""
    type: str
    """The binding's type, such as ``queueTrigger``."""
    converter: str
    """The type whose converter applies: ``generic`` for str and bytes, `type` for the rest."""
    annotation: object = None
    """The annotation; None if there is none."""

    @property
    def is_extension_type(self) -> bool:
        """Whether an extension package would have to create the argument."""
        return _is_extension_type(self.annotation)


@attrs.frozen
class IndexedFunction:
    """A function as a worker holds it after indexing."""

    name: str
    call: Callable[..., object]
    """The function from `get_functions`, with its layers; it takes keyword arguments."""
    directory: str
    """The folder of the file in its code object, as in the workers."""
    is_async: bool
    takes_context: bool
    """Whether it has a parameter `context` that no binding fills."""
    trigger: Mapping[str, object]
    """The trigger's entry in `raw_bindings`."""
    inputs: tuple[Slot, ...]
    """The parameters that get a value, including the trigger's."""
    outputs: tuple[Slot, ...]
    """The parameters that get an `Out`."""
    returns: Slot | None
    """The binding that sends its return value; None if it must not return a value."""
    raw_bindings: tuple[Mapping[str, object], ...]
    """All bindings, as in function.json."""
    retry: RetryPolicy | None = None
    """Its retry policy."""
    trigger_slot: Slot = attrs.field(init=False, eq=False, repr=False)
    """The parameter that takes the trigger's data."""
    streams: bool = attrs.field(init=False, eq=False, repr=False)
    """Whether it takes the request, and returns the response, of a web framework."""

    @trigger_slot.default
    def _trigger_slot(self) -> Slot:
        name, kind = str(self.trigger["name"]), self.trigger_type
        return next((slot for slot in self.inputs if slot.name == name), Slot(name, kind, kind))

    @streams.default
    def _streams(self) -> bool:
        return self.is_http and self.trigger_slot.is_extension_type

    @property
    def trigger_type(self) -> str:
        """The trigger's type, such as `httpTrigger`."""
        return str(self.trigger["type"])

    @property
    def is_http(self) -> bool:
        """Whether requests trigger it."""
        return self.trigger_type == bindings.HTTP_TRIGGER


@attrs.frozen
class Binding:
    """A binding as an app declares it, by a decorator or in function.json."""

    name: str
    type: str
    direction: int
    """The SDK's number for it."""


def index_function(
    name: str,
    call: Callable[..., object],
    *,
    directory: str,
    declares: Iterable[Binding],
    raw_bindings: Sequence[Mapping[str, object]],
    retry: Mapping[str, object] | None = None,
) -> IndexedFunction:
    """Check a function against its bindings, as a worker does.

    Args:
        name: the function's name.
        call: the function, with its layers.
        directory: its context's `function_directory`.
        declares: its bindings.
        raw_bindings: the same, as in function.json.
        retry: its retry policy, as declared.

    Raises:
        LocalHostError: a worker would refuse to load the function.
    """
    declared = _Declared.of(name, call)
    parameters = dict(declared.parameters)
    bound: dict[str, Binding] = {}
    returns: Slot | None = None
    for binding in declares:
        _check_direction(name, binding)
        binding_type = binding.type
        if binding.name == _RETURN:
            returns = Slot(_RETURN, binding_type, binding_type)
            continue
        bound[binding.name] = binding
        if returns is None and bindings.has_implicit_output(binding_type):
            returns = Slot("", binding_type, binding_type)
    takes_context = "context" in parameters and "context" not in bound
    if takes_context:
        del parameters["context"]
        _check_context(name, declared)
    _check_names(name, parameters, bound)
    slots = [_slot(declared, parameter, bound[parameter]) for parameter in parameters]
    return IndexedFunction(
        name=name,
        call=call,
        directory=directory,
        is_async=inspect.iscoroutinefunction(call),
        takes_context=takes_context,
        trigger=_trigger(name, raw_bindings),
        inputs=tuple(slot for slot in slots if bound[slot.name].direction != _OUT),
        outputs=tuple(slot for slot in slots if bound[slot.name].direction == _OUT),
        returns=_checked_return(declared, returns),
        raw_bindings=tuple(raw_bindings),
        retry=read_retry(f"function {name!r}", retry),
    )


@attrs.frozen
class _Declared:
    """The declarations in a function's own code."""

    name: str
    parameters: Mapping[str, inspect.Parameter]
    annotations: Mapping[str, object]

    @classmethod
    def of(cls, name: str, call: Callable[..., object]) -> _Declared:
        try:
            return cls(
                name=name,
                parameters=inspect.signature(call).parameters,
                annotations=typing.get_type_hints(call),
            )
        except NameError as error:
            message = f"an annotation cannot be resolved: {error}"
            raise refused(name, message) from error
        except (TypeError, ValueError) as error:
            raise refused(name, not_plain(call, error)) from error


def refused(name: str, reason: str) -> LocalHostError:
    """Return the error for a function that a worker would not load."""
    return LocalHostError(f"The function {name!r} cannot be loaded: {reason}.")


def not_plain(call: object, error: Exception) -> str:
    """Return the reason for refusing an object that is not a plain function."""
    return f"the worker needs a plain function, not {call!r} ({error})"


def _check_direction(name: str, binding: Binding) -> None:
    if binding.direction == _INOUT:
        message = f"its binding {binding.name!r} has the direction inout, which no worker supports"
        raise refused(name, message)
    if binding.name == _RETURN and binding.direction != _OUT:
        raise refused(name, "its binding '$return' must have the direction out")


def _check_context(name: str, declared: _Declared) -> None:
    annotation = declared.annotations.get("context")
    if annotation is None or (
        isinstance(annotation, type) and annotation.__name__ == func.Context.__name__
    ):
        return
    message = (
        f"its parameter 'context' is annotated {_shown(annotation)}, "
        "but the worker accepts only azure.functions.Context"
    )
    raise refused(name, message)


def _check_names(
    name: str, parameters: Mapping[str, inspect.Parameter], bound: Mapping[str, Binding]
) -> None:
    unbound = [repr(parameter) for parameter in parameters if parameter not in bound]
    if unbound:
        known = ", ".join(map(repr, bound))
        message = f"it declares {', '.join(unbound)}, which none of its bindings ({known}) fills"
        raise refused(name, message)
    undeclared = [repr(binding) for binding in bound if binding not in parameters]
    if undeclared:
        message = f"its bindings name {', '.join(undeclared)}, which it does not declare"
        raise refused(name, message)


def _slot(declared: _Declared, parameter: str, binding: Binding) -> Slot:
    """Check one parameter's annotation against its binding."""
    binding_type = binding.type
    if parameter not in declared.annotations:
        return Slot(parameter, binding_type, binding_type)
    annotation = declared.annotations[parameter]
    is_out = _is_out(annotation)
    if is_out != (binding.direction == _OUT):
        message = (
            f"its parameter {parameter!r} is annotated {_shown(annotation)}, but only the "
            "parameter of an output binding is an azure.functions.Out"
        )
        raise refused(declared.name, message)
    value = _out_value(declared.name, parameter, annotation) if is_out else annotation
    plain = value in (str, bytes) and not bindings.has_implicit_output(binding_type)
    converter = bindings.GENERIC if plain else binding_type
    accepts = bindings.accepts_output if is_out else bindings.accepts_input
    if not (_is_extension_type(value) or (_is_usable(value) and accepts(converter, value))):
        message = (
            f"its parameter {parameter!r} is annotated {_shown(annotation)}, "
            f"which the binding {binding_type} does not accept"
        )
        raise refused(declared.name, message + _accepted_form(converter, value, accepts))
    return Slot(parameter, binding_type, converter, value)


def _accepted_form(converter: str, value: object, accepts: Callable[[str, object], bool]) -> str:
    """Return the end of the message about a ``list[X]`` of which the SDK takes another form."""
    if typing.get_origin(value) is not list:
        return ""
    (item,) = typing.get_args(value)
    other = typing.List[item]  # type: ignore[valid-type] # noqa: UP006 - it is about this form
    if not accepts(converter, other):
        return ""
    return f": write typing.List[{_shown(item)}], which the SDK needs"


def _is_out(annotation: object) -> bool:
    origin = typing.get_origin(annotation) or annotation
    return isinstance(origin, type) and origin.__name__ == Out.__name__


def _out_value(name: str, parameter: str, annotation: object) -> object:
    arguments = typing.get_args(annotation)
    if len(arguments) == 1:
        return arguments[0]
    message = f"its parameter {parameter!r} needs the type of its value, as in func.Out[str]"
    raise refused(name, message)


def _is_usable(annotation: object) -> bool:
    """Return whether the workers can use an annotation: a class, or a generic of one.

    Unions are neither: not `Optional[str]`, not `str | None`.
    """
    origin = typing.get_origin(annotation)
    return isinstance(annotation, type) or (
        isinstance(origin, type) and origin is not types.UnionType
    )


def _is_extension_type(annotation: object) -> bool:
    module = getattr(annotation, "__module__", None)
    return isinstance(module, str) and module.startswith((_EXTENSION_TYPES, "fastapi", "starlette"))


def _checked_return(declared: _Declared, returns: Slot | None) -> Slot | None:
    """Check the return annotation of a function with a `$return` binding."""
    if returns is None or "return" not in declared.annotations:
        return returns
    annotation = declared.annotations["return"]
    if returns.name == _RETURN and not _is_extension_type(annotation):
        fits = isinstance(annotation, type) and bindings.accepts_output(returns.type, annotation)
        if _is_out(annotation) or not fits:
            message = (
                f"it is annotated to return {_shown(annotation)}, "
                f"which its binding '$return' ({returns.type}) does not accept"
            )
            raise refused(declared.name, message)
    return attrs.evolve(returns, annotation=annotation)


def _trigger(name: str, raw_bindings: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    for raw in raw_bindings:
        if str(raw.get("type", "")).lower().endswith("trigger"):
            return raw
    raise refused(name, "it has no trigger among its bindings")


def _shown(annotation: object) -> str:
    return annotation.__qualname__ if isinstance(annotation, type) else str(annotation)
