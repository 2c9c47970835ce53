"""A plugin's own defaults: its class attributes `on_error`, `functions` and `triggers`.

They are looked up statically: no property or other descriptor of a plugin is run. One that is not
a plain class attribute, or is misspelled, is refused, so that no guard is overlooked.
"""

from __future__ import annotations

import inspect
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING

from funcext_core._foreign import described
from funcext_core.errors import LoadError

from .fields import names_of_fields, own_annotations
from .implementations import own_attributes


if TYPE_CHECKING:
    import dis
    from collections.abc import Iterator


ON_ERROR = "on_error"
OWN_DEFAULTS = (ON_ERROR, "functions", "triggers")
"""The class attributes that decide about a plugin's scope, and whether it is a guard."""
DECLARED = ("before", "after", "requires", "conflicts", "warm")
"""The class attributes about other plugins and modules; `declared` reads them."""

_LETTERS_OFF = {
    **dict.fromkeys((*OWN_DEFAULTS, "conflicts"), 2),
    **dict.fromkeys(("before", "after", "requires"), 1),
}
"""Within how many letters of a name another one is a misspelling of it."""
_OTHER_WORDS = frozenset(
    {
        *("an_error", "at_error", "db_error", "in_error", "io_error", "is_error", "my_error"),
        *("no_error", "os_error", "to_error"),
        *("fractions", "functional", "junctions", "sanctions"),
        *("diggers", "riggers", "triggered", "trippers"),
        *("conflicted", "convicts"),
        *("alter", "aster", "later", "rafter"),
        *("required", "requiring"),
    }
)
"""Names that mean something else, however close they are to one of these."""


def own_default(plugin: object, name: str, attribute: str) -> object:
    """Return a class attribute of a plugin, or a global variable of one that is a module.

    Args:
        plugin: the plugin's class, instance or module.
        name: its name.
        attribute: one of `OWN_DEFAULTS`.

    Returns:
        The value; None if there is none.

    Raises:
        LoadError: the plugin has the attribute in another way, which would be overlooked.
    """
    holder = _holder(plugin)
    found = inspect.getattr_static(holder, attribute, None)
    elsewhere = _elsewhere(plugin, attribute) or _kind(found)
    if elsewhere is None and found is None and _is_annotated(holder, attribute):
        elsewhere = "annotated without a value"
    if elsewhere is not None:
        message = (
            f"plugin {name!r}: {attribute!r} is {elsewhere}; make it a plain class attribute (in "
            "an attrs class, a ClassVar)"
        )
        raise LoadError(message, skippable=attribute != ON_ERROR)
    return found


def declares(plugin: object) -> bool:
    """Return whether a plugin may have one of the attributes in `DECLARED`: few have."""
    holder = _holder(plugin)
    classes = holder.__mro__[:-1] if isinstance(holder, type) else ()
    spaces = (own_attributes(plugin), *map(vars, classes), *map(own_annotations, classes))
    return any(attribute in space for space in spaces for attribute in DECLARED)


def check_class(cls: type, name: str) -> None:
    """Refuse a plugin's class, before it is built, for a mistake in its own defaults.

    Raises:
        LoadError: one is misspelled, or is not a plain class attribute.
    """
    refuse_misspelled(cls, name)
    for attribute in OWN_DEFAULTS:
        own_default(cls, name, attribute)


def refuse_misspelled(plugin: object, name: str) -> None:
    """Refuse class attributes of a plugin whose name is nearly one of those that funcext reads.

    Raises:
        LoadError: there is one.
    """
    holder = _holder(plugin)
    for attribute, value in _class_attributes(holder):
        if _kind(value) is not None or isinstance(value, (type, ModuleType)):
            continue
        right = _misspelling_of(attribute)
        # A module has global variables for many purposes; but none is nearly `on_error` by chance.
        if right is None or (right != ON_ERROR and isinstance(holder, ModuleType)):
            continue
        if attribute not in _fields(holder):
            message = (
                f"plugin {name!r}: its class attribute {attribute!r} has no effect: did you mean "
                f"{right!r}?"
            )
            raise LoadError(message, skippable=right != ON_ERROR)


def may_set_on_error(cls: type) -> bool:
    """Return whether instances of a class may have an `on_error` of their own.

    It is for classes that could not be built, so that there is no instance to look at.
    """
    return any(
        (ON_ERROR in own_annotations(base) and ON_ERROR not in vars(base))
        or any(_sets(function.__code__, ON_ERROR) for function in _functions(base))
        for base in cls.__mro__[:-1]
    )


def _holder(plugin: object) -> object:
    """Return the class or module whose attributes are the plugin's defaults."""
    return plugin if isinstance(plugin, (type, ModuleType)) else type(plugin)


def _kind(value: object) -> str | None:
    """Return what a class attribute is if it is not a plain value."""
    return f"a {type(value).__name__}" if hasattr(type(value), "__get__") else None


def _elsewhere(plugin: object, attribute: str) -> str | None:
    """Return where else a plugin has an attribute; None if nowhere."""
    holder = _holder(plugin)
    if isinstance(holder, ModuleType):
        return _from_getattr(holder, attribute)
    if attribute in _fields(holder):
        return "a field"
    if plugin is not holder and attribute in own_attributes(plugin):
        owner = "function" if isinstance(plugin, FunctionType) else "instance"
        return f"set on the {owner}"
    for getter in ("__getattribute__", "__getattr__"):
        function = inspect.getattr_static(holder, getter, None)
        if isinstance(function, FunctionType) and _sets(function.__code__, attribute):
            return f"made by {getter}"
    return None


def _is_annotated(holder: object, attribute: str) -> bool:
    classes = holder.__mro__[:-1] if isinstance(holder, type) else ()
    return any(attribute in own_annotations(cls) for cls in classes)


def _from_getattr(module: ModuleType, attribute: str) -> str | None:
    if attribute in vars(module) or "__getattr__" not in vars(module):
        return None
    try:
        getattr(module, attribute)
    except AttributeError:
        return None
    except Exception as error:  # noqa: BLE001 - the module's own code
        return f"made by __getattr__, which raised {described(error)}"
    return "made by __getattr__"


def _fields(holder: object) -> frozenset[str]:
    """Return the names of a class's fields; none for a module."""
    return names_of_fields(holder) if isinstance(holder, type) else frozenset()


def _class_attributes(holder: object) -> Iterator[tuple[str, object]]:
    classes = holder.__mro__[:-1] if isinstance(holder, type) else (holder,)
    for cls in classes:
        yield from vars(cls).items()


def _functions(cls: type) -> Iterator[FunctionType]:
    for value in vars(cls).values():
        function = value.fget if isinstance(value, property) else value
        if isinstance(function, (staticmethod, classmethod)):
            function = function.__func__
        if isinstance(function, FunctionType):
            yield function


def _sets(code: CodeType, attribute: str) -> bool:
    """Return whether code may set, or make, an attribute: by assignment, or by its name as text."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if _sets(constant, attribute):
                return True
        elif constant == attribute or (isinstance(constant, tuple) and attribute in constant):
            return True
    return attribute in code.co_names and any(
        instruction.opname == "STORE_ATTR" and instruction.argval == attribute
        for instruction in _instructions(code)
    )


def _instructions(code: CodeType) -> Iterator[dis.Instruction]:
    import dis  # noqa: PLC0415 - few classes need it

    return dis.get_instructions(code)


def _misspelling_of(attribute: str) -> str | None:
    """Return the name that an attribute is nearly called; None if there is none."""
    folded = attribute.lower()
    if folded in _OTHER_WORDS or attribute in _LETTERS_OFF or attribute.startswith("__"):
        return None
    for right, most in _LETTERS_OFF.items():
        private = attribute.startswith("_") and right != ON_ERROR
        if abs(len(folded) - len(right)) <= most and not private:
            off = _letters_off(folded, right)
            # In upper case it is written as in a setting; `BEFORE` and `AFTER` are constants.
            if 0 < off <= most or (off == 0 and most > 1):
                return right
    return None


def _letters_off(one: str, other: str) -> int:
    """Return how many letters to add, remove, replace or swap with the next make one the other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, other_letter in enumerate(other, start=1):
            cost = min(
                above[column] + 1,
                current[column - 1] + 1,
                above[column - 1] + (letter != other_letter),
            )
            if (
                row > 1
                and column > 1
                and (letter, one[row - 2]) == (other[column - 2], other_letter)
            ):
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, above = above, current
    return above[-1]
