"""Whether an entry point of the v1 model has `instrument`, read from the source of its script.

The worker imports one script after another. When the first one calls funcext, the others may not be
imported yet, and a function that lacks `instrument` would be served without its guard: nothing of
funcext is in its way. So the sources are read.

What is followed, through the modules of the app: decorators, `main = decorate(main)`, other names
for a function, imports, and decorators of the app that apply `instrument` in their body. What is
not: code that is not the app's, and names that are bound while the script runs. There, no
`instrument` is seen, and the error asks for one in the script.
"""

from __future__ import annotations

import ast
import sys
from contextlib import suppress
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Final


_FUNCEXT = "funcext_core"
_INSTRUMENT = "instrument"
_NAMESPACE = "__app__"
"""The package in which both workers import the scripts of the v1 model."""


def has_instrument(root: Path, script: Path, entry_point: str) -> bool:
    """Return whether an entry point is seen to have `instrument`.

    Args:
        root: the app's root.
        script: the file with the entry point.
        entry_point: its name.

    Raises:
        OSError: the script cannot be read.
        SyntaxError: no worker can import it.
        ValueError: the same, of a null byte in it.
    """
    sources = _Sources(root)
    return sources.is_instrumented(sources.read(script), entry_point)


class _Module:
    """The source of one module of the app."""

    path: Final[Path]
    bindings: Final[dict[str, list[tuple[ast.stmt, str]]]]
    """By name, the statements that bind it when the module runs; an import with what it names."""
    stars: Final[list[ast.ImportFrom]]
    """The imports of everything."""

    __slots__ = ("bindings", "path", "stars")

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bindings = {}
        self.stars = []
        tree = ast.parse(path.read_bytes())
        for statement in _statements(tree):
            bound = dict(_bound(statement))
            for name, original in bound.items():
                self.bindings.setdefault(name, []).append((statement, original))
            self._hide(set(_bound_otherwise(statement)) - bound.keys(), statement.lineno)
            if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
                self.stars.append(statement)
        for node in ast.walk(tree):
            if isinstance(node, ast.Global):
                # Whatever a function may bind it to, when that is called.
                self._hide(node.names, sys.maxsize)

    def _hide(self, names: Iterable[str], line: int) -> None:
        """Note that names are bound to something that is not followed."""
        for name in names:
            self.bindings.setdefault(name, []).append((ast.Pass(lineno=line), name))


class _Sources:
    """The sources of an app, as far as a question led to them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._modules: dict[Path, _Module] = {}
        self._asked: set[tuple[str, Path, str, int]] = set()

    def read(self, path: Path) -> _Module:
        """Return the module of that file."""
        if path not in self._modules:
            self._modules[path] = _Module(path)
        return self._modules[path]

    # -- a function: does it have `instrument`? -------------------------------------------------

    def is_instrumented(self, module: _Module, name: str, before: int | None = None) -> bool:
        """Return whether the function of that name has `instrument`.

        Args:
            module: the module.
            name: the name.
            before: how many of the bindings of the name count; None for all.
        """
        bindings = module.bindings.get(name, [])[:before]
        if not self._ask("function", module, name, len(bindings)):
            return False
        # The line of the last binding; an import of everything further down binds the name again.
        last = bindings[-1][0].lineno if bindings else 0
        found = [self._from(module, star) for star in module.stars if star.lineno > last]
        others = [other for other in found if other is not None]
        binding = [other for other in others if name in other.bindings]
        if binding:
            return self.is_instrumented(binding[-1], name)
        if not bindings:
            return any(self.is_instrumented(other, name) for other in others)
        statement, original = bindings[-1]
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return any(self._applies(module, decorator) for decorator in statement.decorator_list)
        if isinstance(statement, ast.ImportFrom):
            other = self._from(module, statement)
            return other is not None and self.is_instrumented(other, original)
        value = getattr(statement, "value", None)
        return self._holds(module, value, name, len(bindings) - 1)

    def _holds(self, module: _Module, value: object, name: str, before: int) -> bool:
        """Return whether a value is such a function, or made from one.

        Args:
            module: the module.
            value: the expression.
            name: the name that is bound to it: within it, the name means what it meant before.
            before: how many bindings of that name came before.
        """
        if isinstance(value, ast.Name):
            return self.is_instrumented(module, value.id, before if value.id == name else None)
        if isinstance(value, ast.Attribute):
            found = self._attribute(module, value)
            return found is not None and self.is_instrumented(*found)
        if not isinstance(value, ast.Call):
            return False
        arguments = [*value.args, *(keyword.value for keyword in value.keywords)]
        return self._applies(module, value.func) or any(
            self._holds(module, argument, name, before) for argument in arguments
        )

    # -- a decorator: does it apply `instrument`? -----------------------------------------------

    def _applies(self, module: _Module, node: ast.AST) -> bool:
        """Return whether an expression, or the body of a definition, refers to `instrument`."""
        return any(self._refers(module, part) for part in ast.walk(node))

    def _refers(self, module: _Module, node: ast.AST) -> bool:
        if isinstance(node, ast.Name):
            return self._name_refers(module, node.id)
        if not isinstance(node, ast.Attribute):
            return False
        if node.attr == _INSTRUMENT and _is_funcext(module, node.value):
            return True
        found = self._attribute(module, node)
        return found is not None and self._name_refers(*found)

    def _name_refers(self, module: _Module, name: str) -> bool:
        if not self._ask("decorator", module, name, 0):
            return False
        imports = [(star, name) for star in module.stars]
        for statement, original in module.bindings.get(name, []):
            if isinstance(statement, ast.ImportFrom):
                imports.append((statement, original))
            elif not isinstance(statement, ast.Import) and self._applies(module, statement):
                return True
        return any(self._import_refers(module, *imported) for imported in imports)

    def _import_refers(self, module: _Module, statement: ast.ImportFrom, name: str) -> bool:
        if not statement.level and (statement.module or "").partition(".")[0] == _FUNCEXT:
            return name == _INSTRUMENT
        other = self._from(module, statement)
        return other is not None and self._name_refers(other, name)

    # -- modules --------------------------------------------------------------------------------

    def _ask(self, question: str, module: _Module, name: str, number: int) -> bool:
        """Return whether a question is asked for the first time: names may form a circle."""
        asked = (question, module.path, name, number)
        is_first = asked not in self._asked
        self._asked.add(asked)
        return is_first

    def _attribute(self, module: _Module, node: ast.Attribute) -> tuple[_Module, str] | None:
        """Return the module that has the attribute, and the attribute's name."""
        names: list[str] = []
        base: ast.expr = node
        while isinstance(base, ast.Attribute):
            names.insert(0, base.attr)
            base = base.value
        if not isinstance(base, ast.Name) or base.id not in module.bindings:
            return None
        statement, original = module.bindings[base.id][-1]
        if isinstance(statement, ast.Import):
            place = self._root.joinpath(*_parts(original))
        elif isinstance(statement, ast.ImportFrom):
            place = self._place(module, statement) / original
        else:
            return None
        found = self._find(place.joinpath(*names[:-1]))
        return None if found is None else (found, names[-1])

    def _from(self, module: _Module, statement: ast.ImportFrom) -> _Module | None:
        """Return the app's module from which a statement imports."""
        return self._find(self._place(module, statement))

    def _place(self, module: _Module, statement: ast.ImportFrom) -> Path:
        folder = self._root
        if statement.level:
            folder = module.path.parents[statement.level - 1]
        return folder.joinpath(*_parts(statement.module or ""))

    def _find(self, place: Path) -> _Module | None:
        """Return the module at that place, if it is the app's and can be read."""
        for path in (place.with_name(f"{place.name}.py"), place / "__init__.py"):
            with suppress(OSError, SyntaxError, ValueError):
                return self.read(path)
        return None


def _is_funcext(module: _Module, base: ast.expr) -> bool:
    """Return whether an expression is the package funcext_core, under whatever name."""
    return isinstance(base, ast.Name) and any(
        isinstance(statement, ast.Import) and original == _FUNCEXT
        for statement, original in module.bindings.get(base.id, [])
    )


def _bound_otherwise(node: ast.AST) -> Iterator[str]:
    """Yield the names that a statement binds where no value can be followed, as a loop does."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
            yield child.id
        elif isinstance(child, (ast.MatchAs, ast.MatchStar)) and child.name is not None:
            yield child.name
        # Other statements are asked on their own; what binds its own names binds none outside.
        if not isinstance(child, (ast.stmt, ast.Lambda, ast.comprehension)):
            yield from _bound_otherwise(child)


def _parts(dotted: str) -> list[str]:
    """Return the path of a module in the app's root."""
    parts = dotted.split(".") if dotted else []
    return parts[1:] if parts[:1] == [_NAMESPACE] else parts


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Yield the statements that run when a module does, those of branches included."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.expr)):
            yield from _statements(child)


def _bound(statement: ast.stmt) -> Iterator[tuple[str, str]]:
    """Yield the names that a statement binds, each with the name that it had elsewhere."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield statement.name, statement.name
    elif isinstance(statement, ast.ImportFrom):
        for imported in statement.names:
            yield imported.asname or imported.name, imported.name
    elif isinstance(statement, ast.Import):
        for imported in statement.names:
            top = imported.name.partition(".")[0]
            yield imported.asname or top, imported.name if imported.asname else top
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                yield target.id, target.id
    elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        yield statement.target.id, statement.target.id
