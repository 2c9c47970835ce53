"""The decorators of an app's functions, read from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

import attrs

from .sources import Source, imported


_APPS = frozenset({"FunctionApp", "DFApp"})
_BLUEPRINTS = frozenset({"Blueprint"})
_ENDINGS = ("_trigger", "_input", "_output")
_OTHERS = frozenset({"route", "schedule", "function_name", "retry", "http_type", "mcp_tool"})


@attrs.frozen
class Decorated:
    """A function with a decorator of an app or a blueprint."""

    source: Source
    function: ast.FunctionDef | ast.AsyncFunctionDef
    decorators: tuple[tuple[ast.expr, str], ...]
    """Its decorators, outermost first, each with the name of the SDK's method; that is empty for
    any other decorator."""


def decorated_in(sources: Sequence[Source]) -> Iterator[Decorated]:
    """Yield the functions that an app or a blueprint decorates."""
    for source in sources:
        names = registers_in(source, sources)
        for function in source.definitions:
            decorators = tuple(
                (decorator, _method(decorator, names)) for decorator in function.decorator_list
            )
            if any(method for _, method in decorators):
                yield Decorated(source, function, decorators)


def is_call(decorator: ast.expr) -> bool:
    """Return whether a decorator is called, as in ``@app.route()``."""
    return isinstance(decorator, ast.Call)


def text_of(decorator: ast.expr) -> str:
    """Return a decorator's text without its arguments."""
    return ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)


def is_of_sdk(decorator: ast.expr) -> bool:
    """Return whether a decorator is named like one of the SDK's apps, whatever it belongs to."""
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    if not isinstance(target, ast.Attribute):
        return False
    return target.attr in _OTHERS or target.attr.endswith(_ENDINGS)


def _method(decorator: ast.expr, names: frozenset[str]) -> str:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    if not isinstance(target, ast.Attribute) or not isinstance(target.value, ast.Name):
        return ""
    if target.value.id not in names:
        return ""
    return target.attr if is_of_sdk(decorator) else ""


def registers_in(source: Source, sources: Sequence[Source]) -> frozenset[str]:
    """Return the names in a file that are bound to an app or a blueprint of the SDK."""
    names = frozenset(_made_in(source, _APPS | _BLUEPRINTS))
    by_module = {other.module: other for other in sources}
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        for name in imported(node, source.module.rpartition(".")[0]):
            module, _, attribute = name.rpartition(".")
            origin = by_module.get(module)
            if origin is not None and attribute in _made_in(origin, _APPS | _BLUEPRINTS):
                alias = next(a for a in node.names if a.name == attribute)
                names |= {alias.asname or alias.name}
    return names


def blueprints_in(source: Source) -> list[str]:
    """Return the names that are bound to a blueprint of the SDK."""
    return _made_in(source, _BLUEPRINTS)


def _made_in(source: Source, kinds: frozenset[str]) -> list[str]:
    table = import_table(source)
    found: list[str] = []
    for node in ast.walk(source.tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Call):
            name = absolute_name(node.value.func, table)
            if name.startswith("azure.") and name.rpartition(".")[2] in kinds:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found += [target.id for target in targets if isinstance(target, ast.Name)]
    return found


def import_table(source: Source) -> Mapping[str, str]:
    """Return the absolute names of what a file imports, by the names that it uses."""
    table: dict[str, str] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                table[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                table[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return table


def absolute_name(node: ast.expr, table: Mapping[str, str]) -> str:
    """Return the absolute name that an expression such as ``func.FunctionApp`` has; or nothing."""
    if isinstance(node, ast.Attribute):
        base = absolute_name(node.value, table)
        return f"{base}.{node.attr}" if base else ""
    return table.get(node.id, "") if isinstance(node, ast.Name) else ""
