"""Options: the fields of a plugin's attrs class or dataclass, filled from app settings."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from funcext_core._foreign import text_of
from funcext_core._settings.names import did_you_mean, option_prefix
from funcext_core._settings.plugin_settings import SCOPE_OPTIONS
from funcext_core.errors import LoadError

from .fields import MASK, fields_of, may_be_secret, refuse_reserved, resolved


if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

    from .fields import Field


class Option:
    """One option of a plugin."""

    name: Final[str]
    """The name as in the app setting, such as ``APPEND_TO_HTTP_RESPONSE``."""
    setting: Final[str]
    """The full name of the app setting."""
    field: Final[Field]
    """The field of the plugin's class."""
    owner: Final[type]
    """The plugin's class."""
    secret: Final[bool]
    """Whether its value must not be shown."""

    __slots__ = ("field", "name", "owner", "secret", "setting")

    def __init__(self, name: str, setting: str, field: Field, owner: type, *, secret: bool) -> None:
        self.name = name
        self.setting = setting
        self.field = field
        self.owner = owner
        self.secret = secret

    @property
    def annotation(self) -> object:
        """The type; str if the class gives none.

        Raises:
            ValueError: the type is written as text that cannot be resolved.
        """
        return resolved(self.field, self.owner)

    def shown(self, instance: object, values: Mapping[str, str]) -> str:
        """Return the value as reports may show it.

        Args:
            instance: the plugin, built from its options.
            values: the values of its settings.
        """
        if self.secret:
            return MASK
        if self.field.stored:
            value = getattr(instance, self.field.name, None)
        elif self.name in values:
            value = _convert_option(self, values[self.name])
        else:
            value = self.field.default
        try:
            return repr(value)
        except Exception:  # noqa: BLE001 - a report must not fail
            return f"a {type(value).__name__} whose repr fails"


def options_of(cls: type, plugin: str) -> list[Option]:
    """Return the options of a plugin's class; none if it has no fields.

    Raises:
        LoadError: an option's name is reserved or malformed, two options share a setting, or a
            secret is marked as one in its metadata only.
    """
    prefix = option_prefix(plugin)
    options: dict[str, Option] = {}
    for field in fields_of(cls):
        if field.given and _is_option(field, plugin):
            name = field.name.upper()
            secret = _is_secret(field, cls, plugin)
            new = Option(name, prefix + name, field, cls, secret=secret)
            option = options.setdefault(name, new)
            if option.field is not field:
                message = (
                    f"plugin {plugin!r}: its options {option.field.name!r} and {field.name!r} "
                    f"share the setting {option.setting}: rename one"
                )
                raise LoadError(message)
    return list(options.values())


def build(
    cls: type, plugin: str, values: Mapping[str, str], declared: Sequence[Option] | None = None
) -> Any:
    """Build a plugin from its class and the values of its settings, by option name.

    Args:
        cls: the class.
        plugin: the plugin's name.
        values: the text of each option that is set.
        declared: what `options_of` returned, if it was called.

    Raises:
        LoadError: an option is unknown, a value does not convert or validate, a required option
            is not set, or the class itself raises.
    """
    declared = options_of(cls, plugin) if declared is None else declared
    options = {option.name: option for option in declared}
    refuse_unknown(plugin, values, options)
    arguments = {
        option.field.keyword: _convert_option(option, values[option.name])
        for option in options.values()
        if option.name in values
    }
    for option in options.values():
        if option.field.required and option.name not in values:
            message = f"plugin {plugin!r} needs {option.setting}, which is not set: set it"
            raise LoadError(message)
    if any(option.secret for option in declared):
        from .secrecy import hide_secrets  # noqa: PLC0415 - few plugins have secrets

        hide_secrets(cls, plugin)
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


def _is_option(field: Field, plugin: str) -> bool:
    name = field.name
    if name.startswith("_") or name.endswith("_") or "__" in name:
        if field.required:
            message = (
                f"plugin {plugin!r}: field {name!r} has no default and cannot be an option, whose "
                "name has no '__' and no leading or trailing '_': rename it, or give it a default"
            )
            raise LoadError(message)
        return False
    refuse_reserved(field, plugin)
    _refuse_foreign(field, plugin)
    return True


def _refuse_foreign(field: Field, plugin: str) -> None:
    """Refuse a field of a dataclass that is declared as in an attrs class, and the reverse."""
    foreign = {("attr._make", "_CountingAttr"): "attrs", ("dataclasses", "Field"): "dataclasses"}
    kind = type(field.default)
    library = foreign.get((kind.__module__, kind.__name__))
    if library is not None:
        message = (
            f"plugin {plugin!r}: option {field.name!r} is declared with a function of {library}, "
            "which means nothing in a class of another kind: use that of its own; for a secret, "
            "annotate it with Annotated[..., funcext_core.Secret]"
        )
        raise LoadError(message)


def _is_secret(field: Field, cls: type, plugin: str) -> bool:
    secret = False
    if may_be_secret(field):
        from .secrecy import is_secret  # noqa: PLC0415 - not for options of plain types

        secret = is_secret(field, cls, plugin)
    marked = [key for key in field.metadata if "secret" in str(key).lower()]
    if not secret and any(field.metadata[key] for key in marked):
        message = (
            f"plugin {plugin!r}: option {field.name!r} is marked as a secret only in its metadata, "
            "which hides nothing: declare it with funcext_core.secret(), or annotate it with "
            "Annotated[..., funcext_core.Secret]"
        )
        raise LoadError(message)
    return secret


def _convert_option(option: Option, text: str) -> object:
    if option.field.converter is not None:
        # It runs when the class is built, and takes the text whatever the annotation says.
        return text
    # Only where there is an option to convert.
    from funcext_core._settings.conversion import convert  # noqa: PLC0415 - see above

    try:
        annotation = option.annotation
    except ValueError as error:
        # Without the value: the type may say that it is a secret.
        message = f"{option.setting}: {error}"
        raise LoadError(message) from None
    try:
        return convert(text, annotation)
    except ValueError as error:
        reason = str(error)
    # Not raised in the `except`: that error, with the value in it, would be its context.
    raise LoadError(_complaint(option, text, reason))


def _complaint(option: Option, text: str, reason: str) -> str:
    if option.secret:
        return f"{option.setting}: the value, a secret and not shown, is not valid"
    from funcext_core._settings.conversion import takes_several  # noqa: PLC0415 - as `convert`
    from funcext_core._settings.shapes import misformatted  # noqa: PLC0415 - a mistake pays for it

    wrong = misformatted(text, several=takes_several(option.annotation))
    return f"{option.setting}={text}: {reason}" + (f"; {wrong}" if wrong else "")


def _construct(
    cls: type,
    plugin: str,
    arguments: dict[str, object],
    options: Mapping[str, Option],
    values: Mapping[str, str],
) -> Any:
    try:
        return cls(**arguments)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever the plugin's own class raises
        given = {name: arguments[options[name].field.keyword] for name in values if name in options}
        message = _build_complaint(plugin, error, options, given, values)
        cause = None if _secrets_at_stake(options, values) else error
    # Not raised in the `except`: that error, whatever its text shows, would be its context.
    raise LoadError(message) from cause


def _build_complaint(
    plugin: str,
    error: BaseException,
    options: Mapping[str, Option],
    given: Mapping[str, object],
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


def build_error(plugin: str, error: BaseException) -> LoadError:
    """Return the error of a plugin without options whose class raised."""
    return LoadError(_build_complaint(plugin, error, {}, {}, {}))


def _secrets_at_stake(options: Mapping[str, Option], values: Mapping[str, str]) -> bool:
    """Return whether the class was given a secret, or may have fetched one by itself."""
    return any(
        option.secret and (option.name in values or option.field.has_factory)
        for option in options.values()
    )


def _raised_by(option: Option, value: object) -> BaseException | None:
    """Return the error that the option's own converter or validator raises for the value."""
    # Converters of this class may take the instance; attrs has it since 24.1.
    takes_instance: Any = getattr(sys.modules.get("attr"), "Converter", ())
    converter: Any = option.field.converter
    validator = option.field.validator
    try:
        if isinstance(converter, takes_instance):
            value = converter(value, None, option.field.raw)
        elif converter is not None:
            value = converter(value)
        if validator is not None:
            validator(None, option.field.raw, value)
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
