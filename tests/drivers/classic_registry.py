"""The classic worker's function registry, with the rules for functions that it can serve.

The checks are the worker's, in its order; the wording of the errors is this project's own.
"""

from __future__ import annotations

import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, cast

import attrs
from azure.functions import meta


IN, OUT, INOUT = 0, 1, 2
UNDEFINED_DATA_TYPE = 0
_NOT_GENERIC = (typing.Union, types.UnionType, tuple, typing.ClassVar, Callable)


class FunctionLoadError(RuntimeError):
    """A function does not fit its bindings; in the v2 model the whole app then fails to load."""

    def __init__(self, function: str, problem: str) -> None:
        super().__init__(f"function {function!r} cannot be loaded: {problem}")


class BoundTo(Protocol):
    """A binding: the SDK's in the v2 model, one from `function.json` in v1."""

    @property
    def name(self) -> str: ...

    @property
    def type(self) -> str: ...

    @property
    def direction(self) -> int: ...

    @property
    def data_type(self) -> int | None: ...


class Converter(Protocol):
    """A converter of a binding's data into an argument, and of a value into data."""

    def has_trigger_support(self) -> bool: ...

    def check_input_type_annotation(self, pytype: object) -> bool: ...

    def check_output_type_annotation(self, pytype: object) -> bool: ...

    def decode(
        self, data: meta.Datum | None, *, trigger_metadata: Mapping[str, meta.Datum]
    ) -> object: ...

    def encode(self, obj: object, *, expected_type: object) -> meta.Datum: ...


class GenericConverter:
    """The worker's own converter for bindings that the SDK has no converter for."""

    def has_trigger_support(self) -> bool:
        return False

    def check_input_type_annotation(self, pytype: object) -> bool:
        return issubclass(cast("type", pytype), (str, bytes))

    def check_output_type_annotation(self, pytype: object) -> bool:
        return issubclass(cast("type", pytype), (str, bytes, bytearray))

    def decode(
        self, data: meta.Datum | None, *, trigger_metadata: Mapping[str, meta.Datum]
    ) -> object:
        if data is None or data.type is None:
            return None
        if data.type not in ("string", "bytes", "json"):
            message = f"a generic binding cannot take data of kind {data.type!r}"
            raise ValueError(message)
        value: object = data.value
        return value

    def encode(self, obj: object, *, expected_type: object) -> meta.Datum:
        if obj is None:
            return meta.Datum(None, None)
        if isinstance(obj, (bytes, bytearray)):
            return meta.Datum(bytes(obj), "bytes")
        for pytype, kind in _GENERIC_KINDS:
            if isinstance(obj, pytype):
                return meta.Datum(obj, kind)
        raise NotImplementedError


_GENERIC_KINDS: tuple[tuple[type, str], ...] = (
    (str, "string"),
    (dict, "dict"),
    (list, "list"),
    (int, "int"),
    (float, "double"),
)
_GENERIC = GenericConverter()


def converter(binding_type: str) -> Converter:
    """Return the SDK's converter for *binding_type*, or the generic one."""
    found = meta._ConverterMeta._bindings.get(binding_type)
    return _GENERIC if found is None else cast("Converter", found)


def returns_implicitly(binding_type: str) -> bool:
    """Return whether a function with such a binding may return a value without `$return`."""
    found = converter(binding_type)
    if found is _GENERIC:
        return binding_type != "durableClient"
    return bool(getattr(found, "has_implicit_output", lambda: False)())


class WebFramework(Protocol):
    """The part of `azurefunctions.extensions.base` that HTTP streaming needs."""

    RequestTrackerMeta: typing.Any  # The package has no types.
    ResponseTrackerMeta: typing.Any
    HttpV2FeatureChecker: typing.Any


def streaming() -> WebFramework | None:
    """Return the streaming extension's base if the app imported a web framework through it."""
    base = cast("WebFramework | None", sys.modules.get("azurefunctions.extensions.base"))
    return base if base is not None and base.HttpV2FeatureChecker.http_v2_enabled() else None


@attrs.frozen
class Parameter:
    """A bound parameter: the binding type that converts it, and its annotation or None."""

    binding_type: str
    pytype: object = None


@attrs.frozen
class LoadedFunction:
    """A function that can be served."""

    name: str
    call: Callable[..., object]
    directory: str
    is_async: bool
    wants_context: bool
    has_return: bool
    inputs: Mapping[str, Parameter]
    outputs: Mapping[str, Parameter]
    returned: Parameter | None

    @property
    def http_parameter(self) -> str | None:
        """The name of the parameter that an HTTP request goes to."""
        for name, parameter in self.inputs.items():
            if parameter.binding_type == "httpTrigger":
                return name
        return None


def examine(
    name: str, call: Callable[..., object], directory: str, bindings: Iterable[BoundTo]
) -> LoadedFunction:
    """Check *call* against its *bindings* and return it as a function that can be served.

    Raises:
        FunctionLoadError: where they do not fit.
        Exception: whatever looking at the signature and the type hints raises.
    """
    examiner = _Examiner(name)
    # Hints are resolved in the globals of the innermost __wrapped__ function.
    parameters = dict(inspect.signature(call).parameters)
    hints = typing.get_type_hints(call)
    bound, returned = examiner.sort_bindings(bindings)
    wants_context = examiner.take_context(parameters, bound, hints)
    examiner.compare_names(set(parameters), set(bound))
    sides: dict[int, dict[str, Parameter]] = {IN: {}, OUT: {}}
    for parameter in parameters:
        binding = bound[parameter]
        side = OUT if binding.direction == OUT else IN
        sides[side][parameter] = examiner.parameter(binding, hints)
    return LoadedFunction(
        name=name,
        call=call,
        directory=directory,
        is_async=inspect.iscoroutinefunction(call),
        wants_context=wants_context,
        has_return=returned is not None,
        inputs=sides[IN],
        outputs=sides[OUT],
        returned=examiner.returned(returned, hints),
    )


@attrs.frozen
class _Return:
    """The target of the return value: the type of `$return`, or of the last implicit binding."""

    binding_type: str
    explicit: bool
    implicit: bool


@attrs.frozen
class _Examiner:
    """The checks of one function, by its name."""

    name: str

    def fail(self, problem: str) -> typing.NoReturn:
        raise FunctionLoadError(self.name, problem)

    def sort_bindings(
        self, bindings: Iterable[BoundTo]
    ) -> tuple[dict[str, BoundTo], _Return | None]:
        bound: dict[str, BoundTo] = {}
        explicit, implicit = None, None
        for binding in bindings:
            self._check_direction(binding)
            if binding.name == "$return":
                explicit = explicit or binding.type
                continue
            bound[binding.name] = binding
            if returns_implicitly(binding.type):
                implicit = binding.type
        target = explicit or implicit
        if target is None:
            return bound, None
        return bound, _Return(target, explicit is not None, implicit is not None)

    def _check_direction(self, binding: BoundTo) -> None:
        if binding.direction == INOUT:
            self.fail(f"binding {binding.name!r} is inout, which Python does not support")
        if binding.name == "$return" and binding.direction != OUT:
            self.fail('binding "$return" must have the direction out')

    def take_context(
        self,
        parameters: dict[str, inspect.Parameter],
        bound: Mapping[str, BoundTo],
        hints: Mapping[str, object],
    ) -> bool:
        """Take `context` out of *parameters*, unless a binding has that name."""
        if "context" not in parameters or "context" in bound:
            return False
        del parameters["context"]
        hint = hints.get("context")
        # Any class of that name is accepted; the worker's own Context is not the SDK's either.
        if "context" in hints and not (isinstance(hint, type) and hint.__name__ == "Context"):
            self.fail(f'parameter "context" is annotated with {hint!r} in place of Context')
        return True

    def compare_names(self, declared: set[str], bound: set[str]) -> None:
        if declared - bound:
            self.fail(f"no binding for the parameters {sorted(declared - bound)}")
        if bound - declared:
            self.fail(f"no parameter for the bindings {sorted(bound - declared)}")

    def parameter(self, binding: BoundTo, hints: Mapping[str, object]) -> Parameter:
        if binding.name not in hints:
            return Parameter(binding.type)
        hint = hints[binding.name]
        pytype = self._inner_type(binding, hint) if _is_out(hint) else hint
        if not isinstance(pytype, type) and not _is_generic(pytype):
            self.fail(f"parameter {binding.name!r} is annotated with {hint!r}, not with a type")
        if (binding.direction == OUT) != _is_out(hint):
            self.fail(f"parameter {binding.name!r} must be Out exactly if its binding is out")
        parameter = Parameter(_effective_type(binding.type, pytype), pytype)
        self._check_type(binding, parameter)
        return parameter

    def _inner_type(self, binding: BoundTo, hint: object) -> object:
        inner = typing.get_args(hint)
        if len(inner) != 1:
            self.fail(f"parameter {binding.name!r} is annotated with Out without its type")
        return inner[0]

    def _check_type(self, binding: BoundTo, parameter: Parameter) -> None:
        accepts = _accepts_output if binding.direction == OUT else _accepts_input
        if not accepts(parameter.binding_type, parameter.pytype):
            kind = "" if binding.data_type == UNDEFINED_DATA_TYPE else " with its data type"
            self.fail(
                f"binding {binding.name!r} of type {binding.type!r}{kind} does not take"
                f" {parameter.pytype!r}"
            )

    def returned(self, target: _Return | None, hints: Mapping[str, object]) -> Parameter | None:
        if target is None:
            return None
        hint = hints.get("return")
        if target.explicit and "return" in hints:
            self._check_return(target.binding_type, hint)
        return Parameter(target.binding_type, hint)

    def _check_return(self, binding_type: str, hint: object) -> None:
        if not isinstance(hint, type) or _is_out(hint):
            self.fail(f"the return annotation {hint!r} is not a type that can be returned")
        if not _accepts_output(binding_type, hint):
            self.fail(f"the return binding {binding_type!r} does not take {hint!r}")


def _effective_type(binding_type: str, pytype: object) -> str:
    # str and bytes come as they are, whatever the binding.
    plain = pytype in (str, bytes) and not returns_implicitly(binding_type)
    return "generic" if plain else binding_type


def _accepts_input(binding_type: str, pytype: object) -> bool:
    framework = streaming() if binding_type == "httpTrigger" else None
    if framework is not None:
        return bool(framework.RequestTrackerMeta.check_type(pytype))
    return converter(binding_type).check_input_type_annotation(pytype)


def _accepts_output(binding_type: str, pytype: object) -> bool:
    framework = streaming() if binding_type == "http" else None
    if framework is not None:
        return bool(framework.ResponseTrackerMeta.check_type(pytype))
    return converter(binding_type).check_output_type_annotation(pytype)


def _is_out(hint: object) -> bool:
    origin = typing.get_origin(hint) or hint
    return isinstance(origin, type) and origin.__name__ == "Out"


def _is_generic(hint: object) -> bool:
    """Return whether *hint* is generic to the worker: of `typing`, so not `list[str]`."""
    if isinstance(hint, types.GenericAlias):
        return False
    if isinstance(hint, type):
        return issubclass(hint, typing.Generic)
    return typing.get_origin(hint) not in (None, *_NOT_GENERIC)
