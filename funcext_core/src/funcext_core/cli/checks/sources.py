"""The Python files of an app, parsed, and the imports among them. Nothing is imported."""

from __future__ import annotations

import ast
import os
import tokenize
import warnings
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import attrs


Definition = ast.FunctionDef | ast.AsyncFunctionDef

_SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages", "build", "dist"})
_MOST_FILES = 2000
_MOST_BYTES = 1_000_000


@attrs.define(eq=False, slots=False)
class Source:
    """A Python file."""

    path: Path
    module: str
    """The name under which the app imports it."""

    @cached_property
    def text(self) -> str:
        """Its text; empty if it cannot be read."""
        try:
            return _text(self.path)
        except (OSError, SyntaxError, ValueError, LookupError):
            return ""

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree; an empty one if it cannot be parsed."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(self.text, str(self.path))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ast.Module(body=[], type_ignores=[])

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """All functions in it, at any depth."""
        return tuple(node for node in ast.walk(self.tree) if isinstance(node, Definition))

    @cached_property
    def imports(self) -> frozenset[str]:
        """The absolute names of the modules, and of names in them, that it imports anywhere."""
        package = self.module if self.path.name == "__init__.py" else _parent(self.module)
        return frozenset(name for node in ast.walk(self.tree) for name in imported(node, package))

    def definition_at(self, line: int) -> Definition | None:
        """Return the function whose code begins at a line, with its first decorator."""
        for function in self.definitions:
            first = min([function.lineno, *(d.lineno for d in function.decorator_list)])
            if line in (first, function.lineno):
                return function
        return None

    def definition_line(self, line: int) -> int:
        """Return the line of the ``def`` if a function begins at a line, otherwise that line."""
        function = self.definition_at(line)
        return line if function is None else function.lineno


def imported(node: ast.AST, package: str) -> Iterator[str]:
    """Yield the absolute names that an import statement names.

    Args:
        node: any node.
        package: the package that it is in; empty at the top level.
    """
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        parts = package.split(".") if package else []
        base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
        name = ".".join(filter(None, (base, node.module)))
        yield from filter(None, [name])
        yield from (".".join(filter(None, (name, alias.name))) for alias in node.names)


def _parent(module: str) -> str:
    return module.rpartition(".")[0]


def _text(path: Path) -> str:
    with tokenize.open(path) as file:
        return file.read(_MOST_BYTES)


@attrs.define(eq=False, slots=False)
class Sources:
    """The Python files below an app's folder, without virtual environments and installed ones."""

    directory: Path

    @cached_property
    def all(self) -> tuple[Source, ...]:
        """All of them, in order of path."""
        return tuple(Source(path, self._module(path)) for path in sorted(self._paths()))

    @cached_property
    def by_module(self) -> dict[str, Source]:
        """By the name under which the app imports them."""
        return {source.module: source for source in reversed(self.all)}

    @cached_property
    def _by_path(self) -> dict[Path, Source]:
        return {source.path: source for source in self.all}

    def get(self, path: Path) -> Source | None:
        """Return the file at a path; None if it does not belong to the app."""
        return self._by_path.get(path)

    def reachable(self, first: Iterable[Path]) -> tuple[Source, ...]:
        """Return files and those that they import, directly or through others."""
        found: dict[Path, Source] = {}
        pending = [source for path in first if (source := self.get(path)) is not None]
        while pending:
            source = pending.pop()
            if source.path not in found:
                found[source.path] = source
                names = {prefix for name in source.imports for prefix in _prefixes(name)}
                pending += [self.by_module[name] for name in names if name in self.by_module]
        return tuple(found[path] for path in sorted(found))

    def _paths(self) -> Iterator[Path]:
        count = 0
        for folder, folders, files in os.walk(self.directory):
            folders[:] = [name for name in folders if _is_own(Path(folder, name))]
            for name in files:
                if name.endswith(".py") and count < _MOST_FILES:
                    count += 1
                    yield Path(folder, name)

    def _module(self, path: Path) -> str:
        parts = path.relative_to(self.directory).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _is_own(folder: Path) -> bool:
    hidden = folder.name.startswith(".") or folder.name in _SKIPPED
    return not hidden and not folder.joinpath("pyvenv.cfg").exists()


def _prefixes(name: str) -> Iterator[str]:
    """Yield ``a``, ``a.b`` and ``a.b.c`` for ``a.b.c``."""
    parts = name.split(".")
    return (".".join(parts[: count + 1]) for count in range(len(parts)))
