"""The graph of a package's imports, read from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path


Graph = Mapping[str, frozenset[str]]
"""The modules of the package that each of its modules imports."""


def import_graph(package: Path) -> Graph:
    """Read the imports of a package's modules, wherever in a module they are written.

    An import inside a function, or under `TYPE_CHECKING`, counts as one at the top does: who reads
    a module has to know what it is about, and a type checker follows it, too.
    """
    sources = {_name_of(file, package): file for file in sorted(package.rglob("*.py"))}
    return {
        module: frozenset(_imported(file, module, sources) - {module})
        for module, file in sources.items()
    }


def _name_of(file: Path, package: Path) -> str:
    parts = file.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(file: Path, module: str, modules: Mapping[str, Path]) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    package = module if file.stem == "__init__" else module.rpartition(".")[0]
    return {
        found
        for node in ast.walk(tree)
        for name in _names(node, package)
        if (found := _nearest(name, modules)) is not None
    }


def _names(node: ast.AST, package: str) -> Iterator[str]:
    """Yield what a statement imports, each as a dotted name: a module, or a name within one."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package.split(".")[: package.count(".") + 2 - node.level] if node.level else []
        source = ".".join([*above, *([node.module] if node.module else [])])
        yield from (f"{source}.{alias.name}" for alias in node.names)


def _nearest(name: str, modules: Mapping[str, Path]) -> str | None:
    """Return the module that a dotted name is, or is in."""
    if name in modules:
        return name
    holder = name.rpartition(".")[0]
    return holder if holder in modules else None
