"""The fields of a plugin's class, whether it is an attrs class or a dataclass.

Neither library is imported here: a class with fields has imported its own, and others need none.
"""

from __future__ import annotations

import sys
import typing
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from funcext_core._foreign import text_of
from funcext_core._settings.plugin_settings import SCOPE_OPTIONS
from funcext_core.errors import LoadError


if TYPE_CHECKING:
    import dataclasses
    from collections.abc import Callable, Mapping, Sequence
    from typing import Final

    import attr

RESERVED = (*SCOPE_OPTIONS, "ON_LOAD_ERROR", "ENABLED", "ORDER", "TIMEOUT", "LOG_LEVEL")
"""Names that no option may have: in use, or kept for later."""
MARK = "funcext_core.secret"
"""The metadata key of a field that `secret` declares."""
MASK = "********"
"""The text shown in place of a secret."""
_PLAIN = (str, int, float, bool, "str", "int", "float", "bool")
"""The types that say nothing of a secret, and that most fields have."""


class Field:
    """A field of a plugin's class."""

    name: Final[str]
    keyword: Final[str]
    """The name of its argument of the class."""
    type: Final[object]
    """Its annotation, which may be text; None if it has none."""
    given: Final[bool]
    """Whether it is an argument of the class."""
    required: Final[bool]
    """Whether the class cannot be built without it."""
    default: Final[object]
    """Its default, if that is a value."""
    has_factory: Final[bool]
    """Whether a function makes its default."""
    stored: Final[bool]
    """Whether the instance has it; an `InitVar` is an argument alone."""
    shown: Final[bool]
    """Whether the generated repr shows it."""
    metadata: Final[Mapping[object, object]]
    converter: Final[object]
    """A function of the text, or an `attrs.Converter`; None if there is none."""
    validator: Final[Callable[..., object] | None]
    raw: Final[object]
    """The field as its library has it."""

    __slots__ = (
        "converter",
        "default",
        "given",
        "has_factory",
        "keyword",
        "metadata",
        "name",
        "raw",
        "required",
        "shown",
        "stored",
        "type",
        "validator",
    )

    def __init__(  # noqa: PLR0913 - a record is made whole
        self,
        raw: object,
        *,
        name: str,
        keyword: str,
        annotation: object,
        given: bool,
        required: bool,
        default: object,
        has_factory: bool,
        stored: bool,
        shown: bool,
        metadata: Mapping[object, object],
        converter: object = None,
        validator: Callable[..., object] | None = None,
    ) -> None:
        self.raw = raw
        self.name = name
        self.keyword = keyword
        self.type = annotation
        self.given = given
        self.required = required
        self.default = default
        self.has_factory = has_factory
        self.stored = stored
        self.shown = shown
        self.metadata = metadata
        self.converter = converter
        self.validator = validator


def fields_of(cls: type) -> list[Field]:
    """Return the fields of an attrs class or a dataclass; none for any other class.

    Where a class of one kind inherits from one of the other, the nearest decorator counts.
    """
    attributes, fields = _as_declared(cls)
    return [*map(_of_attrs, attributes), *map(_of_dataclass, fields)]


def names_of_fields(cls: type) -> frozenset[str]:
    """Return the names of a class's fields."""
    attributes, fields = _as_declared(cls)
    return frozenset([field.name for field in attributes] + [field.name for field in fields])


def refuse_reserved(field: Field, plugin: str) -> None:
    """Refuse a field that would be an option with a reserved name.

    An instance is held to it, too: its class may be enabled by a setting elsewhere.

    Raises:
        LoadError: the name is reserved.
    """
    name = field.name.upper()
    if field.given and name in RESERVED:
        fix = "make it a class attribute (ClassVar)" if name in SCOPE_OPTIONS else "rename it"
        message = f"plugin {plugin!r}: option {field.name!r} has a reserved name: {fix}"
        raise LoadError(message)


def may_be_secret(field: Field) -> bool:
    """Return whether a field is marked, or has a type that has to be resolved to know it."""
    return MARK in field.metadata or (field.type is not None and field.type not in _PLAIN)


def _as_declared(
    cls: type,
) -> tuple[Sequence[attr.Attribute[object]], Sequence[dataclasses.Field[object]]]:
    """Return the fields of a class as their library has them: of the one, or of the other."""
    for base in cls.__mro__[:-1]:
        own = vars(base)
        if "__attrs_attrs__" in own:
            return own["__attrs_attrs__"], ()
        if "__dataclass_fields__" in own:
            fields = own["__dataclass_fields__"].values()
            return (), [field for field in fields if _kind(field) != "_FIELD_CLASSVAR"]
    return (), ()


def _of_attrs(field: attr.Attribute[object]) -> Field:
    import attr  # noqa: PLC0415 - imported already: there is a field

    factory: Any = attr.Factory
    return Field(
        field,
        name=field.name,
        keyword=field.alias or field.name,
        annotation=field.type,
        given=field.init,
        required=field.default is attr.NOTHING,
        default=field.default,
        has_factory=isinstance(field.default, factory),
        stored=True,
        shown=bool(field.repr),
        metadata=field.metadata,
        converter=field.converter,
        validator=field.validator,
    )


def _of_dataclass(field: dataclasses.Field[object]) -> Field:
    from dataclasses import MISSING  # noqa: PLC0415 - imported already: there is a field

    has_factory = field.default_factory is not MISSING
    stored = _kind(field) == "_FIELD"
    return Field(
        field,
        name=field.name,
        keyword=field.name,
        annotation=field.type if stored else _inner(field.type),
        given=field.init,
        required=field.default is MISSING and not has_factory,
        default=field.default,
        has_factory=has_factory,
        stored=stored,
        shown=stored and field.repr,
        metadata=field.metadata,
    )


def _kind(field: dataclasses.Field[object]) -> str:
    """Return ``_FIELD``, ``_FIELD_CLASSVAR`` or ``_FIELD_INITVAR``."""
    # There is no public way to find an `InitVar`.
    kind: str = field._field_type.name  # type: ignore[attr-defined] # noqa: SLF001 - see above
    return kind


def _inner(annotation: object) -> object:
    """Return the type in an `InitVar`; None for a bare one."""
    if isinstance(annotation, str):
        return annotation.partition("[")[2].rpartition("]")[0] or None
    return getattr(annotation, "type", None)


def resolved(field: Field, cls: type) -> object:
    """Return a field's type, resolved alone: the types of other fields may be unresolvable.

    Args:
        field: the field.
        cls: its class.

    Returns:
        The type, with the metadata of `Annotated`; str if the field has none.

    Raises:
        ValueError: it is written as text that cannot be resolved, because a name in it is imported
            under `TYPE_CHECKING`, for example.
    """
    if field.type is None:
        return str
    defining = next((base for base in cls.__mro__ if field.name in own_annotations(base)), cls)
    holder = SimpleNamespace(__annotations__={field.name: field.type})
    try:
        hints = typing.get_type_hints(
            holder,
            vars(sys.modules[defining.__module__]),
            dict(vars(defining)),
            include_extras=True,
        )
    except Exception as error:  # noqa: BLE001 - whatever evaluating an annotation raises
        message = f"the option's type {field.type!r} cannot be resolved: {text_of(error)}"
    else:
        return hints[field.name]
    raise ValueError(message)


def own_annotations(cls: type) -> Mapping[str, object]:
    """Return the annotations of the class itself, unresolved."""
    if sys.version_info >= (3, 14):
        if cls.__annotate__ is None:
            return {}
        from annotationlib import Format, get_annotations  # noqa: PLC0415 - new in 3.14

        return get_annotations(cls, format=Format.FORWARDREF)
    own = vars(cls).get("__annotations__")
    # In `type` itself it is a descriptor.
    return own if isinstance(own, dict) else {}
