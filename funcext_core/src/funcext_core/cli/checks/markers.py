"""Environment markers of requirements, such as `python_version >= "3.13"`."""

from __future__ import annotations

import ast
import os
import platform
import re
import sys
from collections.abc import Mapping


_ORDERS: Mapping[type[ast.cmpop], tuple[int, ...]] = {
    ast.Eq: (0,),
    ast.NotEq: (-1, 1),
    ast.Lt: (-1,),
    ast.LtE: (-1, 0),
    ast.Gt: (1,),
    ast.GtE: (0, 1),
}
"""By comparison, the orders of two values for which it holds: -1 if the first is smaller."""
_VERSIONS = frozenset({"python_version", "python_full_version"})


class _Unknown(Exception):
    """The marker has something that is not known here."""


def holds(marker: str, python: tuple[int, int]) -> bool:
    """Return whether a marker holds on a version of Python; True if that is not clear.

    Args:
        marker: the text after the semicolon.
        python: the version.
    """
    try:
        return _evaluate(ast.parse(marker.strip(), mode="eval").body, python)
    except (SyntaxError, ValueError, TypeError, RecursionError, _Unknown):
        return True


def _evaluate(node: ast.expr, python: tuple[int, int]) -> bool:
    if isinstance(node, ast.BoolOp):
        results = [_evaluate(value, python) for value in node.values]
        return all(results) if isinstance(node.op, ast.And) else any(results)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _compare(node.left, node.ops[0], node.comparators[0], python)
    raise _Unknown


def _compare(left: ast.expr, op: ast.cmpop, right: ast.expr, python: tuple[int, int]) -> bool:
    is_version = any(isinstance(side, ast.Name) and side.id in _VERSIONS for side in (left, right))
    one, other = _text(left, python), _text(right, python)
    if isinstance(op, (ast.In, ast.NotIn)):
        found = one in re.split(r"[\s,]+", other) if is_version else one in other
        return found == isinstance(op, ast.In)
    if type(op) not in _ORDERS:
        raise _Unknown
    if is_version:
        order = (_version(one) > _version(other)) - (_version(one) < _version(other))
    else:
        order = (one > other) - (one < other)
    return order in _ORDERS[type(op)]


def _text(node: ast.expr, python: tuple[int, int]) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        known = {
            "python_version": "{}.{}".format(*python),
            "python_full_version": "{}.{}".format(*python),
            "sys_platform": sys.platform,
            "platform_system": platform.system(),
            "platform_machine": platform.machine(),
            "os_name": os.name,
            "implementation_name": sys.implementation.name,
            "platform_python_implementation": platform.python_implementation(),
        }
        if node.id in known:
            return known[node.id]
    raise _Unknown


def _version(text: str) -> tuple[int, ...]:
    """Return the first two numbers of a version."""
    return tuple(int(part) for part in text.split(".")[:2] if part.isdigit())
