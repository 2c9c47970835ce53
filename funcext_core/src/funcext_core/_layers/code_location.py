"""Code with the location of a user's function: its file, its name and its first line.

The file of a wrapper's code decides `context.function_directory` in the v2 model, and a traceback
shows its lines. So all of a wrapper's code is given the user function's own first line, and no
column: a traceback shows where the function begins, and nothing else.
"""

from __future__ import annotations

import sys
from inspect import CO_VARKEYWORDS
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


def takes_any_keyword(function: object) -> bool:
    """Return whether a function's own code takes ``**kwargs``, whatever its signature says.

    `functools.wraps` hides the parameters of a wrapper from `inspect.signature`. The workers pass
    on every argument of a call, and so a wrapper gets those that a hook has added.
    """
    code = getattr(function, "__code__", None)
    return isinstance(code, CodeType) and bool(code.co_flags & CO_VARKEYWORDS)


def standing_for(function: Callable[..., Any], stand_in: Callable[..., Any]) -> FunctionType:
    """Return a function that does what a plain function does, with the location of another.

    It has the stand-in's defaults, and nothing else of it: neither its annotations nor its name.

    Raises:
        TypeError: the function has no code.
    """
    plain: Any = stand_in
    code = placed(plain.__code__, code_of(function))
    return FunctionType(code, plain.__globals__, None, plain.__defaults__, plain.__closure__)


def placed(code: CodeType, like: CodeType) -> CodeType:
    """Return code that is all in the first line of another, and has its file and its name."""
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
