"""Options: the fields of a plugin's attrs class, filled from app settings."""

from __future__ import annotations

import sys
import types
import typing
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from funcext_core._foreign import text_of
from funcext_core._settings.names import did_you_mean, option_prefix
from funcext_core._settings.plugin_settings import SCOPE_OPTIONS
from funcext_core.errors import LoadError


if TYPE_CHECKING:
    from typing import Final

    import attr


RESERVED = (*SCOPE_OPTIONS, "ON_LOAD_ERROR", "ENABLED", "ORDER", "TIMEOUT", "LOG_LEVEL")
"""Names that no option may have: in use, or kept for later."""

_SECRET = "funcext_core.secret"  # noqa: S105 - a metadata key
_REQUIRED: Any = object()
"""The default of an option that has none."""


def secret(*, default: Any = _REQUIRED, **field: Any) -> Any:
    """Declare an option that holds a secret: no repr, report, log or error shows it.

    Args:
        default: the option's default; without one the option is required.
        field: further arguments of `attrs.field`; `repr` is always False.

    Raises:
        TypeError: `repr` is among them.
    """
    if "repr" in field:
        message = "secret() takes no repr: a secret is never shown"
        raise TypeError(message)
    import attr  # noqa: PLC0415 - see `attrs_fields`

    if default is not _REQUIRED:
        field["default"] = default
    metadata = {**field.pop("metadata", {}), _SECRET: True}
    return attr.field(repr=False, metadata=metadata, **field)


def attrs_fields(cls: type) -> tuple[attr.Attribute[Any], ...]:
    """Return the fields of an attrs class; none for any other class.

    A class can be an attrs class only if attrs is imported. It is not imported here: that would
    take half of a cold start, for a plugin that has no options. Its older name is imported
    elsewhere, which takes half a millisecond less than the newer one.
    """
    attrs = sys.modules.get("attr")
    fields: tuple[attr.Attribute[Any], ...] = ()
    if attrs is not None and attrs.has(cls):
        fields = attrs.fields(cls)
    return fields


def is_required(field: attr.Attribute[Any]) -> bool:
    """Return whether a field has no default."""
    import attr  # noqa: PLC0415 - imported already: there is a field

    return field.default is attr.NOTHING


class Option:
    """One option of a plugin."""

    name: Final[str]
    """The name as in the app setting, such as ``APPEND_TO_HTTP_RESPONSE``."""
    setting: Final[str]
    """The full name of the app setting."""
    field: Final[attr.Attribute[Any]]
    """The field of the plugin's class."""
    owner: Final[type]
    """The plugin's class."""

    __slots__ = ("field", "name", "owner", "setting")

    def __init__(self, name: str, setting: str, field: attr.Attribute[Any], owner: type) -> None:
        self.name = name
        self.setting = setting
        self.field = field
        self.owner = owner

    @property
    def annotation(self) -> Any:
        """The type; str if the class gives none.

        Raises:
            ValueError: the type is written as text that cannot be resolved, because a name in it
                is imported under `TYPE_CHECKING`, for example.
        """
        return _resolve(self.field, self.owner)

    @property
    def secret(self) -> bool:
        """Whether its value must not be shown."""
        return bool(self.field.metadata.get(_SECRET))

    @property
    def required(self) -> bool:
        """Whether the plugin cannot be built without it."""
        return is_required(self.field)

    def shown(self, value: object) -> str:
        """Return a value as reports may show it."""
        if self.secret:
            return "********"
        try:
            return repr(value)
        except Exception:  # noqa: BLE001 - a report must not fail
            return f"a {type(value).__name__} whose repr fails"


def options_of(cls: type, plugin: str) -> list[Option]:
    """Return the options of a plugin's class; none if it is not an attrs class.

    Raises:
        LoadError: an option's name is reserved or malformed, two options share a setting, or a
            secret is marked as one in its metadata only.
    """
    prefix = option_prefix(plugin)
    options: dict[str, Option] = {}
    for field in attrs_fields(cls):
        if field.init and _is_option(field, plugin):
            name = field.name.upper()
            option = options.setdefault(name, Option(name, prefix + name, field, cls))
            if option.field is not field:
                message = (
                    f"plugin {plugin!r}: its options {option.field.name!r} and {field.name!r} "
                    f"share the setting {option.setting}: rename one"
                )
                raise LoadError(message)
    return list(options.values())


def build(cls: type, plugin: str, values: Mapping[str, str]) -> Any:
    """Build a plugin from its class and the values of its settings, by option name.

    Raises:
        LoadError: an option is unknown, a value does not convert or validate, a required option
            is not set, or the class itself raises.
    """
    options = {option.name: option for option in options_of(cls, plugin)}
    refuse_unknown(plugin, values, options)
    arguments = {
        _keyword(option): _convert_option(option, values[option.name])
        for option in options.values()
        if option.name in values
    }
    for option in options.values():
        if option.required and option.name not in values:
            message = f"plugin {plugin!r} needs {option.setting}, which is not set: set it"
            raise LoadError(message)
    return _construct(cls, plugin, arguments, options, values)


def refuse_unknown(plugin: str, values: Mapping[str, str], known: Mapping[str, object]) -> None:
    """Refuse settings of a plugin that are not among its options.

    Raises:
        LoadError: there is such a setting. The message names the first by name, and suggests the
            closest option.
    """
    prefix = option_prefix(plugin)
    for name in sorted(values):
        if name in known:
            continue
        names = [*known, *SCOPE_OPTIONS]
        message = (
            f"{prefix}{name}: plugin {plugin!r} has no such option: "
            f"{did_you_mean(name, names, prefix)}"
        )
        raise LoadError(message)


def _is_option(field: attr.Attribute[Any], plugin: str) -> bool:
    name = field.name
    if name.startswith("_") or name.endswith("_") or "__" in name:
        if is_required(field):
            message = (
                f"plugin {plugin!r}: field {name!r} has no default and cannot be an option, whose "
                "name has no '__' and no leading or trailing '_': rename it, or give it a default"
            )
            raise LoadError(message)
        return False
    if name.upper() in RESERVED:
        own = name.upper() in SCOPE_OPTIONS
        fix = "make it a class attribute (ClassVar)" if own else "rename it"
        message = f"plugin {plugin!r}: option {name!r} has a reserved name: {fix}"
        raise LoadError(message)
    marked = [key for key in field.metadata if "secret" in str(key).lower()]
    if any(field.metadata[key] for key in marked) and _SECRET not in field.metadata:
        message = (
            f"plugin {plugin!r}: option {name!r} is marked as a secret only in its metadata, which "
            "hides nothing: declare it with funcext_core.secret()"
        )
        raise LoadError(message)
    return True


def _convert_option(option: Option, text: str) -> Any:
    if option.field.converter is not None:
        # It runs when the class is built, and takes the text whatever the annotation says.
        return text
    # Only where there is an option to convert.
    from funcext_core._settings.conversion import convert  # noqa: PLC0415 - see above

    try:
        return convert(text, option.annotation)
    except ValueError as error:
        reason = str(error)
    # Not raised in the `except`: that error, with the value in it, would be its context.
    raise LoadError(_complaint(option, text, reason))


def _complaint(option: Option, text: str, reason: str) -> str:
    if option.secret:
        return f"{option.setting}: the value, a secret and not shown, is not valid"
    return f"{option.setting}={text}: {reason}"


def _resolve(field: attr.Attribute[Any], cls: type) -> Any:
    """Return a field's type, resolved alone: the types of other fields may be unresolvable."""
    if field.type is None:
        return str
    defining = next((base for base in cls.__mro__ if field.name in own_annotations(base)), cls)
    holder = types.SimpleNamespace(__annotations__={field.name: field.type})
    try:
        hints = typing.get_type_hints(
            holder, vars(sys.modules[defining.__module__]), dict(vars(defining))
        )
    except Exception as error:  # noqa: BLE001 - whatever evaluating an annotation raises
        message = f"the option's type {field.type!r} cannot be resolved: {text_of(error)}"
    else:
        return hints[field.name]
    raise ValueError(message)


def own_annotations(cls: type) -> Mapping[str, Any]:
    """Return the annotations of the class itself, unresolved."""
    if sys.version_info >= (3, 14):
        if cls.__annotate__ is None:
            return {}
        from annotationlib import Format, get_annotations  # noqa: PLC0415 - new in 3.14

        return get_annotations(cls, format=Format.FORWARDREF)
    own = vars(cls).get("__annotations__")
    # In `type` itself it is a descriptor.
    return own if isinstance(own, dict) else {}


def _construct(
    cls: type,
    plugin: str,
    arguments: dict[str, Any],
    options: Mapping[str, Option],
    values: Mapping[str, str],
) -> Any:
    try:
        return cls(**arguments)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever the plugin's own class raises
        given = {name: arguments[_keyword(options[name])] for name in values if name in options}
        message = _build_complaint(plugin, error, options, given, values)
        cause = None if _secrets_at_stake(options, values) else error
    # Not raised in the `except`: that error, whatever its text shows, would be its context.
    raise LoadError(message) from cause


def _build_complaint(
    plugin: str,
    error: BaseException,
    options: Mapping[str, Option],
    given: Mapping[str, Any],
    values: Mapping[str, str],
) -> str:
    """Return the error message for a class that could not be built.

    The setting is named if it is certain which one is wrong, or if only one was given. Any text
    may contain a secret, except the text of an error that another option's own validator raised.
    """
    reason = _reason(error)
    for name, value in given.items():
        if _same(_raised_by(options[name], value), error):
            return _complaint(options[name], values[name], reason)
    if _secrets_at_stake(options, values):
        settings = ", ".join(options[name].setting for name in given)
        return (
            f"plugin {plugin!r} cannot be built from its settings ({settings}): "
            f"{type(error).__name__}, whose text is not shown because it may contain a secret"
        )
    named = [name for name in given if f"'{options[name].field.name}'" in reason]
    for name in named or (given if len(given) == 1 else ()):
        return _complaint(options[name], values[name], reason)
    return f"plugin {plugin!r} cannot be built from its settings: {reason}"


def _secrets_at_stake(options: Mapping[str, Option], values: Mapping[str, str]) -> bool:
    """Return whether the class was given a secret, or may have fetched one by itself."""
    import attr  # noqa: PLC0415 - only for a class that could not be built

    factory: Any = attr.Factory
    return any(
        option.secret and (option.name in values or isinstance(option.field.default, factory))
        for option in options.values()
    )


def _raised_by(option: Option, value: Any) -> BaseException | None:
    """Return the error that the option's own converter or validator raises for the value."""
    import attr  # noqa: PLC0415 - only for a class that could not be built

    # Converters of this class may take the instance; attrs has it since 24.1.
    takes_instance: Any = getattr(attr, "Converter", ())
    converter: Any = option.field.converter
    validator = option.field.validator
    try:
        if isinstance(converter, takes_instance):
            value = converter(value, None, option.field)
        elif converter is not None:
            value = converter(value)
        if validator is not None:
            validator(None, option.field, value)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - the plugin's own code
        return error
    return None


def _same(one: BaseException | None, other: BaseException) -> bool:
    return one is not None and type(one) is type(other) and _reason(one) == _reason(other)


def _reason(error: BaseException) -> str:
    # attrs' instance_of puts the field and the value after its text.
    return text_of(error.args[0] if error.args else error) or type(error).__name__


def _keyword(option: Option) -> str:
    return option.field.alias or option.field.name
