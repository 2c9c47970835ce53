"""Code that stands where a user's function stands.

The file of a wrapper's code decides `context.function_directory` in the v2 model, and a traceback
shows its lines. So it gets the user function's own file, name and first line, and all of it stands
in that one line, in no column: a traceback shows where the function begins, and nothing else.
"""

from __future__ import annotations

import sys
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Callable


def code_of(function: Callable[..., Any]) -> CodeType:
    """Return a function's code.

    Raises:
        TypeError: it has none: a `functools.partial`, say, or an instance with `__call__`.
    """
    code = getattr(function, "__code__", None)
    if not isinstance(code, CodeType):
        message = f"{function!r} is a {type(function).__name__}, which has no code of its own"
        raise TypeError(message)
    return code


def standing_for(function: Callable[..., Any], stand_in: Callable[..., Any]) -> FunctionType:
    """Return a function that does what the stand-in does, a plain function, where another stands.

    It has nothing else of the stand-in: neither its annotations nor its name.

    Raises:
        TypeError: the other has no code.
    """
    made: Any = stand_in
    code = placed(made.__code__, code_of(function))
    return FunctionType(code, made.__globals__, closure=made.__closure__)


def placed(code: CodeType, like: CodeType) -> CodeType:
    """Return code that stands in the first line of another, and bears its file and its name."""
    place: dict[str, Any] = {
        "co_linetable": _first_line(len(code.co_code)),
        "co_filename": like.co_filename,
        "co_firstlineno": like.co_firstlineno,
        "co_name": like.co_name,
    }
    if sys.version_info >= (3, 11):
        place["co_qualname"] = like.co_qualname
    return code.replace(**place)


def _first_line(length: int) -> bytes:
    """Return the table that puts that many bytes of code into their first line, in no column.

    The format is that of CPython's documentation of code objects (3.11 and later: "location
    information"; 3.10: PEP 626).
    """
    if sys.version_info < (3, 11):
        # An entry: how many bytes, and how many lines further they are.
        whole, rest = divmod(length, 254)
        return b"\xfe\x00" * whole + (bytes((rest, 0)) if rest else b"")
    # An entry: the kind that has no column, in bits with a number of instructions less one, from
    # 0 to 7; and how many lines further they are.
    whole, rest = divmod(length // 2, 8)
    return b"\xef\x00" * whole + (bytes((0xE8 | rest - 1, 0)) if rest else b"")
