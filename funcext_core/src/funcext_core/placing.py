"""Generated code that stands where a user's function stands.

The file of a wrapper's code decides `context.function_directory` in the v2 model, and a traceback
shows its lines. So it gets the user function's own file, name and first line, and all of it stands
in that one line, in no column: a traceback shows where the function begins, and nothing else.
"""

from __future__ import annotations

import ast
import sys
from functools import lru_cache
from types import CodeType
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Callable


def in_one_line(source: str) -> CodeType:
    """Compile a module all of whose code stands in its first line, in no column."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if "lineno" in node._attributes:
            node.lineno = node.end_lineno = 1  # type: ignore[attr-defined] # it has, see above
            node.col_offset = node.end_col_offset = -1  # type: ignore[attr-defined]
    return compile(tree, "<funcext>", "exec")


@lru_cache(maxsize=8)
def template(source: str) -> CodeType:
    """Compile the one function in `source`, all of it in its first line."""
    constants = in_one_line(source).co_consts
    return next(each for each in constants if isinstance(each, CodeType))


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


def placed(code: CodeType, like: CodeType) -> CodeType:
    """Return code that bears the file, the name and the first line of another."""
    place: dict[str, Any] = {
        "co_filename": like.co_filename,
        "co_firstlineno": like.co_firstlineno,
        "co_name": like.co_name,
    }
    if sys.version_info >= (3, 11):
        place["co_qualname"] = like.co_qualname
    return code.replace(**place)
